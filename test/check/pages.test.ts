import { describe, expect, it } from "vitest";
import { check } from "../../compiler/check/check.ts";
import { checkMessages } from "../../compiler/check/messages.ts";
import type { Diagnostic } from "../../grammar/base/diagnostic.ts";
import { parse } from "../../grammar/parse.ts";
import { checkSource } from "../support/carets.ts";

/** Every page of `cordon explain` shows a source that has the finding and the same source mended. */
const others = {
  "first.cordon": "module demo.first\nuse trade\ngroup friends = JP\n",
  "again.cordon":
    "module demo.again of RL current to 2026-01-31\nuse trade, ruritania\nreach elsewhere = departure = NL\n",
};

/** What only a program without a vocabulary can show. */
const bare = new Set(["check/no-transaction"]);

/** Codes whose wrong example needs a second file, or is about the one that stands there. */
const heads: Readonly<Record<string, string>> = { "bind/no-module": "" };

function findingsOf(code: string, source: string): readonly Diagnostic[] {
  const head = heads[code] ?? (/^module /m.test(source) ? "" : undefined);
  return checkSource(source, { files: others, ...(head === undefined ? {} : { head }) }).findings;
}

function alone(source: string): Parameters<typeof check>[0] {
  return { files: [parse("main.cordon", source)], readData: () => null };
}

describe.each(Object.entries(checkMessages))("%s", (code, entry) => {
  it("shows a source that has the finding", () => {
    const { wrong } = entry.page;
    const found = bare.has(code) ? check(alone(wrong)).diagnostics : findingsOf(code, wrong);
    expect(found.map((finding) => finding.code)).toContain(code);
  });
  it("shows it mended", () => {
    const found = findingsOf(code, entry.page.right).filter((f) => f.span.file === "main.cordon");
    expect(found.filter((f) => f.severity === "error").map((f) => `${f.code}: ${f.message}`)).toEqual([]);
    expect(found.map((finding) => finding.code)).not.toContain(code);
  });
});
