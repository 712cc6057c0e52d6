/**
 * What a condition is about, once all names are opened: facts of the transaction or of an element of a list, and what is
 * computed from facts. A subject becomes one variable of the diagrams (a set becomes one variable per class of members).
 */
import type Fraction from "fraction.js";
import type { Field, List, RecordType, Scheme } from "../../check/tree.ts";
import type { ConstSet } from "./const-set.ts";
import type { PropId } from "./prop.ts";
import type { Sym } from "./symbol.ts";

/**
 * Where a subject lives: the transaction (`list` empty), or "some element" of a list. `depth` counts the bound names
 * around it, so that two elements of one list in one condition are told apart, and outer names come first in the order.
 */
export interface Scope {
  /** `""`, `parties`, `parties.owners`: the list, through the lists around it */
  readonly list: string;
  readonly depth: number;
  readonly parent: Scope | null;
}

export const ROOT: Scope = { list: "", depth: 0, parent: null };

/** A list that is quantified over. */
export interface ListRef {
  /** whose list it is */
  readonly owner: Scope;
  /** path from the owner: `parties`, `item.contains` */
  readonly path: string;
  readonly record: RecordType;
  readonly field: Field;
}

export interface NumericPart {
  readonly subject: Subject;
  readonly power: number;
  readonly coefficient: Fraction;
}

/** What an element adds to a total, under the condition that it counts: of each class of entries that it may match, one. */
export interface Summand {
  readonly counted: PropId;
  readonly value: Sym;
}

export type SubjectKind =
  /** a yes or no fact */
  | { readonly is: "truth"; readonly field: Field }
  | { readonly is: "number" | "date" | "money"; readonly field: Field }
  | { readonly is: "word"; readonly field: Field }
  /** a set of words; one variable per class of members */
  | { readonly is: "set"; readonly field: Field }
  /** whether a case states the fact, where it may leave it out */
  | { readonly is: "given"; readonly field: Field }
  /** whether a record that may be not applicable is there */
  | { readonly is: "record"; readonly field: Field }
  /** the code of one scheme that an item is stated under, or none */
  | { readonly is: "stated"; readonly scheme: Scheme }
  /** the entries of a data list that a party is confirmed to be */
  | { readonly is: "entries"; readonly of: List }
  /** a product of powers of other subjects */
  | { readonly is: "product"; readonly parts: readonly NumericPart[] }
  /** a linear combination of other subjects */
  | { readonly is: "sum"; readonly parts: readonly NumericPart[] }
  /** a sum, maximum, minimum or count over a list */
  | {
      readonly is: "aggregate";
      readonly op: "sum" | "max" | "min" | "count";
      readonly list: ListRef;
      readonly element: Scope;
      readonly summands: readonly Summand[];
      /** that one of the summands counts */
      readonly where: PropId;
      /** what is added up, where that is a single subject and the same in all summands */
      readonly value: NumericPart | null;
      /** names of the facts that its text looks at */
      readonly facts: readonly string[];
    }
  /** whether two words are the same */
  | { readonly is: "same"; readonly left: Subject; readonly right: Subject }
  /** anything else that is yes or no, by its text; what it depends on is not modeled */
  | {
      readonly is: "opaque";
      readonly about: readonly Subject[];
      readonly relation: "in" | "meets" | "other";
    };

export type Subject = SubjectKind & {
  /** identity within its scope and depth, equal across programs with one vocabulary */
  readonly key: string;
  readonly scope: Scope;
  /** path from the scope, or a description where it is computed */
  readonly path: string;
  /** in words */
  readonly label: string;
};

/** Null is unbounded. */
export interface Range {
  readonly low: Fraction | null;
  readonly lowOpen: boolean;
  readonly high: Fraction | null;
  readonly highOpen: boolean;
}

/** What a literal asks of its subject. */
export type Test =
  | { readonly t: "yes" }
  | { readonly t: "within"; readonly range: Range; readonly currency: string | null }
  /** a word in a set, or a member of a set fact in a set */
  | { readonly t: "in"; readonly set: ConstSet }
  /** confirmed as one of these entries, by key */
  | { readonly t: "keys"; readonly keys: readonly string[]; readonly key: string }
  | { readonly t: "notApplicable" }
  /** stated unknown; `asked`: the program itself asks for it */
  | { readonly t: "unknown"; readonly asked: boolean }
  /** a code of the scheme is stated */
  | { readonly t: "stated" };

/** Tests are asked for by their keys in every space anew. */
const testKeys = new WeakMap<Test, string>();

/** Equal for tests that ask the same. */
export function testKey(test: Test): string {
  let key = testKeys.get(test);
  if (key === undefined) {
    key = readTestKey(test);
    testKeys.set(test, key);
  }
  return key;
}

function readTestKey(test: Test): string {
  switch (test.t) {
    case "within": {
      const { low, lowOpen, high, highOpen } = test.range;
      return `${low === null ? "" : low.toFraction()}${lowOpen ? "<" : "<="}x${highOpen ? "<" : "<="}${high === null ? "" : high.toFraction()} ${test.currency ?? ""}`;
    }
    case "in":
      return `in ${test.set.key}`;
    case "keys":
      return `keys ${test.key}`;
    case "unknown":
      return test.asked ? "unknown?" : "unknown";
    default:
      return test.t;
  }
}

/** The path of a list through the lists around it. */
export function listKey(ref: ListRef): string {
  return ref.owner.list === "" ? ref.path : `${ref.owner.list}.${ref.path}`;
}

/** A subject where it stands, its depth included. */
export function placeKey(subject: Subject): string {
  return `${subject.scope.list}@${subject.scope.depth} ${subject.key}`;
}

/** A subject wherever its element is bound: all such have one domain. */
export function domainKey(subject: Subject): string {
  return `${subject.scope.list} ${subject.key.replace(/@\d+ /g, "@ ")}`;
}
