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
  const options = {
    asOf: question.asOf,
    ...(question.knownAt ? { knownAt: question.knownAt } : {}),
    jurisdictions: [question.jurisdiction],
    // The oracle answers by truth values; completions are compared with its enumeration.
    completions: 0,
  };
  const answer = engine.evaluate(caseJson, options);
  if ("problems" in answer) {
    return { differences: [`refused: ${JSON.stringify(answer.problems)}`], oracle, engine: null };
  }
  const determination = (answer as Answer).determinations[0];
  if (determination === undefined) return { differences: ["no determination"], oracle, engine: null };
  const practice = interpret(program, caseJson, { ...question, view: "practice" });
  const differences = [
    ...differencesOf(determination, oracle, practice),
    ...preparedDifferences(engine, options, caseJson, determination),
    ...hurriedDifferences(engine, options, caseJson, determination),
    ...quickDifferences(program, caseJson, question, oracle),
  ];
  return { differences, oracle, engine: determination };
}

/** The runtime has a fast way for plain law and cases; it must say the same as the general one. */
function preparedDifferences(
  engine: Engine,
  options: Parameters<Engine["evaluate"]>[1],
  caseJson: CaseJson,
  determination: Determination,
): readonly string[] {
  const prepared = engine.prepare(options);
  const found: string[] = [];
  const [verdict] = prepared.decide(caseJson);
  if (verdict !== determination.verdict) {
    found.push(`prepared verdict: ${verdict} instead of ${determination.verdict}`);
  }
  const answer = prepared.evaluate(caseJson);
  const [text, expected] = [JSON.stringify(answer), JSON.stringify(determination)];
  if (!text.includes(expected)) found.push(`prepared answer: ${text} instead of ${expected}`);
  return found;
}

/** The runtime may read no more than its answer rests on; but for remarks about other facts it must be the same. */
function hurriedDifferences(
  engine: Engine,
  options: Parameters<Engine["evaluate"]>[1],
  caseJson: CaseJson,
  determination: Determination,
): readonly string[] {
  const told = ({ contradictions: _, caveats: __, assertions: ___, ...answer }: Determination): string =>
    JSON.stringify(answer);
  const answer = engine.evaluate(caseJson, { ...options, onlyAnswer: true });
  if ("problems" in answer) return ["runtime in a hurry: refused"];
  const [hurried, whole] = [told(answer.determinations[0]!), told(determination)];
  return hurried === whole ? [] : [`runtime in a hurry: ${hurried} instead of ${whole}`];
}

/** The oracle may read no more than its answer rests on; the answer must be the same. */
function quickDifferences(
  program: Program,
  caseJson: CaseJson,
  question: Question,
  whole: OracleDetermination,
): readonly string[] {
  const told = ({ contradictions: _, missing: __, ...answer }: OracleDetermination): string =>
    JSON.stringify(answer);
  const quick = told(interpret(program, caseJson, { ...question, onlyAnswer: true }));
  return quick === told(whole) ? [] : [`oracle in a hurry: ${quick} instead of ${told(whole)}`];
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
  same("exceptions", engineExceptions(engine), oracleExceptions(oracle));
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
  const lines = engine.requirements.map(({ id, holds, verdict, reviewPolicy, releasedBy }) =>
    [plainId(id), holds, verdict, reviewPolicy ?? "-", ...(releasedBy === null ? [] : ["released"])].join(
      " ",
    ),
  );
  return [...new Set(lines)].sort();
}

function oracleRequirements(oracle: OracleDetermination): readonly string[] {
  const lines = oracle.requirements.map(({ id, holds, verdict, review, releasedBy }) => {
    const policy = review.least === review.most ? review.most : null;
    return [id, holds, verdict, policy ?? "-", ...(releasedBy.length === 0 ? [] : ["released"])].join(" ");
  });
  return [...new Set(lines)].sort();
}

function engineExceptions(engine: Determination): readonly string[] {
  return [...new Set(engine.exceptions.map(({ id, holds }) => `${id} ${holds}`))].sort();
}

/** The exceptions that release a requirement, or may. */
function oracleExceptions(oracle: OracleDetermination): readonly string[] {
  const certain = new Set(oracle.requirements.flatMap(({ releasedBy }) => releasedBy));
  const perhaps = oracle.requirements.flatMap(({ perhapsReleasedBy }) => perhapsReleasedBy);
  const open = new Set(perhaps.filter((id) => !certain.has(id)));
  return [...[...certain].map((id) => `${id} yes`), ...[...open].map((id) => `${id} unknown`)].sort();
}

function engineReview(engine: Determination): readonly (PolicyName | null)[] {
  if (engine.reviewRange !== null) return [...engine.reviewRange];
  return [engine.reviewPolicy, engine.reviewPolicy];
}

/** The answer of the runtime with its range sought among the completions, at most so many of them. */
export function exactly(
  engine: Engine,
  caseJson: CaseJson,
  { asOf, knownAt, jurisdiction }: Question,
  completions: number,
): Determination | null {
  const options = { asOf, ...(knownAt ? { knownAt } : {}), jurisdictions: [jurisdiction], completions };
  const answer = engine.evaluate(caseJson, options);
  return "problems" in answer ? null : (answer.determinations[0] ?? null);
}

/** Whether a range is said to be exact. */
export function isExact({ caveats }: Determination): boolean {
  return !caveats.some((caveat) => caveat.startsWith("range_not_exact"));
}

/**
 * Whether a range that is said to be exact is wider than the hull, where that is complete. The policies are looked into
 * where the verdict is one.
 */
export function isWider(engine: Determination, exact: Hull): boolean {
  if (!isExact(engine) || !exact.complete) return false;
  if (engine.atLeast !== exact.atLeast || engine.atMost !== exact.atMost) return true;
  if (engine.verdict === "undetermined") return false;
  return engineReview(engine).join() !== [exact.review.least, exact.review.most].join();
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
