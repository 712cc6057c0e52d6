import type { CaseJson } from "../../check/tree.ts";
import { explainCase } from "../../explain/explain.ts";
import { jsonExplanation, prettyExplanation } from "../../explain/render.ts";
import { build, sourceLines } from "../../index.ts";
import { findMessage, messageCodes, nearCodes } from "../../messages.ts";
import { load } from "../../runtime/index.ts";
import { rowPlaces } from "../../scenario/places.ts";
import { readCases } from "../case-file.ts";
import { EXIT, type ExitCode, Unusable } from "../exit-codes.ts";
import { requireNoErrors } from "../findings.ts";
import { chooseJurisdictions } from "../jurisdictions.ts";
import { ownDaysOf, tellOfOwnDays } from "../own-days.ts";
import { readText } from "../read-text.ts";
import { out, Progress, print } from "../terminal.ts";
import { openLaw } from "../workspace.ts";

export interface ExplainCommand {
  readonly case?: string;
  readonly sources?: string;
  readonly asOf?: string;
  readonly knownAt?: string;
  readonly jurisdiction?: readonly string[];
  readonly format: "pretty" | "json";
}

/** Explains the code of a finding, or with `--case` the answer of a case. */
export async function explain(code: string | undefined, options: ExplainCommand): Promise<ExitCode> {
  if (options.case !== undefined) {
    if (code !== undefined)
      throw new Unusable("a code and a case are explained one at a time", "leave out the code or --case");
    return explainAnswer(options.case, options);
  }
  if (code === undefined)
    throw new Unusable("there is nothing to explain", "name the code of a finding, or a case with --case");
  return explainFinding(code);
}

/** Says why a case is answered as it is, why not otherwise, and what would change the answer. */
async function explainAnswer(path: string, options: ExplainCommand): Promise<ExitCode> {
  const text = await readText(path);
  const opened = openLaw(options.sources === undefined ? [] : [options.sources]);
  const blocked = requireNoErrors(opened, "errors only");
  if (blocked !== null) return blocked;
  const { compilation } = opened;
  const { program, workspace } = compilation;
  const [input, second] = readCases(path, text, new Set(program.transaction?.fields.keys() ?? []));
  if (input === undefined || second !== undefined)
    throw new Unusable(
      `${path} holds ${input === undefined ? "no case" : "more than one case"}`,
      "explain them one at a time",
    );
  tellOfOwnDays(ownDaysOf([input], options), 1, options);
  const asOf = input.asOf ?? options.asOf;
  if (asOf === undefined)
    throw new Unusable(
      `${input.place}: the day of the act is not stated`,
      'add --as-of DATE, or "asOf" to the case',
    );
  const { bundle } = build(compilation, { tablesOnly: true });
  const engine = load(bundle);
  const asked = options.jurisdiction ?? workspace.roots[0]?.manifest.defaultJurisdictions ?? null;
  const progress = new Progress();
  progress.step("looking for the smallest change");
  const explained = explainCase(program, engine, input.facts as CaseJson, {
    asOf,
    knownAt: input.knownAt ?? options.knownAt ?? null,
    jurisdictions: chooseJurisdictions(asked, engine.jurisdictions),
  });
  progress.done();
  if ("problems" in explained) {
    const [problem] = explained.problems;
    throw new Unusable(
      `${input.place}: ${problem === undefined ? "" : `${problem.path}: ${problem.message}`}`,
      problem?.help ?? null,
    );
  }
  const places = rowPlaces(bundle, sourceLines(compilation));
  if (options.format === "json") print(jsonExplanation(explained));
  else
    print(
      prettyExplanation(
        explained,
        { strong: out.bold, soft: out.dim, good: out.green, bad: out.red },
        (id) => {
          const place = places.of(id);
          return place === null ? null : opened.shown(place);
        },
      ),
    );
  return EXIT.clean;
}

/** Prints the page of a finding: why it matters, a source that has it, and the source mended. */
function explainFinding(code: string): ExitCode {
  const message = findMessage(code);
  if (message === null) throw unknownCode(code);
  const { why, wrong, right } = message.page;
  print(`${out.bold(code)} (${message.severity})

${why.trim()}

${out.red("Wrong")}

${indent(wrong)}

${out.green("Right")}

${indent(right)}
`);
  return EXIT.clean;
}

function unknownCode(code: string): Unusable {
  // People also type a part of a code.
  const partial = code.length < 4 ? [] : [...messageCodes].filter((known) => known.includes(code));
  const suggestions = [...new Set([...nearCodes(code), ...partial])].slice(0, 5);
  return new Unusable(
    `there is no finding with the code ${code}`,
    suggestions.length === 0
      ? "the code of a finding stands in brackets before its message"
      : `did you mean ${suggestions.join(", ")}?`,
  );
}

function indent(text: string): string {
  return text
    .trim()
    .split("\n")
    .map((line) => (line === "" ? "" : `  ${line}`))
    .join("\n");
}
