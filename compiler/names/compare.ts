/** Two names side by side: how much of them agrees, and in what they differ. */
import type { FoldedName } from "./fold.ts";
import { wholeSimilarity, wordSimilarity } from "./similar.ts";
import { FULL, weightOf } from "./weights.ts";

export interface Comparison {
  /** whole percent, from 0 to 100 */
  readonly score: number;
  /** what had to be overlooked for the names to agree, in words; empty for the same words in the same order */
  readonly why: readonly string[];
}

/** Names whose numbers differ (10th and 20th Research Institute) keep this part of their score: they are others. */
const OTHER_NUMBER = 0.5;

/**
 * Compares two folded names. The score is the weight of the words that agree, each by how alike it is, of the weight of all words of
 * both; or how alike the names are as a whole, if that is more. `likeness` may look up what `wordSimilarity` would calculate.
 */
export function compareNames(
  asked: FoldedName,
  listed: FoldedName,
  likeness: (asked: string, listed: string) => number = wordSimilarity,
): Comparison {
  const pairs = align(asked.words, listed.words, likeness);
  let agreed = 0;
  for (const { a, b, like } of pairs)
    agreed += like * (weightOf(asked.words[a]!) + weightOf(listed.words[b]!));
  const byWords = agreed / (total(asked.words) + total(listed.words));
  const whole = wholeSimilarity(asked.joined, listed.joined);
  const sameNumbers = numbersAgree(asked.words, listed.words);
  const short = isShortened(asked, listed, pairs) ? SHORTENED : 0;
  const like = Math.max(byWords, whole, short) * (sameNumbers ? 1 : OTHER_NUMBER);
  const why = whole > byWords ? wholeReasons(asked, listed) : wordReasons(asked, listed, pairs);
  if (!sameNumbers) why.push("other number");
  // Sums of products of few digits: rounding to percent hides no difference between machines.
  return { score: Math.floor(like * 100 + 1e-9), why };
}

/** What a name scores at least of which the listed one has all words and more. */
export const SHORTENED = 0.8;
/** A shortened name has at least this weight: two words of its own. */
export const LEAST_SHORTENED = 2 * FULL;

/** `Sergey Lavrov` for `Sergey Viktorovich Lavrov`: every word is a word of the listed name, and they are enough to tell it by. */
function isShortened(asked: FoldedName, listed: FoldedName, pairs: readonly Pair[]): boolean {
  return (
    asked.words.length < listed.words.length &&
    pairs.length === asked.words.length &&
    pairs.every(({ like }) => like === 1) &&
    total(asked.words) >= LEAST_SHORTENED
  );
}

interface Pair {
  readonly a: number;
  readonly b: number;
  readonly like: number;
}

/** Each word with at most one of the other name: the most alike first, the same ones before all. */
function align(
  left: readonly string[],
  right: readonly string[],
  likeness: (asked: string, listed: string) => number,
): readonly Pair[] {
  const possible: Pair[] = [];
  left.forEach((x, a) => {
    right.forEach((y, b) => {
      const like = likeness(x, y);
      if (like > 0) possible.push({ a, b, like });
    });
  });
  possible.sort(
    (p, q) => q.like - p.like || Math.abs(p.a - p.b) - Math.abs(q.a - q.b) || p.a - q.a || p.b - q.b,
  );
  const usedLeft = new Set<number>();
  const usedRight = new Set<number>();
  return possible.filter(({ a, b }) => {
    if (usedLeft.has(a) || usedRight.has(b)) return false;
    usedLeft.add(a);
    usedRight.add(b);
    return true;
  });
}

export function total(words: readonly string[]): number {
  let sum = 0;
  for (const word of words) sum += weightOf(word);
  return sum;
}

function numbersAgree(left: readonly string[], right: readonly string[]): boolean {
  const numbers = (words: readonly string[]): string =>
    words
      .filter((w) => /^\d+$/.test(w))
      .sort()
      .join(" ");
  const [a, b] = [numbers(left), numbers(right)];
  return a === "" || b === "" || a === b;
}

function wholeReasons(asked: FoldedName, listed: FoldedName): string[] {
  return [asked.joined === listed.joined ? "words parted differently" : "spelling of the whole name"];
}

function wordReasons(asked: FoldedName, listed: FoldedName, pairs: readonly Pair[]): string[] {
  const why: string[] = [];
  const inOrder = [...pairs].sort((p, q) => p.a - q.a);
  if (inOrder.some((pair, i) => i > 0 && pair.b < inOrder[i - 1]!.b)) why.push("order of words");
  for (const { a, b, like } of inOrder)
    if (like < 1) why.push(`spelling: ${asked.words[a]} for ${listed.words[b]}`);
  const missing = listed.words.filter((_, b) => !pairs.some((pair) => pair.b === b));
  const more = asked.words.filter((_, a) => !pairs.some((pair) => pair.a === a));
  if (missing.length > 0) why.push(`without: ${missing.join(" ")}`);
  if (more.length > 0) why.push(`in addition: ${more.join(" ")}`);
  return why;
}
