/** What is declared, used or bound without effect. */
import { at, type Context, makeOwner, say } from "./context.ts";
import { kindNoun, type SymbolKind } from "./symbols.ts";

/**
 * Declarations that exist only to be referred to. Types, facts and institutions are left out: a vocabulary declares more
 * than one program needs; and so are modules of no jurisdiction, which are there for others.
 */
const helpers: ReadonlySet<SymbolKind> = new Set<SymbolKind>([
  "define",
  "group",
  "review",
  "unencodable",
  "list",
  "instrument",
]);

export function sayUnusedDeclarations(context: Context): void {
  for (const symbol of context.symbols) {
    if (symbol.used || symbol.faulty || symbol.name === "" || !helpers.has(symbol.kind)) continue;
    if (symbol.file.module.draft.jurisdiction === null) continue;
    const site = { context, file: symbol.file, owner: symbol, proposal: symbol.proposal };
    say(site, "bind/unused-declaration", symbol.nameNode, { kind: kindNoun[symbol.kind], name: symbol.name });
  }
}

export function sayUnusedImports(context: Context): void {
  for (const file of context.files) {
    for (const [module, node] of file.uses) {
      if (file.usedImports.has(module)) continue;
      const site = { context, file, owner: makeOwner(module.path, at({ file }, node)), proposal: null };
      say(site, "bind/unused-import", node, { path: module.path });
    }
  }
}
