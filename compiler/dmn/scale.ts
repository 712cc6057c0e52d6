/**
 * The finite view of one column: its values fall into atoms that no cell and no allowed value tells apart. Dates,
 * months and integers are counted, all other ordered values are dense. Atoms stand in this order: the named values,
 * then any other text, then null; so each class is one range.
 */
import type Fraction from "fraction.js";
import { type Atoms, complement, intersect, NONE, range, unite } from "./atoms.ts";
import { fits } from "./cells.ts";
import { type Cut, CutLine, type Segment } from "./cuts.ts";
import { constant } from "./evaluate-expression.ts";
import type { InputColumn, TestCell } from "./model.ts";
import type { Expression, Test, Tests } from "./syntax.ts";
import { booleanValue, NULL, position, stringValue, type Value } from "./value.ts";

/** A column or cell that the analysis cannot take exactly; the message says why. */
export class Refusal extends Error {
  /** the cell, if it is one cell */
  readonly cell: TestCell | null;

  constructor(message: string, cell: TestCell | null) {
    super(message);
    this.name = "Refusal";
    this.cell = cell;
  }
}

/** Part of a column as a reader sees it: one value, an interval, any text not named, or any value at all. */
export type Part =
  | { readonly kind: "value"; readonly value: Value }
  | ({ readonly kind: "interval" } & Segment)
  | { readonly kind: "other text" }
  | { readonly kind: "everything" };

const DISCRETE = new Set(["integer", "date", "years and months duration"]);

export class Scale {
  readonly column: InputColumn;
  /** whether neighbors in number are neighbors in value */
  readonly ordered: boolean;
  /** atoms that are named values or intervals */
  readonly plain: number;
  /** 1 if there is an atom for text that is not named */
  readonly open: number;
  /** all atoms, null among them */
  readonly count: number;

  readonly #line: CutLine | null;
  readonly #names: readonly Value[] | null;
  /** atom number behind each raw one, -1 outside the allowed values */
  readonly #number: readonly number[] = [];
  readonly #raw: readonly number[] = [];
  readonly #rawOther: number;
  readonly #rawNull: number;
  readonly #cache = new Map<string, Atoms>();

  /** Throws `Refusal` where a cell names something that varies or the values have no finite view. */
  constructor(column: InputColumn, cells: readonly TestCell[]) {
    this.column = column;
    const all = [...(column.allowed === null ? [] : [column.allowed]), ...cells];
    const values = all.flatMap((cell) => constantsOf(cell));
    // A negation meets null too, so null must have an atom of its own there.
    const nulls = values.some((value) => value.kind === "null") || all.some(isNegated);
    const type = column.type;
    const named = type === "string" || type === "boolean";
    this.ordered = type !== null && !named;
    if (type === null && values.some((value) => value.kind !== "null"))
      throw new Refusal("its values are of several types and the column states none", null);
    for (const cell of all) refuseOrderOfNames(cell, named);
    this.#names = named ? namesOf(type, values) : null;
    this.#line = this.ordered ? lineOf(all, column) : null;
    const rawPlain = this.#names?.length ?? this.#line?.atoms ?? 1;
    this.#rawOther = type === "string" ? rawPlain : -1;
    this.#rawNull = nulls ? rawPlain + (type === "string" ? 1 : 0) : -1;
    const rawCount = rawPlain + (type === "string" ? 1 : 0) + (nulls ? 1 : 0);
    const everything = range(0, rawCount - 1);
    let domain = column.allowed?.tests == null ? everything : this.#rawAtoms(column.allowed.tests, rawCount);
    if (this.#line !== null && type === "time")
      domain = this.#withinOneDay(domain, values, rawPlain, rawCount);
    if (domain.length === 0) throw new Refusal("its allowed values allow nothing", column.allowed);
    const number = new Array<number>(rawCount).fill(-1);
    const raw: number[] = [];
    for (let i = 0; i < domain.length; i += 2)
      for (let atom = domain[i]!; atom <= domain[i + 1]!; atom++) number[atom] = raw.push(atom) - 1;
    this.#number = number;
    this.#raw = raw;
    this.count = raw.length;
    this.open = this.#rawOther >= 0 && number[this.#rawOther]! >= 0 ? 1 : 0;
    this.plain = this.count - this.open - (this.#rawNull >= 0 && number[this.#rawNull]! >= 0 ? 1 : 0);
  }

  /** Atoms whose values meet the tests of a cell. */
  atoms(cell: TestCell): Atoms {
    let found = this.#cache.get(cell.text);
    if (found === undefined) {
      found = this.#compact(this.#rawAtoms(cell.tests!, this.#number.length));
      this.#cache.set(cell.text, found);
    }
    return found;
  }

  /** What a set of atoms holds, in order. */
  parts(set: Atoms): Part[] {
    if (set.length === 2 && set[0] === 0 && set[1] === this.count - 1 && this.column.allowed === null)
      if (this.#names === null || this.open === 1) return [{ kind: "everything" }];
    const out: Part[] = [];
    for (let i = 0; i < set.length; i += 2)
      for (let atom = set[i]!; atom <= set[i + 1]!; atom++) {
        const raw = this.#raw[atom]!;
        if (raw === this.#rawNull) out.push({ kind: "value", value: NULL });
        else if (raw === this.#rawOther) out.push({ kind: "other text" });
        else if (this.#names !== null) out.push({ kind: "value", value: this.#names[raw]! });
        else if (this.#line === null) out.push({ kind: "everything" });
        else {
          // Atoms that touch make one interval.
          let last = raw;
          while (atom < set[i + 1]! && this.#raw[atom + 1] === last + 1 && last + 1 !== this.#rawNull) {
            atom += 1;
            last += 1;
          }
          out.push(partOf(this.#line.segment(raw, last)));
        }
      }
    return out;
  }

  #compact(raw: Atoms): Atoms {
    const parts: Atoms[] = [];
    for (let i = 0; i < raw.length; i += 2) {
      let first = -1;
      let last = -1;
      for (let atom = raw[i]!; atom <= raw[i + 1]!; atom++) {
        const number = this.#number[atom]!;
        if (number < 0) continue;
        if (first < 0) first = number;
        last = number;
      }
      if (first >= 0) parts.push([first, last]);
    }
    return unite(parts);
  }

  /** Raw atoms that meet tests, with the three truth values of FEEL: a negation keeps what is certainly not met. */
  #rawAtoms(tests: Tests, count: number): Atoms {
    if (tests.kind === "any") return range(0, count - 1);
    const yes: Atoms[] = [];
    const unknown: Atoms[] = [];
    for (const test of tests.tests) {
      const [met, open] = this.#rawTest(test, count);
      yes.push(met);
      unknown.push(open);
    }
    return tests.negated ? complement(unite([...yes, ...unknown]), 0, count - 1) : unite(yes);
  }

  #rawTest(test: Test, count: number): [Atoms, Atoms] {
    const nulls = this.#rawNull < 0 ? NONE : range(this.#rawNull, this.#rawNull);
    const values = complement(nulls, 0, count - 1);
    const type = this.column.type;
    if (test.kind === "equals") {
      const met: Atoms[] = [];
      const unknown: Atoms[] = [];
      for (const value of itemsOf(test.to)) {
        if (value.kind === "null") met.push(nulls);
        else if (type === null || !fits(value, type)) unknown.push(values);
        else if (this.#line !== null) met.push(this.#line.point(position(value)!));
        else met.push(this.#name(value));
      }
      return [unite(met), unite(unknown)];
    }
    const operands = test.kind === "interval" ? [test.low, test.high] : [test.to];
    const bounds = operands.map((operand) => constant(operand)!);
    if (
      this.#line === null ||
      type === null ||
      bounds.some((bound) => bound.kind === "null" || !fits(bound, type))
    )
      return [NONE, range(0, count - 1)];
    const [low, high] = cutsOf(
      test,
      bounds.map((bound) => position(bound)!),
    );
    return [intersect(this.#line.between(low, high), values), nulls];
  }

  #name(value: Value): Atoms {
    const key = nameKey(value);
    const at = this.#names!.findIndex((name) => nameKey(name) === key);
    return at < 0 ? NONE : range(at, at);
  }

  /** A time of day without an offset lies between one midnight and the next. */
  #withinOneDay(domain: Atoms, values: readonly Value[], plain: number, count: number): Atoms {
    if (values.some((value) => value.kind === "time" && value.offset !== null)) return domain;
    const day = this.#line!.day();
    return intersect(domain, unite([day, plain < count ? range(plain, count - 1) : NONE]));
  }
}

function isNegated(cell: TestCell): boolean {
  return cell.tests?.kind === "tests" && cell.tests.negated;
}

function partOf(segment: Segment): Part {
  const { low, high } = segment;
  if (low === null && high === null) return { kind: "interval", ...segment };
  if (
    low !== null &&
    high !== null &&
    segment.lowClosed &&
    segment.highClosed &&
    position(low)!.equals(position(high)!)
  )
    return { kind: "value", value: low };
  return { kind: "interval", ...segment };
}

function itemsOf(expression: Expression): readonly Value[] {
  const value = constant(expression)!;
  return value.kind === "list" ? value.items : [value];
}

function constantsOf(cell: TestCell): Value[] {
  if (cell.tests === null) throw new Refusal("the cell was not read", cell);
  if (cell.tests.kind === "any") return [];
  const found: Value[] = [];
  for (const test of cell.tests.tests)
    for (const operand of test.kind === "interval" ? [test.low, test.high] : [test.to]) {
      const value = constant(operand);
      if (value === undefined) throw new Refusal("the cell names something that varies", cell);
      found.push(...(value.kind === "list" ? value.items : [value]));
    }
  return found;
}

function refuseOrderOfNames(cell: TestCell, named: boolean): void {
  if (!named || cell.tests === null || cell.tests.kind === "any") return;
  if (cell.tests.tests.some((test) => test.kind !== "equals"))
    throw new Refusal("the cell compares text or truth values by order", cell);
}

function nameKey(value: Value): string {
  return value.kind === "string" ? value.value : value.kind === "boolean" ? String(value.value) : "";
}

function namesOf(type: "string" | "boolean", values: readonly Value[]): Value[] {
  if (type === "boolean") return [booleanValue(false), booleanValue(true)];
  const names = new Set<string>();
  for (const value of values) if (value.kind === "string") names.add(value.value);
  return [...names].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)).map(stringValue);
}

function cutsOf(test: Test, bounds: readonly Fraction[]): [Cut | null, Cut | null] {
  if (test.kind === "interval")
    return [
      { at: bounds[0]!, after: !test.lowClosed },
      { at: bounds[1]!, after: test.highClosed },
    ];
  const after = test.kind === "compare" && (test.operator === ">" || test.operator === "<=");
  const cut: Cut = { at: bounds[0]!, after };
  return test.kind === "compare" && test.operator.startsWith("<") ? [null, cut] : [cut, null];
}

function lineOf(cells: readonly TestCell[], column: InputColumn): CutLine {
  const type = column.type!;
  const cuts: Cut[] = [];
  const samples: Value[] = [];
  const seen = new Set<string>();
  let offset: boolean | null = null;
  for (const cell of cells) {
    if (seen.has(cell.text) || cell.tests === null || cell.tests.kind === "any") continue;
    seen.add(cell.text);
    for (const test of cell.tests.tests) {
      const values =
        test.kind === "interval" ? [constant(test.low)!, constant(test.high)!] : itemsOf(test.to);
      const usable = values.filter((value) => value.kind !== "null" && fits(value, type));
      samples.push(...usable);
      for (const value of usable)
        if ("offset" in value) {
          if (offset !== null && offset !== (value.offset === null))
            throw new Refusal("the column mixes local and zoned moments", cell);
          offset = value.offset === null;
        }
      if (test.kind === "equals")
        for (const value of usable) {
          const at = position(value)!;
          cuts.push({ at, after: false }, { at, after: true });
        }
      else if (usable.length === values.length)
        for (const cut of cutsOf(
          test,
          usable.map((value) => position(value)!),
        ))
          if (cut !== null) cuts.push(cut);
    }
  }
  return new CutLine(cuts, DISCRETE.has(type), samples[0] ?? null, type === "time");
}
