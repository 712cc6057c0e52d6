/** Requests that may take seconds: shown while they run, and ended by whoever is tired of waiting. */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";

/** The answer; undefined: it was cancelled or failed, and that was said. */
export async function askLong<T>(
  client: BaseLanguageClient,
  title: string,
  request: string,
  params: object,
): Promise<T | undefined> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (_progress, token) => {
    try {
      const answer = await client.sendRequest<T>(request, params, token);
      return token.isCancellationRequested ? undefined : answer;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      if (!token.isCancellationRequested) void vscode.window.showErrorMessage(`${title} failed: ${why}`);
      return undefined;
    }
  });
}
