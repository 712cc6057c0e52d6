/**
 * Clauses as numbers. A long clause is a place in one array, where its length stands before its literals; of a clause of two
 * literals nothing is kept but what each makes of the other, as most clauses of a law are such.
 */

/** What a literal follows from where it is decided, or given. */
export const NOTHING = -1;

/** A literal that follows from the negation of another one: a clause of both. */
export function byOther(lit: number): number {
  return -2 - lit;
}

/** The other literal of a clause of two, of which `reason` was made. */
export function otherOf(reason: number): number {
  return -2 - reason;
}

const DROPPED = -1;
/** In place of a clause among the watches: it has two literals. */
export const SHORT = -1;

export class ClauseStore {
  /** lengths, each with the literals after it */
  lits = new Int32Array(4096);
  /**
   * By literal: what to look at where it is set, two numbers each. The first is a clause, or `SHORT`. The second is a literal
   * of the clause: where it is true, nothing follows.
   */
  readonly watches: number[][] = [];
  #end = 0;

  /** A new variable has two literals. */
  variable(): void {
    this.watches.push([], []);
  }

  /** A clause of two literals. */
  addShort(a: number, b: number): void {
    this.watches[a ^ 1]!.push(SHORT, b);
    this.watches[b ^ 1]!.push(SHORT, a);
  }

  /** A clause of three literals or more, as its place; the first two are watched. */
  addLong(own: readonly number[]): number {
    const at = this.#end;
    this.#end += own.length + 1;
    if (this.#end > this.lits.length) {
      const wider = new Int32Array(Math.max(2 * this.lits.length, this.#end));
      wider.set(this.lits);
      this.lits = wider;
    }
    this.lits[at] = own.length;
    this.lits.set(own, at + 1);
    this.watches[own[0]! ^ 1]!.push(at, own[1]!);
    this.watches[own[1]! ^ 1]!.push(at, own[0]!);
    return at;
  }

  /** The clause says nothing any more; who watches it finds out. */
  drop(at: number): void {
    this.lits[at] = DROPPED;
  }
}
