/** A transaction in which a condition holds, found by the engine and confirmed by the oracle. */
import { Analysis, lawOf, type Point } from "../analysis/index.ts";
import type {
  CaseJson,
  ConditionClause,
  Declared,
  Expr,
  Jurisdiction,
  Measure,
  Program,
  RecordType,
  Variable,
} from "../check/tree.ts";
import type { Formula } from "../normal/condition.ts";
import { substitute } from "../normal/walk.ts";
import { conditionHolds } from "./claims.ts";
import type { Examiner } from "./examiner.ts";
import { speakable } from "./scenario-text.ts";
import { smallest } from "./smallest.ts";
import { answerOf, asking, type Shown } from "./witness.ts";

/** Nodes for one search. */
const BUDGET = 60_000;

/**
 * The smallest transaction found in which all of `holding` are yes and all of `failing` are no, for a declaration of the
 * jurisdiction; with what the whole law answers to it. Null where none is found.
 */
export function caseOf(
  examiner: Examiner,
  of: Declared,
  jurisdiction: Jurisdiction,
  point: Point,
  holding: readonly Expr[],
  failing: readonly Expr[] = [],
): Shown | null {
  const { program, proposals } = examiner;
  const probe = probeOf(of, jurisdiction, holding, failing);
  const asked: Program = { ...program, measures: [...program.measures, probe] };
  const shows = (facts: CaseJson): boolean =>
    answerOf(asked, facts, point, jurisdiction)?.requirements.some(
      ({ measure, holds }) => measure === probe.id && holds === "yes",
    ) ?? false;
  const analysis = new Analysis({ budget: BUDGET });
  const found = analysis.attempt(() => {
    const law = lawOf({ ...program, exceptions: [] }, { proposals });
    const view = analysis.view(law, point, jurisdiction.name);
    const { expander, env } = view;
    const prop = expander.props.and(
      ...holding.map((condition) => conditionHolds(condition)(expander, env)),
      ...failing.map((condition) => expander.props.isNo(conditionHolds(condition)(expander, env))),
    );
    analysis.space.tell(prop);
    for (const condition of [...holding, ...failing]) view.tell(condition);
    return analysis.witness(analysis.condition(prop), [view], { smallest: false });
  });
  if (found.kind !== "done" || found.value === null) return null;
  const whole = [speakable(found.value.case), found.value.case].find(shows);
  if (whole === undefined) return null;
  const answer = answerOf(program, whole, point, jurisdiction);
  const facts = smallest(
    whole,
    (less) => shows(less) && answerOf(program, less, point, jurisdiction)?.verdict === answer?.verdict,
  );
  return { facts, point, jurisdiction, answer };
}

/** A measure that arises exactly where the conditions hold and the others do not. */
function probeOf(
  of: Declared,
  jurisdiction: Jurisdiction,
  holding: readonly Expr[],
  failing: readonly Expr[],
): Measure {
  const clause = (word: "when" | "unless", condition: Expr): ConditionClause => ({
    clause: word,
    condition,
    label: null,
    citation: null,
    span: of.span,
  });
  const { id, name, module, title, doc, confidence, span, nameSpan, proposal } = of;
  const measure: Measure = {
    ...{ name, module, title, doc, confidence, span, nameSpan, proposal },
    id: `${id}#probe`,
    kind: "list",
    jurisdiction,
    authority: null,
    citations: [],
    topics: [],
    origin: null,
    reach: null,
    extends: [],
    saves: [],
    chronology: { versions: [], statuses: [] },
  };
  const asked = asking(measure, { kind: "const", type: TRUTH, span, value: { kind: "truth", value: true } });
  const [version] = asked.chronology.versions;
  const value = {
    ...version!.value,
    conditions: holding.map((condition) => clause("when", condition)),
    exclusions: failing.map((condition) => clause("unless", condition)),
  };
  return { ...asked, chronology: { ...asked.chronology, versions: [{ ...version!, value }] } };
}

/** A part of a rule as a condition over the transaction; `it` is the item of the transaction. */
export function conditionOf(part: Formula, it: Variable | null, transaction: RecordType): Expr | null {
  const whole: Expr = part.negated ? not(part.expr) : part.expr;
  if (it === null) return whole;
  const { type } = it;
  if (type.kind !== "record") return null;
  const field = [...transaction.fields.values()].find(
    (each) => each.type.kind === "record" && each.type.record === type.record,
  );
  if (field === undefined) return null;
  const { span } = part;
  const of: Expr = { kind: "transaction", type: { kind: "record", record: transaction }, span };
  return substitute(whole, new Map([[it, { kind: "field", type: field.type, span, of, field }]]));
}

export function not(operand: Expr): Expr {
  return { kind: "not", type: TRUTH, span: operand.span, operand };
}

export const TRUTH = { kind: "truth" } as const;
