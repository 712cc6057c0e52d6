/** The regions of a change in short, a line for each; the JSON has everything. */
import type { Box } from "../regions/condition.ts";
import { toldRegions } from "../regions/told.ts";
import { boxText, type ConditionWords, ENGLISH } from "../regions/words.ts";
import { entriesNamed } from "./entry-names.ts";
import type { AnswerChange } from "./report.ts";
import { type Titles, UNTITLED } from "./titles.ts";

/** A line of the account: `where` this, `or` that, `and` what is not told. */
export interface RegionLine {
  readonly label: "where" | "or" | "and";
  readonly text: string;
  /** the same, in as many lines as it has conditions where it is long; all of them are asked for together */
  readonly texts: readonly string[];
}

export function shortRegions(change: AnswerChange, titles: Titles = UNTITLED): readonly RegionLine[] {
  const { boxes, rest, leftOut } = toldRegions(change);
  const words: ConditionWords = { ...ENGLISH, words: entriesNamed(change, titles) };
  return [
    ...boxes.map((box, at): RegionLine => {
      const text = boxText(box, words);
      const texts = text.length <= LONG ? [text] : apart(box, words);
      return { label: at === 0 ? "where" : "or", text, texts };
    }),
    ...(rest > 0 ? [or(`${rest} more ${rest === 1 ? "combination" : "combinations"} of these facts`)] : []),
    ...(leftOut === "none" ? [] : [and(LEFT_OUT[leftOut])]),
  ];
}

/** Signs that are read in one line. */
const LONG = 160;

/** Each ends as it does within one line, so that no list of alternatives is read into it. */
function apart(box: Box, words: ConditionWords): readonly string[] {
  return box.map((condition, at) => `${boxText([condition], words)}${at < box.length - 1 ? ";" : ""}`);
}

const LEFT_OUT = {
  elsewhere: "further conditions, not shown, on facts that the edits do not look at",
  any: "further conditions, not shown",
} as const;

function or(text: string): RegionLine {
  return { label: "or", text, texts: [text] };
}

function and(text: string): RegionLine {
  return { label: "and", text, texts: [text] };
}
