/** Adds a declaration to fill in at the end of the file, with the names that the file already has as choices. */
import * as vscode from "vscode";
import { measureSnippet, scenarioSnippet } from "./declaration-snippets.ts";
import { columnOf, inColumn, openMeasures } from "./roots.ts";

export class Insertions implements vscode.Disposable {
  readonly #registered = [
    vscode.commands.registerCommand("cordon.insertMeasure", () => insert(measureSnippet)),
    vscode.commands.registerCommand("cordon.insertScenario", () => insert(scenarioSnippet)),
  ];

  dispose(): void {
    for (const registered of this.#registered) registered.dispose();
  }
}

async function insert(snippet: (text: string) => string): Promise<void> {
  const uri = openMeasures();
  if (uri === undefined) {
    void vscode.window.showInformationMessage(
      "Open a file of measures first: what is added goes to its end.",
    );
    return;
  }
  const document = await vscode.workspace.openTextDocument(uri);
  const shown = await vscode.window.showTextDocument(document, {
    ...inColumn(columnOf(uri)),
    preview: false,
  });
  const last = document.lineAt(document.lineCount - 1);
  const gap =
    document.lineCount === 1 && last.isEmptyOrWhitespace ? "" : last.isEmptyOrWhitespace ? "\n" : "\n\n";
  shown.revealRange(last.range, vscode.TextEditorRevealType.InCenter);
  await shown.insertSnippet(
    new vscode.SnippetString(`${gap}${snippet(document.getText())}\n`),
    last.range.end,
  );
  shown.revealRange(shown.selection, vscode.TextEditorRevealType.InCenter);
}
