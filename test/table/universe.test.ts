import { describe, expect, it } from "vitest";
import { translationFaults } from "../../compiler/analysis/translation/translation.ts";
import { normalize } from "../../compiler/normal/lower.ts";
import type { Bundle } from "../../compiler/runtime/format.ts";
import { load } from "../../compiler/runtime/index.ts";
import { buildBundle } from "../../compiler/table/build.ts";
import { checkSource } from "../support/carets.ts";

const source = (leaves: string): string => `list measure chips "Chips" {
  authority act cite "15 CFR 742.6"
  when destination in {CN, MO}
  requires license
  from 2022-10-21 by law_2022
}
universe sales "All sales" {
  cite "15 CFR 742.6(a)"
  from 2023-01-01 until 2031-01-01
  when act = shipment and destination in {CN, MO, JP}
  unless item.published
  covered by chips
  ${leaves}
}`;
const LEFT =
  'gaps { (1) destination = JP because "an ally" cite "RL Act s. 7", (2) any of { (a) item.kind = software } because "later" }';

function built(text: string) {
  const { result } = checkSource(text);
  const normal = normalize(result.program);
  return { program: result.program, normal, bundle: buildBundle(normal, result.program) };
}
const gapsOf = (bundle: Bundle) => bundle.tables.filter(({ kind }) => kind === "universe");

describe("gaps that are meant", () => {
  const { program, normal, bundle } = built(source(LEFT));

  it("become rows with their reason, their time and their citations", () => {
    const rows = gapsOf(bundle).flatMap((d) => d.tables.flatMap((t) => t.rows));
    expect(
      rows.map(({ id, of, limbs, effective, citations, then: effect }) => [
        id,
        of,
        limbs,
        effective,
        citations,
        effect,
      ]),
    ).toEqual([
      [
        "demo.sales/2023-01-01/(1)",
        "demo.sales",
        ["(1)"],
        { from: "2023-01-01", until: "2031-01-01" },
        ["15 CFR 742.6(a)", "RL Act s. 7"],
        { gap: "an ally" },
      ],
      [
        "demo.sales/2023-01-01/(2)(a)",
        "demo.sales",
        ["(2)", "(a)"],
        { from: "2023-01-01", until: "2031-01-01" },
        ["15 CFR 742.6(a)"],
        { gap: "later" },
      ],
    ]);
    const [first] = rows;
    expect(Object.keys(first!.cells)).toEqual(["act", "destination", "destination~2", "item.published"]);
  });

  it("are held against their source, like any other row", () => {
    expect(translationFaults(normal, program, bundle)).toEqual([]);
    const { bundle: other } = built(source(LEFT.replace("an ally", "a friend").replace("= JP", "= CN")));
    const faults = translationFaults(normal, program, { ...other, definitions: bundle.definitions });
    expect(faults.map(({ id, what }) => [id, what])).toEqual([
      ["demo.sales/2023-01-01/(1)", "reason differs"],
      ["demo.sales/2023-01-01/(1)", "condition differs"],
    ]);
  });

  it("change no answer", () => {
    const facts = { act: "shipment", departure: "US", destination: "JP", item: { published: false } };
    const verdicts = [bundle, built(source("")).bundle].map((each) => {
      const answer = load(each).evaluate(facts, { asOf: "2024-01-01" });
      return "problems" in answer ? answer.problems : answer.determinations.map(({ verdict }) => verdict);
    });
    expect(verdicts).toEqual([["no_requirement"], ["no_requirement"]]);
  });
});
