/**
 * Real law: the oracle answers every scenario of `examples/` as its author expects, and the runtime as the oracle does,
 * also when facts are taken away. What truth values leave open is held to the hull of the completions. `CORDON_LONG=1` asks
 * all of them, otherwise a part.
 */
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { CaseJson, Scenario } from "../../compiler/check/tree.ts";
import { type Hull, hull, type OracleDetermination, severity } from "../../compiler/oracle/index.ts";
import type { Determination } from "../../compiler/runtime/answer.ts";
import { Random } from "../support/generate-random.ts";
import { withoutFact } from "../support/generate-shrink.ts";
import { compareAnswers, exactly, isExact, isWider, outsideOf } from "./agreement.ts";
import { checkSources, compileProgram } from "./compile.ts";

const LONG = process.env.CORDON_LONG === "1";
/** Every so many scenarios are asked, and each with so many facts taken away, one at a time. */
const STEP = LONG ? 1 : 12;
const LOSSES = LONG ? 6 : 1;
/** Interpretations in which the oracle looks for a hull, and completions in which the runtime does. */
const HULL_BUDGET = LONG ? 300 : 100;
const COMPLETIONS = 2000;

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

/** Where what the runtime finds among the completions is not their hull. */
function hullDifferences(ours: Determination, exact: Hull): readonly string[] {
  const { atLeast, atMost } = ours;
  const wider =
    !exact.complete || !isExact(ours) || isWider(ours, exact)
      ? [`from ${atLeast} to ${atMost}, not shown to be the hull from ${exact.atLeast} to ${exact.atMost}`]
      : [];
  return [...outsideOf(ours, exact), ...wider];
}

/** Where what the runtime finds among the completions lies outside of what the truth values leave open. */
function rangeDifferences(
  { atLeast, atMost }: Determination,
  oracle: OracleDetermination,
): readonly string[] {
  const isWithin =
    severity(oracle.atLeast) <= severity(atLeast) && severity(atMost) <= severity(oracle.atMost);
  return isWithin ? [] : [`from ${atLeast} to ${atMost}, outside of ${oracle.atLeast} to ${oracle.atMost}`];
}

test("the scenarios of the examples mean the same to both", { timeout: 3_600_000 }, () => {
  const { program, errors } = checkSources(exampleSources());
  expect(errors).toEqual([]);
  const { engine } = compileProgram(program);
  const random = new Random(20221007);
  const wrong: string[] = [];
  let compared = 0;
  let hulls = 0;
  let unsought = 0;
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
        if (i > 0 || practice) continue;
        if (oracle.verdict !== "undetermined") {
          if (oracle.verdict !== verdict)
            wrong.push(`${name}: expected ${verdict}, the oracle says ${oracle.verdict}`);
          continue;
        }
        // completions may close what truth values leave open
        const exact = hull(program, caseJson, question, { budget: HULL_BUDGET, shortcut: true, elements: 1 });
        const ours = exactly(engine, caseJson, question, COMPLETIONS)!;
        if (exact.kind === "hull") hulls++;
        else unsought++;
        const found = exact.kind === "hull" ? hullDifferences(ours, exact) : rangeDifferences(ours, oracle);
        const said = exact.kind === "hull" ? exact.verdict : ours.verdict;
        if (found.length > 0) wrong.push(`${name}: ${found.join("; ")}`);
        if (said !== verdict) wrong.push(`${name}: expected ${verdict}, the completions say ${said}`);
      }
    }
  }
  console.info(
    `${compared} answers on the examples compared; ${hulls} hulls, ${unsought} of too many completions to seek`,
  );
  expect(wrong).toEqual([]);
  expect(compared).toBeGreaterThan(asked.length);
  // a range of truth values is a weak judge: few may be left to it
  expect(unsought).toBeLessThan((hulls + unsought) / 10);
});
