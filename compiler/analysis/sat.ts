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

interface Clause {
  readonly lits: Int32Array;
  /** learned: how many levels of decisions it brings together; 0 for a given clause */
  readonly glue: number;
  activity: number;
  dropped: boolean;
}

export class Solver {
  /** by literal: 0 false, 1 true, 2 not set */
  #values = new Uint8Array(1024).fill(UNSET);
  #levels = new Int32Array(512);
  #reasons: (Clause | null)[] = [];
  #phases = new Uint8Array(512);
  #seen = new Uint8Array(512);
  readonly #watches: Clause[][] = [];
  readonly #trail: Lit[] = [];
  readonly #starts: number[] = [];
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

  /** A new variable, as its positive literal; where nothing decides, it gets its phase. */
  variable(phase = false): Lit {
    const v = this.#variables++;
    if (2 * v + 2 > this.#values.length) this.#grow();
    this.#phases[v] = phase ? 1 : 0;
    this.#reasons.push(null);
    this.#watches.push([], []);
    this.#heap.add(v);
    return 2 * v;
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
    const made: Clause = { lits: own, glue: 0, activity: 0, dropped: false };
    this.#attach(made);
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
   * yes `isTrue` reads the assignment, after no `core` names the assumptions that do not go together.
   */
  solve(assumptions: readonly Lit[], limit = Number.POSITIVE_INFINITY): boolean | null {
    this.#core = [];
    if (this.#broken) return false;
    let same = 0;
    while (same < assumptions.length && assumptions[same] === this.#assumed[same]) same++;
    if (same < assumptions.length || same < this.#assumed.length) this.#backTo(same);
    this.#assumed = [...assumptions];
    const end = this.#conflicts + limit;
    let round = 0;
    let left = RESTART * luby(round);
    for (;;) {
      const conflict = this.#propagate();
      if (conflict !== null) {
        this.#conflicts++;
        left--;
        if (this.#starts.length === 0) {
          this.#broken = true;
          return false;
        }
        this.#learn(conflict);
        continue;
      }
      if (this.#conflicts >= end) {
        this.#backTo(0);
        return null;
      }
      if (left <= 0) {
        left = RESTART * luby(++round);
        this.#backTo(0);
        if (this.#learned.length > this.#mostLearned) this.#forget();
        continue;
      }
      const next = this.#decide(assumptions);
      if (next === "failed") return false;
      if (next === null) {
        this.#model = this.#values.slice(0, 2 * this.#variables);
        return true;
      }
      this.#starts.push(this.#trail.length);
      this.#set(next, null);
    }
  }

  /** Of a variable that is younger than the assignment: no. */
  isTrue(lit: Lit): boolean {
    return this.#model[lit] === 1;
  }

  get core(): readonly Lit[] {
    return this.#core;
  }

  // ---------------------------------------------------------------------------------------------------- searching

  #decide(assumptions: readonly Lit[]): Lit | null | "failed" {
    while (this.#starts.length < assumptions.length) {
      const lit = assumptions[this.#starts.length]!;
      const value = this.#values[lit];
      if (value === 0) {
        this.#explain(lit);
        return "failed";
      }
      if (value === UNSET) return lit;
      // already so: a level of its own keeps the count
      this.#starts.push(this.#trail.length);
    }
    for (let v = this.#heap.take(); v >= 0; v = this.#heap.take()) {
      if (this.#values[2 * v] === UNSET) return this.#phases[v] === 1 ? 2 * v : 2 * v + 1;
    }
    return null;
  }

  #set(lit: Lit, reason: Clause | null): void {
    const v = lit >> 1;
    this.#values[lit] = 1;
    this.#values[lit ^ 1] = 0;
    this.#levels[v] = this.#starts.length;
    this.#reasons[v] = reason;
    this.#trail.push(lit);
  }

  #attach(clause: Clause): void {
    this.#watches[clause.lits[0]! ^ 1]!.push(clause);
    this.#watches[clause.lits[1]! ^ 1]!.push(clause);
  }

  /** Sets what follows; the clause that cannot hold, if there is one. */
  #propagate(): Clause | null {
    const values = this.#values;
    while (this.#head < this.#trail.length) {
      const lit = this.#trail[this.#head++]!;
      const falsified = lit ^ 1;
      const watching = this.#watches[lit]!;
      let kept = 0;
      for (let i = 0; i < watching.length; i++) {
        const clause = watching[i]!;
        if (clause.dropped) continue;
        const { lits } = clause;
        if (lits[0] === falsified) {
          lits[0] = lits[1]!;
          lits[1] = falsified;
        }
        const first = lits[0]!;
        if (values[first] === 1) {
          watching[kept++] = clause;
          continue;
        }
        let moved = false;
        for (let k = 2; k < lits.length; k++) {
          const other = lits[k]!;
          if (values[other] === 0) continue;
          lits[1] = other;
          lits[k] = falsified;
          this.#watches[other ^ 1]!.push(clause);
          moved = true;
          break;
        }
        if (moved) continue;
        watching[kept++] = clause;
        if (values[first] === 0) {
          for (let k = i + 1; k < watching.length; k++) watching[kept++] = watching[k]!;
          watching.length = kept;
          this.#head = this.#trail.length;
          return clause;
        }
        this.#set(first, clause);
      }
      watching.length = kept;
    }
    return null;
  }

  #backTo(level: number): void {
    if (this.#starts.length <= level) return;
    const start = this.#starts[level]!;
    for (let i = this.#trail.length - 1; i >= start; i--) {
      const lit = this.#trail[i]!;
      const v = lit >> 1;
      this.#phases[v] = lit & 1 ? 0 : 1;
      this.#values[lit] = UNSET;
      this.#values[lit ^ 1] = UNSET;
      this.#reasons[v] = null;
      this.#heap.add(v);
    }
    this.#trail.length = start;
    this.#starts.length = level;
    this.#head = start;
  }

  // ------------------------------------------------------------------------------------------------------ learning

  /** Adds the clause that the conflict teaches, and goes back to where it decides something. */
  #learn(conflict: Clause): void {
    const seen = this.#seen;
    const learned: Lit[] = [0];
    const marked: number[] = [];
    const level = this.#starts.length;
    let open = 0;
    let at = this.#trail.length - 1;
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
    const made: Clause = { lits: Int32Array.from(short), glue, activity: this.#bump, dropped: false };
    this.#learned.push(made);
    this.#attach(made);
    this.#set(short[0]!, made);
  }

  /** Which assumptions make `lit`, one of them, false. */
  #explain(lit: Lit): void {
    const core: Lit[] = [lit];
    const seen = new Set<number>([lit >> 1]);
    for (let i = this.#trail.length - 1; i >= (this.#starts[0] ?? 0); i--) {
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

/** Variables by activity, the most active on top. */
class ActivityHeap {
  readonly #heap: number[] = [];
  readonly #places: number[] = [];
  readonly #activity: number[] = [];

  add(v: number): void {
    while (this.#activity.length <= v) {
      this.#activity.push(0);
      this.#places.push(-1);
    }
    if (this.#places[v]! >= 0) return;
    this.#places[v] = this.#heap.length;
    this.#heap.push(v);
    this.#up(this.#heap.length - 1);
  }

  /** The most active variable, no longer held; -1 where there is none. */
  take(): number {
    const top = this.#heap[0];
    if (top === undefined) return -1;
    const last = this.#heap.pop()!;
    this.#places[top] = -1;
    if (last !== top) {
      this.#heap[0] = last;
      this.#places[last] = 0;
      this.#down(0);
    }
    return top;
  }

  raise(v: number, by: number): number {
    this.#activity[v]! += by;
    if (this.#places[v]! >= 0) this.#up(this.#places[v]!);
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
