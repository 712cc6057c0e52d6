/**
 * Which part of a box no rule covers. The box is cut in two again and again, at the place that parts the rules best,
 * until one rule covers a piece or none touches it. The work follows the shape of the table instead of all
 * combinations of atoms.
 */
import type { Box } from "./grid.ts";

/** First and last atom of each column. */
export interface Region {
  readonly first: Int32Array;
  readonly last: Int32Array;
}

export interface Uncovered {
  /** disjoint; together exactly the part that is not covered, if `complete` */
  readonly regions: readonly Region[];
  /** false if the search was given up after `LIMITS` */
  readonly complete: boolean;
}

/** A search gives up after so many looks at a rule, or with so many regions found. */
export const LIMITS = { looks: 30_000_000, regions: 20_000 } as const;

export function uncovered(root: Region, rules: readonly Box[]): Uncovered {
  return new Search(rules).run(root);
}

class Search {
  readonly #rules: readonly Box[];
  readonly #regions: Region[] = [];
  #looks: number = LIMITS.looks;

  constructor(rules: readonly Box[]) {
    this.#rules = rules;
  }

  run(root: Region): Uncovered {
    const columns = root.first.length;
    for (let c = 0; c < columns; c++)
      if (root.first[c]! > root.last[c]!) return { regions: [], complete: true };
    const all = Int32Array.from(this.#rules.keys());
    const complete = this.#visit(root, all);
    return { regions: this.#regions, complete };
  }

  #visit(region: Region, candidates: Int32Array): boolean {
    this.#looks -= candidates.length + 1;
    if (this.#looks < 0) return false;
    const touching = new Int32Array(candidates.length);
    let count = 0;
    for (const rule of candidates) {
      const touch = this.#touch(region, this.#rules[rule]!);
      if (touch === "covers") return true;
      if (touch === "meets") touching[count++] = rule;
    }
    if (count === 0) {
      this.#regions.push(region);
      return this.#regions.length <= LIMITS.regions;
    }
    const rest = touching.subarray(0, count);
    const cut = this.#bestCut(region, rest);
    const left = { first: region.first, last: Int32Array.from(region.last) };
    const right = { first: Int32Array.from(region.first), last: region.last };
    left.last[cut.column] = cut.before - 1;
    right.first[cut.column] = cut.before;
    const start = this.#regions.length;
    if (!this.#visit(left, rest)) return false;
    const middle = this.#regions.length;
    if (!this.#visit(right, rest)) return false;
    this.#heal(start, middle, cut.column, cut.before);
    return true;
  }

  /** Takes back a cut through a region: joins the halves that lie on both sides of it and are else the same. */
  #heal(start: number, middle: number, column: number, before: number): void {
    if (start === middle || middle === this.#regions.length) return;
    const key = ({ first, last }: Region): string => {
      let text = "";
      for (let c = 0; c < first.length; c++) if (c !== column) text += `${first[c]}-${last[c]} `;
      return text;
    };
    const open = new Map<string, number>();
    for (let i = start; i < middle; i++)
      if (this.#regions[i]!.last[column] === before - 1) open.set(key(this.#regions[i]!), i);
    if (open.size === 0) return;
    let kept = middle;
    for (let i = middle; i < this.#regions.length; i++) {
      const region = this.#regions[i]!;
      const half = region.first[column] === before ? open.get(key(region)) : undefined;
      if (half === undefined) this.#regions[kept++] = region;
      else this.#regions[half] = { first: this.#regions[half]!.first, last: region.last };
    }
    this.#regions.length = kept;
  }

  #touch(region: Region, box: Box): "misses" | "meets" | "covers" {
    let covers = true;
    for (let c = 0; c < box.length; c++) {
      const set = box[c]!;
      const first = region.first[c]!;
      const last = region.last[c]!;
      let i = 0;
      while (i < set.length && set[i + 1]! < first) i += 2;
      if (i >= set.length || set[i]! > last) return "misses";
      if (set[i]! > first || set[i + 1]! < last) covers = false;
    }
    return covers ? "covers" : "meets";
  }

  /** The cut that leaves the fewest rules on both sides together, large sides counting more. */
  #bestCut(region: Region, rules: Int32Array): { column: number; before: number } {
    let best = { column: -1, before: 0 };
    let bestCost = Number.POSITIVE_INFINITY;
    const lows = new Int32Array(rules.length);
    const ends = new Int32Array(rules.length);
    for (let c = 0; c < region.first.length; c++) {
      const first = region.first[c]!;
      const last = region.last[c]!;
      if (first === last) continue;
      let edges = false;
      for (let i = 0; i < rules.length; i++) {
        const set = this.#rules[rules[i]!]![c]!;
        let from = 0;
        while (set[from + 1]! < first) from += 2;
        let to = set.length - 2;
        while (set[to]! > last) to -= 2;
        lows[i] = Math.max(first, set[from]!);
        ends[i] = Math.min(last, set[to + 1]!) + 1;
        if (lows[i]! > first || ends[i]! <= last) edges = true;
        else if (from !== to && best.column < 0) best = { column: c, before: set[from + 1]! + 1 };
      }
      if (!edges) continue;
      lows.sort();
      ends.sort();
      // A cut before x has the rules with low < x on its left and those with end > x on its right.
      let l = 0;
      let e = 0;
      while (l < lows.length || e < ends.length) {
        const before = Math.min(lows[l] ?? 0x7fffffff, ends[e] ?? 0x7fffffff);
        if (before > first && before <= last) {
          while (ends[e]! <= before) e += 1;
          const cost = l * l + (ends.length - e) * (ends.length - e);
          if (cost < bestCost) {
            bestCost = cost;
            best = { column: c, before };
          }
        }
        while (lows[l]! <= before) l += 1;
        while (ends[e]! <= before) e += 1;
      }
    }
    return best;
  }
}
