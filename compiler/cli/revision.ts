/** Sources as they were at a git revision, read without touching the working tree. */
import { spawnSync } from "node:child_process";
import { relative, sep } from "node:path";
import { NodeHost } from "../host/node-host.ts";
import type { Host } from "../host.ts";
import { Unusable } from "./exit-codes.ts";

const LARGEST = 1 << 28;

/** Files below `root` (a folder of a git repository) at a commit. Policy packages come from the working tree. */
export class RevisionHost implements Host {
  readonly #root: string;
  readonly #working: NodeHost;
  readonly #blobs = new Map<string, string>();

  /** @throws {Unusable} where git does not know the revision, or the folder is in no repository */
  constructor(root: string, revision: string) {
    this.#root = root;
    this.#working = new NodeHost(root);
    const commit = commitOf(root, revision);
    const top = git(root, ["rev-parse", "--show-toplevel"]);
    if (commit === null || top === null) {
      throw new Unusable(
        `${revision} is neither a folder nor a git revision of the workspace in ${relative(process.cwd(), root) || "."}`,
        "name two folders, or a commit, tag or branch such as HEAD or main",
      );
    }
    const prefix = relative(top.toString("utf8").trim(), root).split(sep).join("/");
    const folder = prefix === "" ? "" : `${prefix}/`;
    const listing = git(root, [
      "ls-tree",
      "-r",
      "-z",
      "--full-tree",
      commit,
      ...(prefix === "" ? [] : ["--", prefix]),
    ]);
    for (const line of (listing ?? Buffer.alloc(0)).toString("utf8").split("\0")) {
      const found = /^100\d{3} blob ([0-9a-f]+)\t(.*)$/s.exec(line);
      if (found?.[2]?.startsWith(folder)) this.#blobs.set(found[2].slice(folder.length), found[1]!);
    }
  }

  readFile(path: string): string | null {
    if (isInstalled(path)) return this.#working.readFile(path);
    const blob = this.#blobs.get(path);
    if (blob === undefined) return null;
    const bytes = git(this.#root, ["cat-file", "blob", blob]);
    if (bytes === null) throw new Error("git cannot read it");
    try {
      return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      throw new Error("it is not UTF-8 text");
    }
  }

  listFiles(folder: string, extensions: readonly string[]): readonly string[] {
    if (isInstalled(folder)) return this.#working.listFiles(folder, extensions);
    const prefix = folder === "" || folder === "." ? "" : `${folder}/`;
    return [...this.#blobs.keys()]
      .filter((path) => path.startsWith(prefix) && !isInstalled(path))
      .filter((path) => extensions.some((extension) => path.endsWith(extension)))
      .sort();
  }

  resolvePackage(name: string): string | null {
    return this.#working.resolvePackage(name);
  }
}

function isInstalled(path: string): boolean {
  return path.split("/").some((step) => step === "node_modules" || step === "..");
}

/** The commit of a revision; null for what git does not know. */
function commitOf(root: string, revision: string): string | null {
  const found = git(root, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`]);
  return found === null ? null : found.toString("utf8").trim();
}

/** Standard output of git, or null where it fails or is not there. */
function git(cwd: string, args: readonly string[]): Buffer | null {
  const { status, stdout } = spawnSync("git", [...args], {
    cwd,
    maxBuffer: LARGEST,
    stdio: ["ignore", "pipe", "ignore"],
  });
  return status === 0 ? stdout : null;
}
