/** Makes a workspace to begin with, the same that `cordon init` writes, and opens what a newcomer reads first. */
import * as vscode from "vscode";
import { templateFiles, workspaceName } from "../../../compiler/init/template.ts";
import { LANGUAGE } from "./language.ts";
import { columnOf } from "./roots.ts";

const WALKTHROUGH = "cordon.cordon#start";
const FIRST = "measures.cordon";

/** Key of the folder that was made and is about to be opened. */
const MADE = "made";

export class Workspaces implements vscode.Disposable {
  readonly #context: vscode.ExtensionContext;
  readonly #registered: readonly vscode.Disposable[];

  constructor(context: vscode.ExtensionContext) {
    this.#context = context;
    this.#registered = [
      vscode.commands.registerCommand("cordon.newWorkspace", () => this.#make()),
      vscode.commands.registerCommand("cordon.openExample", openFirst),
      vscode.commands.registerCommand("cordon.openWalkthrough", openWalkthrough),
    ];
    void this.#goOn();
  }

  dispose(): void {
    for (const registered of this.#registered) registered.dispose();
  }

  async #make(): Promise<void> {
    const folder = await chooseFolder();
    if (folder === null) return;
    const name = workspaceName(folder.path.split("/").at(-1) ?? "");
    const { version } = this.#context.extension.packageJSON as { readonly version: string };
    for (const { path, text } of templateFiles(name, version)) {
      const file = vscode.Uri.joinPath(folder, ...path.split("/"));
      await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(file, ".."));
      await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
    }
    if (vscode.workspace.getWorkspaceFolder(vscode.Uri.joinPath(folder, FIRST)) !== undefined) {
      await openFirst();
      return;
    }
    await this.#context.globalState.update(MADE, folder.toString());
    await vscode.commands.executeCommand("vscode.openFolder", folder);
  }

  /** In the window of a folder that was just made, the walkthrough goes on where it was left. */
  async #goOn(): Promise<void> {
    const made = this.#context.globalState.get<string>(MADE);
    const here = vscode.workspace.workspaceFolders?.some(({ uri }) => uri.toString() === made);
    if (made === undefined || here !== true) return;
    await this.#context.globalState.update(MADE, undefined);
    await openFirst();
    await openWalkthrough();
  }
}

/** Beside what is open; in an empty window it has the room for what its steps explain. */
async function openWalkthrough(): Promise<void> {
  await vscode.commands.executeCommand("workbench.action.openWalkthrough", WALKTHROUGH, !noTabs());
}

/** The folder that is open if nothing is in it, else one that is asked for; null: the question was left. */
async function chooseFolder(): Promise<vscode.Uri | null> {
  const [open, second] = vscode.workspace.workspaceFolders ?? [];
  if (open !== undefined && second === undefined && (await isEmpty(open.uri))) return open.uri;
  const picked = await vscode.window.showOpenDialog({
    title: "A folder for your measures",
    openLabel: "Create here",
    canSelectFolders: true,
    canSelectFiles: false,
  });
  const around = picked?.[0];
  if (around === undefined) return null;
  if (await isEmpty(around)) return around;
  const name = await vscode.window.showInputBox({
    title: "That folder is not empty: a name for a new one in it",
    value: "my-measures",
    // Asked from the walkthrough, which goes on to its next step meanwhile and takes the focus.
    ignoreFocusOut: true,
    validateInput: async (text) => {
      if (!/^[^/\\:*?"<>|]+$/.test(text.trim())) return 'A name for a folder, without / \\ : * ? " < > |';
      return (await isEmpty(vscode.Uri.joinPath(around, text.trim())))
        ? null
        : "There is something in that folder.";
    },
  });
  return name === undefined ? null : vscode.Uri.joinPath(around, name.trim());
}

/** Whether nothing is there but what git and the editor keep. */
async function isEmpty(folder: vscode.Uri): Promise<boolean> {
  try {
    const entries = await vscode.workspace.fs.readDirectory(folder);
    return entries.every(([name]) => name === ".git" || name === ".vscode");
  } catch {
    return true;
  }
}

async function openFirst(): Promise<void> {
  const files = await vscode.workspace.findFiles("**/*.cordon", "**/node_modules/**", 500);
  const first =
    files.find(({ path }) => path.endsWith(`/${FIRST}`)) ??
    files.toSorted((a, b) => (a.path < b.path ? -1 : 1))[0];
  if (first === undefined) {
    const create = "Create a workspace";
    const answer = await vscode.window.showInformationMessage(
      "There are no measures in this window yet.",
      create,
    );
    if (answer === create) await vscode.commands.executeCommand("cordon.newWorkspace");
    return;
  }
  // Beside the walkthrough, so that its steps stay in sight.
  const isAlone = vscode.window.activeTextEditor?.document.languageId === LANGUAGE || noTabs();
  const viewColumn = columnOf(first) ?? (isAlone ? vscode.ViewColumn.Active : vscode.ViewColumn.Beside);
  await vscode.window.showTextDocument(first, { viewColumn, preview: false });
}

function noTabs(): boolean {
  return vscode.window.tabGroups.all.every(({ tabs }) => tabs.length === 0);
}
