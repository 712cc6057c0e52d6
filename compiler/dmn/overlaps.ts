/**
 * Pairs of rules that can match together. One column, the one with the fewest meeting pairs, is swept from left to
 * right; only rules that meet there are compared in the other columns, the telling ones first.
 */
import { meet } from "./atoms.ts";
import type { Box } from "./grid.ts";

/** First and last atom of each rule in one column, and how many pairs of rules meet between these. */
interface Hull {
  readonly column: number;
  readonly low: Int32Array;
  readonly high: Int32Array;
  readonly pairs: number;
}

/** Calls `found` once for each pair of rules with a common point; the numbers count from 0, the smaller first. */
export function forEachOverlap(rules: readonly Box[], found: (a: number, b: number) => void): void {
  const live = [...rules.keys()].filter((rule) => rules[rule]!.every((set) => set.length > 0));
  const columns = live.length === 0 ? 0 : rules[live[0]!]!.length;
  const hulls = Array.from({ length: columns }, (_, column) => hullOf(rules, live, column));
  const [sweep, ...others] = hulls.sort((a, b) => a.pairs - b.pairs);
  if (sweep === undefined) {
    for (const [i, b] of live.entries()) for (const a of live.slice(0, i)) found(a, b);
    return;
  }
  const { low, high } = sweep;
  live.sort((a, b) => low[a]! - low[b]! || a - b);
  const active = new Int32Array(live.length);
  let count = 0;
  for (const rule of live) {
    const start = low[rule]!;
    let kept = 0;
    for (let i = 0; i < count; i++) {
      const other = active[i]!;
      if (high[other]! < start) continue;
      active[kept++] = other;
      if (!hullsMeet(others, rule, other)) continue;
      const box = rules[other]!;
      // Between its first and last atom a set may have holes.
      if (rules[rule]!.every((set, column) => meet(set, box[column]!)))
        found(Math.min(rule, other), Math.max(rule, other));
    }
    count = kept;
    active[count++] = rule;
  }
}

function hullsMeet(hulls: readonly Hull[], a: number, b: number): boolean {
  for (let i = 0; i < hulls.length; i++) {
    const { low, high } = hulls[i]!;
    if (low[a]! > high[b]! || low[b]! > high[a]!) return false;
  }
  return true;
}

function hullOf(rules: readonly Box[], live: readonly number[], column: number): Hull {
  const low = new Int32Array(rules.length);
  const high = new Int32Array(rules.length);
  for (const rule of live) {
    const set = rules[rule]![column]!;
    low[rule] = set[0]!;
    high[rule] = set[set.length - 1]!;
  }
  const lows = Int32Array.from(live, (rule) => low[rule]!).sort();
  const highs = Int32Array.from(live, (rule) => high[rule]!).sort();
  let pairs = 0;
  for (let h = 0, l = 0; h < highs.length; h++) {
    while (l < lows.length && lows[l]! <= highs[h]!) l += 1;
    pairs += l - h;
  }
  return { column, low, high, pairs };
}
