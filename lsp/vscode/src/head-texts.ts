/** What the sources of a workspace were as of HEAD, as far as they differ from what they are now. */
import * as vscode from "vscode";
import { changesSinceHead, type Repository } from "./git.ts";

/** Files that a law is made of. */
const LAW = /\.(?:cordon|csv)$|(?:^|\/)(?:cordon|matrix)\.json$/;

/** Texts as of HEAD by address; null: there was no such file. Files that did not change are left out. */
export async function headTexts(
  repository: Repository,
  folder: vscode.Uri,
): Promise<Map<string, string | null>> {
  const texts = new Map<string, string | null>();
  const belongs = ({ path }: vscode.Uri): boolean =>
    LAW.test(path) && path.startsWith(`${folder.path}/`) && !path.includes("/node_modules/");
  const add = async (uri: vscode.Uri): Promise<void> => {
    if (belongs(uri) && !texts.has(uri.toString())) texts.set(uri.toString(), await atHead(repository, uri));
  };
  for (const { uri, originalUri, renameUri } of await changesSinceHead(repository)) {
    await add(originalUri);
    await add(renameUri ?? uri);
  }
  // What is typed and not saved is no change that git knows of.
  for (const { isDirty, uri } of vscode.workspace.textDocuments)
    if (isDirty && uri.scheme === folder.scheme) await add(uri);
  return texts;
}

async function atHead(repository: Repository, uri: vscode.Uri): Promise<string | null> {
  try {
    return await repository.show("HEAD", uri.fsPath);
  } catch {
    return null;
  }
}
