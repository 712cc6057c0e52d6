/** How contracts, tables of other programs and memoranda put it, in a whole law: one finding each, and what is offered is a law. */
import { expect, it, test, vi } from "vitest";
import { compile, MemoryHost } from "../../compiler/index.ts";
import { EXAMPLE, VOCABULARY } from "../../compiler/init/template-sources.ts";
import { parse } from "../../grammar/parse.ts";
import { slip } from "./slip.ts";

const OUTSIDE = "unless destination in partners";
const ITEMS = "items 1A001.a";
const FROM = "from 2026-02-01 by order_2026\n}\n\nscenario";
const LIMIT = "tpp >= 4800 TPP\n";
const DAY = "expect on 2026-01-31 XX";
const begin = (words: string): string => FROM.replace("from 2026-02-01 by", words);

test.each<[written: string, from: string, to: string, meant: readonly string[]]>([
  ["not partners", OUTSIDE, "unless destination not partners", ["not in partners"]],
  ["not CA", OUTSIDE, "when destination not CA", ["!= CA"]],
  ["other than CA", OUTSIDE, "when destination other than CA", ["!= CA"]],
  ["other than partners", OUTSIDE, "when destination other than partners", ["not in partners"]],
  ["other than CA or JP", OUTSIDE, "when destination other than CA or JP", ["not in {CA, JP}"]],
  ["different from CA", OUTSIDE, "when destination different from CA", ["!= CA"]],
  ["is one of CA, JP", OUTSIDE, "unless destination is one of CA, JP", ["in {CA, JP}"]],
  ["is one of", OUTSIDE, "unless destination is one of {CA, JP}", ["in"]],
  ["is not one of", OUTSIDE, "when destination is not one of {CA, JP}", ["not in"]],
  ["all", OUTSIDE, "destinations all", ["world"]],
  ["any country", OUTSIDE, "destinations any country", ["world"]],
  [
    "policy of denial",
    "review case by case\n  from",
    "policy of denial\n  from",
    ["review policy of denial"],
  ],
  [
    "presumption of approval",
    "review case by case\n  from",
    "presumption of approval\n  from",
    ["review presumption of approval"],
  ],
  ["end user", "permits list", "permits list\n  permits end user", ["end-user"]],
  ["end use", "permits list", "permits list\n  permits end use", ["end-use"]],
  ["licence required", "requires license", "licence required", ["requires license"]],
  ["a licence is required", "requires license", "a licence is required", ["requires license"]],
  ["made", "published 2026-01-10", "\n  made 2026-01-10\n", ["announced", "published"]],
  ["signed on", "published 2026-01-10", "\n  signed on 2026-01-10\n", ["announced", "published"]],
  ["comes into force", FROM, begin("comes into force 2026-02-01 by"), ["from"]],
  ["commencement", FROM, begin("commencement 2026-02-01 by"), ["from"]],
  ["effective", FROM, begin("effective 2026-02-01 by"), ["from"]],
  ["is a member of partners", OUTSIDE, "unless destination is a member of partners", ["in partners"]],
  ["belongs to partners", OUTSIDE, "unless destination belongs to partners", ["in partners"]],
  ["within partners", OUTSIDE, "unless destination within partners", ["in partners"]],
  ["(CA, JP)", OUTSIDE, "unless destination in (CA, JP)", ["{CA, JP}"]],
  [",", OUTSIDE, "unless destination in partners, and act = shipment", [""]],
  ["world except CA", OUTSIDE, "destinations world except CA", ["world - CA"]],
  ["all except CA, JP", OUTSIDE, "destinations all except CA, JP", ["world - {CA, JP}"]],
  [
    "all countries except partners",
    OUTSIDE,
    "destinations all countries except partners",
    ["world - partners"],
  ],
  ["every country except for CA", OUTSIDE, "destinations every country except for CA", ["world - CA"]],
  ["=", OUTSIDE, "destinations = partners", [""]],
  [":", OUTSIDE, "destinations: partners", [""]],
  [":", "requires license", "requires: license", [""]],
  [":", "review case by case\n  from", "review: case by case\n  from", [""]],
  [":", 'cite "99 CFR 2.1"', 'cite: "99 CFR 2.1"', [""]],
  [":", FROM, begin("from: 2026-02-01 by"), [""]],
  [".", "requires license", "requires license.", [""]],
  ["=", ITEMS, "items = 1A001.a", [""]],
  ["applies to", ITEMS, "applies to 1A001.a", ["items"]],
  ["applies to", OUTSIDE, "applies to CN", ["destinations"]],
  ["applies to", OUTSIDE, "applies to partners", []],
  ["except for partners", OUTSIDE, "except for partners", []],
  [
    "on a case by case basis",
    "review case by case\n  from",
    "review on a case by case basis\n  from",
    ["case by case"],
  ],
  ["of 4800 TPP or more", LIMIT, "tpp of 4800 TPP or more\n", [">= 4800 TPP"]],
  ["or higher", LIMIT, "tpp >= 4800 TPP or higher\n", [""]],
  [":", LIMIT, "tpp: >= 4800 TPP\n", [""]],
  ["onwards", FROM, begin("from 2026-02-01 onwards by"), [""]],
  ["under", FROM, begin("from 2026-02-01 under"), ["by"]],
  ["valid from", FROM, begin("valid from 2026-02-01 by"), ["from"]],
  ["enters into force on", FROM, begin("enters into force on 2026-02-01 by"), ["from"]],
  ["until further notice", FROM, begin("from 2026-02-01 until further notice by"), [""]],
  ["expect as of", DAY, "expect as of 2026-01-31 XX", ["expect on"]],
  ["expect", DAY, "expect 2026-01-31 XX", ["expect on"]],
  ["expect at", DAY, "expect at 2026-01-31 XX", ["expect on"]],
  [":", DAY, "expect on 2026-01-31: XX", [""]],
  ["in", DAY, "expect on 2026-01-31 in XX", [""]],
  ["for", DAY, "expect on 2026-01-31 for XX", [""]],
  ["=", "act: shipment, departure", "act = shipment, departure", [":"]],
  ["=", "tpp: 4800 TPP", "tpp = 4800 TPP", [":"]],
])("`%s` is one finding with what is meant", (at, from, to, meant) => {
  expect(slip(from, to)).toEqual([{ code: "syntax/other-writing", at, meant }]);
});

it("leaves what the language has as it is, also where facts are called like clauses", () => {
  const vocabulary = VOCABULARY.replace(
    "  item : item ",
    '  origin : country "Whence?"\n  topic : country "About?"\n  item : item ',
  );
  expect(vocabulary).not.toBe(VOCABULARY);
  const law = EXAMPLE.replace(
    OUTSIDE,
    `when any of {
    (1) destination in world - partners,
    (2) destination not in {CA, JP} and origin = CN
  }
  when
    origin = US
      or topic = US
  unless destination in (CA + JP)`,
  );
  const { diagnostics } = compile(new MemoryHost({ "trade.cordon": vocabulary, "measures.cordon": law }), []);
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  expect(errors.filter(({ code }) => code.startsWith("syntax/")).map(({ message }) => message)).toEqual([]);
});

it("looks back no further than a line is long, however long one is", () => {
  const text = `when ${"a not b, and c = d or e within f ".repeat(4_000)}`;
  const slices = vi.spyOn(String.prototype, "slice");
  try {
    parse("a.cordon", text);
    const signs = slices.mock.results.reduce((sum, { value }) => sum + (value as string).length, 0);
    expect(signs).toBeGreaterThan(0);
    // all that stands before, for each word, would be a hundred times as many
    expect(signs / text.length).toBeLessThan(1_000);
  } finally {
    slices.mockRestore();
  }
});
