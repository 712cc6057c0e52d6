/** The sentences that all formats share. */
import { becomesText } from "./direction.ts";
import type { AnswerChange, DiffReport } from "./report.ts";

/** `3 tighter, 1 looser, 2 re-cited`, or that nothing changes. */
export function summaryText({ summary, notes }: DiffReport): string {
  const parts = Object.entries(summary).flatMap(([word, n]) =>
    n === 0 ? [] : [`${n} ${kindText(word, n)}`],
  );
  if (parts.length > 0) return parts.join(", ");
  return notes.length > 0 ? "no change found" : "no answer changes";
}

function kindText(word: string, n: number): string {
  if (word !== "scenarios") return word;
  return `scenario ${n === 1 ? "answer" : "answers"} other than before`;
}

/** The change in a sentence: `US, from 2023-11-17: no requirement becomes license required (tighter)`. */
export function sentenceText(change: AnswerChange, { asOf }: DiffReport): string {
  const when = asOf === null ? `, ${periodText(change)}` : "";
  return `${change.jurisdiction}${when}: ${becomesText(change.old, change.new)} (${directionText(change)})`;
}

/**
 * Changes that plain transactions show, and apart from them those of transactions that a search put together; all
 * together where there is nothing else to show.
 */
export function byPlainness({ changes }: DiffReport): {
  readonly plain: readonly AnswerChange[];
  readonly apart: readonly AnswerChange[];
} {
  const plain = changes.filter((change) => change.plain);
  if (plain.length === 0) return { plain: changes, apart: [] };
  return { plain, apart: changes.filter((change) => !change.plain) };
}

/** Heads the changes that are told apart. */
export const APART = "Answers to unusual transactions, with more to them than any scenario has";

const MOST_CITATIONS = 8;

/** `from 2026-02-01 until 2026-03-01 (exclusive)`. */
export function periodText({ from, until }: Pick<AnswerChange, "from" | "until">): string {
  if (from === null && until === null) return "on every day";
  const start = from === null ? "from the beginning" : `from ${from}`;
  return until === null ? start : `${start}, until ${until} (exclusive)`;
}

/** `looser, re-dated` and the like. */
export function directionText({ direction, redated, view }: AnswerChange): string {
  return `${direction}${redated ? ", re-dated" : ""}${view === "practice" ? ", in practice only" : ""}`;
}

/** What stands behind a change, where that is not a proof, and from when on the terms are others than are told. */
export function evidenceText(change: AnswerChange): string | null {
  const { termsUntil } = change;
  const terms =
    termsUntil === null
      ? []
      : [`policies and routes are those of the first day: from ${termsUntil} on the case has others`];
  return [...shownText(change), ...terms].join("; ") || null;
}

const SOME_STAY =
  "some that fit the description may keep their answer, where another measure asks the same of them before and after";

function shownText({ evidence, regionsComplete }: AnswerChange): readonly string[] {
  const more = "more transactions change than are told of here";
  switch (evidence) {
    case "found":
      return ["known from the case: which other transactions change is not known"];
    case "possible":
      return ["possible: no transaction was found that both laws can state and that shows it"];
    case "bounded":
      return regionsComplete ? [`no other transactions change; ${SOME_STAY}`] : [`${more}; ${SOME_STAY}`];
    case "proved":
      return regionsComplete ? [] : [more];
  }
}

/** Citations of both sides, or of the side that has some: first what both cite, then what one alone does. */
export function citationsText({ citations }: AnswerChange): readonly string[] {
  const { old, new: now } = citations;
  if (old.length === 0 || now.length === 0) return fewCited("", [...old, ...now]);
  return [
    ...fewCited(
      "",
      old.filter((one) => now.includes(one)),
    ),
    ...fewCited(
      "only before: ",
      old.filter((one) => !now.includes(one)),
    ),
    ...fewCited(
      "only now: ",
      now.filter((one) => !old.includes(one)),
    ),
  ];
}

/** A long list is cut. */
function fewCited(label: string, all: readonly string[]): readonly string[] {
  if (all.length === 0) return [];
  const shown = `${label}${all.slice(0, MOST_CITATIONS).join("; ")}`;
  return [all.length <= MOST_CITATIONS ? shown : `${shown} and ${all.length - MOST_CITATIONS} more`];
}
