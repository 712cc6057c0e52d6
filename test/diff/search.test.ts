import { describe, expect, it } from "vitest";
import type { DiffReport } from "../../compiler/diff/index.ts";
import { saidBoxes } from "../../compiler/regions/words.ts";
import { compared, LAW, lawOf, M3, told } from "./searched-law.ts";

const old = lawOf(LAW);

function edited(from: string, to: string): DiffReport {
  expect(LAW).toContain(from);
  return compared(old, lawOf(LAW.replaceAll(from, to)));
}

describe("an edit of a law that is asked about by search", () => {
  it("follows a raised threshold to the transactions between the old line and the new", () => {
    const report = edited("tpp >= 1000 TPP", "tpp >= 1600 TPP");
    expect(told(report)).toEqual([
      {
        direction: "looser",
        days: ["2023-01-01", null],
        answers: ["license_required", "no_requirement"],
        reasons: [M3],
      },
      {
        direction: "looser",
        days: ["2023-01-01", null],
        answers: ["authorized", "no_requirement"],
        reasons: [M3, "list.part0.small_sales"],
      },
    ]);
    const facts = saidBoxes(report.changes[0]!.regions)[0]!.find(({ fact }) => fact === "item.tpp");
    expect(facts?.values).toBe(">= 1500 TPP and < 1600 TPP");
  }, 60_000);

  it("follows a date of a group to the days between", () => {
    const report = edited("from 2024-06-01 add GB", "from 2025-03-01 add GB");
    expect(told(report).map((change) => ({ ...change, reasons: [] }))).toEqual(
      ["license_required", "authorized"].map((verdict) => ({
        direction: "tighter",
        days: ["2024-06-01", "2025-03-01"],
        answers: ["no_requirement", verdict],
        reasons: [],
      })),
    );
    for (const { regions } of report.changes)
      expect(saidBoxes(regions)[0]).toContainEqual({ fact: "destination", values: "GB" });
  }, 60_000);

  it("sees a member that leaves a group, a stricter review, and an exception that is gone", () => {
    expect(told(edited("DE, FR", "DE")).map(({ direction }) => direction)).toEqual(["tighter", "tighter"]);
    expect(told(edited("review case by case", "review policy of denial"))).toEqual([
      {
        direction: "tighter",
        days: ["2023-01-01", null],
        answers: ["license_required", "license_required"],
        reasons: [M3],
      },
    ]);
    expect(told(edited(LAW.slice(LAW.indexOf("exception")), ""))).toEqual([
      {
        direction: "tighter",
        days: ["2023-01-01", null],
        answers: ["authorized", "license_required"],
        reasons: [M3, "list.part0.small_sales"],
      },
    ]);
  }, 60_000);

  it("says nothing of a measure that has another name, or of a clause that is split", () => {
    expect(edited("m3", "measure_three").changes).toEqual([]);
    const clause = "when not (destination in friends)";
    expect(edited(clause, `${clause}\n  ${clause}`).changes).toEqual([]);
    expect(
      edited("family = family_3 and tpp >= 1000 TPP", "tpp >= 1000 TPP and family = family_3").changes,
    ).toEqual([]);
  }, 60_000);

  const twin = `\nlist measure twin "Twin" {
  authority act_x
  cite "15 CFR 742.9"
  topic chips
  origin unilateral
  when item.family = family_3
  requires license
  review case by case
  from before 2000-01-01
}`;

  it("says nothing of a change that another measure hides", () => {
    const [before, after] = [LAW, LAW.replace("tpp >= 1000 TPP", "tpp >= 1600 TPP")].map((law) =>
      lawOf(law.slice(0, law.indexOf("exception")) + twin),
    );
    const report = compared(before!, after!);
    expect(report.changes).toEqual([]);
  }, 60_000);

  it("shows in practice what a measure that is not enforced hides in the text", () => {
    const idle = `${twin.slice(0, -1)}  unenforced from 2024-05-01 because "nobody asks for it"\n}`;
    const [before, after] = [LAW, LAW.replace("tpp >= 1000 TPP", "tpp >= 1600 TPP")].map((law) =>
      lawOf(law.slice(0, law.indexOf("exception")) + idle),
    );
    const report = compared(before!, after!);
    const { view, direction, from, until, reasons } = report.changes[0]!;
    expect(report.changes).toHaveLength(1);
    expect({ view, direction, from, until, reasons }).toEqual({
      view: "practice",
      direction: "looser",
      from: "2024-05-01",
      until: null,
      reasons: [M3],
    });
  }, 60_000);
});
