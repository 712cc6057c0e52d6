import { describe, expect, it } from "vitest";
import { htmlDiff } from "../../compiler/diff/html.ts";
import { type AnswerChange, type DiffReport, diffPrograms } from "../../compiler/diff/index.ts";
import { markdownDiff } from "../../compiler/diff/markdown.ts";
import { withPeriodsJoined } from "../../compiler/diff/periods.ts";
import { prettyDiff } from "../../compiler/diff/pretty.ts";
import { checkSources } from "../property/compile.ts";

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
const daysOf = ({ changes }: DiffReport) => changes.map(({ from, until }) => [from, until]);

describe("changes that read alike", () => {
  const report = compared();

  it("are one where one follows the other, though what is not told of them differs", () => {
    expect(daysOf(report)).toEqual([
      ["2020-01-01", "2022-01-01"],
      ["2022-01-01", null],
    ]);
    expect(report.changes[0]!.regions).not.toEqual(report.changes[1]!.regions);
    const joined = withPeriodsJoined(report);
    expect(daysOf(joined)).toEqual([["2020-01-01", null]]);
    expect(joined.changes[0]!.witness).toEqual(report.changes[0]!.witness);
    for (const told of [prettyDiff(report), markdownDiff(report), htmlDiff(report)]) {
      expect(told).toContain("1 looser");
      expect(told).not.toContain("2022-01-01");
    }
  });

  it.each<[string, Partial<AnswerChange>]>([
    ["a gap is between them", { from: "2023-01-01" }],
    ["one is told in practice only", { view: "practice" }],
    ["one is to be read in another direction", { direction: "tighter" }],
    ["other law is cited", { citations: { old: ["Rule 1"], new: ["Rule 9"] } }],
    ["one is possible only", { evidence: "possible" }],
    ["terms change later", { termsUntil: "2024-01-01" }],
    ["no region is told", { regions: [] }],
  ])("stay apart where %s", (_, difference) => {
    const [first, second] = report.changes;
    const apart = { ...report, changes: [first!, { ...second!, ...difference }] };
    expect(withPeriodsJoined(apart).changes).toEqual(apart.changes);
  });
});
