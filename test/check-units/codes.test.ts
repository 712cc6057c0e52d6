import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  atOrBelow,
  compareLevels,
  inRange,
  isLevelPattern,
  levelsOf,
  rangeProblem,
  relateToCode,
  relateToRange,
  validCode,
} from "../../compiler/check/codes.ts";

const eccn = { below: "levels", pattern: "3|B|001|.a|.1 EAR99" } as const;
const country = { below: "levels", pattern: "UA|-43" } as const;
const dots = { below: "dots", pattern: null } as const;
const brackets = { below: "brackets", pattern: null } as const;
const digits = { below: "digits", pattern: null } as const;

describe("levels of a code", () => {
  it.each([
    [eccn, "3B", ["3", "B"]],
    [eccn, "3A090", ["3", "A", "090"]],
    [eccn, "3A090.a.1", ["3", "A", "090", ".a", ".1"]],
    [eccn, "3B001.f.1.b.2.b", ["3", "B", "001", ".f", ".1", ".b", ".2", ".b"]],
    [eccn, "3B1001.l", ["3", "B", "1001", ".l"]],
    [eccn, "EAR99", ["EAR99"]],
    [country, "UA", ["UA"]],
    [country, "UA-43", ["UA", "-43"]],
    [dots, "wmd.nuclear", ["wmd", "nuclear"]],
    [dots, "3B501.f.1", ["3B501", "f", "1"]],
    [brackets, "6(17)wo", ["6", "(17)", "wo"]],
    [brackets, "19(3)(6)", ["19", "(3)", "(6)"]],
    [brackets, "16", ["16"]],
    [digits, "854231", ["8", "5", "4", "2", "3", "1"]],
  ] as const)("%o %s", (scheme, code, levels) => {
    expect(levelsOf(scheme, code)).toEqual(levels);
    expect(validCode(scheme, code)).toBe(true);
  });

  it.each([
    [eccn, "3a090"],
    [eccn, "3A09"],
    [eccn, "3A090a"],
    [eccn, "3A090."],
    [eccn, "EAR991"],
    [eccn, ""],
    [eccn, "3A090 .a"],
    [dots, "wmd..nuclear"],
    [dots, ".wmd"],
    [dots, "wmd."],
    [brackets, "6(17"],
    [brackets, "6)17("],
    [brackets, "6()"],
    [digits, "8542.31"],
    [digits, "85a"],
  ] as const)("%o does not write %s", (scheme, code) => {
    expect(validCode(scheme, code)).toBe(false);
  });

  it("gives back the whole code in its levels", () => {
    const schemes = [eccn, country, digits];
    fc.assert(
      fc.property(fc.constantFrom(...schemes), fc.string({ maxLength: 12 }), (scheme, code) => {
        expect(levelsOf(scheme, code).join("")).toBe(code);
      }),
      { seed: 20261125 },
    );
  });

  it("puts a malformed code below nothing but itself and what it begins with", () => {
    expect(atOrBelow(eccn, "3A090x.a", "3A090")).toBe(true);
    expect(atOrBelow(eccn, "3A090.a", "3A090x")).toBe(false);
    expect(atOrBelow(eccn, "3A0905", "3A090")).toBe(false);
  });

  it("tells level patterns from other text", () => {
    expect(isLevelPattern("3|B|001|.a|.1")).toBe(true);
    expect(isLevelPattern("UA|-43")).toBe(true);
    expect(isLevelPattern("3||B")).toBe(false);
    expect(isLevelPattern("")).toBe(false);
    expect(isLevelPattern("a-b")).toBe(false);
  });
});

describe("codes above and below", () => {
  it.each([
    [eccn, "3B001.f", "3B", "in"],
    [eccn, "3B", "3B001.f", "above"],
    [eccn, "3B001", "3B001", "in"],
    [eccn, "3B001.f", "3B001.c", "out"],
    [eccn, "3B0010", "3B001", "out"],
    [country, "UA-43", "UA", "in"],
    [country, "UA", "UA-43", "above"],
    [dots, "wmd", "wmd.nuclear", "above"],
    [brackets, "6(17)wo", "6(17)", "in"],
    [brackets, "6(1)", "6(17)", "out"],
    [digits, "8542", "85", "in"],
  ] as const)("%o: %s to %s is %s", (scheme, code, other, relation) => {
    expect(relateToCode(scheme, code, other)).toBe(relation);
    expect(atOrBelow(scheme, code, other)).toBe(relation === "in");
  });
});

describe("ranges of codes", () => {
  it.each([
    [brackets, "7(16)", "1", "15", "in"],
    [brackets, "15", "1", "15", "in"],
    [brackets, "16(1)", "1", "15", "out"],
    [brackets, "2", "10", "15", "out"],
    [eccn, "3D991", "3D991", "3D994", "in"],
    [eccn, "3D994.b", "3D991", "3D994", "in"],
    [eccn, "3D995", "3D991", "3D994", "out"],
    [eccn, "3E992", "3D991", "3D994", "out"],
    [eccn, "3D", "3D991", "3D994", "above"],
    [eccn, "3", "3D991", "3D994", "above"],
    [eccn, "4", "3D991", "3D994", "out"],
    [digits, "8457", "8456", "8461", "in"],
    [digits, "846199", "8456", "8461", "in"],
    [digits, "8462", "8456", "8461", "out"],
    [digits, "84", "8456", "8461", "above"],
    [digits, "85", "8456", "8461", "out"],
  ] as const)("%o: %s to %s..%s is %s", (scheme, code, low, high, relation) => {
    expect(relateToRange(scheme, code, low, high)).toBe(relation);
    expect(inRange(scheme, code, low, high)).toBe(relation === "in");
  });

  it.each([
    [eccn, "3D991", "3D994", null],
    [eccn, "3D994", "3D991", "order"],
    [eccn, "3D991", "3E994", "siblings"],
    [eccn, "3D991", "3D994.a", "levels"],
    [brackets, "9", "10", null],
    [digits, "8456", "8461", null],
    [digits, "8456", "84", "levels"],
  ] as const)("%o: %s..%s has the problem %s", (scheme, low, high, problem) => {
    expect(rangeProblem(scheme, low, high)).toBe(problem);
  });

  it("orders numbers as numbers within a level", () => {
    expect(["(10)", "(2)", "(1)", "b2", "b10", "a9"].sort(compareLevels)).toEqual([
      "(1)",
      "(2)",
      "(10)",
      "a9",
      "b2",
      "b10",
    ]);
  });
});
