/** A transaction in which a condition holds, found by the engine and confirmed by the oracle. */
import { Analysis, type Point, type Witness } from "../analysis/index.ts";
import type { RequirementRule } from "../analysis/opening/law.ts";
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
import { some, substitute } from "../normal/walk.ts";
import { conditionHolds, requirementHolds } from "./claims.ts";
import type { Examiner } from "./examiner.ts";
import { speakable } from "./scenario-text.ts";
import { answerOf, asking, lawWithin, lessened, type Shown } from "./witness.ts";

/** Nodes for one search. */
const BUDGET = 100_000;

/** What is looked for: all of `holding` are yes, all of `failing` are no, and none of the rules `avoiding` arises. */
export interface Wanted {
  readonly of: Declared;
  readonly jurisdiction: Jurisdiction;
  readonly holding: readonly Expr[];
  readonly failing: readonly Expr[];
  readonly avoiding?: readonly RequirementRule[];
  /** the transaction says whether the law reaches it */
  readonly reach?: boolean;
}

/** `never` is a proof; `open` is none, for want of room or of a case that the oracle confirms. */
export type Search = { readonly is: "never" | "open" } | { readonly is: "found"; readonly facts: CaseJson };

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
  const wanted = { of, jurisdiction, holding, failing };
  // a case that says what reaches the act is answered; where that is too much to look at, it stays unsaid
  for (const reach of [true, false]) {
    const found = searchCase(examiner, { ...wanted, reach }, point);
    if (found.is === "found") return shownCase(examiner, wanted, point, found.facts);
  }
  return null;
}

/** Looks for a transaction by the diagrams of what is wanted alone; that no rule is met that is avoided is left to them. */
export function searchCase(examiner: Examiner, wanted: Wanted, point: Point): Search {
  const { jurisdiction, holding, failing, avoiding = [], reach = false } = wanted;
  const conditions = [...holding, ...failing];
  const program = programAround(examiner.enacted, conditions, avoiding, reach);
  const analysis = new Analysis({ budget: BUDGET });
  const found = analysis.attempt((): Witness | "never" | null => {
    const view = analysis.view(lawWithin(examiner, program), point, jurisdiction.name);
    const { expander, env } = view;
    const { props } = expander;
    const met = holding.map((condition) => conditionHolds(condition)(expander, env));
    const unwanted = [
      ...failing.map((condition) => conditionHolds(condition)(expander, env)),
      ...avoiding.map((rule) => requirementHolds(rule)(expander, env)),
    ];
    // what is unknown is not proved to hold, and shows nothing
    const perhaps = props.and(...met, ...unwanted.map((each) => props.not(each)));
    const certain = props.and(...met, ...unwanted.map((each) => props.isNo(each)));
    for (const prop of [perhaps, certain]) analysis.space.tell(prop);
    for (const condition of conditions) view.tell(condition);
    const isOpen = (value: unknown): boolean => value !== "no";
    if (!analysis.isPossible(analysis.where(analysis.condition(perhaps), isOpen))) return "never";
    const node = analysis.condition(certain);
    return analysis.witness(node, [view], { smallest: false });
  });
  if (found.kind !== "done" || found.value === null) return { is: "open" };
  if (found.value === "never") return { is: "never" };
  const { case: facts } = found.value;
  const confirms = confirming(programAround(examiner.enacted, conditions, [], true), wanted, point);
  const shown = [speakable(facts), facts].find(confirms);
  return shown === undefined ? { is: "open" } : { is: "found", facts: shown };
}

/** A transaction that was found without the facts that do not matter, and what the whole law answers. */
export function shownCase(examiner: Examiner, wanted: Wanted, point: Point, whole: CaseJson): Shown {
  const around = programAround(examiner.enacted, [...wanted.holding, ...wanted.failing], [], true);
  const shows = confirming(around, wanted, point);
  return lessened(examiner.enacted, whole, point, wanted.jurisdiction, shows);
}

/**
 * Whether the oracle finds in a case what is wanted, the rules to be avoided aside. `around`: the program with no more measures than
 * that takes, as what the others say is not asked.
 */
export function confirming(
  around: Program,
  { of, jurisdiction, holding, failing }: Wanted,
  point: Point,
): (facts: CaseJson) => boolean {
  const probe = probeOf(of, jurisdiction, holding, failing);
  const asked: Program = { ...around, measures: [...around.measures, probe] };
  return (facts) =>
    answerOf(asked, facts, point, jurisdiction)?.requirements.some(
      ({ measure, holds }) => measure === probe.id && holds === "yes",
    ) ?? false;
}

/** The program with no more measures than the conditions and the rules speak of. */
function programAround(
  program: Program,
  conditions: readonly Expr[],
  rules: readonly RequirementRule[],
  reach: boolean,
): Program {
  const asksForMeasures = conditions.some((condition) =>
    some(condition, (part) => part.kind === "requiredBy"),
  );
  const kept = new Set(rules.map((rule) => rule.of.id));
  const measures = program.measures.filter(
    ({ kind, id }) => asksForMeasures || kept.has(id) || kind === "extraterritorial",
  );
  const jurisdictions = reach ? program.jurisdictions : program.jurisdictions.map(withoutReach);
  return { ...program, measures, exceptions: [], jurisdictions };
}

/** As if every act were reached. */
export function withoutReach(jurisdiction: Jurisdiction): Jurisdiction {
  const { within } = jurisdiction;
  return { ...jurisdiction, reach: null, within: within === null ? null : withoutReach(within) };
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
  const { id, name, module, title, doc, confidence, span, nameSpan } = of;
  const measure: Measure = {
    ...{ name, module, title, doc, confidence, span, nameSpan, proposal: null },
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
