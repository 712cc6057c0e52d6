/** The report of the law that a file belongs to, as a page beside the editor. */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { LANGUAGE } from "./language.ts";
import { askLong } from "./long-requests.ts";
import { makeNonce } from "./nonce.ts";
import type { ReportAnswer } from "./protocol.ts";
import { OPEN_SOURCE, previewOf, sourcePlace } from "./report-page.ts";
import { openMeasures, rootOf, shownMeasures } from "./roots.ts";

export class Report implements vscode.Disposable {
  readonly #client: BaseLanguageClient;
  readonly #registered: readonly vscode.Disposable[];
  #shown: {
    readonly panel: vscode.WebviewPanel;
    readonly source: vscode.Uri;
    readonly answer: ReportAnswer;
  } | null = null;

  constructor(client: BaseLanguageClient) {
    this.#client = client;
    this.#registered = [
      vscode.commands.registerCommand("cordon.showReport", (uri?: unknown) => this.#show(uri)),
      vscode.commands.registerCommand(OPEN_SOURCE, (path: unknown, fragment: unknown) =>
        this.#openSource(String(path), String(fragment)),
      ),
      vscode.workspace.onDidSaveTextDocument((document) => {
        if (document.languageId === LANGUAGE && this.#shown !== null) void this.#refresh(this.#shown.source);
      }),
      vscode.window.onDidChangeActiveColorTheme(() => this.#draw(null)),
    ];
  }

  dispose(): void {
    this.#shown?.panel.dispose();
    for (const registered of this.#registered) registered.dispose();
  }

  async #show(given: unknown): Promise<void> {
    const editor = shownMeasures();
    const uri = given instanceof vscode.Uri ? given : openMeasures();
    if (uri === undefined) {
      void vscode.window.showInformationMessage("Open a file of measures first.");
      return;
    }
    const here = editor?.document.uri.toString() === uri.toString() ? editor : null;
    const id = here === null ? null : await declarationAt(here.document, here.selection.active);
    const params = { uri: this.#client.code2ProtocolConverter.asUri(uri), id };
    const answer = await askLong<ReportAnswer | null>(
      this.#client,
      "Cordon: writing the report",
      "cordon/report",
      params,
    );
    if (answer === undefined) return;
    if (answer === null) {
      void vscode.window.showInformationMessage(
        "There is no report while the law has errors: mend them first.",
      );
      return;
    }
    const panel = this.#shown?.panel ?? this.#open();
    this.#shown = { panel, source: uri, answer };
    this.#draw(answer.anchor);
    panel.reveal(undefined, true);
  }

  #open(): vscode.WebviewPanel {
    const beside = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    const panel = vscode.window.createWebviewPanel("cordon.report", "Report", beside, {
      enableScripts: true,
      enableFindWidget: true,
      enableCommandUris: [OPEN_SOURCE],
      localResourceRoots: [],
    });
    panel.onDidDispose(() => {
      this.#shown = null;
    });
    return panel;
  }

  /** After a save the page follows, where it stands; a law with errors leaves it as it was. */
  async #refresh(source: vscode.Uri): Promise<void> {
    const params = { uri: this.#client.code2ProtocolConverter.asUri(source) };
    try {
      const answer = await this.#client.sendRequest<ReportAnswer | null>("cordon/report", params);
      if (answer === null || this.#shown === null) return;
      this.#shown = { ...this.#shown, answer };
      this.#draw(null);
    } catch {
      // The page of before stays; a person who asks for it again is told why.
    }
  }

  #draw(anchor: string | null): void {
    if (this.#shown === null) return;
    const { kind } = vscode.window.activeColorTheme;
    const isDark = kind === vscode.ColorThemeKind.Dark || kind === vscode.ColorThemeKind.HighContrast;
    this.#shown.panel.webview.html = previewOf(this.#shown.answer.html, {
      isDark,
      nonce: makeNonce(),
      anchor,
    });
  }

  async #openSource(path: string, fragment: string): Promise<void> {
    if (this.#shown === null) return;
    const { path: below, id, line } = sourcePlace(path, fragment);
    const uri = vscode.Uri.joinPath(await rootOf(this.#shown.source), ...below.split("/"));
    const document = await vscode.workspace.openTextDocument(uri);
    const declaration = bestNamed(await symbolsOf(document), id);
    const at = Math.min((declaration?.range.start.line ?? 0) + line, document.lineCount - 1);
    const { range } = document.lineAt(at);
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One, selection: range });
  }
}

/** The id of the declaration at a place: its name below that of its module; null: there is none. */
async function declarationAt(document: vscode.TextDocument, place: vscode.Position): Promise<string | null> {
  const module = /^[ \t]*module[ \t]+([\w.]+)/m.exec(document.getText())?.[1];
  const symbol = (await symbolsOf(document)).find(({ range }) => range.contains(place));
  return module === undefined || symbol === undefined ? null : `${module}.${symbol.name}`;
}

async function symbolsOf({ uri }: vscode.TextDocument): Promise<readonly vscode.DocumentSymbol[]> {
  return (
    (await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
      "vscode.executeDocumentSymbolProvider",
      uri,
    )) ?? []
  );
}

function bestNamed(symbols: readonly vscode.DocumentSymbol[], id: string): vscode.DocumentSymbol | undefined {
  return symbols
    .filter(({ name }) => id.endsWith(`.${name}`))
    .sort((a, b) => b.name.length - a.name.length)[0];
}
