/** Slips in a whole law, checker included: each thing that is offered makes a law without findings. */
import { expect } from "vitest";
import { compile, MemoryHost } from "../../compiler/index.ts";
import { EXAMPLE, VOCABULARY } from "../../compiler/init/template-sources.ts";

export function findings(text: string) {
  const host = new MemoryHost({ "trade.cordon": VOCABULARY, "measures.cordon": text });
  return compile(host, []).diagnostics.filter(({ severity }) => severity === "error");
}

/** `from` written as `to` in the example: where the finding stands, and what is offered. */
export function slip(from: string, to: string) {
  expect(EXAMPLE).toContain(from);
  const text = EXAMPLE.replace(from, to);
  const found = findings(text);
  for (const { fixes } of found)
    for (const { edits } of fixes) {
      const mended = [...edits]
        .sort((a, b) => b.span.start - a.span.start)
        .reduce((law, { span, newText }) => law.slice(0, span.start) + newText + law.slice(span.end), text);
      expect(findings(mended).map(({ message }) => message)).toEqual([]);
    }
  return found.map(({ code, span, fixes }) => ({
    code,
    at: text.slice(span.start, span.end),
    meant: fixes.flatMap(({ edits }) => edits.map(({ newText }) => newText)),
  }));
}
