/** The case that is asked about: the day, the facts as a form or as JSON, and the answer. */
import { h, type JSX } from "preact";
import { useState } from "preact/hooks";
import type { CaseFacts } from "../../../compiler/editor/index.ts";
import type { MissingFact } from "../../../compiler/runtime/answer.ts";
import type { XType } from "../../../compiler/runtime/format.ts";
import type { Question } from "../program.ts";
import type { Evaluated, Facts, Place } from "../requests.ts";
import { AnswerView } from "./answer.ts";
import { Form, idOf, startOf, wordsOf } from "./form.ts";
import { type JsonObject, type Path, pathOf, readCase, withValue, writeCase } from "./values.ts";

export interface CaseProps {
  readonly facts: Facts;
  readonly question: Question;
  /** undefined: not answered yet, or the text of the case is no JSON */
  readonly evaluated: Evaluated | undefined;
  readonly onAsk: (question: Question) => void;
  readonly onGo: (place: Place) => void;
}

export function CasePanel({ facts, question, evaluated, onAsk, onGo }: CaseProps): JSX.Element {
  const [isForm, setForm] = useState(true);
  const value = readCase(question.json);
  const put = (next: JsonObject): void => onAsk({ ...question, json: writeCase(next) });
  const supply = (fact: MissingFact): void => {
    const path = pathOf(fact.path);
    const type = facts === null ? null : typeAt(path, facts);
    if (value === null || facts === null || type === null) return;
    put(withValue(value, path, startOf(type, facts)) as JsonObject);
    setForm(true);
    // The control is there once the page has been drawn again.
    requestAnimationFrame(() => document.getElementById(idOf(path))?.focus());
  };
  return h(
    "div",
    { class: "case" },
    h(
      "div",
      { class: "asked-for" },
      h(
        "label",
        null,
        h("span", null, "Day of the act"),
        h("input", {
          type: "date",
          value: question.asOf,
          onInput: ({ currentTarget }: { currentTarget: HTMLInputElement }) =>
            onAsk({ ...question, asOf: currentTarget.value }),
        }),
      ),
      facts === null || facts.cases.length === 0
        ? null
        : h(
            "label",
            null,
            h("span", null, "Case of a scenario"),
            h(
              "select",
              {
                value: "",
                onChange: ({ currentTarget }: { currentTarget: HTMLSelectElement }) => {
                  const chosen = facts.cases[Number(currentTarget.value)];
                  currentTarget.value = "";
                  if (chosen !== undefined)
                    onAsk({
                      json: writeCase(chosen.facts as JsonObject),
                      asOf: chosen.asOf ?? question.asOf,
                    });
                },
              },
              h("option", { value: "" }, "choose …"),
              facts.cases.map(({ title }, index) => h("option", { key: index, value: String(index) }, title)),
            ),
          ),
      h(
        "div",
        { class: "switch", role: "group", "aria-label": "How the case is written" },
        h(
          "button",
          { type: "button", "aria-pressed": isForm ? "true" : "false", onClick: () => setForm(true) },
          "Form",
        ),
        h(
          "button",
          { type: "button", "aria-pressed": isForm ? "false" : "true", onClick: () => setForm(false) },
          "JSON",
        ),
      ),
    ),
    summary(),
    isForm
      ? value === null
        ? h("p", { class: "warning" }, "The case is no JSON object: mend it as JSON.")
        : facts === null
          ? h(
              "p",
              { class: "hint" },
              "The program declares no record `transaction`, so there are no facts to state.",
            )
          : h(Form, {
              facts,
              value,
              onPut: (path, json) => put((withValue(value, path, json) ?? {}) as JsonObject),
            })
      : h(
          "label",
          { class: "json" },
          h("span", null, "Facts as JSON, as `cordon eval` reads them"),
          h("textarea", {
            spellcheck: false,
            rows: 14,
            value: question.json,
            onInput: ({ currentTarget }: { currentTarget: HTMLTextAreaElement }) =>
              onAsk({ ...question, json: currentTarget.value }),
          }),
        ),
    h("h2", { id: "answer", tabIndex: -1 }, "Answer"),
    h("div", { "aria-live": "polite" }, answer()),
  );

  /** The verdicts above a form that may be long. */
  function summary(): JSX.Element | null {
    if (evaluated === undefined || evaluated === null || "problems" in evaluated) return null;
    return h(
      "div",
      { class: "summary" },
      evaluated.answer.determinations.map(({ jurisdiction, verdict }) =>
        h(
          "span",
          { key: jurisdiction },
          jurisdiction,
          h("b", { class: `verdict ${verdict}` }, wordsOf(verdict)),
        ),
      ),
      h(
        "button",
        { type: "button", class: "link", onClick: () => document.getElementById("answer")?.scrollIntoView() },
        "reasons",
      ),
    );
  }

  function answer(): JSX.Element {
    if (question.asOf === "")
      return h("p", { class: "hint" }, "State the day of the act: the law has no answer without one.");
    if (value === null) return h("p", { class: "warning" }, "The case is no JSON object.");
    if (evaluated === undefined) return h("p", { class: "hint" }, "The answer is being looked for.");
    return h(AnswerView, { evaluated, onGo, onSupply: supply });
  }
}

/** The type of the fact at a path; null where there is none. */
function typeAt(path: Path, facts: CaseFacts): XType | null {
  let type: XType = { kind: "record", record: facts.transaction };
  for (const step of path) {
    // A step into a list leads to its records, whose facts come next.
    if (typeof step === "number") continue;
    if (type.kind !== "record" && type.kind !== "list") return null;
    const field: XType | undefined = facts.records[type.record]?.fields[step]?.type;
    if (field === undefined) return null;
    type = field;
  }
  return type;
}
