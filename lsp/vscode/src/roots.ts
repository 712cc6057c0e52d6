/** Which folder a source belongs to. */
import * as vscode from "vscode";
import { LANGUAGE } from "./language.ts";

/** The folder of the nearest manifest around a source, else the folder that the editor opened. */
export async function rootOf(source: vscode.Uri): Promise<vscode.Uri> {
  const opened = vscode.workspace.getWorkspaceFolder(source)?.uri;
  let folder = vscode.Uri.joinPath(source, "..");
  while (folder.path.length > 1) {
    try {
      await vscode.workspace.fs.stat(vscode.Uri.joinPath(folder, "cordon.json"));
      return folder;
    } catch {
      if (folder.path === opened?.path) break;
      folder = vscode.Uri.joinPath(folder, "..");
    }
  }
  return opened ?? vscode.Uri.joinPath(source, "..");
}

/** The editor with measures that has the focus, else one that is in sight. */
export function shownMeasures(): vscode.TextEditor | undefined {
  return [vscode.window.activeTextEditor, ...vscode.window.visibleTextEditors].find(
    (editor) => editor?.document.languageId === LANGUAGE,
  );
}
