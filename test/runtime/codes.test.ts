import { describe, expect, test } from "vitest";
import type { XScheme } from "../../compiler/runtime/format.ts";
import { atOrBelow, codeOf, inRange, makeScheme } from "../../compiler/runtime/values/codes.ts";

function scheme(below: XScheme["below"], pattern?: string) {
  const base = { name: "S", title: null, below };
  return makeScheme("s", pattern === undefined ? base : { ...base, pattern });
}

const ECCN = scheme("levels", "3|B|001|.a|.1 EAR99");

describe("codes are cut into levels", () => {
  test.each([
    [ECCN, "3B001.f.1.b.2", ["3", "B", "001", ".f", ".1", ".b", ".2"]],
    [ECCN, "3B1001.l", ["3", "B", "1001", ".l"]],
    [ECCN, "3B", ["3", "B"]],
    [ECCN, "EAR99", ["EAR99"]],
    [ECCN, "EAR990", ["EAR990"]],
    [ECCN, "3B001-x", ["3", "B", "001", "-x"]],
    [scheme("dots"), "wmd.nuclear", ["wmd", "nuclear"]],
    [scheme("brackets"), "6(17)wo", ["6", "(17)", "wo"]],
    [scheme("digits"), "8542", ["8", "5", "4", "2"]],
    [scheme("levels", "UA|-43"), "UA-43", ["UA", "-43"]],
  ])("%#: %s", (s, text, levels) => {
    expect(codeOf(s, text).levels).toEqual(levels);
  });

  test.each([
    ["3A090.a.1", "3A090.a", true],
    ["3A090.a", "3A090.a", true],
    ["3A090.a", "3A090.a.1", false],
    ["3A090.aa", "3A090.a", false],
    ["3A0901", "3A090", false],
  ])("%s at or below %s: %s", (a, b, expected) => {
    expect(atOrBelow(codeOf(ECCN, a), codeOf(ECCN, b))).toBe(expected);
  });
});

describe("ranges hold siblings and all below them", () => {
  test.each([
    ["3D991", true],
    ["3D993.b", true],
    ["3D995", false],
    ["3D99", false],
    ["3D", null],
    ["3E992", false],
  ])("3D991..3D994 holds %s: %s", (code, expected) => {
    expect(inRange(codeOf(ECCN, code), codeOf(ECCN, "3D991"), codeOf(ECCN, "3D994"))).toBe(expected);
  });

  test("numbers inside a level compare as numbers", () => {
    const rows = scheme("brackets");
    const within = (code: string) => inRange(codeOf(rows, code), codeOf(rows, "1"), codeOf(rows, "15"));
    expect(["1", "7(16)", "15", "16", "2"].map(within)).toEqual([true, true, true, false, true]);
  });
});
