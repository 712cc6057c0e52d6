/**
 * The runtime against the oracle: two implementations of `grammar/MEANING.md` that share no code, held together on
 * generated programs and cases. `CORDON_LONG=1` compares at least 100,000 answers; `CORDON_SEED` starts elsewhere.
 */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { CaseJson } from "../../compiler/check/tree.ts";
import { hull } from "../../compiler/oracle/index.ts";
import { type GeneratedQuestion, generateCase, generateQuestion } from "../support/generate-case.ts";
import { type GeneratedProgram, generateProgram, sourcesOf } from "../support/generate-program.ts";
import { Random } from "../support/generate-random.ts";
import { compareAnswers, outsideOf } from "./agreement.ts";
import { type Compiled, checkSources, compileProgram } from "./compile.ts";
import { describeSmallest } from "./smallest.ts";

const LONG = process.env.CORDON_LONG === "1";
const SEED = Number(process.env.CORDON_SEED ?? 1);
const PROGRAMS = LONG ? 1500 : 60;
const CASES = LONG ? 70 : 40;
/** Cases of a program whose exact hull is looked for as well. */
const HULLS = LONG ? 8 : 4;
const HULL_BUDGET = 400;

const GAPS = [
  { missing: 0, unknown: 0 },
  { missing: 0, unknown: 0.1 },
  { missing: 0.1, unknown: 0.05 },
  { missing: 0.4, unknown: 0.05 },
];

function compiled(generated: GeneratedProgram): Compiled {
  const { program, errors } = checkSources(sourcesOf(generated));
  if (errors.length > 0) {
    throw new Error(
      `the program of seed ${generated.seed} does not check:\n${errors.slice(0, 5).join("\n")}`,
    );
  }
  return compileProgram(program);
}

describe("runtime and oracle", () => {
  test(`agree on generated programs from seed ${SEED}`, { timeout: 3_600_000 }, () => {
    let compared = 0;
    let undetermined = 0;
    let hulls = 0;
    for (let seed = SEED; seed < SEED + PROGRAMS; seed++) {
      const generated = generateProgram(seed);
      const { program, engine } = compiled(generated);
      const random = new Random(seed * 7919);
      for (let i = 0; i < CASES; i++) {
        const caseJson = generateCase(generated, random, random.pick(GAPS));
        const question = generateQuestion(generated, random);
        const { differences, engine: answer, oracle } = compareAnswers(program, engine, caseJson, question);
        compared++;
        if (oracle.verdict === "undetermined") undetermined++;
        if (differences.length > 0)
          throw new Error(describeSmallest(generated, caseJson, question, "compare"));
        if (i >= HULLS || answer === null) continue;
        const exact = hull(program, caseJson, question, { budget: HULL_BUDGET });
        if (exact.kind === "too many") continue;
        hulls++;
        if (outsideOf(answer, exact).length > 0) {
          throw new Error(describeSmallest(generated, caseJson, question, "hull"));
        }
      }
    }
    console.info(
      `${compared} answers compared (${undetermined} undetermined), ${hulls} exact hulls, seeds ${SEED} to ${SEED + PROGRAMS - 1}`,
    );
    expect(compared).toBe(PROGRAMS * CASES);
    expect(hulls).toBeGreaterThan(PROGRAMS / 2);
  });
});

interface Found {
  readonly why: string;
  readonly sources: Record<string, string>;
  readonly cases: readonly { readonly case: CaseJson; readonly question: GeneratedQuestion }[];
}

describe("disagreements found before", () => {
  const folder = new URL("./found/", import.meta.url);
  for (const name of readdirSync(folder).sort()) {
    const found: Found = JSON.parse(readFileSync(new URL(name, folder), "utf8"));
    test(found.why, () => {
      const { program, errors } = checkSources(found.sources);
      expect(errors).toEqual([]);
      const { engine } = compileProgram(program);
      for (const { case: caseJson, question } of found.cases) {
        const { differences, engine: answer } = compareAnswers(program, engine, caseJson, question);
        expect(differences).toEqual([]);
        const exact = hull(program, caseJson, question, { budget: 3000 });
        if (exact.kind === "hull" && answer !== null) expect(outsideOf(answer, exact)).toEqual([]);
      }
    });
  }
});
