/** Dated conditions and values: defines, items, reaches and groups. */
import type * as ast from "../../grammar/ast.ts";
import { walk } from "../../grammar/walk.ts";
import { datedChronology, type WrittenValue } from "./chronology.ts";
import { validCode } from "./codes.ts";
import { at, type Context, nameSpan, type Site, say, silently } from "./context.ts";
import { groupMembers, listsNamed, measuresNamed } from "./expressions/named-sets.ts";
import { inUnit } from "./expressions/numbers.ts";
import { countryType } from "./expressions/paths.ts";
import { bind, openScope, type Scope, sayUnused } from "./expressions/scope.ts";
import { membersValue } from "./expressions/sets.ts";
import { condition, value } from "./expressions/value.ts";
import { wantAnything, wantType } from "./expressions/wants.ts";
import { defaultScheme, resolveName, sayNoScheme } from "./scopes.ts";
import type {
  AnySymbol,
  DefineSymbol,
  GroupSymbol,
  ItemSymbol,
  ReachSymbol,
  RecordSymbol,
} from "./symbols.ts";
import type { Expr, Guarded, Type, Variable } from "./tree.ts";
import { resolveParameterType } from "./type-names.ts";
import { ANY_CODE, recordOf, TRUTH } from "./types.ts";

export function siteOf(context: Context, symbol: AnySymbol): Site {
  return { context, file: symbol.file, owner: symbol, proposal: symbol.proposal };
}

// -------------------------------------------------------------------------------------------------------- defines

/** The parameters of a define, resolved when first asked for; null where they are faulty. */
export function defineParameters(context: Context, symbol: DefineSymbol): readonly Variable[] | null {
  const known = context.parameters.get(symbol);
  if (known !== undefined) return known;
  const site = siteOf(context, symbol);
  let parameters: Variable[] | null = [];
  for (const node of symbol.node.parameters) {
    const type = resolveParameterType(site, node.type);
    if (type === null || node.name.missing) parameters = null;
    else parameters?.push({ name: node.name.text, type, span: at(site, node.name) });
  }
  if (symbol.node.of !== null) {
    const record = resolveName(site, symbol.node.of, ["record"]);
    symbol.receiver = record;
    if (record === null) parameters = null;
    else {
      symbol.draft.of = record.draft;
      symbol.draft.it = { name: "it", type: recordOf(record.draft), span: at(site, symbol.node.of) };
    }
  }
  if (parameters === null) symbol.faulty = true;
  else symbol.draft.parameters = parameters;
  context.parameters.set(symbol, parameters);
  return parameters;
}

const truthKinds: ReadonlySet<ast.NodeKind> = new Set<ast.NodeKind>([
  "Logical",
  "Not",
  "Knowledge",
  "RequiredBy",
  "Comparison",
  "Membership",
  "Listed",
  "Quantifier",
  "LimbBlock",
  "TableBlock",
  "TruthLiteral",
]);

/** Whether the syntax alone says that the define is a condition; most are, and need no look at their body. */
function isPlainlyTruth(node: ast.DefineDeclaration): boolean {
  if (node.unless !== null) return true;
  const written = node.value ?? node.versions.find((v) => v.kind === "Version")?.value ?? null;
  if (written === null || written.kind !== "ValueList" || written.members.length !== 1) return false;
  let member = written.members[0]!;
  while (member.kind === "Parenthesized") member = member.inner;
  return truthKinds.has(member.kind);
}

/**
 * Defines whose type stands only in their body, each after those it names: a body that asks for the type of another finds
 * it, and a chain of ten thousand needs no deep recursion.
 */
export function valueDefines(context: Context): DefineSymbol[] {
  const open = [...context.ofKind("define")].filter((symbol) => !isPlainlyTruth(symbol.node));
  const byName = new Map<string, DefineSymbol[]>();
  for (const symbol of open) byName.set(symbol.name, [...(byName.get(symbol.name) ?? []), symbol]);
  const ordered: DefineSymbol[] = [];
  const seen = new Set<DefineSymbol>();
  for (const root of open) {
    if (seen.has(root)) continue;
    seen.add(root);
    const work = [{ symbol: root, next: namedDefines(root, byName)[Symbol.iterator]() }];
    for (let frame = work.at(-1); frame !== undefined; frame = work.at(-1)) {
      const step = frame.next.next();
      if (step.done === true) {
        ordered.push(frame.symbol);
        work.pop();
      } else if (!seen.has(step.value)) {
        seen.add(step.value);
        work.push({ symbol: step.value, next: namedDefines(step.value, byName)[Symbol.iterator]() });
      }
    }
  }
  return ordered;
}

/** Value defines whose name occurs in a path of the body; more than are meant does no harm. */
function namedDefines(
  symbol: DefineSymbol,
  byName: ReadonlyMap<string, readonly DefineSymbol[]>,
): DefineSymbol[] {
  const found: DefineSymbol[] = [];
  walk(symbol.node, (node) => {
    if (node.kind === "PathSegment") found.push(...(byName.get(node.name.text) ?? []));
    return undefined;
  });
  return found;
}

/** The type of a define; null while it is being found (a circle) and where it is faulty. */
export function defineType(context: Context, symbol: DefineSymbol): Type | null {
  if (symbol.signature === "new") {
    if (defineParameters(context, symbol) === null) symbol.signature = "done";
    else if (isPlainlyTruth(symbol.node)) {
      symbol.type = TRUTH;
      symbol.signature = "done";
    } else checkDefine(context, symbol);
  }
  return symbol.signature === "done" ? symbol.type : null;
}

export function checkDefine(context: Context, symbol: DefineSymbol): void {
  if (context.checked.has(symbol)) return;
  context.checked.add(symbol);
  const parameters = defineParameters(context, symbol);
  const plain = isPlainlyTruth(symbol.node);
  if (symbol.signature === "new" && !plain) symbol.signature = "busy";
  const site = siteOf(context, symbol);
  const outer = openScope(site, symbol.draft.it);
  let scope = outer;
  for (const [i, node] of symbol.node.parameters.entries()) {
    const type = parameters?.[i]?.type;
    if (type !== undefined) scope = bind(scope, node.name, type, "parameter");
  }
  if (parameters === null) {
    symbol.signature = "done";
    return;
  }
  // Calls bind the variables the body was checked with.
  const variables: Variable[] = [];
  for (let bound = scope.bound; bound !== null; bound = bound.outer) variables.unshift(bound.variable);
  symbol.draft.parameters = variables;
  context.parameters.set(symbol, variables);
  let type: Type | null = plain ? TRUTH : null;
  const found = datedChronology<Guarded>(site, symbol.node, symbol.nameNode, (written) => {
    const guarded = guardedValue(written, scope, type);
    type ??= guarded?.value.type ?? null;
    return guarded;
  });
  symbol.draft.chronology = { versions: found.versions, statuses: found.statuses };
  symbol.draft.citations = found.citations;
  symbol.type = type;
  symbol.signature = "done";
  if (type === null || found.versions.length === 0) symbol.faulty = true;
  else symbol.draft.type = type;
  if (!symbol.faulty) sayUnused(scope, outer);
}

/** A value with its `unless`; `type` is that of the versions before it. */
function guardedValue(written: WrittenValue, scope: Scope, type: Type | null): Guarded | null {
  if (written.operation !== "set") {
    return say(scope, "check/add-to-condition", written.node, { word: written.operation });
  }
  // The parser reads grids only in reviews.
  if (written.value.kind === "PolicyGrid") return silently(scope);
  const members = written.value.members;
  const first = members[0];
  if (first === undefined) return silently(scope);
  let found: Expr | null;
  if (members.length > 1) {
    const head = value(first, scope, type?.kind === "set" ? wantType(type) : wantAnything);
    if (head === null) return null;
    if (head.type.kind === "truth") return say(scope, "check/one-value", written.value, {});
    found = membersValue(members, written.value, scope, head.type.kind === "set" ? head.type.of : head.type);
  } else found = value(first, scope, type === null ? wantAnything : wantType(type));
  if (found !== null && type?.kind === "number") found = inUnit(found, type.unit, first, scope);
  const unless = written.unless === null ? null : condition(written.unless, scope);
  if (found === null || (written.unless !== null && unless === null)) return null;
  if (unless !== null && found.type.kind !== "truth")
    return say(scope, "check/unless-on-value", written.unless!, {});
  return { value: found, unless };
}

function guardedCondition(written: WrittenValue, scope: Scope): Guarded | null {
  return guardedValue(written, scope, TRUTH);
}

// ------------------------------------------------------------------------------------------------------ reach, item

export function checkReach(context: Context, symbol: ReachSymbol): void {
  const site = siteOf(context, symbol);
  const scope = openScope(site);
  const found = datedChronology(site, symbol.node, symbol.nameNode, (written) =>
    guardedCondition(written, scope),
  );
  symbol.draft.chronology = { versions: found.versions, statuses: found.statuses };
  symbol.draft.citations = found.citations;
}

/** The record of items: the fact `item` of a transaction, or the record of that name. */
function itemRecord(context: Context, site: Site): RecordSymbol | null {
  const type = context.transaction?.draft.fields.get("item")?.type;
  if (type?.kind === "record") return context.ownerOf.get(type.record) as RecordSymbol;
  const symbol = site.file.module.symbols.get("item");
  return symbol?.kind === "record" ? symbol : null;
}

/** Finds the scheme of an item and enters it under its code. */
export function declareItem(context: Context, symbol: ItemSymbol): void {
  const site = siteOf(context, symbol);
  const { scheme: schemeNode, code: codeNode } = symbol.node;
  const scheme = schemeNode === null ? defaultScheme(site) : resolveName(site, schemeNode, ["scheme"]);
  if (scheme === null) {
    if (schemeNode === null) sayNoScheme(site, codeNode, codeNode.text);
    symbol.faulty = true;
    return;
  }
  site.file.used.add(scheme);
  site.owner.needs.add(scheme);
  if (scheme.file.module !== site.file.module) site.file.usedImports.add(scheme.file.module);
  symbol.draft.scheme = scheme.draft;
  symbol.draft.code = codeNode.text;
  symbol.id = [
    symbol.file.module.path,
    ...(symbol.proposal === null ? [] : [symbol.proposal]),
    `${scheme.name} ${codeNode.text}`,
  ].join(".");
  symbol.draft.id = symbol.id;
  if (!validCode(scheme.draft, codeNode.text)) {
    say(site, "bind/bad-code", codeNode, { code: codeNode.text, scheme: scheme.name });
  }
  let codes = context.items.get(scheme.id);
  if (codes === undefined) {
    codes = new Map();
    context.items.set(scheme.id, codes);
  }
  const modules = context.itemModules.get(scheme.id);
  if (modules === undefined) context.itemModules.set(scheme.id, new Set([symbol.file.module]));
  else modules.add(symbol.file.module);
  const earlier = codes.get(codeNode.text);
  if (earlier === undefined) codes.set(codeNode.text, symbol);
  else {
    context.hasDuplicates = true;
    if (earlier.proposal === symbol.proposal) {
      say(
        site,
        "bind/duplicate",
        codeNode,
        { name: `${scheme.name} ${codeNode.text}`, kind: "item" },
        { related: [{ span: nameSpan(earlier), message: "the first declaration" }] },
      );
    }
  }
  context.noteSymbol(codeNode, symbol);
}

export function checkItem(context: Context, symbol: ItemSymbol): void {
  const site = siteOf(context, symbol);
  const record = itemRecord(context, site);
  if (record === null) {
    say(site, "check/no-transaction", symbol.nameNode, { name: "item" });
    return;
  }
  const it: Variable = { name: "it", type: recordOf(record.draft), span: nameSpan(symbol) };
  symbol.draft.it = it;
  const scope = openScope(site, it);
  const found = datedChronology(site, symbol.node, symbol.nameNode, (written) =>
    guardedCondition(written, scope),
  );
  symbol.draft.chronology = { versions: found.versions, statuses: found.statuses };
  symbol.draft.citations = found.citations;
}

// --------------------------------------------------------------------------------------------------------- groups

/** What a group holds, which is written behind `of`; countries where nothing is. */
export function declareGroup(context: Context, symbol: GroupSymbol): void {
  const site = siteOf(context, symbol);
  symbol.draft.open = symbol.node.open;
  const of = symbol.node.of;
  if (of === null || of.text === "countries") {
    const country = countryType({ context });
    if (country === null) say(site, "check/no-transaction", symbol.nameNode, { name: "country" });
    else symbol.draft.of = country;
    return;
  }
  if (of.text === "codes") symbol.draft.of = ANY_CODE;
  else if (of.text === "lists" || of.text === "measures") symbol.holds = of.text;
  else {
    const type = resolveParameterType(site, of);
    if (type !== null) symbol.draft.of = type.kind === "set" ? type.of : type;
  }
}

export function checkGroup(context: Context, symbol: GroupSymbol): void {
  if (symbol.faulty) return;
  const site = siteOf(context, symbol);
  const scope = openScope(site);
  let first = true;
  const found = datedChronology(site, symbol.node, symbol.nameNode, (written) => {
    if (written.unless !== null) return say(site, "check/unless-on-value", written.unless, {});
    if (written.value.kind === "PolicyGrid") return silently(site);
    if (first && written.operation !== "set") {
      say(site, "check/first-change", written.node, { word: written.operation });
    }
    first = false;
    const members = written.value.members;
    const value =
      symbol.holds === "values"
        ? membersValue(members, written.value, scope, symbol.draft.of)
        : nameHolder(symbol, written, scope);
    return value === null ? null : { operation: written.operation, value, unless: null };
  });
  if (symbol.holds !== "values" && symbol.node.value === null && symbol.node.versions.length > 0) {
    say(site, "check/dated-group", symbol.node.versions[0]!, { holds: symbol.holds });
  }
  symbol.draft.chronology = { versions: found.versions, statuses: found.statuses };
  symbol.draft.citations = found.citations;
}

/** Checks the names in a group of lists or measures. Such a group is expanded where it is used and has no value itself. */
function nameHolder(symbol: GroupSymbol, written: WrittenValue, scope: Scope): Expr | null {
  const names =
    symbol.holds === "lists"
      ? groupMembers(symbol, scope, listsNamed)
      : groupMembers(symbol, scope, measuresNamed);
  if (names === null) return null;
  return {
    kind: "setLiteral",
    members: [],
    type: { kind: "set", of: ANY_CODE },
    span: at(scope, written.node),
  };
}
