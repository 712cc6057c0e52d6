/** Runs scenarios of a law that is being written, a few at a time. */
import type { Scenario } from "../check/tree.ts";
import { type Compilation, hasErrors, sourceLines } from "../index.ts";
import { load } from "../runtime/index.ts";
import type { ScenarioResult } from "../scenario/outcome.ts";
import { runScenarios } from "../scenario/run.ts";
import { tablesOf } from "./tables.ts";

/** Few enough that whoever waits for another answer does not notice. */
const AT_ONCE = 4;

/**
 * The results of the chosen scenarios in the order of the sources, some in each step; null while there are errors: without what
 * is left out, other answers are right. The tables are not proved first, as those of a build are.
 */
export function scenarioRuns(
  compilation: Compilation,
  isChosen: (scenario: Scenario) => boolean,
): Iterable<readonly ScenarioResult[]> | null {
  return hasErrors(compilation.diagnostics) ? null : runs(compilation, isChosen);
}

function* runs(
  compilation: Compilation,
  isChosen: (scenario: Scenario) => boolean,
): Generator<readonly ScenarioResult[]> {
  const { program } = compilation;
  const chosen = program.scenarios.filter(isChosen).sort((a, b) => a.span.start - b.span.start);
  if (chosen.length === 0) return;
  const bundle = tablesOf(compilation);
  const engine = load(bundle);
  const lines = sourceLines(compilation);
  for (let i = 0; i < chosen.length; i += AT_ONCE)
    yield runScenarios({ ...program, scenarios: chosen.slice(i, i + AT_ONCE) }, bundle, engine, { lines });
}
