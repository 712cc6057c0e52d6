/**
 * The rows of a table that are in force in an epoch, indexed by column: for each class of values of a column a bitmap of
 * the rows that it satisfies and of those that it does not rule out. A table is read by intersecting one bitmap for
 * each column. Rows stand strictest first, so that the first bit is the verdict.
 */

import type { Env } from "../expressions/context.ts";
import type { Effective, Row } from "../format.ts";
import { inForce, type Moment } from "../values/time.ts";
import { doubt, isUnknown, NO, type Truth, YES } from "../values/truth.ts";
import { valueKey } from "../values/value-classes.ts";
import type { Value } from "../values/values.ts";
import type { CellTest } from "./cell-test.ts";
import type { Selection } from "./requirements.ts";
import { Reading, type TableProgram } from "./table-program.ts";

export interface IndexedRow {
  readonly row: Row;
  /** position in the table */
  readonly index: number;
  readonly state: Effective["state"];
}

/** Rows of one class of values. */
export interface Masks {
  readonly satisfied: Uint32Array;
  /** satisfied or unknown */
  readonly possible: Uint32Array;
  /** both are equal */
  readonly exact: boolean;
}

const STRICTNESS = { prohibited: 0, license_required: 1, notification_required: 2 } as const;

/** Fewer rows than this are read one by one. */
const FEW = 12;
/** Words of bitmaps a column may remember before it forgets: 4 MB. */
const MEMORY = 1_000_000;

export class TableIndex {
  readonly program: TableProgram;
  readonly rows: readonly IndexedRow[];
  readonly words: number;
  readonly columns: readonly ColumnIndex[];
  /** the grounds on which the measures of the rows reach an act; null: some need none */
  readonly reaches: readonly string[] | null;
  #inOrderOfCost: readonly ColumnIndex[] | null = null;

  constructor(program: TableProgram, rows: readonly IndexedRow[]) {
    this.program = program;
    this.rows = rows;
    this.words = (this.rows.length + 31) >>> 5;
    this.reaches = reachesOf(program, rows);
    const used = new Set(this.rows.flatMap(({ index }) => program.cells(index).map((cell) => cell.column)));
    this.columns = [...used].sort((a, b) => a - b).map((column) => new ColumnIndex(this, column));
  }

  /** Every row that holds or may hold, with its truth. */
  read(env: Env, visit: (row: IndexedRow, truth: Truth) => void): void {
    if (this.rows.length === 0) return;
    const reading = new Reading(this.program, env);
    if (this.rows.length <= FEW) {
      for (const row of this.rows) this.#visit(row, reading.row(row.index), visit);
      return;
    }
    const possible = this.allRows();
    const { trace, remarks } = env.context;
    const mark = trace?.notes.length ?? 0;
    for (const column of remarks.areWanted ? this.columns : this.#rememberedFirst) {
      // A column that no remaining row asks about is not evaluated.
      if (!meet(possible, column.asking)) continue;
      const value = reading.value(column.column);
      if (!remarks.areWanted && column.keyOf(value) === null) {
        column.narrow(possible, value, env);
        continue;
      }
      const masks = column.masks(value, env);
      for (let w = 0; w < this.words; w++) possible[w]! &= masks.possible[w]!;
    }
    // Rows that are left are read once more, with their notes.
    trace?.drop(mark);
    forEachBit(possible, (i) => {
      const row = this.rows[i]!;
      this.#visit(row, reading.row(row.index), visit);
    });
  }

  /** Columns whose answers are remembered rule out most rows before any other is asked. */
  get #rememberedFirst(): readonly ColumnIndex[] {
    this.#inOrderOfCost ??= [
      ...this.columns.filter((column) => column.fixed),
      ...this.columns.filter((column) => !column.fixed),
    ];
    return this.#inOrderOfCost;
  }

  #visit(row: IndexedRow, truth: Truth, visit: (row: IndexedRow, truth: Truth) => void): void {
    const result = row.state === undefined ? truth : doubt(truth);
    if (result !== NO) visit(row, result);
  }

  allRows(): Uint32Array {
    const all = new Uint32Array(this.words).fill(0xffffffff);
    const rest = this.rows.length & 31;
    if (rest !== 0) all[this.words - 1] = 0xffffffff >>> (32 - rest);
    return all;
  }
}

function reachesOf({ model }: TableProgram, rows: readonly IndexedRow[]): readonly string[] | null {
  const reaches = new Set<string>();
  for (const { row } of rows) {
    const reach = "verdict" in row.then ? model.declarations.get(row.of)?.reach : undefined;
    if (reach === undefined) return null;
    reaches.add(reach);
  }
  return [...reaches];
}

function strictness(row: Row): number {
  return "verdict" in row.then ? STRICTNESS[row.then.verdict] : 3;
}

/** The rows of a table that are in force, all of them or some; the strictest first. */
export function rowsInForce(
  program: TableProgram,
  moment: Moment,
  selection: Selection | null,
): readonly IndexedRow[] {
  return program.table.rows
    .map((row, index) => ({ row, index, state: row.effective.state }))
    .filter(({ row }) => inForce(row.effective, moment) && (selection === null || selection.keeps(row)))
    .sort((a, b) => strictness(a.row) - strictness(b.row) || a.index - b.index);
}

/**
 * The same rows, among equally strict ones those with one cell in the first columns side by side: the bitmap of a value
 * of a selective column then has few words that are not empty.
 */
export function clustered(index: TableIndex, columns: readonly ColumnIndex[]): TableIndex {
  const place = new Map(index.rows.map((row, i) => [row, i]));
  const rows = index.rows.toSorted((a, b) => {
    const byVerdict = strictness(a.row) - strictness(b.row);
    if (byVerdict !== 0) return byVerdict;
    const [x, y] = [place.get(a)!, place.get(b)!];
    for (const column of columns) {
      const difference = column.testOf(x) - column.testOf(y);
      if (difference !== 0) return difference;
    }
    return x - y;
  });
  return new TableIndex(index.program, rows);
}

function meet(a: Uint32Array, b: Uint32Array): boolean {
  for (let w = 0; w < a.length; w++) if ((a[w]! & b[w]!) !== 0) return true;
  return false;
}

export function forEachBit(bits: Uint32Array, visit: (index: number) => void): void {
  for (let w = 0; w < bits.length; w++) {
    for (let word = bits[w]!; word !== 0; word &= word - 1) visit((w << 5) + (31 - Math.clz32(word & -word)));
  }
}

/** One column of an index. */
export class ColumnIndex {
  readonly column: number;
  /** rows that have a cell here */
  readonly asking: Uint32Array;
  readonly #index: TableIndex;
  readonly #tests: readonly CellTest[];
  /** for each row the position of its test, or -1 */
  readonly #testOf: Int32Array;
  readonly #fixed: boolean;
  #inEpoch: readonly ((value: Value) => Truth)[] | null = null;
  readonly #remembered = new Map<string | number, Masks>();

  constructor(index: TableIndex, column: number) {
    this.#index = index;
    this.column = column;
    this.asking = new Uint32Array(index.words);
    this.#testOf = new Int32Array(index.rows.length).fill(-1);
    const positions = new Map<CellTest, number>();
    index.rows.forEach((row, i) => {
      const cell = index.program.cells(row.index).find((test) => test.column === column);
      if (cell === undefined) return;
      const position = positions.get(cell) ?? positions.size;
      positions.set(cell, position);
      this.#testOf[i] = position;
      this.asking[i >>> 5]! |= 1 << (i & 31);
    });
    this.#tests = [...positions.keys()];
    this.#fixed = this.#tests.every((test) => test.fixed);
  }

  /** All answers depend on the value and the epoch alone. */
  get fixed(): boolean {
    return this.#fixed;
  }

  /** The position of a row's test among the tests, or -1. */
  testOf(row: number): number {
    return this.#testOf[row]!;
  }

  get tests(): readonly CellTest[] {
    return this.#tests;
  }

  /** Equal for values with the same answers; null where answers cannot be remembered. */
  keyOf(value: Value): string | number | null {
    return this.#fixed ? valueKey(value) : null;
  }

  /** Takes rows away that a value rules out; only those that are left are asked about. */
  narrow(possible: Uint32Array, value: Value, env: Env): void {
    const truths = new Map<number, Truth>();
    for (let w = 0; w < possible.length; w++) {
      for (let word = possible[w]! & this.asking[w]!; word !== 0; word &= word - 1) {
        const bit = 31 - Math.clz32(word & -word);
        const position = this.#testOf[(w << 5) + bit]!;
        let truth = truths.get(position);
        if (truth === undefined) {
          truth = this.#tests[position]!.test(value, env);
          truths.set(position, truth);
        }
        if (truth === NO) possible[w]! &= ~(1 << bit);
      }
    }
  }

  /** The rows that a value of this column satisfies and does not rule out. */
  masks(value: Value, env: Env): Masks {
    const key = this.keyOf(value);
    if (key === null) return this.compute(value, env);
    let masks = this.#remembered.get(key);
    if (masks === undefined) {
      masks = this.compute(value, env);
      if ((this.#remembered.size + 1) * this.#index.words * 2 > MEMORY) this.#remembered.clear();
      this.#remembered.set(key, masks);
    }
    return masks;
  }

  /** Share of the rows that a value is expected to satisfy, by some of the values the column asks about. */
  density(env: Env): number {
    const step = Math.max(1, Math.floor(this.#tests.length / 8));
    let satisfied = 0;
    let count = 0;
    for (let t = 0; t < this.#tests.length; t += step) {
      const samples = this.#tests[t]!.samples(env);
      const sample = samples[t % samples.length];
      if (sample === undefined) continue;
      count++;
      forEachBit(this.compute(sample, env).satisfied, () => {
        satisfied++;
      });
    }
    return count === 0 ? 1 : satisfied / count / this.#index.rows.length;
  }

  #fixedTruths(value: Value, env: Env): readonly Truth[] {
    this.#inEpoch ??= this.#tests.map((test) => test.inEpoch(env));
    return this.#inEpoch.map((test) => test(value));
  }

  compute(value: Value, env: Env): Masks {
    const truths = this.#fixed
      ? this.#fixedTruths(value, env)
      : this.#tests.map((test) => test.test(value, env));
    const satisfied = this.#index.allRows();
    const possible = this.#index.allRows();
    let exact = true;
    const testOf = this.#testOf;
    for (let i = 0; i < testOf.length; i++) {
      const position = testOf[i]!;
      if (position === -1) continue;
      const truth = truths[position]!;
      if (truth === YES) continue;
      const bit = ~(1 << (i & 31));
      satisfied[i >>> 5]! &= bit;
      if (truth === NO) possible[i >>> 5]! &= bit;
      else if (isUnknown(truth)) exact = false;
    }
    return { satisfied, possible, exact };
  }
}
