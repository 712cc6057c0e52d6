/**
 * The server in a web worker: the same as over standard input and output, with the files that the client sends. They come with
 * `initializationOptions.files`, and later with the request `cordon/files`.
 */
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ErrorCodes,
  ResponseError,
} from "vscode-languageserver/browser";
import type { Host } from "../../compiler/index.ts";
import { Server } from "../server.ts";
import { LocalCheck } from "../service/whole.ts";
import { answerCases } from "./evaluation.ts";
import { FileStore, isSentFiles, withoutSlash } from "./files.ts";
import { takeOrders, WorkerJobs } from "./jobs.ts";

declare const CORDON_VERSION: string;

takeOrders();
const port = globalThis as unknown as ConstructorParameters<typeof BrowserMessageReader>[0];
const connection = createConnection(new BrowserMessageReader(port), new BrowserMessageWriter(port));
const files = new FileStore();
const server = new Server(connection, {
  version: CORDON_VERSION,
  begin: (options) => {
    if (typeof options !== "object" || options === null || !("files" in options)) return;
    if (isSentFiles(options.files)) files.put(options.files);
  },
  rootOf: (uri, folders) => files.rootOf(uri, folders),
  rootsIn: (uri) => [withoutSlash(uri)],
  host: (root) => files.host(root),
  check: (_root, host) => new LocalCheck(host),
  ...(typeof Worker === "undefined"
    ? {}
    : { jobs: (root: string, host: Host) => new WorkerJobs(root, files, host) }),
});

connection.onRequest("cordon/files", (params: unknown) => {
  const sent = typeof params === "object" && params !== null && "files" in params ? params.files : null;
  if (!isSentFiles(sent))
    throw new ResponseError(
      ErrorCodes.InvalidParams,
      "expected `files`: a text, or null, by the address of a file",
    );
  files.put(sent);
  server.filesChanged(Object.keys(sent));
  return null;
});
answerCases(server, (root) => files.host(root));
server.listen();
