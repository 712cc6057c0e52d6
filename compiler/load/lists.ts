/**
 * Data lists: entries with dates from CSV, TSV, JSON or JSON Lines. A data file comes from somebody else and is never
 * trusted: every cell is checked against its column, every bad row is reported at its place and left out, and the rows
 * that stand are in the order of the file.
 */
import type { Diagnostic } from "../../grammar/base/diagnostic.ts";
import type { SourceFile } from "../../grammar/base/source-file.ts";
import { type Span, span } from "../../grammar/base/span.ts";
import { nearNames } from "../../grammar/base/suggest.ts";
import type { Column, IsoDate, ListCell, ListRow, Type } from "../check/tree.ts";
import { type ListNames, MAX_CELL, type RawCell, readCell } from "./cells.ts";
import { type CsvRow, cellPlace, readCsv } from "./csv.ts";
import { describeJson, type JsonNode, type JsonObject, memberOf, readJson } from "./json.ts";
import { reportLoad } from "./messages.ts";
import { contentHash } from "./sha256.ts";
import type { DataRead } from "./workspace.ts";

export type { ListNames, NameKind } from "./cells.ts";

/** What a `list` declares about its file. */
export interface ListShape {
  /** column whose cells name the entries */
  readonly key: string;
  /** columns of the first day and of the first day after, where the list is dated */
  readonly from: string | null;
  readonly until: string | null;
  readonly columns: ReadonlyMap<string, Column>;
}

export interface LoadedList {
  /** the rows without problems, in the order of the file */
  readonly rows: readonly ListRow[];
  readonly contentHash: string;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Loads the data file of a list. `path` is the file as the list names it and `at` where it does; a file that cannot be
 * read is reported there.
 */
export function loadList(
  read: DataRead,
  path: string,
  at: Span,
  shape: ListShape,
  names: ListNames,
): LoadedList {
  const none = (diagnostic: Diagnostic): LoadedList => ({
    rows: [],
    contentHash: contentHash(""),
    diagnostics: [diagnostic],
  });
  switch (read.kind) {
    case "text":
      return loadListRows(read.source, shape, names);
    case "missing":
      return none(reportLoad("data/not-found", at, { path, tried: read.tried }));
    case "outside":
      return none(reportLoad("data/outside", at, { path }));
    case "unreadable":
      return none(reportLoad("workspace/unreadable-file", at, { path: read.path, reason: read.reason }));
    case "too-large":
      return none(
        reportLoad("workspace/too-large", at, { path: read.path, size: read.size, limit: read.limit }),
      );
  }
}

/** Checks the rows of a data file against the columns of its list. */
export function loadListRows(source: SourceFile, shape: ListShape, names: ListNames): LoadedList {
  const reader = new ListReader(source, shape, names);
  reader.read();
  return { rows: reader.rows, contentHash: contentHash(source.text), diagnostics: reader.finish() };
}

/** Findings shown for one file; beyond them their number is told. */
const MAX_SHOWN = 50;

/** Keys that mean something to JavaScript objects, which readers of the published tables may use. */
const RESERVED_KEYS = new Set(["__proto__", "prototype", "constructor"]);

interface Place {
  readonly start: number;
  readonly end: number;
}

/** A row of either format: its place, and the cell and its place by column. */
interface RawRow extends Place {
  readonly cell: (column: string) => RawCell | null;
  readonly place: (column: string) => Place;
}

const TEXT: Type = { kind: "text" };
const DATE: Type = { kind: "date" };

class ListReader {
  readonly rows: ListRow[] = [];
  readonly #source: SourceFile;
  readonly #shape: ListShape;
  readonly #names: ListNames;
  readonly #findings: Diagnostic[] = [];
  #count = 0;
  readonly #byKey = new Map<string, ListRow[]>();

  constructor(source: SourceFile, shape: ListShape, names: ListNames) {
    this.#source = source;
    this.#shape = shape;
    this.#names = names;
  }

  read(): void {
    const { path } = this.#source;
    if (/\.csv$/i.test(path)) this.#readCsv(",");
    else if (/\.tsv$/i.test(path)) this.#readCsv("\t");
    else if (/\.jsonl$/i.test(path)) this.#readJson(true);
    else if (/\.json$/i.test(path)) this.#readJson(false);
    else this.#add(reportLoad("data/unknown-format", this.#span({ start: 0, end: 0 }), { path }));
  }

  finish(): readonly Diagnostic[] {
    if (this.#count <= MAX_SHOWN) return this.#findings;
    const args = { shown: MAX_SHOWN, total: this.#count };
    return [...this.#findings, reportLoad("data/too-many", this.#span({ start: 0, end: 0 }), args)];
  }

  #span(place: Place): Span {
    return span(this.#source.path, place.start, place.end);
  }

  #add(diagnostic: Diagnostic): void {
    this.#count++;
    if (this.#count <= MAX_SHOWN) this.#findings.push(diagnostic);
  }

  /** All columns the list looks for, each once. */
  #wanted(): string[] {
    const { key, from, until, columns } = this.#shape;
    return [
      ...new Set([
        key,
        ...(from === null ? [] : [from]),
        ...(until === null ? [] : [until]),
        ...columns.keys(),
      ]),
    ];
  }

  // -------------------------------------------------------------------------------------------------------- formats

  #readCsv(delimiter: "," | "\t"): void {
    const { text } = this.#source;
    const { rows, problem } = readCsv(text, delimiter);
    const header = rows[0];
    if (header !== undefined && this.#checkHeader(header, delimiter)) {
      const index = new Map(header.cells.map((name, i) => [name, i]));
      for (const row of rows.slice(1)) this.#csvRow(row, header, index, delimiter);
    } else if (header === undefined && problem === null) {
      for (const column of this.#wanted()) {
        this.#add(reportLoad("data/no-column", this.#span({ start: 0, end: 0 }), { column, near: [] }));
      }
    }
    if (problem !== null)
      this.#add(reportLoad("data/malformed", this.#span(problem), { problem: problem.message }));
  }

  #checkHeader(header: CsvRow, delimiter: "," | "\t"): boolean {
    const found = this.#otherSeparator(header);
    if (found !== null) {
      this.#add(reportLoad("data/separator", this.#span(header), { found, expected: delimiter }));
      return false;
    }
    const before = this.#count;
    const seen = new Set<string>();
    header.cells.forEach((name, i) => {
      if (name !== "" && seen.has(name)) {
        const place = cellPlace(this.#source.text, header, i, delimiter);
        this.#add(reportLoad("data/duplicate-column", this.#span(place), { column: name }));
      }
      seen.add(name);
    });
    for (const column of this.#wanted()) {
      if (seen.has(column)) continue;
      const near = nearNames(column, header.cells);
      this.#add(reportLoad("data/no-column", this.#span(header), { column, near }));
    }
    return this.#count === before;
  }

  /** What parts the columns instead, as spreadsheets write it in many countries; null where it is not that. */
  #otherSeparator({ cells }: CsvRow): string | null {
    const [only = "", ...more] = cells;
    if (more.length > 0) return null;
    const wanted = this.#wanted();
    return (
      [";", "\t", ",", "|"].find(
        (sign) => wanted.filter((name) => only.split(sign).includes(name)).length > 1,
      ) ?? null
    );
  }

  #csvRow(row: CsvRow, header: CsvRow, index: ReadonlyMap<string, number>, delimiter: "," | "\t"): void {
    const expected = header.cells.length;
    if (row.cells.length !== expected) {
      this.#add(reportLoad("data/cell-count", this.#span(row), { found: row.cells.length, expected }));
      return;
    }
    this.#row({
      start: row.start,
      end: row.end,
      cell: (column) => ({ kind: "csv", text: row.cells[index.get(column)!]! }),
      place: (column) => cellPlace(this.#source.text, row, index.get(column)!, delimiter),
    });
  }

  #readJson(lines: boolean): void {
    const { values, problems } = readJson(this.#source.text, lines);
    const rows = lines ? values : rowsOf(values[0]);
    if (rows === null) {
      const node = values[0]!;
      this.#add(reportLoad("data/not-a-row", this.#span(node), { found: describeJson(node) }));
    } else {
      const objects = rows.filter((node) => node.kind === "object");
      for (const column of this.#wanted()) {
        // A column may be missing from a row (it is blank there), but not from all.
        if (objects.length === 0 || objects.some((node) => memberOf(node, column) !== null)) continue;
        const keys = objects.slice(0, 20).flatMap((node) => node.members.map((member) => member.key.value));
        const first = objects[0]!;
        this.#add(reportLoad("data/no-column", this.#span(first), { column, near: nearNames(column, keys) }));
      }
      for (const node of rows) {
        if (node.kind === "object") this.#row(jsonRow(node));
        else this.#add(reportLoad("data/not-a-row", this.#span(node), { found: describeJson(node) }));
      }
    }
    for (const problem of problems) {
      this.#add(reportLoad("data/malformed", this.#span(problem), { problem: problem.message }));
    }
  }

  // ----------------------------------------------------------------------------------------------------------- rows

  #row(raw: RawRow): void {
    const before = this.#count;
    const { key: keyColumn, from: fromColumn, until: untilColumn, columns } = this.#shape;
    const keyCell = this.#cell(raw, keyColumn, TEXT);
    const key = keyCell?.kind === "value" && keyCell.value.kind === "text" ? keyCell.value.value : null;
    if (keyCell?.kind === "blank") {
      this.#add(reportLoad("data/no-key", this.#span(raw), { column: keyColumn }));
    } else if (key !== null && RESERVED_KEYS.has(key)) {
      const args = {
        column: keyColumn,
        expected: "a key of its own",
        found: `the reserved word \`${key}\``,
        near: [],
      };
      this.#add(reportLoad("data/bad-cell", this.#span(raw.place(keyColumn)), args));
    }
    const from = this.#day(raw, fromColumn);
    const until = this.#day(raw, untilColumn);
    if (from !== null && until !== null && until <= from) {
      this.#add(reportLoad("data/until-before-from", this.#span(raw.place(untilColumn!)), { from, until }));
    }
    const cells = new Map<string, ListCell>();
    for (const [name, column] of columns) {
      const cell = this.#cell(raw, name, column.type);
      if (cell !== null) cells.set(name, cell);
    }
    if (this.#count !== before || key === null) return;
    const row: ListRow = { key, from, until, cells, span: this.#span(raw) };
    if (this.#isRepeated(row, raw.place(keyColumn))) return;
    this.rows.push(row);
  }

  #isRepeated(row: ListRow, place: Place): boolean {
    const others = this.#byKey.get(row.key) ?? [];
    const clash = others.find((other) => overlap(row, other));
    if (clash !== undefined) {
      const { line } = this.#source.position(clash.span.start);
      this.#add(
        reportLoad(
          "data/duplicate-key",
          this.#span(place),
          { key: row.key, line },
          { related: [{ span: clash.span, message: "the entry that has this key" }] },
        ),
      );
      return true;
    }
    this.#byKey.set(row.key, [...others, row]);
    return false;
  }

  #day(raw: RawRow, column: string | null): IsoDate | null {
    if (column === null) return null;
    const cell = this.#cell(raw, column, DATE);
    return cell?.kind === "value" && cell.value.kind === "date" ? cell.value.value : null;
  }

  /** The checked cell; null after reporting a bad one. */
  #cell(raw: RawRow, column: string, type: Type): ListCell | null {
    const value = raw.cell(column);
    if (value === null) return { kind: "blank" };
    // A key may be written as a number in JSON: it is a name all the same.
    const asText: RawCell =
      type === TEXT && value.kind === "number" ? { kind: "csv", text: value.text } : value;
    const result = readCell(asText, type, this.#names);
    if (result.kind === "cell") return result.cell;
    const at = this.#span(raw.place(column));
    switch (result.kind) {
      case "bad":
        this.#add(reportLoad("data/bad-cell", at, { column, ...result }));
        break;
      case "unknown":
        this.#add(
          reportLoad("data/unknown-name", at, {
            column,
            kind: result.what,
            name: result.name,
            near: result.near,
          }),
        );
        break;
      case "invisible":
        this.#add(reportLoad("data/control-character", at, { column, code: result.code }));
        break;
      case "too-long":
        this.#add(reportLoad("data/too-long", at, { column, length: result.length, limit: MAX_CELL }));
        break;
    }
    return null;
  }
}

/** Whether two entries are in force on a common day. */
function overlap(a: ListRow, b: ListRow): boolean {
  const startsBefore = (x: ListRow, y: ListRow): boolean =>
    x.from === null || y.until === null || x.from < y.until;
  return startsBefore(a, b) && startsBefore(b, a);
}

/** The rows of a JSON file: a list, or an object that holds one as `rows`. */
function rowsOf(node: JsonNode | undefined): readonly JsonNode[] | null {
  if (node === undefined) return [];
  if (node.kind === "array") return node.elements;
  const rows = node.kind === "object" ? memberOf(node, "rows")?.value : undefined;
  return rows?.kind === "array" ? rows.elements : null;
}

function jsonRow(node: JsonObject): RawRow {
  const members = new Map(node.members.map((member) => [member.key.value, member]));
  return {
    start: node.start,
    end: node.end,
    cell: (column) => members.get(column)?.value ?? null,
    place: (column) => members.get(column)?.value ?? { start: node.start, end: node.start + 1 },
  };
}
