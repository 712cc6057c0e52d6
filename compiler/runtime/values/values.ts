/** What an expression evaluates to. Kinds meet only where the checker of the sources allowed it. */

import type { RecordValue } from "../cases/records.ts";
import type { Code, Scheme } from "./codes.ts";
import type { Exact } from "./exact.ts";
import { compare } from "./exact.ts";
import type { ListInfo, ListRow } from "./lists.ts";
import { and, MISSING, NO, type Truth, UNSTATED, type Unknown, YES } from "./truth.ts";
import type { EnumInfo, RecordInfo } from "./vocabulary.ts";

export interface NumberValue {
  readonly kind: "number";
  readonly value: Exact;
}

/** A number that is not known: it lies between two bounds; null is unbounded. */
export interface IntervalValue {
  readonly kind: "interval";
  readonly low: Exact | null;
  readonly lowOpen: boolean;
  readonly high: Exact | null;
  readonly highOpen: boolean;
  readonly state: Unknown;
  /** set where it may turn out to be not applicable, with the reason why that is open */
  readonly perhapsAbsent: Unknown | null;
}

export interface UnknownValue {
  readonly kind: "unknown";
  readonly state: Unknown;
  readonly perhapsAbsent: Unknown | null;
}

/** A value that is known, unless it is not applicable. */
export interface PerhapsValue {
  readonly kind: "perhaps";
  readonly value: Plain;
  readonly state: Unknown;
}

export interface ListValue {
  readonly kind: "list";
  readonly path: string;
  readonly record: RecordInfo;
  readonly elements: readonly RecordValue[];
  /** there may be further elements */
  readonly open: Unknown | null;
  /** the case itself says that there are no others */
  readonly closed: boolean;
}

/** A row of a data list; null: unknown which. */
export interface EntryValue {
  readonly kind: "entry";
  readonly list: ListInfo | null;
  readonly row: ListRow | null;
  readonly state: Unknown;
}

export interface MoneyValue {
  readonly kind: "money";
  readonly amount: Exact;
  readonly currency: string;
}

export interface EnumValue {
  readonly kind: "enum";
  readonly name: string;
  /** null in a constant whose word several enums have: its enum is that of what it is compared with */
  readonly enum: EnumInfo | null;
}

export interface TruthValue {
  readonly kind: "truth";
  readonly truth: Truth;
}

/** A set with a question and, where it is finite, its members. */
export interface SetValue {
  readonly kind: "set";
  readonly contains: (element: Plain) => Truth;
  /** the members that are named, as they stand; null where there is no end of them */
  readonly members: readonly Plain[] | null;
  /** further members may exist */
  readonly open: Unknown | null;
  /** the classification schemes its codes come from */
  readonly schemes: readonly Scheme[];
  /** the parts at which an item declaration is looked for (H9) */
  readonly demands: readonly Demand[];
  /** ids of open groups that the set is made of */
  readonly openGroups: readonly string[];
}

/** A part of a set of codes: one code, or (null) a whole scheme. */
export interface Demand {
  readonly scheme: Scheme;
  readonly code: Code | null;
}

export type Plain =
  | NumberValue
  | MoneyValue
  | EnumValue
  | TruthValue
  | Code
  | { readonly kind: "date"; readonly day: string }
  | { readonly kind: "text"; readonly text: string };

export type Value =
  | Plain
  | IntervalValue
  | UnknownValue
  | PerhapsValue
  | { readonly kind: "absent" }
  | SetValue
  | ListValue
  | RecordValue
  | EntryValue;

export const ABSENT = { kind: "absent" } as const;
export const UNKNOWN_MISSING: UnknownValue = { kind: "unknown", state: MISSING, perhapsAbsent: null };
export const UNKNOWN_UNSTATED: UnknownValue = { kind: "unknown", state: UNSTATED, perhapsAbsent: null };

export function unknownValue(state: Unknown, perhapsAbsent: Unknown | null = null): UnknownValue {
  if (perhapsAbsent !== null) return { kind: "unknown", state, perhapsAbsent };
  return state === MISSING ? UNKNOWN_MISSING : UNKNOWN_UNSTATED;
}

const TRUTHS: readonly TruthValue[] = ([NO, UNSTATED, MISSING, YES] as const).map((truth) => ({
  kind: "truth",
  truth,
}));

export function truthValue(truth: Truth): TruthValue {
  return TRUTHS[truth]!;
}

export function numberValue(value: Exact): NumberValue {
  return { kind: "number", value };
}

/** The value, or not applicable: which of the two is open for the reason given. */
export function perhaps(value: Value, reason: Unknown | null): Value {
  if (reason === null) return value;
  switch (value.kind) {
    case "interval":
    case "unknown":
      return { ...value, perhapsAbsent: worse(value.perhapsAbsent, reason) };
    case "perhaps":
      return { ...value, state: worse(value.state, reason) };
    case "number":
    case "money":
    case "enum":
    case "truth":
    case "code":
    case "date":
    case "text":
      return { kind: "perhaps", value, state: reason };
    case "set":
      return {
        ...value,
        contains: (element) => (value.contains(element) === NO ? NO : reason),
      };
    default:
      return value;
  }
}

export function worse(a: Unknown | null, b: Unknown): Unknown;
export function worse(a: Unknown | null, b: Unknown | null): Unknown | null;
export function worse(a: Unknown | null, b: Unknown | null): Unknown | null {
  return a === null ? b : b === null ? a : a > b ? a : b;
}

/** Why a value is not known, or null where it is. */
export function stateOf(value: Value): Unknown | null {
  switch (value.kind) {
    case "interval":
    case "unknown":
      return worse(value.state, value.perhapsAbsent);
    case "perhaps":
      return value.state;
    case "truth":
      return value.truth === UNSTATED || value.truth === MISSING ? value.truth : null;
    case "set":
    case "list":
      return value.open;
    case "record":
      return value.state;
    case "entry":
      return value.row === null ? value.state : null;
    default:
      return null;
  }
}

/** `x is unknown`: stated unknown, and no formula gives it; that it may not apply is another question. */
export function statedUnknown(value: Value): Truth {
  if (value.kind === "perhaps") return statedUnknown(value.value);
  const state = value.kind === "interval" || value.kind === "unknown" ? value.state : stateOf(value);
  return state === UNSTATED ? YES : (state ?? NO);
}

export function truthOfValue(value: Value): Truth {
  switch (value.kind) {
    case "truth":
      return value.truth;
    case "perhaps":
      return value.value.kind === "truth"
        ? value.value.truth === NO
          ? NO
          : and(value.value.truth, value.state)
        : value.state;
    case "unknown":
      return value.state;
    case "absent":
      return NO;
    default:
      return YES;
  }
}

/** Whether two known values of one type are the same. Codes are the same where they are at one place. */
export function samePlain(a: Plain, b: Plain): boolean {
  switch (a.kind) {
    case "number":
      return b.kind === "number" && compare(a.value, b.value) === 0;
    case "money":
      return b.kind === "money" && a.currency === b.currency && compare(a.amount, b.amount) === 0;
    case "code":
      return (
        b.kind === "code" &&
        (a === b || (a.levels.length === b.levels.length && a.path.at(-1) === b.path.at(-1)))
      );
    case "truth":
      return b.kind === "truth" && a.truth === b.truth;
    case "date":
      return b.kind === "date" && a.day === b.day;
    default:
      return wordOf(a) !== null && wordOf(a) === wordOf(b);
  }
}

/** Names and texts: ids of exceptions stand as either. */
function wordOf(value: Plain): string | null {
  return value.kind === "text" ? value.text : value.kind === "enum" ? value.name : null;
}
