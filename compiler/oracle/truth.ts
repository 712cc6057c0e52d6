/**
 * Truth with two kinds of not knowing (section 1 of the meaning): `unstated`, because something is stated unknown,
 * and `missing`, because something is not given or cannot be determined at all. `missing` is the stronger one.
 */
export type Unknown = "unstated" | "missing";
export type Truth = "yes" | "no" | Unknown;

export function isUnknown(truth: Truth): truth is Unknown {
  return truth === "unstated" || truth === "missing";
}

/** No, if an operand is no; else the strongest unknown of both; else yes. */
export function and(one: Truth, other: Truth): Truth {
  if (one === "no" || other === "no") return "no";
  return strongest(one, other) ?? "yes";
}

/** The dual of `and`. */
export function or(one: Truth, other: Truth): Truth {
  if (one === "yes" || other === "yes") return "yes";
  return strongest(one, other) ?? "no";
}

export function allOf(operands: readonly Truth[]): Truth {
  return operands.reduce(and, "yes");
}

export function anyOf(operands: readonly Truth[]): Truth {
  return operands.reduce(or, "no");
}

/** Keeps both unknowns. */
export function not(operand: Truth): Truth {
  if (operand === "yes") return "no";
  return operand === "no" ? "yes" : operand;
}

/** `known that C` */
export function knownThat(operand: Truth): Truth {
  return operand === "unstated" ? "no" : operand;
}

/** `unknown whether C` */
export function unknownWhether(operand: Truth): Truth {
  if (operand === "missing") return "missing";
  return operand === "unstated" ? "yes" : "no";
}

/** `missing` before `unstated`; null where nothing is unknown. */
export function strongest(one: Truth | null, other: Truth | null): Unknown | null {
  if (one === "missing" || other === "missing") return "missing";
  return one === "unstated" || other === "unstated" ? "unstated" : null;
}

export function strongestOf(reasons: readonly (Truth | null)[]): Unknown | null {
  return reasons.reduce<Unknown | null>(strongest, null);
}

/** The truth of something that is the one or the other, and which of the two depends on an unknown fact. */
export function either(one: Truth, other: Truth, because: Unknown): Truth {
  return one === other ? one : (strongest(strongest(one, other), because) as Unknown);
}

export function truth(value: boolean): Truth {
  return value ? "yes" : "no";
}
