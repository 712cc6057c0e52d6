/** The facts of the case as a form: records within records, lists with their elements, each fact with its question. */
import { Component, type VNode } from "preact";
import type { CaseProblem } from "../../runtime/answer.ts";
import type { FieldInfo, RecordInfo } from "../../runtime/values/vocabulary.ts";
import {
  elementPath,
  type FactState,
  factAt,
  type Json,
  membersOf,
  NOT_APPLICABLE,
  type Path,
  stateOf,
  textOf,
  UNKNOWN,
  withMembers,
} from "./case.ts";
import { Combobox } from "./combobox.ts";
import { Control } from "./controls.ts";
import { h } from "./dom.ts";
import { fieldsOf, type Wanted } from "./fields.ts";
import { controlId, type Doing, factName, type Kit } from "./kit.ts";
import { refusal } from "./remarks.ts";

export interface FactsProps {
  readonly kit: Kit;
  readonly doing: Doing;
  readonly facts: Json;
  readonly wanted: Wanted;
  readonly problems: readonly CaseProblem[];
}

export function Facts(props: FactsProps): VNode {
  return h("div", { class: "record root" }, rowsOf(props, props.kit.engine.model.vocabulary.transaction, []));
}

function rowsOf(props: FactsProps, record: RecordInfo, path: Path): (VNode | null)[] {
  const { kit, doing, facts, wanted } = props;
  const text = textOf(path);
  const { shown, more } = fieldsOf(record, factAt(facts, path), path, text, wanted);
  return [
    ...shown.map((field) => h(Fact, { key: field.name, ...props, field, path: [...path, field.name] })),
    more.length === 0
      ? null
      : h("div", { class: "more", key: "+" }, [
          h(Combobox, {
            label:
              path.length === 0
                ? kit.texts.more
                : `${kit.texts.more}${kit.language.colon}${factName(kit, textOf(path))}`,
            hideLabel: true,
            placeholder: kit.texts.more,
            choices: () =>
              more.map((field) => {
                const label = kit.said.field(field);
                const hint = field.question === null ? {} : { hint: kit.said.question(field) };
                return { value: field.name, label, ...hint, lang: kit.said.langOf(label) };
              }),
            count: kit.texts.found,
            onPick: (name) => doing.pin(text === "" ? name : `${text}.${name}`),
          }),
        ]),
  ];
}

interface FactProps extends FactsProps {
  readonly field: FieldInfo;
  readonly path: Path;
}

function Fact(props: FactProps): VNode {
  const { kit, doing, facts, field, path, wanted, problems } = props;
  const { type } = field;
  if (type.kind === "record") return h(RecordFact, { ...props, record: type.record });
  if (type.kind === "list") return h(ListFact, { ...props, record: type.record });
  const text = textOf(path);
  const value = factAt(facts, path);
  const wrong = problems.filter((problem) => problem.path === text || problem.path.startsWith(`${text}[`));
  const isAsked = value === undefined && wanted.asked.has(text);
  return h(PlainFact, { kit, doing, field, path, text, value, wrong, isAsked });
}

interface OwnFact {
  readonly kit: Kit;
  readonly doing: Doing;
  readonly field: FieldInfo;
  readonly path: Path;
  /** its path as the runtime writes it */
  readonly text: string;
  readonly value: Json | undefined;
  readonly wrong: readonly CaseProblem[];
  readonly isAsked: boolean;
}

/** One fact with its control, drawn again only where it is another: a change of one fact leaves the others as they are. */
class PlainFact extends Component<OwnFact> {
  override shouldComponentUpdate(next: OwnFact): boolean {
    const { field, text, value, wrong, isAsked } = this.props;
    return (
      next.field !== field ||
      next.text !== text ||
      next.value !== value ||
      next.isAsked !== isAsked ||
      next.wrong.length + wrong.length > 0 ||
      // an open list is written otherwise than a given one, and its facts stand at another path of the case
      next.path.length !== this.props.path.length
    );
  }

  override render(): VNode {
    const { kit, doing, field, path, text, value, wrong, isAsked } = this.props;
    const { said } = kit;
    const id = controlId(text);
    return h("div", { class: `fact${isAsked ? " asked" : ""}`, "data-path": text }, [
      h("div", { class: "question", id: `${id}-q` }, [
        h("span", { lang: said.langOf(said.question(field)) }, said.question(field)),
        " ",
        h("code", null, field.name),
        isAsked ? h("em", null, ` ${kit.texts.asked}`) : null,
      ]),
      h("div", { class: "entry" }, [
        h(Control, {
          kit,
          field,
          id,
          label: said.field(field),
          describedBy: wrong.length > 0 ? `${id}-q ${id}-p` : `${id}-q`,
          invalid: wrong.length > 0,
          value,
          onValue: (json) => doing.set(path, json),
          onClear: () => {
            doing.pin(text);
            doing.remove(path);
          },
        }),
        field.type.kind === "truth" ? null : h(State, { kit, doing, field, path, value }),
      ]),
      wrong.length === 0
        ? null
        : h(
            "p",
            { class: "problem", id: `${id}-p` },
            wrong.map((problem) => [refusal(kit, problem), ". "]),
          ),
    ]);
  }
}

/** Whether a fact is stated, unknown, not applicable or not stated: said of every fact but yes-or-no ones, which say it themselves. */
function State({ kit, doing, field, path, value }: Omit<OwnFact, "text" | "wrong" | "isAsked">): VNode {
  const { factState } = kit.language.terms;
  const state = stateOf(value);
  const choices: readonly (readonly [FactState, string])[] = [
    ...(state === "stated" ? [["stated", kit.texts.stated] as const] : []),
    ["not_stated", factState.not_stated],
    ["unknown", factState.unknown],
    ...(field.optional || field.appliesWhen !== null || state === "not_applicable"
      ? [["not_applicable", factState.not_applicable] as const]
      : []),
  ];
  return h(
    "select",
    {
      class: "state",
      "aria-label": kit.texts.stateOf(kit.said.field(field)),
      value: state,
      onChange: (event: Event) => {
        const next = (event.currentTarget as HTMLSelectElement).value;
        if (next === "unknown") doing.set(path, UNKNOWN);
        else if (next === "not_applicable") doing.set(path, NOT_APPLICABLE);
        else {
          doing.pin(textOf(path));
          doing.remove(path);
        }
      },
    },
    choices.map(([key, label]) => h("option", { key, value: key }, label)),
  );
}

/** The name of a record or list, and its question. */
function headOf({ said }: Kit, field: FieldInfo): (VNode | null)[] {
  const [name, question] = [said.field(field), said.question(field)];
  return [
    h("legend", { key: "name", lang: said.langOf(name) }, name),
    field.question === null || question === name
      ? null
      : h("p", { key: "question", class: "question", lang: said.langOf(question) }, question),
  ];
}

type Nested = FactProps & { readonly record: RecordInfo };

function RecordFact(props: Nested): VNode {
  const { kit, facts, field, path, record } = props;
  const value = factAt(facts, path);
  const state = stateOf(value);
  return h("fieldset", { class: "record", "data-path": textOf(path) }, [
    ...headOf(kit, field),
    state === "unknown" || state === "not_applicable" || field.optional
      ? h(State, { kit, doing: props.doing, field, path, value })
      : null,
    ...(state === "unknown" || state === "not_applicable" ? [] : rowsOf(props, record, path)),
  ]);
}

function ListFact(props: Nested): VNode {
  const { kit, doing, facts, field, path, record } = props;
  const { texts } = kit;
  const value = factAt(facts, path);
  const members = membersOf(value);
  const text = textOf(path);
  const name = kit.said.field(field);
  const isOpen = members.form === "open";
  const state = stateOf(value);
  const change = (of: (values: readonly Json[]) => readonly Json[]): void => {
    const newest = membersOf(factAt(doing.facts(), path));
    doing.set(path, withMembers(newest, of(newest.values)));
  };
  return h("fieldset", { class: "record list", "data-path": text }, [
    ...headOf(kit, field),
    ...members.values.map((_, at) =>
      h("fieldset", { class: "record element", key: at }, [
        h("legend", null, [
          h("span", { lang: kit.said.langOf(name) }, texts.element(name, at + 1)),
          " ",
          h(
            "button",
            {
              type: "button",
              "aria-label": texts.removeNamed(texts.element(name, at + 1)),
              onClick: () => change((values) => values.filter((_member, i) => i !== at)),
            },
            texts.remove,
          ),
        ]),
        ...rowsOf(props, record, elementPath(path, members, at)),
      ]),
    ),
    h("div", { class: "buttons" }, [
      h(
        "button",
        { type: "button", id: controlId(text), onClick: () => change((values) => [...values, {}]) },
        texts.addElement(name),
      ),
      state === "stated"
        ? h("label", { class: "check" }, [
            h("input", {
              type: "checkbox",
              checked: isOpen,
              onChange: () => {
                const { values } = membersOf(factAt(doing.facts(), path));
                doing.set(path, isOpen ? values : { open: values });
              },
            }),
            texts.openList,
          ])
        : null,
      h(State, { kit, doing, field, path, value }),
    ]),
  ]);
}
