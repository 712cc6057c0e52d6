/** Search and diagrams prove the same changes, and the witnesses of the search hold in the oracle. */
import { describe, expect, test } from "vitest";
import { Analysis, type Change, lawOf, VERDICT_ONLY, WITH_ROUTES } from "../../compiler/analysis/index.ts";
import { type Lit, not, Solver } from "../../compiler/analysis/sat/sat.ts";
import { checkSources } from "../property/compile.ts";
import { exampleLaw } from "../support/examples.ts";
import { generateProgram, sourcesOf } from "../support/generate-program.ts";
import { Random } from "../support/generate-random.ts";

const keyOf = ({ from, to }: Change): string => `${from.key} => ${to.key}`;

describe("the solver", () => {
  test("agrees with trying all assignments, and its cores cannot hold", () => {
    let unsatisfiable = 0;
    for (let seed = 1; seed <= 300; seed++) {
      const random = new Random(seed);
      const count = 8;
      const literal = (): Lit => random.below(2 * count);
      const clauses = Array.from({ length: 30 }, () => Array.from({ length: 3 }, literal));
      const holds = (bits: number, lit: Lit): boolean => ((bits >> (lit >> 1)) & 1) !== (lit & 1);
      const models = Array.from({ length: 2 ** count }, (_, bits) => bits).filter((bits) =>
        clauses.every((clause) => clause.some((lit) => holds(bits, lit))),
      );
      const solver = new Solver();
      for (let v = 0; v < count; v++) solver.variable(random.chance(0.5));
      for (const clause of clauses) solver.clause(...clause);
      for (let round = 0; round < 6; round++) {
        const assumed = Array.from({ length: 3 }, literal);
        const found = solver.solve(assumed);
        const fitting = models.filter((bits) => assumed.every((lit) => holds(bits, lit)));
        expect(found, `seed ${seed}`).toBe(fitting.length > 0);
        if (found === true) {
          expect(
            fitting.some((bits) => range(count).every((v) => holds(bits, 2 * v) === solver.isTrue(2 * v))),
          ).toBe(true);
          // what was found is ruled out; the next answers must not be it
          const seen = range(count).map((v) => (solver.isTrue(2 * v) ? 2 * v : not(2 * v)));
          solver.clause(...seen.map(not));
          models.splice(
            models.findIndex((bits) => seen.every((lit) => holds(bits, lit))),
            1,
          );
        } else {
          unsatisfiable++;
          expect(solver.core.every((lit) => assumed.includes(lit))).toBe(true);
          expect(models.some((bits) => solver.core.every((lit) => holds(bits, lit)))).toBe(false);
        }
      }
    }
    expect(unsatisfiable).toBeGreaterThan(100);
  });
});

function range(count: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => i);
}

describe("on generated programs", () => {
  test("the search finds the changes that the diagrams have, and no other", () => {
    let changed = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const generated = generateProgram(seed);
      const law = lawOf(checkSources(sourcesOf(generated)).program);
      const analysis = new Analysis({ budget: 300_000 });
      const [first, last] = [generated.days[0]!, generated.days.at(-1)!];
      const [before, after] = [first, last].map((asOf) => analysis.view(law, { asOf }, "US"));
      const drawn = analysis.attempt(() =>
        analysis
          .listChanges(analysis.changes(before!, after!, WITH_ROUTES))
          .map(({ change }) => keyOf(change)),
      );
      if (drawn.kind !== "done") continue;
      const { changes, complete } = analysis.compare(before!, after!, WITH_ROUTES).changes(500);
      expect(complete).toBe(true);
      const searched = new Set(changes.map(keyOf));
      expect([...searched].sort(), `seed ${seed}`).toEqual([...new Set(drawn.value)].sort());
      changed += searched.size;
    }
    expect(changed).toBeGreaterThan(60);
  });
});

describe("on the law of the United States", () => {
  const { program } = exampleLaw();
  const law = lawOf(program);

  test("whole years are compared, with a witness that the oracle confirms", () => {
    const analysis = new Analysis();
    const [before, after] = ["2023-10-16", "2023-11-17"].map((asOf) => analysis.view(law, { asOf }, "US"));
    const comparison = analysis.compare(before!, after!, VERDICT_ONLY);
    expect(comparison.differs("tighter")).toBe(true);
    expect(comparison.witness("tighter")?.certain).toBe(true);
    expect(comparison.differing).toContain("us.advanced_computing.ac_a");
  });

  test("a day on which nothing begins or ends changes no answer", () => {
    const analysis = new Analysis();
    const [before, after] = ["2024-02-01", "2024-03-01"].map((asOf) => analysis.view(law, { asOf }, "US"));
    expect(analysis.compare(before!, after!, WITH_ROUTES).differs()).toBe(false);
  });
});
