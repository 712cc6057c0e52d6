/** The sentences that all formats share. */
import { sideText } from "./direction.ts";
import { type AnswerChange, type DiffReport, type FactCondition, summaryOf } from "./report.ts";

/** `3 tighter, 1 looser, 2 re-cited`, or that nothing changes. */
export function summaryText(report: DiffReport): string {
  const counts = Object.entries(summaryOf(report)).filter(([, n]) => n > 0);
  const flips = report.scenarios.length;
  const parts = counts.map(([word, n]) => `${n} ${word}`);
  if (flips > 0) parts.push(`${flips} scenario ${flips === 1 ? "answer" : "answers"} other than before`);
  if (parts.length > 0) return parts.join(", ");
  return report.notes.length > 0 ? "no change found" : "no answer changes";
}

/** `from 2026-02-01 until 2026-03-01 (exclusive)`. */
export function periodText({ from, until }: Pick<AnswerChange, "from" | "until">): string {
  if (from === null && until === null) return "on every day";
  const start = from === null ? "from the beginning" : `from ${from}`;
  return until === null ? start : `${start}, until ${until} (that day no longer)`;
}

/** `looser, re-dated` and the like. */
export function directionText({ direction, redated, view }: AnswerChange): string {
  return `${direction}${redated ? ", re-dated" : ""}${view === "practice" ? ", in practice only" : ""}`;
}

export function answersText({ old, new: now }: Pick<AnswerChange, "old" | "new">): string {
  return `${sideText(old)} → ${sideText(now)}`;
}

/** A box in one line. */
export function boxText(conditions: readonly FactCondition[]): string {
  if (conditions.length === 0) return "every transaction";
  return conditions.map(({ fact, values }) => `${fact} ${values}`).join("; ");
}

/** What stands behind the region, where it is not a proof. */
export function evidenceText({ evidence, regionsComplete, regions }: AnswerChange): string | null {
  switch (evidence) {
    case "found":
      return "found by trying cases: the transactions concerned are not known as a whole";
    case "possible":
      return "possible: no transaction that shows it was found";
    case "bounded":
      return "no other transactions change; of these, some may be answered alike by other measures";
    case "proved":
      return regionsComplete
        ? null
        : `more transactions are concerned than these ${regions.length} lines say`;
  }
}

/** Citations on both sides, or those of the side that has some. */
export function citationsText({ citations }: AnswerChange): string | null {
  const { old, new: now } = citations;
  const [a, b] = [old.join("; "), now.join("; ")];
  if (a === b) return a === "" ? null : a;
  if (a === "") return b;
  if (b === "") return a;
  return `${a} → ${b}`;
}
