import { describe, expect, test } from "vitest";
import { tokenize } from "../../grammar/lexer.ts";
import { parse } from "../../grammar/parse.ts";
import { type WordName, words } from "../../grammar/tokens.ts";
import { ancestorsAt } from "../../grammar/walk.ts";
import { checkTree } from "../support/check-tree.ts";
import { provisions, sources } from "./fixtures.ts";

const programs = [...provisions(), ...sources("test/grammar")];

/** Words that start a declaration or a clause; the same letters used as a name are not meant. */
function starters(path: string, text: string): { word: string; at: number }[] {
  const { file } = parse(path, text);
  return tokenize(text)
    .tokens.filter((token) => token.tokenType.name in words)
    .filter((token) =>
      ["declaration", "kind", "clause"].includes(words[token.tokenType.name as WordName].category),
    )
    .filter(
      (token) =>
        !ancestorsAt(file, token.startOffset).some(
          (node) => node.kind === "Name" && node.start === token.startOffset,
        ),
    )
    .map((token) => ({ word: token.image, at: token.startOffset }));
}

const swap = (word: string) =>
  word.length > 2 ? word[0]! + word[2]! + word[1]! + word.slice(3) : `${word}q`;
const slip = (word: string) => `${word.slice(0, -1)}q${word.slice(-1)}`;
const replace = (word: string) => `x${word}zz`;

describe("a misspelt word is reported exactly there, and nothing else is", () => {
  test.each(programs)("$path", ({ path, text }) => {
    for (const { word, at } of starters(path, text)) {
      for (const wrong of [swap(word), slip(word), replace(word)]) {
        if (wrong === word) continue;
        const result = parse(path, text.slice(0, at) + wrong + text.slice(at + word.length));
        const where = result.source.position(at);
        const found = result.diagnostics.map((d) => `${d.code} at ${d.span.start - at}: ${d.message}`);
        expect(found, `${wrong} for ${word} in line ${where.line}`).toHaveLength(1);
        expect(result.diagnostics[0]!.span.start, `${wrong}: ${found}`).toBe(at);
        expect(checkTree(result), wrong).toEqual([]);
      }
    }
  });

  test("letters that changed places are put right", () => {
    for (const { path, text } of programs) {
      for (const { word, at } of starters(path, text)) {
        if (word.length < 4 || swap(word) === word) continue;
        const { diagnostics } = parse(path, text.slice(0, at) + swap(word) + text.slice(at + word.length));
        expect(diagnostics[0]!.help, `${swap(word)} for ${word} in ${path}`).toBe(
          `did you mean \`${word}\`?`,
        );
        expect(diagnostics[0]!.fixes.flatMap((fix) => fix.edits.map((edit) => edit.newText))).toContain(word);
      }
    }
  });

  test("every word that starts a declaration or a clause is tried", () => {
    const tried = new Set(programs.flatMap(({ path, text }) => starters(path, text).map((s) => s.word)));
    const all = Object.values(words).filter((w) => ["declaration", "kind", "clause"].includes(w.category));
    expect(all.map((w) => w.word).filter((word) => !tried.has(word))).toEqual([]);
  });
});
