/** When a solver starts over: after short rounds mostly, and now and then after a long one. */

const SHORTEST = 128;

/** Conflicts in a round before the next one begins. */
export function conflictsOf(round: number): number {
  return SHORTEST * luby(round);
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
