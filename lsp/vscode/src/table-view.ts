/**
 * The decision table beside the source: the rows that a document compiles to. A click on a row or a cell goes to its
 * clause; the cursor in a clause lights its rows.
 */
import * as vscode from "vscode";
import { type BaseLanguageClient, State } from "vscode-languageclient";
import { fresh, type KeptTable, withRowsOfBefore } from "./kept-rows.ts";
import { LANGUAGE } from "./language.ts";
import { litBy, type Outlined } from "./lit-rows.ts";
import { makeNonce } from "./nonce.ts";
import type { TableRow, TablesAnswer } from "./protocol.ts";
import { columnOf, openMeasures } from "./roots.ts";
import type { FromTable, ShownTable, ToTable } from "./table-messages.ts";

const VIEW = "cordon.table";

/** How long typing must pause before the rows are asked for, in milliseconds. */
const PAUSE = 120;

export class TableView implements vscode.Disposable, vscode.WebviewPanelSerializer {
  readonly #client: BaseLanguageClient;
  readonly #media: vscode.Uri;
  readonly #subscriptions: vscode.Disposable[];
  #panel: vscode.WebviewPanel | null = null;
  #document: vscode.Uri | null = null;
  #tables: { readonly uri: string; readonly tables: readonly KeptTable[] } = { uri: "", tables: [] };
  #outline: { readonly key: string; readonly declarations: readonly Outlined[] } = {
    key: "",
    declarations: [],
  };
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked: vscode.CancellationTokenSource | null = null;
  /** a declaration whose rows are to be brought into view when they are there */
  #wanted: string | null = null;

  constructor(extension: vscode.Uri, client: BaseLanguageClient) {
    this.#client = client;
    this.#media = vscode.Uri.joinPath(extension, "media");
    this.#subscriptions = [
      vscode.commands.registerCommand("cordon.showTable", (uri?: unknown, id?: unknown) =>
        this.#open(
          uri instanceof vscode.Uri ? uri : typeof uri === "string" ? vscode.Uri.parse(uri) : null,
          typeof id === "string" ? id : null,
        ),
      ),
      vscode.window.registerWebviewPanelSerializer(VIEW, this),
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        const follows = vscode.workspace.getConfiguration(LANGUAGE).get<boolean>("table.followEditor", true);
        if (follows && editor?.document.languageId === LANGUAGE) this.#follow(editor.document.uri);
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor.document.uri.toString() === this.#document?.toString()) void this.#light();
      }),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (document.languageId === LANGUAGE && contentChanges.length > 0) this.#refreshSoon();
      }),
      client.onDidChangeState(({ newState }) => {
        if (newState === State.Running) this.#refreshSoon();
      }),
    ];
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#asked?.cancel();
    this.#panel?.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** A table that was open when the window was closed opens again. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const uri = typeof state === "object" && state !== null && "uri" in state ? state.uri : null;
    this.#document = typeof uri === "string" ? vscode.Uri.parse(uri) : (openMeasures() ?? null);
    this.#take(panel);
  }

  async #open(uri: vscode.Uri | null, declaration: string | null): Promise<void> {
    const document = uri ?? openMeasures() ?? null;
    if (document === null) {
      void vscode.window.showInformationMessage("Open a file of measures first: the table shows its rows.");
      return;
    }
    this.#document = document;
    this.#wanted = declaration;
    if (this.#panel !== null) {
      this.#panel.reveal(undefined, true);
      this.#refreshSoon(0);
      return;
    }
    const column = columnOf(document);
    if (column === undefined || column === vscode.ViewColumn.One) {
      this.#create(vscode.ViewColumn.Beside, true);
      return;
    }
    // Where something else stands at the left, such as the walkthrough, the table goes below the source: both stay in sight.
    this.#create(column, false);
    await vscode.commands.executeCommand("workbench.action.moveEditorToBelowGroup");
    await vscode.window.showTextDocument(document, { viewColumn: column, preview: false });
  }

  #create(viewColumn: vscode.ViewColumn, preserveFocus: boolean): void {
    this.#take(vscode.window.createWebviewPanel(VIEW, "Decision table", { viewColumn, preserveFocus }, {}));
  }

  #take(panel: vscode.WebviewPanel): void {
    this.#panel?.dispose();
    this.#panel = panel;
    panel.webview.options = { enableScripts: true, localResourceRoots: [this.#media] };
    panel.onDidDispose(() => {
      if (this.#panel !== panel) return;
      this.#panel = null;
      this.#asked?.cancel();
    });
    panel.webview.onDidReceiveMessage((message: FromTable) => this.#receive(message));
    panel.webview.html = this.#html(panel.webview);
    this.#name();
  }

  #html(webview: vscode.Webview): string {
    const nonce = makeNonce();
    const address = (file: string) => webview.asWebviewUri(vscode.Uri.joinPath(this.#media, file)).toString();
    return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Decision table</title>
<link rel="stylesheet" href="${address("table.css")}">
</head>
<body>
<main id="tables" aria-busy="true"></main>
<script nonce="${nonce}" src="${address("table.js")}"></script>
</body>
</html>`;
  }

  #receive(message: FromTable): void {
    if (message.type === "ready") {
      this.#refreshSoon(0);
      return;
    }
    const row = this.#rows.find(({ id }) => id === message.row);
    const clause = (message.cell === null ? null : row?.cells[message.cell]?.range) ?? row?.range ?? null;
    if (row === undefined || clause === null) return;
    void this.#reveal(vscode.Uri.parse(row.uri), this.#client.protocol2CodeConverter.asRange(clause));
  }

  async #reveal(uri: vscode.Uri, range: vscode.Range): Promise<void> {
    const open = vscode.window.visibleTextEditors.find(
      ({ document }) => document.uri.toString() === uri.toString(),
    );
    const other = vscode.window.visibleTextEditors.find(
      ({ viewColumn }) => viewColumn !== this.#panel?.viewColumn,
    );
    const viewColumn = open?.viewColumn ?? other?.viewColumn ?? vscode.ViewColumn.One;
    const editor = await vscode.window.showTextDocument(uri, { viewColumn });
    editor.selection = new vscode.Selection(range.start, range.end);
    editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  #follow(uri: vscode.Uri): void {
    if (this.#panel === null || uri.toString() === this.#document?.toString()) return;
    this.#document = uri;
    this.#refreshSoon(0);
  }

  #name(): void {
    if (this.#panel === null || this.#document === null) return;
    this.#panel.title = `Table of ${this.#document.path.split("/").at(-1)}`;
  }

  #refreshSoon(pause = PAUSE): void {
    if (this.#panel === null) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#refresh(), pause);
  }

  async #refresh(): Promise<void> {
    const document = this.#document;
    if (this.#panel === null || document === null || this.#client.state !== State.Running) return;
    this.#asked?.cancel();
    const asked = new vscode.CancellationTokenSource();
    this.#asked = asked;
    this.#name();
    const uri = this.#client.code2ProtocolConverter.asUri(document);
    let answer: TablesAnswer | null = null;
    let failure: string | null = null;
    try {
      answer = await this.#client.sendRequest<TablesAnswer | null>("cordon/table", { uri }, asked.token);
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
    }
    if (asked.token.isCancellationRequested) return;
    this.#present(uri, answer, failure);
    await this.#light();
  }

  #present(uri: string, answer: TablesAnswer | null, failure: string | null): void {
    const before = this.#tables.uri === uri ? this.#tables.tables : [];
    const tables =
      answer === null
        ? before
        : answer.complete
          ? fresh(answer.tables)
          : withRowsOfBefore(answer.tables, before);
    this.#tables = { uri, tables };
    const note =
      failure !== null
        ? `The table could not be made: ${failure}`
        : answer?.complete === false
          ? "There are errors: pale rows are as they were before them."
          : tables.length === 0
            ? "Nothing in this file compiles to a row: measures, items, exceptions and reaches do."
            : null;
    this.#post({ type: "show", uri, note, tables: tables.map(toShown) });
  }

  get #rows(): TableRow[] {
    return this.#tables.tables.flatMap(({ rows, old }) => rows.filter(({ id }) => !old.has(id)));
  }

  /** Lights what the cursor is in; a declaration that was asked for comes first. */
  async #light(): Promise<void> {
    if (this.#panel === null) return;
    const wanted = this.#wanted;
    this.#wanted = null;
    const asked = this.#rows.filter(
      ({ measure, name }) => wanted !== null && (measure === wanted || name === wanted),
    );
    if (asked.length > 0) {
      this.#post({ type: "light", lit: asked.map(({ id }) => ({ row: id, cells: [] })) });
      return;
    }
    const editor = vscode.window.visibleTextEditors.find(
      ({ document }) => document.uri.toString() === this.#document?.toString(),
    );
    if (editor === undefined) return;
    const outline = await this.#outlineOf(editor.document);
    const uri = this.#client.code2ProtocolConverter.asUri(editor.document.uri);
    this.#post({ type: "light", lit: litBy(this.#rows, uri, editor.selection.active, outline) });
  }

  async #outlineOf({ uri, version }: vscode.TextDocument): Promise<readonly Outlined[]> {
    const key = `${version} ${uri.toString()}`;
    if (this.#outline.key !== key) {
      const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
        "vscode.executeDocumentSymbolProvider",
        uri,
      );
      this.#outline = { key, declarations: symbols ?? [] };
    }
    return this.#outline.declarations;
  }

  #post(message: ToTable): void {
    void this.#panel?.webview.postMessage(message);
  }
}

function toShown({ id, title, columns, rows, old }: KeptTable): ShownTable {
  return {
    id,
    title,
    columns: columns.map((column) => ({
      id: column.id,
      title: column.title,
      note: [column.question, column.unit === null ? null : `in ${column.unit}`]
        .filter((part) => part !== null)
        .join(" "),
      kind: column.kind,
    })),
    rows: rows.map((row) => ({
      id: row.id,
      name: row.name,
      title: row.title ?? "",
      limb: row.limb,
      citations: row.citations.join("; "),
      isOld: old.has(row.id),
      cells: row.cells.map(({ text, range }) => ({ text, leads: range !== null })),
    })),
  };
}
