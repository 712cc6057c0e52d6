/** What an expression evaluates to. */
import type Fraction from "fraction.js";
import type {
  CaseJson,
  Value as Constant,
  Define,
  Field,
  List,
  ListRow,
  PolicyValue,
  RecordType,
  Scheme,
} from "../check/tree.ts";
import type { Interval } from "./numbers.ts";
import { exactly } from "./numbers.ts";
import type { Truth, Unknown } from "./truth.ts";

export type Value =
  | { readonly kind: "notApplicable" }
  /** `value`, or not applicable: which of the two depends on an unknown fact */
  | { readonly kind: "maybe"; readonly value: Value; readonly unknown: Unknown }
  /** a date, text, enum value or code that is not known */
  | { readonly kind: "unknown"; readonly unknown: Unknown }
  | { readonly kind: "truth"; readonly truth: Truth }
  | NumberValue
  | MoneyValue
  | { readonly kind: "date" | "text" | "enum"; readonly value: string }
  | { readonly kind: "code"; readonly scheme: Scheme; readonly code: string }
  | SetValue
  | ListValue
  | RecordValue
  | EntryValue
  /** a column of type review; null: the field is blank, no policy is stated */
  | { readonly kind: "policy"; readonly policy: PolicyValue | null }
  /** a column of type condition; null: the field is blank, the condition always holds */
  | { readonly kind: "condition"; readonly define: Define | null };

export interface NumberValue {
  readonly kind: "number";
  readonly interval: Interval;
  /** why it is more than one number, or null */
  readonly unknown: Unknown | null;
}

export interface MoneyValue {
  readonly kind: "money";
  readonly amount: Interval;
  /** null: not known */
  readonly currency: string | null;
  readonly unknown: Unknown | null;
}

export type SetValue = { readonly kind: "set" } & (
  | {
      readonly is: "members";
      readonly members: readonly Value[];
      /** there may be members that are not named */
      readonly open: Unknown | null;
    }
  | { readonly is: "range"; readonly scheme: Scheme; readonly low: string; readonly high: string }
  | { readonly is: "scheme"; readonly scheme: Scheme }
  | { readonly is: "union" | "minus" | "intersect"; readonly left: SetValue; readonly right: SetValue }
);

export interface ListValue {
  readonly kind: "list";
  readonly elements: readonly RecordValue[];
  /** there may be further elements */
  readonly open: Unknown | null;
  /** the type of the elements */
  readonly record: RecordType;
  /** where the case states it */
  readonly path: string;
}

/** A record of the case; its fields are read on demand, because some of them are computed. */
export interface RecordValue {
  readonly kind: "record";
  readonly record: RecordType;
  readonly state: "given" | Unknown | "notApplicable";
  readonly fields: Readonly<Record<string, CaseJson>>;
  /** it may be not applicable as a whole, and with it each field */
  readonly perhapsNone: Unknown | null;
  readonly path: string;
}

/** A row of a data list; `row` null: which one is unknown. */
export type EntryValue =
  | { readonly kind: "entry"; readonly list: List; readonly row: ListRow }
  | { readonly kind: "entry"; readonly list: null; readonly row: null; readonly unknown: Unknown };

export const NOT_APPLICABLE: Value = { kind: "notApplicable" };

export function maybe(value: Value, unknown: Unknown | null): Value {
  if (unknown === null || value.kind === "notApplicable") return value;
  return { kind: "maybe", value, unknown };
}

const TRUTHS = {
  yes: { kind: "truth", truth: "yes" },
  no: { kind: "truth", truth: "no" },
  unstated: { kind: "truth", truth: "unstated" },
  missing: { kind: "truth", truth: "missing" },
} as const satisfies Record<Truth, Value>;

export function truthValue(truth: Truth): Value {
  return TRUTHS[truth];
}

export function numberValue(value: Fraction): NumberValue {
  return { kind: "number", interval: exactly(value), unknown: null };
}

export function members(list: readonly Value[], open: Unknown | null = null): SetValue {
  return { kind: "set", is: "members", members: list, open };
}

export const EMPTY_SET: SetValue = members([]);

export function unknownSet(unknown: Unknown): SetValue {
  return members([], unknown);
}

export function constantValue(constant: Constant): Value {
  switch (constant.kind) {
    case "truth":
      return truthValue(constant.value ? "yes" : "no");
    case "number":
      return numberValue(constant.value);
    case "money":
      return { kind: "money", amount: exactly(constant.amount), currency: constant.currency, unknown: null };
    case "code":
      return { kind: "code", scheme: constant.scheme, code: constant.code };
    default:
      return { kind: constant.kind, value: constant.value };
  }
}

/** A field that a program reads although the case does not state it. */
export interface MissingRead {
  readonly owner: RecordValue;
  readonly field: Field;
  readonly path: string;
  /** it may be not applicable */
  readonly mayLack: boolean;
  /** what a formula leaves open: a stated value must agree with it */
  readonly within: Value | null;
}
