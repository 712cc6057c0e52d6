import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { generatedFiles } from "../../grammar/highlight/generate.ts";
import { languageConfiguration } from "../../grammar/highlight/language-configuration.ts";
import { textMateGrammar } from "../../grammar/highlight/textmate.ts";
import { words } from "../../grammar/tokens.ts";

const folder = join(import.meta.dirname, "../../grammar/highlight");

test.each(Object.entries(generatedFiles()))("%s is what the token table makes", (name, text) => {
  expect(readFileSync(join(folder, name), "utf8"), "run `node grammar/highlight/generate.ts`").toBe(text);
});

describe("the TextMate grammar", () => {
  const { repository } = textMateGrammar();
  const colored = (text: string): string | undefined =>
    repository.words!.patterns.find((pattern) => new RegExp(pattern.match!).test(text))?.name;

  test("has patterns that are regular expressions", () => {
    const all = Object.values(repository).flatMap((part) => part.patterns);
    const sources = all
      .flatMap((pattern) => [pattern.match, pattern.begin, pattern.end])
      .filter((s) => s !== undefined);
    for (const source of sources) expect(() => new RegExp(source)).not.toThrow();
  });

  test.each([...new Set(Object.values(words).map((w) => w.word))])("colors %s", (word) => {
    expect(colored(`${word} x`)).toMatch(/\.cordon$/);
  });

  test("leaves words alone where they are names", () => {
    expect(colored("e.review")).toBeUndefined();
    expect(colored("item.tpp")).toBeUndefined();
    expect(colored("from: 2")).toBeUndefined();
    expect(colored("froms")).toBeUndefined();
  });

  test("tells a unit from the word behind a number", () => {
    const number = new RegExp(repository.numbers!.patterns[0]!.match!);
    expect(number.exec("4800 TPP/mm2 and")?.[2]).toBe("TPP/mm2");
    expect(number.exec("4800 and x")?.[2]).toBeUndefined();
    expect(number.exec("25 %")?.[2]).toBe("%");
  });
});

test("the editor indents behind an opening bracket", () => {
  const { increaseIndentPattern, decreaseIndentPattern } = languageConfiguration().indentationRules;
  const more = new RegExp(increaseIndentPattern);
  expect(more.test('list measure m "M" {')).toBe(true);
  expect(more.test("  when any of { // limbs")).toBe(true);
  expect(more.test("group g = {CN}")).toBe(false);
  expect(more.test('cite "{"')).toBe(false);
  expect(new RegExp(decreaseIndentPattern).test("  }")).toBe(true);
});
