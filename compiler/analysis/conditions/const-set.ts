/**
 * Sets that do not depend on a case: what a condition compares facts with. A set is kept as it was written, so that
 * `D1 + D4 - A5` is one test; membership is decided for one candidate at a time.
 */
import { inRange, levelsOf, relateToCode, relateToRange } from "../../check/codes.ts";
import type { Scheme } from "../../check/tree.ts";
import { andTruth, notTruth, orTruth, type Truth } from "./truth.ts";

/** A code of a scheme, an enum value or a text. */
export type Word =
  | {
      readonly kind: "code";
      readonly scheme: Scheme;
      readonly code: string;
      /** made up, to stand for all codes that the law does not name */
      readonly isMadeUp?: true;
    }
  | { readonly kind: "word"; readonly text: string };

export type ConstSet = { readonly key: string } & (
  | {
      readonly is: "members";
      readonly members: readonly Word[];
      /** there may be members that are not named */
      readonly open: boolean;
    }
  | { readonly is: "range"; readonly scheme: Scheme; readonly low: string; readonly high: string }
  | { readonly is: "scheme"; readonly scheme: Scheme }
  /** exactly these codes: nothing below them counts */
  | { readonly is: "exactly"; readonly words: readonly Word[] }
  /** every code that the given one lies at or below: `US in S` asks whether S has such a member */
  | { readonly is: "above"; readonly word: Word }
  | { readonly is: "union" | "minus" | "both"; readonly left: ConstSet; readonly right: ConstSet }
);

export function wordKey(word: Word): string {
  return word.kind === "code" ? `${word.scheme.id} ${word.code}` : word.text;
}

export function membersSet(words: readonly Word[], open = false): ConstSet {
  const keyed = new Map<string, Word>();
  for (const word of words) keyed.set(wordKey(word), word);
  const names = [...keyed.keys()].sort();
  const key = `{${names.join(",")}${open ? ",..." : ""}}`;
  return { key, is: "members", members: names.map((name) => keyed.get(name)!), open };
}

export const EMPTY = membersSet([]);
/** Nothing is known of it. */
export const UNKNOWN_SET = membersSet([], true);

export function rangeSet(scheme: Scheme, low: string, high: string): ConstSet {
  return { key: `${scheme.id} ${low}..${high}`, is: "range", scheme, low, high };
}

export function schemeSet(scheme: Scheme): ConstSet {
  return { key: `scheme ${scheme.id}`, is: "scheme", scheme };
}

export function exactly(...words: readonly Word[]): ConstSet {
  return { key: `=${words.map(wordKey).join(",")}`, is: "exactly", words };
}

export function above(word: Word): ConstSet {
  return word.kind === "word" ? membersSet([word]) : { key: `^${wordKey(word)}`, is: "above", word };
}

const SIGNS = { union: "+", minus: "-", both: "&" } as const;

export function combineSets(is: "union" | "minus" | "both", left: ConstSet, right: ConstSet): ConstSet {
  if (is === "union" && left.is === "members" && right.is === "members") {
    return membersSet([...left.members, ...right.members], left.open || right.open);
  }
  return { key: `(${left.key} ${SIGNS[is]} ${right.key})`, is, left, right };
}

/** Whether a word is in the set; `missing` for a code above a member, and for what an open set does not name. */
export function contains(set: ConstSet, word: Word): Truth {
  switch (set.is) {
    case "members": {
      const named = namedIn(set, word);
      return set.open ? orTruth(named, "missing") : named;
    }
    case "range": {
      if (word.kind !== "code" || word.scheme.id !== set.scheme.id) return "no";
      return fromRelation(relateToRange(set.scheme, word.code, set.low, set.high));
    }
    case "scheme":
      return word.kind === "code" && word.scheme.id === set.scheme.id ? "yes" : "no";
    case "exactly":
      return exactWords(set).has(wordKey(word)) ? "yes" : "no";
    case "above":
      return atOrBelow(set.word, word);
    case "union":
      return orTruth(contains(set.left, word), contains(set.right, word));
    case "minus":
      return andTruth(contains(set.left, word), notTruth(contains(set.right, word)));
    case "both":
      return andTruth(contains(set.left, word), contains(set.right, word));
  }
}

type Exact = Extract<ConstSet, { is: "exactly" }>;

const exact = new WeakMap<Exact, ReadonlySet<string>>();

function exactWords(set: Exact): ReadonlySet<string> {
  let keys = exact.get(set);
  if (keys === undefined) {
    keys = new Set(set.words.map(wordKey));
    exact.set(set, keys);
  }
  return keys;
}

type Members = Extract<ConstSet, { is: "members" }>;

/** The members of a set as a candidate is looked up in them. */
interface Index {
  /** codes as their levels, after their scheme, and other words as they are */
  readonly members: ReadonlySet<string>;
  /** what stands above a member */
  readonly headings: ReadonlySet<string>;
}

const indexes = new WeakMap<Members, Index>();

function indexOf(set: Members): Index {
  let index = indexes.get(set);
  if (index === undefined) {
    const members = new Set<string>();
    const headings = new Set<string>();
    for (const member of set.members) {
      const places = placesOf(member);
      members.add(places.at(-1)!);
      for (const place of places.slice(0, -1)) headings.add(place);
    }
    index = { members, headings };
    indexes.set(set, index);
  }
  return index;
}

/** Whether a word is at or below a member; `missing` where it stands above one. */
function namedIn(set: Members, word: Word): Truth {
  const { members, headings } = indexOf(set);
  const places = placesOf(word);
  for (const place of places) if (members.has(place)) return "yes";
  return headings.has(places.at(-1)!) ? "missing" : "no";
}

const places = new WeakMap<Scheme, Map<string, readonly string[]>>();

/** What a word lies at or below, the topmost first and itself last; equal words have equal places. */
export function placesOf(word: Word): readonly string[] {
  if (word.kind === "word") return [wordKey(word)];
  const { scheme, code } = word;
  let known = places.get(scheme);
  if (known === undefined) {
    known = new Map();
    places.set(scheme, known);
  }
  let found = known.get(code);
  if (found === undefined) {
    let place = `${scheme.id} `;
    found = levelsOf(scheme, code).map((level) => {
      place += `${level}\n`;
      return place;
    });
    known.set(code, found);
  }
  return found;
}

function atOrBelow(word: Word, member: Word): Truth {
  if (word.kind === "code" && member.kind === "code") {
    if (word.scheme.id !== member.scheme.id) return "no";
    return fromRelation(relateToCode(word.scheme, word.code, member.code));
  }
  return wordKey(word) === wordKey(member) ? "yes" : "no";
}

function fromRelation(relation: "in" | "above" | "out"): Truth {
  return relation === "in" ? "yes" : relation === "above" ? "missing" : "no";
}

/** Whether the set may have members that it does not name (an open group). */
export function isOpen(set: ConstSet): boolean {
  switch (set.is) {
    case "members":
      return set.open;
    case "union":
      return isOpen(set.left) || isOpen(set.right);
    case "minus":
      return isOpen(set.left);
    case "both":
      return isOpen(set.left) && isOpen(set.right);
    default:
      return false;
  }
}

/** The words that can be members, where the set names them all; else null. */
export function allNamed(set: ConstSet): readonly Word[] | null {
  switch (set.is) {
    case "members":
      return set.open ? null : set.members;
    case "exactly":
      return set.words;
    case "union": {
      const left = allNamed(set.left);
      const right = allNamed(set.right);
      return left === null || right === null ? null : [...left, ...right];
    }
    case "minus":
      return allNamed(set.left);
    case "both":
      return allNamed(set.left) ?? allNamed(set.right);
    default:
      return null;
  }
}

/** Every word written in the set, wherever it stands: the candidates that membership can tell apart. */
export function writtenWords(set: ConstSet): readonly Word[] {
  switch (set.is) {
    case "members":
      return set.members;
    case "range":
      return rangeCodes(set.scheme, set.low, set.high).map((code) => ({
        kind: "code",
        scheme: set.scheme,
        code,
      }));
    case "scheme":
      return [];
    case "exactly":
      return set.words;
    case "above":
      return [set.word];
    default:
      return [...writtenWords(set.left), ...writtenWords(set.right)];
  }
}

export function schemesOf(set: ConstSet): readonly Scheme[] {
  switch (set.is) {
    case "members":
      return schemesAmong(set.members);
    case "exactly":
      return schemesAmong(set.words);
    case "range":
    case "scheme":
      return [set.scheme];
    case "above":
      return schemesAmong([set.word]);
    case "minus":
      return schemesOf(set.left);
    default:
      return [...new Set([...schemesOf(set.left), ...schemesOf(set.right)])];
  }
}

function schemesAmong(words: readonly Word[]): readonly Scheme[] {
  const schemes = new Set<Scheme>();
  for (const word of words) if (word.kind === "code") schemes.add(word.scheme);
  return [...schemes];
}

/** The codes from low to high: the ends, the declared ones, and every number between where only a number differs. */
export function rangeCodes(scheme: Scheme, low: string, high: string): readonly string[] {
  const depth = levelsOf(scheme, low).length;
  const declared = scheme.members.filter(
    (member) => inRange(scheme, member, low, high) && levelsOf(scheme, member).length === depth,
  );
  const [, head, from] = /^(.*?)(\d+)$/u.exec(low) ?? [];
  const [, sameHead, to] = /^(.*?)(\d+)$/u.exec(high) ?? [];
  const between: string[] = [];
  if (from !== undefined && to !== undefined && head === sameHead) {
    for (let n = Number(from) + 1; n < Number(to); n++) {
      between.push(`${head}${String(n).padStart(from.length, "0")}`);
    }
  }
  return [...new Set([low, ...between, high, ...declared])];
}

/** A code or a whole scheme that the set names: what `item is S` looks for declarations of. */
export interface NamedPart {
  readonly scheme: Scheme;
  /** null: the whole scheme */
  readonly code: string | null;
}

export function namedParts(set: ConstSet): readonly NamedPart[] {
  switch (set.is) {
    case "members":
      return set.members.flatMap((word) => (word.kind === "code" ? [word] : []));
    case "exactly":
      return set.words.flatMap((word) => (word.kind === "code" ? [word] : []));
    case "above":
      return set.word.kind === "code" ? [set.word] : [];
    case "range":
      return rangeCodes(set.scheme, set.low, set.high).map((code) => ({ scheme: set.scheme, code }));
    case "scheme":
      return [{ scheme: set.scheme, code: null }];
    case "union":
      return [...namedParts(set.left), ...namedParts(set.right)];
    case "minus":
      return namedParts(set.left).filter((part) => partIn(part, set.right) !== "yes");
    case "both": {
      const lefts = namedParts(set.left).filter((part) => partIn(part, set.right) !== "no");
      const rights = namedParts(set.right).filter((part) => partIn(part, set.left) !== "no");
      return [...lefts, ...rights];
    }
  }
}

function partIn(part: NamedPart, set: ConstSet): Truth {
  if (part.code !== null) return contains(set, { kind: "code", scheme: part.scheme, code: part.code });
  const whole = namedParts(set).some(({ scheme, code }) => code === null && scheme.id === part.scheme.id);
  return whole ? "yes" : "no";
}
