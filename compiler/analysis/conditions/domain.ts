/**
 * Finite partitions of the values of a subject: values that no test of the program tells apart are one class. Numbers
 * and dates fall into the cut points and what lies between them, words into classes that the same sets contain.
 */
import Fraction from "fraction.js";
import { dayOfNumber } from "../../check/days.ts";
import type { CaseJson, Field, NumericRange, Scheme } from "../../check/tree.ts";
import { some } from "../../normal/walk.ts";
import { exactText } from "../../normal/words.ts";
import type { Mark, Part } from "../../regions/condition.ts";
import { candidates, mentions } from "./candidates.ts";
import { type Word, wordKey } from "./const-set.ts";
import { isNeverNegative } from "./numbers.ts";
import { betweenDays, roundBetween } from "./round.ts";
import type { NumericPart, Range, Subject, Test } from "./subject.ts";
import { testKey } from "./subject.ts";
import type { Truth } from "./truth.ts";
import { wordClasses } from "./word-classes.ts";

/** A set of values that no test tells apart. */
export interface Class {
  readonly state: "given" | "notApplicable" | "unknown" | "none" | "undetermined";
  /** what it is called, where it is neither a range nor words */
  readonly said: Part | null;
  /** a readable value, as a case states it; null where nothing is stated */
  readonly value: CaseJson;
  /** numbers, amounts and dates (as days since 1970) */
  readonly range: Range | null;
  readonly currency: string | null;
  /** the words known to be in the class, the most telling first */
  readonly words: readonly Word[];
  /** the class has one value and no more */
  readonly single: boolean;
}

export interface Domain {
  readonly classes: readonly Class[];
  readonly truths: (test: Test) => readonly Truth[];
}

/** What of a total may not be known: which elements count, or what one of them adds. */
export interface Doubts {
  readonly ofElements: boolean;
  readonly ofValues: boolean;
}

/** The domain of a subject that is tested so. For sets: the classes of their members. */
export function domainOf(
  subject: Subject,
  tests: readonly Test[],
  asked: boolean,
  doubts: Doubts | null,
): Domain {
  switch (subject.is) {
    case "truth":
      return finite([marked("yes", true), marked("no", false)], asked, false, (c) => c.value === true);
    case "record":
      return finite([marked("given", null)], asked, true, () => true);
    case "given":
      return finite(
        [marked("stated", true), marked("not stated", false)],
        false,
        false,
        (c) => c.value === true,
      );
    case "same":
    case "opaque":
      return finite([marked("yes", true), marked("no", false)], false, false, (c) => c.value === true);
    case "number":
      return numeric(tests, subject.field.range, unitOf(subject), false, asked, mayLack(subject.field));
    case "date":
      return numeric(tests, null, "", true, asked, subject.field.optional);
    case "money":
      return amounts(tests, subject.field.range, asked, subject.field.optional);
    case "product":
    case "sum":
      return numeric(tests, null, "", false, false, false);
    case "aggregate": {
      const nonNegative: NumericRange = { min: new Fraction(0), minOpen: false, max: null, maxOpen: false };
      const lacks = subject.op === "max" || subject.op === "min";
      const isNever = subject.op === "count" || (subject.op === "sum" && addsNothingNegative(subject.value));
      const domain = numeric(tests, isNever ? nonNegative : null, "", false, false, lacks);
      const known = doubts?.ofValues === true ? withUnknown(domain, tests, isNever) : domain;
      return doubts?.ofElements === true ? withUndetermined(known) : known;
    }
    case "word":
      return words(subject, tests, asked, subject.field.optional);
    case "set":
    case "stated":
      return words(subject, tests, false, false);
    case "entries":
      return entries(tests);
  }
}

function addsNothingNegative(value: NumericPart | null): boolean {
  if (value === null) return false;
  return value.coefficient.gte(0) && isNeverNegative(value.subject);
}

/** Whether a fact may be not applicable: declared so, or computed by what may come to nothing. */
function mayLack(field: Field): boolean {
  if (field.optional) return true;
  if (field.formula === null) return false;
  return some(
    field.formula,
    (part) =>
      (part.kind === "aggregate" && (part.op === "max" || part.op === "min")) ||
      (part.kind === "arithmetic" && part.op === "/"),
  );
}

function unitOf({ field: { type } }: { readonly field: Field }): string {
  return type.kind === "number" ? type.unit.text : "";
}

function classOf(said: Part | null, value: CaseJson, more: Partial<Class> = {}): Class {
  const plain = { range: null, currency: null, words: [], single: false } as const;
  return { state: "given", said, value, ...plain, ...more };
}

function marked(mark: Mark, value: CaseJson, more: Partial<Class> = {}): Class {
  return classOf({ is: "mark", mark }, value, more);
}

const ABSENT = marked("not applicable", { notApplicable: true }, { state: "notApplicable" });
const UNKNOWN = marked("stated unknown", { unknown: true }, { state: "unknown" });

function withStates(classes: readonly Class[], asked: boolean, optional: boolean): readonly Class[] {
  return [...classes, ...(optional ? [ABSENT] : []), ...(asked ? [UNKNOWN] : [])];
}

/** Tests of a state, which every subject understands; null for the others. */
function stateTruths(classes: readonly Class[], test: Test): readonly Truth[] | null {
  if (test.t === "notApplicable") return classes.map((c) => (c.state === "notApplicable" ? "yes" : "no"));
  if (test.t === "unknown") return classes.map((c) => (c.state === "unknown" ? "yes" : "no"));
  return null;
}

function byState(cls: Class, given: (cls: Class) => Truth): Truth {
  if (cls.state === "notApplicable") return "no";
  return cls.state === "unknown" ? "unstated" : given(cls);
}

function finite(
  given: readonly Class[],
  asked: boolean,
  optional: boolean,
  holds: (cls: Class) => boolean,
): Domain {
  const classes = withStates(given, asked, optional);
  return {
    classes,
    truths: (test) =>
      stateTruths(classes, test) ?? classes.map((cls) => byState(cls, (c) => (holds(c) ? "yes" : "no"))),
  };
}

// --------------------------------------------------------------------------------------------------------- numbers

function numeric(
  tests: readonly Test[],
  declared: NumericRange | null,
  unit: string,
  days: boolean,
  asked: boolean,
  optional: boolean,
): Domain {
  const ranges = tests.flatMap((test) => (test.t === "within" ? [test.range] : []));
  const given = segments(ranges, declared, days).map((range) => numberClass(range, unit, days, null));
  const classes = withStates(given, asked, optional);
  return { classes, truths: rangeTruths(classes, declared) };
}

function amounts(
  tests: readonly Test[],
  declared: NumericRange | null,
  asked: boolean,
  optional: boolean,
): Domain {
  const currencies = new Map<string, Range[]>();
  for (const test of tests) {
    if (test.t !== "within" || test.currency === null) continue;
    const ranges = currencies.get(test.currency);
    if (ranges === undefined) currencies.set(test.currency, [test.range]);
    else ranges.push(test.range);
  }
  const given = [...currencies]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([currency, ranges]) =>
      segments(ranges, declared, false).map((range) => numberClass(range, currency, false, currency)),
    );
  // ISO 4217 keeps these two codes free of any currency, so one of them is never the law's own.
  const other = ["XXX", "XTS"].find((code) => !currencies.has(code))!;
  const elsewhere = marked("in another currency", `1 ${other}`, { currency: other });
  const classes = withStates([...given, elsewhere], asked, optional);
  return { classes, truths: rangeTruths(classes, declared) };
}

/** Whether an element counts may be open for ever (text that is not encoded): then so is the whole. */
function withUndetermined(domain: Domain): Domain {
  const classes = [...domain.classes, marked("cannot be determined", null, { state: "undetermined" })];
  return {
    classes,
    truths: (test) => [...domain.truths(test), test.t === "within" ? "missing" : "no"],
  };
}

/** What is added may be stated unknown: then a total is at least what is known of it, where nothing added is negative. */
function withUnknown(domain: Domain, tests: readonly Test[], isNever: boolean): Domain {
  const given = domain.classes.flatMap(({ range }) => (range === null ? [] : [range]));
  const from = ({ low, lowOpen }: Range): Range => ({ low, lowOpen, high: null, highOpen: true });
  // where every limit is reached, what is unknown does not matter
  const matters = (range: Range): boolean => tests.some((test) => truthWithin(test, range) === "unstated");
  const ranges = isNever ? given.map(from).filter(matters) : [ANY_NUMBER];
  const classes = ranges.map(({ low }) => {
    const atLeast = low === null || low.n === 0n ? null : exactText(low);
    return classOf({ is: "unknown", atLeast }, null, { state: "unknown" });
  });
  return {
    classes: [...domain.classes, ...classes],
    truths: (test) => [...domain.truths(test), ...ranges.map((range) => truthWithin(test, range))],
  };
}

const ANY_NUMBER: Range = { low: null, lowOpen: true, high: null, highOpen: true };

function truthWithin(test: Test, possible: Range): Truth {
  if (test.t !== "within") return test.t === "unknown" ? "yes" : "no";
  return covers(test.range, possible) ? "yes" : disjoint(test.range, possible) ? "no" : "unstated";
}

function numberClass(range: Range, unit: string, days: boolean, currency: string | null): Class {
  const show = (value: Fraction): string => {
    if (days) return dayOfNumber(Number(value.valueOf()));
    return unit === "" ? exactText(value) : `${exactText(value)} ${unit}`;
  };
  const point = pointOf(range);
  const value = point ?? (days ? betweenDays(range) : roundBetween(range));
  return classOf(null, unit === "" && !days ? plain(value) : show(value), {
    range,
    currency,
    single: point !== null,
  });
}

/** A JSON number where it is one exactly, else a text. */
function plain(value: Fraction): CaseJson {
  const text = exactText(value);
  return String(Number(text)) === text ? Number(text) : text;
}

function pointOf({ low, high }: Range): Fraction | null {
  return low !== null && high !== null && low.equals(high) ? low : null;
}

/** The line cut at every bound: points, and the open stretches between them that hold any value at all. */
function segments(ranges: readonly Range[], declared: NumericRange | null, days: boolean): readonly Range[] {
  const cuts = new Map<string, Fraction>();
  for (const { low, high } of ranges)
    for (const at of [low, high]) if (at !== null) cuts.set(at.toFraction(), at);
  const within = declaredRange(declared);
  const inside = [...cuts.values()].filter((at) => holdsAt(within, at)).sort((a, b) => a.compare(b));
  const found: Range[] = [];
  let low: Fraction | null = within.low;
  let lowOpen = within.low === null || within.lowOpen;
  for (const at of inside) {
    if (low === null || low.lt(at)) found.push({ low, lowOpen, high: at, highOpen: true });
    found.push({ low: at, lowOpen: false, high: at, highOpen: false });
    low = at;
    lowOpen = true;
  }
  const { high } = within;
  if (high === null || low === null || low.lt(high) || (low.equals(high) && !lowOpen && !within.highOpen)) {
    found.push({ low, lowOpen, high, highOpen: high === null || within.highOpen });
  }
  if (!days) return found;
  // between two neighboring days there is none
  return found.filter(({ low: a, high: b, lowOpen: open }) => {
    if (!open || a === null || b === null) return true;
    return b.sub(a).gt(1);
  });
}

export function declaredRange(declared: NumericRange | null): Range {
  return {
    low: declared?.min ?? null,
    lowOpen: declared?.minOpen ?? true,
    high: declared?.max ?? null,
    highOpen: declared?.maxOpen ?? true,
  };
}

export function holdsAt(range: Range, at: Fraction): boolean {
  const { low, lowOpen, high, highOpen } = range;
  if (low !== null && (lowOpen ? at.lte(low) : at.lt(low))) return false;
  return high === null || !(highOpen ? at.gte(high) : at.gt(high));
}

function rangeTruths(
  classes: readonly Class[],
  declared: NumericRange | null,
): (test: Test) => readonly Truth[] {
  const possible = declaredRange(declared);
  return (test) => {
    const states = stateTruths(classes, test);
    if (states !== null) return states;
    if (test.t !== "within") throw new Error(`${testKey(test)} is no test of a number`);
    return classes.map((cls) => {
      if (cls.state === "notApplicable") return "no";
      if (cls.state === "unknown") {
        // the declared range may decide although the value is unknown
        if (test.currency !== null) return "unstated";
        return covers(test.range, possible) ? "yes" : disjoint(test.range, possible) ? "no" : "unstated";
      }
      if (test.currency !== null && cls.currency !== test.currency) return "missing";
      return covers(test.range, cls.range!) ? "yes" : "no";
    });
  };
}

/** Whether every value of `inner` is one of `outer`. */
export function covers(outer: Range, inner: Range): boolean {
  if (outer.low !== null) {
    if (inner.low === null || inner.low.lt(outer.low)) return false;
    if (inner.low.equals(outer.low) && outer.lowOpen && !inner.lowOpen) return false;
  }
  if (outer.high !== null) {
    if (inner.high === null || inner.high.gt(outer.high)) return false;
    if (inner.high.equals(outer.high) && outer.highOpen && !inner.highOpen) return false;
  }
  return true;
}

export function disjoint(a: Range, b: Range): boolean {
  const before = (x: Range, y: Range): boolean =>
    x.high !== null &&
    y.low !== null &&
    (x.high.lt(y.low) || (x.high.equals(y.low) && (x.highOpen || y.lowOpen)));
  return before(a, b) || before(b, a);
}

// ----------------------------------------------------------------------------------------------------------- words

function words(
  subject: Extract<Subject, { is: "word" | "set" | "stated" }>,
  tests: readonly Test[],
  asked: boolean,
  optional: boolean,
): Domain {
  const sets = tests.flatMap((test) => (test.t === "in" ? [test.set] : []));
  const counts = mentions(sets);
  const { classes: groups, truths: saidOf } = wordClasses(candidates(subject, sets), sets);
  const scheme = schemeOf(subject);
  const complete =
    (subject.is === "word" || subject.is === "set") && (scheme === null ? isEnum(subject) : scheme.isCountry);
  const given = groups.map((found): Class => {
    const sorted = found
      .map((word) => ({ word, key: wordKey(word) }))
      .map((one) => ({ ...one, count: counts.get(one.key) ?? 0 }))
      .sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1))
      .map(({ word }) => word);
    return classOf(null, written(subject, sorted[0]!), {
      words: sorted,
      single: complete && sorted.length === 1,
    });
  });
  const none = marked("no code", null, { state: "none" });
  const classes = withStates(subject.is === "stated" ? [none, ...given] : given, asked, optional);
  const places = new Map<string, number>();
  for (const [index, { key }] of sets.entries()) if (!places.has(key)) places.set(key, index);
  return {
    classes,
    truths: (test) => {
      const states = stateTruths(classes, test);
      if (states !== null) return states;
      if (test.t === "stated") return classes.map((cls) => (cls.state === "none" ? "no" : "yes"));
      if (test.t !== "in") throw new Error(`${testKey(test)} is no test of a word`);
      const index = places.get(test.set.key);
      if (index === undefined) throw new Error(`${test.set.key} is not among the tests of ${subject.key}`);
      const said = saidOf(index);
      return classes.map((cls, i) => {
        if (cls.state === "none" || cls.state === "notApplicable") return "no";
        if (cls.state === "unknown") return unknownIn(test);
        return said[subject.is === "stated" ? i - 1 : i]!;
      });
    },
  };
}

function unknownIn(test: Extract<Test, { t: "in" }>): Truth {
  // what an open set does not name is the stronger unknown
  return test.set.is === "members" && test.set.open ? "missing" : "unstated";
}

function schemeOf(subject: Extract<Subject, { is: "word" | "set" | "stated" }>): Scheme | null {
  if (subject.is === "stated") return subject.scheme;
  const type = subject.field.type.kind === "set" ? subject.field.type.of : subject.field.type;
  return type.kind === "code" ? type.scheme : null;
}

function isEnum(subject: Extract<Subject, { is: "word" | "set" }>): boolean {
  const type = subject.field.type.kind === "set" ? subject.field.type.of : subject.field.type;
  return type.kind === "enum";
}

function written(subject: Extract<Subject, { is: "word" | "set" | "stated" }>, word: Word): CaseJson {
  if (word.kind === "word") return word.text;
  return subject.is === "stated" || schemeOf(subject) === null
    ? `${word.scheme.name} ${word.code}`
    : word.code;
}

/** A code that nobody ever stated must not be shown as one that the law knows. */
export function isMadeUp(word: Word): boolean {
  return word.kind === "code" && word.isMadeUp === true;
}

// --------------------------------------------------------------------------------------------------------- entries

/** Classes of the entries of a data list. */
function entries(tests: readonly Test[]): Domain {
  const asked = tests.flatMap((test) => (test.t === "keys" ? [test] : []));
  const keys = [...new Set(asked.flatMap((test) => test.keys))].sort();
  const sets = asked.map((test) => new Set(test.keys));
  const groups = new Map<string, { truths: readonly Truth[]; keys: string[] }>();
  for (const key of keys) {
    const truths = sets.map((set): Truth => (set.has(key) ? "yes" : "no"));
    const group = groups.get(truths.join(" "));
    if (group === undefined) groups.set(truths.join(" "), { truths, keys: [key] });
    else group.keys.push(key);
  }
  const list = [...groups.values()];
  const classes = list.map(({ keys: found }) =>
    classOf({ is: "words", isNot: false, words: found }, found[0]!),
  );
  return {
    classes,
    truths: (test) => {
      const index = asked.findIndex((other) => test.t === "keys" && other.key === test.key);
      return list.map((group) => (index < 0 ? "no" : group.truths[index]!));
    },
  };
}
