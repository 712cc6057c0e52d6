/** The checked program: all that is without faults, each kind in the order of ids. */
import type { Context } from "./context.ts";
import type { AnySymbol, SymbolKind, SymbolOfKind } from "./symbols.ts";
import type { Jurisdiction, Module, Program, Proposal, Scenario, Unit } from "./tree.ts";

export function makeProgram(context: Context, scenarios: readonly Scenario[]): Program {
  dropFaultyFields(context);
  const sound = <K extends SymbolKind>(kind: K): SymbolOfKind<K>["draft"][] =>
    [...context.everyOfKind(kind)]
      .filter((symbol) => !symbol.faulty)
      .sort(byId)
      .map((symbol) => symbol.draft as SymbolOfKind<K>["draft"]);
  const units: Unit[] = sound("unit").flatMap(({ unit }) => (unit === null ? [] : [unit]));
  const groups = [...context.everyOfKind("group")].filter(
    (symbol) => !symbol.faulty && symbol.holds === "values",
  );
  const measures = sound("measure");
  for (const { draft } of context.everyOfKind("scheme"))
    draft.jurisdiction = soundOrNull(context, draft.jurisdiction);
  for (const { draft } of context.modules.values())
    draft.jurisdiction = soundOrNull(context, draft.jurisdiction);
  return {
    modules: modulesOf(context),
    jurisdictions: sound("jurisdiction"),
    instruments: sound("instrument"),
    units,
    enums: sound("enum"),
    records: sound("record"),
    schemes: sound("scheme"),
    groups: groups.sort(byId).map((symbol) => symbol.draft),
    lists: sound("list"),
    defines: sound("define"),
    items: sound("item"),
    reaches: sound("reach"),
    reviews: sound("review"),
    measures,
    exceptions: sound("exception"),
    authorities: sound("authority"),
    findings: sound("finding"),
    unencodables: sound("unencodable"),
    omissions: sound("omitted"),
    universes: sound("universe"),
    cases: sound("case"),
    scenarios,
    proposals: sound("proposal").map((draft): Proposal => {
      draft.measures = measures.filter((m) => m.proposal === draft.name && m.module === draft.module);
      return draft;
    }),
    transaction:
      context.transaction === null || context.transaction.faulty ? null : context.transaction.draft,
  };
}

/** What points back at a jurisdiction does not rest on it: a faulty one is taken out of the pointer. */
function soundOrNull(context: Context, jurisdiction: Jurisdiction | null): Jurisdiction | null {
  const owner = jurisdiction === null ? undefined : context.ownerOf.get(jurisdiction);
  if (owner !== undefined && !owner.faulty) return jurisdiction;
  if (jurisdiction !== null) context.isSpent = true;
  return null;
}

function byId(a: AnySymbol, b: AnySymbol): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

function modulesOf(context: Context): Module[] {
  return [...context.modules.values()]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map((module) => module.draft);
}

/** A faulty fact leaves its record; what asks for it is faulty already. */
function dropFaultyFields(context: Context): void {
  for (const symbol of context.files.flatMap((file) => file.fields)) {
    if (!symbol.faulty) continue;
    symbol.record.draft.fields.delete(symbol.draft.name);
    context.isSpent = true;
  }
}
