/** The report of the law that a file belongs to, as a page beside the editor. */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { LANGUAGE } from "./language.ts";
import { askLong } from "./long-requests.ts";
import { makeNonce } from "./nonce.ts";
import type { ReportAnswer } from "./protocol.ts";
import { OPEN_PAGE, OPEN_SOURCE, previewOf, sourcePlace } from "./report-page.ts";
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
      vscode.commands.registerCommand(OPEN_PAGE, (page: unknown, fragment: unknown) =>
        this.#openPage(String(page), String(fragment)),
      ),
      vscode.workspace.onDidSaveTextDocument((document) => {
        if (document.languageId === LANGUAGE) void this.#refresh();
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
    const answer = await this.#ask(uri, { id });
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

  /** undefined: it was cancelled or failed, and that was said */
  #ask(source: vscode.Uri, asked: object): Promise<ReportAnswer | null | undefined> {
    const params = { uri: this.#client.code2ProtocolConverter.asUri(source), ...asked };
    return askLong(this.#client, "Cordon: writing the report", "cordon/report", params);
  }

  /** Another page of the report, in place of the one whose link led there. */
  async #openPage(page: string, fragment: string): Promise<void> {
    if (this.#shown === null) return;
    const answer = await this.#ask(this.#shown.source, { page });
    if (answer === undefined || this.#shown === null) return;
    if (answer === null) {
      void vscode.window.showInformationMessage(
        "This page cannot be shown now: mend the errors of the law first.",
      );
      return;
    }
    this.#shown = { ...this.#shown, answer };
    this.#draw(fragment === "" ? null : fragment);
  }

  #open(): vscode.WebviewPanel {
    const beside = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    const panel = vscode.window.createWebviewPanel("cordon.report", "Report", beside, {
      enableScripts: true,
      enableFindWidget: true,
      enableCommandUris: [OPEN_SOURCE, OPEN_PAGE],
      localResourceRoots: [],
    });
    panel.onDidDispose(() => {
      this.#shown = null;
    });
    return panel;
  }

  /** After a save the page follows, where it stands; a law with errors leaves it as it was. */
  async #refresh(): Promise<void> {
    if (this.#shown === null) return;
    const { source, answer: before } = this.#shown;
    const params = { uri: this.#client.code2ProtocolConverter.asUri(source), page: before.path };
    try {
      const answer = await this.#client.sendRequest<ReportAnswer | null>("cordon/report", params);
      if (answer === null || this.#shown?.answer !== before) return;
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
    const { html, path } = this.#shown.answer;
    this.#shown.panel.webview.html = previewOf(html, {
      path,
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
