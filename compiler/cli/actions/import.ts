import {
  type Analysis,
  analyze,
  type DmnModel,
  findingsOf,
  modelJson,
  type Problem,
  type Refused,
  readDmn,
} from "../../dmn/index.ts";
import { EXIT, type ExitCode, Unusable } from "../exit-codes.ts";
import { writeFile } from "../output-folder.ts";
import { readText } from "../read-text.ts";
import { out, print } from "../terminal.ts";

/** Options as the command line gives them. */
export interface ImportOptions {
  readonly from: "dmn";
  readonly out?: string;
  readonly analyze?: boolean;
  readonly format: "pretty" | "json";
}

/**
 * Reads the decision tables of a file. Answers with findings if a part of a table was not read, or if the analysis
 * finds something wrong under the hit policy of a table; a file that is not DMN at all is unusable.
 */
export async function importTables(file: string, options: ImportOptions): Promise<ExitCode> {
  const model = readDmn(await readText(file));
  if (model.version === null) {
    const reasons = model.problems.map(({ place, message }) => `${message} (line ${place.line})`);
    throw new Unusable(`cannot read ${file === "-" ? "standard input" : file}: ${reasons.join("; ")}`);
  }
  const analyses = options.analyze === true ? model.tables.map((table) => analyze(table)) : undefined;
  const json = (): string => JSON.stringify(modelJson(model, analyses), null, 2);
  if (options.out !== undefined) writeFile(options.out, `${json()}\n`);
  if (options.format === "json") print(json());
  else print(pretty(file, model, analyses).join("\n"));
  return isClean(model, analyses) ? EXIT.clean : EXIT.findings;
}

function isClean(model: DmnModel, analyses: readonly (Analysis | Refused)[] | undefined): boolean {
  const problems = [...model.problems, ...model.tables.flatMap((table) => table.problems)];
  if (problems.some((problem) => problem.severity === "error")) return false;
  return model.tables.every((table, i) => {
    const analysis = analyses?.[i];
    if (analysis === undefined) return true;
    if ("refused" in analysis) return false;
    return findingsOf(table, analysis).every((finding) => finding.severity === "info");
  });
}

function pretty(
  file: string,
  model: DmnModel,
  analyses: readonly (Analysis | Refused)[] | undefined,
): string[] {
  const problem = ({ severity, where, place, message }: Problem): string =>
    `${severityWord(severity)} ${file}:${place.line}:${place.column} ${where}: ${message}`;
  const lines = model.problems.map(problem);
  for (const [i, table] of model.tables.entries()) {
    const size = [
      count(table.rules.length, "rule"),
      count(table.inputs.length, "input"),
      count(table.outputs.length, "output"),
    ].join(", ");
    const policy = table.aggregator === null ? table.hitPolicy : `${table.hitPolicy} ${table.aggregator}`;
    lines.push(`${out.bold(table.name)}: ${size}, ${policy}`);
    lines.push(...table.problems.map((one) => `  ${problem(one)}`));
    const analysis = analyses?.[i];
    if (analysis === undefined) continue;
    if ("refused" in analysis) {
      // what stands above already is not said again
      const said = new Set(table.problems.map(({ where, message }) => `${where}: ${message}`));
      const reasons = analysis.refused.map(({ where, message }) => `${where}: ${message}`);
      const others = reasons.filter((reason) => !said.has(reason));
      const why = others.length === 0 ? ", because of what could not be read" : `: ${others.join("; ")}`;
      lines.push(`  ${severityWord("error")} not analyzed${why}`);
      continue;
    }
    const findings = findingsOf(table, analysis);
    lines.push(
      ...findings.map(({ kind, severity, message }) => `  ${severityWord(severity)} ${kind}: ${message}`),
    );
    if (findings.length === 0) lines.push("  nothing to report");
  }
  if (model.tables.length === 0) lines.push("no decision table in this file");
  return lines;
}

function severityWord(severity: "error" | "warning" | "info"): string {
  if (severity === "error") return out.red("error");
  return severity === "warning" ? out.yellow("warning") : out.cyan("info");
}

function count(size: number, noun: string): string {
  return `${size} ${noun}${size === 1 ? "" : "s"}`;
}
