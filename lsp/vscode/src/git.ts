/** The part of the interface of the editor's git extension that is used here. */
import * as vscode from "vscode";

/** Its status of a file; as its interface numbers them. */
const UNTRACKED = 7;

export interface Change {
  readonly uri: vscode.Uri;
  readonly originalUri: vscode.Uri;
  readonly renameUri?: vscode.Uri;
  readonly status: number;
}

export interface Repository {
  readonly rootUri: vscode.Uri;
  readonly state: {
    readonly HEAD?: { readonly commit?: string; readonly name?: string };
    readonly untrackedChanges: readonly Change[];
    readonly workingTreeChanges: readonly Change[];
  };
  status(): Promise<void>;
  /** what the working tree has changed since HEAD, without files that git does not know */
  diffWithHEAD(): Promise<Change[]>;
  show(revision: string, path: string): Promise<string>;
}

interface GitApi {
  readonly state: "uninitialized" | "initialized";
  readonly onDidChangeState: vscode.Event<"uninitialized" | "initialized">;
  getRepository(uri: vscode.Uri): Repository | null;
  openRepository?(root: vscode.Uri): Promise<Repository | null>;
}

/** The repository that holds a file; null: there is none, or the editor has no git. */
export async function repositoryOf(uri: vscode.Uri): Promise<Repository | null> {
  const extension = vscode.extensions.getExtension<{ getAPI(version: 1): GitApi }>("vscode.git");
  if (extension === undefined) return null;
  const api = (await extension.activate()).getAPI(1);
  if (api.state !== "initialized")
    await new Promise<void>((resolve) => {
      const waiting = api.onDidChangeState((state) => {
        if (state !== "initialized") return;
        waiting.dispose();
        resolve();
      });
    });
  const known = api.getRepository(uri);
  if (known !== null) return known;
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  return folder === undefined ? null : ((await api.openRepository?.(folder.uri)) ?? null);
}

/** The files that differ from HEAD, with those that git does not know. */
export async function changesSinceHead(repository: Repository): Promise<readonly Change[]> {
  await repository.status();
  const { untrackedChanges, workingTreeChanges } = repository.state;
  const unknown = [...untrackedChanges, ...workingTreeChanges.filter(({ status }) => status === UNTRACKED)];
  return [...(await repository.diffWithHEAD()), ...unknown];
}
