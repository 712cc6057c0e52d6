/** Changes that a search finds are followed from day to day; here it is a search that finds what the test says. */
import { expect, test } from "vitest";
import type { CaseJson } from "../../compiler/check/tree.ts";
import type { Moment } from "../../compiler/diff/behavior.ts";
import { Followed } from "../../compiler/diff/followed.ts";
import { shownBy, sideOf } from "../../compiler/diff/kinds.ts";
import type { LawSearch } from "../../compiler/diff/law-search.ts";
import { SourceSide } from "../../compiler/diff/law-side.ts";
import { Pair } from "../../compiler/diff/pair.ts";
import type { Trial } from "../../compiler/diff/trial.ts";
import { checkSources } from "../property/compile.ts";
import { HEAD, measure, program, WORDS } from "../property/small-law.ts";

const rule = (when: string): string => measure("m", `when ${when} requires license from 2022-01-01`);
const law = (when: string) => new SourceSide(program(rule(when)));
const pair = new Pair(law("urgent and destination = KR"), law("urgent"));
const moment = (asOf: string): Moment => ({
  ...{ asOf, view: "text", jurisdiction: "US", reads: asOf },
  ...{ oldSlice: new Map(), newSlice: new Map(), edited: new Set(), affected: ["m"] },
  ...{ steps: new Map(), restsOn: () => new Set() },
});

const [free, owed] = [sideOf("no_requirement"), sideOf("license_required")];
const FIRST = shownBy({ oldSide: free, newSide: owed });
const SECOND = shownBy({ oldSide: owed, newSide: free });

/** @param tried by kind, the cases that are tried for it */
function searchThatTries(tried: Readonly<Record<string, readonly CaseJson[]>>) {
  const asked: string[] = [];
  const search: Partial<LawSearch> = {
    isAlike: () => false,
    keyOf: ({ asOf }) => asOf,
    *others(_, known) {
      for (const kind of Object.keys(tried)) if (!known().includes(kind)) yield kind;
    },
    show(_, kind, trial: Trial) {
      for (const facts of tried[kind]!) trial.isShown(facts);
      return { old: free, new: owed };
    },
    behind: (_, kinds) => new Map(kinds.map((kind) => [kind, ["m"]])),
    regions(_, __, kind) {
      asked.push(kind);
      return { boxes: [], complete: true };
    },
  };
  return { search: search as LawSearch, asked };
}

const SHOWS_FIRST: CaseJson = { act: "shipment", departure: "US", destination: "FR", urgent: true };

test("a kind sought in vain is told once where the search for another one comes upon a case of it", () => {
  const { search } = searchThatTries({ [FIRST]: [], [SECOND]: [SHOWS_FIRST] });
  const found = new Followed(pair, () => search).at(moment("2023-01-01"), new Set(), new Set());
  expect(found.map(({ key, witness }) => [key, witness !== null])).toEqual([
    [FIRST, true],
    [SECOND, false],
  ]);
});

test("a change that goes on is described on its first day alone, whether a case shows it or not", () => {
  const { search, asked } = searchThatTries({ [FIRST]: [SHOWS_FIRST], [SECOND]: [] });
  const followed = new Followed(pair, () => search);
  const first = followed.at(moment("2023-01-01"), new Set(), new Set());
  expect(asked.toSorted()).toEqual([FIRST, SECOND].toSorted());
  const running = new Set(first.map(({ key }) => key));
  expect(followed.at(moment("2024-01-01"), running, new Set())).toEqual(first);
  expect(asked).toHaveLength(2);
});

test("a case is told without what it can do without", () => {
  const { search } = searchThatTries({ [FIRST]: [{ ...(SHOWS_FIRST as object), calm: true }] });
  const [found] = new Followed(pair, () => search).at(moment("2023-01-01"), new Set(), new Set());
  expect(found?.witness).not.toBe(null);
  expect(Object.keys(found!.witness!)).not.toContain("calm");
});

test.each([
  ["a case that both laws reach, where the search finds one", [{ departure: "US", urgent: true }], "US"],
  ["a case that one law reaches, where it finds no other", [], "NL"],
])("a change is told with %s", (_, tried, departure) => {
  const beyond = HEAD.replace(" or departure != US or departure is unknown", "");
  const { program: before, errors } = checkSources({
    "words.cordon": WORDS,
    "law.cordon": beyond + rule("calm"),
  });
  expect(errors).toEqual([]);
  const reached = new Pair(new SourceSide(before), new SourceSide(program(rule("calm or urgent"))));
  const facts = { act: "shipment", destination: "FR", calm: false };
  const { search } = searchThatTries({
    [SECOND]: [{ ...facts, departure: "NL", urgent: true }],
    [FIRST]: tried.map((one) => ({ ...facts, ...one })),
  });
  const found = new Followed(reached, () => search).at(moment("2023-01-01"), new Set(), new Set());
  const first = found.find(({ key }) => key === FIRST);
  expect(first?.witness).toMatchObject({ departure });
  expect(first?.old.verdict).toBe(departure === "US" ? "no_requirement" : "not_reached");
});
