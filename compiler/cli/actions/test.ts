import { build, testScenarios } from "../../index.ts";
import { jsonResults, junitResults, type Paint, prettyResults, tally } from "../../scenario/render.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { requireNoErrors } from "../findings.ts";
import { out, Progress, print } from "../terminal.ts";
import { openWorkspace } from "../workspace.ts";

/** Runs the scenarios on the tables a build would emit. */
export async function test(
  paths: readonly string[],
  options: { readonly reporter: "pretty" | "json" | "junit" },
): Promise<ExitCode> {
  const opened = openWorkspace(paths);
  const blocked = requireNoErrors(opened, "with warnings");
  if (blocked !== null) return blocked;
  const progress = new Progress();
  progress.step("running scenarios");
  const { bundle } = build(opened.compilation, { tablesOnly: true });
  const results = testScenarios(opened.compilation, bundle).filter((result) =>
    opened.isRequested(result.scenario.span.file),
  );
  progress.done();
  const placeOf = (span: { file: string; start: number }): string => opened.place(span.file, span.start);
  const paint: Paint = { good: out.green, bad: out.red, soft: out.dim };
  if (options.reporter === "json") print(jsonResults(results, placeOf));
  else if (options.reporter === "junit") print(junitResults(results, placeOf));
  else print(prettyResults(results, placeOf, paint));
  return tally(results).failed === 0 ? EXIT.clean : EXIT.findings;
}
