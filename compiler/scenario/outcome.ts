/** What running a scenario found: what was expected, what came, and which clause decided. */
import type { ExpectationValue, Scenario } from "../check/tree.ts";
import type { CaseProblem, Determination, MissingFact } from "../runtime/answer.ts";

export interface ScenarioResult {
  readonly scenario: Scenario;
  readonly passed: boolean;
  /** the scenario's facts are no case: nothing could be determined */
  readonly problems: readonly CaseProblem[];
  /** one per expectation, in order; empty if there are problems */
  readonly expectations: readonly ExpectationResult[];
}

export interface ExpectationResult {
  readonly expectation: ExpectationValue;
  readonly passed: boolean;
  /** every point in which the answer differs */
  readonly mismatches: readonly Mismatch[];
  /** null where the jurisdiction gave no answer */
  readonly came: Determination | null;
  /** the clauses that gave the answer, most restrictive first */
  readonly deciding: readonly DecidingClause[];
  readonly missing: readonly MissingFact[];
}

export interface Mismatch {
  readonly what: "verdict" | "reason" | "review" | "routes" | "missing";
  /** in words */
  readonly expected: string;
  readonly came: string;
}

export interface DecidingClause {
  /** row id */
  readonly id: string;
  readonly title: string | null;
  readonly verdict: string;
  /** `unknown`: whether it holds depends on a missing fact */
  readonly holds: "yes" | "unknown";
  readonly citations: readonly string[];
  /** `path:line`, or null where the row has no place */
  readonly place: string | null;
}
