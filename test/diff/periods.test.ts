import { describe, expect, it } from "vitest";
import { htmlDiff } from "../../compiler/diff/html.ts";
import { type AnswerChange, type DiffReport, diffPrograms } from "../../compiler/diff/index.ts";
import { markdownDiff } from "../../compiler/diff/markdown.ts";
import { periodsJoined } from "../../compiler/diff/periods.ts";
import { prettyDiff } from "../../compiler/diff/pretty.ts";
import { checkSources } from "../property/compile.ts";
import { schemaProblems } from "./schema.ts";

const LAW = `module law of XX current to 2026-01-01
enum act = sale, loan
codes country "Countries" below by levels "UA|-43"
record transaction {
  act : act "What is done?"
  destination : country "Where to?"
  item : item
}
record item { codes : set of code size : number >= 0 weight : number >= 0 }
jurisdiction XX "XX" { reach everywhere codes XCL agency XA }
codes XCL "List" below by levels "3|A|001"
reach everywhere = destination = CN or destination != CN
define heavy of item {
  from 2020-01-01 = weight > 10
  from 2022-01-01 = weight > 20
}
list measure things "Things" {
  cite "Rule 1"
  when item.size >= 10
  requires license
  from 2020-01-01
}
list measure weights "Weights" {
  cite "Rule 2"
  when item.heavy
  requires license
  from 2020-01-01
}
`;

function compared(): DiffReport {
  const [old, now] = [LAW, LAW.replace("size >= 10", "size >= 12")].map((law) => {
    const { program, errors } = checkSources({ "law.cordon": law });
    expect(errors).toEqual([]);
    return program;
  });
  return diffPrograms(old!, now!, { oldName: "old", newName: "new" });
}
describe("changes that read alike", () => {
  const report = compared();
  const [change] = report.changes;

  it("are one where one follows the other, with the region and a case of each period", () => {
    expect(report.changes).toHaveLength(1);
    expect(change).toMatchObject({
      from: "2020-01-01",
      until: null,
      later: [{ from: "2022-01-01", until: null }],
    });
    const [later] = change!.later;
    expect(later!.regions).not.toEqual(change!.regions);
    expect([change!.witness!.asOf, later!.witness!.asOf]).toEqual(["2020-01-01", "2022-01-01"]);
    expect(schemaProblems(report)).toEqual([]);
  });
  it("are counted alike by all formats", () => {
    expect(report.summary).toMatchObject({ tighter: 0, looser: 1, changed: 0, scenarios: 0 });
    for (const told of [prettyDiff(report), markdownDiff(report), htmlDiff(report)]) {
      expect(told).toContain("1 looser");
      expect(told.match(/becomes/g)).toHaveLength(1);
      expect(told).not.toContain("2022-01-01");
    }
  });

  it.each<[string, Partial<AnswerChange>]>([
    ["a gap is between them", { from: "2023-01-01" }],
    ["one is told in practice only", { view: "practice" }],
    ["one is to be read in another direction", { direction: "tighter" }],
    ["other law is cited", { citations: { old: ["Rule 1"], new: ["Rule 9"] } }],
    ["one is possible only", { evidence: "possible" }],
    ["one is described to the end, and the other not", { regionsComplete: false }],
    ["terms change later", { termsUntil: "2024-01-01" }],
    ["no region is told", { regions: [] }],
  ])("stay apart where %s", (_, difference) => {
    const [later] = change!.later;
    const first = { ...change!, until: later!.from, later: [] };
    const second = { ...change!, ...later!, later: [] };
    expect(periodsJoined([first, second])).toEqual([change]);
    const apart = [first, { ...second, ...difference }];
    expect(periodsJoined(apart)).toEqual(apart);
  });
});
