import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { globMatcher } from "../../compiler/load/glob.ts";
import { nodeAt, plainJson, readJson } from "../../compiler/load/json.ts";
import { normalizePath } from "../../compiler/load/paths.ts";
import { sha256 } from "../../compiler/load/sha256.ts";

describe("JSON with places", () => {
  it("reads what the platform reads", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), fc.constantFrom(0, 2), (text, indent) => {
        const expected: unknown = JSON.parse(text);
        const { values, problems } = readJson(JSON.stringify(expected, null, indent));
        if (problems.length === 0) expect(plainJson(values[0]!)).toEqual(expected);
        else expect(problems.every((p) => p.message.includes("is not allowed"))).toBe(true);
      }),
      { seed: 20261125, numRuns: 1000 },
    );
  });

  it("refuses what the platform refuses", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), (text) => {
        let valid = true;
        try {
          JSON.parse(text);
        } catch {
          valid = false;
        }
        if (!valid) expect(readJson(text).problems.length).toBeGreaterThan(0);
      }),
      { seed: 20261125, numRuns: 2000 },
    );
  });

  it.each([
    ['{"a": 01}', "`01` is no JSON value", "01"],
    ['{"a": 1,}', "a key in double quotes should stand here", "}"],
    ["[1 2]", "`,` or `]` should stand here", "2"],
    ['["a', "the text has no closing quote", '"a'],
    ['["\\x"]', "this is no escape of JSON", "\\x"],
    ["[1] 2", "nothing may follow the value", "2"],
    ["{'a': 1}", "a key in double quotes should stand here", "'"],
    ["NaN", "`NaN` is no JSON value", "NaN"],
    ["", "a value is missing at the end of the file", ""],
  ])("says what is wrong with %s", (text, message, marked) => {
    const [problem] = readJson(text).problems;
    expect(problem?.message).toBe(message);
    expect(text.slice(problem!.start, problem!.end)).toBe(marked);
  });

  it("finds the node of a pointer", () => {
    const text = '{ "a/b": [10, { "c~": true }] }';
    const node = nodeAt(readJson(text).values[0]!, "/a~1b/1/c~0");
    expect(text.slice(node.start, node.end)).toBe("true");
  });
});

describe("SHA-256", () => {
  it("is that of the platform", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(sha256(bytes)).toBe(createHash("sha256").update(bytes).digest("hex"));
      }),
      { seed: 20261125, numRuns: 500 },
    );
    const long = new Uint8Array(1_000_003).fill(97);
    expect(sha256(long)).toBe(createHash("sha256").update(long).digest("hex"));
  });
});

describe("patterns and paths", () => {
  it.each([
    ["**/*.cordon", "us/base.cordon", true],
    ["**/*.cordon", "base.cordon", true],
    ["*.cordon", "us/base.cordon", false],
    ["us/**", "us/a/b.cordon", true],
    ["us/", "us/a/b.cordon", true],
    ["./us/*.cordon", "us/base.cordon", true],
    ["{us,nl}/*.cordon", "nl/base.cordon", true],
    ["{us,nl}/*.cordon", "de/base.cordon", false],
    ["u?/x.cordon", "us/x.cordon", true],
    ["a+b(c).cordon", "a+b(c).cordon", true],
    ["a.cordon", "aXcordon", false],
    ["drafts/**/old.cordon", "drafts/old.cordon", true],
  ])("%s on %s: %s", (pattern, path, expected) => {
    expect(globMatcher([pattern])(path)).toBe(expected);
  });

  it.each([
    ["./a//b/", "a/b"],
    ["a/./b/../c", "a/c"],
    ["../a", "../a"],
    ["a/../../b", "../b"],
    [".", ""],
    ["a\\b", "a/b"],
    ["/a/../b", "/b"],
  ])("%s is %s", (path, normal) => {
    expect(normalizePath(path)).toBe(normal);
  });
});
