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

/** The change in a sentence: `US, from 2023-11-17: no requirement becomes license required (tighter)`. */
export function sentenceText(change: AnswerChange, { asOf }: DiffReport): string {
  const when = asOf === null ? `, ${periodText(change)}` : "";
  const { old, new: now } = change;
  return `${change.jurisdiction}${when}: ${sideText(old)} becomes ${sideText(now)} (${directionText(change)})`;
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
export const APART = "Answers to transactions with more to them than any scenario has";

/** Ids, those of the jurisdiction that answers first; a long list is cut. */
export function idsText(ids: readonly string[], like: readonly string[]): string {
  const roots = new Set(like.map((id) => id.split(".")[0]));
  const isNear = (id: string): boolean => roots.has(id.split(".")[0]);
  const sorted = [...ids.filter(isNear), ...ids.filter((id) => !isNear(id))];
  const shown = sorted.slice(0, MOST_IDS).join(", ");
  return sorted.length <= MOST_IDS ? shown : `${shown} and ${sorted.length - MOST_IDS} more`;
}

const MOST_IDS = 6;
const MOST_CITATIONS = 8;
const MOST_BOXES = 3;
/** Facts that a reader always wants to hear of. */
const PLACES = new Set(["destination", "departure", "act"]);

/**
 * The regions in short: what they say of places, of the facts that the edited declarations look at, and of entries of
 * edited lists. Boxes that differ in nothing else are one. Where more is asked, the last line says so; the JSON has everything.
 */
export function shortRegions({ regions, about, edited }: AnswerChange): readonly string[] {
  const wanted = new Set(about);
  // what lists hold is told with their names: `parties[].entries (entity_list) includes EL-02`
  const names = edited.map((id) => `(${id.slice(id.lastIndexOf(".") + 1)})`);
  const isOfList = (text: string): boolean => names.some((name) => text.includes(`entries ${name}`));
  const isAbout = ({ fact, values }: FactCondition, box: readonly FactCondition[]): boolean => {
    // what a thing is not is the edge of other entries, and says little by itself
    if (values.startsWith("includes none of")) return false;
    // but beside what one element is, what no element is makes up the same condition
    if (values.startsWith(NO_ELEMENT)) return isBesideElement({ fact, values }, box);
    const name = /(\w+)(?: \(.*\))?$/.exec(fact)?.[1] ?? fact;
    const isOfFact = wanted.has(name) && !/[=(]/.test(fact);
    return PLACES.has(fact) || isOfFact || isOfElement(values, wanted) || isOfList(`${fact} ${values}`);
  };
  let isCut = false;
  const short = regions.map((box) => box.filter((condition) => isAbout(condition, box)));
  const lines = regions.map((box, at) => {
    const own = short[at]!;
    // whatever its parameters are, an entry holds under a code that is stated
    const isApart = short.some((other) => seemsWider(own, other));
    const kept = isApart ? box.filter((one) => own.includes(one) || isOfCodes(one)) : own;
    if (kept.length < box.length) isCut = true;
    return boxText(kept);
  });
  const distinct = [...new Set(lines)];
  const shown = distinct.slice(0, MOST_BOXES);
  const more = [
    ...(distinct.length > shown.length ? ["other values of these facts"] : []),
    ...(isCut ? ["as far as other facts, which the edits leave alone, allow"] : []),
  ];
  return more.length === 0 ? shown : [...shown, `(${more.join("; ")})`];
}

const NO_ELEMENT = "has no element";

/** Whether it asks of a fact of an element: `has element with (sum of x.share for x in owners) >= 50 %`. */
function isOfElement(values: string, wanted: ReadonlySet<string>): boolean {
  return (
    values.startsWith("has element") && [...values.matchAll(/\.(\w+)/g)].some(([, name]) => wanted.has(name!))
  );
}

/** What no element is, beside what one is: the same condition on the list. */
function isBesideElement({ fact, values }: FactCondition, box: readonly FactCondition[]): boolean {
  return (
    values.startsWith(NO_ELEMENT) &&
    box.some((one) => one.fact === fact && one.values.startsWith("has element"))
  );
}

/** Whether the smaller box, as it is told, would seem to hold the larger one whole. */
function seemsWider(box: readonly FactCondition[], other: readonly FactCondition[]): boolean {
  return (
    box.length < other.length &&
    box.every((one) => other.some(({ fact, values }) => fact === one.fact && values === one.values))
  );
}

function isOfCodes({ fact, values }: FactCondition): boolean {
  return /(?:^|\.)codes \(/.test(fact) && !values.startsWith("not ");
}

/** What stands before a line of the regions; the remark that closes them is no region. */
export function regionLabel(line: string, at: number): string {
  return line.startsWith("(") ? "within" : at === 0 ? "where" : "or";
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

/** A box in one line. */
export function boxText(conditions: readonly FactCondition[]): string {
  if (conditions.length === 0) return "every transaction";
  return conditions.map(({ fact, values }) => `${fact} ${values}`).join("; ");
}

/** What stands behind a change, where that is not a proof, and from when on the terms are others than are told. */
export function evidenceText(change: AnswerChange): string | null {
  const { termsUntil } = change;
  const terms =
    termsUntil === null
      ? []
      : [`policies and routes are those of the first day: from ${termsUntil} on the witness has others`];
  return [...shownText(change), ...terms].join("; ") || null;
}

function shownText({ evidence, regionsComplete, regions }: AnswerChange): readonly string[] {
  const more = `more transactions are concerned than these ${regions.length} lines say`;
  switch (evidence) {
    case "found":
      return ["shown by a case: the transactions concerned are not known as a whole"];
    case "possible":
      return ["possible: no transaction was found that both laws can state and that shows it"];
    case "bounded":
      return regionsComplete
        ? ["no other transactions change; of these, some may be answered alike by other measures"]
        : [`${more}; other measures may answer some of them alike`];
    case "proved":
      return regionsComplete ? [] : [more];
  }
}

/** Citations on both sides, or those of the side that has some; a long list is cut. */
export function citationsText({ citations }: AnswerChange): string | null {
  const { old, new: now } = citations;
  const [a, b] = [old, now].map((all) => {
    const shown = all.slice(0, MOST_CITATIONS).join("; ");
    return all.length <= MOST_CITATIONS ? shown : `${shown} and ${all.length - MOST_CITATIONS} more`;
  }) as [string, string];
  if (a === b) return a === "" ? null : a;
  if (a === "") return b;
  if (b === "") return a;
  return `${a} → ${b}`;
}
