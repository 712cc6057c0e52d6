/** Codes of the entries of a scheme, found by the codes that a set names: of a long list most are in no set of a measure. */
import type { Scheme } from "../check/tree.ts";
import { type ConstSet, placesOf } from "./const-set.ts";
import type { Law } from "./law.ts";

export class Entries {
  /** in the order in which they are declared */
  readonly codes: readonly string[];
  readonly #scheme: Scheme;
  readonly #order: ReadonlyMap<string, number>;
  /** by place: what lies there or below */
  readonly #below = new Map<string, string[]>();
  /** by place: what lies just there */
  readonly #at = new Map<string, string[]>();

  constructor(law: Law, scheme: Scheme) {
    this.codes = [...law.entriesOf(scheme).keys()];
    this.#scheme = scheme;
    this.#order = new Map(this.codes.map((code, i) => [code, i]));
    for (const code of this.codes) {
      const places = placesOf({ kind: "code", scheme, code });
      for (const place of places) add(this.#below, place, code);
      add(this.#at, places.at(-1)!, code);
    }
  }

  /** Those that may be in a set, or lie above one of its members; the others are in no such set. */
  near(set: ConstSet): readonly string[] {
    if (set.is !== "members" || set.open) return this.codes;
    const near = new Set<string>();
    for (const member of set.members) {
      if (member.kind !== "code" || member.scheme.id !== this.#scheme.id) continue;
      const places = placesOf(member);
      for (const place of places) for (const code of this.#at.get(place) ?? []) near.add(code);
      for (const code of this.#below.get(places.at(-1)!) ?? []) near.add(code);
    }
    return [...near].sort((a, b) => this.#order.get(a)! - this.#order.get(b)!);
  }
}

function add(map: Map<string, string[]>, key: string, code: string): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [code]);
  else known.push(code);
}
