/** Numbers and their units, money, calculation and aggregates. */

import type Fraction from "fraction.js";
import type * as ast from "../../../grammar/ast.ts";
import type { Fix } from "../../../grammar/base/diagnostic.ts";
import { at, say, silently } from "../context.ts";
import type { Binder, Expr, Type, Unit } from "../tree.ts";
import { numberValue, resolveUnit, sayUnknownUnit, unitsOf } from "../type-names.ts";
import { describe, MONEY, numberIn, PLAIN_NUMBER } from "../types.ts";
import {
  byteBitHint,
  conversion,
  divide,
  isCurrency,
  multiply,
  parseUnit,
  sameUnit,
  UNITLESS,
} from "../units.ts";
import { bindElement } from "./binders.ts";
import { type Scope, wording } from "./scope.ts";
import { condition, value } from "./value.ts";

/** A number as written. Where a unit is needed and none stands, `adopt` may lend one (a chain states its unit once). */
export function numberLiteral(
  node: ast.NumberLiteral,
  scope: Scope,
  expected: Type | null,
  adopt: Unit | null = null,
): Expr | null {
  if (node.missing) return silently(scope);
  const amount = numberValue(node.text);
  const span = at(scope, node);
  if (node.unit === null) {
    const unit = adopt ?? UNITLESS;
    if (expected?.kind === "number" && adopt === null && !sameUnit(expected.unit, UNITLESS)) {
      return say(
        scope,
        "check/unit-missing",
        node,
        { unit: expected.unit.text },
        { fixes: [insertUnit(scope, node, expected.unit.text)] },
      );
    }
    return { kind: "const", value: { kind: "number", value: amount }, type: numberIn(unit), span };
  }
  const unit = parseUnit(node.unit.text, unitsOf(scope));
  if (unit === null) {
    if (!isCurrency(node.unit.text)) return sayUnknownUnit(scope, node.unit);
    const value = { kind: "money", amount, currency: node.unit.text } as const;
    return { kind: "const", value, type: MONEY, span };
  }
  resolveUnit(scope, node.unit);
  return { kind: "const", value: { kind: "number", value: amount }, type: numberIn(unit), span };
}

function insertUnit(scope: Scope, node: ast.NumberLiteral, unit: string): Fix {
  return {
    title: `write \`${node.text} ${unit}\``,
    safe: false,
    edits: [{ span: { file: scope.file.path, start: node.end, end: node.end }, newText: ` ${unit}` }],
  };
}

/** The number in another unit: a constant is calculated, anything else gets a `convert` node. Null with a finding. */
export function inUnit(expr: Expr, unit: Unit, node: ast.Node, scope: Scope): Expr | null {
  if (expr.type.kind !== "number") return expr;
  const from = expr.type.unit;
  if (sameUnit(from, unit)) return expr;
  const rule = conversion(from, unit);
  if (rule === null) return sayUnits(scope, node, expr, unit);
  if (expr.kind === "const" && expr.value.kind === "number") {
    const amount = expr.value.value.mul(rule.factor).add(rule.offset);
    return { ...expr, value: { kind: "number", value: amount }, type: numberIn(unit) };
  }
  return {
    kind: "convert",
    operand: expr,
    factor: rule.factor,
    offset: rule.offset,
    type: numberIn(unit),
    span: expr.span,
  };
}

/** Reports units that do not convert; bytes against bits with the amount to write instead. */
function sayUnits(scope: Scope, node: ast.Node, expr: Expr, unit: Unit): null {
  const written = expr.type.kind === "number" ? expr.type.unit : UNITLESS;
  const place = { start: expr.span.start, end: expr.span.end };
  const hint = byteBitHint(written, unit);
  if (hint !== null) {
    const literal = expr.kind === "const" && expr.value.kind === "number" ? expr.value.value : null;
    const text = literal === null ? null : decimalText(literal.mul(hint.factor));
    const converted = text === null ? null : `${text} ${unit.text}`;
    return say(
      scope,
      "check/byte-bit",
      place,
      { written: written.text, wanted: unit.text, converted },
      {
        fixes:
          converted === null
            ? []
            : [
                {
                  title: `write \`${converted}\``,
                  safe: false,
                  edits: [{ span: expr.span, newText: converted }],
                },
              ],
      },
    );
  }
  if (expr.kind === "const" && sameUnit(written, UNITLESS) && node.kind === "NumberLiteral") {
    return say(
      scope,
      "check/unit-missing",
      node,
      { unit: unit.text },
      {
        fixes: [insertUnit(scope, node as ast.NumberLiteral, unit.text)],
      },
    );
  }
  return say(scope, "check/unit-mismatch", place, {
    left: describe(numberIn(unit)),
    right: describe(numberIn(written)),
  });
}

/** The decimal text of a fraction; null where it does not end. */
export function decimalText(value: Fraction): string | null {
  let rest = value.d;
  while (rest % 2n === 0n) rest /= 2n;
  while (rest % 5n === 0n) rest /= 5n;
  return rest === 1n ? value.toString() : null;
}

// ----------------------------------------------------------------------------------------------------- calculating

/** `a + b`, `a * b` over numbers; sums are in the unit of the left side. */
export function arithmetic(node: ast.Arithmetic, scope: Scope): Expr | null {
  const left = operand(node.left, scope);
  const right = operand(node.right, scope);
  if (left === null || right === null || node.operator === "&") return null;
  const leftUnit = unitOf(left);
  const rightUnit = unitOf(right);
  for (const [expr, unit] of [
    [left, leftUnit],
    [right, rightUnit],
  ] as const) {
    if (!unit.offset.equals(0)) {
      const place = { start: expr.span.start, end: expr.span.end };
      return say(scope, "check/scale-arithmetic", place, { unit: unit.text });
    }
  }
  const span = at(scope, node);
  if (node.operator === "*" || node.operator === "/") {
    const unit = node.operator === "*" ? multiply(leftUnit, rightUnit) : divide(leftUnit, rightUnit);
    return { kind: "arithmetic", op: node.operator, left, right, type: numberIn(unit), span };
  }
  const converted = inUnit(right, leftUnit, node.right, scope);
  if (converted === null) return null;
  return { kind: "arithmetic", op: node.operator, left, right: converted, type: left.type, span };
}

function operand(node: ast.Expression, scope: Scope): Expr | null {
  const expr = value(node, scope, wantNumeric);
  if (expr === null) return null;
  if (expr.type.kind === "money") return say(scope, "check/money-arithmetic", node, {});
  if (expr.type.kind !== "number")
    return say(scope, "check/number-needed", node, { found: describe(expr.type) });
  return expr;
}

/** Prefers what is a number; other things are reported by the one who asked. */
const wantNumeric = {
  fit: (type: Type): 0 | 1 | 2 => (type.kind === "number" ? 2 : 1),
  member: null,
  words: "a number",
};

function unitOf(expr: Expr): Unit {
  return expr.type.kind === "number" ? expr.type.unit : UNITLESS;
}

/** `sum of x.share for x in L where C`. */
export function aggregate(node: ast.Aggregate, scope: Scope): Expr | null {
  const bound = bindElement(node.binder, scope);
  const where = node.where === null ? null : condition(node.where, bound.scope);
  const inner = value(node.value, bound.scope, node.operation === "count" ? undefined : wantNumeric);
  if (bound.binder === null || inner === null || (node.where !== null && where === null)) return null;
  const binder: Binder = { ...bound.binder, where };
  const span = at(scope, node);
  if (node.operation === "count")
    return { kind: "aggregate", op: "count", binder, value: inner, type: PLAIN_NUMBER, span };
  if (inner.type.kind === "money") return say(scope, "check/money-arithmetic", node.value, {});
  if (inner.type.kind !== "number") {
    return say(scope, "check/number-needed", node.value, {
      found: `${wording(scope, node.value)}, ${describe(inner.type)}`,
    });
  }
  return { kind: "aggregate", op: node.operation, binder, value: inner, type: inner.type, span };
}
