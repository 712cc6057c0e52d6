/** What rests on what: the declarations that use a declaration and those it uses, and entries and groups within each other. */
import { enclosing, placesOf } from "./navigation.ts";
import { kindOfKey, occurrencesOf } from "./occurrences.ts";
import type { Whole } from "./service.ts";
import { headOf, nameOf, type Place, type Range } from "./syntax.ts";

export interface HierarchyItem {
  readonly path: string;
  readonly name: string;
  /** head of the declaration: `list measure` */
  readonly kind: string;
  /** its title, or the module it stands in */
  readonly detail: string;
  readonly range: Range;
  readonly nameRange: Range;
  readonly key: string;
}

export interface Call {
  readonly item: HierarchyItem;
  /** where it uses, or is used; in the file of the one that uses */
  readonly places: readonly Range[];
}

/** Kinds of names that are declared by a declaration of their own and say something about transactions. */
const CALLED: ReadonlySet<string> = new Set(
  "define reach group list review code item measure exception universe unencodable finding authority case".split(
    " ",
  ),
);

/** The declarations named at an offset; several where an entry is declared in pieces. */
export function hierarchyAt(whole: Whole, path: string, offset: number): HierarchyItem[] {
  const index = whole.indexes.get(path);
  if (index === undefined) return [];
  for (const { start, end, key } of occurrencesOf(index)) {
    if (start > offset) break;
    if (offset <= end && CALLED.has(kindOfKey(key))) return declaredBy(whole, key);
  }
  return [];
}

/** The declarations of a key, in the order of files and places. */
export function declaredBy(whole: Whole, key: string): HierarchyItem[] {
  const found = new Map<string, HierarchyItem>();
  for (const place of placesOf(whole.indexes, key, true)) {
    const item = itemAround(whole, place);
    if (item?.key === key) found.set(`${item.path} ${item.nameRange.start}`, item);
  }
  return [...found.values()];
}

/** The declaration around a place; null in one without a name. */
function itemAround({ snapshot, indexes }: Whole, { path, start }: Place): HierarchyItem | null {
  const around = enclosing(snapshot, path, start);
  const name = around === null ? null : nameOf(around);
  const index = indexes.get(path);
  if (around === null || name === null || index === undefined) return null;
  const own = [...occurrencesOf(index)].find((found) => found.declares && within(found, name));
  const title = "title" in around ? (around.title?.value ?? null) : null;
  return {
    path,
    name: around.kind === "ScenarioDeclaration" ? `"${name.text}"` : name.text,
    kind: headOf(around),
    detail: title === null || title === name.text ? snapshot.moduleOf(path) : title,
    range: { start: around.start, end: around.end },
    nameRange: { start: name.start, end: name.end },
    // A scenario is named by nothing; it is told by its place.
    key: own?.key ?? `at:${path}:${name.start}`,
  };
}

function within(inner: Range, outer: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** The declarations that use what a key names, with the places, in the order of files and places. */
export function callers(whole: Whole, key: string): Call[] {
  const found = new Map<string, { item: HierarchyItem; places: Range[] }>();
  for (const place of placesOf(whole.indexes, key, false)) {
    const item = itemAround(whole, place);
    if (item === null || item.key === key) continue;
    const at = `${item.path} ${item.nameRange.start}`;
    const known = found.get(at) ?? { item, places: [] };
    known.places.push({ start: place.start, end: place.end });
    found.set(at, known);
  }
  return [...found.values()];
}

/** What the declarations of a key use, with the places. */
export function callees(whole: Whole, key: string): Call[] {
  const found = new Map<string, { item: HierarchyItem; places: Range[] }>();
  for (const { path, range } of declaredBy(whole, key)) {
    for (const { start, end, key: used } of occurrencesOf(whole.indexes.get(path)!)) {
      if (start < range.start || end > range.end || used === key || !CALLED.has(kindOfKey(used))) continue;
      for (const item of declaredBy(whole, used)) {
        const at = `${item.path} ${item.nameRange.start}`;
        const known = found.get(at) ?? { item, places: [] };
        known.places.push({ start, end });
        found.set(at, known);
      }
    }
  }
  return [...found.values()];
}

/** Kinds whose members lie within each other. */
const CONTAINING: ReadonlySet<string> = new Set(["group", "code", "item"]);

/** As `hierarchyAt`, of groups and entries of control lists alone. */
export function containersAt(whole: Whole, path: string, offset: number): HierarchyItem[] {
  return hierarchyAt(whole, path, offset).filter(({ key }) => CONTAINING.has(kindOfKey(key)));
}

/** Groups whose sets name the group; entries above the entry, and those that its definition follows. */
export function containers(whole: Whole, key: string): HierarchyItem[] {
  if (kindOfKey(key) === "group") return sortOf(callers(whole, key), "group");
  const above = codesOf(whole).filter((other) => other !== key && isAtOrBelow(key, other));
  return distinct([
    ...above.flatMap((other) => declaredBy(whole, other)),
    ...sortOf(callees(whole, key), "item"),
  ]);
}

/** Groups that the set of the group names; entries below the entry, and those whose definitions follow it. */
export function contained(whole: Whole, key: string): HierarchyItem[] {
  if (kindOfKey(key) === "group") return sortOf(callees(whole, key), "group");
  const below = codesOf(whole).filter((other) => other !== key && isAtOrBelow(other, key));
  return distinct([
    ...below.flatMap((other) => declaredBy(whole, other)),
    ...sortOf(callers(whole, key), "item"),
  ]);
}

function sortOf(calls: readonly Call[], kind: string): HierarchyItem[] {
  return calls.map(({ item }) => item).filter((item) => item.kind === kind);
}

function distinct(items: readonly HierarchyItem[]): HierarchyItem[] {
  return [...new Map(items.map((item) => [`${item.path} ${item.nameRange.start}`, item])).values()];
}

function codesOf({ indexes }: Whole): string[] {
  const keys = new Set<string>();
  for (const index of indexes.values())
    for (const { key, declares } of occurrencesOf(index))
      if (declares && kindOfKey(key) === "code") keys.add(key);
  return [...keys].sort();
}

/** Whether a code of one scheme goes on where another ends, at the border of two levels. */
function isAtOrBelow(key: string, other: string): boolean {
  if (!key.startsWith(other)) return false;
  const next = key[other.length];
  const last = other.at(-1)!;
  return next === undefined || !/\w/.test(next) || /\d/.test(next) !== /\d/.test(last);
}
