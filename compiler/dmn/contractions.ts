/** Rules that could be one: the same outputs and the same cells in all columns but one, where their values join. */
import { type Atoms, meet, unite } from "./atoms.ts";
import type { Grid } from "./grid.ts";
import type { Outputs } from "./outputs.ts";

export interface Contraction {
  /** numbers of the rules, from 1, ascending */
  readonly rules: readonly number[];
  /** from 1 */
  readonly column: number;
  /** what the one rule would say in that column */
  readonly atoms: Atoms;
}

export function contractionsOf(grid: Grid, outputs: Outputs): Contraction[] {
  const out: Contraction[] = [];
  const texts = grid.rules.map((box) => box.map((set) => set.join("-")));
  for (let column = 0; column < grid.scales.length; column++) {
    const groups = new Map<string, number[]>();
    for (const [rule, row] of texts.entries()) {
      if (grid.rules[rule]!.some((set) => set.length === 0)) continue;
      const key = `${row.map((text, c) => (c === column ? "" : text)).join(" ")}|${outputs.key(rule)}`;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [rule]);
      else group.push(rule);
    }
    for (const group of groups.values()) if (group.length > 1) out.push(...inColumn(grid, group, column));
  }
  return out.sort((a, b) => a.rules[0]! - b.rules[0]! || a.column - b.column);
}

/** Chains of rules whose values in the column touch or meet; a rule inside another is a subsumption instead. */
function inColumn(grid: Grid, group: readonly number[], column: number): Contraction[] {
  const set = (rule: number): Atoms => grid.rules[rule]![column]!;
  const sorted = [...group].sort(
    (a, b) => set(a)[0]! - set(b)[0]! || set(b).at(-1)! - set(a).at(-1)! || a - b,
  );
  const chains: { rules: number[]; atoms: Atoms }[] = [];
  for (const rule of sorted) {
    const own = set(rule);
    const chain = chains.find(({ atoms }) => !grid.scales[column]!.ordered || touches(atoms, own));
    if (chain === undefined) chains.push({ rules: [rule], atoms: own });
    else {
      const joined = unite([chain.atoms, own]);
      if (joined.join("-") === chain.atoms.join("-")) continue;
      chain.rules.push(rule);
      chain.atoms = joined;
    }
  }
  return chains
    .filter(({ rules }) => rules.length > 1)
    .map(({ rules, atoms }) => ({
      rules: rules.map((rule) => rule + 1).sort((a, b) => a - b),
      column: column + 1,
      atoms,
    }));
}

function touches(a: Atoms, b: Atoms): boolean {
  return meet(a, b) || a.at(-1)! + 1 === b[0] || b.at(-1)! + 1 === a[0];
}
