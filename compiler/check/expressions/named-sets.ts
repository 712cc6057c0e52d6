/** Sets of declarations: of measures (`required by us.part744 - hq_rule`) and of data lists. They are known at once. */
import type * as ast from "../../../grammar/ast.ts";
import { nearNames } from "../../../grammar/base/suggest.ts";
import { at, type Site, say, silently } from "../context.ts";
import { lookup, lookupQualified, sayUnknown, visibleNames } from "../scopes.ts";
import {
  type AnySymbol,
  kindNoun,
  type ListSymbol,
  type MeasureSymbol,
  type ModuleInfo,
  type SymbolKind,
  withArticle,
} from "../symbols.ts";
import type { Expr, List, RecordType } from "../tree.ts";
import { describe, recordOf, TRUTH } from "../types.ts";
import type { Scope } from "./scope.ts";

export function requiredBy(node: ast.RequiredBy, scope: Scope): Expr | null {
  const measures = measureSet(node.measures, scope);
  if (measures === null) return null;
  for (const measure of measures) scope.context.rests(scope, measure, at(scope, node), true);
  return {
    kind: "requiredBy",
    measures: measures.map((measure) => measure.draft),
    type: TRUTH,
    span: at(scope, node),
  };
}

/** Measures, in the order of their ids. Paths of modules stand for all measures in the module and below it. */
export function measureSet(node: ast.Expression, site: Site): readonly MeasureSymbol[] | null {
  const found = namedSet(node, site, measuresNamed);
  return found === null ? null : [...found].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Data lists, in the order of their ids. */
export function listSet(node: ast.Expression, site: Site): readonly List[] | null {
  const found = namedSet(node, site, listsNamed);
  if (found === null) return null;
  return [...found].sort((a, b) => (a.id < b.id ? -1 : 1)).map((symbol) => symbol.draft);
}

function namedMembers<S extends AnySymbol>(
  nodes: readonly ast.Expression[],
  site: Site,
  named: (node: ast.PathExpression, site: Site) => ReadonlySet<S> | null,
): ReadonlySet<S> | null {
  const all = new Set<S>();
  for (const node of nodes) {
    const some = namedSet(node, site, named);
    if (some === null) return null;
    for (const symbol of some) all.add(symbol);
  }
  return all;
}

function namedSet<S extends AnySymbol>(
  node: ast.Expression,
  site: Site,
  named: (node: ast.PathExpression, site: Site) => ReadonlySet<S> | null,
): ReadonlySet<S> | null {
  switch (node.kind) {
    case "Parenthesized":
      return namedSet(node.inner, site, named);
    case "PathExpression":
      if (node.segments.some((segment) => segment.name.missing)) return silently(site);
      return named(node, site);
    case "SetLiteral":
      return namedMembers(node.members, site, named);
    case "Arithmetic": {
      const left = namedSet(node.left, site, named);
      const right = namedSet(node.right, site, named);
      if (left === null || right === null) return null;
      if (node.operator === "+") return new Set([...left, ...right]);
      if (node.operator === "-") return new Set([...left].filter((symbol) => !right.has(symbol)));
      if (node.operator === "&") return new Set([...left].filter((symbol) => right.has(symbol)));
      return say(site, "check/type", node, {
        what: "this",
        found: "a calculation",
        expected: "a set of names",
        hint: "join sets by `+`, `-` and `&`",
      });
    }
    case "ErrorExpression":
      return silently(site);
    default:
      return say(site, "check/type", node, {
        what: "this",
        found: "no name",
        expected: "a name",
        hint: "write names of declarations, joined by `+`, `-` and `&`",
      });
  }
}

const measureKinds: ReadonlySet<SymbolKind> = new Set<SymbolKind>(["measure", "group"]);
const listKinds: ReadonlySet<SymbolKind> = new Set<SymbolKind>(["list", "group"]);

export function measuresNamed(node: ast.PathExpression, site: Site): ReadonlySet<MeasureSymbol> | null {
  const parts = node.segments.map((segment) => segment.name.text);
  const symbol = findNamed(site, parts, measureKinds);
  if (symbol !== null && symbol.kind === "measure") {
    site.context.use(site, node, symbol, false);
    if (symbol.node.measureKind === "extraterritorial") {
      return say(site, "check/type", node, {
        what: `\`${symbol.name}\``,
        found: "an extraterritorial measure",
        expected: "a measure that requires something",
        hint: `to ask whether the law reaches the act through it, write \`${symbol.name}\` alone`,
      });
    }
    return new Set([symbol]);
  }
  if (symbol !== null && symbol.kind === "group" && symbol.holds === "measures") {
    site.context.use(site, node, symbol, true);
    return groupMembers(symbol, site, measuresNamed);
  }
  const modules = modulesBelow(site, parts.join("."));
  if (symbol === null && modules.length > 0) {
    site.context.noteModule(node, parts.join("."), modules[0]!);
    site.file.asksAll = true;
    const all = new Set<MeasureSymbol>();
    for (const module of modules) {
      if (module !== site.file.module) site.file.usedImports.add(module);
      for (const inner of module.symbols.values()) {
        if (inner.kind === "measure" && inner.node.measureKind !== "extraterritorial") all.add(inner);
      }
    }
    return all;
  }
  return sayNoName(site, node, parts, "a measure", measureKinds);
}

export function listsNamed(node: ast.PathExpression, site: Site): ReadonlySet<ListSymbol> | null {
  const parts = node.segments.map((segment) => segment.name.text);
  const symbol = findNamed(site, parts, listKinds);
  if (symbol !== null && symbol.kind === "list") {
    site.context.use(site, node, symbol, false);
    return new Set([symbol]);
  }
  if (symbol !== null && symbol.kind === "group" && symbol.holds === "lists") {
    site.context.use(site, node, symbol, true);
    return groupMembers(symbol, site, listsNamed);
  }
  return sayNoName(site, node, parts, "a list", listKinds);
}

function modulesBelow(site: Site, path: string): ModuleInfo[] {
  return [...site.context.modules.values()].filter((m) => m.path === path || m.path.startsWith(`${path}.`));
}

function findNamed(site: Site, parts: readonly string[], kinds: ReadonlySet<SymbolKind>): AnySymbol | null {
  if (parts.length > 1) return lookupQualified(site, parts);
  const all = lookup(site, parts[0]!);
  return all.find((symbol) => kinds.has(symbol.kind)) ?? all[0] ?? null;
}

function sayNoName(
  site: Site,
  node: ast.PathExpression,
  parts: readonly string[],
  expected: string,
  kinds: ReadonlySet<SymbolKind>,
): null {
  const name = parts.join(".");
  const other = findNamed(site, parts, kinds);
  if (other !== null) {
    return say(site, "bind/wrong-kind", node, { name, found: withArticle(kindNoun[other.kind]), expected });
  }
  return sayUnknown(
    site,
    node,
    name,
    expected,
    [...visibleNames(site, kinds), ...nearNames(name, site.context.modules.keys())],
    kinds,
  );
}

/**
 * The members of a group of lists or measures, found once: null where they are faulty, and while they are being found (a
 * circle, which is reported with all others).
 */
export function groupMembers<S extends AnySymbol>(
  group: AnySymbol & { kind: "group" },
  site: Site,
  named: (node: ast.PathExpression, site: Site) => ReadonlySet<S> | null,
): ReadonlySet<S> | null {
  const { expanded } = site.context;
  if (!expanded.has(group)) {
    expanded.set(group, null);
    const written = group.node.value;
    const own: Site = { context: site.context, file: group.file, owner: group, proposal: group.proposal };
    expanded.set(group, written?.kind === "ValueList" ? namedMembers(written.members, own, named) : null);
  }
  const members = expanded.get(group) as ReadonlySet<S> | null;
  return members ?? silently(site);
}

/** Whether records of this type can be matched against lists: they state their entries and what they were screened for. */
export function requireListable(scope: Scope, node: ast.Node, record: RecordType): boolean {
  const fields = ["entries", "screened"].map((name) => record.fields.get(name)?.type);
  const fine = fields.every((type) => type?.kind === "set" && type.of.kind === "text");
  if (!fine) {
    say(scope, "check/type", node, {
      what: "what is matched against a list",
      found: describe(recordOf(record)),
      expected: "a record with the facts `entries` and `screened`",
      hint: null,
    });
  }
  return fine;
}
