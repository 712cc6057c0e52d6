/**
 * Named cases, and what scenarios make of them: `given to_china with h100 with { destination: VN }`. Each operand is put
 * over those before it: records field by field, everything else as a whole.
 */
import type * as ast from "../../grammar/ast.ts";
import { caseRecord, NOT_GIVEN } from "./case-values.ts";
import { type Context, type Site, say, silently } from "./context.ts";
import { resolveName } from "./scopes.ts";
import type { CaseSymbol, FactsPart } from "./symbols.ts";
import type { CaseJson, RecordType } from "./tree.ts";

type Facts = { readonly [key: string]: CaseJson };

/** Reads the case's own facts and notes what it builds on. */
export function checkCase(context: Context, symbol: CaseSymbol): void {
  const site = siteOf(context, symbol);
  if (context.transaction === null) {
    say(site, "check/no-transaction", symbol.node.facts, { name: "transaction" });
    return;
  }
  symbol.parts = factsParts(symbol.node.facts, context.transaction.draft, site);
}

/** The operands as far as they are sound; a fault in one makes the owner of the site faulty. */
export function factsParts(node: ast.CaseFacts, transaction: RecordType, site: Site): readonly FactsPart[] {
  const parts: FactsPart[] = [];
  for (const part of node.parts) {
    if (part.kind === "Name") {
      const symbol = resolveName(site, part, ["case"], true);
      if (symbol !== null) parts.push({ kind: "case", node: part, symbol });
    } else {
      const facts = caseRecord(part, transaction, site, "case");
      if (facts !== null) parts.push({ kind: "facts", node: part, facts });
    }
  }
  return parts;
}

/**
 * Gives every case all its facts, those it builds on first. Circles were reported before: who is in one is faulty and
 * keeps no facts. With a stack of its own, so that a long chain of cases is as safe as a short one.
 */
export function resolveCases(context: Context): void {
  const transaction = context.transaction?.draft ?? null;
  if (transaction === null) return;
  const done = new Set<CaseSymbol>();
  for (const root of context.everyOfKind("case")) {
    const stack = [root];
    for (let symbol = stack.at(-1); symbol !== undefined; symbol = stack.at(-1)) {
      if (!symbol.faulty && !done.has(symbol)) {
        const open = basesOf(symbol).filter((base) => !base.faulty && !done.has(base));
        if (open.length > 0) {
          stack.push(...open);
          continue;
        }
        symbol.draft.given = putTogether(symbol.parts, transaction, siteOf(context, symbol));
      }
      done.add(symbol);
      stack.pop();
    }
  }
}

function basesOf(symbol: CaseSymbol): readonly CaseSymbol[] {
  return symbol.parts.flatMap((part) => (part.kind === "case" ? [part.symbol] : []));
}

/** All facts of the operands, each put over those before it. The cases among them must be resolved. */
export function putTogether(parts: readonly FactsPart[], transaction: RecordType, site: Site): Facts {
  let given: Facts = {};
  for (const part of parts) {
    if (part.kind === "facts") given = putOver(given, part.facts, part.node, transaction, site);
    else if (part.symbol.faulty) silently(site);
    else given = putOver(given, part.symbol.draft.given as Facts, null, transaction, site);
  }
  return given;
}

/** `over` on `base`; `node` is where `over` was written, null where it is a case and takes nothing back. */
function putOver(
  base: Facts,
  over: Facts,
  node: ast.CaseRecord | null,
  record: RecordType | null,
  site: Site,
): Facts {
  const given: { [key: string]: CaseJson } = { ...base };
  for (const [name, value] of Object.entries(over)) {
    const written = node?.entries.find((entry) => entry.name.text === name) ?? null;
    const before = given[name];
    if (value === NOT_GIVEN) {
      if (before === undefined) say(site, "check/case-nothing-to-take-back", written!, { field: name });
      delete given[name];
      continue;
    }
    const type = record?.fields.get(name)?.type;
    // The obligations of a case are no field of the transaction, and merge as records do.
    const inner = type?.kind === "record" ? type.record : null;
    if ((inner !== null || type === undefined) && isRecord(value)) {
      const innerNode = written?.value.kind === "CaseRecord" ? written.value : null;
      given[name] = putOver(isRecord(before) ? before : {}, value, innerNode, inner, site);
    } else given[name] = value;
  }
  return given;
}

/** The facts of a record, and not its state: unknown or not applicable. */
function isRecord(value: CaseJson | undefined): value is Facts {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const keys = Object.keys(value);
  const state = keys.length === 1 && (keys[0] === "unknown" || keys[0] === "notApplicable");
  return !state || (value as Facts)[keys[0]!] !== true;
}

function siteOf(context: Context, symbol: CaseSymbol): Site {
  return { context, file: symbol.file, owner: symbol, proposal: symbol.proposal };
}
