import type { Expr, Program } from "../../check/tree.ts";
import { type Homes, homesOf } from "../../compare/home.ts";
import { compareJurisdictions } from "../../compare/index.ts";
import { LAGS_FORMAT, lagsOf } from "../../compare/lags.ts";
import { matrixOf } from "../../compare/matrix.ts";
import { notesOf } from "../../compare/notes.ts";
import { htmlCompare, markdownCompare, prettyCompare } from "../../compare/render.ts";
import { type PairReport, publishedComparison } from "../../compare/report.ts";
import {
  htmlSheet,
  lagSheet,
  markdownSheet,
  matrixSheet,
  prettySheet,
  type Sheet,
} from "../../compare/tables.ts";
import { problemsText, whereOf } from "../../compare/where.ts";
import { MANIFEST_NAME } from "../../load/manifest.ts";
import { EXIT, type ExitCode, Unusable } from "../exit-codes.ts";
import { requireNoErrors } from "../findings.ts";
import { chooseJurisdictions } from "../jurisdictions.ts";
import { askedMatrix } from "../matrix.ts";
import { out, Progress, print } from "../terminal.ts";
import { type Opened, openLaw } from "../workspace.ts";

export interface CompareActionOptions {
  readonly asOf: string;
  readonly sources?: string;
  readonly where?: string;
  readonly with?: readonly string[];
  /** all measures behind each pair of answers */
  readonly measures?: boolean;
  /** each measure by itself, however many there are */
  readonly each?: boolean;
  /** true: `matrix.json` at the root of the workspace */
  readonly matrix?: string | true;
  readonly lags?: boolean;
  /** each jurisdiction is asked about the act from its own territory */
  readonly fromHome?: boolean;
  readonly format: "pretty" | "md" | "html" | "json";
}

/** Says where jurisdictions differ on a day, or shows their powers, or since when they control what is held in common. */
export async function compare(
  jurisdictions: readonly string[],
  options: CompareActionOptions,
): Promise<ExitCode> {
  const names = [...new Set(jurisdictions)];
  if (options.matrix === undefined && names.length < 2)
    throw new Unusable("a comparison needs two jurisdictions or more", "for example: cordon compare US NL");
  const opened = openLaw(options.sources === undefined ? [] : [options.sources]);
  const blocked = requireNoErrors(opened, "errors only");
  if (blocked !== null) return blocked;
  if (options.matrix !== undefined) return matrix(opened, names, options.matrix, options);
  const { program, where } = chosen(opened, options.where);
  requireJurisdictions(program, names);
  if (options.lags === true) {
    const lags = lagsOf(program, names, options.asOf);
    const notes = notesOf(program, names, [], options.asOf);
    printSheet(
      lagSheet(lags, names, options.asOf, notes),
      { format: LAGS_FORMAT, asOf: options.asOf, jurisdictions: names, notes, items: lags },
      options,
    );
    return EXIT.clean;
  }
  const proposals = chooseProposals(program, options.with ?? []);
  const progress = new Progress();
  const report = compareJurisdictions(program, names, {
    asOf: options.asOf,
    where,
    proposals,
    homes: options.fromHome === true ? homes(opened, program, names, options.asOf) : new Map(),
    by: detailOf(options),
    onProgress: (what) => progress.step(what),
  });
  progress.done();
  if (options.format === "json") print(JSON.stringify(publishedComparison(report), null, 2));
  else if (options.format === "md") print(markdownCompare(report));
  else if (options.format === "html") print(htmlCompare(report));
  else print(prettyCompare(report, PAINT));
  return EXIT.clean;
}

/** Lists to be kept name every measure; at a terminal the whole law is compared by cases, unless more is asked for. */
function detailOf({ each, measures, where, format }: CompareActionOptions): PairReport["by"] {
  if (each === true) return "measure";
  return measures === true || where !== undefined || format !== "pretty" ? "kind" : "case";
}

const PAINT = { strong: out.bold, soft: out.dim };

function requireJurisdictions(program: Program, names: readonly string[]): void {
  chooseJurisdictions(
    names,
    program.jurisdictions.map((j) => j.name),
  );
}

function printSheet(sheet: Sheet, json: object, { format }: CompareActionOptions): void {
  if (format === "json") print(JSON.stringify(json, null, 2));
  else if (format === "md") print(markdownSheet(sheet));
  else if (format === "html") print(htmlSheet(sheet));
  else print(prettySheet(sheet, PAINT));
}

async function matrix(
  opened: Opened,
  names: readonly string[],
  path: string | true,
  options: CompareActionOptions,
): Promise<ExitCode> {
  const bound = await askedMatrix(opened, path);
  const columns = names.length === 0 ? bound.file.columns : names;
  requireJurisdictions(bound.program, columns);
  const report = matrixOf(bound.program, { ...bound.file, columns }, bound.conditions, options.asOf);
  printSheet(matrixSheet(report), report, options);
  return EXIT.clean;
}

/** The condition of `--where`, and the program it is bound to. */
function chosen(
  { compilation }: Opened,
  text: string | undefined,
): { readonly program: Program; readonly where: { text: string; condition: Expr } | null } {
  if (text === undefined) return { program: compilation.program, where: null };
  const found = whereOf(compilation, text);
  if (found.kind === "wrong") {
    throw new Unusable(
      `--where is no condition over transactions; ${problemsText(found.problems)}`,
      found.problems[0]?.help ??
        "write it as in a measure, for example 'destination = CN and item.tpp >= 4800 TPP'",
    );
  }
  return { program: found.program, where: { text, condition: found.condition } };
}

/** @throws {Unusable} where the manifest does not say which facts tell where an act is done from */
function homes(
  { compilation, shown }: Opened,
  program: Program,
  names: readonly string[],
  asOf: string,
): Homes {
  const home = compilation.workspace.roots[0]?.manifest.home ?? null;
  if (home === null)
    throw new Unusable(
      `${shown(MANIFEST_NAME)} does not say which facts tell from where an act is done`,
      'write there, for example, "home": { "facts": ["departure"], "abroad": ["destination"] }',
    );
  const found = homesOf(program, names, asOf, home);
  if (found.kind === "wrong") throw new Unusable(found.message, found.help);
  return found.homes;
}

function chooseProposals(program: Program, asked: readonly string[]): readonly string[] {
  const known = program.proposals.flatMap(({ id, name }) => [id, name]);
  for (const name of asked) {
    if (known.includes(name)) continue;
    const names = program.proposals.map((proposal) => proposal.name).sort();
    throw new Unusable(
      `there is no proposal ${name}`,
      names.length === 0 ? "the sources declare none" : `the proposals are ${names.join(", ")}`,
    );
  }
  return asked;
}
