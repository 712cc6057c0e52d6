/** Clauses in the words of laws, in a whole law: one finding each, checker included, and each thing offered makes a law without any. */
import { describe, expect, it, test } from "vitest";
import { slip } from "./slip.ts";

const FROM = "from 2026-02-01 by order_2026\n}\n\nscenario";
const OUTSIDE = "unless destination in partners";

describe("a clause in other words", () => {
  test.each<[written: string, from: string, to: string, meant: readonly string[]]>([
    ["= RU, BY", OUTSIDE, "when destination = RU, BY", ["in {RU, BY}"]],
    [
      "!= RU, BY, CN",
      OUTSIDE,
      "when destination != RU, BY, CN\n  unless destination in partners",
      ["not in {RU, BY, CN}"],
    ],
    ["is not in", OUTSIDE, "when destination is not in partners", ["not in"]],
    ["is in", OUTSIDE, "unless destination is in partners", ["in"]],
    ["except where", OUTSIDE, "except where destination in partners", ["unless"]],
    ["not later than", FROM, FROM.replace("2026\n", "2026 not later than 2026-12-31\n"), ["through"]],
    ["no later than", FROM, FROM.replace(" by order_2026", " no later than 2026-12-31"), ["through"]],
    ["to", FROM, FROM.replace(" by order_2026", " to 2026-12-31"), ["through", "until"]],
    ["repealed", FROM, FROM.replace("2026\n", "2026\n  repealed 2026-12-31\n"), ["until"]],
    ["expires on", FROM, FROM.replace("2026\n", "2026\n  expires on 2026-12-31\n"), ["until", "through"]],
    ["with effect from", FROM, `with effect ${FROM}`, ["from"]],
    ["a license is required", "requires license", "a license is required", ["requires license"]],
    ["shall require a license", "requires license", "shall require a license", ["requires license"]],
    ["subject to a license", "requires license", "subject to a license", ["requires license"]],
    ["case-by-case", "review case by case\n  from", "review case-by-case\n  from", ["case by case"]],
    ["pursuant to", 'cite "99 CFR 2.1"', 'pursuant to "99 CFR 2.1"', ["cite"]],
    ["and", "CA, JP, NO", "CA, JP and NO", [","]],
    ["and", "items 1A001.a", "items 1A001.a and 1A001.a.1", [","]],
    [
      "between 4800 and 6000 TPP",
      "tpp >= 4800 TPP\n",
      "tpp between 4800 and 6000 TPP\n",
      [">= 4800 TPP and tpp <= 6000 TPP"],
    ],
    ["no license required", "XX no requirement", "XX no license required", ["no requirement"]],
    ["license required", "XX license by", "XX license required by", ["license"]],
  ])("%s", (written, from, to, meant) => {
    expect(slip(from, to)).toEqual([{ code: "syntax/other-writing", at: written, meant }]);
  });

  it("is left alone where it prohibits what had a review", () => {
    const [found, ...more] = slip("requires license\n  review case by case", "is prohibited");
    expect({ found, more }).toMatchObject({ found: { at: "is prohibited", meant: ["prohibits"] }, more: [] });
  });
});

it("takes no list, limb or entry for several values of one fact", () => {
  const limbs = "when any of {\n    (1) destination = RU,\n    (2) act = shipment\n  }";
  expect(slip(OUTSIDE, limbs)).toEqual([]);
  expect(slip(OUTSIDE, "when all of { destination = RU, act = shipment }")).toEqual(
    slip(OUTSIDE, "when all of {\n    destination = RU,\n    act = shipment\n  }"),
  );
  expect(slip("CA, JP, NO", "CA,\n  JP, NO")).toEqual([]);
  expect(slip(OUTSIDE, "when destination = RU and act = shipment")).toEqual([]);
});
