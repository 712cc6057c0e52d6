/** A table made ready: its rows over its columns. */

import type { RecordValue } from "../cases/records.ts";
import type { BinderProgram } from "../expressions/binders.ts";
import type { Evaluation } from "../expressions/compile.ts";
import type { Context, Env } from "../expressions/context.ts";
import type { Note, Trace } from "../expressions/trace.ts";
import type { Input, Row, Table, TableDocument } from "../format.ts";
import type { Model } from "../law/model.ts";
import { and, isUnknown, NO, type Truth, YES } from "../values/truth.ts";
import type { Value } from "../values/values.ts";
import type { CellTest } from "./cell-test.ts";
import type { TableColumns } from "./columns.ts";

export class TableProgram {
  readonly model: Model;
  readonly document: TableDocument;
  readonly table: Table;
  readonly #columns: TableColumns;
  readonly #rows: (readonly CellTest[] | undefined)[] = [];

  constructor(model: Model, document: TableDocument, table: Table) {
    this.model = model;
    this.document = document;
    this.table = table;
    this.#columns = model.terms.columnsOf(table);
  }

  get binders(): readonly BinderProgram[] {
    return this.#columns.binders;
  }

  /** Names of the places in a row's frame. */
  get names(): readonly string[] {
    return this.#columns.names;
  }

  column(index: number): Evaluation {
    return this.#columns.column(index);
  }

  /** What a column asks; undefined: there is none of the id. */
  input(id: string): Input | undefined {
    return this.#columns.input(id);
  }

  /** The tests of a row, in the order of the columns. */
  cells(row: number): readonly CellTest[] {
    let cells = this.#rows[row];
    if (cells === undefined) {
      cells = this.#columns.cellsOf(this.row(row));
      this.#rows[row] = cells;
    }
    return cells;
  }

  row(index: number): Row {
    return this.table.rows[index]!;
  }

  /** The rows read on an item record; columns are evaluated once for each record. */
  readingOf(record: RecordValue, context: Context): Reading {
    const reading = context.once(
      this,
      record,
      null,
      () => new Reading(this, { context, frame: [record], released: null }),
    );
    return reading ?? new Reading(this, { context, frame: [record], released: null });
  }
}

/** One evaluation of a table: the values of its columns, computed when a row first needs them. */
export class Reading {
  readonly program: TableProgram;
  readonly env: Env;
  readonly #values: (Value | undefined)[] = [];
  readonly #notes: (readonly Note[] | undefined)[] = [];

  constructor(program: TableProgram, env: Env) {
    this.program = program;
    this.env = env;
  }

  value(column: number): Value {
    let value = this.#values[column];
    if (value === undefined) {
      const { trace } = this.env.context;
      const mark = trace?.notes.length ?? 0;
      value = this.program.column(column)(this.env);
      this.#values[column] = value;
      if (trace !== null) {
        this.#notes[column] = trace.since(mark);
        trace.drop(mark);
      }
    }
    return value;
  }

  /** Whether all cells of a row hold. */
  row(index: number): Truth {
    const { trace } = this.env.context;
    const mark = trace?.notes.length ?? 0;
    const rowsMark = trace?.rows?.length ?? 0;
    let result: Truth = YES;
    const { work } = this.program.model;
    const cells = this.program.cells(index);
    for (let i = 0; i < cells.length; i++) {
      work.done++;
      const before = trace?.notes.length ?? 0;
      const truth = this.cell(cells[i]!);
      if (trace !== null && trace.rows !== null && isUnknown(truth)) this.#keep(index, i, trace, before);
      result = and(result, truth);
      if (result === NO) break;
    }
    if (trace === null) return result;
    if (result === NO) {
      trace.drop(mark);
      if (trace.rows !== null) trace.rows.length = rowsMark;
    } else if (trace.rows !== null && isUnknown(result)) this.#keep(index, null, trace, mark);
    return result;
  }

  /** Whether one cell holds. */
  cell(asked: CellTest): Truth {
    const { trace } = this.env.context;
    const before = trace?.notes.length ?? 0;
    const truth = asked.test(this.value(asked.column), this.env);
    if (trace !== null) {
      if (isUnknown(truth)) trace.addAll(this.#notes[asked.column] ?? []);
      else trace.drop(before);
    }
    return truth;
  }

  #keep(index: number, cell: number | null, trace: Trace, mark: number): void {
    const { program, env } = this;
    if (env.released !== null || program.binders.length > 0) return;
    const [record] = env.frame;
    trace.rows?.push({
      program,
      index,
      cell,
      record: record?.kind === "record" ? record : null,
      notes: trace.since(mark),
    });
  }
}
