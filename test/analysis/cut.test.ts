/** Claims that the places at which two laws differ rule out: never one that some transaction meets. */
import { describe, expect, test } from "vitest";
import { Differences } from "../../compiler/analysis/differences.ts";
import { Analysis, lawOf, severity, VERDICT_ONLY, type View } from "../../compiler/analysis/index.ts";
import { type Lit, not } from "../../compiler/analysis/sat.ts";
import { measure, program } from "../property/small-law.ts";
import { Random } from "../support/generate-random.ts";

const REQUIRED = severity("license_required");
const ATOMS = [
  "urgent",
  "act = shipment",
  "destination in {CN, RU, IR}",
  "item.rate >= 10 TOPS",
  "item.rate < 20 TOPS",
  "item.bits > 4 bit",
  "(any p in guests where p.headquarters = CN)",
  "(any u in uses where u.knowledge = aware)",
];

interface Two {
  readonly search: Differences;
  readonly views: readonly [View, View];
  /** from free to required, and from required to free */
  readonly tighter: Lit;
  readonly looser: Lit;
}

function twoOf(old: string, now: string): Two {
  const analysis = new Analysis();
  const view = (law: string): View =>
    analysis.view(
      lawOf(program(measure("m", `when ${law} requires license from 2022-01-01`))),
      { asOf: "2024-06-01" },
      "US",
    );
  const views = [view(old), view(now)] as const;
  const search = new Differences(analysis);
  const [before, after] = views.map((own) => search.answer(own, VERDICT_ONLY).most.verdicts[REQUIRED]!) as [
    Lit,
    Lit,
  ];
  const { gates } = search;
  return { search, views, tighter: gates.and(not(before), after), looser: gates.and(before, not(after)) };
}

function conditionOf(random: Random, depth: number): string {
  if (depth === 0) return ATOMS[random.below(ATOMS.length)]!;
  const word = random.chance(0.5) ? "and" : "or";
  const condition = `(${conditionOf(random, depth - 1)} ${word} ${conditionOf(random, depth - 1)})`;
  return random.chance(0.2) ? `not ${condition}` : condition;
}

describe("a claim about two versions, of which only the places at which they differ are looked at", () => {
  test("a threshold that rises frees, and forbids nothing, whatever stands beside it", () => {
    const beside = "urgent and (destination in {CN, RU} or (any p in guests where p.headquarters = CN))";
    const { search, views, tighter, looser } = twoOf(
      `(item.rate >= 10 TOPS and ${beside})`,
      `(item.rate >= 15 TOPS and ${beside})`,
    );
    expect(search.isExcluded(tighter, views, VERDICT_ONLY)).toBe(true);
    expect(search.isExcluded(looser, views, VERDICT_ONLY)).toBe(false);
    expect(search.isPossible([looser])).toBe(true);
  });

  test("what is ruled out is never possible, and some of what is not possible is ruled out", () => {
    const seed = 20_261_126;
    const random = new Random(seed);
    let excluded = 0;
    for (let i = 0; i < 60; i++) {
      const [common, old, now] = [2, 1, 1].map((depth) => conditionOf(random, depth));
      const word = random.chance(0.5) ? "and" : "or";
      const { search, views, tighter, looser } = twoOf(
        `(${common} ${word} ${old})`,
        `(${common} ${word} ${now})`,
      );
      for (const claim of [tighter, looser]) {
        if (!search.isExcluded(claim, views, VERDICT_ONLY)) continue;
        excluded++;
        expect(search.isPossible([claim]), `seed ${seed}, law ${i}: ${common}, ${old}, ${now}`).toBe(false);
      }
    }
    expect(excluded).toBeGreaterThan(10);
  });
});
