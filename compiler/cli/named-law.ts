/** Laws by the names that the command takes: a folder of sources, a build, or a git revision of the workspace here. */
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Program } from "../check/tree.ts";
import { BuiltSide, type LawSide, SourceSide } from "../diff/law-side.ts";
import { findWorkspaceRoot, NodeHost } from "../host/node-host.ts";
import { type Compilation, compile, hasErrors } from "../index.ts";
import { sourceOf } from "../load/workspace.ts";
import { normalize } from "../normal/lower.ts";
import type { Bundle } from "../runtime/format.ts";
import { buildBundle } from "../table/build.ts";
import { type AnyDocument, readBundle } from "../table/read-bundle.ts";
import { type ExitCode, Unusable } from "./exit-codes.ts";
import { exitCodeOf, requireNoErrors } from "./findings.ts";
import { RevisionHost } from "./revision.ts";
import { tellFindings } from "./tell-findings.ts";
import { tell } from "./terminal.ts";
import { openWorkspace } from "./workspace.ts";

export type NamedLaw =
  | { readonly kind: "sources"; readonly program: Program }
  | { readonly kind: "build"; readonly bundle: Bundle };

/** Sources beside a build are compared as the build they would make: tables with tables. */
export function sidesOf(old: NamedLaw, now: NamedLaw, [first, second]: Days): readonly [LawSide, LawSide] {
  if (old.kind === "sources" && now.kind === "sources")
    return [new SourceSide(old.program, first), new SourceSide(now.program, second)];
  const built = (read: NamedLaw, day: string | null): LawSide => {
    if (read.kind === "build") return new BuiltSide(read.bundle, [], day);
    const { program } = read;
    return new BuiltSide(buildBundle(normalize(program), program), program.scenarios, day);
  };
  return [built(old, first), built(now, second)];
}

/** Days on which the two laws are read; null: the day that is asked about. */
export type Days = readonly [string | null, string | null];

/**
 * The law behind a name, or the exit code of a run that ends with its errors. `documents`: those of the builds that were read
 * before, by hash.
 */
export function lawNamed(name: string, documents?: Map<string, AnyDocument>): NamedLaw | ExitCode {
  const isFolder = statSync(name, { throwIfNoEntry: false })?.isDirectory() === true;
  if (isFolder && isBuild(name)) return lawOfBuild(name, documents);
  const compilation = isFolder ? lawOfFolder(name) : lawOfRevision(name);
  return typeof compilation === "number" ? compilation : { kind: "sources", program: compilation.program };
}

function isBuild(folder: string): boolean {
  return existsSync(join(folder, "manifest.json")) && !existsSync(join(folder, "cordon.json"));
}

function lawOfBuild(folder: string, documents?: Map<string, AnyDocument>): NamedLaw {
  const { bundle, problems } = readBundle(new NodeHost(folder), ".", documents);
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
