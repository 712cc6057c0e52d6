/**
 * Changes of one fact that can matter: to the other side of a limit that the law compares it with, to another word,
 * to a country of another kind, to an element of a set more or less. Nothing else that could be stated is told apart by
 * the law.
 */
import Fraction from "fraction.js";
import { written } from "../analysis/index.ts";
import { addDays } from "../check/days.ts";
import type { CaseJson, Field, Program, RecordType, Type } from "../check/tree.ts";
import { numbersAt, ratiosOf, type Stated } from "./formulas.ts";
import type { Marks } from "./marks.ts";

export type FactPath = readonly (string | number)[];

export interface FactChange {
  readonly path: FactPath;
  readonly from: CaseJson | undefined;
  readonly to: CaseJson;
  /** how far, for the order among changes of one fact: relative for numbers, 1 for words */
  readonly size: number;
}

// ------------------------------------------------------------------------------------------------- walking the case

type Json = { readonly [name: string]: CaseJson };

/** Every change of one fact of the case, those of one fact by size. */
export function changesOf(program: Program, facts: CaseJson, marks: Marks): readonly FactChange[] {
  if (program.transaction === null) return [];
  return ofRecord(program.transaction, facts, [], marks.with(countriesIn(program.transaction, facts)));
}

/** Countries that the case states: the law may compare one of its facts with another. */
function countriesIn(record: RecordType, json: CaseJson): readonly string[] {
  if (!isRecord(json)) return [];
  return [...record.fields.values()].flatMap(({ name, type }) => {
    const value = json[name] ?? null;
    if (type.kind === "record") return countriesIn(type.record, value);
    if (type.kind === "list") return elementsOf(value).flatMap((element) => countriesIn(type.of, element));
    const of = type.kind === "set" ? type.of : type;
    if (of.kind !== "code" || of.scheme?.isCountry !== true) return [];
    return (Array.isArray(value) ? value : [value]).filter((member) => typeof member === "string");
  });
}

/** Elements of a list, which a case may state as closed. */
function elementsOf(json: CaseJson): readonly CaseJson[] {
  const elements = isRecord(json) ? json.closed : json;
  return Array.isArray(elements) ? elements : [];
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
      for (const [i, element] of elementsOf(value ?? null).entries())
        found.push(...ofRecord(type.of, element, [...inside, i], marks));
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

/** Where formulas of the record in which the fact takes part reach a limit, at the values of the others: `tpp / die_area >= 5.92`. */
function derivedLimits(field: Field, record: RecordType, around: Json, marks: Marks): readonly Fraction[] {
  const stated: Stated = (other) =>
    record.fields.get(other.name)?.id !== other.id || other.type.kind !== "number"
      ? null
      : numberOf(around[other.name], other.type.unit.text);
  const given = { field, stated, passed: marks.passed };
  const own = [...record.fields.values()].flatMap((derived) => {
    if (derived.formula === null) return [];
    const limits = marks.numbers(derived);
    return limits.length === 0 ? [] : numbersAt(ratiosOf(derived.formula, given), limits);
  });
  const compared = marks.formulas.flatMap(({ left, right }) =>
    numbersAt(ratiosOf(left, given), ratiosOf(right, given)),
  );
  return [...own, ...compared].flatMap(decimals);
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
