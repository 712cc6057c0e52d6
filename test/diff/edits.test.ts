import { describe, expect, it } from "vitest";
import type { SourceSide } from "../../compiler/diff/law-side.ts";
import { shortRegions } from "../../compiler/diff/short-regions.ts";
import { compared, LAW, lawOf, M3, type Told, told } from "./searched-law.ts";

const old = lawOf(LAW);

/** What is told of one edit of the part that is written out. */
function edited(from: string, to: string): readonly Told[] {
  expect(LAW).toContain(from);
  return told(compared(old, lawOf(LAW.replaceAll(from, to))));
}

/** A measure that asks what m3 asks, of whatever goes to the friends. */
const other = (name: string): string => `
list measure ${name} "Measure ${name}" {
  authority act_x
  cite "15 CFR 742.9"
  topic chips
  origin unilateral
  when item.family = family_3
  when destination in friends
  requires license
  review case by case
  from 2023-01-01
}`;

describe("dates that are moved", () => {
  it("tells of a measure that begins later for the days between, as re-dated", () => {
    const later = LAW.replace("case by case\n  from 2023-01-01", "case by case\n  from 2023-07-01");
    const report = compared(old, lawOf(later));
    expect(told(report)).toEqual([
      {
        direction: "looser",
        days: ["2023-01-01", "2023-07-01"],
        answers: ["license_required", "no_requirement"],
        reasons: [M3],
      },
      {
        direction: "looser",
        days: ["2023-01-01", "2023-07-01"],
        answers: ["authorized", "no_requirement"],
        reasons: [M3, "list.part0.small_sales"],
      },
    ]);
    expect(report.changes.map(({ redated }) => redated)).toEqual([true, true]);
    expect(report.texts.map(({ kind, id }) => `${kind} ${id}`)).toEqual([`re-dated ${M3}`]);
  }, 60_000);

  it("tells of an exception that begins later for the days between", () => {
    expect(edited("TPP\n  from 2023-01-01", "TPP\n  from 2024-03-01")).toEqual([
      {
        direction: "tighter",
        days: ["2023-01-01", "2024-03-01"],
        answers: ["authorized", "license_required"],
        reasons: [M3, "list.part0.small_sales"],
      },
    ]);
  }, 60_000);
});

describe("an exception that is moved", () => {
  it("tells what it no longer releases, and what it releases instead", () => {
    const before = LAW + other("second");
    const moved = before.replace("releases m3", "releases second");
    const report = compared(lawOf(before), lawOf(moved));
    expect(told(report)).toEqual([
      {
        direction: "tighter",
        days: ["2023-01-01", null],
        answers: ["authorized", "license_required"],
        reasons: [M3, "list.part0.small_sales"],
      },
      {
        direction: "looser",
        days: ["2023-01-01", null],
        answers: ["license_required", "authorized"],
        reasons: ["list.part0.second", "list.part0.small_sales"],
      },
    ]);
  }, 60_000);
});

describe("an entry of a list of parties", () => {
  const LIST = `
list named "Named firms" of party from "named.csv" {
  cite "15 CFR 744 supp. 4"
  key id
  dated from added until removed
}
list measure to_named "Named firms" {
  authority act_x
  cite "15 CFR 744.11"
  topic chips
  origin unilateral
  for any p in parties listed in named as e
  requires license
  review policy of denial
  from 2022-01-01
}`;
  const ROWS =
    "id,name,added,removed\nN-1,First,2022-02-01,\nN-2,Second,2022-03-01,\nN-3,Third,2022-03-01,\n";
  const PARTY = `record party "A person or firm" {
  entries : set of text "Which entries of lists is it?"
  screened : set of text "Against which lists was it screened?"
}
`;
  const withRows = (rows: string): SourceSide =>
    lawOf(LAW + LIST, {
      "named.csv": rows,
      "base.cordon": (base) =>
        base
          .replace("  item : item\n", "  item : item\n  parties : list of party\n")
          .replace("record item {", `${PARTY}record item {`),
    });
  const before = withRows(ROWS);

  it("tells of one that is taken off from the day on which it was listed, with a party that is that entry", () => {
    const report = compared(before, withRows(ROWS.replace(/N-2.*\n/, "")));
    const days = ["2022-03-01", null];
    const reasons = ["list.part0.to_named"];
    expect(told(report)).toEqual([
      { direction: "looser", days, answers: ["license_required", "no_requirement"], reasons },
      // what others ask for besides, by another policy
      { direction: "looser", days, answers: ["license_required", "license_required"], reasons },
      // and what an exception from another measure still authorizes
      {
        direction: "looser",
        days: ["2023-01-01", null],
        answers: ["license_required", "authorized"],
        reasons: [M3, "list.part0.small_sales", ...reasons],
      },
    ]);
    for (const change of report.changes) {
      expect(JSON.stringify(change.witness!.case)).toContain('"N-2"');
      // a short account says which entry it is about
      expect(
        shortRegions(change)
          .map(({ text }) => text)
          .join("\n"),
      ).toContain("entries (named) includes N-2");
    }
  }, 60_000);

  it("tells of one that leaves on a day from that day, and of one that joins to that day", () => {
    const left = compared(
      before,
      withRows(ROWS.replace("Second,2022-03-01,", "Second,2022-03-01,2023-05-01")),
    );
    expect(told(left).map(({ direction, days, answers }) => [direction, days, answers[1]])).toEqual(
      ["no_requirement", "authorized", "license_required"].map((answer) => [
        "looser",
        ["2023-05-01", null],
        answer,
      ]),
    );
    const joined = compared(before, withRows(ROWS.replace("First,2022-02-01", "First,2022-06-01")));
    expect(told(joined).map(({ direction, days, answers }) => [direction, days, answers[1]])).toEqual(
      ["no_requirement", "license_required"].map((answer) => [
        "looser",
        ["2022-02-01", "2022-06-01"],
        answer,
      ]),
    );
  }, 60_000);

  it("says nothing of the name of an entry, or of the order of entries", () => {
    const [head, ...rows] = ROWS.trim().split("\n");
    const turned = [head, ...rows.toReversed()].join("\n").replace("Second", "Second Ltd");
    expect(compared(before, withRows(`${turned}\n`)).changes).toEqual([]);
  }, 60_000);
});

describe("what is edited", () => {
  it("is named where it is an exception, and other measures leave the verdict as it was", () => {
    const both = (released: string): SourceSide =>
      lawOf(
        `${LAW.replace("review case by case", "review policy of denial").replace("releases m3", `releases ${released}`)}${other("more")}`,
      );
    const { changes } = compared(both("m3"), both("more"));
    const told = changes.map(({ old: from, new: to, edited }) => [from.verdict, to.verdict, ...edited]);
    expect(told).toEqual(
      [
        ["authorized", "license_required"],
        ["license_required", "authorized"],
        ["license_required", "license_required"],
      ].map((verdicts) => [...verdicts, "list.part0.small_sales"]),
    );
  }, 60_000);
});

describe("edits that change no answer", () => {
  it("says nothing of a group that has another name", () => {
    const report = compared(old, lawOf(LAW.replaceAll("friends", "partners")));
    expect(report).toMatchObject({ changes: [], texts: [], scenarios: [] });
  }, 60_000);

  it("tells of a citation and a title, and of no answer", () => {
    const report = compared(
      old,
      lawOf(LAW.replace("740.1", "740.2").replace('"Measure 3"', '"The third measure"')),
    );
    expect(report).toMatchObject({ changes: [], scenarios: [] });
    expect(report.texts).toMatchObject([
      { kind: "reworded", what: "measure", id: M3 },
      { kind: "re-cited", what: "exception", old: ["15 CFR 740.1"], new: ["15 CFR 740.2"] },
    ]);
  }, 60_000);

  it("says nothing of a proposal, which takes part only where it is asked for", () => {
    const proposal = (name: string): string => `\nproposal more "More" {${other(name)}\n}`;
    expect(compared(old, lawOf(LAW + proposal("second")))).toMatchObject({ changes: [], texts: [] });
    const review = proposal("second").replace("case by case", "policy of denial");
    expect(compared(lawOf(LAW + proposal("second")), lawOf(LAW + review))).toMatchObject({
      changes: [],
      texts: [],
    });
  }, 60_000);

  it("says nothing of a scenario alone, as its answer is the same", () => {
    const scenario = (tpp: number, verdict: string): string => `
scenario "Sent to the other side" {
  given { act: shipment, departure: DE, destination: VN, item: { family: family_3, codes: {}, tpp: ${tpp} TPP } }
  expect on 2024-01-01 XB ${verdict}
}`;
    const report = compared(
      lawOf(LAW + scenario(900, "no requirement")),
      lawOf(LAW + scenario(2000, "license")),
    );
    expect(report).toMatchObject({ changes: [], texts: [], scenarios: [] });
  }, 60_000);
});

describe("scenarios of an edited law", () => {
  // neither day is one on which anything in the law changes
  const scenario = `
scenario "Sent to the other side" {
  given { act: shipment, departure: DE, destination: GB, item: { family: family_3, codes: {}, tpp: 1550 TPP } }
  expect on 2022-12-15 XB no requirement
  expect on 2024-05-15 XB license
  expect on 2024-07-15 XB no requirement
}`;
  const before = lawOf(LAW + scenario);

  it("flip on the days on which their answer is another one", () => {
    const report = compared(before, lawOf((LAW + scenario).replace("tpp >= 1000 TPP", "tpp >= 1600 TPP")));
    expect(report.scenarios.map(({ on, meets }) => [on, meets])).toEqual([["2024-05-15", "old"]]);
  }, 60_000);

  it("do not flip where the law is put in other words", () => {
    const again = (LAW + scenario).replace(
      "family = family_3 and tpp >= 1000 TPP",
      "tpp >= 1000 TPP and family = family_3",
    );
    expect(compared(before, lawOf(again))).toMatchObject({ changes: [], texts: [], scenarios: [] });
  }, 60_000);
});

describe("a change that is found again on a later day", () => {
  it("keeps the case of its first day, though none but another shows it by then", () => {
    // m3 ends, and from that day a second measure makes the same change elsewhere
    const law = (tpp: number): SourceSide => {
      const first = LAW.slice(0, LAW.indexOf("exception"))
        .replace("tpp >= 1000 TPP", `tpp >= ${tpp} TPP`)
        .replace("case by case\n  from 2023-01-01", "case by case\n  from 2023-01-01\n  until 2024-01-01");
      const second = other("second")
        .replace("friends", `friends and item.tpp >= ${tpp} TPP`)
        .replace("from 2023-01-01", "from 2024-01-01");
      return lawOf(first + second);
    };
    const report = compared(law(2000), law(3000));
    expect(told(report)).toEqual([
      {
        direction: "looser",
        days: ["2023-01-01", null],
        answers: ["license_required", "no_requirement"],
        reasons: [M3, "list.part0.second"],
      },
    ]);
    expect(report.changes[0]!.witness!.asOf).toBe("2023-01-01");
  }, 60_000);
});
