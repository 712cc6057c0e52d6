/** Comparisons of single values. */
import type { CompareOp, Type } from "../check/tree.ts";
import { compareIntervals } from "./numbers.ts";
import { either, isUnknown, not, strongest, type Truth, truth, type Unknown } from "./truth.ts";
import type { Value } from "./values.ts";

/**
 * `a op b`. A not-applicable operand gives `no`, an unknown one the unknown of its state unless its range decides.
 * `type` is that of the operands; it orders the values of an enum.
 */
export function compare(op: CompareOp, a: Value, b: Value, type: Type): Truth {
  if (op === "!=") return not(compare("=", a, b, type));
  if (a.kind === "maybe") return either(compare(op, a.value, b, type), "no", a.unknown);
  if (b.kind === "maybe") return either(compare(op, a, b.value, type), "no", b.unknown);
  if (a.kind === "notApplicable" || b.kind === "notApplicable") return "no";
  const doubt = strongest(unknownIn(a), unknownIn(b));
  if (a.kind === "number" && b.kind === "number") return compareIntervals(op, a.interval, b.interval, doubt);
  if (a.kind === "money" && b.kind === "money") {
    if (a.currency === null || b.currency === null) return doubt ?? "missing";
    return a.currency === b.currency ? compareIntervals(op, a.amount, b.amount, doubt) : "missing";
  }
  if (doubt !== null) return doubt;
  return byOrder(op, order(a, b, type));
}

/** Why a value is not known, or null. */
export function unknownIn(value: Value): Unknown | null {
  switch (value.kind) {
    case "unknown":
    case "number":
    case "money":
      return value.unknown;
    case "maybe":
      return strongest(value.unknown, unknownIn(value.value));
    case "truth":
      return isUnknown(value.truth) ? value.truth : null;
    case "set":
      return value.is === "members" ? value.open : null;
    case "list":
      return value.open;
    case "record":
      return value.state === "missing" || value.state === "unstated" ? value.state : null;
    default:
      return null;
  }
}

/** Negative, zero or positive; NaN where two values are different without an order between them. */
function order(a: Value, b: Value, type: Type): number {
  if (a.kind === "code" && b.kind === "code") {
    return a.scheme.id === b.scheme.id && a.code === b.code ? 0 : Number.NaN;
  }
  if (a.kind === "truth" && b.kind === "truth") return a.truth === b.truth ? 0 : Number.NaN;
  if (a.kind === "date" && b.kind === "date") return a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
  if (a.kind === "text" && b.kind === "text") return a.value === b.value ? 0 : Number.NaN;
  if (a.kind === "enum" && b.kind === "enum" && type.kind === "enum") {
    return type.enum.values.indexOf(a.value) - type.enum.values.indexOf(b.value);
  }
  throw new Error(`cannot compare ${a.kind} with ${b.kind}`);
}

function byOrder(op: Exclude<CompareOp, "!=">, difference: number): Truth {
  switch (op) {
    case "=":
      return truth(difference === 0);
    case "<":
      return truth(difference < 0);
    case "<=":
      return truth(difference <= 0);
    case ">":
      return truth(difference > 0);
    case ">=":
      return truth(difference >= 0);
  }
}
