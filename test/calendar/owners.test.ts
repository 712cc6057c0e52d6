/** What is added up over the owners of a party: a rule of shares, and entries that come onto the list while it is in force. */
import { describe, expect, it } from "vitest";
import { calendar } from "../../compiler/calendar/calendar.ts";
import { checkSources, compileProgram } from "../property/compile.ts";

const LAW = `module law of XX current to 2030-01-01
jurisdiction XX { reach leaves  codes XCL }
codes XCL below by dots
codes country below by levels "UA|-43"
enum act = shipment, release
record transaction { act : act "What is done?"  parties : list of party "Who takes part?" }
record party { name : text  screened, entries, possible_entries : set of text  owners : list of owner "Who owns it?" }
record owner { name : text  share : number >= 0 <= 100  screened, entries, possible_entries : set of text }
reach leaves "1" = act = shipment
authority law "Law" of XX { cite "99 USC 1"  from 2000-01-01  permits end-user }
instrument one "First order" { cite "999 FR 1" published 2020-01-01 from 2020-01-01 }
instrument two "Second order" { cite "999 FR 2" published 2022-01-01 from 2022-01-01 }
list firms "Firms" of party from "firms.csv" { key id  dated from added until removed  column name : text }
end-user measure owned "Held by listed firms" {
  authority law  cite "99 CFR 1"  topic ai_chips  origin unilateral
  for any p in parties, o in p.owners listed in firms as e
  when (sum of x.share for x in p.owners where x listed in firms) >= 50
  requires license
  from 2020-01-01 by one
  until 2022-01-01 by two
}
`;

const HALF = `scenario "Half held" {
  given { act: shipment, parties: [ { screened: ["firms"], entries: [], owners: [
    { share: 50, screened: ["firms"], entries: ["F-1"] } ] } ] }
  expect on 2020-01-01 XX license by owned
}
`;

function datesWith(rows: readonly string[], more = "", from: string | null = null): readonly unknown[] {
  const { program, errors } = checkSources({
    "law.cordon": LAW + more,
    "firms.csv": ["id,name,added,removed", ...rows, ""].join("\n"),
  });
  expect(errors).toEqual([]);
  return calendar(program, compileProgram(program).engine, { from }).entries.map(
    ({ day, certainty, complete, direction, unshown, witness }) => [
      day,
      certainty,
      complete,
      direction,
      unshown,
      `${witness?.before.verdict} → ${witness?.after.verdict}`,
    ],
  );
}

const [NONE, LICENSE] = ["no_requirement", "license_required"];

describe("a rule of shares added up", () => {
  it("is shown on the days on which it begins and ends", () => {
    expect(datesWith(["F-1,One,2019-01-01,", "F-2,Two,2019-01-01,"])).toEqual([
      ["2020-01-01", "certain", true, "tighter", [], `${NONE} → ${LICENSE}`],
      ["2022-01-01", "certain", true, "looser", [], `${LICENSE} → ${NONE}`],
    ]);
  });

  it("is shown by a known case where entries come and go; a direction that nothing shows is no more than perhaps", () => {
    expect(datesWith(["F-1,One,2019-01-01,", "F-2,Two,2021-01-01,2021-06-01"], HALF)).toEqual([
      ["2020-01-01", "certain", true, "tighter", [], `${NONE} → ${LICENSE}`],
      ["2021-01-01", "certain", true, "tighter", ["looser"], `${NONE} → ${LICENSE}`],
      ["2021-06-01", "certain", true, "looser", ["tighter"], `${LICENSE} → ${NONE}`],
      ["2022-01-01", "certain", true, "looser", [], `${LICENSE} → ${NONE}`],
    ]);
  });

  it("is shown by the case of another day with the entry that comes", () => {
    expect(datesWith(["F-1,One,2019-01-01,", "F-2,Two,2021-01-01,"])[1]).toEqual([
      "2021-01-01",
      "certain",
      true,
      "tighter",
      ["looser"],
      `${NONE} → ${LICENSE}`,
    ]);
  });

  it("is shown where an entry comes and no case is known: more is listed, so that no answer is looser", () => {
    expect(datesWith(["F-1,One,2019-01-01,", "F-2,Two,2021-01-01,"], "", "2021-01-01")[0]).toEqual([
      "2021-01-01",
      "certain",
      true,
      "tighter",
      [],
      `${NONE} → ${LICENSE}`,
    ]);
  });
});
