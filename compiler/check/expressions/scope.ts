/** What names an expression sees besides declarations: bound variables, the receiver, and what its users bind. */
import type * as ast from "../../../grammar/ast.ts";
import type { Fix } from "../../../grammar/base/diagnostic.ts";
import { span } from "../../../grammar/base/span.ts";
import { at, type Site, say } from "../context.ts";
import type { RecordSymbol } from "../symbols.ts";
import type { Expr, Type, Variable } from "../tree.ts";
import { TRUTH } from "../types.ts";

export interface Bound {
  readonly variable: Variable;
  /** what it is bound to was reported: nothing is said about its uses */
  readonly faulty: boolean;
  readonly node: ast.Name;
  readonly role: "element" | "entry" | "parameter";
  used: boolean;
  readonly outer: Bound | null;
}

/** A name that is free in a shared grid or a finding, and what those who use it bind it to. */
export type Capture = (name: string) =>
  | Variable
  | {
      /** the measure that does not bind it; null in a finding, where it fits no list */ readonly missingIn:
        | string
        | null;
    }
  | null;

/** The type of a name that the requirement to be released has bound. */
export type Released = (name: string) => Type | { readonly missingIn: string };

export interface Scope extends Site {
  readonly bound: Bound | null;
  readonly receiver: Variable | null;
  readonly capture: Capture | null;
  readonly released: Released | null;
}

export function openScope(site: Site, receiver: Variable | null = null): Scope {
  return {
    context: site.context,
    file: site.file,
    owner: site.owner,
    proposal: site.proposal,
    bound: null,
    receiver,
    capture: null,
    released: null,
  };
}

export function findBound(scope: Scope, name: string): Bound | null {
  for (let bound = scope.bound; bound !== null; bound = bound.outer) {
    if (bound.variable.name === name) return bound;
  }
  return null;
}

/**
 * The scope with one more name; a name that is bound already is reported, and the inner one counts. Without a type the
 * name is known but faulty.
 */
export function bind(scope: Scope, node: ast.Name, type: Type | null, role: Bound["role"]): Scope {
  if (node.missing) return scope;
  if (findBound(scope, node.text) !== null) say(scope, "bind/shadowed", node, { name: node.text });
  const variable: Variable = { name: node.text, type: type ?? TRUTH, span: at(scope, node) };
  const faulty = type === null;
  noteVariable(scope, node, variable);
  return { ...scope, bound: { variable, node, role, faulty, used: faulty, outer: scope.bound } };
}

/** Reports names bound between `outer` and `inner` that nothing asked for. Elements may stand for mere existence. */
export function sayUnused(inner: Scope, outer: Scope): void {
  for (let bound = inner.bound; bound !== null && bound !== outer.bound; bound = bound.outer) {
    if (!bound.used && bound.role !== "element") {
      const { node, variable } = bound;
      say(inner, "bind/unused-variable", node, { name: variable.name }, { fixes: unnaming(inner, node) });
    }
  }
}

/** A name behind `as` may go with it; any other is asked for by the words around it. */
function unnaming(scope: Site, node: ast.Node): readonly Fix[] {
  const found = /\s+as\s+$/.exec(scope.file.result.source.text.slice(0, node.start));
  if (found === null) return [];
  const edits = [{ span: span(scope.file.path, found.index, node.end), newText: "" }];
  return [{ title: "leave the name out", safe: true, edits }];
}

export function noteVariable(scope: Site, node: ast.Node, variable: Variable): void {
  scope.context.note(node, variable, () => ({
    kind: "variable",
    name: variable.name,
    span: variable.span,
    target: variable,
  }));
}

export function variableExpr(scope: Site, node: ast.Node, variable: Variable): Expr {
  return { kind: "variable", variable, type: variable.type, span: at(scope, node) };
}

/** The record symbol of the receiver. */
export function receiverRecord(scope: Scope): RecordSymbol | null {
  const type = scope.receiver?.type;
  if (type === undefined || type.kind !== "record") return null;
  const owner = scope.context.ownerOf.get(type.record);
  return owner !== undefined && "kind" in owner && owner.kind === "record" ? owner : null;
}

/** The source text of a node for a message: in backticks where it is short. */
export function wording(site: Site, node: ast.Node): string {
  const text = site.file.result.source.text.slice(node.start, node.end).replaceAll(/\s+/g, " ");
  return text === "" || text.length > 40 ? "this" : `\`${text}\``;
}
