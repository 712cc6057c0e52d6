/** Policies that are left open: by a case that does not state what they rest on, which shows no change of terms, or by the law. */
import { expect, it } from "vitest";
import type { Program } from "../../compiler/check/tree.ts";
import { becomesText } from "../../compiler/diff/direction.ts";
import { type DiffReport, diffPrograms } from "../../compiler/diff/index.ts";
import { checkSources } from "../property/compile.ts";
import { HEAD, WORDS } from "../property/programs/small-world.ts";

/** Wherever an act goes, though not before that is stated. */
const EVERYWHERE = "(1) presumption of denial when (destination in {KR, JP} or destination != KR)";

/** A measure with such a review; another one says denial of loans, or of late ones. */
const lawOf = (second: string, review = EVERYWHERE, status = ""): Program => {
  const law = `${HEAD}
list measure general {
  authority power cite "Rule 1"
  when not published
  requires license
  review { ${review} }
  from 2020-01-01
}
list measure loans {
  authority power cite "Rule 2"
  when ${second}
  requires license
  review presumption of denial
  from 2020-01-01
  ${status}
}
scenario "a loan to somewhere" {
  given { act: loan, departure: US, published: no, item: { size: 10 } }
  expect on 2020-01-01 US license by general, loans
}
`;
  const { program, errors } = checkSources({ "words.cordon": WORDS, "law.cordon": law });
  expect(errors).toEqual([]);
  return program;
};

const ELSEWHERE = "(1) presumption of denial when destination = CN, (2) case by case otherwise";
const [all, late] = ["act = loan and not published", "act = loan and not published and stage = late"];

const compared = (old: Program, now: Program): DiffReport["changes"] =>
  diffPrograms(old, now, { oldName: "old", newName: "new", bySearch: true }).changes;

it("is no change of the law where the policy is the same wherever the act goes", () => {
  expect(compared(lawOf(all), lawOf(late))).toEqual([]);
});

it("is a change, shown by a case that states them, where it is another elsewhere", () => {
  const changes = compared(lawOf(all, ELSEWHERE), lawOf(late, ELSEWHERE));
  expect(changes.map(({ old, new: now }) => [old.reviewPolicy, now.reviewPolicy])).toEqual([
    ["presumption_of_denial", "case_by_case"],
  ]);
});

it("is neither stricter nor milder where a measure of which it is unclear whether it holds leaves the policy open", () => {
  const unclear = 'unclear from 2020-01-01 because "nobody knows"';
  const laws = [all, late].map((second) => lawOf(second, "(1) case by case when not published", unclear));
  const changes = compared(laws[0]!, laws[1]!);
  expect(changes.map(({ direction, evidence, witness }) => [direction, evidence, witness === null])).toEqual([
    ["changed", "bounded", false],
  ]);
  const [{ old, new: now }] = changes as [DiffReport["changes"][number]];
  expect([old.verdict, old.reviewPolicy, now.verdict, now.reviewPolicy]).toEqual([
    ...["license_required", null],
    ...["license_required", "case_by_case"],
  ]);
  expect([old.reviewRange, now.reviewRange]).toEqual([["case_by_case", "presumption_of_denial"], null]);
  expect(becomesText(old, now)).toBe(
    "license required as before, review between case by case and presumption of denial becomes case by case",
  );
});

it("is a change, shown by a case, where the law leaves it open before and after, between other policies", () => {
  const unclear = 'unclear from 2020-01-01 because "nobody knows"';
  const of = (policy: string) => lawOf(all, `(1) ${policy} when not published`, unclear);
  const changes = compared(of("presumption of approval"), of("case by case"));
  const shown = changes.filter(({ witness }) => witness !== null);
  expect(shown.map(({ old, new: now }) => becomesText(old, now)).sort()).toEqual([
    "license required as before, review between presumption of approval and presumption of denial becomes between case by case and presumption of denial",
    "license required as before, review presumption of approval becomes case by case",
  ]);
  expect(changes.length).toBe(shown.length);
});
