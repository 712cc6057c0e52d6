/**
 * Single questions about conditions: whether some transaction brings some of them to yes and others not. They share circuits
 * and a search, so that hundreds of them cost little more than their clauses.
 */
import type { CaseJson } from "../../check/tree.ts";
import type { PropId } from "../conditions/prop.ts";
import type { Space } from "../diagrams/space.ts";
import { type Lit, not } from "../sat/sat.ts";
import { Clauses } from "./clauses.ts";
import { Gates } from "./gates.ts";
import { caseOf, foundBy, type Looked } from "./model.ts";
import { SearchInTurn } from "./search.ts";

/** What a condition is to come to. `possible`: not no; it may rest on what cannot be determined. */
export interface Wish {
  readonly prop: PropId;
  readonly is: "yes" | "not yes" | "possible" | "no";
}

/** Conflicts after which a question is given up. */
const LIMIT = 10_000;
/** Circuits beyond which a search is begun anew. */
const MOST = 20_000;

export class Questions {
  readonly #gates: Gates;
  readonly #clauses: Clauses;
  readonly #turn: SearchInTurn;

  /** All conditions are to be told to the space before. */
  constructor(space: Space) {
    space.isSearched = true;
    this.#gates = new Gates(space);
    this.#clauses = new Clauses(space, this.#gates);
    this.#turn = new SearchInTurn(this.#gates, MOST);
  }

  /** "No" is a proof; "yes" wants a case where totals of lists are asked about; null: given up. */
  canBe(wishes: readonly Wish[]): boolean | null {
    const lits = wishes.map((wish) => this.#literal(wish));
    if (lits.includes(this.#gates.no)) return false;
    const all = new Set(lits);
    if (lits.some((lit) => all.has(not(lit)))) return false;
    return this.#turn.search.solve([...all], LIMIT);
  }

  /** Of wishes that cannot all be met, some that cannot either, of which none can be left out. */
  core(wishes: readonly Wish[]): readonly Wish[] {
    let kept = [...wishes];
    for (const wish of wishes) {
      const less = kept.filter((other) => other !== wish);
      if (this.canBe(less) === false) kept = less;
    }
    return kept;
  }

  /** A transaction that meets the wishes and states what the views look at; null: none was made. */
  caseFor(wishes: readonly Wish[], views: readonly Looked[]): CaseJson | null {
    const search = this.#turn.search;
    const lits = wishes.map((wish) => this.#literal(wish));
    if (search.solve(lits, LIMIT) !== true) return null;
    return caseOf(foundBy(search), this.#gates, views);
  }

  #literal({ prop, is }: Wish): Lit {
    const aspect = is === "yes" || is === "not yes" ? "yes" : "possible";
    const lit = this.#clauses.of(prop, aspect);
    return is === "yes" || is === "possible" ? lit : not(lit);
  }
}
