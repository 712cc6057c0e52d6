/** Expressions by their syntax: each kind of node goes to the file that knows it. */
import type * as ast from "../../../grammar/ast.ts";
import { at, say, silently } from "../context.ts";
import { dayProblem } from "../days.ts";
import type { Expr, Type } from "../tree.ts";
import { DATE, TEXT, TRUTH } from "../types.ts";
import { sayType } from "./candidates.ts";
import {
  comparison,
  knowledge,
  limbBlock,
  listed,
  logical,
  membership,
  not,
  quantifier,
} from "./conditions.ts";
import { typesOf } from "./guess.ts";
import { requiredBy } from "./named-sets.ts";
import { aggregate, arithmetic, numberLiteral } from "./numbers.ts";
import { path } from "./paths.ts";
import { type Scope, wording } from "./scope.ts";
import { codeLiteral, setAlgebra, setLiteral, setRange } from "./sets.ts";
import { tableBlock } from "./tables.ts";
import { type Want, wantAnything, wantType } from "./wants.ts";

const wantTruth = wantType(TRUTH);

/** The checked condition, or null with a finding. */
export function condition(node: ast.Expression, scope: Scope): Expr | null {
  return value(node, scope, wantTruth);
}

/** A list-typed value. */
export function listValue(node: ast.Expression, scope: Scope, want: Want): Expr | null {
  return value(node, scope, want);
}

/** The checked expression; its type fits `want`, or something was reported and it is null. */
export function value(node: ast.Expression, scope: Scope, want: Want = wantAnything): Expr | null {
  switch (node.kind) {
    case "Parenthesized":
      return value(node.inner, scope, want);
    case "PathExpression":
      return path(node, scope, want);
    case "ErrorExpression":
      return silently(scope);
    case "NumberLiteral":
      return fitted(numberLiteral(node, scope, want.member), node, scope, want);
    case "CodeLiteral":
      return fitted(codeLiteral(node, scope, want.member), node, scope, want);
    case "DateLiteral":
      return fitted(dateLiteral(node, scope), node, scope, want);
    case "Text":
      if (node.missing) return silently(scope);
      return fitted(constant(scope, node, TEXT, { kind: "text", value: node.value }), node, scope, want);
    case "TruthLiteral":
      return fitted(constant(scope, node, TRUTH, { kind: "truth", value: node.value }), node, scope, want);
    case "SetLiteral":
      return fitted(setLiteral(node, scope, want), node, scope, want);
    case "CodeRange":
      return fitted(setRange(node, scope, want.member), node, scope, want);
    case "Arithmetic":
      return fitted(
        isSetAlgebra(node, scope, want) ? setAlgebra(node, scope, want) : arithmetic(node, scope),
        node,
        scope,
        want,
      );
    case "Aggregate":
      return fitted(aggregate(node, scope), node, scope, want);
    default:
      return fitted(conditionNode(node, scope), node, scope, want);
  }
}

function conditionNode(
  node: Exclude<
    ast.Expression,
    {
      kind:
        | "Parenthesized"
        | "PathExpression"
        | "ErrorExpression"
        | "NumberLiteral"
        | "CodeLiteral"
        | "DateLiteral"
        | "Text"
        | "TruthLiteral"
        | "SetLiteral"
        | "CodeRange"
        | "Arithmetic"
        | "Aggregate";
    }
  >,
  scope: Scope,
): Expr | null {
  switch (node.kind) {
    case "Logical":
      return logical(node, scope);
    case "Not":
      return not(node, scope);
    case "Knowledge":
      return knowledge(node, scope);
    case "Comparison":
      return comparison(node, scope);
    case "Membership":
      return membership(node, scope);
    case "Listed":
      return listed(node, scope);
    case "Quantifier":
      return quantifier(node, scope);
    case "LimbBlock":
      return limbBlock(node, scope);
    case "TableBlock":
      return tableBlock(node, scope);
    case "RequiredBy":
      return requiredBy(node, scope);
  }
}

function fitted(expr: Expr | null, node: ast.Expression, scope: Scope, want: Want): Expr | null {
  if (expr === null || want.fit(expr.type) > 0) return expr;
  return sayType(scope, node, wording(scope, node), expr.type, want);
}

export function constant(
  scope: Scope,
  node: ast.Node,
  type: Type,
  value: Extract<Expr, { kind: "const" }>["value"],
): Expr {
  return { kind: "const", value, type, span: at(scope, node) };
}

function dateLiteral(node: ast.DateLiteral, scope: Scope): Expr | null {
  if (node.missing) return silently(scope);
  const problem = dayProblem(node.text);
  if (problem !== null) return say(scope, "check/bad-date", node, { date: node.text, problem });
  return constant(scope, node, DATE, { kind: "date", value: node.text });
}

/**
 * Whether `+`, `-`, `&` join sets here: where a set or its members are wanted, and where the left side is one. `*` and
 * `/` never do.
 */
function isSetAlgebra(node: ast.Arithmetic, scope: Scope, want: Want): boolean {
  if (node.operator === "*" || node.operator === "/") return false;
  if (node.operator === "&") return true;
  if (want.member !== null) return want.member.kind !== "number" && want.member.kind !== "money";
  return looksLikeSet(node.left, scope) || looksLikeSet(node.right, scope);
}

function looksLikeSet(node: ast.Expression, scope: Scope): boolean {
  switch (node.kind) {
    case "Parenthesized":
      return looksLikeSet(node.inner, scope);
    case "CodeLiteral":
    case "SetLiteral":
    case "CodeRange":
      return true;
    case "Arithmetic":
      return node.operator === "&" || looksLikeSet(node.left, scope) || looksLikeSet(node.right, scope);
    case "PathExpression": {
      const types = typesOf(node, scope);
      return types.length > 0 && types.every((type) => type.kind === "set" || type.kind === "code");
    }
    default:
      return false;
  }
}
