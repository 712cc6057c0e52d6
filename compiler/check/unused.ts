/** What is declared, used or bound without effect. */
import type * as ast from "../../grammar/ast.ts";
import type { Fix } from "../../grammar/base/diagnostic.ts";
import { span } from "../../grammar/base/span.ts";
import { at, type Context, makeOwner, say } from "./context.ts";
import { type FileUnit, kindNoun, type ModuleInfo, type SymbolKind } from "./symbols.ts";

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
  "case",
]);

export function sayUnusedDeclarations(context: Context): void {
  // What could not be read may be what uses it.
  if (faultyFiles(context).size > 0) return;
  const used = new Set(context.files.flatMap((file) => [...file.used]));
  for (const symbol of context.files.flatMap((file) => file.symbols)) {
    if (used.has(symbol) || symbol.faulty || symbol.name === "" || !helpers.has(symbol.kind)) continue;
    if (symbol.file.module.draft.jurisdiction === null) continue;
    const site = { context, file: symbol.file, owner: symbol, proposal: symbol.proposal };
    say(site, "bind/unused-declaration", symbol.nameNode, { kind: kindNoun[symbol.kind], name: symbol.name });
  }
}

/** Files with errors of parsing or checking. */
function faultyFiles(context: Context): ReadonlySet<string> {
  const parsing = context.files.flatMap((file) => file.result.diagnostics);
  const all = [...parsing, ...context.found()];
  return new Set(all.filter(({ severity }) => severity === "error").map(({ span }) => span.file));
}

export function sayUnusedImports(context: Context): void {
  const faulty = faultyFiles(context);
  for (const file of context.files) {
    if (faulty.has(file.path)) continue;
    for (const [module, node] of file.uses) {
      if (file.usedImports.has(module)) continue;
      const site = { context, file, owner: makeOwner(module.path, at({ file }, node)), proposal: null };
      say(site, "bind/unused-import", node, { path: module.path }, { fixes: [removal(file, module)] });
    }
  }
}

/** Takes the path out of its `use`, with one comma; the whole `use` where it is the only path. */
function removal(file: FileUnit, module: ModuleInfo): Fix {
  const node = file.uses.get(module)!;
  const uses = file.result.file.declarations.filter((d) => d.kind === "UseDeclaration");
  // By place: the tree may have been parsed again since.
  const isIt = (path: ast.ModulePath): boolean => path.start === node.start;
  const use = uses.find((d) => d.paths.some(isIt))!;
  const index = use.paths.findIndex(isIt);
  const next = use.paths[index + 1];
  const before = use.paths[index - 1];
  let place = { start: node.start, end: node.end };
  if (next !== undefined) place = { start: node.start, end: next.start };
  else if (before !== undefined) place = { start: before.end, end: node.end };
  else {
    const after = /^[^\S\n]*\n?/.exec(file.result.source.text.slice(use.end))![0].length;
    place = { start: use.start, end: use.end + after };
  }
  return {
    title: `remove \`${module.path}\` from \`use\``,
    safe: true,
    edits: [{ span: span(file.path, place.start, place.end), newText: "" }],
  };
}
