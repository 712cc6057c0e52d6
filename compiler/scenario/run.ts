/** Runs scenarios against the tables a build would emit: what is tested is what is shipped. */
import type { CaseJson, ExpectationValue, Program, Scenario } from "../check/tree.ts";
import type { Answer, CaseProblem, Determination } from "../runtime/answer.ts";
import type { Bundle } from "../runtime/format.ts";
import { compareAnswer } from "./compare.ts";
import type { DecidingClause, ExpectationResult, ScenarioResult } from "./outcome.ts";
import { type Places, rowPlaces, type SourceLines } from "./places.ts";

/** The part of an engine that scenarios need. */
export interface Evaluator {
  evaluate(caseJson: unknown, options: QuestionOptions): Reply;
}

export interface QuestionOptions {
  readonly asOf: string;
  readonly knownAt?: string;
  readonly jurisdictions?: string[];
  readonly practice: boolean;
}

export type Reply = Answer | { readonly problems: readonly CaseProblem[] };

/** What an expectation asks of the tables. */
export interface Question {
  readonly given: CaseJson;
  readonly options: QuestionOptions;
}

/** Makes what answers: it is told beforehand all that may be asked, in the order in which it will be. */
export type EvaluatorOf = (bundle: Bundle, questions: readonly Question[]) => Evaluator;

export interface RunOptions {
  readonly lines: SourceLines;
}

/** Runs every scenario that stands outside proposals, in the order of the sources. */
export function runScenarios(
  program: Pick<Program, "scenarios">,
  bundle: Bundle,
  engine: Evaluator,
  options: RunOptions,
): ScenarioResult[] {
  const places = rowPlaces(bundle, options.lines);
  return inOrder(program).map((scenario) => runScenario(scenario, engine, places));
}

/** All that such a run may ask, in its order; after a refusal it asks no more of a scenario. */
export function questionsOf(program: Pick<Program, "scenarios">): Question[] {
  return inOrder(program).flatMap(({ given, expectations }) =>
    expectations.map((expectation) => ({ given, options: optionsOf(expectation) })),
  );
}

function inOrder({ scenarios }: Pick<Program, "scenarios">): Scenario[] {
  return scenarios
    .filter((scenario) => scenario.proposal === null)
    .toSorted((a, b) =>
      a.span.file < b.span.file ? -1 : a.span.file > b.span.file ? 1 : a.span.start - b.span.start,
    );
}

function runScenario(scenario: Scenario, engine: Evaluator, places: Places): ScenarioResult {
  const results: ExpectationResult[] = [];
  for (const expectation of scenario.expectations) {
    const answer = engine.evaluate(scenario.given, optionsOf(expectation));
    if ("problems" in answer) return { scenario, passed: false, problems: answer.problems, expectations: [] };
    results.push(judge(expectation, answer.determinations, places));
  }
  return { scenario, passed: results.every((result) => result.passed), problems: [], expectations: results };
}

function optionsOf(expectation: ExpectationValue): QuestionOptions {
  return {
    asOf: expectation.on,
    ...(expectation.knownAt === null ? {} : { knownAt: expectation.knownAt }),
    jurisdictions: [expectation.jurisdiction.name],
    // worked out anew, and said by no expectation about the text
    practice: expectation.practice,
  };
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
