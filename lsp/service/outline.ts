/** Document symbols, workspace symbols, folding and selection: what the syntax tree alone knows. */
import type { AnyNode, Declaration } from "../../grammar/ast.ts";
import type { ParseResult } from "../../grammar/parse-result.ts";
import { ancestorsAt, walk } from "../../grammar/walk.ts";
import { kindOfKey, occurrencesOf } from "./occurrences.ts";
import type { Whole } from "./service.ts";
import { headOf, nameOf, type Range } from "./syntax.ts";

export interface OutlineEntry extends Range {
  readonly name: string;
  /** the head of the declaration and its title */
  readonly detail: string;
  /** head of the declaration, or `field`, `value`, `version` */
  readonly kind: string;
  readonly nameRange: Range;
  readonly children: readonly OutlineEntry[];
}

export function outline(parsed: ParseResult): OutlineEntry[] {
  return parsed.file.declarations.flatMap(entryOf);
}

function entryOf(declaration: Declaration): OutlineEntry[] {
  const name = nameOf(declaration);
  if (name === null) return [];
  const title = "title" in declaration ? (declaration.title?.value ?? null) : null;
  const head = headOf(declaration);
  return [
    {
      name: name.text === "" ? "(no name)" : name.text,
      detail: title === null || title === name.text ? head : `${head} - ${title}`,
      kind: head,
      start: declaration.start,
      end: declaration.end,
      nameRange: { start: name.start, end: name.end },
      children: partsOf(declaration),
    },
  ];
}

function partsOf(declaration: Declaration): OutlineEntry[] {
  switch (declaration.kind) {
    case "ProposalDeclaration":
      return declaration.declarations.flatMap(entryOf);
    case "RecordDeclaration":
      return declaration.fields.flatMap((field) =>
        field.kind === "Field" ? field.names.map((name) => leaf(name.text, "field", field, name)) : [],
      );
    case "EnumDeclaration":
      return declaration.values.map((value) => leaf(value.text, "value", value, value));
    case "MeasureDeclaration":
    case "ExceptionDeclaration":
      return declaration.clauses.flatMap((clause) =>
        clause.kind === "FromClause" && !clause.date.missing
          ? [leaf(`from ${clause.date.text}`, "version", clause, clause.date)]
          : [],
      );
    default:
      return "versions" in declaration
        ? declaration.versions.flatMap((version) =>
            version.kind === "Version" && !version.date.missing
              ? [leaf(`from ${version.date.text}`, "version", version, version.date)]
              : [],
          )
        : [];
  }
}

function leaf(name: string, kind: string, whole: Range, at: Range): OutlineEntry {
  return {
    name: name === "" ? "(no name)" : name,
    detail: kind,
    kind,
    start: Math.min(whole.start, at.start),
    end: Math.max(whole.end, at.end),
    nameRange: { start: at.start, end: at.end },
    children: [],
  };
}

export interface FoundSymbol extends Range {
  readonly path: string;
  readonly name: string;
  readonly kind: string;
  /** the module it stands in */
  readonly container: string;
}

/** Names that are looked for from elsewhere; facts, values and variables are found where they are used. */
const SOUGHT: ReadonlySet<string> = new Set(
  "jurisdiction instrument unit enum record scheme group list define reach review code measure exception authority finding unencodable universe case proposal".split(
    " ",
  ),
);

/**
 * Declarations of the workspace whose name holds the letters of the query in their order, those that begin with it first;
 * at most `limit`.
 */
export function workspaceSymbols(whole: Whole, query: string, limit = 500): FoundSymbol[] {
  const wanted = query.toLowerCase();
  const found: (FoundSymbol & { readonly rank: number })[] = [];
  for (const [path, index] of whole.indexes) {
    const source = whole.snapshot.sources.get(path);
    if (source === undefined) continue;
    for (const { start, end, key, declares } of occurrencesOf(index)) {
      const kind = kindOfKey(key);
      if (!declares || !SOUGHT.has(kind)) continue;
      const name = source.text.slice(start, end);
      const rank = rankOf(name.toLowerCase(), wanted);
      if (rank === null || name === "") continue;
      const shown = kind === "code" ? "item" : kind === "scheme" ? "codes" : kind;
      found.push({ path, name, kind: shown, container: source.head.module ?? path, start, end, rank });
    }
  }
  found.sort(
    (a, b) => a.rank - b.rank || compare(a.name, b.name) || compare(a.path, b.path) || a.start - b.start,
  );
  return found.slice(0, limit).map(({ rank: _, ...symbol }) => symbol);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function rankOf(name: string, wanted: string): number | null {
  if (name.startsWith(wanted)) return 0;
  if (name.includes(wanted)) return 1;
  let at = 0;
  for (const letter of name) if (letter === wanted[at]) at++;
  return at === wanted.length ? 2 : null;
}

export interface Fold extends Range {
  readonly kind: "comment" | "imports" | null;
}

/** Declarations, blocks and runs of comments that take more than one line. */
export function folds(parsed: ParseResult): Fold[] {
  const { source, file, comments } = parsed;
  const found = new Map<number, Fold>();
  const add = (fold: Fold): void => {
    const first = source.position(fold.start).line;
    const known = found.get(first);
    if (source.position(fold.end).line > first && (known === undefined || known.end < fold.end))
      found.set(first, fold);
  };
  walk(file, (node) => {
    if (node.kind !== "File" && node.end > node.start)
      add({ start: node.start, end: node.end, kind: node.kind === "UseDeclaration" ? "imports" : null });
    return undefined;
  });
  let run: Range | null = null;
  for (const comment of comments) {
    const between: string = run === null ? "" : source.text.slice(run.end, comment.start);
    if (run !== null && between.trim() === "" && between.split("\n").length === 2)
      run = { start: run.start, end: comment.end };
    else {
      if (run !== null) add({ ...run, kind: "comment" });
      run = { start: comment.start, end: comment.end };
    }
  }
  if (run !== null) add({ ...run, kind: "comment" });
  return [...found.values()].sort((a, b) => a.start - b.start);
}

/** The nodes around an offset from the innermost outwards, each larger than the one before. */
export function selections(parsed: ParseResult, offset: number): Range[] {
  const found: Range[] = [];
  const around: readonly AnyNode[] = ancestorsAt(parsed.file, offset);
  for (const { start, end } of around.toReversed()) {
    const last = found.at(-1);
    if (last === undefined || (start <= last.start && end >= last.end && end - start > last.end - last.start))
      found.push({ start, end });
  }
  return found;
}
