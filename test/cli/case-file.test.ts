import { describe, expect, it } from "vitest";
import { readCases } from "../../compiler/cli/case-file.ts";
import { Unusable } from "../../compiler/cli/exit-codes.ts";

const none: ReadonlySet<string> = new Set();
const read = (text: string, facts = none) => readCases("case.json", text, facts);

describe("reading cases", () => {
  it("reads one object, an array, and one object a line", () => {
    expect(read('{ "a": 1 }').map((c) => c.facts)).toEqual([{ a: 1 }]);
    expect(read('[{ "a": 1 }, { "a": 2 }]').map((c) => c.facts)).toEqual([{ a: 1 }, { a: 2 }]);
    expect(read('{ "a": 1 }\n{ "a": 2 }\n\n').map((c) => c.facts)).toEqual([{ a: 1 }, { a: 2 }]);
    expect(read("\ufeff{}").map((c) => c.facts)).toEqual([{}]);
    expect(read("[]")).toEqual([]);
  });

  it("takes the days of a case from beside its facts", () => {
    const [found] = read('{ "asOf": "2026-01-31", "knownAt": "2026-01-01", "a": 1 }');
    expect(found).toMatchObject({ asOf: "2026-01-31", knownAt: "2026-01-01", facts: { a: 1 } });
  });

  it("leaves a fact called asOf a fact", () => {
    const [found] = read('{ "asOf": "2026-01-31" }', new Set(["asOf"]));
    expect(found).toMatchObject({ asOf: null, facts: { asOf: "2026-01-31" } });
  });

  it("names the line of each case", () => {
    expect(read("{}\n{}").map((c) => c.place)).toEqual(["case.json:1", "case.json:2"]);
  });

  it.each([
    ["", "case.json is empty"],
    ["{", "case.json:1:2:"],
    ['{ "a": 1, "a": 2 }', "case.json:1:11:"],
    ['{\n  "a" 1\n}', "case.json:2:7:"],
    ["[1]", "case.json:1:2: expected a case, a JSON object of facts, and found a number"],
    ['"text"', "expected a case"],
    ['{ "a": 01 }', "case.json:1:8:"],
    ['{ "asOf": 2026 }', '`asOf` is a day such as "2026-09-24"'],
    ['{ "a": 4800.0000000000000001 }', "more digits than a JSON number keeps"],
    ['{ "a": 1e999 }', "more digits than a JSON number keeps"],
    ['{ "__proto__": 1 }', "case.json:1:3:"],
  ])("refuses %j with its place", (text, message) => {
    expect(() => read(text)).toThrow(Unusable);
    expect(() => read(text)).toThrow(message);
  });

  it("keeps numbers that look long but are exact", () => {
    const exact = "[0.1, 100000000000000000000, 1e21, 0.000001, 1e-7, -2.50, 0, -0.0, 123456789012345]";
    expect(() => read(`{ "a": ${exact} }`)).not.toThrow();
  });
});
