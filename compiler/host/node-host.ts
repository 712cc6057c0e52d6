/** The host on the file system of Node: the one place outside the command line that touches it. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import type { Host } from "../host.ts";

const MANIFEST = "cordon.json";

/** Folders that hold no sources of the workspace, whatever the manifest says. */
const SKIPPED = new Set(["node_modules", ".git"]);

/** Files below `root` (an absolute path). Paths outside it are named with `..` or absolutely, as Node's `relative` does. */
export class NodeHost implements Host {
  readonly root: string;

  constructor(root: string) {
    this.root = resolve(root);
  }

  readFile(path: string): string | null {
    const file = resolve(this.root, path);
    let bytes: Uint8Array;
    try {
      bytes = readFileSync(file);
    } catch (error) {
      const code = errorCode(error);
      // A folder where a file is looked for is no file; everything else must not pass for "not there".
      if (code === "ENOENT" || code === "ENOTDIR" || code === "EISDIR") return null;
      throw new Error(REASONS[code] ?? `the system says ${code}`);
    }
    try {
      return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      throw new Error("it is not UTF-8 text");
    }
  }

  contentHash(text: string): string {
    return `sha256-${createHash("sha256").update(text).digest("hex")}`;
  }

  listFiles(folder: string, extensions: readonly string[]): readonly string[] {
    const found: string[] = [];
    const visit = (directory: string): void => {
      for (const entry of readdirSync(directory, { withFileTypes: true })) {
        const path = join(directory, entry.name);
        // Links to folders are not followed, as Git does not: they may lead upwards, or out of the workspace.
        if (entry.isDirectory()) {
          if (!SKIPPED.has(entry.name)) visit(path);
        } else if (extensions.some((extension) => entry.name.endsWith(extension)) && !isDirectory(path)) {
          found.push(this.#name(path));
        }
      }
    };
    const start = resolve(this.root, folder);
    if (isDirectory(start)) visit(start);
    return found.sort();
  }

  resolvePackage(name: string): string | null {
    if (!/^(?:@[\w.~-]+\/)?[\w.~-]+$/.test(name) || /^\.+$/.test(name)) return null;
    const paths = createRequire(join(this.root, "package.json")).resolve.paths(name) ?? [];
    for (const folder of paths) {
      const candidate = join(folder, name);
      if (existsSync(join(candidate, MANIFEST))) return this.#name(candidate);
    }
    return null;
  }

  #name(path: string): string {
    return relative(this.root, path).split(sep).join("/");
  }
}

/** The nearest folder at or above `folder` that holds a manifest; `folder` itself where there is none. */
export function findWorkspaceRoot(folder: string): string {
  const start = resolve(folder);
  for (let at = start; ; at = dirname(at)) {
    if (existsSync(join(at, MANIFEST))) return at;
    if (dirname(at) === at) return start;
  }
}

/** How the host names a path that the user wrote, absolute or relative to the working folder. */
export function hostPath(host: NodeHost, path: string, workingFolder: string): string {
  const absolute = isAbsolute(path) ? path : resolve(workingFolder, path);
  return relative(host.root, absolute).split(sep).join("/");
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "this user may not read it",
  EPERM: "this user may not read it",
  ELOOP: "its symbolic links lead in a circle",
  EMFILE: "too many files are open",
  ENAMETOOLONG: "its name is too long",
};

function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "an unknown error";
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
