/**
 * A table whose columns all read given facts, evaluated without building values: one bitmap for each column, and their
 * intersection. Rows stand strictest first, so that the first row of the intersection gives the verdict.
 */
import type { Env } from "./context.ts";
import type { Model } from "./model.ts";
import { lengthOf, PlainColumn, type PlainFact, plainFact, summarize } from "./plain-column.ts";
import type { PlainFacts } from "./plain-facts.ts";
import { type ColumnIndex, clustered, type TableIndex } from "./table-index.ts";

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
  /** one bitmap for each column, the most selective columns first, filled up to a multiple of four */
  readonly #bitmaps: Uint32Array[];

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
    this.#bitmaps = new Array(Math.max(4, Math.ceil(columns.length / 4) * 4)).fill(all);
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
    const bitmaps = this.#bitmaps;
    const others = this.#others;
    for (let i = 0; i < others.length; i++) {
      const { column, slot } = others[i]!;
      const rows = column.ofValue(values[column.place]);
      if (rows === null) return false;
      bitmaps[slot] = rows;
    }
    const numeric = this.#numeric;
    for (let i = 0; i < numeric.length; i++) {
      const { column, slot } = numeric[i]!;
      const rows = column.ofNumber(values[column.place]);
      if (rows === null) return false;
      bitmaps[slot] = rows;
    }
    return true;
  }

  /** The first row that all facts satisfy, or -1. */
  first(): number {
    const bitmaps = this.#bitmaps;
    const words = this.#words;
    const length = this.#length;
    const [a, b, c, d] = bitmaps as [Uint32Array, Uint32Array, Uint32Array, Uint32Array];
    for (let s = words; s < length; s++) {
      let filled = a[s]! & b[s]! & c[s]! & d[s]!;
      for (; filled !== 0; filled &= filled - 1) {
        const w = ((s - words) << 5) + (31 - Math.clz32(filled & -filled));
        const word = this.#rest(a[w]! & b[w]! & c[w]! & d[w]!, w);
        if (word !== 0) return (w << 5) + (31 - Math.clz32(word & -word));
      }
    }
    return -1;
  }

  /** Writes every row that all facts satisfy from a place on, and returns the place after the last. */
  collect(into: Int32Array, from: number): number {
    let end = from;
    const bitmaps = this.#bitmaps;
    const words = this.#words;
    const length = this.#length;
    const [a, b, c, d] = bitmaps as [Uint32Array, Uint32Array, Uint32Array, Uint32Array];
    for (let s = words; s < length; s++) {
      let filled = a[s]! & b[s]! & c[s]! & d[s]!;
      for (; filled !== 0; filled &= filled - 1) {
        const w = ((s - words) << 5) + (31 - Math.clz32(filled & -filled));
        let word = this.#rest(a[w]! & b[w]! & c[w]! & d[w]!, w);
        for (; word !== 0; word &= word - 1) into[end++] = (w << 5) + (31 - Math.clz32(word & -word));
      }
    }
    return end;
  }

  #rest(word: number, w: number): number {
    const bitmaps = this.#bitmaps;
    let rest = word;
    for (let i = 4; i < bitmaps.length && rest !== 0; i += 4) {
      rest &= bitmaps[i]![w]! & bitmaps[i + 1]![w]! & bitmaps[i + 2]![w]! & bitmaps[i + 3]![w]!;
    }
    return rest;
  }
}
