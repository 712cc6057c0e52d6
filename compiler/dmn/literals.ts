/** Text of dates, times and durations to values. Every reader returns null for text that is not one. */
import Fraction from "fraction.js";
import type { Value } from "./value.ts";

const DATE = /^(-?\d{4,9})-(\d{2})-(\d{2})$/;
const TIME = /^(\d{2}):(\d{2}):(\d{2})(\.\d+)?(Z|[+-]\d{2}:\d{2})?$/;
const MONTHS = /^(-)?P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?$/;
const SECONDS = /^(-)?P(?=[\dT])(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** A day of the calendar by its parts. */
export function dayOf(year: number, month: number, day: number): Value | null {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day)
    return null;
  return { kind: "date", day: date.getTime() / 86_400_000 };
}

export function readDate(text: string): Value | null {
  const match = DATE.exec(text);
  return match === null ? null : dayOf(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** A time of day by its parts; `offset` in seconds east of UTC or null. */
export function timeOf(hour: number, minute: number, second: Fraction, offset: number | null): Value | null {
  if (hour > 23 || minute > 59 || second.compare(60) >= 0) return null;
  return { kind: "time", seconds: second.add(hour * 3600 + minute * 60), offset };
}

export function readTime(text: string): Value | null {
  const match = TIME.exec(text);
  if (match === null) return null;
  const second = new Fraction(`${match[3]}${match[4] ?? ""}`);
  return timeOf(Number(match[1]), Number(match[2]), second, offsetOf(match[5]));
}

function offsetOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (text === "Z") return 0;
  const size = Number(text.slice(1, 3)) * 3600 + Number(text.slice(4, 6)) * 60;
  return text.startsWith("-") ? -size : size;
}

export function readDateAndTime(text: string): Value | null {
  const at = text.indexOf("T");
  const date = readDate(at < 0 ? text : text.slice(0, at));
  const time = at < 0 ? readTime("00:00:00") : readTime(text.slice(at + 1));
  return date === null || time === null ? null : joinDateAndTime(date, time);
}

export function joinDateAndTime(date: Value, time: Value): Value | null {
  if (time.kind !== "time") return null;
  const day = dateOf(date);
  if (day?.kind !== "date") return null;
  return { kind: "date and time", seconds: time.seconds.add(day.day * 86400), offset: time.offset };
}

/** The day of a date or of a moment. */
export function dateOf(value: Value): Value | null {
  if (value.kind === "date") return value;
  if (value.kind !== "date and time") return null;
  return { kind: "date", day: Number(value.seconds.div(86400).floor().valueOf()) };
}

/** The time of day of a time or of a moment. */
export function timeOfDay(value: Value): Value | null {
  if (value.kind === "time") return value;
  if (value.kind !== "date and time") return null;
  const day = value.seconds.div(86400).floor();
  return { kind: "time", seconds: value.seconds.sub(day.mul(86400)), offset: value.offset };
}

export function readDuration(text: string): Value | null {
  const months = MONTHS.exec(text);
  if (months !== null) {
    const size = Number(months[2] ?? 0) * 12 + Number(months[3] ?? 0);
    return { kind: "years and months duration", months: months[1] === undefined ? size : -size };
  }
  const parts = SECONDS.exec(text);
  if (parts === null) return null;
  const size = new Fraction(parts[5] ?? "0")
    .add(Number(parts[2] ?? 0) * 86400)
    .add(Number(parts[3] ?? 0) * 3600 + Number(parts[4] ?? 0) * 60);
  return { kind: "days and time duration", seconds: parts[1] === undefined ? size : size.neg() };
}
