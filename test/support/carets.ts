/**
 * Fixtures that show their findings: under a line of source stand carets below the place, the code and the message.
 *
 *     define odd = destnation = CN
 *     //           ^^^^^^^^^^ bind/unknown-name: `destnation` is not known here as a value
 *
 * The carets are written by the code under test and compared with the fixture as a whole, so that place and message are
 * reviewed together and nobody counts columns. A place at the very left needs an indented line.
 */
import { expect } from "vitest";
import { type CheckResult, check } from "../../compiler/check/check.ts";
import type { Diagnostic } from "../../grammar/base/diagnostic.ts";
import { parse } from "../../grammar/parse.ts";
import type { ParseResult } from "../../grammar/parse-result.ts";
import { vocabulary } from "./vocabulary.ts";

export interface Fixture {
  /** further files by path: modules, or data files */
  readonly files?: Readonly<Record<string, string>>;
  /** hints are shown too */
  readonly hints?: true;
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

/** Checks the fixture as \`main.cordon\`, beside the test vocabulary. */
export function checkSource(text: string, fixture: Fixture = {}): Checked {
  const sources: Record<string, string> = {
    ...vocabulary,
    ...fixture.files,
    "main.cordon": (fixture.head ?? HEAD) + text,
  };
  const files = Object.entries(sources)
    .filter(([path]) => path.endsWith(".cordon"))
    .map(([path, source]) => parse(path, source));
  const main = files.find((file) => file.source.path === "main.cordon")!;
  const result = check({ files, readData: (_, path) => sources[path] ?? null });
  const findings = [...main.diagnostics, ...result.diagnostics];
  return { result, findings, main };
}

/** The fixture must show exactly the findings of its source. */
export function checkDiagnostics(fixture: string, options: Fixture = {}): void {
  const source = fixture
    .split("\n")
    .filter((line) => !/^\s*\/\/\s*\^+ /.test(line))
    .join("\n");
  const { findings, main } = checkSource(source, options);
  const shown = findings.filter(
    (d) => d.span.file === "main.cordon" && (options.hints || d.severity !== "hint"),
  );
  expect(drawn(main, shown, (options.head ?? HEAD).split("\n").length - 1)).toBe(fixture);
}

function drawn(main: ParseResult, findings: readonly Diagnostic[], skip: number): string {
  const lines = main.source.text.split("\n");
  const out: string[] = [];
  for (const [i, line] of lines.entries()) {
    if (i < skip) continue;
    out.push(line);
    for (const finding of findings) {
      const start = main.source.position(finding.span.start);
      if (start.line - 1 !== i) continue;
      const end = main.source.position(finding.span.end);
      const last = end.line === start.line ? end.column : line.length + 1;
      const carets = "^".repeat(Math.max(1, last - start.column));
      const indent = /^\s*/.exec(line)![0];
      const margin = `${indent}//`.padEnd(start.column - 1);
      out.push(`${margin}${carets} ${finding.code}: ${finding.message}`);
    }
  }
  return out.join("\n");
}
