/**
 * Changes of one fact that can matter: to the other side of a limit that the law compares it with, to another word,
 * to a country of another kind, to an element of a set more or less. Nothing else that could be stated is told apart by
 * the law.
 */
import Fraction from "fraction.js";
import { written } from "../analysis/index.ts";
import { addDays } from "../check/days.ts";
import type { CaseJson, Expr, Field, Program, RecordType, Type, Value } from "../check/tree.ts";
import { walk } from "../normal/walk.ts";

export type FactPath = readonly (string | number)[];

export interface FactChange {
  readonly path: FactPath;
  readonly from: CaseJson | undefined;
  readonly to: CaseJson;
  /** how far, for the order among changes of one fact: relative for numbers, 1 for words */
  readonly size: number;
}

/** What the law compares facts with, by the id of the field. */
export class Marks {
  readonly #numbers = new Map<string, Fraction[]>();
  readonly #days = new Map<string, string[]>();
  readonly #words = new Map<string, Set<string>>();
  readonly #countries: readonly string[];

  /** `countries`: one of each kind that groups of the law tell apart */
  constructor(expressions: Iterable<Expr>, countries: readonly string[]) {
    this.#countries = countries;
    for (const expr of expressions) walk(expr, (part) => this.#take(part));
  }

  numbers(field: Field): readonly Fraction[] {
    return this.#numbers.get(field.id) ?? [];
  }

  days(field: Field): readonly string[] {
    return this.#days.get(field.id) ?? [];
  }

  words(field: Field, type: Type): readonly string[] {
    if (type.kind === "enum") return type.enum.values;
    const named = this.#words.get(field.id) ?? [];
    if (type.kind === "code" && type.scheme?.isCountry === true)
      return [...new Set([...this.#countries, ...named])];
    return [...named];
  }

  #take(expr: Expr): void {
    if (expr.kind === "compare") {
      this.#compared(expr.left, expr.right);
      this.#compared(expr.right, expr.left);
    }
    const pair =
      expr.kind === "in"
        ? ([expr.element, expr.set] as const)
        : expr.kind === "meets"
          ? ([expr.left, expr.right] as const)
          : null;
    for (const [fact, set] of pair === null ? [] : [pair, [pair[1], pair[0]] as const]) {
      if (fact.kind !== "field") continue;
      walk(set, (part) => {
        if (part.kind === "const" && (part.value.kind === "code" || part.value.kind === "text"))
          this.#word(fact.field, part.value.kind === "code" ? part.value.code : part.value.value);
      });
    }
  }

  #word(field: Field, word: string): void {
    const words = this.#words.get(field.id) ?? new Set();
    this.#words.set(field.id, words.add(word));
  }

  #compared(left: Expr, right: Expr): void {
    const fact = scaled(left);
    const value = constant(right);
    if (fact === null || value === null) return;
    if (value.kind === "date") push(this.#days, fact.field.id, value.value);
    if (value.kind === "code") this.#word(fact.field, value.code);
    if (value.kind === "text") this.#word(fact.field, value.value);
    if (value.kind === "number")
      push(this.#numbers, fact.field.id, value.value.sub(fact.offset).div(fact.factor));
  }
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}

/** A fact, perhaps in another unit: `fact * factor + offset`. */
function scaled(
  expr: Expr,
): { readonly field: Field; readonly factor: Fraction; readonly offset: Fraction } | null {
  if (expr.kind === "field") return { field: expr.field, factor: new Fraction(1), offset: new Fraction(0) };
  if (expr.kind !== "convert") return null;
  const inner = scaled(expr.operand);
  if (inner === null) return null;
  return {
    field: inner.field,
    factor: inner.factor.mul(expr.factor),
    offset: inner.offset.mul(expr.factor).add(expr.offset),
  };
}

function constant(expr: Expr): Value | null {
  if (expr.kind === "const") return expr.value;
  if (expr.kind !== "convert") return null;
  const inner = constant(expr.operand);
  return inner?.kind === "number"
    ? { kind: "number", value: inner.value.mul(expr.factor).add(expr.offset) }
    : null;
}

// ------------------------------------------------------------------------------------------------- walking the case

type Json = { readonly [name: string]: CaseJson };

/** Every change of one fact of the case, those of one fact by size. */
export function changesOf(program: Program, facts: CaseJson, marks: Marks): readonly FactChange[] {
  return program.transaction === null ? [] : ofRecord(program.transaction, facts, [], marks);
}

function ofRecord(record: RecordType, json: CaseJson, path: FactPath, marks: Marks): FactChange[] {
  if (!isRecord(json)) return [];
  const found: FactChange[] = [];
  for (const field of record.fields.values()) {
    const at = [...path, field.name];
    const value = json[field.name];
    const { type } = field;
    if (type.kind === "record") {
      if (value !== undefined) found.push(...ofRecord(type.record, value, at, marks));
    } else if (type.kind === "list") {
      const inside = isRecord(value ?? null) && (value as Json).closed !== undefined ? [...at, "closed"] : at;
      const elements = inside === at ? value : (value as Json).closed;
      if (Array.isArray(elements))
        for (const [i, element] of elements.entries())
          found.push(...ofRecord(type.of, element as CaseJson, [...inside, i], marks));
    } else {
      found.push(...ofFact(field, value, at, marks, record, json));
    }
  }
  return found;
}

function isRecord(json: CaseJson): json is Json {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

function ofFact(
  field: Field,
  value: CaseJson | undefined,
  path: FactPath,
  marks: Marks,
  record: RecordType,
  around: Json,
): FactChange[] {
  const to = (json: CaseJson, size = 1): FactChange => ({ path, from: value, to: json, size });
  const { type } = field;
  switch (type.kind) {
    case "truth": {
      const now = value === true || value === "yes" ? true : value === false || value === "no" ? false : null;
      return now === null ? [to(true, 2), to(false, 2)] : [to(!now)];
    }
    case "enum":
    case "code":
      return marks
        .words(field, type)
        .filter((word) => word !== value)
        .map((word) => to(word, value === undefined ? 2 : 1));
    case "number": {
      const unit = type.unit.text;
      const limits = distinct([...marks.numbers(field), ...derivedLimits(field, record, around, marks)]);
      const now = numberOf(value, unit);
      const sides = now === null ? bothSides(limits) : neighbors(now, limits);
      return sides
        .filter((side) => isWithin(side, field))
        .map((side) => to(written(side, unit), now === null ? 2 : relative(now, side)));
    }
    case "date":
      return marks
        .days(field)
        .flatMap((day) => [addDays(day, -1), day, addDays(day, 1)])
        .filter((day) => day !== value)
        .map((day) => to(day));
    case "set":
      return ofSet(field, type.of, value, to, marks);
    default:
      return [];
  }
}

function ofSet(
  field: Field,
  of: Type,
  value: CaseJson | undefined,
  to: (json: CaseJson, size?: number) => FactChange,
  marks: Marks,
): FactChange[] {
  const now = Array.isArray(value) ? (value as readonly CaseJson[]) : [];
  const less = now.map((_, i) => to(now.filter((_member, at) => at !== i)));
  const more = marks
    .words(field, of)
    .filter((word) => !now.includes(word))
    .map((word) => to([...now, word], value === undefined ? 2 : 1));
  const none = value === undefined ? [to([], 2)] : [];
  return [...less, ...more, ...none];
}

function isWithin(value: Fraction, { range }: Field): boolean {
  if (range === null) return true;
  const { min, minOpen, max, maxOpen } = range;
  if (min !== null && (value.lt(min) || (minOpen && value.equals(min)))) return false;
  return max === null || !(value.gt(max) || (maxOpen && value.equals(max)));
}

/** A stated number in its own unit; null where it is not stated, or stated in another one. */
function numberOf(value: CaseJson | undefined, unit: string): Fraction | null {
  if (typeof value === "number") return new Fraction(String(value));
  if (typeof value !== "string") return null;
  const [, number, own] = /^(-?[\d_.]+(?:\/\d+)?)\s*(.*)$/.exec(value.trim()) ?? [];
  if (number === undefined || (own !== "" && own !== unit)) return null;
  return new Fraction(number.replaceAll("_", ""));
}

/** Every limit, and a point on its other side: between two of them all numbers are alike. */
function neighbors(now: Fraction, limits: readonly Fraction[]): readonly Fraction[] {
  return limits.flatMap((limit) => {
    if (limit.equals(now)) return [beside(now, -1), beside(now, 1)];
    return [limit, beside(limit, limit.lt(now) ? -1 : 1)];
  });
}

function distinct(limits: readonly Fraction[]): readonly Fraction[] {
  return [...new Map(limits.map((limit) => [limit.toFraction(), limit])).values()];
}

function bothSides(limits: readonly Fraction[]): readonly Fraction[] {
  return limits.flatMap((limit) => [beside(limit, -1), limit, beside(limit, 1)]);
}

/** A number a person would write: one more or less, or a tenth of the last digit. */
function beside(limit: Fraction, sign: number): Fraction {
  const step =
    limit.d === 1n && limit.abs().gt(20)
      ? new Fraction(1)
      : limit.abs().gt(1)
        ? new Fraction(1, 100)
        : new Fraction(1, 10_000);
  return limit.add(step.mul(sign));
}

function relative(from: Fraction, to: Fraction): number {
  const scale = Math.max(Math.abs(from.valueOf()), Math.abs(to.valueOf()));
  return scale === 0 ? 0 : Math.abs(from.sub(to).valueOf()) / scale;
}

/** Limits of quotients of the record in which the fact takes part, at the values of the others: `tpp / die_area >= 5.92`. */
function derivedLimits(field: Field, record: RecordType, around: Json, marks: Marks): readonly Fraction[] {
  const found: Fraction[] = [];
  for (const quotient of record.fields.values()) {
    const { formula } = quotient;
    if (formula?.kind !== "arithmetic" || formula.op !== "/") continue;
    const [left, right] = [formula.left, formula.right];
    if (left.kind !== "field" || right.kind !== "field") continue;
    const other = left.field.id === field.id ? right.field : right.field.id === field.id ? left.field : null;
    if (other === null) continue;
    const value = numberOf(around[other.name], other.type.kind === "number" ? other.type.unit.text : "");
    if (value === null || value.equals(0)) continue;
    for (const limit of marks.numbers(quotient)) {
      if (limit.equals(0)) continue;
      found.push(...decimals(left.field.id === field.id ? limit.mul(value) : value.div(limit)));
    }
  }
  return found;
}

/** A number that a case can state: itself, or the decimals next below and above it. */
function decimals(value: Fraction): readonly Fraction[] {
  const scaled = value.mul(DECIMALS);
  return [...new Set([scaled.floor(), scaled.ceil()])].map((whole) => whole.div(DECIMALS));
}

const DECIMALS = 10_000;

/** The case with some facts changed. */
export function changed(facts: CaseJson, changes: readonly FactChange[]): CaseJson {
  return changes.reduce((json, { path, to }) => set(json, path, to), facts);
}

function set(json: CaseJson, path: FactPath, value: CaseJson): CaseJson {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (Array.isArray(json))
    return json.map((part: CaseJson, i) => (i === step ? set(part, rest, value) : part));
  const record = isRecord(json) ? json : {};
  return { ...record, [step]: set(record[step] ?? {}, rest, value) };
}
