/**
 * Boxes around assignments: the facts without which a claim would no longer follow, and for each of them the values for
 * which it still does. The counterpart of `regions.ts` where there is no diagram of the whole.
 */

import { type Box, type Condition, isSame, type ListCondition } from "../../regions/condition.ts";
import { conditionOf, listOf } from "../diagrams/regions.ts";
import type { Space } from "../diagrams/space.ts";
import { type Lit, not } from "../sat/sat.ts";
import type { Fact, Gates, Question, Universe } from "./gates.ts";
import { type Assigned, coreOf, literals } from "./model.ts";
import { variableOf } from "./profiles.ts";
import { Search } from "./search.ts";

export interface Boxes {
  readonly boxes: readonly Box[];
  /** the same boxes as circuits, all of which hold in one */
  readonly within: readonly (readonly Lit[])[];
  /** the boxes cover all transactions that meet the claim */
  readonly complete: boolean;
}

/** A question about a list, and what an assignment answers. */
interface Answered {
  readonly universe: Universe;
  readonly question: Question;
  readonly isYes: boolean;
}

/** Kinds of elements that a list is said to be without, and conflicts of the solver that finding one may take. */
const MOST_KINDS = 3;
const MOST_TRIES = 200;

/** Words with more values than this are not widened one by one. */
const MOST_VALUES = 96;

/** The elements that a condition on a list is about. */
type Ways = Pick<ListCondition, "ways" | "more">;

/** Boxes of one claim after another; what answers a question about a list is made out once. */
export class BoxFinder {
  readonly #space: Space;
  readonly #gates: Gates;
  /** by the answer of a question: the elements that a list without such an element has none of */
  readonly #none = new Map<Lit, Ways>();
  /** by the answers of two questions: whether the first implies the second */
  readonly #implied = new Map<string, boolean>();

  constructor(space: Space, gates: Gates) {
    this.#space = space;
    this.#gates = gates;
  }

  /**
   * At most `most` boxes in which the claim holds of every transaction, the first around an assignment that makes the
   * claim true with as little as possible, and as many of `near` as go along easily.
   */
  of(claim: Lit, most: number, limit: number, near: readonly Lit[] = []): Boxes {
    const search = new Search(this.#gates);
    // another one to say what follows: what is ruled out on the way belongs to no claim
    const prover = new Search(this.#gates);
    const boxes: Box[] = [];
    const within: (readonly Lit[])[] = [];
    while (boxes.length < most) {
      const found = search.solve([claim], limit, boxes.length === 0 ? near : []);
      if (found !== true) return { boxes, within, complete: found === false };
      const box = this.#around(search, prover, claim);
      boxes.push(box.conditions);
      within.push(box.lits);
      if (box.lits.length === 0) return { boxes, within, complete: true };
      search.clause(...box.lits.map(not));
    }
    return { boxes, within, complete: search.solve([claim], limit) === false };
  }

  #around(
    search: Search,
    prover: Search,
    claim: Lit,
  ): { readonly conditions: Box; readonly lits: readonly Lit[] } {
    const space = this.#space;
    const gates = this.#gates;
    const assigned = [...search.facts].map((fact) => ({ fact, cls: search.classOf(fact) }));
    const questions = [...search.universes].flatMap(([universe, asked]) =>
      asked.map((question) => ({ universe, question, isYes: search.isTrue(question.answer) })),
    );
    const root = assigned.filter(({ fact }) => fact.places.size === 0);
    const answers = questions.map(({ question, isYes }) => (isYes ? question.answer : not(question.answer)));
    const core = new Set(coreOf(prover, claim, [...answers, ...root.flatMap(literals)]));
    const conditions: Condition[] = [];
    const lits: Lit[] = [];
    const fixed = new Set(core);
    for (const one of root) {
      const own = literals(one).filter((lit) => fixed.has(lit));
      if (own.length === 0) continue;
      const others = [...fixed].filter((lit) => !own.includes(lit));
      const classes = widened(prover, gates, claim, others, one, own);
      if (classes.length === one.fact.size) {
        for (const lit of own) fixed.delete(lit);
        continue;
      }
      const within = gates.within(one.fact, (index) => classes.includes(index));
      for (const lit of own) fixed.delete(lit);
      fixed.add(within);
      lits.push(within);
      conditions.push(conditionOf(space, variableOf(space, one.fact), classes));
    }
    for (const { universe, question, isYes } of questions) {
      const lit = isYes ? question.answer : not(question.answer);
      if (!core.has(lit) || (isYes && this.#isAnsweredByOther(universe, question, questions, core))) continue;
      lits.push(lit);
      const { list, path } = listOf(universe.list);
      // of a list of elements the lists around it are named
      const named = universe.owner === "" ? list : path.join(".");
      const none = questions.flatMap((other) =>
        other.universe === universe && core.has(not(other.question.answer)) ? [other.question] : [],
      );
      const ways = isYes ? waysOfSome(assigned, space, gates, question, none) : this.#waysOfNone(question);
      const condition: Condition = { is: "element", list: named, path, has: isYes, ...ways };
      if (!conditions.some((one) => isSame(one, condition))) conditions.push(condition);
    }
    return { conditions, lits };
  }

  /**
   * Whether a list answers a question by the element that answers another one: it may have an end user that is listed, where it has
   * one that is. To tell of both would be to tell of two elements.
   */
  #isAnsweredByOther(
    universe: Universe,
    question: Question,
    all: readonly Answered[],
    core: ReadonlySet<Lit>,
  ): boolean {
    return all.some((other, at) => {
      if (other.universe !== universe || other.question === question) return false;
      if (!other.isYes || !core.has(other.question.answer)) return false;
      if (!this.#implies(other.question, question)) return false;
      // of two that ask the same the first is told
      return (
        !this.#implies(question, other.question) || at < all.findIndex((one) => one.question === question)
      );
    });
  }

  /** Every element that answers the one answers the other; false may mean that it is not known. */
  #implies(stronger: Question, weaker: Question): boolean {
    const { slot } = stronger;
    if (slot === null) return false;
    const key = `${stronger.answer} ${weaker.answer}`;
    let implies = this.#implied.get(key);
    if (implies === undefined) {
      const put = ({ body, pattern }: Question): Lit => this.#gates.move(body, pattern, slot);
      implies = new Search(this.#gates).solve([put(stronger), not(put(weaker))], MOST_TRIES) === false;
      this.#implied.set(key, implies);
    }
    return implies;
  }

  #waysOfNone(question: Question): Ways {
    let ways = this.#none.get(question.answer);
    if (ways === undefined) {
      ways = waysOfNone(this.#space, this.#gates, question);
      this.#none.set(question.answer, ways);
    }
    return ways;
  }
}

/** The classes of a fact for which the claim follows from the rest, its own among them. */
function widened(
  search: Search,
  gates: Gates,
  claim: Lit,
  others: readonly Lit[],
  { fact, cls }: Assigned,
  own: readonly Lit[],
): readonly number[] {
  const follows = (from: number, to: number): boolean =>
    search.solve([
      not(claim),
      ...others,
      ...[gates.atMost(fact, to), not(gates.atMost(fact, from - 1))].filter((lit) => lit !== gates.yes),
    ]) === false;
  // what the core leaves of the fact is settled already
  let low = cls;
  let high = cls;
  if (!own.includes(not(gates.atMost(fact, cls - 1)))) low = 0;
  if (!own.includes(gates.atMost(fact, cls))) high = fact.size - 1;
  const classes: number[] = [];
  for (let at = low; at <= high; at++) classes.push(at);
  if (fact.size > MOST_VALUES) return classes;
  const visit = (from: number, to: number): void => {
    if (from > to) return;
    if (follows(from, to)) for (let at = from; at <= to; at++) classes.push(at);
    else if (from < to) {
      const middle = (from + to) >> 1;
      visit(from, middle);
      visit(middle + 1, to);
    }
  };
  visit(0, low - 1);
  visit(high + 1, fact.size - 1);
  return classes.sort((a, b) => a - b);
}

/** An element that answers a question, where a list has none that answers others. */
function waysOfSome(
  assigned: readonly Assigned[],
  space: Space,
  gates: Gates,
  { slot, body, pattern }: Question,
  none: readonly Question[],
): Ways {
  if (slot === null) return ANY_ELEMENT;
  const own = assigned.filter(({ fact }) => isOf(fact, slot));
  const put = (question: Pick<Question, "body" | "pattern">): Lit =>
    gates.move(question.body, question.pattern, slot);
  const asked = put({ body, pattern });
  // where no element answers these, one that answers this is one that answers none of these
  const narrower = gates.and(asked, ...none.map((other) => not(put(other))));
  const follows = new Search(gates).solve([not(narrower), ...own.flatMap(literals)], MOST_TRIES) === false;
  return { ways: [elementAround(space, gates, follows ? narrower : asked, own).conditions], more: 0 };
}

/** The kinds of elements that would answer a question. */
function waysOfNone(space: Space, gates: Gates, { slot, body, pattern }: Question): Ways {
  if (slot === null) return UNTOLD;
  const search = new Search(gates);
  const own = gates.move(body, pattern, slot);
  const ways: Box[] = [];
  for (
    let found = search.solve([own], MOST_TRIES);
    found !== false;
    found = search.solve([own], MOST_TRIES)
  ) {
    if (found === null || ways.length === MOST_KINDS) return UNTOLD;
    const assigned = [...search.facts].map((fact) => ({ fact, cls: search.classOf(fact) }));
    // what is said has to hold of the element alone, and not of lists that it has
    if (search.universes.size > 0 || !assigned.every(({ fact }) => isOf(fact, slot))) return UNTOLD;
    const { conditions, lits } = elementAround(space, gates, own, assigned);
    if (lits.length === 0) return ANY_ELEMENT;
    ways.push(conditions);
    search.clause(...lits.map(not));
  }
  return { ways, more: 0 };
}

const ANY_ELEMENT: Ways = { ways: [[]], more: 0 };
const UNTOLD: Ways = { ways: null, more: 0 };

/** What of an element makes it answer a question: as conditions, and as circuits. */
function elementAround(
  space: Space,
  gates: Gates,
  body: Lit,
  facts: readonly Assigned[],
): { readonly conditions: Box; readonly lits: readonly Lit[] } {
  const search = new Search(gates);
  const fixed = new Set(coreOf(search, body, facts.flatMap(literals)));
  const conditions: Condition[] = [];
  const lits: Lit[] = [];
  for (const one of facts) {
    const own = literals(one).filter((lit) => fixed.has(lit));
    if (own.length === 0) continue;
    const others = [...fixed].filter((lit) => !own.includes(lit));
    const classes = widened(search, gates, body, others, one, own);
    for (const lit of own) fixed.delete(lit);
    if (classes.length === one.fact.size) continue;
    const within = gates.within(one.fact, (index) => classes.includes(index));
    fixed.add(within);
    lits.push(within);
    conditions.push(conditionOf(space, variableOf(space, one.fact), classes));
  }
  return { conditions, lits };
}

function isOf(fact: Fact, slot: string): boolean {
  return [...fact.places.values()].includes(slot);
}
