import type { Jurisdiction } from "../check/tree.ts";

/** A jurisdiction and those it lies within, innermost first. */
export function chainOf(jurisdiction: Jurisdiction): readonly Jurisdiction[] {
  return [jurisdiction, ...(jurisdiction.within === null ? [] : chainOf(jurisdiction.within))];
}
