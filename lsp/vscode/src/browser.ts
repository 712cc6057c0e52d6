/** The extension in a browser: the server is a web worker, and is sent the files that it cannot read itself. */
import * as vscode from "vscode";
import { LanguageClient } from "vscode-languageclient/browser";
import { AsOf } from "./as-of.ts";
import { clientOptions, start } from "./extension.ts";
import { LANGUAGE } from "./language.ts";

/** Files that a law is made of. */
const LAW = "**/{*.cordon,*.csv,cordon.json}";

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const asOf = new AsOf(context.workspaceState);
  context.subscriptions.push(asOf);
  const script = vscode.Uri.joinPath(context.extensionUri, "server", "worker.js").toString(true);
  let files = await readAll();
  const client = new LanguageClient(
    LANGUAGE,
    "Cordon",
    async () => new Worker(script),
    clientOptions(asOf, () => ({ files })),
  );
  const send = async (uri: vscode.Uri, text: string | null): Promise<void> => {
    const address = client.code2ProtocolConverter.asUri(uri);
    await client.sendRequest("cordon/files", { files: { [address]: text } });
  };
  const watcher = vscode.workspace.createFileSystemWatcher(LAW);
  context.subscriptions.push(
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

/** The text of a file; null: it cannot be read. */
async function read(uri: vscode.Uri): Promise<string | null> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return null;
  }
}
