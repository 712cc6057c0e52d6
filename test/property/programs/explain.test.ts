/**
 * Random laws: the smallest changes that `cordon explain --case` tells of give another verdict by the oracle, and by its
 * answers to every transaction there are no smaller ones: each fact that alone does it is told, and two are told where none does.
 * `CORDON_LONG=1` looks at 200 laws, `CORDON_SEED` starts elsewhere.
 */
import { expect, test } from "vitest";
import type { CaseJson } from "../../../compiler/check/tree.ts";
import { explainCase } from "../../../compiler/explain/explain.ts";
import { changed } from "../../../compiler/explain/neighbors.ts";
import { interpret } from "../../../compiler/oracle/index.ts";
import { Random } from "../../support/generate-random.ts";
import { checkSources, compileProgram } from "../compile.ts";
import { DAYS } from "./small-world.ts";
import { randomStates } from "./states-world.ts";

const LONG = process.env.CORDON_LONG === "1";
const START = Number(process.env.CORDON_SEED ?? 1);
const PROGRAMS = LONG ? 200 : 40;
/** Cases of each law that are explained. */
const EXPLAINED = 8;
/** Flips that an explanation tells of at most. */
const MOST = 5;

type Facts = Readonly<Record<string, CaseJson>>;

/** The facts of a transaction by path. */
function factsOf({ item, ...rest }: Facts): ReadonlyMap<string, CaseJson> {
  return new Map([...Object.entries(rest), ["item.size", (item as Facts).size!]]);
}

/** Facts in which two transactions differ. */
function apart(a: Facts, b: Facts): readonly string[] {
  const others = factsOf(b);
  return [...factsOf(a)].flatMap(([path, value]) => (others.get(path) === value ? [] : [path]));
}

test(`changes of facts in ${PROGRAMS} laws that give another verdict`, { timeout: 3_600_000 }, () => {
  const wrong: string[] = [];
  const count = { single: 0, pair: 0, none: 0, many: 0, incomplete: 0 };
  for (let seed = START; seed < START + PROGRAMS; seed++) {
    const random = new Random(seed * 49_979_687);
    const states = randomStates(random, { measures: random.pick([1, 2, 4]), open: false });
    const { program, errors } = checkSources(states.sources);
    expect(errors).toEqual([]);
    const { engine } = compileProgram(program);
    const jurisdiction = random.pick(states.names);
    const asOf = random.pick(DAYS);
    const verdictOf = (facts: CaseJson): string =>
      interpret(program, facts, { asOf, jurisdiction, onlyAnswer: true }).verdict;
    const acts = states.acts as readonly Facts[];
    const verdicts = acts.map(verdictOf);
    for (let i = 0; i < EXPLAINED; i++) {
      const at = random.below(acts.length);
      const facts = acts[at]!;
      const say = (what: string): void => {
        wrong.push(`seed ${seed}, ${jurisdiction} on ${asOf}, ${JSON.stringify(facts)}: ${what}`);
      };
      const found = explainCase(program, engine, facts, { asOf, jurisdictions: [jurisdiction] });
      if ("problems" in found) throw new Error("refused");
      const { flips, complete } = found.jurisdictions[0]!.change;
      // by how many facts, which, and to which verdict
      const exist = [new Set<string>(), new Set<string>()];
      acts.forEach((other, j) => {
        const differing = apart(facts, other);
        if (verdicts[j] === verdicts[at] || differing.length > 2) return;
        exist[differing.length - 1]!.add(`${differing.toSorted().join("+")} ${verdicts[j]}`);
      });
      const size = exist.findIndex((ways) => ways.size > 0) + 1;
      const told = new Set<string>();
      for (const { changes, verdict } of flips) {
        const then = verdictOf(changed(facts, changes));
        if (then !== verdict || verdict === verdicts[at])
          say(`${JSON.stringify(changes)} gives ${then}, not ${verdict}`);
        if (changes.length !== size) say(`${changes.length} changes in place of ${size}`);
        told.add(
          `${changes
            .map(({ path }) => path.join("."))
            .toSorted()
            .join("+")} ${verdict}`,
        );
      }
      if (size === 0) count.none++;
      else {
        const missed = [...exist[size - 1]!].filter((way) => !told.has(way));
        const made = [...told].filter((way) => !exist[size - 1]!.has(way));
        if (made.length > 0) say(`told ${made.join(", ")}`);
        if (complete && flips.length < MOST && missed.length > 0) say(`not told ${missed.join(", ")}`);
        count[size === 1 ? "single" : "pair"]++;
        if (flips.length === MOST) count.many++;
      }
      if (!complete) count.incomplete++;
    }
  }
  console.info(`${PROGRAMS} laws from seed ${START}: ${JSON.stringify(count)}`);
  expect(wrong.slice(0, 8)).toEqual([]);
  expect(count.single).toBeGreaterThan(PROGRAMS);
  expect(count.pair).toBeGreaterThan(PROGRAMS / 8);
  // where there are many pairs, not all are tried
  expect(count.incomplete).toBeLessThan(PROGRAMS / 8);
});
