/** What a change tells of the elements of lists: parties under entries, and what a thing is designed for. */
import { expect, it } from "vitest";
import type { AnswerChange, FactCondition } from "../../compiler/diff/report.ts";
import { shortRegions } from "../../compiler/diff/short-regions.ts";

const side = {
  verdict: "no_requirement",
  atLeast: "no_requirement",
  atMost: "no_requirement",
  ...{ reviewPolicy: null, reviewRange: null, routes: [] },
} as const;

/** Each line of a change in this region with the word before it. */
function told(
  box: readonly FactCondition[],
  { edited, about, words }: Pick<AnswerChange, "edited" | "about" | "words">,
): readonly string[] {
  const change: AnswerChange = {
    ...{ jurisdiction: "XX", view: "text", direction: "looser", redated: false, from: null, until: null },
    ...{ old: side, new: side, regions: [box], regionsComplete: true, evidence: "proved", termsUntil: null },
    ...{ plain: true, reasons: [], edited, about, words },
    ...{ citations: { old: [], new: [] }, witness: null, later: [] },
  };
  return shortRegions(change).map(({ label, text }) => `${label} ${text}`);
}

const STRUCK = { edited: ["xx.lists.entity_list"], about: [], words: ["EL-06"] };
const party = (values: string): FactCondition => ({ fact: "parties", values });
const under = (entries: string): string => `parties[].entries (entity_list) includes ${entries}`;

it("begins with the party that is struck, and says neither what it is not, nor that no others are listed", () => {
  const other = party(`has element with ${under("EL-16")} and parties[].roles includes purchaser`);
  const struck = party(`has element with ${under("none of EL-16, EL-17 and 4 more")} and ${under("EL-06")}`);
  const nobody = party(`has no element with ${under("EL-36, EL-37 and 12 more")}, or with ${under("EL-49")}`);
  expect(told([other, struck, nobody], STRUCK)).toEqual([
    `where parties has element with ${under("EL-06")}; parties ${other.values}`,
    "and further conditions, not shown",
  ]);
});

it("says what a party is not where that is all that is said, and which others are not in what else they are", () => {
  const unlisted = party(`has element with ${under("none of EL-06")}`);
  expect(told([unlisted], STRUCK)).toEqual([`where parties ${unlisted.values}`]);
  const some = party(`has element with ${under("EL-06")}`);
  const none = party(`has no element with ${under("EL-36")} and parties[].headquarters CN`);
  expect(told([some, none], STRUCK)).toEqual([`where parties ${some.values}; parties ${none.values}`]);
});

it("tells of a thing that another is designed for by what the edits look at, where more is said of it", () => {
  const of = (fact: string): string => `designed_for[].${fact}`;
  const meant = [
    `1 / ${of("item.numerical_aperture")} * ${of("item.wavelength")} > 900/7 and <= 180`,
    `${of("item.chuck_overlay")} > 2 nm and <= 2.4 nm`,
  ];
  const others = [
    `${of("item.codes (annex_i)")} not 3B001.a, 3B001.f or no code`,
    `${of("item.family")} includes none of implant`,
    `(sum of o.share for o in ${of("owners")} where o.headquarters in C and o.known) > 50`,
    `${of("item.for_euv")} no`,
    `${of("item.kind")} commodity`,
    `${of("item.family")} includes lithography`,
  ];
  const edit = {
    edited: ["xx.order.list 3B001.f.4"],
    about: ["chuck_overlay", "numerical_aperture"],
    words: [],
  };
  const thing = (parts: readonly string[]): FactCondition => ({
    ...{ fact: "item.designed_for", values: `has element with ${parts.join(" and ")}` },
  });
  expect(told([thing([...others.slice(0, 3), ...meant, ...others.slice(3)])], edit)).toEqual([
    `where item.designed_for has element with ${meant.join(" and ")}`,
    "and further conditions, not shown, on facts that the edits do not look at",
  ]);
  // few conditions are all told
  const few = thing([...meant, others[3]!, others[5]!]);
  expect(told([few], edit)).toEqual([`where item.designed_for ${few.values}`]);
});
