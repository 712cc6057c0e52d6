/**
 * Sources that show their findings: under a line stand carets below the place, the code and the message.
 *
 *       define odd = destnation = CN
 *       //           ^^^^^^^^^^ bind/unknown-name: `destnation` is not known here as a value
 *
 * The carets are written by the code under test and compared with the fixture as a whole, so that place and message are
 * reviewed together and nobody counts columns. A place at the very left needs an indented line.
 */
import { type CheckResult, check } from "../../compiler/check/check.ts";
import type { Diagnostic } from "../../grammar/base/diagnostic.ts";
import { parse } from "../../grammar/parse.ts";
import type { ParseResult } from "../../grammar/parse-result.ts";
import { vocabulary } from "./vocabulary.ts";

export interface Fixture {
  /** further files by path: modules, or data files */
  readonly files?: Readonly<Record<string, string>>;
  /** what stands before the fixture; by default a module of Ruritania that uses `trade` */
  readonly head?: string;
}

export const HEAD = `module demo of RL
use trade, ruritania
`;

export interface Checked {
  readonly result: CheckResult;
  /** of parsing the main file and of checking all */
  readonly findings: readonly Diagnostic[];
  readonly main: ParseResult;
}

/** Checks the text as `main.cordon`, beside the test vocabulary. */
export function checkSource(text: string, fixture: Fixture = {}): Checked {
  const main = `${fixture.head ?? HEAD}${text}`;
  const sources: Record<string, string> = { ...vocabulary, ...fixture.files, "main.cordon": main };
  const files = Object.entries(sources)
    .filter(([path]) => path.endsWith(".cordon"))
    .map(([path, source]) => parse(path, source));
  const parsed = files.find((file) => file.source.path === "main.cordon")!;
  const result = check({ files, readData: (_, path) => sources[path] ?? null });
  return { result, findings: [...parsed.diagnostics, ...result.diagnostics], main: parsed };
}

/** The text with carets under its findings; hints are left out, findings in other files stand at the end. */
export function withCarets(text: string, fixture: Fixture = {}): string {
  const { findings, main } = checkSource(withoutCarets(text), fixture);
  const shown = findings.filter((finding) => finding.severity !== "hint");
  const skip = (fixture.head ?? HEAD).split("\n").length - 1;
  const out: string[] = [];
  for (const [i, line] of main.source.text.split("\n").entries()) {
    if (i < skip) continue;
    out.push(line, ...shown.flatMap((finding) => caretLine(finding, main, i, line)));
  }
  const elsewhere = shown
    .filter((finding) => finding.span.file !== "main.cordon")
    .map((finding) => `  // in ${finding.span.file}: ${finding.code}: ${finding.message}`);
  return [...out, ...elsewhere].join("\n");
}

function caretLine(finding: Diagnostic, main: ParseResult, index: number, line: string): string[] {
  if (finding.span.file !== "main.cordon") return [];
  const start = main.source.position(finding.span.start);
  if (start.line - 1 !== index) return [];
  const end = main.source.position(finding.span.end);
  const last = end.line === start.line ? end.column : line.length + 1;
  const margin = `${/^\s*/.exec(line)![0]}//`.padEnd(start.column - 1);
  return [`${margin}${"^".repeat(Math.max(1, last - start.column))} ${finding.code}: ${finding.message}`];
}

/** The source without what `withCarets` writes. */
export function withoutCarets(text: string): string {
  return text
    .split("\n")
    .filter((line) => !/^\s*\/\/(?:\s*\^+ | in \S+: )/.test(line))
    .join("\n");
}
