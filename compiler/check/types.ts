/** Types as values: the constant ones, how they compare, and how they are called in messages. */

import type { EnumType, List, RecordType, Scheme, Type, Unit } from "./tree.ts";
import { sameDimension, UNITLESS } from "./units.ts";

export const TRUTH: Type = { kind: "truth" };
export const MONEY: Type = { kind: "money" };
export const DATE: Type = { kind: "date" };
export const TEXT: Type = { kind: "text" };
export const PLAIN_NUMBER: Type = { kind: "number", unit: UNITLESS };
export const ANY_CODE: Type = { kind: "code", scheme: null };
export const EXCEPTION: Type = { kind: "exception" };

export const numberIn = (unit: Unit): Type => ({ kind: "number", unit });
export const codeOf = (scheme: Scheme | null): Type =>
  scheme === null ? ANY_CODE : { kind: "code", scheme };
export const setOf = (of: Type): Type => ({ kind: "set", of });
export const listOf = (of: RecordType): Type => ({ kind: "list", of });
export const recordOf = (record: RecordType): Type => ({ kind: "record", record });
export const enumOf = (type: EnumType): Type => ({ kind: "enum", enum: type });
export const entryOf = (lists: readonly List[]): Type => ({ kind: "entry", lists });

/** Whether two types are one type; numbers of one dimension count as one, since they convert. */
export function sameType(a: Type, b: Type): boolean {
  switch (a.kind) {
    case "number":
      return b.kind === "number" && sameDimension(a.unit, b.unit);
    case "enum":
      return b.kind === "enum" && a.enum === b.enum;
    case "code":
      return b.kind === "code" && a.scheme === b.scheme;
    case "set":
      return b.kind === "set" && sameType(a.of, b.of);
    case "list":
      return b.kind === "list" && a.of === b.of;
    case "record":
      return b.kind === "record" && a.record === b.record;
    case "entry":
      return (
        b.kind === "entry" &&
        a.lists.length === b.lists.length &&
        a.lists.every((list) => b.lists.includes(list))
      );
    default:
      return a.kind === b.kind;
  }
}

/**
 * Whether a value of type `actual` may stand where `expected` is asked for. Codes of any scheme and codes of one scheme
 * fit each other, except that a country is not taken for a classification. Numbers fit whatever their unit: units are
 * judged where the two meet, with a better message.
 */
export function fits(actual: Type, expected: Type): boolean {
  switch (expected.kind) {
    case "truth":
      return actual.kind === "truth" || actual.kind === "condition";
    case "number":
      return actual.kind === "number";
    case "code":
      if (actual.kind !== "code") return false;
      if (actual.scheme === expected.scheme) return true;
      if (actual.scheme === null) return expected.scheme?.isCountry !== true;
      return expected.scheme === null && !actual.scheme.isCountry;
    case "set":
      return actual.kind === "set" && fits(actual.of, expected.of);
    default:
      return sameType(actual, expected);
  }
}

/** Whether it fits as it is, or as the set of one value. */
export function fitsSet(actual: Type, member: Type): boolean {
  return actual.kind === "set" ? fits(actual.of, member) : fits(actual, member);
}

/** The type in words, with its article: `a country`, `a number in GB/s`, `a set of roles`. */
export function describe(type: Type): string {
  switch (type.kind) {
    case "truth":
    case "condition":
      return "a condition";
    case "number":
      return type.unit.text === "" ? "a number" : `an amount in ${type.unit.text}`;
    case "money":
      return "an amount of money";
    case "date":
      return "a date";
    case "text":
      return "text";
    case "enum":
      return `one of ${listWords(type.enum.values)}`;
    case "code":
      if (type.scheme === null) return "a code";
      return type.scheme.isCountry ? "a country" : `a code of \`${type.scheme.name}\``;
    case "set":
      return `a set of ${plural(type.of)}`;
    case "list":
      return `a list of \`${type.of.name}\` records`;
    case "record":
      return `a record \`${type.record.name}\``;
    case "entry":
      return `an entry of ${type.lists.map((list) => `\`${list.name}\``).join(" or ")}`;
    case "review":
      return "a review policy";
    case "exception":
      return "an exception";
  }
}

function plural(type: Type): string {
  switch (type.kind) {
    case "number":
      return type.unit.text === "" ? "numbers" : `amounts in ${type.unit.text}`;
    case "enum":
      return `\`${type.enum.name}\` values`;
    case "code":
      if (type.scheme === null) return "codes";
      return type.scheme.isCountry ? "countries" : `codes of \`${type.scheme.name}\``;
    case "exception":
      return "exceptions";
    case "text":
      return "texts";
    case "date":
      return "dates";
    default:
      return "values";
  }
}

function listWords(values: readonly string[]): string {
  const shown = values.slice(0, 5).map((value) => `\`${value}\``);
  return values.length > 5 ? `${shown.join(", ")}, ...` : shown.join(", ");
}
