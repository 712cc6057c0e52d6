/** Data lists of a build: dated entries that parties and owners are matched against. */
import type { ListDocument, X, XListRow, XPolicy } from "../format.ts";

export interface ListInfo {
  readonly id: string;
  readonly title: string | null;
  /** names under which a screening may state the list */
  readonly names: ReadonlySet<string>;
  readonly rows: readonly ListRow[];
  readonly byKey: ReadonlyMap<string, readonly ListRow[]>;
  /** days on which an entry was added or removed, ascending */
  readonly changes: readonly string[];
}

export interface ListRow {
  readonly key: string;
  readonly from: string | null;
  readonly until: string | null;
  readonly cells: ReadonlyMap<string, X | XPolicy | readonly string[] | string>;
}

export function readList(document: ListDocument): ListInfo {
  const rows = document.rows.map(readRow);
  const byKey = new Map<string, ListRow[]>();
  for (const row of rows) {
    const same = byKey.get(row.key);
    if (same === undefined) byKey.set(row.key, [row]);
    else same.push(row);
  }
  const changes = rows
    .flatMap((row) => [row.from, row.until])
    .filter((day) => day !== null)
    .sort();
  return { id: document.id, title: document.title, names: new Set(document.names), rows, byKey, changes };
}

function readRow(row: XListRow): ListRow {
  return {
    key: row.key,
    from: row.from ?? null,
    until: row.until ?? null,
    cells: new Map(Object.entries(row.cells)),
  };
}

/** In force on the day, and known: an entry is known from its first day. */
export function rowInForce(row: ListRow, day: string, knownAt: string | null): boolean {
  if (row.from !== null && (day < row.from || (knownAt !== null && knownAt < row.from))) return false;
  return row.until === null || day < row.until;
}

/**
 * Whether a statement `NAME` or `NAME@DAY` of a screening covers the list on a day: no entry was added or removed after
 * the earlier and up to the later of the two days.
 */
export function screeningCovers(list: ListInfo, statement: string, day: string): boolean {
  if (list.names.has(statement)) return true;
  const at = statement.lastIndexOf("@");
  if (at === -1 || !list.names.has(statement.slice(0, at))) return false;
  const screened = statement.slice(at + 1);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(screened)) return false;
  const [earlier, later] = screened < day ? [screened, day] : [day, screened];
  return !list.changes.some((change) => earlier < change && change <= later);
}
