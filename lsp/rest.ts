/**
 * Memory at rest. Each check leaves garbage several times the size of what is kept, and while nobody types nothing would ever
 * collect it: the server would hold what its busiest moment took.
 */
import { getHeapStatistics } from "node:v8";
import { collectGarbage } from "../compiler/host/garbage.ts";

/** Collects the garbage of its thread when nothing was done there for a while. */
export class Rest {
  readonly #after: number;
  /** bytes that were held when garbage was last collected */
  #held = 0;
  #timer: NodeJS.Timeout | undefined;

  /** `after`: milliseconds without work */
  constructor(after: number) {
    this.#after = after;
  }

  /** Something is being done. */
  stir(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.collect(), this.#after);
    this.#timer.unref();
  }

  /** Collects now, where it is worth the while: it takes about a tenth of a second for each hundred megabytes kept. */
  collect(): void {
    clearTimeout(this.#timer);
    if (getHeapStatistics().total_heap_size < this.#held * 1.3) return;
    collectGarbage();
    this.#held = getHeapStatistics().total_heap_size;
  }
}
