/** A sample that depends on nothing but the seed and what it is taken from. */

/** `count` of them in their own order, evenly likely; all where there are no more. */
export function sample<T>(all: readonly T[], count: number, seed: number): readonly T[] {
  if (all.length <= count) return all;
  const next = randomFrom(seed);
  const picked: T[] = [];
  all.forEach((one, i) => {
    // each is taken with the chance that is left for it, so that exactly `count` are
    if (next() * (all.length - i) < count - picked.length) picked.push(one);
  });
  return picked;
}

/** Numbers from 0 to 1 by the mulberry32 generator: small, seeded, the same on every machine. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
