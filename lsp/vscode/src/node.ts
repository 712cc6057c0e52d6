/** The extension on the desktop and on a remote machine: the server is a process of its own. */
import { isAbsolute, join } from "node:path";
import * as vscode from "vscode";
import { LanguageClient, type NodeModule, TransportKind } from "vscode-languageclient/node";
import { AsOf } from "./as-of.ts";
import { clientOptions, start } from "./extension.ts";
import { LANGUAGE } from "./language.ts";

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const asOf = new AsOf(context.workspaceState);
  context.subscriptions.push(asOf);
  const own = vscode.Uri.joinPath(context.extensionUri, "server", "bin", "server.js").fsPath;
  // Read when the server starts, so that a restart takes up a changed setting.
  const server: NodeModule = {
    get module() {
      return chosenServer() ?? own;
    },
    get args() {
      return chosenServer() === null ? [] : ["lsp"];
    },
    transport: TransportKind.stdio,
  };
  const client = new LanguageClient(LANGUAGE, "Cordon", server, clientOptions(asOf));
  context.subscriptions.push(
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("cordon.server.path")) void client.restart();
    }),
  );
  await start(context, asOf, client, () => client.restart());
}

/** The `cordon.js` that the settings name; null: none. */
function chosenServer(): string | null {
  const path = vscode.workspace.getConfiguration(LANGUAGE).get<string>("server.path", "").trim();
  if (path === "") return null;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  return isAbsolute(path) || folder === undefined ? path : join(folder, path);
}
