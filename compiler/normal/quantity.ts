/**
 * Numbers under test: intervals of exact bounds, and the variable a formula is a multiple of. `mrf(0.25) <= 45 nm` and
 * `mrf(0.35) <= 45 nm` cut one axis, `wavelength / numerical_aperture`, at 180 and at 900/7 (H12).
 */
import Fraction from "fraction.js";
import type { CompareOp, Expr, IsoDate, Variable } from "../check/tree.ts";
import { isTimeless } from "./timeline.ts";
import { substitute } from "./walk.ts";
import { key } from "./words.ts";

export type Scalar =
  | { readonly kind: "number"; readonly value: Fraction }
  | { readonly kind: "money"; readonly value: Fraction; readonly currency: string }
  | { readonly kind: "date"; readonly value: IsoDate };

export interface Bound {
  readonly at: Scalar;
  /** the bound itself is excluded */
  readonly open: boolean;
}

/** Null is unbounded. `x = c` is the interval from c to c. */
export interface Interval {
  readonly low: Bound | null;
  readonly high: Bound | null;
}

/** `base` to a power: the parts of a product of facts. */
export interface Factor {
  readonly base: Expr;
  readonly power: number;
}

/**
 * What a numeric test is a test of, freed of constant factors: the value written is `coefficient * variable`, and the
 * variable a product of powers.
 *
 * Invariant: the factors are in the order of their keys, without zero powers; equal products have equal keys.
 */
export interface Product {
  readonly key: string;
  readonly factors: readonly Factor[];
  readonly coefficient: Fraction;
}

const ONE = new Fraction(1);
export const ZERO = new Fraction(0);

/** The value of a constant expression, folded exactly; null where it is none or has no value (division by zero). */
export function constantOf(expr: Expr): Scalar | null {
  switch (expr.kind) {
    case "const": {
      const { value } = expr;
      if (value.kind === "number" || value.kind === "date") return value;
      if (value.kind === "money") return { kind: "money", value: value.amount, currency: value.currency };
      return null;
    }
    case "convert": {
      const inner = constantOf(expr.operand);
      if (inner === null || inner.kind !== "number") return null;
      return { kind: "number", value: inner.value.mul(expr.factor).add(expr.offset) };
    }
    case "arithmetic": {
      const left = constantOf(expr.left);
      const right = constantOf(expr.right);
      if (left?.kind !== "number" || right?.kind !== "number") return null;
      const value = fold(expr.op, left.value, right.value);
      return value === null ? null : { kind: "number", value };
    }
    default:
      return null;
  }
}

function fold(op: "+" | "-" | "*" | "/", left: Fraction, right: Fraction): Fraction | null {
  if (op === "+") return left.add(right);
  if (op === "-") return left.sub(right);
  if (op === "*") return left.mul(right);
  return right.n === 0n ? null : left.div(right);
}

/** The interval of `value OP bound`; null for `!=`, which is none. */
export function intervalOf(op: CompareOp, at: Scalar): Interval | null {
  switch (op) {
    case "=":
      return { low: { at, open: false }, high: { at, open: false } };
    case "<":
    case "<=":
      return { low: null, high: { at, open: op === "<" } };
    case ">":
    case ">=":
      return { low: { at, open: op === ">" }, high: null };
    case "!=":
      return null;
  }
}

/** One lower and one upper bound become one interval; null where both say the same side. */
export function join(a: Interval, b: Interval): Interval | null {
  if ((a.low !== null && b.low !== null) || (a.high !== null && b.high !== null)) return null;
  return { low: a.low ?? b.low, high: a.high ?? b.high };
}

/** The interval of x where that of `x * factor + offset` is given; a negative factor turns it round. */
export function unscale(interval: Interval, factor: Fraction, offset: Fraction): Interval {
  if (offset.n === 0n && factor.n === 1n && factor.d === 1n && factor.s === 1n) return interval;
  const move = (bound: Bound | null): Bound | null =>
    bound === null || bound.at.kind !== "number"
      ? bound
      : { ...bound, at: { kind: "number", value: bound.at.value.sub(offset).div(factor) } };
  const low = move(interval.low);
  const high = move(interval.high);
  return factor.s < 0n ? { low: high, high: low } : { low, high };
}

/** Conversions of units taken off a tested value: `convert(x) < b` is `x < b'`, the same test on the fact's own axis. */
export function withoutConversion(subject: Expr, interval: Interval): { subject: Expr; interval: Interval } {
  if (subject.kind !== "convert" || subject.factor.n === 0n) return { subject, interval };
  return withoutConversion(subject.operand, unscale(interval, subject.factor, subject.offset));
}

/**
 * The product a numeric expression is a multiple of. Formulas without dates are opened; dated ones, sums and
 * aggregates are a base of their own. Null where the expression has no positive multiple (a factor zero).
 */
export function productOf(expr: Expr): Product | null {
  const powers = new Map<string, { base: Expr; power: number }>();
  const coefficient = multiply(expr, 1, powers);
  if (coefficient === null || coefficient.n === 0n) return null;
  const factors = [...powers.entries()]
    .filter(([, factor]) => factor.power !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    key: factors.map(([name, { power }]) => (power === 1 ? name : `${name}^${power}`)).join(" * "),
    factors: factors.map(([, factor]) => factor),
    coefficient,
  };
}

/** Multiplies the powers of an expression into the map; returns its constant part, null for a division by zero. */
function multiply(
  expr: Expr,
  sign: 1 | -1,
  powers: Map<string, { base: Expr; power: number }>,
): Fraction | null {
  const constant = constantOf(expr);
  if (constant !== null && constant.kind === "number") {
    if (sign === 1) return constant.value;
    return constant.value.n === 0n ? null : ONE.div(constant.value);
  }
  if (expr.kind === "arithmetic" && (expr.op === "*" || expr.op === "/")) {
    const left = multiply(expr.left, sign, powers);
    const right = multiply(expr.right, expr.op === "*" ? sign : (-sign as 1 | -1), powers);
    return left === null || right === null ? null : left.mul(right);
  }
  if (expr.kind === "convert" && expr.offset.n === 0n && expr.factor.n !== 0n) {
    const inner = multiply(expr.operand, sign, powers);
    const factor = sign === 1 ? expr.factor : ONE.div(expr.factor);
    return inner === null ? null : inner.mul(factor);
  }
  const opened = openFormula(expr);
  if (opened !== null) return multiply(opened, sign, powers);
  const name = key(expr);
  const before = powers.get(name);
  powers.set(name, { base: expr, power: (before?.power ?? 0) + sign });
  return ONE;
}

/** The body of a call whose formula never changes, with receiver and arguments put in; null for any other. */
export function openFormula(expr: Expr): Expr | null {
  if (expr.kind !== "call" || !isTimeless(expr.define.chronology)) return null;
  const { define } = expr;
  const { value, unless } = define.chronology.versions[0]!.value;
  if (unless !== null) return null;
  const values = new Map<Variable, Expr>();
  if (define.it !== null && expr.receiver !== null) values.set(define.it, expr.receiver);
  define.parameters.forEach((parameter, i) => {
    const argument = expr.args[i];
    if (argument !== undefined) values.set(parameter, argument);
  });
  return substitute(value, values);
}
