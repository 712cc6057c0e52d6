import { readFileSync } from "node:fs";
import { buildInto, type CheckedLaw, type Compilation, checkedLaw } from "../../index.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { requireNoErrors } from "../findings.ts";
import { chooseJurisdictions } from "../jurisdictions.ts";
import { replaceFolder } from "../output-folder.ts";
import { err, Progress, tell } from "../terminal.ts";
import { openWorkspace } from "../workspace.ts";

export interface BuildActionOptions {
  readonly out: string;
  readonly asOf?: string;
  readonly jurisdiction?: readonly string[];
  readonly watch?: boolean;
  readonly lang: string;
}

/** Writes tables, manifest and report; with `--watch` again and again until it is interrupted. */
export async function build(paths: readonly string[], options: BuildActionOptions): Promise<ExitCode> {
  if (options.watch !== true) return writeBuild(readLaw(paths), options);
  const rebuild = (previous?: Compilation): Compilation => {
    const { compilation, ...law } = readSources(paths, previous);
    writeBuild(law, options);
    return compilation;
  };
  let previous = rebuild();
  const { watchSources } = await import("../watch.ts");
  await watchSources(paths, options.out, () => {
    previous = rebuild(previous);
  });
  return EXIT.clean;
}

/** The law as read, or the exit code of a run that errors have stopped. */
type Read = { readonly law: CheckedLaw } | { readonly law: null; readonly code: ExitCode };

/** Its caller holds no syntax trees while it builds: those of a large law are as large as all else. */
function readLaw(paths: readonly string[]): Read {
  const { compilation: _, ...read } = readSources(paths);
  return read;
}

function readSources(
  paths: readonly string[],
  previous?: Compilation,
): Read & { readonly compilation: Compilation } {
  const opened = openWorkspace(paths, previous);
  const { compilation } = opened;
  const code = requireNoErrors(opened, "with warnings");
  return code === null ? { law: checkedLaw(compilation), compilation } : { law: null, code, compilation };
}

function writeBuild(read: Read, options: BuildActionOptions): ExitCode {
  if (read.law === null) return read.code;
  const { law } = read;
  const progress = new Progress();
  progress.step(`building tables and report in ${options.out}`);
  const jurisdictions = chooseJurisdictions(
    options.jurisdiction ?? null,
    law.program.jurisdictions.map((jurisdiction) => jurisdiction.name),
  );
  const { documents, rows, scenarios, unproved } = replaceFolder(options.out, (output) =>
    buildInto(law, output, { asOf: options.asOf ?? null, jurisdictions, explorer: explorerProgram() }),
  );
  progress.done();
  const failed = scenarios.filter((scenario) => !scenario.passed).length;
  tell(
    `${err.green("built")} ${options.out}: ${count(documents, "table document")} with ${count(rows, "row")}, report ${options.out}/report/index.html`,
  );
  if (unproved.length > 0)
    tell(`${count(unproved.length, "part")} of the tables too large to be proved: ${unproved.join(", ")}`);
  if (failed > 0)
    tell(`${count(failed, "scenario")} of ${scenarios.length} failed; run \`cordon test\` to see why`);
  return EXIT.clean;
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

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}
