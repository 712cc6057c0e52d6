/** Values of expressions and outcomes of unary tests, with the three truth values of FEEL. */
import Fraction from "fraction.js";
import { FUNCTIONS } from "./functions.ts";
import { readDate, readDateAndTime, readDuration, readTime } from "./literals.ts";
import type { Expression, Test, Tests } from "./syntax.ts";
import { compareValues, equalValues, NULL, stringValue, type Value } from "./value.ts";

/** Names and their values. */
export type Scope = ReadonlyMap<string, Value>;

export const EMPTY_SCOPE: Scope = new Map();

/** Value of an expression; null of FEEL where it has none, for example where a name is not in scope. */
export function evaluateExpression(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "name":
      return scope.get(expression.name) ?? NULL;
    case "path": {
      const of = evaluateExpression(expression.of, scope);
      return of.kind === "context" ? (of.entries.get(expression.name) ?? NULL) : NULL;
    }
    case "list":
      return { kind: "list", items: expression.items.map((item) => evaluateExpression(item, scope)) };
    case "negate": {
      const of = evaluateExpression(expression.of, scope);
      return of.kind === "number" ? { kind: "number", value: of.value.neg() } : NULL;
    }
    case "arithmetic":
      return calculate(
        expression.operator,
        evaluateExpression(expression.left, scope),
        evaluateExpression(expression.right, scope),
      );
    case "call": {
      const args = expression.args.map((arg) => evaluateExpression(arg, scope));
      if (expression.name === "@") return atLiteral(args[0]!) ?? NULL;
      return FUNCTIONS.get(expression.name)?.(args) ?? NULL;
    }
  }
}

/** Value of an expression that names nothing; undefined if it names something. */
export function constant(expression: Expression): Value | undefined {
  return namesSomething(expression) ? undefined : evaluateExpression(expression, EMPTY_SCOPE);
}

/** Whether null is a value that was written or given, and not what came of a calculation that has no value. */
function mayBeNull(expression: Expression): boolean {
  return expression.kind === "literal" || expression.kind === "name" || expression.kind === "path";
}

function namesSomething(expression: Expression): boolean {
  switch (expression.kind) {
    case "literal":
      return false;
    case "name":
    case "path":
      return true;
    case "list":
      return expression.items.some(namesSomething);
    case "negate":
      return namesSomething(expression.of);
    case "arithmetic":
      return namesSomething(expression.left) || namesSomething(expression.right);
    case "call":
      return expression.args.some(namesSomething);
  }
}

function atLiteral(value: Value): Value | null {
  if (value.kind !== "string") return null;
  const text = value.value;
  return (
    readDate(text) ??
    readTime(text) ??
    (text.includes("T") ? readDateAndTime(text) : null) ??
    readDuration(text)
  );
}

function calculate(operator: "+" | "-" | "*" | "/" | "**", left: Value, right: Value): Value {
  if (operator === "+" && left.kind === "string" && right.kind === "string")
    return stringValue(left.value + right.value);
  if (left.kind !== "number" || right.kind !== "number") return NULL;
  const value = arithmetic(operator, left.value, right.value);
  return value === null ? NULL : { kind: "number", value };
}

function arithmetic(
  operator: "+" | "-" | "*" | "/" | "**",
  left: Fraction,
  right: Fraction,
): Fraction | null {
  switch (operator) {
    case "+":
      return left.add(right);
    case "-":
      return left.sub(right);
    case "*":
      return left.mul(right);
    case "/":
      return right.compare(0) === 0 ? null : left.div(right);
    case "**": {
      // A root or a huge power has no exact value worth waiting for.
      if (right.d !== 1n || right.abs().compare(10_000) > 0) return null;
      if (left.compare(0) === 0 && right.compare(0) < 0) return null;
      return new Fraction(left).pow(right);
    }
  }
}

/** Whether a value meets the tests; null where FEEL cannot tell, which counts as no. */
export function meets(tests: Tests, value: Value, scope: Scope): boolean | null {
  if (tests.kind === "any") return true;
  let outcome: boolean | null = false;
  for (const test of tests.tests) {
    const one = meetsOne(test, value, scope);
    if (one === true) {
      outcome = true;
      break;
    }
    if (one === null) outcome = null;
  }
  return tests.negated && outcome !== null ? !outcome : outcome;
}

function meetsOne(test: Test, value: Value, scope: Scope): boolean | null {
  switch (test.kind) {
    case "equals": {
      const to = evaluateExpression(test.to, scope);
      if (to.kind === "null" && !mayBeNull(test.to)) return null;
      if (to.kind === "list" && value.kind !== "list")
        return to.items.some((item) => equalValues(value, item) === true);
      return equalValues(value, to);
    }
    case "compare": {
      const order = compareValues(value, evaluateExpression(test.to, scope));
      if (order === null) return null;
      if (test.operator === "<") return order < 0;
      if (test.operator === "<=") return order <= 0;
      return test.operator === ">" ? order > 0 : order >= 0;
    }
    case "interval": {
      const low = compareValues(value, evaluateExpression(test.low, scope));
      const high = compareValues(value, evaluateExpression(test.high, scope));
      if (low === null || high === null) return null;
      return (test.lowClosed ? low >= 0 : low > 0) && (test.highClosed ? high <= 0 : high < 0);
    }
  }
}
