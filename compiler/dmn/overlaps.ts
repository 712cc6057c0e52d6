/**
 * Pairs of rules that can match together. One column, the one with the fewest meeting pairs, is swept from left to
 * right; only rules that meet there are compared in the other columns.
 */
import { meet } from "./atoms.ts";
import type { Box } from "./grid.ts";

/** Calls `found` once for each pair of rules with a common point; the numbers count from 0, the smaller first. */
export function forEachOverlap(rules: readonly Box[], found: (a: number, b: number) => void): void {
  const live = [...rules.keys()].filter((rule) => rules[rule]!.every((set) => set.length > 0));
  const columns = live.length === 0 ? 0 : rules[live[0]!]!.length;
  if (columns === 0) {
    for (const [i, b] of live.entries()) for (const a of live.slice(0, i)) found(a, b);
    return;
  }
  const sweep = narrowest(rules, live, columns);
  const others = [...Array(columns).keys()].filter((column) => column !== sweep);
  const low = (rule: number): number => rules[rule]![sweep]![0]!;
  const high = (rule: number): number => rules[rule]![sweep]!.at(-1)!;
  live.sort((a, b) => low(a) - low(b) || a - b);
  let active: number[] = [];
  for (const rule of live) {
    const start = low(rule);
    active = active.filter((other) => high(other) >= start);
    const box = rules[rule]!;
    for (const other of active) {
      const candidate = rules[other]!;
      if (!meet(box[sweep]!, candidate[sweep]!)) continue;
      if (others.every((column) => meet(box[column]!, candidate[column]!)))
        found(Math.min(rule, other), Math.max(rule, other));
    }
    active.push(rule);
  }
}

/** Column in which the fewest pairs of rules meet, each set taken from its first to its last atom. */
function narrowest(rules: readonly Box[], live: readonly number[], columns: number): number {
  let best = 0;
  let fewest = Number.POSITIVE_INFINITY;
  for (let column = 0; column < columns; column++) {
    const lows = Int32Array.from(live, (rule) => rules[rule]![column]![0]!).sort();
    const highs = Int32Array.from(live, (rule) => rules[rule]![column]!.at(-1)!).sort();
    let pairs = 0;
    for (let h = 0, l = 0; h < highs.length; h++) {
      while (l < lows.length && lows[l]! <= highs[h]!) l += 1;
      pairs += l - h;
    }
    if (pairs < fewest) {
      fewest = pairs;
      best = column;
    }
  }
  return best;
}
