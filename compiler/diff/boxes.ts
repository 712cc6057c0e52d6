/** Boxes of facts as a reader wants them: what moves where first, then the item, then who and what for. */
import type { Regions } from "../analysis/index.ts";
import type { FactCondition } from "./report.ts";

/** The facts that a reader looks for first, by the beginning of their path. */
const FIRST = ["destination", "departure", "act", "item", "parties", "end_uses", "actor"];

export function boxesOf({ regions }: Regions): readonly (readonly FactCondition[])[] {
  return regions.map(({ conditions }) =>
    inOrder(conditions.map(({ subject, values }) => ({ fact: subject, values }))),
  );
}

/** The facts of a box as a reader wants them. */
export function inOrder(box: readonly FactCondition[]): readonly FactCondition[] {
  return [...box].sort((a, b) => rank(a) - rank(b) || (a.fact < b.fact ? -1 : a.fact > b.fact ? 1 : 0));
}

function rank({ fact }: FactCondition): number {
  const start = /^\w+/.exec(fact)?.[0] ?? "";
  const at = FIRST.indexOf(start);
  return at === -1 ? FIRST.length : at;
}
