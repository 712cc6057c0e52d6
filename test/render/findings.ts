import type { SourceLookup } from "../../compiler/render/console.ts";
import type { Diagnostic, Severity } from "../../grammar/base/diagnostic.ts";
import { SourceFile } from "../../grammar/base/source-file.ts";

/** A finding on the first occurrence of `marked` in the text. */
export function finding(source: SourceFile, marked: string, extra: Partial<Diagnostic> = {}): Diagnostic {
  const start = source.text.indexOf(marked);
  if (start < 0) throw new Error(`no ${marked} in the text`);
  return {
    code: "check/example",
    severity: "error" satisfies Severity,
    message: `something about \`${marked.split("\n")[0]}\``,
    span: { file: source.path, start, end: start + marked.length },
    related: [],
    fixes: [],
    ...extra,
  };
}

export function lookup(...sources: readonly SourceFile[]): SourceLookup {
  return (path) => sources.find((source) => source.path === path) ?? null;
}

export const measure = new SourceFile(
  "us/base.cordon",
  [
    "item 3A090.a {",
    "\tfrom 2022-10-21 by v1 = io_bandwidth >= 600 Gbit/s",
    "}",
    'group 北京 = "中国🚀" + XX // ok',
    "define x = { (1) a,",
    "  (2) b }",
    "",
  ].join("\n"),
);
