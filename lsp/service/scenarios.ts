/** Scenarios in the editor: where they stand, and what running one finds. */
import { tryScenarios } from "../../compiler/index.ts";
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
}

/** Runs the scenarios of a file, or the one with that title; null while what they need has errors. */
export function runScenarios(snapshot: Snapshot, path: string, title: string | null): RunResult[] | null {
  if (!snapshot.sources.has(path)) return [];
  const { compilation } = snapshot.focus(path);
  const results = tryScenarios(
    compilation,
    (scenario) => scenario.span.file === path && (title === null || scenario.title === title),
  );
  if (results === null) return null;
  return results.map(({ scenario, passed, problems, expectations }) => ({
    title: scenario.title,
    start: scenario.span.start,
    end: scenario.span.end,
    passed,
    messages: [
      ...problems.map(({ message }) => message),
      ...expectations.flatMap(({ expectation, mismatches }) =>
        mismatches.map(
          ({ what, expected, came }) =>
            `on ${expectation.on} ${expectation.jurisdiction.name}: ${what}: expected ${expected}, came ${came}`,
        ),
      ),
    ],
  }));
}
