/**
 * A workspace: the sources below some folders, the policy packages they use, and the data files they name, read through
 * the host and parsed. It is a value: a change makes a new one that shares every unchanged parse result.
 */
import type { Diagnostic } from "../../grammar/base/diagnostic.ts";
import { SourceFile } from "../../grammar/base/source-file.ts";
import { span } from "../../grammar/base/span.ts";
import { nearNames } from "../../grammar/base/suggest.ts";
import type { ParseResult } from "../../grammar/parse-result.ts";
import type { Host } from "../host.ts";
import { globMatcher } from "./glob.ts";
import { LazyParse } from "./lazy-parse.ts";
import { defaultManifest, MANIFEST_NAME, type Manifest, readManifest } from "./manifest.ts";
import { reportLoad } from "./messages.ts";
import { ancestors, baseName, folderOf, joinPath, liesBelow, normalizePath, relativePath } from "./paths.ts";

/** One folder with a manifest (or a bare folder): the workspace itself, or an installed policy package. */
export interface Root {
  readonly folder: string;
  readonly manifest: Manifest;
  /** without a manifest: its files are all sources below it */
  readonly isBare: boolean;
  /** name of the policy package, or null for the workspace's own sources */
  readonly package: string | null;
}

export interface Workspace {
  readonly host: Host;
  /** as asked for: files or folders, `/`-separated, relative to the host's root */
  readonly paths: readonly string[];
  readonly roots: readonly Root[];
  /** every source by path, sorted by path */
  readonly files: ReadonlyMap<string, ParseResult>;
  /** texts that stand in for what the host has: open editors */
  readonly overlays: ReadonlyMap<string, string | null>;
  /** problems of loading; those of parsing stand in the parse results */
  readonly diagnostics: readonly Diagnostic[];
  /** data files read so far, by path */
  readonly data: Map<string, DataRead>;
}

export type DataRead =
  | { readonly kind: "text"; readonly source: SourceFile }
  | { readonly kind: "missing"; readonly tried: readonly string[] }
  | { readonly kind: "outside" }
  | { readonly kind: "unreadable"; readonly path: string; readonly reason: string }
  | { readonly kind: "too-large"; readonly path: string; readonly size: number; readonly limit: number };

const SOURCE_ENDING = ".cordon";
/** characters; the text of a whole regulation is under two million */
const MAX_SOURCE = 32_000_000;
const MAX_DATA = 64_000_000;

/**
 * Loads the workspace that holds `paths` (files or folders; none means the host's root). A folder belongs to the
 * nearest `cordon.json` at or above it; manifests below it add workspaces of their own. Never throws: what cannot be
 * read is a finding. `previous` lends its parse results where the text is unchanged. Sources that are not `wanted` are left
 * out, unless one is asked for by its own path.
 */
export function loadWorkspace(
  host: Host,
  paths: readonly string[],
  previous?: Pick<Workspace, "files" | "overlays">,
  wanted: (text: string) => boolean = () => true,
): Workspace {
  const loader = new Loader(host, previous?.overlays ?? new Map(), previous?.files ?? new Map(), wanted);
  const asked = [...new Set((paths.length === 0 ? ["."] : paths).map(normalizePath))];
  for (const path of asked) loader.addPath(path);
  return loader.finish(asked);
}

/**
 * The workspace with the text of one file replaced; null takes an overlay back to "no such file". Only that file is
 * parsed. A changed manifest loads the workspace anew, still reusing every unchanged source.
 */
export function updateWorkspace(workspace: Workspace, path: string, text: string | null): Workspace {
  const name = normalizePath(path);
  const overlays = new Map(workspace.overlays).set(name, text);
  const known = workspace.files.get(name);
  const isNew = known === undefined && name.endsWith(SOURCE_ENDING) && text !== null;
  if (baseName(name) === MANIFEST_NAME || isNew) {
    return loadWorkspace(workspace.host, workspace.paths, { files: workspace.files, overlays });
  }
  const data = new Map([...workspace.data].filter(([key]) => key !== name));
  if (known === undefined) return { ...workspace, overlays, data: withoutMissing(data) };
  if (text === null) {
    const files = new Map([...workspace.files].filter(([key]) => key !== name));
    return { ...workspace, overlays, files, data };
  }
  if (known.source.text === text) return { ...workspace, overlays };
  const files = new Map(
    [...workspace.files].map(([key, old]) => [key, key === name ? new LazyParse(name, text) : old]),
  );
  return { ...workspace, overlays, files, data };
}

/** A data file that was missing may be there now: forget that it was. */
function withoutMissing(data: ReadonlyMap<string, DataRead>): Map<string, DataRead> {
  return new Map([...data].filter(([, read]) => read.kind === "text"));
}

/** Whether findings in this file were asked for: it lies at or below one of the paths, and in no package. */
export function isRequested(workspace: Workspace, file: string): boolean {
  return packageOf(workspace, file) === null && workspace.paths.some((path) => liesBelow(file, path));
}

/** The policy package a file belongs to, or null for one of the workspace itself. */
export function packageOf(workspace: Workspace, file: string): string | null {
  return rootOf(workspace, file)?.package ?? null;
}

function rootOf(workspace: Workspace, file: string): Root | undefined {
  return workspace.roots
    .filter((root) => liesBelow(file, root.folder))
    .sort((a, b) => b.folder.length - a.folder.length)[0];
}

/** The text behind a span: of a source, a data file or a manifest; null where there is none. */
export function sourceOf(workspace: Workspace, path: string): SourceFile | null {
  const parsed = workspace.files.get(path);
  if (parsed !== undefined) return parsed.source;
  const read = workspace.data.get(path);
  if (read !== undefined) return read.kind === "text" ? read.source : null;
  const text = readText(workspace.host, workspace.overlays, path);
  return typeof text === "string" ? new SourceFile(path, text) : null;
}

/**
 * Reads a data file that a source names: relative to the folder of the source, then to the `lists` folder of its
 * manifest, then to the folder of the manifest. Files outside that folder are not read. The same file is read once.
 */
export function readData(workspace: Workspace, relativeTo: string, path: string): DataRead {
  const root = rootOf(workspace, relativeTo);
  const folder = root?.folder ?? "";
  const lists = root?.manifest.lists ?? null;
  const places = [
    joinPath(folderOf(relativeTo), path),
    ...(lists === null ? [] : [joinPath(folder, lists, path)]),
    joinPath(folder, path),
  ];
  const inside = [...new Set(places)].filter((place) => liesBelow(place, folder));
  if (inside.length === 0 || path.startsWith("/") || /^[A-Za-z]:/.test(path)) return { kind: "outside" };
  for (const place of inside) {
    const read = workspace.data.get(place) ?? readDataAt(workspace, place);
    workspace.data.set(place, read);
    if (read.kind !== "missing") return read;
  }
  return { kind: "missing", tried: inside };
}

function readDataAt(workspace: Workspace, path: string): DataRead {
  const text = readText(workspace.host, workspace.overlays, path);
  if (text === null) return { kind: "missing", tried: [path] };
  if (typeof text !== "string") return { kind: "unreadable", path, reason: text.reason };
  if (text.length > MAX_DATA) return { kind: "too-large", path, size: text.length, limit: MAX_DATA };
  return { kind: "text", source: new SourceFile(path, text) };
}

function readText(
  host: Host,
  overlays: ReadonlyMap<string, string | null>,
  path: string,
): string | null | { readonly reason: string } {
  const overlay = overlays.get(path);
  if (overlay !== undefined) return overlay;
  try {
    return host.readFile(path);
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}

class Loader {
  readonly #host: Host;
  readonly #overlays: ReadonlyMap<string, string | null>;
  readonly #reusable: ReadonlyMap<string, ParseResult>;
  readonly #wanted: (text: string) => boolean;
  readonly #leftOut = new Set<string>();
  readonly #roots = new Map<string, Root>();
  readonly #files = new Map<string, ParseResult>();
  readonly #diagnostics: Diagnostic[] = [];

  constructor(
    host: Host,
    overlays: ReadonlyMap<string, string | null>,
    reusable: ReadonlyMap<string, ParseResult>,
    wanted: (text: string) => boolean,
  ) {
    this.#host = host;
    this.#overlays = overlays;
    this.#reusable = reusable;
    this.#wanted = wanted;
  }

  /** A file or folder of the command line. */
  addPath(path: string): void {
    const home = ancestors(path).find((folder) => this.#has(joinPath(folder, MANIFEST_NAME)));
    const isFile = path.endsWith(SOURCE_ENDING);
    if (home !== undefined) this.#addRoot(home, null);
    else if (isFile) this.#addFile(path, true);
    else {
      for (const nested of this.#list(path, [`/${MANIFEST_NAME}`])) this.#addRoot(folderOf(nested), null);
      this.#addRoot(path, null);
    }
    if (isFile && home !== undefined && !this.#files.has(path)) this.#addFile(path, true);
    const found = [...this.#files.keys(), ...this.#leftOut].some((file) => liesBelow(file, path));
    if (!found && !isFile) {
      this.#diagnostics.push(
        reportLoad("workspace/no-sources", span(path, 0, 0), { where: path === "" ? "." : path }),
      );
    }
  }

  finish(paths: readonly string[]): Workspace {
    const files = new Map([...this.#files].sort(([a], [b]) => (a < b ? -1 : 1)));
    const roots = [...this.#roots.values()];
    return {
      host: this.#host,
      paths,
      roots,
      files,
      overlays: this.#overlays,
      diagnostics: this.#diagnostics,
      data: new Map(),
    };
  }

  #has(path: string): boolean {
    return this.#read(path) !== null;
  }

  /** The text, or null where there is no file; an unreadable one is reported and counts as empty. */
  #read(path: string): string | null {
    const text = readText(this.#host, this.#overlays, path);
    return text === null || typeof text === "string" ? text : "";
  }

  #list(folder: string, endings: readonly string[]): readonly string[] {
    const listed = this.#host.listFiles(
      folder === "" ? "." : folder,
      endings.map((ending) => ending.replace(/^\//, "")),
    );
    const added = [...this.#overlays]
      .filter(
        ([path, text]) =>
          text !== null && liesBelow(path, folder) && endings.some((e) => `/${path}`.endsWith(e)),
      )
      .map(([path]) => path);
    const removed = (path: string): boolean => this.#overlays.get(path) === null && this.#overlays.has(path);
    return [...new Set([...listed, ...added])]
      .map(normalizePath)
      .filter((path) => !removed(path) && endings.some((e) => `/${path}`.endsWith(e)))
      .filter((path) => !relativePath(folder, path).split("/").includes("node_modules"))
      .sort();
  }

  #addRoot(folder: string, packageName: string | null): void {
    if (this.#roots.has(folder)) return;
    const manifest = this.#manifest(folder);
    const isBare = !this.#has(joinPath(folder, MANIFEST_NAME));
    this.#roots.set(folder, { folder, manifest, isBare, package: packageName });
    const wanted = globMatcher(manifest.sources);
    const excluded = globMatcher(manifest.exclude);
    const nested = this.#list(folder, [`/${MANIFEST_NAME}`])
      .map(folderOf)
      .filter((inner) => inner !== folder);
    for (const path of this.#list(folder, [SOURCE_ENDING])) {
      const relative = relativePath(folder, path);
      // A folder with a manifest of its own decides for itself which files it has.
      if (nested.some((inner) => liesBelow(path, inner))) continue;
      if (wanted(relative) && !excluded(relative)) this.#addFile(path);
    }
    for (const name of manifest.packages) this.#addPackage(name, folder);
  }

  #manifest(folder: string): Manifest {
    const path = joinPath(folder, MANIFEST_NAME);
    const text = readText(this.#host, this.#overlays, path);
    if (text === null) return defaultManifest;
    if (typeof text !== "string") {
      this.#unreadable(path, text.reason);
      return defaultManifest;
    }
    const { manifest, diagnostics } = readManifest(path, text);
    this.#diagnostics.push(...diagnostics);
    return manifest;
  }

  #addPackage(name: string, user: string): void {
    const folder = this.#host.resolvePackage(name);
    if (folder !== null) {
      this.#addRoot(normalizePath(folder), name);
      return;
    }
    const path = joinPath(user, MANIFEST_NAME);
    const at = this.#read(path)?.indexOf(JSON.stringify(name)) ?? -1;
    const place = at < 0 ? span(path, 0, 0) : span(path, at, at + name.length + 2);
    this.#diagnostics.push(reportLoad("workspace/unknown-package", place, { name }));
  }

  #addFile(path: string, isNamed = false): void {
    if (this.#files.has(path)) return;
    const text = readText(this.#host, this.#overlays, path);
    if (text === null) this.#missing(path);
    else if (typeof text !== "string") this.#unreadable(path, text.reason);
    else if (text.length > MAX_SOURCE) {
      const args = { path, size: text.length, limit: MAX_SOURCE };
      this.#diagnostics.push(reportLoad("workspace/too-large", span(path, 0, 0), args));
    } else if (!isNamed && !this.#wanted(text)) this.#leftOut.add(path);
    else {
      const old = this.#reusable.get(path);
      this.#files.set(path, old !== undefined && old.source.text === text ? old : new LazyParse(path, text));
    }
  }

  #missing(path: string): void {
    const near = nearNames(path, this.#list(folderOf(path), [SOURCE_ENDING]));
    this.#diagnostics.push(reportLoad("workspace/no-such-path", span(path, 0, 0), { path, near }));
  }

  #unreadable(path: string, reason: string): void {
    this.#diagnostics.push(reportLoad("workspace/unreadable-file", span(path, 0, 0), { path, reason }));
  }
}
