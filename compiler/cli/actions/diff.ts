import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { htmlDiff } from "../../diff/html.ts";
import { type DiffReport, diffPrograms, isForbidden } from "../../diff/index.ts";
import { markdownDiff } from "../../diff/markdown.ts";
import { prettyDiff } from "../../diff/pretty.ts";
import { findWorkspaceRoot } from "../../host/node-host.ts";
import { type Compilation, compile, hasErrors } from "../../index.ts";
import { sourceOf } from "../../load/workspace.ts";
import { EXIT, type ExitCode, Unusable } from "../exit-codes.ts";
import { exitCodeOf, requireNoErrors } from "../findings.ts";
import { chooseJurisdictions } from "../jurisdictions.ts";
import { RevisionHost } from "../revision.ts";
import { tellFindings } from "../tell-findings.ts";
import { out, Progress, print, tell } from "../terminal.ts";
import { openWorkspace } from "../workspace.ts";

export interface DiffActionOptions {
  readonly asOf?: string;
  readonly jurisdiction?: readonly string[];
  readonly failOn?: "looser" | "tighter" | "any";
  readonly format: "pretty" | "md" | "html" | "json";
}

/** Says whose answer changes between two laws: folders of sources, or git revisions of the workspace here. */
export async function diff(old: string, now: string, options: DiffActionOptions): Promise<ExitCode> {
  const [before, after] = [lawOf(old), lawOf(now)];
  for (const law of [before, after]) if (typeof law === "number") return law;
  const [first, second] = [before, after] as [Compilation, Compilation];
  const known = [first, second].flatMap(({ program }) => program.jurisdictions.map((j) => j.name));
  const progress = new Progress();
  const report = diffPrograms(first.program, second.program, {
    oldName: old,
    newName: now,
    asOf: options.asOf ?? null,
    jurisdictions: chooseJurisdictions(options.jurisdiction ?? null, [...new Set(known)]),
    onProgress: (what) => progress.step(what),
  });
  progress.done();
  print(rendered(report, options.format));
  return options.failOn !== undefined && isForbidden(report, options.failOn) ? EXIT.findings : EXIT.clean;
}

function rendered(report: DiffReport, format: DiffActionOptions["format"]): string {
  switch (format) {
    case "pretty":
      return prettyDiff(report, { tighter: out.red, looser: out.green, soft: out.dim, strong: out.bold });
    case "md":
      return markdownDiff(report);
    case "html":
      return htmlDiff(report);
    case "json":
      return JSON.stringify(report, null, 2);
  }
}

/** The compiled law behind a name, or the exit code of a run that ends with its errors. */
function lawOf(name: string): Compilation | ExitCode {
  if (statSync(name, { throwIfNoEntry: false })?.isDirectory() !== true) return lawOfRevision(name);
  if (existsSync(join(name, "manifest.json")) && !existsSync(join(name, "cordon.json"))) {
    throw new Unusable(
      `${name} holds built tables, and only sources can be compared`,
      "name the folder the tables were built from, or a git revision",
    );
  }
  const opened = openWorkspace([name]);
  return requireNoErrors(opened, "errors only") ?? opened.compilation;
}

function lawOfRevision(revision: string): Compilation | ExitCode {
  const compilation = compile(new RevisionHost(findWorkspaceRoot(process.cwd()), revision), []);
  const { diagnostics, workspace } = compilation;
  if (!hasErrors(diagnostics)) return compilation;
  const errors = diagnostics.filter((finding) => finding.severity === "error");
  tell(`the sources as of ${revision} have errors:`);
  tellFindings(errors, (path) => sourceOf(workspace, path));
  return exitCodeOf(errors);
}
