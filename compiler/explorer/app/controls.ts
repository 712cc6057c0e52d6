/** One control for each type of fact. A control never guesses: text that is no value goes to the runtime, which says so. */
import type { VNode } from "preact";
import { useId } from "preact/hooks";
import { isUnitless } from "../../runtime/cases/case-values.ts";
import { compare, type Exact, exactText, parseExact, toNumber } from "../../runtime/values/exact.ts";
import type { FieldInfo, FieldType } from "../../runtime/values/vocabulary.ts";
import { type Json, membersOf, stateOf, UNKNOWN, withMembers } from "./case.ts";
import { quantityText } from "./changes.ts";
import { type Choice, Combobox } from "./combobox.ts";
import { h } from "./dom.ts";
import { type Kit, valueText } from "./kit.ts";

export interface ControlProps {
  readonly kit: Kit;
  readonly field: FieldInfo;
  /** names the control */
  readonly label: string;
  readonly id: string;
  /** id of the question and of what is wrong */
  readonly describedBy: string;
  readonly invalid: boolean;
  readonly value: Json | undefined;
  readonly onValue: (value: Json) => void;
  readonly onClear: () => void;
}

export function Control(props: ControlProps): VNode | null {
  switch (props.field.type.kind) {
    case "truth":
      return h(Truth, props);
    case "number":
      return h(Quantity, props);
    case "money":
      return h(Money, props);
    case "set":
      return h(SetOf, { ...props, of: props.field.type.of });
    case "enum":
    case "code":
      return h(OneOf, { ...props, of: props.field.type });
    case "date":
    case "text":
      return h(Line, props);
    default:
      return null;
  }
}

function stated(value: Json | undefined): Json | undefined {
  return stateOf(value) === "stated" ? value : undefined;
}

function Truth({ kit, field, label, id, describedBy, value, onValue, onClear }: ControlProps): VNode {
  const name = useId();
  const { factState } = kit.language.terms;
  const now =
    value === true || value === "yes" ? "yes" : value === false || value === "no" ? "no" : stateOf(value);
  const choices: readonly (readonly [key: string, text: string, pick: () => void])[] = [
    ["yes", factState.yes, () => onValue(true)],
    ["no", factState.no, () => onValue(false)],
    ["unknown", factState.unknown, () => onValue(UNKNOWN)],
    ...(field.optional || field.appliesWhen !== null
      ? [["not_applicable", factState.not_applicable, () => onValue({ notApplicable: true })] as const]
      : []),
    ["not_stated", factState.not_stated, onClear],
  ];
  return h(
    "div",
    {
      class: "radios",
      role: "radiogroup",
      "aria-label": label,
      "aria-describedby": describedBy,
      id,
      tabIndex: -1,
    },
    choices.map(([key, text, pick]) =>
      h("label", { key }, [
        h("input", { type: "radio", name, checked: now === key, onChange: pick }),
        h("span", null, text),
      ]),
    ),
  );
}

function Line({ field, label, id, describedBy, invalid, value, onValue, onClear }: ControlProps): VNode {
  const isDate = field.type.kind === "date";
  return h("input", {
    id,
    type: isDate ? "date" : "text",
    "aria-label": label,
    "aria-describedby": describedBy,
    "aria-invalid": invalid || undefined,
    value: String(stated(value) ?? ""),
    onInput: (event: Event) => {
      const text = (event.currentTarget as HTMLInputElement).value;
      if (text === "") onClear();
      else onValue(text);
    },
  });
}

function choicesOf(kit: Kit, field: FieldInfo, of: FieldType): readonly Choice[] {
  if (of.kind === "enum")
    return of.enum.values.map((value) => {
      const label = kit.said.value(of.enum, value);
      return { value, label, lang: kit.said.langOf(label) };
    });
  if (of.kind === "code") return kit.codes.of(of.scheme);
  const named = [...kit.engine.model.lists.values()].flatMap((list) => {
    if (field.name === "screened")
      return [...list.names].map((value) => ({ value, label: value, hint: list.title ?? "" }));
    if (!field.name.endsWith("entries")) return [];
    return [...list.byKey].map(([value, rows]) => ({ value, label: value, hint: entryName(rows[0]?.cells) }));
  });
  if (named.length > 0) return named;
  return kit.marks.words(field.name).map((value) => ({ value, label: value }));
}

/** The first text of an entry: its name, as lists of parties are written. */
function entryName(cells: ReadonlyMap<string, unknown> | undefined): string {
  for (const cell of cells?.values() ?? [])
    if (Array.isArray(cell) && cell[0] === "text" && typeof cell[1] === "string") return cell[1];
  return "";
}

function OneOf({ of, ...props }: ControlProps & { readonly of: FieldType }): VNode {
  const { kit, field, label, value, onValue, invalid, describedBy } = props;
  const now = stated(value);
  return h(Combobox, {
    label,
    hideLabel: true,
    choices: () => choicesOf(kit, field, of),
    text: now === undefined ? "" : shownCode(kit, field, now),
    count: kit.texts.found,
    invalid,
    describedBy,
    onPick: onValue,
    onText: onValue,
  });
}

function shownCode(kit: Kit, field: FieldInfo, json: Json): string {
  const name = valueText(kit, field, json);
  return name === json || typeof json !== "string" || field.type.kind === "enum" ? name : `${name} (${json})`;
}

function SetOf({ of, ...props }: ControlProps & { readonly of: FieldType }): VNode {
  const { kit, field, label, value, onValue, invalid, describedBy, id } = props;
  const members = membersOf(stated(value));
  const { texts } = kit;
  const add = (text: string): void => onValue(withMembers(members, [...members.values, text]));
  return h("div", { class: "set", id, tabIndex: -1 }, [
    h("ul", { class: "tags", "aria-label": label }, [
      ...members.values.map((member, at) => {
        const name = valueText(kit, field, member);
        return h(
          "li",
          { key: String(member), lang: of.kind === "enum" ? kit.said.langOf(name) : undefined },
          [
            h("span", null, of.kind === "code" && name !== member ? `${name} (${String(member)})` : name),
            h(
              "button",
              {
                type: "button",
                "aria-label": texts.removeNamed(name),
                onClick: () =>
                  onValue(
                    withMembers(
                      members,
                      members.values.filter((_, i) => i !== at),
                    ),
                  ),
              },
              "×",
            ),
          ],
        );
      }),
      stateOf(value) === "stated" && members.values.length === 0
        ? h("li", { key: "", class: "none" }, texts.nothing)
        : null,
    ]),
    h(Combobox, {
      label: `${label}: ${texts.addMember}`,
      hideLabel: true,
      placeholder: texts.addMember,
      choices: () => choicesOf(kit, field, of).filter(({ value: one }) => !members.values.includes(one)),
      count: texts.found,
      invalid,
      describedBy,
      onPick: add,
      ...(of.kind === "enum" ? {} : { onText: add }),
    }),
  ]);
}

/** `4992 TPP` in its two parts; null where it is written in no such way. */
function parts(value: Json | undefined): { readonly number: string; readonly unit: string } | null {
  if (typeof value === "number") return { number: String(value), unit: "" };
  if (typeof value !== "string") return null;
  const match = /^(\S*?)\s*((?:[^\d\s.+-].*)?)$/u.exec(value.trim());
  return match === null ? { number: value, unit: "" } : { number: match[1]!, unit: match[2]!.trim() };
}

function Quantity(props: ControlProps): VNode {
  const { kit, field, label, id, describedBy, invalid, value, onValue, onClear } = props;
  const unit = field.type.kind === "number" ? field.type.unit : "";
  const plain = isUnitless(unit);
  const now = parts(stated(value));
  const own = now === null || now.unit === "" ? unit : now.unit;
  const units = plain ? [] : [...new Set([unit, own, ...kit.engine.model.vocabulary.units.like(unit)])];
  const say = (number: string, in_: string): void => {
    if (number.trim() === "") {
      onClear();
      return;
    }
    const exact = parseExact(number.replaceAll("_", ""));
    if (exact === null) onValue(plain ? number : `${number} ${in_}`);
    else onValue(in_ === unit ? quantityText(exact, unit) : `${number} ${in_}`);
  };
  return h("div", { class: "quantity" }, [
    h("input", {
      id,
      type: "text",
      inputMode: "decimal",
      autocomplete: "off",
      "aria-label": label,
      "aria-describedby": describedBy,
      "aria-invalid": invalid || undefined,
      value: now?.number ?? "",
      onInput: (event: Event) => say((event.currentTarget as HTMLInputElement).value, own),
    }),
    units.length > 1
      ? h(
          "select",
          {
            "aria-label": `${label}: ${kit.texts.unit}`,
            value: own,
            onChange: (event: Event) =>
              say(now?.number ?? "", (event.currentTarget as HTMLSelectElement).value),
          },
          units.map((name) => h("option", { key: name, value: name }, name)),
        )
      : plain
        ? null
        : h("span", { class: "unit" }, unit),
    h(Slider, {
      kit,
      field,
      label,
      unit,
      value: own === unit ? (now?.number ?? null) : null,
      say: (text) => say(text, unit),
    }),
  ]);
}

interface SliderProps {
  readonly kit: Kit;
  readonly field: FieldInfo;
  readonly label: string;
  readonly unit: string;
  readonly value: string | null;
  readonly say: (number: string) => void;
}

/** Steps of a slider. */
const STEPS = 400;

/** Only where the law knows limits: it spans them, and stops at each. */
function Slider({ kit, field, label, unit, value, say }: SliderProps): VNode | null {
  const limits = kit.marks.limits(field.name);
  const scale = scaleOf(limits, field);
  if (scale === null) return null;
  const exact = value === null ? null : parseExact(value.replaceAll("_", ""));
  const at = exact === null ? 0 : scale.stepOf(toNumber(exact));
  const list = useId();
  return h("div", { class: "slider" }, [
    h("input", {
      type: "range",
      min: 0,
      max: STEPS,
      step: 1,
      value: at,
      list,
      "aria-label": kit.texts.slider(label),
      "aria-valuetext": value === null ? kit.language.terms.factState.not_stated : `${value} ${unit}`.trim(),
      onInput: (event: Event) => {
        const step = Number((event.currentTarget as HTMLInputElement).value);
        say(scale.textAt(step));
      },
    }),
    h(
      "datalist",
      { id: list },
      limits.map((limit) => h("option", { key: exactText(limit), value: scale.stepOf(toNumber(limit)) })),
    ),
  ]);
}

interface Scale {
  readonly stepOf: (value: number) => number;
  readonly textAt: (step: number) => string;
}

/** Even steps; even ratios where the limits are far apart. */
function scaleOf(limits: readonly Exact[], { range }: FieldInfo): Scale | null {
  const values = limits.map(toNumber);
  const [least, most] = [values[0], values.at(-1)];
  if (least === undefined || most === undefined) return null;
  const high = range.high === null ? Math.max(most * 1.5, most / 1.5, 1e-9) : toNumber(range.high);
  const isRatio = least > 0 && most / least > 30;
  const low = isRatio ? least / 4 : least < 0 ? least * 1.5 : range.low === null ? 0 : toNumber(range.low);
  if (!(high > low)) return null;
  const valueAt = (step: number): number =>
    isRatio ? low * (high / low) ** (step / STEPS) : low + ((high - low) * step) / STEPS;
  const stepOf = (value: number): number => {
    const share = isRatio
      ? Math.log(Math.max(value, low) / low) / Math.log(high / low)
      : (value - low) / (high - low);
    return Math.round(Math.max(0, Math.min(1, share)) * STEPS);
  };
  const textAt = (step: number): string => {
    const limit = limits.find((one) => stepOf(toNumber(one)) === step);
    if (limit !== undefined) return exactText(limit);
    const rounded = Number(valueAt(step).toPrecision(3));
    // a value that is rounded must not cross a limit
    const crossed = limits.find((one) => stepOf(toNumber(one)) < step && compare(one, rounded) > 0);
    return exactText(crossed ?? rounded);
  };
  return { stepOf, textAt };
}

/** Currencies that are offered; any other can be stated in JSON. */
const CURRENCIES = ["EUR", "USD", "JPY", "KRW", "GBP", "CNY"];

function Money({ kit, label, id, describedBy, invalid, value, onValue, onClear }: ControlProps): VNode {
  const now = parts(stated(value));
  const own = now === null || now.unit === "" ? CURRENCIES[0]! : now.unit;
  const say = (number: string, currency: string): void => {
    if (number.trim() === "") onClear();
    else onValue(`${number} ${currency}`);
  };
  return h("div", { class: "quantity" }, [
    h("input", {
      id,
      type: "text",
      inputMode: "decimal",
      autocomplete: "off",
      "aria-label": label,
      "aria-describedby": describedBy,
      "aria-invalid": invalid || undefined,
      value: now?.number ?? "",
      onInput: (event: Event) => say((event.currentTarget as HTMLInputElement).value, own),
    }),
    h(
      "select",
      {
        "aria-label": `${label}: ${kit.texts.currency}`,
        value: own,
        onChange: (event: Event) => say(now?.number ?? "", (event.currentTarget as HTMLSelectElement).value),
      },
      [...new Set([own, ...CURRENCIES])].map((name) => h("option", { key: name, value: name }, name)),
    ),
  ]);
}
