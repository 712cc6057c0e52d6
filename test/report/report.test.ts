import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Program } from "../../compiler/check/tree.ts";
import { MemoryOutput } from "../../compiler/output.ts";
import { type ReportOptions, report } from "../../compiler/report/index.ts";
import { SourceFile } from "../../grammar/base/source-file.ts";
import { FILE } from "../support/build-program.ts";
import { reversed, sample } from "../support/sample-program.ts";

const hash = (text: string): string => createHash("sha256").update(text).digest("base64");

function pages(
  program: Program,
  sources = new Map<string, SourceFile>(),
  options: Partial<ReportOptions> = {},
): Map<string, string> {
  const output = new MemoryOutput();
  report(program, { sources, hash, ...options }, output);
  return new Map(output.files().map((file) => [file.path, file.text]));
}

/** A source long enough for every place of the sample, ten characters a line. */
function sourceOfSample(): Map<string, SourceFile> {
  return new Map([[FILE, new SourceFile(FILE, "012345678\n".repeat(60_000))]]);
}

describe("the report of a small law", () => {
  const { program } = sample();

  it("says it in sentences", () => {
    const found = pages(program);
    const measures = [...found.keys()].filter((path) => /^report\/measure\/.*\.md$/.test(path));
    expect(measures.length).toBe(program.measures.filter(({ proposal }) => proposal === null).length);
    for (const path of ["report/index.md", "report/US.md", ...measures])
      expect(found.get(path), path).toMatchSnapshot(path);
  });

  it("has the same bytes for the same law, whatever the order of its files", () => {
    const once = [...pages(program)];
    expect([...pages(program)]).toEqual(once);
    expect([...pages(reversed(program))]).toEqual(once);
  });

  it("leads every sentence and heading to its line", () => {
    const found = pages(program, sourceOfSample());
    const md = [...found].filter(([path]) => /^report\/(?:measure|US|shared)\/.*\.md$/.test(path));
    const sentences = md
      .flatMap(([, text]) => text.split("\n"))
      .filter((line) => /^\s+- /.test(line) || /^### /.test(line));
    expect(sentences.length).toBeGreaterThan(20);
    const without = sentences.filter(
      (line) =>
        !/\[test\.cordon\\#\S+:\d+\]\((?:\.\.\/)*source\/test\.cordon\.html#[\w.~]+-L\d+\)\)$/.test(line),
    );
    // Lines that only introduce others carry no place of their own.
    expect(without.filter((line) => !/(?::|under .*)$/.test(line))).toEqual([]);
  });

  it("links only to what is there", () => {
    const found = pages(program, sourceOfSample());
    const ids = new Map(
      [...found].map(([path, text]) => [
        path,
        new Set([...text.matchAll(/ id="([^"]+)"/g)].map((m) => m[1]!)),
      ]),
    );
    let links = 0;
    for (const [path, text] of found) {
      if (!path.endsWith(".html")) continue;
      for (const [, address] of text.matchAll(/href="([^"]+)"/g)) {
        links++;
        const [file, fragment] = address!.split("#") as [string, string?];
        const target = file === "" ? path : new URL(file, `file:///${path}`).pathname.slice(1);
        expect(ids.has(decodeURIComponent(target)), `${path} -> ${address}`).toBe(true);
        if (fragment !== undefined)
          expect(ids.get(decodeURIComponent(target))!.has(fragment), `${path} -> ${address}`).toBe(true);
      }
    }
    expect(links).toBeGreaterThan(50);
  });

  it("allows exactly the style it carries", () => {
    const html = pages(program).get("report/US.html")!;
    const style = /<style>([\s\S]*?)<\/style>/.exec(html)![1]!;
    expect(html).toContain(`style-src 'sha256-${hash(style)}'`);
    expect(html).not.toMatch(/<script|\son\w+=|style="/);
    const search = pages(program).get("report/search.html")!;
    const script = /<script>([\s\S]*?)<\/script>/.exec(search)![1]!;
    expect(search).toContain(`script-src 'sha256-${hash(script)}'`);
  });

  it("shows only the jurisdictions that are asked for", () => {
    const found = pages(program, new Map(), { jurisdictions: [] });
    expect([...found.keys()].filter((path) => /^report\/(?:US|measure)/.test(path))).toEqual([]);
    expect(found.has("report/index.html")).toBe(true);
  });
});
