/** The days on which what a declaration says by itself may turn: where something of it begins or ends, and where it names a day. */
import { addDays } from "../check/days.ts";
import type { Expr, Field, IsoDate, Measure } from "../check/tree.ts";
import { walk } from "../normal/walk.ts";
import { type Dated, everyExpression } from "./parts.ts";

export interface Turns {
  /** first days of versions, of statuses and of rows of lists, and days on which these and savings end */
  readonly days: readonly IsoDate[];
  /** whether it looks at the day of the act itself */
  readonly saysToday: boolean;
  /** days that it names, with which another declaration may compare the day of the act */
  readonly named: readonly IsoDate[];
}

export function turnsOf(dated: Dated): Turns {
  const { versions, statuses } = dated.chronology;
  const saves = dated.kind === "measure" ? (dated.declared as Measure).saves : [];
  const days: (IsoDate | null)[] = [
    ...versions.map(({ from }) => from),
    ...statuses.flatMap(({ from, until }) => [from, until]),
    ...saves.map(({ until }) => until),
  ];
  const named = new Set<IsoDate>();
  let saysToday = false;
  const rules = new Set<Field>();
  const look = (expr: Expr): void => {
    if (expr.kind === "today") saysToday = true;
    else if (expr.kind === "const" && expr.value.kind === "date") named.add(expr.value.value);
    else if (expr.kind === "listedIn")
      for (const { rows } of expr.lists) days.push(...rows.flatMap(({ from, until }) => [from, until]));
    else if (expr.kind === "field" && !rules.has(expr.field)) {
      const { field } = expr;
      rules.add(field);
      for (const rule of [field.appliesWhen, field.formula, field.closedWhen])
        if (rule !== null) walk(rule, look);
    }
  };
  for (const version of versions) everyExpression(dated, version).forEach(look);
  return { days: days.filter((day) => day !== null), saysToday, named: [...named] };
}

/**
 * The days on which declarations that rest on one another may turn. Beside a day that is named stand those on which a comparison with
 * it turns, also where a mutant compares otherwise or with the day next to it.
 */
export function daysTogether(all: readonly Turns[]): readonly IsoDate[] {
  const named = all.some(({ saysToday }) => saysToday) ? all.flatMap((turns) => turns.named) : [];
  const around = named.flatMap((day) => [-1, 0, 1, 2].map((by) => addDays(day, by)));
  return [...new Set([...all.flatMap(({ days }) => days), ...around])].sort();
}
