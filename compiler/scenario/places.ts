/** Where the rows of a build were written. */
import type { Bundle, Row } from "../runtime/format.ts";

export interface Places {
  /** `path:line` of a row or of a declaration, by id; null where it is not known */
  of(id: string): string | null;
  /** the limb labels of a row */
  limbs(id: string): readonly string[];
}

/** Indexes the rows and the declarations of a build by id. */
export function rowPlaces(bundle: Bundle, lineOf: (file: string, offset: number) => number | null): Places {
  const rows = new Map<string, { row: Row; sources: readonly string[] }>();
  const declared = new Map<string, string>();
  const place = (sources: readonly string[], at: Row["at"]): string => {
    const file = sources[at[0]] ?? "";
    const line = lineOf(file, at[1]);
    return line === null ? file : `${file}:${line}`;
  };
  for (const document of bundle.tables) {
    for (const [id, info] of Object.entries(document.measures))
      declared.set(id, place(document.sources, info.at));
    for (const table of document.tables)
      for (const row of table.rows) rows.set(row.id, { row, sources: document.sources });
  }
  return {
    of(id) {
      const found = rows.get(withoutBindings(id));
      return found === undefined ? (declared.get(id) ?? null) : place(found.sources, found.row.at);
    },
    limbs: (id) => rows.get(withoutBindings(id))?.row.limbs ?? [],
  };
}

/** The row of a requirement: `.../(1)[p=parties[0]]` without its bindings. */
export function withoutBindings(id: string): string {
  const at = id.search(/\[[A-Za-z_]\w*=/);
  return at === -1 ? id : id.slice(0, at);
}
