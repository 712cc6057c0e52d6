/** Scenarios in the editor: where they stand, and what running one finds. */
import { scenarioRuns } from "../../compiler/editor/index.ts";
import type { Compilation, ScenarioResult } from "../../compiler/index.ts";
import type { Snapshot } from "./snapshot.ts";
import type { Range } from "./syntax.ts";

export interface Runnable extends Range {
  readonly title: string;
}

export function scenariosIn(snapshot: Snapshot, path: string): Runnable[] {
  const parsed = snapshot.parsed(path);
  if (parsed === null) return [];
  return parsed.file.declarations.flatMap((declaration) =>
    declaration.kind === "ScenarioDeclaration" && !declaration.title.missing
      ? [{ start: declaration.start, end: declaration.end, title: declaration.title.value }]
      : [],
  );
}

export interface RunResult extends Runnable {
  readonly passed: boolean;
  /** one line for each point in which the answer differs */
  readonly messages: readonly string[];
  /** the same, each with the place of the expectation it is about */
  readonly failures: readonly Failure[];
}

export interface Failure extends Range {
  readonly message: string;
  /** null where the facts are no case */
  readonly expected: string | null;
  readonly came: string | null;
}

/**
 * Runs the scenarios of a file, or those with the titles, on a whole law: what a file uses does not tell which measures reach
 * its cases. Null while the law has errors.
 */
export function runScenarios(
  compilation: Compilation,
  path: string,
  titles: readonly string[] | null,
): RunResult[] | null {
  const runs = scenarioRuns(
    compilation,
    ({ span, title }) => span.file === path && (titles === null || titles.includes(title)),
  );
  return runs === null ? null : [...runs].flat().map(resultOf);
}

function resultOf({ scenario, passed, problems, expectations }: ScenarioResult): RunResult {
  const { title, span } = scenario;
  const failures: Failure[] = [
    ...problems.map(({ message }) => ({
      start: span.start,
      end: span.end,
      message,
      expected: null,
      came: null,
    })),
    ...expectations.flatMap(({ expectation, mismatches }) =>
      mismatches.map(({ what, expected, came }) => ({
        start: expectation.span.start,
        end: expectation.span.end,
        message: `on ${expectation.on} ${expectation.jurisdiction.name}: ${what}: expected ${expected}, came ${came}`,
        expected,
        came,
      })),
    ),
  ];
  const messages = failures.map(({ message }) => message);
  return { title, start: span.start, end: span.end, passed, messages, failures };
}
