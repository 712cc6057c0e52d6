/**
 * From classes to values: an assignment of the variables of one scope becomes facts, where the computed ones among them
 * (products, sums, equal words, elements of lists) have to come out as assigned.
 */
import Fraction from "fraction.js";
import type { CaseJson } from "../check/tree.ts";
import { exactText } from "../normal/words.ts";
import { type Word, wordKey } from "./const-set.ts";
import type { Node } from "./diagram.ts";
import { type Class, holdsAt } from "./domain.ts";
import { type Assignment, cheapestPaths, defaultClass, valueAt } from "./paths.ts";
import { roundBetween } from "./round.ts";
import type { Space } from "./space.ts";
import { placeKey } from "./space.ts";
import type { ListRef, NumericPart, Range, Scope, Subject } from "./subject.ts";
import { listKey } from "./subject.ts";
import type { Variable } from "./variables.ts";

/** Facts of one record and its lists. */
export interface Realized {
  readonly scope: Scope;
  readonly assignment: Assignment;
  /** chosen numbers (dates as days) and words, by place of the subject */
  readonly numbers: ReadonlyMap<string, Fraction>;
  readonly words: ReadonlyMap<string, Word>;
  readonly lists: readonly { readonly list: ListRef; readonly elements: readonly Realized[] }[];
}

type Exists = Variable & { readonly is: "exists" };
type Value = Variable & { readonly is: "value" };

const TRIES = 24;

/** Null where no values were found; that is no proof that there are none. */
export function realize(
  space: Space,
  scope: Scope,
  path: Assignment,
  variables: readonly Variable[],
): Realized | null {
  const own = variables.filter((v) => v.scope.list === scope.list && v.scope.depth === scope.depth);
  const assignment = new Map(path);
  for (const variable of own) {
    if (!assignment.has(variable.level) && variable.is !== "exists") {
      assignment.set(variable.level, defaultClass(space, variable));
    }
  }
  const values = own.filter((v) => v.is === "value");
  const words = chooseWords(values, assignment, path);
  if (words === null) return null;
  const numbers = chooseNumbers(values, assignment, path);
  if (numbers === null) return null;
  const lists = chooseElements(space, own, assignment, variables);
  return lists === null ? null : { scope, assignment, numbers, words, lists };
}

function classOf(variable: Value, assignment: Assignment): Class {
  return variable.domain.classes[assignment.get(variable.level) ?? 0]!;
}

// ------------------------------------------------------------------------------------------------------------ words

/** Words of their classes that are equal where they must be, and differ where they must. */
function chooseWords(
  values: readonly Value[],
  assignment: Map<number, number>,
  path: Assignment,
): ReadonlyMap<string, Word> | null {
  const words = new Map<string, Word>();
  const byPlace = new Map(values.map((v) => [placeKey(v.subject), v]));
  for (const variable of values) {
    const { subject } = variable;
    if (subject.is !== "word" && subject.is !== "stated") continue;
    const [first] = classOf(variable, assignment).words;
    if (first !== undefined) words.set(placeKey(subject), first);
  }
  for (const variable of values) {
    const { subject } = variable;
    if (subject.is !== "same") continue;
    const [left, right] = [byPlace.get(placeKey(subject.left)), byPlace.get(placeKey(subject.right))];
    const wanted = classOf(variable, assignment).value === true;
    const isAsked = path.has(variable.level);
    const lefts = left === undefined ? wordsAt(subject.left, words) : classOf(left, assignment).words;
    const rights = right === undefined ? wordsAt(subject.right, words) : classOf(right, assignment).words;
    if (lefts.length === 0 || rights.length === 0) continue;
    const pair = lefts
      .slice(0, TRIES)
      .flatMap((a) => rights.map((b) => [a, b] as const))
      .find(([a, b]) => (wordKey(a) === wordKey(b)) === wanted);
    if (pair !== undefined) {
      words.set(placeKey(subject.left), pair[0]);
      words.set(placeKey(subject.right), pair[1]);
    } else if (isAsked) {
      return null;
    }
    const [a, b] = [words.get(placeKey(subject.left)), words.get(placeKey(subject.right))];
    const equal = a !== undefined && b !== undefined && wordKey(a) === wordKey(b);
    assignment.set(
      variable.level,
      variable.domain.classes.findIndex((c) => (c.value === true) === equal),
    );
  }
  return words;
}

function wordsAt(subject: Subject, words: ReadonlyMap<string, Word>): readonly Word[] {
  const word = words.get(placeKey(subject));
  return word === undefined ? [] : [word];
}

// ---------------------------------------------------------------------------------------------------------- numbers

/** Numbers of their classes for which the products and sums come out in theirs. */
function chooseNumbers(
  values: readonly Value[],
  assignment: Map<number, number>,
  path: Assignment,
): ReadonlyMap<string, Fraction> | null {
  const numbers = new Map<string, Fraction>();
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

function valueOfClass(cls: Class, days: boolean): Fraction {
  const range = cls.range!;
  if (range.low !== null && range.high !== null && range.low.equals(range.high)) return range.low;
  const value = roundBetween(range);
  if (!days) return value;
  return range.low !== null ? range.low.floor().add(range.lowOpen ? 1 : 0) : value.floor();
}

function partsOf(subject: Subject): readonly NumericPart[] | null {
  return subject.is === "product" || subject.is === "sum" ? subject.parts : null;
}

function compute(subject: Subject, numbers: ReadonlyMap<string, Fraction>): Fraction | null {
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
function solve(
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

/** The number with the fewest digits near `exact` that still does; a decimal wherever there is one. */
function tidy(exact: Fraction, does: (x: Fraction) => boolean): Fraction | null {
  for (let digits = 0; digits <= 6; digits++) {
    const rounded = exact.round(digits);
    if (does(rounded)) return rounded;
  }
  return does(exact) && !exactText(exact).includes("/") ? exact : does(exact) ? exact : null;
}

// --------------------------------------------------------------------------------------------------------- elements

/** Elements for every wanted kind, none of an unwanted one; as few as do. */
function chooseElements(
  space: Space,
  own: readonly Variable[],
  assignment: Map<number, number>,
  variables: readonly Variable[],
): Realized["lists"] | null {
  const byList = new Map<string, Exists[]>();
  for (const variable of own) {
    if (variable.is !== "exists") continue;
    const key = listKey(variable.list);
    byList.set(key, [...(byList.get(key) ?? []), variable]);
  }
  const lists: Realized["lists"][number][] = [];
  for (const questions of byList.values()) {
    const elements = elementsFor(space, questions, assignment, variables);
    if (elements === null) return null;
    lists.push({ list: questions[0]!.list, elements });
    for (const question of questions) {
      const found = elements.some((e) => valueAt(space, question.profile, e.assignment) === "yes");
      const asked = assignment.get(question.level);
      if (asked !== undefined && (asked === 1) !== found) return null;
      assignment.set(question.level, found ? 1 : 0);
    }
  }
  return lists;
}

function elementsFor(
  space: Space,
  questions: readonly Exists[],
  assignment: Assignment,
  variables: readonly Variable[],
): readonly Realized[] | null {
  const { diagrams, quantifiers } = space;
  const wanted = questions.filter((q) => assignment.get(q.level) === 1);
  const unwanted = questions.filter((q) => assignment.get(q.level) === 0);
  const allowed = unwanted.reduce(
    (rest: Node, q) => diagrams.apply(space.and, rest, diagrams.map(NOT_YES, q.profile)),
    diagrams.yes,
  );
  const elements: Realized[] = [];
  for (const question of wanted) {
    if (elements.some((e) => valueAt(space, question.profile, e.assignment) === "yes")) continue;
    let profile = diagrams.apply(space.and, question.profile, allowed);
    // one element for several wants, where one can serve them
    for (const other of wanted) {
      const both = diagrams.apply(space.and, profile, other.profile);
      if (quantifiers.isPossible(both)) profile = both;
    }
    const element = elementOf(space, question.element, quantifiers.possible(profile), variables);
    if (element === null) return null;
    elements.push(element);
  }
  return elements;
}

function elementOf(
  space: Space,
  scope: Scope,
  profile: Node,
  variables: readonly Variable[],
): Realized | null {
  let tries = 0;
  for (const path of cheapestPaths(space, profile)) {
    const realized = realize(space, scope, path, variables);
    if (realized !== null && valueAt(space, profile, realized.assignment) === "yes") return realized;
    if (++tries >= TRIES) return null;
  }
  return null;
}

const NOT_YES = (value: unknown): "yes" | "no" => (value === "yes" ? "no" : "yes");

/** A number as a case states it. */
export function written(value: Fraction, unit: string): CaseJson {
  const text = exactText(value);
  if (unit !== "") return `${text} ${unit}`;
  return String(Number(text)) === text ? Number(text) : text;
}
