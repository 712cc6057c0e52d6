/** What a change tells of the elements of lists: parties under entries, and what a thing is designed for. */
import { describe, expect, it } from "vitest";
import type { AnswerChange } from "../../compiler/diff/report.ts";
import { shortRegions } from "../../compiler/diff/short-regions.ts";
import type { Asked, Box, Condition } from "../../compiler/regions/condition.ts";
import {
  atLeast,
  between,
  codes,
  entries,
  fact,
  includes,
  includesNone,
  is,
  type ListName,
  mark,
  none,
  not,
  some,
  words,
} from "../support/conditions.ts";

const side = {
  verdict: "no_requirement",
  atLeast: "no_requirement",
  atMost: "no_requirement",
  ...{ reviewPolicy: null, reviewRange: null, routes: [] },
} as const;

/** Each line of a change in this region with the word before it. */
function told(
  box: Box,
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
const PARTIES: ListName = { path: "parties", element: "parties[]" };
const listed = entries("xx.lists.entity_list", PARTIES);
const LISTED = "parties[].entries (entity_list) includes";
const many = (first: number, count: number): string[] =>
  Array.from({ length: count }, (_, at) => `EL-${first + at}`);

it("begins with the party that is struck, and says neither what it is not, nor that no others are listed", () => {
  const other = some(PARTIES, [includes(listed, "EL-16"), includes(fact("roles", PARTIES), "purchaser")]);
  const struck = some(PARTIES, [includesNone(listed, ...many(16, 12)), includes(listed, "EL-06")]);
  const nobody = none(PARTIES, [includes(listed, ...many(36, 14))], [includes(listed, "EL-49")]);
  expect(told([other, struck, nobody], STRUCK)).toEqual([
    `where parties has element with ${LISTED} EL-06; parties has element with ${LISTED} EL-16 and parties[].roles includes purchaser`,
    "and further conditions, not shown",
  ]);
});

it("says what a party is not where that is all that is said, and which others are not in what else they are", () => {
  expect(told([some(PARTIES, [includesNone(listed, "EL-06")])], STRUCK)).toEqual([
    `where parties has element with ${LISTED} none of EL-06`,
  ]);
  const one = some(PARTIES, [includes(listed, "EL-06")]);
  const nobody = none(PARTIES, [includes(listed, "EL-36"), is(fact("headquarters", PARTIES), words("CN"))]);
  expect(told([one, nobody], STRUCK)).toEqual([
    `where parties has element with ${LISTED} EL-06; parties has no element with ${LISTED} EL-36 and parties[].headquarters CN`,
  ]);
});

it("begins with what the edits name though more words stand before it than are told", () => {
  const other = some(PARTIES, [includes(listed, "EL-16")]);
  const group = some(PARTIES, [includes(listed, ...many(20, 9), "EL-06")]);
  expect(told([other, group], STRUCK)).toEqual([
    `where parties has element with ${LISTED} EL-06, ${many(20, 7).join(", ")} and 2 more; parties has element with ${LISTED} EL-16`,
  ]);
});

it("keeps lists of one name apart by their ids", () => {
  const elsewhere = some(PARTIES, [includes(entries("yy.lists.entity_list", PARTIES), "YY-01")]);
  const own = some(PARTIES, [includes(listed, "EL-06")]);
  expect(told([elsewhere, own], STRUCK)).toEqual([
    `where parties has element with ${LISTED} EL-06`,
    "and further conditions, not shown, on facts that the edits do not look at",
  ]);
});

describe("of an element that may be meant in several ways", () => {
  const at = (place: string): Condition => is(fact("headquarters", PARTIES), words(place));
  const purchaser = includes(fact("roles", PARTIES), "purchaser");
  const EDIT = { edited: ["xx.zone"], about: ["headquarters"], words: [] };

  it("tells of those that are left where others are excluded, also where more is said of it than that", () => {
    const CN = "parties[].headquarters CN";
    const RU = "parties[].headquarters RU";
    const nobody = none(PARTIES, [at("CN")]);
    expect(told([some(PARTIES, [at("CN")], [at("RU")]), nobody], EDIT)).toEqual([
      `where parties has element with ${RU}; parties has no element with ${CN}`,
    ]);
    expect(told([some(PARTIES, [at("CN"), purchaser], [at("RU"), purchaser]), nobody], EDIT)).toEqual([
      `where parties has element with ${RU} and parties[].roles includes purchaser; parties has no element with ${CN}`,
    ]);
    // a way that asks less than what is excluded is none of it
    const purchaserThere = none(PARTIES, [at("CN"), purchaser]);
    expect(told([some(PARTIES, [at("CN")], [at("RU")]), purchaserThere], EDIT)[0]).toContain(
      `has element with ${CN}, or with ${RU}`,
    );
  });

  it("takes any element for one that is meant where the edits look at the list", () => {
    const any = some(PARTIES, []);
    expect(told([any], { ...EDIT, about: ["parties"] })).toEqual(["where parties has an element"]);
    expect(told([any, at("CN")], EDIT)).toEqual([
      "where parties[].headquarters CN",
      "and further conditions, not shown, on facts that the edits do not look at",
    ]);
  });
});

it("takes no word of the language, and no number of a limit, for one that an edit names", () => {
  const rate = is(fact("rate", PARTIES), atLeast("8000 TOPS"));
  const denied = is(fact("denied", PARTIES), mark("no"));
  const edit = { edited: ["xx.m"], about: ["tpp"], words: ["8000", "and", "no"] };
  const fast = is(fact("item.tpp"), atLeast("4800 TPP"));
  expect(told([fast, some(PARTIES, [rate, denied])], edit)).toEqual([
    "where item.tpp >= 4800 TPP",
    "and further conditions, not shown, on facts that the edits do not look at",
  ]);
});

it("tells of what is made of facts that the edits look at, whichever of them they are", () => {
  const density: Asked = {
    ...{ is: "computed", label: "item.tpp / item.die_area", path: null, first: null, of: null },
    facts: ["tpp", "die_area"],
  };
  const shares: Asked = {
    ...{ is: "total", label: "(sum of p.share for p in parties)", path: null, first: null, of: null },
    facts: ["parties", "share"],
  };
  const box = [is(density, atLeast("5.92")), is(shares, atLeast("50 %"))];
  const edit = (about: string) => ({ edited: ["xx.m"], about: [about], words: [] });
  expect(told(box, edit("tpp"))[0]).toBe("where item.tpp / item.die_area >= 5.92");
  expect(told(box, edit("share"))[0]).toBe("where (sum of p.share for p in parties) >= 50 %");
});

it("tells of a thing that another is designed for by what the edits look at, where more is said of it", () => {
  const designs: ListName = { path: "item.designed_for", element: "designed_for[]" };
  const of = (path: string): Asked => fact(path, designs);
  const aperture: Asked = {
    ...{ is: "computed", path: null, first: null, of: null, facts: ["numerical_aperture", "wavelength"] },
    label: "1 / designed_for[].item.numerical_aperture * designed_for[].item.wavelength",
  };
  const owners: Asked = {
    ...{
      is: "total",
      path: null,
      first: null,
      of: null,
      facts: ["headquarters", "known", "owners", "share"],
    },
    label: "(sum of o.share for o in designed_for[].owners where o.headquarters in C and o.known)",
  };
  const meant = [
    is(aperture, between("900/7", "180")),
    is(of("item.chuck_overlay"), between("2 nm", "2.4 nm")),
  ];
  const others = [
    is(codes("annex_i", "item.codes", designs), not("3B001.a", "3B001.f"), mark("no code")),
    includesNone(of("item.family"), "implant"),
    is(owners, atLeast("50")),
    is(of("item.for_euv"), mark("no")),
    is(of("item.kind"), words("commodity")),
    includes(of("item.family"), "lithography"),
  ];
  const edit = {
    edited: ["xx.order.list 3B001.f.4"],
    about: ["chuck_overlay", "numerical_aperture"],
    words: [],
  };
  const element =
    "where item.designed_for has element with 1 / designed_for[].item.numerical_aperture * designed_for[].item.wavelength > 900/7 and <= 180 and designed_for[].item.chuck_overlay > 2 nm and <= 2.4 nm";
  expect(told([some(designs, [...others.slice(0, 3), ...meant, ...others.slice(3)])], edit)).toEqual([
    element,
    "and further conditions, not shown, on facts that the edits do not look at",
  ]);
  // few conditions are all told
  expect(told([some(designs, [...meant, others[3]!, others[5]!])], edit)).toEqual([
    `${element} and designed_for[].item.for_euv no and designed_for[].item.family includes lithography`,
  ]);
});

it("tells of an edited record in an element what else is said of it, and not in which hundreds of countries the rest is", () => {
  const uses: ListName = { path: "end_uses", element: "end_uses[]" };
  const place = is(fact("facility.country", uses), words("CN", "RU"));
  const node = is(fact("facility.node", uses), between("16 nm", "22 nm"));
  const others = ["knowledge", "purpose", "rocket_range"].map((name) => is(fact(name, uses), words("x")));
  const edit = { edited: ["xx.advanced_logic"], about: ["facility", "node"], words: [] };
  expect(told([some(uses, [node, place, ...others])], edit)[0]).toBe(
    "where end_uses has element with end_uses[].facility.node > 16 nm and <= 22 nm and end_uses[].facility.country CN, RU",
  );
  // of a party that is struck the country is no place to which something goes
  const far = is(fact("destination"), words(...many(1, 9), "DE"));
  expect(
    told([far, some(PARTIES, [includes(listed, "EL-06")])], { ...STRUCK, words: ["EL-06", "DE"] })[0],
  ).toBe(`where destination ${many(1, 8).join(", ")} and 2 more; parties has element with ${LISTED} EL-06`);
});
