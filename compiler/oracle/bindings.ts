/** What a binder stands for: the elements of a list, with the entries they match, and what may still be in it. */
import type { Binder, Expr } from "../check/tree.ts";
import { evaluate, truthOf } from "./expressions.ts";
import { unknownRecord } from "./facts.ts";
import { listedIn, matchedRows } from "./listing.ts";
import * as numbers from "./numbers.ts";
import { type Scene, withNames } from "./scene.ts";
import { and, isUnknown, strongest, strongestOf, type Truth, type Unknown } from "./truth.ts";
import {
  type EntryValue,
  type ListValue,
  maybe,
  NOT_APPLICABLE,
  type NumberValue,
  type RecordValue,
  type Value,
} from "./values.ts";

/** One way to bind the names of a binder. */
export interface Binding {
  readonly scene: Scene;
  /** `p=parties[0]` */
  readonly label: string;
  /** whether there is such an element, and such an entry */
  readonly exists: Truth;
}

export function listOf(binder: Binder, scene: Scene): ListValue {
  const list = evaluate(binder.list, scene);
  if (list.kind !== "list") throw new Error(`${list.kind} is not a list`);
  return list;
}

/** Every binding of a binder; an open list has one more, of an element about which nothing is known. */
export function bindings(binder: Binder, scene: Scene): readonly Binding[] {
  const list = listOf(binder, scene);
  const found = list.elements.flatMap((element) => bindElement(binder, element, scene));
  if (list.open === null) return found;
  const further = unknownRecord(list.record, list.open, `${list.path}[?]`);
  const entry: EntryValue = { kind: "entry", list: null, row: null, unknown: list.open };
  return [...found, bind(binder, further, entry, list.open, scene)];
}

function bindElement(binder: Binder, element: RecordValue, scene: Scene): readonly Binding[] {
  const lists = binder.listedIn;
  if (lists === null) return [bind(binder, element, null, "yes", scene)];
  const pairs = lists.flatMap((list) =>
    matchedRows(element, list, scene).map((row) =>
      bind(binder, element, { kind: "entry", list, row }, "yes", scene),
    ),
  );
  const listing = listedIn(element, lists, scene);
  if (pairs.length > 0 || !isUnknown(listing)) return pairs;
  const entry: EntryValue = { kind: "entry", list: null, row: null, unknown: listing };
  return [bind(binder, element, entry, listing, scene)];
}

function bind(
  binder: Binder,
  element: RecordValue,
  entry: EntryValue | null,
  exists: Truth,
  scene: Scene,
): Binding {
  const names: [typeof binder.variable, Value][] = [[binder.variable, element]];
  if (binder.entry !== null && entry !== null) names.push([binder.entry, entry]);
  const of = entry !== null && entry.row !== null ? `,${binder.entry?.name ?? "entry"}=${entry.row.key}` : "";
  return { scene: withNames(scene, names), label: `${binder.variable.name}=${element.path}${of}`, exists };
}

/** Whether a binding counts: it exists, and its `where` holds. */
export function counts(binder: Binder, binding: Binding): Truth {
  return and(binding.exists, binder.where === null ? "yes" : truthOf(binder.where, binding.scene));
}

// ---------------------------------------------------------------------------------------------------- aggregates

interface Summand {
  readonly interval: numbers.Interval;
  /** null: it counts for certain */
  readonly doubt: Unknown | null;
  /** why its value is not one number */
  readonly unknown: Unknown | null;
}

/** `sum`, `max`, `min`, `count` of a value over the elements of a list. */
export function aggregate(expr: Extract<Expr, { kind: "aggregate" }>, scene: Scene): Value {
  const { binder, op } = expr;
  const list = listOf(binder, scene);
  const closed = { ...list, open: null };
  const summands: Summand[] = [];
  for (const element of closed.elements) {
    for (const binding of bindElement(binder, element, scene)) {
      const counted = counts(binder, binding);
      if (counted === "no") continue;
      const doubt = isUnknown(counted) ? counted : null;
      const value: Value = op === "count" ? ONE : evaluate(expr.value, binding.scene);
      const summand = summandOf(value, doubt);
      if (summand !== null) summands.push(summand);
    }
  }
  const total = op === "max" || op === "min" ? extreme(op, summands, list.open) : sum(summands);
  if (list.open === null) return total;
  return withFurther(total, expr, list, scene);
}

const ONE: NumberValue = { kind: "number", interval: numbers.exactly(numbers.one), unknown: null };

/** Null for a value that is not applicable: it is skipped. */
function summandOf(value: Value, doubt: Unknown | null): Summand | null {
  if (value.kind === "notApplicable") return null;
  if (value.kind === "maybe") return summandOf(value.value, strongest(doubt, value.unknown));
  if (value.kind !== "number") throw new Error(`cannot aggregate ${value.kind}`);
  return { interval: value.interval, doubt, unknown: value.unknown };
}

function reasons(summands: readonly Summand[]): Unknown | null {
  return strongestOf(summands.flatMap((summand) => [summand.doubt, summand.unknown]));
}

function sum(summands: readonly Summand[]): Value {
  const nothing = numbers.exactly(numbers.zero);
  const interval = summands.reduce(
    (total, { interval, doubt }) =>
      numbers.add(total, doubt === null ? interval : numbers.hull(interval, nothing)),
    nothing,
  );
  return { kind: "number", interval, unknown: reasons(summands) };
}

/** The greatest (least) of what counts; of nothing at all: not applicable. */
function extreme(op: "max" | "min", summands: readonly Summand[], open: Unknown | null): Value {
  const better = op === "max" ? numbers.larger : numbers.smaller;
  const certain = summands.filter((summand) => summand.doubt === null).map((summand) => summand.interval);
  const doubtful = summands.filter((summand) => summand.doubt !== null).map((summand) => summand.interval);
  const unknown = reasons(summands);
  if (certain.length > 0) {
    const base = certain.reduce(better);
    // A doubtful one counts or does not: the result is the base or the better of the two.
    const interval = doubtful.reduce((best, next) => numbers.hull(best, better(best, next)), base);
    return { kind: "number", interval, unknown };
  }
  if (doubtful.length > 0) {
    return maybe({ kind: "number", interval: doubtful.reduce(numbers.hull), unknown }, unknown);
  }
  if (open === null) return NOT_APPLICABLE;
  return maybe({ kind: "number", interval: numbers.ANY_NUMBER, unknown: open }, open);
}

/** What the further elements of an open list do to a total: it has no upper, or no lower bound. */
function withFurther(
  total: Value,
  expr: Extract<Expr, { kind: "aggregate" }>,
  list: ListValue,
  scene: Scene,
): Value {
  if (total.kind === "maybe") return maybe(withFurther(total.value, expr, list, scene), total.unknown);
  if (total.kind !== "number" || list.open === null) return total;
  const unknown = strongest(total.unknown, list.open);
  switch (expr.op) {
    case "max":
      return { kind: "number", interval: numbers.withoutUpperBound(total.interval), unknown };
    case "min":
      return { kind: "number", interval: numbers.withoutLowerBound(total.interval), unknown };
    default: {
      const interval = numbers.withoutUpperBound(total.interval);
      const falls = expr.op === "sum" && mayFall(expr, list, scene);
      return { kind: "number", interval: falls ? numbers.withoutLowerBound(interval) : interval, unknown };
    }
  }
}

/** Whether a further element could contribute a negative amount. */
function mayFall(expr: Extract<Expr, { kind: "aggregate" }>, list: ListValue, scene: Scene): boolean {
  const further = unknownRecord(list.record, list.open ?? "missing", `${list.path}[?]`);
  const value = evaluate(expr.value, withNames(scene, [[expr.binder.variable, further]]));
  const number = value.kind === "maybe" ? value.value : value;
  return number.kind !== "number" || numbers.allowsNegatives(number.interval);
}
