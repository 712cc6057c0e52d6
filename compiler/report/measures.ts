/** Measures and exceptions as blocks of a page. */
import type { Span } from "../../grammar/base/span.ts";
import type {
  ConditionClause,
  Declared,
  Exception,
  ExceptionBody,
  Expr,
  Measure,
  MeasureBody,
  Obligation,
  OutcomeValue,
  PolicyGridValue,
  PolicyValue,
} from "../check/tree.ts";
import type { Block } from "./document.ts";
import { callName, noun } from "./nouns.ts";
import { citationsText, periodPhrase, statusPhrase } from "./periods.ts";
import {
  inline,
  literal,
  nameOf,
  type Phrase,
  type Piece,
  type Statement,
  series,
  statement,
  strong,
  term,
  words,
} from "./phrase.ts";
import { binderPhrase, condition } from "./sentences.ts";

export const KIND_TITLES = {
  list: "List measures",
  "end-user": "End-user measures",
  "end-use": "End-use measures",
  service: "Service measures",
  extraterritorial: "Extraterritorial measures",
} as const;

/** The heading of a declaration: its title where it has one, and its name. */
export function heading(declared: Declared, level: 3 | 4 = 3): Block {
  const name = literal(declared.name);
  return {
    kind: "heading",
    level,
    text: declared.title === null ? [name] : [`${declared.title} `, name],
    id: declared.id,
    span: declared.nameSpan,
  };
}

/** What the author wrote above the declaration. */
export function remarks(declared: Declared): Block[] {
  const text = (declared.doc ?? "")
    .split("\n")
    .filter((line) => !line.trim().startsWith("@"))
    .join("\n")
    .trim();
  return text === "" ? [] : [{ kind: "remark", text }];
}

/** One measure: what it is, then each dated version in sentences. */
export function measureBlocks(measure: Measure, releasedBy: readonly Exception[]): Block[] {
  const rows: [string, Phrase][] = [["Citation", [citationsText(measure.citations) || "none stated"]]];
  if (measure.authority !== null)
    rows.push(["Authority", [term(measure.authority.title ?? measure.authority.name, measure.authority.id)]]);
  if (measure.reach !== null) rows.push(["Reaches", ["acts within ", nameOf(measure.reach, "words")]]);
  if (measure.extends.length > 0)
    rows.push([
      "Extends",
      series(
        measure.extends.map((reach) => [nameOf(reach, "words")]),
        "and",
      ),
    ]);
  if (measure.topics.length > 0) rows.push(["Topic", [measure.topics.map(words).join(", ")]]);
  if (measure.origin !== null) rows.push(["Origin", [measure.origin]]);
  if (measure.confidence !== null) rows.push(["Confidence", [measure.confidence]]);
  if (releasedBy.length > 0)
    rows.push([
      "Released by",
      series(
        releasedBy.map((exception) => [nameOf(exception, "name")]),
        "or",
      ),
    ]);
  const blocks: Block[] = [heading(measure), ...remarks(measure), { kind: "facts", rows }];
  const versions = measure.chronology.versions.map((version, index) =>
    statement(periodPhrase(measure.chronology, index), bodyStatements(measure, version.value), {
      span: version.span,
    }),
  );
  const statuses = measure.chronology.statuses.map((status) =>
    statement(statusPhrase(status), [], { span: status.span }),
  );
  const savings = measure.saves.map((saving) => {
    const held = condition(saving.condition);
    const until: Phrase = saving.until === null ? [] : [" and the act is before ", literal(saving.until)];
    return statement(
      ["Saved cases are judged by the law of ", literal(saving.asOf), ", where ", ...held.phrase, ...until],
      held.parts,
      { span: saving.span },
    );
  });
  blocks.push({ kind: "statements", statements: [...versions, ...statuses, ...savings] });
  return blocks;
}

function bodyStatements(measure: Measure, body: MeasureBody): Statement[] {
  const tests = tested(body.conditions, body.exclusions);
  const each = body.binders.map((binder) =>
    statement(["for each ", ...binderPhrase(binder)], [], { span: binder.span }),
  );
  const where = [...each, ...tests];
  const found: Statement[] = [];
  if (measure.kind === "extraterritorial") {
    const lead: Phrase = [
      "The act is within the law",
      ...(where.length === 0 ? [", always"] : [" where all of these hold:"]),
    ];
    found.push(statement(lead, where));
  } else if (body.outcomes.length === 1 && body.outcomes[0]!.when === null) {
    const [outcome] = body.outcomes;
    found.push(
      statement(
        [...outcomePhrase(outcome!), ...(where.length === 0 ? [", always"] : [" where all of these hold:"])],
        where,
        { span: outcome!.span },
      ),
    );
  } else {
    found.push(statement(["Where all of these hold:"], where));
    for (const outcome of body.outcomes) found.push(outcomeStatement(outcome));
  }
  if (body.review !== null) found.push(reviewStatement(body.review));
  for (const route of body.routes) {
    const lead: Phrase = ["License type ", literal(words(route.route)), " is available"];
    const when = route.when === null ? null : condition(route.when);
    found.push(
      statement(when === null ? lead : [...lead, " where ", ...when.phrase], when?.parts ?? [], {
        label: route.label?.text ?? null,
        span: route.span,
      }),
    );
  }
  return found;
}

/** All conditions of a version, then what excludes it. */
/** Conditions and exclusions, one statement each. */
export function tested(
  conditions: readonly ConditionClause[],
  exclusions: readonly ConditionClause[],
): Statement[] {
  return [
    ...conditions.map((clause) => clauseStatement(clause, [])),
    ...exclusions.map((clause) => clauseStatement(clause, ["not where "])),
  ];
}

function clauseStatement(clause: ConditionClause, lead: Phrase): Statement {
  const held = clause.clause === "activities" ? activities(clause.condition) : condition(clause.condition);
  return statement([...lead, ...held.phrase], held.parts, {
    label: clause.label?.text ?? null,
    citation: clause.citation?.text ?? null,
    span: clause.span,
  });
}

/** `the act is export, reexport or transfer`: the acts as a jurisdiction defines them. */
function activities(e: Expr): Statement {
  const acts = e.kind === "or" ? e.operands : [e];
  const names = acts.flatMap((act) => (act.kind === "call" && act.args.length === 0 ? [callName(act)] : []));
  if (names.length < acts.length) return condition(e);
  return statement(["the act is ", ...series(names, "or")]);
}

function outcomePhrase(outcome: OutcomeValue): Piece[] {
  switch (outcome.verdict) {
    case "prohibited":
      return [strong("The act is prohibited")];
    case "license_required":
      return [strong("A license is required")];
    case "notification_required":
      return [
        strong(outcome.to === null ? "A notice is required" : `Notice to ${outcome.to} is required`),
        ...(outcome.awaitingDecision ? [", and the act awaits the decision,"] : []),
      ];
  }
}

function outcomeStatement(outcome: OutcomeValue): Statement {
  const when = outcome.when === null ? null : condition(outcome.when);
  const pieces: Piece[] = outcomePhrase(outcome);
  if (outcome.otherwise) pieces.push(" otherwise");
  if (when !== null) pieces.push(" where ", ...when.phrase);
  pieces.push(...exceptLabels(outcome.except));
  return statement(pieces, when?.parts ?? [], {
    label: outcome.label?.text ?? null,
    citation: outcome.citation?.text ?? null,
    span: outcome.span,
  });
}

function exceptLabels(except: readonly { readonly text: string }[]): Piece[] {
  return except.length === 0
    ? []
    : [`, except where ${except.map((label) => label.text).join(" or ")} holds`];
}

/** How applications are reviewed, in one statement. */
export function reviewStatement(policy: PolicyValue): Statement {
  if (policy.kind === "grid")
    return statement(["Applications are reviewed so:"], gridStatements(policy.grid), {
      span: policy.grid.span,
    });
  return statement(["Applications are reviewed under ", ...policyPhrase(policy)]);
}

function policyPhrase(policy: PolicyValue): Phrase {
  switch (policy.kind) {
    case "policy":
      return [strong(policyWords(policy.policy))];
    case "review":
      return [nameOf(policy.review, "name")];
    case "column":
      return noun(policy.column);
    case "grid":
      return inline(statement(["this grid"], gridStatements(policy.grid)));
  }
}

function policyWords(policy: string): string {
  return policy === "case_by_case" ? "case by case review" : `a ${words(policy)}`;
}

/** The limbs of a policy grid. */
export function gridStatements(grid: PolicyGridValue): Statement[] {
  return grid.limbs.map((limb) => {
    const when = limb.when === null ? null : condition(limb.when);
    const pieces: Piece[] = [...policyPhrase(limb.policy)];
    if (limb.otherwise) pieces.push(", otherwise");
    if (when !== null) pieces.push(", where ", ...when.phrase);
    pieces.push(...exceptLabels(limb.except));
    return statement(pieces, when?.parts ?? [], {
      label: limb.label?.text ?? null,
      citation: limb.citation?.text ?? null,
      span: limb.span,
    });
  });
}

/** One exception: what it releases, when, and at the price of which obligations. */
export function exceptionBlocks(exception: Exception): Block[] {
  const rows: [string, Phrase][] = [["Citation", [citationsText(exception.citations) || "none stated"]]];
  if (exception.confidence !== null) rows.push(["Confidence", [exception.confidence]]);
  const versions = exception.chronology.versions.map((version, index) =>
    statement(periodPhrase(exception.chronology, index), exceptionStatements(version.value), {
      span: version.span,
    }),
  );
  const statuses = exception.chronology.statuses.map((status) =>
    statement(statusPhrase(status), [], { span: status.span }),
  );
  return [
    heading(exception),
    ...remarks(exception),
    { kind: "facts", rows },
    { kind: "statements", statements: [...versions, ...statuses] },
  ];
}

function exceptionStatements(body: ExceptionBody): Statement[] {
  const released = body.releases.map((release): Phrase => {
    const limb = release.limb === null ? "" : ` ${release.limb.text}`;
    return [nameOf(release.measure, "name"), limb];
  });
  const where = tested(body.conditions, body.exclusions);
  const span: Span | null = body.releases[0]?.span ?? null;
  const found = [
    statement(
      [
        strong("Releases"),
        " ",
        ...series(released, "and"),
        ...(where.length === 0 ? [", always"] : [" where all of these hold:"]),
      ],
      where,
      { span },
    ),
  ];
  for (const obligation of body.obligations) found.push(obligationStatement(obligation));
  return found;
}

function obligationStatement(obligation: Obligation): Statement {
  const to = obligation.to === "here" ? "the state that decides" : obligation.to;
  const pieces: Piece[] = [strong("Obligation"), `: ${words(obligation.duty)}, addressed to ${to}`];
  if (obligation.timing !== null && obligation.days !== null) {
    const days = `${obligation.days} ${obligation.days === 1 ? "day" : "days"}`;
    pieces.push(
      { before: `, ${days} before the act`, within: `, within ${days}`, every: `, every ${days}` }[
        obligation.timing
      ],
    );
  } else if (obligation.timing !== null) {
    pieces.push({ before: ", before the act", within: ", in time", every: ", regularly" }[obligation.timing]);
  }
  if (obligation.text !== null) pieces.push(` (${obligation.text})`);
  const when = obligation.when === null ? null : condition(obligation.when);
  if (when !== null) pieces.push(", where ", ...when.phrase);
  return statement(pieces, when?.parts ?? [], { span: obligation.span });
}
