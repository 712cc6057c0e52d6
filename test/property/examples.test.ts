/**
 * Real law: the oracle answers every scenario of `examples/` as its author expects, and the runtime as the oracle does,
 * also when facts are taken away. `CORDON_LONG=1` asks all of them, otherwise a part.
 */
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { CaseJson, Scenario } from "../../compiler/check/tree.ts";
import { type OracleDetermination, type Question, severity } from "../../compiler/oracle/index.ts";
import type { Engine } from "../../compiler/runtime/index.ts";
import { Random } from "../support/generate-random.ts";
import { withoutFact } from "../support/generate-shrink.ts";
import { compareAnswers } from "./agreement.ts";
import { checkSources, compileProgram } from "./compile.ts";

const LONG = process.env.CORDON_LONG === "1";
/** Every so many scenarios are asked, and each with so many facts taken away, one at a time. */
const STEP = LONG ? 1 : 12;
const LOSSES = LONG ? 6 : 1;

const FOLDER = new URL("../../examples/", import.meta.url);

function exampleSources(): Record<string, string> {
  const sources: Record<string, string> = {};
  for (const path of readdirSync(FOLDER, { recursive: true, encoding: "utf8" })) {
    if (/\.(cordon|csv|json)$/.test(path)) sources[path] = readFileSync(new URL(path, FOLDER), "utf8");
  }
  return sources;
}

function nameOf(scenario: Scenario, asOf: string, jurisdiction: string): string {
  return `${scenario.title} (${jurisdiction} on ${asOf})`;
}

/** What truth values leave open the completions of the case may close, within the range of the truth values (MEANING, section 5). */
function closedByCompletions(
  engine: Engine,
  caseJson: CaseJson,
  { asOf, knownAt, jurisdiction }: Question,
  oracle: OracleDetermination,
  verdict: Scenario["expectations"][number]["verdict"],
): boolean {
  if (oracle.verdict !== "undetermined" || verdict === "undetermined") return false;
  const answer = engine.evaluate(caseJson, {
    asOf,
    ...(knownAt ? { knownAt } : {}),
    jurisdictions: [jurisdiction],
  });
  if ("problems" in answer || answer.determinations[0]?.verdict !== verdict) return false;
  return severity(oracle.atLeast) <= severity(verdict) && severity(verdict) <= severity(oracle.atMost);
}

test("the scenarios of the examples mean the same to both", { timeout: 3_600_000 }, () => {
  const { program, errors } = checkSources(exampleSources());
  expect(errors).toEqual([]);
  const { engine } = compileProgram(program);
  const random = new Random(20221007);
  const wrong: string[] = [];
  let compared = 0;
  const asked = program.scenarios.filter((scenario, i) => i % STEP === 0 && scenario.proposal === null);
  for (const scenario of asked) {
    for (const { on: asOf, knownAt, practice, jurisdiction, verdict } of scenario.expectations) {
      const question = { asOf, knownAt, jurisdiction: jurisdiction.name };
      const name = nameOf(scenario, asOf, jurisdiction.name);
      const cases: CaseJson[] = [scenario.given];
      for (let i = 0; i < LOSSES; i++) cases.push(withoutFact(scenario.given, random));
      for (const [i, caseJson] of cases.entries()) {
        const { differences, oracle } = compareAnswers(program, engine, caseJson, question);
        compared++;
        if (differences.length > 0)
          wrong.push(`${name}: ${differences.join("; ")} for ${JSON.stringify(caseJson)}`);
        const agreed =
          oracle.verdict === verdict || closedByCompletions(engine, caseJson, question, oracle, verdict);
        if (i === 0 && !practice && !agreed) {
          wrong.push(`${name}: expected ${verdict}, the oracle says ${oracle.verdict}`);
        }
      }
    }
  }
  console.info(`${compared} answers on the examples compared`);
  expect(wrong).toEqual([]);
  expect(compared).toBeGreaterThan(asked.length);
});
