/** Numbers for classes, so that products and sums of them come out in theirs. */
import Fraction from "fraction.js";
import { plainDigits } from "../../check/case-values.ts";
import type { CaseJson } from "../../check/tree.ts";
import { exactText } from "../../normal/words.ts";
import { type Class, holdsAt } from "../conditions/domain.ts";
import { roundBetween } from "../conditions/round.ts";
import type { NumericPart, Range, Subject } from "../conditions/subject.ts";
import { placeKey } from "../conditions/subject.ts";
import type { Assignment } from "../diagrams/paths.ts";
import type { Variable } from "../diagrams/variables.ts";
import type { Realized } from "./realized.ts";

type Value = Variable & { readonly is: "value" };

export function classOf(variable: Value, assignment: Assignment): Class {
  return variable.domain.classes[assignment.get(variable.level) ?? 0]!;
}

/** Numbers of their classes for which the products and sums come out in theirs. */
export function chooseNumbers(
  values: readonly Value[],
  assignment: Map<number, number>,
  path: Assignment,
  around: Realized | null,
): ReadonlyMap<string, Fraction> | null {
  const numbers = new Map<string, Fraction>(around?.numbers);
  const ranges = new Map<string, Range>();
  for (const variable of values) {
    const { subject } = variable;
    if (subject.is !== "number" && subject.is !== "date") continue;
    const cls = classOf(variable, assignment);
    if (cls.range === null) continue;
    ranges.set(placeKey(subject), cls.range);
    numbers.set(placeKey(subject), valueOfClass(cls, subject.is === "date"));
  }
  const computed = values.filter((v) => v.subject.is === "product" || v.subject.is === "sum");
  for (const variable of computed) {
    if (!path.has(variable.level)) continue;
    const cls = classOf(variable, assignment);
    if (cls.range === null) continue;
    if (!solve(variable.subject, cls.range, numbers, ranges)) return null;
  }
  for (const variable of computed) {
    // what was not asked for follows from the facts
    const value = compute(variable.subject, numbers);
    if (value === null) continue;
    const index = variable.domain.classes.findIndex((c) => c.range !== null && holdsAt(c.range, value));
    if (path.has(variable.level) && index !== assignment.get(variable.level)) return null;
    if (index >= 0) assignment.set(variable.level, index);
  }
  return numbers;
}

/** Cases are made one after another from the same classes. */
const VALUES = new WeakMap<Class, { readonly days: boolean; readonly value: Fraction }>();

function valueOfClass(cls: Class, days: boolean): Fraction {
  let known = VALUES.get(cls);
  if (known?.days !== days) {
    known = { days, value: chosenIn(cls.range!, days) };
    VALUES.set(cls, known);
  }
  return known.value;
}

function chosenIn(range: Range, days: boolean): Fraction {
  if (range.low !== null && range.high !== null && range.low.equals(range.high)) return range.low;
  const value = roundBetween(range);
  if (!days) return value;
  return range.low !== null ? range.low.floor().add(range.lowOpen ? 1 : 0) : value.floor();
}

function partsOf(subject: Subject): readonly NumericPart[] | null {
  return subject.is === "product" || subject.is === "sum" ? subject.parts : null;
}

export function compute(subject: Subject, numbers: ReadonlyMap<string, Fraction>): Fraction | null {
  const parts = partsOf(subject);
  if (parts === null) return numbers.get(placeKey(subject)) ?? null;
  let total = new Fraction(subject.is === "product" ? 1 : 0);
  for (const part of parts) {
    const value = compute(part.subject, numbers);
    if (value === null) return null;
    if (subject.is === "sum") total = total.add(value.mul(part.coefficient));
    else {
      for (let i = 0; i < Math.abs(part.power); i++) {
        if (part.power < 0 && value.n === 0n) return null;
        total = part.power > 0 ? total.mul(value) : total.div(value);
      }
    }
  }
  return total;
}

/** Moves the parts, one after the other and within their classes, until the whole lies in its range. */
export function solve(
  subject: Subject,
  range: Range,
  numbers: Map<string, Fraction>,
  ranges: ReadonlyMap<string, Range>,
): boolean {
  const now = compute(subject, numbers);
  if (now === null || holdsAt(range, now)) return true;
  const parts = partsOf(subject)!.filter((part) => partsOf(part.subject) === null);
  const goals = goalsOf(range);
  for (const part of parts) {
    const place = placeKey(part.subject);
    const own = ranges.get(place);
    const before = numbers.get(place);
    if (own === undefined || before === undefined) continue;
    for (const goal of goals) {
      const needed = neededFor(subject, part, goal, numbers);
      if (needed === null || !holdsAt(own, needed)) continue;
      const rounded = tidy(needed, (x) => {
        numbers.set(place, x);
        const whole = compute(subject, numbers);
        return holdsAt(own, x) && whole !== null && holdsAt(range, whole);
      });
      if (rounded !== null) {
        numbers.set(place, rounded);
        return true;
      }
    }
    numbers.set(place, before);
  }
  return false;
}

function goalsOf(range: Range): readonly Fraction[] {
  const middle = roundBetween(range);
  const ends = [range.low, range.high].filter((x) => x !== null);
  return [middle, ...ends.filter((end) => holdsAt(range, end))];
}

function neededFor(
  subject: Subject,
  part: NumericPart,
  goal: Fraction,
  numbers: ReadonlyMap<string, Fraction>,
): Fraction | null {
  const value = compute(part.subject, numbers);
  const whole = compute(subject, numbers);
  if (value === null || whole === null) return null;
  if (subject.is === "sum") return value.add(goal.sub(whole).div(part.coefficient));
  if (Math.abs(part.power) !== 1 || whole.n === 0n || goal.n === 0n) return null;
  const ratio = goal.div(whole);
  return part.power === 1 ? value.mul(ratio) : value.div(ratio);
}

/** The number with the fewest digits near `exact` that still does; null where only a fraction does, which no case states. */
function tidy(exact: Fraction, does: (x: Fraction) => boolean): Fraction | null {
  for (let digits = 0; digits <= 6; digits++) {
    const rounded = exact.round(digits);
    if (does(rounded)) return rounded;
  }
  return !exactText(exact).includes("/") && does(exact) ? exact : null;
}

/** A number as a case states it. */
export function written(value: Fraction, unit: string): CaseJson {
  const text = exactText(value);
  if (unit !== "") return `${text} ${unit}`;
  const number = Number(text);
  return plainDigits(number) === text ? number : text;
}
