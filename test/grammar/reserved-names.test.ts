/** Words that join conditions, as names: one finding each, with a name to write instead. */
import { expect, test } from "vitest";
import { compile, MemoryHost } from "../../compiler/index.ts";
import { EXAMPLE, VOCABULARY } from "../../compiler/init/template-sources.ts";
import { type WordInfo, words } from "../../grammar/tokens.ts";

const hard = [
  ...new Set((Object.values(words) as WordInfo[]).filter(({ hard }) => hard).map(({ word }) => word)),
];

function found(law: string, vocabulary = VOCABULARY) {
  const host = new MemoryHost({ "trade.cordon": vocabulary, "measures.cordon": law });
  return compile(host, [])
    .diagnostics.filter(({ severity }) => severity === "error")
    .map(({ code, fixes }) => ({ code, offered: fixes.flatMap(({ edits }) => edits.map((e) => e.newText)) }));
}

test.each(hard)("`%s`", (word) => {
  const reserved = (offered: string) => [{ code: "syntax/reserved-name", offered: [offered] }];
  expect(found(EXAMPLE.replace("module example.chips", `module ${word}`))).toEqual(
    reserved(`${word}_module`),
  );
  const before = (declaration: string): string =>
    EXAMPLE.replace("group partners", `${declaration}\ngroup partners`);
  expect(found(before(`group ${word} = CA`))).toEqual(reserved(`${word}_group`));
  expect(found(before(`define ${word} = destination = CA`))).toEqual(reserved(`${word}_definition`));
  const fact = [{ code: "bind/reserved-field", offered: [`${word}_fact`] }];
  expect(found(before(`fact ${word} of item : yes or no "Is it?"`))).toEqual(fact);
  expect(
    found(EXAMPLE, VOCABULARY.replace("  tpp : TPP", `  ${word} : yes or no "Is it?"\n  tpp : TPP`)),
  ).toEqual(fact);
});
