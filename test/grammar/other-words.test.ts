/** Words and heads as people write them elsewhere: one finding each, with the word that is meant where one is. */
import { describe, expect, it, test } from "vitest";
import { parse } from "../../grammar/parse.ts";

const LAW = `list measure m "M" {
  authority power
  cite "Rule 1"
  topic t
  when destination = CN
  unless act = loan
  requires license
  from 2025-01-01
}
`;

function findings(text: string) {
  const { diagnostics, source } = parse("a.cordon", text);
  return diagnostics.map(({ span: { start, end }, fixes }) => ({
    at: source.text.slice(start, end),
    meant: fixes.flatMap(({ edits }) => edits.map(({ newText }) => newText)),
  }));
}

it("reads the law as it is meant to stand", () => expect(findings(LAW)).toEqual([]));

describe("a word that says the same", () => {
  test.each([
    ["when", "if"],
    ["when", "provided"],
    ["when", "where"],
    ["unless", "except"],
    ["from", "since"],
    ["from", "effective"],
    ["cite", "source"],
    ["license", "licence"],
  ])("%s, written %s", (word, other) => {
    const text = LAW.replace(word, other);
    expect(findings(text)).toEqual([{ at: other, meant: [word] }]);
  });
});

describe("a head that is written otherwise", () => {
  test.each([
    ['measure m "M" {', 'measure the m "M" {', "m"],
    ['measure m "M" {', 'measure arms-rule "M" {', "-"],
    ['measure m "M" {', 'measure m "M":', ":"],
    ["list measure", "measure", "measure"],
  ])("%s, written %s", (head, other, at) => {
    const text = LAW.replace(head, other);
    expect(findings(text)).toEqual([{ at, meant: [] }]);
  });
});
