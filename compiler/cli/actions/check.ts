import type { Program } from "../../check/tree.ts";
import { catalogFindings, hasErrors, manifestFindings, proofs } from "../../index.ts";
import { sortDiagnostics } from "../../render/order.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { exitCodeOf, type FindingsFormat, printFindings, tellOfSeveralWorkspaces } from "../findings.ts";
import { tellFindings } from "../tell-findings.ts";
import { Progress, tell } from "../terminal.ts";
import { asSeen, type Opened, openWorkspace } from "../workspace.ts";

export interface CheckOptions {
  readonly format: FindingsFormat;
  /** what holds over all transactions and days, too; absent: of laws that are not large. Of sources with errors nothing is proved */
  readonly proofs?: boolean | undefined;
}

/** Reports everything that can be found without running anything. */
export async function check(paths: readonly string[], options: CheckOptions): Promise<ExitCode> {
  const opened = openWorkspace(paths);
  // What is wrong with the command line is no result of a check.
  if (exitCodeOf(opened.findings) === EXIT.unusable && options.format === "pretty") {
    tellFindings(opened.findings, opened.sources);
    return EXIT.unusable;
  }
  const told = withNeighbors(opened);
  const isSound = !hasErrors(told.compilation.diagnostics);
  const isLarge = rulesOf(told.compilation.program) > LARGE;
  const whole = isSound && (options.proofs ?? !isLarge) ? withProofs(told) : told;
  if (isSound && isLarge && options.proofs === undefined && options.format === "pretty")
    tell(
      "no proofs over all transactions were made, as the law is large and they take seconds: ask for them with --proofs",
    );
  printFindings(whole, options.format);
  tellOfSeveralWorkspaces(whole);
  return exitCodeOf(whole.findings);
}

/** Rules up to which a proof takes no longer than the rest of the check; the examples have more than twice as many. */
const LARGE = 300;

function rulesOf({ measures, exceptions, items, reaches }: Program): number {
  return measures.length + exceptions.length + items.length + reaches.length;
}

/** Also of what stands beside the sources: manifests and catalogs. */
function withNeighbors(opened: Opened): Opened {
  const { compilation } = opened;
  const all = [...manifestFindings(compilation), ...catalogFindings(compilation)];
  const found = asSeen(all, compilation, opened.shown);
  return found.length === 0
    ? opened
    : { ...opened, findings: sortDiagnostics([...opened.findings, ...found]) };
}

function withProofs(opened: Opened): Opened {
  const progress = new Progress();
  progress.step("proving");
  const found = asSeen(proofs(opened.compilation), opened.compilation, opened.shown);
  progress.done();
  return { ...opened, findings: sortDiagnostics([...opened.findings, ...found]) };
}
