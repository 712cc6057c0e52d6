/** How a comparison is written: every measure by its title, on a line of its own; in a terminal not too many of them. */
import { expect, it } from "vitest";
import { htmlCompare, markdownCompare, prettyCompare } from "../../compiler/compare/render.ts";
import {
  COMPARE_FORMAT,
  type CompareReport,
  type Difference,
  type Reason,
} from "../../compiler/compare/report.ts";

const PLAIN = { strong: (text: string) => text, soft: (text: string) => text };

function reasonsOf(count: number): readonly Reason[] {
  return Array.from({ length: count }, (_, i) => ({
    measure: `law.rule_${i + 1}`,
    title: i === 1 ? null : `Rule ${i + 1} <of law>`,
    citations: i === 2 ? [] : [`Act ${i + 1}`, "OJ 9"],
  }));
}

function reportOf(reasons: readonly Reason[]): CompareReport {
  const side = { verdict: "not_reached", reviewPolicy: null, reviewRange: null, routes: [] } as const;
  const difference: Difference = {
    stricter: "YY",
    kind: "only_one_requires",
    left: { ...side, atLeast: "not_reached", atMost: "not_reached" },
    right: { ...side, verdict: "prohibited", atLeast: "prohibited", atMost: "prohibited" },
    regions: [],
    regionsComplete: false,
    evidence: "proved",
    reasons: { left: [], right: reasons },
    witness: null,
    counterpart: null,
  };
  return {
    format: COMPARE_FORMAT,
    asOf: "2026-02-01",
    where: null,
    home: null,
    proposals: [],
    notes: [],
    pairs: [
      {
        left: "XX",
        right: "YY",
        by: "kind",
        differences: [difference],
        closed: [],
        incomplete: null,
        isEmpty: false,
      },
    ],
  };
}

it("names measures by their titles, one to a line, with what they rest on", () => {
  const pretty = prettyCompare(reportOf(reasonsOf(3)), PLAIN);
  expect(pretty).toContain(
    [
      "XX not reached; YY prohibited",
      "  YY       Rule 1 <of law>, law.rule_1 [Act 1; OJ 9]",
      "           law.rule_2 [Act 2; OJ 9]",
      "           Rule 3 <of law>, law.rule_3",
    ].join("\n"),
  );
});

it("cuts a long list in a terminal, says by how much, and nowhere else", () => {
  const nine = prettyCompare(reportOf(reasonsOf(9)), PLAIN);
  expect(nine).toContain("law.rule_9");
  const many = prettyCompare(reportOf(reasonsOf(30)), PLAIN);
  expect(many).toContain("law.rule_8 [");
  expect(many).not.toContain("law.rule_9 [");
  expect(many).toContain("\n           and 22 more, named with --format html, md or json");
  for (const whole of [markdownCompare(reportOf(reasonsOf(30))), htmlCompare(reportOf(reasonsOf(30)))]) {
    expect(whole.match(/Rule \d+/g)).toHaveLength(29);
    expect(whole).not.toContain("<of law>");
  }
  expect(htmlCompare(reportOf(reasonsOf(3)))).toContain(
    "<dd>Rule 1 &lt;of law&gt; <code>law.rule_1</code> [Act 1; OJ 9]</dd><dd><code>law.rule_2</code> [",
  );
});

it("says of a list by cases that it is one, and how to ask for more", () => {
  const report = reportOf(reasonsOf(2));
  const byCase: CompareReport = { ...report, pairs: report.pairs.map((pair) => ({ ...pair, by: "case" })) };
  for (const write of [(r: CompareReport): string => prettyCompare(r, PLAIN), markdownCompare, htmlCompare]) {
    expect(write(byCase)).toContain("the measures that give it in one case");
    expect(write(byCase)).toContain("--measures");
    expect(write(report)).toContain("every measure that gives it");
  }
});

const WRITERS = [(r: CompareReport): string => prettyCompare(r, PLAIN), markdownCompare, htmlCompare];

it("advises no condition where one is given, but a narrower one, and shows the small cases", () => {
  const report = reportOf(reasonsOf(2));
  const [pair] = report.pairs;
  const witness = { destination: "BR" };
  const differences = pair!.differences.map((difference) => ({ ...difference, witness }));
  const limited: CompareReport = { ...report, where: "destination = BR", pairs: [{ ...pair!, differences }] };
  for (const write of WRITERS) {
    expect(write(limited)).toContain("a narrower --where");
    expect(write(limited)).not.toContain("with --where");
    expect(write(limited)).toContain("BR");
  }
  expect(prettyCompare(limited, PLAIN)).toContain('witness  {"destination":"BR"} as of 2026-02-01');
  expect(prettyCompare({ ...limited, where: null }, PLAIN)).not.toContain("witness");
});

it("says that a proposal closes no gap, and what else is to be known of the day", () => {
  const report: CompareReport = {
    ...reportOf(reasonsOf(2)),
    proposals: ["lower"],
    notes: ["nothing that lower proposes is in force"],
  };
  for (const write of WRITERS) {
    expect(write(report)).toContain("no gaps closed by what is proposed; 1 difference");
    expect(write(report)).toContain("nothing that lower proposes is in force");
    expect(write({ ...report, proposals: [] })).not.toContain("closed by");
  }
});

it("tells of a gap that is closed as of all answers that it stands for, and of those of its case as of one", () => {
  const report = reportOf(reasonsOf(3));
  const [pair] = report.pairs;
  const [gap] = pair!.differences;
  const closed = {
    ...report,
    proposals: ["catch_up"],
    pairs: [{ ...pair!, differences: [], closed: [{ ...gap!, stricter: "YY" }] }],
  };
  const told = "only YY requires something; in one case XX not reached; YY prohibited";
  expect(prettyCompare(closed, PLAIN)).toContain(`closed by catch_up: without it ${told}\n`);
  for (const write of [markdownCompare, htmlCompare])
    expect(write(closed)).toMatch(new RegExp(`<(summary|h3)>closed: ${told}<`));
});
