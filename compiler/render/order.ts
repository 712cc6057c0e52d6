/** The order in which findings are shown, and how many there are: the same for every rendering and every run. */
import type { Diagnostic, Severity } from "../../grammar/base/diagnostic.ts";

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, hint: 2 };

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);

/** By file, place, severity, code and text. Findings that are equal in all of these are one. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const sorted = [...diagnostics].sort(
    (a, b) =>
      compare(a.span.file, b.span.file) ||
      compare(a.span.start, b.span.start) ||
      compare(RANK[a.severity], RANK[b.severity]) ||
      compare(a.code, b.code) ||
      compare(a.span.end, b.span.end) ||
      compare(a.message, b.message),
  );
  return sorted.filter((diagnostic, i) => i === 0 || !isSame(diagnostic, sorted[i - 1]!));
}

function isSame(a: Diagnostic, b: Diagnostic): boolean {
  return (
    a.code === b.code &&
    a.message === b.message &&
    a.span.file === b.span.file &&
    a.span.start === b.span.start &&
    a.span.end === b.span.end
  );
}

export interface Counts {
  readonly errors: number;
  readonly warnings: number;
  readonly hints: number;
}

export function countDiagnostics(diagnostics: readonly Diagnostic[]): Counts {
  const of = (severity: Severity): number => diagnostics.filter((d) => d.severity === severity).length;
  return { errors: of("error"), warnings: of("warning"), hints: of("hint") };
}

/** `2 errors, 1 warning`; `no findings`. */
export function describeCounts({ errors, warnings, hints }: Counts): string {
  const parts = [
    [errors, "error"],
    [warnings, "warning"],
    [hints, "hint"],
  ] as const;
  const present = parts.filter(([n]) => n > 0).map(([n, word]) => `${n} ${word}${n === 1 ? "" : "s"}`);
  return present.length === 0 ? "no findings" : present.join(", ");
}
