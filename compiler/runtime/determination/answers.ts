/** Decisions in the published form of an answer. */
import type { Determination, ExceptionAnswer, ObligationAnswer, RequirementAnswer } from "../answer.ts";
import type { ExactRange } from "../completions/exact-range.ts";
import type { Context } from "../expressions/context.ts";
import type { XObligation } from "../format.ts";
import type { Model } from "../law/model.ts";
import { remark } from "../remarks.ts";
import { NO, YES } from "../values/truth.ts";
import { type Decision, type Outcome, severity } from "./determine.ts";
import { opennessOf } from "./missing.ts";
import type { Release } from "./release.ts";
import { routesOf } from "./review.ts";

export function answerOf(
  jurisdiction: string,
  decision: Decision,
  practice: Decision | null,
  context: Context,
  exactness: ExactRange | null,
): Determination {
  const { atLeast, atMost, review, outcomes, releases } = decision;
  const { model } = context.epoch;
  const openness = opennessOf(decision, model, exactness?.matters ?? null);
  const requirements = outcomes.map((outcome) => requirementAnswer(outcome, releases));
  const sorted = requirements
    .map((answer, i) => ({
      answer,
      most: severity(outcomes[i]!.most),
      certain: outcomes[i]!.requirement.holds === YES,
    }))
    .sort(
      (a, b) =>
        Number(b.certain) - Number(a.certain) || b.most - a.most || (a.answer.id < b.answer.id ? -1 : 1),
    )
    .map(({ answer }) => answer);
  const policyKnown = review.least === review.most;
  return {
    jurisdiction,
    reached: decision.reached === YES ? "yes" : decision.reached === NO ? "no" : "unknown",
    verdict: atLeast === atMost ? atLeast : "undetermined",
    reviewPolicy: policyKnown ? review.most : null,
    reviewUnstated: review.unstated,
    reviewRange: policyKnown ? null : [review.least, review.most],
    routes: decision.routes,
    requirements: sorted,
    exceptions: exceptionAnswers(releases, context),
    obligations: obligationAnswers(releases),
    missing: openness.missing,
    atLeast,
    atMost,
    practice: practice === null ? null : practiceAnswer(decision, practice),
    caveats: [...caveats(jurisdiction, context), ...openCaveats(decision, openness, exactness)],
    contradictions: context.remarks.all("contradiction"),
    assertions: context.remarks.all("assertion"),
  };
}

function requirementAnswer(
  { requirement, released, most, policy }: Outcome,
  releases: readonly Release[],
): RequirementAnswer {
  const { row } = requirement.row;
  const by = releases.find((release) => release.holds === YES && release.requirements.includes(requirement));
  return {
    id: requirement.id,
    measure: requirement.measure.id,
    title: requirement.measure.title,
    kind: requirement.measure.kind,
    limb: row.limbs.length === 0 ? null : row.limbs.join(""),
    holds: requirement.holds === YES ? "yes" : "unknown",
    verdict: most,
    reviewPolicy: policy.least === policy.most ? policy.most : null,
    routes: routesOf(requirement),
    basis: row.citations,
    releasedBy: released === YES ? (by?.exception ?? null) : null,
  };
}

function exceptionAnswers(releases: readonly Release[], context: Context): readonly ExceptionAnswer[] {
  const byId = new Map<string, ExceptionAnswer>();
  for (const release of releases) {
    const known = byId.get(release.exception);
    const info = context.epoch.model.declarations.get(release.exception);
    const ids = release.requirements.map(({ id }) => id);
    byId.set(release.exception, {
      id: release.exception,
      title: info?.title ?? null,
      holds: release.holds === YES || known?.holds === "yes" ? "yes" : "unknown",
      releases: [...new Set([...(known?.releases ?? []), ...ids])].sort(),
      basis: [...new Set([...(known?.basis ?? []), ...release.hit.row.row.citations])],
    });
  }
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function obligationAnswers(releases: readonly Release[]): readonly ObligationAnswer[] {
  const byId = new Map<string, ObligationAnswer>();
  for (const { exception, holds, obligations } of releases) {
    if (holds !== YES) continue;
    for (const { source, holds: due } of obligations) {
      if (due === NO) continue;
      byId.set(source.id, {
        id: source.id,
        exception,
        text: obligationText(source),
        holds: due === YES ? "yes" : "unknown",
      });
    }
  }
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** `notice to BIS before 25 days: SNAP-R` */
function obligationText({ duty, to, timing, days, text }: XObligation): string {
  const when = timing === undefined ? "" : days === undefined ? ` ${timing}` : ` ${timing} ${days} days`;
  const whom = duty === "notice" || duty === "report" ? `to ${to}` : `with ${to}`;
  return `${duty} ${whom}${when}${text === undefined ? "" : `: ${text}`}`;
}

/** The practice view, where it gives another verdict or policy. */
function practiceAnswer(text: Decision, practice: Decision): Determination["practice"] {
  const same =
    text.atLeast === practice.atLeast &&
    text.atMost === practice.atMost &&
    text.review.least === practice.review.least &&
    text.review.most === practice.review.most;
  if (same) return null;
  return {
    verdict: practice.atLeast === practice.atMost ? practice.atLeast : "undetermined",
    reviewPolicy: practice.review.least === practice.review.most ? practice.review.most : null,
    requirements: practice.outcomes
      .filter(({ requirement }) => requirement.holds === YES)
      .map(({ requirement }) => requirement.id),
  };
}

function caveats(jurisdiction: string, context: Context): readonly string[] {
  return [
    ...horizonCaveats(jurisdiction, context.day, context.epoch.model),
    ...context.remarks.all("caveat"),
  ];
}

/** On days beyond the one to which the law of a jurisdiction was read. */
export function horizonCaveats(jurisdiction: string, day: string, model: Model): readonly string[] {
  const texts: string[] = [];
  for (const name of model.chain(jurisdiction)) {
    const horizon = model.jurisdictions.get(name)?.currentTo;
    if (horizon !== undefined && day >= horizon) texts.push(remark("readUpTo", { name, day: horizon }));
  }
  return texts;
}

function openCaveats(
  decision: Decision,
  openness: ReturnType<typeof opennessOf>,
  exactness: ExactRange | null,
): readonly string[] {
  const inexact = exactness !== null && !exactness.exact;
  const texts = [
    ...(inexact ? [remark("rangeNotExact", {})] : []),
    ...openness.unencodable.map((text) => remark("unencodable", { text })),
    ...openness.openGroups.map((group) => remark("openGroup", { group })),
  ];
  if (decision.atLeast === decision.atMost || openness.missing.length > 0) return texts;
  const unstated = openness.unstated.map((fact) => remark("unstated", { fact }));
  return [...texts, ...unstated];
}
