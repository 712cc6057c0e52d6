/**
 * A build for one day or for some jurisdictions. It says so in its definitions (`only`), so that no engine takes what was
 * left out for "no requirement".
 *
 * Lists and classifications stay whole: whether a screening covers a day depends on all entries, and whether a code exists
 * on a day on all declarations at it.
 */
import type { Bundle, DefinitionsDocument, Effective, TableDocument } from "./runtime/format.ts";

export interface Slice {
  /** only what is in force on that day, for acts on that day; null: every day */
  readonly asOf: string | null;
  /** only answers of these jurisdictions; null: all */
  readonly jurisdictions: readonly string[] | null;
}

/** The bundle without what the slice leaves out. Its manifest is void (null): it would name other files. */
export function sliceBundle(bundle: Bundle, slice: Slice): Bundle {
  const days = slice.asOf === null ? null : relevantDays(bundle, slice.asOf);
  const keeps = (effective: Effective): boolean =>
    days === null || days.some((day) => covers(effective, day));
  const tables = bundle.tables
    .map((document) => (document.kind === "classification" ? document : sliceDocument(document, keeps)))
    .filter((document) => document.tables.length > 0);
  const { definitions } = bundle;
  return {
    ...bundle,
    manifest: null,
    tables,
    definitions: {
      ...definitions,
      only: {
        ...(slice.asOf === null ? {} : { asOf: slice.asOf }),
        ...(slice.jurisdictions === null ? {} : { jurisdictions: [...slice.jurisdictions].sort() }),
      },
      groups: inForce(definitions.groups, keeps),
      defines: inForce(definitions.defines, keeps),
      reviews: inForce(definitions.reviews, keeps),
    } satisfies DefinitionsDocument,
  };
}

/** A saved case is judged by the law of an earlier day, which therefore stays in the slice. */
function relevantDays(bundle: Bundle, asOf: string): string[] {
  const saved = bundle.tables.flatMap((document) =>
    document.tables.flatMap((table) => (table.saves ?? []).map((saving) => saving.asOf)),
  );
  return [...new Set([asOf, ...saved])];
}

function covers(effective: Effective, day: string): boolean {
  return (
    (effective.from === null || effective.from <= day) && (effective.until === null || day < effective.until)
  );
}

function sliceDocument(document: TableDocument, keeps: (effective: Effective) => boolean): TableDocument {
  const tables = document.tables
    .map((table) => ({ ...table, rows: table.rows.filter((row) => keeps(row.effective)) }))
    .filter((table) => table.rows.length > 0);
  return { ...document, tables };
}

function inForce<V extends { readonly effective: Effective }, T extends { readonly versions: readonly V[] }>(
  all: Readonly<Record<string, T>>,
  keeps: (effective: Effective) => boolean,
): Readonly<Record<string, T>> {
  return Object.fromEntries(
    Object.entries(all).map(([id, declared]) => [
      id,
      { ...declared, versions: declared.versions.filter((version) => keeps(version.effective)) },
    ]),
  );
}
