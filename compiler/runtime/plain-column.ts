/** Columns that read one given fact: from the JSON value straight to the rows it satisfies. */
import { isOutside, readScalar } from "./case-values.ts";
import type { Env } from "./context.ts";
import { type ClassRange, Cuts } from "./cuts.ts";
import { toNumber } from "./exact.ts";
import type { X } from "./format.ts";
import type { Model } from "./model.ts";
import type { ColumnIndex, TableIndex } from "./table-index.ts";
import type { FieldInfo, RecordInfo } from "./vocabulary.ts";

/** Words of bitmaps that one column may remember: 32 MB. */
const MEMORY = 8_000_000;

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
  #byClass: (Uint32Array | undefined)[] = [];
  /** by row, the classes of numbers that satisfy its cell */
  readonly #ranges: readonly (ClassRange | null)[];
  readonly #byValue = new Map<unknown, Uint32Array | null>();
  /** numbers strictly between these lie in the declared range */
  readonly #above: number;
  readonly #below: number;
  #words = 0;

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
    const cuts = this.#cuts;
    const ranges = cuts === null ? [] : column.tests.map((test) => cuts.rangeOf(test));
    this.#ranges = cuts === null ? [] : index.rows.map((_, i) => ranges[column.testOf(i)] ?? null);
  }

  /** Numbers are looked up by their class, everything else by the value itself. */
  get isNumeric(): boolean {
    return this.#cuts !== null;
  }

  /** The rows that a JSON value satisfies; null where that is not plain to see (not given, unknown, wrong). */
  ofValue(json: unknown): Uint32Array | null {
    const known = this.#byValue.get(json);
    return known !== undefined ? known : this.#learn(json);
  }

  /** The same of a numeric column. */
  ofNumber(json: unknown): Uint32Array | null {
    if (typeof json !== "number") return this.ofValue(json);
    // Comparisons with what is not a number fail.
    if (!(json > this.#above && json < this.#below) && !this.#isInRange(json)) return null;
    const number = this.#cuts!.classOf(json);
    return this.#byClass[number] ?? this.#ofClass(number);
  }

  /** For numbers on or outside the ends of the range. */
  #isInRange(json: number): boolean {
    return Number.isFinite(json) && !isOutside(json, this.#fact.field.range);
  }

  #ofClass(number: number): Uint32Array {
    const rows = new Uint32Array(lengthOf(this.#index));
    const ranges = this.#ranges;
    for (let i = 0; i < ranges.length; i++) {
      const range = ranges[i]!;
      if (range === null || (number >= range.first && number <= range.last) !== range.outside)
        rows[i >>> 5]! |= 1 << (i & 31);
    }
    summarize(rows, this.#index.words);
    this.#remember();
    this.#byClass[number] = rows;
    return rows;
  }

  #learn(json: unknown): Uint32Array | null {
    // Objects are not remembered: they are compared by identity and may change.
    if (typeof json !== "string" && typeof json !== "number" && typeof json !== "boolean") return null;
    const { field } = this.#fact;
    const read = readScalar(json, field.type, field.range, this.#model.vocabulary);
    const masks = read.ok ? this.#column.compute(read.value, this.#env) : null;
    const rows = masks?.exact === true ? new Uint32Array(lengthOf(this.#index)) : null;
    if (masks !== null && rows !== null) {
      rows.set(masks.satisfied);
      summarize(rows, this.#index.words);
    }
    this.#remember();
    this.#byValue.set(json, rows);
    return rows;
  }

  #noClasses(): undefined[] {
    return new Array(this.#cuts?.classes ?? 0).fill(undefined);
  }

  #remember(): void {
    this.#words += this.#index.words + 8;
    if (this.#words <= MEMORY) return;
    this.#byClass = this.#noClasses();
    this.#byValue.clear();
    this.#words = 0;
  }
}
