/**
 * How the codes of a classification scheme nest. A code is cut into levels; it lies at or below another if its levels
 * begin with the other's. Each scheme says how it is cut, because the writings differ: `3A090.a.1`, `6(17)wo`, `854231`.
 */
import type { Scheme } from "./tree.ts";

type Cut = Pick<Scheme, "below" | "pattern">;

/** Where a code stands to another code or to a range: at or below it, above it (so below is open), or apart. */
export type CodeRelation = "in" | "above" | "out";

// ----------------------------------------------------------------------------------------------------- patterns

interface Alternative {
  /** one sticky expression per level */
  readonly segments: readonly RegExp[];
  /** the last two segments follow one another for ever */
  readonly repeats: boolean;
}

const MARKED = /^[^\p{L}\p{N}\s|]/u;
const patterns = new Map<string, readonly Alternative[] | null>();
const MAX_REMEMBERED = 200;

/**
 * Reads `"3|B|001|.a|.1"`. Each segment is a sample of one level: one digit stands for one digit, several for that many
 * or more, letters likewise (in the case shown); a segment that starts with a mark stands for that mark and a run of
 * letters or digits; a segment of letters and digits stands for itself. If the last two segments start with a mark, they
 * repeat. Several patterns are parted by blanks: `"3|B|001|.a|.1 EAR99"`. Null where a segment is none of these.
 */
function readPattern(pattern: string): readonly Alternative[] | null {
  const remembered = patterns.get(pattern);
  if (remembered !== undefined) return remembered;
  const alternatives: Alternative[] = [];
  let valid = true;
  for (const text of pattern.trim().split(/\s+/)) {
    const samples = text.split("|");
    const segments = samples.map(segmentExpression);
    if (segments.some((s) => s === null)) valid = false;
    const repeats = samples.length >= 2 && samples.slice(-2).every((s) => MARKED.test(s));
    alternatives.push({ segments: segments.filter((s) => s !== null), repeats });
  }
  const result = valid ? alternatives : null;
  if (patterns.size >= MAX_REMEMBERED) patterns.clear();
  patterns.set(pattern, result);
  return result;
}

function segmentExpression(sample: string): RegExp | null {
  const count = (characters: string): string =>
    `${characters}{${sample.length}${sample.length === 1 ? "" : ","}}`;
  if (/^\d+$/.test(sample)) return new RegExp(count("\\d"), "y");
  if (/^[A-Z]+$/.test(sample)) return new RegExp(count("[A-Z]"), "y");
  if (/^[a-z]+$/.test(sample)) return new RegExp(count("[a-z]"), "y");
  if (/^[A-Za-z\d]+$/.test(sample)) return new RegExp(`${sample}(?![\\p{L}\\p{N}])`, "uy");
  if (/^[^\p{L}\p{N}\s|][\p{L}\p{N}]+$/u.test(sample)) {
    return new RegExp(`\\u{${sample.codePointAt(0)!.toString(16)}}[\\p{L}\\p{N}]+`, "uy");
  }
  return null;
}

/** Whether the text of `below by levels "..."` is a pattern. */
export function isLevelPattern(pattern: string): boolean {
  return readPattern(pattern) !== null;
}

/** The levels by one pattern, and how much of the code they cover. */
function match(alternative: Alternative, code: string): { levels: string[]; end: number } {
  const { segments, repeats } = alternative;
  const levels: string[] = [];
  let end = 0;
  for (let i = 0; end < code.length; i++) {
    const segment =
      segments[i] ?? (repeats ? segments[segments.length - 2 + ((i - segments.length) % 2)] : undefined);
    if (segment === undefined) break;
    segment.lastIndex = end;
    const found = segment.exec(code);
    if (found === null) break;
    levels.push(found[0]);
    end += found[0].length;
  }
  return { levels, end };
}

// ------------------------------------------------------------------------------------------------------- levels

/**
 * The levels of a code, topmost first. A part that the scheme's cut does not explain is one last level, so that a
 * malformed code is at or below nothing but itself.
 */
export function levelsOf(scheme: Cut, code: string): readonly string[] {
  let known = levelsRead.get(scheme);
  if (known === undefined) {
    known = new Map();
    levelsRead.set(scheme, known);
  }
  let levels = known.get(code);
  if (levels === undefined) {
    levels = readLevels(scheme, code);
    known.set(code, levels);
  }
  return levels;
}

/** Levels that were read once: one code is compared with many. */
const levelsRead = new WeakMap<Cut, Map<string, readonly string[]>>();

function readLevels(scheme: Cut, code: string): readonly string[] {
  switch (scheme.below) {
    case "dots":
      return code.split(".");
    case "digits":
      return [...code];
    case "brackets":
      return code.match(/\([^()]*\)|[^()]+|[()]/g)?.map((level) => level.trim()) ?? [code];
    case "levels":
      return levelsByPattern(scheme, code);
  }
}

function levelsByPattern(scheme: Cut, code: string): readonly string[] {
  const alternatives = readPattern(scheme.pattern ?? "") ?? [];
  let best: { levels: string[]; end: number } = { levels: [], end: 0 };
  for (const alternative of alternatives) {
    const found = match(alternative, code);
    if (found.end > best.end) best = found;
  }
  return best.end === code.length && code !== "" ? best.levels : [...best.levels, code.slice(best.end)];
}

/** Whether a code is written as the scheme writes codes. It need not be declared. */
export function validCode(scheme: Cut, code: string): boolean {
  if (code === "" || code !== code.trim() || code.length > 100) return false;
  switch (scheme.below) {
    case "dots":
      return code.split(".").every((level) => level !== "" && level === level.trim());
    case "digits":
      return /^[0-9]+$/.test(code);
    case "brackets":
      return levelsOf(scheme, code).every((level) => /^(?:\([^()]+\)|[^()]+)$/.test(level));
    case "levels":
      return (readPattern(scheme.pattern ?? "") ?? []).some((a) => match(a, code).end === code.length);
  }
}

function beginsWith(levels: readonly string[], prefix: readonly string[]): boolean {
  return prefix.length <= levels.length && prefix.every((level, i) => level === levels[i]);
}

/** Whether `code` lies at or below `other`. */
export function atOrBelow(scheme: Cut, code: string, other: string): boolean {
  return beginsWith(levelsOf(scheme, code), levelsOf(scheme, other));
}

/** Where `code` stands to `member`. */
export function relateToCode(scheme: Cut, code: string, member: string): CodeRelation {
  const levels = levelsOf(scheme, code);
  const others = levelsOf(scheme, member);
  if (beginsWith(levels, others)) return "in";
  return beginsWith(others, levels) ? "above" : "out";
}

// ------------------------------------------------------------------------------------------------------- ranges

/** Order of two levels: runs of digits as numbers, everything else by character. `(2)` comes before `(10)`. */
export function compareLevels(a: string, b: string): number {
  if (a === b) return 0;
  const left = runsOf(a);
  const right = runsOf(b);
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const order = compareRuns(left[i]!, right[i]!);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

/** A run of digits, or of other characters. */
interface Run {
  readonly text: string;
  readonly number: bigint | null;
}

const runsRead = new Map<string, readonly Run[]>();
const MAX_RUNS = 10_000;

/** One level is compared with many. */
function runsOf(level: string): readonly Run[] {
  let runs = runsRead.get(level);
  if (runs === undefined) {
    const texts = level.match(/\d+|\D+/g) ?? [];
    runs = texts.map((text) => ({ text, number: /^\d/.test(text) ? BigInt(text) : null }));
    if (runsRead.size >= MAX_RUNS) runsRead.clear();
    runsRead.set(level, runs);
  }
  return runs;
}

function compareRuns(a: Run, b: Run): number {
  if (a.number !== null && b.number !== null) return a.number < b.number ? -1 : a.number > b.number ? 1 : 0;
  return a.text < b.text ? -1 : a.text > b.text ? 1 : 0;
}

/** Order of codes as far as both go: one below the other is neither before nor after it. */
function compareCodes(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = compareLevels(a[i]!, b[i]!);
    if (order !== 0) return order;
  }
  return 0;
}

/**
 * What is wrong with a range: its ends lie on different levels, are no siblings, or stand in the wrong order. In a
 * scheme cut by digits any two codes of one length are siblings, since its levels are no more than digits of a number.
 */
export function rangeProblem(scheme: Cut, low: string, high: string): "levels" | "siblings" | "order" | null {
  const from = levelsOf(scheme, low);
  const to = levelsOf(scheme, high);
  if (from.length !== to.length) return "levels";
  const parents = from.length - 1;
  if (scheme.below !== "digits" && !beginsWith(to, from.slice(0, parents))) return "siblings";
  return compareCodes(from, to) > 0 ? "order" : null;
}

/** Where `code` stands to the range of siblings from `low` to `high` and all below them. */
export function relateToRange(scheme: Cut, code: string, low: string, high: string): CodeRelation {
  const from = levelsOf(scheme, low);
  const to = levelsOf(scheme, high);
  const levels = levelsOf(scheme, code);
  if (compareCodes(levels, from) < 0 || compareCodes(levels, to) > 0) return "out";
  return levels.length < from.length ? "above" : "in";
}

/** Whether `code` lies in the range of siblings from `low` to `high`, or below one of them. */
export function inRange(scheme: Cut, code: string, low: string, high: string): boolean {
  return relateToRange(scheme, code, low, high) === "in";
}
