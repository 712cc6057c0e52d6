/**
 * Writes a build whole or not at all: everything goes to a folder beside the target, which then takes its place. A
 * reader never sees half a build, and a folder that holds anything else is never replaced.
 */
import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import type { Output, OutputFile } from "../output.ts";
import { Unusable } from "./exit-codes.ts";
import { writeReason } from "./terminal.ts";

/**
 * Replaces the folder `target` by what `produce` writes, and gives back its result. Throws `Unusable` if the folder holds
 * something a build did not write; then, and if `produce` throws, nothing has changed.
 */
export function replaceFolder<T>(target: string, produce: (output: Output) => T): T {
  const folder = resolve(target);
  refuseForeign(folder, target);
  const id = createHash("sha256").update(`${folder}\0${process.pid}`).digest("hex").slice(0, 8);
  const fresh = join(dirname(folder), `.${basename(folder)}.new-${id}`);
  const stale = join(dirname(folder), `.${basename(folder)}.old-${id}`);
  const output = new FolderOutput(fresh);
  try {
    rmSync(fresh, { recursive: true, force: true });
    mkdirSync(fresh, { recursive: true });
    const result = produce(output);
    if (existsSync(folder)) renameSync(folder, stale);
    try {
      renameSync(fresh, folder);
    } catch (error) {
      if (existsSync(stale)) renameSync(stale, folder);
      throw error;
    }
    return result;
  } catch (error) {
    throw unwritable(target, error);
  } finally {
    output.close();
    rmSync(fresh, { recursive: true, force: true });
    if (existsSync(folder)) rmSync(stale, { recursive: true, force: true });
  }
}

/** Files below a folder, written while they are made. */
class FolderOutput implements Output {
  readonly #folder: string;
  readonly #open = new Set<number>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  begin(name: string): OutputFile {
    const path = join(this.#folder, ...name.split("/"));
    if (!path.startsWith(this.#folder + sep)) throw new Error(`the output ${name} lies outside its folder`);
    mkdirSync(dirname(path), { recursive: true });
    const file = openSync(path, "w");
    this.#open.add(file);
    return {
      write: (text) => {
        const bytes = Buffer.from(text);
        for (let from = 0; from < bytes.length; ) from += writeSync(file, bytes, from);
      },
      end: () => this.#close(file),
    };
  }

  /** Closes what a run that failed has left open. */
  close(): void {
    for (const file of this.#open) this.#close(file);
  }

  #close(file: number): void {
    this.#open.delete(file);
    closeSync(file);
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
  return new Unusable(`cannot write ${path}: ${writeReason(code)}; nothing was changed`);
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
