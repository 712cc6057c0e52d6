import { EXIT, type ExitCode } from "../exit-codes.ts";
import { exitCodeOf, type FindingsFormat, printFindings } from "../findings.ts";
import { tellFindings } from "../tell-findings.ts";
import { openWorkspace } from "../workspace.ts";

/** Reports everything that can be found without running anything. */
export async function check(
  paths: readonly string[],
  options: { readonly format: FindingsFormat },
): Promise<ExitCode> {
  const opened = openWorkspace(paths);
  const code = exitCodeOf(opened.findings);
  // What is wrong with the command line is no result of a check.
  if (code === EXIT.unusable && options.format === "pretty") tellFindings(opened.findings, opened.sources);
  else printFindings(opened, options.format);
  return code;
}
