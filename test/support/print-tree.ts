import { type AnyNode, childKeys } from "../../grammar/ast.ts";
import type { Diagnostic } from "../../grammar/base/diagnostic.ts";
import type { ParseResult } from "../../grammar/parse-result.ts";

/** A syntax tree as text, a node a line: property, kind, extent and what else it says. For snapshots. */
export function printTree(result: ParseResult): string {
  const lines: string[] = [];
  const print = (node: AnyNode, depth: number, key: string) => {
    const properties = node as unknown as Record<string, unknown>;
    const keys = childKeys[node.kind];
    const rest = Object.entries(properties)
      .filter(
        ([name, value]) => !hidden.has(name) && !keys.includes(name) && value !== null && value !== false,
      )
      .map(([name, value]) => `${name}=${JSON.stringify(value)}`);
    lines.push([`${"  ".repeat(depth)}${key}${node.kind}`, `${node.start}-${node.end}`, ...rest].join(" "));
    for (const name of keys) {
      const value = properties[name];
      if (Array.isArray(value)) for (const child of value) print(child, depth + 1, `${name}: `);
      else if (value !== null && value !== undefined) print(value as AnyNode, depth + 1, `${name}: `);
    }
  };
  for (const declaration of result.file.declarations) print(declaration, 0, "");
  return lines.join("\n");
}

const hidden = new Set(["kind", "start", "end"]);

/** Findings with the source line and carets below it, as a reader of the console sees them. */
export function printFindings(result: ParseResult): string {
  return result.diagnostics.map((finding) => printFinding(result, finding)).join("\n");
}

function printFinding(result: ParseResult, finding: Diagnostic): string {
  const { source } = result;
  const at = source.position(finding.span.start);
  const line = source.line(at.line);
  const width = Math.max(1, Math.min(finding.span.end - finding.span.start, line.length - at.column + 1));
  const help = finding.help === undefined ? "" : ` (${finding.help})`;
  const carets = `${" ".repeat(at.column - 1)}${"^".repeat(width)}`;
  return `${line}\n${carets} ${finding.code}: ${finding.message}${help}`;
}
