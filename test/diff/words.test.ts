/** A short account of regions leaves facts out, and must not seem to say more by it. */
import { expect, it } from "vitest";
import { markdownDiff } from "../../compiler/diff/markdown.ts";
import { prettyDiff } from "../../compiler/diff/pretty.ts";
import { type AnswerChange, DIFF_FORMAT, type DiffReport } from "../../compiler/diff/report.ts";
import { shortRegions } from "../../compiler/diff/words.ts";

const side = {
  verdict: "no_requirement",
  atLeast: "no_requirement",
  atMost: "no_requirement",
  reviewPolicy: null,
  routes: [],
} as const;

/** A change in these regions, where the edited declarations look at performance and headquarters. */
function changeIn(regions: AnswerChange["regions"]): AnswerChange {
  return {
    ...{ jurisdiction: "XX", view: "text", direction: "changed", redated: false, from: null, until: null },
    ...{
      old: side,
      new: side,
      regions,
      regionsComplete: true,
      evidence: "proved",
      termsUntil: null,
      plain: true,
    },
    ...{ reasons: [], edited: ["law.XCL 1A001.a"], about: ["headquarters", "parties", "tpp"] },
    ...{ citations: { old: [], new: [] }, witness: null },
  };
}

const abroad = { fact: "destination", values: "not CA, JP" };
const fast = { fact: "item.tpp", values: ">= 4800 TPP" };
const code = { fact: "item.codes (XCL)", values: "1A001.a" };
const reach = { fact: "departure = destination", values: "no" };

it("names the code that is stated where the region would else seem to hold another one whole", () => {
  const change = changeIn([
    [abroad, reach, fast],
    [abroad, reach, code],
  ]);
  expect(shortRegions(change)).toEqual([
    "destination not CA, JP; item.tpp >= 4800 TPP",
    "destination not CA, JP; item.codes (XCL) 1A001.a",
    "(as far as other facts, which the edits leave alone, allow)",
  ]);
  // in a terminal, too, it is one or the other
  const report: DiffReport = {
    format: DIFF_FORMAT,
    ...{ old: "a", new: "b", asOf: null, jurisdictions: ["XX"] },
    ...{ changes: [change], texts: [], scenarios: [], notes: [] },
  };
  expect(prettyDiff(report)).toMatch(/^ {2}where .*4800 TPP\n {2}or .*1A001\.a\n {2}within .*allow\)$/m);
});

it("says of no codes where another fact tells the regions apart, or where only another code is meant", () => {
  const slow = { fact: "item.tpp", values: "< 100 TPP" };
  const lines = shortRegions(
    changeIn([
      [abroad, fast],
      [abroad, slow, code],
      [abroad, { ...code, values: "not 1A001.a" }],
    ]),
  );
  expect(lines.slice(0, 3)).toEqual([
    "destination not CA, JP; item.tpp >= 4800 TPP",
    "destination not CA, JP; item.tpp < 100 TPP",
    "destination not CA, JP",
  ]);
});

it("says what no party is beside what one is, and leaves it out by itself", () => {
  const none = { fact: "parties", values: "has no element with parties[].headquarters CN" };
  const some = { fact: "parties", values: "has element with parties[].headquarters CN, RU" };
  expect(shortRegions(changeIn([[none, some]]))).toEqual([`parties ${none.values}; parties ${some.values}`]);
  expect(shortRegions(changeIn([[abroad, none]]))[0]).toBe("destination not CA, JP");
});

it("says how many were left out of a comment, be it one", () => {
  const change = changeIn([[abroad, fast]]);
  const report = (changes: readonly AnswerChange[]): DiffReport => ({
    format: DIFF_FORMAT,
    ...{
      old: "a",
      new: "b",
      asOf: null,
      jurisdictions: ["XX"],
      changes,
      texts: [],
      scenarios: [],
      notes: [],
    },
  });
  expect(markdownDiff(report([change]), 10)).toContain("for want of room: 1 change of answers.");
  expect(markdownDiff(report([change, change]), 10)).toContain("for want of room: 2 changes of answers.");
});
