/** Measures within the powers of their authority, version by version, by what the authority may do on that day. */
import type { Diagnostic } from "../../grammar/base/diagnostic.ts";
import type { Point } from "../analysis/index.ts";
import type { GroundRule, RequirementRule } from "../analysis/opening/law.ts";
import type { Authority, CaseJson, Expr, IsoDate, Measure, PermitValue, Program } from "../check/tree.ts";
import { conditionHolds, requirementHolds, textHolds } from "./claims.ts";
import { dependenciesOf } from "./dependencies.ts";
import type { Claim, Concern, Examiner } from "./examiner.ts";
import { fieldsIn, fieldsOf } from "./fields.ts";
import { groupBy } from "./group-by.ts";
import { isSameText, keepsWithin } from "./limits.ts";
import { reportProof } from "./messages.ts";
import { listed, ruleName, versionName } from "./names.ts";
import { expressionsOf } from "./never-holds.ts";
import { findingsFor, underFindings } from "./official-findings.ts";
import { related, withWitness } from "./report.ts";
import { answerOf, arisen, isFalse, type Shown, showClaim } from "./witness.ts";

type MeasureRule = RequirementRule | GroundRule;

export function vires(examiner: Examiner, concerns: Concern): readonly Diagnostic[] {
  const { requirements, grounds } = examiner.law.normal;
  const rules: readonly MeasureRule[] = [...requirements, ...grounds].filter(
    (rule) => "kind" in rule.of && concerns(rule.of),
  );
  const found: Diagnostic[] = [];
  for (const inVersion of groupBy(rules, (rule) => `${rule.of.id} ${rule.version}`).values()) {
    // what one measure needs is not taken from the next
    examiner.allot();
    found.push(...ofVersion(examiner, inVersion));
  }
  return found;
}

/** One finding for what a whole version lacks, else one for each limb that goes beyond a limit. */
function ofVersion(examiner: Examiner, rules: readonly MeasureRule[]): readonly Diagnostic[] {
  const measure = rules[0]!.of as Measure;
  const { authority } = measure;
  if (authority === null) return [];
  const findings: Diagnostic[] = [];
  for (const ofLimb of groupBy(rules, (rule) => rule.limbs.join(" ")).values()) {
    const limbFindings = ofLimb.flatMap((rule) => ofRule(examiner, rule, measure, authority));
    const whole = limbFindings.find((finding) => finding.whole);
    if (whole !== undefined) return [whole.diagnostic];
    const worst = limbFindings.find(({ diagnostic }) => diagnostic.severity !== "hint") ?? limbFindings[0];
    if (worst !== undefined) findings.push(worst.diagnostic);
  }
  return findings;
}

interface ViresFinding {
  readonly diagnostic: Diagnostic;
  /** it is about the version, not about a limb */
  readonly whole: boolean;
}

function ofRule(
  examiner: Examiner,
  rule: MeasureRule,
  measure: Measure,
  authority: Authority,
): readonly ViresFinding[] {
  if (isPlainlyWithin(examiner, rule, measure, authority)) return [];
  for (const point of moments(examiner, rule, authority)) {
    const asked = standing(authority, measure, point.asOf);
    if (typeof asked === "string") {
      // that an old text was there before the power is recorded is no defect of the text
      if (asked === "early" && isBeginningUnrecorded(rule, measure)) continue;
      const problem = asked === "early" ? `it holds no power on ${point.asOf}` : asked;
      return [{ diagnostic: lacking(examiner, rule, measure, authority, point, problem), whole: true }];
    }
    if (asked.some((permit) => permit.limitedTo === null)) continue;
    if (asked.some(({ limitedTo }) => asksFor(rule, limitedTo!))) continue;
    const limit = limitOf(examiner, measure, authority, asked, point);
    const beyond = beyondLimits(examiner, rule, measure, authority, limit, point);
    if (beyond !== null) return [{ diagnostic: beyond, whole: false }];
  }
  return [];
}

/**
 * Whether, whatever else the rule asks for, what it and its ground of reach say about the facts of the limits keeps within
 * them on every day. So most measures are proved without a look at the items they speak of.
 */
function isPlainlyWithin(
  examiner: Examiner,
  rule: MeasureRule,
  measure: Measure,
  authority: Authority,
): boolean {
  const limited = authority.permits.flatMap(({ kind, limitedTo }) =>
    kind === measure.kind && limitedTo !== null ? [...fieldsIn(limitedTo)] : [],
  );
  const spoken = new Set(limited);
  const parts = rule.parts.filter((part) => [...fieldsOf(part)].some((field) => spoken.has(field)));
  const narrow: MeasureRule = isGround(rule) ? { ...rule, parts } : { ...rule, parts };
  const claim = arises(narrow);
  return moments(examiner, narrow, authority).every((point) => {
    const asked = standing(authority, measure, point.asOf);
    if (typeof asked === "string") return false;
    if (asked.some((permit) => permit.limitedTo === null)) return true;
    const limit = limitOf(examiner, measure, authority, asked, point);
    return keepsWithin(examiner, measure.jurisdiction, point, claim, conditionHolds(limit)) === "within";
  });
}

/** What the powers are limited to on a day, with the findings that widen it. */
function limitOf(
  examiner: Examiner,
  measure: Measure,
  authority: Authority,
  permits: readonly PermitValue[],
  point: Point,
): Expr {
  const findings = findingsFor(examiner, authority, point.asOf);
  const wide = permits.map(({ limitedTo }) =>
    underFindings(limitedTo!, findings, examiner, measure.jurisdiction, point),
  );
  const [first, ...rest] = wide;
  return rest.length === 0 ? first! : { kind: "or", type: first!.type, span: first!.span, operands: wide };
}

/** Whether the rule asks in the same words for what the power is limited to, or for one alternative of that. */
function asksFor({ binders, parts }: MeasureRule, limit: Expr): boolean {
  if (binders.length > 0) return false;
  const asked = (one: Expr): boolean =>
    parts.some((part) => part.kind === "atom" && !part.negated && isSameText(part.expr, one));
  const alternatives = limit.kind === "or" ? limit.operands : [limit];
  return alternatives.some((one) => (one.kind === "and" ? one.operands.every(asked) : asked(one)));
}

/** The days within the rule's rectangle on which its text, its powers or what they rest on may change. */
function moments(examiner: Examiner, rule: MeasureRule, authority: Authority): readonly Point[] {
  const limits = authority.permits.flatMap(({ limitedTo }) => (limitedTo === null ? [] : [limitedTo]));
  const { days } = dependenciesOf([...expressionsOf(rule.parts), ...limits], examiner.law);
  const all = new Set<IsoDate>(limits.length === 0 ? [] : days);
  for (const period of [authority, ...authority.permits]) {
    if (period.from !== null) all.add(period.from);
    if (period.until !== null) all.add(period.until);
  }
  for (const { from } of examiner.program.findings) if (from !== null) all.add(from);
  return [...examiner.moments(rule.effective, all)].reverse();
}

/** The permits that cover such a measure on a day, or what is lacking. */
function standing(authority: Authority, measure: Measure, day: IsoDate): readonly PermitValue[] | string {
  const lives = ({ from, until }: { readonly from: IsoDate | null; readonly until: IsoDate | null }) =>
    (from === null || from <= day) && (until === null || day < until);
  if (!lives(authority))
    return authority.from !== null && day < authority.from ? "early" : `it has ended by ${day}`;
  const ofKind = authority.permits.filter((permit) => permit.kind === measure.kind && lives(permit));
  if (ofKind.length === 0) return `it holds no ${measure.kind} power on ${day}`;
  const covering = ofKind.filter(
    ({ provided }) =>
      provided === null || (measure.origin !== null && provided.origins.includes(measure.origin)),
  );
  if (covering.length > 0) return covering;
  const origins = [...new Set(ofKind.flatMap(({ provided }) => provided?.origins ?? []))];
  const own = measure.origin === null ? "names no origin" : `is of ${measure.origin} origin`;
  return `its ${measure.kind} power asks for ${listed(origins)} origin, and the measure ${own}`;
}

function isBeginningUnrecorded(rule: MeasureRule, measure: Measure): boolean {
  return measure.chronology.versions.some((version) => version.from === rule.version && version.before);
}

function lacking(
  examiner: Examiner,
  rule: MeasureRule,
  measure: Measure,
  authority: Authority,
  point: Point,
  problem: string,
): Diagnostic {
  const finding = reportProof(
    "proof/ultra-vires",
    measure.nameSpan,
    { what: versionName(rule), authority: authority.name, problem },
    options(measure, authority),
  );
  const shown = showClaim(examiner, measure, point, arises(rule), (alone, facts) =>
    isGround(rule)
      ? answerOf(alone, facts, point, measure.jurisdiction)?.reached === "yes"
      : arisen(alone, facts, point, rule) !== null,
  );
  if (shown === null) return finding;
  const title = `${measure.name}: a case without a power behind it`;
  return withWitness(finding, shown, examiner, { title, behind: measure.span });
}

function beyondLimits(
  examiner: Examiner,
  rule: MeasureRule,
  measure: Measure,
  authority: Authority,
  limit: Expr,
  point: Point,
): Diagnostic | null {
  const kept = keepsWithin(examiner, measure.jurisdiction, point, textHolds(rule), conditionHolds(limit));
  if (kept === "within") return null;
  const what = ruleName(rule);
  // what is too large to be proved may still be shown: the law of one measure is smaller
  const isSought = kept === "beyond" || kept === "too large";
  const shown = isSought ? showBeyond(examiner, rule, measure, limit, point) : null;
  if (shown === null) {
    const why = OPEN[kept];
    return reportProof(
      "proof/vires-not-provable",
      rule.span,
      { what, authority: authority.name, why },
      options(measure, authority),
    );
  }
  const problem = `its ${measure.kind} power is limited, and the measure holds beyond the limit`;
  const finding = reportProof(
    "proof/ultra-vires",
    rule.span,
    { what, authority: authority.name, problem },
    options(measure, authority),
  );
  const title = `${measure.name}: a case beyond the power`;
  return withWitness(finding, shown, examiner, { title, behind: measure.span });
}

/** Why a question is left open. */
const OPEN = {
  open: "text that is not encoded stands in the way",
  beyond: "a case beyond them is not excluded, and none was confirmed",
  "too large": "the question grew past the budget of the proof",
  "too wide": "it looks at more facts than the proof has room for",
} as const;

function showBeyond(
  examiner: Examiner,
  rule: MeasureRule,
  measure: Measure,
  limit: Expr,
  point: Point,
): Shown | null {
  const claim: Claim = (reader, env) =>
    reader.props.and(arises(rule)(reader, env), reader.props.isNo(conditionHolds(limit)(reader, env)));
  const shows = (alone: Program, facts: CaseJson): boolean => {
    const holds = isGround(rule)
      ? answerOf(alone, facts, point, measure.jurisdiction)?.reached === "yes"
      : arisen(alone, facts, point, rule) !== null;
    return holds && isFalse(alone, facts, point, measure, limit);
  };
  return showClaim(examiner, measure, point, claim, shows, [limit]);
}

function isGround(rule: MeasureRule): rule is GroundRule {
  return "grounds" in rule.effect;
}

function arises(rule: MeasureRule) {
  return isGround(rule) ? textHolds(rule) : requirementHolds(rule);
}

function options(measure: Measure, authority: Authority) {
  const citation = measure.citations[0]?.text;
  return {
    related: [related(authority.nameSpan, "the authority and its powers")],
    subject: { name: measure.name, ...(citation === undefined ? {} : { citation }) },
  };
}
