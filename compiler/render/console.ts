/** Findings as text for a person at a terminal: what, where, the source with a mark under it, and what to do. */
import type { Diagnostic, Severity } from "../../grammar/base/diagnostic.ts";
import type { SourceFile } from "../../grammar/base/source-file.ts";
import type { Span } from "../../grammar/base/span.ts";
import { codeFrame } from "./frame.ts";
import { countDiagnostics, describeCounts, sortDiagnostics } from "./order.ts";
import { plainText } from "./text.ts";

/** The text of a file, or null where it is not at hand (then no source is shown). */
export type SourceLookup = (path: string) => SourceFile | null;

/** How to color; the functions of a color library fit. Without it the text is plain. */
export interface Paint {
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly cyan: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly bold: (text: string) => string;
}

export interface ConsoleOptions {
  readonly source: SourceLookup;
  readonly paint?: Paint;
  /** columns of the page, 100 if not given */
  readonly width?: number;
  /** findings shown at most, 200 if not given; the summary counts all */
  readonly limit?: number;
  /** number of files looked at, for the summary */
  readonly files?: number;
}

const same = (text: string): string => text;
const PLAIN: Paint = { red: same, yellow: same, cyan: same, dim: same, bold: same };

const DEFAULT_WIDTH = 100;
const DEFAULT_LIMIT = 200;

/** All findings in order, and the summary line; ends with a line break. */
export function renderConsole(diagnostics: readonly Diagnostic[], options: ConsoleOptions): string {
  const sorted = sortDiagnostics(diagnostics);
  const limit = options.limit ?? DEFAULT_LIMIT;
  const shown = sorted.slice(0, limit).map((diagnostic) => `${renderFinding(diagnostic, options)}\n`);
  if (sorted.length > limit) shown.push(`${sorted.length - limit} more findings are not shown\n`);
  return `${shown.join("\n")}${shown.length === 0 ? "" : "\n"}${summary(sorted, options)}\n`;
}

/** The last line: how many findings of each severity, in how many files. */
function summary(diagnostics: readonly Diagnostic[], { paint = PLAIN, files }: ConsoleOptions): string {
  const counts = countDiagnostics(diagnostics);
  const color = counts.errors > 0 ? paint.red : counts.warnings > 0 ? paint.yellow : same;
  const concerned = new Set(diagnostics.map((diagnostic) => diagnostic.span.file)).size;
  const where =
    diagnostics.length > 0
      ? ` in ${fileCount(concerned)}`
      : files === undefined
        ? ""
        : ` in ${fileCount(files)}`;
  const pages = diagnostics.length === 0 ? "" : paint.dim(" (`cordon explain CODE` says more about one)");
  return `${paint.bold(color(describeCounts(counts)))}${where}${pages}`;
}

function fileCount(count: number): string {
  return `${count} file${count === 1 ? "" : "s"}`;
}

const COLOR: Readonly<Record<Severity, "red" | "yellow" | "cyan">> = {
  error: "red",
  warning: "yellow",
  hint: "cyan",
};

/** One finding, without a line break at its end. */
export function renderFinding(diagnostic: Diagnostic, options: ConsoleOptions): string {
  const paint = options.paint ?? PLAIN;
  const color = paint[COLOR[diagnostic.severity]];
  const places = [diagnostic.span, ...diagnostic.related.map((related) => related.span)];
  const gutter = Math.max(...places.map((place) => lineNumber(place, options.source).length));
  const lines = [
    `${paint.bold(color(`${diagnostic.severity}[${diagnostic.code}]`))}${paint.bold(`: ${plainText(diagnostic.message)}`)}`,
    ...excerpt(diagnostic.span, options, gutter, "^", color),
  ];
  const margin = " ".repeat(gutter);
  const add = (label: string, text: string): void => {
    lines.push(`${margin} ${paint.cyan("=")} ${paint.bold(label)}: ${plainText(text)}`);
  };
  if (diagnostic.subject !== undefined) {
    const { name, citation } = diagnostic.subject;
    add("in", citation === undefined ? `\`${name}\`` : `\`${name}\`, ${citation}`);
  }
  for (const related of diagnostic.related) {
    lines.push(`${margin} ${paint.cyan("=")} ${paint.bold("see")}: ${plainText(related.message)}`);
    lines.push(...excerpt(related.span, options, gutter, "-", paint.cyan));
  }
  if (diagnostic.help !== undefined) add("help", diagnostic.help);
  for (const fix of diagnostic.fixes) add(fix.safe ? "fix" : "possible fix", fix.title);
  return lines.join("\n");
}

function lineNumber(place: Span, source: SourceLookup): string {
  return String(source(place.file)?.position(place.start).line ?? "");
}

/** The place, and the line there with a mark; only the place where the text is not at hand. */
function excerpt(
  place: Span,
  { source, paint = PLAIN, width = DEFAULT_WIDTH }: ConsoleOptions,
  gutter: number,
  mark: "^" | "-",
  color: (text: string) => string,
): string[] {
  const margin = " ".repeat(gutter);
  const path = plainText(place.file === "" ? "." : place.file);
  const file = source(place.file);
  if (file === null) return [`${margin}${paint.cyan("-->")} ${path}`];
  const { line, column } = file.position(place.start);
  const frame = codeFrame(file, place, Math.max(40, width - gutter - 3), mark);
  const bar = paint.cyan("|");
  const through = frame.throughLine === null ? "" : ` through line ${frame.throughLine}`;
  return [
    `${margin}${paint.cyan("-->")} ${path}:${line}:${column}`,
    `${margin} ${bar}`,
    `${paint.cyan(String(line).padStart(gutter))} ${bar}${frame.text === "" ? "" : ` ${frame.text}`}`,
    `${margin} ${bar} ${color(frame.marks + through)}`,
  ];
}
