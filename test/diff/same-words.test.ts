/** Places that have to name the same, or not the same: a case is made in which they do, whatever else looks at them. */
import { expect, it } from "vitest";
import { diffLaws } from "../../compiler/diff/index.ts";
import { SourceSide } from "../../compiler/diff/law-side.ts";
import { checkSources } from "../property/compile.ts";

const lawOf = (condition: string, other: string): SourceSide => {
  const { program, errors } = checkSources({
    "law.cordon": `module law of XX current to 2026-01-01
jurisdiction XX "XX" { reach everywhere agency XA }
codes country "Countries" below by levels "UA|-43"
record transaction {
  maker, departure, destination, payer : country
  published : yes or no
}
reach everywhere = published or not published
authority power "Act" of XX { cite "Act 1" from 2018-08-13 permits list }
list measure first {
  authority power cite "Rule 1"
  when ${condition}
  requires license
  from 2020-01-01
}
list measure second {
  authority power cite "Rule 2"
  when ${other}
  prohibits
  from 2020-01-01
}
`,
  });
  expect(errors).toEqual([]);
  return new SourceSide(program);
};

it.each([
  { now: "departure != destination", other: "published and destination = maker" },
  { now: "departure != destination and destination != payer", other: "published and payer = departure" },
  {
    now: "departure = destination and destination != payer and maker = payer",
    other: "published and maker = departure",
  },
  {
    now: "departure != destination and destination != payer and payer != departure",
    other: "maker = payer",
  },
  { now: "departure in {CN, KR} and departure != destination and destination in {CN}", other: "published" },
])("where $now, beside $other", ({ now, other }) => {
  const [before, after] = [lawOf("published and not published", other), lawOf(now, other)];
  const { changes } = diffLaws(before, after, { oldName: "old", newName: "new", bySearch: true });
  expect(changes.map((one) => [one.old.verdict, one.new.verdict, one.evidence])).toEqual([
    ["no_requirement", "license_required", "bounded"],
  ]);
});

it.each(["departure = destination and destination = payer and payer != departure"])(
  "makes no case where there is none: %s",
  (now) => {
    const [before, after] = [lawOf("published and not published", "published"), lawOf(now, "published")];
    const { changes } = diffLaws(before, after, { oldName: "old", newName: "new", bySearch: true });
    expect(changes.filter(({ evidence }) => evidence !== "possible")).toEqual([]);
  },
);
