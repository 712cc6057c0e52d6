/**
 * Exact numbers. A JavaScript number stands for the shortest decimal that reads back as it: 0.1 is one tenth. All
 * else is a fraction of big integers. Numbers compare natively, without loss: the map from doubles to their shortest
 * decimals is strictly increasing.
 */
export class Rational {
  readonly numerator: bigint;
  /** positive; lowest terms are not required for comparing, they keep long sums short */
  readonly denominator: bigint;

  constructor(numerator: bigint, denominator: bigint) {
    const sign = denominator < 0n ? -1n : 1n;
    const divisor = gcd(numerator < 0n ? -numerator : numerator, denominator * sign) * sign;
    this.numerator = numerator / divisor;
    this.denominator = denominator / divisor;
  }
}

export type Exact = number | Rational;

function gcd(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 0n ? 1n : a;
}

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;
/** Beyond this a number is a mistake or an attack; doubles end at 308. */
const MAX_EXPONENT = 400;
const MAX_LENGTH = 1000;

/** The exact value of `4800`, `-12.5`, `1e-4` or `900/7`; null where the text is none of these or absurdly large. */
export function parseExact(text: string): Exact | null {
  if (text.length > MAX_LENGTH) return null;
  const slash = text.indexOf("/");
  if (slash !== -1) {
    const top = parseRational(text.slice(0, slash));
    const bottom = parseRational(text.slice(slash + 1));
    if (top === null || bottom === null || bottom.numerator === 0n) return null;
    return simplify(new Rational(top.numerator * bottom.denominator, top.denominator * bottom.numerator));
  }
  const rational = parseRational(text);
  return rational === null ? null : simplify(rational);
}

function parseRational(text: string): Rational | null {
  const match = DECIMAL.exec(text);
  if (match === null) return null;
  const [, sign, whole, fraction = "", exponentText = "0"] = match;
  const exponent = Number(exponentText);
  if (Math.abs(exponent) > MAX_EXPONENT) return null;
  const digits = BigInt(`${whole}${fraction}`) * (sign === "-" ? -1n : 1n);
  const scale = exponent - fraction.length;
  return scale >= 0
    ? new Rational(digits * 10n ** BigInt(scale), 1n)
    : new Rational(digits, 10n ** BigInt(-scale));
}

/** A double, where one stands for exactly this value. */
function simplify(value: Rational): Exact {
  const approximate = toNumber(value);
  if (!Number.isFinite(approximate)) return value;
  const back = rational(approximate);
  return back.numerator === value.numerator && back.denominator === value.denominator ? approximate : value;
}

/** The nearest double, for display and for finding a place in a sorted list; never for deciding. */
export function toNumber(value: Exact): number {
  if (typeof value === "number") return value;
  const direct = Number(value.numerator) / Number(value.denominator);
  if (Number.isFinite(direct) && Math.abs(direct) > Number.MIN_VALUE && isShort(value)) return direct;
  return Number(decimalText(value, 30));
}

function isShort(value: Rational): boolean {
  const limit = 1n << 53n;
  return value.denominator < limit && value.numerator < limit && value.numerator > -limit;
}

const wholes = new Map<number, Rational>();

export function rational(value: Exact): Rational {
  if (typeof value !== "number") return value;
  if (Number.isSafeInteger(value)) return new Rational(BigInt(value), 1n);
  let found = wholes.get(value);
  if (found === undefined) {
    found = parseRational(String(value)) ?? new Rational(0n, 1n);
    if (wholes.size > 10_000) wholes.clear();
    wholes.set(value, found);
  }
  return found;
}

/** Negative, zero or positive, as a is less than, equal to or greater than b. */
export function compare(a: Exact, b: Exact): number {
  if (typeof a === "number" && typeof b === "number") return a < b ? -1 : a > b ? 1 : 0;
  const left = rational(a);
  const right = rational(b);
  const difference = left.numerator * right.denominator - right.numerator * left.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function add(a: Exact, b: Exact): Exact {
  if (typeof a === "number" && typeof b === "number") {
    const sum = a + b;
    if (Number.isSafeInteger(a) && Number.isSafeInteger(b) && Number.isSafeInteger(sum)) return sum;
  }
  const x = rational(a);
  const y = rational(b);
  return new Rational(
    x.numerator * y.denominator + y.numerator * x.denominator,
    x.denominator * y.denominator,
  );
}

export function negate(a: Exact): Exact {
  return typeof a === "number" ? (a === 0 ? 0 : -a) : new Rational(-a.numerator, a.denominator);
}

export function subtract(a: Exact, b: Exact): Exact {
  return add(a, negate(b));
}

export function multiply(a: Exact, b: Exact): Exact {
  if (typeof a === "number" && typeof b === "number") {
    const product = a * b;
    if (Number.isSafeInteger(a) && Number.isSafeInteger(b) && Number.isSafeInteger(product)) return product;
  }
  const x = rational(a);
  const y = rational(b);
  return new Rational(x.numerator * y.numerator, x.denominator * y.denominator);
}

/** The quotient; the divisor must not be zero. */
export function divide(a: Exact, b: Exact): Exact {
  const x = rational(a);
  const y = rational(b);
  return new Rational(x.numerator * y.denominator, x.denominator * y.numerator);
}

export function isZero(a: Exact): boolean {
  return typeof a === "number" ? a === 0 : a.numerator === 0n;
}

export function sign(a: Exact): number {
  return typeof a === "number" ? Math.sign(a) : a.numerator < 0n ? -1 : a.numerator > 0n ? 1 : 0;
}

/** A decimal where one ends, else a fraction: `6.25`, `900/7`. */
export function exactText(value: Exact): string {
  const { numerator, denominator } = rational(value);
  let rest = denominator;
  let places = 0;
  for (const prime of [2n, 5n]) {
    let count = 0;
    while (rest % prime === 0n) {
      rest /= prime;
      count++;
    }
    places = Math.max(places, count);
  }
  return rest === 1n
    ? decimalText(new Rational(numerator, denominator), places)
    : `${numerator}/${denominator}`;
}

function decimalText(value: Rational, places: number): string {
  const negative = value.numerator < 0n;
  const top = negative ? -value.numerator : value.numerator;
  const digits = ((top * 10n ** BigInt(places)) / value.denominator).toString().padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places);
  const fraction = digits.slice(digits.length - places);
  return `${negative ? "-" : ""}${whole}${places > 0 ? `.${fraction}` : ""}`;
}
