/** A measure that is edited otherwise on a later day, in a way that another one was on a day before. */
import { expect, it } from "vitest";
import { compared, LAW, lawOf, told } from "./searched-law.ts";

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

it("is asked again which of the known changes it brings", () => {
  expect(told(compared(lawOf(both(100, 10, 50)), lawOf(both(90, 20, 60))))).toEqual([
    {
      direction: "tighter",
      days: ["2023-01-01", "2025-01-01"],
      answers: ["no_requirement", "license_required"],
      reasons: ["list.part0.moving"],
    },
    {
      direction: "looser",
      days: ["2024-01-01", null],
      answers: ["license_required", "no_requirement"],
      reasons: ["list.part0.moving", "list.part0.passing"],
    },
  ]);
}, 60_000);
