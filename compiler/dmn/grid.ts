/** A table as boxes over atoms: one set of atoms for each rule and column. */
import type { Atoms } from "./atoms.ts";
import type { DecisionTable } from "./model.ts";
import { Refusal, Scale } from "./scale.ts";

/** One set of atoms for each column. */
export type Box = readonly Atoms[];

export interface Grid {
  readonly scales: readonly Scale[];
  /** by rule, in the order of the table; a rule with an empty set never matches */
  readonly rules: readonly Box[];
}

export interface RefusedColumn {
  /** from 0 */
  readonly column: number;
  readonly refusal: Refusal;
}

/** The grid of a table, or why there is none. */
export function gridOf(table: DecisionTable): Grid | RefusedColumn {
  const scales: Scale[] = [];
  for (const [column, input] of table.inputs.entries()) {
    try {
      const cells = table.rules.map((rule) => rule.inputs[column]!);
      scales.push(new Scale(input, cells));
    } catch (error) {
      if (error instanceof Refusal) return { column, refusal: error };
      throw error;
    }
  }
  return { scales, rules: table.rules.map((rule) => rule.inputs.map((cell, i) => scales[i]!.atoms(cell))) };
}
