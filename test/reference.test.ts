import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { build, compile, MemoryHost } from "../compiler/index.ts";
import { words } from "../grammar/tokens.ts";

const root = resolve(import.meta.dirname, "..");

/** Snippets of the reference: those that stand together make one module, those that show a finding stand alone. */
const text = readFileSync(join(root, "grammar/REFERENCE.md"), "utf8");
const snippets = [...text.matchAll(/(?:<!-- finds: (\S+) -->\n)?```cordon\n([\s\S]*?)```/g)].map((match) => ({
  finds: match[1] ?? null,
  source: match[2]!,
}));
const module = snippets.filter((snippet) => snippet.finds === null).map((snippet) => snippet.source);

function workspace(extra = ""): MemoryHost {
  const files: Record<string, string> = {
    "cordon.json": '{ "name": "reference", "sources": ["**/*.cordon"] }',
    "reference.cordon": `${module.join("\n")}\n${extra}`,
  };
  for (const name of readdirSync(join(root, "examples/trade")))
    files[`trade/${name}`] = readFileSync(join(root, "examples/trade", name), "utf8");
  return new MemoryHost(files);
}

const findings = (host: MemoryHost) =>
  compile(host, [])
    .diagnostics.filter((d) => d.span.file === "reference.cordon" && !/unused/.test(d.code))
    .map((d) => `${d.code}: ${d.message}`);

describe("the reference", () => {
  it("has snippets", () => expect(snippets.length).toBeGreaterThan(15));

  it("compiles without findings", () => expect(findings(workspace())).toEqual([]));

  it("has scenarios that pass", () => {
    const { scenarios } = build(compile(workspace(), []));
    expect(scenarios.length).toBeGreaterThan(0);
    expect(scenarios.filter((result) => !result.passed).map((result) => result.scenario.title)).toEqual([]);
  });

  it.each(snippets.filter((snippet) => snippet.finds !== null))(
    "shows the finding $finds",
    ({ finds, source }) => {
      expect(findings(workspace(source)).map((finding) => finding.split(":")[0])).toEqual([finds]);
    },
  );

  it("speaks of every word of the language", () => {
    const spellings = Object.values(words).map((word) => word.word);
    expect(spellings.length).toBeGreaterThan(80);
    expect(spellings.filter((word) => !new RegExp(`(?<![\\w-])${word}(?![\\w-])`).test(text))).toEqual([]);
  });
});
