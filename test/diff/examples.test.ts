import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import type { CaseJson, Program } from "../../compiler/check/tree.ts";
import { type DiffReport, diffLaws } from "../../compiler/diff/index.ts";
import { BuiltSide, SourceSide } from "../../compiler/diff/law-side.ts";
import { prettyDiff } from "../../compiler/diff/pretty.ts";
import { normalize } from "../../compiler/normal/lower.ts";
import type { Bundle } from "../../compiler/runtime/format.ts";
import { buildBundle } from "../../compiler/table/build.ts";
import { EXAMPLES, exampleLaw } from "../support/examples.ts";
import { schemaProblems } from "./schema.ts";

const program: Program = exampleLaw().program;

/** One law on two days, for a case. */
function between(from: string, until: string, jurisdiction: string, given: CaseJson): DiffReport {
  const report = diffLaws(new SourceSide(program, from), new SourceSide(program, until), {
    oldName: from,
    newName: until,
    asOf: until,
    given,
    jurisdictions: [jurisdiction],
  });
  expect(schemaProblems(report)).toEqual([]);
  return report;
}

/** What a reader is told first. */
function told(report: DiffReport): string[] {
  return prettyDiff(report)
    .split("\n")
    .filter((line) => /^(?:[A-Z]{2}:| {2}(?:by|cite) )/.test(line))
    .map((line) => line.replaceAll(/ {2,}/g, " ").trim());
}

describe("a law as texts", () => {
  it("holds what a measure with savings says once, however many days it is read on", () => {
    const { slices } = new SourceSide(program);
    const [measure] = slices.sayings.saves.keys();
    const texts = ["2025-06-01", "2025-06-02", "2025-06-03"].map((asOf) =>
      slices.at({ asOf, knownAt: null, view: "text" }).get(measure!),
    );
    // as long as much of the law
    expect(texts[0]!.text.length).toBeGreaterThan(100_000);
    expect(texts[1]).toBe(texts[0]);
    expect(texts[2]).toBe(texts[0]);
  });
});

describe("an A800 from the United States to China, June to December 2023", () => {
  const { case: _, ...facts } = JSON.parse(
    readFileSync(resolve(EXAMPLES, "cases/a800-to-china.json"), "utf8"),
  ) as {
    [fact: string]: CaseJson;
  };

  it("needs a license from the rule of October 2023, with a presumption of denial", () => {
    expect(told(between("2023-06-01", "2023-12-01", "US", facts))).toEqual([
      "US: no requirement becomes license required, review presumption of denial (tighter, re-dated)",
      "by us.advanced_computing.ac_a",
      "cite 15 CFR 742.6(a)(6)(iii)(A); 15 CFR 742.6(a)(6)(iii)(A)(1); 15 CFR 742.6(a)(6)(iii)(A)(2); 88 FR 73458",
    ]);
  });

  it("was free until the day before, and is controlled from 17 November", () => {
    expect(between("2023-06-01", "2023-11-16", "US", facts).changes).toEqual([]);
    expect(between("2023-11-16", "2023-11-17", "US", facts).changes).toMatchObject([
      { direction: "tighter", new: { verdict: "license_required", reviewPolicy: "presumption_of_denial" } },
    ]);
  });
});

describe("the Dutch order of September 2024", () => {
  const scanner = (overlay: string): CaseJson => {
    const model = program.scenarios.find(
      ({ given, expectations }) =>
        JSON.stringify(given).includes('"193 nm"') && expectations.some((e) => e.jurisdiction.name === "NL"),
    )!.given as { readonly item: { readonly [fact: string]: CaseJson } };
    return {
      ...model,
      act: "shipment",
      departure: "NL",
      destination: "CN",
      item: { ...model.item, wavelength: "193 nm", numerical_aperture: 1.35, chuck_overlay: overlay },
    };
  };

  it("takes in the older immersion scanners, with an overlay of more than 1.50 nm up to 2.4 nm", () => {
    expect(told(between("2024-09-06", "2024-09-07", "NL", scanner("1.6 nm")))).toEqual([
      "NL: no requirement becomes license required, route individual (tighter, re-dated)",
      "by nl.equipment_order.equipment_order",
      "cite Stcrt. 2023, 18212; Stcrt. 2023, 18212, art. 2; Stcrt. order BZ2404162",
    ]);
    expect(between("2024-09-06", "2024-09-07", "NL", scanner("2.5 nm")).changes).toEqual([]);
  });

  it("leaves the newer ones as they were", () => {
    expect(between("2024-09-06", "2024-09-07", "NL", scanner("1.4 nm")).changes).toEqual([]);
  });
});

describe("a build of the examples", () => {
  it("says of the Netherlands what the sources say, on every day", () => {
    const bundle = buildBundle(normalize(program), program);
    const read = new BuiltSide(JSON.parse(JSON.stringify(bundle)) as Bundle);
    const report = diffLaws(read, new BuiltSide(bundle, program.scenarios), {
      oldName: "built",
      newName: "sources",
    });
    expect(report).toMatchObject({ changes: [], texts: [], scenarios: [], notes: [] });
  });
});
