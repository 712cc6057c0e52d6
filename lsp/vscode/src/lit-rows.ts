/** Which rows the cursor lights. */
import type { TableRow } from "./protocol.ts";
import type { Lit } from "./table-messages.ts";

interface Position {
  readonly line: number;
  readonly character: number;
}

type Range = NonNullable<TableRow["range"]>;

/** A declaration of the document, as its outline has it. */
export interface Outlined {
  readonly name: string;
  readonly range: Range;
}

/**
 * The rows that a place lights: those with a cell whose clause holds it, most narrowly of the cells of the row; else those
 * whose own clause holds it; else all of the declaration around it.
 */
export function litBy(
  rows: readonly TableRow[],
  uri: string,
  place: Position,
  outline: readonly Outlined[] = [],
): Lit[] {
  const own = rows.filter((row) => row.uri === uri);
  const byCell = own.flatMap((row): Lit[] => {
    const found = row.cells.flatMap(({ range }, index) =>
      range !== null && holds(range, place) ? [{ index, size: sizeOf(range) }] : [],
    );
    if (found.length === 0) return [];
    const least = Math.min(...found.map(({ size }) => size));
    return [{ row: row.id, cells: found.filter(({ size }) => size === least).map(({ index }) => index) }];
  });
  if (byCell.length > 0) return byCell;
  const byClause = own.filter(({ range }) => range !== null && holds(range, place));
  if (byClause.length > 0) return byClause.map(unmarked);
  const around = outline.filter(({ range }) => holds(range, place)).map(({ name }) => name);
  return own.filter(({ name }) => around.includes(name)).map(unmarked);
}

function unmarked({ id }: TableRow): Lit {
  return { row: id, cells: [] };
}

function holds({ start, end }: Range, place: Position): boolean {
  return !isBefore(place, start) && !isBefore(end, place);
}

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

/** Lines first: a clause of two lines is wider than any on one line. */
function sizeOf({ start, end }: Range): number {
  return (end.line - start.line) * 100_000 + end.character - start.character;
}
