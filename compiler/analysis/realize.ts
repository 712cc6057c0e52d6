/**
 * From classes to values: an assignment of the variables of one scope becomes facts, where the computed ones among them
 * (products, sums, equal words, elements of lists) have to come out as assigned.
 */
import Fraction from "fraction.js";
import { plainDigits } from "../check/case-values.ts";
import type { CaseJson } from "../check/tree.ts";
import { exactText } from "../normal/words.ts";
import { type Word, wordKey } from "./const-set.ts";
import type { Node } from "./diagram.ts";
import { type Class, declaredRange, holdsAt } from "./domain.ts";
import { type Assignment, cheapestPaths, defaultClass, valueAt } from "./paths.ts";
import { depthOfList } from "./quantifiers.ts";
import { roundBetween } from "./round.ts";
import type { Space } from "./space.ts";
import type { ListRef, NumericPart, Range, Scope, Subject } from "./subject.ts";
import { listKey, placeKey } from "./subject.ts";
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

/** Values of the variables of one scope; `around` is what is chosen already of the scopes around it. */
export class Realizer {
  readonly #space: Space;
  readonly #variables: readonly Variable[];

  constructor(space: Space, variables: readonly Variable[]) {
    this.#space = space;
    this.#variables = variables;
  }

  /** Null where no values were found; that is no proof that there are none. */
  realize(scope: Scope, path: Assignment, around: Realized | null = null): Realized | null {
    const space = this.#space;
    const own = this.#variables.filter((v) => v.scope.list === scope.list && v.scope.depth === scope.depth);
    const assignment = new Map([...(around?.assignment ?? []), ...path]);
    for (const variable of own) {
      if (!path.has(variable.level) && variable.is !== "exists") {
        const known = space.isMember(variable);
        assignment.set(variable.level, known === null ? defaultClass(space, variable) : known ? 1 : 0);
      }
    }
    const values = own.filter((v) => v.is === "value");
    const words = chooseWords(values, assignment, path, around);
    if (words === null) return null;
    const numbers = chooseNumbers(values, assignment, path, around);
    if (numbers === null) return null;
    const self: Realized = { scope, assignment, numbers, words, lists: [] };
    const lists = this.#chooseElements(own, path, assignment, self);
    return lists === null ? null : { ...self, lists };
  }

  /** Elements for every wanted kind, none of an unwanted one; as few as do. */
  #chooseElements(
    own: readonly Variable[],
    path: Assignment,
    assignment: Map<number, number>,
    self: Realized,
  ): Realized["lists"] | null {
    const space = this.#space;
    const lists: Realized["lists"][number][] = [];
    for (const { list, questions, totals } of byList(own)) {
      let elements = this.#elementsFor(questions, path, self);
      for (const total of totals) {
        if (elements === null) return null;
        if (path.has(total.level)) elements = this.#withTotal(total, elements, questions, path, self);
      }
      if (elements === null) return null;
      for (const question of questions) {
        const found = elements.some((e) => valueAt(space, question.profile, e.assignment) === "yes");
        const asked = path.get(question.level);
        if (asked !== undefined && (asked === 1) !== found) return null;
        assignment.set(question.level, found ? 1 : 0);
      }
      for (const total of totals) {
        const cls = this.#classOfTotal(total, elements);
        if (cls === null || (path.has(total.level) && path.get(total.level) !== cls)) {
          if (path.has(total.level)) return null;
          continue;
        }
        assignment.set(total.level, cls);
      }
      lists.push({ list, elements });
    }
    return lists;
  }

  #allowed(questions: readonly Exists[], path: Assignment): Node {
    const { diagrams } = this.#space;
    return questions
      .filter((q) => path.get(q.level) === 0)
      .reduce(
        (rest: Node, q) => diagrams.apply(this.#space.and, rest, diagrams.map(NOT_YES, q.profile)),
        diagrams.yes,
      );
  }

  #elementsFor(questions: readonly Exists[], path: Assignment, self: Realized): readonly Realized[] | null {
    const { diagrams, quantifiers } = this.#space;
    const wanted = questions.filter((q) => path.get(q.level) === 1);
    const allowed = this.#allowed(questions, path);
    const elements: Realized[] = [];
    for (const question of wanted) {
      if (elements.some((e) => valueAt(this.#space, question.profile, e.assignment) === "yes")) continue;
      let profile = diagrams.apply(this.#space.and, question.profile, allowed);
      // one element for several wants, where one can serve them
      for (const other of wanted) {
        const both = diagrams.apply(this.#space.and, profile, other.profile);
        if (quantifiers.isPossible(both)) profile = both;
      }
      const element = this.#elementOf(question.element, profile, self);
      if (element === null) return null;
      elements.push(element);
    }
    return elements;
  }

  #elementOf(scope: Scope, profile: Node, around: Realized): Realized | null {
    const possible = this.#space.quantifiers.possible(profile);
    let tries = 0;
    for (const path of cheapestPaths(this.#space, possible)) {
      const realized = this.realize(scope, path, around);
      if (realized !== null && valueAt(this.#space, possible, realized.assignment) === "yes") return realized;
      if (++tries >= TRIES) return null;
    }
    return null;
  }

  // ---------------------------------------------------------------------------------------------------- totals

  /** Further elements that bring a sum, a count or an extreme into its range. */
  #withTotal(
    total: Total,
    elements: readonly Realized[],
    questions: readonly Exists[],
    path: Assignment,
    self: Realized,
  ): readonly Realized[] | null {
    const cls = path.get(total.level)!;
    if (this.#classOfTotal(total, elements) === cls) return elements;
    const { range, state } = total.domain.classes[cls]!;
    if (range === null)
      return state === "undetermined" ? this.#withOpen(total, elements, questions, path, self) : null;
    const { diagrams } = this.#space;
    const { subject } = total;
    const canonical = { ...subject.element, depth: depthOfList(subject.element) };
    if (canonical.depth !== subject.element.depth) return null;
    const counts = diagrams.map(IS_YES, this.#space.node(subject.where));
    const around = this.#fixed(counts, self);
    const profile = diagrams.apply(this.#space.and, around, this.#allowed(questions, path));
    const goal = subject.op === "count" ? wholeIn(range) : roundBetween(range);
    const now: Fraction = this.#total(total, elements) ?? new Fraction(0);
    const missing = subject.op === "sum" || subject.op === "count" ? goal.sub(now) : goal;
    const copies = subject.op === "count" ? Math.min(Number(missing.valueOf()), MANY) : 1;
    const more: Realized[] = [];
    for (let i = 0; i < copies; i++) {
      const element = this.#elementOf(canonical, profile, self);
      if (element === null) return null;
      const counted: Realized | null =
        subject.op === "count" || subject.value === null
          ? element
          : this.#withNumber(element, subject.value, missing);
      if (counted === null) return null;
      more.push(counted);
    }
    return [...elements, ...more];
  }

  /** The element with another value of what is added up; null where that cannot be. */
  #withNumber(element: Realized, part: NumericPart, value: Fraction): Realized | null {
    const { subject } = part;
    const own = value.div(part.coefficient);
    const numbers = new Map(element.numbers);
    if (subject.is === "number") {
      if (!holdsAt(declaredRange(subject.field.range), own)) return null;
      return { ...element, numbers: numbers.set(placeKey(subject), own) };
    }
    const ranges = new Map<string, Range>();
    for (const variable of this.#variables) {
      if (variable.is !== "value" || variable.subject.is !== "number") continue;
      const { range } = classOf(variable, element.assignment);
      if (range !== null) ranges.set(placeKey(variable.subject), range);
    }
    const exactly: Range = { low: own, lowOpen: false, high: own, highOpen: false };
    return solve(subject, exactly, numbers, ranges) ? { ...element, numbers } : null;
  }

  /** One more element of which it cannot be said whether it counts. */
  #withOpen(
    { subject }: Total,
    elements: readonly Realized[],
    questions: readonly Exists[],
    path: Assignment,
    self: Realized,
  ): readonly Realized[] | null {
    const { diagrams } = this.#space;
    const open = this.#fixed(diagrams.map(IS_OPEN, this.#space.node(subject.where)), self);
    const profile = diagrams.apply(this.#space.and, open, this.#allowed(questions, path));
    const element = this.#elementOf(
      { ...subject.element, depth: depthOfList(subject.element) },
      profile,
      self,
    );
    return element === null ? null : [...elements, element];
  }

  /** A condition on an element with the facts around it as they are. */
  #fixed(node: Node, self: Realized): Node {
    const { diagrams, variables } = this.#space;
    let fixed = node;
    for (const level of diagrams.support(node)) {
      if (variables.at(level).scope.depth > self.scope.depth) continue;
      const cls = self.assignment.get(level) ?? defaultClass(this.#space, variables.at(level));
      fixed = diagrams.cofactor(fixed, level, cls);
    }
    return fixed;
  }

  #classOfTotal(total: Total, elements: readonly Realized[]): number | null {
    const value = this.#total(total, elements);
    const { classes } = total.domain;
    if (value === undefined) {
      const open = classes.findIndex((cls) => cls.state === "undetermined");
      return open < 0 ? null : open;
    }
    if (value === null) {
      const none = classes.findIndex((cls) => cls.state === "notApplicable");
      return none < 0 ? null : none;
    }
    const index = classes.findIndex((cls) => cls.range !== null && holdsAt(cls.range, value));
    return index < 0 ? null : index;
  }

  /** Null: not applicable; undefined: depends on what is not known. */
  #total({ subject }: Total, elements: readonly Realized[]): Fraction | null | undefined {
    const counted: Fraction[] = [];
    for (const element of elements) {
      const counts = valueAt(this.#space, this.#space.node(subject.where), element.assignment);
      if (counts === "no") continue;
      if (counts !== "yes") return undefined;
      if (subject.op === "count") counted.push(new Fraction(1));
      else if (subject.value === null) return undefined;
      else {
        const value = compute(subject.value.subject, element.numbers);
        if (value !== null) counted.push(value.mul(subject.value.coefficient));
      }
    }
    if (subject.op === "sum" || subject.op === "count") {
      return counted.reduce((a, b) => a.add(b), new Fraction(0));
    }
    if (counted.length === 0) return null;
    return counted.reduce((a, b) => ((subject.op === "max" ? a.gte(b) : a.lte(b)) ? a : b));
  }
}

type Total = Value & { readonly subject: Subject & { readonly is: "aggregate" } };

const MANY = 8;

function isTotal(variable: Variable): variable is Total {
  return variable.is === "value" && variable.subject.is === "aggregate";
}

/** The lists of a scope, with what is asked about each. */
function byList(
  own: readonly Variable[],
): readonly { list: ListRef; questions: Exists[]; totals: Total[] }[] {
  const lists = new Map<string, { list: ListRef; questions: Exists[]; totals: Total[] }>();
  const of = (list: ListRef): { questions: Exists[]; totals: Total[] } => {
    let entry = lists.get(listKey(list));
    if (entry === undefined) {
      entry = { list, questions: [], totals: [] };
      lists.set(listKey(list), entry);
    }
    return entry;
  };
  for (const variable of own) {
    if (variable.is === "exists") of(variable.list).questions.push(variable);
    else if (isTotal(variable) && variable.subject.list.owner.list === variable.scope.list)
      of(variable.subject.list).totals.push(variable);
  }
  return [...lists.values()];
}

function wholeIn(range: Range): Fraction {
  const low = range.low === null ? new Fraction(0) : range.low.floor();
  return holdsAt(range, low) ? low : low.add(1);
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
  around: Realized | null,
): ReadonlyMap<string, Word> | null {
  const words = new Map<string, Word>(around?.words);
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
    const pair = pairOf(lefts.slice(0, TRIES), rights, wanted);
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

/** The first two that are the same, or that are not. */
function pairOf(
  lefts: readonly Word[],
  rights: readonly Word[],
  areSame: boolean,
): readonly [Word, Word] | undefined {
  for (const a of lefts) {
    const b = rights.find((right) => (wordKey(a) === wordKey(right)) === areSame);
    if (b !== undefined) return [a, b];
  }
  return undefined;
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

/** The number with the fewest digits near `exact` that still does; null where only a fraction does, which no case states. */
function tidy(exact: Fraction, does: (x: Fraction) => boolean): Fraction | null {
  for (let digits = 0; digits <= 6; digits++) {
    const rounded = exact.round(digits);
    if (does(rounded)) return rounded;
  }
  return !exactText(exact).includes("/") && does(exact) ? exact : null;
}

const NOT_YES = (value: unknown): "yes" | "no" => (value === "yes" ? "no" : "yes");
const IS_OPEN = (value: unknown): "yes" | "no" => (value === "missing" ? "yes" : "no");
const IS_YES = (value: unknown): "yes" | "no" => (value === "yes" ? "yes" : "no");

/** A number as a case states it. */
export function written(value: Fraction, unit: string): CaseJson {
  const text = exactText(value);
  if (unit !== "") return `${text} ${unit}`;
  const number = Number(text);
  return plainDigits(number) === text ? number : text;
}
