/** The determination of a jurisdiction (section 4). */
import type { Exception, Measure, Verdict } from "../check/tree.ts";
import { releasesOf } from "./exceptions.ts";
import { defaultGround, governing } from "./governing.ts";
import { reached } from "./reach.ts";
import { type Requirement, requirementsOf } from "./requirements.ts";
import { milder, type PolicyRange, reviewOf, routesOf, stricter, strictestOf } from "./review.ts";
import { deciding, type Scene, some } from "./scene.ts";
import { inForce } from "./time.ts";
import { isUnknown, or, type Truth } from "./truth.ts";

export interface OracleDetermination {
  readonly reached: "yes" | "no" | "unknown";
  readonly verdict: Verdict | "undetermined";
  /** least and most restrictive verdict still possible */
  readonly atLeast: Verdict;
  readonly atMost: Verdict;
  readonly review: PolicyRange;
  /** license types of the governing requirements, and those they may have besides */
  readonly routes: { readonly certain: readonly string[]; readonly possible: readonly string[] };
  /** every requirement that holds or may hold */
  readonly requirements: readonly OracleRequirement[];
  readonly contradictions: readonly string[];
  /** paths of facts that were read and are not given */
  readonly missing: readonly string[];
}

export interface OracleRequirement {
  readonly id: string;
  readonly measure: string;
  readonly limb: string;
  readonly holds: "yes" | "unknown";
  readonly verdict: Verdict;
  readonly review: PolicyRange;
  /** exceptions that release it, and those of which it is unknown */
  readonly releasedBy: readonly string[];
  readonly perhapsReleasedBy: readonly string[];
}

/** Most restrictive last. */
const ORDER: readonly Verdict[] = [
  "not_reached",
  "no_requirement",
  "authorized",
  "notification_required",
  "license_required",
  "prohibited",
];

export function severity(verdict: Verdict): number {
  return ORDER.indexOf(verdict);
}

function mostRestrictive(verdicts: readonly Verdict[], none: Verdict): Verdict {
  return verdicts.reduce((most, verdict) => (severity(verdict) > severity(most) ? verdict : most), none);
}

/** A requirement with what may be left of it after exceptions. */
interface Outcome {
  readonly requirement: Requirement;
  readonly holds: Truth;
  readonly released: readonly Exception[];
  readonly perhapsReleased: readonly Exception[];
  /** least and most restrictive */
  readonly least: Verdict;
  readonly most: Verdict;
}

export function determine(scene: Scene): Omit<OracleDetermination, "contradictions" | "missing"> {
  const { measures, exceptions } = governing(scene.world.program, scene.world.jurisdiction);
  const isReached = reachedTruth(measures, scene);
  const outcomes = measures
    .flatMap((measure) => requirementsOf(measure, scene))
    .filter((requirement) => requirement.holds !== "no")
    .map((requirement) => outcomeOf(requirement, exceptions, scene));

  const certain = outcomes.filter((outcome) => outcome.holds === "yes");
  const floor: Verdict = isReached === "yes" ? "no_requirement" : "not_reached";
  const ceiling: Verdict = isReached === "no" ? "not_reached" : "no_requirement";
  const atLeast = mostRestrictive(
    certain.map((outcome) => outcome.least),
    floor,
  );
  const atMost = mostRestrictive(
    outcomes.map((outcome) => outcome.most),
    ceiling,
  );
  return {
    reached: isUnknown(isReached) ? "unknown" : isReached,
    verdict: atLeast === atMost ? atLeast : "undetermined",
    atLeast,
    atMost,
    review: reviewRange(outcomes, atLeast, atMost),
    routes: routesOfGoverning(outcomes, atLeast, atMost),
    requirements: outcomes.map(describe),
  };
}

function reachedTruth(measures: readonly Measure[], scene: Scene): Truth {
  const ground = defaultGround(scene.world.jurisdiction);
  const inForceNow = measures.filter((measure) => inForce(measure.chronology, scene.moment).state !== "none");
  return deciding(scene.world, () =>
    or(
      ground === null ? "no" : reached(ground, scene),
      some(
        inForceNow,
        (measure) => (measure.reach === null ? "yes" : reached(measure.reach, scene)),
        scene.world,
      ),
    ),
  );
}

function outcomeOf(requirement: Requirement, exceptions: readonly Exception[], scene: Scene): Outcome {
  const releases = releasesOf(requirement, exceptions, scene);
  const released = releases.filter(({ holds }) => holds === "yes").map(({ exception }) => exception);
  const perhapsReleased = releases.filter(({ holds }) => holds !== "yes").map(({ exception }) => exception);
  return {
    requirement,
    holds: requirement.holds,
    released,
    perhapsReleased,
    least: releases.length > 0 ? "authorized" : requirement.verdict,
    most: released.length > 0 ? "authorized" : requirement.verdict,
  };
}

function describe(outcome: Outcome): OracleRequirement {
  const { requirement, released, perhapsReleased } = outcome;
  return {
    id: requirement.id,
    measure: requirement.measure.id,
    limb: requirement.labels.join(""),
    holds: outcome.holds === "yes" ? "yes" : "unknown",
    verdict: outcome.most,
    review: reviewOf(requirement),
    releasedBy: released.map((exception) => exception.id),
    perhapsReleasedBy: perhapsReleased.map((exception) => exception.id),
  };
}

// --------------------------------------------------------------------------------------------- the governing ones

/** The verdicts from `atLeast` to `atMost` that some requirement can give. */
function possibleVerdicts(
  outcomes: readonly Outcome[],
  atLeast: Verdict,
  atMost: Verdict,
): readonly Verdict[] {
  return ORDER.filter(
    (verdict) =>
      verdict === atLeast ||
      (severity(atLeast) < severity(verdict) &&
        severity(verdict) <= severity(atMost) &&
        outcomes.some((outcome) => outcome.most === verdict || outcome.least === verdict)),
  );
}

/** Requirements that have a verdict unreleased, for certain or perhaps. */
function withVerdict(
  outcomes: readonly Outcome[],
  verdict: Verdict,
): readonly { outcome: Outcome; holds: Truth }[] {
  return outcomes
    .filter((outcome) => outcome.most === verdict && outcome.requirement.verdict === verdict)
    .map((outcome) => ({ outcome, holds: outcome.least === verdict ? outcome.holds : "missing" }));
}

function reviewRange(outcomes: readonly Outcome[], atLeast: Verdict, atMost: Verdict): PolicyRange {
  const ranges = possibleVerdicts(outcomes, atLeast, atMost).map((verdict): PolicyRange => {
    const governing = withVerdict(outcomes, verdict).map(({ outcome, holds }) => ({
      holds,
      range: reviewOf(outcome.requirement),
    }));
    return strictestOf(governing, true);
  });
  return ranges.reduce((all, range) => ({
    least: milder(all.least, range.least),
    most: stricter(all.most, range.most),
  }));
}

function routesOfGoverning(
  outcomes: readonly Outcome[],
  atLeast: Verdict,
  atMost: Verdict,
): OracleDetermination["routes"] {
  const certain = new Set<string>();
  const possible = new Set<string>();
  for (const verdict of possibleVerdicts(outcomes, atLeast, atMost)) {
    for (const { outcome, holds } of withVerdict(outcomes, verdict)) {
      const routes = routesOf(outcome.requirement);
      for (const route of routes.possible) possible.add(route);
      if (holds === "yes" && atLeast === atMost) for (const route of routes.certain) certain.add(route);
    }
  }
  return { certain: [...certain].sort(), possible: [...possible].sort() };
}
