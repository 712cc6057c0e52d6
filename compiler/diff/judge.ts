/**
 * The tables as a judge of witnesses: of laws that the oracle cannot read, which are parts of a law and laws read from tables, and
 * where asking it would take too long, as in a comparison.
 */
import type { Judge } from "../analysis/index.ts";
import type { CaseJson, IsoDate } from "../check/tree.ts";
import type { Determination } from "../runtime/answer.ts";

type Answer = (facts: CaseJson, asOf: IsoDate, jurisdiction: string) => Determination | null;

export function judgeOf(answer: Answer): Judge {
  return (facts, { asOf, view, jurisdiction }) => {
    const found = answer(facts, asOf, jurisdiction);
    // what the practice view releases is not told requirement by requirement
    if (found === null || (view === "practice" && found.practice !== null)) return null;
    return {
      reached: found.reached,
      verdict: found.verdict,
      atLeast: found.atLeast,
      atMost: found.atMost,
      review: { least: found.reviewPolicy, most: found.reviewPolicy },
      routes: { certain: found.routes, possible: [] },
      requirements: found.requirements.map((requirement) => ({
        id: requirement.id,
        measure: requirement.measure,
        limb: requirement.limb ?? "",
        holds: requirement.holds,
        verdict: requirement.verdict,
        review: { least: requirement.reviewPolicy, most: requirement.reviewPolicy },
        releasedBy: requirement.releasedBy === null ? [] : [requirement.releasedBy],
        perhapsReleasedBy: [],
      })),
      contradictions: found.contradictions,
      missing: found.missing.map(({ path }) => path),
    };
  };
}
