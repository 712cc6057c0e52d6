import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { type Analysis, analyze } from "../../compiler/dmn/analyze.ts";
import { findingsOf } from "../../compiler/dmn/findings.ts";
import { readDate } from "../../compiler/dmn/literals.ts";
import { readDmn } from "../../compiler/dmn/read.ts";
import { booleanValue, stringValue, type Value } from "../../compiler/dmn/value.ts";
import { boxOf, type Interval, pointsOf } from "./support/points.ts";

/**
 * Tables of another project with the gaps, overlaps and faults that its analyzer states, compared point by point. The
 * tables are not part of this repository: name their folder in CORDON_DATA.
 */
type At = "-inf" | "+inf" | { number?: string; string?: string; boolean?: boolean; date?: string };

interface StatedBound {
  at: At;
  closed: boolean;
}

type StatedBox = { low: StatedBound; high: StatedBound }[];

interface Stated {
  decisionTableId: string;
  gapsCount?: number;
  overlapsCount?: number;
  gaps?: StatedBox[];
  overlaps?: { rules: number[]; box: StatedBox }[];
  overlapBoxes?: StatedBox[];
  subsumptionsCount?: string;
  maskedRulesCount?: number;
  maskedRules?: [number, number][];
  misleadingRulesCount?: number;
  contractionsCount?: number;
  contractions?: { rule: number; with: number[]; onColumn: number }[];
  duplicateRulesCount?: number;
  firstNormalFormViolation?: boolean;
  secondNormalFormViolation?: boolean;
  error?: boolean;
}

interface StatedTest {
  test: string;
  files: string[];
  analyses: Stated[];
  mustReport: string[];
  mustNotReport: string[];
}

/** Names of messages and the findings that say the same. */
const MESSAGES: Readonly<Record<string, readonly string[]>> = {
  DECISION_TABLE_1STNFVIOLATION: ["first-normal-form"],
  DECISION_TABLE_2NDNFVIOLATION: ["second-normal-form"],
  DECISION_TABLE_MASKED_RULE: ["masked"],
  DECISION_TABLE_MISLEADING_RULE: ["misleading"],
  DECISION_TABLE_SUBSUMPTION_RULE: ["subsumed"],
  DECISION_TABLE_GAP: ["gap", "gap-other-text"],
  DECISION_TABLE_OVERLAP_HITPOLICY_UNIQUE: ["conflict"],
  DECISION_TABLE_ANALYSIS_ERROR: ["refused"],
  DECISION_TABLE_HITPOLICY_RECOMMENDER: ["hit-policy"],
};

const folder = join(process.env.CORDON_DATA ?? "", "kie-dtanalysis");
const present = process.env.CORDON_DATA !== undefined && existsSync(join(folder, "expected.json"));
const tests: StatedTest[] = present
  ? (JSON.parse(readFileSync(join(folder, "expected.json"), "utf8")) as StatedTest[])
  : [];

function statedValue(at: At): Value | null {
  if (typeof at === "string") return null;
  if (at.number !== undefined) return { kind: "number", value: new Fraction(at.number) };
  if (at.string !== undefined) return stringValue(at.string);
  if (at.boolean !== undefined) return booleanValue(at.boolean);
  return readDate(at.date ?? "");
}

function intervals(box: StatedBox): Interval[] {
  return box.map(({ low, high }) => ({
    low: { at: statedValue(low.at), closed: low.closed },
    high: { at: statedValue(high.at), closed: high.closed },
  }));
}

function analysisOf(file: string, id: string): ReturnType<typeof analyze> {
  const table = readDmn(readFileSync(join(folder, file), "utf8")).tables.find((one) => one.id === id);
  if (table === undefined) throw new Error(`${file} has no table ${id}`);
  return analyze(table);
}

/** What was stated and what was found, in the same words, for every notion that was stated. */
function compare(stated: Stated, found: Analysis): [unknown, unknown] {
  const expected: Record<string, unknown> = {};
  const actual: Record<string, unknown> = {};
  const check = (name: string, want: unknown, have: unknown): void => {
    if (want === undefined) return;
    expected[name] = want;
    actual[name] = have;
  };
  const points = (boxes: StatedBox[] | undefined): string[] | undefined =>
    boxes && [...pointsOf(boxes.map((box) => boxOf(intervals(box), found.grid)))].sort();
  check("gaps", stated.gapsCount, found.gaps.named.boxes.length);
  check("gap points", points(stated.gaps), [...pointsOf(found.gaps.named.boxes)].sort());
  check("overlaps", stated.overlapsCount, found.overlapCount);
  const boxes = stated.overlapBoxes ?? stated.overlaps?.map(({ box }) => box);
  check("overlap points", points(boxes), [...pointsOf(found.overlaps.map(({ box }) => box))].sort());
  check(
    "overlapping rules",
    stated.overlaps?.map(({ rules }) => [...rules].sort()),
    found.overlaps.map(({ rules }) => rules),
  );
  check("subsumed", stated.subsumptionsCount && true, found.subsumptions.length >= 1);
  check("masked count", stated.maskedRulesCount, found.masked.length);
  check(
    "masked",
    stated.maskedRules,
    found.masked.map(({ rule, by }) => [rule, ...by]),
  );
  check("misleading", stated.misleadingRulesCount, found.misleading.length);
  check("contraction count", stated.contractionsCount, found.contractions.length);
  check(
    "contractions",
    stated.contractions
      ?.map((one) => ({ rules: [one.rule, ...one.with], column: one.onColumn }))
      .sort(byRule),
    found.contractions.map(({ rules, column }) => ({ rules, column })).sort(byRule),
  );
  check("duplicates", stated.duplicateRulesCount, found.duplicates.length);
  check("first normal form", stated.firstNormalFormViolation, found.firstNormalForm.violated);
  const second = found.secondNormalForm;
  check(
    "second normal form",
    stated.secondNormalFormViolation,
    second.contractions.length + second.cells.length > 0,
  );
  return [expected, actual];
}

function byRule(a: { rules: readonly number[] }, b: { rules: readonly number[] }): number {
  return a.rules[0]! - b.rules[0]!;
}

describe("published analyses of decision tables", () => {
  if (!present) {
    it("are not here", (context) =>
      context.skip("CORDON_DATA names no folder with kie-dtanalysis/expected.json"));
    return;
  }

  it("are all there", () => {
    expect(tests.length).toBe(43);
    expect(new Set(tests.flatMap(({ files }) => files)).size).toBe(40);
  });

  for (const { test, files, analyses } of tests)
    for (const [i, stated] of analyses.entries())
      it(`${test} ${i + 1}`, () => {
        const found = analysisOf(files[0]!, stated.decisionTableId);
        if (stated.error === true) {
          expect(found).toHaveProperty("refused");
          return;
        }
        if ("refused" in found) throw new Error(JSON.stringify(found.refused));
        const [expected, actual] = compare(stated, found);
        expect(actual).toEqual(expected);
      });

  for (const { test, files, analyses, mustReport, mustNotReport } of tests) {
    // A message that is in both lists belongs to variants of the file, with another hit policy each.
    const open = mustReport.filter((name) => mustNotReport.includes(name));
    const stated = [...mustReport, ...mustNotReport].filter(
      (name) => !open.includes(name) && name in MESSAGES,
    );
    if (stated.length > 0)
      it(`${test} messages`, () => {
        const table = readDmn(readFileSync(join(folder, files[0]!), "utf8")).tables.find(
          ({ id }) => id === analyses[0]!.decisionTableId,
        )!;
        const found = analyze(table);
        const kinds =
          "refused" in found ? ["refused"] : findingsOf(table, found).map(({ kind }) => kind as string);
        for (const name of stated)
          expect([name, MESSAGES[name]!.some((kind) => kinds.includes(kind))]).toEqual([
            name,
            mustReport.includes(name),
          ]);
      });
  }

  it("recommends a hit policy only where no gap leaves it open", () => {
    const recommended = (file: string): string | null => {
      const found = analysisOf(file, "_3aa68aee-6314-482f-a0be-84c2411d65d7");
      return "refused" in found ? "refused" : found.recommendedPolicy;
    };
    expect([1, 2, 4].map((n) => recommended(`RecommenderHitPolicy${n}.dmn`))).toEqual([
      null,
      "UNIQUE",
      "PRIORITY",
    ]);
  });
});
