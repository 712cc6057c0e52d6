/** The tables as a judge of witnesses, for laws that the oracle cannot read: parts of a law, and laws read from tables. */
import { type Judge, severity, VERDICTS } from "../analysis/index.ts";
import type { CaseJson, IsoDate, Verdict } from "../check/tree.ts";
import type { Determination, RequirementAnswer } from "../runtime/answer.ts";

type Answer = (facts: CaseJson, asOf: IsoDate, jurisdiction: string) => Determination | null;

/** Answers by the requirements of these measures alone; null: by all. */
export function judgeOf(answer: Answer, measures: ReadonlySet<string> | null): Judge {
  return (facts, { asOf, view, jurisdiction }) => {
    const found = answer(facts, asOf, jurisdiction);
    // what the practice view releases is not told requirement by requirement
    if (found === null || (view === "practice" && found.practice !== null)) return null;
    const chosen = found.requirements.filter(({ measure }) => measures?.has(measure) ?? true);
    const floor: Verdict = found.reached === "no" ? "not_reached" : "no_requirement";
    const strictest = (all: readonly RequirementAnswer[]): Verdict =>
      VERDICTS[Math.max(severity(floor), ...all.map(verdictRank))]!;
    const atMost = measures === null ? found.atMost : strictest(chosen);
    const atLeast =
      measures === null ? found.atLeast : strictest(chosen.filter(({ holds }) => holds === "yes"));
    const review = found.reviewPolicy;
    return {
      reached: found.reached,
      verdict: atLeast === atMost ? atMost : "undetermined",
      atLeast,
      atMost,
      review: { least: review, most: review },
      routes: { certain: found.routes, possible: [] },
      requirements: chosen.map((requirement) => ({
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

function verdictRank({ verdict, releasedBy }: RequirementAnswer): number {
  return severity(releasedBy === null ? verdict : "authorized");
}
