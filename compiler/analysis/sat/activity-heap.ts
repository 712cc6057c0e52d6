/** Which variable a solver decides next: the one that took part in most conflicts of late. */

const OUTSIDE = -1;
const WAITING = -2;

/** Variables by activity, the most active on top. */
export class ActivityHeap {
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
