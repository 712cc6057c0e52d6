/** The extension in a browser: the server is a web worker, and is sent the files that it cannot read itself. */
import * as vscode from "vscode";
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from "vscode-languageclient/browser";
import { AsOf } from "./as-of.ts";
import { clientOptions, start } from "./extension.ts";
import { LANGUAGE } from "./language.ts";

/** Files that a law is made of. */
const LAW = "**/{*.cordon,*.csv,cordon.json}";

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const asOf = new AsOf(context.workspaceState);
  context.subscriptions.push(asOf);
  const script = vscode.Uri.joinPath(context.extensionUri, "server", "worker.js");
  let files = await readAll();
  let worker: Worker | undefined;
  const client = new LanguageClient(
    LANGUAGE,
    "Cordon",
    async () => {
      worker?.terminate();
      worker = await startWorker(script);
      return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
    },
    clientOptions(asOf, () => ({ files })),
  );
  const send = async (uri: vscode.Uri, text: string | null): Promise<void> => {
    const address = client.code2ProtocolConverter.asUri(uri);
    await client.sendRequest("cordon/files", { files: { [address]: text } });
  };
  const watcher = vscode.workspace.createFileSystemWatcher(LAW);
  context.subscriptions.push(
    new vscode.Disposable(() => worker?.terminate()),
    watcher,
    watcher.onDidCreate(async (uri) => send(uri, await read(uri))),
    watcher.onDidChange(async (uri) => send(uri, await read(uri))),
    watcher.onDidDelete((uri) => send(uri, null)),
  );
  await start(context, asOf, client, async () => {
    files = await readAll();
    await client.stop();
    await client.start();
  });

  async function readAll(): Promise<Record<string, string>> {
    const found = await vscode.workspace.findFiles(LAW, "**/.git/**");
    const texts = await Promise.all(found.map(async (uri) => [uri.toString(), await read(uri)] as const));
    return Object.fromEntries(texts.flatMap(([uri, text]) => (text === null ? [] : [[uri, text]])));
  }
}

/** Where an extension comes from a remote machine its scripts have no address that a worker may have: then their text is used. */
async function startWorker(script: vscode.Uri): Promise<Worker> {
  try {
    return new Worker(script.toString(true));
  } catch {
    const text = await vscode.workspace.fs.readFile(script);
    return new Worker(URL.createObjectURL(new Blob([new Uint8Array(text)], { type: "text/javascript" })));
  }
}

/** The text of a file; null: it cannot be read. */
async function read(uri: vscode.Uri): Promise<string | null> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return null;
  }
}
