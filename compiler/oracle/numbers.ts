/**
 * Numbers that may be known only as an interval. All arithmetic is on exact rationals; a bound remembers whether it is
 * reached, so that `x > 0` is `yes` for a field declared `> 0`.
 */
import Fraction from "fraction.js";
import type { CompareOp, NumericRange } from "../check/tree.ts";
import { type Truth, truth, type Unknown } from "./truth.ts";

/** An end of an interval; `at` null is infinitely far away (and then never reached). */
export interface Bound {
  readonly at: Fraction | null;
  readonly reached: boolean;
}

export interface Interval {
  readonly low: Bound;
  readonly high: Bound;
}

const FAR: Bound = { at: null, reached: false };
export const ANY_NUMBER: Interval = { low: FAR, high: FAR };
export const zero = new Fraction(0);
export const one = new Fraction(1);

export function exactly(value: Fraction): Interval {
  const bound = { at: value, reached: true };
  return { low: bound, high: bound };
}

/** The declared range of a field as an interval. */
export function ofRange(range: NumericRange | null): Interval {
  if (range === null) return ANY_NUMBER;
  return {
    low: range.min === null ? FAR : { at: range.min, reached: !range.minOpen },
    high: range.max === null ? FAR : { at: range.max, reached: !range.maxOpen },
  };
}

/** The one number an interval holds, or null. */
export function onlyNumber(interval: Interval): Fraction | null {
  const { low, high } = interval;
  return low.at !== null && high.at !== null && low.at.equals(high.at) ? low.at : null;
}

export function holds(interval: Interval, value: Fraction): boolean {
  const { low, high } = interval;
  if (low.at !== null && (low.reached ? value.lt(low.at) : value.lte(low.at))) return false;
  return high.at === null || !(high.reached ? value.gt(high.at) : value.gte(high.at));
}

// ---------------------------------------------------------------------------------------------------- arithmetic

function addBounds(a: Bound, b: Bound): Bound {
  if (a.at === null || b.at === null) return FAR;
  return { at: a.at.add(b.at), reached: a.reached && b.reached };
}

export function add(a: Interval, b: Interval): Interval {
  return { low: addBounds(a.low, b.low), high: addBounds(a.high, b.high) };
}

export function negate(a: Interval): Interval {
  const flip = (bound: Bound): Bound =>
    bound.at === null ? FAR : { at: bound.at.neg(), reached: bound.reached };
  return { low: flip(a.high), high: flip(a.low) };
}

/** A bound on the number line with its infinities told apart by `sign`. */
interface End {
  readonly at: Fraction | "below" | "above";
  readonly reached: boolean;
}

const lowEnd = (bound: Bound): End => ({ at: bound.at ?? "below", reached: bound.reached });
const highEnd = (bound: Bound): End => ({ at: bound.at ?? "above", reached: bound.reached });
const sign = (at: End["at"]): number =>
  at === "below" ? -1 : at === "above" ? 1 : Number(at.s) * (at.n === 0n ? 0 : 1);

function multiplyEnds(a: End, b: End): End {
  const signs = sign(a.at) * sign(b.at);
  // Nothing is infinite itself: zero times an unbounded factor stays zero.
  if (signs === 0) {
    const zeroReached = (sign(a.at) === 0 && a.reached) || (sign(b.at) === 0 && b.reached);
    return { at: zero, reached: zeroReached };
  }
  if (typeof a.at === "string" || typeof b.at === "string")
    return { at: signs < 0 ? "below" : "above", reached: false };
  return { at: a.at.mul(b.at), reached: a.reached && b.reached };
}

function compareEnds(a: End["at"], b: End["at"]): number {
  if (a === b) return 0;
  if (a === "below" || b === "above") return -1;
  if (a === "above" || b === "below") return 1;
  return a.compare(b);
}

function toBound(end: End): Bound {
  return typeof end.at === "string" ? FAR : { at: end.at, reached: end.reached };
}

/** The interval from the least to the greatest of some ends; of equal ends a reached one wins. */
function spanOf(ends: readonly End[]): Interval {
  const pick = (direction: 1 | -1): End =>
    ends.reduce((best, end) => {
      const order = compareEnds(end.at, best.at) * direction;
      return order < 0 || (order === 0 && end.reached) ? end : best;
    });
  return { low: toBound(pick(1)), high: toBound(pick(-1)) };
}

export function multiply(a: Interval, b: Interval): Interval {
  const ends: End[] = [];
  for (const x of [lowEnd(a.low), highEnd(a.high)]) {
    for (const y of [lowEnd(b.low), highEnd(b.high)]) ends.push(multiplyEnds(x, y));
  }
  return spanOf(ends);
}

/** `a / b` for a divisor that does not contain zero. */
export function divide(a: Interval, b: Interval): Interval {
  const inverse = (bound: Bound, side: 1 | -1): End => {
    if (bound.at === null) return { at: zero, reached: false };
    if (bound.at.equals(zero)) return { at: side > 0 ? "above" : "below", reached: false };
    return { at: bound.at.inverse(), reached: bound.reached };
  };
  const positive = b.low.at?.gte(zero);
  const side = positive ? 1 : -1;
  return multiply(a, { low: toBound(inverse(b.high, side)), high: toBound(inverse(b.low, side)) });
}

export function convert(a: Interval, factor: Fraction, offset: Fraction): Interval {
  return add(multiply(a, exactly(factor)), exactly(offset));
}

/** From the lower of the low ends to the higher of the high ends: one or the other of the two. */
export function hull(a: Interval, b: Interval): Interval {
  return spanOf([lowEnd(a.low), highEnd(a.high), lowEnd(b.low), highEnd(b.high)]);
}

/** The maximum of two numbers that both count. */
export function larger(a: Interval, b: Interval): Interval {
  const low = compareEnds(lowEnd(a.low).at, lowEnd(b.low).at) >= 0 ? a.low : b.low;
  const order = compareEnds(highEnd(a.high).at, highEnd(b.high).at);
  const high = order > 0 || (order === 0 && a.high.reached) ? a.high : b.high;
  return {
    low: sameEnd(a.low, b.low) ? { at: a.low.at, reached: a.low.reached && b.low.reached } : low,
    high,
  };
}

export function smaller(a: Interval, b: Interval): Interval {
  return negate(larger(negate(a), negate(b)));
}

function sameEnd(a: Bound, b: Bound): boolean {
  return a.at !== null && b.at !== null && a.at.equals(b.at);
}

export function withoutUpperBound(a: Interval): Interval {
  return { low: a.low, high: FAR };
}

export function withoutLowerBound(a: Interval): Interval {
  return { low: FAR, high: a.high };
}

/** Whether some number of the interval is below zero. */
export function allowsNegatives(a: Interval): boolean {
  return a.low.at === null || a.low.at.lt(zero);
}

export function containsZero(a: Interval): boolean {
  return holds(a, zero);
}

// ---------------------------------------------------------------------------------------------------- comparison

/** Whether every number of `a` is less than every number of `b`. */
function surelyLess(a: Interval, b: Interval): boolean {
  if (a.high.at === null || b.low.at === null) return false;
  const order = a.high.at.compare(b.low.at);
  return order < 0 || (order === 0 && !(a.high.reached && b.low.reached));
}

function surelyAtMost(a: Interval, b: Interval): boolean {
  return a.high.at !== null && b.low.at !== null && a.high.at.lte(b.low.at);
}

/** The comparison of two numbers; where the intervals leave it open, the given unknown. */
export function compareIntervals(op: CompareOp, a: Interval, b: Interval, open: Unknown | null): Truth {
  const undecided: Truth = open ?? "missing";
  switch (op) {
    case "<":
      return surelyLess(a, b) ? "yes" : surelyAtMost(b, a) ? "no" : undecided;
    case "<=":
      return surelyAtMost(a, b) ? "yes" : surelyLess(b, a) ? "no" : undecided;
    case ">":
      return compareIntervals("<", b, a, open);
    case ">=":
      return compareIntervals("<=", b, a, open);
    case "=": {
      const x = onlyNumber(a);
      const y = onlyNumber(b);
      if (x !== null && y !== null) return truth(x.equals(y));
      return surelyLess(a, b) || surelyLess(b, a) ? "no" : undecided;
    }
    case "!=": {
      const equal = compareIntervals("=", a, b, open);
      return equal === "yes" ? "no" : equal === "no" ? "yes" : equal;
    }
  }
}
