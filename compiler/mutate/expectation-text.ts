/** The answer of a law as an expectation writes it, with what tells it from another law's. */
import type { Measure } from "../check/tree.ts";
import type { OracleDetermination } from "../oracle/index.ts";
import { EXPECTED } from "../proofs/scenario-text.ts";

type Answered = Omit<OracleDetermination, "contradictions">;

/** `license review case by case`. Null where the two laws answer alike as far as an expectation can say. */
export function expectationText(law: Answered, other: Answered, measure: Measure | null): string | null {
  const verdict = EXPECTED[law.verdict];
  if (law.verdict !== other.verdict) return verdict;
  const review = reviewOf(law);
  if (review !== null && review !== reviewOf(other)) return `${verdict} review ${review}`;
  const routes = routesOf(law);
  if (routes !== null && routes !== routesOf(other)) return `${verdict} routes { ${routes} }`;
  if (measure === null) return null;
  const arises = ({ requirements }: Answered) =>
    requirements.some((r) => r.measure === measure.id && r.holds === "yes" && r.releasedBy.length === 0);
  return arises(law) && !arises(other) ? `${verdict} by ${measure.name}` : null;
}

/** License types that the answer has for certain; null where it has none, or may have others. */
function routesOf({ routes: { certain, possible } }: Answered): string | null {
  return certain.length > 0 && certain.length === possible.length ? certain.join(", ") : null;
}

function reviewOf({ review }: Answered): string | null {
  return review.least === review.most && review.least !== null ? review.least.replaceAll("_", " ") : null;
}
