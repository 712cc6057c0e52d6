/**
 * Two builds side by side, with one object for what is equal in both: whatever is worked out of a row, a column or a definition is
 * then found again by the object. A build is never changed, so what holds of an object goes on to hold.
 */
import type { Bundle, DefinitionsDocument, ListDocument, Table, TableDocument } from "../runtime/format.ts";

/** The same build; what is equal in `other` is the object of that. */
export function withPartsOf(bundle: Bundle, other: Bundle): Bundle {
  return {
    manifest: bundle.manifest,
    definitions: definitionsWith(bundle.definitions, other.definitions),
    tables: membersWith(bundle.tables, other.tables, documentKey, documentWith),
    lists: membersWith(bundle.lists, other.lists, ({ id }) => id, listWith),
  };
}

/** Whether two values of a build would be written as one text. */
export function isEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false;
    for (let i = 0; i < a.length; i++) if (!isEqual(a[i], b[i])) return false;
    return true;
  }
  if (Array.isArray(b)) return false;
  const [own, its] = [Object.keys(a), Object.keys(b)];
  if (own.length !== its.length) return false;
  for (let i = 0; i < own.length; i++) {
    const key = own[i]! as never;
    // in one order: cells are read in theirs
    if (key !== its[i] || !isEqual(a[key], b[key])) return false;
  }
  return true;
}

type With<T> = (value: T, other: T) => T;

function equalOr<T>(value: T, other: T | undefined): T {
  return other !== undefined && isEqual(value, other) ? other : value;
}

function definitionsWith(document: DefinitionsDocument, other: DefinitionsDocument): DefinitionsDocument {
  return fieldsWith(document, other, (part, its) =>
    isDictionary(part) && isDictionary(its) ? fieldsWith(part, its, equalOr) : equalOr(part, its),
  );
}

function documentKey({ jurisdiction, kind }: TableDocument): string {
  return `${jurisdiction} ${kind}`;
}

function documentWith(document: TableDocument, other: TableDocument): TableDocument {
  if (document === other) return other;
  return settled(
    {
      ...document,
      sources: equalOr(document.sources, other.sources),
      measures: fieldsWith(document.measures, other.measures, equalOr),
      tables: membersWith(document.tables, other.tables, ({ id }) => id, tableWith),
    },
    other,
  );
}

function tableWith(table: Table, other: Table): Table {
  return settled(
    {
      ...table,
      each: equalOr(table.each, other.each),
      ...(table.saves === undefined ? {} : { saves: equalOr(table.saves, other.saves) }),
      inputs: membersWith(table.inputs, other.inputs, ({ id }) => id, equalOr),
      rows: membersWith(table.rows, other.rows, ({ id }) => id, equalOr),
    },
    other,
  );
}

function listWith(list: ListDocument, other: ListDocument): ListDocument {
  if (list === other) return other;
  const rows = membersWith(list.rows, other.rows, ({ key, from }) => `${from ?? ""} ${key}`, equalOr);
  return settled({ ...list, columns: equalOr(list.columns, other.columns), rows }, other);
}

/** Members of a dictionary, each beside that of the same name. */
function fieldsWith<T extends object>(fields: T, other: T, partWith: With<T[keyof T]>): T {
  const keys = Object.keys(fields) as (keyof T)[];
  const parts = keys.map((key) =>
    Object.hasOwn(other, key) ? partWith(fields[key], other[key]) : fields[key],
  );
  return settled(Object.fromEntries(keys.map((key, i) => [key, parts[i]])) as T, other);
}

/** Members of an array, each beside the one of the same name: one that comes or goes moves those behind it. */
function membersWith<T>(
  members: readonly T[],
  others: readonly T[],
  keyOf: (member: T) => string,
  memberWith: With<T>,
): readonly T[] {
  // no member stands for two
  const byKey = new Map(others.map((member) => [keyOf(member), member]));
  const found = members.map((member) => {
    const key = keyOf(member);
    const other = byKey.get(key);
    if (other === undefined) return member;
    byKey.delete(key);
    return memberWith(member, other);
  });
  return found.length === others.length && found.every((member, i) => member === others[i]) ? others : found;
}

/** The other value itself, where all parts are its parts. */
function settled<T extends object>(value: T, other: T): T {
  const [own, its] = [Object.keys(value), Object.keys(other)] as (keyof T)[][];
  const isSame =
    own!.length === its!.length && own!.every((key, i) => key === its![i] && value[key] === other[key]);
  return isSame ? other : value;
}

function isDictionary(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
