/** Whether an answer became tighter or looser (H5): by the verdict, then the review policy, then the license types. */
import { severity } from "../analysis/index.ts";
import { POLICIES } from "../runtime/answer.ts";
import type { Brief } from "./replay.ts";

/** `changed`: the answers differ and neither is stricter, as between a stated review policy and none. */
export type Step = "tighter" | "looser" | "changed";
export type Direction = Step | "both";

/** The step from one answer of the runtime to another. */
export function stepBetween(from: Brief, to: Brief): Step {
  return (
    joined([severity(to.atLeast) - severity(from.atLeast), severity(to.atMost) - severity(from.atMost)]) ??
    joined([
      rankStep(rankOf(from.review[0]), rankOf(to.review[0])),
      rankStep(rankOf(from.review[1]), rankOf(to.review[1])),
    ]) ??
    joined([routeStep(from.routes, to.routes)]) ??
    "changed"
  );
}

/** All steps of a day as one word. */
export function directionOf(steps: Iterable<Step>): Direction {
  const found = new Set(steps);
  if (found.has("tighter")) return found.has("looser") ? "both" : "tighter";
  return found.has("looser") ? "looser" : "changed";
}

/** The sign of several differences; "changed" where they disagree, null where there is none. */
function joined(differences: readonly (number | "changed")[]): Step | null {
  const signs = new Set(differences.map((d) => (d === "changed" ? d : Math.sign(d))).filter((d) => d !== 0));
  if (signs.size === 0) return null;
  if (signs.size > 1 || signs.has("changed")) return "changed";
  return signs.has(1) ? "tighter" : "looser";
}

/** Between stated and not stated there is no order. */
function rankStep(from: number, to: number): number | "changed" {
  if (from === to) return 0;
  return from < 0 || to < 0 ? "changed" : to - from;
}

/** Higher is more restrictive; -1: none stated. */
function rankOf(policy: Brief["review"][number]): number {
  return policy === null ? -1 : POLICIES.length - 1 - POLICIES.indexOf(policy);
}

/** Fewer ways to a license are tighter; none stated says nothing about their number. */
function routeStep(from: readonly string[], to: readonly string[]): number | "changed" {
  if ((from.length === 0) !== (to.length === 0)) return "changed";
  const gained = to.some((route) => !from.includes(route));
  const lost = from.some((route) => !to.includes(route));
  if (gained && lost) return "changed";
  return gained ? -1 : lost ? 1 : 0;
}
