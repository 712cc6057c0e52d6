/** Boxes around assignments, held to trying all assignments: each implies its claim, none can be wider, nothing is left out. */
import { describe, expect, test } from "vitest";
import { Analysis, lawOf, severity, VERDICT_ONLY } from "../../compiler/analysis/index.ts";
import { type Lit, not } from "../../compiler/analysis/sat/sat.ts";
import { Differences } from "../../compiler/analysis/search/differences.ts";
import type { Fact, Gates } from "../../compiler/analysis/search/gates.ts";
import { BoxFinder } from "../../compiler/analysis/search/implicants.ts";
import { Search } from "../../compiler/analysis/search/search.ts";
import { boxText } from "../../compiler/regions/words.ts";
import { measure, program } from "../property/small-law.ts";
import { Random } from "../support/generate-random.ts";

const ATOMS = [
  "urgent",
  "calm",
  "act = shipment",
  "destination = CN",
  "destination in {CN, RU, IR}",
  "item.rate >= 10 TOPS",
  "item.rate < 20 TOPS",
  "item.bits > 4 bit",
  "item.area < 5 mm2",
  "circuit in item.family",
  "departure = US",
];
const LISTS = [
  "any p in guests where p.headquarters = CN",
  "any p in guests where p.headquarters in {CN, RU} and carrier in p.roles",
  "any u in uses where u.knowledge = aware and u.purpose is military",
];

function condition(random: Random, atoms: readonly string[], depth: number): string {
  if (depth === 0 || random.chance(0.2)) {
    const atom = atoms[random.below(atoms.length)]!;
    return random.chance(0.3) ? `not (${atom})` : `(${atom})`;
  }
  const word = random.chance(0.5) ? "and" : "or";
  const parts = Array.from({ length: 2 + random.below(2) }, () => condition(random, atoms, depth - 1));
  return `(${parts.join(` ${word} `)})`;
}

/** That a license is required, as a circuit. */
function claimOf(law: string): { readonly analysis: Analysis; readonly gates: Gates; readonly claim: Lit } {
  const analysis = new Analysis();
  const view = analysis.view(lawOf(program(law)), { asOf: "2024-06-01" }, "US");
  const differences = new Differences(analysis);
  const { most } = differences.answer(view, VERDICT_ONLY);
  return { analysis, gates: differences.gates, claim: most.verdicts[severity("license_required")]! };
}

function lawWith(random: Random, atoms: readonly string[]): string {
  return measure("m", `when ${condition(random, atoms, 3)} requires license from 2022-01-01`);
}

/** The facts below circuits. */
function factsBelow(gates: Gates, lits: readonly Lit[]): readonly Fact[] {
  const found = new Set<Fact>();
  const seen = new Set<Lit>();
  const visit = (lit: Lit): void => {
    const plain = lit & ~1;
    if (seen.has(plain)) return;
    seen.add(plain);
    const gate = gates.gate(plain);
    if (gate.is === "bit") found.add(gate.fact);
    if (gate.is === "and") gate.inputs.forEach(visit);
  };
  lits.forEach(visit);
  return [...found];
}

function isTrue(gates: Gates, lit: Lit, classes: ReadonlyMap<Fact, number>): boolean {
  const plain = lit & ~1;
  const gate = gates.gate(plain);
  const value =
    gate.is === "and"
      ? gate.inputs.every((input) => isTrue(gates, input, classes))
      : gate.is === "bit"
        ? classes.get(gate.fact)! <= gate.index
        : plain === gates.yes;
  return value !== ((lit & 1) === 1);
}

function assignments(facts: readonly Fact[]): ReadonlyMap<Fact, number>[] {
  let all: Map<Fact, number>[] = [new Map()];
  for (const fact of facts) {
    all = all.flatMap((one) => Array.from({ length: fact.size }, (_, cls) => new Map(one).set(fact, cls)));
  }
  return all;
}

describe("boxes of a claim", () => {
  test("imply it, cannot be wider, and cover it where they say so", () => {
    let boxesSeen = 0;
    for (let seed = 1; seed <= 80; seed++) {
      const { analysis, gates, claim } = claimOf(lawWith(new Random(seed), ATOMS));
      const facts = factsBelow(gates, [claim]);
      const all = assignments(facts);
      if (all.length > 20_000) continue;
      const claimed = all.filter((one) => isTrue(gates, claim, one));
      const { within, boxes, complete } = new BoxFinder(analysis.space, gates).of(claim, 200, 30_000);
      expect(complete, `seed ${seed}`).toBe(true);
      expect(boxes.length).toBe(within.length);
      const isIn = (lits: readonly Lit[], one: ReadonlyMap<Fact, number>): boolean =>
        lits.every((lit) => isTrue(gates, lit, one));
      const holdsIn = (lits: readonly Lit[]): boolean =>
        all.every((one) => !isIn(lits, one) || isTrue(gates, claim, one));
      for (const lits of within) {
        boxesSeen++;
        expect(holdsIn(lits), `seed ${seed}: a box beyond the claim`).toBe(true);
        for (const lit of lits) {
          const others = lits.filter((other) => other !== lit);
          expect(holdsIn(others), `seed ${seed}: a condition too many`).toBe(false);
          // each condition is about one fact: no class can be added to it
          const [fact] = factsBelow(gates, [lit]);
          for (let cls = 0; cls < fact!.size; cls++) {
            if (isTrue(gates, lit, new Map([[fact!, cls]]))) continue;
            const wider = gates.or(
              lit,
              gates.within(fact!, (index) => index === cls),
            );
            expect(holdsIn([...others, wider]), `seed ${seed}: a box that could be wider`).toBe(false);
          }
        }
      }
      const covered = all.filter((one) => within.some((lits) => isIn(lits, one)));
      expect(covered.length, `seed ${seed}: something is left out`).toBe(claimed.length);
    }
    expect(boxesSeen).toBeGreaterThan(100);
  });

  test("imply it where lists are asked about, and cover it where they say so", () => {
    let withLists = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const { analysis, gates, claim } = claimOf(lawWith(new Random(seed), [...ATOMS.slice(0, 5), ...LISTS]));
      const { within, complete } = new BoxFinder(analysis.space, gates).of(claim, 100, 30_000);
      for (const lits of within) {
        expect(new Search(gates).solve([not(claim), ...lits]), `seed ${seed}`).toBe(false);
        if (lits.some((lit) => gates.questions.has(lit & ~1))) withLists++;
      }
      if (!complete) continue;
      const rest = new Search(gates);
      for (const lits of within) rest.clause(...lits.map(not));
      expect(rest.solve([claim]), `seed ${seed}`).toBe(false);
    }
    expect(withLists).toBeGreaterThan(10);
  });

  test("tell of one element where what it answers is answered by it alone", () => {
    const [wide, narrow] = ["p.headquarters in {CN, RU}", "p.headquarters = CN"];
    const law = (...asked: readonly string[]): string =>
      measure(
        "m",
        `when ${asked.map((one) => `(any p in guests where ${one})`).join(" and ")} requires license from 2022-01-01`,
      );
    const told = (text: string): readonly string[] => {
      const { analysis, gates, claim } = claimOf(text);
      const { boxes, within } = new BoxFinder(analysis.space, gates).of(claim, 1, 30_000);
      expect(new Search(gates).solve([not(claim), ...within[0]!])).toBe(false);
      return boxes[0]!.map((condition) => boxText([condition]));
    };
    const one = ["guests has element with guests[].headquarters CN"];
    expect(told(law(wide, narrow))).toEqual(one);
    expect(told(law(narrow, wide))).toEqual(one);
    // neither says the other: two elements may answer them
    expect(told(law(narrow, "p.headquarters = RU"))).toHaveLength(2);
  });

  test("say that they are not all where the number is cut", () => {
    const law = measure("m", "when urgent or calm or destination = CN requires license from 2022-01-01");
    const { analysis, gates, claim } = claimOf(law);
    expect(new BoxFinder(analysis.space, gates).of(claim, 2, 30_000)).toMatchObject({ complete: false });
    expect(new BoxFinder(analysis.space, gates).of(claim, 3, 30_000).boxes).toHaveLength(3);
  });
});
