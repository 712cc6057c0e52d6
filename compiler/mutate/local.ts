/**
 * Small questions about one condition by itself: that of an entry of a control list, a ground of reach, or a named
 * condition. Asked as a law that consists of nothing else, it stays small whatever the law around it is.
 */
import { Analysis, lawOf } from "../analysis/index.ts";
import type { CaseJson, DatedVersion, Expr, Guarded, IsoDate, Program, Variable } from "../check/tree.ts";
import type { Dated } from "../coverage/parts.ts";
import { some, substitute, walk } from "../normal/walk.ts";
import { asking } from "../proofs/witness.ts";

/** Nodes for one question. */
const BUDGET = 30_000;

/** The condition of a version over the transaction; null where `overTransaction` gives none. */
export function conditionOf(program: Program, dated: Dated, version: DatedVersion<unknown>): Expr | null {
  if (dated.kind !== "item" && dated.kind !== "reach" && dated.kind !== "define") return null;
  const { value, unless } = version.value as Guarded;
  const { span, type } = value;
  if (unless === null) return overTransaction(program, dated, value);
  const whole: Expr = {
    kind: "and",
    operands: [value, { kind: "not", operand: unless, type, span }],
    type,
    span,
  };
  return overTransaction(program, dated, whole);
}

/**
 * A condition of a declaration over the transaction; null where it is none, or is about something that a transaction has
 * several of.
 */
export function overTransaction(program: Program, dated: Dated, condition: Expr): Expr | null {
  if (condition.type.kind !== "truth" || program.transaction === null) return null;
  const { it = null } = dated.declared as { readonly it?: Variable | null };
  const { span } = condition;
  const names = new Map<Variable, Expr>();
  if (it !== null) {
    const transaction: Expr = {
      kind: "transaction",
      type: { kind: "record", record: program.transaction },
      span,
    };
    if (it.type.kind !== "record") return null;
    const { id } = it.type.record;
    const field = [...program.transaction.fields.values()].find(
      (candidate) => candidate.type.kind === "record" && candidate.type.record.id === id,
    );
    if (id === program.transaction.id) names.set(it, transaction);
    else if (field === undefined) return null;
    else names.set(it, { kind: "field", of: transaction, field, type: field.type, span });
  }
  const whole = substitute(condition, names);
  return isClosed(whole) ? whole : null;
}

/** Whether every name in the expression is bound in it. */
function isClosed(expr: Expr): boolean {
  const bound = new Set<Variable>();
  const used = new Set<Variable>();
  walk(expr, (part) => {
    if (part.kind === "variable") used.add(part.variable);
    else if (part.kind === "quantifier" || part.kind === "aggregate") {
      bound.add(part.binder.variable);
      if (part.binder.entry !== null) bound.add(part.binder.entry);
    }
  });
  return [...used].every((variable) => bound.has(variable)) && !some(expr, ({ kind }) => kind === "released");
}

/** The law that requires a license exactly where the condition holds, of a measure's jurisdiction. */
function lawAsking(program: Program, condition: Expr) {
  const measure = program.measures.find((candidate) => candidate.proposal === null)!;
  const asked = asking(measure, condition);
  return {
    law: lawOf({ ...program, measures: [asked], exceptions: [], scenarios: [] }),
    jurisdiction: measure.jurisdiction.name,
  };
}

export type LocalAnswer = "same" | "unknown" | { readonly facts: CaseJson };

/** Facts for which the two conditions come to something else on the day, each read by its own program. */
export function difference(
  [program, condition]: readonly [Program, Expr],
  [other, changed]: readonly [Program, Expr],
  day: IsoDate,
): LocalAnswer {
  const analysis = new Analysis({ budget: BUDGET });
  const found = analysis.attempt(() => {
    const [before, after] = [lawAsking(program, condition), lawAsking(other, changed)].map(
      ({ law, jurisdiction }) => analysis.view(law, { asOf: day }, jurisdiction),
    );
    const changes = analysis.listChanges(analysis.changes(before!, after!));
    if (changes.length === 0) return "same";
    for (const { where } of changes) {
      const witness = analysis.witness(where, [before!, after!], { tries: 10 });
      if (witness !== null) return { facts: witness.case };
    }
    return "unknown";
  });
  return found.kind === "done" ? found.value : "unknown";
}

/** Facts for which the condition holds on the day; null where none are found. */
export function example(program: Program, condition: Expr, day: IsoDate): CaseJson | null {
  const analysis = new Analysis({ budget: BUDGET });
  const found = analysis.attempt(() => {
    const { law, jurisdiction } = lawAsking(program, condition);
    const view = analysis.view(law, { asOf: day }, jurisdiction);
    const [holds] = analysis
      .listOutcomes(analysis.determination(view))
      .filter(({ outcome }) => outcome.least.verdict === "license_required");
    return holds === undefined ? null : analysis.witness(holds.where, [view], { tries: 10 });
  });
  return found.kind === "done" && found.value !== null && found.value.certain ? found.value.case : null;
}
