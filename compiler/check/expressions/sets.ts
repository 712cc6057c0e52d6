/** Sets: literals, ranges, unions, differences; and codes, which are mostly written in sets. */

import type * as ast from "../../../grammar/ast.ts";
import { exact } from "../../../grammar/base/exact.ts";
import { rangeProblem, validCode } from "../codes.ts";
import { at, say, silently } from "../context.ts";
import { defaultScheme, resolveName, sayNoScheme } from "../scopes.ts";
import type { Expr, Scheme, Type } from "../tree.ts";
import { ANY_CODE, codeOf, setOf } from "../types.ts";
import { codeConst, isKnownCode, sayUnknownCode } from "./candidates.ts";
import { inUnit } from "./numbers.ts";
import type { Scope } from "./scope.ts";
import { value } from "./value.ts";
import { type Want, wantAnySet, wantSet } from "./wants.ts";

/** The expression as a set of such members; a single value is the set of it. */
export function setValue(node: ast.Expression, scope: Scope, member: Type): Expr | null {
  const expr = value(node, scope, wantSet(member));
  return expr === null ? null : asSet(expr, node, scope, member);
}

/** A set whose members have a type that only the expression tells. */
export function anySet(node: ast.Expression, scope: Scope): Expr | null {
  const expr = value(node, scope, wantAnySet);
  return expr === null ? null : asSet(expr, node, scope, null);
}

/** Members written one after another, parted by commas: the union of what they are. */
export function membersValue(
  nodes: readonly ast.Expression[],
  node: ast.Node,
  scope: Scope,
  member: Type,
): Expr | null {
  const checked = nodes.map((each) => value(each, scope, wantSet(member)));
  if (checked.includes(null)) return null;
  return unionOf(checked as Expr[], node, scope, member);
}

function asSet(expr: Expr, node: ast.Node, scope: Scope, member: Type | null): Expr | null {
  if (expr.type.kind === "set") return expr;
  const single = member?.kind === "number" ? inUnit(expr, member.unit, node, scope) : expr;
  if (single === null) return null;
  return { kind: "setLiteral", members: [single], type: setOf(member ?? expr.type), span: at(scope, node) };
}

/** Single values become one literal; sets are joined to it. */
function unionOf(parts: readonly Expr[], node: ast.Node, scope: Scope, member: Type | null): Expr | null {
  const of = member ?? memberOf(parts[0]);
  const span = at(scope, node);
  const singles: Expr[] = [];
  const sets: Expr[] = [];
  for (const part of parts) {
    if (part.type.kind === "set") {
      sets.push(part);
      continue;
    }
    const single = of?.kind === "number" ? inUnit(part, of.unit, node, scope) : part;
    if (single === null) return null;
    singles.push(single);
  }
  const type = setOf(of ?? ANY_CODE);
  let union: Expr | null =
    singles.length > 0 || sets.length === 0
      ? { kind: "setLiteral", members: exact(singles), type, span }
      : null;
  for (const set of sets)
    union = union === null ? set : { kind: "union", left: union, right: set, type, span };
  return union;
}

function memberOf(expr: Expr | undefined): Type | null {
  if (expr === undefined) return null;
  return expr.type.kind === "set" ? expr.type.of : expr.type;
}

export function setLiteral(node: ast.SetLiteral, scope: Scope, want: Want): Expr | null {
  if (want.member !== null) return membersValue(node.members, node, scope, want.member);
  const first = node.members[0];
  if (first === undefined)
    return { kind: "setLiteral", members: [], type: setOf(ANY_CODE), span: at(scope, node) };
  const head = value(first, scope, wantAnySet);
  if (head === null) return null;
  const member = memberOf(head)!;
  const rest = node.members.slice(1).map((each) => value(each, scope, wantSet(member)));
  if (rest.includes(null)) return null;
  return unionOf([head, ...(rest as Expr[])], node, scope, member);
}

const operations = { "+": "union", "-": "minus", "&": "intersect" } as const;

/** `A + B`, `A - B`, `A & B` over sets; single values count as sets of one. */
export function setAlgebra(node: ast.Arithmetic, scope: Scope, want: Want): Expr | null {
  const { left, right } = bothSides(node, scope, want);
  if (left === null || right === null || node.operator === "*" || node.operator === "/") return null;
  return { kind: operations[node.operator], left, right, type: left.type, span: at(scope, node) };
}

function bothSides(
  node: ast.Arithmetic,
  scope: Scope,
  want: Want,
): { readonly left: Expr | null; readonly right: Expr | null } {
  if (want.member !== null) {
    return { left: setValue(node.left, scope, want.member), right: setValue(node.right, scope, want.member) };
  }
  const left = anySet(node.left, scope);
  if (left === null) {
    // Still look at the other side for faults of its own.
    return { left, right: anySet(node.right, scope) };
  }
  return { left, right: setValue(node.right, scope, left.type.kind === "set" ? left.type.of : left.type) };
}

// ----------------------------------------------------------------------------------------------------------- codes

/** `3A090.a`, `annex_i 3B501`, `'7(16)'`: with its scheme, the one that is expected, or the module's first. */
export function codeLiteral(node: ast.CodeLiteral, scope: Scope, member: Type | null): Expr | null {
  const scheme = schemeOf(node, scope, member, null);
  if (scheme === null) return null;
  if (!isWritten(node, scope, scheme, node.text)) return null;
  return codeConst(scope, scheme, node.text, node);
}

function schemeOf(
  node: ast.CodeLiteral,
  scope: Scope,
  member: Type | null,
  inherited: Scheme | null,
): Scheme | null {
  if (node.scheme !== null) {
    const symbol = resolveName(scope, node.scheme, ["scheme"]);
    return symbol === null ? silently(scope) : symbol.draft;
  }
  if (inherited !== null) return inherited;
  if (member?.kind === "code" && member.scheme !== null) return member.scheme;
  const fallback = defaultScheme(scope);
  if (fallback === null) return sayNoScheme(scope, node, node.text);
  return fallback.draft;
}

function isWritten(node: ast.Node, scope: Scope, scheme: Scheme, code: string): boolean {
  if (
    scheme.isCountry ||
    (scheme.members.length > 0 && scheme.below === "dots" && /^[a-z]/.test(scheme.members[0]!))
  ) {
    // A closed list of words: a code that is none of them, above or below them, cannot be meant.
    if (isKnownCode(scheme, code)) return true;
    sayUnknownCode(scope, node, scheme, code);
    return false;
  }
  if (validCode(scheme, code)) return true;
  say(scope, "bind/bad-code", node, { code, scheme: scheme.name });
  return false;
}

/** `3D991..3D994`: the siblings from one to the other. */
export function setRange(node: ast.CodeRange, scope: Scope, member: Type | null): Expr | null {
  const { low, high } = node;
  if (low.kind === "ErrorExpression" || high.kind === "ErrorExpression") return silently(scope);
  if (low.kind !== "CodeLiteral" || high.kind !== "CodeLiteral") {
    return say(scope, "check/range", node, { problem: "its ends are no codes" });
  }
  const scheme = schemeOf(low, scope, member, null);
  if (scheme === null) return null;
  const other = schemeOf(high, scope, member, scheme);
  if (other === null) return null;
  if (other !== scheme)
    return say(scope, "check/range", node, { problem: "its ends are of different schemes" });
  if (!isWritten(low, scope, scheme, low.text) || !isWritten(high, scope, scheme, high.text)) return null;
  codeConst(scope, scheme, low.text, low);
  codeConst(scope, scheme, high.text, high);
  const problem = rangeProblem(scheme, low.text, high.text);
  if (problem !== null) return say(scope, "check/range", node, { problem: rangeWords[problem] });
  return {
    kind: "codeRange",
    scheme,
    low: low.text,
    high: high.text,
    type: setOf(codeOf(scheme)),
    span: at(scope, node),
  };
}

const rangeWords = {
  levels: "its ends lie on different levels",
  siblings: "its ends lie below different codes",
  order: "its end comes before its beginning",
};
