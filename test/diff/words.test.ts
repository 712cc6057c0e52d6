/** A short account of regions leaves facts out, and must not seem to say more by it. */
import { describe, expect, it } from "vitest";
import { htmlDiff } from "../../compiler/diff/html.ts";
import { markdownDiff } from "../../compiler/diff/markdown.ts";
import { prettyDiff } from "../../compiler/diff/pretty.ts";
import {
  type AnswerChange,
  type AnswerSide,
  DIFF_FORMAT,
  type DiffReport,
  summaryOf,
} from "../../compiler/diff/report.ts";
import { shortRegions } from "../../compiler/diff/short-regions.ts";
import { fewIds, type Titles, UNTITLED } from "../../compiler/diff/titles.ts";
import { citationsText, sentenceText } from "../../compiler/diff/words.ts";
import type { Box } from "../../compiler/regions/condition.ts";
import {
  atLeast,
  codes,
  exactly,
  fact,
  includes,
  is,
  type ListName,
  mark,
  none,
  not,
  some,
  under,
  words,
} from "../support/conditions.ts";

const side = {
  verdict: "no_requirement",
  atLeast: "no_requirement",
  atMost: "no_requirement",
  reviewPolicy: null,
  reviewRange: null,
  routes: [],
} as const;

/** A change in these regions, where the edited declarations look at performance and headquarters. */
function changeIn(regions: AnswerChange["regions"], words: readonly string[] = []): AnswerChange {
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
    ...{ reasons: [], edited: ["law.XCL 1A001.a"], about: ["headquarters", "parties", "tpp"], words },
    ...{ citations: { old: [], new: [] }, witness: null, later: [] },
  };
}

const PARTIES: ListName = { path: "parties", element: "parties[]" };
const headquarters = fact("headquarters", PARTIES);
const tpp = fact("item.tpp");
const abroad = is(fact("destination"), not("CA", "JP"));
const fast = is(tpp, atLeast("4800 TPP"));
const code = is(codes("XCL", "item.codes"), words("1A001.a"));
const reach = is(
  {
    is: "relation",
    label: "departure = destination",
    path: null,
    first: null,
    facts: ["departure", "destination"],
    of: null,
  },
  mark("no"),
);

/** Each line with the word that stands before it. */
function told(change: AnswerChange): readonly string[] {
  return shortRegions(change).map(({ label, text }) => `${label} ${text}`);
}

function reportOf(changes: readonly AnswerChange[], texts: DiffReport["texts"] = []): DiffReport {
  return {
    format: DIFF_FORMAT,
    ...{ old: "a", new: "b", asOf: null, jurisdictions: ["XX"] },
    summary: summaryOf({ changes, texts, scenarios: [] }),
    ...{ changes, texts, scenarios: [], notes: [] },
  };
}

it("names the code that is stated where the region would else seem to hold another one whole", () => {
  const change = changeIn([
    [abroad, reach, fast],
    [abroad, reach, code],
  ]);
  expect(told(change)).toEqual([
    "where destination not CA, JP; item.tpp >= 4800 TPP",
    "or destination not CA, JP; item.codes (XCL) 1A001.a",
    "and further conditions, not shown, on facts that the edits do not look at",
  ]);
  // in a terminal, too, it is one or the other
  expect(prettyDiff(reportOf([change]))).toMatch(
    /^ {2}where .*4800 TPP\n {2}or .*1A001\.a\n {2}and +further conditions, not shown, on facts that the edits do not look at$/m,
  );
});

it("says of no codes where another fact tells the regions apart, or where only another code is meant", () => {
  const slow = is(tpp, under("100 TPP"));
  const lines = told(
    changeIn([
      [abroad, fast],
      [abroad, slow, code],
      [abroad, is(codes("XCL", "item.codes"), not("1A001.a"))],
    ]),
  );
  expect(lines.slice(0, 3)).toEqual([
    "where destination not CA, JP; item.tpp >= 4800 TPP",
    "or destination not CA, JP; item.tpp < 100 TPP",
    "or destination not CA, JP",
  ]);
});

it("says what no party is behind what one is, and leaves it out by itself", () => {
  const nobody = none(PARTIES, [is(headquarters, words("CN"))]);
  const somebody = some(PARTIES, [is(headquarters, words("CN", "RU"))]);
  expect(told(changeIn([[nobody, somebody]]))).toEqual([
    "where parties has element with parties[].headquarters CN, RU; parties has no element with parties[].headquarters CN",
  ]);
  expect(told(changeIn([[abroad, nobody]]))).toEqual([
    "where destination not CA, JP",
    // what is left out is of a fact that is told of elsewhere
    "and further conditions, not shown",
  ]);
  // nor does it say what no party is in ways that no edit looks at
  const denied = none(PARTIES, [is(fact("denied", PARTIES), mark("yes"))]);
  expect(told(changeIn([[denied, somebody]]))[0]).toBe(
    "where parties has element with parties[].headquarters CN, RU",
  );
});

it("says what is so of a word that an edit brings, whatever fact it is of", () => {
  const uses: ListName = { path: "end_uses", element: "end_uses[]" };
  const plant = some(uses, [
    is(fact("facility.country", uses), words("CG")),
    is(fact("knowledge", uses), words("aware")),
  ]);
  expect(told(changeIn([[abroad, plant]], ["CG"]))).toEqual([
    "where destination not CA, JP; end_uses has element with end_uses[].facility.country CG and end_uses[].knowledge aware",
  ]);
  expect(told(changeIn([[abroad, plant]], ["G"]))[0]).toBe("where destination not CA, JP");
});

it("says which element is under an edited entry, and not that no edit looks at it", () => {
  const required: ListName = { path: "item.required_for", element: "required_for[]" };
  const way = (...all: readonly string[]): Box => [
    is(codes("XCL", "item.codes", required), words(...all)),
    is(fact("stage", required), words("development")),
  ];
  const [of, beside] = [some(required, way("1A001", "1A001.a")), some(required, way("1A001.a.1"))];
  expect(told(changeIn([[abroad, of, beside]]))).toEqual([
    "where destination not CA, JP; item.required_for has element with required_for[].item.codes (XCL) 1A001, 1A001.a and required_for[].stage development",
    "and further conditions, not shown, on facts that the edits do not look at",
  ]);
  expect(told(changeIn([[abroad, fast, { ...of, has: false }]]))).toEqual([
    "where destination not CA, JP; item.tpp >= 4800 TPP",
    "and further conditions, not shown",
  ]);
});

it("counts the ways of an element and the combinations that it does not name", () => {
  const ways = ["CN", "RU", "KP", "IR", "SY"].map((place) => [is(headquarters, words(place))]);
  const many = "where parties has element with parties[].headquarters CN, or with parties[].headquarters RU";
  expect(told(changeIn([[some(PARTIES, ...ways)]]))).toEqual([`${many}, or in 3 more ways`]);
  const uncounted = { ...some(PARTIES, ...ways), more: null };
  expect(told(changeIn([[uncounted]]))).toEqual([`${many}, or in more ways`]);
  const limits = [1, 2, 3, 4, 5].map((n) => [is(tpp, exactly(`${n} TPP`))]);
  expect(told(changeIn(limits)).slice(2)).toEqual([
    "or item.tpp = 3 TPP",
    "or 2 more combinations of these facts",
  ]);
  expect(told(changeIn(limits.slice(0, 4))).at(-1)).toBe("or 1 more combination of these facts");
  expect(told(changeIn(limits.slice(0, 3)))).toHaveLength(3);
});

it("says of an edited group, which looks at no fact, by what else it is used, and not that no edit looks at the rest", () => {
  const used = includes(fact("general_licenses_used"), "AGG37");
  const edge = is(codes("XCL", "item.codes"), words(null), mark("no code"));
  const no = is(fact("publicly_available"), mark("no"));
  const change = changeIn([[abroad, edge, no, used]]);
  // the same where it looks at facts of which no region says anything
  for (const about of [[], change.about])
    expect(told({ ...change, about })).toEqual([
      "where destination not CA, JP; general_licenses_used includes AGG37",
      "and further conditions, not shown",
    ]);
});

describe("what becomes of an answer", () => {
  const license = {
    ...side,
    verdict: "license_required",
    atLeast: "license_required",
    atMost: "license_required",
  } as const;
  const sentence = (old: AnswerSide, now: AnswerSide): string =>
    sentenceText({ ...changeIn([]), old, new: now }, reportOf([]));

  it("is said of both sides where the verdict is another one", () => {
    expect(sentence(side, { ...license, reviewPolicy: "case_by_case" })).toBe(
      "XX, on every day: no requirement becomes license required, review case by case (changed)",
    );
    expect(sentence({ ...license, routes: ["individual", "re_export"] }, side)).toBe(
      "XX, on every day: license required, routes individual, re export, becomes no requirement (changed)",
    );
  });

  it("is said of what is another one where the verdict stays", () => {
    const terms = (old: Partial<AnswerSide>, now: Partial<AnswerSide>): string =>
      sentence({ ...license, ...old }, { ...license, ...now }).replace(
        /^.*license required as before, | \(changed\)$/g,
        "",
      );
    expect(terms({ routes: ["individual"] }, {})).toBe("route individual dropped");
    expect(terms({ routes: ["individual", "open"] }, { routes: ["open", "global", "bulk"] })).toBe(
      "route individual dropped, routes global, bulk added",
    );
    expect(terms({ reviewPolicy: "case_by_case" }, { reviewPolicy: "policy_of_denial" })).toBe(
      "review case by case becomes policy of denial",
    );
    expect(terms({}, { reviewPolicy: "policy_of_denial" })).toBe(
      "review none stated, or open, becomes policy of denial",
    );
    expect(terms({ reviewPolicy: "policy_of_denial", routes: ["open"] }, {})).toBe(
      "review policy of denial becomes none stated, or open, route open dropped",
    );
  });

  it("has the range that stays where the law leaves it open", () => {
    const open = { ...license, verdict: "undetermined", atLeast: "no_requirement" } as const;
    expect(sentence({ ...open, routes: ["open"] }, open)).toBe(
      "XX, on every day: between no requirement and license required as before, route open dropped (changed)",
    );
    // a range that narrows is another answer
    expect(sentence(open, license)).toContain(
      "between no requirement and license required becomes license required",
    );
  });
});

describe("names and citations", () => {
  const titles: Titles = (id) => (id === "law.m" ? { title: "Chips <b>", citations: ["A 1"] } : null);
  const change: AnswerChange = {
    ...changeIn([[fast]]),
    ...{ reasons: ["law.m", "law.n"], edited: ["law.m"] },
    citations: { old: ["A 1", "B 2"], new: ["B 2", "C 3"] },
  };
  const report = reportOf(
    [change],
    [
      { kind: "re-cited", what: "measure", id: "law.m", old: ["A 1"], new: ["B 2"] },
      { kind: "reworded", what: "measure", id: "law.m", old: ["Chip"], new: ["Chips <b>"] },
    ],
  );

  it("has titles beside ids, and what one side alone cites, in a terminal", () => {
    expect(prettyDiff(report, { titles })).toContain(
      [
        "  by       Chips <b>, law.m",
        "           law.n",
        "  cite     B 2",
        "           only before: A 1",
        "           only now: C 3",
        "  edited   Chips <b>, law.m",
      ].join("\n"),
    );
    expect(prettyDiff(report, { titles })).toContain("re-cited measure Chips <b>, law.m: A 1 → B 2");
    expect(prettyDiff(report, { titles })).toContain("reworded measure law.m: Chip → Chips <b>");
    expect(prettyDiff(report)).toContain("  by       law.m\n           law.n\n");
  });

  it("has them in a comment and on a page, with no markup of theirs", () => {
    expect(markdownDiff(report, titles)).toContain(
      [
        "- by:",
        "  - Chips &lt;b&gt;, law.m",
        "  - law.n",
        "- citations:",
        "  - B 2",
        "  - only before: A 1",
        "  - only now: C 3",
        "- edited: Chips &lt;b&gt;, law.m",
      ].join("\n"),
    );
    expect(markdownDiff(report, titles)).toContain("re-cited measure Chips &lt;b&gt;, law.m: A 1 → B 2");
    const page = htmlDiff(report, titles);
    expect(page).toContain(
      "<dt>by</dt><dd>Chips &lt;b&gt; <code>law.m</code></dd><dd><code>law.n</code></dd>",
    );
    expect(page).toContain("<dd>B 2</dd><dd>only before: A 1</dd><dd>only now: C 3</dd>");
    expect(page).toContain("re-cited measure Chips &lt;b&gt;, law.m: A 1 → B 2");
  });

  it("counts the names that it leaves out, and begins with those of the jurisdiction that answers", () => {
    const reasons = ["other.x", ...Array.from({ length: 7 }, (_, i) => `law.m${i}`)];
    const long = reportOf([{ ...change, reasons: ["law.m"], edited: reasons }]);
    expect(prettyDiff(long)).toMatch(/edited {3}law\.m0\n.*law\.m1\n(?:.*\n){3}.*law\.m5\n {11}and 2 more\n/);
    expect(markdownDiff(long)).toContain("  - law.m5\n  - and 2 more\n");
    expect(htmlDiff(long)).toContain("<dd><code>law.m5</code></dd><dd>and 2 more</dd>");
  });

  it("begins with the names of which most is cited", () => {
    const cited: Titles = (id) => ({
      title: null,
      citations:
        { "law.b": ["A 1", "Z 9"], "law.c": ["A 1", "C 3"], "other.d": ["A 1", "B 2", "C 3"] }[id] ?? [],
    });
    // what another jurisdiction asks for comes last, whatever is cited of it
    const few = fewIds(["other.d", "law.a", "law.b", "law.c"], { ...change, reasons: ["law.a"] }, cited);
    expect(few).toEqual({ shown: ["law.c", "law.b", "law.a", "other.d"], rest: 0 });
  });

  it("cites what the one side does that asks for something", () => {
    expect(citationsText({ ...change, citations: { old: ["A 1", "B 2"], new: [] } })).toEqual(["A 1; B 2"]);
    expect(citationsText({ ...change, citations: { old: [], new: ["C 3"] } })).toEqual(["C 3"]);
    expect(citationsText({ ...change, citations: { old: [], new: [] } })).toEqual([]);
  });
});

it("says how many were left out of a comment, be it one", () => {
  const change = changeIn([[abroad, fast]]);
  expect(markdownDiff(reportOf([change]), UNTITLED, 10)).toContain("for want of room: 1 change of answers.");
  expect(markdownDiff(reportOf([change, change]), UNTITLED, 10)).toContain(
    "for want of room: 2 changes of answers.",
  );
});
