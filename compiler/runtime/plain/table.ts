/**
 * A table whose columns all read given facts, evaluated without building values: one bitmap for each column, and their
 * intersection. Rows stand strictest first, so that the first row of the intersection gives the verdict.
 */
import type { Env } from "../expressions/context.ts";
import type { Model } from "../law/model.ts";
import { type ColumnIndex, clustered, type TableIndex } from "../tables/table-index.ts";
import { lengthOf, PlainColumn, type PlainFact, plainFact, summarize } from "./column.ts";
import type { PlainFacts } from "./facts.ts";

/** A column and the place of its bitmap. */
interface Slot {
  readonly column: PlainColumn;
  readonly slot: number;
}

export class PlainTable {
  readonly index: TableIndex;
  readonly #numeric: readonly Slot[];
  readonly #others: readonly Slot[];
  readonly #words: number;
  readonly #length: number;
  /** the columns, the most selective first, filled up to a multiple of four by one that every row satisfies */
  readonly #sources: readonly { readonly rows: Uint32Array }[];
  /** for each column where the bitmap of its fact begins */
  readonly #begins: Int32Array;

  private constructor(index: TableIndex, columns: readonly PlainColumn[]) {
    this.index = index;
    const slots = columns.map((column, slot) => ({ column, slot }));
    this.#numeric = slots.filter(({ column }) => column.isNumeric);
    this.#others = slots.filter(({ column }) => !column.isNumeric);
    this.#words = index.words;
    this.#length = lengthOf(index);
    const all = new Uint32Array(this.#length);
    all.set(index.allRows());
    summarize(all, index.words);
    const count = Math.max(4, Math.ceil(columns.length / 4) * 4);
    this.#sources = Array.from({ length: count }, (_, i) => columns[i] ?? { rows: all });
    this.#begins = new Int32Array(count);
  }

  /** The table as a plain one; null where a row or a column of it needs more than given facts. */
  static of(index: TableIndex, model: Model, facts: PlainFacts, env: Env): PlainTable | null {
    const { table } = index.program;
    if (table.each.length > 0 || table.saves !== undefined || table.scope !== undefined) return null;
    if (index.rows.some(({ state }) => state !== undefined)) return null;
    const found: { readonly column: ColumnIndex; readonly fact: PlainFact }[] = [];
    for (const column of index.columns) {
      const fact = column.fixed ? plainFact(table.inputs[column.column]!.value, model) : null;
      if (fact === null) return null;
      found.push({ column, fact });
    }
    const densities = new Map(found.map(({ column }) => [column, column.density(env)]));
    found.sort((a, b) => densities.get(a.column)! - densities.get(b.column)!);
    const near = clustered(
      index,
      found.slice(0, 2).map(({ column }) => column),
    );
    const columns = found.map(({ column, fact }) => {
      const same = near.columns.find((other) => other.column === column.column)!;
      return new PlainColumn(fact, facts.placeOf(fact), same, near, model, env);
    });
    return new PlainTable(near, columns);
  }

  /** Finds the rows of each fact; false where one of them is not plainly given. */
  read(values: readonly unknown[]): boolean {
    const begins = this.#begins;
    const others = this.#others;
    for (let i = 0; i < others.length; i++) {
      const { column, slot } = others[i]!;
      const begin = column.ofValue(values[column.place]);
      if (begin === -1) return false;
      begins[slot] = begin;
    }
    const numeric = this.#numeric;
    for (let i = 0; i < numeric.length; i++) {
      const { column, slot } = numeric[i]!;
      const begin = column.ofNumber(values[column.place]);
      if (begin === -1) return false;
      begins[slot] = begin;
    }
    return true;
  }

  /** The first row that all facts satisfy, or -1. */
  first(): number {
    const words = this.#words;
    const length = this.#length;
    const [a, b, c, d] = [this.#at(0), this.#at(1), this.#at(2), this.#at(3)];
    const begins = this.#begins;
    const [i, j, k, l] = [begins[0]!, begins[1]!, begins[2]!, begins[3]!];
    for (let s = words; s < length; s++) {
      let filled = a[i + s]! & b[j + s]! & c[k + s]! & d[l + s]!;
      for (; filled !== 0; filled &= filled - 1) {
        const w = ((s - words) << 5) + (31 - Math.clz32(filled & -filled));
        const word = this.#rest(a[i + w]! & b[j + w]! & c[k + w]! & d[l + w]!, w);
        if (word !== 0) return (w << 5) + (31 - Math.clz32(word & -word));
      }
    }
    return -1;
  }

  /** Writes every row that all facts satisfy from a place on, and returns the place after the last. */
  collect(into: Int32Array, from: number): number {
    let end = from;
    const words = this.#words;
    const length = this.#length;
    const [a, b, c, d] = [this.#at(0), this.#at(1), this.#at(2), this.#at(3)];
    const begins = this.#begins;
    const [i, j, k, l] = [begins[0]!, begins[1]!, begins[2]!, begins[3]!];
    for (let s = words; s < length; s++) {
      let filled = a[i + s]! & b[j + s]! & c[k + s]! & d[l + s]!;
      for (; filled !== 0; filled &= filled - 1) {
        const w = ((s - words) << 5) + (31 - Math.clz32(filled & -filled));
        let word = this.#rest(a[i + w]! & b[j + w]! & c[k + w]! & d[l + w]!, w);
        for (; word !== 0; word &= word - 1) into[end++] = (w << 5) + (31 - Math.clz32(word & -word));
      }
    }
    return end;
  }

  #at(column: number): Uint32Array {
    return this.#sources[column]!.rows;
  }

  #rest(word: number, w: number): number {
    const sources = this.#sources;
    const begins = this.#begins;
    let rest = word;
    for (let i = 4; i < begins.length && rest !== 0; i++) rest &= sources[i]!.rows[begins[i]! + w]!;
    return rest;
  }
}
