/**
 * Claims about two versions of a law in which everything that both say alike counts as free: it may be so or not so. Where
 * a claim cannot be true even then, it is not true, and little had to be looked at to see it. What an edit is about is
 * seldom more than a few comparisons; a proof is about these, and holds on whatever day the rest says something else.
 */
import type { Clauses } from "./clauses.ts";
import { Descending } from "./descending.ts";
import type { Gates } from "./gates.ts";
import type { Hinge, HingesAt } from "./hinges.ts";
import { type Lit, not } from "./sat.ts";
import { SearchInTurn } from "./search.ts";

const NO_HINGES: HingesAt = new Map();
/** Conflicts after which the whole law is to be asked. */
const LIMIT = 100;
/** Circuits of claims, which have little in common. */
const MOST_CIRCUITS = 20_000;

export class Cuts {
  readonly #clauses: Clauses;
  /** by what is left of a claim: what is true of what was asked for besides where something makes it true; null: nothing does */
  readonly #known = new Map<string, ReadonlySet<Lit> | null>();
  readonly #searches: SearchInTurn;
  /** what the claims have cost: questions to the solver, and conflicts */
  questions = 0;
  conflicts = 0;

  constructor(clauses: Clauses) {
    this.#clauses = clauses;
    this.#searches = new SearchInTurn(clauses.gates, MOST_CIRCUITS);
  }

  /** Circuits of the one version and of the other. Of hinges nothing is looked at but what is known of them. */
  between(versions: readonly [readonly Lit[], readonly Lit[]], hinges: HingesAt = NO_HINGES): Cut {
    return new Cut(this.#clauses, versions, hinges, (...asked) => this.#solve(...asked));
  }

  #solve(claim: Lit, implied: readonly (readonly Lit[])[], besides: readonly Lit[]): Solved {
    const key = `${claim} ${implied.join(" ")} ${besides.join()}`;
    let found = this.#known.get(key);
    if (found === undefined) {
      const { gates } = this.#clauses;
      const { search } = this.#searches;
      const { conflicts } = search;
      // all are asked of one search: what is free in one claim stands for something else in another, so nothing is said for good
      const asked = gates.and(claim, ...implied.map((clause) => gates.or(...clause)));
      const isFound = search.solve([asked], LIMIT);
      found = isFound === false ? null : new Set(isFound ? besides.filter((lit) => search.isTrue(lit)) : []);
      this.questions++;
      this.conflicts += search.conflicts - conflicts;
      this.#known.set(key, found);
    }
    return found;
  }
}

/** What is true of what was asked for besides; null: nothing makes the claim true. */
type Solved = ReadonlySet<Lit> | null;

export class Cut {
  readonly #clauses: Clauses;
  readonly #gates: Gates;
  readonly #hinges: HingesAt;
  readonly #solve: (claim: Lit, implied: readonly (readonly Lit[])[], besides: readonly Lit[]) => Solved;
  /** circuits that are part of both versions */
  readonly #common: ReadonlySet<Lit>;
  /** by circuit: itself, where the versions differ in it; else what stands for it */
  readonly #own = new Map<Lit, Lit>();
  /** circuits that something stands for */
  readonly #free: Lit[] = [];
  readonly #met = new Set<Hinge>();
  /** sides of hinges that something stands for */
  #sides = 0;

  constructor(
    clauses: Clauses,
    versions: readonly [readonly Lit[], readonly Lit[]],
    hinges: HingesAt,
    solve: (claim: Lit, implied: readonly (readonly Lit[])[], besides: readonly Lit[]) => Solved,
  ) {
    this.#clauses = clauses;
    this.#gates = clauses.gates;
    this.#hinges = hinges;
    this.#solve = solve;
    this.#common = inBoth(clauses.gates, versions, hinges);
  }

  /** Whether the claim cannot be true; false says nothing. */
  excludes(claim: Lit): boolean {
    const own = this.#cut(claim);
    if (own === this.#gates.no) return true;
    // without a hinge in it, the claim is better asked by what it is made of
    if (this.#hinges.size > 0 && this.#met.size === 0) return false;
    const implied: (readonly Lit[])[] = [];
    for (const [certain, possible] of this.#certain()) implied.push([not(certain), possible]);
    for (;;) {
      const hinges = [...this.#met].map((hinge) => ({
        hinge,
        sides: hinge.lits.map((lit) => this.#cut(lit)),
      }));
      const found = this.#solve(own, implied, [...new Set(hinges.flatMap(({ sides }) => sides))]);
      if (found === null) return true;
      const before = implied.length;
      for (const { hinge, sides } of hinges) {
        const isSo = sides.map((lit) => found.has(lit) || lit === this.#gates.yes);
        if (hinge.allows(isSo)) continue;
        implied.push(sides.map((lit, i) => (isSo[i] ? not(lit) : lit)));
      }
      if (implied.length === before) return false;
    }
  }

  /** Of what something stands for: what is certain, and that it is possible, as far as both are asked about. */
  *#certain(): Iterable<readonly [Lit, Lit]> {
    for (const { lits } of this.#met) {
      const [certain, possible, certainNow, possibleNow] = lits.map((lit) => this.#cut(lit));
      yield [certain!, possible!];
      yield [certainNow!, possibleNow!];
    }
    for (const plain of this.#free) {
      for (const certain of [plain, not(plain)]) {
        const possible = this.#clauses.possible(certain);
        if (possible !== null && this.#own.has(possible & ~1))
          yield [this.#cut(certain), this.#cut(possible)];
      }
    }
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
    const hinges = this.#hinges.get(plain);
    if (hinges !== undefined) return this.#sideOf(plain, hinges);
    // a fact is as cheap as what would stand for it; of hinges alone it is asked in the same words of all measures
    const isKept = gate.is === "bit" && this.#hinges.size === 0;
    if (isKept || plain === this.#gates.yes) return plain;
    if (this.#common.has(plain)) return this.#gates.free(2 * this.#free.push(plain) - 1);
    return gate.is === "and" ? this.#gates.and(...gate.inputs.map((input) => this.#cut(input))) : plain;
  }

  /**
   * What stands for the side of a hinge. Those of one hinge follow one another, and not what stands for anything else: so
   * claims about measures that turn on it alike are one claim.
   */
  #sideOf(plain: Lit, hinges: readonly Hinge[]): Lit {
    for (const hinge of hinges) {
      this.#met.add(hinge);
      for (const lit of hinge.lits) {
        const side = lit & ~1;
        if (side !== this.#gates.yes && !this.#own.has(side))
          this.#own.set(side, this.#gates.free(2 * this.#sides++));
      }
    }
    return this.#own.get(plain)!;
  }
}

/**
 * Circuits that both versions are made of, hinges aside; what these are made of in turn is not looked at. A circuit is younger
 * than its inputs, so that what uses it was seen before it is: the youngest first.
 */
function inBoth(
  gates: Gates,
  versions: readonly [readonly Lit[], readonly Lit[]],
  hinges: HingesAt,
): ReadonlySet<Lit> {
  const common = new Set<Lit>();
  const users = new Map<Lit, number>();
  const waiting = new Descending();
  const use = (lit: Lit, by: number): void => {
    const plain = lit & ~1;
    const before = users.get(plain);
    if (before === undefined) waiting.add(plain);
    users.set(plain, (before ?? 0) | by);
  };
  versions.forEach((lits, i) => {
    for (const lit of lits) use(lit, i + 1);
  });
  for (let plain = waiting.take(); plain >= 0; plain = waiting.take()) {
    if (hinges.has(plain)) continue;
    const by = users.get(plain)!;
    if (by === 3) {
      common.add(plain);
      continue;
    }
    const gate = gates.gate(plain);
    if (gate.is === "and") for (const input of gate.inputs) use(input, by);
  }
  return common;
}
