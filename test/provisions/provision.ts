/** A provision compiled once for all tests of it: findings, tables, scenarios and how they went. */
import type { CaseJson, IsoDate, Program, Scenario } from "../../compiler/check/tree.ts";
import {
  build,
  compile,
  type Determination,
  hasErrors,
  MemoryHost,
  testScenarios,
} from "../../compiler/index.ts";
import { type Engine, load } from "../../compiler/runtime/index.ts";
import { NO_PAINT, prettyResults } from "../../compiler/scenario/render.ts";
import { workspaceOf } from "./workspaces.ts";

export interface Provision {
  readonly program: Program;
  readonly engine: Engine;
  readonly findings: readonly string[];
  readonly scenarios: readonly Scenario[];
  /** scenarios that failed, in full; empty if none did */
  readonly failures: string;
}

const compiled = new Map<string, Provision>();

export function provision(name: string): Provision {
  const known = compiled.get(name) ?? compileProvision(name);
  compiled.set(name, known);
  return known;
}

function compileProvision(name: string): Provision {
  const compilation = compile(new MemoryHost(workspaceOf(name)), []);
  const findings = compilation.diagnostics.map(({ span, code, message }) => {
    const place = compilation.workspace.files.get(span.file)?.source.position(span.start);
    return `${span.file}:${place?.line} ${code} ${message}`;
  });
  if (hasErrors(compilation.diagnostics)) throw new Error(findings.join("\n"));
  const { bundle } = build(compilation, { tablesOnly: true });
  const results = testScenarios(compilation, bundle);
  const failed = results.filter((result) => !result.passed);
  return {
    program: compilation.program,
    engine: load(bundle),
    findings,
    scenarios: results.map(({ scenario }) => scenario),
    failures: failed.length === 0 ? "" : prettyResults(failed, ({ file }) => file, NO_PAINT),
  };
}

/** The facts of a scenario, by the beginning of its title, with some of them replaced. */
export function factsOf(name: string, title: string, changes: Record<string, CaseJson> = {}): CaseJson {
  const found = provision(name).scenarios.filter((scenario) => scenario.title.startsWith(title));
  if (found.length !== 1) throw new Error(`${found.length} scenarios of ${name} begin with "${title}"`);
  return { ...(found[0]!.given as Record<string, CaseJson>), ...changes };
}

/** What a jurisdiction answers to a case; `completions`: with how many of them its range is sought. */
export function determine(
  name: string,
  facts: CaseJson,
  jurisdiction: string,
  asOf: IsoDate,
  completions = 1000,
): Determination {
  const answer = provision(name).engine.evaluate(facts, { asOf, completions, jurisdictions: [jurisdiction] });
  if ("problems" in answer) throw new Error(answer.problems.map(({ message }) => message).join("\n"));
  return answer.determinations[0]!;
}
