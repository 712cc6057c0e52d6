/** Review policies and the grids they stand in. */
import type { PolicyGridValue, PolicyValue } from "../check/tree.ts";
import type { XPolicy, XPolicyLimb } from "../runtime/format.ts";
import { toX } from "./expressions.ts";

export function toPolicy(value: PolicyValue): XPolicy {
  switch (value.kind) {
    case "policy":
      return { policy: value.policy };
    case "review":
      return { review: value.review.id };
    case "column":
      return { column: toX(value.column) };
    case "grid":
      return { grid: toGrid(value.grid) };
  }
}

export function toGrid(grid: PolicyGridValue): readonly XPolicyLimb[] {
  return grid.limbs.map((limb) => ({
    ...(limb.label === null ? {} : { label: limb.label.text }),
    policy: toPolicy(limb.policy),
    ...(limb.when === null ? {} : { when: toX(limb.when) }),
    ...(limb.otherwise ? { otherwise: true as const } : {}),
    ...(limb.except.length === 0 ? {} : { except: limb.except.map((label) => label.text) }),
  }));
}
