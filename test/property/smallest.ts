/** Tells a disagreement by its smallest program and case, ready to be saved under `found/`. */
import type { CaseJson } from "../../compiler/check/tree.ts";
import { hull, RefusedCase } from "../../compiler/oracle/index.ts";
import type { GeneratedQuestion } from "../support/generate-case.ts";
import { type GeneratedProgram, sourcesOf } from "../support/generate-program.ts";
import { shrinkCase, shrinkProgram } from "../support/generate-shrink.ts";
import { compareAnswers, exactly, isWider, outsideOf } from "./agreement.ts";
import { type Compiled, checkSources, compileProgram } from "./compile.ts";

const HULL_BUDGET = 600;
const COMPLETIONS = 2000;

export type Kind = "compare" | "hull";

/** What is wrong between the two implementations for a case; empty where nothing is. */
export function disagreements(
  { program, engine }: Compiled,
  caseJson: CaseJson,
  question: GeneratedQuestion,
  kind: Kind,
): readonly string[] {
  const { differences, engine: answer } = compareAnswers(program, engine, caseJson, question);
  if (kind === "compare") return differences;
  if (answer === null) return [];
  const exact = hull(program, caseJson, question, { budget: HULL_BUDGET });
  const ours = exactly(engine, caseJson, question, COMPLETIONS);
  if (exact.kind === "too many" || ours === null) return [];
  const wider = isWider(ours, exact) ? [`wider: ${JSON.stringify(ours)}`] : [];
  const found = [...outsideOf(answer, exact), ...outsideOf(ours, exact), ...wider];
  return found.length === 0
    ? []
    : [...found, `least: ${JSON.stringify(exact.leastCase)}`, `most: ${JSON.stringify(exact.mostCase)}`];
}

function respectOf(found: readonly string[]): string {
  return found[0]?.replace(/:.*/s, "") ?? "";
}

export function describeSmallest(
  generated: GeneratedProgram,
  caseJson: CaseJson,
  question: GeneratedQuestion,
  kind: Kind,
): string {
  // The smaller one must differ in the same respect: a dropped declaration must not turn it into another disagreement.
  let respect: string | null = null;
  const differs = (compiled: Compiled, json: CaseJson): readonly string[] => {
    try {
      const found = disagreements(compiled, json, question, kind);
      respect ??= respectOf(found);
      return respectOf(found) === respect ? found : [];
    } catch (error) {
      if (error instanceof RefusedCase) return [];
      throw error;
    }
  };
  const whole = compileProgram(checkSources(sourcesOf(generated)).program);
  differs(whole, caseJson);
  const tryCompile = (candidate: GeneratedProgram): Compiled | null => {
    const { program, errors } = checkSources(sourcesOf(candidate));
    return errors.length > 0 || program.transaction === null ? null : compileProgram(program);
  };
  const program = shrinkProgram(generated, (candidate) => {
    const compiled = tryCompile(candidate);
    if (compiled === null) return false;
    const stillThere = compiled.program.jurisdictions.some((j) => j.name === question.jurisdiction);
    return stillThere && differs(compiled, caseJson).length > 0;
  });
  const compiled = tryCompile(program)!;
  const smallCase = shrinkCase(caseJson, (json) => differs(compiled, json).length > 0);
  const { "words.cordon": words, ...law } = sourcesOf(program);
  return [
    `runtime and oracle disagree (seed ${generated.seed})`,
    ...differs(compiled, smallCase),
    `question: ${JSON.stringify(question)}`,
    `case: ${JSON.stringify(smallCase)}`,
    ...Object.values(law),
    words,
  ].join("\n");
}
