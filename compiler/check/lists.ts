/** Data lists: their columns, and their rows as the loader reads them. */
import type * as ast from "../../grammar/ast.ts";
import { SourceFile } from "../../grammar/base/source-file.ts";
import { type ListNames, type ListShape, loadList, type NameKind } from "../load/lists.ts";
import type { DataRead } from "../load/workspace.ts";
import { at, type Context, type Site, say } from "./context.ts";
import { defineType, siteOf } from "./defines.ts";
import { checkCite } from "./parts.ts";
import { lookup, resolveName, visibleNames } from "./scopes.ts";
import type { AnySymbol, ListSymbol, SymbolKind } from "./symbols.ts";
import type { Column } from "./tree.ts";
import { resolveType } from "./type-names.ts";

/** Columns first: conditions may name them before the rows are read. */
export function declareList(context: Context, symbol: ListSymbol): void {
  const site = siteOf(context, symbol);
  const draft = symbol.draft;
  const record = resolveName(site, symbol.node.record, ["record"]);
  if (record !== null) draft.record = record.draft;
  draft.file = symbol.node.file.value;
  for (const clause of symbol.node.clauses) {
    switch (clause.kind) {
      case "Cite":
        draft.citation = checkCite(site, clause);
        break;
      case "KeyClause":
        if (draft.key !== "") say(site, "check/clause-twice", clause, { clause: "key" });
        draft.key = clause.column.text;
        break;
      case "ColumnClause":
        declareColumn(site, symbol, clause);
        break;
      case "DatedClause":
        break;
      case "ErrorClause":
        symbol.faulty = true;
        break;
    }
  }
  if (draft.key === "" && !symbol.faulty) {
    say(site, "check/missing-clause", symbol.nameNode, {
      kind: "list",
      name: symbol.name,
      clause: "key",
      hint: "name the column that identifies an entry, as in `key id`",
    });
  }
}

function declareColumn(site: Site, symbol: ListSymbol, node: ast.ColumnClause): void {
  if (node.name.missing) return;
  const name = node.name.text;
  if (symbol.draft.columns.has(name)) {
    say(site, "bind/duplicate", node.name, { name, kind: "column" });
    return;
  }
  const type = resolveType(site, node.type, { column: true, inlineEnumId: `${symbol.id}.${name}` });
  if (type === null) return;
  if (type.kind === "list" || type.kind === "record") {
    say(site, "check/list-column", node.type, { column: name, problem: "holds records, which no cell can" });
    return;
  }
  const column: Column = { name, type, span: at(site, node.name) };
  symbol.draft.columns.set(name, column);
  site.context.note(node.name, column, () => ({ kind: "column", name, span: column.span, target: column }));
}

/** Reads the rows. A list with a bad row is faulty: screening against the rest would read as "not listed". */
export function loadRows(context: Context, symbol: ListSymbol): void {
  const file = symbol.node.file;
  if (file.missing || symbol.draft.key === "") {
    symbol.faulty = true;
    return;
  }
  const site = siteOf(context, symbol);
  const dated = symbol.node.clauses.find((clause) => clause.kind === "DatedClause");
  const shape: ListShape = {
    key: symbol.draft.key,
    from: dated?.from.text ?? null,
    until: dated?.until?.text ?? null,
    columns: symbol.draft.columns,
  };
  const read = context.input.readData(symbol.file.path, file.value);
  context.dataRead.push({ relativeTo: symbol.file.path, path: file.value, read });
  const loaded = loadList(asRead(read, file.value), file.value, at(site, file), shape, namesOf(site, symbol));
  symbol.draft.rows = loaded.rows;
  symbol.draft.contentHash = loaded.contentHash;
  symbol.file.findings.push(...loaded.diagnostics);
  if (loaded.diagnostics.some((diagnostic) => diagnostic.severity === "error")) symbol.faulty = true;
}

function asRead(read: DataRead | string | null, path: string): DataRead {
  if (read === null) return { kind: "missing", tried: [path] };
  return typeof read === "string" ? { kind: "text", source: new SourceFile(path, read) } : read;
}

const kindOf: Readonly<Record<NameKind, SymbolKind>> = {
  condition: "define",
  review: "review",
  exception: "exception",
};

/** The declarations that cells may name, as the file of the list sees them. */
function namesOf(site: Site, symbol: ListSymbol): ListNames {
  const find = (name: string, kind: NameKind): AnySymbol | null => {
    const found = lookup(site, name).find((s) => s.kind === kindOf[kind]);
    if (found === undefined) return null;
    site.file.used.add(found);
    symbol.needs.add(found);
    if (found.file.module !== site.file.module) site.file.usedImports.add(found.file.module);
    return found;
  };
  return {
    condition(name) {
      const found = find(name, "condition");
      if (found?.kind !== "define" || found.node.of !== null || found.node.parameters.length > 0) return null;
      const type = defineType(site.context, found);
      return type === null || type.kind === "truth" ? found.draft : null;
    },
    review(name) {
      const found = find(name, "review");
      return found?.kind === "review" ? { kind: "review", review: found.draft } : null;
    },
    exception(name) {
      const found = find(name, "exception");
      return found?.kind === "exception" ? found.draft : null;
    },
    candidates: (kind) => visibleNames(site, new Set([kindOf[kind]])),
  };
}

/** Conditions that the rows of a column name, for circles and faults. */
export function columnSymbols(context: Context, symbol: ListSymbol, column: string): AnySymbol[] {
  const found = new Set<AnySymbol>();
  for (const row of symbol.draft.rows) {
    const cell = row.cells.get(column);
    const draft =
      cell?.kind === "condition"
        ? cell.define
        : cell?.kind === "review" && cell.policy.kind === "review"
          ? cell.policy.review
          : null;
    const owner = draft === null ? undefined : context.ownerOf.get(draft);
    if (owner !== undefined && "kind" in owner) found.add(owner);
  }
  return [...found];
}
