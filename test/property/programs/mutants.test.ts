/**
 * Random laws with random scenarios: what `cordon test --mutate` says of each change of the law. One that is noticed makes a scenario fail
 * by the oracle, and one that survives makes none fail; one that changes no answer changes none to any transaction on any day; and the
 * scenario that is offered for a survivor holds of the law and fails with the change.
 * `CORDON_LONG=1` looks at 30 laws, `CORDON_SEED` starts elsewhere.
 */
import { expect, test } from "vitest";
import { addDays } from "../../../compiler/check/days.ts";
import type { CaseJson, ExpectationValue, IsoDate, Program } from "../../../compiler/check/tree.ts";
import { type Mutant, withMutant } from "../../../compiler/mutate/mutant.ts";
import { mutantsOf } from "../../../compiler/mutate/mutants.ts";
import { runMutation } from "../../../compiler/mutate/run.ts";
import { twinOf } from "../../../compiler/mutate/twin.ts";
import { interpret, type OracleDetermination } from "../../../compiler/oracle/index.ts";
import { Random } from "../../support/generate-random.ts";
import { checked, daysOf, randomScenarios, SCENARIOS } from "./scenarios.ts";
import { randomStates, type States } from "./states-world.ts";

const LONG = process.env.CORDON_LONG === "1";
const START = Number(process.env.CORDON_SEED ?? 1);
const PROGRAMS = LONG ? 30 : 3;
/** Changes of each law of which it is looked whether they change any answer, of those of which it is said that they change none. */
const ENUMERATED = LONG ? 20 : 4;

type Facts = Readonly<Record<string, CaseJson>>;

/** Transactions and days that a change by one step can tell apart, too. */
function everything({ acts, sources }: States): {
  readonly acts: readonly CaseJson[];
  readonly days: readonly IsoDate[];
} {
  const sizes = new Set(acts.map((facts) => ((facts as Facts).item as Facts).size));
  const beside = (facts: CaseJson): readonly CaseJson[] => {
    const item = (facts as Facts).item as Facts;
    const size = item.size as number;
    const steps = sizes.size > 1 && size % 10 === 0 ? [-1, 0, 1] : [0];
    return steps.map((step) => ({ ...(facts as Facts), item: { ...item, size: size + step } }));
  };
  const days = daysOf(sources);
  // a country more in a set is one that scenarios have as a destination
  const more = acts
    .filter((_, i) => i % 5 === 0)
    .map((facts) => ({ ...(facts as Facts), departure: (facts as Facts).destination! }));
  return {
    acts: [...acts.flatMap(beside), ...more],
    days: [...new Set(days.flatMap((day) => [day, addDays(day, 1)]))].sort(),
  };
}

function isReason(
  { id, limb }: ExpectationValue["by"][number],
  { requirements, verdict }: OracleDetermination,
): boolean {
  return requirements.some(
    ({ measure, limb: own, releasedBy, holds }) =>
      releasedBy.includes(id) ||
      (measure === id &&
        holds === "yes" &&
        (limb === null || own.includes(limb)) &&
        (releasedBy.length === 0 || verdict === "authorized")),
  );
}

/** Whether an expectation is met by the oracle. */
function isMet(program: Program, given: CaseJson, expectation: ExpectationValue): boolean {
  const { on, jurisdiction, practice, verdict, review, routes, by } = expectation;
  const view = practice ? "practice" : "text";
  const answer = interpret(program, given, { asOf: on, jurisdiction: jurisdiction.name, view });
  if (answer.verdict !== verdict || !by.every((reason) => isReason(reason, answer))) return false;
  if (review !== null && (answer.review.least !== review || answer.review.most !== review)) return false;
  return routes === null || [...routes].sort().join() === answer.routes.certain.join();
}

function smallStates(random: Random): States {
  for (;;) {
    const measures = random.pick([1, 2]);
    const states = randomStates(random, { measures, open: false, today: true, entries: true });
    if (states.acts.length <= 200) return states;
  }
}

const keyOf = ({ kind, of, span, change }: Mutant): string =>
  `${kind} ${of} ${span.file} ${span.start} ${change}`;

test(`changes of ${PROGRAMS} laws`, { timeout: 3_600_000 }, () => {
  const wrong: string[] = [];
  const count = { killed: 0, equivalent: 0, offered: 0, undecided: 0 };
  for (let seed = START; seed < START + PROGRAMS; seed++) {
    const random = new Random(seed * 49_979_693);
    const states = smallStates(random);
    const { sources, names } = states;
    const law = checked(sources);
    const own = randomScenarios(law, states, random, {
      count: random.pick([4, 20, 60]),
      days: daysOf(sources),
    });
    const program = checked({ ...sources, [SCENARIOS]: own });
    const say = (what: string): void => {
      wrong.push(`seed ${seed}: ${what}`);
    };
    const options = { limit: null, seed, isRequested: (file: string) => file !== SCENARIOS };
    const told = runMutation(program, options);
    const unjudged = new Set(
      runMutation(program, { ...options, judges: false }).survivors.map(({ mutant }) => keyOf(mutant)),
    );
    const twin = twinOf(program);
    const uses = ["words", ...names.map((name) => name.toLowerCase())].join(", ");
    const survivors = new Map(told.survivors.map((survivor) => [keyOf(survivor.mutant), survivor]));
    const { acts, days } = everything(states);
    const answers = new Map<string, string>();
    const answer = (
      of: Program,
      given: CaseJson,
      asOf: IsoDate,
      jurisdiction: string,
      view: "text" | "practice",
    ): string => {
      const { verdict, review, routes } = interpret(of, given, {
        asOf,
        jurisdiction,
        view,
        onlyAnswer: true,
      });
      return `${verdict} ${review.least} ${review.most} ${routes.possible.join()}`;
    };
    const known = (
      given: CaseJson,
      asOf: IsoDate,
      jurisdiction: string,
      view: "text" | "practice",
    ): string => {
      const key = `${asOf} ${jurisdiction} ${view} ${JSON.stringify(given)}`;
      const found = answers.get(key) ?? answer(law, given, asOf, jurisdiction, view);
      answers.set(key, found);
      return found;
    };
    const daysIn = (module: string): readonly IsoDate[] => {
      const written = new Set(
        daysOf({ [module]: sources[`${module}.cordon`]! }).flatMap((day) => [day, addDays(day, 1)]),
      );
      return days.filter((day) => written.has(day));
    };
    /** A transaction that the change answers otherwise. */
    const difference = (mutant: Mutant): string | null => {
      const module = mutant.of.slice(0, mutant.of.indexOf("."));
      const asked = names.filter(
        (name) => name.toLowerCase() === module || (module === "eu" && name === "NL"),
      );
      const views = sources[`${module}.cordon`]!.includes("unenforced")
        ? (["text", "practice"] as const)
        : (["text"] as const);
      return withMutant(mutant, () => {
        for (const jurisdiction of asked)
          for (const view of views)
            for (const day of daysIn(module))
              for (const given of acts) {
                const [was, is] = [
                  known(given, day, jurisdiction, view),
                  answer(twin, given, day, jurisdiction, view),
                ];
                if (was !== is)
                  return `${JSON.stringify(given)} on ${day} ${jurisdiction} ${view}: ${was} > ${is}`;
              }
        return null;
      });
    };

    const killed = new Set<string>();
    const rest: Mutant[] = [];
    for (const mutant of mutantsOf(twin, (file) => file !== SCENARIOS)) {
      const key = keyOf(mutant);
      const notices = program.scenarios.find(({ given, expectations }) =>
        expectations.some(
          (one) => isMet(program, given, one) && !withMutant(mutant, () => isMet(twin, given, one)),
        ),
      );
      const survivor = survivors.get(key);
      if (notices !== undefined) {
        killed.add(key);
        if (survivor !== undefined) say(`${key} survives, and "${notices.title}" notices`);
      } else if (survivor === undefined) rest.push(mutant);
      else if (survivor.scenario === null) {
        count.undecided++;
      } else {
        count.offered++;
        const more = `module more\nuse ${uses}\n${survivor.scenario}`;
        const [scenario] = checked({ ...sources, "more.cordon": more }).scenarios;
        const { given, expectations } = scenario!;
        if (!expectations.every((one) => isMet(law, given, one)))
          say(`${key}: ${survivor.scenario} does not hold`);
        if (withMutant(mutant, () => expectations.every((one) => isMet(twin, given, one))))
          say(`${key}: ${survivor.scenario} does not fail`);
      }
    }
    // those that no law rests on are not so much as counted
    const counted = rest.filter((mutant) => unjudged.has(keyOf(mutant)));
    const idle = rest.filter((mutant) => !unjudged.has(keyOf(mutant)));
    if (counted.length !== told.equivalent)
      say(`${told.equivalent} change no answer in place of ${counted.length}`);
    for (const mutant of [...random.some(counted, ENUMERATED, ENUMERATED), ...random.some(idle, 2, 2)]) {
      const differs = difference(mutant);
      if (differs !== null) say(`${keyOf(mutant)} changes no answer, but ${differs}`);
      count.equivalent++;
    }
    if (killed.size !== told.killed) say(`${told.killed} are noticed in place of ${killed.size}`);
    if (told.killed + told.equivalent! + told.survivors.length !== told.mutants)
      say(`the counts do not add up`);
    count.killed += killed.size;
  }
  console.info(`${PROGRAMS} laws from seed ${START}: ${JSON.stringify(count)}`);
  expect(wrong.slice(0, 10)).toEqual([]);
  for (const what of ["killed", "equivalent", "offered"] as const)
    expect(count[what], what).toBeGreaterThan(0);
  // of a small law it is hardly ever left open what becomes of a change
  expect(count.undecided).toBeLessThan(1 + count.offered / 20);
});
