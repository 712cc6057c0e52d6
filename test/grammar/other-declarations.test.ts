/** Declarations, duties and numbers as statutes write them, in a whole law: one finding each, and what is offered is a law. */
import { expect, it, test } from "vitest";
import { EXAMPLE } from "../../compiler/init/template-sources.ts";
import { parse } from "../../grammar/parse.ts";
import { findings, slip } from "./slip.ts";

const WRITING = "syntax/other-writing";
const GROUP = 'group partners "Countries with equivalent controls" = CA, JP, NO';
const FROM = "from 2026-02-01 by order_2026\n}\n\nscenario";
const DATES = "published 2026-01-10 from 2026-02-01";
const OUTSIDE = "unless destination in partners";
const TITLE = '"A processor at the threshold needs a license from the first day of the order"';
const before = (declaration: string): readonly [string, string] => [GROUP, `${declaration}\n${GROUP}`];

test.each<[at: string, from: string, to: string, meant: readonly string[]]>([
  [":", GROUP, GROUP.replace(" =", ":"), ["="]],
  ["is", GROUP, GROUP.replace("=", "is"), ["="]],
  [":=", GROUP, GROUP.replace("=", ":="), ["="]],
  ["means", ...before("define far means destination = CA"), ["="]],
  ["far goods", ...before("define far goods = destination = CA"), ["far_goods"]],
  ['"far goods"', ...before('define "far goods" = destination = CA'), ["far_goods"]],
  ["and", "CA, JP, NO", "CA, JP, and NO", [""]],
  ["plus", "= CA, JP, NO", "= {CA, JP} plus NO", ["+"]],
  ["minus", "= CA, JP, NO", "= world minus CA", ["-"]],
  ["to", "items 1A001.a", "items 1A001 to 1A005", [".."]],
  [",", "instrument order_2026 ", "instrument order_2026, ", [""]],
  [",", DATES, DATES.replace(" from", ", from"), [""]],
  [",", `"999 FR 1001" ${DATES}`, `"999 FR 1001", ${DATES.replace(" from", ", from")}`, ["", ""]],
  ["on", DATES, `published on 2026-01-10 from 2026-02-01`, [""]],
  [":", DATES, "published: 2026-01-10 from 2026-02-01", [""]],
  ["(order_2026)", FROM, FROM.replace("by order_2026", "(order_2026)"), ["by order_2026"]],
  [", as amended", 'cite "99 CFR 2.1"', 'cite "99 CFR 2.1", as amended', []],
  [", as amended up to 2026-11-01", "of XX current to 2026-11-01", "of XX, as amended up to 2026-11-01", []],
  ["(consolidated)", "of XX current to 2026-11-01", "of XX (consolidated)", []],
  ["(processors)", "items 1A001.a", "items 1A001.a (processors)", []],
  [", except CA", OUTSIDE, "destinations partners, except CA", [" - CA"]],
  [", except NO", OUTSIDE, "destinations partners, CN, except NO", []],
  [", except for CA, JP", OUTSIDE, "destinations partners, except for CA, JP", [" - {CA, JP}"]],
  ["of the following:", OUTSIDE, `when any of the following: {\n    (1) destination = CA\n  }`, ["of"]],
  ["equals", OUTSIDE, "when destination equals CA", ["="]],
  [", except for partners", "case by case\n  from", "case by case, except for partners\n  from", []],
  ["for CA and JP", "case by case\n  from", "policy of denial for CA and JP\n  from", []],
  [TITLE.replaceAll('"', "'"), TITLE, TITLE.replaceAll('"', "'"), [TITLE]],
  [":", "given {", "given: {", [""]],
  ["is", "given { act:", "given { act is", [":"]],
  [":", "expect on 2026-02-01 XX license", "expect on 2026-02-01 XX: license", [""]],
  [".", "review case by case\n}", "review case by case.\n}", [""]],
  [
    "expect license by fast_processors review case by case",
    "expect on 2026-02-01 XX license",
    "expect license",
    [],
  ],
  ["4.800", "tpp >= 4800 TPP\n", "tpp >= 4.800 TPP\n", ["4800", "4.8"]],
  ["1.700.000", "tpp >= 4800 TPP\n", "tpp >= 1.700.000 TPP\n", ["1_700_000"]],
  ["1 million", "tpp >= 4800 TPP\n", "tpp >= 1 million TPP\n", ["1_000_000"]],
  ["with effect from", FROM, FROM.replace("from", "with effect from"), ["from"]],
])("`%s` is one finding with what is meant", (at, from, to, meant) => {
  expect(slip(from, to)).toEqual([{ code: WRITING, at, meant }]);
});

const exception = (clause: string): string =>
  EXAMPLE.replace(
    "scenario",
    `exception small "Small" {\n  cite "99 CFR 3.1"\n  releases fast_processors\n  ${clause}\n  from 2026-02-01\n}\n\nscenario`,
  );

test.each<[at: string, clause: string]>([
  ["obliges the exporter to report to the office within 30 days", ""],
  ["obliges record keeping", ""],
  ["obliges report to the office", ""],
  ["months", "obliges report to Trade_Office every 6 months"],
  ["year", "obliges report to Trade_Office every year"],
  ["thirty", "obliges report to Trade_Office within thirty days"],
])("`%s` is one finding as a duty", (at, clause) => {
  const text = exception(clause === "" ? at : clause);
  const found = findings(text).map(({ code, span }) => ({ code, at: text.slice(span.start, span.end) }));
  expect(found).toEqual([{ code: WRITING, at }]);
});

it("leaves duties that the language has as they are", () => {
  const law = exception(
    'obliges notice to Trade_Office before 25 days "as the office says" when destination = CA',
  );
  expect(findings(law).map(({ message }) => message)).toEqual([]);
});

it("tells the code of a country that has a name of several words", () => {
  const law = EXAMPLE.replace("CA, JP, NO", "CA, North Korea, Russian Federation");
  expect(findings(law)).toMatchObject([
    { code: "bind/unknown-name", fixes: [{ edits: [{ newText: "KP" }] }] },
    { code: "bind/unknown-name", fixes: [{ edits: [{ newText: "RU" }] }] },
  ]);
});

it("writes a share per cent with its sign", () => {
  const [found, ...more] = parse("a.cordon", "define small of item = share <= 10 per cent").diagnostics;
  expect({ found, more }).toMatchObject({
    found: { code: WRITING, fixes: [{ edits: [{ newText: "10 %" }] }] },
    more: [],
  });
});

it("asks what money with thousandths is", () => {
  const codes = (value: string) =>
    findings(EXAMPLE.replace(OUTSIDE, `unless item.value > ${value}`))
      .filter(({ code }) => code === WRITING)
      .flatMap(({ fixes }) => fixes.flatMap(({ edits }) => edits.map(({ newText }) => newText)));
  expect(codes("10.000 EUR")).toEqual(["10_000", "10"]);
  expect(codes("EUR 10.000")).toEqual(["10_000 EUR", "10 EUR"]);
  expect(codes("5.925 EUR")).toEqual(["5925"]);
  expect(codes("5.92 EUR")).toEqual([]);
  expect(codes("0.500 EUR")).toEqual([]);
});
