/** What is true of facts of circuits beside each other, although no circuit says so: of sums of one list. */

import type { PropId } from "../conditions/prop.ts";
import { isSum, remembered, type Sum, type Sums, sumKey } from "../diagrams/sums.ts";
import type { Lit } from "../sat/sat.ts";
import type { Demand, Fact, Gates, Places } from "./gates.ts";

/** Of the facts asked for so far; those asked for later add to them. */
export class Demands {
  readonly #gates: Gates;
  readonly #sums: Sums;
  readonly #possible: (id: PropId, places: Places) => Lit;
  readonly #subjects = new Map<string, Set<Sum>>();
  /** by list that is there */
  readonly #facts = new Map<string, Fact[]>();
  readonly #found: Demand[] = [];
  #seen = 0;

  /** `possible`: the circuit that is false where the condition is no, of elements at these places */
  constructor(gates: Gates, sums: Sums, possible: (id: PropId, places: Places) => Lit) {
    this.#gates = gates;
    this.#sums = sums;
    this.#possible = possible;
  }

  get all(): readonly Demand[] {
    const { totals } = this.#gates;
    while (this.#seen < totals.length) this.#add(totals[this.#seen++]!);
    return this.#found;
  }

  #add(fact: Fact): void {
    const gates = this.#gates;
    const { subject } = fact.about;
    if (!isSum(subject)) return;
    const key = `${sumKey(subject)} at ${[...gates.depthsOf(subject)].join(" ")}`;
    const subjects = remembered(this.#subjects, key, () => new Set<Sum>());
    const facts = remembered(this.#facts, `${key}: ${[...fact.places.values()].join(" ")}`, (): Fact[] => []);
    for (const other of facts) {
      const theirs = other.about.subject as Sum;
      if (!this.#sums.areRelated(subject, theirs)) continue;
      this.#demand(fact, subject, theirs);
      this.#demand(other, theirs, subject);
    }
    subjects.add(subject);
    facts.push(fact);
    // nothing else may ask for it here, and a value that it cannot have would be taken for it
    for (const other of subjects)
      if (this.#sums.areRelated(subject, other)) gates.fact({ is: "value", subject: other }, fact.places);
  }

  #demand(about: Fact, less: Sum, more: Sum): void {
    for (const row of this.#sums.between(less, more)) {
      const oneOf = row.map((id) => this.#possible(id, about.places));
      this.#found.push({ about, oneOf });
    }
  }
}
