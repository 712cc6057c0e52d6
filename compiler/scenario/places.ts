/** Where the rows of a build were written. */
import type { At, Bundle, Row } from "../runtime/format.ts";

export interface Places {
  /** `path:line` of a row or of a declaration, by id; null where it is not known */
  of(id: string): string | null;
  /** the limb labels of a row */
  limbs(id: string): readonly string[];
}

/** What the sources say about places; a build without its sources knows only files. */
export interface SourceLines {
  /** where a declaration begins, by id; null where the sources are not at hand */
  readonly declarationAt: (id: string) => { readonly file: string; readonly start: number } | null;
  readonly lineOf: (file: string, offset: number) => number | null;
}

export const NO_SOURCES: SourceLines = { declarationAt: () => null, lineOf: () => null };

/** Indexes the rows and the declarations of a build by id. */
export function rowPlaces(bundle: Bundle, lines: SourceLines): Places {
  const rows = new Map<string, { row: Row; sources: readonly string[] }>();
  const declared = new Map<string, string>();
  // Places count from the first character of their declaration.
  const place = (sources: readonly string[], at: At, of: string): string => {
    const file = sources[at[0]] ?? "";
    const base = lines.declarationAt(of);
    if (base === null) return file;
    const line = lines.lineOf(file, file === base.file ? base.start + at[1] : at[1]);
    return line === null ? file : `${file}:${line}`;
  };
  for (const document of bundle.tables) {
    for (const [id, info] of Object.entries(document.measures))
      declared.set(id, place(document.sources, info.at, id));
    for (const table of document.tables)
      for (const row of table.rows) rows.set(row.id, { row, sources: document.sources });
  }
  return {
    of(id) {
      const found = rows.get(withoutBindings(id));
      if (found === undefined) return declared.get(id) ?? null;
      return place(found.sources, found.row.at, found.row.of);
    },
    limbs: (id) => rows.get(withoutBindings(id))?.row.limbs ?? [],
  };
}

/** The row of a requirement: `.../(1)[p=parties[0]]` without its bindings. */
export function withoutBindings(id: string): string {
  const at = id.search(/\[[A-Za-z_]\w*=/);
  return at === -1 ? id : id.slice(0, at);
}
