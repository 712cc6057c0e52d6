/**
 * Normal forms of decision tables. First: no two rules have the same inputs, and the order of the rules means nothing.
 * Second: no cell or group of rules spells out all values of a column where `-` would say the same.
 */
import { type Atoms, includes, range } from "./atoms.ts";
import type { Contraction } from "./contractions.ts";
import type { Grid } from "./grid.ts";
import type { DecisionTable } from "./model.ts";

export interface SecondNormalForm {
  readonly contractions: readonly Contraction[];
  /** rule and column, from 1 */
  readonly cells: readonly { readonly rule: number; readonly column: number }[];
}

/** Groups of rules with the same box, numbered from 1. */
export function firstNormalForm(grid: Grid): number[][] {
  const groups = new Map<string, number[]>();
  for (const [rule, box] of grid.rules.entries()) {
    if (box.some((set) => set.length === 0)) continue;
    const key = box.map((set) => set.join("-")).join(" ");
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [rule + 1]);
    else group.push(rule + 1);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

/** What spells out a column. Null is left aside: a test that names every value does not speak of null. */
export function secondNormalForm(
  table: DecisionTable,
  grid: Grid,
  contractions: readonly Contraction[],
): SecondNormalForm {
  const whole = (column: number, set: Atoms): boolean => {
    const scale = grid.scales[column]!;
    const values = scale.plain + scale.open;
    return values > 1 && includes(set, range(0, values - 1));
  };
  const cells: { rule: number; column: number }[] = [];
  for (const [r, rule] of table.rules.entries())
    for (const [column, cell] of rule.inputs.entries())
      if (cell.tests?.kind !== "any" && whole(column, grid.rules[r]![column]!))
        cells.push({ rule: rule.number, column: column + 1 });
  return {
    contractions: contractions.filter(({ column, atoms }) => whole(column - 1, atoms)),
    cells,
  };
}
