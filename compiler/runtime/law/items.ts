/** The declared items of a scheme, found by codes. */
import { type Code, codeKey, SEPARATOR } from "../values/codes.ts";
import type { Demand } from "../values/values.ts";
import type { ItemInfo } from "./model.ts";

export class Items {
  /** in the order in which they are declared */
  readonly all: readonly ItemInfo[];
  /** by the key of their code */
  readonly #at = new Map<string, ItemInfo[]>();
  /** in the order of their keys: what lies below a code stands behind it */
  #sorted: readonly { readonly key: string; readonly item: ItemInfo }[] | null = null;
  #places: ReadonlyMap<ItemInfo, number> | null = null;

  constructor(all: readonly ItemInfo[]) {
    this.all = all;
    for (const item of all) {
      const key = codeKey(item.code);
      const known = this.#at.get(key);
      if (known === undefined) this.#at.set(key, [item]);
      else known.push(item);
    }
  }

  at(code: Code): readonly ItemInfo[] {
    return this.#at.get(codeKey(code)) ?? [];
  }

  /** Those at, below or above some code; the others are in no set of these codes. */
  near(codes: readonly Demand[]): readonly ItemInfo[] {
    const near = new Set<ItemInfo>();
    for (const { code } of codes) {
      if (code === null) continue;
      for (const item of this.#atOrBelow(codeKey(code))) near.add(item);
      for (const step of code.path) for (const item of this.#at.get(step) ?? []) near.add(item);
    }
    if (near.size < 2) return [...near];
    // in the order in which they are declared, as without looking for them
    this.#places ??= new Map(this.all.map((item, place) => [item, place]));
    const places = this.#places;
    return [...near].sort((a, b) => places.get(a)! - places.get(b)!);
  }

  *#atOrBelow(key: string): Generator<ItemInfo> {
    this.#sorted ??= this.all
      .map((item) => ({ key: codeKey(item.code), item }))
      .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
    const sorted = this.#sorted;
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]!.key < key) low = middle + 1;
      else high = middle;
    }
    const below = key + SEPARATOR;
    for (let i = low; i < sorted.length; i++) {
      const { key: found, item } = sorted[i]!;
      if (found !== key && !found.startsWith(below)) break;
      yield item;
    }
  }
}
