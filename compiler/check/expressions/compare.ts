/** `a < b` and chains of it: which side gives the type, and which comparisons make sense. */
import type * as ast from "../../../grammar/ast.ts";
import type { Fix } from "../../../grammar/base/diagnostic.ts";
import { at, say } from "../context.ts";
import type { CompareOp, Expr, Type, Unit } from "../tree.ts";
import { unitsOf } from "../type-names.ts";
import { describe, fits, sameType, setOf, TRUTH } from "../types.ts";
import { parseUnit } from "../units.ts";
import { bareWord, canBe, isLiteral, typesOf } from "./guess.ts";
import { inUnit, numberLiteral } from "./numbers.ts";
import type { Scope } from "./scope.ts";
import { value } from "./value.ts";
import { wantType } from "./wants.ts";

export function comparison(node: ast.Comparison, scope: Scope): Expr | null {
  const operands = checkOperands(node, scope);
  if (operands === null) return null;
  const tests: Expr[] = [];
  for (const [i, op] of node.operators.entries()) {
    const left = operands[i];
    const right = operands[i + 1];
    if (left === undefined || right === undefined) return null;
    const leftNode = node.operands[i]!;
    const rightNode = node.operands[i + 1]!;
    const place = { start: leftNode.start, end: rightNode.end };
    const test = compare(op, left, right, place, scope, rightNode);
    if (test === null) return null;
    tests.push(test);
  }
  if (tests.length === 1) return { ...tests[0]!, span: at(scope, node) };
  return { kind: "and", operands: tests, type: TRUTH, span: at(scope, node) };
}

/** All operands, the one that has a type of its own first, the others by that type. */
function checkOperands(node: ast.Comparison, scope: Scope): readonly Expr[] | null {
  const lent = node.operands.length > 2 ? chainUnit(node, scope) : null;
  const anchor = anchorOf(node, scope);
  const checked = new Map<number, Expr | null>();
  const first = value(
    node.operands[anchor.index]!,
    scope,
    anchor.type === null ? undefined : wantType(anchor.type),
  );
  checked.set(anchor.index, first);
  const expected = first === null ? null : first.type;
  for (const [i, operand] of node.operands.entries()) {
    if (i === anchor.index) continue;
    if (operand.kind === "NumberLiteral" && lent !== null && operand.unit === null) {
      checked.set(i, numberLiteral(operand, scope, expected, lent));
    } else if (expected === null) {
      // The anchor was reported; a mere value's name cannot be judged without it.
      checked.set(i, isLiteral(operand, scope) ? null : value(operand, scope));
    } else {
      const asked = membershipMeant(node, operand, expected, scope);
      checked.set(i, asked ? null : other(operand, expected, scope));
    }
  }
  const all = node.operands.map((_, i) => checked.get(i) ?? null);
  return all.includes(null) ? null : (all as Expr[]);
}

/** `destination = partners`, where one country is compared with a set of them: reports it, with the membership that is meant. */
function membershipMeant(node: ast.Comparison, operand: ast.Expression, one: Type, scope: Scope): boolean {
  const [operator] = node.operators;
  const isOne = node.operands.length === 2 && operand === node.operands[1];
  const word = bareWord(operand);
  if (!isOne || word === null || (operator !== "=" && operator !== "!=")) return false;
  if (one.kind !== "code" && one.kind !== "enum") return false;
  const [found] = typesOf(operand, scope);
  if (found?.kind !== "set" || !sameType(found.of, one)) return false;
  if (canBe(word, operand, scope, one, (type) => fits(type, one))) return false;
  const newText = operator === "=" ? "in" : "not in";
  const between = scope.file.result.source.text.slice(node.operands[0]!.end, operand.start);
  const start = node.operands[0]!.end + between.length - between.trimStart().length;
  const span = at(scope, { start, end: start + between.trim().length });
  const hint = `write \`${newText}\` to ask whether it is ${operator === "=" ? "a" : "no"} member`;
  const facts = { what: `\`${word}\``, found: describe(found), expected: describe(one), hint };
  const edits = [{ span, newText }];
  // signs of other languages are reported, and mended, where they stand
  const fixes = between.trim() === operator ? [{ title: `write \`${newText}\``, safe: false, edits }] : [];
  say(scope, "check/type", operand, facts, { fixes });
  return true;
}

/** The other side of a comparison with a value of type `expected`. */
function other(node: ast.Expression, expected: Type, scope: Scope): Expr | null {
  if (expected.kind === "truth" && (node.kind === "TruthLiteral" || node.kind !== "PathExpression")) {
    return value(node, scope);
  }
  if (
    expected.kind === "set" ||
    expected.kind === "list" ||
    expected.kind === "record" ||
    expected.kind === "entry"
  ) {
    return isLiteral(node, scope)
      ? value(node, scope, wantType(expected.kind === "set" ? expected : setOf(expected)))
      : value(node, scope);
  }
  return value(node, scope, wantType(expected));
}

/** The unit that a chain states once: `1.6 <= x < 5.92 TPP/mm2`. */
function chainUnit(node: ast.Comparison, scope: Scope): Unit | null {
  for (const operand of node.operands) {
    if (operand.kind === "NumberLiteral" && operand.unit !== null)
      return parseUnit(operand.unit.text, unitsOf(scope));
  }
  return null;
}

/** The operand to check first, and the type to ask of it where its name means several things. */
function anchorOf(
  node: ast.Comparison,
  scope: Scope,
): { readonly index: number; readonly type: Type | null } {
  const operands = node.operands;
  const own = operands.map((operand) => !isLiteral(operand, scope));
  const named = operands.findIndex((operand, i) => own[i] === true && bareWord(operand) === null);
  if (named !== -1) return { index: named, type: null };
  for (const [i, operand] of operands.entries()) {
    if (own[i] !== true) continue;
    for (const type of typesOf(operand, scope)) {
      const agree = operands.every((second, j) => {
        const word = bareWord(second);
        if (i === j) return true;
        if (word === null) return literalFits(second, type);
        return canBe(word, second, scope, type, (found) => fits(found, type));
      });
      if (agree) return { index: i, type };
    }
  }
  const first = own.indexOf(true);
  return { index: first === -1 ? 0 : first, type: null };
}

function literalFits(node: ast.Expression, type: Type): boolean {
  switch (node.kind) {
    case "NumberLiteral":
      return type.kind === "number" || type.kind === "money";
    case "DateLiteral":
      return type.kind === "date";
    case "Text":
      return type.kind === "text";
    case "CodeLiteral":
      return type.kind === "code";
    case "TruthLiteral":
      return type.kind === "truth";
    default:
      return true;
  }
}

/** One comparison of checked operands; units are brought to those of the left, or of the one that is no constant. */
export function compare(
  op: CompareOp,
  left: Expr,
  right: Expr,
  place: ast.Node | { readonly start: number; readonly end: number },
  scope: Scope,
  rightNode: ast.Node,
): Expr | null {
  const span = at(scope, place);
  const a = left.type;
  const b = right.type;
  if (a.kind === "set" || b.kind === "set") {
    return say(
      scope,
      "check/set-compare",
      place,
      { operator: op },
      { fixes: setFixes(op, left, right, place, scope) },
    );
  }
  if (a.kind === "truth" || b.kind === "truth") return compareTruth(op, left, right, place, scope);
  if (a.kind === "number" && b.kind === "number") {
    const leftIsConstant = left.kind === "const" && right.kind !== "const";
    const one = leftIsConstant ? inUnit(left, b.unit, rightNode, scope) : left;
    const two = leftIsConstant ? right : inUnit(right, a.unit, rightNode, scope);
    if (one === null || two === null) return null;
    return { kind: "compare", op, left: one, right: two, type: TRUTH, span };
  }
  const comparable =
    a.kind === "money" || a.kind === "date" || a.kind === "text" || a.kind === "enum" || a.kind === "code";
  if (!comparable || (!fits(b, a) && !sameType(a, b))) {
    return say(scope, "check/not-comparable", place, { left: describe(a), right: describe(b) });
  }
  const ordering = op !== "=" && op !== "!=";
  if (ordering && (a.kind === "text" || a.kind === "code" || (a.kind === "enum" && !a.enum.ordered))) {
    return say(scope, "check/not-ordered", place, { type: describe(a), operator: op });
  }
  if (a.kind === "code" && !ordering) {
    const member = codeMember(left, right) ?? codeMember(right, left);
    if (member !== null) {
      // `destination = UA` holds in every part of UA, as `destination in {UA}` does.
      const set: Expr = {
        kind: "setLiteral",
        members: [member.code],
        type: setOf(member.code.type),
        span: member.code.span,
      };
      const test: Expr = { kind: "in", element: member.element, set, type: TRUTH, span };
      return op === "=" ? test : { kind: "not", operand: test, type: TRUTH, span };
    }
  }
  return { kind: "compare", op, left, right, type: TRUTH, span };
}

/** `S = x` means that x is in S, or that the sets meet. */
function setFixes(
  op: CompareOp,
  left: Expr,
  right: Expr,
  place: { readonly start: number; readonly end: number },
  scope: Scope,
): Fix[] {
  if (op !== "=") return [];
  const text = (expr: Expr): string => scope.file.result.source.text.slice(expr.span.start, expr.span.end);
  const both = left.type.kind === "set" && right.type.kind === "set" && right.kind !== "setLiteral";
  const [set, other] = left.type.kind === "set" ? [left, right] : [right, left];
  const single = other.kind === "setLiteral" && other.members.length === 1 && !text(other).startsWith("{");
  const newText =
    both || !(single || other.type.kind !== "set")
      ? `${text(left)} meets ${text(right)}`
      : `${text(other)} in ${text(set)}`;
  return [{ title: `write \`${newText}\``, safe: false, edits: [{ span: at(scope, place), newText }] }];
}

function codeMember(element: Expr, code: Expr): { readonly element: Expr; readonly code: Expr } | null {
  return code.kind === "const" && element.kind !== "const" ? { element, code } : null;
}

function compareTruth(
  op: CompareOp,
  left: Expr,
  right: Expr,
  place: { readonly start: number; readonly end: number },
  scope: Scope,
): null {
  const constant = left.kind === "const" ? left : right.kind === "const" ? right : null;
  const subject = constant === left ? right : left;
  if (constant === null || constant.value.kind !== "truth" || (op !== "=" && op !== "!=")) {
    return say(scope, "check/not-comparable", place, {
      left: describe(left.type),
      right: describe(right.type),
    });
  }
  const positive = constant.value.value === (op === "=");
  const text = scope.file.result.source.text.slice(subject.span.start, subject.span.end);
  return say(
    scope,
    "check/truth-compare",
    place,
    { positive },
    {
      fixes: [
        {
          title: positive ? `write \`${text}\`` : `write \`not ${text}\``,
          safe: false,
          edits: [{ span: at(scope, place), newText: positive ? text : `not ${text}` }],
        },
      ],
    },
  );
}
