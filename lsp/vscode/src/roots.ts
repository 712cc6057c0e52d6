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

/** The measures that are worked on: those in sight, else those of a tab behind another. */
export function openMeasures(): vscode.Uri | undefined {
  const shown = shownMeasures()?.document.uri;
  if (shown !== undefined) return shown;
  const inputs = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ input }) => input));
  return inputs.find(
    (input): input is vscode.TabInputText =>
      input instanceof vscode.TabInputText && input.uri.path.endsWith(".cordon"),
  )?.uri;
}

/** The column in which a file is open; undefined: in none. */
export function columnOf(uri: vscode.Uri): vscode.ViewColumn | undefined {
  return vscode.window.tabGroups.all.find(({ tabs }) =>
    tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString()),
  )?.viewColumn;
}

/** The option to show something in that column; none: where the editor pleases. */
export function inColumn(viewColumn: vscode.ViewColumn | undefined): {
  readonly viewColumn?: vscode.ViewColumn;
} {
  return viewColumn === undefined ? {} : { viewColumn };
}
