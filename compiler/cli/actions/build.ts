import { readFileSync } from "node:fs";
import type { Program } from "../../check/tree.ts";
import type { Coverage } from "../../coverage/measure.ts";
import type { DiffReport } from "../../diff/report.ts";
import { collectIfLarge } from "../../host/garbage.ts";
import { buildInto, type CheckedLaw, type Compilation, checkedLaw } from "../../index.ts";
import { plainText } from "../../render/text.ts";
import type { LanguageName } from "../../report/wording/glossary.ts";
import { languageOf } from "../../report/wording/wording.ts";
import type { BoundMatrix } from "../../survey/powers.ts";
import { measureInThreads } from "../coverage-threads.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { requireNoErrors } from "../findings.ts";
import { chooseJurisdictions, requireNoJurisdictions } from "../jurisdictions.ts";
import { workspaceMatrix } from "../matrix.ts";
import { replaceFolder } from "../output-folder.ts";
import { evaluatorInThreads } from "../scenario-threads.ts";
import { err, Progress, tell } from "../terminal.ts";
import { openWorkspace } from "../workspace.ts";

export interface BuildActionOptions {
  readonly out: string;
  readonly asOf?: string;
  readonly jurisdiction?: readonly string[];
  readonly watch?: boolean;
  readonly lang: readonly LanguageName[];
  readonly coverage?: boolean;
  /** threads that run scenarios and measure coverage */
  readonly jobs?: number;
  /** an earlier law: a folder, a build or a git revision */
  readonly since?: string;
}

/** Titles, words and texts without a translation that are named; the rest is counted. */
const UNTRANSLATED = 5;

/** Writes tables, manifest and report; with `--watch` again and again until it is interrupted. */
export async function build(paths: readonly string[], options: BuildActionOptions): Promise<ExitCode> {
  requireNoJurisdictions(paths);
  const before = await earlierLaw(options.since);
  if (typeof before === "number") return before;
  if (options.watch !== true) return writeBuild(await readLaw(paths, options), before, options);
  const rebuild = (previous?: Compilation): Compilation => {
    const { compilation, ...law } = readSources(paths, previous);
    writeBuild(law, before, options);
    return compilation;
  };
  let previous = rebuild();
  const { watchSources } = await import("../watch.ts");
  await watchSources(paths, options.out, () => {
    previous = rebuild(previous);
  });
  return EXIT.clean;
}

/** Compares an earlier law with the one that is built, for its change log; null: there is none to compare with. */
type Comparison = ((now: Program, asOf: string | null, tell: (what: string) => void) => DiffReport) | null;

/** Read before the output folder is touched: it may be the earlier build itself. */
async function earlierLaw(name: string | undefined): Promise<Comparison | ExitCode> {
  if (name === undefined) return null;
  const { lawNamed, sidesOf } = await import("../named-law.ts");
  const { diffLaws } = await import("../../diff/index.ts");
  const old = lawNamed(name);
  if (typeof old === "number") return old;
  return (program, asOf, onProgress) => {
    const [before, after] = sidesOf(old, { kind: "sources", program }, [null, null]);
    return diffLaws(before, after, { oldName: name, newName: ".", asOf, onProgress });
  };
}

/** The law as read, or the exit code of a run that errors have stopped. */
type Read =
  | {
      readonly law: CheckedLaw;
      readonly matrix: BoundMatrix | null;
      /** null: it is still to be measured, if it is asked for */
      readonly coverage: Coverage | null;
    }
  | { readonly law: null; readonly code: ExitCode };

/** Its caller holds no syntax trees while it builds: those of a large law are as large as all else. */
async function readLaw(paths: readonly string[], options: BuildActionOptions): Promise<Read> {
  const { compilation, ...read } = readSources(paths);
  if (read.law === null || options.coverage !== true) return read;
  const progress = new Progress();
  const asked = { paths, isWhole: true, jobs: options.jobs ?? null, progress };
  return { ...read, coverage: await measureInThreads(compilation, asked) };
}

function readSources(
  paths: readonly string[],
  previous?: Compilation,
): Read & { readonly compilation: Compilation } {
  const opened = openWorkspace(paths, previous);
  const { compilation } = opened;
  const code = requireNoErrors(opened, "with warnings");
  if (code !== null) return { law: null, code, compilation };
  return { law: checkedLaw(compilation), matrix: workspaceMatrix(opened), coverage: null, compilation };
}

function writeBuild(read: Read, before: Comparison, options: BuildActionOptions): ExitCode {
  if (read.law === null) return read.code;
  const { law, matrix, coverage } = read;
  collectIfLarge();
  const progress = new Progress();
  progress.step(`building tables and report in ${options.out}`);
  const jurisdictions = chooseJurisdictions(
    options.jurisdiction ?? null,
    law.program.jurisdictions.map((jurisdiction) => jurisdiction.name),
  );
  const asOf = options.asOf ?? null;
  const onProgress = (what: string): void => progress.step(what);
  const changes = before === null ? null : before(law.program, asOf, onProgress);
  const { documents, rows, scenarios, unproved, untranslated, isUnexplored } = replaceFolder(
    options.out,
    (output) =>
      buildInto(law, output, {
        asOf,
        jurisdictions,
        languages: options.lang,
        coverage: coverage ?? options.coverage === true,
        changes,
        onProgress,
        onTablesWritten: collectIfLarge,
        explorer: explorerProgram(),
        evaluator: evaluatorInThreads({ jobs: options.jobs ?? null, progress }),
        matrix,
      }),
  );
  progress.done();
  const failed = scenarios.filter((scenario) => !scenario.passed).length;
  tell(
    `${err.green("built")} ${options.out}: ${count(documents, "table document")} with ${count(rows, "row")}, report ${options.out}/report/index.html`,
  );
  if (unproved.length > 0)
    tell(`${count(unproved.length, "part")} of the tables too large to be proved: ${unproved.join(", ")}`);
  if (isUnexplored) tell("the tables are too large for the report to carry them: it has no explorer");
  if (failed > 0)
    tell(`${count(failed, "scenario")} of ${scenarios.length} failed; run \`cordon test\` to see why`);
  for (const language of options.lang) {
    const titles = law.program.scenarios.filter(({ title }) => languageOf(title) !== language).length;
    tellUntranslated(language, untranslated[language] ?? new Map(), titles);
  }
  return EXIT.clean;
}

/** What a reader of the report finds in the language of the sources. */
function tellUntranslated(
  language: LanguageName,
  missing: ReadonlyMap<string, string>,
  scenarios: number,
): void {
  if (missing.size > 0) tellMissing(language, missing);
  if (scenarios > 0)
    tell(
      `${count(scenarios, "scenario title")} in another language than ${language}: titles of scenarios stand as the sources have them`,
    );
}

function tellMissing(language: LanguageName, missing: ReadonlyMap<string, string>): void {
  const named = [...missing].slice(0, UNTRANSLATED).map(([id, text]) =>
    // a text is its own id
    id.startsWith("texts ") ? `text "${beginning(text)}"` : `${id.replace("s ", " ")} "${beginning(text)}"`,
  );
  const rest = missing.size - named.length;
  const sections = (["title", "word", "text"] as const).flatMap((kind) => {
    const ids = [...missing.keys()].filter((id) => id.startsWith(`${kind}s `));
    return ids.length === 0 ? [] : [count(ids.length, kind)];
  });
  tell(
    `${sections.join(", ")} without a translation in i18n/${language}.json: ${named.join(", ")}${rest > 0 ? `, and ${rest} more` : ""}`,
  );
}

/** Characters of a text that are enough to find it. */
const BEGINNING = 60;

function beginning(text: string): string {
  const whole = plainText(text);
  return whole.length <= BEGINNING ? whole : `${whole.slice(0, BEGINNING).trimEnd()}…`;
}

/** Made by `build.mjs`; a working tree that was never built has none, and its reports no explorer. */
function explorerProgram(): string | null {
  const here = import.meta.url;
  const path = here.endsWith(".ts") ? "../../../dist/explorer.js" : "../explorer.js";
  try {
    return readFileSync(new URL(path, here), "utf8");
  } catch {
    return null;
  }
}

function count(n: number, noun: string, many = `${noun}s`): string {
  return `${n} ${n === 1 ? noun : many}`;
}
