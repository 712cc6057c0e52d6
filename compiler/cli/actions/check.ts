import type { ExitCode } from "../exit-codes.ts";
import { exitCodeOf, type FindingsFormat, printFindings } from "../findings.ts";
import { openWorkspace } from "../workspace.ts";

/** Reports everything that can be found without running anything. */
export async function check(
  paths: readonly string[],
  options: { readonly format: FindingsFormat },
): Promise<ExitCode> {
  const opened = openWorkspace(paths);
  printFindings(opened, options.format);
  return exitCodeOf(opened.findings);
}
