/** What no answer says: which entries a list got, lost or renamed, and duties whose words stay while their cases change. */
import { describe, expect, it } from "vitest";
import { diffLaws, isForbidden } from "../../compiler/diff/index.ts";
import { BuiltSide, type LawSide, SourceSide } from "../../compiler/diff/law-side.ts";
import { textLine } from "../../compiler/diff/pretty.ts";
import { shortRegions } from "../../compiler/diff/short-regions.ts";
import { type Titles, UNTITLED } from "../../compiler/diff/titles.ts";
import { normalize } from "../../compiler/normal/lower.ts";
import { buildBundle } from "../../compiler/table/build.ts";
import { checkSources } from "../property/compile.ts";
import { schemaProblems } from "./schema.ts";

const LAW = `module law of XX current to 2026-01-01
enum act = sale, loan
codes country "Countries" below by levels "UA|-43"
record transaction {
  act : act "What is done?"
  destination : country "Where to?"
  parties : list of party
}
record party { entries : set of text possible_entries : set of text screened : set of text }
jurisdiction XX "XX" { reach everywhere codes XCL agency XA }
codes XCL "List" below by levels "3|A|001"
group inner = CN
group zone = inner + KR
define to_zone = destination in zone
reach everywhere = destination = CN or destination != CN
list named "Named firms" of party from "named.csv" {
  cite "Rule 1"
  key id
  dated from added until removed
  column name : text
  column marks : set of integer
}
end-user measure listed "Listed" {
  cite "Rule 2"
  for any p in parties listed in named
  requires license
  from 2020-01-01
}
exception small "Small things" {
  cite "Rule 3"
  releases listed
  when act = loan
  obliges report to XA within 10 days when to_zone
  from 2020-01-01
}
`;
const ROWS = `id,name,added,removed,marks
A-1,First Firm,2020-01-01,,1
A-2,Second Firm,2020-01-01,,
A-3,,2020-01-01,,
`;

describe.each(["sources", "builds"] as const)("from %s", (form) => {
  const comparedBoth = (...laws: readonly (readonly [law: string, rows: string])[]) => {
    const [old, now] = laws.map(([text, data]): LawSide => {
      const { program, errors } = checkSources({ "law.cordon": text, "named.csv": data });
      expect(errors).toEqual([]);
      return form === "sources"
        ? new SourceSide(program)
        : new BuiltSide(buildBundle(normalize(program), program));
    });
    const report = diffLaws(old!, now!, { oldName: "old", newName: "new" });
    expect(schemaProblems(report)).toEqual([]);
    return report;
  };
  const compared = (law: string, rows: string) => comparedBoth([LAW, ROWS], [law, rows]);
  const told = (law: string, rows: string) =>
    compared(law, rows).texts.map((text) => textLine(text, UNTITLED));

  it.each([
    ["A-4,New Firm,2021-02-01,,", "none → A-4 New Firm, from 2021-02-01"],
    ["A-4,,2021-02-01,2022-01-01,2", "none → A-4, from 2021-02-01 until 2022-01-01"],
  ])("names the entry that is added: %s", (row, line) => {
    expect(told(LAW, `${ROWS}${row}\n`)).toEqual([`re-listed list law.named: ${line}`]);
  });
  it.each([
    ["A-2,Second Firm,2020-01-01,,\n", "", "A-2 Second Firm, from 2020-01-01 → none"],
    [
      "Second Firm,2020-01-01,",
      "Second Firm,2020-01-01,2024-01-01",
      "A-2 Second Firm, from 2020-01-01 → A-2 Second Firm, from 2020-01-01 until 2024-01-01",
    ],
    [
      "Second Firm",
      "Second Company",
      "A-2 Second Firm, from 2020-01-01 → A-2 Second Company, from 2020-01-01",
    ],
    [
      "First Firm,2020-01-01,,1",
      "First Firm,2020-01-01,,1; 5",
      "A-1 First Firm, from 2020-01-01, marks 1 → A-1 First Firm, from 2020-01-01, marks 1; 5",
    ],
    [
      "Firm,2020-01-01,,\n",
      "Firm,2020-01-01,,7\n",
      "A-2 Second Firm, from 2020-01-01, marks blank → A-2 Second Firm, from 2020-01-01, marks 7",
    ],
  ])("names the entry of which %j becomes %j", (from, to, line) => {
    expect(ROWS).toContain(from);
    expect(told(LAW, ROWS.replace(from, to))).toEqual([`re-listed list law.named: ${line}`]);
  });
  it("says which entry a party is whose answer changes", () => {
    const report = compared(LAW, `${ROWS}A-4,New Firm,2021-02-01,,\n`);
    const titles: Titles = (id) =>
      id === "law.named"
        ? {
            title: null,
            citations: [],
            entries: new Map([["A-4", { from: null, until: null, cells: new Map([["name", "New Firm"]]) }]]),
          }
        : null;
    const [change] = report.changes;
    expect(shortRegions(change!, titles)[0]!.text).toContain(
      "parties has element with parties[].entries (named) includes A-4 (New Firm); parties has no element with parties[].entries (named) includes A-1, A-2, A-3",
    );
  });
  it("names no entry where rows change places", () => {
    const [head, ...rows] = ROWS.trimEnd().split("\n");
    expect(compared(LAW, [head, ...rows.reverse(), ""].join("\n")).texts).toEqual([]);
  });

  it.each([
    ["inner = CN", "inner = CN, JP", "law.inner"],
    ["inner + KR", "inner", "law.zone"],
    ["destination in zone", "destination not in zone", "law.to_zone"],
  ])("tells of a duty that rests on what is edited: %s becomes %s", (from, to, edited) => {
    const report = compared(LAW.replace(from, to), ROWS);
    expect(report.changes).toEqual([]);
    expect(report.texts).toMatchObject([
      { kind: "re-obliged", id: "law.small", new: [`the same, resting on what is edited: ${edited}`] },
    ]);
    expect(isForbidden(report, "looser")).toBe(true);
  });
  it("takes a duty for conditional by its condition, and not by its words", () => {
    const law = LAW.replace(
      "  obliges report",
      '  obliges notice to XA before 5 days "say when it leaves"\n  obliges report',
    );
    const { texts } = comparedBoth([law, ROWS], [law.replace("inner = CN", "inner = CN, JP"), ROWS]);
    expect(texts.map(({ kind }) => kind)).toEqual(["re-obliged"]);
    expect(texts[0]!.old).toHaveLength(1);
    expect(texts[0]!.old[0]).toMatch(/^report to XA within 10 days when /);
  });
  it("tells of no duty where what it rests on says the same", () => {
    expect(
      compared(LAW.replace("group inner = CN", 'group inner "In" = CN'), ROWS).texts.map(({ kind }) => kind),
    ).toEqual(["reworded"]);
    expect(
      compared(LAW.replace("when act = loan", "when act = loan and destination = CN"), ROWS).texts,
    ).toEqual([]);
  });
});
