/** Words that the same sets contain: found set by set, as most sets name few of the words. */
import { type ConstSet, contains, placesOf, type Word } from "./const-set.ts";
import type { Truth } from "./truth.ts";

/** The classes in the order of the first word of each, and the words of each in their order; no two words are equal. */
export function wordClasses(words: readonly Word[], sets: readonly ConstSet[]): readonly (readonly Word[])[] {
  const places = new Places(words);
  const classes = new Array<number>(words.length).fill(0);
  let count = 1;
  for (const set of sets) {
    const parts = new Map<number, number>();
    for (const [at, truth] of places.named(set) ?? everyOf(words, set)) {
      const key = classes[at]! * TRUTHS + NUMBER[truth];
      let part = parts.get(key);
      if (part === undefined) {
        part = count++;
        parts.set(key, part);
      }
      classes[at] = part;
    }
  }
  const found = new Map<number, Word[]>();
  for (const [at, word] of words.entries()) {
    const known = found.get(classes[at]!);
    if (known === undefined) found.set(classes[at]!, [word]);
    else known.push(word);
  }
  return [...found.values()];
}

const NUMBER: Readonly<Record<Truth, number>> = { no: 0, unstated: 1, missing: 2, yes: 3 };
const TRUTHS = 4;

function everyOf(words: readonly Word[], set: ConstSet): Iterable<readonly [number, Truth]> {
  return words.map((word, at) => [at, contains(set, word)] as const);
}

/** Where words stand among one another, as numbers of the words. */
class Places {
  readonly #at = new Map<string, number>();
  readonly #below = new Map<string, number[]>();

  constructor(words: readonly Word[]) {
    for (const [at, word] of words.entries()) {
      const places = placesOf(word);
      this.#at.set(places.at(-1)!, at);
      for (const place of places) {
        const known = this.#below.get(place);
        if (known === undefined) this.#below.set(place, [at]);
        else known.push(at);
      }
    }
  }

  /** The words of which a set of members does not say the same as of all others; null for other sets. */
  named(set: ConstSet): ReadonlyMap<number, Truth> | null {
    if (set.is !== "members") return null;
    const named = new Map<number, Truth>();
    for (const member of set.members) {
      const places = placesOf(member);
      for (const at of this.#below.get(places.at(-1)!) ?? []) named.set(at, "yes");
      // of an open set nothing else is known either
      if (set.open) continue;
      for (const place of places) {
        const above = this.#at.get(place);
        if (above !== undefined && !named.has(above)) named.set(above, "missing");
      }
    }
    return named;
  }
}
