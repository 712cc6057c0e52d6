/**
 * A solver for clauses: conflict-driven learning with watched literals, activity, saved phases, restarts, and answers
 * under assumptions. It finds an assignment, or says which of the assumptions cannot hold together.
 *
 * A literal is twice its variable, plus one where it is negated.
 */

export type Lit = number;

export function not(lit: Lit): Lit {
  return lit ^ 1;
}

const UNSET = 2;
const RESTART = 128;
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

interface Clause {
  readonly lits: Int32Array;
  /** learned: how many levels of decisions it brings together; 0 for a given clause */
  readonly glue: number;
  activity: number;
  dropped: boolean;
  /** its position among all clauses */
  readonly at: number;
}

export class Solver {
  /** by literal: 0 false, 1 true, 2 not set */
  #values = new Uint8Array(1024).fill(UNSET);
  #levels = new Int32Array(512);
  #reasons: (Clause | null)[] = [];
  #phases = new Uint8Array(512);
  /** what variables are where nothing decides: assignments stay near it */
  #usual = new Uint8Array(512);
  #seen = new Uint8Array(512);
  readonly #clauses: Clause[] = [];
  /**
   * By literal: what to look at where it is set, two numbers each. The second is a literal of the clause: where it is
   * true, nothing follows. The first is the clause, or where it has no third literal what comes before it (-1 - clause).
   */
  readonly #watches: number[][] = [];
  /** what is set, in order; arrays that are never cut, as cutting makes the engine move them */
  #trail = new Int32Array(512);
  #length = 0;
  /** where the levels of decisions start */
  readonly #starts: number[] = [];
  #level = 0;
  #head = 0;
  #variables = 0;
  /** a clause was found that nothing satisfies */
  #broken = false;
  #learned: Clause[] = [];
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
    this.#reasons.push(null);
    this.#watches.push([], []);
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
    const kept = new Set<Lit>();
    for (const lit of lits) {
      const fixed = this.#levels[lit >> 1] === 0 ? this.#values[lit]! : UNSET;
      if (fixed === 1 || kept.has(not(lit))) return;
      if (fixed === UNSET) kept.add(lit);
    }
    // what is false already comes last, the latest first: it is the first to be open again
    const late = (lit: Lit): number =>
      this.#values[lit] === 0 ? this.#levels[lit >> 1]! : Number.POSITIVE_INFINITY;
    const own = Int32Array.from(
      [...kept].sort((a, b) => (late(a) === late(b) ? a - b : late(b) > late(a) ? 1 : -1)),
    );
    const [first, second] = own;
    if (first === undefined) {
      this.#broken = true;
      return;
    }
    if (second === undefined) {
      this.#backTo(0);
      this.#set(first, null);
      return;
    }
    const made = this.#attach(own, 0);
    if (this.#values[second] !== 0 || this.#values[first] === 1) return;
    const level = late(second);
    if (this.#values[first] === 0 && late(first) === level) {
      this.#backTo(level - 1);
      return;
    }
    this.#backTo(level);
    this.#set(first, made);
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
    let left = RESTART * luby(round);
    let chosen = chooser === null ? 0 : PATIENCE;
    chooser?.restart();
    for (;;) {
      const conflict = this.#propagate();
      if (conflict !== null) {
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
        left = RESTART * luby(++round);
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
      this.#set(next, null);
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

  #set(lit: Lit, reason: Clause | null): void {
    const v = lit >> 1;
    this.#values[lit] = 1;
    this.#values[lit ^ 1] = 0;
    this.#levels[v] = this.#level;
    this.#reasons[v] = reason;
    this.#trail[this.#length++] = lit;
  }

  /** A clause of two literals or more; the first two are watched. */
  #attach(lits: Int32Array, glue: number): Clause {
    const at = this.#clauses.length;
    const clause: Clause = { lits, glue, activity: glue === 0 ? 0 : this.#bump, dropped: false, at };
    this.#clauses.push(clause);
    const name = lits.length === 2 ? -1 - at : at;
    this.#watches[lits[0]! ^ 1]!.push(name, lits[1]!);
    this.#watches[lits[1]! ^ 1]!.push(name, lits[0]!);
    return clause;
  }

  /** Sets what follows; the clause that cannot hold, if there is one. */
  #propagate(): Clause | null {
    const values = this.#values;
    const clauses = this.#clauses;
    while (this.#head < this.#length) {
      const lit = this.#trail[this.#head++]!;
      const falsified = lit ^ 1;
      const watching = this.#watches[lit]!;
      const end = watching.length;
      let kept = 0;
      let conflict: Clause | null = null;
      for (let i = 0; i < end; i += 2) {
        const name = watching[i]!;
        const witness = watching[i + 1]!;
        if (conflict !== null || values[witness] === 1) {
          watching[kept++] = name;
          watching[kept++] = witness;
          continue;
        }
        if (name < 0) {
          watching[kept++] = name;
          watching[kept++] = witness;
          const clause = clauses[-1 - name]!;
          if (values[witness] === 0) conflict = clause;
          else this.#set(witness, clause);
          continue;
        }
        const clause = clauses[name]!;
        if (clause.dropped) continue;
        const { lits } = clause;
        if (lits[0] === falsified) {
          lits[0] = lits[1]!;
          lits[1] = falsified;
        }
        const first = lits[0]!;
        if (values[first] === 1) {
          watching[kept++] = name;
          watching[kept++] = first;
          continue;
        }
        let moved = false;
        for (let k = 2; k < lits.length; k++) {
          const other = lits[k]!;
          if (values[other] === 0) continue;
          lits[1] = other;
          lits[k] = falsified;
          this.#watches[other ^ 1]!.push(name, first);
          moved = true;
          break;
        }
        if (moved) continue;
        watching[kept++] = name;
        watching[kept++] = first;
        if (values[first] === 0) conflict = clause;
        else this.#set(first, clause);
      }
      if (kept < end) watching.length = kept;
      if (conflict !== null) {
        this.#head = this.#length;
        return conflict;
      }
    }
    return null;
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
      this.#reasons[v] = null;
      this.#heap.add(v);
    }
    this.#length = start;
    this.#level = level;
    this.#head = start;
  }

  // ------------------------------------------------------------------------------------------------------ learning

  /** Adds the clause that the conflict teaches, and goes back to where it decides something. */
  #learn(conflict: Clause): void {
    const seen = this.#seen;
    const learned: Lit[] = [0];
    const marked: number[] = [];
    const level = this.#level;
    let open = 0;
    let at = this.#length - 1;
    let clause: Clause = conflict;
    let asserted = -1;
    for (;;) {
      this.#useful(clause);
      for (const lit of clause.lits) {
        const v = lit >> 1;
        if (lit === asserted || seen[v] === 1 || this.#levels[v] === 0) continue;
        seen[v] = 1;
        marked.push(v);
        this.#raise(v);
        if (this.#levels[v] === level) open++;
        else learned.push(lit);
      }
      while (seen[this.#trail[at]! >> 1] === 0) at--;
      asserted = this.#trail[at--]!;
      if (--open === 0) break;
      clause = this.#reasons[asserted >> 1]!;
    }
    learned[0] = asserted ^ 1;
    // what follows from the rest of the clause need not be said
    const short = learned.filter((lit, i) => {
      const reason = this.#reasons[lit >> 1];
      if (i === 0 || reason == null) return true;
      return reason.lits.some((other) => seen[other >> 1] === 0 && this.#levels[other >> 1] !== 0);
    });
    for (const v of marked) seen[v] = 0;
    this.#bump *= DECAY;
    if (short.length === 1) {
      this.#backTo(0);
      this.#set(short[0]!, null);
      return;
    }
    let second = 1;
    for (let i = 2; i < short.length; i++) {
      if (this.#levels[short[i]! >> 1]! > this.#levels[short[second]! >> 1]!) second = i;
    }
    [short[1], short[second]] = [short[second]!, short[1]!];
    const glue = new Set(short.map((lit) => this.#levels[lit >> 1])).size;
    this.#backTo(this.#levels[short[1]! >> 1]!);
    const made = this.#attach(Int32Array.from(short), glue);
    this.#learned.push(made);
    this.#set(short[0]!, made);
  }

  /** Which assumptions make `lit`, one of them, false. */
  #explain(lit: Lit): void {
    const core: Lit[] = [lit];
    const seen = new Set<number>([lit >> 1]);
    for (let i = this.#length - 1; i >= (this.#level === 0 ? 0 : this.#starts[0]!); i--) {
      const at = this.#trail[i]!;
      const v = at >> 1;
      if (!seen.has(v)) continue;
      const reason = this.#reasons[v];
      if (reason == null) {
        if (at !== lit && this.#levels[v]! > 0) core.push(at);
      } else for (const other of reason.lits) if (this.#levels[other >> 1]! > 0) seen.add(other >> 1);
    }
    this.#core = core;
  }

  #raise(v: number): void {
    if (this.#heap.raise(v, this.#bump) <= MOST_ACTIVE) return;
    this.#heap.scale(1 / MOST_ACTIVE);
    for (const clause of this.#learned) clause.activity /= MOST_ACTIVE;
    this.#bump /= MOST_ACTIVE;
  }

  #useful(clause: Clause): void {
    if (clause.glue > 0) clause.activity = this.#bump;
  }

  /** Drops the half of the learned clauses that was of no use for longest. */
  #forget(): void {
    const kept = this.#learned.filter((clause) => clause.glue <= GLUE);
    const others = this.#learned.filter((clause) => clause.glue > GLUE);
    others.sort((a, b) => b.activity - a.activity);
    others.forEach((clause, i) => {
      if (i < others.length / 2) kept.push(clause);
      else clause.dropped = true;
    });
    this.#learned = kept;
    this.#mostLearned = Math.max(LEARNED, kept.length + LEARNED / 2);
  }

  #grow(): void {
    const size = this.#values.length * 2;
    const values = new Uint8Array(size).fill(UNSET);
    values.set(this.#values);
    this.#values = values;
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

/** 1 1 2 1 1 2 4 ... */
function luby(index: number): number {
  let size = 1;
  let power = 0;
  while (size < index + 1) {
    power++;
    size = 2 * size + 1;
  }
  let at = index;
  while (size - 1 !== at) {
    size = (size - 1) / 2;
    power--;
    at %= size;
  }
  return 2 ** power;
}

const OUTSIDE = -1;
const WAITING = -2;

/** Variables by activity, the most active on top. */
class ActivityHeap {
  readonly #heap: number[] = [];
  readonly #places: number[] = [];
  readonly #activity: number[] = [];

  /** A new variable, the next one; it stands outside as long as it waits for its first activity. */
  enter(v: number, waits: boolean): void {
    this.#activity.push(0);
    this.#places.push(waits ? WAITING : OUTSIDE);
    if (!waits) this.add(v);
  }

  add(v: number): void {
    if (this.#places[v]! !== OUTSIDE) return;
    this.#places[v] = this.#heap.length;
    this.#heap.push(v);
    this.#up(this.#heap.length - 1);
  }

  /** The most active variable, no longer held; -1 where there is none. */
  take(): number {
    const top = this.#heap[0];
    if (top === undefined) return -1;
    const last = this.#heap.pop()!;
    this.#places[top] = OUTSIDE;
    if (last !== top) {
      this.#heap[0] = last;
      this.#places[last] = 0;
      this.#down(0);
    }
    return top;
  }

  raise(v: number, by: number): number {
    this.#activity[v]! += by;
    if (this.#places[v] === WAITING) this.#places[v] = OUTSIDE;
    else if (this.#places[v]! >= 0) this.#up(this.#places[v]!);
    return this.#activity[v]!;
  }

  scale(factor: number): void {
    for (let v = 0; v < this.#activity.length; v++) this.#activity[v]! *= factor;
  }

  /** Ties go to the older variable, so that answers are the same every time. */
  #isBefore(a: number, b: number): boolean {
    const [x, y] = [this.#activity[a]!, this.#activity[b]!];
    return x > y || (x === y && a < b);
  }

  #up(from: number): void {
    let at = from;
    const v = this.#heap[at]!;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const other = this.#heap[parent]!;
      if (!this.#isBefore(v, other)) break;
      this.#heap[at] = other;
      this.#places[other] = at;
      at = parent;
    }
    this.#heap[at] = v;
    this.#places[v] = at;
  }

  #down(from: number): void {
    let at = from;
    const v = this.#heap[at]!;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.#heap.length) break;
      if (child + 1 < this.#heap.length && this.#isBefore(this.#heap[child + 1]!, this.#heap[child]!))
        child++;
      const other = this.#heap[child]!;
      if (!this.#isBefore(other, v)) break;
      this.#heap[at] = other;
      this.#places[other] = at;
      at = child;
    }
    this.#heap[at] = v;
    this.#places[v] = at;
  }
}
