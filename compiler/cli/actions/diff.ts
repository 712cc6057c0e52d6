import type { CaseJson } from "../../check/tree.ts";
import { htmlDiff } from "../../diff/html.ts";
import { type DiffReport, diffLaws, isForbidden } from "../../diff/index.ts";
import { jsonDiff } from "../../diff/json.ts";
import type { LawSide } from "../../diff/law-side.ts";
import { markdownDiff } from "../../diff/markdown.ts";
import { prettyDiff } from "../../diff/pretty.ts";
import { type Titles, titlesOf } from "../../diff/titles.ts";
import type { AnyDocument } from "../../table/read-bundle.ts";
import { readCases } from "../case-file.ts";
import { EXIT, type ExitCode, Unusable } from "../exit-codes.ts";
import { chooseJurisdictions } from "../jurisdictions.ts";
import { type Days, lawNamed, type NamedLaw, sidesOf } from "../named-law.ts";
import { readText } from "../read-text.ts";
import { out, Progress, print } from "../terminal.ts";

export interface DiffActionOptions {
  /** one day, or two: the old law as of the first, the new one as of the second */
  readonly asOf?: readonly [string] | readonly [string, string];
  readonly case?: string;
  readonly jurisdiction?: readonly string[];
  readonly failOn?: "looser" | "tighter" | "any";
  /** what the report calls the two; absent: as they were asked for */
  readonly oldName?: string;
  readonly newName?: string;
  /** in a terminal, every change in full */
  readonly each?: boolean;
  readonly format: "pretty" | "md" | "html" | "json";
}

/** Says whose answer changes between two laws: folders of sources, built tables, or git revisions of the workspace here. */
export async function diff(old: string, now: string, options: DiffActionOptions): Promise<ExitCode> {
  const read: NamedLaw[] = [];
  const documents = new Map<string, AnyDocument>();
  for (const name of [old, now]) {
    const law = lawNamed(name, documents);
    // findings are the answer of this command alone where there is one: with errors in a law it could not run
    if (typeof law === "number") return EXIT.unusable;
    read.push(law);
  }
  const [first, second] = options.asOf ?? [];
  const days: Days = second === undefined ? [null, null] : [first ?? null, second];
  const [before, after] = sidesOf(read[0]!, read[1]!, days);
  const given = options.case === undefined ? null : await readGiven(options.case);
  if (given !== null) requireCase(options.case!, given, [before, after], [old, now]);
  const known = [...before.jurisdictions, ...after.jurisdictions];
  const progress = new Progress();
  const report = diffLaws(before, after, {
    oldName: options.oldName ?? (second === undefined ? old : `${old} of ${first}`),
    newName: options.newName ?? (second === undefined ? now : `${now} of ${second}`),
    asOf: second ?? first ?? null,
    given,
    jurisdictions: chooseJurisdictions(options.jurisdiction ?? null, [...new Set(known)]),
    onProgress: (what) => progress.step(what),
  });
  progress.done();
  print(rendered(report, titlesOf(before, after), options));
  return options.failOn !== undefined && isForbidden(report, options.failOn) ? EXIT.findings : EXIT.clean;
}

/** The facts of a case file, without its name and its day. */
async function readGiven(path: string): Promise<CaseJson> {
  const [input, second] = readCases(path, await readText(path), new Set());
  if (input === undefined || second !== undefined)
    throw new Unusable(
      `${path} holds ${input === undefined ? "no case" : "more than one case"}`,
      "ask about one at a time: an object of the facts that are settled",
    );
  const { case: _name, ...facts } = input.facts as { readonly [key: string]: CaseJson };
  return facts;
}

/** A fact that a law does not know, or a value that none has, would make every transaction one that is not asked about. */
function requireCase(
  path: string,
  given: CaseJson,
  sides: readonly LawSide[],
  names: readonly string[],
): void {
  for (const [i, side] of sides.entries()) {
    const [problem] = side.problemsOf(given);
    if (problem === undefined) continue;
    throw new Unusable(
      `${path} does not fit the law of ${names[i]}: ${problem.path === "" ? "" : `${problem.path}: `}${problem.message}`,
      problem.help,
    );
  }
}

function rendered(report: DiffReport, titles: Titles, { format, each = false }: DiffActionOptions): string {
  switch (format) {
    case "pretty":
      return prettyDiff(report, {
        paint: { tighter: out.red, looser: out.green, soft: out.dim, strong: out.bold },
        each,
        titles,
      });
    case "md":
      return markdownDiff(report, titles);
    case "html":
      return htmlDiff(report, titles);
    case "json":
      return jsonDiff(report);
  }
}
