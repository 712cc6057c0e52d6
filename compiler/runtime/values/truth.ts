/**
 * Four-valued truth. An unknown keeps its reason: *unstated* because the case says that a fact is not known,
 * *missing* because nobody was asked yet. Missing is the stronger: it can still turn into anything.
 */
export const NO = 0;
export const UNSTATED = 1;
export const MISSING = 2;
export const YES = 3;

export type Unknown = typeof UNSTATED | typeof MISSING;
export type Truth = typeof NO | Unknown | typeof YES;

export function isUnknown(truth: Truth): truth is Unknown {
  return truth === UNSTATED || truth === MISSING;
}

export function truthOf(value: boolean): Truth {
  return value ? YES : NO;
}

export function not(truth: Truth): Truth {
  return truth === YES ? NO : truth === NO ? YES : truth;
}

/** no, if one is no; else the stronger unknown; else yes. */
export function and(a: Truth, b: Truth): Truth {
  if (a === NO || b === NO) return NO;
  if (a === MISSING || b === MISSING) return MISSING;
  return a === UNSTATED || b === UNSTATED ? UNSTATED : YES;
}

/** yes, if one is yes; else the stronger unknown; else no. */
export function or(a: Truth, b: Truth): Truth {
  return a > b ? a : b;
}

export function stronger(a: Unknown, b: Unknown): Unknown {
  return a > b ? a : b;
}

/** `known that C`: what is stated unknown is not known; what nobody was asked stays open. */
export function known(truth: Truth): Truth {
  return truth === UNSTATED ? NO : truth;
}

/** `unknown whether C`: the declarant does not know. */
export function unknownWhether(truth: Truth): Truth {
  return truth === UNSTATED ? YES : truth === MISSING ? MISSING : NO;
}

/** At most unknown: what holds for certain becomes unknown, for the given reason. */
export function doubt(truth: Truth, reason: Unknown = MISSING): Truth {
  return and(truth, reason);
}
