/** The determination of a jurisdiction (section 4 of the meaning). */
import { VERDICTS, type Verdict } from "../answer.ts";
import type { Context } from "../expressions/context.ts";
import type { Note } from "../expressions/trace.ts";
import type { ReviewPolicy } from "../format.ts";
import { requirementsOf } from "../law/grounds.ts";
import type { Requirement } from "../tables/requirements.ts";
import { isUnknown, NO, or, type Truth, YES } from "../values/truth.ts";
import { type Release, releasedTruth, releasesOf } from "./release.ts";
import { milder, type PolicyRange, policyOf, routesOf, stricter } from "./review.ts";

/** What is left of a requirement after exceptions. */
export interface Outcome {
  readonly requirement: Requirement;
  readonly released: Truth;
  /** least and most restrictive verdict it can give where it holds */
  readonly least: Verdict;
  readonly most: Verdict;
  readonly policy: PolicyRange;
}

export interface Decision {
  readonly reached: Truth;
  readonly reachNotes: readonly Note[];
  readonly atLeast: Verdict;
  readonly atMost: Verdict;
  readonly outcomes: readonly Outcome[];
  readonly releases: readonly Release[];
  readonly review: Review;
  readonly routes: readonly string[];
}

export interface Review {
  readonly least: ReviewPolicy | null;
  readonly most: ReviewPolicy | null;
  /** some governing requirement states none */
  readonly unstated: boolean;
}

/** Higher is more restrictive. */
export function severity(verdict: Verdict): number {
  return VERDICTS.length - 1 - VERDICTS.indexOf(verdict);
}

export function decide(jurisdiction: string, context: Context): Decision {
  const { model } = context.epoch;
  const chain = model.chain(jurisdiction);
  const programs = chain.flatMap((name) => model.requirementPrograms(name));
  const requirements = programs.flatMap((program) => requirementsOf(program, context));
  const releases = releasesOf(requirements, chain, context);
  const outcomes = requirements.map((requirement) => outcomeOf(requirement, releases));
  const reach = reachedTruth(jurisdiction, context);
  let atLeast: Verdict = reach.truth === YES ? "no_requirement" : "not_reached";
  let atMost: Verdict = reach.truth === NO ? "not_reached" : "no_requirement";
  for (const { requirement, least, most } of outcomes) {
    if (requirement.holds === YES && severity(least) > severity(atLeast)) atLeast = least;
    if (severity(most) > severity(atMost)) atMost = most;
  }
  return {
    reached: reach.truth,
    reachNotes: reach.notes,
    atLeast,
    atMost,
    outcomes,
    releases,
    review: reviewOf(outcomes, atLeast, atMost),
    routes: routesOfGoverning(outcomes, atLeast, atMost),
  };
}

/** Whether anything in a decision is unknown: what that rests on is known only where it is made with a trace. */
export function isOpen({ reached, outcomes, atLeast, atMost, review }: Decision): boolean {
  if (isUnknown(reached) || atLeast !== atMost || review.least !== review.most) return true;
  return outcomes.some(({ requirement, released }) => isUnknown(requirement.holds) || isUnknown(released));
}

/** The same decision with a narrower range: what was left open may now be decided, and so whether the act is reached. */
export function narrowed(
  decision: Decision,
  {
    atLeast,
    atMost,
    review,
  }: Pick<Decision, "atLeast" | "atMost"> & { readonly review: Pick<Review, "least" | "most"> },
): Decision {
  const reached = atLeast !== "not_reached" ? YES : atMost === "not_reached" ? NO : decision.reached;
  return { ...decision, reached, atLeast, atMost, review: { ...decision.review, ...review } };
}

function outcomeOf(requirement: Requirement, releases: readonly Release[]): Outcome {
  const released = releasedTruth(requirement, releases);
  const { verdict } = requirement.effect;
  return {
    requirement,
    released,
    least: released === NO ? verdict : "authorized",
    most: released === YES ? "authorized" : verdict,
    policy: policyOf(requirement),
  };
}

/** The default ground, and the grounds of the measures with a version in force. */
function reachedTruth(
  jurisdiction: string,
  context: Context,
): { readonly truth: Truth; readonly notes: readonly Note[] } {
  const { model, grounds } = context.epoch;
  const { trace } = context;
  const mark = trace?.notes.length ?? 0;
  const own = model.defaultGround(jurisdiction);
  const others = context.epoch.groundsOf(jurisdiction);
  const asked = new Set([...(own === null ? [] : [own]), ...(others ?? [])]);
  let truth: Truth = others === null ? YES : NO;
  for (const reach of asked) {
    if (truth === YES) break;
    truth = or(truth, grounds.reached(reach, context));
  }
  const notes = isUnknown(truth) ? (trace?.since(mark) ?? []) : [];
  trace?.drop(mark);
  return { truth, notes };
}

/** The strictest policy of the surviving requirements that have the governing verdict, as a range. */
export function reviewOf(outcomes: readonly Outcome[], atLeast: Verdict, atMost: Verdict): Review {
  const ranges = possibleVerdicts(outcomes, atLeast, atMost).map((verdict) =>
    strictestOf(withVerdict(outcomes, verdict)),
  );
  const first = ranges[0] ?? { least: null, most: null };
  const range = ranges.reduce(
    (all, next) => ({ least: milder(all.least, next.least), most: stricter(all.most, next.most) }),
    first,
  );
  const governing = atLeast === atMost ? withVerdict(outcomes, atMost) : [];
  return {
    ...range,
    unstated: governing.some(({ outcome, certain }) => certain && outcome.policy.least === null),
  };
}

/** If the verdict is theirs, one of the requirements holds: at least the mildest of those that may. */
function strictestOf(
  governing: readonly { readonly outcome: Outcome; readonly certain: boolean }[],
): Pick<Review, "least" | "most"> {
  const certain = governing.filter((one) => one.certain).map(({ outcome }) => outcome.policy.least);
  const possible = governing.map(({ outcome }) => outcome.policy);
  const most = possible.reduce<ReviewPolicy | null>((policy, next) => stricter(policy, next.most), null);
  if (certain.length > 0) return { least: certain.reduce(stricter), most };
  const mildest = possible.map(({ least }) => least);
  return { least: mildest.length === 0 ? null : mildest.reduce(milder), most };
}

function possibleVerdicts(
  outcomes: readonly Outcome[],
  atLeast: Verdict,
  atMost: Verdict,
): readonly Verdict[] {
  const verdicts = new Set<Verdict>([atLeast]);
  for (const { least, most } of outcomes) {
    for (const verdict of [least, most]) {
      if (severity(verdict) > severity(atLeast) && severity(verdict) <= severity(atMost))
        verdicts.add(verdict);
    }
  }
  return [...verdicts];
}

/** Requirements that have a verdict unreleased, for certain or perhaps. */
function withVerdict(
  outcomes: readonly Outcome[],
  verdict: Verdict,
): readonly { readonly outcome: Outcome; readonly certain: boolean }[] {
  return outcomes
    .filter(({ most, requirement }) => most === verdict && requirement.effect.verdict === verdict)
    .map((outcome) => ({ outcome, certain: outcome.requirement.holds === YES && outcome.released === NO }));
}

/** Of a determined verdict: what the requirements that give it for certain allow. */
function routesOfGoverning(
  outcomes: readonly Outcome[],
  atLeast: Verdict,
  atMost: Verdict,
): readonly string[] {
  if (atLeast !== atMost) return [];
  const governing = withVerdict(outcomes, atMost).filter(({ certain }) => certain);
  return [...new Set(governing.flatMap(({ outcome }) => routesOf(outcome.requirement)))].sort();
}
