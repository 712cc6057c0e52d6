import { describe, expect, it, test } from "vitest";
import { parse } from "../../grammar/parse.ts";

/** A law with places for a number, a day, a comparison, and limbs. */
const law = (limbs: string, day = "2025-06-01", rest = "") => `item A 3A001.a "Processors" {
  from ${day} by rule = any of {
    ${limbs}
  }
}
${rest}`;
const right = "(1) tpp >= 4800 TPP,\n    (2) wavelength < 0.193 um";

function findings(text: string) {
  const { diagnostics, source } = parse("a.cordon", text);
  return diagnostics.map(({ code, span: { start, end }, fixes }) => ({
    code,
    written: source.text.slice(start, end),
    fixes: fixes.map(
      ({ edits: [edit] }) => text.slice(0, edit!.span.start) + edit!.newText + text.slice(edit!.span.end),
    ),
    meant: fixes.map(({ edits: [edit] }) => edit!.newText),
  }));
}

describe("what is written in other ways", () => {
  test.each([
    ["4,800", ["4800", "4.8"]],
    ["4 800", ["4800"]],
    ["4\u00a0800", ["4800"]],
    ["1,234,567.5", ["1_234_567.5"]],
    ["4.800,5", ["4800.5"]],
    ["0,193", ["0.193"]],
    ["5,92", ["5.92"]],
  ])("the number %s", (written, meant) => {
    const found = findings(law(right.replace("4800", written)));
    expect(found.map(({ code, written, meant }) => ({ code, written, meant }))).toEqual([
      { code: "syntax/other-writing", written, meant },
    ]);
    expect(found[0]!.fixes.flatMap(findings)).toEqual([]);
    expect(
      findings(
        `scenario "s" { given { item: { tpp: ${written} TPP, codes: {} } } expect on 2025-01-01 A license }`,
      ),
    ).toHaveLength(1);
  });

  test.each([
    ["1 June 2025", ["2025-06-01"]],
    ["1st of June, 2025", ["2025-06-01"]],
    ["June 1, 2025", ["2025-06-01"]],
    ["1 JUN 2025", ["2025-06-01"]],
    ["13/06/2025", ["2025-06-13"]],
    ["06/13/2025", ["2025-06-13"]],
    ["01/06/2025", ["2025-06-01", "2025-01-06"]],
    ["1.6.2025", ["2025-06-01", "2025-01-06"]],
    ["13-06-2025", ["2025-06-13"]],
    ["2025/06/01", ["2025-06-01"]],
    ["2025.06.01", ["2025-06-01"]],
    ["2025-6-1", ["2025-06-01"]],
    ['"2025-06-01"', ["2025-06-01"]],
  ])("the day %s", (written, meant) => {
    const found = findings(law(right, written));
    expect(found.map(({ code, written, meant }) => ({ code, written, meant }))).toEqual([
      { code: "syntax/other-writing", written, meant },
    ]);
    expect(found[0]!.fixes.flatMap(findings)).toEqual([]);
  });
  test.each(["30.02.2026", "31 June 2025", "2025-6-31", "29/02/2025"])(
    "offers no day that the calendar lacks: %s is left to the check of days",
    (written) => {
      expect(findings(law(right, written))).toEqual([]);
      const { file } = parse("a.cordon", law(right, written));
      expect(JSON.stringify(file)).toMatch(/"text":"\d{4}-\d{2}-(?:29|30|31)"/);
    },
  );
  it("leaves it to the author which day of a month is meant", () => {
    expect(findings(law(right, "June 2025"))).toEqual([
      { code: "syntax/other-writing", written: "June 2025", fixes: [], meant: [] },
    ]);
  });

  test.each([
    ["less than", "<"],
    ["is less than", "<"],
    ["at least", ">="],
    ["of at least", ">="],
    ["not less than", ">="],
    ["equal to or greater than", ">="],
    ["greater than or equal to", ">="],
    ["exceeds", ">"],
    ["not exceeding", "<="],
    ["up to", "<="],
    ["below", "<"],
    ["> =", ">="],
    ["< =", "<="],
  ])("the comparison `%s`", (written, meant) => {
    const found = findings(law(right.replace(">=", written)));
    expect(found).toMatchObject([{ code: "syntax/other-writing", written, meant: [meant] }]);
    expect(findings(found[0]!.fixes[0]!)).toEqual([]);
  });
  test.each([
    ["before", "<"],
    ["after", ">"],
    ["on or after", ">="],
    ["on or before", "<="],
  ])("the comparison of days `%s`", (written, meant) => {
    for (const day of ["2025-01-01", "1 January 2025"]) {
      const found = findings(`define early = contract.signed ${written} ${day}\n`);
      expect(found[0]).toMatchObject({ code: "syntax/other-writing", written, meant: [meant] });
      expect(found).toHaveLength(day.includes("J") ? 2 : 1);
    }
  });

  test.each([
    ["labels `1)`", "1) tpp >= 4800 TPP,\n    2) wavelength < 0.193 um", ["1)", "2)"]],
    ["labels `a.`", "a. tpp >= 4800 TPP,\n    b. wavelength < 0.193 um", ["a.", "b."]],
    ["labels `i)`", "i) tpp >= 4800 TPP,\n    ii) wavelength < 0.193 um", ["i)", "ii)"]],
    ["a semicolon", right.replace(",", ";"), [";"]],
    ["`; or`", right.replace(",", "; or"), ["; or"]],
    ["`; and` before a label in another form", right.replace(",\n    (2)", "; and\n    2)"), ["; and", "2)"]],
    ["`, or`", right.replace(",", ", or"), ["or"]],
    ["`or` without a comma", right.replace(",", " or"), ["or"]],
  ])("limbs with %s", (_, limbs, written) => {
    let text = law(limbs);
    expect(findings(text).map((one) => `${one.code} ${one.written}`)).toEqual(
      written.map((one) => `syntax/other-writing ${one}`),
    );
    for (let next = findings(text)[0]; next !== undefined; next = findings(text)[0]) text = next.fixes[0]!;
    expect(text.replaceAll(/[\s]/g, "")).toContain("tpp>=4800TPP,");
  });

  it("a saving whose end stands behind its day, which would end the measure", () => {
    const measure = (saves: string) => `list measure m "M" {\n  ${saves}\n}\n`;
    const found = findings(measure("saves contract.signed < 2025-04-30 as of 2025-05-31 until 2025-12-01"));
    expect(found).toMatchObject([
      { code: "syntax/other-writing", written: "as of 2025-05-31 until 2025-12-01" },
    ]);
    const meant = measure("saves contract.signed < 2025-04-30 until 2025-12-01 as of 2025-05-31");
    expect(found[0]!.fixes).toEqual([meant]);
    expect(findings(meant)).toEqual([]);
    expect(
      findings(measure("saves contract.signed < 2025-04-30 as of 2025-05-31\n  until 2025-12-01")),
    ).toEqual([]);
  });
  test.each([
    ["members of a set", "define d = footnotes meets {1,200} and x in {4,800}"],
    ["a version whose beginning is not known", "group g {\n  from before 2019-01-01 = CN\n}"],
    ["days before a duty", 'exception e {\n  obliges notice to A before 25 days "text"\n}'],
    ["brackets at the start of a line", "define d = any of {\n  (1) x or\n    (y) and z,\n  (2) y\n}"],
    ["names that are short or months", "define d = may in {march, a, i} and f(a,\n  b)\ngroup april = CN"],
    ["a quotient", "define d = 10/12/7 * x > 2025 - 6 - 1"],
    ["a text that is a day", 'define d = number = "2025-06-01"'],
    ["a bracket that closes on its own line", "define d = (\n  a\n  or\n  b\n)\ndefine e = f(\n  a,\n  b\n)"],
  ])("nothing in %s", (_, text) => {
    expect(findings(text)).toEqual([]);
  });
});
