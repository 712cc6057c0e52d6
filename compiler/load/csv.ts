/**
 * Reads CSV and TSV into rows that know where they stand. The parsing is csv-parse's; this file adds what it lacks: the
 * place of every row and cell as offsets into the text, so that a bad cell can be shown.
 */
import { CsvError, type Info, parse } from "csv-parse/browser/esm/sync";

export interface CsvRow {
  /** UTF-16 offsets of the row, without its line break */
  readonly start: number;
  readonly end: number;
  readonly cells: readonly string[];
}

export interface CsvResult {
  /** all rows that are not blank, the first of which names the columns */
  readonly rows: readonly CsvRow[];
  /** what ended reading early, or null */
  readonly problem: { readonly start: number; readonly end: number; readonly message: string } | null;
}

/**
 * Splits a text into rows of cells, blanks around cells removed. Quoted cells may hold the delimiter and line breaks; a
 * byte order mark and any kind of line break are accepted. Rows may differ in length: that is the caller's finding.
 */
export function readCsv(text: string, delimiter: "," | "\t"): CsvResult {
  const rows: CsvRow[] = [];
  const offsets = new ByteOffsets(text);
  let end = text.startsWith("\uFEFF") ? 1 : 0;
  const onRecord = (cells: string[], info: Info): null => {
    const start = end;
    end = offsets.of(info.bytes);
    if (cells.some((cell) => cell !== "")) rows.push({ ...withoutBreaks(text, start, end), cells });
    return null;
  };
  try {
    parse(text, {
      bom: true,
      delimiter,
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      trim: true,
      on_record: onRecord as (record: string[], info: Info) => string[] | null,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const place = withoutBreaks(text, end, lineEnd(text, end));
    return { rows, problem: { ...place, message: MESSAGES[error.code] ?? "the row is malformed" } };
  }
  return { rows, problem: null };
}

const MESSAGES: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: "a double quote is opened and never closed",
  CSV_INVALID_CLOSING_QUOTE:
    "text follows a closing double quote; a quote inside a quoted cell is written twice",
  INVALID_OPENING_QUOTE:
    "a double quote stands inside a cell; put the whole cell in double quotes and write the inner one twice",
};

function lineEnd(text: string, from: number): number {
  const start = from + (/^[\r\n]*/.exec(text.slice(from, from + 1000))?.[0].length ?? 0);
  const found = text.indexOf("\n", start);
  return found < 0 ? text.length : found;
}

function withoutBreaks(text: string, start: number, end: number): { start: number; end: number } {
  let from = start;
  let to = end;
  while (from < to && (text[from] === "\r" || text[from] === "\n")) from++;
  while (to > from && (text[to - 1] === "\r" || text[to - 1] === "\n")) to--;
  return { start: from, end: to };
}

/** Turns growing offsets into the UTF-8 bytes of a text into offsets of its UTF-16 units, in one walk over the text. */
class ByteOffsets {
  readonly #text: string;
  #bytes = 0;
  #index = 0;

  constructor(text: string) {
    this.#text = text;
  }

  of(bytes: number): number {
    while (this.#bytes < bytes && this.#index < this.#text.length) {
      const unit = this.#text.charCodeAt(this.#index);
      const pair = unit >= 0xd800 && unit < 0xdc00 && isLow(this.#text.charCodeAt(this.#index + 1));
      this.#bytes += unit < 0x80 ? 1 : unit < 0x800 ? 2 : pair ? 4 : 3;
      this.#index += pair ? 2 : 1;
    }
    return this.#index;
  }
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}

/** Where the cell with that index stands in its row, quotes included; the end of the row if it has no such cell. */
export function cellPlace(
  text: string,
  row: CsvRow,
  index: number,
  delimiter: "," | "\t",
): { readonly start: number; readonly end: number } {
  let cell = 0;
  let start = row.start;
  let quoted = false;
  for (let i = row.start; i <= row.end; i++) {
    const character = text[i];
    if (character === '"' && i < row.end) quoted = !quoted;
    if (i < row.end && (quoted || character !== delimiter)) continue;
    if (cell === index) return trimmed(text, start, i);
    cell++;
    start = i + 1;
  }
  return { start: row.end, end: row.end };
}

function trimmed(text: string, start: number, end: number): { start: number; end: number } {
  let from = start;
  let to = end;
  while (from < to && /\s/.test(text[from]!)) from++;
  while (to > from && /\s/.test(text[to - 1]!)) to--;
  // A cell of blanks alone is shown where it stands.
  return from === to ? { start, end } : { start: from, end: to };
}
