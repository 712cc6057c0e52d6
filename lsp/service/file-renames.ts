/** What changes in the sources when files get other names: modules that are named after their file, and data files. */
import { walk } from "../../grammar/walk.ts";
import { declarationPlaces, placesOf } from "./navigation.ts";
import type { Whole } from "./service.ts";
import type { Place } from "./syntax.ts";

export interface FileRename {
  readonly from: string;
  readonly to: string;
}

export interface RenameEdit extends Place {
  readonly newText: string;
}

/** The edits for several files at once, in the order of files and places. Paths are those of before. */
export function fileRenames(whole: Whole, renames: readonly FileRename[]): RenameEdit[] {
  const moved = new Map(renames.map(({ from, to }) => [from, to]));
  const edits = [...renames.flatMap((rename) => moduleEdits(whole, rename)), ...dataEdits(whole, moved)];
  return edits.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.start - b.start));
}

/** A module whose name follows its path goes on following it; one of several files, or of another name, keeps its name. */
function moduleEdits({ snapshot, indexes }: Whole, { from, to }: FileRename): RenameEdit[] {
  const module = snapshot.sources.get(from)?.head.module ?? null;
  if (module === null || !to.endsWith(".cordon")) return [];
  const sharing = [...snapshot.sources.values()].filter(({ head }) => head.module === module);
  const name = renamed(module, from, to);
  if (sharing.length > 1 || name === null || name === module) return [];
  // A name that is taken would put two modules together.
  if ([...snapshot.sources.values()].some(({ head }) => head.module === name)) return [];
  const key = `module:${module}`;
  return [...declarationPlaces(snapshot, from, key), ...placesOf(indexes, key, false)]
    .filter(({ path, start, end }) => snapshot.text(path)?.slice(start, end) === module)
    .map((place) => ({ ...place, newText: name }));
}

/** The name that follows the new path as the old one followed the old path; null where it did not. */
function renamed(module: string, from: string, to: string): string | null {
  const before = asNames(from);
  const after = asNames(to);
  const own = module.split(".");
  // `sources/us/base.cordon` may hold `us.base`: what stands before is a folder of sources.
  const outside = before.length - own.length;
  if (outside < 0 || own.some((part, index) => before[outside + index] !== part)) return null;
  const isSame = before.slice(0, outside).every((part, index) => after[index] === part);
  const name = isSame ? after.slice(outside) : [...own.slice(0, -1), after.at(-1)!];
  return name.length > 0 && name.every((part) => /^[A-Za-z]\w*$/.test(part)) ? name.join(".") : null;
}

function asNames(path: string): string[] {
  return path
    .replace(/\.cordon$/, "")
    .split("/")
    .map((part) => part.replaceAll("-", "_"));
}

/** Names of data files in `list` declarations, where either end moves. */
function dataEdits({ snapshot }: Whole, moved: ReadonlyMap<string, string>): RenameEdit[] {
  const edits: RenameEdit[] = [];
  for (const { path, parsed } of snapshot.sources.values()) {
    const here = moved.get(path) ?? path;
    walk(parsed.file, (node) => {
      if (node.kind !== "ListDeclaration" || node.file.missing) return undefined;
      const { value, start, end } = node.file;
      // Only a name that counts from the folder of the source depends on where both stand.
      const data = joined(folderOf(path), value);
      const target = moved.get(data) ?? data;
      if ((target === data && here === path) || snapshot.text(data) === null) return false;
      const name = relative(folderOf(here), target);
      if (name !== value) edits.push({ path, start, end, newText: JSON.stringify(name) });
      return false;
    });
  }
  return edits;
}

function folderOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
}

function joined(folder: string, name: string): string {
  const parts: string[] = folder === "" ? [] : folder.split("/");
  for (const part of name.split("/"))
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  return parts.join("/");
}

function relative(folder: string, path: string): string {
  const from = folder === "" ? [] : folder.split("/");
  const to = path.split("/");
  let common = 0;
  while (common < from.length && common < to.length - 1 && from[common] === to[common]) common++;
  return [...from.slice(common).map(() => ".."), ...to.slice(common)].join("/");
}
