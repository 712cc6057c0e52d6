import type { XScheme } from "../format.ts";

/** A classification scheme as the runtime uses it. */
export interface Scheme {
  readonly id: string;
  readonly name: string;
  readonly title: string | null;
  readonly country: boolean;
  readonly jurisdiction: string | null;
  readonly members: readonly Code[];
  /** codes by their text; interned, so that equal codes are one object */
  readonly codes: Map<string, Code>;
  readonly levelsOf: (code: string) => readonly string[];
}

/** A code of a scheme, cut into levels. One object per text as long as the scheme's store is not full. */
export interface Code {
  readonly kind: "code";
  readonly scheme: Scheme;
  readonly text: string;
  readonly levels: readonly string[];
  /** the code and what it lies below, outermost first, as keys */
  readonly path: readonly string[];
}

/** Codes come from cases too, which are not trusted to be few. */
const STORE_LIMIT = 50_000;
/** Between the levels of a key: less than any character of a level. */
export const SEPARATOR = "\u0000";

export function makeScheme(id: string, source: XScheme): Scheme {
  const scheme: { -readonly [K in keyof Scheme]: Scheme[K] } = {
    id,
    name: source.name,
    title: source.title,
    country: source.country === true,
    jurisdiction: source.jurisdiction ?? null,
    members: [],
    codes: new Map(),
    levelsOf: cutter(source),
  };
  scheme.members = (source.members ?? []).map((member) => codeOf(scheme, member));
  return scheme;
}

export function codeOf(scheme: Scheme, text: string): Code {
  const known = scheme.codes.get(text);
  if (known !== undefined) return known;
  const levels = scheme.levelsOf(text);
  const path: string[] = [];
  let key = scheme.id;
  for (const level of levels) {
    key += SEPARATOR + level;
    path.push(key);
  }
  const code: Code = { kind: "code", scheme, text, levels, path };
  if (scheme.codes.size < STORE_LIMIT) scheme.codes.set(text, code);
  return code;
}

/** The whole path as one key: equal for equal codes. */
export function codeKey(code: Code): string {
  return code.path[code.path.length - 1] ?? code.scheme.id;
}

export function sameCode(a: Code, b: Code): boolean {
  return a === b || codeKey(a) === codeKey(b);
}

/** Its levels begin with the other's: `3A090.a.1` lies below `3A090.a`; every code lies at itself. */
export function atOrBelow(code: Code, ancestor: Code): boolean {
  const depth = ancestor.path.length;
  return depth <= code.path.length && code.path[depth - 1] === ancestor.path[depth - 1];
}

/**
 * Whether a code lies at or below a sibling from low to high. Levels compare in turn, numbers inside them as numbers.
 * Null: the code is above the siblings, so that it is open whether it is meant.
 */
export function inRange(code: Code, low: Code, high: Code): boolean | null {
  if (code.scheme !== low.scheme) return false;
  const depth = low.levels.length;
  const head = code.levels.slice(0, depth);
  if (comparePaths(head, low.levels) < 0 || comparePaths(head, high.levels) > 0) return false;
  return code.levels.length < depth ? null : true;
}

/** Compares level by level as far as both go. */
function comparePaths(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const difference = compareLevels(a[i]!, b[i]!);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Compares runs of digits as numbers and everything between them as text. */
export function compareLevels(a: string, b: string): number {
  const left = a.match(/\d+|\D+/g) ?? [];
  const right = b.match(/\d+|\D+/g) ?? [];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const x = left[i];
    const y = right[i];
    if (x === undefined) return -1;
    if (y === undefined) return 1;
    const difference = /^\d/.test(x) && /^\d/.test(y) ? compareDigits(x, y) : x < y ? -1 : x > y ? 1 : 0;
    if (difference !== 0) return difference;
  }
  return 0;
}

function compareDigits(a: string, b: string): number {
  const x = a.replace(/^0+(?=\d)/, "");
  const y = b.replace(/^0+(?=\d)/, "");
  if (x.length !== y.length) return x.length - y.length;
  return x < y ? -1 : x > y ? 1 : 0;
}

// ---------------------------------------------------------------------------------------------- cutting into levels

function cutter(scheme: Pick<XScheme, "below" | "pattern">): (code: string) => readonly string[] {
  switch (scheme.below) {
    case "dots":
      return (code) => code.split(".");
    case "brackets":
      return (code) => code.match(/\([^()]*\)|[^()]+|[()]/g)?.map((level) => level.trim()) ?? [code];
    case "digits":
      return (code) => Array.from(code);
    case "levels":
      return cutBySamples(scheme.pattern ?? "");
  }
}

/** One way to write the codes of a scheme: a test per level. */
interface Writing {
  readonly levels: readonly RegExp[];
  /** the last two levels follow one another for ever */
  readonly repeats: boolean;
}

/**
 * Levels by sample: `3|B|001|.a|.1 EAR99`, writings parted by blanks. The writing that explains most of a code counts;
 * what it leaves unexplained is one last level, so that a malformed code lies below nothing but itself.
 */
function cutBySamples(pattern: string): (code: string) => readonly string[] {
  const writings = pattern
    .split(/\s+/)
    .filter((text) => text !== "")
    .map(readWriting);
  return (code) => {
    let best: readonly string[] = [];
    let explained = 0;
    for (const writing of writings) {
      const levels = cut(writing, code);
      const length = levels.reduce((sum, level) => sum + level.length, 0);
      if (length > explained) [best, explained] = [levels, length];
    }
    return explained === code.length && code !== "" ? best : [...best, code.slice(explained)];
  };
}

function readWriting(text: string): Writing {
  const samples = text.split("|");
  const marked = samples.map((sample) => /^[^\p{L}\p{N}]/u.test(sample));
  return {
    levels: samples.map(levelTest),
    repeats: samples.length >= 2 && marked[samples.length - 1]! && marked[samples.length - 2]!,
  };
}

/** One digit stands for one digit, several for as many or more, letters likewise; `.a` for a dot and a run. */
function levelTest(sample: string): RegExp {
  const times = `{${sample.length}${sample.length === 1 ? "" : ","}}`;
  if (/^\d+$/.test(sample)) return new RegExp(`\\d${times}`, "y");
  if (/^[A-Z]+$/.test(sample)) return new RegExp(`[A-Z]${times}`, "y");
  if (/^[a-z]+$/.test(sample)) return new RegExp(`[a-z]${times}`, "y");
  if (/^[\p{L}\p{N}]+$/u.test(sample)) return new RegExp(`${sample}(?![\\p{L}\\p{N}])`, "uy");
  const mark = (sample.codePointAt(0) ?? 0).toString(16);
  return new RegExp(`\\u{${mark}}[\\p{L}\\p{N}]+`, "uy");
}

function cut({ levels, repeats }: Writing, code: string): string[] {
  const found: string[] = [];
  let end = 0;
  for (let i = 0; end < code.length; i++) {
    const again = repeats ? levels[levels.length - 2 + ((i - levels.length) % 2)] : undefined;
    const test = levels[i] ?? again;
    if (test === undefined) break;
    test.lastIndex = end;
    const level = test.exec(code)?.[0];
    if (level === undefined) break;
    found.push(level);
    end += level.length;
  }
  return found;
}
