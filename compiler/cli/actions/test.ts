import type { Coverage } from "../../coverage/measure.ts";
import { hitsOf } from "../../coverage/points.ts";
import { jsonCoverage, lcovCoverage, prettyCoverage } from "../../coverage/render.ts";
import { summarize } from "../../coverage/summary.ts";
import { build, testScenarios } from "../../index.ts";
import { jsonMutation, prettyMutation } from "../../mutate/render.ts";
import { type Mutation, runMutation } from "../../mutate/run.ts";
import {
  jsonResults,
  junitResults,
  NO_PAINT,
  type Paint,
  prettyResults,
  tally,
} from "../../scenario/render.ts";
import { measureInThreads } from "../coverage-threads.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { requireNoErrors } from "../findings.ts";
import { evaluatorInThreads } from "../scenario-threads.ts";
import { out, Progress, print, tell } from "../terminal.ts";
import { type Opened, openWorkspace } from "../workspace.ts";
import { newFile, writeMissing } from "./write-missing.ts";

export interface TestActionOptions {
  readonly reporter: "pretty" | "json" | "junit" | "lcov";
  readonly coverage?: boolean;
  /** in percent */
  readonly minCoverage?: number;
  readonly mutate?: boolean;
  /** how many mutants */
  readonly mutants: number | "all";
  readonly seed: number;
  /** survivors are counted and not judged */
  readonly scoreOnly?: boolean;
  /** the file to write scenarios to; true: the default one */
  readonly writeMissing?: string | true;
  /** scenarios to write at most */
  readonly missing: number;
  /** threads that run scenarios and measure coverage */
  readonly jobs?: number;
}

/** Runs the scenarios on the tables a build would emit, and measures what they exercise where that is asked for. */
export async function test(paths: readonly string[], options: TestActionOptions): Promise<ExitCode> {
  const opened = openWorkspace(paths);
  const blocked = requireNoErrors(opened, "with warnings");
  if (blocked !== null) return blocked;
  const file = options.writeMissing === undefined ? null : newFile(opened, options.writeMissing);
  const progress = new Progress();
  progress.step("running scenarios");
  const { bundle } = build(opened.compilation, { tablesOnly: true });
  const results = testScenarios(opened.compilation, bundle, {
    isRequested: opened.isRequested,
    evaluator: evaluatorInThreads({ jobs: options.jobs ?? null, progress }),
  });
  const wantsCoverage =
    options.coverage === true || options.minCoverage !== undefined || options.reporter === "lcov";
  const measured =
    wantsCoverage || file !== null
      ? await measureInThreads(opened.compilation, {
          paths,
          isWhole: false,
          jobs: options.jobs ?? null,
          progress,
        })
      : null;
  const coverage = wantsCoverage ? measured : null;
  const mutation = options.mutate === true ? mutationOf(opened, options, progress) : null;
  if (file !== null && measured !== null)
    await writeMissing(opened, bundle, file, {
      limit: options.missing,
      measured: hitsOf(measured.points),
      progress,
    });
  progress.done();
  const placeOf = (span: { file: string; start: number }): string => opened.place(span.file, span.start);
  const paint: Paint = { good: out.green, bad: out.red, soft: out.dim };
  switch (options.reporter) {
    case "json":
      print(
        jsonResults(results, placeOf, {
          ...(coverage === null ? {} : { coverage: jsonCoverage(coverage, placeOf) }),
          ...(mutation === null ? {} : { mutation: jsonMutation(mutation, placeOf) }),
        }),
      );
      break;
    case "junit":
      print(junitResults(results, placeOf));
      break;
    case "lcov":
      print(lcovCoverage(coverage!, placeOf));
      break;
    case "pretty":
      print(prettyResults(results, placeOf, paint));
      if (mutation !== null) print(`\n${prettyMutation(mutation, placeOf, paint)}`);
      if (coverage !== null) print(`\n${prettyCoverage(coverage, placeOf, paint)}`);
  }
  if (mutation !== null && options.reporter !== "pretty" && options.reporter !== "json")
    tell(prettyMutation(mutation, placeOf, NO_PAINT));
  const enough = coverage === null || isEnough(coverage, options.minCoverage ?? 0);
  return tally(results).failed === 0 && enough ? EXIT.clean : EXIT.findings;
}

/** Mutants of the sources asked for, tried on all scenarios. */
function mutationOf(
  opened: Opened,
  { mutants, seed, scoreOnly }: TestActionOptions,
  progress: Progress,
): Mutation {
  return runMutation(opened.compilation.program, {
    limit: mutants === "all" ? null : mutants,
    seed,
    judges: scoreOnly !== true,
    isRequested: opened.isRequested,
    step: (what) => progress.step(what),
  });
}

/** Says on standard error what is missing, so that a report on standard output stays whole. */
function isEnough(coverage: Coverage, least: number): boolean {
  const { percent } = summarize(coverage).all;
  if (percent >= least) return true;
  tell(`coverage is ${percent} %, less than the ${least} % asked for`);
  return false;
}
