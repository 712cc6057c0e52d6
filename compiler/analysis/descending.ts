/** Numbers that are taken out the greatest first, while others are put in. */
export class Descending {
  readonly #heap: number[] = [];

  add(value: number): void {
    const heap = this.#heap;
    let at = heap.push(value) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (heap[parent]! >= value) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = value;
  }

  /** The greatest, which is put in no more; -1: there is none. */
  take(): number {
    const heap = this.#heap;
    const [greatest] = heap;
    const last = heap.pop();
    if (greatest === undefined || last === undefined) return -1;
    if (heap.length === 0) return greatest;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && heap[child + 1]! > heap[child]!) child++;
      if (heap[child]! <= last) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = last;
    return greatest;
  }
}
