/** The regions of a change in short, a line for each; the JSON has everything. */
import { toldRegions } from "../regions/told.ts";
import { boxText, type ConditionWords, ENGLISH } from "../regions/words.ts";
import { entriesNamed } from "./entry-names.ts";
import type { AnswerChange } from "./report.ts";
import { type Titles, UNTITLED } from "./titles.ts";

/** A line of the account: `where` this, `or` that, `and` what is not told. */
export interface RegionLine {
  readonly label: "where" | "or" | "and";
  readonly text: string;
}

export function shortRegions(change: AnswerChange, titles: Titles = UNTITLED): readonly RegionLine[] {
  const { boxes, rest, leftOut } = toldRegions(change);
  const words: ConditionWords = { ...ENGLISH, words: entriesNamed(change, titles) };
  return [
    ...boxes.map((box, at): RegionLine => ({ label: at === 0 ? "where" : "or", text: boxText(box, words) })),
    ...(rest > 0 ? [or(`${rest} more ${rest === 1 ? "combination" : "combinations"} of these facts`)] : []),
    ...(leftOut === "none" ? [] : [and(LEFT_OUT[leftOut])]),
  ];
}

const LEFT_OUT = {
  elsewhere: "further conditions, not shown, on facts that the edits do not look at",
  any: "further conditions, not shown",
} as const;

function or(text: string): RegionLine {
  return { label: "or", text };
}

function and(text: string): RegionLine {
  return { label: "and", text };
}
