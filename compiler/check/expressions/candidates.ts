/**
 * Bare names by expected type: everything a name can mean where it stands, and which of these is meant.
 *
 * Variables come before fields of the receiver, these before facts of the transaction: that is an order. Declarations
 * stand beside them: if one of these fits as well as a variable or fact does, the name is ambiguous.
 */
import type * as ast from "../../../grammar/ast.ts";
import type { Span } from "../../../grammar/base/span.ts";
import { nearNames } from "../../../grammar/base/suggest.ts";
import { atOrBelow } from "../codes.ts";
import { at, nameSpan, say, silently } from "../context.ts";
import { countriesNamed, countryCodes, isCountryCode, nearCountries } from "../countries.ts";
import { defineType } from "../defines.ts";
import { lookup, renameFixes, sayUnknown, visibleNames } from "../scopes.ts";
import {
  type AnySymbol,
  type FieldSymbol,
  kindNoun,
  type RecordSymbol,
  type SymbolKind,
  withArticle,
} from "../symbols.ts";
import type { Expr, Scheme, Type, Variable } from "../tree.ts";
import {
  codeOf,
  describe as describeType,
  EXCEPTION,
  enumOf,
  sameType,
  setOf,
  TEXT,
  TRUTH,
} from "../types.ts";
import { hintOnValue } from "./lone-values.ts";
import { findBound, noteVariable, receiverRecord, type Scope, variableExpr } from "./scope.ts";
import type { Want } from "./wants.ts";

export interface Candidate {
  /** 0 variable, 1 of the receiver, 2 of the transaction, 3 a declaration, 4 a value of the expected type */
  readonly rank: 0 | 1 | 2 | 3 | 4;
  /** null: faulty; whatever it would be, nothing is said about it */
  readonly type: Type | null;
  /** for messages: `the fact `item.origin`` */
  readonly called: string;
  readonly span: Span | null;
  /** notes the reference, and gives the expression */
  build(node: ast.Node): Expr;
  /** set for defines, which may take arguments */
  readonly define: { readonly symbol: AnySymbol & { kind: "define" }; readonly receiver: Expr | null } | null;
}

/** Everything the name can mean that has a type of its own. */
export function candidates(scope: Scope, name: string, node: ast.Node): Candidate[] {
  const found: Candidate[] = [];
  const bound = findBound(scope, name);
  if (bound !== null) {
    const candidate = variableCandidate(scope, bound.variable, () => {
      bound.used = true;
    });
    found.push(bound.faulty ? { ...candidate, type: null } : candidate);
  } else {
    const captured = scope.capture?.(name);
    if (captured !== undefined && captured !== null && "type" in captured)
      found.push(variableCandidate(scope, captured, () => {}));
  }
  const receiver = receiverRecord(scope);
  if (receiver !== null && scope.receiver !== null) {
    const it = variableExpr(scope, node, scope.receiver);
    const field = fieldCandidate(scope, receiver, it, name, 1);
    if (field !== null) found.push(field);
  }
  const transaction = scope.context.transaction;
  if (transaction !== null && receiver !== transaction) {
    const field = fieldCandidate(scope, transaction, transactionExpr(scope, transaction, node), name, 2);
    if (field !== null) found.push(field);
  }
  for (const symbol of lookup(scope, name)) {
    const candidate = symbolCandidate(scope, symbol, node, receiver);
    if (candidate !== null) found.push(candidate);
  }
  return found;
}

function variableCandidate(scope: Scope, variable: Variable, note: () => void): Candidate {
  return {
    rank: 0,
    type: variable.type,
    called: `the bound \`${variable.name}\``,
    span: variable.span,
    define: null,
    build(node) {
      note();
      noteVariable(scope, node, variable);
      return variableExpr(scope, node, variable);
    },
  };
}

export function transactionExpr(scope: Scope, transaction: RecordSymbol, node: ast.Node): Expr {
  return { kind: "transaction", type: { kind: "record", record: transaction.draft }, span: at(scope, node) };
}

/** A field of a record by name, as a candidate; a field whose type is faulty is a faulty candidate. */
export function fieldCandidate(
  scope: Scope,
  record: RecordSymbol,
  of: Expr,
  name: string,
  rank: 1 | 2,
): Candidate | null {
  const field = record.draft.fields.get(name);
  const called = `the fact \`${record.name}.${name}\``;
  if (field === undefined) {
    if (scope.context.brokenFields.get(record.draft)?.has(name) !== true) return null;
    return { rank, type: null, called, span: null, define: null, build: () => of };
  }
  const symbol = scope.context.ownerOf.get(field) as FieldSymbol;
  return {
    rank,
    type: field.type,
    called,
    span: field.span,
    define: null,
    build(node) {
      scope.context.noteField(scope, node, field);
      scope.context.rests(scope, symbol, at(scope, node), true);
      return { kind: "field", of, field, type: field.type, span: at(scope, node) };
    },
  };
}

/** What a declaration is as a value; null for declarations that are none. */
export function symbolCandidate(
  scope: Scope,
  symbol: AnySymbol,
  at_: ast.Node,
  receiver: RecordSymbol | null,
): Candidate | null {
  const context = scope.context;
  const common = {
    called: `the ${kindNoun[symbol.kind]} \`${symbol.id}\``,
    span: nameSpan(symbol),
    define: null,
  };
  const make = (type: Type, build: (node: ast.Node) => Expr): Candidate => ({
    ...common,
    rank: 3,
    type,
    build(node) {
      context.use(scope, node, symbol, true);
      return build(node);
    },
  });
  switch (symbol.kind) {
    case "define": {
      const type = defineType(context, symbol);
      let rank: Candidate["rank"] = 3;
      let of: Expr | null = null;
      if (symbol.receiver !== null) {
        if (symbol.receiver === receiver && scope.receiver !== null) {
          rank = 1;
          of = variableExpr(scope, at_, scope.receiver);
        } else if (symbol.receiver === context.transaction) {
          rank = 2;
          of = transactionExpr(scope, symbol.receiver, at_);
        } else return null;
      } else if (symbol.node.of !== null) return null;
      return {
        ...common,
        rank,
        type,
        define: { symbol, receiver: of },
        build(node) {
          context.use(scope, node, symbol, true);
          return {
            kind: "call",
            define: symbol.draft,
            receiver: of,
            args: [],
            type: type!,
            span: at(scope, node),
          };
        },
      };
    }
    case "reach":
      return make(TRUTH, (node) => ({
        kind: "reached",
        reach: symbol.draft,
        type: TRUTH,
        span: at(scope, node),
      }));
    case "measure":
      if (symbol.node.measureKind !== "extraterritorial") return null;
      return make(TRUTH, (node) => ({
        kind: "reached",
        reach: symbol.draft,
        type: TRUTH,
        span: at(scope, node),
      }));
    case "unencodable":
      return make(TRUTH, (node) => ({
        kind: "unencodable",
        declaration: symbol.draft,
        type: TRUTH,
        span: at(scope, node),
      }));
    case "group": {
      if (symbol.holds !== "values") return null;
      const type = setOf(symbol.draft.of);
      return make(type, (node) => ({ kind: "group", group: symbol.draft, type, span: at(scope, node) }));
    }
    case "scheme": {
      const type = setOf(codeOf(symbol.draft));
      return make(type, (node) => {
        useScheme(scope, symbol.draft);
        return { kind: "scheme", scheme: symbol.draft, type, span: at(scope, node) };
      });
    }
    default:
      return null;
  }
}

// --------------------------------------------------------------------------------------------- values by their name

/** What the bare word can be as a value of type `member`: an enum value, a code, a name held in a data column. */
export function valueCandidates(scope: Scope, word: string, member: Type): Candidate[] {
  const value = (
    type: Type,
    called: string,
    where: Span | null,
    build: (node: ast.Node) => Expr,
  ): Candidate[] => [{ rank: 4, type, called, span: where, define: null, build }];
  switch (member.kind) {
    case "enum": {
      const owner = member.enum;
      if (!owner.values.includes(word)) return [];
      const type = enumOf(owner);
      return value(type, `the value \`${word}\` of \`${owner.name}\``, owner.span, (node) => {
        scope.context.note(
          node,
          owner,
          () => ({ kind: "value", name: word, span: owner.span, target: owner }),
          word,
        );
        return { kind: "const", value: { kind: "enum", value: word }, type, span: at(scope, node) };
      });
    }
    case "code": {
      const scheme = member.scheme;
      if (scheme === null) return [];
      if (!isKnownCode(scheme, word)) return [];
      const type = codeOf(scheme);
      return value(
        type,
        scheme.isCountry ? `the country \`${word}\`` : `the code \`${word}\``,
        null,
        (node) => codeConst(scope, scheme, word, node),
      );
    }
    case "exception":
      return lookup(scope, word)
        .filter((symbol) => symbol.kind === "exception")
        .flatMap((symbol) =>
          value(EXCEPTION, `the exception \`${symbol.id}\``, nameSpan(symbol), (node) => {
            scope.context.use(scope, node, symbol, false);
            return {
              kind: "const",
              value: { kind: "text", value: symbol.id },
              type: EXCEPTION,
              span: at(scope, node),
            };
          }),
        );
    case "text":
      if (!scope.context.agencies.has(word)) return [];
      return value(TEXT, `the agency \`${word}\``, null, (node) => ({
        kind: "const",
        value: { kind: "text", value: word },
        type: TEXT,
        span: at(scope, node),
      }));
    default:
      return [];
  }
}

/** A code uses its scheme, and through it the modules that define the items of the scheme. */
function useScheme(scope: Scope, scheme: Scheme): void {
  const owner = scope.context.ownerOf.get(scheme);
  if (owner === undefined || !("kind" in owner) || owner.kind !== "scheme") return;
  scope.file.used.add(owner);
  scope.owner.needs.add(owner);
  if (owner.file.module !== scope.file.module) scope.file.usedImports.add(owner.file.module);
  for (const module of scope.context.itemModules.get(scheme.id) ?? []) scope.file.usedImports.add(module);
}

export function codeConst(scope: Scope, scheme: Scheme, code: string, node: ast.Node): Expr {
  scope.context.note(
    node,
    scheme,
    () => ({ kind: "code", name: code, span: null, target: { scheme, code } }),
    code,
  );
  useScheme(scope, scheme);
  return {
    kind: "const",
    value: { kind: "code", scheme, code },
    type: codeOf(scheme),
    span: at(scope, node),
  };
}

/** Whether a word without quotes can be a code of the scheme: a country, or related to a declared member. */
export function isKnownCode(scheme: Scheme, word: string): boolean {
  if (scheme.isCountry) return isCountryCode(word);
  return scheme.members.some((m) => m === word || atOrBelow(scheme, word, m) || atOrBelow(scheme, m, word));
}

// ------------------------------------------------------------------------------------------------------- choosing

/** The one thing the name means where `want` is asked for, or null with a finding. */
export function choose(scope: Scope, name: string, node: ast.Node, want: Want): Candidate | null {
  const all = candidates(scope, name, node);
  if (want.member !== null) all.push(...valueCandidates(scope, name, want.member));
  const faulty = all.find((candidate) => candidate.type === null);
  if (faulty !== undefined) {
    // The reference is still noted, so that a circle of definitions without types is found.
    if (faulty.define !== null) scope.context.use(scope, node, faulty.define.symbol, true);
    return silently(scope);
  }
  const fitting = all
    .map((candidate) => ({ candidate, fit: want.fit(candidate.type!) }))
    .filter((f) => f.fit > 0);
  fitting.sort((a, b) => a.candidate.rank - b.candidate.rank || b.fit - a.fit);
  const first = fitting[0]?.candidate;
  if (first === undefined) return noneFits(scope, name, nameOf(node), want, all);
  const rival = fitting.slice(1).find(({ candidate }) => isRival(first, candidate, want))?.candidate;
  if (rival !== undefined) {
    return say(
      scope,
      "bind/ambiguous",
      nameOf(node),
      { name, first: first.called, second: rival.called },
      {
        related: [first, rival].flatMap((c) =>
          c.span === null ? [] : [{ span: c.span, message: "one meaning" }],
        ),
      },
    );
  }
  return first;
}

/** The name in a segment of a path, without the brackets behind it. */
function nameOf(node: ast.Node): ast.Node {
  return node.kind === "PathSegment" ? (node as ast.PathSegment).name : node;
}

/**
 * Whether the farther meaning could stand there just as well. Variables, fields and facts give way to each other in their
 * order; declarations and values give way to nothing. Without an expected type only what has the same type is a rival.
 */
function isRival(first: Candidate, second: Candidate, want: Want): boolean {
  if (second.rank === first.rank) return true;
  if (second.rank < 3) return false;
  return want.member !== null || (first.rank < 3 && sameType(first.type!, second.type!));
}

function noneFits(scope: Scope, name: string, node: ast.Node, want: Want, all: readonly Candidate[]): null {
  const other = all[0];
  if (other !== undefined && other.type !== null) {
    return sayType(scope, node, `\`${name}\``, other.type, want);
  }
  const missing = scope.capture?.(name);
  if (missing !== undefined && missing !== null && "missingIn" in missing) {
    if (missing.missingIn === null) return say(scope, "check/finding-name", node, { name });
    return say(scope, "check/capture", node, { name, user: missing.missingIn });
  }
  const symbol = lookup(scope, name)[0];
  if (symbol !== undefined) return sayWrongSymbol(scope, name, node, symbol, want);
  const scheme = want.member?.kind === "code" ? want.member.scheme : null;
  if (scheme !== null && (scheme.isCountry ? /^[A-Z]{2,3}$/.test(name) : scheme.members.length > 0)) {
    return sayUnknownCode(scope, node, scheme, name);
  }
  const hint = LONE.has(want.words) ? hintOnValue(scope, name) : null;
  if (hint !== null)
    return say(scope, "bind/unknown-name", node, { name, expected: want.words, near: [], hint });
  const meant = otherName(name, want);
  // Every short name is near every other.
  const near = meant ?? (name.length < 3 ? [] : nearNames(name, namesFor(scope, want)));
  if (near.length > 0) {
    return say(
      scope,
      "bind/unknown-name",
      node,
      { name, expected: want.nameWords ?? want.words, near, hint: null },
      { fixes: renameFixes(scope, node, near) },
    );
  }
  return sayUnknown(scope, node, name, want.nameWords ?? want.words, [], valueKinds);
}

/** Capitals and digits, as a name that is no country seldom has: a code that only stands in quotes. */
export const LIKE_A_CODE = /^[A-Z]+\d[A-Za-z\d]*$/;

/** What is asked for where a word of a fact's type is no value by itself. */
const LONE: ReadonlySet<string> = new Set(["a condition", "a value"]);

/** What is certainly meant by a name that the language has otherwise: a country by its name, a truth, a code without its quotes. */
function otherName(name: string, want: Want): string[] | null {
  const scheme = want.member?.kind === "code" ? want.member.scheme : null;
  if (scheme?.isCountry) {
    const codes = countriesNamed(name);
    return codes.length === 0 ? null : codes;
  }
  if (want.words === "a condition" && /^(?:true|false)$/i.test(name))
    return [/^t/i.test(name) ? "yes" : "no"];
  if (want.member?.kind === "code" && LIKE_A_CODE.test(name)) return [`'${name}'`];
  return null;
}

function sayWrongSymbol(scope: Scope, name: string, node: ast.Node, symbol: AnySymbol, want: Want): null {
  const found = withArticle(kindNoun[symbol.kind]);
  if (symbol.kind === "measure" && want.words === "a condition") {
    return say(scope, "check/type", node, {
      what: `\`${name}\``,
      found,
      expected: want.words,
      hint: `write \`required by ${name}\` to ask whether it requires something`,
    });
  }
  if (symbol.kind === "define" && symbol.node.of !== null) {
    return say(scope, "check/type", node, {
      what: `\`${name}\``,
      found: `a define of \`${symbol.node.of.text}\``,
      expected: want.words,
      hint: `write it behind a record, as in \`${symbol.node.of.text}.${name}\``,
    });
  }
  return say(scope, "bind/wrong-kind", node, { name, found, expected: want.words });
}

const valueKinds: ReadonlySet<SymbolKind> = new Set<SymbolKind>([
  "define",
  "reach",
  "unencodable",
  "group",
  "scheme",
  "measure",
  "exception",
]);

/** Names a person may have meant where `want` is asked for. */
function* namesFor(scope: Scope, want: Want): Generator<string> {
  for (let bound = scope.bound; bound !== null; bound = bound.outer) yield bound.variable.name;
  const receiver = receiverRecord(scope);
  if (receiver !== null) yield* receiver.draft.fields.keys();
  if (scope.context.transaction !== null) yield* scope.context.transaction.draft.fields.keys();
  yield* visibleNames(scope, valueKinds);
  if (want.member?.kind === "enum") yield* want.member.enum.values;
  if (want.member?.kind === "code" && want.member.scheme !== null) yield* want.member.scheme.members;
}

export function sayUnknownCode(scope: Scope, node: ast.Node, scheme: Scheme, code: string): null {
  const near = scheme.isCountry
    ? [...new Set([...nearCountries(code), ...nearNames(code, countryCodes)])].slice(0, 3)
    : nearNames(code, scheme.members);
  return say(
    scope,
    "bind/unknown-code",
    node,
    { code, scheme: scheme.isCountry ? "a country" : `a code of \`${scheme.name}\``, near },
    { fixes: renameFixes(scope, node, near) },
  );
}

/** Reports that something has the wrong type for its place. */
export function sayType(scope: Scope, node: ast.Node, what: string, found: Type, want: Want): null {
  let hint: string | null = null;
  if (want.words === "a condition") {
    if (found.kind === "set" || found.kind === "list")
      hint = "ask something of it, as in `x in ...` or `any x in ...`";
    else hint = "compare it with something";
  } else if (want.words === "an amount of money" && found.kind === "number") {
    hint = "write the currency after the number, as in `5000 EUR`";
  } else if (found.kind === "text" && node.kind === "Text" && isWord(want)) {
    const word = (node as ast.Text).value;
    const fixes = /^[A-Za-z_]\w*$/.test(word) ? renameFixes(scope, node, [word]) : [];
    const facts = { what, found: describeType(found), expected: want.words, hint: "write it without quotes" };
    return say(scope, "check/type", node, facts, { fixes });
  } else if (found.kind === "set" && isWord(want)) {
    hint = "write `in` to ask whether it is a member";
  }
  return say(scope, "check/type", node, { what, found: describeType(found), expected: want.words, hint });
}

/** Whether one word of an enumeration, or one code, is asked for. */
function isWord({ member, words }: Want): boolean {
  return !words.startsWith("a set") && (member?.kind === "enum" || member?.kind === "code");
}
