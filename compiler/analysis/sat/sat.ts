/**
 * A solver for clauses: conflict-driven learning with watched literals, activity, saved phases, restarts, and answers
 * under assumptions. It finds an assignment, or says which of the assumptions cannot hold together.
 *
 * A literal is twice its variable, plus one where it is negated.
 */

import { inOrder } from "../in-order.ts";
import { ActivityHeap } from "./activity-heap.ts";
import { byOther, ClauseStore, NOTHING, otherOf, SHORT } from "./clause-store.ts";
import { conflictsOf } from "./restarts.ts";

export type Lit = number;

export function not(lit: Lit): Lit {
  return lit ^ 1;
}

const UNSET = 2;
const DECAY = 1 / 0.95;
const MOST_ACTIVE = 1e100;
/** Learned clauses kept before the first clearing. */
const LEARNED = 4000;
/** Clauses that tell few levels apart stay for good. */
const GLUE = 3;

/** Conflicts after which a chooser is asked no more. */
const PATIENCE = 50;

export interface Chooser {
  /** what to set next; null where what is set is enough */
  readonly next: () => Lit | null;
  /** what was set is not any more */
  readonly restart: () => void;
}

/** A clause that was learned and may be dropped. */
interface Learned {
  readonly at: number;
  /** how many levels of decisions it brings together */
  readonly glue: number;
  activity: number;
}

export class Solver {
  /** by literal: 0 false, 1 true, 2 not set */
  #values = new Uint8Array(1024).fill(UNSET);
  #levels = new Int32Array(512);
  /** what each set variable follows from: a clause, the other literal of a short one, or nothing */
  #reasons = new Int32Array(512);
  #phases = new Uint8Array(512);
  /** what variables are where nothing decides: assignments stay near it */
  #usual = new Uint8Array(512);
  #seen = new Uint8Array(512);
  readonly #clauses = new ClauseStore();
  /** what is set, in order; arrays that are never cut, as cutting makes the engine move them */
  #trail = new Int32Array(512);
  #length = 0;
  /** where the levels of decisions start */
  readonly #starts: number[] = [];
  #level = 0;
  #head = 0;
  #variables = 0;
  /** of the short clause that cannot hold, the literal that its name does not tell */
  #clash: Lit = 0;
  /** a clause was found that nothing satisfies */
  #broken = false;
  #learned: Learned[] = [];
  /** by clause; of those that may be dropped */
  readonly #learnedAt = new Map<number, Learned>();
  #mostLearned = LEARNED;
  readonly #heap: ActivityHeap = new ActivityHeap();
  #bump = 1;
  #model = new Uint8Array(0);
  /** what the first levels of the trail assume */
  #assumed: readonly Lit[] = [];
  #core: readonly Lit[] = [];
  #conflicts = 0;

  /**
   * A new variable, as its positive literal; where nothing decides, it gets its phase. One that follows from others is not
   * chosen before a conflict has shown that it matters.
   */
  variable(phase = false, follows = false): Lit {
    const v = this.#variables++;
    if (2 * v + 2 > this.#values.length) this.#grow();
    this.#phases[v] = this.#usual[v] = phase ? 1 : 0;
    this.#clauses.variable();
    this.#heap.enter(v, follows);
    return 2 * v;
  }

  /** Whether a literal is true as things stand, which is not yet or no longer an assignment; null: not set. */
  value(lit: Lit): boolean | null {
    const value = this.#values[lit]!;
    return value === UNSET ? null : value === 1;
  }

  /** Whether a literal is true where nothing decides. */
  isUsual(lit: Lit): boolean {
    return this.#usual[lit >> 1] !== (lit & 1);
  }

  /** Conflicts met so far: what solving has cost. */
  get conflicts(): number {
    return this.#conflicts;
  }

  /** Demands that one of the literals holds. The assignment found last is kept as far as it goes along. */
  clause(...lits: readonly Lit[]): void {
    if (this.#broken) return;
    const open = this.#allOpen(lits);
    if (open !== null) {
      this.#attach(open);
      return;
    }
    const kept = new Set<Lit>();
    for (const lit of lits) {
      const fixed = this.#levels[lit >> 1] === 0 ? this.#values[lit]! : UNSET;
      if (fixed === 1 || kept.has(not(lit))) return;
      if (fixed === UNSET) kept.add(lit);
    }
    // what is false already comes last, the latest first: it is the first to be open again
    const late = (lit: Lit): number =>
      this.#values[lit] === 0 ? this.#levels[lit >> 1]! : Number.POSITIVE_INFINITY;
    const own = [...kept].sort((a, b) => (late(a) === late(b) ? a - b : late(b) > late(a) ? 1 : -1));
    const [first, second] = own;
    if (first === undefined) {
      this.#broken = true;
      return;
    }
    if (second === undefined) {
      this.#backTo(0);
      this.#set(first, NOTHING);
      return;
    }
    const made = this.#attach(own);
    if (this.#values[second] !== 0 || this.#values[first] === 1) return;
    const level = late(second);
    if (this.#values[first] === 0 && late(first) === level) {
      this.#backTo(level - 1);
      return;
    }
    this.#backTo(level);
    this.#set(first, made);
  }

  /** The same of two literals: most clauses of a circuit are such. */
  either(a: Lit, b: Lit): void {
    if (!this.#broken && this.#isPlain(a, b)) this.#clauses.addShort(a, b);
    else this.clause(a, b);
  }

  /** Several literals in order, where nothing is known of any and each is of another variable; else null. */
  #allOpen(lits: readonly Lit[]): readonly Lit[] | null {
    if (lits.length < 2) return null;
    for (const lit of lits) if (this.#values[lit] !== UNSET) return null;
    const own = inOrder(lits);
    for (let i = 1; i < own.length; i++) if (own[i]! >> 1 === own[i - 1]! >> 1) return null;
    return own;
  }

  /** Two literals of which nothing is known. */
  #isPlain(a: Lit, b: Lit): boolean {
    return this.#values[a] === UNSET && this.#values[b] === UNSET && a >> 1 !== b >> 1;
  }

  /**
   * Whether the clauses can hold together with the assumptions; null where more than `limit` conflicts were met. After
   * yes `isTrue` reads the assignment, after no `core` names the assumptions that do not go together. A chooser knows when
   * what is set is enough; where that meets many conflicts, everything is set, the most contested first.
   */
  solve(
    assumptions: readonly Lit[],
    limit = Number.POSITIVE_INFINITY,
    chooser: Chooser | null = null,
  ): boolean | null {
    this.#core = [];
    if (this.#broken) return false;
    let same = 0;
    while (same < assumptions.length && assumptions[same] === this.#assumed[same]) same++;
    if (same < assumptions.length || same < this.#assumed.length) this.#backTo(same);
    this.#assumed = [...assumptions];
    this.#phases.set(this.#usual);
    const end = this.#conflicts + limit;
    let round = 0;
    let left = conflictsOf(round);
    let chosen = chooser === null ? 0 : PATIENCE;
    chooser?.restart();
    for (;;) {
      const conflict = this.#propagate();
      if (conflict !== NOTHING) {
        this.#conflicts++;
        left--;
        if (this.#level === 0) {
          this.#broken = true;
          return false;
        }
        this.#learn(conflict);
        chosen--;
        chooser?.restart();
        continue;
      }
      if (this.#conflicts >= end) {
        this.#backTo(0);
        return null;
      }
      if (left <= 0) {
        left = conflictsOf(++round);
        this.#backTo(0);
        chooser?.restart();
        if (this.#learned.length > this.#mostLearned) this.#forget();
        continue;
      }
      const next = this.#assume(assumptions) ?? (chosen > 0 ? chooser!.next() : this.#decide());
      if (next === "failed") return false;
      if (next === null) {
        this.#model = this.#values.slice(0, 2 * this.#variables);
        return true;
      }
      this.#starts[this.#level++] = this.#length;
      this.#set(next, NOTHING);
    }
  }

  /** Forgets the assignment found last, so that the next one need not be near it. */
  restart(): void {
    this.#backTo(0);
  }

  /** Of a variable that is younger than the assignment: no. */
  isTrue(lit: Lit): boolean {
    return this.#model[lit] === 1;
  }

  get core(): readonly Lit[] {
    return this.#core;
  }

  // ---------------------------------------------------------------------------------------------------- searching

  /** The next assumption; null where all are set. */
  #assume(assumptions: readonly Lit[]): Lit | null | "failed" {
    while (this.#level < assumptions.length) {
      const lit = assumptions[this.#level]!;
      const value = this.#values[lit];
      if (value === 0) {
        this.#explain(lit);
        return "failed";
      }
      if (value === UNSET) return lit;
      // already so: a level of its own keeps the count
      this.#starts[this.#level++] = this.#length;
    }
    return null;
  }

  /** The most contested variable that is not set, as it was last. */
  #decide(): Lit | null {
    for (let v = this.#heap.take(); v >= 0; v = this.#heap.take()) {
      if (this.#values[2 * v] === UNSET) return this.#phases[v] === 1 ? 2 * v : 2 * v + 1;
    }
    return null;
  }

  #set(lit: Lit, reason: number): void {
    const v = lit >> 1;
    this.#values[lit] = 1;
    this.#values[lit ^ 1] = 0;
    this.#levels[v] = this.#level;
    this.#reasons[v] = reason;
    this.#trail[this.#length++] = lit;
  }

  /** A clause of two literals or more, as what its first literal follows from; the first two are watched. */
  #attach(lits: readonly Lit[]): number {
    if (lits.length > 2) return this.#clauses.addLong(lits);
    this.#clauses.addShort(lits[0]!, lits[1]!);
    return byOther(lits[1]!);
  }

  /** Sets what follows; what cannot hold, if there is anything: a clause, or the literal before the last of `#clash`. */
  #propagate(): number {
    const values = this.#values;
    const { watches, lits } = this.#clauses;
    while (this.#head < this.#length) {
      const lit = this.#trail[this.#head++]!;
      const falsified = lit ^ 1;
      const watching = watches[lit]!;
      const end = watching.length;
      let kept = 0;
      let conflict = NOTHING;
      for (let i = 0; i < end; i += 2) {
        const at = watching[i]!;
        const witness = watching[i + 1]!;
        const known = values[witness]!;
        if (known === 1 || conflict !== NOTHING) {
          watching[kept++] = at;
          watching[kept++] = witness;
          continue;
        }
        if (at === SHORT) {
          watching[kept++] = at;
          watching[kept++] = witness;
          if (known === 0) {
            conflict = byOther(falsified);
            this.#clash = witness;
          } else this.#set(witness, byOther(falsified));
          continue;
        }
        const size = lits[at]!;
        // dropped
        if (size < 0) continue;
        const one = at + 1;
        const two = at + 2;
        if (lits[one] === falsified) {
          lits[one] = lits[two]!;
          lits[two] = falsified;
        }
        const first = lits[one]!;
        if (first !== witness && values[first] === 1) {
          watching[kept++] = at;
          watching[kept++] = first;
          continue;
        }
        let moved = false;
        for (let k = at + 3; k <= at + size; k++) {
          const other = lits[k]!;
          if (values[other] === 0) continue;
          lits[two] = other;
          lits[k] = falsified;
          watches[other ^ 1]!.push(at, first);
          moved = true;
          break;
        }
        if (moved) continue;
        watching[kept++] = at;
        watching[kept++] = first;
        if (values[first] === 0) conflict = at;
        else this.#set(first, at);
      }
      if (kept < end) watching.length = kept;
      if (conflict !== NOTHING) {
        this.#head = this.#length;
        return conflict;
      }
    }
    return NOTHING;
  }

  #backTo(level: number): void {
    if (this.#level <= level) return;
    const start = this.#starts[level]!;
    for (let i = this.#length - 1; i >= start; i--) {
      const lit = this.#trail[i]!;
      const v = lit >> 1;
      this.#phases[v] = lit & 1 ? 0 : 1;
      this.#values[lit] = UNSET;
      this.#values[lit ^ 1] = UNSET;
      this.#heap.add(v);
    }
    this.#length = start;
    this.#level = level;
    this.#head = start;
  }

  // ------------------------------------------------------------------------------------------------------ learning

  /** Adds the clause that the conflict teaches, and goes back to where it decides something. */
  #learn(conflict: number): void {
    const seen = this.#seen;
    const learned: Lit[] = [0];
    const marked: number[] = [];
    const level = this.#level;
    let open = 0;
    let at = this.#length - 1;
    let reason = conflict;
    let asserted = -1;
    const take = (lit: Lit): void => {
      const v = lit >> 1;
      if (lit === asserted || seen[v] === 1 || this.#levels[v] === 0) return;
      seen[v] = 1;
      marked.push(v);
      this.#raise(v);
      if (this.#levels[v] === level) open++;
      else learned.push(lit);
    };
    // of a short clause that cannot hold, the other literal is no part of what it is told by
    if (conflict < 0) take(this.#clash);
    for (;;) {
      this.#eachOf(reason, take);
      while (seen[this.#trail[at]! >> 1] === 0) at--;
      asserted = this.#trail[at--]!;
      if (--open === 0) break;
      reason = this.#reasons[asserted >> 1]!;
    }
    learned[0] = asserted ^ 1;
    // what follows from the rest of the clause need not be said
    const short = learned.filter((lit, i) => {
      const from = this.#reasons[lit >> 1]!;
      return i === 0 || from === NOTHING || this.#restsElsewhere(from);
    });
    for (const v of marked) seen[v] = 0;
    this.#bump *= DECAY;
    if (short.length === 1) {
      this.#backTo(0);
      this.#set(short[0]!, NOTHING);
      return;
    }
    let second = 1;
    for (let i = 2; i < short.length; i++) {
      if (this.#levels[short[i]! >> 1]! > this.#levels[short[second]! >> 1]!) second = i;
    }
    [short[1], short[second]] = [short[second]!, short[1]!];
    const glue = new Set(short.map((lit) => this.#levels[lit >> 1])).size;
    this.#backTo(this.#levels[short[1]! >> 1]!);
    const made = this.#attach(short);
    if (made >= 0) {
      const one = { at: made, glue, activity: this.#bump };
      this.#learned.push(one);
      if (glue > GLUE) this.#learnedAt.set(made, one);
    }
    this.#set(short[0]!, made);
  }

  /** Whether what a literal follows from has a literal that is not marked, and is no matter of course. */
  #restsElsewhere(reason: number): boolean {
    const isOther = (lit: Lit): boolean => this.#seen[lit >> 1] === 0 && this.#levels[lit >> 1] !== 0;
    if (reason < 0) return isOther(otherOf(reason));
    const { lits } = this.#clauses;
    for (let k = reason + 1; k <= reason + lits[reason]!; k++) if (isOther(lits[k]!)) return true;
    return false;
  }

  /** The literals of a clause that something follows from; a learned one was of use. */
  #eachOf(reason: number, take: (lit: Lit) => void): void {
    if (reason < 0) {
      take(otherOf(reason));
      return;
    }
    const learned = this.#learnedAt.get(reason);
    if (learned !== undefined) learned.activity = this.#bump;
    const { lits } = this.#clauses;
    for (let k = reason + 1; k <= reason + lits[reason]!; k++) take(lits[k]!);
  }

  /** Which assumptions make `lit`, one of them, false. */
  #explain(lit: Lit): void {
    const core: Lit[] = [lit];
    const seen = new Set<number>([lit >> 1]);
    const { lits } = this.#clauses;
    const note = (other: Lit): void => {
      if (this.#levels[other >> 1]! > 0) seen.add(other >> 1);
    };
    for (let i = this.#length - 1; i >= (this.#level === 0 ? 0 : this.#starts[0]!); i--) {
      const at = this.#trail[i]!;
      const v = at >> 1;
      if (!seen.has(v)) continue;
      const reason = this.#reasons[v]!;
      if (reason === NOTHING) {
        if (at !== lit && this.#levels[v]! > 0) core.push(at);
      } else if (reason < 0) note(otherOf(reason));
      else for (let k = reason + 1; k <= reason + lits[reason]!; k++) note(lits[k]!);
    }
    this.#core = core;
  }

  #raise(v: number): void {
    if (this.#heap.raise(v, this.#bump) <= MOST_ACTIVE) return;
    this.#heap.scale(1 / MOST_ACTIVE);
    for (const clause of this.#learned) clause.activity /= MOST_ACTIVE;
    this.#bump /= MOST_ACTIVE;
  }

  /** Drops the half of the learned clauses that was of no use for longest. */
  #forget(): void {
    const kept = this.#learned.filter((clause) => clause.glue <= GLUE);
    const others = this.#learned.filter((clause) => clause.glue > GLUE);
    others.sort((a, b) => b.activity - a.activity);
    others.forEach((clause, i) => {
      if (i < others.length / 2) kept.push(clause);
      else {
        this.#clauses.drop(clause.at);
        this.#learnedAt.delete(clause.at);
      }
    });
    this.#learned = kept;
    this.#mostLearned = Math.max(LEARNED, kept.length + LEARNED / 2);
  }

  #grow(): void {
    const size = this.#values.length * 2;
    const values = new Uint8Array(size).fill(UNSET);
    values.set(this.#values);
    this.#values = values;
    this.#reasons = wider(this.#reasons, new Int32Array(size / 2));
    this.#levels = wider(this.#levels, new Int32Array(size / 2));
    this.#phases = wider(this.#phases, new Uint8Array(size / 2));
    this.#usual = wider(this.#usual, new Uint8Array(size / 2));
    this.#trail = wider(this.#trail, new Int32Array(size / 2));
    this.#seen = wider(this.#seen, new Uint8Array(size / 2));
  }
}

function wider<T extends Int32Array | Uint8Array>(before: T, after: T): T {
  after.set(before);
  return after;
}
