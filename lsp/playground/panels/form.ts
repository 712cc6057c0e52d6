/** A case as a form: the facts that are given, each with a control for its type, and a list of those that can be added. */
import { h, type JSX } from "preact";
import type { CaseFacts } from "../../../compiler/editor/index.ts";
import type { XField, XType } from "../../../compiler/runtime/format.ts";
import { isObject, type Json, type JsonObject, type Path } from "./values.ts";

export interface FormProps {
  readonly facts: CaseFacts;
  readonly value: JsonObject;
  /** undefined takes the fact away */
  readonly onPut: (path: Path, value: Json | undefined) => void;
}

const COUNTRIES = "countries";

export function Form({ facts, value, onPut }: FormProps): JSX.Element {
  return h(
    "div",
    { class: "form" },
    h(
      "datalist",
      { id: COUNTRIES },
      facts.countries.map(([code, name]) => h("option", { key: code, value: code }, name)),
    ),
    h(RecordFields, { facts, record: facts.transaction, value, path: [], onPut }),
  );
}

interface RecordProps extends FormProps {
  readonly record: string;
  readonly path: Path;
}

function RecordFields({ facts, record, value, path, onPut }: RecordProps): JSX.Element {
  const fields = Object.entries(facts.records[record]?.fields ?? {}).filter(
    ([, { formula }]) => formula === undefined,
  );
  const given = fields.filter(([name]) => value[name] !== undefined);
  const open = fields.filter(([name]) => value[name] === undefined);
  return h(
    "div",
    { class: "record" },
    given.map(([name, field]) =>
      h(Fact, { key: name, facts, name, field, value: value[name]!, path: [...path, name], onPut }),
    ),
    open.length === 0
      ? null
      : h(
          "label",
          { class: "add" },
          h("span", null, path.length === 0 ? "Add a fact" : `Add a fact of ${placeName(path)}`),
          h(
            "select",
            {
              value: "",
              onChange: ({ currentTarget }: { currentTarget: HTMLSelectElement }) => {
                const name = currentTarget.value;
                const field = open.find(([one]) => one === name)?.[1];
                currentTarget.value = "";
                if (field !== undefined) onPut([...path, name], startOf(field.type, facts));
              },
            },
            h("option", { value: "" }, "choose …"),
            open.map(([name, { question }]) =>
              h(
                "option",
                { key: name, value: name },
                question === undefined ? wordsOf(name) : `${wordsOf(name)}: ${question}`,
              ),
            ),
          ),
        ),
  );
}

interface FactProps {
  readonly facts: CaseFacts;
  readonly name: string;
  readonly field: XField;
  readonly value: Json;
  readonly path: Path;
  readonly onPut: FormProps["onPut"];
}

function Fact(props: FactProps): JSX.Element {
  const { facts, name, field, value, path, onPut } = props;
  const { type } = field;
  const id = idOf(path);
  const remove = h(
    "button",
    {
      type: "button",
      class: "remove",
      title: "take this fact away",
      "aria-label": `take away ${placeName(path)}`,
      onClick: () => onPut(path, undefined),
    },
    "×",
  );
  if (type.kind === "record" && isObject(value) && !isUnknown(value))
    return h(
      "fieldset",
      { id },
      h("legend", null, wordsOf(name), remove),
      h(RecordFields, { facts, record: type.record, value, path, onPut }),
    );
  if (type.kind === "list" && Array.isArray(value))
    return h(
      "fieldset",
      { id },
      h("legend", null, wordsOf(name), remove),
      (value as readonly Json[]).map((element, index) =>
        h(
          "fieldset",
          { key: index, class: "element" },
          h(
            "legend",
            null,
            `${index + 1}`,
            h(
              "button",
              {
                type: "button",
                class: "remove",
                "aria-label": `take away ${placeName([...path, index])}`,
                onClick: () => onPut([...path, index], undefined),
              },
              "×",
            ),
          ),
          isObject(element) && !isUnknown(element)
            ? h(RecordFields, { facts, record: type.record, value: element, path: [...path, index], onPut })
            : h(Unformed, { value: element }),
        ),
      ),
      h(
        "button",
        { type: "button", class: "small", onClick: () => onPut([...path, value.length], {}) },
        `Add to ${wordsOf(name)}`,
      ),
    );
  const control = controlOf(props, id);
  return h(
    "div",
    { class: "fact" },
    // Check boxes have labels of their own: what stands above them names the group.
    h(
      control.isGroup ? "span" : "label",
      control.isGroup ? { id: `${id}-label`, class: "name" } : { for: id, class: "name" },
      wordsOf(name),
    ),
    control.node,
    remove,
    field.question === undefined ? null : h("p", { class: "question", id: `${id}-question` }, field.question),
  );
}

function controlOf(
  { facts, field: { type, question }, value, path, onPut }: FactProps,
  id: string,
): { readonly node: JSX.Element; readonly isGroup: boolean } {
  const described = question === undefined ? {} : { "aria-describedby": `${id}-question` };
  const one = (node: JSX.Element) => ({ node, isGroup: false });
  if (type.kind === "truth" || type.kind === "enum") {
    const values: readonly Json[] = type.kind === "enum" ? enumValues(type.enum, facts) : [true, false];
    const options = [...values.map((json) => [json, labelOf(json)] as const), [UNKNOWN, "unknown"] as const];
    const chosen = options.findIndex(([json]) => JSON.stringify(json) === JSON.stringify(value));
    if (chosen >= 0)
      return one(
        h(
          "select",
          {
            id,
            ...described,
            value: String(chosen),
            onChange: ({ currentTarget }: { currentTarget: HTMLSelectElement }) =>
              onPut(path, options[Number(currentTarget.value)]![0]),
          },
          options.map(([, label], index) => h("option", { key: label, value: String(index) }, label)),
        ),
      );
  }
  if (type.kind === "set" && type.of.kind === "enum" && isTexts(value)) {
    const known = enumValues(type.of.enum, facts);
    return {
      isGroup: true,
      node: h(
        "div",
        { id, class: "choices", role: "group", "aria-labelledby": `${id}-label`, tabIndex: -1 },
        known.map((name) =>
          h(
            "label",
            { key: name },
            h("input", {
              type: "checkbox",
              checked: value.includes(name),
              onChange: ({ currentTarget }: { currentTarget: HTMLInputElement }) =>
                onPut(
                  path,
                  currentTarget.checked ? [...value, name] : value.filter((other) => other !== name),
                ),
            }),
            wordsOf(name),
          ),
        ),
      ),
    };
  }
  if (type.kind === "set" && isTexts(value))
    return one(
      h("input", {
        id,
        ...described,
        type: "text",
        value: value.join(", "),
        placeholder: placeholderOf(type.of, facts),
        onChange: ({ currentTarget }: { currentTarget: HTMLInputElement }) =>
          onPut(
            path,
            currentTarget.value
              .split(",")
              .map((text) => text.trim())
              .filter((text) => text !== ""),
          ),
      }),
    );
  if (typeof value === "string" || typeof value === "number") {
    const isCountry = type.kind === "code" && facts.countrySchemes.includes(type.scheme ?? "");
    return one(
      h("input", {
        id,
        ...described,
        type: type.kind === "date" ? "date" : "text",
        ...(isCountry ? { list: COUNTRIES } : {}),
        value: String(value),
        placeholder: placeholderOf(type, facts),
        onInput: ({ currentTarget: { value: text } }: { currentTarget: HTMLInputElement }) =>
          // A number without a unit is one in JSON too; what is half written, such as `1.`, stays a text.
          onPut(path, type.kind === "number" && String(Number(text)) === text ? Number(text) : text),
      }),
    );
  }
  return one(h(Unformed, { id, value }));
}

/** What has no control, such as a set that is only partly known. */
function Unformed({ id, value }: { readonly id?: string; readonly value: Json }): JSX.Element {
  return h("output", { id, class: "unformed" }, JSON.stringify(value), " (change it as JSON)");
}

const UNKNOWN: Json = { unknown: true };

function isUnknown(value: JsonObject): boolean {
  return value.unknown === true && Object.keys(value).length === 1;
}

function isTexts(value: Json): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}

function enumValues(id: string, facts: CaseFacts): readonly string[] {
  return facts.enums[id]?.values ?? [];
}

/** What a fact is when it is added: the least that has a control. */
export function startOf(type: XType, facts: CaseFacts): Json {
  switch (type.kind) {
    case "truth":
      return true;
    case "enum":
      return enumValues(type.enum, facts)[0] ?? "";
    case "set":
      return [];
    case "list":
      return [{}];
    case "record":
      return {};
    default:
      return "";
  }
}

function placeholderOf(type: XType, facts: CaseFacts): string {
  switch (type.kind) {
    case "number":
      return `a number in ${unitName(type.unit)}`;
    case "money":
      return "such as 5000 EUR";
    case "code":
      return facts.countrySchemes.includes(type.scheme ?? "") ? "such as NL" : "such as US 3A090.a";
    default:
      return "";
  }
}

function unitName(id: string): string {
  return id.slice(id.lastIndexOf(".") + 1);
}

function labelOf(json: Json): string {
  return json === true ? "yes" : json === false ? "no" : wordsOf(String(json));
}

export function wordsOf(name: string): string {
  return name.replaceAll("_", " ");
}

/** `parties, 1, headquarters`, for names that are read aloud. */
function placeName(path: Path): string {
  return path.map((step) => (typeof step === "number" ? String(step + 1) : wordsOf(step))).join(", ");
}

/** Of the control for a fact. */
export function idOf(path: Path): string {
  return `fact-${path.join("-")}`;
}
