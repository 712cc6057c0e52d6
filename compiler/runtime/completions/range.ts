/** From the least to the most restrictive verdict and review policy that are still possible. */
import type { Verdict } from "../answer.ts";
import type { Case } from "../cases/case.ts";
import { type Decision, severity } from "../determination/determine.ts";
import { milder, stricter, strictness } from "../determination/review.ts";

/** What may still come out. */
export interface Range {
  readonly atLeast: Verdict;
  readonly atMost: Verdict;
  readonly review: Pick<Decision["review"], "least" | "most">;
}

/** `reviews` false: of the verdict alone, as if no policy were ever stated. */
export function rangeOf({ atLeast, atMost, review }: Decision, reviews: boolean): Range {
  return { atLeast, atMost, review: reviews ? { least: review.least, most: review.most } : NO_REVIEW };
}

const NO_REVIEW = { least: null, most: null };

/** Whether nothing is left open. */
export function isPoint({ atLeast, atMost, review }: Range): boolean {
  return atLeast === atMost && review.least === review.most;
}

export function union(a: Range, b: Range): Range {
  return {
    atLeast: severity(a.atLeast) <= severity(b.atLeast) ? a.atLeast : b.atLeast,
    atMost: severity(a.atMost) >= severity(b.atMost) ? a.atMost : b.atMost,
    review: joined(a.review, b.review),
  };
}

export function isWithin(inner: Range, outer: Range): boolean {
  return verdictsWithin(inner, outer) && reviewsWithin(inner.review, outer.review);
}

type Verdicts = Pick<Range, "atLeast" | "atMost">;
type Reviews = Range["review"];

function verdictsWithin(inner: Verdicts, outer: Verdicts): boolean {
  return (
    severity(inner.atLeast) >= severity(outer.atLeast) && severity(inner.atMost) <= severity(outer.atMost)
  );
}

function reviewsWithin(inner: Reviews, outer: Reviews): boolean {
  return (
    strictness(inner.least) >= strictness(outer.least) && strictness(inner.most) <= strictness(outer.most)
  );
}

function joined(a: Reviews, b: Reviews): Reviews {
  return { least: milder(a.least, b.least), most: stricter(a.most, b.most) };
}

/** The hull of what completions were found to answer; the policy may be known of cases of which the verdict is not. */
export class Found {
  #verdicts: Verdicts | null = null;
  #reviews: Reviews | null = null;

  readonly #cases: Case[] = [];

  /** Cases that each added something. */
  get cases(): readonly Case[] {
    return this.#cases;
  }

  /** What is determined in the range of a case: all its completions answer that. */
  add(range: Range, facts: Case): void {
    const verdicts = range.atLeast === range.atMost && !this.coversVerdicts(range);
    const reviews = range.review.least === range.review.most && !this.coversReviews(range.review);
    if (verdicts) this.#addVerdicts(range);
    if (reviews) this.#addReviews(range.review);
    if (verdicts || reviews) this.#cases.push(facts);
  }

  /** The range of a case that no completion narrows further: it is the answer. */
  addAll(range: Range, facts: Case): void {
    if (this.covers(range)) return;
    this.#addVerdicts(range);
    this.#addReviews(range.review);
    this.#cases.push(facts);
  }

  #addVerdicts({ atLeast, atMost }: Verdicts): void {
    const known = this.#verdicts ?? { atLeast, atMost };
    this.#verdicts = {
      atLeast: severity(known.atLeast) <= severity(atLeast) ? known.atLeast : atLeast,
      atMost: severity(known.atMost) >= severity(atMost) ? known.atMost : atMost,
    };
  }

  #addReviews(review: Reviews): void {
    this.#reviews = this.#reviews === null ? review : joined(this.#reviews, review);
  }

  /** Whether a range can add nothing. */
  covers(range: Range): boolean {
    return this.coversVerdicts(range) && this.coversReviews(range.review);
  }

  coversVerdicts(range: Verdicts): boolean {
    return this.#verdicts !== null && verdictsWithin(range, this.#verdicts);
  }

  coversReviews(review: Reviews): boolean {
    return this.#reviews !== null && reviewsWithin(review, this.#reviews);
  }

  /** Together with what could not be searched, of a case whose truth values give a range. */
  with(rest: Range | null, whole: Range): Range & { readonly exact: boolean } {
    const verdicts = this.#verdicts;
    const reviews = this.#reviews;
    const exact = verdicts !== null && reviews !== null && (rest === null || this.covers(rest));
    const found: Range = { ...(verdicts ?? whole), review: reviews ?? whole.review };
    return { ...(rest === null ? found : union(found, rest)), exact };
  }

  /** How promising it is to look into a range: what it may add, and how certain that is. */
  gain(range: Range): number {
    const [low, high] = [severity(range.atLeast), severity(range.atMost)];
    const [mild, strict] = [strictness(range.review.least), strictness(range.review.most)];
    if (this.#verdicts === null) return 1000 + high * 10 + low;
    const above = high - severity(this.#verdicts.atMost);
    const below = severity(this.#verdicts.atLeast) - low;
    if (above > 0) return 1000 + above * 10 + low;
    if (below > 0) return 500 + below * 10 - high;
    if (this.#reviews === null) return 200;
    const stricterBy = strict - strictness(this.#reviews.most);
    const milderBy = strictness(this.#reviews.least) - mild;
    if (stricterBy > 0) return 200 + stricterBy * 10 + mild;
    return milderBy > 0 ? 100 + milderBy * 10 - strict : 0;
  }
}
