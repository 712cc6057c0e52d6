/**
 * Which types a bare name may have, before anything is reported: where two expressions meet and both depend on the other
 * (`act = shipment`, `JP in informed_by`), the one with a type of its own goes first.
 */
import type * as ast from "../../../grammar/ast.ts";
import { isCountry } from "../countries.ts";
import type { Type } from "../tree.ts";
import { candidates, valueCandidates } from "./candidates.ts";
import type { Scope } from "./scope.ts";

const keywords: ReadonlySet<string> = new Set(["it", "today", "here", "world", "released"]);

/** The word of a path that is nothing but a word and no word of the language; null for all else. */
export function bareWord(node: ast.Expression): string | null {
  if (node.kind === "Parenthesized") return bareWord(node.inner);
  if (node.kind !== "PathExpression" || node.segments.length !== 1) return null;
  const segment = node.segments[0]!;
  if (segment.args !== null || segment.name.missing || keywords.has(segment.name.text)) return null;
  return segment.name.text;
}

/** The types a bare word has by itself, nearest meaning first; empty for other expressions and for mere values. */
export function typesOf(node: ast.Expression, scope: Scope): Type[] {
  if (node.kind === "PathExpression" && node.segments.length === 1) {
    const word = node.segments[0]!.name.text;
    const country = scope.context.country;
    if (word === "world" && country !== null) return [{ kind: "set", of: { kind: "code", scheme: country } }];
    if (word === "here" && country !== null) return [{ kind: "code", scheme: country }];
  }
  const word = bareWord(node);
  if (word === null) return [];
  const found = candidates(scope, word, node)
    .sort((a, b) => a.rank - b.rank)
    .flatMap((candidate) => (candidate.type === null ? [] : [candidate.type]));
  const country = scope.context.country;
  if (found.length === 0 && country !== null && isCountry(word))
    found.push({ kind: "code", scheme: country });
  return found;
}

/** Whether the bare word can be a value of that type. */
export function canBe(
  word: string,
  node: ast.Expression,
  scope: Scope,
  type: Type,
  accepts: (type: Type) => boolean,
): boolean {
  if (valueCandidates(scope, word, type).length > 0) return true;
  return candidates(scope, word, node).some(
    (candidate) => candidate.type === null || accepts(candidate.type),
  );
}

/** Whether the expression gets its type from where it stands: a literal, a set of literals, or a mere value's name. */
export function isLiteral(node: ast.Expression, scope: Scope): boolean {
  switch (node.kind) {
    case "Parenthesized":
      return isLiteral(node.inner, scope);
    case "NumberLiteral":
    case "CodeLiteral":
    case "DateLiteral":
    case "Text":
    case "TruthLiteral":
    case "CodeRange":
      return true;
    case "SetLiteral":
      return node.members.every((member) => isLiteral(member, scope));
    case "Arithmetic":
      return isLiteral(node.left, scope) && isLiteral(node.right, scope);
    case "PathExpression": {
      const word = bareWord(node);
      return word !== null && candidates(scope, word, node).length === 0;
    }
    default:
      return false;
  }
}
