import { describe, expect, it } from "vitest";
import { measureCoverage } from "../../compiler/coverage/measure.ts";
import { jsonCoverage, lcovCoverage, prettyCoverage } from "../../compiler/coverage/render.ts";
import { missedSides, percentOf, summarize } from "../../compiler/coverage/summary.ts";
import { build, testScenarios } from "../../compiler/index.ts";
import { sourceOf } from "../../compiler/load/workspace.ts";
import { jsonResults, NO_PAINT } from "../../compiler/scenario/render.ts";
import { lawWith, processor } from "./law.ts";
import { schemaProblems } from "./schema.ts";

const measured = (scenarios: string) =>
  measureCoverage(lawWith(scenarios).program, { isRequested: ({ file }) => file === "measures.cordon" });

/** What no scenario sees, as `declaration detail: side`. */
function missed(scenarios: string, kind: string): string[] {
  return missedSides(measured(scenarios))
    .filter(({ point }) => point.kind === kind)
    .map(
      ({ point, side }) =>
        `${[point.of.replace("example.chips.", ""), point.detail].filter(Boolean).join(" ")}: ${side}`,
    );
}

const LICENSE = "expect on 2026-03-01 XX license";

describe("coverage", () => {
  it("of nothing is nothing", () => {
    expect(summarize(measured("")).all.covered).toBe(0);
  });

  it("of a row asks that it holds", () => {
    const both = [
      "slow example.chips.slow/2026-02-01/(1): holds",
      "slow example.chips.slow/2026-02-01/(2): holds",
    ];
    const rows = (text: string) => missed(text, "row").filter((row) => row.startsWith("slow"));
    expect(rows(processor("destination: JP", "expect on 2026-03-01 XX no requirement"))).toEqual(both);
    expect(rows(processor("", LICENSE))).toEqual([both[1]]);
    expect(rows(processor("item: { tpp: 9000 TPP }", LICENSE))).toEqual([]);
    // before its first day, and where a fact is missing, a row does not hold
    expect(rows(processor("", "expect on 2026-01-31 XX no requirement"))).toEqual(both);
    expect(rows(processor("item: { tpp: unknown }", "expect on 2026-03-01 XX undetermined"))).toEqual(both);
  });

  it("of a threshold asks for both sides", () => {
    const thresholds = (text: string) => missed(text, "threshold");
    const item = "XCL 1A001.a: on the side that holds";
    expect(thresholds(processor("", LICENSE))).toEqual([
      "XCL 1A001.a: on the other side",
      "slow: on the side that holds",
    ]);
    expect(
      thresholds(processor("item: { tpp: 4799 TPP }", "expect on 2026-03-01 XX no requirement")),
    ).toEqual([item, "slow: on the side that holds"]);
    expect(
      thresholds(
        processor("item: { tpp: 4799 TPP }", "expect on 2026-03-01 XX no requirement") +
          processor("item: { tpp: 9000 TPP }", LICENSE, "Two"),
      ),
    ).toEqual([]);
  });

  it("of a list asks for a member and another", () => {
    const south = (text: string) => missed(text, "list").filter((list) => list === "slow: no member").length;
    // the items of the measure are the other list
    expect(south(processor("", LICENSE))).toBe(2);
    expect(south(processor("", LICENSE) + processor("destination: CH", LICENSE, "Two"))).toBe(1);
  });

  it("of a date asks for the day and the day before, of a case whose answer changes", () => {
    const dates = (text: string) => missed(text, "date").filter((date) => /^(slow|south)/.test(date));
    const first = "expect on 2026-01-31 XX no requirement expect on 2026-02-01 XX license";
    expect(dates(processor("", LICENSE))).toHaveLength(6);
    expect(dates(processor("", first))).toEqual([
      "south 2026-04-01: the day before",
      "south 2026-04-01: the day",
    ]);
    // Japan is in no group, so that nothing changes for it
    expect(dates(processor("destination: JP", "expect on 2026-01-31 XX no requirement"))).toHaveLength(6);
    const chile = processor(
      "destination: CL",
      "expect on 2026-03-31 XX license expect on 2026-04-01 XX license",
    );
    expect(dates(processor("", first, "Two") + chile)).toEqual([]);
  });

  it("of a group asks for a case in which what it says changes, not for one that is only then asked about it", () => {
    const later = `
list measure later {
  authority trade_act
  cite "99 CFR 2.3"
  topic ai_chips
  when destination in south
  requires notice to Trade_Office
  from 2026-04-01 by order_2026
}
`;
    const dates = (destination: string): readonly string[] => {
      const days = `destination: ${destination}`;
      const expected = "expect on 2026-03-31 XX license expect on 2026-04-01 XX license";
      return missed(later + processor(days, expected), "date").filter((date) => date.includes("04-01"));
    };
    expect(dates("BR")).toEqual(["south 2026-04-01: the day before", "south 2026-04-01: the day"]);
    expect(dates("CL")).toEqual([]);
  });

  it("of an exception asks that it releases and that it does not", () => {
    const exceptions = (text: string) => missed(text, "exception");
    expect(exceptions(processor("", LICENSE))).toEqual(["repair: released", "repair: not released"]);
    expect(exceptions(processor("", "expect on 2026-05-01 XX license"))).toEqual(["repair: released"]);
    expect(exceptions(processor("destination: AR", "expect on 2026-05-01 XX authorized"))).toEqual([
      "repair: not released",
    ]);
  });

  it("looks at requested files only and never rounds up", () => {
    expect(measureCoverage(lawWith("").program, { isRequested: () => false }).points).toEqual([]);
    expect(percentOf(999, 1000)).toBe(99.9);
    expect(percentOf(9999, 10_000)).toBe(99.9);
    expect(percentOf(0, 0)).toBe(100);
  });
});

describe("reports of coverage", () => {
  const compilation = lawWith(processor("", LICENSE));
  const coverage = measureCoverage(compilation.program, {
    isRequested: ({ file }) => file === "measures.cordon",
  });
  const placeOf = ({ file, start }: { file: string; start: number }) =>
    `${file}:${sourceOf(compilation.workspace, file)!.position(start).line}`;

  it("are text, with figures and what is missed", () => {
    const text = prettyCoverage(coverage, placeOf, NO_PAINT);
    expect(text).toMatch(/rows that hold +4 of 5 +80\.0 %/);
    expect(text).toContain("  example.chips.XCL 1A001.a, 2026-02-01: the day before  measures.cordon:26\n");
    expect(text).toContain("more; `--reporter json` has them all");
  });

  it("claim nothing of what the law has none of", () => {
    const text = prettyCoverage({ ...coverage, points: [] }, placeOf, NO_PAINT);
    expect(text).toMatch(/exceptions, used and not +none\n/);
    expect(text).not.toContain("%");
  });

  it("are JSON by the published schema", () => {
    const { bundle } = build(compilation, { tablesOnly: true });
    const results = testScenarios(compilation, bundle);
    const json = jsonResults(results, placeOf, { coverage: jsonCoverage(coverage, placeOf) });
    expect(schemaProblems(JSON.parse(json))).toEqual([]);
    expect(schemaProblems({ ...JSON.parse(json), coverage: { covered: 1 } })).not.toEqual([]);
  });

  it("are LCOV whose sums agree with its lines", () => {
    const lines = lcovCoverage(coverage, placeOf).split("\n");
    const count = (pattern: RegExp) => lines.filter((line) => pattern.test(line)).length;
    const value = (name: string) =>
      Number(lines.find((line) => line.startsWith(`${name}:`))!.slice(name.length + 1));
    expect(lines.slice(0, 2)).toEqual(["TN:", "SF:measures.cordon"]);
    expect(lines.at(-2)).toBe("end_of_record");
    expect(value("LF")).toBe(count(/^DA:/));
    expect(value("LH")).toBe(count(/^DA:\d+,[1-9]/));
    expect(value("BRF")).toBe(count(/^BRDA:/));
    expect(value("BRH")).toBe(count(/^BRDA:.*,[1-9]\d*$/));
    expect(count(/^BRDA:\d+,\d+,\d+,(?:\d+|-)$/)).toBe(value("BRF"));
  });
});
