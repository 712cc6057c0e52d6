/** Days of the calendar as `YYYY-MM-DD` text: no clock, no time zone, no floating point. Years 0001 to 9999. */
import type { IsoDate } from "./tree.ts";

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Why `text` is not a day of the calendar, as a clause for a message; null if it is one. */
export function dayProblem(text: string): string | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (found === null) return "a day is written YYYY-MM-DD";
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  if (year === 0) return "the calendar begins with the year 0001";
  if (month < 1 || month > 12) return `there is no month ${found[2]}`;
  const last = daysInMonth(year, month);
  if (day >= 1 && day <= last) return null;
  const where = month === 2 ? `${MONTHS[1]} ${year}` : MONTHS[month - 1];
  return `${where} has ${last} days`;
}

/** Whether `text` is a day of the calendar, written `YYYY-MM-DD`. */
export function isDay(text: string): text is IsoDate {
  return dayProblem(text) === null;
}

/** Days since 1970-01-01 (negative before). `day` must be a day of the calendar. */
export function dayNumber(day: IsoDate): number {
  const year = Number(day.slice(0, 4));
  const month = Number(day.slice(5, 7));
  // Years counted from March put the leap day at the end, so that months have a closed formula.
  const y = month <= 2 ? year - 1 : year;
  const m = (month + 9) % 12;
  const inYear = Math.floor((153 * m + 2) / 5) + Number(day.slice(8, 10)) - 1;
  return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + inYear - 719_468;
}

/** The day `number` days after 1970-01-01. */
export function dayOfNumber(number: number): IsoDate {
  const days = number + 719_468;
  const era = Math.floor(days / 146_097);
  const inEra = days - era * 146_097;
  const yearOfEra = Math.floor(
    (inEra - Math.floor(inEra / 1_460) + Math.floor(inEra / 36_524) - Math.floor(inEra / 146_096)) / 365,
  );
  const inYear = inEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const m = Math.floor((5 * inYear + 2) / 153);
  const day = inYear - Math.floor((153 * m + 2) / 5) + 1;
  const month = m < 10 ? m + 3 : m - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** The day `count` days later (earlier, if negative); stays within the years 0001 to 9999. */
export function addDays(day: IsoDate, count: number): IsoDate {
  const first = dayNumber("0001-01-01");
  const last = dayNumber("9999-12-31");
  return dayOfNumber(Math.max(first, Math.min(last, dayNumber(day) + count)));
}

/** The day after: the first day on which something that holds through `day` no longer holds. */
export function nextDay(day: IsoDate): IsoDate {
  return addDays(day, 1);
}

/** The day before. */
export function previousDay(day: IsoDate): IsoDate {
  return addDays(day, -1);
}

/** Days from one day to another; negative if `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return dayNumber(to) - dayNumber(from);
}
