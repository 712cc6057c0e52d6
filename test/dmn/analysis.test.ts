import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { analyze } from "../../compiler/dmn/analyze.ts";
import { findingsOf } from "../../compiler/dmn/findings.ts";
import { readDmn } from "../../compiler/dmn/read.ts";
import { type TableText, writeDmn } from "./support/write-dmn.ts";

const permits = readDmn(readFileSync(join(import.meta.dirname, "fixtures/permits.dmn"), "utf8"));

function findings(name: string): string[] {
  const table = permits.tables.find((one) => one.name === name)!;
  const analysis = analyze(table);
  if ("refused" in analysis) return analysis.refused.map(({ where, message }) => `${where}: ${message}`);
  return findingsOf(table, analysis).map(({ kind, severity, message }) => `${severity} ${kind}: ${message}`);
}

function refusal(table: TableText): string {
  const analysis = analyze(readDmn(writeDmn(table)).tables[0]!);
  return "refused" in analysis
    ? analysis.refused.map(({ where, message }) => `${where}: ${message}`).join()
    : "analyzed";
}

describe("the analysis of a table", () => {
  it("finds a conflict, gaps and a contraction under UNIQUE", () => {
    expect(findings("Berth")).toEqual([
      'error conflict: rules 2 and 3 both match Tons = 500, Cargo = "bulk"; UNIQUE does not allow it',
      'warning gap: no rule matches Tons in [0..500), Cargo = "chilled"',
      "info contraction: rules 1 and 2 could be one with Tons: [0..500]",
    ]);
  });

  it("finds masked, misleading and winning rules under PRIORITY", () => {
    expect(findings("Fee")).toEqual([
      'info overlap: rules 1 and 2 both match Tons > 50, Cargo = "chilled"',
      'info overlap: rules 1 and 3 both match Tons > 60, Cargo = "bulk"',
      "warning masked: rule 3 never decides: rule 1 always takes precedence",
      "warning misleading: rule 1 takes precedence over rule 2, although it leaves open what rule 2 looks at",
    ]);
  });

  it("counts days, and finds a rule that two earlier ones mask together under FIRST", () => {
    expect(findings("Queue")).toEqual([
      'info overlap: rules 1 and 3 both match Day in [date("2026-03-05")..date("2026-03-10")]',
      'info overlap: rules 2 and 3 both match Day in [date("2026-03-11")..date("2026-03-20")]',
      "warning masked: rule 3 never decides: rules 1 and 2 together always come first",
      "info first-normal-form: under FIRST the order of the rules carries meaning",
    ]);
  });

  it("tells overlaps that agree from conflicts, and subsumed from duplicate rules, under ANY", () => {
    expect(findings("Light")).toEqual([
      'error conflict: rules 1 and 5 both match Night = true, Cargo = "bulk"; ANY does not allow it',
      'error conflict: rules 4 and 5 both match Night = true, Cargo = "bulk"; ANY does not allow it',
      'info overlap: rules 1 and 2 both match Night = true, Cargo = "chilled", with the same outputs',
      'info overlap: rules 1 and 4 both match Night = true, Cargo = "bulk", with the same outputs',
      "warning duplicate: rules 4 and 5 have the same inputs",
      "warning subsumed: rule 4 lies inside rule 1 and has the same outputs",
      "info first-normal-form: some rules have the same inputs",
      "info hit-policy: PRIORITY is the strictest policy that these rules satisfy",
    ]);
  });

  it("finds rules that never match, text without a rule, and a column spelled out", () => {
    expect(findings("Crew")).toEqual([
      'warning gap: no rule matches Flag = "blue"',
      "warning gap-other-text: no rule matches Flag = any other text",
      "warning never-matches: no input can meet rule 3",
      "info contraction: rules 1 and 2 could be one with Watch: false, true",
      "info second-normal-form: rules 1 and 2 spell out every value of Watch",
    ]);
  });

  it("takes overlaps and gaps for granted where every match counts", () => {
    const [table] = readDmn(
      writeDmn({ hitPolicy: "COLLECT", inputs: [["x", "number"]], rules: ["> 1 | 1", "> 2 | 2"] }),
    ).tables;
    const analysis = analyze(table!);
    expect("refused" in analysis ? [] : findingsOf(table!, analysis).map(({ severity }) => severity)).toEqual(
      ["info", "info"],
    );
  });

  it("refuses what it cannot take exactly", () => {
    const rules = (cell: string): string[] => [`${cell} | 1`];
    expect(refusal({ inputs: [["x", "number"]], rules: rules("> limit") })).toContain(
      "names something that varies",
    );
    expect(refusal({ inputs: [["x", "string"]], rules: rules('> "a"') })).toContain("by order");
    expect(refusal({ inputs: [["x"]], rules: ["1 | 1", '"a" | 2'] })).toContain("of several types");
    expect(refusal({ inputs: [["x", "number", "[3..1]"]], rules: rules("1") })).toContain("allow nothing");
    expect(refusal({ inputs: [["x", "number"]], rules: rules("<> 1") })).toContain("no unary test");
    expect(
      refusal({ inputs: [["x", "time"]], rules: ['time("08:00:00") | 1', '> time("09:00:00Z") | 2'] }),
    ).toContain("mixes local and zoned");
  });

  it("stays exact and quick in a large table", () => {
    // 4,096 boxes that tile a cube of 16 x 16 x 16, one of them missing and one a step too long.
    const tiles = Array.from({ length: 4096 }, (_, i) => [
      i % 16,
      Math.floor(i / 16) % 16,
      Math.floor(i / 256),
    ]);
    const rules = tiles
      .filter((tile) => tile.join() !== "3,7,11")
      .map((tile) =>
        [...tile.map((at, c) => `[${at}..${at + (c === 0 && tile.join() === "5,5,5" ? 2 : 1)})`), "1"].join(
          " | ",
        ),
      );
    const allowed = "[0..16)";
    const inputs = ["x", "y", "z"].map((name) => [name, "number", allowed] as const);
    const analysis = analyze(readDmn(writeDmn({ inputs, rules })).tables[0]!);
    if ("refused" in analysis) throw new Error("refused");
    expect([analysis.gaps.named.boxes.length, analysis.overlapCount, analysis.gaps.named.complete]).toEqual([
      1,
      1,
      true,
    ]);
  });

  it("names a dozen rules in a message, and all of them in the finding", () => {
    const rules = Array.from({ length: 40 }, (_, i) => `[${i}..${i + 1}) | 1`);
    const table = readDmn(writeDmn({ inputs: [["x", "number", "[0..50]"]], rules })).tables[0]!;
    const analysis = analyze(table);
    if ("refused" in analysis) throw new Error("refused");
    const contraction = findingsOf(table, analysis).find(({ kind }) => kind === "contraction");
    expect(contraction?.message).toBe(
      "rules 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 29 more could be one with x: [0..40)",
    );
    expect(contraction?.rules).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
  });

  it("counts one pair of rules as one", () => {
    const table = readDmn(
      writeDmn({ hitPolicy: "COLLECT", inputs: [["x", "number"]], rules: ["> 1 | 1", "> 2 | 2"] }),
    ).tables[0]!;
    const analysis = analyze(table);
    if ("refused" in analysis) throw new Error("refused");
    expect(findingsOf(table, analysis)[0]?.message).toBe(
      "1 pair of rules matches together, as COLLECT expects",
    );
  });
});
