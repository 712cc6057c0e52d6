import { describe, expect, it } from "vitest";
import { hull } from "../../compiler/oracle/index.ts";
import { checkSources, compileProgram } from "../property/compile.ts";
import { HEAD, measure, WHERE, WORDS } from "../property/small-law.ts";

/** The small vocabulary with tariff codes, of a scheme that does not say which codes it has. */
const words = WORDS.replace(
  "record transaction {",
  'codes hs "Tariff" below by digits\nrecord transaction {',
).replace(
  "  area : mm2",
  '  tariff : hs "Which tariff code?"\n  tariffs : set of hs "Which tariff codes?"\n  area : mm2',
);

function lawOf(clause: string) {
  const law = `${HEAD}group chips of codes = hs '854231', hs '854290'\n${measure("m", `${clause} requires license from 2022-01-01`)}`;
  const { program, errors } = checkSources({ "words.cordon": words, "law.cordon": law });
  expect(errors).toEqual([]);
  return compileProgram(program);
}

function ask(clause: string, facts: object) {
  const answer = lawOf(clause).engine.evaluate(
    { ...WHERE, ...facts },
    { asOf: "2024-06-01", jurisdictions: ["US"] },
  );
  if ("problems" in answer) throw new Error(JSON.stringify(answer.problems));
  const [found] = answer.determinations;
  return [found!.verdict, found!.missing.map(({ path, expects }) => `${path}: ${expects}`)];
}

describe("a code that is coarser than the law asks for", () => {
  it.each([
    ["in codes", "when item.tariff in {hs '854290'}", { item: { tariff: "8542" } }, "item.tariff", "hs 8542"],
    ["in a group", "when item.tariff in chips", { item: { tariff: "8542" } }, "item.tariff", "hs 8542"],
    [
      "in a range",
      "when item.tariff in {hs '854231' .. hs '854239'}",
      { item: { tariff: "8542" } },
      "item.tariff",
      "hs 8542",
    ],
    ["equal", "when item.tariff = hs '854290'", { item: { tariff: "85" } }, "item.tariff", "hs 85"],
    [
      "among several",
      "when item.tariffs meets chips",
      { item: { tariffs: ["9000", "8542"] } },
      "item.tariffs",
      "hs 8542",
    ],
    [
      "of an element",
      "when any u in uses where u.purpose = wmd.nuclear",
      { uses: [{ purpose: "wmd" }] },
      "uses[0].purpose",
      "purpose wmd",
    ],
  ])("%s: is what is missing", (_, clause, facts, path, code) => {
    expect(ask(clause, facts)).toEqual(["undetermined", [`${path}: a finer code than ${code}`]]);
  });

  it("is not asked for where it decides, or where the law names nothing finer", () => {
    const clause = "when item.tariff in {hs '854290'}";
    expect(ask(clause, { item: { tariff: "854290" } })).toEqual(["license_required", []]);
    expect(ask(clause, { item: { tariff: "9000" } })).toEqual(["no_requirement", []]);
    expect(ask(`${clause} when urgent`, { item: { tariff: "854290" } })).toEqual([
      "undetermined",
      ["urgent: yes or no"],
    ]);
    expect(ask(`${clause} when urgent`, { item: { tariff: "8542" }, urgent: false })).toEqual([
      "no_requirement",
      [],
    ]);
  });
});

describe("a code that is not given, of a scheme that does not say which codes it has", () => {
  it.each(["when item.tariff in {hs '854290'}", "when destination = CN unless item.tariff in {hs '854290'}"])(
    "may be one that the law does not name: %s",
    (clause) => {
      const missing = ["item.tariff: a code of hs"];
      expect(ask(clause, {})).toEqual(["undetermined", missing]);
      const { program } = lawOf(clause);
      const question = { asOf: "2024-06-01", jurisdiction: "US" };
      expect(hull(program, WHERE, question, { budget: 10_000 })).toMatchObject({
        atLeast: "no_requirement",
        atMost: "license_required",
      });
    },
  );
});
