import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { CaseJson } from "../../check/tree.ts";
import { htmlDiff } from "../../diff/html.ts";
import { type DiffReport, diffLaws, isForbidden } from "../../diff/index.ts";
import { BuiltSide, type LawSide, SourceSide } from "../../diff/law-side.ts";
import { markdownDiff } from "../../diff/markdown.ts";
import { prettyDiff } from "../../diff/pretty.ts";
import { findWorkspaceRoot, NodeHost } from "../../host/node-host.ts";
import { type Compilation, compile, hasErrors } from "../../index.ts";
import { sourceOf } from "../../load/workspace.ts";
import { normalize } from "../../normal/lower.ts";
import type { Bundle } from "../../runtime/format.ts";
import { buildBundle } from "../../table/build.ts";
import { readBundle } from "../../table/read-bundle.ts";
import { EXIT, type ExitCode, Unusable } from "../exit-codes.ts";
import { exitCodeOf, requireNoErrors } from "../findings.ts";
import { chooseJurisdictions } from "../jurisdictions.ts";
import { readText } from "../read-text.ts";
import { RevisionHost } from "../revision.ts";
import { tellFindings } from "../tell-findings.ts";
import { out, Progress, print, tell } from "../terminal.ts";
import { openWorkspace } from "../workspace.ts";

export interface DiffActionOptions {
  /** one day, or two: the old law as of the first, the new one as of the second */
  readonly asOf?: readonly [string] | readonly [string, string];
  readonly case?: string;
  readonly jurisdiction?: readonly string[];
  readonly failOn?: "looser" | "tighter" | "any";
  readonly format: "pretty" | "md" | "html" | "json";
}

/** Says whose answer changes between two laws: folders of sources, built tables, or git revisions of the workspace here. */
export async function diff(old: string, now: string, options: DiffActionOptions): Promise<ExitCode> {
  const read: Read[] = [];
  for (const name of [old, now]) {
    const law = readLaw(name);
    if (typeof law === "number") return law;
    read.push(law);
  }
  const [first, second] = options.asOf ?? [];
  const days: Days = second === undefined ? [null, null] : [first ?? null, second];
  const [before, after] = sidesOf(read[0]!, read[1]!, days);
  const given = options.case === undefined ? null : await readGiven(options.case);
  const known = [...before.jurisdictions, ...after.jurisdictions];
  const progress = new Progress();
  const report = diffLaws(before, after, {
    oldName: second === undefined ? old : `${old} of ${first}`,
    newName: second === undefined ? now : `${now} of ${second}`,
    asOf: second ?? first ?? null,
    given,
    jurisdictions: chooseJurisdictions(options.jurisdiction ?? null, [...new Set(known)]),
    onProgress: (what) => progress.step(what),
  });
  progress.done();
  print(rendered(report, options.format));
  return options.failOn !== undefined && isForbidden(report, options.failOn) ? EXIT.findings : EXIT.clean;
}

type Read =
  | { readonly kind: "sources"; readonly compilation: Compilation }
  | { readonly kind: "build"; readonly bundle: Bundle };

/** Sources beside a build are compared as the build they would make: tables with tables. */
function sidesOf(old: Read, now: Read, [first, second]: Days): readonly [LawSide, LawSide] {
  if (old.kind === "sources" && now.kind === "sources")
    return [new SourceSide(old.compilation.program, first), new SourceSide(now.compilation.program, second)];
  const built = (read: Read, day: string | null): LawSide => {
    if (read.kind === "build") return new BuiltSide(read.bundle, [], day);
    const { program } = read.compilation;
    return new BuiltSide(buildBundle(normalize(program), program), program.scenarios, day);
  };
  return [built(old, first), built(now, second)];
}

/** Days on which the two laws are read; null: the day that is asked about. */
type Days = readonly [string | null, string | null];

/** The facts of a case file, without its name and its day. */
async function readGiven(path: string): Promise<CaseJson> {
  let json: unknown;
  try {
    json = JSON.parse(await readText(path));
  } catch (error) {
    if (error instanceof Unusable) throw error;
    throw new Unusable(
      `${path} is not JSON`,
      "write a case as `cordon eval` reads it, with the facts that are settled",
    );
  }
  if (typeof json !== "object" || json === null || Array.isArray(json))
    throw new Unusable(`${path} holds no case`, "write an object of facts, as `cordon eval` reads it");
  const { case: _name, asOf: _day, knownAt: _known, ...facts } = json as { readonly [key: string]: CaseJson };
  return facts;
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

/** The law behind a name, or the exit code of a run that ends with its errors. */
function readLaw(name: string): Read | ExitCode {
  const isFolder = statSync(name, { throwIfNoEntry: false })?.isDirectory() === true;
  if (isFolder && isBuild(name)) return lawOfBuild(name);
  const compilation = isFolder ? lawOfFolder(name) : lawOfRevision(name);
  return typeof compilation === "number" ? compilation : { kind: "sources", compilation };
}

function isBuild(folder: string): boolean {
  return existsSync(join(folder, "manifest.json")) && !existsSync(join(folder, "cordon.json"));
}

function lawOfBuild(folder: string): Read {
  const { bundle, problems } = readBundle(new NodeHost(folder), ".");
  if (bundle === null)
    throw new Unusable(
      `${folder} holds no whole build: ${problems.join("; ")}`,
      "build it again with `cordon build -o`, or name the folder of its sources, or a git revision",
    );
  const { only } = bundle.definitions;
  if (only !== undefined)
    throw new Unusable(
      `${folder} was built for a part of the law alone${only.asOf === undefined ? "" : ` (${only.asOf})`}, and what it leaves out would read as a change`,
      "build it whole, without --as-of and --jurisdiction; `cordon diff` takes both itself",
    );
  return { kind: "build", bundle };
}

function lawOfFolder(folder: string): Compilation | ExitCode {
  const opened = openWorkspace([folder]);
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
