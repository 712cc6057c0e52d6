/** Questions about the elements of one list: which go together is not tried for all sets of them. */
import { expect, test } from "vitest";
import { Analysis, lawOf, VERDICT_ONLY } from "../../compiler/analysis/index.ts";
import { measure, program } from "../property/small-law.ts";

const PLACES = ["RU", "IR", "KP", "SY", "CU", "BY", "VN", "MM", "KH", "LA", "AF", "IQ", "LY", "SD"];

/** Verdicts of a law that asks for a guest of each place, and for one of any of these or of others; how large it became. */
function asked(others: string, budget: number) {
  const all = `destination = DE and (any p in guests where p.headquarters in {${PLACES.join(", ")}${others}})`;
  const each = PLACES.map(
    (code) => `destination = ${code} and (any p in guests where p.headquarters = ${code})`,
  );
  const law = lawOf(
    program(
      [all, ...each]
        .map((condition, i) => measure(`m${i}`, `when ${condition} requires license from 2022-01-01`))
        .join("\n"),
    ),
  );
  const analysis = new Analysis({ budget });
  const view = analysis.view(law, { asOf: "2024-06-01" }, "US");
  return analysis.attempt(() => {
    const found = analysis.listOutcomes(view.determination(VERDICT_ONLY));
    return found.map(({ outcome }) => outcome.least.verdict);
  });
}

test.each([
  ["a kind of element is left whatever the others are", ", CN"],
  ["any of the others serves", ""],
])("where %s, not every set of them is looked at", (_, others) => {
  expect(asked(others, 2000)).toEqual({ kind: "done", value: ["license_required", "no_requirement"] });
});
