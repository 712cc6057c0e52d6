/** What is asked of an expression by the place where it stands. */
import type { Type } from "../tree.ts";
import { describe, fits, fitsSet, setOf } from "../types.ts";

export interface Want {
  /** 0: does not fit; 1: fits as the set of one value; 2: fits */
  fit(type: Type): 0 | 1 | 2;
  /** the type of the values whose bare names may stand here (enum values, codes); null: those of every type */
  readonly member: Type | null;
  readonly words: string;
  /** what a single name here would be, where that is something else: one member of a set */
  readonly nameWords?: string;
}

export const wantAnything: Want = { fit: () => 2, member: null, words: "a value" };

export function wantType(type: Type): Want {
  if (type.kind === "set") return wantSet(type.of);
  return { fit: (actual) => (fits(actual, type) ? 2 : 0), member: type, words: describe(type) };
}

/** A set of such members, or one of them. */
export function wantSet(member: Type): Want {
  return {
    fit: (actual) => (!fitsSet(actual, member) ? 0 : actual.kind === "set" ? 2 : 1),
    member,
    words: describe(setOf(member)),
    nameWords: describe(member),
  };
}

/** A set, or one value, of a type that is not known yet. */
export const wantAnySet: Want = {
  fit: (actual) =>
    actual.kind === "set" ? 2 : ["code", "enum", "number", "text", "date"].includes(actual.kind) ? 1 : 0,
  member: null,
  words: "a set",
};

export const wantList: Want = {
  fit: (actual) => (actual.kind === "list" ? 2 : 0),
  member: null,
  words: "a list",
};

export const wantRecord: Want = {
  fit: (actual) => (actual.kind === "record" ? 2 : 0),
  member: null,
  words: "a record",
};
