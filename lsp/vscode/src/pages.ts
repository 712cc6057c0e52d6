/** Pages that the server writes in Markdown, shown as the editor shows any Markdown: rendered, with its theme. */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { ExplainAnswer } from "./protocol.ts";

/** The manifest says that documents of this scheme are opened rendered. */
const SCHEME = "cordon-page";
const FINDINGS = "/finding/";

export class Pages implements vscode.Disposable, vscode.TextDocumentContentProvider {
  readonly #client: BaseLanguageClient;
  readonly #texts = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #registered = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);

  constructor(client: BaseLanguageClient) {
    this.#client = client;
  }

  async provideTextDocumentContent({ path }: vscode.Uri): Promise<string> {
    if (!path.startsWith(FINDINGS))
      return this.#texts.get(path) ?? "This page is made when it is asked for; ask again.";
    const code = path.slice(FINDINGS.length).replace(/\.md$/, "");
    const page = await this.#client.sendRequest<ExplainAnswer | null>("cordon/explain", { code });
    return page?.markdown ?? `There is no finding \`${code}\`.`;
  }

  /** Shows a page beside the editor; one with the same name is replaced. */
  async show(name: string, markdown: string): Promise<void> {
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${name}.md` });
    this.#texts.set(uri.path, markdown);
    this.#changed.fire(uri);
    await vscode.commands.executeCommand("markdown.showPreviewToSide", uri);
  }

  /** Shows the page of a finding beside the editor. */
  async showFinding(code: string): Promise<void> {
    await vscode.commands.executeCommand("markdown.showPreviewToSide", pageOfFinding(code));
  }

  dispose(): void {
    this.#registered.dispose();
    this.#changed.dispose();
  }
}

/** The address of the page of a finding. */
export function pageOfFinding(code: string): vscode.Uri {
  return vscode.Uri.from({ scheme: SCHEME, path: `${FINDINGS}${code}.md` });
}
