/**
 * Changes as a reader is told of them: what reads alike on periods that follow each other is one change. They are apart in the report
 * where their regions differ in what is not told, as by another group that gets a member on the day between.
 */
import type { AnswerChange, DiffReport } from "./report.ts";
import { shortRegions } from "./short-regions.ts";
import { citationsText, evidenceText } from "./words.ts";

/** The report with the changes that a reader could not tell apart but by their dates joined, each where the first of them stands. */
export function withPeriodsJoined(report: DiffReport): DiffReport {
  const joined: (AnswerChange | null)[] = [...report.changes];
  const last = new Map<string, number>();
  const inOrder = report.changes
    .map((change, at) => ({ change, at, from: change.from ?? "" }))
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  for (const { change, at } of inOrder) {
    // where no region is told, the case is all there is
    if (change.regions.length === 0 || change.termsUntil !== null) continue;
    const key = readingOf(change);
    const before = last.get(key);
    const earlier = before === undefined ? null : joined[before]!;
    if (before !== undefined && earlier !== null && earlier.until !== null && earlier.until === change.from) {
      joined[before] = { ...earlier, until: change.until };
      joined[at] = null;
    } else last.set(key, at);
  }
  return { ...report, changes: joined.filter((change) => change !== null) };
}

/** All that is told of a change, but for its dates and its case. */
function readingOf(change: AnswerChange): string {
  const { jurisdiction, view, direction, redated, old, new: now, plain, reasons, edited } = change;
  return JSON.stringify([
    [jurisdiction, view, direction, redated, old, now, plain, reasons, edited],
    [shortRegions(change), citationsText(change), evidenceText(change)],
  ]);
}
