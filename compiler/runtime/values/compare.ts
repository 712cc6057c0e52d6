/** Comparison of values that may be unknown or not applicable. */
import type { Env } from "../expressions/context.ts";
import { compare as compareExact } from "./exact.ts";
import { absence, type Bounds, boundsOf } from "./intervals.ts";
import { meets } from "./sets.ts";
import { isUnknown, MISSING, NO, not, type Truth, truthOf, type Unknown, YES } from "./truth.ts";
import { type Plain, type SetValue, samePlain, stateOf, type Value, worse } from "./values.ts";

export type CompareOperator = "=" | "!=" | "<" | "<=" | ">" | ">=";

/** A not-applicable operand: no, and hence yes for `!=`. An unknown one: unknown, unless its range decides. */
export function compareValues(operator: CompareOperator, a: Value, b: Value): Truth {
  if (operator === "!=") return not(compareValues("=", a, b));
  if (a.kind === "number" && b.kind === "number") return decide(operator, compareExact(a.value, b.value));
  if (a.kind === "absent" || b.kind === "absent") return NO;
  const doubt = worse(absence(a), absence(b));
  if (doubt !== null) return inDoubt(compareValues(operator, certain(a), certain(b)), doubt);
  if (a.kind === "unknown" || b.kind === "unknown") return worse(stateOf(a), stateOf(b)) ?? MISSING;
  if (a.kind === "interval" || b.kind === "interval") {
    return byRange(operator, boundsOf(a), boundsOf(b), worse(stateOf(a), stateOf(b)) ?? MISSING);
  }
  return comparePlain(operator, a as Plain, b as Plain);
}

/** The value as if it applied. */
function certain(value: Value): Value {
  if (value.kind === "perhaps") return value.value;
  return value.kind === "interval" || value.kind === "unknown" ? { ...value, perhapsAbsent: null } : value;
}

/** What holds may fail, because an operand may be not applicable. */
function inDoubt(truth: Truth, doubt: Unknown): Truth {
  return truth === NO ? NO : isUnknown(truth) ? worse(truth, doubt) : doubt;
}

function decide(operator: CompareOperator, order: number): Truth {
  switch (operator) {
    case "=":
      return truthOf(order === 0);
    case "!=":
      return truthOf(order !== 0);
    case "<":
      return truthOf(order < 0);
    case "<=":
      return truthOf(order <= 0);
    case ">":
      return truthOf(order > 0);
    case ">=":
      return truthOf(order >= 0);
  }
}

function comparePlain(operator: CompareOperator, a: Plain, b: Plain): Truth {
  if (a.kind === "truth" && b.kind === "truth") {
    const unknown = worse(stateOf(a), stateOf(b));
    return unknown ?? truthOf(a.truth === b.truth);
  }
  if (a.kind === "money" && b.kind === "money") {
    return a.currency === b.currency ? decide(operator, compareExact(a.amount, b.amount)) : MISSING;
  }
  if (operator === "=") return truthOf(samePlain(a, b));
  if (a.kind === "date" && b.kind === "date")
    return decide(operator, a.day < b.day ? -1 : a.day > b.day ? 1 : 0);
  if (a.kind === "enum" && b.kind === "enum") {
    if (operator === "!=") return truthOf(a.name !== b.name);
    for (const one of [a.enum, b.enum]) {
      const [left, right] = [one?.rank.get(a.name), one?.rank.get(b.name)];
      if (left !== undefined && right !== undefined) return decide(operator, left - right);
    }
    // two constants of which nothing says by which enum they are ordered
    return MISSING;
  }
  return MISSING;
}

function byRange(operator: CompareOperator, a: Bounds, b: Bounds, state: Unknown): Truth {
  switch (operator) {
    case "<":
      return below(a, b, true) ? YES : below(b, a, false) ? NO : state;
    case "<=":
      return below(a, b, false) ? YES : below(b, a, true) ? NO : state;
    case ">":
      return byRange("<", b, a, state);
    case ">=":
      return byRange("<=", b, a, state);
    default:
      if (below(a, b, true) || below(b, a, true)) return NO;
      return isPoint(a) && isPoint(b) ? YES : state;
  }
}

function isPoint(a: Bounds): boolean {
  return a.low !== null && a.high !== null && compareExact(a.low, a.high) === 0;
}

/** Whether every number of a is less than every number of b, or at most equal where not strictly. */
function below(a: Bounds, b: Bounds, strictly: boolean): boolean {
  if (a.high === null || b.low === null) return false;
  const order = compareExact(a.high, b.low);
  return order < 0 || (order === 0 && (!strictly || a.highOpen || b.lowOpen));
}

/** `element in set`; where a known element may belong to an open group, the trace says which. */
export function isInNoted(element: Value, set: SetValue, env: Env): Truth {
  const truth = isIn(element, set);
  const { trace } = env.context;
  if (trace !== null && isUnknown(truth) && stateOf(element) === null) {
    for (const id of set.openGroups) trace.add({ kind: "openGroup", id });
  }
  return truth;
}

/** `element in set`, also for a set of elements: then whether one of them is in it. */
export function isIn(element: Value, set: SetValue): Truth {
  switch (element.kind) {
    case "absent":
      return NO;
    case "unknown":
      return worse(worse(element.state, element.perhapsAbsent), set.open) ?? MISSING;
    case "perhaps": {
      return inDoubt(set.contains(element.value), element.state);
    }
    case "interval": {
      const members = set.members;
      const outside =
        members?.every((member) => byRange("=", element, boundsOf(member), MISSING) === NO) ?? false;
      return outside && set.open === null ? NO : (worse(element.state, element.perhapsAbsent) ?? MISSING);
    }
    case "set":
      return meets(element, set);
    case "truth": {
      const unknown = stateOf(element);
      return unknown ?? set.contains(element);
    }
    case "list":
    case "record":
    case "entry":
      return NO;
    default:
      return set.contains(element);
  }
}
