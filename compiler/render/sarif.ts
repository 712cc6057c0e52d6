/** Findings as SARIF 2.1.0, the format of code scanning. */
import type { Location, Log, Region, ReportingDescriptor, Result } from "sarif";
import type { Diagnostic, Fix, Severity } from "../../grammar/base/diagnostic.ts";
import type { MessagePage } from "../../grammar/base/registry.ts";
import type { Span } from "../../grammar/base/span.ts";
import type { SourceLookup } from "./console.ts";
import { sortDiagnostics } from "./order.ts";

export interface SarifOptions {
  readonly source: SourceLookup;
  /** version of Cordon */
  readonly version: string;
  /** the page of a finding, which becomes the help of its rule */
  readonly page: (code: string) => MessagePage | null;
}

/** The conventional name of the folder that relative paths start from. */
const BASE = "%SRCROOT%";

const LEVEL: Readonly<Record<Severity, "error" | "warning" | "note">> = {
  error: "error",
  warning: "warning",
  hint: "note",
};

export function toSarif(diagnostics: readonly Diagnostic[], options: SarifOptions): Log {
  const sorted = sortDiagnostics(diagnostics);
  const codes = [...new Set(sorted.map((diagnostic) => diagnostic.code))].sort();
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "cordon",
            semanticVersion: options.version,
            rules: codes.map((code) => rule(code, options.page(code))),
          },
        },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { [BASE]: { description: { text: "the folder in which cordon was run" } } },
        results: sorted.map((diagnostic) => result(diagnostic, codes, options.source)),
      },
    ],
  };
}

/** The same as text, ending with a line break. */
export function renderSarif(diagnostics: readonly Diagnostic[], options: SarifOptions): string {
  return `${JSON.stringify(toSarif(diagnostics, options), null, 2)}\n`;
}

function rule(code: string, page: MessagePage | null): ReportingDescriptor {
  if (page === null) return { id: code };
  const text = `${page.why}\n\nWrong:\n\n${page.wrong}\n\nRight:\n\n${page.right}`;
  const markdown = `${page.why}\n\nWrong:\n\n\`\`\`\n${page.wrong}\n\`\`\`\n\nRight:\n\n\`\`\`\n${page.right}\n\`\`\``;
  return { id: code, fullDescription: { text: page.why }, help: { text, markdown } };
}

function result(diagnostic: Diagnostic, codes: readonly string[], source: SourceLookup): Result {
  const { code, severity, message, help, span, related, fixes } = diagnostic;
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: LEVEL[severity],
    message: { text: help === undefined ? `${message}.` : `${message}. Help: ${help}` },
    locations: [location(span, source)],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map((r, id) => ({
            id,
            ...location(r.span, source),
            message: { text: r.message },
          })),
        }),
    ...(fixes.length === 0 ? {} : { fixes: fixes.flatMap((fix) => sarifFix(fix, source)) }),
  };
}

function location(span: Span, source: SourceLookup): Location {
  const at = region(span, source);
  return {
    physicalLocation: { artifactLocation: artifact(span.file), ...(at === null ? {} : { region: at }) },
  };
}

function artifact(path: string): { uri: string; uriBaseId: string } {
  return { uri: path === "" ? "." : path.split("/").map(encodeURIComponent).join("/"), uriBaseId: BASE };
}

function region(span: Span, source: SourceLookup): Region | null {
  const file = source(span.file);
  if (file === null) return null;
  const start = file.position(span.start);
  const end = file.position(span.end);
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

/** A fix with the edits of each file together; none where the text of a file is not at hand. */
function sarifFix(fix: Fix, source: SourceLookup): NonNullable<Result["fixes"]> {
  const files = [...new Set(fix.edits.map((edit) => edit.span.file))];
  const changes = files.map((file) => ({
    artifactLocation: artifact(file),
    replacements: fix.edits
      .filter((edit) => edit.span.file === file)
      .map((edit) => ({ deletedRegion: region(edit.span, source), insertedContent: { text: edit.newText } })),
  }));
  const complete = changes.flatMap(({ artifactLocation, replacements }) => {
    const known = replacements.flatMap((r) =>
      r.deletedRegion === null
        ? []
        : [{ deletedRegion: r.deletedRegion, insertedContent: r.insertedContent }],
    );
    return known.length === replacements.length ? [{ artifactLocation, replacements: known }] : [];
  });
  if (complete.length !== changes.length || changes.length === 0) return [];
  return [{ description: { text: fix.title }, artifactChanges: complete }];
}
