/**
 * Hinges: conditions in which two versions of a law differ and on which several questions turn, as the reach of a law or a
 * definition that many measures use. A hinge is asked about by itself, once: which truths it may have in the one version
 * together with which in the other. Of a measure that differs in its hinges alone most follows from that, whatever the
 * rest of it says.
 */
import type { Clauses } from "./clauses.ts";
import type { PropId, Props } from "./prop.ts";
import { type Lit, not } from "./sat.ts";
import type { SearchInTurn } from "./search.ts";
import { pairsBetween } from "./touched.ts";
import type { View } from "./view.ts";

/** Conflicts after which two truths may go together. */
const LIMIT = 300;

export class Hinge {
  /** that it is yes in the one version, that it is not no there; then the same of the other */
  readonly lits: readonly [Lit, Lit, Lit, Lit];
  readonly #isPossible: (truths: readonly Lit[]) => boolean;
  readonly #known = new Map<string, boolean>();

  constructor(lits: Hinge["lits"], isPossible: (truths: readonly Lit[]) => boolean) {
    this.lits = lits;
    this.#isPossible = isPossible;
  }

  /** Whether these may be so, and the others not so, in one transaction; asked about once. */
  allows(areSo: readonly boolean[]): boolean {
    const [certain, possible, certainNow, possibleNow] = areSo;
    // what is alike in both versions is no matter
    if (certain === certainNow && possible === possibleNow) return true;
    const key = areSo.join();
    let found = this.#known.get(key);
    if (found === undefined) {
      found = this.#isPossible(this.lits.map((lit, i) => (areSo[i] ? lit : not(lit))));
      this.#known.set(key, found);
    }
    return found;
  }
}

/** Hinges by the circuits of their sides, which are even. */
export type HingesAt = ReadonlyMap<Lit, readonly Hinge[]>;

export class Hinges {
  readonly #clauses: Clauses;
  readonly #props: Props;
  readonly #searches: SearchInTurn;
  readonly #known = new Map<string, Hinge>();
  readonly #depths = new Map<PropId, ReadonlySet<number>>();
  /** what asking about them has cost: questions to the solver, and conflicts */
  questions = 0;
  conflicts = 0;

  constructor(clauses: Clauses, props: Props, searches: SearchInTurn) {
    this.#clauses = clauses;
    this.#props = props;
    this.#searches = searches;
  }

  /** Those on which at least two of the questions turn, each about two versions. */
  between(questions: readonly (readonly [View, View])[]): HingesAt {
    const uses = new Map<string, readonly [PropId, PropId]>();
    const found = new Map<Lit, Hinge[]>();
    const seen = new Set<string>();
    for (const [from, to] of questions) {
      for (const [key, pair] of pairsBetween(this.#props, from, to)) {
        if (!uses.has(key)) uses.set(key, pair);
        else if (!seen.has(key)) {
          seen.add(key);
          if (pair.every((id) => this.#depthsOf(id).size === 0)) this.#note(this.#hinge(key, pair), found);
        }
      }
    }
    return found;
  }

  #note(hinge: Hinge, found: Map<Lit, Hinge[]>): void {
    for (const plain of new Set(hinge.lits.map((lit) => lit & ~1))) {
      if (plain === this.#clauses.gates.yes) continue;
      const known = found.get(plain);
      if (known === undefined) found.set(plain, [hinge]);
      else known.push(hinge);
    }
  }

  #hinge(key: string, [old, now]: readonly [PropId, PropId]): Hinge {
    let hinge = this.#known.get(key);
    if (hinge === undefined) {
      const { gates } = this.#clauses;
      const of = (id: PropId): readonly [Lit, Lit] => [
        this.#clauses.of(id, "yes"),
        this.#clauses.of(id, "possible"),
      ];
      hinge = new Hinge([...of(old), ...of(now)], (truths) => this.#isPossible(gates.and(...truths)));
      this.#known.set(key, hinge);
    }
    return hinge;
  }

  #isPossible(claim: Lit): boolean {
    if (claim === this.#clauses.gates.no) return false;
    const { search } = this.#searches;
    const { conflicts } = search;
    const found = search.solve([claim], LIMIT);
    this.questions++;
    this.conflicts += search.conflicts - conflicts;
    return found !== false;
  }

  /** Depths of the elements that a condition looks at from outside. */
  #depthsOf(id: PropId): ReadonlySet<number> {
    const known = this.#depths.get(id);
    if (known !== undefined) return known;
    const prop = this.#props.get(id);
    const found = new Set<number>();
    const take = (...ids: readonly PropId[]): void => {
      for (const part of ids) for (const depth of this.#depthsOf(part)) found.add(depth);
    };
    if (prop.kind === "literal" || prop.kind === "same") {
      for (const depth of this.#clauses.gates.depthsOf(prop.subject)) found.add(depth);
    } else if (prop.kind === "and" || prop.kind === "or") take(...prop.parts);
    else if (prop.kind === "choice") take(prop.condition, prop.yes, prop.no);
    else if (prop.kind === "some") {
      take(prop.body);
      found.delete(prop.element.depth);
      if (prop.list.owner.depth > 0) found.add(prop.list.owner.depth);
    } else if ("of" in prop) take(prop.of);
    this.#depths.set(id, found);
    return found;
  }
}
