/** Opens what the user named: finds the workspace, compiles it, and shows its places as the user would type them. */
import { statSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import type { Diagnostic } from "../../grammar/base/diagnostic.ts";
import type { SourceFile } from "../../grammar/base/source-file.ts";
import type { Span } from "../../grammar/base/span.ts";
import { findWorkspaceRoot, hostPath, NodeHost } from "../host/node-host.ts";
import { type Compilation, compile, hasErrors } from "../index.ts";
import { isRequested, sourceOf, type Workspace } from "../load/workspace.ts";
import { Progress } from "./terminal.ts";

export interface Opened {
  readonly host: NodeHost;
  readonly compilation: Compilation;
  /** findings that concern what was asked for, with places as seen from the working folder */
  readonly findings: readonly Diagnostic[];
  /** texts behind the places of `findings` */
  readonly sources: (path: string) => SourceFile | null;
  /** a path of the workspace as seen from the working folder */
  readonly shown: (path: string) => string;
  /** `path:line` of an offset in a source, as seen from the working folder */
  readonly place: (path: string, offset: number) => string;
  /** whether a source lies in what the user named */
  readonly isRequested: (path: string) => boolean;
}

/**
 * Compiles the workspace that holds `paths` (none: the working folder). Sources are named from the root of their
 * workspace, so that a build is the same wherever it is started; only what the user reads is named from here.
 */
export function openWorkspace(paths: readonly string[], previous?: Compilation): Opened {
  return open(paths, (host, named) => compile(host, named, previous));
}

/**
 * The same for commands that ask about nothing but the law: sources that declare scenarios and cases alone are read only
 * where there are errors, as what they declare may be missing.
 */
export function openLaw(paths: readonly string[]): Opened {
  return open(paths, (host, named) => {
    const law = compile(host, named, undefined, { onlyLaw: true });
    return hasErrors(law.diagnostics) ? compile(host, named, law) : law;
  });
}

function open(
  paths: readonly string[],
  compiled: (host: NodeHost, named: readonly string[]) => Compilation,
): Opened {
  const progress = new Progress();
  const asked = paths.length === 0 ? ["."] : paths;
  const root = findWorkspaceRoot(commonFolder(asked));
  const host = new NodeHost(root);
  const named = asked.map((path) => hostPath(host, path, process.cwd()));
  progress.step(`reading ${asked.join(", ")}`);
  const compilation = compiled(host, named);
  progress.done();
  const shown = (path: string): string =>
    relative(process.cwd(), resolve(host.root, path)).split(sep).join("/") || ".";
  return {
    host,
    compilation,
    findings: asSeen(compilation.diagnostics, compilation, shown),
    sources: displaySources(compilation.workspace, host, shown),
    shown,
    place: (path, offset) => {
      const line = sourceOf(compilation.workspace, path)?.position(offset).line;
      return line === undefined ? shown(path) : `${shown(path)}:${line}`;
    },
    isRequested: (path) => isRequested(compilation.workspace, path),
  };
}

/** Findings that concern what was asked for, with places as seen from the working folder. */
export function asSeen(
  diagnostics: readonly Diagnostic[],
  { workspace }: Compilation,
  shown: Opened["shown"],
): readonly Diagnostic[] {
  return diagnostics.filter((d) => concerns(workspace, d)).map((d) => relocate(d, shown));
}

/** The folder all paths lie below. */
function commonFolder(paths: readonly string[]): string {
  const folders = paths.map((path) => {
    const full = resolve(path);
    return statSync(full, { throwIfNoEntry: false })?.isDirectory() ? full : dirname(full);
  });
  return folders.reduce((common, folder) => {
    let at = common;
    while (folder !== at && !folder.startsWith(at.endsWith(sep) ? at : at + sep)) at = dirname(at);
    return at;
  });
}

/** A finding elsewhere in the workspace is shown only if it stands in the way, as errors do. */
function concerns(workspace: Workspace, d: Diagnostic): boolean {
  return d.severity === "error" || isRequested(workspace, d.span.file) || !workspace.files.has(d.span.file);
}

function relocate(d: Diagnostic, shown: (path: string) => string): Diagnostic {
  const move = (span: Span): Span => ({ ...span, file: shown(span.file) });
  return {
    ...d,
    span: move(d.span),
    related: d.related.map((related) => ({ ...related, span: move(related.span) })),
    fixes: d.fixes.map((fix) => ({
      ...fix,
      edits: fix.edits.map((edit) => ({ ...edit, span: move(edit.span) })),
    })),
  };
}

function displaySources(
  workspace: Workspace,
  host: NodeHost,
  shown: (path: string) => string,
): (path: string) => SourceFile | null {
  const found = new Map<string, SourceFile | null>();
  for (const [path, { source }] of workspace.files) found.set(shown(path), source);
  return (path) => {
    const known = found.get(path);
    if (known !== undefined) return known;
    // A manifest, a data file, or another file the loader names.
    const source = sourceOf(workspace, hostPath(host, path, process.cwd()));
    found.set(path, source);
    return source;
  };
}
