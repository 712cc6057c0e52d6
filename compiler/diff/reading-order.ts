/** In which order changes are told. */
import { severity } from "../analysis/index.ts";
import type { AnswerChange } from "./report.ts";

type Told = Pick<AnswerChange, "jurisdiction" | "from" | "old" | "new" | "plain">;

/**
 * What plain transactions show is what a reader looks for; what the law leaves open comes last. Of what begins in a jurisdiction on one
 * day, that a license is needed no more matters more than that a route to it is dropped.
 */
export function inReadingOrder<T extends Told>(changes: readonly T[]): readonly T[] {
  const place = new Map<string, number>();
  for (const [at, change] of changes.entries())
    if (!place.has(beginning(change))) place.set(beginning(change), at);
  const placeOf = (change: T): number => place.get(beginning(change))!;
  return changes.toSorted((a, b) => rank(a) - rank(b) || placeOf(a) - placeOf(b) || moved(b) - moved(a));
}

function beginning({ jurisdiction, from }: Told): string {
  return `${jurisdiction} ${from}`;
}

function rank(change: Told): number {
  return (isSettled(change) ? 0 : 2) + (change.plain ? 0 : 1);
}

function isSettled({ old, new: now }: Told): boolean {
  return old.verdict !== "undetermined" && now.verdict !== "undetermined";
}

/** How far the verdict goes, on the scale of verdicts. */
function moved({ old, new: now }: Told): number {
  return Math.max(
    Math.abs(severity(now.atLeast) - severity(old.atLeast)),
    Math.abs(severity(now.atMost) - severity(old.atMost)),
  );
}
