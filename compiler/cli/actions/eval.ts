import { once } from "node:events";
import { NodeHost } from "../../host/node-host.ts";
import { build, sourceLines } from "../../index.ts";
import type { CaseProblem } from "../../runtime/answer.ts";
import type { Bundle } from "../../runtime/format.ts";
import { NO_SOURCES, rowPlaces } from "../../scenario/places.ts";
import { readBundle } from "../../table/read-bundle.ts";
import { prettyAnswer } from "../answer-text.ts";
import { Asker, type Asking, type Result } from "../batch/asker.ts";
import {
  type AnsweredBlock,
  type BlockAsking,
  caseName,
  isOpen,
  type LineFormat,
  lineOf,
} from "../batch/block.ts";
import { csvHead, csvOf } from "../batch/csv.ts";
import { type CaseText, openCases } from "../batch/lines.ts";
import { answeredBlocks } from "../batch/threads.ts";
import { readCases } from "../case-file.ts";
import { EXIT, type ExitCode, Unusable } from "../exit-codes.ts";
import { requireNoErrors } from "../findings.ts";
import { chooseJurisdictions } from "../jurisdictions.ts";
import { joinedOwnDays, ownDaysOf, tellOfOwnDays } from "../own-days.ts";
import { err, Progress, print, tell } from "../terminal.ts";
import { openLaw } from "../workspace.ts";

export interface EvalOptions {
  readonly sources?: string;
  readonly build?: string;
  readonly asOf?: string;
  readonly knownAt?: string;
  readonly jurisdiction?: readonly string[];
  readonly explain?: boolean;
  readonly format: "pretty" | "json" | LineFormat;
  readonly jobs?: number;
}

interface Law {
  readonly bundle: Bundle;
  /** jurisdictions that answer when none is named; null: all */
  readonly jurisdictions: readonly string[] | null;
  /** `path:line` of a row or declaration */
  readonly place: (id: string) => string | null;
}

/** Refused cases that are told of one by one. */
const TOLD = 20;

/** Determines one case or many. */
export async function evaluate(path: string, options: EvalOptions): Promise<ExitCode> {
  const { format } = options;
  const isByLine = format === "ndjson" || format === "csv";
  const cases = await openCases(path, isByLine);
  const law = options.build === undefined ? lawOfSources(options.sources) : lawOfBuild(options.build);
  if (typeof law === "number") return law;
  const { definitions } = law.bundle;
  const answering = definitions.only?.jurisdictions ?? Object.keys(definitions.jurisdictions);
  const asking: Asking = {
    path,
    bundle: law.bundle,
    jurisdictions: chooseJurisdictions(options.jurisdiction ?? law.jurisdictions, answering),
    ...(options.asOf === undefined ? {} : { asOf: options.asOf }),
    ...(options.knownAt === undefined ? {} : { knownAt: options.knownAt }),
  };
  if (cases.kind === "lines" && isByLine) return answerLines(cases, { ...asking, format }, options.jobs);
  const asker = new Asker(asking);
  const inputs = readCases(path, cases.kind === "whole" ? cases.text : "", asker.factNames);
  tellOfOwnDays(ownDaysOf(inputs, asking), inputs.length, asking);
  const results = inputs.map((input) => asker.ask(input));
  write(results, options, law);
  return exitCode(results);
}

/** One case in each line, however many: each is answered, written and forgotten. */
async function answerLines(
  { blocks }: Extract<CaseText, { kind: "lines" }>,
  asking: BlockAsking,
  jobs: number | undefined,
): Promise<ExitCode> {
  const progress = new Progress();
  const counts = { cases: 0, open: 0, refused: 0 };
  let own = ownDaysOf([], asking);
  if (asking.format === "csv") print(csvHead());
  for await (const block of answeredBlocks(asking, blocks, jobs ?? null)) {
    if (!process.stdout.write(block.text)) await once(process.stdout, "drain");
    progress.done();
    tellRefused(block, counts.refused);
    counts.cases += block.cases;
    counts.open += block.open;
    counts.refused += block.refused.length;
    own = joinedOwnDays(own, block.own);
    progress.step(`${counts.cases} cases answered`);
  }
  progress.done();
  if (counts.refused > TOLD)
    tell(`${err.red("error:")} ${counts.refused - TOLD} more cases are refused; the answers say why`);
  tellOfOwnDays(own, counts.cases, asking);
  return counts.refused > 0 ? EXIT.unusable : counts.open > 0 ? EXIT.undetermined : EXIT.clean;
}

/** @param before how many cases were refused before these */
function tellRefused({ refused }: AnsweredBlock, before: number): void {
  for (const { place, problems } of refused.slice(0, Math.max(0, TOLD - before)))
    tellProblems(place, problems);
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
  for (const result of results) if ("problems" in result) tellProblems(result.input.place, result.problems);
  switch (options.format) {
    case "pretty": {
      const texts = results.flatMap((result) =>
        "problems" in result
          ? []
          : [prettyAnswer(result.answer, { explain: options.explain === true, place: law.place })],
      );
      if (texts.length > 0) print(texts.join("\n"));
      return;
    }
    case "csv":
      print(csvHead() + csvOf(results.map((result, i) => lineOf(i + 1, result))));
      return;
    case "ndjson":
      print(results.map((result) => `${JSON.stringify(jsonOf(result))}\n`).join(""));
      return;
    case "json": {
      const values = results.map(jsonOf);
      print(JSON.stringify(values.length === 1 ? values[0] : values, null, 2));
    }
  }
}

function jsonOf(result: Result): unknown {
  return "problems" in result
    ? { case: caseName(result.input.facts), problems: result.problems }
    : result.answer;
}

/** A case that is no case: every wrong fact, once. A place of null stands in the message. */
function tellProblems(place: string | null, problems: readonly CaseProblem[]): void {
  for (const { code, path, message, help } of problems) {
    const where = [place, path, message].filter((part) => part !== null && part !== "").join(": ");
    tell(`${err.red(`error[${code}]`)} ${where}`);
    if (help !== "") tell(`  ${err.cyan("help:")} ${help}`);
  }
}

/** A refused case outweighs an open one: what was asked could not be done. */
function exitCode(results: readonly Result[]): ExitCode {
  if (results.some((result) => "problems" in result)) return EXIT.unusable;
  return results.some((result) => "answer" in result && isOpen(result.answer))
    ? EXIT.undetermined
    : EXIT.clean;
}
