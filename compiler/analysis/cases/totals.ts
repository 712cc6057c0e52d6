/** Elements of a list whose values add up: sums, counts and extremes of it come out as assigned. */
import Fraction from "fraction.js";
import { exactText } from "../../normal/words.ts";
import { type Class, type Doubts, declaredRange, holdsAt } from "../conditions/domain.ts";
import { roundBetween } from "../conditions/round.ts";
import type { NumericPart, Range, Scope, Subject } from "../conditions/subject.ts";
import { placeKey } from "../conditions/subject.ts";
import type { Node } from "../diagrams/diagram.ts";
import { type Assignment, defaultClass, valueAt } from "../diagrams/paths.ts";
import { depthOfList } from "../diagrams/quantifiers.ts";
import type { Space } from "../diagrams/space.ts";
import { isSum } from "../diagrams/sums.ts";
import type { Variable } from "../diagrams/variables.ts";
import { classOf, compute, solve } from "./realize-numbers.ts";
import type { Realized } from "./realized.ts";

export type Total = Variable & {
  readonly is: "value";
  readonly subject: Subject & { readonly is: "aggregate" };
};

export function isTotal(variable: Variable): variable is Total {
  return variable.is === "value" && variable.subject.is === "aggregate";
}

/** An element with one of these profiles, beside what is chosen around it; null where none was found. */
type ElementOf = (element: Scope, profile: Node, around: Realized) => Realized | null;

/** As many elements at most are made for a count. */
const MANY = 8;

export class Totals {
  readonly #space: Space;
  readonly #variables: readonly Variable[];
  readonly #elementOf: ElementOf;

  constructor(space: Space, variables: readonly Variable[], elementOf: ElementOf) {
    this.#space = space;
    this.#variables = variables;
    this.#elementOf = elementOf;
  }

  /**
   * The elements, with other numbers and further ones where totals ask for them; null where that was not found.
   * @param allowed which elements there may be
   */
  fit(
    totals: readonly Total[],
    elements: readonly Realized[],
    allowed: Node,
    path: Assignment,
    self: Realized,
  ): readonly Realized[] | null {
    const asked = totals.filter((total) => path.has(total.level));
    let fitted: readonly Realized[] | null = this.#withLittle(asked, totals, elements);
    for (const total of asked) {
      if (fitted === null) return null;
      if (this.classOf(total, fitted) !== path.get(total.level))
        fitted = this.#with(total, { totals, elements: fitted, allowed, path, self });
    }
    return fitted;
  }

  classOf(total: Total, elements: readonly Realized[]): number | null {
    const { value, doubt } = this.#addedUp(total, elements);
    const { classes } = total.domain;
    const of = (state: Class["state"]): readonly number[] =>
      classes.flatMap((cls, index) => (cls.state === state ? [index] : []));
    const [undetermined] = of("undetermined");
    const [none] = of("notApplicable");
    if (doubt === "ofElements") return undetermined ?? null;
    const given = classes.findIndex(({ range }) => range !== null && value !== null && holdsAt(range, value));
    if (doubt === "ofValues") {
      const unknown = of("unknown");
      // by how much is known of a sum; with every limit reached, the rest does not matter
      if (!isSum(total.subject)) return unknown[0] ?? null;
      return unknown[given] ?? (given < 0 ? null : given);
    }
    if (value === null) return none ?? null;
    return given < 0 ? null : given;
  }

  /** What the elements come to, null where that is nothing; and whether more than that is unknown. */
  #addedUp({ subject }: Total, elements: readonly Realized[]): Added {
    const counted: Fraction[] = [];
    let doubt: Added["doubt"] = null;
    for (const element of elements) {
      const counts = valueAt(this.#space, this.#space.node(subject.where), element.assignment);
      if (counts === "no") continue;
      if (counts !== "yes") doubt = "ofElements";
      else if (subject.op === "count") counted.push(new Fraction(1));
      else if (subject.value === null) doubt = "ofElements";
      else {
        const value = compute(subject.value.subject, element.numbers);
        if (value !== null) counted.push(value.mul(subject.value.coefficient));
        else if (this.#isUnknown(subject.value.subject, element)) doubt ??= "ofValues";
      }
    }
    if (subject.op === "sum" || subject.op === "count")
      return { value: counted.reduce((a, b) => a.add(b), new Fraction(0)), doubt };
    if (counted.length === 0) return { value: null, doubt };
    const isBetter = (a: Fraction, b: Fraction): boolean => (subject.op === "max" ? a.gte(b) : a.lte(b));
    return { value: counted.reduce((a, b) => (isBetter(a, b) ? a : b)), doubt };
  }

  #isUnknown(subject: Subject, element: Realized): boolean {
    if (subject.is === "product" || subject.is === "sum")
      return subject.parts.some((part) => this.#isUnknown(part.subject, element));
    const { level } = this.#space.variable(subject);
    return this.#space.domain(subject).classes[element.assignment.get(level) ?? 0]!.state === "unknown";
  }

  // ------------------------------------------------------------------------------------------- numbers of elements

  /** What elements that are there for another reason add to sums is so little that it reaches no limit. */
  #withLittle(
    asked: readonly Total[],
    totals: readonly Total[],
    elements: readonly Realized[],
  ): readonly Realized[] {
    const sum = asked.find(({ subject }) => subject.op === "sum" && subject.value !== null);
    if (sum === undefined || elements.length === 0) return elements;
    const limits = totals.flatMap(({ domain }) => domain.classes.map(({ range }) => range?.low ?? null));
    const least = limits.filter((at) => at !== null && at.s > 0n && at.n !== 0n) as Fraction[];
    if (least.length === 0) return elements;
    const high = least.reduce((a, b) => (a.lt(b) ? a : b)).div(elements.length + 1);
    const little = roundBetween({ low: new Fraction(0), lowOpen: true, high, highOpen: true });
    return elements.map((element) => this.#withNumber(element, sum.subject.value!, little) ?? element);
  }

  /** The element with another value of what is added up; null where that cannot be. */
  #withNumber(element: Realized, part: NumericPart, value: Fraction): Realized | null {
    const { subject } = part;
    const own = value.div(part.coefficient);
    const numbers = new Map(element.numbers);
    const ranges = new Map<string, Range>();
    for (const variable of this.#variables) {
      if (variable.is !== "value" || variable.subject.is !== "number") continue;
      const { range } = classOf(variable, element.assignment);
      if (range !== null) ranges.set(placeKey(variable.subject), range);
    }
    if (subject.is === "number") {
      const place = placeKey(subject);
      const range = ranges.get(place) ?? declaredRange(subject.field.range);
      return holdsAt(range, own) ? { ...element, numbers: numbers.set(place, own) } : null;
    }
    const exactly: Range = { low: own, lowOpen: false, high: own, highOpen: false };
    return solve(subject, exactly, numbers, ranges) ? { ...element, numbers } : null;
  }

  // --------------------------------------------------------------------------------------------- further elements

  #with(total: Total, list: Fitting): readonly Realized[] | null {
    const { range, state } = total.domain.classes[list.path.get(total.level)!]!;
    if (state === "unknown") return this.#withUnknown(total, list);
    if (range === null) return state === "undetermined" ? this.#withOpen(total, list) : null;
    return this.#toRange(total, range, list);
  }

  #toRange(total: Total, range: Range, list: Fitting): readonly Realized[] | null {
    const { elements } = list;
    const { subject } = total;
    const isAdded = subject.op === "sum" || subject.op === "count";
    const goal = subject.op === "count" ? wholeIn(range) : roundBetween(range);
    const missing = isAdded ? goal.sub(this.#addedUp(total, elements).value ?? 0) : goal;
    const wanted = this.#countedBy(total, list);
    const raised = subject.op === "sum" ? this.#raised(subject.value, wanted, elements, missing) : null;
    if (raised !== null) return raised;
    if (subject.op !== "sum" || subject.value === null) {
      const copies = subject.op === "count" ? Math.min(Number(missing.valueOf()), MANY) : 1;
      return this.#withCopies(copies, wanted, total, list, (element) =>
        subject.value === null ? element : this.#withNumber(element, subject.value, missing),
      );
    }
    const { value } = subject;
    // what one element alone may not have, several have together
    for (let copies = 1; copies <= MANY; copies++) {
      const each = missing.div(copies);
      if (exactText(each).includes("/")) continue;
      const found = this.#withCopies(copies, wanted, total, list, (element) =>
        this.#withNumber(element, value, each),
      );
      if (found !== null) return found;
    }
    return null;
  }

  /** So many further elements of those that are wanted, each made to count as it has to. */
  #withCopies(
    copies: number,
    wanted: readonly Node[],
    { subject }: Total,
    list: Fitting,
    counting: (element: Realized) => Realized | null,
  ): readonly Realized[] | null {
    const more: Realized[] = [];
    for (let i = 0; i < copies; i++) {
      const counted = firstOf(wanted, (profile) => {
        const element = this.#further(subject.element, profile, list);
        return element === null ? null : counting(element);
      });
      if (counted === null) return null;
      more.push(counted);
    }
    return [...list.elements, ...more];
  }

  /** The elements with a greater number in one of those that are wanted. */
  #raised(
    part: NumericPart | null,
    wanted: readonly Node[],
    elements: readonly Realized[],
    missing: Fraction,
  ): readonly Realized[] | null {
    if (part === null) return null;
    return firstOf(wanted, (counted) => {
      for (const [at, element] of elements.entries()) {
        const now = compute(part.subject, element.numbers);
        if (now === null || valueAt(this.#space, counted, element.assignment) !== "yes") continue;
        const raised = this.#withNumber(element, part, now.mul(part.coefficient).add(missing));
        if (raised !== null) return elements.with(at, raised);
      }
      return null;
    });
  }

  /**
   * Which elements count for a total: those first that the other totals of the list want as well, and that leave alone what has
   * its value already.
   */
  #countedBy(total: Total, { totals, elements, path }: Fitting): readonly Node[] {
    const { diagrams, and } = this.#space;
    const counts = ({ subject }: Total): Node => diagrams.map(IS_YES, this.#space.node(subject.where));
    const own = counts(total);
    const others = totals.filter((other) => other !== total);
    const apart = others.reduce((node, other) => {
      const wanted = path.get(other.level) ?? defaultClass(this.#space, other);
      const isDone = this.classOf(other, elements) === wanted;
      const counted = counts(other);
      return diagrams.apply(and, node, isDone ? diagrams.map(NOT_YES, counted) : counted);
    }, own);
    return apart === own ? [own] : [apart, own];
  }

  #further(element: Scope, counted: Node, { allowed, self }: Fitting): Realized | null {
    const canonical = { ...element, depth: depthOfList(element) };
    if (canonical.depth !== element.depth) return null;
    const profile = this.#space.diagrams.apply(this.#space.and, counted, allowed);
    return this.#elementOf(canonical, this.#fixed(profile, self), self);
  }

  /** One more element of which it cannot be said whether it counts. */
  #withOpen({ subject }: Total, list: Fitting): readonly Realized[] | null {
    const open = this.#space.diagrams.map(IS_OPEN, this.#space.node(subject.where));
    const element = this.#further(subject.element, open, list);
    return element === null ? null : [...list.elements, element];
  }

  /** One more element of which it is unknown what it adds, beside what is known of the total. */
  #withUnknown(total: Total, list: Fitting): readonly Realized[] | null {
    const { subject, domain } = total;
    if (subject.value?.subject.is !== "number") return null;
    const unknown = domain.classes.filter(({ state }) => state === "unknown");
    const at = unknown.indexOf(domain.classes[list.path.get(total.level)!]!);
    const range = domain.classes[at]?.range ?? null;
    const { value } = this.#addedUp(total, list.elements);
    const isThere = range === null || value === null || holdsAt(range, value);
    const elements = isThere ? list.elements : this.#toRange(total, range, list);
    if (elements === null) return null;
    const { diagrams, and } = this.#space;
    const { level } = this.#space.variable(subject.value.subject);
    const states = this.#space.domain(subject.value.subject).classes.map(({ state }) => state);
    const isUnknown = diagrams.variable(
      level,
      states.map((state) => (state === "unknown" ? "yes" : "no")),
    );
    const element = firstOf(this.#countedBy(total, { ...list, elements }), (counted) =>
      this.#further(subject.element, diagrams.apply(and, counted, isUnknown), list),
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
}

interface Added {
  readonly value: Fraction | null;
  readonly doubt: keyof Doubts | null;
}

/** A list whose totals are fitted one after another. */
interface Fitting {
  readonly totals: readonly Total[];
  readonly elements: readonly Realized[];
  readonly allowed: Node;
  readonly path: Assignment;
  readonly self: Realized;
}

/** The first that something can be made of. */
function firstOf<T, U>(all: readonly T[], make: (one: T) => U | null): U | null {
  for (const one of all) {
    const made = make(one);
    if (made !== null) return made;
  }
  return null;
}

function wholeIn(range: Range): Fraction {
  const low = range.low === null ? new Fraction(0) : range.low.floor();
  return holdsAt(range, low) ? low : low.add(1);
}

const NOT_YES = (value: unknown): "yes" | "no" => (value === "yes" ? "no" : "yes");
const IS_OPEN = (value: unknown): "yes" | "no" => (value === "missing" ? "yes" : "no");
const IS_YES = (value: unknown): "yes" | "no" => (value === "yes" ? "yes" : "no");
