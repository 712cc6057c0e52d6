/**
 * Changes as a reader is told of them: what reads alike on periods that follow each other is one change. The periods are told apart
 * inside it, as their regions may differ in what no text tells, as by another group that gets a member on the day between.
 */
import type { AnswerChange } from "./report.ts";
import { shortRegions } from "./short-regions.ts";
import { citationsText, evidenceText } from "./words.ts";

/** The changes that a reader could not tell apart but by their dates as one, where the first of them stands. */
export function periodsJoined(changes: readonly AnswerChange[]): readonly AnswerChange[] {
  const joined: (AnswerChange | null)[] = [...changes];
  const last = new Map<string, number>();
  const inOrder = changes
    .map((change, at) => ({ change, at, from: change.from ?? "" }))
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  for (const { change, at } of inOrder) {
    // where no region is told, the case is all there is
    if (change.regions.length === 0 || change.termsUntil !== null) continue;
    const key = readingOf(change);
    const before = last.get(key);
    const earlier = before === undefined ? null : joined[before]!;
    const { from, until, regions, witness } = change;
    if (before !== undefined && earlier !== null && from !== null && earlier.until === from) {
      joined[before] = { ...earlier, until, later: [...earlier.later, { from, until, regions, witness }] };
      joined[at] = null;
    } else last.set(key, at);
  }
  return joined.filter((change) => change !== null);
}

/** All that is told of a change, but for its dates and its case. */
function readingOf(change: AnswerChange): string {
  const { jurisdiction, view, direction, redated, old, new: now, plain, reasons, edited } = change;
  return JSON.stringify([
    [jurisdiction, view, direction, redated, old, now, plain, reasons, edited],
    [change.regionsComplete, shortRegions(change), citationsText(change), evidenceText(change)],
  ]);
}
