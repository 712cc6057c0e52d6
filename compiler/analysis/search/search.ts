/**
 * Looks for a transaction that makes circuits true. Only what the circuits rest on becomes clauses; and what the element
 * in a slot has is only asked where an assignment gets it wrong, as most slots stay empty.
 */

import { type Lit, not, Solver } from "../sat/sat.ts";
import {
  type Demand,
  type Fact,
  factKey,
  type Gates,
  moveTo,
  type Question,
  type Universe,
} from "./gates.ts";
import { Marks, Needed } from "./needed.ts";

/** Conflicts after which no more is wished for than was asked. */
const WISHES = 20;

export class Search {
  readonly gates: Gates;
  readonly #solver = new Solver();
  /** by variable of the circuits: the solver's literal, which is even; -1: not loaded */
  #own = new Int32Array(1024).fill(-1);
  readonly #marks = new Marks();
  readonly #theirs: Lit[] = [];
  /** questions whose condition has been put of a slot */
  readonly #demanded = new Set<string>();
  /** what an assignment has to say besides what it is asked to make true */
  readonly #watched: Lit[] = [];
  readonly #clauses: (readonly Lit[])[] = [];
  /** demands that go without saying, as far as they were looked at; and those about facts that nothing rests on yet */
  #related = 0;
  #waiting: readonly Demand[] = [];
  #needed: Needed;

  constructor(gates: Gates) {
    this.gates = gates;
    this.#solver.clause(this.#variable(gates.yes, true));
    this.#needed = this.#whatIsNeeded([]);
  }

  /** Conflicts met so far: what the search has cost. */
  get conflicts(): number {
    return this.#solver.conflicts;
  }

  /** Circuits that questions have rested on so far. */
  get size(): number {
    return this.#theirs.length;
  }

  /** Demands that one of the circuits is true. */
  clause(...lits: readonly Lit[]): void {
    this.#clauses.push(lits);
    this.#add(lits);
  }

  #add(lits: readonly Lit[]): void {
    this.#solver.clause(...lits.map((lit) => this.#load(lit)));
  }

  /** Makes assignments say whether these are true, whatever they are asked to make true. */
  watch(lits: readonly Lit[]): void {
    for (const lit of lits) this.#load(lit);
    this.#watched.push(...lits);
  }

  /**
   * Whether all can be true together; null where that took more than `limit` conflicts. `wished`: literals of which an
   * assignment makes as many true as go together easily, the first first.
   */
  solve(
    assumptions: readonly Lit[],
    limit = Number.POSITIVE_INFINITY,
    wished: readonly Lit[] = [],
  ): boolean | null {
    const start = this.conflicts;
    const end = start + limit;
    this.#relate();
    const own = assumptions.map((lit) => this.#load(lit));
    const wishes = wished.map((lit) => this.#load(lit));
    if (wishes.length > 0) this.#solver.restart();
    const chooser = {
      next: (): Lit | null => {
        if (this.conflicts - start < WISHES) {
          const wish = wishes.find((lit) => this.#solver.value(lit) === null);
          if (wish !== undefined) return wish;
        }
        const lit = this.#needed.next();
        return lit === null ? null : this.#load(lit);
      },
      restart: (): void => {
        this.#needed = this.#whatIsNeeded(assumptions);
      },
    };
    for (;;) {
      const found = this.#solver.solve(own, end - this.conflicts, chooser);
      if (found !== true) return found;
      if (this.#needed.next() !== null) throw new Error("an assignment does not say what was asked for");
      if (!this.#refine() && !this.#relate()) return true;
    }
  }

  /** After yes: whether a circuit that was asked for or watched is true in the assignment found. */
  isTrue(lit: Lit): boolean {
    const own = this.#loaded(lit);
    return own >= 0 && this.#solver.isTrue(own);
  }

  /** After no: assumptions that cannot be true together. */
  get core(): readonly Lit[] {
    return this.#solver.core.map((lit) => this.#theirs[lit >> 1]! ^ (lit & 1));
  }

  /** After yes: the class of a fact; the usual one where nothing is asked of it. */
  classOf(fact: Fact): number {
    if (!this.#needed.facts.has(fact)) return fact.usual;
    const found = fact.bits.findIndex((bit) => this.isTrue(bit));
    return found < 0 ? fact.size - 1 : found;
  }

  /** After yes: facts that what was asked for rests on. */
  get facts(): Iterable<Fact> {
    return this.#needed.facts;
  }

  /** After yes: questions on whose answers it rests, by list. */
  get universes(): ReadonlyMap<Universe, readonly Question[]> {
    return this.#needed.questions;
  }

  // ------------------------------------------------------------------------------------------------------ loading

  #variable(lit: Lit, phase: boolean, follows = false): Lit {
    const own = this.#solver.variable(phase, follows);
    const v = lit >> 1;
    if (v >= this.#own.length) {
      const wider = new Int32Array(Math.max(2 * this.#own.length, v + 1)).fill(-1);
      wider.set(this.#own);
      this.#own = wider;
    }
    this.#own[v] = own;
    this.#theirs.push(lit);
    return own;
  }

  /** The solver's literal; negative where it has none yet. */
  #loaded(lit: Lit): number {
    const v = lit >> 1;
    const own = v < this.#own.length ? this.#own[v]! : -1;
    return own < 0 ? own : own ^ (lit & 1);
  }

  #load(lit: Lit): Lit {
    const own = this.#loaded(lit);
    return own >= 0 ? own : this.#loadGate(lit & ~1) ^ (lit & 1);
  }

  #loadGate(lit: Lit): Lit {
    const gate = this.gates.gate(lit);
    switch (gate.is) {
      case "and": {
        const inputs = gate.inputs.map((input) => this.#load(input));
        const own = this.#variable(
          lit,
          inputs.every((input) => this.#solver.isUsual(input)),
          true,
        );
        for (const input of inputs) this.#solver.either(not(own), input);
        this.#solver.clause(own, ...inputs.map(not));
        return own;
      }
      case "bit": {
        const { fact } = gate;
        const bits = fact.bits.map((bit, index) => this.#variable(bit, index >= fact.usual));
        for (let i = 1; i < bits.length; i++) this.#solver.either(not(bits[i - 1]!), bits[i]!);
        return bits[gate.index]!;
      }
      case "free":
        return this.#variable(lit, false);
      case "some":
        throw new Error("a question about a pattern was put to no element");
    }
  }

  /** Adds what is true of the facts that the circuits rest on; false where there is nothing to add. */
  #relate(): boolean {
    const demands = this.gates.demands.all;
    const open = [...this.#waiting, ...demands.slice(this.#related)];
    this.#related = demands.length;
    const isAsked = ({ about }: Demand): boolean => about.bits.some((bit) => this.#loaded(bit) >= 0);
    const asked = open.filter(isAsked);
    this.#waiting = asked.length === 0 ? open : open.filter((demand) => !asked.includes(demand));
    for (const { oneOf } of asked) this.clause(...oneOf);
    return asked.length > 0;
  }

  // ------------------------------------------------------------------------------------------------------- lists

  #whatIsNeeded(assumptions: readonly Lit[]): Needed {
    const asked = new Set<string>();
    return new Needed(
      this.gates,
      {
        value: (lit) => {
          const own = this.#loaded(lit);
          return own < 0 ? null : this.#solver.value(own);
        },
        isUsual: (lit) => this.#solver.isUsual(this.#load(lit)),
      },
      [...assumptions, ...this.#watched],
      this.#clauses,
      (needed) => this.#askOfElements(needed, asked),
      this.#marks,
    );
  }

  /** What the elements that are there have to have, and must not have, as far as it was put of them. */
  #askOfElements(needed: Needed, asked: Set<string>): boolean {
    let isMore = false;
    const ask = ({ answer, body, pattern }: Question, slot: string): void => {
      const key = `${answer} ${slot}`;
      if (!this.#demanded.has(key) || asked.has(key)) return;
      asked.add(key);
      needed.add(this.gates.move(body, pattern, slot));
      isMore = true;
    };
    for (const { question, slot, others } of this.#elements(needed)) {
      ask(question, slot);
      for (const other of others) ask(other, slot);
    }
    return isMore;
  }

  /** Adds what the assignment found last gets wrong about elements of lists; false where it is right. */
  #refine(): boolean {
    const { gates } = this;
    const wrong: (readonly Lit[])[] = [];
    for (const { question, slot, others } of this.#elements(this.#needed)) {
      const { answer, body, pattern } = question;
      if (this.#isNew(answer, slot)) wrong.push([not(answer), gates.move(body, pattern, slot)]);
      for (const other of others) {
        if (this.#demanded.has(`${other.answer} ${slot}`) || !this.#mayHold(other, slot)) continue;
        this.#isNew(other.answer, slot);
        wrong.push([not(answer), not(gates.move(other.body, other.pattern, slot)), other.answer]);
      }
    }
    for (const lits of wrong) this.#add(lits);
    return wrong.length > 0;
  }

  /** The elements that are there, each with the question that it answers and those that it must not answer. */
  #elements(needed: Needed): readonly Element[] {
    return [...needed.questions.values()].flatMap((questions) => {
      const others = questions.filter(({ answer }) => !this.#isSo(answer));
      return questions.flatMap((question) => {
        const { slot, answer } = question;
        return slot !== null && this.#isSo(answer) ? [{ question, slot, others }] : [];
      });
    });
  }

  #isSo(lit: Lit): boolean {
    return this.#solver.value(this.#load(lit)) === true;
  }

  #isNew(answer: Lit, slot: string): boolean {
    const key = `${answer} ${slot}`;
    return this.#demanded.size < this.#demanded.add(key).size;
  }

  /** Whether the element in a slot may have what is asked, in the assignment found last. */
  #mayHold({ body, pattern }: Question, slot: string): boolean {
    const { gates } = this;
    const memo = new Map<Lit, boolean>();
    let isOpen = false;
    const visit = (lit: Lit): boolean => {
      const plain = lit & ~1;
      let value = memo.get(plain);
      if (value === undefined) {
        value = look(plain);
        memo.set(plain, value);
      }
      return value !== ((lit & 1) === 1);
    };
    const look = (lit: Lit): boolean => {
      const gate = gates.gate(lit);
      if (gate.is === "and") return gate.inputs.every(visit);
      if (gate.is === "bit") {
        const { about, places } = gate.fact;
        const fact = gates.looksAt(lit, pattern)
          ? gates.facts.get(factKey(about, moveTo(places, pattern, slot)))
          : gate.fact;
        return (fact === undefined ? gate.fact.usual : this.classOf(fact)) <= gate.index;
      }
      if (gate.is === "free") {
        if (lit === gates.yes) return true;
        // what its answer is, nobody has asked
        isOpen = true;
        return false;
      }
      isOpen = true;
      return false;
    };
    return visit(body) || isOpen;
  }
}

/**
 * A search for questions one after another. What it has learned serves the next one, but all that questions of before rested
 * on is looked at again: beyond so many circuits it is given up for a new one.
 */
export class SearchInTurn {
  readonly #gates: Gates;
  readonly #most: number;
  #search: Search | null = null;

  constructor(gates: Gates, most: number) {
    this.#gates = gates;
    this.#most = most;
  }

  /** For one question. */
  get search(): Search {
    if (this.#search === null || this.#search.size > this.#most) this.#search = new Search(this.#gates);
    return this.#search;
  }
}

interface Element {
  readonly question: Question;
  readonly slot: string;
  readonly others: readonly Question[];
}
