/** Holds an answer of the runtime against the oracle. */
import type { CaseJson, Program, Verdict } from "../../compiler/check/tree.ts";
import {
  type Hull,
  interpret,
  type OracleDetermination,
  type PolicyName,
  type Question,
  rank,
  severity,
} from "../../compiler/oracle/index.ts";
import type { Answer, Determination } from "../../compiler/runtime/answer.ts";
import type { Engine } from "../../compiler/runtime/index.ts";

export interface Comparison {
  readonly differences: readonly string[];
  readonly oracle: OracleDetermination;
  readonly engine: Determination | null;
}

/** Every way in which the two answers differ; none where they agree. */
export function compareAnswers(
  program: Program,
  engine: Engine,
  caseJson: CaseJson,
  question: Question,
): Comparison {
  const oracle = interpret(program, caseJson, question);
  const answer = engine.evaluate(caseJson, {
    asOf: question.asOf,
    ...(question.knownAt ? { knownAt: question.knownAt } : {}),
    jurisdictions: [question.jurisdiction],
  });
  if ("problems" in answer) {
    return { differences: [`refused: ${JSON.stringify(answer.problems)}`], oracle, engine: null };
  }
  const determination = (answer as Answer).determinations[0];
  if (determination === undefined) return { differences: ["no determination"], oracle, engine: null };
  const practice = interpret(program, caseJson, { ...question, view: "practice" });
  return { differences: differencesOf(determination, oracle, practice), oracle, engine: determination };
}

function differencesOf(
  engine: Determination,
  oracle: OracleDetermination,
  practice: OracleDetermination,
): readonly string[] {
  const found: string[] = [];
  const same = (what: string, ours: unknown, theirs: unknown): void => {
    const [a, b] = [JSON.stringify(ours), JSON.stringify(theirs)];
    if (a !== b) found.push(`${what}: runtime ${a}, oracle ${b}`);
  };
  same("reached", engine.reached, oracle.reached);
  same("verdict", engine.verdict, oracle.verdict);
  same("at least", engine.atLeast, oracle.atLeast);
  same("at most", engine.atMost, oracle.atMost);
  same("requirements", engineRequirements(engine), oracleRequirements(oracle));
  same("review", engineReview(engine), [oracle.review.least, oracle.review.most]);
  if (oracle.verdict !== "undetermined" && oracle.requirements.every(({ holds }) => holds === "yes")) {
    same("routes", [...engine.routes].sort(), oracle.routes.certain);
  }
  same("practice", engine.practice?.verdict ?? engine.verdict, practice.verdict);
  return found;
}

/** The id of a requirement without the rectangle of time it was found in. */
function plainId(id: string): string {
  return id.replace(/@[^[]*(?=\[|$)/, "");
}

function engineRequirements(engine: Determination): readonly string[] {
  const lines = engine.requirements.map(
    ({ id, holds, releasedBy }) => `${plainId(id)} ${holds}${releasedBy === null ? "" : " released"}`,
  );
  return [...new Set(lines)].sort();
}

function oracleRequirements(oracle: OracleDetermination): readonly string[] {
  const lines = oracle.requirements.map(
    ({ id, holds, releasedBy }) => `${id} ${holds}${releasedBy.length === 0 ? "" : " released"}`,
  );
  return [...new Set(lines)].sort();
}

function engineReview(engine: Determination): readonly (PolicyName | null)[] {
  if (engine.reviewRange !== null) return [...engine.reviewRange];
  return [engine.reviewPolicy, engine.reviewPolicy];
}

/** Where the exact answer lies outside what the runtime holds possible. */
export function outsideOf(engine: Determination, exact: Hull): readonly string[] {
  const found: string[] = [];
  const least: Verdict = engine.atLeast;
  if (severity(exact.atLeast) < severity(least))
    found.push(`at least ${least}, but ${exact.atLeast} is possible`);
  if (severity(exact.atMost) > severity(engine.atMost)) {
    found.push(`at most ${engine.atMost}, but ${exact.atMost} is possible`);
  }
  const [mildest, strictest] = engineReview(engine);
  if (engine.verdict !== "undetermined") {
    if (rank(exact.review.least) < rank(mildest ?? null))
      found.push(`review at least ${mildest}, but ${exact.review.least} is possible`);
    if (rank(exact.review.most) > rank(strictest ?? null))
      found.push(`review at most ${strictest}, but ${exact.review.most} is possible`);
  }
  return found;
}
