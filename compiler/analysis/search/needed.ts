/**
 * What of an assignment is needed: facts and answers to questions from which everything that was asked for follows. While
 * an assignment is being made this is also what is decided next: most of a law matters to no question, and the elements of
 * lists that it would ask for need not be made.
 */

import { type Lit, not } from "../sat/sat.ts";
import type { Fact, Gates, Question, Universe } from "./gates.ts";

/** An assignment, perhaps of some variables only. */
export interface Assignment {
  /** whether a circuit is true; null: nothing says so yet */
  readonly value: (lit: Lit) => boolean | null;
  /** whether it is true where nothing is said of any fact */
  readonly isUsual: (lit: Lit) => boolean;
}

/** Circuits that were seen, to be forgotten all at once. */
export class Marks {
  #round = 0;
  #seen = new Int32Array(1024);

  forget(): void {
    this.#round++;
  }

  has(lit: Lit): boolean {
    return this.#seen[lit >> 1] === this.#round;
  }

  add(lit: Lit): void {
    const v = lit >> 1;
    if (v >= this.#seen.length) {
      const wider = new Int32Array(Math.max(2 * this.#seen.length, v + 1));
      wider.set(this.#seen);
      this.#seen = wider;
    }
    this.#seen[v] = this.#round;
  }
}

export class Needed {
  readonly facts = new Set<Fact>();
  /** by list; those whose answers are needed */
  readonly questions = new Map<Universe, Question[]>();
  readonly #gates: Gates;
  readonly #assignment: Assignment;
  readonly #more: (needed: Needed) => boolean;
  readonly #seen: Marks;
  readonly #waiting: Lit[] = [];
  /** circuits of which one has to be true */
  readonly #clauses: readonly (readonly Lit[])[];
  #clause = 0;

  /**
   * @param more adds to what is needed once all the rest is there; false where there is nothing to add
   * @param seen of the same assignment, taken over from what was needed before
   */
  constructor(
    gates: Gates,
    assignment: Assignment,
    goals: readonly Lit[],
    clauses: readonly (readonly Lit[])[],
    more: (needed: Needed) => boolean,
    seen: Marks,
  ) {
    this.#seen = seen;
    seen.forget();
    this.#gates = gates;
    this.#assignment = assignment;
    this.#clauses = clauses;
    this.#more = more;
    // the first is wanted first
    for (let i = goals.length - 1; i >= 0; i--) this.add(goals[i]!);
  }

  /** Wants to know of a circuit, whatever its value. */
  add(lit: Lit): void {
    const plain = lit & ~1;
    if (this.#seen.has(plain)) return;
    this.#seen.add(plain);
    this.#waiting.push(plain);
  }

  /** What to decide next, to be asked again after that; null where everything follows from what is decided. */
  next(): Lit | null {
    for (;;) {
      const plain = this.#waiting.at(-1);
      if (plain !== undefined) {
        const decision = this.#visit(plain);
        if (decision !== null) return decision;
        continue;
      }
      const clause = this.#clauses[this.#clause];
      if (clause !== undefined) {
        const chosen = this.#choose(clause, true);
        if (chosen !== null && this.#assignment.value(chosen) === null) return chosen;
        if (chosen !== null) this.add(chosen);
        this.#clause++;
        continue;
      }
      if (!this.#more(this)) return null;
    }
  }

  /** The decision that is missing; null where the circuit was taken from the waiting ones. */
  #visit(plain: Lit): Lit | null {
    const value = this.#assignment.value(plain);
    if (value === null) return this.#assignment.isUsual(plain) ? plain : not(plain);
    const gate = this.#gates.gate(plain);
    if (gate.is === "bit") {
      const missing = this.facts.has(gate.fact) ? null : this.#missingOf(gate.fact);
      if (missing !== null) return missing;
      this.#waiting.pop();
      this.facts.add(gate.fact);
      return null;
    }
    if (gate.is === "and" && !value) {
      const chosen = this.#choose(gate.inputs, false);
      if (chosen !== null && this.#assignment.value(chosen) === null) return not(chosen);
      this.#waiting.pop();
      if (chosen !== null) this.add(chosen);
      return null;
    }
    this.#waiting.pop();
    if (gate.is === "and") for (const input of gate.inputs) this.add(input);
    else if (gate.is === "free") {
      const asked = this.#gates.questions.get(plain);
      if (asked === undefined) return null;
      const questions = this.questions.get(asked.universe);
      if (questions === undefined) this.questions.set(asked.universe, [asked.question]);
      else questions.push(asked.question);
    }
    return null;
  }

  /** A fact that matters has a class: the usual one, or one near it. */
  #missingOf({ bits, usual }: Fact): Lit | null {
    const isOpen = (bit: Lit | undefined): bit is Lit =>
      bit !== undefined && this.#assignment.value(bit) === null;
    const [below, at] = [bits[usual - 1], bits[usual]];
    if (isOpen(below)) return not(below);
    if (isOpen(at)) return at;
    const index = bits.findIndex(isOpen);
    return index < 0 ? null : index >= usual ? bits[index]! : not(bits[index]!);
  }

  /** Of the circuits that have this value, or may get it, one that costs least. */
  #choose(lits: readonly Lit[], value: boolean): Lit | null {
    let best: Lit | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const lit of lits) {
      const own = this.#assignment.value(lit);
      if (own === !value) continue;
      if (own !== null && this.#seen.has(lit)) return lit;
      const cost = this.#cost(lit, value) + (own === null ? 6 : 0);
      if (cost >= least) continue;
      best = lit;
      least = cost;
    }
    return best;
  }

  /** What is so anyway is cheaper than what is not, and a fact cheaper than a list. */
  #cost(lit: Lit, value: boolean): number {
    const { is } = this.#gates.gate(lit & ~1);
    return (is === "bit" ? 0 : is === "and" ? 1 : 2) + (this.#assignment.isUsual(lit) === value ? 0 : 3);
  }
}
