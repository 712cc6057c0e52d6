/**
 * Measures that had begun before the sources begin with them. What they asked for on an earlier day is not recorded, so that an answer
 * which rests on them stays open, whatever facts are stated.
 */
import type { CaseJson, IsoDate, Program } from "../check/tree.ts";
import type { Engine } from "../runtime/index.ts";

export interface Unrecorded {
  readonly measure: string;
  readonly title: string | null;
  readonly citations: readonly string[];
  /** the day with which the sources begin */
  readonly since: IsoDate;
}

/** Those that leave open what a jurisdiction answers to a case on a day. */
export function unrecordedOn(
  program: Program,
  engine: Engine,
  facts: CaseJson,
  asOf: IsoDate,
  jurisdiction: string,
): readonly Unrecorded[] {
  const answer = engine.evaluate(facts, {
    asOf,
    jurisdictions: [jurisdiction],
    completions: 0,
    missing: false,
  });
  const [found] = "problems" in answer ? [] : answer.determinations;
  if (found === undefined || found.verdict !== "undetermined") return [];
  const open = new Set(
    found.requirements.flatMap(({ holds, measure }) => (holds === "yes" ? [] : [measure])),
  );
  return program.measures.flatMap(({ id, title, citations, chronology: { versions } }): Unrecorded[] => {
    const [first] = versions;
    if (!open.has(id) || first?.before !== true || first.from === null || first.from <= asOf) return [];
    return [{ measure: id, title, citations: citations.map(({ text }) => text), since: first.from }];
  });
}
