import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tokenize } from "../../grammar/lexer.ts";
import { parse } from "../../grammar/parse.ts";
import { words } from "../../grammar/tokens.ts";
import { checkTree } from "../support/check-tree.ts";
import { provisions, sources } from "./fixtures.ts";

/** Whatever the text, parsing returns a sound tree, and findings that lie in the text. */
const long = process.env.CORDON_LONG === "1";
const programs = [...provisions(), ...sources("test/grammar"), ...sources("examples")];

function faults(text: string): string[] {
  const result = parse("test.cordon", text);
  const outside = result.diagnostics
    .filter(({ span }) => !(span.start >= 0 && span.start <= span.end && span.end <= text.length))
    .map((finding) => `${finding.code} lies outside the text`);
  return [...checkTree(result), ...outside];
}

function expectSound(text: string): void {
  const found = faults(text);
  if (found.length > 0) expect.fail(`${found.slice(0, 5).join("\n")}\nin ${JSON.stringify(text)}`);
}

const settings = { numRuns: long ? 20_000 : 1_000 };
const someWord = fc.constantFrom(...Object.values(words).map((w) => w.word));
const someSign = fc.constantFrom(..."{}()[],:.|<>=+-*/&%'\"\\;#!≥“’ \n\t_09azAZ");
const someLiteral = fc.constantFrom(
  "3A090.a",
  "'7(16)'",
  '"text"',
  "2024-01-01",
  "4800 TPP",
  "name",
  "(1)",
  "// c\n",
  "any of {",
  "..",
  "<=",
  "end-use",
  "\uD800",
);

describe("parsing is total", () => {
  test("over characters", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 200 }), expectSound), settings);
  });

  test("over words, signs and literals in any order", () => {
    const piece = fc.oneof(someWord, someWord, someSign, someLiteral);
    const text = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(" "));
    fc.assert(fc.property(text, expectSound), settings);
  });

  test("over programs with tokens removed, doubled, swapped and replaced", () => {
    const edit = fc.record({
      at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      what: fc.constantFrom("remove", "double", "swap", "replace"),
      by: fc.oneof(someWord, someSign, someLiteral),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...programs),
        fc.array(edit, { minLength: 1, maxLength: 4 }),
        ({ text }, edits) => {
          expectSound(edits.reduce((current, { at, what, by }) => edited(current, at, what, by), text));
        },
      ),
      { numRuns: long ? 10_000 : 400 },
    );
  });

  test.each(programs)("over the prefixes of $path", ({ text }) => {
    const step = long ? 1 : Math.max(1, Math.floor(text.length / 50));
    for (let end = 0; end <= text.length; end += step) expectSound(text.slice(0, end));
  });
});

function edited(text: string, at: number, what: string, by: string): string {
  const { tokens } = tokenize(text);
  if (tokens.length < 2) return text;
  const index = Math.floor(at * (tokens.length - 1));
  const [token, next] = [tokens[index]!, tokens[index + 1]!];
  const end = token.startOffset + token.image.length;
  const before = text.slice(0, token.startOffset);
  switch (what) {
    case "remove":
      return before + text.slice(end);
    case "double":
      return `${before}${token.image} ${text.slice(token.startOffset)}`;
    case "swap":
      return `${before}${next.image} ${token.image} ${text.slice(next.startOffset + next.image.length)}`;
    default:
      return before + by + text.slice(end);
  }
}

describe("size and depth are bounded", () => {
  const size = 300_000;
  const filled = (head: string, part: string) => head + part.repeat(Math.ceil(size / part.length));
  test.each([
    ["a word", filled("", "a")],
    ["opening brackets", filled("", "(")],
    ["opening braces", filled("", "{")],
    ["closing braces", filled("", "}")],
    ["a text", filled('instrument i "', "a")],
    ["a text of escapes", filled('instrument i "', "\\\\")],
    ["a sum", filled("define d = ", "a + ")],
    ["a product", filled("define d = ", "a * ")],
    ["a range", filled("group g = ", "a .. ")],
    ["a conjunction", filled("define d = ", "a and ")],
    ["mixed conditions", filled("define d = ", "a and b or ")],
    ["negations", filled("define d = ", "not ")],
    ["brackets", filled("define d = ", "(a + ")],
    ["sets", filled("group g = ", "{a, ")],
    ["calls", filled("define d = ", "f(")],
    ["a path", filled("define d = ", "a.")],
    ["quantifiers", filled("define d = ", "any x in l where ")],
    ["limbs", filled("define d = ", "any of { (1) ")],
    ["types", filled("record r { a : ", "set of ")],
    ["cases", filled('scenario "s" { given { ', "a: { ")],
    ["lists", filled('scenario "s" { given { a: ', "[")],
    ["versions", filled("list measure m { ", "from 2024-01-01 { ")],
    ["proposals", filled("", "proposal p { ")],
    ["unknown characters", filled("", "€; ")],
    ["misspelt clauses", filled("list measure m { ", "whne ")],
    ["misspelt declarations", filled("", "gropu g\n")],
  ])("%s without end", (_name, text) => {
    const found = faults(text);
    expect(found).toEqual([]);
    expect(parse("test.cordon", text).diagnostics.length).toBeLessThanOrEqual(2_000);
  });

  test("a table or set is as long as it needs to be", () => {
    const rows = Array.from({ length: 2_000 }, (_, i) => `(${i}) world - A5 - supp_4 | a + b + c`).join(
      ",\n",
    );
    const members = Array.from({ length: 5_000 }, (_, i) => `A${i} + B${i}`).join(", ");
    const limbs = Array.from({ length: 2_000 }, () => "x = 1").join(" and ");
    const text = `define d = any of table destination | item {${rows}}\ngroup g = {${members}}\ndefine e = ${limbs}`;
    expect(parse("test.cordon", text).diagnostics).toEqual([]);
    expect(faults(text)).toEqual([]);
  });

  test("a condition nested beyond measure is refused in one finding", () => {
    const nested = (depth: number) => `define d = ${"(".repeat(depth)}a${")".repeat(depth)}`;
    expect(parse("test.cordon", nested(30)).diagnostics).toEqual([]);
    expect(parse("test.cordon", nested(3_000)).diagnostics.map((d) => d.code)).toEqual(["syntax/too-deep"]);
  });
});
