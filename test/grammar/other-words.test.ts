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

/** A law with an exception, in which each phrase may stand. */
const PHRASES = `instrument order "Order on small arms" { from 2026-02-01 }
list measure arms "Arms" {
  items GBML 'ML1', 'ML2.a'
  when price > 5000 GBP or price < 5 GBP
  requires license
  from 2026-02-01 by order
}
exception small "Small consignments" {
  releases arms
  obliges report to BIS within 30 days
  from 2026-02-01
}
`;

describe("a turn of phrase", () => {
  it("is not what stands there", () => expect(findings(PHRASES)).toEqual([]));

  test.each<[string, string, string, readonly string[]]>([
    ["'ML1', 'ML2.a'", "ML1, ML2.a", "ML1, ML2.a", ["'ML1', 'ML2.a'"]],
    ["'ML1', 'ML2.a'", "ML1..ML3", "ML1..ML3", ["'ML1'..'ML3'"]],
    ["license", "a license", "a license", ["license"]],
    ["license", "an export licence", "an export licence", ["license"]],
    ["when", "provided that", "provided that", ["when"]],
    ["when price", "when either price", "either", [""]],
    [" or ", " and/or ", "and/or", ["or"]],
    ["by order", 'by "Order on small arms"', 'by "Order on small arms"', ["by order"]],
    ["by order", 'by "Amendment of 2025"', 'by "Amendment of 2025"', []],
    ["5000 GBP", "£5000", "£5000", ["5000 GBP"]],
    ["5000 GBP", "£ 1,234,567", "£ 1,234,567", ["1_234_567 GBP"]],
    ["5000 GBP", "$5000", "$5000", ["5000 USD", "5000 CAD", "5000 AUD"]],
    ["5000 GBP", "5000 €", "5000 €", ["5000 EUR"]],
    ["5000 GBP", "5 000€", "5 000€", ["5000 EUR"]],
    ["5000 GBP", "EUR 5,000", "EUR 5,000", ["5000 EUR", "5 EUR"]],
    ["30 days", "30 days of the export", "of the export", ['"of the export"']],
    ["within", "not later than", "not later than", ["within"]],
  ])("%s, written %s, is one finding", (text, other, at, meant) => {
    const written = PHRASES.replace(text, other);
    expect(findings(written)).toEqual([{ at, meant }]);
    for (const one of meant) expect(findings(written.replace(at, one))).toEqual([]);
  });

  test.each([
    "define a = provided and either",
    "define x = either or both",
    "define days of r = now",
    "group A5 = RU",
    "define known = today <= 2025-01-01 and no of { A1, B2 }",
  ])("is no name: %s", (text) => expect(findings(text)).toEqual([]));
});
