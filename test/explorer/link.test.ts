import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CaseJson } from "../../compiler/check/tree.ts";
import { fragmentOf, readFragment } from "../../compiler/explorer/link.ts";

const json: fc.Arbitrary<CaseJson> = fc.letrec<{ value: CaseJson; record: CaseJson }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.boolean(),
    fc.integer(),
    fc.string({ unit: "grapheme" }),
    fc.array(tie("value"), { maxLength: 3 }),
    tie("record"),
  ),
  record: fc.dictionary(fc.string({ minLength: 1 }), tie("value"), { maxKeys: 4, noNullPrototype: true }),
})).record;

describe("links to the explorer", () => {
  it("give back the case, the day and the state of knowledge that they were made of", () => {
    fc.assert(
      fc.property(
        json,
        fc.option(fc.constant("2025-03-14")),
        fc.option(fc.constant("2026-01-01")),
        (facts, asOf, knownAt) => {
          const shared = { facts, asOf, knownAt };
          expect(readFragment(`#${fragmentOf(shared)}`)).toEqual(JSON.parse(JSON.stringify(shared)));
        },
      ),
    );
  });

  it("hold nothing that would end a link in HTML or Markdown", () => {
    const hostile = { item: `"><script>alert(1)</script>)](x)'!*~ ` };
    expect(fragmentOf({ facts: hostile, asOf: null, knownAt: null })).toMatch(/^case=[A-Za-z0-9%._-]+$/);
  });

  it("say nothing where no case is stated", () => {
    for (const text of ["", "#", "#answers", "#on=2025-01-01", "#xcase={}"])
      expect(readFragment(text)).toBeNull();
  });

  it.each([
    ["no JSON", "#case=%7B"],
    ["a broken escape", "#case=%E0%A4%A"],
    ["no record", "#case=%5B1%5D"],
    ["null", "#case=null"],
    ["endless nesting", `#case=${encodeURIComponent(`${'{"a":'.repeat(100)}1${"}".repeat(100)}`)}`],
    ["too much of it", `#case=${encodeURIComponent(JSON.stringify({ a: "x".repeat(250_000) }))}`],
  ])("are refused whole where they hold %s", (_, text) => {
    expect(readFragment(text)).toBe("unreadable");
  });
});
