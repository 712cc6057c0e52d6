import { serveStdio } from "../../../lsp/node.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";

/** Serves editors. An editor that goes without saying `exit` leaves nothing to serve, and nothing that ran well. */
export async function serve(version: string): Promise<ExitCode> {
  await serveStdio(version);
  return EXIT.unusable;
}
