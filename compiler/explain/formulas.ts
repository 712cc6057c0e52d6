/**
 * Where what is computed reaches a limit. In one fact, the others as the case states them, formulas of the law are quotients
 * of two linear terms, as for the smallest feature that a scanner resolves: `k * wavelength / aperture`.
 */
import Fraction from "fraction.js";
import type { Expr, Field, Variable } from "../check/tree.ts";
import type { Passed } from "./marks.ts";

/** `(a + b x) / (c + d x)`, x being the fact. */
export interface Ratio {
  readonly a: Fraction;
  readonly b: Fraction;
  readonly c: Fraction;
  readonly d: Fraction;
}

/** The number that the case states for a field of the record at hand, in the unit of the field; null: none. */
export type Stated = (field: Field) => Fraction | null;

export interface Given {
  /** x */
  readonly field: Field;
  readonly stated: Stated;
  readonly passed: Passed;
}

const ZERO = new Fraction(0);
const ONE = new Fraction(1);

/** The formula as a quotient in the fact, for each of its versions and of what is passed to it; none where it is no such quotient. */
export function ratiosOf(
  expr: Expr,
  given: Given,
  bound: ReadonlyMap<Variable, readonly Ratio[]> = new Map(),
): readonly Ratio[] {
  const of = (part: Expr): readonly Ratio[] => ratiosOf(part, given, bound);
  switch (expr.kind) {
    case "const":
      return expr.value.kind === "number" ? [number(expr.value.value)] : [];
    case "field": {
      const { field } = expr;
      if (field.id === given.field.id) return [{ a: ZERO, b: ONE, c: ONE, d: ZERO }];
      const value = given.stated(field);
      if (value !== null) return [number(value)];
      return field.formula === null ? [] : of(field.formula);
    }
    case "convert":
      return of(expr.operand).map(({ a, b, c, d }) => ({
        a: a.mul(expr.factor).add(c.mul(expr.offset)),
        b: b.mul(expr.factor).add(d.mul(expr.offset)),
        c,
        d,
      }));
    case "variable":
      // in the text of a define that is looked at by itself: whatever the law asks it with
      return (
        bound.get(expr.variable) ??
        (given.passed.get(expr.variable) ?? []).flatMap((arg) => ratiosOf(arg, given))
      );
    case "call": {
      const args = new Map(expr.define.parameters.map((parameter, i) => [parameter, of(expr.args[i]!)]));
      return expr.define.chronology.versions.flatMap(({ value }) => ratiosOf(value.value, given, args));
    }
    case "arithmetic":
      return of(expr.left).flatMap((left) =>
        of(expr.right).flatMap((right) => computed(expr.op, left, right)),
      );
    default:
      return [];
  }
}

function number(value: Fraction): Ratio {
  return { a: value, b: ZERO, c: ONE, d: ZERO };
}

/** The quotient, where the fact stands on one side alone or linearly on both. */
function computed(op: "+" | "-" | "*" | "/", left: Ratio, right: Ratio): readonly Ratio[] {
  switch (op) {
    case "+":
      return sum(left, right);
    case "-":
      return sum(left, { ...right, a: right.a.neg(), b: right.b.neg() });
    case "*":
      return product(left, right);
    case "/":
      return isZero(right) ? [] : product(left, { a: right.c, b: right.d, c: right.a, d: right.b });
  }
}

function sum(left: Ratio, right: Ratio): readonly Ratio[] {
  const [one, other] = isFixed(left) ? [right, left] : [left, right];
  if (isFixed(other)) {
    const shift = other.a.div(other.c);
    return [{ ...one, a: one.a.add(one.c.mul(shift)), b: one.b.add(one.d.mul(shift)) }];
  }
  if (!one.d.equals(0) || !other.d.equals(0)) return [];
  return [
    {
      a: one.a.div(one.c).add(other.a.div(other.c)),
      b: one.b.div(one.c).add(other.b.div(other.c)),
      c: ONE,
      d: ZERO,
    },
  ];
}

function product(left: Ratio, right: Ratio): readonly Ratio[] {
  const [one, other] = isFixed(left) ? [right, left] : [left, right];
  if (isFixed(other))
    return [{ a: one.a.mul(other.a), b: one.b.mul(other.a), c: one.c.mul(other.c), d: one.d.mul(other.c) }];
  // (a + b x) / (c + d x) of two linear terms
  if (one.d.equals(0) && other.b.equals(0))
    return [{ a: one.a.mul(other.a), b: one.b.mul(other.a), c: one.c.mul(other.c), d: one.c.mul(other.d) }];
  return [];
}

function isFixed({ b, d }: Ratio): boolean {
  return b.equals(0) && d.equals(0);
}

function isZero({ a, b }: Ratio): boolean {
  return a.equals(0) && b.equals(0);
}

/** The values of the fact at which one side equals the other: one of them does not depend on it, or both are linear. */
export function numbersAt(left: readonly Ratio[], right: readonly (Ratio | Fraction)[]): readonly Fraction[] {
  return left.flatMap((one) =>
    right.flatMap((other) => {
      const limit = other instanceof Fraction ? number(other) : other;
      return sum(one, { ...limit, a: limit.a.neg(), b: limit.b.neg() }).flatMap(({ a, b }) =>
        b.equals(0) ? [] : [a.neg().div(b)],
      );
    }),
  );
}
