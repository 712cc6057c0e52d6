/** Sentences of statutes in a whole law: one finding each, whatever words of the language stand in them, and lists as statutes have them. */
import { expect, it, test } from "vitest";
import { EXAMPLE } from "../../compiler/init/template-sources.ts";
import { parse } from "../../grammar/parse.ts";
import { findings, slip } from "./slip.ts";

const OUTSIDE = "unless destination in partners";
const ITEMS = "items 1A001.a";
const WRITING = "syntax/other-writing";

test.each([
  ["the end use is military"],
  ["the end user is in partners"],
  ["the exporter is aware or has grounds for suspecting that the items are intended for a military end use"],
  ["destination in partners or the end user is in partners"],
  ["more than 25 % of the value is controlled content"],
  ["the destination is one of the countries in partners and/or the end user is military"],
  ["a person\n    who has been informed is in partners"],
])("`when %s` is one finding, of the whole sentence", (sentence) => {
  expect(slip(OUTSIDE, `when ${sentence}`)).toEqual([{ code: WRITING, at: sentence, meant: [] }]);
  expect(slip(OUTSIDE, `when any of {\n    (1) ${sentence},\n    (2) act = shipment\n  }`)).toEqual([
    { code: WRITING, at: sentence, meant: [] },
  ]);
  const law = EXAMPLE.replace("group partners", `define asked = ${sentence}\ngroup partners`);
  expect(findings(law).map(({ code }) => code)).toEqual([WRITING]);
});

it("leaves a sentence before what follows on its line", () => {
  const text = "when the end use is military requires license";
  expect(slip(`${OUTSIDE}\n  requires license`, text)).toEqual([
    { code: WRITING, at: "the end use is military", meant: [] },
  ]);
});

test.each([
  ["(1) It shall be prohibited to sell, supply or export, directly or indirectly, goods listed in the annex"],
  ["no person shall broker goods destined for partners"],
  ["shall not apply to contracts concluded before 1 June 2024"],
  ["subject to article 6, requires license"],
  ["notwithstanding paragraph 2"],
  ["as amended by order_2026"],
  ["in case of doubt"],
  ["the exporter must keep records until 2026-12-31"],
])("`%s` is one finding as a clause", (sentence) => {
  expect(slip(OUTSIDE, `${OUTSIDE}\n  ${sentence}`)).toEqual([{ code: WRITING, at: sentence, meant: [] }]);
});

test.each<[at: string, from: string, to: string, meant: readonly string[]]>([
  ["the", OUTSIDE, "when the destination is CA", [""]],
  ["the", OUTSIDE, "when the destination = CA and the act = shipment", ["", ""]],
  ["the", OUTSIDE, "when the item is 1A001.a", [""]],
  ["end use", OUTSIDE, "when end use is military", []],
  ["license for exports", "requires license", "requires license for exports", []],
  ["license required for exports", "requires license", "license required for exports", []],
  ["license from Trade_Office", "requires license", "requires license from Trade_Office", []],
  ["license (individual or global)", "requires license", "requires license (individual or global)", []],
  [
    "a license is required for the export of goods",
    "requires license",
    "a license is required for the export of goods",
    [],
  ],
  ["authorisation", "requires license", "requires authorisation", ["license"]],
  ["prior authorization", "requires license", "requires prior authorization", ["license"]],
  ["policy: denial", "case by case\n  from", "policy: denial\n  from", ["policy of denial"]],
  ["presumption = denial", "case by case\n  from", "presumption = denial\n  from", ["presumption of denial"]],
  ["policy denial", "case by case\n  from", "policy denial\n  from", ["policy of denial"]],
  ["denial", "case by case\n  from", "denial\n  from", ["policy of denial", "presumption of denial"]],
  ["[CA, JP]", OUTSIDE, "unless destination in [CA, JP]", ["{CA, JP}"]],
  ["[CA, JP]", OUTSIDE, "destinations [CA, JP]", ["{CA, JP}"]],
  ["[CA, JP]", "CA, JP, NO", "[CA, JP]", ["{CA, JP}"]],
  [";", ITEMS, "items 1A001.a; 1A001.b", [","]],
  [";", "CA, JP, NO", "CA; JP; NO", [",", ","]],
  [";", "CA, JP, NO", "{\n  CA;\n  JP;\n  NO\n}", [",", ","]],
  [";", OUTSIDE, "unless destination in {CA; JP}", [","]],
  [";", "given { act: shipment,", "given { act: shipment;", [","]],
  ["–", ITEMS, "items 1A001 – 1A005", ["..", "-"]],
  ["– XCL", ITEMS, "items XCL 1A001 – XCL 1A005", [".."]],
])("`%s` is one finding with what is meant", (at, from, to, meant) => {
  const found = slip(from, to).map((one) => ({ ...one, at: one.at.trim() }));
  expect(found).toEqual([{ code: WRITING, at, meant }]);
});

it("takes a long dash before a code below another for a difference", () => {
  expect(slip(ITEMS, "items 1A001 – 1A001.a")).toEqual([
    { code: "syntax/unknown-character", at: "–", meant: ["-"] },
  ]);
});

it("names a fact of several words with its blanks filled", () => {
  const law = EXAMPLE.replace(OUTSIDE, "unless last stop in partners");
  expect(findings(law)).toMatchObject([{ code: WRITING, fixes: [{ edits: [{ newText: "last_stop" }] }] }]);
});

it("asks for membership in a group with which a country is compared", () => {
  expect(slip(OUTSIDE, "unless destination = partners")).toEqual([
    { code: "check/type", at: "partners", meant: ["in"] },
  ]);
  expect(slip(OUTSIDE, "when destination != partners")).toEqual([
    { code: "check/type", at: "partners", meant: ["not in"] },
  ]);
});

it("takes signs of logic for the words they stand for", () => {
  const found = slip(OUTSIDE, "when destination ∈ partners");
  expect(found).toEqual([{ code: "syntax/unknown-character", at: "∈", meant: ["in"] }]);
});

it("leaves names and conditions that are the language as they are", () => {
  const text = EXAMPLE.replace(
    OUTSIDE,
    `when (a in the and the.has = such) or known that that.is = CN
    or any a in parties where a.who = its
  when any of {
    (1) an in partners,
    (2) the
  }`,
  );
  expect(parse("a.cordon", text).diagnostics).toEqual([]);
  expect(parse("a.cordon", "group partners = CA;\ngroup others = JP").diagnostics).toMatchObject([
    { code: "syntax/unknown-character" },
  ]);
  const review = EXAMPLE.replace("review case by case\n  from", "review denial\n  from").replace(
    "list measure",
    "review denial = policy of denial\n\nlist measure",
  );
  expect(findings(review).map(({ message }) => message)).toEqual([]);
});

it("goes through a text once for sentences, however many conditions it has", () => {
  const cost = (count: number): number => {
    const text = `list measure m {\n${"  when a = b\n".repeat(count)}}`;
    let steps = 0;
    const has = Set.prototype.has;
    Set.prototype.has = function (value) {
      steps++;
      return has.call(this, value);
    };
    try {
      parse("a.cordon", text);
    } finally {
      Set.prototype.has = has;
    }
    return steps;
  };
  expect(cost(2_000) / cost(200)).toBeLessThan(15);
});
