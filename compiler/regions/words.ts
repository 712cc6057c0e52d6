/** The one place in which conditions of regions are put into words, for all ways of writing a change and for each language. */
import type {
  Asked,
  Box,
  Condition,
  FactCondition,
  ListCondition,
  Mark,
  Part,
  SaidWord,
} from "./condition.ts";

/** A condition as a reader gets it: what is asked about, and what it may be. */
export interface SaidCondition {
  readonly fact: string;
  readonly values: string;
}

/** How a language, or a page, says what conditions ask. */
export interface ConditionWords {
  readonly fact: (asked: Asked) => string;
  readonly list: (condition: ListCondition) => string;
  /** words of a fact; `rest` more are not told */
  readonly words: (asked: Asked, words: readonly SaidWord[]) => readonly string[];
  readonly mark: (mark: Mark) => string;
  readonly anotherCode: string;
  readonly comma: string;
  readonly more: (count: number) => string;
  readonly not: (words: string) => string;
  readonly includes: (words: string, has: boolean) => string;
  readonly bounds: (low: string, high: string) => string;
  readonly unknown: (atLeast: string | null) => string;
  /** between alternatives that one fact may be */
  readonly orValue: string;
  /** a fact and what it may be, where they stand inside what is said of an element */
  readonly pair: (said: SaidCondition) => string;
  readonly and: string;
  readonly element: (ways: string, has: boolean) => string;
  readonly anyElement: (has: boolean) => string;
  readonly untold: string;
  readonly orWay: string;
  /** null: not counted */
  readonly moreWays: (count: number | null) => string;
}

/** Of more words the first are told, and how many more there are. */
export const MOST_WORDS = 8;

export const ENGLISH: ConditionWords = {
  fact: ({ label }) => label,
  list: ({ list }) => list,
  words: (_, words) => words.map((word) => word ?? "another code"),
  mark: (mark) => mark,
  anotherCode: "another code",
  comma: ", ",
  more: (count) => ` and ${count} more`,
  not: (words) => `not ${words}`,
  includes: (words, has) => `${has ? "includes" : "includes none of"} ${words}`,
  bounds: (low, high) => `${low} and ${high}`,
  unknown: (atLeast) => (atLeast === null ? "unknown" : `unknown, but ${atLeast} or more`),
  orValue: " or ",
  pair: ({ fact, values }) => `${fact} ${values}`,
  and: " and ",
  element: (ways, has) => `${has ? "has element" : "has no element"} with ${ways}`,
  anyElement: (has) => (has ? "has an element" : "has no element"),
  untold: "has no element that other rules ask about",
  orWay: ", or with ",
  moreWays: (count) => (count === null ? ", or in more ways" : `, or in ${count} more ways`),
};

export function saidCondition(condition: Condition, words: ConditionWords = ENGLISH): SaidCondition {
  return condition.is === "fact"
    ? { fact: words.fact(condition.asked), values: valuesSaid(condition, words) }
    : { fact: words.list(condition), values: elementSaid(condition, words) };
}

/** Boxes as a reader of the JSON gets them. */
export function saidBoxes(boxes: readonly Box[]): readonly (readonly SaidCondition[])[] {
  return boxes.map((box) => box.map((condition) => saidCondition(condition)));
}

/** A box in one line. */
export function boxText(box: Box, words: ConditionWords = ENGLISH): string {
  if (box.length === 0) return "every transaction";
  return box.map((condition) => words.pair(saidCondition(condition, words))).join("; ");
}

/** What a class of values is called. */
export function partText(asked: Asked, part: Part, words: ConditionWords = ENGLISH): string {
  switch (part.is) {
    case "range":
      return rangeText(part, words);
    case "words": {
      const said = wordsText(asked, part.words, words);
      return part.isNot ? words.not(said) : said;
    }
    case "mark":
      return words.mark(part.mark);
    case "unknown":
      return words.unknown(part.atLeast);
  }
}

function valuesSaid({ asked, may }: FactCondition, words: ConditionWords): string {
  switch (may.is) {
    case "values":
      return [...new Set(may.parts.map((part) => partText(asked, part, words)))].join(words.orValue);
    case "member":
      return words.includes(partText(asked, may.part, words), may.has);
    case "stated":
      return words.mark(may.isKnown ? "stated" : "stated unknown");
  }
}

function wordsText(asked: Asked, all: readonly SaidWord[], words: ConditionWords): string {
  // codes that the law does not name are of several kinds, and all of them are another code
  const apart = all.filter((word, at) => word !== null || all.indexOf(null) === at);
  const shown = words.words(asked, apart.slice(0, MOST_WORDS)).join(words.comma);
  return apart.length > MOST_WORDS ? `${shown}${words.more(apart.length - MOST_WORDS)}` : shown;
}

function rangeText(
  { low, lowOpen, high, highOpen, currency }: Extract<Part, { is: "range" }>,
  words: ConditionWords,
): string {
  const from = low === null ? null : `${lowOpen ? ">" : ">="} ${low}`;
  const to = high === null ? null : `${highOpen ? "<" : "<="} ${high}`;
  const text =
    low !== null && low === high
      ? `= ${low}`
      : from !== null && to !== null
        ? words.bounds(from, to)
        : (from ?? to ?? words.mark("any"));
  return currency === null ? text : `${text} ${currency}`;
}

function elementSaid({ has, ways, more }: ListCondition, words: ConditionWords): string {
  if (ways === null) return words.untold;
  if (ways.some((way) => way.length === 0)) return words.anyElement(has);
  const said = ways.map((way) =>
    way.map((condition) => words.pair(saidCondition(condition, words))).join(words.and),
  );
  return `${words.element(said.join(words.orWay), has)}${more === 0 ? "" : words.moreWays(more)}`;
}
