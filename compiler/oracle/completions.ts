/**
 * The values that matter for a fact that is not given: for numbers and dates every cut point of the program and what
 * lies between and beside them, for enums every value, for codes those the program names and one other.
 */
import Fraction from "fraction.js";
import { addDays } from "../check/days.ts";
import type { CaseJson, Expr, Field, IsoDate, Program, Scheme, Type, Unit, Value } from "../check/tree.ts";
import { conversion, sameDimension } from "../check/units.ts";
import { quotient, readValue } from "./case-values.ts";
import { holds, ofRange, one, onlyNumber } from "./numbers.ts";
import { addFieldsRead } from "./reads.ts";
import type { MissingRead } from "./values.ts";
import { allExpressions, inside } from "./walk.ts";

const UNKNOWN: CaseJson = { unknown: true };
const NONE: CaseJson = { notApplicable: true };

export interface Landmark {
  readonly value: Value;
  readonly type: Type;
}

/** What a program compares facts with. */
export interface Landmarks {
  readonly constants: readonly Landmark[];
  /** by id of a field that is compared with constants and with nothing else: those constants */
  readonly own: ReadonlyMap<string, readonly Landmark[]>;
  /** ids of fields of which the law of the jurisdiction asks whether they are known */
  readonly doubted: ReadonlySet<string>;
  /** ids of fields that go into a calculation, where the cut points of the program are not those of the field */
  readonly calculated: ReadonlySet<string>;
  /** ids of fields that are compared with something else than constants */
  readonly related: ReadonlySet<string>;
}

export function landmarks(program: Program): Omit<Landmarks, "doubted"> {
  const expressions = allExpressions(program).flatMap(inside);
  const constants: Landmark[] = [];
  const calculated = new Set<string>();
  const related = new Set<string>();
  for (const expr of expressions) {
    if (expr.kind === "compare" && expr.left.kind !== "const" && expr.right.kind !== "const")
      addFieldsRead(expr, program, related);
    if (expr.kind === "const") constants.push({ value: expr.value, type: expr.type });
    if (expr.kind === "codeRange") {
      for (const code of [expr.low, expr.high]) {
        constants.push({ value: { kind: "code", scheme: expr.scheme, code }, type: expr.type });
      }
    }
    if (expr.kind === "arithmetic" || expr.kind === "aggregate") addFieldsRead(expr, program, calculated);
  }
  for (const list of program.lists) {
    for (const row of list.rows) {
      for (const [name, cell] of row.cells) {
        const type = list.columns.get(name)?.type ?? { kind: "text" };
        if (cell.kind === "value") constants.push({ value: cell.value, type });
        if (cell.kind === "values") constants.push(...cell.values.map((value) => ({ value, type })));
      }
    }
  }
  return { constants, own: ownLandmarks(expressions), calculated, related };
}

/** A comparison of a field with a constant, through conversions of unit. */
function comparedWith(expr: Expr): { readonly field: Field; readonly landmark: Landmark } | null {
  if (expr.kind !== "compare") return null;
  for (const [one, other] of [
    [expr.left, expr.right],
    [expr.right, expr.left],
  ] as const) {
    if (one.kind === "field" && other.kind === "const") {
      return { field: one.field, landmark: { value: other.value, type: other.type } };
    }
  }
  return null;
}

function ownLandmarks(expressions: readonly Expr[]): ReadonlyMap<string, readonly Landmark[]> {
  const own = new Map<string, Landmark[]>();
  const uses = new Map<string, number>();
  for (const expr of expressions) {
    if (expr.kind === "field") uses.set(expr.field.id, (uses.get(expr.field.id) ?? 0) + 1);
    const compared = comparedWith(expr);
    if (compared === null) continue;
    own.set(compared.field.id, [...(own.get(compared.field.id) ?? []), compared.landmark]);
  }
  for (const [id, found] of own) if (found.length !== uses.get(id)) own.delete(id);
  return own;
}

/**
 * Whether the representatives of a fact stand for all its values: not those of a fact that goes into a calculation, or is
 * compared with other facts; nor a few elements of a list, or a few members of a set, for any number of them.
 */
export function isExhaustive({ field, within }: MissingRead, marks: Landmarks): boolean {
  const { kind } = field.type;
  if (kind === "truth" || kind === "enum" || kind === "record") return true;
  if (kind === "list" || kind === "set") return false;
  return within === null && !marks.calculated.has(field.id) && !marks.related.has(field.id);
}

/**
 * The representatives of a fact that is not given, as a case would state them. `given`: what the case states, for facts that
 * are compared with others.
 */
export function candidates(
  read: MissingRead,
  current: CaseJson | undefined,
  marks: Landmarks,
  program: Program,
  today: IsoDate,
  elements: number,
  given: () => readonly Landmark[],
): readonly CaseJson[] {
  const { field } = read;
  const beside = marks.related.has(field.id) ? given() : [];
  const special: CaseJson[] = [];
  if (marks.doubted.has(field.id) && current === undefined) special.push(UNKNOWN);
  if (read.mayLack) special.push(NONE);
  const values = valuesOf(field.type, { field, current, marks, beside, program, today, elements });
  return [...special, ...pointsWithin(read), ...values.filter((value) => agrees(value, read, program))];
}

/** Numbers that a formula with unknown parts can give. */
function pointsWithin({ within, field }: MissingRead): readonly CaseJson[] {
  const computed = within?.kind === "maybe" ? within.value : within;
  if (computed?.kind !== "number") return [];
  const { low, high } = computed.interval;
  const point =
    low.at === null ? (high.at ?? one).sub(1) : high.at === null ? low.at.add(1) : low.at.add(high.at).div(2);
  return holds(computed.interval, point) && holds(ofRange(field.range), point) ? [written(point)] : [];
}

/** Whether a value is one that the formula of the field may give. */
function agrees(json: CaseJson, { within, field }: MissingRead, program: Program): boolean {
  if (within === null) return true;
  const computed = within.kind === "maybe" ? within.value : within;
  const value = readValue(json, field.type, program);
  if (computed.kind !== "number" || value.kind !== "number") return true;
  const number = onlyNumber(value.interval);
  return number === null || holds(computed.interval, number);
}

interface Asked {
  readonly field: Field;
  readonly current: CaseJson | undefined;
  readonly marks: Landmarks;
  /** values of other facts that it may be compared with */
  readonly beside: readonly Landmark[];
  readonly program: Program;
  readonly today: IsoDate;
  readonly elements: number;
}

function valuesOf(type: Type, asked: Asked): readonly CaseJson[] {
  const { field, current, marks, beside, program, today } = asked;
  const near = [...(marks.own.get(field.id) ?? marks.constants), ...beside];
  switch (type.kind) {
    case "truth":
      return [true, false];
    case "number":
      return numbersFor(type.unit, field, near, marks.calculated.has(field.id)).map(written);
    case "money":
      return moneyFor(near);
    case "date":
      return [...new Set([...(marks.own.has(field.id) ? [] : [today]), ...datesOf(near)])]
        .flatMap((day) => [addDays(day, -1), day, addDays(day, 1)])
        .filter((day, i, all) => all.indexOf(day) === i);
    case "text":
      return [...new Set(near.flatMap(({ value }) => (value.kind === "text" ? [value.value] : []))), "-"];
    case "enum":
      return type.enum.values;
    case "code":
      return codesOf(type.scheme, marks, program);
    case "set": {
      const singles = valuesOf(type.of, { ...asked, current: undefined });
      return [[], ...singles.map((value) => [value]), ...(singles.length > 1 ? [singles] : [])];
    }
    case "list": {
      const given = Array.isArray(current) ? current : openMembers(current);
      const lengths = Array.from({ length: asked.elements + 1 }, (_, length) => length);
      return lengths.map((length) => ({ closed: [...given, ...Array.from({ length }, () => ({}))] }));
    }
    case "record":
      return [{}];
    default:
      return [];
  }
}

function openMembers(current: CaseJson | undefined): readonly CaseJson[] {
  if (typeof current !== "object" || current === null || !("open" in current)) return [];
  return Array.isArray(current.open) ? current.open : [];
}

function datesOf(marks: readonly Landmark[]): readonly IsoDate[] {
  return marks.flatMap(({ value }) => (value.kind === "date" ? [value.value] : []));
}

/** It lies at, below and above no code that is written. */
const UNNAMED = "~";

function codesOf(scheme: Scheme | null, marks: Landmarks, program: Program): readonly string[] {
  const named = marks.constants.flatMap(({ value }) =>
    value.kind === "code" && (scheme === null || value.scheme.id === scheme.id) ? [value] : [],
  );
  const items = program.items.filter((item) => scheme === null || item.scheme.id === scheme.id);
  const written = [...named, ...items].map((value) =>
    scheme === null ? `${value.scheme.name} ${value.code}` : value.code,
  );
  const codes = [...new Set(written)];
  // A scheme that declares no members has codes that no law names.
  if (scheme !== null && scheme.members.length === 0) return [...codes, UNNAMED];
  const other = scheme?.members.find(
    (member) => !codes.some((code) => member.startsWith(code) || code.startsWith(member)),
  );
  return other === undefined ? codes : [...codes, other];
}

/** Cut points of a dimension, in the unit of the field, with what lies between and beside them. */
function numbersFor(
  unit: Unit,
  field: Field,
  marks: readonly Landmark[],
  calculated: boolean,
): readonly Fraction[] {
  const cuts = marks.flatMap(({ value, type }) => {
    if (value.kind !== "number" || type.kind !== "number" || !sameDimension(type.unit, unit)) return [];
    const steps = conversion(type.unit, unit);
    return steps === null ? [] : [value.value.mul(steps.factor).add(steps.offset)];
  });
  if (calculated) cuts.push(...[0, 1, 1000].map((n) => new Fraction(n)));
  const { range } = field;
  if (range?.min) cuts.push(range.min);
  if (range?.max) cuts.push(range.max);
  return spread(cuts).filter((number) => holds(ofRange(range), number));
}

function spread(cuts: readonly Fraction[]): readonly Fraction[] {
  const sorted = [...cuts]
    .sort((a, b) => a.compare(b))
    .filter((cut, i, all) => i === 0 || !cut.equals(all[i - 1]!));
  const first = sorted[0] ?? new Fraction(0);
  const last = sorted.at(-1) ?? first;
  const between = sorted.slice(1).map((cut, i) => cut.add(sorted[i]!).div(2));
  return [first.sub(1), ...sorted, ...between, last.add(1)];
}

/** A plain number where it is one exactly, else a quotient. */
function written(number: Fraction): CaseJson {
  const plain = number.valueOf();
  return /^-?\d+(\.\d+)?$/.test(String(plain)) && new Fraction(String(plain)).equals(number)
    ? plain
    : quotient(number);
}

function moneyFor(marks: readonly Landmark[]): readonly CaseJson[] {
  const amounts = new Map<string, Fraction[]>();
  for (const { value } of marks) {
    if (value.kind === "money")
      amounts.set(value.currency, [...(amounts.get(value.currency) ?? []), value.amount]);
  }
  if (amounts.size === 0) return ["1 EUR"];
  return [...amounts].flatMap(([currency, cuts]) =>
    spread(cuts).map((amount) => ({ value: written(amount), unit: currency })),
  );
}
