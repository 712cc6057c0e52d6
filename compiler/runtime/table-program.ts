/** A table with its expressions compiled: columns that give values, cells that test them. */
import { type BinderProgram, bindingNames } from "./binders.ts";
import { classified } from "./classify.ts";
import { codeOf } from "./codes.ts";
import { type CompareOperator, compareValues, isInNoted } from "./compare.ts";
import { compileBinder, compileTest, compileValue, type Evaluation, Scope } from "./compile.ts";
import { asSet, compileSet, isFixed } from "./compile-sets.ts";
import type { Context, Env } from "./context.ts";
import { parseExact } from "./exact.ts";
import type { Cell, Input, Row, Table, TableDocument } from "./format.ts";
import type { Model } from "./model.ts";
import type { RecordValue } from "./records.ts";
import { meets } from "./sets.ts";
import type { Note, Trace } from "./trace.ts";
import { and, isUnknown, NO, not, type Truth, YES } from "./truth.ts";
import { type Plain, statedUnknown, truthOfValue, truthValue, type Value } from "./values.ts";

/** What a cell asks, shared by all rows that ask the same. */
export interface CellTest {
  readonly cell: Cell;
  readonly column: number;
  /** position among the distinct tests of its column */
  readonly index: number;
  readonly test: (value: Value, env: Env) => Truth;
  /** the answer depends on the value and the epoch alone */
  readonly fixed: boolean;
  /** of a fixed test: the same with what the epoch gives looked up once */
  readonly inEpoch: (env: Env) => (value: Value) => Truth;
  /** some values that the test is about */
  readonly samples: (env: Env) => readonly Plain[];
}

export class TableProgram {
  readonly model: Model;
  readonly document: TableDocument;
  readonly table: Table;
  readonly binders: readonly BinderProgram[];
  readonly #scope: Scope;
  readonly #columns: (Evaluation | undefined)[] = [];
  readonly #positions: ReadonlyMap<string, number>;
  readonly #tests: Map<string, CellTest>[];
  readonly #rows: (readonly CellTest[] | undefined)[] = [];

  constructor(model: Model, document: TableDocument, table: Table) {
    this.model = model;
    this.document = document;
    this.table = table;
    let scope = Scope.of(model, table.scope === "item" ? ["it"] : []);
    const binders: BinderProgram[] = [];
    for (const source of table.each) {
      const binder = compileBinder(source, scope);
      binders.push(binder);
      scope = binder.inside;
    }
    this.binders = binders;
    this.#scope = scope;
    this.#positions = new Map(table.inputs.map((input, i) => [input.id, i]));
    this.#tests = table.inputs.map(() => new Map());
  }

  /** Names of the places in a row's frame. */
  get names(): readonly string[] {
    const own = this.table.scope === "item" ? ["it"] : [];
    return [...own, ...this.table.each.flatMap(bindingNames)];
  }

  column(index: number): Evaluation {
    let column = this.#columns[index];
    if (column === undefined) {
      column = columnValue(this.table.inputs[index]!, this.#scope);
      this.#columns[index] = column;
    }
    return column;
  }

  /** The tests of a row, in the order of the columns. */
  cells(row: number): readonly CellTest[] {
    let cells = this.#rows[row];
    if (cells === undefined) {
      const found: CellTest[] = [];
      for (const [id, cell] of Object.entries(this.table.rows[row]!.cells)) {
        const column = this.#positions.get(id);
        if (column !== undefined) found.push(this.#test(cell, column));
      }
      cells = found.sort((a, b) => a.column - b.column);
      this.#rows[row] = cells;
    }
    return cells;
  }

  #test(cell: Cell, column: number): CellTest {
    const key = cellKey(cell);
    const tests = this.#tests[column]!;
    let test = tests.get(key);
    if (test === undefined) {
      const compiled = compileCell(cell, this.table.inputs[column]!, this.#scope);
      test = { cell, column, index: tests.size, ...compiled };
      tests.set(key, test);
    }
    return test;
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
  cell({ column, test }: CellTest): Truth {
    const { trace } = this.env.context;
    const before = trace?.notes.length ?? 0;
    const truth = test(this.value(column), this.env);
    if (trace !== null) {
      if (isUnknown(truth)) trace.addAll(this.#notes[column] ?? []);
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

function columnValue(input: Input, scope: Scope): Evaluation {
  if (input.type !== "truth") return compileValue(input.value, scope);
  const test = compileTest(input.value, scope);
  return (env) => truthValue(test(env));
}

/** Equal for cells that ask the same, wherever they were written. */
function cellKey(cell: Cell): string {
  const { at: _, ...question } = cell;
  return JSON.stringify(question);
}

const BOUNDS = [
  ["eq", "="],
  ["gt", ">"],
  ["ge", ">="],
  ["lt", "<"],
  ["le", "<="],
] as const satisfies readonly (readonly [keyof Cell, CompareOperator])[];

type Question = (env: Env) => (value: Value) => Truth;

function compileCell(cell: Cell, input: Input, scope: Scope): Omit<CellTest, "cell" | "column" | "index"> {
  const parts: Question[] = [];
  const samples: ((env: Env) => readonly Plain[])[] = [];
  let fixed = true;
  if (cell.is !== undefined) {
    const test = truthTest(cell.is);
    parts.push(() => test);
    samples.push(() => [truthValue(YES), truthValue(NO)]);
  }
  for (const [key, operator] of BOUNDS) {
    const text = cell[key];
    if (text === undefined) continue;
    const bound = boundOf(text, cell, input, scope);
    parts.push(() => (value) => compareValues(operator, value, bound));
    samples.push(() => [bound]);
  }
  if (cell.in !== undefined) {
    const compiled = compileSet(cell.in, scope);
    fixed &&= isFixed(cell.in);
    samples.push((env) => compiled(env).members ?? []);
    parts.push((env) => {
      const set = compiled(env);
      return (value) => isInNoted(value, set, env);
    });
  }
  if (cell.meets !== undefined) {
    const compiled = compileSet(cell.meets, scope);
    fixed &&= isFixed(cell.meets);
    parts.push((env) => {
      const set = compiled(env);
      return (value) => meets(asSet(value), set);
    });
  }
  if (cell.classified !== undefined) {
    const compiled = compileSet(cell.classified, scope);
    fixed = false;
    parts.push((env) => (value) => classified(value, compiled(env), env));
  }
  const question = cell.not === true ? negated(conjoined(parts)) : conjoined(parts);
  return {
    test: (value, env) => question(env)(value),
    fixed,
    inEpoch: question,
    samples: (env) => samples.flatMap((sample) => sample(env)),
  };
}

function conjoined(parts: readonly Question[]): Question {
  if (parts.length === 1) return parts[0]!;
  return (env) => {
    const tests = parts.map((part) => part(env));
    return (value) => tests.reduce<Truth>((truth, test) => and(truth, test(value)), YES);
  };
}

function negated(question: Question): Question {
  return (env) => {
    const test = question(env);
    return (value) => not(test(value));
  };
}

function truthTest(is: "yes" | "no" | "unknown"): (value: Value) => Truth {
  switch (is) {
    case "yes":
      return truthOfValue;
    case "no":
      return (value) => not(truthOfValue(value));
    case "unknown":
      return statedUnknown;
  }
}

function boundOf(text: string, cell: Cell, input: Input, scope: Scope): Plain {
  switch (input.type) {
    case "number":
      return { kind: "number", value: parseExact(text) ?? 0 };
    case "money":
      return { kind: "money", amount: parseExact(text) ?? 0, currency: cell.currency ?? "" };
    case "date":
      return { kind: "date", day: text };
    case "enum":
      return { kind: "enum", name: text, enum: scope.model.vocabulary.enumOf.get(text) ?? null };
    case "code": {
      const scheme = scope.model.vocabulary.schemes.get(input.scheme ?? "");
      return scheme === undefined ? { kind: "text", text } : codeOf(scheme, text);
    }
    default:
      return { kind: "text", text };
  }
}
