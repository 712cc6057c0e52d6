/** Review policies and routes of a requirement; unknown limbs make a range of policies. */
import type { PolicyGridValue, PolicyValue, Review, Variable } from "../check/tree.ts";
import { evaluate, truthOf } from "./expressions.ts";
import { outcomeTruth, type Requirement } from "./requirements.ts";
import { ownScene, type Scene } from "./scene.ts";
import { inForce } from "./time.ts";
import type { Truth } from "./truth.ts";
import type { Value } from "./values.ts";

export type PolicyName = Extract<PolicyValue, { readonly kind: "policy" }>["policy"];

/** The least and the most restrictive policy still possible; null: none is stated. */
export interface PolicyRange {
  readonly least: PolicyName | null;
  readonly most: PolicyName | null;
}

/** Least restrictive first. */
const ORDER: readonly PolicyName[] = [
  "entitlement",
  "presumption_of_approval",
  "case_by_case",
  "presumption_of_denial",
  "policy_of_denial",
];

const NONE_STATED: PolicyRange = { least: null, most: null };
const ANYTHING: PolicyRange = { least: null, most: "policy_of_denial" };

/** Strictness of a policy; *not stated* stands below all. */
export function rank(policy: PolicyName | null): number {
  return policy === null ? -1 : ORDER.indexOf(policy);
}

export function stricter(a: PolicyName | null, b: PolicyName | null): PolicyName | null {
  return rank(a) >= rank(b) ? a : b;
}

export function milder(a: PolicyName | null, b: PolicyName | null): PolicyName | null {
  return rank(a) <= rank(b) ? a : b;
}

/** The policy of a requirement by the review clause of its version. */
export function reviewOf(requirement: Requirement): PolicyRange {
  const { review } = requirement.body;
  return review === null ? NONE_STATED : policyRange(review, requirement.scene);
}

function policyRange(policy: PolicyValue, scene: Scene): PolicyRange {
  switch (policy.kind) {
    case "policy":
      return { least: policy.policy, most: policy.policy };
    case "grid":
      return gridRange(policy.grid, scene);
    case "review":
      return namedRange(policy.review, scene);
    case "column":
      return columnRange(evaluate(policy.column, scene), scene);
  }
}

function namedRange(review: Review, scene: Scene): PolicyRange {
  const found = inForce(review.chronology, scene.moment);
  if (found.state === "none") return NONE_STATED;
  if (found.state !== "inForce") return ANYTHING;
  return gridRange(found.version.value, ownScene(scene, captured(review.captures, scene)));
}

/** The names a grid uses stand for those that the measure binds by the same text. */
function captured(captures: readonly Variable[], scene: Scene): [Variable, Value][] {
  return captures.flatMap((capture): [Variable, Value][] => {
    const bound = [...scene.names].find(([variable]) => variable.name === capture.name);
    return bound === undefined ? [] : [[capture, bound[1]]];
  });
}

function columnRange(value: Value, scene: Scene): PolicyRange {
  if (value.kind !== "policy") return ANYTHING;
  return value.policy === null ? NONE_STATED : policyRange(value.policy, scene);
}

function gridRange(grid: PolicyGridValue, scene: Scene): PolicyRange {
  const limbs = grid.limbs.map((limb) => ({
    holds: outcomeTruth(limb, grid.limbs, scene),
    range: policyRange(limb.policy, scene),
  }));
  return strictestOf(
    limbs,
    grid.limbs.some((limb) => limb.otherwise),
  );
}

/** The strictest of what holds; `oneHolds` says that something does, whatever the unknown facts are. */
export function strictestOf(
  candidates: readonly { readonly holds: Truth; readonly range: PolicyRange }[],
  oneHolds: boolean,
): PolicyRange {
  const certain = candidates.filter((candidate) => candidate.holds === "yes").map(({ range }) => range);
  const possible = candidates.filter((candidate) => candidate.holds !== "no").map(({ range }) => range);
  const most = possible.reduce<PolicyName | null>((policy, range) => stricter(policy, range.most), null);
  if (certain.length > 0) {
    return {
      least: certain.reduce<PolicyName | null>((policy, range) => stricter(policy, range.least), null),
      most,
    };
  }
  const [first, ...others] = possible;
  if (first === undefined || !oneHolds) return { least: null, most };
  return { least: others.reduce((policy, range) => milder(policy, range.least), first.least), most };
}

/** The license types of a requirement, and those it may have besides. */
export function routesOf(requirement: Requirement): {
  certain: readonly string[];
  possible: readonly string[];
} {
  const routes = requirement.body.routes.map(({ route, when }) => ({
    route,
    holds: when === null ? "yes" : truthOf(when, requirement.scene),
  }));
  return {
    certain: routes.filter(({ holds }) => holds === "yes").map(({ route }) => route),
    possible: routes.filter(({ holds }) => holds !== "no").map(({ route }) => route),
  };
}
