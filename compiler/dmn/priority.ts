/** Priority of outputs: the order in which a column lists its allowed values, the leftmost column first. */
import type { DecisionTable } from "./model.ts";
import { equalValues, type Value } from "./value.ts";

/** Below zero if the first outputs take precedence. A value that is not listed comes last; columns without a list do not count. */
export function comparePriorities(table: DecisionTable, a: readonly Value[], b: readonly Value[]): number {
  for (const [i, output] of table.outputs.entries()) {
    if (output.allowed === null) continue;
    const order = rank(output.allowed, a[i]!) - rank(output.allowed, b[i]!);
    if (order !== 0) return order;
  }
  return 0;
}

function rank(allowed: readonly Value[], value: Value): number {
  const at = allowed.findIndex((one) => equalValues(one, value) === true);
  return at < 0 ? allowed.length : at;
}
