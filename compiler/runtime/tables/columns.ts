/** Columns of a table with their expressions compiled: they give values, and the cells of rows test these. */
import { type BinderProgram, bindingNames } from "../expressions/binders.ts";
import { compileBinder, compileTest, compileValue, type Evaluation, Scope } from "../expressions/compile.ts";
import { askedHere } from "../expressions/here.ts";
import type { Cell, Input, Row, Table } from "../format.ts";
import { truthValue } from "../values/values.ts";
import { CellTest } from "./cell-test.ts";
import type { Terms } from "./terms.ts";

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

  input(id: string): Input | undefined {
    const position = this.#positions.get(id);
    return position === undefined ? undefined : this.#inputs[position];
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
      test = new CellTest(cell, column, this.#inputs[column]!, this.#names);
      tests.set(key, test);
    }
    return test;
  }
}

function columnValue(input: Input, scope: Scope): Evaluation {
  if (input.value[0] === "here") return askedHere;
  if (input.type !== "truth") return compileValue(input.value, scope);
  const test = compileTest(input.value, scope);
  return (env) => truthValue(test(env));
}

/** Equal for cells that ask the same, wherever they were written. */
function cellKey(cell: Cell): string {
  const { at: _, ...question } = cell;
  return JSON.stringify(question);
}
