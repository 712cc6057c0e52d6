/** From generated sources to what the two implementations need: the checked program and the loaded tables. */

import type { CheckResult } from "../../compiler/check/check.ts";
import { check } from "../../compiler/check/check.ts";
import type { Program } from "../../compiler/check/tree.ts";
import { normalize } from "../../compiler/normal/lower.ts";
import { type Engine, load } from "../../compiler/runtime/index.ts";
import { buildBundle } from "../../compiler/table/build.ts";
import { parse } from "../../grammar/parse.ts";

export interface Compiled {
  readonly program: Program;
  readonly engine: Engine;
}

/** Parses and checks sources held in memory; the errors are told as `file:offset code message`. */
export function checkSources(sources: Readonly<Record<string, string>>): {
  readonly program: CheckResult["program"];
  readonly errors: readonly string[];
} {
  const files = Object.entries(sources)
    .filter(([path]) => path.endsWith(".cordon"))
    .map(([path, text]) => parse(path, text));
  const result = check({
    files,
    readData: (from, path) => sources[from.replace(/[^/]*$/, "") + path] ?? null,
  });
  const findings = [...files.flatMap((file) => file.diagnostics), ...result.diagnostics];
  const errors = findings
    .filter((finding) => finding.severity === "error")
    .map(({ span, code, message }) => {
      const around = sources[span.file]?.slice(span.start, span.end) ?? "";
      return `${span.file}:${span.start} ${code} ${message} <${around}>`;
    });
  return { program: result.program, errors };
}

export function compileProgram(program: Program): Compiled {
  return { program, engine: load(buildBundle(normalize(program), program)) };
}
