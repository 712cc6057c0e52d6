/** Runs scenarios against the tables a build would emit: what is tested is what is shipped. */
import type { CaseJson, ExpectationValue, Program, Scenario } from "../check/tree.ts";
import type { Answer, CaseProblem, Determination } from "../runtime/answer.ts";
import type { Bundle } from "../runtime/format.ts";
import { compareAnswer } from "./compare.ts";
import type { DecidingClause, ExpectationResult, ScenarioResult } from "./outcome.ts";
import { type Places, rowPlaces, type SourceLines } from "./places.ts";

/** The part of an engine that scenarios need. */
export interface Evaluator {
  evaluate(
    caseJson: unknown,
    options: { asOf: string; knownAt?: string; jurisdictions?: string[]; practice: boolean },
  ): Answer | { readonly problems: readonly CaseProblem[] };
}

export interface RunOptions {
  readonly lines: SourceLines;
  /** only the expectations for these jurisdictions; null: all */
  readonly jurisdictions?: readonly string[] | null;
}

/** Runs every scenario that stands outside proposals, in the order of the sources. */
export function runScenarios(
  program: Program,
  bundle: Bundle,
  engine: Evaluator,
  options: RunOptions,
): ScenarioResult[] {
  const places = rowPlaces(bundle, options.lines);
  return program.scenarios
    .filter((scenario) => scenario.proposal === null)
    .toSorted((a, b) =>
      a.span.file < b.span.file ? -1 : a.span.file > b.span.file ? 1 : a.span.start - b.span.start,
    )
    .map((scenario) => runScenario(scenario, engine, places, options.jurisdictions ?? null));
}

function runScenario(
  scenario: Scenario,
  engine: Evaluator,
  places: Places,
  only: readonly string[] | null,
): ScenarioResult {
  const results: ExpectationResult[] = [];
  for (const expectation of scenario.expectations) {
    if (only !== null && !only.includes(expectation.jurisdiction.name)) continue;
    const answer = ask(engine, scenario.given, expectation);
    if ("problems" in answer) return { scenario, passed: false, problems: answer.problems, expectations: [] };
    results.push(judge(expectation, answer.determinations, places));
  }
  return { scenario, passed: results.every((result) => result.passed), problems: [], expectations: results };
}

function ask(engine: Evaluator, given: CaseJson, expectation: ExpectationValue) {
  return engine.evaluate(given, {
    asOf: expectation.on,
    ...(expectation.knownAt === null ? {} : { knownAt: expectation.knownAt }),
    jurisdictions: [expectation.jurisdiction.name],
    // worked out anew, and said by no expectation about the text
    practice: expectation.practice,
  });
}

function judge(
  expectation: ExpectationValue,
  determinations: readonly Determination[],
  places: Places,
): ExpectationResult {
  const came = determinations.find((d) => d.jurisdiction === expectation.jurisdiction.name) ?? null;
  const mismatches = compareAnswer(expectation, came, places);
  return {
    expectation,
    passed: mismatches.length === 0,
    mismatches,
    came,
    deciding: came === null ? [] : decidingClauses(came, places),
    missing: came?.missing ?? [],
  };
}

/** The requirements that carry the verdict; where none does, those that may, then the exceptions that lift. */
function decidingClauses(came: Determination, places: Places): DecidingClause[] {
  const clause = (r: Determination["requirements"][number]): DecidingClause => ({
    id: r.id,
    title: r.title,
    verdict: r.releasedBy === null ? r.verdict : `${r.verdict}, lifted by ${r.releasedBy}`,
    holds: r.holds,
    citations: r.basis,
    place: places.of(r.id),
  });
  const governing = came.requirements.filter(
    (r) => r.holds === "yes" && (r.releasedBy === null ? r.verdict : "authorized") === came.verdict,
  );
  const found = governing.length > 0 ? governing : came.requirements.filter((r) => r.holds === "unknown");
  const exceptions = came.exceptions
    .filter((e) => found.some((r) => r.releasedBy === e.id || r.releasedBy?.startsWith(`${e.id}/`)))
    .map(
      (e): DecidingClause => ({
        id: e.id,
        title: e.title,
        verdict: "authorized",
        holds: e.holds,
        citations: e.basis,
        place: places.of(e.id),
      }),
    );
  return [...found.map(clause), ...exceptions];
}
