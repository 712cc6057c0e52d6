/** What the law answers to the case, jurisdiction by jurisdiction, with its reasons and what would settle it. */
import { h, type JSX } from "preact";
import type {
  Answer,
  Determination,
  ExceptionAnswer,
  MissingFact,
  RequirementAnswer,
} from "../../../compiler/runtime/answer.ts";
import type { Evaluated, Place } from "../requests.ts";
import { wordsOf } from "./form.ts";

export interface AnswerProps {
  readonly evaluated: Evaluated;
  readonly onGo: (place: Place) => void;
  /** the reader wants to state a fact that is missing */
  readonly onSupply: (fact: MissingFact) => void;
}

export function AnswerView({ evaluated, onGo, onSupply }: AnswerProps): JSX.Element {
  if (evaluated === null)
    return h(
      "p",
      { class: "warning" },
      "The law has errors: without what is left out, other answers are right.",
    );
  if ("problems" in evaluated)
    return h(
      "div",
      { class: "problems" },
      h("p", { class: "warning" }, "The case cannot be read, so nothing is answered."),
      h(
        "ul",
        null,
        evaluated.problems.map(({ path, message, help }) =>
          h(
            "li",
            { key: `${path} ${message}` },
            path === "" ? null : h("code", null, path),
            path === "" ? null : ": ",
            `${message}. `,
            h("span", { class: "help" }, help),
          ),
        ),
      ),
    );
  const { answer, places } = evaluated;
  const link = (id: string, text: string): JSX.Element | string => {
    const place = places[id];
    return place === undefined
      ? text
      : h("button", { type: "button", class: "link", onClick: () => onGo(place) }, text);
  };
  return h(
    "div",
    { class: "answers" },
    answer.determinations.length === 0
      ? h("p", { class: "hint" }, "No jurisdiction answers: the program declares no measures yet.")
      : null,
    answer.determinations.map((determination) =>
      h(OneDetermination, { key: determination.jurisdiction, determination, link }),
    ),
    h(Missing, { answer, onSupply }),
  );
}

type Link = (id: string, text: string) => JSX.Element | string;

function OneDetermination({
  determination: d,
  link,
}: {
  readonly determination: Determination;
  readonly link: Link;
}): JSX.Element {
  return h(
    "section",
    { class: `determination ${d.verdict}`, "aria-label": `Answer of ${d.jurisdiction}` },
    h("h3", null, d.jurisdiction, " ", h("span", { class: `verdict ${d.verdict}` }, wordsOf(d.verdict))),
    d.verdict === "undetermined"
      ? h("p", null, `At least ${wordsOf(d.atLeast)}, at most ${wordsOf(d.atMost)}.`)
      : null,
    d.reviewRange !== null
      ? h(
          "p",
          null,
          `Review between ${d.reviewRange.map((policy) => (policy === null ? "not stated" : wordsOf(policy))).join(" and ")}.`,
        )
      : d.reviewPolicy === null
        ? null
        : h("p", null, `Review: ${wordsOf(d.reviewPolicy)}.`),
    d.requirements.length === 0 && d.exceptions.length === 0
      ? h("p", { class: "hint" }, "No measure applies.")
      : h(
          "ul",
          { class: "reasons" },
          d.requirements.map((requirement) => Requirement(requirement, link)),
          d.exceptions.map((exception) => Exception(exception, link)),
        ),
    d.obligations.length === 0
      ? null
      : h(
          "ul",
          { class: "obligations" },
          d.obligations.map(({ id, text, holds }) =>
            h("li", { key: id }, `${holds === "yes" ? "Obligation" : "Possible obligation"}: ${text}`),
          ),
        ),
    d.routes.length === 0 ? null : h("p", null, `License types: ${d.routes.map(wordsOf).join(", ")}.`),
    d.practice === null ? null : h("p", null, `In practice: ${wordsOf(d.practice.verdict)}.`),
    [...d.contradictions, ...d.caveats].map((text) => h("p", { key: text, class: "caveat" }, text)),
  );
}

function Requirement(r: RequirementAnswer, link: Link): JSX.Element {
  const lifted = r.releasedBy === null ? null : [", lifted by ", link(r.releasedBy, r.releasedBy)];
  return h(
    "li",
    { key: r.id, class: r.holds === "yes" ? "holds" : "open" },
    r.holds === "yes" ? "" : "maybe ",
    h("span", { class: "asked" }, wordsOf(r.verdict)),
    " by ",
    link(r.measure, r.title ?? r.measure),
    r.limb === null || r.limb === "" ? null : ` ${r.limb}`,
    lifted,
    r.basis.length === 0 ? null : h("span", { class: "cite" }, r.basis.join(", ")),
  );
}

function Exception(e: ExceptionAnswer, link: Link): JSX.Element {
  return h(
    "li",
    { key: e.id, class: e.holds === "yes" ? "holds" : "open" },
    "exception ",
    link(e.id, e.title ?? e.id),
    e.holds === "yes" ? " applies" : " may apply",
    e.basis.length === 0 ? null : h("span", { class: "cite" }, e.basis.join(", ")),
  );
}

/** Enough to act on: the most useful come first. */
const LISTED = 8;

function Missing({
  answer,
  onSupply,
}: {
  readonly answer: Answer;
  readonly onSupply: AnswerProps["onSupply"];
}): JSX.Element | null {
  const facts = new Map<string, MissingFact>();
  for (const { missing } of answer.determinations)
    for (const fact of missing) if (!facts.has(fact.path)) facts.set(fact.path, fact);
  if (facts.size === 0) return null;
  const listed = [...facts.values()].slice(0, LISTED);
  return h(
    "section",
    { class: "missing", "aria-label": "What would settle it" },
    h("h3", null, "What would settle it"),
    h(
      "ul",
      null,
      listed.map((fact) =>
        h(
          "li",
          { key: fact.path },
          h("button", { type: "button", class: "small", onClick: () => onSupply(fact) }, "State it"),
          h("code", null, fact.path),
          ` ${fact.question} `,
          h("span", { class: "help" }, `(${fact.expects})`),
        ),
      ),
    ),
    facts.size > LISTED ? h("p", { class: "hint" }, `and ${facts.size - LISTED} more`) : null,
  );
}
