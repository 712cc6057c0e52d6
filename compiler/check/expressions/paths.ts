/** Paths and calls: `u.facility.country`, `item.us_made(inputs)`, `here.codes`, `released.e.usable`, `us.base.zone`. */
import type * as ast from "../../../grammar/ast.ts";
import { nearNames } from "../../../grammar/base/suggest.ts";
import { at, say, silently } from "../context.ts";
import { defineParameters, defineType } from "../defines.ts";
import { lookup, lookupQualified, renameFixes } from "../scopes.ts";
import { type DefineSymbol, kindNoun, type RecordSymbol, withArticle } from "../symbols.ts";
import type { Expr, Type } from "../tree.ts";
import { ANY_CODE, DATE, describe, setOf, TRUTH } from "../types.ts";
import {
  type Candidate,
  choose,
  codeConst,
  fieldCandidate,
  isKnownCode,
  LIKE_A_CODE,
  sayType,
  symbolCandidate,
} from "./candidates.ts";
import { inUnit } from "./numbers.ts";
import { receiverRecord, type Scope, variableExpr } from "./scope.ts";
import { value } from "./value.ts";
import { type Want, wantType } from "./wants.ts";

const pathRoot: Want = {
  fit: (type) => (["record", "entry", "list", "code"].includes(type.kind) ? 2 : 0),
  member: null,
  words: "a record",
};

/** The checked path; its type fits `want`, or a finding was reported and it is null. */
export function path(node: ast.PathExpression, scope: Scope, want: Want): Expr | null {
  const segments = node.segments;
  const first = segments[0];
  if (first === undefined || segments.some((segment) => segment.name.missing)) return silently(scope);
  const keyword = keywordPath(node, first, scope);
  if (keyword !== undefined) return keyword === null ? null : finish(keyword, node, scope, want);
  if (segments.length === 1) return single(first, node, scope, want);
  const code = codePath(node, scope, want);
  if (code !== null) return code;
  const quoted = unquotedCode(node, scope, want);
  if (quoted !== null) {
    const facts = { name: quoted.slice(1, -1), expected: want.words, near: [quoted], hint: null };
    return say(scope, "bind/unknown-name", node, facts, { fixes: renameFixes(scope, node, [quoted]) });
  }
  const root = pathStart(node, first, scope, want);
  if (root === null) return null;
  if (root.rest === null) return root.expr;
  return walk(root.expr, root.rest, node, scope, want);
}

/** Paths that begin with a word of the language; undefined for all others. */
function keywordPath(
  node: ast.PathExpression,
  first: ast.PathSegment,
  scope: Scope,
): Expr | null | undefined {
  const rest = node.segments.slice(1);
  const span = at(scope, first);
  const bare = (expr: Expr): Expr | null => {
    if (first.args !== null) return say(scope, "check/not-callable", first, { name: first.name.text });
    return steps(expr, rest, scope);
  };
  switch (first.name.text) {
    case "it":
      if (scope.receiver === null) {
        return say(scope, "bind/unknown-name", first, {
          name: "it",
          expected: "a record",
          near: [],
          hint: "`it` stands in items and in defines `of` a record",
        });
      }
      return bare(variableExpr(scope, first, scope.receiver));
    case "today":
      return bare({ kind: "today", type: DATE, span });
    case "here": {
      const country = countryType(scope);
      if (country === null) return say(scope, "check/no-transaction", first, { name: "country" });
      return bare({ kind: "here", type: country, span });
    }
    case "world": {
      const country = countryType(scope);
      if (country === null) return say(scope, "check/no-transaction", first, { name: "country" });
      return bare({ kind: "world", type: setOf(country), span });
    }
    case "released":
      return released(node, scope);
    default:
      return undefined;
  }
}

/** The type of countries; null in a program without the scheme `country`. */
export function countryType(scope: Pick<Scope, "context">): Type | null {
  const scheme = scope.context.country;
  return scheme === null ? null : { kind: "code", scheme };
}

function released(node: ast.PathExpression, scope: Scope): Expr | null {
  const second = node.segments[1];
  if (scope.released === null || second === undefined) {
    return say(scope, "check/released", node.segments[0]!, { name: second?.name.text ?? "", measure: null });
  }
  const name = second.name.text;
  const type = scope.released(name);
  if ("missingIn" in type) {
    if (type.missingIn === "") return silently(scope);
    return say(scope, "check/released", second, { name, measure: type.missingIn });
  }
  return steps({ kind: "released", name, type, span: at(scope, second) }, node.segments.slice(2), scope);
}

function single(segment: ast.PathSegment, node: ast.PathExpression, scope: Scope, want: Want): Expr | null {
  const chosen = choose(scope, segment.name.text, segment, want);
  if (chosen === null) return null;
  const expr = applied(chosen, segment, scope);
  return expr === null ? null : finish(expr, node, scope, want);
}

/** The candidate as an expression, with its arguments checked. */
function applied(candidate: Candidate, segment: ast.PathSegment, scope: Scope): Expr | null {
  if (candidate.define === null) {
    if (segment.args !== null) return say(scope, "check/not-callable", segment, { name: segment.name.text });
    return candidate.build(segment);
  }
  const expr = candidate.build(segment);
  return call(candidate.define.symbol, candidate.define.receiver, segment, expr.type, scope);
}

/** A call of a define, which has been noted as used already. */
function call(
  symbol: DefineSymbol,
  receiver: Expr | null,
  segment: ast.PathSegment,
  type: Type,
  scope: Scope,
): Expr | null {
  const parameters = defineParameters(scope.context, symbol);
  if (parameters === null) return silently(scope);
  const written = segment.args ?? [];
  if (written.length !== parameters.length || (segment.args !== null && parameters.length === 0)) {
    const args = { name: symbol.name, expected: parameters.length, found: written.length };
    return say(scope, "check/arguments", segment, args);
  }
  const args: Expr[] = [];
  for (const [i, argument] of written.entries()) {
    const expected = parameters[i]!.type;
    const found = value(argument, scope, wantType(expected));
    const checked =
      found !== null && expected.kind === "number" ? inUnit(found, expected.unit, argument, scope) : found;
    if (checked === null) continue;
    if (expected.kind === "set" && expected.of.kind === "code" && expected.of.scheme === null) {
      scope.file.codeUses.push({ owner: scope.owner, set: checked });
    }
    args.push(checked);
  }
  if (args.length < written.length) return null;
  return { kind: "call", define: symbol.draft, receiver, args, type, span: at(scope, segment) };
}

/** `wmd.nuclear` where a code of a scheme with such members is expected. */
function codePath(node: ast.PathExpression, scope: Scope, want: Want): Expr | null {
  const scheme = want.member?.kind === "code" ? want.member.scheme : null;
  if (scheme === null || node.segments.some((segment) => segment.args !== null)) return null;
  const text = node.segments.map((segment) => segment.name.text).join(".");
  return isKnownCode(scheme, text) ? codeConst(scope, scheme, text, node) : null;
}

/** `PL9013.a` where a code is expected, which is one in quotes alone; null where something has the name before the dot. */
function unquotedCode(node: ast.PathExpression, scope: Scope, want: Want): string | null {
  if (want.member?.kind !== "code" || want.member.scheme?.isCountry === true) return null;
  if (node.segments.some((segment) => segment.args !== null)) return null;
  const names = node.segments.map((segment) => segment.name.text);
  const [first] = names;
  if (!LIKE_A_CODE.test(first!) || knowsRoot(scope, first!) || lookup(scope, first!).length > 0) return null;
  return `'${names.join(".")}'`;
}

/**
 * Where a path of several segments begins: with a value, whose parts the rest names, or with the path of a module. With
 * `rest: null` the expression is already what was wanted.
 */
function pathStart(
  node: ast.PathExpression,
  first: ast.PathSegment,
  scope: Scope,
  want: Want,
): { readonly expr: Expr; readonly rest: readonly ast.PathSegment[] | null } | null {
  const names = node.segments.map((segment) => segment.name.text);
  const module = node.segments.findLastIndex(
    (_, i) => i > 0 && scope.context.modules.has(names.slice(0, i).join(".")),
  );
  if (module > 0 && !knowsRoot(scope, names[0]!)) {
    const symbol = lookupQualified(scope, names.slice(0, module + 1));
    const segment = node.segments[module]!;
    if (symbol === null) {
      const path = names.slice(0, module).join(".");
      scope.file.asksAll = true;
      const near = nearNames(segment.name.text, scope.context.modules.get(path)!.symbols.keys());
      return say(
        scope,
        "bind/unknown-field",
        segment.name,
        { field: segment.name.text, of: `module \`${path}\``, near },
        { fixes: renameFixes(scope, segment.name, near) },
      );
    }
    const candidate = symbolCandidate(scope, symbol, segment, receiverRecord(scope));
    const rest = node.segments.slice(module + 1);
    if (candidate === null) {
      return say(scope, "bind/wrong-kind", segment, {
        name: symbol.id,
        found: withArticle(kindNoun[symbol.kind]),
        expected: want.words,
      });
    }
    if (candidate.type === null) return silently(scope);
    const expr = applied(candidate, segment, scope);
    if (expr === null) return null;
    if (rest.length > 0) return { expr, rest };
    const finished = finish(expr, node, scope, want);
    return finished === null ? null : { expr: finished, rest: null };
  }
  const chosen = choose(scope, first.name.text, first, pathRoot);
  if (chosen === null) return null;
  const expr = applied(chosen, first, scope);
  return expr === null ? null : { expr, rest: node.segments.slice(1) };
}

function knowsRoot(scope: Scope, name: string): boolean {
  if (scope.context.transaction?.draft.fields.has(name) === true) return true;
  if (receiverRecord(scope)?.draft.fields.has(name) === true) return true;
  for (let bound = scope.bound; bound !== null; bound = bound.outer) {
    if (bound.variable.name === name) return true;
  }
  return lookup(scope, name).some((symbol) => symbol.kind === "define");
}

function walk(
  from: Expr,
  rest: readonly ast.PathSegment[],
  node: ast.PathExpression,
  scope: Scope,
  want: Want,
): Expr | null {
  const expr = steps(from, rest, scope);
  return expr === null ? null : finish(expr, node, scope, want);
}

function steps(from: Expr, rest: readonly ast.PathSegment[], scope: Scope): Expr | null {
  let expr: Expr | null = from;
  for (const segment of rest) {
    if (expr === null) return null;
    if (segment.name.missing) return silently(scope);
    expr = step(expr, segment, scope);
  }
  return expr;
}

/** The part of a value that the segment names. */
function step(of: Expr, segment: ast.PathSegment, scope: Scope): Expr | null {
  const name = segment.name.text;
  const text = scope.file.result.source.text.slice(of.span.start, of.span.end);
  switch (of.type.kind) {
    case "record": {
      const record = scope.context.ownerOf.get(of.type.record) as RecordSymbol;
      return recordStep(of, record, segment, scope);
    }
    case "entry": {
      const columns = of.type.lists.map((list) => list.columns.get(name));
      const column = columns[0];
      if (column === undefined || columns.includes(undefined)) {
        const of_ = describe(of.type);
        const near = nearNames(
          name,
          of.type.lists.flatMap((list) => [...list.columns.keys()]),
        );
        for (const list of of.type.lists) scope.context.ownerOf.get(list)?.faulty && silently(scope);
        if (of.type.lists.some((list) => scope.context.ownerOf.get(list)?.faulty)) return null;
        return say(
          scope,
          "bind/unknown-field",
          segment.name,
          { field: name, of: of_, near },
          { fixes: renameFixes(scope, segment.name, near) },
        );
      }
      if (segment.args !== null) return say(scope, "check/not-callable", segment, { name });
      scope.context.note(segment, column, () => ({
        kind: "column",
        name,
        span: column.span,
        target: column,
      }));
      return { kind: "column", of, column: name, type: column.type, span: at(scope, segment) };
    }
    case "list":
      return say(scope, "check/list-path", segment, { name: text });
    case "code":
      if (name === "codes" && of.type.scheme?.isCountry === true) {
        return { kind: "schemesOf", country: of, type: setOf(ANY_CODE), span: at(scope, segment) };
      }
      break;
    default:
      break;
  }
  return say(scope, "check/no-fields", segment, { what: `\`${text}\` is ${describe(of.type)}`, field: name });
}

function recordStep(of: Expr, record: RecordSymbol, segment: ast.PathSegment, scope: Scope): Expr | null {
  const name = segment.name.text;
  const field = fieldCandidate(scope, record, of, name, 1);
  const define = lookup(scope, name).find(
    (symbol): symbol is DefineSymbol => symbol.kind === "define" && receiverOf(scope, symbol) === record,
  );
  if (field !== null && define !== undefined) {
    return say(scope, "bind/ambiguous", segment, {
      name,
      first: field.called,
      second: `the define \`${define.id}\``,
    });
  }
  if (field !== null) {
    if (field.type === null) return silently(scope);
    if (segment.args !== null) return say(scope, "check/not-callable", segment, { name });
    return field.build(segment);
  }
  if (define !== undefined) {
    const type = defineType(scope.context, define);
    scope.context.use(scope, segment, define, true);
    if (type === null) return silently(scope);
    return call(define, of, segment, type, scope);
  }
  const known = [...record.draft.fields.keys()];
  scope.file.asksAll = true;
  for (const symbol of scope.context.everyOfKind("define")) {
    if (receiverOf(scope, symbol) === record) known.push(symbol.name);
  }
  const near = nearNames(name, known);
  return say(
    scope,
    "bind/unknown-field",
    segment.name,
    { field: name, of: `the record \`${record.name}\``, near },
    { fixes: renameFixes(scope, segment.name, near) },
  );
}

function receiverOf(scope: Scope, symbol: DefineSymbol): RecordSymbol | null {
  if (symbol.node.of === null) return null;
  defineParameters(scope.context, symbol);
  return symbol.receiver;
}

/** The path as what is wanted: a column of type condition becomes the condition it names. */
function finish(expr: Expr, node: ast.PathExpression, scope: Scope, want: Want): Expr | null {
  if (want.fit(expr.type) === 0) {
    const text = scope.file.result.source.text.slice(node.start, node.end);
    return sayType(scope, node, `\`${text}\``, expr.type, want);
  }
  const whole = { ...expr, span: at(scope, node) } as Expr;
  if (whole.kind === "column" && whole.type.kind === "condition" && want.member?.kind === "truth") {
    if (whole.of.type.kind === "entry") {
      scope.file.columnUses.push({
        owner: scope.owner,
        lists: whole.of.type.lists,
        column: whole.column,
        span: whole.span,
      });
    }
    return { kind: "entryCondition", column: whole, type: TRUTH, span: whole.span };
  }
  return whole;
}
