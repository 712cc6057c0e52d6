/** Review policies and routes of a requirement. */

import { POLICIES } from "../answer.ts";
import type { Env } from "../expressions/context.ts";
import type { Note } from "../expressions/trace.ts";
import type { ReviewPolicy, XPolicy, XPolicyLimb } from "../format.ts";
import type { Requirement } from "../tables/requirements.ts";
import { and, isUnknown, NO, not, or, type Truth, YES } from "../values/truth.ts";

/** The least and most restrictive policy still possible; null: none stated. */
export interface PolicyRange {
  readonly least: ReviewPolicy | null;
  readonly most: ReviewPolicy | null;
  /** facts on which it depends */
  readonly notes: readonly Note[];
}

const UNSTATED: PolicyRange = { least: null, most: null, notes: [] };

/** Position in the order, the strictest highest; none stated stands below all. */
export function strictness(policy: ReviewPolicy | null): number {
  return policy === null ? -1 : POLICIES.length - 1 - POLICIES.indexOf(policy);
}

export function stricter(a: ReviewPolicy | null, b: ReviewPolicy | null): ReviewPolicy | null {
  return strictness(a) >= strictness(b) ? a : b;
}

export function milder(a: ReviewPolicy | null, b: ReviewPolicy | null): ReviewPolicy | null {
  return strictness(a) < strictness(b) ? a : b;
}

export function policyOf(requirement: Requirement): PolicyRange {
  const { review } = requirement.effect;
  return review === undefined
    ? UNSTATED
    : evaluatePolicy(review, [...requirement.program.names], requirement.env);
}

function evaluatePolicy(policy: XPolicy, names: readonly string[], env: Env): PolicyRange {
  if ("policy" in policy) return { least: policy.policy, most: policy.policy, notes: [] };
  if ("grid" in policy) return evaluateGrid(policy.grid, names, env);
  const { epoch } = env.context;
  if ("review" in policy) {
    const review = epoch.model.reviews.get(policy.review);
    const version = review === undefined ? null : epoch.version(review.versions);
    if (version === null) return UNSTATED;
    if (version.effective.state !== undefined) return { least: null, most: POLICIES[0], notes: [] };
    return evaluateGrid(version.limbs, names, env);
  }
  const { column } = policy;
  if (column[0] !== "column") return UNSTATED;
  const { trace } = env.context;
  const mark = trace?.notes.length ?? 0;
  const entry = epoch.model.value(column[1], names)(env);
  const notes = trace?.since(mark) ?? [];
  trace?.drop(mark);
  if (entry.kind !== "entry") return UNSTATED;
  if (entry.row === null) return { least: null, most: POLICIES[0], notes };
  const cell = entry.row.cells.get(column[2]);
  return isPolicy(cell) ? evaluatePolicy(cell, names, env) : UNSTATED;
}

function isPolicy(cell: unknown): cell is XPolicy {
  return typeof cell === "object" && cell !== null && !Array.isArray(cell);
}

interface Limb {
  readonly source: XPolicyLimb;
  readonly holds: Truth;
  readonly notes: readonly Note[];
}

/** The strictest of the limbs that hold and are not displaced; `otherwise` holds where no other limb does. */
function evaluateGrid(sources: readonly XPolicyLimb[], names: readonly string[], env: Env): PolicyRange {
  const stated = sources.map((source): Limb => {
    if (source.otherwise === true) return { source, holds: NO, notes: [] };
    if (source.when === undefined) return { source, holds: YES, notes: [] };
    const { trace } = env.context;
    const mark = trace?.notes.length ?? 0;
    const holds = env.context.epoch.model.test(source.when, names)(env);
    const notes = trace?.since(mark) ?? [];
    trace?.drop(mark);
    return { source, holds, notes };
  });
  const others = stated.reduce<Truth>((truth, limb) => or(truth, limb.holds), NO);
  const allNotes = stated.flatMap((limb) => limb.notes);
  const limbs = stated.map((limb) =>
    limb.source.otherwise === true ? { ...limb, holds: not(others), notes: allNotes } : limb,
  );
  let least: ReviewPolicy | null = null;
  let most: ReviewPolicy | null = null;
  let mildest: PolicyRange | null = null;
  const notes: Note[] = [];
  for (const limb of limbs) {
    const displaced = limbs
      .filter((other) => other.source.label !== undefined && limb.source.except?.includes(other.source.label))
      .reduce<Truth>((truth, other) => or(truth, other.holds), NO);
    const holds = and(limb.holds, not(displaced));
    if (holds === NO) continue;
    const range = evaluatePolicy(limb.source.policy, names, env);
    notes.push(...range.notes);
    most = stricter(most, range.most);
    if (holds === YES) least = stricter(least, range.least);
    if (isUnknown(holds)) notes.push(...limb.notes, ...(isUnknown(displaced) ? allNotes : []));
    if (mildest === null || strictness(range.least) < strictness(mildest.least)) mildest = range;
  }
  // With an `otherwise` some limb always holds: at least the mildest that may.
  const complete = limbs.some((limb) => limb.source.otherwise === true);
  if (least === null && complete && mildest !== null) least = mildest.least;
  return { least, most, notes };
}

export function routesOf(requirement: Requirement): readonly string[] {
  const names = [...requirement.program.names];
  const { epoch } = requirement.env.context;
  const routes = (requirement.effect.routes ?? []).filter(
    ({ when }) => when === undefined || epoch.model.test(when, names)(requirement.env) === YES,
  );
  return [...new Set(routes.map(({ route }) => route))];
}
