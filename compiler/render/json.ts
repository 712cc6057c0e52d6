/** Findings as JSON for programs: one object, the same bytes for the same findings. */
import type { Diagnostic } from "../../grammar/base/diagnostic.ts";
import type { Span } from "../../grammar/base/span.ts";
import type { SourceLookup } from "./console.ts";
import { type Counts, countDiagnostics, sortDiagnostics } from "./order.ts";

/** Version of this format; it grows only when a field changes its meaning or goes away. */
export const FINDINGS_FORMAT = 1;

export interface FindingsJson {
  readonly format: typeof FINDINGS_FORMAT;
  readonly summary: Counts;
  readonly findings: readonly FindingJson[];
}

export interface FindingJson {
  readonly code: string;
  readonly severity: Diagnostic["severity"];
  readonly message: string;
  readonly place: PlaceJson;
  readonly help: string | null;
  readonly subject: { readonly name: string; readonly citation: string | null } | null;
  readonly related: readonly { readonly message: string; readonly place: PlaceJson }[];
  readonly fixes: readonly {
    readonly title: string;
    readonly safe: boolean;
    readonly edits: readonly { readonly place: PlaceJson; readonly newText: string }[];
  }[];
}

/** Lines and columns count from 1, columns and offsets in UTF-16 units; null where the text is not at hand. */
export interface PlaceJson {
  readonly file: string;
  readonly start: PositionJson | null;
  readonly end: PositionJson | null;
}
export interface PositionJson {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

export function toFindingsJson(diagnostics: readonly Diagnostic[], source: SourceLookup): FindingsJson {
  const sorted = sortDiagnostics(diagnostics);
  const place = (at: Span): PlaceJson => {
    const file = source(at.file);
    const position = (offset: number): PositionJson | null =>
      file === null ? null : { offset, ...file.position(offset) };
    return { file: at.file, start: position(at.start), end: position(at.end) };
  };
  return {
    format: FINDINGS_FORMAT,
    summary: countDiagnostics(sorted),
    findings: sorted.map((d) => ({
      code: d.code,
      severity: d.severity,
      message: d.message,
      place: place(d.span),
      help: d.help ?? null,
      subject:
        d.subject === undefined ? null : { name: d.subject.name, citation: d.subject.citation ?? null },
      related: d.related.map((related) => ({ message: related.message, place: place(related.span) })),
      fixes: d.fixes.map((fix) => ({
        title: fix.title,
        safe: fix.safe,
        edits: fix.edits.map((edit) => ({ place: place(edit.span), newText: edit.newText })),
      })),
    })),
  };
}

/** The same as text, ending with a line break. */
export function renderJson(diagnostics: readonly Diagnostic[], source: SourceLookup): string {
  return `${JSON.stringify(toFindingsJson(diagnostics, source), null, 2)}\n`;
}
