/** The server in Node, over standard input and output. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { createConnection, StreamMessageReader, StreamMessageWriter } from "vscode-languageserver/node";
import { findWorkspaceRoot, NodeHost } from "../compiler/host/node-host.ts";
import { MemoryHost } from "../compiler/index.ts";
import type { AnswerPart } from "./checker.ts";
import { ThreadJobs } from "./job-threads.ts";
import { Rest } from "./rest.ts";
import { Server } from "./server.ts";
import { type Change, LocalCheck, type WholeAnswer, type WholeCheck } from "./service/whole.ts";

/** Checks in a thread of its own. A thread that failed is told to the caller by a rejected promise, once. */
class ThreadCheck implements WholeCheck {
  readonly #worker: Worker;

  constructor(root: string) {
    const here = import.meta.url;
    // From source this file stands beside the thread's; in a build it is a chunk, and the thread's stands above it.
    const entry = new URL(here.endsWith(".ts") ? "./checker.ts" : "../lsp-checker.js", here);
    this.#worker = new Worker(entry, { workerData: root });
    this.#worker.unref();
  }

  check(changes: readonly Change[]): Promise<WholeAnswer> {
    return new Promise((resolve, reject) => {
      const parts: AnswerPart[] = [];
      const settle = (): void => {
        this.#worker.off("message", onMessage);
        this.#worker.off("error", onError);
      };
      const onMessage = (part: AnswerPart): void => {
        parts.push(part);
        if (!part.isLast) return;
        settle();
        resolve({
          findings: parts.flatMap(({ findings }) => findings),
          indexes: parts.flatMap(({ indexes }) => indexes),
          removed: parts.flatMap(({ removed }) => removed),
        });
      };
      const onError = (error: Error): void => {
        settle();
        reject(error);
      };
      this.#worker.on("message", onMessage);
      this.#worker.on("error", onError);
      this.#worker.postMessage(changes);
    });
  }

  dispose(): void {
    void this.#worker.terminate();
  }
}

/** Where texts that were never saved stand together. */
const UNSAVED = "untitled:";

/** Serves on standard input and output until the editor says `exit`, which ends the process, or closes the pipe. */
export function serveStdio(version: string): Promise<void> {
  const connection = createConnection(
    new StreamMessageReader(process.stdin),
    new StreamMessageWriter(process.stdout),
  );
  const folderOf = (uri: string): string => fileURLToPath(new URL(uri));
  const address = (folder: string): string => pathToFileURL(folder).href.replace(/\/$/, "");
  const server = new Server(connection, {
    version,
    rootOf: (uri, folders) => {
      if (!uri.startsWith("file:")) return UNSAVED;
      const own = address(findWorkspaceRoot(join(folderOf(uri), "..")));
      const around = folders.find((folder) => uri.startsWith(`${folder}/`));
      return around === undefined || existsSync(join(folderOf(own), "cordon.json")) ? own : around;
    },
    rootsIn: (uri) => (uri.startsWith("file:") ? [address(findWorkspaceRoot(folderOf(uri)))] : []),
    host: (root) => (root === UNSAVED ? new MemoryHost({}) : new NodeHost(folderOf(root))),
    check: (root, host) => (root === UNSAVED ? new LocalCheck(host) : new ThreadCheck(folderOf(root))),
    jobs: (root) => new ThreadJobs(root === UNSAVED ? null : folderOf(root)),
  });
  const rest = new Rest(8000);
  process.stdin.on("data", () => rest.stir());
  const closed = new Promise<void>((resolve) => process.stdin.once("close", resolve));
  server.listen();
  return closed;
}
