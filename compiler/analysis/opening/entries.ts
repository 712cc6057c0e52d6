/** Codes of the entries of a scheme, found by the codes that a set names: of a long list most are in no set of a measure. */
import type { Scheme } from "../../check/tree.ts";
import { type ConstSet, placesOf } from "../conditions/const-set.ts";
import type { Law } from "./law.ts";

interface Placed {
  readonly code: string;
  readonly place: string;
  /** in the order in which entries are declared */
  readonly order: number;
}

export class Entries {
  /** in the order in which they are declared */
  readonly codes: readonly string[];
  readonly #scheme: Scheme;
  /** in the order of their places: what lies below a place follows it, for its own place begins with that */
  readonly #sorted: readonly Placed[];

  constructor(law: Law, scheme: Scheme) {
    this.codes = [...law.entriesOf(scheme).keys()];
    this.#scheme = scheme;
    this.#sorted = this.codes
      .map((code, order) => ({ code, place: placesOf({ kind: "code", scheme, code }).at(-1)!, order }))
      .sort((a, b) => (a.place < b.place ? -1 : a.place > b.place ? 1 : a.order - b.order));
  }

  /** Those that may be in a set, or lie above one of its members; the others are in no such set. */
  near(set: ConstSet): readonly string[] {
    if (set.is !== "members" || set.open) return this.codes;
    const near = new Set<Placed>();
    for (const member of set.members) {
      if (member.kind !== "code" || member.scheme.id !== this.#scheme.id) continue;
      const places = placesOf(member);
      for (const place of places)
        for (const entry of this.#from(place, (other) => other === place)) near.add(entry);
      const own = places.at(-1)!;
      for (const entry of this.#from(own, (other) => other.startsWith(own))) near.add(entry);
    }
    return [...near].sort((a, b) => a.order - b.order).map(({ code }) => code);
  }

  /** Entries from a place on, as long as their places are wanted. */
  *#from(place: string, isWanted: (place: string) => boolean): Generator<Placed> {
    const sorted = this.#sorted;
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]!.place < place) low = middle + 1;
      else high = middle;
    }
    for (let i = low; i < sorted.length && isWanted(sorted[i]!.place); i++) yield sorted[i]!;
  }
}
