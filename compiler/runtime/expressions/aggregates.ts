/** `sum`, `max`, `min` and `count` over the elements of a list that may not be wholly known. */

import { RecordValue } from "../cases/records.ts";
import { sign } from "../values/exact.ts";
import {
  absence,
  arithmetic,
  type Bounds,
  boundsOf,
  greatest,
  hull,
  intervalValue,
  least,
  pointBounds,
  UNBOUNDED,
} from "../values/intervals.ts";
import { isUnknown, MISSING, NO, type Unknown } from "../values/truth.ts";
import { ABSENT, numberValue, perhaps, stateOf, unknownValue, type Value, worse } from "../values/values.ts";
import { type BinderProgram, forEachBinding, listOf } from "./binders.ts";
import type { Evaluation } from "./compile.ts";
import type { Env } from "./context.ts";

export type Aggregate = "sum" | "max" | "min" | "count";

/** One value that counts, or may count. */
interface Part {
  readonly value: Value;
  readonly bounds: Bounds;
  /** null: it counts for certain */
  readonly doubt: Unknown | null;
}

export function aggregate(operator: Aggregate, binder: BinderProgram, value: Evaluation, env: Env): Value {
  const list = listOf(binder, env);
  const parts: Part[] = [];
  let reason: Unknown | null = list.open;
  forEachBinding({ ...binder, list: () => ({ ...list, open: null }) }, env, (exists) => {
    if (exists === NO) return true;
    const part = value(env);
    if (part.kind === "absent") return true;
    const doubt = worse(isUnknown(exists) ? exists : null, absence(part));
    const counted = operator === "count" ? numberValue(1) : part;
    reason = worse(reason, worse(doubt, operator === "count" ? null : stateOf(part)));
    parts.push({ value: counted, bounds: boundsOf(counted), doubt });
    return true;
  });
  if (reason === null) return exactly(operator, parts);
  const result =
    operator === "max" || operator === "min"
      ? extreme(operator, parts, list.open, reason)
      : total(parts, reason);
  return list.open === null
    ? result
    : withFurther(operator, result, list.open, () => mayFall(binder, value, env));
}

function exactly(operator: Aggregate, parts: readonly Part[]): Value {
  const values = parts.map((part) => part.value);
  if (operator === "sum" || operator === "count") {
    const [first, ...others] = values;
    return first === undefined
      ? numberValue(0)
      : others.reduce((sum, next) => arithmetic("+", sum, next), first);
  }
  if (parts.length === 0) return ABSENT;
  if (parts.some((part) => part.value.kind !== "number")) return unknownValue(MISSING);
  const better = operator === "max" ? greatest : least;
  return numberValue(parts.map((part) => part.bounds).reduce(better).low ?? 0);
}

const NOTHING: Bounds = pointBounds(0);

function total(parts: readonly Part[], reason: Unknown): Value {
  if (parts.some((part) => part.value.kind === "money" || part.value.kind === "unknown"))
    return unknownValue(reason);
  const bounds = parts.reduce((sum, { bounds: part, doubt }) => {
    const added = doubt === null ? part : hull(part, NOTHING);
    const value = arithmetic("+", intervalValue(sum, reason), intervalValue(added, reason));
    return boundsOf(value);
  }, NOTHING);
  return intervalValue(bounds, reason);
}

/** The greatest (or least) of what counts; of nothing at all: not applicable. */
function extreme(
  operator: "max" | "min",
  parts: readonly Part[],
  open: Unknown | null,
  reason: Unknown,
): Value {
  const better = operator === "max" ? greatest : least;
  const certain = parts.filter((part) => part.doubt === null).map((part) => part.bounds);
  const doubtful = parts.filter((part) => part.doubt !== null).map((part) => part.bounds);
  if (certain.length > 0) {
    const base = certain.reduce(better);
    return intervalValue(
      doubtful.reduce((best, next) => hull(best, better(best, next)), base),
      reason,
    );
  }
  if (doubtful.length > 0) return intervalValue(doubtful.reduce(hull), reason, reason);
  return intervalValue(UNBOUNDED, open ?? reason, open ?? reason);
}

/** What the further elements of an open list do to a result: it has no upper, or no lower bound. */
function withFurther(operator: Aggregate, result: Value, open: Unknown, falls: () => boolean): Value {
  if (result.kind !== "interval") return perhaps(unknownValue(open), null);
  const upwards = operator !== "min";
  const downwards = operator === "min" || (operator === "sum" && falls());
  return {
    ...result,
    ...(upwards ? { high: null, highOpen: true } : {}),
    ...(downwards ? { low: null, lowOpen: true } : {}),
  };
}

/** Whether a further element could contribute a negative amount. */
function mayFall(binder: BinderProgram, value: Evaluation, env: Env): boolean {
  const list = listOf(binder, env);
  env.frame[binder.place] = RecordValue.blank(list.record, `${list.path}[?]`, list.open ?? MISSING);
  if (binder.entryPlace !== null)
    env.frame[binder.entryPlace] = { kind: "entry", list: null, row: null, state: MISSING };
  const mark = env.context.trace?.notes.length ?? 0;
  const { low } = boundsOf(value(env));
  env.context.trace?.drop(mark);
  return low === null || sign(low) < 0;
}
