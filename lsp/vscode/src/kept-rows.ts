/**
 * While a declaration has errors it compiles to no rows. Those it had before stay in the table, marked as old, so that the table
 * does not jump with every letter.
 */
import type { DecisionTable, TableCell, TableColumn, TableRow } from "./protocol.ts";

export interface KeptTable extends DecisionTable {
  /** ids of rows that are of a text before the newest */
  readonly old: ReadonlySet<string>;
}

/** Tables of which no row is old. */
export function fresh(tables: readonly DecisionTable[]): KeptTable[] {
  return tables.map((table) => ({ ...table, old: new Set() }));
}

/** The tables of now, with the rows of before of declarations that have none now. */
export function withRowsOfBefore(now: readonly DecisionTable[], before: readonly KeptTable[]): KeptTable[] {
  const declared = new Set(now.flatMap(({ rows }) => rows.map(({ measure }) => measure)));
  const ids = [...new Set([...before.map(({ id }) => id), ...now.map(({ id }) => id)])];
  return ids.flatMap((id) => {
    const table = now.find((one) => one.id === id);
    const past = before.find((one) => one.id === id);
    const kept = past?.rows.filter(({ measure }) => !declared.has(measure)) ?? [];
    if (past === undefined || kept.length === 0) return table === undefined ? [] : fresh([table]);
    if (table === undefined) return [{ ...past, rows: kept, old: new Set(kept.map((row) => row.id)) }];
    const columns = unitedColumns(past.columns, table.columns);
    const rows = [
      ...kept.map((row) => spread(row, past.columns, columns)),
      ...table.rows.map((row) => spread(row, table.columns, columns)),
    ];
    return [{ ...table, columns, rows: inOrder(rows, past.rows), old: new Set(kept.map((row) => row.id)) }];
  });
}

/** Days first and effects last, as in each of the two. */
function unitedColumns(a: readonly TableColumn[], b: readonly TableColumn[]): TableColumn[] {
  const known = new Map([...a, ...b].map((column) => [column.id, column]));
  const rank = { days: 0, input: 1, effect: 2 } as const;
  return [...known.values()].sort((x, y) => rank[x.kind] - rank[y.kind]);
}

function spread(row: TableRow, from: readonly TableColumn[], to: readonly TableColumn[]): TableRow {
  const none: TableCell = { text: "", range: null };
  const at = new Map(from.map(({ id }, index) => [id, index]));
  return { ...row, cells: to.map(({ id }) => row.cells[at.get(id) ?? -1] ?? none) };
}

/** Rows in the order of before; new ones after those they follow now. */
function inOrder(rows: readonly TableRow[], before: readonly TableRow[]): TableRow[] {
  const place = new Map(before.map(({ id }, index) => [id, index]));
  let last = -1;
  const ranked = rows.map((row, index) => {
    last = place.get(row.id) ?? last;
    return { row, rank: place.get(row.id) ?? last + 0.5, index };
  });
  return ranked.sort((a, b) => a.rank - b.rank || a.index - b.index).map(({ row }) => row);
}
