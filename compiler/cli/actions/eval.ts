import { NodeHost } from "../../host/node-host.ts";
import { build, sourceLines } from "../../index.ts";
import type { Answer, CaseProblem } from "../../runtime/answer.ts";
import type { Bundle } from "../../runtime/format.ts";
import { load } from "../../runtime/index.ts";
import { NO_SOURCES, rowPlaces } from "../../scenario/places.ts";
import { readBundle } from "../../table/read-bundle.ts";
import { prettyAnswer } from "../answer-text.ts";
import { type CaseInput, readCases, tellOfOwnDays } from "../case-file.ts";
import { EXIT, type ExitCode, Unusable } from "../exit-codes.ts";
import { requireNoErrors } from "../findings.ts";
import { chooseJurisdictions } from "../jurisdictions.ts";
import { readText } from "../read-text.ts";
import { err, print, tell } from "../terminal.ts";
import { openLaw } from "../workspace.ts";

export interface EvalOptions {
  readonly sources?: string;
  readonly build?: string;
  readonly asOf?: string;
  readonly knownAt?: string;
  readonly jurisdiction?: readonly string[];
  readonly explain?: boolean;
  readonly format: "pretty" | "json" | "ndjson";
}

interface Law {
  readonly bundle: Bundle;
  /** jurisdictions that answer when none is named; null: all */
  readonly jurisdictions: readonly string[] | null;
  /** `path:line` of a row or declaration */
  readonly place: (id: string) => string | null;
}

type Result =
  | { readonly input: CaseInput; readonly answer: Answer }
  | { readonly input: CaseInput; readonly problems: readonly CaseProblem[] };

/** Determines one case or many. */
export async function evaluate(path: string, options: EvalOptions): Promise<ExitCode> {
  const text = await readText(path);
  const law = options.build === undefined ? lawOfSources(options.sources) : lawOfBuild(options.build);
  if (typeof law === "number") return law;
  const { definitions } = law.bundle;
  const transaction = definitions.records[definitions.transaction];
  const cases = readCases(path, text, new Set(Object.keys(transaction?.fields ?? {})));
  tellOfOwnDays(cases, options);
  const answering = definitions.only?.jurisdictions ?? Object.keys(definitions.jurisdictions);
  const jurisdictions = chooseJurisdictions(options.jurisdiction ?? law.jurisdictions, answering);
  const engine = load(law.bundle);
  const results = cases.map((input): Result => {
    const asOf = input.asOf ?? options.asOf ?? definitions.only?.asOf;
    if (asOf === undefined)
      throw new Unusable(
        `${input.place}: the day of the act is not stated`,
        'add --as-of DATE, or "asOf" to the case',
      );
    const knownAt = input.knownAt ?? options.knownAt;
    const answer = engine.evaluate(input.facts, {
      asOf,
      ...(knownAt === undefined ? {} : { knownAt }),
      ...(jurisdictions === null ? {} : { jurisdictions }),
    });
    return "problems" in answer ? { input, problems: answer.problems } : { input, answer };
  });
  write(results, options, law);
  return exitCode(results);
}

/** Compiles the sources; an exit code, if they have errors. */
function lawOfSources(folder: string | undefined): Law | ExitCode {
  const opened = openLaw(folder === undefined ? [] : [folder]);
  const blocked = requireNoErrors(opened, "errors only");
  if (blocked !== null) return blocked;
  const { bundle } = build(opened.compilation, { tablesOnly: true });
  const { workspace } = opened.compilation;
  const [root] = workspace.roots;
  const places = rowPlaces(bundle, sourceLines(opened.compilation));
  return {
    bundle,
    jurisdictions: root?.manifest.defaultJurisdictions ?? null,
    place: (id) => {
      const place = places.of(id);
      return place === null ? null : opened.shown(place);
    },
  };
}

function lawOfBuild(folder: string): Law {
  const { bundle, problems } = readBundle(new NodeHost(folder), ".");
  if (bundle === null)
    throw new Unusable(
      `${folder} holds no whole build: ${problems.join("; ")}`,
      "build it again with `cordon build -o`, or name the sources with --sources",
    );
  const places = rowPlaces(bundle, NO_SOURCES);
  return { bundle, jurisdictions: null, place: places.of };
}

function write(results: readonly Result[], options: EvalOptions, law: Law): void {
  if (options.format === "pretty") {
    const texts: string[] = [];
    for (const result of results) {
      if ("problems" in result) tellProblems(result.input, result.problems);
      else texts.push(prettyAnswer(result.answer, { explain: options.explain === true, place: law.place }));
    }
    if (texts.length > 0) print(texts.join("\n"));
    return;
  }
  const values = results.map((result) =>
    "problems" in result ? { case: caseName(result.input), problems: result.problems } : result.answer,
  );
  if (options.format === "ndjson") print(values.map((value) => `${JSON.stringify(value)}\n`).join(""));
  else print(JSON.stringify(values.length === 1 ? values[0] : values, null, 2));
  for (const result of results) if ("problems" in result) tellProblems(result.input, result.problems);
}

function caseName(input: CaseInput): string | null {
  const { facts } = input;
  const name = typeof facts === "object" && facts !== null && "case" in facts ? facts.case : null;
  return typeof name === "string" ? name : null;
}

/** A case that is no case: every wrong fact, once. */
function tellProblems(input: CaseInput, problems: readonly CaseProblem[]): void {
  for (const problem of problems) {
    const where = problem.path === "" ? input.place : `${input.place}: ${problem.path}`;
    tell(
      `${err.red(`error[${problem.code}]`)} ${where}: ${problem.message}\n  ${err.cyan("help:")} ${problem.help}`,
    );
  }
}

/** A refused case outweighs an open one: what was asked could not be done. */
function exitCode(results: readonly Result[]): ExitCode {
  if (results.some((result) => "problems" in result)) return EXIT.unusable;
  const open = results.some(
    (result) => "answer" in result && result.answer.determinations.some((d) => d.verdict === "undetermined"),
  );
  return open ? EXIT.undetermined : EXIT.clean;
}
