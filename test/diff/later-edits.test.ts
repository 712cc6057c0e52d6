/** A measure that is edited otherwise on a later day, in a way that another one was on a day before. */
import { expect, it } from "vitest";
import { htmlDiff } from "../../compiler/diff/html.ts";
import { markdownDiff } from "../../compiler/diff/markdown.ts";
import { prettyDiff } from "../../compiler/diff/pretty.ts";
import { compared, LAW, lawOf, M3, told } from "./searched-law.ts";

const head = (name: string): string => `
list measure ${name} "${name}" {
  authority act_x
  cite "15 CFR 742.9"
  topic chips
  origin unilateral
  requires license
  review case by case`;

/** The first is tighter than before from 2023 and looser from 2025; the second was looser in 2024 alone. */
const both = (first: number, second: number, third: number): string =>
  `${LAW}${head("moving")}
  from 2023-01-01 { when destination = CN and item.tpp >= ${first} TPP }
  from 2025-01-01 { when destination = CN and item.tpp >= ${third} TPP }
}
${head("passing")}
  from 2024-01-01 { when destination = RU and item.tpp >= ${second} TPP }
  until 2025-01-01
}
`;

/** One limit, whose review is another from 2025. */
const reviewed = (limit: number): string =>
  `${LAW}
list measure reviewed "reviewed" {
  authority act_x
  cite "15 CFR 742.9"
  topic chips
  origin unilateral
  when destination = CN and item.tpp >= ${limit} TPP
  requires license
  from 2023-01-01 { review case by case }
  from 2025-01-01 { review presumption of denial }
}
`;

it("is told with the terms of its first day, and from when on they are others", () => {
  const report = compared(lawOf(reviewed(100)), lawOf(reviewed(90)));
  const [change] = report.changes;
  expect(change).toMatchObject({ from: "2023-01-01", until: null, termsUntil: "2025-01-01" });
  expect(change!.new.reviewPolicy).toBe("case_by_case");
  const said = "from 2025-01-01 on the case has others";
  expect(prettyDiff(report)).toContain(said);
  expect(markdownDiff(report)).toContain(said);
  expect(htmlDiff(report)).toContain(said);
}, 60_000);

it("is asked again which of the known changes it brings", () => {
  const [tighter, looser] = [["moving"], ["moving", "passing"]].map((names, i) => ({
    direction: i === 0 ? "tighter" : "looser",
    days: i === 0 ? ["2023-01-01", "2025-01-01"] : ["2024-01-01", null],
    reasons: names.map((name) => `list.part0.${name}`),
  }));
  // what an exception from another measure still authorizes
  const besides = ({ reasons }: { reasons: readonly string[] }): readonly string[] =>
    [M3, "list.part0.small_sales", ...reasons].sort();
  expect(told(compared(lawOf(both(100, 10, 50)), lawOf(both(90, 20, 60))))).toEqual([
    { ...tighter!, answers: ["no_requirement", "license_required"] },
    { ...tighter!, answers: ["authorized", "license_required"], reasons: besides(tighter!) },
    { ...looser!, answers: ["license_required", "no_requirement"] },
    { ...looser!, answers: ["license_required", "authorized"], reasons: besides(looser!) },
  ]);
}, 60_000);
