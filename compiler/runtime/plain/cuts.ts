/**
 * The places where the answers of a number column change. Between two of them all numbers are alike, so that a number
 * is reduced to the class it falls in: 2i below the cut i, 2i + 1 on it, and so on to the last, above all cuts.
 */

import type { CellTest } from "../tables/cell-test.ts";
import { compare, type Exact, parseExact, toNumber } from "../values/exact.ts";

/** Classes from first to last, both included; `outside`: all others instead. */
export interface ClassRange {
  readonly first: number;
  readonly last: number;
  readonly outside: boolean;
}

/** Stretches for each cut: most then hold one cut or none. */
const STRETCHES = 4;

export class Cuts {
  readonly #doubles: Float64Array;
  /** where the exact cut stands to the decimal of its double: -1 below, 0 on it, 1 above */
  readonly #offsets: Int8Array;
  readonly #cuts: readonly Exact[];
  /**
   * Stretches of equal length over the range of the cuts, and how many cuts lie before each. Which stretch a number falls
   * into never falls as the number rises, rounded as it may be: cuts of an earlier stretch are less, of a later one greater.
   */
  readonly #before: Int32Array;
  readonly #origin: number;
  readonly #perUnit: number;

  private constructor(cuts: readonly Exact[]) {
    this.#cuts = cuts;
    this.#doubles = Float64Array.from(cuts, toNumber);
    this.#offsets = Int8Array.from(cuts, (cut, i) => compare(cut, this.#doubles[i]!));
    const count = cuts.length;
    const origin = this.#doubles[0] ?? 0;
    const perUnit = (STRETCHES * count) / ((this.#doubles[count - 1] ?? 0) - origin);
    this.#origin = origin;
    this.#perUnit = Number.isFinite(perUnit) ? perUnit : 0;
    this.#before = new Int32Array(STRETCHES * count + 3);
    for (const cut of this.#doubles) this.#before[this.#stretchOf(cut) + 1]!++;
    for (let i = 1; i < this.#before.length; i++) this.#before[i]! += this.#before[i - 1]!;
  }

  #stretchOf(x: number): number {
    const place = (x - this.#origin) * this.#perUnit;
    const last = this.#before.length - 2;
    return place > 0 ? (place < last ? Math.trunc(place) : last) : 0;
  }

  /** The cuts of a column of numbers; null where a test is not made of bounds, or two cuts share a double. */
  static of(tests: readonly CellTest[]): Cuts | null {
    const cuts: Exact[] = [];
    for (const { cell } of tests) {
      if (
        cell.is !== undefined ||
        cell.in !== undefined ||
        cell.meets !== undefined ||
        cell.classified !== undefined
      )
        return null;
      for (const text of [cell.eq, cell.gt, cell.ge, cell.lt, cell.le]) {
        const cut = text === undefined ? null : parseExact(text);
        if (cut !== null) cuts.push(cut);
      }
    }
    cuts.sort(compare);
    const distinct = cuts.filter((cut, i) => i === 0 || compare(cuts[i - 1]!, cut) !== 0);
    const found = new Cuts(distinct);
    return found.#doubles.every((x, i) => Number.isFinite(x) && (i === 0 || found.#doubles[i - 1]! < x))
      ? found
      : null;
  }

  get classes(): number {
    return 2 * this.#cuts.length + 1;
  }

  /** The class of a double, which stands for its shortest decimal. */
  classOf(x: number): number {
    const doubles = this.#doubles;
    const stretch = this.#stretchOf(x);
    let low = this.#before[stretch]!;
    let high = this.#before[stretch + 1]!;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (doubles[middle]! < x) low = middle + 1;
      else high = middle;
    }
    if (low === doubles.length || doubles[low]! !== x) return 2 * low;
    const offset = this.#offsets[low]!;
    return offset === 0 ? 2 * low + 1 : offset > 0 ? 2 * low : 2 * low + 2;
  }

  /** The classes that satisfy a test. */
  rangeOf({ cell }: CellTest): ClassRange {
    let first = 0;
    let last = this.classes - 1;
    const on = (text: string): number => 2 * this.#find(parseExact(text)!) + 1;
    if (cell.eq !== undefined) {
      first = Math.max(first, on(cell.eq));
      last = Math.min(last, on(cell.eq));
    }
    if (cell.ge !== undefined) first = Math.max(first, on(cell.ge));
    if (cell.gt !== undefined) first = Math.max(first, on(cell.gt) + 1);
    if (cell.le !== undefined) last = Math.min(last, on(cell.le));
    if (cell.lt !== undefined) last = Math.min(last, on(cell.lt) - 1);
    return { first, last, outside: cell.not === true };
  }

  #find(value: Exact): number {
    let low = 0;
    let high = this.#cuts.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compare(this.#cuts[middle]!, value) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
