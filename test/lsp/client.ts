/** A real client: starts `cordon lsp --stdio` and speaks the protocol with it. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import {
  type ClientCapabilities,
  createProtocolConnection,
  type Diagnostic,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";

/** One message of either side, as it stood on the wire. */
export interface Logged {
  readonly from: "client" | "server";
  readonly message: { readonly id?: number | string; readonly method?: string } & Readonly<
    Record<string, unknown>
  >;
}

export class Client {
  readonly root: string;
  readonly connection: ProtocolConnection;
  readonly log: Logged[] = [];
  readonly result: InitializeResult;
  readonly #process: ChildProcess;
  readonly #published = new Map<string, PublishDiagnosticsParams>();
  readonly #waiting = new Set<() => void>();
  readonly #versions = new Map<string, number>();

  private constructor(
    root: string,
    child: ChildProcess,
    connection: ProtocolConnection,
    log: Logged[],
    result: InitializeResult,
  ) {
    this.root = root;
    this.#process = child;
    this.connection = connection;
    this.log = log;
    this.result = result;
  }

  static async start(
    files: Readonly<Record<string, string>>,
    capabilities: ClientCapabilities = {},
    initializationOptions: object = {},
  ): Promise<Client> {
    const root = mkdtempSync(join(tmpdir(), "cordon-lsp-"));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const command = resolve(import.meta.dirname, "../../compiler/cli/main.ts");
    const child = spawn(process.execPath, [command, "lsp", "--stdio"], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    const log: Logged[] = [];
    const reader = new StreamMessageReader(child.stdout!);
    const writer = new StreamMessageWriter(child.stdin!);
    const connection = createProtocolConnection(
      {
        onError: reader.onError.bind(reader),
        onClose: reader.onClose.bind(reader),
        onPartialMessage: reader.onPartialMessage.bind(reader),
        listen: (callback) =>
          reader.listen((message) => {
            log.push({ from: "server", message: message as unknown as Logged["message"] });
            callback(message);
          }),
        dispose: () => reader.dispose(),
      },
      {
        onError: writer.onError.bind(writer),
        onClose: writer.onClose.bind(writer),
        write: (message) => {
          log.push({ from: "client", message: message as unknown as Logged["message"] });
          return writer.write(message);
        },
        end: () => writer.end(),
        dispose: () => writer.dispose(),
      },
    );
    const published: PublishDiagnosticsParams[] = [];
    let receive = (params: PublishDiagnosticsParams): void => void published.push(params);
    connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) =>
      receive(params),
    );
    connection.onRequest("client/registerCapability", () => null);
    connection.onRequest("workspace/inlayHint/refresh", () => null);
    connection.onRequest("workspace/diagnostic/refresh", () => null);
    connection.onRequest("window/workDoneProgress/create", () => null);
    connection.listen();
    const rootUri = pathToFileURL(root).href;
    const result = await connection.sendRequest<InitializeResult>("initialize", {
      processId: process.pid,
      rootUri,
      workspaceFolders: [{ uri: rootUri, name: "test" }],
      capabilities,
      // Proofs are asked for by the tests that are about them.
      initializationOptions: { proofs: false, ...initializationOptions },
    });
    await connection.sendNotification("initialized", {});
    const client = new Client(root, child, connection, log, result);
    receive = (params) => client.#receive(params);
    for (const params of published) client.#receive(params);
    return client;
  }

  #receive(params: PublishDiagnosticsParams): void {
    this.#published.set(params.uri, params);
    for (const wake of [...this.#waiting]) wake();
  }

  uri(path: string): string {
    return pathToFileURL(join(this.root, path)).href;
  }

  async open(path: string, text: string): Promise<void> {
    this.#versions.set(path, 1);
    await this.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri: this.uri(path), languageId: "cordon", version: 1, text },
    });
  }

  /** Replaces the whole text, or a range of it. */
  async change(path: string, contentChanges: readonly object[]): Promise<number> {
    const version = this.#versions.get(path)! + 1;
    this.#versions.set(path, version);
    await this.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri: this.uri(path), version },
      contentChanges,
    });
    return version;
  }

  /** The first published findings of a file that meet a condition; fails with what came last. */
  findings(path: string, isMet: (found: readonly Diagnostic[]) => boolean): Promise<readonly Diagnostic[]> {
    const uri = this.uri(path);
    return new Promise((resolve, reject) => {
      const look = (): boolean => {
        const last = this.#published.get(uri);
        const current = this.#versions.get(path);
        if (last === undefined || (last.version !== undefined && last.version !== current)) return false;
        if (!isMet(last.diagnostics)) return false;
        this.#waiting.delete(look);
        clearTimeout(limit);
        resolve(last.diagnostics);
        return true;
      };
      const limit = setTimeout(() => {
        this.#waiting.delete(look);
        reject(new Error(`waited in vain; last: ${JSON.stringify(this.#published.get(uri))}`));
      }, 60_000);
      this.#waiting.add(look);
      look();
    });
  }

  request<T>(method: string, path: string, params: object = {}): Promise<T> {
    return this.connection.sendRequest<T>(method, { textDocument: { uri: this.uri(path) }, ...params });
  }

  /** Messages that the server reads at once, whatever else the machine does between them. */
  writeTogether(messages: readonly object[]): void {
    const frames = messages.map((message) => {
      const body = JSON.stringify({ jsonrpc: "2.0", ...message });
      return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
    });
    this.#process.stdin!.write(frames.join(""));
  }

  /** Ends as an editor does; the exit code of the server. */
  async stop(): Promise<number | null> {
    const ended = new Promise<number | null>((resolve) => this.#process.once("exit", resolve));
    await this.connection.sendRequest("shutdown");
    await this.connection.sendNotification("exit");
    const code = await ended;
    this.connection.dispose();
    rmSync(this.root, { recursive: true, force: true });
    return code;
  }
}
