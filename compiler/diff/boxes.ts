/** Boxes of facts as a reader wants them: what moves where first, then the item, then who and what for. */
import type { Regions } from "../analysis/index.ts";
import type { Box, Condition } from "../regions/condition.ts";

/** The facts that a reader looks for first, by the beginning of their path. */
const FIRST = ["destination", "departure", "act", "item", "parties", "end_uses", "actor"];

export function boxesOf({ regions }: Regions): readonly Box[] {
  return regions.map(({ conditions }) => inOrder(conditions));
}

/** The facts of a box as a reader wants them. */
export function inOrder(box: Box): Box {
  return box.toSorted(
    (a, b) => rank(a) - rank(b) || (nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : 0),
  );
}

function nameOf(condition: Condition): string {
  return condition.is === "fact" ? condition.asked.label : condition.list;
}

function rank(condition: Condition): number {
  const first = condition.is === "fact" ? condition.asked.first : condition.path[0]!;
  const at = first === null ? -1 : FIRST.indexOf(first);
  return at === -1 ? FIRST.length : at;
}
