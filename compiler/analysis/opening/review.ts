/** Review policies of a requirement: a grid becomes a diagram with the least and the most restrictive policy at each leaf. */
import type { PolicyGridValue, PolicyLimbValue, PolicyValue, Variable } from "../../check/tree.ts";
import type { PropId } from "../conditions/prop.ts";
import { YES } from "../conditions/prop.ts";
import type { Sym } from "../conditions/symbol.ts";
import type { Truth } from "../conditions/truth.ts";
import type { Node, Operation } from "../diagrams/diagram.ts";
import type { Space } from "../diagrams/space.ts";
import { byName, type Env, ownEnv } from "./env.ts";
import type { Expander } from "./expand.ts";
import { POLICIES } from "./outcome.ts";

/** Positions in `POLICIES`, -1 for none stated, as `least,most`. */
export type PolicyRange = `${number},${number}`;

export const NONE_STATED: PolicyRange = "-1,-1";
const ANYTHING: PolicyRange = `-1,${POLICIES.length - 1}`;

/** A review with its conditions opened. */
export type OpenedReview =
  | { readonly is: "fixed"; readonly range: PolicyRange }
  | {
      readonly is: "grid";
      readonly limbs: readonly { readonly holds: PropId; readonly policy: OpenedReview }[];
      /** something holds, whatever the facts are */
      readonly covers: boolean;
    };

export function openReview(policy: PolicyValue, expander: Expander, env: Env): OpenedReview {
  switch (policy.kind) {
    case "policy": {
      const rank = POLICIES.indexOf(policy.policy);
      return { is: "fixed", range: `${rank},${rank}` };
    }
    case "grid":
      return openGrid(policy.grid, expander, env);
    case "review": {
      const version = expander.readings.versionAt(
        expander.law.reviews.get(policy.review.id)?.versions ?? [],
        env.point,
      );
      if (version === null) return { is: "fixed", range: NONE_STATED };
      if (version.effective.state !== "in_force") return { is: "fixed", range: ANYTHING };
      const bound = byName(env);
      const names = policy.review.captures.flatMap((capture): [Variable, Sym][] => {
        const sym = bound.get(capture.name);
        return sym === undefined ? [] : [[capture, sym]];
      });
      return openGrid(version.grid, expander, ownEnv(env, names));
    }
    case "column": {
      const sym = expander.evaluate(policy.column, env);
      if (sym.kind !== "policy") return { is: "fixed", range: ANYTHING };
      return sym.policy === null
        ? { is: "fixed", range: NONE_STATED }
        : openReview(sym.policy, expander, env);
    }
  }
}

function openGrid(grid: PolicyGridValue, expander: Expander, env: Env): OpenedReview {
  const { props } = expander;
  const own = (limb: PolicyLimbValue): PropId => {
    if (limb.otherwise) {
      const others = grid.limbs.filter((other) => other !== limb && !other.otherwise);
      return props.not(props.or(...others.map(own)));
    }
    return limb.when === null ? YES : expander.truth(limb.when, env);
  };
  return {
    is: "grid",
    covers: grid.limbs.some((limb) => limb.otherwise),
    limbs: grid.limbs.map((limb) => {
      const displacing = grid.limbs.filter((other) => limb.except.some((l) => l.text === other.label?.text));
      return {
        holds: props.and(own(limb), ...displacing.map((other) => props.not(own(other)))),
        policy: openReview(limb.policy, expander, env),
      };
    }),
  };
}

/** Every condition that a review looks at. */
export function reviewProps(review: OpenedReview): readonly PropId[] {
  if (review.is === "fixed") return [];
  return review.limbs.flatMap(({ holds, policy }) => [holds, ...reviewProps(policy)]);
}

/** What is known after some limbs: `certain,possible,most`; `x` where there is none. */
type Tally = string;

const NOTHING: Tally = "x,x,-1";

const COUNT: Operation<Truth, PolicyRange, Tally> = {
  name: "count",
  commutative: false,
  apply: (holds, range) => {
    if (holds === "no") return NOTHING;
    const [least, most] = range.split(",") as [string, string];
    return `${holds === "yes" ? least : "x"},${least},${most}`;
  },
};

const TALLY: Operation<Tally> = {
  name: "tally",
  commutative: true,
  apply: (a, b) => {
    const [certainA, possibleA, mostA] = a.split(",") as [string, string, string];
    const [certainB, possibleB, mostB] = b.split(",") as [string, string, string];
    const pick = (x: string, y: string, by: (...values: number[]) => number): string =>
      x === "x" ? y : y === "x" ? x : String(by(Number(x), Number(y)));
    return [
      pick(certainA, certainB, Math.max),
      pick(possibleA, possibleB, Math.min),
      String(Math.max(Number(mostA), Number(mostB))),
    ].join(",");
  },
};

const CONCLUDE = {
  covered: (tally: Tally): PolicyRange => conclude(tally, true),
  open: (tally: Tally): PolicyRange => conclude(tally, false),
};

/** The strictest of what holds; without any that holds for certain, the mildest that may, if one must. */
function conclude(tally: Tally, covers: boolean): PolicyRange {
  const [certain, possible, most] = tally.split(",") as [string, string, string];
  if (certain !== "x") return `${Number(certain)},${Number(most)}`;
  if (possible === "x" || !covers) return `-1,${Number(most)}`;
  return `${Number(possible)},${Number(most)}`;
}

export function reviewNode(review: OpenedReview, space: Space): Node {
  const { diagrams } = space;
  if (review.is === "fixed") return diagrams.leaf(review.range);
  let total = diagrams.leaf(NOTHING);
  for (const { holds, policy } of review.limbs) {
    const counted = diagrams.apply(COUNT, space.node(holds), reviewNode(policy, space));
    total = diagrams.apply(TALLY, total, counted);
  }
  return diagrams.map(review.covers ? CONCLUDE.covered : CONCLUDE.open, total);
}
