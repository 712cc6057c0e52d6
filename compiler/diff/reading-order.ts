/** In which order changes are told. */
import { severity } from "../analysis/index.ts";
import type { AnswerChange, Direction } from "./report.ts";

type Told = Pick<AnswerChange, "jurisdiction" | "direction" | "from" | "old" | "new" | "plain">;

/**
 * What plain transactions show is what a reader looks for; what the law leaves open comes last. Of what begins in a jurisdiction on one
 * day, that a license is needed no more matters more than that a route to it is dropped; and of what moves as far, that first which
 * goes the way of most: a firm that is struck from a list is freed, though for some it moves to a stricter rule.
 */
export function inReadingOrder<T extends Told>(changes: readonly T[]): readonly T[] {
  const place = new Map<string, number>();
  for (const [at, change] of changes.entries())
    if (!place.has(beginning(change))) place.set(beginning(change), at);
  const placeOf = (change: T): number => place.get(beginning(change))!;
  const most = directionsOfMost(changes);
  const goesWithMost = (change: T): number => (most.get(beginning(change)) === change.direction ? 0 : 1);
  return changes.toSorted(
    (a, b) =>
      rank(a) - rank(b) ||
      placeOf(a) - placeOf(b) ||
      moved(b) - moved(a) ||
      goesWithMost(a) - goesWithMost(b),
  );
}

/** Of a jurisdiction and a day on which changes begin: in which direction more of them go; none where they balance. */
function directionsOfMost(changes: readonly Told[]): ReadonlyMap<string, Direction> {
  const lead = new Map<string, number>();
  for (const change of changes) {
    const step = change.direction === "looser" ? 1 : change.direction === "tighter" ? -1 : 0;
    lead.set(beginning(change), (lead.get(beginning(change)) ?? 0) + step);
  }
  return new Map(
    [...lead].flatMap(([key, by]) => (by === 0 ? [] : [[key, by > 0 ? "looser" : "tighter"] as const])),
  );
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
