/**
 * The values of S-FEEL, exact: numbers are fractions, a day is an integer, a moment is a fraction of seconds. Two
 * values of different kinds have no order and no equality, as in FEEL.
 */
import Fraction from "fraction.js";

export type Value =
  | { readonly kind: "null" }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "number"; readonly value: Fraction }
  | { readonly kind: "string"; readonly value: string }
  /** days since 1970-01-01 */
  | { readonly kind: "date"; readonly day: number }
  /** seconds since midnight; `offset` in seconds east of UTC, null for a local time */
  | { readonly kind: "time"; readonly seconds: Fraction; readonly offset: number | null }
  /** seconds since 1970-01-01 as the clock shows them; `offset` as above */
  | { readonly kind: "date and time"; readonly seconds: Fraction; readonly offset: number | null }
  | { readonly kind: "days and time duration"; readonly seconds: Fraction }
  | { readonly kind: "years and months duration"; readonly months: number }
  | { readonly kind: "list"; readonly items: readonly Value[] }
  | { readonly kind: "context"; readonly entries: ReadonlyMap<string, Value> };

export type ValueKind = Value["kind"];

/** Kinds whose values stand in an order that unary tests may use. */
export type OrderedKind =
  | "number"
  | "date"
  | "time"
  | "date and time"
  | "days and time duration"
  | "years and months duration";

export const NULL: Value = { kind: "null" };

export function numberValue(value: Fraction | number): Value {
  return { kind: "number", value: new Fraction(value) };
}

export function stringValue(value: string): Value {
  return { kind: "string", value };
}

export function booleanValue(value: boolean): Value {
  return { kind: "boolean", value };
}

/** Position of a value in the order of its kind; null for kinds without an order, text among them. */
export function position(value: Value): Fraction | null {
  switch (value.kind) {
    case "number":
      return value.value;
    case "date":
      return new Fraction(value.day);
    case "time":
    case "date and time":
      return value.seconds.sub(value.offset ?? 0);
    case "days and time duration":
      return value.seconds;
    case "years and months duration":
      return new Fraction(value.months);
    default:
      return null;
  }
}

/** Below zero, zero or above; null where the two cannot be compared (kinds differ, a local and a zoned moment). */
export function compareValues(a: Value, b: Value): number | null {
  if (a.kind !== b.kind) return null;
  if (a.kind === "string" && b.kind === "string") return a.value === b.value ? 0 : a.value < b.value ? -1 : 1;
  if ((a.kind === "time" || a.kind === "date and time") && "offset" in b)
    if ((a.offset === null) !== (b.offset === null)) return null;
  const left = position(a);
  const right = position(b);
  return left === null || right === null ? null : left.compare(right);
}

/** Equality of FEEL: null equals only null; null (unknown) where the kinds differ. */
export function equalValues(a: Value, b: Value): boolean | null {
  if (a.kind === "null" || b.kind === "null") return a.kind === b.kind;
  if (a.kind !== b.kind) return null;
  if (a.kind === "boolean" && b.kind === "boolean") return a.value === b.value;
  if (a.kind === "list" && b.kind === "list")
    return (
      a.items.length === b.items.length && a.items.every((item, i) => equalValues(item, b.items[i]!) === true)
    );
  if (a.kind === "context" && b.kind === "context")
    return (
      a.entries.size === b.entries.size &&
      [...a.entries].every(([name, value]) => equalValues(value, b.entries.get(name) ?? NULL) === true)
    );
  const order = compareValues(a, b);
  return order === null ? null : order === 0;
}

/** A value as one would write it in a cell. */
export function writeValue(value: Value): string {
  switch (value.kind) {
    case "null":
      return "null";
    case "boolean":
      return String(value.value);
    case "number":
      return writeNumber(value.value);
    case "string":
      return JSON.stringify(value.value);
    case "date":
      return `date("${writeDay(value.day)}")`;
    case "time":
      return `time("${writeClock(value.seconds)}${writeOffset(value.offset)}")`;
    case "date and time": {
      const day = value.seconds.div(86400).floor();
      const clock = value.seconds.sub(day.mul(86400));
      return `date and time("${writeDay(Number(day.valueOf()))}T${writeClock(clock)}${writeOffset(value.offset)}")`;
    }
    case "days and time duration":
      return `duration("${writeSeconds(value.seconds)}")`;
    case "years and months duration":
      return `duration("${writeMonths(value.months)}")`;
    case "list":
      return `[${value.items.map(writeValue).join(", ")}]`;
    case "context":
      return `{${[...value.entries].map(([name, entry]) => `${name}: ${writeValue(entry)}`).join(", ")}}`;
  }
}

/** The decimal notation where there is one, else a fraction. */
export function writeNumber(value: Fraction): string {
  const text = value.toString();
  return text.includes("(") ? value.toFraction() : text;
}

/** Calendar day of a day number. */
export function writeDay(day: number): string {
  const text = new Date(day * 86_400_000).toISOString();
  return text.slice(0, text.indexOf("T"));
}

function writeClock(seconds: Fraction): string {
  const whole = Number(seconds.floor().valueOf());
  const rest = writeNumber(seconds.sub(whole));
  const two = (n: number): string => String(n).padStart(2, "0");
  const clock = `${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
  return rest === "0" ? clock : `${clock}${rest.slice(1)}`;
}

function writeOffset(offset: number | null): string {
  if (offset === null) return "";
  if (offset === 0) return "Z";
  const minutes = Math.abs(offset) / 60;
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${offset < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function writeMonths(months: number): string {
  const size = Math.abs(months);
  const years = Math.floor(size / 12);
  const body = `${years > 0 ? `${years}Y` : ""}${size % 12 > 0 || years === 0 ? `${size % 12}M` : ""}`;
  return `${months < 0 ? "-" : ""}P${body}`;
}

function writeSeconds(seconds: Fraction): string {
  const size = seconds.abs();
  const days = Number(size.div(86400).floor().valueOf());
  const rest = size.sub(days * 86400);
  const time = writeNumber(rest) === "0" && days > 0 ? "" : `T${writeNumber(rest)}S`;
  return `${seconds.compare(0) < 0 ? "-" : ""}P${days > 0 ? `${days}D` : ""}${time}`;
}
