import { statSync } from "node:fs";
import { SourceFile } from "../../../grammar/base/source-file.ts";
import { FormatRefusal, format } from "../../../grammar/format/format.ts";
import { NodeHost } from "../../host/node-host.ts";
import { EXIT, type ExitCode, Unusable } from "../exit-codes.ts";
import { writeFile } from "../output-folder.ts";
import { readText } from "../read-text.ts";
import { tellFindings } from "../tell-findings.ts";
import { print, tell } from "../terminal.ts";

/**
 * Formats sources in place; `-` formats standard input. A file that does not parse is left as it is and reported; the
 * others are formatted nevertheless.
 */
export async function fmt(
  paths: readonly string[],
  options: { readonly check?: boolean },
): Promise<ExitCode> {
  if (paths.includes("-")) {
    if (paths.length > 1)
      throw new Unusable("- stands for standard input and takes no other paths beside it");
    return formatInput(options.check === true);
  }
  const files = sourceFiles(paths.length === 0 ? ["."] : paths);
  let unformatted = 0;
  let refused = 0;
  for (const path of files) {
    const text = await readText(path);
    const formatted = await formatOrRefuse(path, text);
    if (formatted === null) refused++;
    else if (formatted !== text) {
      unformatted++;
      if (options.check !== true) writeFile(path, formatted);
      print(path);
    }
  }
  if (options.check === true && unformatted > 0)
    tell(`${unformatted} of ${files.length} files not formatted; run \`cordon fmt\``);
  return refused > 0 || (options.check === true && unformatted > 0) ? EXIT.findings : EXIT.clean;
}

async function formatInput(onlyCheck: boolean): Promise<ExitCode> {
  const text = await readText("-");
  const formatted = await formatOrRefuse("standard-input.cordon", text);
  if (formatted === null) return EXIT.findings;
  if (onlyCheck) return formatted === text ? EXIT.clean : EXIT.findings;
  process.stdout.write(formatted);
  return EXIT.clean;
}

async function formatOrRefuse(path: string, text: string): Promise<string | null> {
  try {
    return await format(path, text);
  } catch (error) {
    if (!(error instanceof FormatRefusal)) throw error;
    const source = new SourceFile(path, text);
    tellFindings(error.diagnostics, (file) => (file === path ? source : null));
    tell(`${path} was left as it is`);
    return null;
  }
}

function sourceFiles(paths: readonly string[]): string[] {
  const host = new NodeHost(process.cwd());
  const found = paths.flatMap((path): readonly string[] => {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) throw new Unusable(`there is no file or folder ${path}`);
    return stats.isDirectory() ? host.listFiles(path, [".cordon"]) : [path];
  });
  if (found.length === 0) throw new Unusable(`there is no .cordon file in ${paths.join(", ")}`);
  return [...new Set(found)];
}
