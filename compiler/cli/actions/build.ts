import { build as buildCompilation, type Compilation } from "../../index.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { requireNoErrors } from "../findings.ts";
import { chooseJurisdictions } from "../jurisdictions.ts";
import { writeFolder } from "../output-folder.ts";
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
  const first = buildOnce(paths, options);
  if (options.watch !== true) return first.code;
  const { watchSources } = await import("../watch.ts");
  let previous = first.compilation;
  await watchSources(paths, options.out, () => {
    previous = buildOnce(paths, options, previous).compilation;
  });
  return EXIT.clean;
}

function buildOnce(
  paths: readonly string[],
  options: BuildActionOptions,
  previous?: Compilation,
): { readonly code: ExitCode; readonly compilation: Compilation } {
  const opened = openWorkspace(paths, previous);
  const { compilation } = opened;
  const blocked = requireNoErrors(opened, "with warnings");
  if (blocked !== null) return { code: blocked, compilation };
  const progress = new Progress();
  progress.step("building tables and report");
  const jurisdictions = chooseJurisdictions(
    options.jurisdiction ?? null,
    compilation.program.jurisdictions.map((jurisdiction) => jurisdiction.name),
  );
  const result = buildCompilation(compilation, { asOf: options.asOf ?? null, jurisdictions });
  progress.step(`writing ${options.out}`);
  writeFolder(options.out, result.files);
  progress.done();
  const tables = result.bundle.tables.length;
  const rows = result.bundle.tables
    .flatMap((document) => document.tables)
    .reduce((sum, t) => sum + t.rows.length, 0);
  const failed = result.scenarios.filter((scenario) => !scenario.passed).length;
  tell(
    `${err.green("built")} ${options.out}: ${count(tables, "table document")} with ${count(rows, "row")}, report ${options.out}/report/index.html`,
  );
  if (failed > 0)
    tell(`${count(failed, "scenario")} of ${result.scenarios.length} failed; run \`cordon test\` to see why`);
  return { code: EXIT.clean, compilation };
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}
