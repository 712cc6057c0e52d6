/** Columns of a table with their expressions compiled: they give values, and the cells of rows test these. */
import { type BinderProgram, bindingNames } from "./binders.ts";
import { classified } from "./classify.ts";
import { codeOf } from "./codes.ts";
import { type CompareOperator, compareValues, isInNoted } from "./compare.ts";
import { compileBinder, compileTest, compileValue, type Evaluation, Scope } from "./compile.ts";
import { asSet, compileSet, isFixed } from "./compile-sets.ts";
import type { Env } from "./context.ts";
import { parseExact } from "./exact.ts";
import type { Cell, Input, Row, Table } from "./format.ts";
import { meets } from "./sets.ts";
import type { Terms } from "./terms.ts";
import { and, NO, not, type Truth, YES } from "./truth.ts";
import { type Plain, statedUnknown, truthOfValue, truthValue, type Value } from "./values.ts";

/** What a cell asks, shared by all rows that ask the same. */
export interface CellTest {
  readonly cell: Cell;
  readonly column: number;
  readonly test: (value: Value, env: Env) => Truth;
  /** the answer depends on the value and the epoch alone */
  readonly fixed: boolean;
  /** of a fixed test: the same with what the epoch gives looked up once */
  readonly inEpoch: (env: Env) => (value: Value) => Truth;
  /** some values that the test is about */
  readonly samples: (env: Env) => readonly Plain[];
}

export class TableColumns {
  readonly each: Table["each"];
  readonly scope: Table["scope"];
  readonly binders: readonly BinderProgram[];
  readonly #inputs: readonly Input[];
  readonly #names: Scope;
  readonly #columns: (Evaluation | undefined)[] = [];
  readonly #positions: ReadonlyMap<string, number>;
  readonly #tests: Map<string, CellTest>[];
  readonly #rows = new Map<Row, readonly CellTest[]>();

  constructor(terms: Terms, { each, scope, inputs }: Table) {
    this.each = each;
    this.scope = scope;
    this.#inputs = inputs;
    let names = Scope.of(terms, scope === "item" ? ["it"] : []);
    const binders: BinderProgram[] = [];
    for (const source of each) {
      const binder = compileBinder(source, names);
      binders.push(binder);
      names = binder.inside;
    }
    this.binders = binders;
    this.#names = names;
    this.#positions = new Map(inputs.map((input, i) => [input.id, i]));
    this.#tests = inputs.map(() => new Map());
  }

  /** Names of the places in a row's frame. */
  get names(): readonly string[] {
    const own = this.scope === "item" ? ["it"] : [];
    return [...own, ...this.each.flatMap(bindingNames)];
  }

  column(index: number): Evaluation {
    let column = this.#columns[index];
    if (column === undefined) {
      column = columnValue(this.#inputs[index]!, this.#names);
      this.#columns[index] = column;
    }
    return column;
  }

  /** The tests of a row, in the order of the columns. */
  cellsOf(row: Row): readonly CellTest[] {
    let cells = this.#rows.get(row);
    if (cells === undefined) {
      const found: CellTest[] = [];
      for (const [id, cell] of Object.entries(row.cells)) {
        const column = this.#positions.get(id);
        if (column !== undefined) found.push(this.#test(cell, column));
      }
      cells = found.sort((a, b) => a.column - b.column);
      this.#rows.set(row, cells);
    }
    return cells;
  }

  #test(cell: Cell, column: number): CellTest {
    const key = cellKey(cell);
    const tests = this.#tests[column]!;
    let test = tests.get(key);
    if (test === undefined) {
      test = { cell, column, ...compileCell(cell, this.#inputs[column]!, this.#names) };
      tests.set(key, test);
    }
    return test;
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

function compileCell(cell: Cell, input: Input, scope: Scope): Omit<CellTest, "cell" | "column"> {
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
      return { kind: "enum", name: text, enum: scope.terms.vocabulary.enumOf.get(text) ?? null };
    case "code": {
      const scheme = scope.terms.vocabulary.schemes.get(input.scheme ?? "");
      return scheme === undefined ? { kind: "text", text } : codeOf(scheme, text);
    }
    default:
      return { kind: "text", text };
  }
}
