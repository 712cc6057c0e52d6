/** The law of a jurisdiction: its own, and that of those it lies within (section 4). */
import type { Exception, Jurisdiction, Measure, Program, Reach } from "../check/tree.ts";

export interface Governing {
  /** not the extraterritorial ones, which only extend grounds */
  readonly measures: readonly Measure[];
  readonly exceptions: readonly Exception[];
}

export function governing({ measures, exceptions }: Program, jurisdiction: Jurisdiction): Governing {
  const governed = new Set(chain(jurisdiction).map((j) => j.id));
  return {
    measures: measures.filter(
      (measure) =>
        measure.proposal === null &&
        measure.kind !== "extraterritorial" &&
        governed.has(measure.jurisdiction.id),
    ),
    exceptions: exceptions.filter(
      (exception) => exception.proposal === null && governed.has(exception.jurisdiction.id),
    ),
  };
}

/** The jurisdiction and those it lies within, innermost first. */
function chain(jurisdiction: Jurisdiction): readonly Jurisdiction[] {
  return [jurisdiction, ...(jurisdiction.within === null ? [] : chain(jurisdiction.within))];
}

export function defaultGround(jurisdiction: Jurisdiction): Reach | null {
  return chain(jurisdiction).find((j) => j.reach !== null)?.reach ?? null;
}
