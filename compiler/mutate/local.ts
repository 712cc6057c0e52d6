/**
 * Small questions about one condition by itself: that of an entry of a control list, a ground of reach, or a named
 * condition. Asked as a law that consists of nothing else, it stays small whatever the law around it is.
 */
import { Analysis, lawOf } from "../analysis/index.ts";
import type { CaseJson, DatedVersion, Expr, Guarded, IsoDate, Program, Variable } from "../check/tree.ts";
import type { Dated } from "../coverage/parts.ts";
import { substitute } from "../normal/walk.ts";
import { asking } from "../proofs/witness.ts";

/** Nodes for one question. */
const BUDGET = 30_000;

/**
 * The condition of a version over the transaction; null where it is none, or is about something that a transaction has
 * several of.
 */
export function conditionOf(program: Program, dated: Dated, version: DatedVersion<unknown>): Expr | null {
  if (dated.kind !== "item" && dated.kind !== "reach" && dated.kind !== "define") return null;
  const { value, unless } = version.value as Guarded;
  if (value.type.kind !== "truth") return null;
  const { span, type } = value;
  const whole: Expr =
    unless === null
      ? value
      : { kind: "and", operands: [value, { kind: "not", operand: unless, type, span }], type, span };
  const { it = null, parameters = [] } = dated.declared as {
    readonly it?: Variable | null;
    readonly parameters?: readonly unknown[];
  };
  if (parameters.length > 0 || program.transaction === null) return null;
  if (it === null) return whole;
  const transaction: Expr = {
    kind: "transaction",
    type: { kind: "record", record: program.transaction },
    span,
  };
  if (it.type.kind !== "record") return null;
  if (it.type.record.id === program.transaction.id) return substitute(whole, new Map([[it, transaction]]));
  const { id } = it.type.record;
  const field = [...program.transaction.fields.values()].find(
    (candidate) => candidate.type.kind === "record" && candidate.type.record.id === id,
  );
  if (field === undefined) return null;
  const part: Expr = { kind: "field", of: transaction, field, type: field.type, span };
  return substitute(whole, new Map([[it, part]]));
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
