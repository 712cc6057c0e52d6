/**
 * Masked rules: rules that may match but never decide, because other rules take precedence wherever they do. That can
 * take several rules together, so each candidate is asked of the union of all that precede it.
 */
import { complement, range } from "./atoms.ts";
import { uncovered } from "./cover.ts";
import type { Box, Grid } from "./grid.ts";
import type { DecisionTable } from "./model.ts";
import type { Outputs } from "./outputs.ts";
import { boxIncludes, type RulePairs } from "./rule-pairs.ts";

export interface Masked {
  readonly rule: number;
  /** one rule that does it alone, else all that precede it and meet it */
  readonly by: readonly number[];
  /** whether every rule that masks it has the same outputs, so that the rule is only superfluous */
  readonly sameOutputs: boolean;
}

/** Rules that are never decisive under FIRST or PRIORITY; under other policies every match counts. */
export function maskedRules(table: DecisionTable, grid: Grid, outputs: Outputs, pairs: RulePairs): Masked[] {
  const out: Masked[] = [];
  for (const [rule, preceding] of [...pairs.preceding].sort((a, b) => a[0] - b[0])) {
    const box = grid.rules[rule]!;
    const one = preceding.find((other) => boxIncludes(grid.rules[other]!, box));
    const by = one !== undefined ? [one] : coveredTogether(grid, box, preceding) ? preceding : [];
    if (by.length === 0) continue;
    const sameOutputs = by.every((other) => outputs.same(rule, other));
    out.push({
      rule: table.rules[rule]!.number,
      by: by.map((other) => other + 1).sort((a, b) => a - b),
      sameOutputs,
    });
  }
  return out;
}

function coveredTogether(grid: Grid, box: Box, others: readonly number[]): boolean {
  if (others.length < 2) return false;
  const first = Int32Array.from(box, (set) => set[0]!);
  const last = Int32Array.from(box, (set) => set.at(-1)!);
  // The box may have holes inside its hull; each hole counts as covered.
  const holes = box.flatMap((set, c) => {
    const hole = complement(set, set[0]!, set.at(-1)!);
    return hole.length === 0
      ? []
      : [grid.scales.map((scale, i) => (i === c ? hole : range(0, scale.count - 1)))];
  });
  const found = uncovered({ first, last }, [...others.map((other) => grid.rules[other]!), ...holes]);
  return found.complete && found.regions.length === 0;
}
