/** From a name to its declaration, its type, its uses, and what carries it out elsewhere. */
import type { AnyNode, Declaration } from "../../grammar/ast.ts";
import { walk } from "../../grammar/walk.ts";
import { type FileIndex, kindOfKey, occurrenceAt, occurrencesOf } from "./occurrences.ts";
import type { Whole } from "./service.ts";
import type { Snapshot } from "./snapshot.ts";
import { declarationsOf, nameOf, type Place } from "./syntax.ts";

/** What stands at an offset, by the file and what it needs. */
export function targetAt(
  snapshot: Snapshot,
  path: string,
  offset: number,
): { readonly key: string; readonly start: number; readonly end: number } | null {
  if (!snapshot.sources.has(path)) return null;
  return occurrenceAt(snapshot.focus(path).index(path), offset);
}

/** Where the thing at an offset is declared; several places where a module has several files. */
export function definitions(snapshot: Snapshot, path: string, offset: number): Place[] {
  const target = targetAt(snapshot, path, offset);
  return target === null ? [] : declarationPlaces(snapshot, path, target.key);
}

export function declarationPlaces(snapshot: Snapshot, path: string, key: string): Place[] {
  const focus = snapshot.focus(path);
  if (key.startsWith("module:")) return modulePlaces(snapshot, key.slice("module:".length));
  // The file itself first: most names are declared near where they are used.
  const files = [path, ...[...focus.needed].filter((name) => name !== path).sort()];
  const found: Place[] = [];
  for (const file of files) {
    for (const { start, end, declares } of occurrencesOf(focus.index(file), key))
      if (declares) found.push({ path: file, start, end });
    if (found.length > 0) break;
  }
  return found;
}

function modulePlaces(snapshot: Snapshot, module: string): Place[] {
  return [...snapshot.sources.values()]
    .filter(({ head }) => head.module === module)
    .flatMap(({ path, parsed }) =>
      parsed.file.declarations.flatMap((declaration) => {
        const name = declaration.kind === "ModuleDeclaration" ? nameOf(declaration) : null;
        return name === null ? [] : [{ path, start: name.start, end: name.end }];
      }),
    )
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The declaration of the type of the fact, define or column at an offset: its enum, record or code scheme. */
export function typeDefinitions(snapshot: Snapshot, path: string, offset: number): Place[] {
  const reference = referenceAt(snapshot, path, offset);
  const target = reference?.target ?? null;
  if (target === null) return [];
  if ("scheme" in target && target.scheme !== null) return [placeOf(target.scheme.nameSpan)];
  if (!("type" in target)) return [];
  let type = target.type;
  while (type.kind === "set") type = type.of;
  switch (type.kind) {
    case "enum":
      return [placeOf(type.enum.span)];
    case "record":
      return [placeOf(type.record.nameSpan)];
    case "list":
      return [placeOf(type.of.nameSpan)];
    case "code":
      return type.scheme === null ? [] : [placeOf(type.scheme.nameSpan)];
    case "entry":
      return type.lists.map((list) => placeOf(list.nameSpan));
    default:
      return [];
  }
}

function placeOf(span: { readonly file: string; readonly start: number; readonly end: number }): Place {
  return { path: span.file, start: span.start, end: span.end };
}

/** What the checker knows of the name at an offset. */
export function referenceAt(snapshot: Snapshot, path: string, offset: number) {
  const at = targetAt(snapshot, path, offset);
  const parsed = snapshot.parsed(path);
  if (at === null || parsed === null) return null;
  const { references } = snapshot.focus(path).compilation;
  let found: AnyNode | null = null;
  walk(parsed.file, (node) => {
    if (node.start > offset || node.end < offset) return node.kind === "File" ? undefined : false;
    if (references.has(node) && node.end >= at.end && node.start <= at.start) found = node;
    return undefined;
  });
  return found === null ? null : (references.get(found) ?? null);
}

/** All occurrences of the thing at an offset in the whole workspace, in the order of files and places. */
export function references(
  snapshot: Snapshot,
  whole: Whole,
  path: string,
  offset: number,
  withDeclaration: boolean,
): Place[] {
  const target = targetAt(snapshot, path, offset);
  return target === null ? [] : placesOf(whole.indexes, target.key, withDeclaration);
}

export function placesOf(
  indexes: ReadonlyMap<string, FileIndex>,
  key: string,
  withDeclaration: boolean,
): Place[] {
  const found: Place[] = [];
  for (const [path, index] of [...indexes].sort(([a], [b]) => (a < b ? -1 : 1)))
    for (const { start, end, declares } of occurrencesOf(index, key))
      if (withDeclaration || !declares) found.push({ path, start, end });
  return found;
}

export interface Highlight {
  readonly start: number;
  readonly end: number;
  readonly declares: boolean;
}

/** The occurrences in the same file. */
export function highlights(snapshot: Snapshot, path: string, offset: number): Highlight[] {
  const target = targetAt(snapshot, path, offset);
  if (target === null) return [];
  return [...occurrencesOf(snapshot.focus(path).index(path), target.key)];
}

/** Of a code: the measures whose clauses name it. Of another name: the declarations of measures and exceptions that use it. */
export function implementations(
  snapshot: Snapshot,
  whole: Whole,
  path: string,
  offset: number,
): (Place & { readonly title: string })[] {
  const target = targetAt(snapshot, path, offset);
  if (target === null) return [];
  return implementing(snapshot, whole, target.key);
}

export function implementing(
  snapshot: Snapshot,
  whole: Whole,
  key: string,
): (Place & { readonly title: string })[] {
  const found = new Map<string, Place & { readonly title: string }>();
  for (const { path, start } of placesOf(whole.indexes, key, false)) {
    const around = enclosing(snapshot, path, start);
    if (around?.kind !== "MeasureDeclaration" && around?.kind !== "ItemDeclaration") continue;
    const name = nameOf(around)!;
    found.set(`${path}:${name.start}`, {
      path,
      start: name.start,
      end: name.end,
      title: around.title?.value ?? name.text,
    });
  }
  return [...found.values()];
}

/** The innermost declaration around an offset. */
export function enclosing(snapshot: Snapshot, path: string, offset: number): Declaration | null {
  const parsed = snapshot.parsed(path);
  if (parsed === null) return null;
  const all = declarationsOf(parsed.file.declarations);
  return all.findLast((declaration) => declaration.start <= offset && offset < declaration.end) ?? null;
}

export interface RenameTarget {
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

const RENAMED: ReadonlySet<string> = new Set(
  [
    "jurisdiction instrument unit enum record scheme group list define reach review measure exception authority".split(
      " ",
    ),
    "finding unencodable universe case proposal field variable value".split(" "),
  ].flat(),
);

/** The name at an offset, if it is declared in a source of the workspace and can have another name; null otherwise. */
export function prepareRename(snapshot: Snapshot, path: string, offset: number): RenameTarget | null {
  const target = targetAt(snapshot, path, offset);
  if (target === null || !RENAMED.has(kindOfKey(target.key))) return null;
  const [declared] = declarationPlaces(snapshot, path, target.key);
  const text = snapshot.text(path);
  if (declared === undefined || text === null || isPackaged(declared.path)) return null;
  return { start: target.start, end: target.end, name: text.slice(target.start, target.end) };
}

function isPackaged(path: string): boolean {
  return path.startsWith("../") || path.split("/").includes("node_modules");
}

export type RenameResult =
  | { readonly kind: "edits"; readonly places: readonly Place[] }
  | { readonly kind: "refused"; readonly reason: string };

/** All places that change with the name. A name that the language does not take is refused with the reason. */
export function rename(
  snapshot: Snapshot,
  whole: Whole,
  path: string,
  offset: number,
  newName: string,
): RenameResult {
  const prepared = prepareRename(snapshot, path, offset);
  const target = targetAt(snapshot, path, offset);
  if (prepared === null || target === null)
    return { kind: "refused", reason: "what stands here has no name of its own that could change" };
  if (!/^[A-Za-z]\w*$/.test(newName))
    return {
      kind: "refused",
      reason: `\`${newName}\` is no name: letters, digits and _, starting with a letter`,
    };
  return { kind: "edits", places: placesOf(whole.indexes, target.key, true) };
}
