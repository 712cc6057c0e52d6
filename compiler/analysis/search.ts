/**
 * Looks for a transaction that makes circuits true. Only what the circuits rest on becomes clauses; and what the element
 * in a slot has is only asked where an assignment gets it wrong, as most slots stay empty.
 */
import { type Fact, factKey, type Gates, moveTo, type Question, type Universe } from "./gates.ts";
import { type Lit, not, Solver } from "./sat.ts";

export class Search {
  readonly gates: Gates;
  readonly #solver = new Solver();
  /** the solver's literal by that of the circuits; both are even */
  readonly #own = new Map<Lit, Lit>();
  readonly #theirs: Lit[] = [];
  readonly #universes = new Map<Universe, Question[]>();
  /** questions whose condition has been put of a slot */
  readonly #demanded = new Set<string>();
  #facts = new Set<Fact>();

  constructor(gates: Gates) {
    this.gates = gates;
    this.#solver.clause(this.#variable(gates.yes, true));
  }

  /** Conflicts met so far: what the search has cost. */
  get conflicts(): number {
    return this.#solver.conflicts;
  }

  /** Demands that one of the circuits is true. */
  clause(...lits: readonly Lit[]): void {
    this.#solver.clause(...lits.map((lit) => this.#load(lit)));
  }

  /** Makes assignments say whether these are true, whatever they are asked to make true. */
  watch(lits: readonly Lit[]): void {
    for (const lit of lits) this.#load(lit);
  }

  /** Whether all can be true together; null where that took more than `limit` conflicts. */
  solve(assumptions: readonly Lit[], limit = Number.POSITIVE_INFINITY): boolean | null {
    const end = this.conflicts + limit;
    const own = assumptions.map((lit) => this.#load(lit));
    for (;;) {
      const found = this.#solver.solve(own, end - this.conflicts);
      if (found !== true || !this.#refine()) return found;
    }
  }

  /** After yes: whether a circuit is true in the assignment found. One that was not looked at is not. */
  isTrue(lit: Lit): boolean {
    const own = this.#own.get(lit & ~1);
    return own !== undefined && this.#solver.isTrue(own ^ (lit & 1));
  }

  /** After no: assumptions that cannot be true together. */
  get core(): readonly Lit[] {
    return this.#solver.core.map((lit) => this.#theirs[lit >> 1]! ^ (lit & 1));
  }

  /** After yes: the class of a fact; the usual one where nothing was asked of it. */
  classOf(fact: Fact): number {
    if (!this.#facts.has(fact)) return fact.usual;
    const found = fact.bits.findIndex((bit) => this.isTrue(bit));
    return found < 0 ? fact.size - 1 : found;
  }

  /** Facts that the circuits rest on. */
  get facts(): Iterable<Fact> {
    return this.#facts;
  }

  /** Questions that the circuits ask, by list. */
  get universes(): ReadonlyMap<Universe, readonly Question[]> {
    return this.#universes;
  }

  // ------------------------------------------------------------------------------------------------------ loading

  #variable(lit: Lit, phase: boolean): Lit {
    const own = this.#solver.variable(phase);
    this.#own.set(lit, own);
    this.#theirs.push(lit);
    return own;
  }

  #load(lit: Lit): Lit {
    const plain = lit & ~1;
    const own = this.#own.get(plain) ?? this.#loadGate(plain);
    return own ^ (lit & 1);
  }

  #loadGate(lit: Lit): Lit {
    const gate = this.gates.gate(lit);
    switch (gate.is) {
      case "and": {
        const inputs = gate.inputs.map((input) => this.#load(input));
        const own = this.#variable(lit, false);
        for (const input of inputs) this.#solver.clause(not(own), input);
        this.#solver.clause(own, ...inputs.map(not));
        return own;
      }
      case "bit": {
        const { fact } = gate;
        this.#facts.add(fact);
        const bits = fact.bits.map((bit, index) => this.#variable(bit, index >= fact.usual));
        for (let i = 1; i < bits.length; i++) this.#solver.clause(not(bits[i - 1]!), bits[i]!);
        return bits[gate.index]!;
      }
      case "free": {
        const { universe, question } = this.gates.questions.get(lit)!;
        const questions = this.#universes.get(universe);
        if (questions === undefined) this.#universes.set(universe, [question]);
        else questions.push(question);
        return this.#variable(lit, false);
      }
      case "some":
        throw new Error("a question about a pattern was put to no element");
    }
  }

  // ------------------------------------------------------------------------------------------------------- lists

  /** Adds what the assignment found last gets wrong about elements of lists; false where it is right. */
  #refine(): boolean {
    const { gates } = this;
    const wrong: (readonly Lit[])[] = [];
    for (const questions of [...this.#universes.values()]) {
      for (const { answer, slot, body, pattern } of questions) {
        if (slot === null || !this.isTrue(answer)) continue;
        if (this.#isNew(answer, slot)) wrong.push([not(answer), gates.move(body, pattern, slot)]);
        for (const other of questions) {
          if (other.answer === answer || this.isTrue(other.answer)) continue;
          if (this.#demanded.has(`${other.answer} ${slot}`)) continue;
          if (!this.#mayHold(other, slot)) continue;
          this.#isNew(other.answer, slot);
          wrong.push([not(answer), not(gates.move(other.body, other.pattern, slot)), other.answer]);
        }
      }
    }
    for (const lits of wrong) this.clause(...lits);
    return wrong.length > 0;
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
        isOpen ||= !this.#own.has(lit);
        return this.isTrue(lit);
      }
      isOpen = true;
      return false;
    };
    return visit(body) || isOpen;
  }
}
