/** Readable values for witnesses. */
import Fraction from "fraction.js";
import type { Range } from "./subject.ts";

const ZERO = new Fraction(0);
const TEN = new Fraction(10);

function power(exponent: number): Fraction {
  return exponent >= 0 ? new Fraction(10n ** BigInt(exponent)) : new Fraction(1n, 10n ** BigInt(-exponent));
}

/** The roundest number of a range: as many trailing zeros, as few decimals as it allows. */
export function roundBetween({ low, lowOpen, high, highOpen }: Range): Fraction {
  const inside = (x: Fraction): boolean =>
    (low === null || (lowOpen ? x.gt(low) : x.gte(low))) &&
    (high === null || (highOpen ? x.lt(high) : x.lte(high)));
  if (inside(ZERO) && (low === null || high === null))
    return low === null && high === null ? ZERO : beyond(low, high);
  if (low === null || high === null) return beyond(low, high);
  for (let exponent = magnitude(low, high); exponent > -40; exponent--) {
    const step = power(exponent);
    const up = low.div(step).floor().add(1).mul(step);
    for (const candidate of [up, high.div(step).floor().mul(step)]) if (inside(candidate)) return candidate;
  }
  return low.add(high).div(2);
}

function magnitude(a: Fraction, b: Fraction): number {
  const largest = [a.abs(), b.abs()].reduce((x, y) => (x.gt(y) ? x : y));
  let exponent = 0;
  while (power(exponent).lte(largest) && exponent < 60) exponent++;
  while (exponent > -40 && power(exponent).gt(largest)) exponent--;
  return exponent;
}

/** A number beyond the one bound there is. */
function beyond(low: Fraction | null, high: Fraction | null): Fraction {
  if (low !== null) {
    if (low.n === 0n) return new Fraction(1);
    const step = power(magnitude(low, low));
    return low.div(step).floor().add(1).mul(step);
  }
  if (high === null) return ZERO;
  if (high.n === 0n) return new Fraction(-1);
  const step = power(magnitude(high, high));
  const down = high.div(step).ceil().sub(1).mul(step);
  // not to zero: nothing weighs nothing
  return down.n === 0n ? high.div(high.s > 0n ? TEN.div(5) : new Fraction(1, 2)) : down;
}

/** A day of a range of days. */
export function betweenDays({ low, lowOpen, high, highOpen }: Range): Fraction {
  if (low !== null) return lowOpen ? low.floor().add(1) : low.ceil();
  if (high !== null) return highOpen ? high.ceil().sub(1) : high.floor();
  return new Fraction(19_000);
}
