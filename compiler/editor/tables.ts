/** The rows that the declarations of one file compile to, as cells a person reads, each with its place in the source. */
import type { Span } from "../../grammar/base/span.ts";
import type { Declared, Program } from "../check/tree.ts";
import type { Compilation } from "../index.ts";
import { normalize } from "../normal/lower.ts";
import { cellText, effectiveText, effectText } from "../print/table.ts";
import type { Bundle, Row, Table, TableDocument } from "../runtime/format.ts";
import { buildBundle } from "../table/build.ts";
import { spanOf } from "../table/places.ts";

export interface TableView {
  readonly id: string;
  /** in words: `US, list measures, for each p in parties` */
  readonly title: string;
  /** `list`, `end-user`, `classification` ... */
  readonly kind: string;
  readonly jurisdiction: string;
  /** the days, then a column for each input that some row asks, then what follows */
  readonly columns: readonly ColumnView[];
  readonly rows: readonly RowView[];
}

export interface ColumnView {
  readonly id: string;
  readonly title: string;
  readonly kind: "days" | "input" | "effect";
  /** the question the fact answers, and the unit it is in; null where there is none */
  readonly question: string | null;
  readonly unit: string | null;
}

export interface RowView {
  readonly id: string;
  /** id of the declaration: a measure, an exception, an item, a reach */
  readonly measure: string;
  /** its name and title as it was written */
  readonly name: string;
  readonly title: string | null;
  readonly limb: string;
  readonly citations: readonly string[];
  /** as many as there are columns */
  readonly cells: readonly CellView[];
  /** the clause that the row came from */
  readonly span: Span;
}

export interface CellView {
  /** empty: no condition, every value passes */
  readonly text: string;
  /** the clause; null where the cell has none of its own */
  readonly span: Span | null;
}

const bundles = new WeakMap<Program, Bundle>();

/** The tables of a compilation, which are made once; of one with errors, those of what is without. */
export function tablesOf({ program }: Compilation): Bundle {
  let bundle = bundles.get(program);
  if (bundle === undefined) {
    bundle = buildBundle(normalize(program), program);
    bundles.set(program, bundle);
  }
  return bundle;
}

/** The rows of the declarations that stand in a file, table by table; tables without such rows are left out. */
export function tableViews(compilation: Compilation, file: string): TableView[] {
  const { program } = compilation;
  const declared = new Map<string, Declared>();
  for (const one of [
    program.measures,
    program.exceptions,
    program.items,
    program.reaches,
    program.universes,
  ].flat())
    if (one.span.file === file) declared.set(one.id, one);
  if (declared.size === 0) return [];
  return tablesOf(compilation).tables.flatMap((document) =>
    document.tables.flatMap((table) => {
      const rows = table.rows.filter((row) => declared.has(row.of));
      return rows.length === 0 ? [] : [viewOf(document, table, rows, declared)];
    }),
  );
}

function viewOf(
  document: TableDocument,
  table: Table,
  rows: readonly Row[],
  declared: ReadonlyMap<string, Declared>,
): TableView {
  const inputs = table.inputs.filter(({ id }) => rows.some((row) => row.cells[id] !== undefined));
  const plain = { question: null, unit: null } as const;
  return {
    id: table.id,
    title: titleOf(document, table),
    kind: document.kind,
    jurisdiction: document.jurisdiction,
    columns: [
      { id: "days", title: "in force", kind: "days", ...plain },
      ...inputs.map(
        ({ id, label, question = null, unit = null }): ColumnView => ({
          id: `input ${id}`,
          title: label,
          kind: "input",
          question,
          unit,
        }),
      ),
      { id: "effect", title: "then", kind: "effect", ...plain },
    ],
    rows: rows.map((row): RowView => {
      const of = declared.get(row.of)!;
      const whole = spanOf(row.at, document.sources, of);
      return {
        id: row.id,
        measure: row.of,
        name: of.name,
        title: of.title,
        limb: row.limbs.join(""),
        citations: row.citations,
        span: whole,
        cells: [
          { text: effectiveText(row.effective), span: null },
          ...inputs.map(({ id, unit }): CellView => {
            const cell = row.cells[id];
            if (cell === undefined) return { text: "", span: null };
            return { text: cellText(cell, unit), span: spanOf(cell.at, document.sources, of) };
          }),
          { text: effectText(row.then), span: null },
        ],
      };
    }),
  };
}

const KINDS: Readonly<Record<TableDocument["kind"], string>> = {
  list: "list measures",
  "end-user": "end-user measures",
  "end-use": "end-use measures",
  service: "service measures",
  extraterritorial: "extraterritorial measures",
  reach: "what the law reaches",
  classification: "entries of control lists",
  exception: "exceptions",
  universe: "gaps that are meant",
};

/** `US, end-user measures, each p in parties`: the id says what is evaluated for each of what. */
function titleOf({ jurisdiction, kind }: TableDocument, { id }: Table): string {
  const rest = id.split("/").slice(2);
  return [jurisdiction, KINDS[kind], ...rest].join(", ");
}
