/** Review grids of requirements, version by version, as the rules of this folder ask about them. */
import type { Law, Point } from "../analysis/index.ts";
import type { RequirementRule } from "../analysis/opening/law.ts";
import { versionAt } from "../analysis/opening/moment.ts";
import type { Expr, PolicyGridValue, PolicyValue } from "../check/tree.ts";
import { dependenciesOf } from "./dependencies.ts";
import type { Concern, Examiner } from "./examiner.ts";
import { expressionsOf } from "./never-holds.ts";

/** A requirement at a moment with the grid that governs its review then. */
export interface Governed {
  readonly rule: RequirementRule;
  readonly point: Point;
  readonly grid: PolicyGridValue;
}

/** Every grid in force, with each requirement that uses it, at every moment at which one of the two changes. */
export function* grids(examiner: Examiner, concerns: Concern): Generator<Governed> {
  const { law } = examiner;
  yield* gridsOf(
    examiner,
    law.normal.requirements.filter((rule) => concerns(rule.of)),
  );
}

/** The same for each review that a measure of concern uses, with every measure that uses it too. */
export function* sharedGrids(examiner: Examiner, concerns: Concern): Generator<Governed> {
  const { requirements } = examiner.law.normal;
  const concerned = requirements.filter((rule) => concerns(rule.of));
  const reviews = new Set(concerned.map((rule) => declaredReview(rule.effect.review)));
  yield* gridsOf(
    examiner,
    requirements.filter((rule) => reviews.has(declaredReview(rule.effect.review))),
  );
}

/** A declared review may be that of several measures. */
function declaredReview(review: PolicyValue | null): unknown {
  return review?.kind === "review" ? review.review : review;
}

function* gridsOf(examiner: Examiner, rules: readonly RequirementRule[]): Generator<Governed> {
  const { law } = examiner;
  for (const rule of rules) {
    const { review } = rule.effect;
    if (review === null || isFixed(review)) continue;
    const { days } = dependenciesOf([...reviewExpressions(review), ...expressionsOf(rule.parts)], law);
    const all = new Set(days);
    if (review.kind === "review") {
      for (const { from } of review.review.chronology.versions) if (from !== null) all.add(from);
      for (const { from, until } of review.review.chronology.statuses) {
        all.add(from);
        if (until !== null) all.add(until);
      }
    }
    for (const point of examiner.moments(rule.effective, all)) {
      const grid = gridAt(law, review, point);
      if (grid !== null) yield { rule, point, grid };
    }
  }
}

function isFixed(review: PolicyValue): boolean {
  return review.kind === "policy" || review.kind === "column";
}

function gridAt(law: Law, review: PolicyValue, point: Point): PolicyGridValue | null {
  if (review.kind === "grid") return review.grid;
  if (review.kind !== "review") return null;
  const version = versionAt(law.reviews.get(review.review.id)?.versions ?? [], point);
  return version?.effective.state === "in_force" ? version.grid : null;
}

function reviewExpressions(review: PolicyValue): readonly Expr[] {
  const of = ({ limbs }: PolicyGridValue): readonly Expr[] =>
    limbs.flatMap((limb) => (limb.when === null ? [] : [limb.when]));
  if (review.kind === "grid") return of(review.grid);
  if (review.kind !== "review") return [];
  return review.review.chronology.versions.flatMap((version) => of(version.value));
}

/** How often one question about a grid is asked before it is left alone: it comes back for every requirement and date. */
const MOST_TRIES = 3;

export class Tries {
  readonly #taken = new Map<string, number>();

  isLeft(key: string): boolean {
    return (this.#taken.get(key) ?? 0) < MOST_TRIES;
  }

  take(key: string): void {
    this.#taken.set(key, (this.#taken.get(key) ?? 0) + 1);
  }
}
