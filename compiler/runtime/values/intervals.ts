/** Arithmetic on values. A number that is not known is an interval; results are never narrower than the truth. */
import { add, compare, divide, type Exact, isZero, multiply, negate, sign } from "./exact.ts";
import { MISSING, type Unknown } from "./truth.ts";
import {
  ABSENT,
  type IntervalValue,
  numberValue,
  type Plain,
  perhaps,
  stateOf,
  unknownValue,
  type Value,
  worse,
} from "./values.ts";
import type { Range } from "./vocabulary.ts";

export type Bounds = Range;
export type Operator = "+" | "-" | "*" | "/";

export const UNBOUNDED: Bounds = { low: null, lowOpen: true, high: null, highOpen: true };

export function pointBounds(value: Exact): Bounds {
  return { low: value, lowOpen: false, high: value, highOpen: false };
}

/** The bounds of a numeric value; unbounded for one about which nothing is known. */
export function boundsOf(value: Value): Bounds {
  if (value.kind === "number") return pointBounds(value.value);
  if (value.kind === "interval") return value;
  if (value.kind === "perhaps") return boundsOf(value.value);
  return UNBOUNDED;
}

export function intervalValue(
  bounds: Bounds,
  state: Unknown,
  perhapsAbsent: Unknown | null = null,
): IntervalValue {
  const { low, lowOpen, high, highOpen } = bounds;
  return { kind: "interval", low, lowOpen, high, highOpen, state, perhapsAbsent };
}

export function hull(a: Bounds, b: Bounds): Bounds {
  const low = lesser(a.low, a.lowOpen, b.low, b.lowOpen);
  const high = greater(a.high, a.highOpen, b.high, b.highOpen);
  return { low: low.at, lowOpen: low.open, high: high.at, highOpen: high.open };
}

interface End {
  readonly at: Exact | null;
  readonly open: boolean;
}

/** The lower of two lower ends; null is minus infinity. */
function lesser(a: Exact | null, aOpen: boolean, b: Exact | null, bOpen: boolean): End {
  if (a === null || b === null) return { at: null, open: true };
  const order = compare(a, b);
  return order === 0
    ? { at: a, open: aOpen && bOpen }
    : order < 0
      ? { at: a, open: aOpen }
      : { at: b, open: bOpen };
}

/** The higher of two upper ends; null is infinity. */
function greater(a: Exact | null, aOpen: boolean, b: Exact | null, bOpen: boolean): End {
  if (a === null || b === null) return { at: null, open: true };
  const order = compare(a, b);
  return order === 0
    ? { at: a, open: aOpen && bOpen }
    : order > 0
      ? { at: a, open: aOpen }
      : { at: b, open: bOpen };
}

/** The bounds of the greatest of two numbers, each within its bounds. */
export function greatest(a: Bounds, b: Bounds): Bounds {
  return negated(least(negated(a), negated(b)));
}

export function least(a: Bounds, b: Bounds): Bounds {
  const low = lesser(a.low, a.lowOpen, b.low, b.lowOpen);
  const { high, highOpen } = a.high === null ? b : b.high === null ? a : lowerHigh(a, b);
  return { low: low.at, lowOpen: low.open, high, highOpen };
}

function lowerHigh(a: Bounds, b: Bounds): Bounds {
  const order = compare(a.high!, b.high!);
  return order < 0 || (order === 0 && a.highOpen) ? a : b;
}

export function negated(a: Bounds): Bounds {
  return {
    low: a.high === null ? null : negate(a.high),
    lowOpen: a.highOpen,
    high: a.low === null ? null : negate(a.low),
    highOpen: a.lowOpen,
  };
}

export function sumOf(a: Bounds, b: Bounds): Bounds {
  return {
    low: a.low === null || b.low === null ? null : add(a.low, b.low),
    lowOpen: a.lowOpen || b.lowOpen,
    high: a.high === null || b.high === null ? null : add(a.high, b.high),
    highOpen: a.highOpen || b.highOpen,
  };
}

/** An end of an interval as a factor: a number, or infinity with a sign. */
type Factor = { readonly at: Exact; readonly open: boolean } | { readonly infinite: 1 | -1 };

function productOf(a: Bounds, b: Bounds): Bounds {
  const left: Factor[] = [factor(a.low, a.lowOpen, -1), factor(a.high, a.highOpen, 1)];
  const right: Factor[] = [factor(b.low, b.lowOpen, -1), factor(b.high, b.highOpen, 1)];
  const products = left.flatMap((x) => right.map((y) => times(x, y)));
  return products.map((product) => edge(product)).reduce(hull);
}

function factor(at: Exact | null, open: boolean, direction: 1 | -1): Factor {
  return at === null ? { infinite: direction } : { at, open };
}

function times(a: Factor, b: Factor): Factor {
  if ("at" in a && "at" in b) {
    const closedZero = (isZero(a.at) && !a.open) || (isZero(b.at) && !b.open);
    return { at: multiply(a.at, b.at), open: !closedZero && (a.open || b.open) };
  }
  const direction = signOf(a) * signOf(b);
  if (direction === 0) return { at: 0, open: [a, b].some((f) => "at" in f && f.open) };
  return { infinite: direction > 0 ? 1 : -1 };
}

function signOf(value: Factor): number {
  return "at" in value ? sign(value.at) : value.infinite;
}

/** One end as bounds of its own: infinity reaches only in its direction. */
function edge(value: Factor): Bounds {
  if ("at" in value) return { low: value.at, lowOpen: value.open, high: value.at, highOpen: value.open };
  return value.infinite > 0
    ? { low: Number.MAX_VALUE, lowOpen: true, high: null, highOpen: true }
    : { low: null, lowOpen: true, high: -Number.MAX_VALUE, highOpen: true };
}

export function containsZero(a: Bounds): boolean {
  const below = a.low === null || sign(a.low) < 0 || (isZero(a.low) && !a.lowOpen);
  const above = a.high === null || sign(a.high) > 0 || (isZero(a.high) && !a.highOpen);
  return below && above;
}

/** 1/x over an interval without zero. */
function reciprocal(a: Bounds): Bounds {
  if (a.high !== null && sign(a.high) <= 0) return negated(reciprocal(negated(a)));
  return {
    low: a.high === null ? 0 : divide(1, a.high),
    lowOpen: a.high === null || a.highOpen,
    high: a.low === null || isZero(a.low) ? null : divide(1, a.low),
    highOpen: a.low === null || isZero(a.low) || a.lowOpen,
  };
}

function onBounds(operator: Operator, a: Bounds, b: Bounds): Bounds {
  switch (operator) {
    case "+":
      return sumOf(a, b);
    case "-":
      return sumOf(a, negated(b));
    case "*":
      return productOf(a, b);
    case "/":
      return containsZero(b) ? UNBOUNDED : productOf(a, reciprocal(b));
  }
}

/** `a op b`. Not applicable where an operand is, and where the divisor is zero. */
export function arithmetic(operator: Operator, a: Value, b: Value): Value {
  if (a.kind === "absent" || b.kind === "absent") return ABSENT;
  if (a.kind === "number" && b.kind === "number") return exactly(operator, a.value, b.value);
  if (a.kind === "money" || b.kind === "money") return onMoney(operator, a, b);
  if (a.kind === "date" && b.kind === "date" && operator === "-")
    return numberValue(daysBetween(b.day, a.day));
  if (a.kind === "perhaps" || b.kind === "perhaps") {
    const inner = arithmetic(
      operator,
      a.kind === "perhaps" ? a.value : a,
      b.kind === "perhaps" ? b.value : b,
    );
    return perhaps(inner, worse(absence(a), absence(b)));
  }
  const state = worse(stateOf(a), stateOf(b)) ?? MISSING;
  const divisor = boundsOf(b);
  const byZero = operator === "/" && containsZero(divisor) ? (stateOf(b) ?? MISSING) : null;
  if (operator === "/" && divisor.low === 0 && divisor.high === 0) return ABSENT;
  return intervalValue(
    onBounds(operator, boundsOf(a), divisor),
    state,
    worse(byZero, worse(absence(a), absence(b))),
  );
}

function exactly(operator: Operator, a: Exact, b: Exact): Value {
  switch (operator) {
    case "+":
      return numberValue(add(a, b));
    case "-":
      return numberValue(add(a, negate(b)));
    case "*":
      return numberValue(multiply(a, b));
    case "/":
      return isZero(b) ? ABSENT : numberValue(divide(a, b));
  }
}

/** Why a value may turn out to be not applicable, or null. */
export function absence(value: Value): Unknown | null {
  if (value.kind === "perhaps") return value.state;
  return value.kind === "interval" || value.kind === "unknown" ? value.perhapsAbsent : null;
}

/** Sums of one currency, and multiples. Two currencies do not add up: nothing is converted. */
function onMoney(operator: Operator, a: Value, b: Value): Value {
  const state = worse(stateOf(a), stateOf(b));
  const left = a.kind === "perhaps" ? a.value : a;
  const right = b.kind === "perhaps" ? b.value : b;
  const absent = worse(absence(a), absence(b));
  if (left.kind === "money" && right.kind === "money") {
    if (left.currency !== right.currency) return unknownValue(MISSING, absent);
    const result = exactly(operator, left.amount, right.amount);
    if (result.kind !== "number") return result;
    return perhaps(operator === "/" ? result : money(result.value, left.currency), absent);
  }
  if (left.kind === "money" && right.kind === "number")
    return perhaps(scaled(operator, left, right.value), absent);
  if (right.kind === "money" && left.kind === "number" && operator === "*") {
    return perhaps(scaled("*", right, left.value), absent);
  }
  return unknownValue(state ?? MISSING, absent);
}

function scaled(operator: Operator, amount: Extract<Plain, { kind: "money" }>, by: Exact): Value {
  const result = exactly(operator, amount.amount, by);
  return result.kind === "number" ? money(result.value, amount.currency) : result;
}

function money(amount: Exact, currency: string): Plain {
  return { kind: "money", amount, currency };
}

/** `value * factor + offset`, from one unit to another. */
export function convert(value: Value, factorText: Exact, offset: Exact): Value {
  const scaledValue = arithmetic("*", value, numberValue(factorText));
  return isZero(offset) ? scaledValue : arithmetic("+", scaledValue, numberValue(offset));
}

/** Days from one date to a later one. */
function daysBetween(from: string, to: string): number {
  const day = (text: string): number => Math.round(Date.parse(`${text}T00:00:00Z`) / 86_400_000);
  return day(to) - day(from);
}
