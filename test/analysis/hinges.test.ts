/** What many measures turn on is asked about by itself, and rules out of none what some transaction meets. */
import { describe, expect, test } from "vitest";
import { Descending } from "../../compiler/analysis/descending.ts";
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
];

interface Asked {
  readonly search: Differences;
  /** of each measure, from free to required and from required to free: the claim, and whether hinges rule it out */
  readonly claims: readonly { readonly claim: Lit; readonly isExcluded: () => boolean }[];
}

/** Measures of which each asks for a condition of its own and for one that all share, which is edited. */
function asked(own: readonly string[], old: string, now: string): Asked {
  const analysis = new Analysis();
  const law = (shared: string) =>
    lawOf(
      program(
        own
          .map((one, i) => measure(`m${i}`, `when ${one} and ${shared} requires license from 2022-01-01`))
          .join("\n"),
      ),
    );
  const laws = [law(old), law(now)] as const;
  const questions = own.map((_, i) => {
    const [measureId] = laws[0].normal.requirements
      .map(({ of }) => of.id)
      .filter((id) => id.endsWith(`m${i}`));
    const part = { measures: new Set([measureId!]), isReached: true } as const;
    const view = (side: 0 | 1): View => analysis.view(laws[side], { asOf: "2024-06-01" }, "US", part);
    return [view(0), view(1)] as const;
  });
  const search = new Differences(analysis);
  const { gates } = search;
  const excluding = search.hinged(questions, VERDICT_ONLY);
  const claims = questions.flatMap((views, i) => {
    const [before, after] = views.map(
      (view) => search.answer(view, VERDICT_ONLY).most.verdicts[REQUIRED]!,
    ) as [Lit, Lit];
    return [gates.and(not(before), after), gates.and(before, not(after))].map((claim) => ({
      claim,
      isExcluded: () => excluding[i]!(claim),
    }));
  });
  return { search, claims };
}

describe("what many measures turn on", () => {
  const OWN = [1, 2, 3, 4, 5, 6].map((bits) => `item.bits > ${bits} bit`);

  test("is asked about once, however many they are", () => {
    const effort = (own: readonly string[]): number => {
      const { search, claims } = asked(own, "item.rate >= 10 TOPS", "item.rate >= 15 TOPS");
      const ruledOut = claims.map(({ isExcluded }) => isExcluded());
      // a limit that rises frees, and forbids nothing
      expect(ruledOut).toEqual(own.flatMap(() => [true, false]));
      return search.questions;
    };
    const few = effort(OWN.slice(0, 2));
    expect(few).toBeGreaterThan(0);
    expect(effort(OWN)).toBe(few);
  });

  test("rules out nothing that is possible", () => {
    const seed = 20_261_126;
    const random = new Random(seed);
    const atom = (): string => ATOMS[random.below(ATOMS.length)]!;
    const condition = (): string => `(${atom()} ${random.chance(0.5) ? "and" : "or"} ${atom()})`;
    let excluded = 0;
    for (let i = 0; i < 120; i++) {
      const own = Array.from({ length: 3 }, condition);
      const [old, now] = [condition(), condition()];
      const { search, claims } = asked(own, old, now);
      for (const { claim, isExcluded } of claims) {
        if (!isExcluded()) continue;
        excluded++;
        expect(search.isPossible([claim]), `seed ${seed}, law ${i}: ${own}; ${old}, ${now}`).toBe(false);
      }
    }
    expect(excluded).toBeGreaterThan(15);
  });
});

test("numbers are taken the greatest first, also those that are put in on the way", () => {
  const numbers = new Descending();
  for (const one of [3, 9, 1, 9, 4]) numbers.add(one);
  const taken = [numbers.take(), numbers.take(), numbers.take()];
  for (const one of [0, 8, 2]) numbers.add(one);
  for (let one = numbers.take(); one >= 0; one = numbers.take()) taken.push(one);
  expect(taken).toEqual([9, 9, 4, 8, 3, 2, 1, 0]);
});
