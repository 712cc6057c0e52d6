/** What the law answers to a proposed case, by its tables. */
import type { Bundle } from "../runtime/format.ts";
import { load } from "../runtime/index.ts";
import type { AnswerOf } from "./text.ts";

export function answersOf(bundle: Bundle): AnswerOf {
  const engine = load(bundle);
  return ({ given, jurisdiction }, day) => {
    const answer = engine.evaluate(given, { asOf: day, jurisdictions: [jurisdiction.name] });
    const found = "problems" in answer ? undefined : answer.determinations[0];
    if (found === undefined) return null;
    return { verdict: found.verdict, review: found.reviewPolicy };
  };
}
