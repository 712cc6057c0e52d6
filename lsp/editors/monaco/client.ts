/**
 * A language client for Monaco: starts the server in its worker, keeps documents and findings in step, and answers what Monaco
 * asks. `monaco.lsp`, which comes with Monaco, was tried first: it cannot hand over files, asks for findings half a second after
 * the last key, inserts no snippets and writes addresses in lower case.
 */
import * as monaco from "monaco-editor/editor.js";
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createMessageConnection,
  type MessageConnection,
} from "vscode-jsonrpc/browser";
import type * as lsp from "vscode-languageserver-protocol";
import { fromDiagnostic, fromWorkspaceEdit, toRange } from "./convert.ts";
import { registerProviders } from "./providers.ts";

export const LANGUAGE = "cordon";
const OWNER = "cordon";

export interface ClientOptions {
  /** the workspace, as an address such as `memory:///law` */
  readonly folder: string;
  /** texts of all its files by address */
  readonly files: Readonly<Record<string, string>>;
  /** the day that hints and hovers speak of */
  readonly asOf?: string;
  /** what the server has to say to the user */
  readonly onMessage?: (message: string) => void;
  /** commands that the page answers itself; the others go to the server */
  readonly commands?: Readonly<Record<string, (...given: readonly unknown[]) => void>>;
}

export interface Client {
  /** for the requests of our own */
  readonly connection: MessageConnection;
  /** Shows a document to the server; until then it has the text that was sent with the files. */
  open(model: monaco.editor.ITextModel): void;
  /** Ends the server and takes everything back that was registered with Monaco. */
  dispose(): void;
}

/** Starts the server in `worker`; resolves when it can be asked. */
export async function startClient(worker: Worker, options: ClientOptions): Promise<Client> {
  const connection = createMessageConnection(
    new BrowserMessageReader(worker),
    new BrowserMessageWriter(worker),
  );
  const registered: monaco.IDisposable[] = [];
  connection.onNotification(
    "textDocument/publishDiagnostics",
    ({ uri, diagnostics, version }: lsp.PublishDiagnosticsParams) => {
      const model = monaco.editor.getModel(monaco.Uri.parse(uri));
      // Findings of a text that has changed since are followed by newer ones.
      if (model === null || (version !== undefined && version !== model.getVersionId())) return;
      monaco.editor.setModelMarkers(model, OWNER, diagnostics.map(fromDiagnostic));
    },
  );
  connection.onNotification("window/showMessage", ({ message }: lsp.ShowMessageParams) =>
    options.onMessage?.(message),
  );
  connection.onRequest("workspace/applyEdit", ({ edit }: lsp.ApplyWorkspaceEditParams) => ({
    applied: applyEdit(edit),
  }));
  connection.onRequest("client/registerCapability", () => null);
  connection.listen();

  const { capabilities } = await connection.sendRequest<lsp.InitializeResult>("initialize", {
    processId: null,
    rootUri: options.folder,
    workspaceFolders: [{ uri: options.folder, name: "playground" }],
    capabilities: CAPABILITIES,
    initializationOptions: {
      files: options.files,
      ...(options.asOf === undefined ? {} : { asOf: options.asOf }),
    },
  } satisfies lsp.InitializeParams);
  await connection.sendNotification("initialized", {});

  registered.push(...registerProviders(LANGUAGE, connection, capabilities));
  for (const command of capabilities.executeCommandProvider?.commands ?? []) {
    const own = options.commands?.[command];
    registered.push(
      monaco.editor.registerCommand(command, (_accessor, ...given: readonly unknown[]) => {
        if (own !== undefined) own(...given);
        else void connection.sendRequest("workspace/executeCommand", { command, arguments: given });
      }),
    );
  }
  const documents = new Documents(connection);
  registered.push(documents);
  return {
    connection,
    open: (model) => documents.open(model),
    dispose() {
      for (const one of registered) one.dispose();
      // Monaco keeps them by address, and a model that takes the address of another would begin with its findings.
      monaco.editor.removeAllMarkers(OWNER);
      connection.dispose();
      worker.terminate();
    },
  };
}

/** What the client can do, for the parts of it that a server asks about. */
const CAPABILITIES: lsp.ClientCapabilities = {
  general: { positionEncodings: ["utf-16"] },
  textDocument: {
    synchronization: {},
    publishDiagnostics: { relatedInformation: true, versionSupport: true, tagSupport: { valueSet: [1] } },
    completion: { completionItem: { snippetSupport: true, documentationFormat: ["markdown", "plaintext"] } },
    hover: { contentFormat: ["markdown", "plaintext"] },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix", "refactor", "source"] } },
      isPreferredSupport: true,
    },
    rename: { prepareSupport: true },
    semanticTokens: {
      requests: { full: true },
      tokenTypes: [],
      tokenModifiers: [],
      formats: ["relative"],
    },
  },
  workspace: { applyEdit: true, workspaceFolders: true },
};

/** Tells the server of the documents that the user looks at or changes. */
class Documents implements monaco.IDisposable {
  readonly #connection: MessageConnection;
  readonly #open = new Map<monaco.editor.ITextModel, monaco.IDisposable[]>();
  readonly #watched: monaco.IDisposable[] = [];

  constructor(connection: MessageConnection) {
    this.#connection = connection;
    const watch = (model: monaco.editor.ITextModel): void => {
      if (model.getLanguageId() !== LANGUAGE) return;
      // A rename may change a document that was never shown.
      this.#watched.push(model.onDidChangeContent(() => this.open(model)));
    };
    for (const model of monaco.editor.getModels()) watch(model);
    this.#watched.push(monaco.editor.onDidCreateModel(watch));
  }

  open(model: monaco.editor.ITextModel): void {
    if (model.getLanguageId() !== LANGUAGE || this.#open.has(model)) return;
    const uri = model.uri.toString();
    this.#tell("textDocument/didOpen", {
      textDocument: { uri, languageId: LANGUAGE, version: model.getVersionId(), text: model.getValue() },
    });
    this.#open.set(model, [
      model.onDidChangeContent(({ changes }) =>
        this.#tell("textDocument/didChange", {
          textDocument: { uri, version: model.getVersionId() },
          // Monaco lists them from the last place to the first, so that each leaves the places of the next alone.
          contentChanges: changes.map(({ range, text }) => ({ range: toRange(range), text })),
        }),
      ),
      model.onWillDispose(() => {
        this.#close(model);
        this.#tell("textDocument/didClose", { textDocument: { uri } });
      }),
    ]);
  }

  #close(model: monaco.editor.ITextModel): void {
    for (const one of this.#open.get(model) ?? []) one.dispose();
    this.#open.delete(model);
  }

  #tell(method: string, params: object): void {
    void this.#connection.sendNotification(method, params);
  }

  dispose(): void {
    for (const one of this.#watched) one.dispose();
    for (const model of [...this.#open.keys()]) this.#close(model);
  }
}

/** Whether the edit was made: none of it is where one of its documents is not there. */
function applyEdit(edit: lsp.WorkspaceEdit): boolean {
  const byModel = new Map<monaco.editor.ITextModel, monaco.editor.IIdentifiedSingleEditOperation[]>();
  for (const one of fromWorkspaceEdit(edit).edits) {
    if (!("textEdit" in one)) return false;
    const model = monaco.editor.getModel(one.resource);
    if (model === null) return false;
    const edits = byModel.get(model) ?? [];
    edits.push({ range: one.textEdit.range, text: one.textEdit.text });
    byModel.set(model, edits);
  }
  for (const [model, edits] of byModel) {
    model.pushStackElement();
    model.pushEditOperations([], edits, () => null);
    model.pushStackElement();
  }
  return true;
}
