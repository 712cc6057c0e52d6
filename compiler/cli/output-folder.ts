/**
 * Writes a build whole or not at all: everything goes to a folder beside the target, which then takes its place. A
 * reader never sees half a build, and a folder that holds anything else is never replaced.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { Unusable } from "./exit-codes.ts";

export interface OutputFile {
  /** relative to the folder, `/`-separated */
  readonly path: string;
  readonly text: string;
}

/** Replaces the folder `target` by the given files. Throws `Unusable` if it holds something a build did not write. */
export function writeFolder(target: string, files: readonly OutputFile[]): void {
  const folder = resolve(target);
  refuseForeign(folder, target);
  const id = createHash("sha256").update(`${folder}\0${process.pid}`).digest("hex").slice(0, 8);
  const fresh = join(dirname(folder), `.${basename(folder)}.new-${id}`);
  const stale = join(dirname(folder), `.${basename(folder)}.old-${id}`);
  try {
    rmSync(fresh, { recursive: true, force: true });
    for (const file of files) {
      const path = join(fresh, ...file.path.split("/"));
      if (!path.startsWith(fresh + sep)) throw new Error(`the output ${file.path} lies outside its folder`);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, file.text);
    }
    mkdirSync(fresh, { recursive: true });
    if (existsSync(folder)) renameSync(folder, stale);
    try {
      renameSync(fresh, folder);
    } catch (error) {
      if (existsSync(stale)) renameSync(stale, folder);
      throw error;
    }
  } catch (error) {
    throw unwritable(target, error);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
    if (existsSync(folder)) rmSync(stale, { recursive: true, force: true });
  }
}

/** Replaces one file whole. */
export function writeFile(path: string, text: string): void {
  const fresh = join(dirname(path), `.${basename(path)}.new-${process.pid}`);
  try {
    writeFileSync(fresh, text);
    renameSync(fresh, path);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw unwritable(path, error);
  }
}

function unwritable(path: string, error: unknown): unknown {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  if (code === undefined) return error;
  const reasons: Readonly<Record<string, string>> = {
    EACCES: "permission denied",
    EPERM: "permission denied",
    EROFS: "the file system is read-only",
    ENOSPC: "no space is left",
    ENOTDIR: "a part of the path is a file",
    EEXIST: "a part of the path is a file",
    ENOENT: "there is no such folder",
  };
  return new Unusable(`cannot write ${path}: ${reasons[code] ?? code}; nothing was changed`);
}

function refuseForeign(folder: string, named: string): void {
  if (!existsSync(folder)) return;
  const within = relative(folder, process.cwd());
  if (within === "" || (!within.startsWith("..") && !within.startsWith(sep)))
    throw new Unusable(
      `the output folder ${named} holds the folder you are in`,
      "choose a folder of its own with -o, such as -o dist",
    );
  let entries: string[];
  try {
    entries = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"));
  } catch {
    throw new Unusable(`the output ${named} is not a folder`, "choose another place with -o");
  }
  const own = ownFiles(folder);
  const foreign = entries.filter((path) => !own.has(path) && !path.startsWith("report/")).sort();
  const [first] = foreign;
  if (first !== undefined)
    throw new Unusable(
      `the output folder ${named} holds ${first}, which no build wrote`,
      "a build replaces its folder whole; choose another with -o, or move that file away",
    );
}

/** The files an earlier build says it wrote. */
function ownFiles(folder: string): Set<string> {
  const own = new Set<string>();
  try {
    const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as {
      format?: unknown;
      files?: { path?: unknown }[];
    };
    if (typeof manifest.format !== "string" || !manifest.format.startsWith("cordon/manifest@")) return own;
    own.add("manifest.json");
    for (const file of manifest.files ?? []) if (typeof file.path === "string") own.add(file.path);
  } catch {
    // No readable manifest: nothing here is known to be ours.
  }
  return own;
}
