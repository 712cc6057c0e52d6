/**
 * A table whose columns all read given facts, evaluated without building values: one bitmap for each column, and their
 * intersection. Rows stand strictest first, so that the first row of the intersection gives the verdict.
 */
import type { Env } from "./context.ts";
import type { Model } from "./model.ts";
import { PlainColumn, plainFact } from "./plain-column.ts";
import type { TableIndex } from "./table-index.ts";

/** Records on the way to a fact, as given: JSON objects by their path, joined by dots. */
export type Records = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

export class PlainTable {
  readonly index: TableIndex;
  readonly columns: readonly PlainColumn[];
  readonly #words: number;
  /** one bitmap for each column, filled up to a multiple of four */
  readonly #bitmaps: Uint32Array[];

  private constructor(index: TableIndex, columns: readonly PlainColumn[]) {
    this.index = index;
    this.columns = columns;
    this.#words = index.words;
    const all = index.allRows();
    this.#bitmaps = new Array(Math.max(4, Math.ceil(columns.length / 4) * 4)).fill(all);
  }

  /** The table as a plain one; null where a row or a column of it needs more than given facts. */
  static of(index: TableIndex, model: Model, env: Env): PlainTable | null {
    const { table } = index.program;
    if (table.each.length > 0 || table.saves !== undefined || table.scope !== undefined) return null;
    if (index.rows.some(({ state }) => state !== undefined)) return null;
    const columns: PlainColumn[] = [];
    for (const column of index.columns) {
      const fact = column.fixed ? plainFact(table.inputs[column.column]!.value, model) : null;
      if (fact === null) return null;
      columns.push(new PlainColumn(fact, column, index, model, env));
    }
    return new PlainTable(index, columns);
  }

  /** Looks the facts up; false where one of them is not plainly given. */
  read(facts: Readonly<Record<string, unknown>>, records: Records | null): boolean {
    const { columns } = this;
    const bitmaps = this.#bitmaps;
    for (let c = 0; c < columns.length; c++) {
      const column = columns[c]!;
      const { fact } = column;
      const owner = fact.records.length === 0 ? facts : records?.get(fact.records.join("."));
      const rows = owner === undefined ? null : column.rows(owner[fact.field.name]);
      if (rows === null) return false;
      bitmaps[c] = rows;
    }
    return true;
  }

  /** The first row that the facts read last satisfy, or -1. */
  first(): number {
    return this.#next(0);
  }

  /** Adds every row that the facts read last satisfy. */
  collect(into: number[]): void {
    for (let w = 0; w < this.#words; w++) {
      for (let word = this.#word(w); word !== 0; word &= word - 1)
        into.push((w << 5) + (31 - Math.clz32(word & -word)));
    }
  }

  #next(from: number): number {
    const bitmaps = this.#bitmaps;
    const words = this.#words;
    const [a, b, c, d] = bitmaps as [Uint32Array, Uint32Array, Uint32Array, Uint32Array];
    for (let w = from; w < words; w++) {
      let word = a[w]! & b[w]! & c[w]! & d[w]!;
      for (let i = 4; word !== 0 && i < bitmaps.length; i += 4) {
        word &= bitmaps[i]![w]! & bitmaps[i + 1]![w]! & bitmaps[i + 2]![w]! & bitmaps[i + 3]![w]!;
      }
      if (word !== 0) return (w << 5) + (31 - Math.clz32(word & -word));
    }
    return -1;
  }

  #word(w: number): number {
    const bitmaps = this.#bitmaps;
    let word = -1;
    for (let i = 0; word !== 0 && i < bitmaps.length; i++) word &= bitmaps[i]![w]!;
    return word;
  }
}
