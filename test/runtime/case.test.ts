import { describe, expect, test } from "vitest";
import type { X } from "../../compiler/runtime/format.ts";
import { load } from "../../compiler/runtime/index.ts";
import { field, holds, item, measureWhere } from "./bundles.ts";

const engine = load(measureWhere(["yes"]));

function problems(caseJson: unknown, options: Record<string, unknown> = {}): string[] {
  const result = engine.evaluate(caseJson, { asOf: "2026-01-01", ...options });
  if (!("problems" in result)) return [];
  return result.problems.map((p) => `${p.path}: ${p.code.replace("case/", "")}: ${p.message}; ${p.help}`);
}

describe("a case that cannot be read is refused, with one problem for each wrong fact", () => {
  test.each([
    [null, ": wrong-type: a case is an object of facts, found null"],
    [[], ": wrong-type: a case is an object of facts, found an array"],
    [
      { item: { tpp: "4992" } },
      'item.tpp: number-as-text: expected a quantity in TPP, found a number sent as text, the text `4992`; write 4992 without quotes, or with its unit: "4992 TPP"',
    ],
    [
      { item: { layers: "12" } },
      "item.layers: number-as-text: expected a number, found a number sent as text, the text `12`; write 12 without quotes",
    ],
    [{ item: { tpp: "fast" } }, "item.tpp: wrong-type: expected a quantity in TPP, found the text `fast`"],
    [{ item: { tpp: true } }, "item.tpp: wrong-type: expected a quantity in TPP, found `true`"],
    [{ item: { tpp: Number.NaN } }, "item.tpp: wrong-type: expected a quantity in TPP, found `NaN`"],
    [{ item: { tpp: "4 GB/s" } }, "item.tpp: wrong-unit: there is no unit `GB/s`"],
    [{ item: { tpp: "4 mm2" } }, "item.tpp: wrong-unit: `mm2` does not measure the same as `TPP`"],
    [{ item: { tpp: "4 TTP" } }, "item.tpp: wrong-unit: there is no unit `TTP`; did you mean `TPP`?"],
    [{ item: { tpp: -1 } }, "item.tpp: out-of-range: -1 TPP is outside the declared range: at least 0 TPP"],
    [
      { item: { die_area: "0 mm2" } },
      "item.die_area: out-of-range: 0 mm2 is outside the declared range: more than 0 mm2",
    ],
    [
      { item: { share: "1e999999999 %" } },
      "item.share: wrong-type: expected a quantity in %, found the text `1e999999999 %`",
    ],
    [{ destination: "XX" }, "destination: unknown-code: `XX` is no country code"],
    [{ destination: "JN" }, "destination: unknown-code: `JN` is no country code; did you mean `CN` or `JP`?"],
    [{ destination: 5 }, "destination: wrong-type: expected a country code, such as NL, found `5`"],
    [
      { destinaton: "CN" },
      "destinaton: unknown-field: there is no fact `destinaton`; did you mean `destination`?",
    ],
    [{ item: { tppp: 5 } }, "item.tppp: unknown-field: there is no fact `tppp` in item; did you mean `tpp`?"],
    [{ act: "shipmnt" }, "act: unknown-value: `shipmnt` is none of the values; did you mean `shipment`?"],
    [{ date: "2026-02-30" }, "date: bad-date: `2026-02-30` is no day of the calendar"],
    [{ date: "1.2.2026" }, "date: bad-date: `1.2.2026` is no day of the calendar"],
    [{ value: 5000 }, "value: wrong-unit: an amount of money needs its currency, found `5000`"],
    [
      { value: "5000" },
      "value: number-as-text: an amount of money needs its currency, found the text `5000`",
    ],
    [{ value: "5000 Euro" }, "value: wrong-unit: `Euro` is no currency code"],
    [{ licensed: { notApplicable: true } }, "licensed: not-applicable: this fact always applies"],
    [{ licensed: "maybe" }, "licensed: wrong-type: expected yes or no, found the text `maybe`"],
    [{ licensed: null }, "licensed: wrong-type: expected yes or no, found null"],
    [
      { item: [] },
      "item: wrong-type: expected an object that describes the item, found an array; write { ... }",
    ],
    [
      { item: null },
      'item: wrong-type: expected an object that describes the item, found null; leave the fact out, or state { "unknown": true }',
    ],
    [
      { via: "CN" },
      "via: wrong-type: expected an array; each member a country code, such as NL, found the text `CN`",
    ],
    [{ parties: [5] }, "parties[0]: wrong-type: expected an object that describes the party, found `5`"],
    [
      { item: { codes: ["3A090"] } },
      "item.codes[0]: unknown-scheme: `3A090` does not say of which scheme it is",
    ],
    [
      { item: { codes: ["ECN 3A090"] } },
      "item.codes[0]: unknown-scheme: there is no scheme `ECN`; did you mean `ECCN`?",
    ],
    [{ obligations: { x: true } }, "obligations.x: unknown-obligation: there is no obligation `x`"],
    [{ case: 5 }, "case: wrong-type: the name of a case is a text, found `5`"],
    [JSON.parse('{"__proto__": 1}'), "__proto__: unknown-field: there is no fact `__proto__`"],
    [JSON.parse('{"constructor": 1}'), "constructor: unknown-field: there is no fact `constructor`"],
  ])("%j", (caseJson, expected) => {
    const found = problems(caseJson);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(expected);
  });

  test("digits that no JSON number holds may come as text, and count exactly", () => {
    const verdicts = ["9".repeat(26), `1${"0".repeat(25)}1`].map((layers) =>
      holds([">=", item("layers"), number(`1${"0".repeat(26)}`)], { item: { layers } }),
    );
    expect(verdicts).toEqual(["no", "yes"]);
  });

  test("all of them at once", () => {
    expect(
      problems({ destination: "XX", item: { tpp: "4992", nope: 1 }, parties: [{ share: 101 }] }),
    ).toHaveLength(4);
  });

  test.each([
    [{ asOf: "2026-13-01" }, "asOf: bad-date"],
    [{ asOf: undefined }, "asOf: bad-date"],
    [{ knownAt: "soon" }, "knownAt: bad-date"],
    [
      { jurisdictions: ["UX"] },
      "jurisdictions: unknown-jurisdiction: there is no jurisdiction `UX`; did you mean `US`?",
    ],
  ])("options %j", (options, expected) => {
    expect(problems({}, options)).toHaveLength(1);
    expect(problems({}, options)[0]).toContain(expected);
  });

  test("a build for one day or jurisdiction answers for no other", () => {
    const cut = load(measureWhere(["yes"], { only: { asOf: "2026-01-01", jurisdictions: [] } }));
    const result = cut.evaluate({}, { asOf: "2026-01-02", jurisdictions: ["US"] });
    expect("problems" in result && result.problems.map((p) => p.code)).toEqual([
      "case/not-in-build",
      "case/not-in-build",
    ]);
  });

  test("deep nesting is refused, not followed", () => {
    let json = "1";
    for (let i = 0; i < 10_000; i++) json = `{"item":${json}}`;
    const nested = { type: { kind: "record", record: "item" } } as const;
    const records = {
      transaction: { title: null, fields: { item: nested } },
      item: { title: null, fields: { item: nested } },
    };
    const result = load(measureWhere(["yes"], { records })).evaluate(JSON.parse(json), {
      asOf: "2026-01-01",
    });
    expect("problems" in result && result.problems[0]!.code).toBe("case/too-deep");
  });
});

const number = (text: string): X => ["number", text];

describe("the ways to write a fact", () => {
  test.each([
    ["4.992 kTPP", "yes"],
    ["4992TPP", "yes"],
    ["4_992 TPP", "yes"],
    ["4.991999 kTPP", "no"],
    [4992, "yes"],
    [{ value: 4.992, unit: "kTPP" }, "yes"],
    ["49.92e2 TPP", "yes"],
  ])("tpp %j is at least 4992: %s", (tpp, expected) => {
    expect(holds([">=", item("tpp"), number("4992")], { item: { tpp } })).toBe(expected);
  });

  test("units are composed and converted exactly", () => {
    const condition: X = ["=", item("density"), number("6")];
    expect(holds(condition, { item: { density: "600 TPP/cm2" } })).toBe("yes");
    expect(holds(condition, { item: { density: "0.6 kTPP/cm2" } })).toBe("yes");
  });

  test.each([
    ["CN", "yes"],
    ["country CN", "yes"],
    ["CN-11", "no"],
  ])("destination %s", (destination, expected) => {
    expect(holds(["=", field("destination"), ["code", "country", "CN"]], { destination })).toBe(expected);
  });

  test("a case may have a name", () => {
    const result = engine.evaluate({ case: "A800" }, { asOf: "2026-01-01" });
    expect("case" in result && result.case).toBe("A800");
  });

  test("a list may be stated closed although its field would leave it open", () => {
    const condition: X = [
      "any",
      { var: "p", in: field("parties") },
      ["=", ["get", ["var", "p"], "headquarters"], ["code", "country", "CN"]],
    ];
    const role: X = ["in", ["enum", "end_user"], ["get", ["var", "x"], "roles"]];
    const closedWhen: X = ["any", { var: "x", in: ["get", ["var", "it"], "parties"] }, role];
    const { records } = measureWhere(["yes"]).definitions;
    const transaction = records.transaction!;
    const change = {
      records: {
        ...records,
        transaction: {
          title: null,
          fields: { ...transaction.fields, parties: { ...transaction.fields.parties!, closedWhen } },
        },
      },
    };
    const carrier = { headquarters: "JP", roles: ["carrier"] };
    const user = { headquarters: "JP", roles: ["end_user"] };
    expect(holds(condition, { parties: [carrier] }, change)).toBe("unknown");
    expect(holds(condition, { parties: [carrier, user] }, change)).toBe("no");
    expect(holds(condition, { parties: { open: [carrier, user] } }, change)).toBe("unknown");
    expect(holds(condition, { parties: { closed: [carrier] } }, change)).toBe("no");
  });
});

test("evaluation never throws, whatever the case", () => {
  const odd: unknown[] = [
    undefined,
    1n,
    Symbol("x"),
    () => 1,
    new Map(),
    new Date(),
    "x",
    0,
    { item: undefined },
    { item: { codes: [Symbol("x")] } },
  ];
  for (const value of odd) expect(() => engine.evaluate(value, { asOf: "2026-01-01" })).not.toThrow();
});
