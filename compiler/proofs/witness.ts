/**
 * Witnesses: complete transactions that show a claim about one measure, replayed by the oracle in a law that holds that
 * measure alone. A claim without such a witness is no finding.
 */
import { Analysis, Law, leastCase, type Point } from "../analysis/index.ts";
import type { GroundRule, RequirementRule } from "../analysis/opening/law.ts";
import type {
  CaseJson,
  Expr,
  Jurisdiction,
  Measure,
  MeasureBody,
  PolicyValue,
  Program,
} from "../check/tree.ts";
import { some } from "../normal/walk.ts";
import { interpret, type OracleDetermination, type OracleRequirement } from "../oracle/index.ts";
import type { Claim, Examiner } from "./examiner.ts";
import { speakable } from "./scenario-text.ts";

export interface Shown {
  readonly point: Point;
  readonly jurisdiction: Jurisdiction;
  readonly facts: CaseJson;
  /** what the whole law answers */
  readonly answer: OracleDetermination | null;
}

/**
 * A transaction that shows a claim, of which the facts that do not matter are taken away only when somebody looks: it takes
 * longer than to find it, and a finding that is set aside is not looked at. `shows` holds of the whole.
 */
export function lessened(
  program: Program,
  whole: CaseJson,
  point: Point,
  jurisdiction: Jurisdiction,
  shows: (facts: CaseJson) => boolean,
): Shown {
  const look = (): Pick<Shown, "facts" | "answer"> => {
    const answer = answerOf(program, whole, point, jurisdiction);
    // without a fact that decides something the case would show another thing
    const facts = leastCase(
      whole,
      (less) => shows(less) && answerOf(program, less, point, jurisdiction)?.verdict === answer?.verdict,
    );
    return { facts, answer };
  };
  let seen: ReturnType<typeof look> | null = null;
  return {
    point,
    jurisdiction,
    get facts() {
      seen ??= look();
      return seen.facts;
    },
    get answer() {
      seen ??= look();
      return seen.answer;
    },
  };
}

/** Nodes for one witness. */
const BUDGET = 60_000;

/**
 * The smallest transaction found in which the claim about the measure holds and `shows` agrees, asked of a law without
 * the other measures. Null where none is found. The case states what the conditions of `stating` look at, too.
 */
export function showClaim(
  examiner: Examiner,
  measure: Measure,
  point: Point,
  claim: Claim,
  shows: (alone: Program, facts: CaseJson) => boolean,
  stating: readonly Expr[] = [],
): Shown | null {
  const alone = onlyMeasure(examiner.enacted, measure);
  const analysis = new Analysis({ budget: BUDGET });
  const found = analysis.attempt(() => {
    const law = lawWithin(examiner, alone);
    const view = analysis.view(law, point, measure.jurisdiction.name);
    const prop = claim(view.expander, view.env);
    analysis.space.tell(prop);
    for (const condition of stating) view.tell(condition);
    return analysis.witness(analysis.condition(prop), [view], { smallest: false });
  });
  if (found.kind !== "done" || found.value === null || !found.value.certain) return null;
  const whole = [speakable(found.value.case), found.value.case].find((facts) => shows(alone, facts));
  if (whole === undefined) return null;
  return lessened(examiner.enacted, whole, point, measure.jurisdiction, (less) => shows(alone, less));
}

/** A program with fewer measures and no exceptions as law, by the normal form that its measures have in the whole. */
export function lawWithin({ law: { normal } }: Examiner, program: Program): Law {
  const kept = new Set(program.measures.map(({ id }) => id));
  return new Law(program, {
    ...normal,
    requirements: normal.requirements.filter((rule) => kept.has(rule.of.id)),
    grounds: normal.grounds.filter((rule) => !("kind" in rule.of) || kept.has(rule.of.id)),
    releases: [],
    gaps: [],
  });
}

/** The oracle's answer; null where it refuses the case. */
export function answerOf(
  program: Program,
  facts: CaseJson,
  { asOf, knownAt, view }: Point,
  jurisdiction: Jurisdiction,
): OracleDetermination | null {
  try {
    return interpret(program, facts, { asOf, knownAt, view, jurisdiction: jurisdiction.name });
  } catch {
    return null;
  }
}

/** The requirement of a rule, where the oracle finds that it certainly arises. */
export function arisen(
  program: Program,
  facts: CaseJson,
  point: Point,
  rule: RequirementRule | GroundRule,
): OracleRequirement | null {
  const measure = rule.of as Measure;
  const found = answerOf(program, facts, point, measure.jurisdiction)?.requirements.filter(
    (r) => r.measure === measure.id && r.limb === rule.limbs.join("") && r.holds === "yes",
  );
  return found?.[0] ?? null;
}

/** Whether the oracle finds the condition false in the case. */
export function isFalse(
  program: Program,
  facts: CaseJson,
  point: Point,
  measure: Measure,
  condition: Expr,
): boolean {
  const asked = withMeasure(program, measure, asking(measure, condition));
  const answer = answerOf(asked, facts, point, measure.jurisdiction);
  return answer?.requirements.every((r) => r.measure !== measure.id) ?? false;
}

/** The program with one measure changed. */
export function withMeasure(program: Program, measure: Measure, changed: Measure): Program {
  return {
    ...program,
    measures: program.measures.map((other) => (other.id === measure.id ? changed : other)),
  };
}

/** The measure with another review in every version. */
export function withReview(measure: Measure, change: (review: PolicyValue) => PolicyValue): Measure {
  const versions = measure.chronology.versions.map((version) => ({
    ...version,
    value: { ...version.value, review: version.value.review === null ? null : change(version.value.review) },
  }));
  return { ...measure, chronology: { ...measure.chronology, versions } };
}

/** A measure that arises exactly where the condition holds. */
export function asking(measure: Measure, condition: Expr): Measure {
  const { span } = condition;
  const value: MeasureBody = {
    binders: [],
    conditions: [{ clause: "when", condition, label: null, citation: null, span }],
    exclusions: [],
    outcomes: [
      {
        label: null,
        verdict: "license_required",
        to: null,
        awaitingDecision: false,
        when: null,
        otherwise: false,
        except: [],
        citation: null,
        span,
      },
    ],
    review: null,
    routes: [],
  };
  const versions = [{ from: null, before: false, by: null, known: null, value, span }];
  return { ...measure, kind: "list", reach: null, saves: [], chronology: { versions, statuses: [] } };
}

/** The program without other measures, but for those that extend a reach or that the measure asks about. */
function onlyMeasure(program: Program, measure: Measure): Program {
  const kept = new Set<string>([measure.id]);
  if (asksAboutMeasures(measure)) for (const other of program.measures) kept.add(other.id);
  return {
    ...program,
    measures: program.measures.filter((other) => other.kind === "extraterritorial" || kept.has(other.id)),
    exceptions: [],
  };
}

function asksAboutMeasures(measure: Measure): boolean {
  const conditions = measure.chronology.versions.flatMap(({ value }) => [
    ...[...value.conditions, ...value.exclusions].map((clause) => clause.condition),
    ...value.outcomes.flatMap((outcome) => (outcome.when === null ? [] : [outcome.when])),
  ]);
  return conditions.some((condition) => some(condition, (part) => part.kind === "requiredBy"));
}
