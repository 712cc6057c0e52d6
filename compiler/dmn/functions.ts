/** The functions that cells may call: those that make values. Each returns null where FEEL has no value. */
import Fraction from "fraction.js";
import {
  dateOf,
  dayOf,
  joinDateAndTime,
  readDate,
  readDateAndTime,
  readDuration,
  readTime,
  timeOf,
  timeOfDay,
} from "./literals.ts";
import { stringValue, type Value, writeValue } from "./value.ts";

type Function = (args: readonly Value[]) => Value | null;

/** By name, longer names first where one begins another. */
export const FUNCTIONS: ReadonlyMap<string, Function> = new Map<string, Function>([
  ["date and time", dateAndTime],
  ["date", date],
  ["time", time],
  [
    "duration",
    (args) => (args.length === 1 && args[0]!.kind === "string" ? readDuration(args[0].value) : null),
  ],
  ["number", number],
  ["string", string],
  ["decimal", decimal],
  ["not", not],
]);

function date(args: readonly Value[]): Value | null {
  const [first] = args;
  if (args.length === 1 && first !== undefined)
    return first.kind === "string" ? readDate(first.value) : dateOf(first);
  const [year, month, day] = integers(args);
  if (args.length !== 3 || year === undefined || month === undefined || day === undefined) return null;
  return dayOf(year, month, day);
}

function time(args: readonly Value[]): Value | null {
  const [first, , third, fourth] = args;
  if (args.length === 1 && first !== undefined)
    return first.kind === "string" ? readTime(first.value) : timeOfDay(first);
  if (args.length < 3 || args.length > 4 || third?.kind !== "number") return null;
  const [hour, minute] = integers(args.slice(0, 2));
  if (hour === undefined || minute === undefined || hour < 0 || minute < 0) return null;
  if (fourth === undefined || fourth.kind === "null") return timeOf(hour, minute, third.value, null);
  if (fourth.kind !== "days and time duration") return null;
  return timeOf(hour, minute, third.value, Number(fourth.seconds.valueOf()));
}

function dateAndTime(args: readonly Value[]): Value | null {
  const [first, second] = args;
  if (first === undefined) return null;
  if (args.length === 1) return first.kind === "string" ? readDateAndTime(first.value) : null;
  return args.length === 2 && second !== undefined ? joinDateAndTime(first, second) : null;
}

/** `number(text, grouping, decimal)`: the separators must be named, so that no text is read two ways. */
function number(args: readonly Value[]): Value | null {
  const [text, grouping, point] = args;
  if (text?.kind === "number" && args.length === 1) return text;
  if (text?.kind !== "string" || args.length === 2 || args.length > 3) return null;
  const separator = grouping?.kind === "string" ? grouping.value : "";
  const mark = point?.kind === "string" ? point.value : ".";
  if (![" ", ",", ".", ""].includes(separator) || ![",", "."].includes(mark) || separator === mark)
    return null;
  const plain = (separator === "" ? text.value : text.value.replaceAll(separator, "")).replace(mark, ".");
  return /^-?(\d+(\.\d+)?|\.\d+)$/.test(plain) ? { kind: "number", value: new Fraction(plain) } : null;
}

function string(args: readonly Value[]): Value | null {
  const [value] = args;
  if (args.length !== 1 || value === undefined || value.kind === "null") return null;
  if (value.kind === "string") return value;
  const inside = /^(?:date|time|date and time|duration)\("(.*)"\)$/.exec(writeValue(value));
  return stringValue(inside?.[1] ?? writeValue(value));
}

function decimal(args: readonly Value[]): Value | null {
  const [value, scale] = args;
  const [places] = integers(scale === undefined ? [] : [scale]);
  if (args.length !== 2 || value?.kind !== "number" || places === undefined) return null;
  return { kind: "number", value: roundHalfEven(value.value, places) };
}

/** Halves go to the even neighbor, as the specification says. */
function roundHalfEven(value: Fraction, places: number): Fraction {
  const unit = new Fraction(10).pow(places) ?? new Fraction(1);
  const scaled = value.mul(unit);
  const down = scaled.floor();
  const side = scaled.sub(down).compare(new Fraction(1, 2));
  const up = side > 0 || (side === 0 && down.mod(2).compare(0) !== 0);
  return down.add(up ? 1 : 0).div(unit);
}

function not(args: readonly Value[]): Value | null {
  const [value] = args;
  return args.length === 1 && value?.kind === "boolean" ? { kind: "boolean", value: !value.value } : null;
}

function integers(args: readonly Value[]): (number | undefined)[] {
  return args.map((arg) =>
    arg.kind === "number" && arg.value.d === 1n ? Number(arg.value.valueOf()) : undefined,
  );
}
