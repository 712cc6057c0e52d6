/** Whose answers change between the last commit and what stands in the editor. */
import * as vscode from "vscode";
import type { BaseLanguageClient, Range } from "vscode-languageclient";
import { changesPage, OPEN_PLACE, SHOW_DETAILS } from "./changes-page.ts";
import { repositoryOf } from "./git.ts";
import { headTexts } from "./head-texts.ts";
import { askLong } from "./long-requests.ts";
import { makeNonce } from "./nonce.ts";
import type { Pages } from "./pages.ts";
import type { DiffAnswer } from "./protocol.ts";
import { columnOf, openMeasures, rootOf } from "./roots.ts";

/** The answer where no source differs: there is nothing to ask. */
const NOTHING: DiffAnswer = { blocked: null, summary: "", markdown: "", entries: [] };

export class HeadDiff implements vscode.Disposable {
  readonly #client: BaseLanguageClient;
  readonly #pages: Pages;
  readonly #registered: readonly vscode.Disposable[];
  #panel: vscode.WebviewPanel | null = null;
  #shown: DiffAnswer = NOTHING;

  constructor(client: BaseLanguageClient, pages: Pages) {
    this.#client = client;
    this.#pages = pages;
    this.#registered = [
      vscode.commands.registerCommand("cordon.diffHead", () => this.#compare()),
      vscode.commands.registerCommand(SHOW_DETAILS, () =>
        this.#pages.show("Changes in full", this.#shown.markdown),
      ),
      vscode.commands.registerCommand(OPEN_PLACE, (uri: unknown, range: unknown) =>
        this.#open(vscode.Uri.parse(String(uri)), range as Range),
      ),
    ];
  }

  dispose(): void {
    this.#panel?.dispose();
    for (const registered of this.#registered) registered.dispose();
  }

  async #compare(): Promise<void> {
    const near = await workspaceFile();
    const repository = near === null ? null : await repositoryOf(near);
    if (near === null || repository === null) {
      const why = near === null ? "There are no measures in this window" : "This folder is not in git";
      void vscode.window.showInformationMessage(`${why}: there is nothing to compare with.`);
      return;
    }
    const commit = repository.state.HEAD?.commit;
    if (commit === undefined) {
      void vscode.window.showInformationMessage(
        "Nothing was committed yet: commit once, then compare with that.",
      );
      return;
    }
    const texts = await headTexts(repository, await rootOf(near));
    const asked = { texts: Object.fromEntries(texts) };
    const answer =
      texts.size === 0
        ? NOTHING
        : await askLong<DiffAnswer>(this.#client, "Cordon: comparing with HEAD", "cordon/diff", asked);
    if (answer === undefined) return;
    this.#shown = answer;
    const pathOf = (uri: string): string => vscode.workspace.asRelativePath(vscode.Uri.parse(uri));
    const files = [...texts.keys()].map(pathOf).sort();
    this.#panel ??= this.#create();
    this.#panel.webview.html = changesPage(answer, {
      commit: commit.slice(0, 8),
      files,
      nonce: makeNonce(),
      pathOf,
    });
    this.#panel.reveal(undefined, true);
  }

  #create(): vscode.WebviewPanel {
    const beside = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    const panel = vscode.window.createWebviewPanel("cordon.changes", "Compared with HEAD", beside, {
      enableFindWidget: true,
      enableCommandUris: [OPEN_PLACE, SHOW_DETAILS],
      localResourceRoots: [],
    });
    panel.onDidDispose(() => {
      this.#panel = null;
    });
    return panel;
  }

  async #open(uri: vscode.Uri, range: Range): Promise<void> {
    const selection = this.#client.protocol2CodeConverter.asRange(range);
    const viewColumn = columnOf(uri) ?? vscode.ViewColumn.One;
    await vscode.window.showTextDocument(uri, { viewColumn, selection, preview: false });
  }
}

/** A source of the workspace: one that is worked on, else any. */
async function workspaceFile(): Promise<vscode.Uri | null> {
  const [any] = await vscode.workspace.findFiles("**/*.cordon", "**/node_modules/**", 1);
  return openMeasures() ?? any ?? null;
}
