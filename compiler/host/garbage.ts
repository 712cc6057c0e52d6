/** Garbage that the engine would still hold when far more memory was taken: it waits until as much again has been made. */
import { getHeapStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

let collect: ((how: object) => void) | undefined;

/**
 * Gives what is no longer reached by this thread back to the system, now. It takes about a tenth of a second for each
 * hundred megabytes that are kept.
 */
export function collectGarbage(): void {
  if (collect === undefined) {
    setFlagsFromString("--expose-gc");
    collect = runInNewContext("gc") as (how: object) => void;
  }
  // What is kept lies scattered: only when it is moved together does the rest go back to the system. The setting is one for
  // all threads, so it stands no longer than this takes.
  setFlagsFromString("--compact-on-every-full-gc");
  collect({ type: "major", execution: "sync", flavor: "last-resort" });
  setFlagsFromString("--no-compact-on-every-full-gc");
}

/** Bytes of heap from which on a command lets go between its steps; a smaller one ends sooner than that is worth. */
const LARGE = 256 << 20;

/** Collects garbage between the steps of a command whose heap has grown large. */
export function collectIfLarge(): void {
  if (getHeapStatistics().total_heap_size >= LARGE) collectGarbage();
}
