/**
 * Truth as `grammar/MEANING.md` has it. In the order no < unstated < missing < yes, `or` is the greater of two: a
 * semilattice, which is what lets a quantifier be read off the profiles that its elements realize.
 */
export type Unknown = "unstated" | "missing";
export type Truth = "yes" | "no" | Unknown;

/** Ascending for `or`. */
export const TRUTHS = ["no", "unstated", "missing", "yes"] as const satisfies readonly Truth[];

/** By truth: its place in that order. */
export const RANK: Readonly<Record<Truth, number>> = { no: 0, unstated: 1, missing: 2, yes: 3 };

export function orTruth(a: Truth, b: Truth): Truth {
  return RANK[a] < RANK[b] ? b : a;
}

export function notTruth(a: Truth): Truth {
  return a === "yes" ? "no" : a === "no" ? "yes" : a;
}

export function andTruth(a: Truth, b: Truth): Truth {
  return notTruth(orTruth(notTruth(a), notTruth(b)));
}

/** `known that` */
export function knownTruth(a: Truth): Truth {
  return a === "unstated" ? "no" : a;
}

/** `unknown whether` */
export function whetherTruth(a: Truth): Truth {
  return a === "unstated" ? "yes" : a === "missing" ? "missing" : "no";
}
