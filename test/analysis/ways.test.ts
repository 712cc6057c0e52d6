/** Questions about two elements that have very many ways: not all are written out, and none is ruled out for that. */
import { expect, test } from "vitest";
import { Analysis, lawOf, severity, VERDICT_ONLY } from "../../compiler/analysis/index.ts";
import { Differences } from "../../compiler/analysis/search/differences.ts";
import { measure, program } from "../property/small-law.ts";

const REQUIRED = severity("license_required");
const COUNTRIES = ["RU", "IR", "KP", "SY", "CU", "BY", "VN", "MM", "KH", "LA", "AF", "IQ", "LY", "SD"];

/** The verdict under a condition about a guest and a use, each choice of which looks at both. */
function asked(rest: string) {
  const choices = COUNTRIES.map((code) => `(p.headquarters != ${code} or u.place != ${code})`).join(" and ");
  const law = lawOf(
    program(
      measure(
        "m",
        `when (any p in guests where (any u in uses where ${choices} and ${rest})) requires license from 2022-01-01`,
      ),
    ),
  );
  const analysis = new Analysis();
  const search = new Differences(analysis);
  const view = analysis.view(law, { asOf: "2024-06-01" }, "US");
  const { most } = search.answer(view, VERDICT_ONLY);
  return { search, isRequired: most.verdicts[REQUIRED]! };
}

test("a condition of 16,384 ways asks for no more than a part of them", () => {
  const { search } = asked("u.knowledge = aware");
  expect(search.gates.size).toBeLessThan(20_000);
});

test("what some transaction meets stays possible", () => {
  const { search, isRequired } = asked("p.headquarters in {RU, IR} and u.place = RU");
  expect(search.someWay([isRequired])).not.toBe(false);
});

test("what looks at one of the elements alone is still ruled out", () => {
  const { search, isRequired } = asked("p.headquarters = CN and p.headquarters = RU");
  expect(search.someWay([isRequired])).toBe(false);
});
