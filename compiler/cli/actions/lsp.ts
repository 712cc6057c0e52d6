import { serveStdio } from "../../../lsp/node.ts";

/** Starts the language server; the process ends when the editor ends it. */
export function serve(version: string): Promise<never> {
  serveStdio(version);
  return new Promise(() => {});
}
