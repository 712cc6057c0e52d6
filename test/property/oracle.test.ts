/**
 * The runtime against the oracle: two implementations of `grammar/MEANING.md` that share no code, held together on
 * generated programs and cases. `CORDON_LONG=1` compares at least 100,000 answers; `CORDON_SEED` starts elsewhere.
 */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { CaseJson } from "../../compiler/check/tree.ts";
import { hull } from "../../compiler/oracle/index.ts";
import { type GeneratedQuestion, generateCase, generateQuestion } from "../support/generate-case.ts";
import { generatePlainProgram } from "../support/generate-plain.ts";
import { type GeneratedProgram, generateProgram, sourcesOf } from "../support/generate-program.ts";
import { Random } from "../support/generate-random.ts";
import { withoutFact } from "../support/generate-shrink.ts";
import { compareAnswers, exactly, isExact, isWider, outsideOf } from "./agreement.ts";
import { type Compiled, checkSources, compileProgram } from "./compile.ts";
import { describeSmallest } from "./smallest.ts";

const LONG = process.env.CORDON_LONG === "1";
const SEED = Number(process.env.CORDON_SEED ?? 1);
const PROGRAMS = LONG ? 2000 : 60;
const CASES = LONG ? 60 : 40;
/** Programs of plain tables, which the runtime decides in a way of its own. */
const PLAIN_PROGRAMS = LONG ? 400 : 20;
/** Small programs and cases whose exact hull is looked for, by at most so many interpretations each. */
const HULL_PROGRAMS = LONG ? 1500 : 40;
const HULL_CASES = 4;
/** Cases that lack nothing of account are passed over. */
const HULL_TRIES = 40;
const HULL_BUDGET = LONG ? 600 : 250;
/** Completions among which the runtime seeks the same; beyond them it must say that its range may be wider. */
const COMPLETIONS = 2000;

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

/** Compares cases of programs one after another; throws the smallest disagreement. */
function compareAll(
  programs: number,
  generate: (seed: number) => GeneratedProgram,
): { readonly compared: number; readonly undetermined: number } {
  let compared = 0;
  let undetermined = 0;
  for (let seed = SEED; seed < SEED + programs; seed++) {
    const generated = generate(seed);
    const { program, engine } = compiled(generated);
    const random = new Random(seed * 7919);
    for (let i = 0; i < CASES; i++) {
      const caseJson = generateCase(generated, random, random.pick(GAPS));
      const question = generateQuestion(generated, random);
      const { differences, oracle } = compareAnswers(program, engine, caseJson, question);
      compared++;
      if (oracle.verdict === "undetermined") undetermined++;
      if (differences.length > 0) throw new Error(describeSmallest(generated, caseJson, question, "compare"));
    }
  }
  return { compared, undetermined };
}

describe("runtime and oracle", () => {
  test(`agree on generated programs from seed ${SEED}`, { timeout: 3_600_000 }, () => {
    const { compared, undetermined } = compareAll(PROGRAMS, (seed) => generateProgram(seed));
    console.info(
      `${compared} answers compared (${undetermined} undetermined), seeds ${SEED} to ${SEED + PROGRAMS - 1}`,
    );
    expect(compared).toBe(PROGRAMS * CASES);
    // Cases that leave everything open, or nothing, would prove little.
    expect(undetermined).toBeGreaterThan(compared / 10);
    expect(undetermined).toBeLessThan(compared / 2);
  });

  test(`agree on tables over given facts, from seed ${SEED}`, { timeout: 3_600_000 }, () => {
    const { compared, undetermined } = compareAll(PLAIN_PROGRAMS, generatePlainProgram);
    console.info(`${compared} answers of plain tables compared (${undetermined} undetermined)`);
    expect(compared).toBe(PLAIN_PROGRAMS * CASES);
  });

  test(`give the hull of the completions of incomplete cases, from seed ${SEED}`, {
    timeout: 3_600_000,
  }, () => {
    let hulls = 0;
    let open = 0;
    let exact = 0;
    let narrower = 0;
    let complete = 0;
    let shortcuts = 0;
    for (let seed = SEED; seed < SEED + HULL_PROGRAMS; seed++) {
      const generated = generateProgram(seed, "small");
      const { program, engine } = compiled(generated);
      const random = new Random(seed * 104_729);
      let sought = 0;
      for (let i = 0; i < HULL_TRIES && sought < HULL_CASES; i++) {
        let caseJson: CaseJson = generateCase(generated, random, { missing: 0, unknown: 0.02 });
        for (let lost = random.between(1, 6); lost > 0; lost--) caseJson = withoutFact(caseJson, random);
        const question = generateQuestion(generated, random);
        const { engine: answer, oracle } = compareAnswers(program, engine, caseJson, question);
        if (answer === null || oracle.missing.length === 0) continue;
        sought++;
        // Every third takes nothing from the truth values: it shows that they are never narrower than the hull.
        const shortcut = sought % 3 !== 0;
        const found = hull(program, caseJson, question, { budget: HULL_BUDGET, shortcut, elements: 2 });
        if (found.kind === "too many") continue;
        hulls++;
        if (found.verdict === "undetermined") open++;
        const ours = exactly(engine, caseJson, question, COMPLETIONS);
        if (
          ours === null ||
          outsideOf(answer, found).length > 0 ||
          outsideOf(ours, found).length > 0 ||
          isWider(ours, found)
        ) {
          throw new Error(describeSmallest(generated, caseJson, question, "hull"));
        }
        if (!shortcut) {
          const shown = hull(program, caseJson, question, {
            budget: HULL_BUDGET,
            shortcut: true,
            elements: 2,
          });
          expect(shown).toMatchObject({ atLeast: found.atLeast, atMost: found.atMost });
          shortcuts++;
        }
        if (isExact(ours)) exact++;
        if (found.complete) complete++;
        if (ours.atLeast !== answer.atLeast || ours.atMost !== answer.atMost) narrower++;
      }
    }
    console.info(
      `${hulls} hulls (${open} of more than one verdict, ${complete} complete); the runtime finds ${exact} exactly, ${narrower} narrower than by truth values`,
    );
    expect(hulls).toBeGreaterThan(HULL_PROGRAMS / 4);
    expect(exact).toBeGreaterThan(hulls * 0.9);
    expect(shortcuts).toBeGreaterThan(hulls / 10);
    // Most of them must be such as the runtime is held to from both sides.
    expect(complete).toBeGreaterThan(hulls * 0.6);
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
        if (exact.kind !== "hull" || answer === null) continue;
        expect(outsideOf(answer, exact)).toEqual([]);
        const ours = exactly(engine, caseJson, question, COMPLETIONS);
        expect(ours === null ? [] : outsideOf(ours, exact)).toEqual([]);
        const shown = hull(program, caseJson, question, { budget: 3000, shortcut: true });
        if (ours !== null && shown.kind === "hull") expect(isWider(ours, shown)).toBe(false);
      }
    });
  }
});
