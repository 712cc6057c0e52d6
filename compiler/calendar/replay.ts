/** Answers of the runtime on two days, and what of them a calendar compares. */
import type { CaseJson, IsoDate } from "../check/tree.ts";
import type { Determination, Verdict } from "../runtime/answer.ts";
import type { ReviewPolicy } from "../runtime/format.ts";
import type { Engine, EvaluateOptions } from "../runtime/index.ts";

/** The part of an answer that a calendar speaks of: verdict, review policy and license types. */
export interface Brief {
  readonly verdict: Verdict | "undetermined";
  readonly atLeast: Verdict;
  readonly atMost: Verdict;
  /** least and most restrictive policy still possible; equal where it is settled */
  readonly review: readonly [ReviewPolicy | null, ReviewPolicy | null];
  readonly routes: readonly string[];
  /** the verdict of practice, where it differs from the text */
  readonly practice: string | null;
  /** rows that give the verdict */
  readonly by: readonly string[];
}

export type BriefOptions = Omit<EvaluateOptions, "asOf" | "jurisdictions">;

/** What the runtime answers; null where it refuses the case. */
export function briefOf(
  engine: Engine,
  facts: CaseJson,
  asOf: IsoDate,
  jurisdiction: string,
  more: BriefOptions = {},
): Brief | null {
  const answer = engine.evaluate(facts, { ...more, asOf, jurisdictions: [jurisdiction] });
  const [found] = "problems" in answer ? [] : answer.determinations;
  return found === undefined ? null : briefly(found);
}

export function briefly(d: Determination): Brief {
  const governing = d.requirements.filter(
    (r) => r.holds === "yes" && (r.releasedBy === null ? r.verdict : "authorized") === d.verdict,
  );
  return {
    verdict: d.verdict,
    atLeast: d.atLeast,
    atMost: d.atMost,
    review: d.reviewRange ?? [d.reviewPolicy, d.reviewPolicy],
    routes: d.routes,
    practice: d.practice === null ? null : `${d.practice.verdict} ${d.practice.reviewPolicy ?? ""}`.trim(),
    by: [...new Set(governing.map((r) => r.id))],
  };
}

/** Whether two answers say the same, whatever rows they rest on. */
export function saysTheSame(a: Brief, b: Brief): boolean {
  return said(a) === said(b);
}

/** Whether two answers say the same, by the same rows. */
export function restsOnTheSame(a: Brief, b: Brief): boolean {
  return saysTheSame(a, b) && a.by.join() === b.by.join();
}

function said({ verdict, atLeast, atMost, review, routes, practice }: Brief): string {
  return JSON.stringify([verdict, atLeast, atMost, review, routes, practice]);
}
