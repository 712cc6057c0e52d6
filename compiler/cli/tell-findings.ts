import type { Diagnostic } from "../../grammar/base/diagnostic.ts";
import { renderConsole, type SourceLookup } from "../render/console.ts";
import { columns, err, tell } from "./terminal.ts";

/** Prints findings beside the result of a command. */
export function tellFindings(findings: readonly Diagnostic[], source: SourceLookup): void {
  tell(renderConsole(findings, { source, paint: err, width: columns(process.stderr) }));
}
