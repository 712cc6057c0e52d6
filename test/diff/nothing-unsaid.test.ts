/** Every clause of a law is edited in turn: a reviewer is told of each edit that changes what someone has to do. */
import { describe, expect, it } from "vitest";
import { type DiffReport, diffLaws, isForbidden } from "../../compiler/diff/index.ts";
import { BuiltSide, type LawSide, SourceSide } from "../../compiler/diff/law-side.ts";
import { textLine } from "../../compiler/diff/pretty.ts";
import { UNTITLED } from "../../compiler/diff/titles.ts";
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
  end_uses : list of use
  item : item
}
record item {
  codes : set of code
  size : number >= 0
}
record use {
  purpose : act
  place : country
}
jurisdiction XX "XX" { reach everywhere codes XCL agency XA, XB }
codes XCL "List" below by levels "3|A|001"
group zone { from 2020-01-01 = CN from 2021-01-01 add KR }
define large of item "Large" = size >= 10
reach everywhere = destination = CN or destination != CN
instrument act_1 "Act one" { cite "Gazette 1" published 2019-12-01 from 2020-01-01 }
authority power "Power" of XX { cite "Act 1" from 2018-08-13 permits list permits end-use }
item XCL 3A001 "Things" { from 2020-01-01 by act_1 = large }
list measure things "Things" {
  authority power cite "Rule 1"
  items 3A001
  destinations zone
  requires license
  review case by case
  routes { individual, global when act = loan }
  from 2020-01-01 by act_1
}
end-use measure uses "Uses" {
  authority power cite "Rule 2"
  for any u in end_uses where u.place in zone
  when u.purpose = loan
  requires notice to XA awaiting decision
  from 2020-01-01
}
exception small "Small things" {
  cite "Rule 3"
  releases things
  when item.size < 20
  obliges report to XA within 10 days "by letter" when act = sale
  from 2020-01-01
}
`;

/** The same edit, told of from the sources and from what is built of them. */
function compared(from: string, to: string, of: "sources" | "builds"): DiffReport {
  expect(LAW).toContain(from);
  const [old, now] = [LAW, LAW.replace(from, to)].map((law): LawSide => {
    const { program, errors } = checkSources({ "law.cordon": law });
    expect(errors).toEqual([]);
    return of === "sources"
      ? new SourceSide(program)
      : new BuiltSide(buildBundle(normalize(program), program));
  });
  return diffLaws(old!, now!, { oldName: "old", newName: "new" });
}

function kindsIn({ changes, texts, notes }: DiffReport): readonly string[] {
  const all = [
    ...changes.map(({ direction }) => direction),
    ...texts.map(({ kind }) => kind),
    ...notes.map(({ code }) => code),
  ];
  return [...new Set(all)].sort();
}

describe.each(["sources", "builds"] as const)("from %s", (form) => {
  it.each([
    ["KR", "JP", "looser tighter"],
    ["= CN from 2021", "= CN from 2022", "looser re-dated"],
    ["size >= 10", "size >= 11", "looser"],
    ["destinations zone", "destinations zone + JP", "tighter"],
    ["review case by case", "review policy of denial", "tighter"],
    ["global when act = loan", "global", "changed"],
    ["individual, global", "individual, general", "changed"],
    ["u.place in zone", "u.place = KR", "looser tighter"],
    ["u.purpose = loan", "u.purpose = sale", "looser tighter"],
    ["notice to XA", "notice to XB", "re-obliged"],
    [" awaiting decision", "", "re-obliged"],
    ["requires notice to XA awaiting decision", "requires license", "re-obliged tighter"],
    ["item.size < 20", "item.size < 30", "looser"],
    ["report to XA", "report to XB", "re-obliged"],
    ["within 10 days", "within 20 days", "re-obliged"],
    ['"by letter"', '"by messenger"', "re-obliged"],
    ["when act = sale", "when act = loan", "re-obliged"],
    ["obliges report", "obliges record", "re-obliged"],
    ["Rule 1", "Rule 9", "re-cited"],
    ["Gazette 1", "Gazette 2", "re-cited"],
    ["Small things", "Little things", "reworded"],
    ["size : number >= 0", "size : number >= 1", "facts"],
  ])("tells that %s becomes %s", (from, to, kinds) => {
    const report = compared(from, to, form);
    expect(kindsIn(report).join(" ")).toBe(kinds);
    expect(schemaProblems(report)).toEqual([]);
  });
});

it.each([
  ["2019-12-01", "2019-12-02", "re-dated"],
  ["permits end-use", "permits end-use permits service", "re-empowered"],
  ["permits end-use", "permits end-use limited to item.size > 5", "re-empowered"],
  ["permits list", "permits list from 2019-01-01", "re-empowered"],
  ["Act 1", "Act 2", "re-cited"],
  ["from 2018-08-13", "from 2017-08-13", "re-empowered"],
])("tells that %s becomes %s, which builds do not know", (from, to, kinds) => {
  expect(kindsIn(compared(from, to, "sources")).join(" ")).toBe(kinds);
});

it("says what is owed and permitted, before and after", () => {
  const lineOf = (from: string, to: string) => {
    const { texts } = compared(from, to, "sources");
    return texts.map((text) => textLine(text, UNTITLED));
  };
  expect([
    ...lineOf("within 10 days", "within 20 days"),
    ...lineOf(" awaiting decision", ""),
    ...lineOf("permits end-use", "permits end-use limited to item.size > 5"),
  ]).toMatchInlineSnapshot(`
    [
      "re-obliged exception law.small: report to XA within 10 days "by letter" when act = sale → report to XA within 20 days "by letter" when act = sale",
      "re-obliged measure law.uses: notice to XA awaiting decision → notice to XA",
      "re-empowered authority law.power: permits end-use → permits end-use limited to item.size > 5",
    ]
  `);
});

it("is forbidden where an answer may be neither looser nor tighter, as nobody can say which other duties are", () => {
  const report = compared("within 10 days", "within 20 days", "sources");
  expect((["looser", "tighter", "any"] as const).map((failOn) => isForbidden(report, failOn))).toEqual([
    ...[true, true, true],
  ]);
  const cited = compared("Rule 1", "Rule 9", "sources");
  expect((["looser", "tighter", "any"] as const).map((failOn) => isForbidden(cited, failOn))).toEqual([
    ...[false, false, true],
  ]);
});
