/** The days on which an answer can change at all: where something begins or ends, and where the law itself names a day. */
import { epochs, expressionsOf, type Law } from "../analysis/index.ts";
import { addDays } from "../check/days.ts";
import type { Expr, IsoDate } from "../check/tree.ts";
import { some, walk } from "../normal/walk.ts";

/** Every such day, ascending: epochs of the law, and the days with which it compares `today`. */
export function candidateDays(law: Law): readonly IsoDate[] {
  const days = new Set(epochs(law));
  // `today <= D` turns on the day after D; which of the two it is, the comparison decides later
  for (const day of daysOfToday(law)) for (const turn of [day, addDays(day, 1)]) days.add(turn);
  return [...days].sort();
}

/**
 * Days in comparisons with `today`. A comparison may hide behind a defined name, so all days of the law are taken as soon
 * as some condition says `today`: too many candidates cost time and nothing else.
 */
function daysOfToday(law: Law): ReadonlySet<IsoDate> {
  const { program, normal } = law;
  const days = new Set<IsoDate>();
  if (!saysToday(law)) return days;
  const take = (part: Expr): void => {
    if (part.kind === "const" && part.value.kind === "date") days.add(part.value.value);
  };
  for (const expr of expressionsOf(program, normal)) walk(expr, take);
  for (const list of program.lists)
    for (const { cells } of list.rows)
      for (const cell of cells.values())
        if (cell.kind === "value" && cell.value.kind === "date") days.add(cell.value.value);
  return days;
}

/** Whether some condition of the law looks at the day of the act itself. */
export function saysToday({ program, normal }: Law): boolean {
  return [...expressionsOf(program, normal)].some((expr) => some(expr, (part) => part.kind === "today"));
}
