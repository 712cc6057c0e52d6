/** Columns that read one given fact: from the JSON value straight to the rows it satisfies. */
import { isOutside, readScalar } from "../cases/case-values.ts";
import type { Env } from "../expressions/context.ts";
import type { X } from "../format.ts";
import type { Model } from "../law/model.ts";
import type { ColumnIndex, TableIndex } from "../tables/table-index.ts";
import { toNumber } from "../values/exact.ts";
import type { FieldInfo, RecordInfo } from "../values/vocabulary.ts";
import { type ClassRange, Cuts } from "./cuts.ts";

/** Words of bitmaps that one column may remember: 32 MB. */
const MEMORY = 8_000_000;
/** Values of a case that one column may remember. */
const MAX_VALUES = 100_000;

/**
 * Bitmaps of rows are followed by a summary: one bit for each word of rows, set where it is not empty. Reading the
 * summary first passes over all words without a row.
 */
export function lengthOf(index: TableIndex): number {
  return index.words + ((index.words + 31) >>> 5);
}

export function summarize(rows: Uint32Array, words: number): void {
  for (let w = 0; w < words; w++) if (rows[w] !== 0) rows[words + (w >>> 5)]! |= 1 << (w & 31);
}

/** A fact that needs no other fact to be read: a record's path from the transaction, and a field. */
export interface PlainFact {
  /** names of the records on the way; empty: a fact of the transaction itself */
  readonly records: readonly string[];
  readonly field: FieldInfo;
}

/** The fact an expression reads, where it is a plain one. */
export function plainFact(x: X, model: Model): PlainFact | null {
  const path: string[] = [];
  let rest = x;
  while (rest[0] === "get") {
    path.unshift(rest[2]);
    rest = rest[1];
  }
  if (rest[0] !== "case" || path.length === 0) return null;
  let record: RecordInfo = model.vocabulary.transaction;
  for (const [i, name] of path.entries()) {
    const field = record.fields.get(name);
    if (field === undefined || field.computed || field.asserted) return null;
    if (i === path.length - 1) return isScalar(field) ? { records: path.slice(0, -1), field } : null;
    if (field.type.kind !== "record") return null;
    record = field.type.record;
  }
  return null;
}

export function isScalar({ type }: FieldInfo): boolean {
  return type.kind !== "list" && type.kind !== "record" && type.kind !== "set";
}

export class PlainColumn {
  /** where the fact stands among those read */
  readonly place: number;
  readonly #fact: PlainFact;
  readonly #column: ColumnIndex;
  readonly #index: TableIndex;
  readonly #model: Model;
  readonly #env: Env;
  readonly #cuts: Cuts | null;
  /** where the bitmap of each class of numbers begins; -1: not made yet */
  #byClass: Int32Array;
  /** by row, the classes of numbers that satisfy its cell */
  readonly #ranges: readonly (ClassRange | null)[];
  /** where the bitmap of a text begins; -1: it is not plain. A bare object: looking up in one is quicker than in a map. */
  #byText: Record<string, number | undefined> = Object.create(null);
  /** the same of numbers and yes or no */
  readonly #byOther = new Map<unknown, number>();
  #remembered = 0;
  /** numbers strictly between these lie in the declared range */
  readonly #above: number;
  readonly #below: number;
  /** all bitmaps of the column, one after another: their words lie close together */
  #rows: Uint32Array;
  #end = 0;

  constructor(
    fact: PlainFact,
    place: number,
    column: ColumnIndex,
    index: TableIndex,
    model: Model,
    env: Env,
  ) {
    this.#fact = fact;
    this.place = place;
    this.#column = column;
    this.#index = index;
    this.#model = model;
    this.#env = env;
    this.#cuts = fact.field.type.kind === "number" ? Cuts.of(column.tests) : null;
    const { low, high } = fact.field.range;
    this.#above = low === null ? Number.NEGATIVE_INFINITY : toNumber(low);
    this.#below = high === null ? Number.POSITIVE_INFINITY : toNumber(high);
    this.#byClass = this.#noClasses();
    this.#rows = new Uint32Array(16 * lengthOf(index));
    const cuts = this.#cuts;
    const ranges = cuts === null ? [] : column.tests.map((test) => cuts.rangeOf(test));
    this.#ranges = cuts === null ? [] : index.rows.map((_, i) => ranges[column.testOf(i)] ?? null);
  }

  /** Numbers are looked up by their class, everything else by the value itself. */
  get isNumeric(): boolean {
    return this.#cuts !== null;
  }

  /** The bitmaps of the column, until another value is looked up. */
  get rows(): Uint32Array {
    return this.#rows;
  }

  /** Where the rows begin that a JSON value satisfies; -1 where that is not plain to see (not given, unknown, wrong). */
  ofValue(json: unknown): number {
    const known = typeof json === "string" ? this.#byText[json] : this.#byOther.get(json);
    return known !== undefined ? known : this.#learn(json);
  }

  /** The same of a numeric column. */
  ofNumber(json: unknown): number {
    if (typeof json !== "number") return this.ofValue(json);
    // Comparisons with what is not a number fail.
    if (!(json > this.#above && json < this.#below) && !this.#isInRange(json)) return -1;
    const number = this.#cuts!.classOf(json);
    const known = this.#byClass[number]!;
    return known !== -1 ? known : this.#ofClass(number);
  }

  /** For numbers on or outside the ends of the range. */
  #isInRange(json: number): boolean {
    return Number.isFinite(json) && !isOutside(json, this.#fact.field.range);
  }

  #ofClass(number: number): number {
    const rows = new Uint32Array(lengthOf(this.#index));
    const ranges = this.#ranges;
    for (let i = 0; i < ranges.length; i++) {
      const range = ranges[i]!;
      if (range === null || (number >= range.first && number <= range.last) !== range.outside)
        rows[i >>> 5]! |= 1 << (i & 31);
    }
    const begin = this.#remember(rows);
    this.#byClass[number] = begin;
    return begin;
  }

  #learn(json: unknown): number {
    // Objects are not remembered: they are compared by identity and may change.
    if (typeof json !== "string" && typeof json !== "number" && typeof json !== "boolean") return -1;
    const { field } = this.#fact;
    const read = readScalar(json, field.type, field.range, this.#model.vocabulary);
    const masks = read.ok ? this.#column.compute(read.value, this.#env) : null;
    if (this.#remembered >= MAX_VALUES) this.#forget();
    let begin = -1;
    if (masks?.exact === true) {
      const rows = new Uint32Array(lengthOf(this.#index));
      rows.set(masks.satisfied);
      begin = this.#remember(rows);
    }
    if (typeof json === "string") this.#byText[json] = begin;
    else this.#byOther.set(json, begin);
    this.#remembered++;
    return begin;
  }

  #noClasses(): Int32Array {
    return new Int32Array(this.#cuts?.classes ?? 0).fill(-1);
  }

  /** Keeps a bitmap, with its summary, and says where it begins. */
  #remember(rows: Uint32Array): number {
    summarize(rows, this.#index.words);
    if (this.#end + rows.length > MEMORY) this.#forget();
    if (this.#end + rows.length > this.#rows.length) {
      const more = new Uint32Array(2 * (this.#rows.length + rows.length));
      more.set(this.#rows);
      this.#rows = more;
    }
    const begin = this.#end;
    this.#rows.set(rows, begin);
    this.#end += rows.length;
    return begin;
  }

  #forget(): void {
    this.#byClass = this.#noClasses();
    this.#byText = Object.create(null);
    this.#byOther.clear();
    this.#remembered = 0;
    this.#end = 0;
  }
}
