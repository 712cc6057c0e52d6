/** Pages of findings: why a finding matters, wrong and right. Reached from the code of a finding, a light bulb, or a command. */
import * as vscode from "vscode";
import { LANGUAGE } from "./language.ts";
import { type Pages, pageOfFinding } from "./pages.ts";

const COMMAND = "cordon.explainFinding";

export class Explanations implements vscode.Disposable, vscode.CodeActionProvider {
  readonly #pages: Pages;
  readonly #registered: readonly vscode.Disposable[];

  constructor(pages: Pages) {
    this.#pages = pages;
    this.#registered = [
      vscode.commands.registerCommand(COMMAND, (code?: unknown) => this.#explain(code)),
      vscode.languages.registerCodeActionsProvider({ language: LANGUAGE }, this, {
        providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
      }),
    ];
  }

  dispose(): void {
    for (const registered of this.#registered) registered.dispose();
  }

  provideCodeActions(
    _document: vscode.TextDocument,
    _range: vscode.Range,
    { diagnostics, only }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    if (only !== undefined && !only.contains(vscode.CodeActionKind.QuickFix)) return [];
    const codes = new Set(diagnostics.filter(isOurs).map(codeOf));
    return [...codes].map((code) => {
      const action = new vscode.CodeAction(`Explain ${code}`, vscode.CodeActionKind.QuickFix);
      action.command = { command: COMMAND, title: "Explain", arguments: [code] };
      return action;
    });
  }

  async #explain(given: unknown): Promise<void> {
    const code = typeof given === "string" ? given : await pick();
    if (code === undefined) return;
    await this.#pages.showFinding(code);
  }
}

/** Findings whose codes open their pages when they are clicked. */
export function withPages(findings: readonly vscode.Diagnostic[]): vscode.Diagnostic[] {
  return findings.map((finding) => {
    if (!isOurs(finding) || typeof finding.code !== "string") return finding;
    finding.code = { value: finding.code, target: pageOfFinding(finding.code) };
    return finding;
  });
}

/** A finding at the cursor, else one of the file that is picked. */
async function pick(): Promise<string | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined || editor.document.languageId !== LANGUAGE) {
    void vscode.window.showInformationMessage("Put the cursor on a finding in a file of measures.");
    return undefined;
  }
  const found = vscode.languages.getDiagnostics(editor.document.uri).filter(isOurs);
  const here = found.filter(({ range }) => range.contains(editor.selection.active));
  const codes = [...new Set((here.length > 0 ? here : found).map(codeOf))].sort();
  if (codes.length <= 1) {
    if (codes.length === 0) void vscode.window.showInformationMessage("There are no findings in this file.");
    return codes[0];
  }
  return vscode.window.showQuickPick(codes, { title: "Which finding?" });
}

function isOurs({ source, code }: vscode.Diagnostic): boolean {
  return source === LANGUAGE && code !== undefined;
}

function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === "object" ? code.value : code);
}
