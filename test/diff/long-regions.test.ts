/** Regions that no reader takes in as one line are told a condition to a line, and other lines are left as they are. */
import { expect, it } from "vitest";
import { htmlDiff } from "../../compiler/diff/html.ts";
import { markdownDiff } from "../../compiler/diff/markdown.ts";
import { prettyDiff } from "../../compiler/diff/pretty.ts";
import type { AnswerChange, DiffReport } from "../../compiler/diff/report.ts";
import type { Box } from "../../compiler/regions/condition.ts";
import { fact, is, words } from "../support/conditions.ts";

const side = {
  verdict: "no_requirement",
  atLeast: "no_requirement",
  atMost: "no_requirement",
  ...{ reviewPolicy: null, reviewRange: null, routes: [] },
} as const;

function report(box: Box): DiffReport {
  const change: AnswerChange = {
    ...{ jurisdiction: "XX", view: "text", direction: "looser", redated: false, from: null, until: null },
    ...{ old: side, new: side, regions: [box], regionsComplete: true, evidence: "bounded", termsUntil: null },
    ...{ plain: true, reasons: [], edited: [], about: ["kind", "use"], words: [] },
    ...{ citations: { old: [], new: [] }, witness: null, later: [] },
  };
  return {
    old: "a",
    new: "b",
    asOf: null,
    summary: { looser: 1 },
    changes: [change],
    texts: [],
    scenarios: [],
    notes: [],
  } as unknown as DiffReport;
}

const long = (letter: string): string => letter.repeat(90);
const region = (...names: readonly string[]): Box => [
  is(fact("kind"), words(names[0]!)),
  is(fact("use"), words(names[1]!)),
];

it("has each condition of a long region in a line of its own, in each way of writing", () => {
  const whole = report(region(long("a"), long("b")));
  expect(prettyDiff(whole)).toContain(`  where    kind ${long("a")};\n           use ${long("b")}\n`);
  expect(markdownDiff(whole)).toContain(`- where:\n  - kind ${long("a")};\n  - use ${long("b")}\n`);
  expect(htmlDiff(whole)).toContain(`<dd>kind ${long("a")};</dd><dd>use ${long("b")}</dd>`);
});

it("has a short one in one line, and says of a region with others inside that some may keep their answer", () => {
  const text = prettyDiff(report(region("chip", "civil")));
  expect(text).toContain("  where    kind chip; use civil\n");
  expect(text).toContain(
    "no other transactions change; some that fit the description may keep their answer, where another measure asks the same of them before and after",
  );
});
