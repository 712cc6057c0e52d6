/** Words that the same sets contain: found set by set, as most sets name few of the words. */
import { type ConstSet, contains, placesOf, type Word } from "./const-set.ts";
import { andTruth, notTruth, orTruth, RANK, TRUTHS, type Truth } from "./truth.ts";

export interface WordClasses {
  /** in the order of the first word of each, and the words of each in their order */
  readonly classes: readonly (readonly Word[])[];
  /** whether the set at an index contains the words of each class */
  readonly truths: (set: number) => readonly Truth[];
}

/** No two words are equal. */
export function wordClasses(words: readonly Word[], sets: readonly ConstSet[]): WordClasses {
  const among = new Among(words);
  const partOf = new Array<number>(words.length).fill(0);
  let count = 1;
  for (const set of sets) {
    const parts = new Map<number, number>();
    for (const [at, truth] of among.apart(set)) {
      const key = partOf[at]! * TRUTHS.length + RANK[truth];
      let part = parts.get(key);
      if (part === undefined) {
        part = count++;
        parts.set(key, part);
      }
      partOf[at] = part;
    }
  }
  const found = new Map<number, number[]>();
  for (const [at, part] of partOf.entries()) {
    const known = found.get(part);
    if (known === undefined) found.set(part, [at]);
    else known.push(at);
  }
  const numbers = [...found.values()];
  return {
    classes: numbers.map((own) => own.map((at) => words[at]!)),
    // what is said of one of them is said of all
    truths: (set) => {
      const said = among.said(sets[set]!);
      return numbers.map(([first]) => said[first!]!);
    },
  };
}

/** What sets say of words, which go by their numbers. */
class Among {
  readonly #words: readonly Word[];
  readonly #at = new Map<string, number>();
  /** those at or below a place */
  readonly #below = new Map<string, number[]>();
  /** by set; a set within others is looked at once */
  readonly #said = new Map<string, readonly Truth[]>();

  constructor(words: readonly Word[]) {
    this.#words = words;
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

  /** Of each word, whether the set contains it. */
  said(set: ConstSet): readonly Truth[] {
    let said = this.#said.get(set.key);
    if (said === undefined) {
      said = this.#saidAnew(set);
      this.#said.set(set.key, said);
    }
    return said;
  }

  /** The words of which a set does not say the same as of all others. */
  apart(set: ConstSet): Iterable<readonly [number, Truth]> {
    return set.is === "members" ? this.#named(set) : this.said(set).entries();
  }

  #saidAnew(set: ConstSet): readonly Truth[] {
    switch (set.is) {
      case "members": {
        const said = new Array<Truth>(this.#words.length).fill(set.open ? "missing" : "no");
        for (const [at, truth] of this.#named(set)) said[at] = truth;
        return said;
      }
      case "union":
        return this.#both(set, orTruth);
      case "minus":
        return this.#both(set, (left, right) => andTruth(left, notTruth(right)));
      case "both":
        return this.#both(set, andTruth);
      default:
        return this.#words.map((word) => contains(set, word));
    }
  }

  #both(
    { left, right }: Extract<ConstSet, { readonly left: ConstSet }>,
    join: (left: Truth, right: Truth) => Truth,
  ): readonly Truth[] {
    const other = this.said(right);
    return this.said(left).map((truth, at) => join(truth, other[at]!));
  }

  #named(set: Extract<ConstSet, { is: "members" }>): ReadonlyMap<number, Truth> {
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
