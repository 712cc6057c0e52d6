/** The parts of the extension that need no editor. */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { compile, MemoryHost } from "../../compiler/index.ts";
import { templateFiles } from "../../compiler/init/template.ts";
import { runScenarios, scenariosIn } from "../../lsp/service/scenarios.ts";
import { Snapshot } from "../../lsp/service/snapshot.ts";
import { changesPage } from "../../lsp/vscode/src/changes-page.ts";
import { dayOf, daysNamedIn } from "../../lsp/vscode/src/days.ts";
import { measureSnippet, scenarioSnippet } from "../../lsp/vscode/src/declaration-snippets.ts";
import { fresh, withRowsOfBefore } from "../../lsp/vscode/src/kept-rows.ts";
import { litBy } from "../../lsp/vscode/src/lit-rows.ts";
import type { DecisionTable, TableRow } from "../../lsp/vscode/src/protocol.ts";
import { previewOf, sourcePlace } from "../../lsp/vscode/src/report-page.ts";
import { scenariosInText } from "../../lsp/vscode/src/scenario-titles.ts";

const template = Object.fromEntries(templateFiles("demo", "0.1.0").map(({ path, text }) => [path, text]));

/** What is left of a snippet when nothing in it is changed. */
function filled(snippet: string): string {
  return snippet
    .replaceAll(/(?<!\\)\$\{\d+\|([^,|]*)[^|]*\|\}/g, "$1")
    .replaceAll(/(?<!\\)\$\{\d+:([^}]*)\}/g, "$1")
    .replaceAll(/(?<!\\)\$\d/g, "")
    .replaceAll(/\\([\\$}])/g, "$1");
}

describe("scenarios found without the server", () => {
  it("are those that the parser finds, in every example", () => {
    const examples = resolve(import.meta.dirname, "../../examples");
    const names = readdirSync(examples, { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".cordon"),
    );
    let count = 0;
    for (const name of names) {
      const text = readFileSync(join(examples, name), "utf8");
      const parsed = scenariosIn(Snapshot.of(new MemoryHost({ "a.cordon": text })), "a.cordon");
      const found = scenariosInText(text);
      expect(
        found.map(({ title }) => title),
        name,
      ).toEqual(parsed.map(({ title }) => title));
      for (const { start } of found) expect(text.slice(start, start + 9)).toMatch(/^scenario\s$/);
      count += found.length;
    }
    expect(count).toBeGreaterThan(100);
  });

  it("have titles with quotes and backslashes, and none that is not closed", () => {
    const text = 'scenario "a \\"b\\" \\\\ c" {\n}\n// scenario "no" {\nscenario "open\n  scenario "中文" {}';
    expect(scenariosInText(text).map(({ title }) => title)).toEqual(['a "b" \\ c', "中文"]);
  });
});

describe("declarations to fill in", () => {
  it("check as they are, and the scenario of the measure passes", () => {
    const one = `${template["measures.cordon"]}\n${filled(measureSnippet(template["measures.cordon"]!))}\n`;
    const two = `${one}\n${filled(scenarioSnippet(one))}\n`;
    const host = new MemoryHost({ ...template, "measures.cordon": two });
    const compilation = compile(host, []);
    expect(compilation.diagnostics.filter(({ severity }) => severity !== "hint")).toEqual([]);
    const results = runScenarios(compilation, "measures.cordon", null);
    expect(results?.map(({ title, passed }) => [title, passed])).toEqual([
      ["A processor at the threshold needs a license from the first day of the order", true],
      ["What my_measure must answer", true],
    ]);
  });

  it("take names that are free, and names of the source as choices", () => {
    const text = "authority a of XX {\n}\nauthority b of XX {\n}\nlist measure my_measure {\n}\n";
    expect(measureSnippet(text)).toContain("my_measure_2");
    expect(measureSnippet(text)).toContain(`authority \${3|a,b|}`);
  });
});

describe("days", () => {
  it("are days of the calendar", () => {
    expect(dayOf("2024-02-29")).toBe("2024-02-29");
    for (const wrong of ["2023-02-29", "2026-13-01", "24-01-01", "2026-1-1", ""])
      expect(dayOf(wrong)).toBeNull();
  });

  it("are listed once each, in order, with the line that names them first", () => {
    const text =
      "from 2026-02-01 by b\n  expect on 2025-01-01 XX license\nfrom 2026-02-01 by c\nfrom 2026-02-31";
    expect(daysNamedIn(text)).toEqual([
      { day: "2025-01-01", line: "expect on 2025-01-01 XX license" },
      { day: "2026-02-01", line: "from 2026-02-01 by b" },
    ]);
  });
});

const span = (line: number, from: number, to: number, endLine = line) => ({
  start: { line, character: from },
  end: { line: endLine, character: to },
});

function row(
  id: string,
  measure: string,
  cells: TableRow["cells"],
  range: TableRow["range"] = null,
): TableRow {
  return { id, measure, name: measure, title: null, limb: "", citations: [], cells, uri: "file:///a", range };
}

function table(id: string, columns: readonly string[], rows: readonly TableRow[]): DecisionTable {
  return {
    id,
    title: id,
    kind: "list",
    jurisdiction: "XX",
    columns: columns.map((name) => ({ id: name, title: name, kind: "input", question: null, unit: null })),
    rows,
  };
}

describe("rows that the cursor lights", () => {
  const rows = [
    row(
      "a/1",
      "a",
      [
        { text: "x", range: span(2, 4, 20) },
        { text: "y", range: span(2, 8, 12) },
      ],
      span(5, 0, 9),
    ),
    row(
      "a/2",
      "a",
      [
        { text: "x", range: span(2, 4, 20) },
        { text: "z", range: null },
      ],
      span(6, 0, 9),
    ),
    row("b/1", "b", [{ text: "", range: null }], span(11, 0, 9)),
  ];
  const outline = [
    { name: "a", range: span(1, 0, 1, 8) },
    { name: "b", range: span(10, 0, 1, 12) },
  ];
  const at = (line: number, character: number) => litBy(rows, "file:///a", { line, character }, outline);

  it("are those of the narrowest cells around it, then of the clause, then of the declaration", () => {
    expect(at(2, 10)).toEqual([
      { row: "a/1", cells: [1] },
      { row: "a/2", cells: [0] },
    ]);
    expect(at(2, 5)).toEqual([
      { row: "a/1", cells: [0] },
      { row: "a/2", cells: [0] },
    ]);
    expect(at(6, 3)).toEqual([{ row: "a/2", cells: [] }]);
    expect(at(3, 0).map(({ row: id }) => id)).toEqual(["a/1", "a/2"]);
    expect(at(20, 0)).toEqual([]);
    expect(litBy(rows, "file:///other", { line: 2, character: 10 }, outline)).toEqual([]);
  });
});

describe("rows of a text with errors", () => {
  const cell = (text: string) => ({ text, range: null });
  const before = fresh([
    table(
      "t",
      ["p", "q"],
      [row("a/1", "a", [cell("1"), cell("2")]), row("b/1", "b", [cell("3"), cell("4")])],
    ),
    table("gone", ["p"], [row("c/1", "c", [cell("5")])]),
  ]);

  it("stay as they were where a declaration has none, under the right columns", () => {
    const now = [
      table(
        "t",
        ["q", "r"],
        [row("b/1", "b", [cell("4"), cell("9")]), row("d/1", "d", [cell("6"), cell("7")])],
      ),
    ];
    const [kept, gone] = withRowsOfBefore(now, before);
    expect(kept?.columns.map(({ id }) => id)).toEqual(["p", "q", "r"]);
    expect(kept?.rows.map(({ id, cells }) => [id, ...cells.map(({ text }) => text)])).toEqual([
      ["a/1", "1", "2", ""],
      ["b/1", "", "4", "9"],
      ["d/1", "", "6", "7"],
    ]);
    expect([...(kept?.old ?? [])]).toEqual(["a/1"]);
    expect([...(gone?.old ?? [])]).toEqual(["c/1"]);
  });

  it("are the new ones where nothing is missing", () => {
    const now = [table("t", ["p"], [row("a/1", "a", [cell("8")])])];
    const old = fresh([table("t", ["p"], [row("a/1", "a", [cell("1")])])]);
    expect(withRowsOfBefore(now, old)).toEqual(fresh(now));
  });
});

describe("pages of the server in a preview", () => {
  const page = `<!doctype html><html><head>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-x'; script-src 'sha256-y'">
<style>:root{color-scheme:light dark}@media screen and (prefers-color-scheme:dark){a{color:red}}</style></head>
<body><a href="../index.html">all</a> <a href="#a.b">b</a> <a href="../source/us/m.cordon.html#a.b~20~c-L3">3</a>
<a href="terms.html#a.c">c</a> <a href="../search.html">s</a> <a href="https://example.org/x">x</a> <a href="javascript:x()">j</a><script>alert(1)</script></body></html>`;

  it("run nothing of their own, and lead into the editor", () => {
    const shown = previewOf(page, { path: "US/items.html", isDark: true, nonce: "n0", anchor: null });
    expect(shown).toContain(`content="default-src 'none'; style-src 'nonce-n0'; script-src 'nonce-n0'"`);
    expect(shown).not.toContain("sha256");
    expect(shown).not.toContain("<script");
    expect(shown).not.toContain("prefers-color-scheme");
    expect([...shown.matchAll(/<a([^>]*)>/g)].map((match) => decodeURIComponent(match[1]!))).toEqual([
      ' href="command:cordon.openReportPage?["index.html",""]"',
      ' href="#a.b"',
      ' href="command:cordon.openSource?["us/m.cordon","a.b~20~c-L3"]"',
      ' href="command:cordon.openReportPage?["US/terms.html","a.c"]"',
      "",
      ' href="https://example.org/x"',
      "",
    ]);
    expect(sourcePlace("us/m.cordon", "a.b~20~c-L3")).toEqual({ path: "us/m.cordon", id: "a.b c", line: 2 });
  });

  it("go to the place that was asked for", () => {
    const shown = previewOf(page, {
      path: "US/items.html",
      isDark: false,
      nonce: "n0",
      anchor: "a</script>",
    });
    expect(shown).toMatch(/<script nonce="n0">[^<]*scrollIntoView\(\);<\/script><\/body>/);
    expect(shown).not.toContain("a</script>");
  });
});

describe("the page of changes", () => {
  const options = { commit: "abc", files: ["a<b>.cordon"], nonce: "n0", pathOf: (uri: string) => uri };
  const entry = {
    kind: "answer",
    direction: "tighter",
    jurisdiction: "XX",
    title: "XX <b>",
    where: ["item.tpp >= 1"],
    witness: { case: { note: "<script>" }, asOf: "2026-01-01" },
    places: [{ uri: 'file:///a"b', range: span(3, 1, 2) }],
  } as const;

  it("shows what sources hold as text", () => {
    const html = changesPage(
      { blocked: null, summary: "1 tighter", markdown: "", entries: [entry] },
      options,
    );
    expect(html).not.toMatch(/<script|<b>/);
    expect(html).toContain("XX &lt;b&gt;");
    expect(html).toContain("file:///a&quot;b:4</a>");
    expect(/href="command:cordon\.openPlace\?([^"]+)"/.exec(html)?.[1]).toBe(
      encodeURIComponent(JSON.stringify(['file:///a"b', span(3, 1, 2)])),
    );
  });

  it("says when nothing changes, and why nothing was compared", () => {
    const nothing = { blocked: null, summary: "", markdown: "", entries: [] };
    expect(changesPage(nothing, { ...options, files: [] })).toMatch(
      /No answer changes[\s\S]*No source differs/,
    );
    expect(changesPage({ ...nothing, blocked: "before has errors" }, options)).toContain("before has errors");
  });
});
