import { describe, expect, it } from "vitest";
import type { Program } from "../../compiler/check/tree.ts";
import { type DiffReport, diffPrograms } from "../../compiler/diff/index.ts";
import { flipLine } from "../../compiler/diff/pretty.ts";
import { compile, MemoryHost } from "../../compiler/index.ts";
import { EXAMPLE, VOCABULARY } from "../../compiler/init/template-sources.ts";
import { schemaProblems } from "./schema.ts";

const OPEN = "given { act: shipment, departure: NL, destination: BR, item: { family: {circuit} } }";
const FAST = OPEN.replace("{circuit}", "{circuit}, tpp: 4800 TPP");
const LAW = EXAMPLE.slice(0, EXAMPLE.indexOf("scenario"));
const LATER = "expect on 2026-03-01 XX";

function compared(expectations: string, edit: (text: string) => string, vocabulary = VOCABULARY): DiffReport {
  const law = (measures: string, facts: string): Program => {
    const { program, diagnostics } = compile(
      new MemoryHost({ "trade.cordon": facts, "measures.cordon": measures }),
      [],
    );
    expect(diagnostics.filter((d) => d.severity === "error").map((d) => d.message)).toEqual([]);
    return program;
  };
  const scenario = `scenario "One" { ${expectations} }`;
  const report = diffPrograms(law(LAW + scenario, VOCABULARY), law(edit(LAW + scenario), vocabulary), {
    oldName: "old",
    newName: "new",
    jurisdictions: ["XX"],
  });
  expect(schemaProblems(report)).toEqual([]);
  return report;
}

/** What the laws answer and the scenario expects, as data and in a line. */
function flip(...of: Parameters<typeof compared>) {
  const { scenarios } = compared(...of);
  expect(scenarios).toHaveLength(1);
  return { ...scenarios[0]!, line: flipLine(scenarios[0]!) };
}

const NOTHING = {
  verdict: "no_requirement",
  atLeast: "no_requirement",
  atMost: "no_requirement",
  reviewPolicy: null,
  reviewRange: null,
  routes: [],
};
const LICENSE = {
  verdict: "license_required",
  atLeast: "license_required",
  atMost: "license_required",
  reviewPolicy: "case_by_case",
  reviewRange: null,
  routes: [],
};

describe("a scenario that is answered otherwise", () => {
  it("has both answers and what it expects as data", () => {
    const found = flip(`${FAST} ${LATER} license review case by case`, (text) =>
      text.replace("4800 TPP\n}", "4900 TPP\n}"),
    );
    expect(found).toEqual({
      title: "One",
      module: "example.chips",
      jurisdiction: "XX",
      on: "2026-03-01",
      knownAt: null,
      view: "text",
      old: LICENSE,
      new: NOTHING,
      expected: { verdict: "license_required", review: "case_by_case", routes: null },
      meets: "old",
      line: '"One", XX on 2026-03-01: license required, review case by case → no requirement; no longer meets what it expects',
    });
  });

  it("has the range that a law leaves open, and says what neither meets", () => {
    const found = flip(`${OPEN} ${LATER} license review policy of denial routes { individual }`, (text) =>
      text.replace("circuit in family and tpp >= 4800 TPP", "circuit in family"),
    );
    expect(found.old).toEqual({
      ...LICENSE,
      verdict: "undetermined",
      atLeast: "no_requirement",
      reviewPolicy: null,
      reviewRange: [null, "case_by_case"],
    });
    expect(found.new).toEqual(LICENSE);
    expect(found.meets).toBe("neither");
    expect(found.expected).toEqual({
      verdict: "license_required",
      review: "policy_of_denial",
      routes: ["individual"],
    });
    expect(found.line).toMatch(
      / 2026-03-01: between no requirement and license required.* → license required/,
    );
    expect(found.line).toContain(
      "on either side (license required, review policy of denial, route individual)",
    );
  });

  it("has the license types of both sides where these alone differ", () => {
    const found = flip(`${FAST} ${LATER} license routes { individual }`, (text) =>
      text.replace("review case by case\n", "review case by case\n  routes { individual, global }\n"),
    );
    expect(found.new).toEqual({ ...LICENSE, routes: ["global", "individual"] });
    expect(found.meets).toBe("neither");
    expect(found.line).toContain("→ license required, review case by case, routes global, individual;");
  });

  it("has no answer on the side whose law has not its facts", () => {
    const found = flip(
      `${FAST} ${LATER} license`,
      (text) => text.replaceAll("tpp", "speed"),
      VOCABULARY.replace("tpp :", "speed :"),
    );
    expect(found.old).toBeNull();
    expect(found.new).toEqual(LICENSE);
    expect(found.line).toContain(
      "2026-03-01: refused: the facts do not fit → license required, review case by case;",
    );
  });

  it("says what was known, and that it is about practice", () => {
    const suspended = (text: string): string =>
      text.replace(
        /(case by case\n {2}from .*\n)\}/,
        '$1  unenforced from 2026-02-15 because "so it said"\n}',
      );
    const asked = `${FAST} expect on 2026-03-01 known at 2026-02-20 in practice XX license`;
    const found = flip(asked, suspended);
    expect(found).toMatchObject({
      knownAt: "2026-02-20",
      view: "practice",
      old: LICENSE,
      new: NOTHING,
      meets: "old",
    });
    expect(found.line).toContain("XX on 2026-03-01 as known on 2026-02-20 in practice: license required");
    // the text is as it was
    expect(compared(`${FAST} ${LATER} license`, suspended).scenarios).toEqual([]);
  });
});
