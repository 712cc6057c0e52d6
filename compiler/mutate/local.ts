/**
 * Small questions about one condition by itself: that of an entry of a control list, a ground of reach, or a named
 * condition. Asked as a law that consists of nothing else, it stays small whatever the law around it is.
 */
import { Analysis, type Law, lawOf } from "../analysis/index.ts";
import type {
  CaseJson,
  DatedVersion,
  Expr,
  Guarded,
  IsoDate,
  Measure,
  Program,
  Variable,
} from "../check/tree.ts";
import type { Dated } from "../dependents/parts.ts";
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

/** A condition with the part of a program that it is read in, and a measure of the law it comes from. */
export interface Asked {
  readonly program: Program;
  readonly condition: Expr;
  readonly measure: Measure;
}

/** The law that requires a license exactly where the condition holds. */
function lawAsking({ program, condition, measure }: Asked): Law {
  return lawOf({ ...program, measures: [asking(measure, condition)] });
}

export type LocalAnswer = "same" | "unknown" | { readonly facts: CaseJson };

/** Facts for which the two conditions come to something else on the day. */
export function difference(law: Asked, mutant: Asked, day: IsoDate): LocalAnswer {
  const analysis = new Analysis({ budget: BUDGET });
  const found = analysis.attempt(() => {
    const [before, after] = [law, mutant].map((asked) =>
      analysis.view(lawAsking(asked), { asOf: day }, asked.measure.jurisdiction.name),
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
export function example(asked: Asked, day: IsoDate): CaseJson | null {
  const analysis = new Analysis({ budget: BUDGET });
  const found = analysis.attempt(() => {
    const view = analysis.view(lawAsking(asked), { asOf: day }, asked.measure.jurisdiction.name);
    const [holds] = analysis
      .listOutcomes(analysis.determination(view))
      .filter(({ outcome }) => outcome.least.verdict === "license_required");
    return holds === undefined ? null : analysis.witness(holds.where, [view], { tries: 10 });
  });
  return found.kind === "done" && found.value !== null && found.value.certain ? found.value.case : null;
}
