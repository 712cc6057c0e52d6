/** Values that a source implies and does not write out: what a name stands for on a day, and a quantity in the unit of its fact. */
import { Fraction } from "fraction.js";
import type { Define, Expr, IsoDate, Program, Unit } from "../check/tree.ts";
import { conversion, parseUnit, sameUnit } from "../check/units.ts";
import { printNumber } from "../print/expression.ts";

/** Digits at most: a value that is longer is none that one reads at the end of a word. */
const MOST_DIGITS = 9;

export interface DerivedValue {
  readonly text: string;
  /** first day of the version that gives it; null: it has none */
  readonly from: IsoDate | null;
}

/**
 * What a define without parameters stands for on a day, where that is one value: `4800 TPP`. Null where it hangs on the case, and
 * where the day decides and none is named.
 */
export function standsFor(define: Define, asOf: IsoDate | null): DerivedValue | null {
  const version = versionOf(define, asOf);
  if (version === null) return null;
  const { value } = version.value;
  const number = constant(value, asOf, 0);
  const text =
    number !== null && value.type.kind === "number"
      ? quantity(number, value.type.unit)
      : value.kind === "const"
        ? written(value)
        : null;
  return text === null ? null : { text, from: version.from };
}

/** A quantity, both parts as they are written, in another unit; null where it is the same, of another dimension, or not short. */
export function inUnitOf(program: Program, number: string, unitText: string, unit: Unit): string | null {
  const own = parseUnit(unitText, new Map(program.units.map((declared) => [declared.text, declared])));
  if (own === null || sameUnit(own, unit)) return null;
  const change = conversion(own, unit);
  const value = new Fraction(number.replaceAll("_", ""));
  return change === null ? null : quantity(value.mul(change.factor).add(change.offset), unit);
}

function versionOf({ parameters, of, chronology }: Define, asOf: IsoDate | null) {
  if (of !== null || parameters.length > 0 || chronology.statuses.length > 0) return null;
  const { versions } = chronology;
  const version =
    asOf === null
      ? versions.length === 1
        ? versions[0]
        : undefined
      : versions.findLast(({ from }) => from === null || from <= asOf);
  return version === undefined || version.value.unless !== null ? null : version;
}

/** A number that no case changes; null where one may. */
function constant(expr: Expr, asOf: IsoDate | null, depth: number): Fraction | null {
  switch (expr.kind) {
    case "const":
      return expr.value.kind === "number" ? expr.value.value : null;
    case "convert": {
      const operand = constant(expr.operand, asOf, depth);
      return operand === null ? null : operand.mul(expr.factor).add(expr.offset);
    }
    case "arithmetic": {
      const left = constant(expr.left, asOf, depth);
      const right = constant(expr.right, asOf, depth);
      if (left === null || right === null) return null;
      if (expr.op === "+") return left.add(right);
      if (expr.op === "-") return left.sub(right);
      if (expr.op === "*") return left.mul(right);
      return right.equals(0) ? null : left.div(right);
    }
    case "call": {
      // A law with errors may go in a circle.
      const version = depth > 20 ? null : versionOf(expr.define, asOf);
      return version === null ? null : constant(version.value.value, asOf, depth + 1);
    }
    default:
      return null;
  }
}

function quantity(number: Fraction, unit: Unit): string | null {
  const text = printNumber(number);
  if (text.replaceAll(/\D/g, "").length > MOST_DIGITS || !/^-?[\d_.e-]+$/.test(text)) return null;
  return unit.text === "" ? text : `${text} ${unit.text}`;
}

function written({ value }: Expr & { readonly kind: "const" }): string | null {
  switch (value.kind) {
    case "money":
      return `${printNumber(value.amount)} ${value.currency}`;
    case "date":
    case "enum":
      return value.value;
    case "code":
      return value.code;
    default:
      return null;
  }
}
