import { describe, expect, it } from "vitest";
import { build, compile, MemoryHost, testScenarios } from "../../compiler/index.ts";
import type { ScenarioResult } from "../../compiler/scenario/outcome.ts";
import { jsonResults, junitResults, NO_PAINT, prettyResults } from "../../compiler/scenario/render.ts";
import { smallLaw } from "../cli/small-law.ts";

const CASE =
  "given { act: shipment, departure: NL, destination: BR, item: { family: {circuit}, tpp: 5000 TPP } }";

/** What stands besides the template's own measure: a second one, and exceptions. */
const MORE = `
list measure slow "Slow processors" {
  authority trade_act
  cite "99 CFR 2.2"
  topic ai_chips
  items 1A001.a
  when any of {
    (1) destination = BR,
    (2) destination = AR
  }
  requires notice to Trade_Office
  from 2026-02-01 by order_2026
  unenforced from 2026-06-01 because "the office said so"
}

exception repair "Repair" {
  cite "99 CFR 3.1"
  releases slow, fast_processors
  when destination = AR
  from 2026-05-01
}
`;

function results(scenarios: string, more = MORE): { results: ScenarioResult[]; pretty: string } {
  const sources = smallLaw();
  const text = sources["measures.cordon"]!.replace(/scenario [\s\S]*/, "");
  const host = new MemoryHost({ ...sources, "measures.cordon": `${text}${more}\n${scenarios}` });
  const compilation = compile(host, []);
  expect(compilation.diagnostics.filter((d) => d.severity === "error").map((d) => d.message)).toEqual([]);
  const { bundle } = build(compilation, { tablesOnly: true });
  const found = testScenarios(compilation, bundle);
  return { results: found, pretty: prettyResults(found, (span) => span.file, NO_PAINT) };
}

function scenario(expectations: string, given = CASE, title = "One"): string {
  return `scenario "${title}" { ${given} ${expectations} }\n`;
}

describe("scenarios that hold", () => {
  it.each([
    ["a verdict", "expect on 2026-03-01 XX license"],
    ["a verdict with its measure", "expect on 2026-03-01 XX license by fast_processors"],
    ["two measures", "expect on 2026-03-01 XX license by fast_processors, slow"],
    ["one limb of a measure", "expect on 2026-03-01 XX license by slow(1)"],
    ["a review policy", "expect on 2026-03-01 XX license review case by case"],
    ["the day before", "expect on 2026-01-31 XX no requirement"],
    ["what was known then", "expect on 2026-03-01 known at 2026-01-09 XX no requirement"],
    ["practice where it does not differ", "expect on 2026-03-01 in practice XX license by fast_processors"],
  ])("%s", (_, expectation) => {
    expect(results(scenario(expectation)).pretty).toBe("1 scenario, 1 expectation: 1 passed, 0 failed\n");
  });

  it("an exception that lifts", () => {
    const lifted = CASE.replace("BR", "AR");
    const text = scenario(
      "expect on 2026-05-01 XX authorized by repair expect on 2026-04-30 XX license",
      lifted,
    );
    expect(results(text).pretty).toBe("1 scenario, 2 expectations: 1 passed, 0 failed\n");
  });

  it("an open answer with the facts it misses", () => {
    const open = "given { act: shipment, departure: NL, destination: BR }";
    const text = scenario("expect on 2026-03-01 XX undetermined missing item.tpp, item.family", open);
    expect(results(text).pretty).toBe("1 scenario, 1 expectation: 1 passed, 0 failed\n");
  });

  it("practice where it differs", () => {
    const only = MORE.replace("requires notice to Trade_Office", "prohibits");
    const text = scenario(
      "expect on 2026-07-01 XX prohibited by slow expect on 2026-07-01 in practice XX license by fast_processors",
    );
    expect(results(text, only).pretty).toBe("1 scenario, 2 expectations: 1 passed, 0 failed\n");
  });
});

describe("scenarios that fail", () => {
  it.each([
    ["another verdict", "expect on 2026-03-01 XX no requirement"],
    ["another measure", "expect on 2026-01-31 XX license by fast_processors"],
    ["another limb", "expect on 2026-03-01 XX license by slow(2)"],
    ["another review", "expect on 2026-03-01 XX license review presumption of denial"],
    ["license types", "expect on 2026-03-01 XX license routes { individual }"],
    ["an exception that does not hold", "expect on 2026-05-01 XX license by repair"],
    ["a fact that is not missing", "expect on 2026-03-01 XX undetermined missing item.tpp"],
  ])("say what was expected, what came and which clause decided: %s", (_, expectation) => {
    const { results: found, pretty } = results(scenario(expectation));
    expect(found[0]!.passed).toBe(false);
    expect(pretty).toMatchSnapshot();
  });

  it("say what is missing", () => {
    const open = "given { act: shipment, departure: NL, destination: BR, item: { family: {circuit} } }";
    expect(results(scenario("expect on 2026-03-01 XX license", open)).pretty).toMatchSnapshot();
  });

  it("do not hold because another expectation of theirs does", () => {
    const text = scenario("expect on 2026-03-01 XX license expect on 2026-03-02 XX prohibited");
    const { results: found } = results(text);
    expect(found[0]!.passed).toBe(false);
    expect(found[0]!.expectations.map((e) => e.passed)).toEqual([true, false]);
  });
});

describe("results for machines", () => {
  const mixed = [
    scenario("expect on 2026-03-01 XX license", CASE, "Holds"),
    scenario("expect on 2026-03-01 XX prohibited", CASE, 'Fails <b> & \\"quoted\\"'),
  ].join("");

  it("are JSON", () => {
    const { results: found } = results(mixed);
    expect(JSON.parse(jsonResults(found, (span) => span.file))).toMatchSnapshot();
  });

  it("are JUnit XML, with every text escaped", () => {
    const { results: found } = results(mixed);
    const xml = junitResults(found, (span) => span.file);
    expect(xml).toMatchSnapshot();
    expect(xml).not.toContain("<b>");
  });

  it("are JUnit XML with the line beside the path, which may have a colon of its own", () => {
    const { results: found } = results(mixed);
    expect(junitResults(found, () => "c:law.cordon:12")).toContain(' file="c:law.cordon" line="12"');
    expect(junitResults(found, () => "c:law.cordon")).toMatch(/ file="c:law.cordon"\/?>/);
  });

  it("are empty but whole without scenarios", () => {
    const { results: found } = results("");
    expect(junitResults(found, (span) => span.file)).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites tests="0" failures="0">\n</testsuites>\n',
    );
  });
});
