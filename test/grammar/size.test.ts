import { describe, expect, it } from "vitest";
import { maxWords, tokenize } from "../../grammar/lexer.ts";
import { parse } from "../../grammar/parse.ts";

describe("a text of more words and signs than any law has", () => {
  it.each([
    ["brackets", "("],
    ["commas", ","],
    ["words", "a "],
    ["foreign signs", "≥"],
    ["null characters", "\0"],
  ])("%s: is read up to a limit", (_, piece) => {
    const text = piece.repeat(maxWords + 100_000);
    const { tokens, problems, end } = tokenize(text);
    expect(end).toBe(piece.length * maxWords);
    expect(tokens.length).toBeLessThanOrEqual(maxWords);
    expect(problems.length).toBeLessThanOrEqual(maxWords);
  });

  it("is told at the place where reading ended", () => {
    const found = parse("a.cordon", "(".repeat(maxWords + 1)).diagnostics;
    expect(found.at(-1)).toMatchObject({
      code: "syntax/too-large",
      span: { start: maxWords, end: maxWords },
    });
  });

  it("is none where few words are long", () => {
    const text = `group zone = ${"x".repeat(maxWords)}, ${"y".repeat(maxWords)}`;
    expect(tokenize(text).end).toBe(text.length);
  });
});
