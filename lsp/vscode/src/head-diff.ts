/** Whose answers change between the last commit and what stands in the editor. */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { repositoryOf } from "./git.ts";
import { headTexts } from "./head-texts.ts";
import { askLong } from "./long-requests.ts";
import type { Pages } from "./pages.ts";
import type { DiffAnswer } from "./protocol.ts";
import { openMeasures, rootOf } from "./roots.ts";

const TITLE = "Compared with HEAD";

export class HeadDiff implements vscode.Disposable {
  readonly #client: BaseLanguageClient;
  readonly #pages: Pages;
  readonly #registered: vscode.Disposable;

  constructor(client: BaseLanguageClient, pages: Pages) {
    this.#client = client;
    this.#pages = pages;
    this.#registered = vscode.commands.registerCommand("cordon.diffHead", () => this.#compare());
  }

  dispose(): void {
    this.#registered.dispose();
  }

  async #compare(): Promise<void> {
    const near = await workspaceFile();
    const repository = near === null ? null : await repositoryOf(near);
    if (near === null || repository === null) {
      const why = near === null ? "There are no measures in this window" : "This folder is not in git";
      void vscode.window.showInformationMessage(`${why}: there is nothing to compare with.`);
      return;
    }
    if (repository.state.HEAD?.commit === undefined) {
      void vscode.window.showInformationMessage(
        "Nothing was committed yet: commit once, then compare with that.",
      );
      return;
    }
    const texts = await headTexts(repository, await rootOf(near));
    const commit = repository.state.HEAD.commit.slice(0, 8);
    if (texts.size === 0) {
      await this.#pages.show(
        TITLE,
        page(commit, "# Nothing differs\n\nNo source differs from the last commit.", []),
      );
      return;
    }
    const answer = await askLong<DiffAnswer>(this.#client, "Cordon: comparing with HEAD", "cordon/diff", {
      texts: Object.fromEntries(texts),
    });
    if (answer === undefined) return;
    const files = [...texts.keys()]
      .map((uri) => vscode.workspace.asRelativePath(vscode.Uri.parse(uri)))
      .sort();
    const body =
      answer.blocked === null
        ? answer.markdown
        : `# Not compared\n\nThe two could not be compared: ${answer.blocked}. Mend the errors and compare again.`;
    await this.#pages.show(TITLE, page(commit, body, files));
  }
}

function page(commit: string, body: string, files: readonly string[]): string {
  const differs =
    files.length === 0 ? "" : `\n\nFiles that differ: ${files.map((file) => `\`${file}\``).join(", ")}.`;
  return `${body.trim()}\n\n---\n\nThe working copy, unsaved text included, compared with commit \`${commit}\`.${differs}\n`;
}

/** A source of the workspace: the one that is shown, else any. */
async function workspaceFile(): Promise<vscode.Uri | null> {
  const [any] = await vscode.workspace.findFiles("**/*.cordon", "**/node_modules/**", 1);
  return openMeasures() ?? any ?? null;
}
