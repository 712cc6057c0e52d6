import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Program } from "../../compiler/check/tree.ts";
import { MemoryHost } from "../../compiler/host.ts";
import { normalize } from "../../compiler/normal/lower.ts";
import { printTables, rowText } from "../../compiler/print/table.ts";
import type { Bundle, Row, Table } from "../../compiler/runtime/format.ts";
import { buildBundle } from "../../compiler/table/build.ts";
import { canonicalLine, canonicalText } from "../../compiler/table/canonical.ts";
import { manifestHash } from "../../compiler/table/manifest.ts";
import { spanOf } from "../../compiler/table/places.ts";
import { readBundle } from "../../compiler/table/read-bundle.ts";
import { CORDON_VERSION } from "../../compiler/table/version.ts";
import { emitted } from "../support/emitted.ts";
import { reversed, sample } from "../support/sample-program.ts";

const build = (program: Program): Bundle => buildBundle(normalize(program), program);
const table = (bundle: Bundle, id: string): Table => {
  const found = bundle.tables.flatMap((d) => d.tables).find((t) => t.id === id);
  if (found === undefined) throw new Error(`no table ${id}`);
  return found;
};
const row = (t: Table, id: string): Row => t.rows.find((r) => r.id === id)!;
const withoutPlaces = (r: Row) =>
  Object.fromEntries(Object.entries(r.cells).map(([id, { at: _, ...cell }]) => [id, cell]));

describe("tables", () => {
  const { program, measures } = sample();
  const bundle = build(program);

  it("are parted by bound names, savings, strata and what they are about", () => {
    expect(bundle.tables.map((d) => [d.jurisdiction, d.kind, d.tables.map((t) => t.id)])).toEqual([
      ["US", "classification", ["US/classification"]],
      ["US", "end-user", ["US/end-user/each p"]],
      ["US", "exception", ["US/exception", "US/exception/released"]],
      ["US", "extraterritorial", ["US/extraterritorial"]],
      ["US", "list", ["US/list", "US/list/saved", "US/list/stratum 1"]],
      ["common", "reach", ["common/reach"]],
    ]);
    expect(table(bundle, "US/end-user/each p").each).toEqual([
      { var: "p", in: ["get", ["case"], "parties"], listedIn: ["test.entities"], entry: "e" },
    ]);
    expect(table(bundle, "US/classification").scope).toBe("item");
    expect(table(bundle, "US/exception/released").scope).toBe("released");
    expect(table(bundle, "US/list/saved").saves).toEqual([
      {
        when: ["<", ["get", ["case"], "contract_date"], ["date", "2023-10-18"]],
        until: "2024-03-01",
        asOf: "2023-11-16",
      },
    ]);
  });

  it("have typed cells in the columns of facts, and named yes/no columns for the rest", () => {
    const chips = table(bundle, "US/list");
    expect(withoutPlaces(row(chips, "test.chips/2023-11-17/(1)(b)"))).toEqual({
      deemed: { is: "no" },
      destination: { in: ["minus", ["group", "test.zone"], ["codes", "test.country", "MO"]] },
      item: { classified: ["codes", "test.ECCN", "3A090.a", "3A090.b"] },
      "item.value": { gt: "5000", currency: "USD", not: true },
    });
    expect(chips.inputs.map((i) => [i.id, i.type])).toEqual([
      ["item", "item"],
      ["destination", "code"],
      ["deemed", "truth"],
      ["item.value", "money"],
      ["x62455053", "truth"],
    ]);
    expect(chips.inputs[1]).toEqual({
      id: "destination",
      type: "code",
      label: "destination",
      scheme: "test.country",
      path: "destination",
      question: "What is destination?",
      value: ["get", ["case"], "destination"],
    });
  });

  it("test items on `it`, with bounds as exact decimals", () => {
    const items = table(bundle, "US/classification");
    expect(withoutPlaces(row(items, "test.3A090.a/undated/(2)"))).toEqual({
      tpp: { ge: "1600", lt: "4800" },
      "tpp / area": { ge: "5.92" },
    });
    const tpp = items.inputs.find((i) => i.id === "tpp");
    expect(tpp).toMatchObject({ unit: "TPP", path: "tpp", value: ["get", ["var", "it"], "tpp"] });
  });

  it("compare a code with one of its scheme by the code alone", () => {
    expect(withoutPlaces(row(table(bundle, "common/reach"), "test.subject/undated/(1)"))).toEqual({
      departure: { eq: "US" },
    });
  });

  it("carry verdict, review and routes", () => {
    expect(row(table(bundle, "US/list"), "test.chips/2023-11-17/(1)(b)").then).toEqual({
      verdict: "notification_required",
      to: "BIS",
      awaitingDecision: true,
      review: {
        grid: [
          {
            label: "(1)",
            policy: { policy: "presumption_of_denial" },
            when: ["call", "test.deemed", null],
            except: ["(2)"],
          },
          { label: "(2)", policy: { policy: "case_by_case" }, otherwise: true },
        ],
      },
      routes: [
        { route: "individual" },
        { route: "global", when: ["get", ["get", ["case"], "item"], "made_for_data_centers"] },
      ],
    });
    expect(row(table(bundle, "US/end-user/each p"), "test.parties/2019-01-01/-").then).toEqual({
      verdict: "prohibited",
      review: { column: ["column", ["var", "e"], "review"] },
    });
    expect(table(bundle, "US/extraterritorial").rows[0]?.then).toEqual({
      grounds: ["test.subject", "test.extension"],
    });
    expect(table(bundle, "US/exception").rows[0]?.then).toEqual({
      releases: [{ measure: "test.chips", limb: "(1)" }, { measure: "test.parties" }],
      obligations: [
        {
          id: "test.NAC/undated/1",
          duty: "notice",
          to: "BIS",
          timing: "before",
          days: 25,
          text: "SNAP-R",
          when: ["call", "test.deemed", null],
        },
      ],
    });
  });

  it("describe the measures: an extension needs no ground, it is one", () => {
    const documents = Object.fromEntries(bundle.tables.map((d) => [d.kind, d]));
    expect(documents.list?.measures["test.chips"]).toEqual({
      title: "Advanced chips",
      module: "test",
      citations: ["15 CFR 742.6(a)"],
      topics: ["ai_chips"],
      origin: "unilateral",
      reach: "test.subject",
      at: [0, 0, measures.chips.span.end - measures.chips.span.start],
    });
    expect(documents.extraterritorial?.measures["test.extension"]).not.toHaveProperty("reach");
  });

  it("point every cell into its declaration", () => {
    const document = bundle.tables.find((d) => d.kind === "list")!;
    const cell = row(document.tables[0]!, "test.chips/2022-10-21/-").cells.destination!;
    const span = spanOf(cell.at, document.sources, measures.chips);
    expect(span.start).toBeGreaterThan(measures.chips.span.start);
    expect(span.end).toBeLessThan(measures.chips.span.end);
  });

  it("print as a reviewer reads them", () => {
    const text = printTables(bundle);
    expect(text).toContain("US/end-user/each p, for each p in parties listed in test.entities");
    expect(text).toMatch(/test\.3A090\.a\/undated\/\(2\) +\| +always .*>= 1600 TPP and < 4800 TPP/);
    const chips = table(bundle, "US/list");
    expect(rowText(chips, row(chips, "test.chips/2022-10-21/-"))).toBe(
      "item is 3A090.a, destination in zone, deemed no",
    );
  });
});

describe("definitions and lists", () => {
  const bundle = build(sample().program);
  const { definitions } = bundle;

  it("keep groups by rectangle, with their changes added up", () => {
    expect(definitions.groups["test.zone"]?.versions.map((v) => [v.effective, v.value])).toEqual([
      [
        { from: "2022-10-21", until: "2023-01-17", knownFrom: "2022-10-07" },
        ["codes", "test.country", "CN", "HK"],
      ],
      [
        { from: "2023-01-17", until: null, knownFrom: "2022-10-07", knownUntil: "2023-01-18" },
        ["codes", "test.country", "CN", "HK"],
      ],
      [
        { from: "2023-01-17", until: null, knownFrom: "2023-01-18" },
        ["codes", "test.country", "CN", "HK", "MO"],
      ],
    ]);
  });

  it("call the receiver of a definition `it`", () => {
    expect(definitions.defines["test.based_in"]).toMatchObject({
      parameters: ["it", "C"],
      truth: true,
      versions: [{ value: ["in", ["get", ["var", "it"], "headquarters"], ["codes", "test.country", "CN"]] }],
    });
  });

  it("hold the enums written in place beside the declared ones", () => {
    expect(Object.keys(definitions.enums)).toEqual(["test.act", "test.item.stage", "test.knowledge"]);
    expect(definitions.enums["test.item.stage"]).toEqual({ values: ["development", "use"], ordered: false });
  });

  it("know every unit a case may write", () => {
    expect(definitions.units.TPP).toEqual({ dimension: { op: 1 }, factor: "1" });
    expect(definitions.units.nm).toEqual({ dimension: { length: 1 }, factor: "0.000000001" });
  });

  it("write a list with what its cells name", () => {
    expect(bundle.lists).toEqual([
      {
        format: "cordon/list@1",
        id: "test.entities",
        names: ["entities", "us-entities"],
        title: null,
        citation: null,
        columns: {
          footnotes: { kind: "set", of: { kind: "number", unit: "" } },
          review: { kind: "review" },
          scope: { kind: "condition" },
        },
        rows: [
          { key: "E1", until: "2021-01-01", cells: {} },
          {
            key: "E2",
            from: "2020-01-01",
            cells: {
              footnotes: ["set", ["number", "5"]],
              review: { policy: "policy_of_denial" },
              scope: "test.deemed",
            },
          },
        ],
      },
    ]);
  });
});

describe("emitting", () => {
  const { program } = sample();
  const { bundle, files } = emitted(program);
  const measureIds = program.measures.map((m) => m.id);

  it("writes one file for each jurisdiction and kind, and the rest beside them", () => {
    expect(files.map((f) => f.path)).toEqual([
      "US/classification.json",
      "US/end-user.json",
      "US/exception.json",
      "US/extraterritorial.json",
      "US/list.json",
      "common/reach.json",
      "definitions.json",
      "lists/test.entities.json",
      "manifest.json",
    ]);
    for (const { text } of files) {
      expect(text.endsWith("}\n")).toBe(true);
      expect(text).not.toContain("\r");
    }
  });

  it("gives the same bytes whatever the order of declarations", () => {
    expect(emitted(reversed(program)).files).toEqual(files);
  });

  it("writes one cell a line", () => {
    const text = files.find((f) => f.path === "US/list.json")!.text;
    const lines = text.split("\n").filter((line) => line.includes('"destination": { "in"'));
    expect(lines.length).toBe(8);
  });

  it("states the hash of every file, of the data and of itself", () => {
    const { manifest } = bundle;
    expect(manifest.files.map((f) => f.path)).toEqual(
      files.map((f) => f.path).filter((p) => p !== "manifest.json"),
    );
    expect(manifest.inputs).toEqual([{ path: "lists/us-entities.csv", hash: `sha256-${"0".repeat(64)}` }]);
    expect(manifest.build).toBe(manifestHash(manifest));
    expect(manifest.cordon).toBe(CORDON_VERSION);
  });

  it("names the version of the package", () => {
    const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
    expect(JSON.parse(text)).toMatchObject({ version: CORDON_VERSION });
  });

  it("keeps only what is asked for, and what that needs", () => {
    const only = buildBundle(normalize(program), program, { jurisdictions: ["NL"] });
    expect(only.tables.map((d) => d.kind)).toEqual([
      "classification",
      "end-user",
      "extraterritorial",
      "list",
      "reach",
    ]);
    // foreign measures stay only where something asks about them
    const kept = only.tables.flatMap((d) => d.tables.flatMap((t) => t.rows.map((r) => r.of)));
    expect([...new Set(kept)].filter((id) => measureIds.includes(id))).toEqual([
      "test.parties",
      "test.extension",
      "test.chips",
      "test.ask",
    ]);
  });
});

describe("reading a build", () => {
  const { program } = sample();
  const { bundle, files: written } = emitted(program);
  const files = Object.fromEntries(written.map((f) => [`out/${f.path}`, f.text]));

  it("gives back what was written", () => {
    const read = readBundle(new MemoryHost(files), "out");
    expect(read.problems).toEqual([]);
    expect(JSON.parse(JSON.stringify(read.bundle))).toEqual(JSON.parse(JSON.stringify(bundle)));
    expect(emitted(program, read.bundle!).files).toEqual(written);
  });

  it.each([
    [
      "a changed table",
      { "out/US/list.json": `${files["out/US/list.json"]} ` },
      "US/list.json is not the file the manifest names: its hash differs",
    ],
    ["a missing table", { "out/US/list.json": undefined }, "US/list.json is missing"],
    ["a missing manifest", { "out/manifest.json": undefined }, "manifest.json is missing"],
    ["no JSON", { "out/manifest.json": "{" }, "manifest.json is not JSON"],
    [
      "another kind of file",
      { "out/manifest.json": "[]" },
      "manifest.json is not a document of a build: it states no format",
    ],
    [
      "another format",
      { "out/manifest.json": '{"format":"x"}' },
      "manifest.json is not in format cordon/manifest@1",
    ],
  ])("refuses %s whole", (_, change: Record<string, string | undefined>, problem) => {
    const changed = Object.fromEntries(
      Object.entries({ ...files, ...change }).filter(
        (entry): entry is [string, string] => entry[1] !== undefined,
      ),
    );
    expect(readBundle(new MemoryHost(changed), "out")).toEqual({ bundle: null, problems: [problem] });
  });
});

describe("canonical text", () => {
  it("depends on the value alone, and loses nothing", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const back: unknown = JSON.parse(canonicalText(value));
        expect(back).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalText(shuffled(value))).toBe(canonicalText(value));
        expect(canonicalLine(value)).not.toContain("\n");
      }),
      { numRuns: 500 },
    );
  });
});

/** The same value with the keys of its objects in the opposite order. */
function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, shuffled(member)]),
  );
}
