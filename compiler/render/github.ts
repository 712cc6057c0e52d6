/** Findings as workflow commands, which GitHub shows beside the changed lines of a pull request. */
import type { Diagnostic, Severity } from "../../grammar/base/diagnostic.ts";
import type { SourceLookup } from "./console.ts";
import { sortDiagnostics } from "./order.ts";
import { plainText } from "./text.ts";

const COMMAND: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", hint: "notice" };

const escapeData = (text: string): string =>
  text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const escapeProperty = (text: string): string =>
  escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");

/** One command a line; nothing for no findings. */
export function renderGithub(diagnostics: readonly Diagnostic[], source: SourceLookup): string {
  return sortDiagnostics(diagnostics)
    .map((diagnostic) => `${command(diagnostic, source)}\n`)
    .join("");
}

function command(diagnostic: Diagnostic, source: SourceLookup): string {
  const { span, severity, code } = diagnostic;
  const properties: [string, string | number][] = [["file", span.file === "" ? "." : span.file]];
  const file = source(span.file);
  if (file !== null) {
    const start = file.position(span.start);
    const end = file.position(Math.max(span.start, span.end));
    properties.push(["line", start.line]);
    // GitHub takes columns only for a finding within one line.
    if (end.line === start.line)
      properties.push(["col", start.column], ["endColumn", Math.max(end.column, start.column + 1)]);
    else properties.push(["endLine", end.line]);
  }
  properties.push(["title", code]);
  const text = [
    plainText(diagnostic.message),
    ...(diagnostic.subject === undefined
      ? []
      : [
          `in ${[diagnostic.subject.name, diagnostic.subject.citation].filter((s) => s !== undefined).join(", ")}`,
        ]),
    ...(diagnostic.help === undefined ? [] : [`help: ${plainText(diagnostic.help)}`]),
  ].join("\n");
  const list = properties.map(([name, value]) => `${name}=${escapeProperty(String(value))}`).join(",");
  return `::${COMMAND[severity]} ${list}::${escapeData(text)}`;
}
