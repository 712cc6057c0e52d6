/**
 * The public interface of the compiler: sources in, findings, tables and a report out. It touches the world only through
 * the host it is given, and runs in Node, in a browser and in a worker.
 */
import type { Diagnostic } from "../grammar/base/diagnostic.ts";
import type { SourceFile } from "../grammar/base/source-file.ts";
import { declaresOnly } from "../grammar/outline.ts";
import { requireFaithful } from "./analysis/index.ts";
import { type CheckResult, check } from "./check/check.ts";
import type { Checker } from "./check/incremental.ts";
import type { CheckInput } from "./check/input.ts";
import type { Program, Scenario } from "./check/tree.ts";
import { homeFindings } from "./compare/home-findings.ts";
import { type Coverage, measureCoverage } from "./coverage/measure.ts";
import type { DiffReport } from "./diff/report.ts";
import type { Host } from "./host.ts";
import { type Catalog, catalogIn, checkCatalogs } from "./load/catalogs.ts";
import { contentHash } from "./load/sha256.ts";
import { applySuppressions, isSetAside } from "./load/suppress.ts";
import { loadWorkspace, readData, type Workspace } from "./load/workspace.ts";
import { messageCodes } from "./messages.ts";
import { normalize } from "./normal/lower.ts";
import { MemoryOutput, type Output } from "./output.ts";
import { prove } from "./proofs/index.ts";
import { sortDiagnostics } from "./render/order.ts";
import { type MissingTranslations, report, type Site, type Survey } from "./report/index.ts";
import { reportDay } from "./report/model.ts";
import { Products } from "./report/site/links.ts";
import { type Standing, standings } from "./report/site/standing.ts";
import type { LanguageName } from "./report/wording/glossary.ts";
import type { Bundle } from "./runtime/format.ts";
import { load } from "./runtime/index.ts";
import type { ScenarioResult } from "./scenario/outcome.ts";
import type { SourceLines } from "./scenario/places.ts";
import { type EvaluatorOf, questionsOf, runScenarios } from "./scenario/run.ts";
import { settledOnly } from "./settled.ts";
import { sliceBundle } from "./slice.ts";
import { surveysOf } from "./survey/index.ts";
import type { BoundMatrix } from "./survey/powers.ts";
import { buildBundle } from "./table/build.ts";
import { emitBuild } from "./table/emit.ts";
import { dataFiles } from "./table/manifest.ts";

export type { Diagnostic } from "../grammar/base/diagnostic.ts";
export type { Reference } from "./check/check.ts";
export { countryCodes, countryName } from "./check/countries.ts";
export { Checker } from "./check/incremental.ts";
export type { Expr, Group, Program, Type } from "./check/tree.ts";
export { describe as describeType } from "./check/types.ts";
export { type Host, MemoryHost } from "./host.ts";
export type { Workspace } from "./load/workspace.ts";
export type { Output, OutputFile } from "./output.ts";
export type { Answer, CaseProblem, Determination } from "./runtime/answer.ts";
export type { Bundle } from "./runtime/format.ts";
export type { ScenarioResult } from "./scenario/outcome.ts";

export interface Compilation {
  readonly workspace: Workspace;
  /** only what has no errors */
  readonly program: Program;
  /** of loading, parsing and checking, without what is suppressed; in the order of the sources */
  readonly diagnostics: readonly Diagnostic[];
  /** what syntax refers to; empty unless it was asked for */
  readonly references: CheckResult["references"];
}

export interface CompileOptions {
  /** note what each piece of syntax refers to, as an editor needs it */
  readonly references?: boolean;
  /** goes on from what it checked last; the program and the references of that compilation are then no longer to be had */
  readonly checker?: Checker;
  /**
   * Leaves out the sources that declare scenarios and cases alone, for those who ask about nothing but the law: most of the
   * text is theirs. Whether they are right is then not known, nor whether what only they use is unused.
   */
  readonly onlyLaw?: boolean;
}

/**
 * Loads, parses and checks the workspace that holds `paths` (relative to the host's root; none: the root itself). Never
 * throws on any text. `previous` lends its parse results where a text has not changed.
 */
export function compile(
  host: Host,
  paths: readonly string[],
  previous?: { readonly workspace: Pick<Workspace, "files" | "overlays"> },
  options: CompileOptions = {},
): Compilation {
  const references = options.references ?? false;
  const isOnlyLaw = options.onlyLaw ?? false;
  const workspace = loadWorkspace(
    host,
    paths,
    previous?.workspace,
    isOnlyLaw ? (text) => !declaresOnly(text, ["Scenario", "CaseWord"]) : undefined,
  );
  const files = [...workspace.files.values()];
  const input: CheckInput = {
    files,
    readData: (relativeTo, path) => readData(workspace, relativeTo, path),
    references,
    isPartial: isOnlyLaw,
  };
  const isLookedFor = (code: string): boolean =>
    !isProof(code) && !(isOnlyLaw && code === "bind/unused-declaration");
  const checked = options.checker === undefined ? check(input) : options.checker.check(input);
  const found = [
    ...workspace.diagnostics,
    ...files.flatMap((file) => file.diagnostics),
    ...checked.diagnostics,
  ];
  return {
    workspace,
    // A checker makes the program only where it is asked for.
    get program() {
      return checked.program;
    },
    diagnostics: sortDiagnostics(applySuppressions(files, found, messageCodes, isLookedFor)),
    references: references ? checked.references : new Map(),
  };
}

/**
 * What is proved over all transactions and days, without what is suppressed; in the order of the sources. Call it on a
 * compilation without errors: of a law with parts missing, other things are true. `shouldStop` is asked now and then; after
 * yes, what was found so far is given.
 */
export function proofs(compilation: Compilation, shouldStop?: () => boolean): readonly Diagnostic[] {
  const files = [...compilation.workspace.files.values()];
  const setAside = isSetAside(files);
  const all = prove(compilation.program, { shouldStop, isTold: (finding) => !setAside(finding) });
  const found = applySuppressions(files, all, messageCodes, isProof);
  // That nothing was proved this time does not make a comment stale: the proof may have grown past its budget.
  return sortDiagnostics(found.filter(({ code }) => code !== "suppress/stale"));
}

function isProof(code: string): boolean {
  return code.startsWith("proof/");
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === "error");
}

/** What a build needs of a compilation: not its syntax trees, which are as large again. */
export interface CheckedLaw {
  readonly program: Program;
  readonly diagnostics: readonly Diagnostic[];
  /** texts of sources and data files by path */
  readonly sources: ReadonlyMap<string, SourceFile>;
  /** translations of titles and words, by the language of a report */
  readonly catalogs: Readonly<Record<"en" | "zh", Catalog>>;
}

export function checkedLaw({ program, diagnostics, workspace }: Compilation): CheckedLaw {
  const sources = new Map<string, SourceFile>();
  for (const [path, read] of workspace.data) if (read.kind === "text") sources.set(path, read.source);
  for (const [path, file] of workspace.files) sources.set(path, file.source);
  const catalogs = { en: catalogIn(workspace, "en"), zh: catalogIn(workspace, "zh") };
  return { program, diagnostics, sources, catalogs };
}

/** What is wrong with the catalogs of translations; they change no answer, so only a check and a report ask. */
export function catalogFindings({ workspace, program, diagnostics }: Compilation): readonly Diagnostic[] {
  return hasErrors(diagnostics) ? [] : sortDiagnostics(checkCatalogs(workspace, program));
}

/** What is wrong with what the manifests say of acts done from home; it changes no answer, so only a check and an editor ask. */
export function manifestFindings(compilation: Compilation): readonly Diagnostic[] {
  const { workspace, diagnostics } = compilation;
  return hasErrors(diagnostics) ? [] : homeFindings(workspace, () => compilation.program);
}

export interface BuildOptions {
  /** only what is in force on that day */
  readonly asOf?: string | null;
  /** only answers of these jurisdictions */
  readonly jurisdictions?: readonly string[] | null;
  /** leave the report out */
  readonly tablesOnly?: boolean;
  /** languages of the report; English if none is named, and the first of several has the folder of the report */
  readonly languages?: readonly LanguageName[];
  /** what the scenarios exercise, for a page of the report; true: it is measured */
  readonly coverage?: Coverage | boolean;
  /** what changes against an earlier law, for a page of the report */
  readonly changes?: DiffReport | null;
  /** what the tables answer to the scenarios; absent: they are loaded and asked here */
  readonly evaluator?: EvaluatorOf;
  /** told what is being done; writing a large law takes a while */
  readonly onProgress?: (what: string) => void;
  /** told when the tables are written and all that was only needed for them is let go: a place to collect garbage */
  readonly onTablesWritten?: () => void;
  /** the program of the report's explorer, the text of `dist/explorer.js`; absent: the report has no explorer */
  readonly explorer?: string | null;
  /** what the report asks of all jurisdictions: powers, and products to compare by; absent: it has no such pages */
  readonly matrix?: BoundMatrix | null;
}

export interface BuildResult {
  readonly bundle: Bundle;
  /** tables, definitions, lists, manifest and report; paths relative to the output folder */
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** those of the compilation */
  readonly diagnostics: readonly Diagnostic[];
  /** results of the scenarios, which the report shows; empty without a report */
  readonly scenarios: readonly ScenarioResult[];
}

/**
 * Builds tables and report in memory. Call it on a compilation without errors: declarations with errors are not in the
 * program, and tables without them would answer wrongly.
 *
 * @throws {Error} if the compilation has errors
 */
export function build(compilation: Compilation, options: BuildOptions = {}): BuildResult {
  const law = checkedLaw(compilation);
  const output = new MemoryOutput();
  const { bundle, answers } = writeTables(law, output, options);
  const { scenarios } = answers;
  if (options.tablesOnly !== true) writeReport(law, output, options, answers);
  return { bundle, files: output.files(), diagnostics: law.diagnostics, scenarios };
}

export interface BuildSummary {
  readonly documents: number;
  readonly rows: number;
  /** as in `BuildResult` */
  readonly scenarios: readonly ScenarioResult[];
  /** ids of rows and definitions too large to be proved to say what their sources say */
  readonly unproved: readonly string[];
  /** titles and words that the report shows in the language of the sources, by id */
  readonly untranslated: MissingTranslations;
  /** the tables are too large for the pages of the report that answer with them: it has none of those */
  readonly isUnexplored: boolean;
}

/** Rows of tables that a page of a report still carries. */
const EXPLORED_ROWS = 5_000;

/**
 * Builds tables and report into an output, file by file: of a large law, what is written is not kept.
 *
 * @throws {Error} if the law has errors
 */
export function buildInto(law: CheckedLaw, output: Output, options: BuildOptions = {}): BuildSummary {
  const { answers, ...told } = tablesInto(law, output, options);
  options.onTablesWritten?.();
  const untranslated = options.tablesOnly === true ? {} : writeReport(law, output, options, answers);
  return { ...told, scenarios: answers.scenarios, untranslated, isUnexplored: answers.explored === null };
}

/** A call of its own, so that nothing holds tables that the report does not carry. */
function tablesInto(law: CheckedLaw, output: Output, options: BuildOptions) {
  const { bundle, answers, unproved } = writeTables(law, output, options);
  return { documents: bundle.tables.length, rows: rowsOf(bundle), answers, unproved };
}

function rowsOf({ tables }: Bundle): number {
  return tables.flatMap((document) => document.tables).reduce((sum, { rows }) => sum + rows.length, 0);
}

/** What the tables of a build answer, as far as its report shows it. */
interface Answers {
  /** the tables themselves; null: too large for a page */
  readonly explored: Bundle | null;
  readonly scenarios: readonly ScenarioResult[];
  readonly standings: ReadonlyMap<Scenario, readonly Standing[]>;
}

interface Written {
  readonly bundle: Bundle;
  readonly answers: Answers;
  readonly unproved: readonly string[];
}

function writeTables(law: CheckedLaw, output: Output, options: BuildOptions): Written {
  const { program, diagnostics } = law;
  if (hasErrors(diagnostics)) throw new Error("a program with errors cannot be built");
  const asOf = options.asOf ?? null;
  const jurisdictions = options.jurisdictions ?? null;
  const { tables, unproved } = buildTables(program, asOf, jurisdictions);
  const bundle = { ...tables, manifest: emitBuild(tables, dataFiles(program), output) };
  const explored = rowsOf(bundle) > EXPLORED_ROWS ? null : bundle;
  if (options.tablesOnly === true)
    return { bundle, answers: { explored, scenarios: [], standings: new Map() }, unproved };
  options.onProgress?.("running the scenarios");
  // The scenarios speak about every day, so the report runs them on the whole law.
  const whole = asOf === null && jurisdictions === null ? bundle : buildTables(program, null, null).tables;
  const scenarios = scenariosOf(law, whole, options);
  return {
    bundle,
    answers: { explored, scenarios, standings: standingsOf(program, whole, options) },
    unproved,
  };
}

/** How the products that scenarios ask about stand on the day of the report. */
function standingsOf(program: Program, whole: Bundle, options: BuildOptions): Answers["standings"] {
  const only = options.jurisdictions ?? null;
  const day = reportDay(program, options.asOf ?? null, only);
  if (day === null || program.cases.length === 0) return new Map();
  const shown = program.jurisdictions.filter(({ name }) => only?.includes(name) ?? true);
  return standings(program, settledOnly(load(whole)), new Products(program, shown).asked, day);
}

function writeReport(
  { program, sources, catalogs }: CheckedLaw,
  output: Output,
  options: BuildOptions,
  { explored, scenarios, standings: answers }: Answers,
): MissingTranslations {
  const { onProgress } = options;
  if (options.coverage === true) onProgress?.("measuring what the scenarios exercise");
  const surveyed = {
    program,
    bundle: explored,
    jurisdictions: options.jurisdictions ?? null,
    explorer: options.explorer ?? null,
    matrix: options.matrix ?? null,
  };
  const surveys = (site: Site): readonly Survey[] => surveysOf(surveyed, site);
  return report(
    program,
    {
      sources,
      hash: sha256Base64,
      surveys,
      jurisdictions: options.jurisdictions ?? null,
      first: options.matrix?.file.columns ?? [],
      asOf: options.asOf ?? null,
      languages: options.languages ?? ["en"],
      translations: catalogs,
      results: scenarios,
      standings: answers,
      coverage: options.coverage === true ? measureCoverage(program) : options.coverage || null,
      changes: options.changes ?? null,
      onPage: (count) => onProgress?.(`writing the report: ${count} pages`),
    },
    output,
  );
}

/** Tables that are proved to say what the sources say, but for those in `unproved`; a slice is cut from such tables. */
function buildTables(
  program: Program,
  asOf: string | null,
  jurisdictions: readonly string[] | null,
): { readonly tables: Bundle; readonly unproved: readonly string[] } {
  const normal = normalize(program);
  const whole = buildBundle(normal, program);
  const unproved = requireFaithful(normal, program, whole);
  if (asOf === null && jurisdictions === null) return { tables: whole, unproved };
  const chosen = buildBundle(normal, program, jurisdictions === null ? {} : { jurisdictions });
  return { tables: sliceBundle(chosen, { asOf, jurisdictions }), unproved };
}

export interface TestOptions extends Pick<BuildOptions, "evaluator"> {
  /** only the scenarios of these files; absent: all */
  readonly isRequested?: (file: string) => boolean;
}

/** Runs the scenarios of a compilation on its tables. */
export function testScenarios(
  compilation: Compilation,
  bundle: Bundle,
  options: TestOptions = {},
): ScenarioResult[] {
  return scenariosOf(checkedLaw(compilation), bundle, options);
}

function scenariosOf(
  law: CheckedLaw,
  bundle: Bundle,
  { evaluator = load, isRequested = () => true }: TestOptions,
): ScenarioResult[] {
  const scenarios = law.program.scenarios.filter(({ span }) => isRequested(span.file));
  if (scenarios.length === 0) return [];
  const engine = evaluator(bundle, questionsOf({ scenarios }));
  return runScenarios({ scenarios }, bundle, engine, { lines: linesOf(law) });
}

/** Where the rows of a build were written, in the sources it was built from. */
export function sourceLines(compilation: Compilation): SourceLines {
  return linesOf(checkedLaw(compilation));
}

function linesOf({ program, sources }: CheckedLaw): SourceLines {
  const spans = new Map(
    [program.measures, program.exceptions, program.items, program.reaches]
      .flat()
      .map((declared) => [declared.id, declared.span]),
  );
  return {
    declarationAt: (id) => spans.get(id) ?? null,
    lineOf: (file, offset) => sources.get(file)?.position(offset).line ?? null,
  };
}

/** SHA-256 in the form a content security policy asks for. */
function sha256Base64(text: string): string {
  const hex = contentHash(text).replace(/^sha256-/, "");
  const bytes = hex.match(/../g)!.map((pair) => String.fromCharCode(Number.parseInt(pair, 16)));
  return btoa(bytes.join(""));
}
