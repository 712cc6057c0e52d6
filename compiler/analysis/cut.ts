/**
 * Claims about two versions of a law in which everything that both say alike counts as free: it may be so or not so. Where
 * a claim cannot be true even then, it is not true, and little had to be looked at to see it. What an edit is about is
 * seldom more than a few comparisons; a proof is about these, and holds on whatever day the rest says something else.
 */
import type { Clauses } from "./clauses.ts";
import type { Gates } from "./gates.ts";
import { type Lit, not } from "./sat.ts";
import { SearchInTurn } from "./search.ts";

/** Conflicts after which the whole law is to be asked. */
const LIMIT = 100;
/** Circuits of claims, which have little in common. */
const MOST_CIRCUITS = 20_000;

export class Cuts {
  readonly #clauses: Clauses;
  /** by what is left of a claim: whether nothing makes it true */
  readonly #known = new Map<string, boolean>();
  readonly #searches: SearchInTurn;
  /** what the claims have cost: questions to the solver, and conflicts */
  questions = 0;
  conflicts = 0;

  constructor(clauses: Clauses) {
    this.#clauses = clauses;
    this.#searches = new SearchInTurn(clauses.gates, MOST_CIRCUITS);
  }

  /** Circuits of the one version and of the other. */
  between(versions: readonly [readonly Lit[], readonly Lit[]]): Cut {
    return new Cut(this.#clauses, versions, (claim, implied) => this.#excludes(claim, implied));
  }

  #excludes(claim: Lit, implied: readonly (readonly Lit[])[]): boolean {
    const key = `${claim} ${implied.join(" ")}`;
    let found = this.#known.get(key);
    if (found === undefined) {
      const { gates } = this.#clauses;
      const { search } = this.#searches;
      const { conflicts } = search;
      // all are asked of one search: what is free in one claim stands for something else in another, so nothing is said for good
      const asked = gates.and(claim, ...implied.map((clause) => gates.or(...clause)));
      found = search.solve([asked], LIMIT) === false;
      this.questions++;
      this.conflicts += search.conflicts - conflicts;
      this.#known.set(key, found);
    }
    return found;
  }
}

export class Cut {
  readonly #clauses: Clauses;
  readonly #gates: Gates;
  readonly #solve: (claim: Lit, implied: readonly (readonly Lit[])[]) => boolean;
  /** by circuit: 1 where it is part of the one version, 2 of the other, 3 of both */
  readonly #parts: Uint8Array;
  /** by circuit: itself, where the versions differ in it; else what stands for it */
  readonly #own = new Map<Lit, Lit>();
  /** circuits that something stands for */
  readonly #free: Lit[] = [];

  constructor(
    clauses: Clauses,
    versions: readonly [readonly Lit[], readonly Lit[]],
    solve: (claim: Lit, implied: readonly (readonly Lit[])[]) => boolean,
  ) {
    this.#clauses = clauses;
    this.#gates = clauses.gates;
    this.#solve = solve;
    this.#parts = new Uint8Array(this.#gates.size);
    this.#mark(versions[0], 1);
    this.#mark(versions[1], 2);
  }

  /** Whether the claim cannot be true; false says nothing. */
  excludes(claim: Lit): boolean {
    const own = this.#cut(claim);
    if (own === this.#gates.no) return true;
    // what is certain is possible, as far as both are asked about
    const implied: (readonly Lit[])[] = [];
    for (const plain of this.#free) {
      for (const certain of [plain, not(plain)]) {
        const possible = this.#clauses.possible(certain);
        if (possible !== null && this.#own.has(possible & ~1))
          implied.push([not(this.#cut(certain)), this.#cut(possible)]);
      }
    }
    return this.#solve(own, implied);
  }

  #cut(lit: Lit): Lit {
    const plain = lit & ~1;
    let own = this.#own.get(plain);
    if (own === undefined) {
      own = this.#made(plain);
      this.#own.set(plain, own);
    }
    return own ^ (lit & 1);
  }

  #made(plain: Lit): Lit {
    const gate = this.#gates.gate(plain);
    if (gate.is === "bit" || plain === (this.#gates.yes & ~1)) return plain;
    if (this.#parts[plain >> 1] === 3) return this.#gates.free(this.#free.push(plain) - 1);
    return gate.is === "and" ? this.#gates.and(...gate.inputs.map((input) => this.#cut(input))) : plain;
  }

  /** Marks what these are made of. */
  #mark(lits: readonly Lit[], version: 1 | 2): void {
    const parts = this.#parts;
    const stack = [...lits];
    for (let lit = stack.pop(); lit !== undefined; lit = stack.pop()) {
      const at = lit >> 1;
      if ((parts[at]! & version) !== 0) continue;
      parts[at]! |= version;
      const gate = this.#gates.gate(lit & ~1);
      if (gate.is === "and") stack.push(...gate.inputs);
    }
  }
}
