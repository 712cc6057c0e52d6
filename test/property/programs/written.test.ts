/**
 * Random laws with few scenarios, and those that `cordon test --write-missing` offers. Each expects what the oracle answers and sees
 * what it was offered for, by the oracle's answers to each condition by itself; what is left is said to be, and mostly no transaction
 * sees it on any day.
 * `CORDON_LONG=1` looks at 60 laws, `CORDON_SEED` starts elsewhere.
 */
import { expect, test } from "vitest";
import { answersOf } from "../../../compiler/boundary/answers.ts";
import { propose } from "../../../compiler/boundary/propose.ts";
import { scenariosText } from "../../../compiler/boundary/text.ts";
import type { CaseJson, Program, Scenario, Verdict } from "../../../compiler/check/tree.ts";
import { measureCoverage } from "../../../compiler/coverage/measure.ts";
import { missedSides } from "../../../compiler/coverage/summary.ts";
import { normalize } from "../../../compiler/normal/lower.ts";
import { hull, interpret, type Question } from "../../../compiler/oracle/index.ts";
import { buildBundle } from "../../../compiler/table/build.ts";
import { Random } from "../../support/generate-random.ts";
import { checked, daysOf, randomScenarios, SCENARIOS } from "./scenarios.ts";
import { keyOf, Seen } from "./seen.ts";
import { randomStates } from "./states-world.ts";

const LONG = process.env.CORDON_LONG === "1";
const START = Number(process.env.CORDON_SEED ?? 1);
/** In the long suite some 3 s a law. */
const PROGRAMS = LONG ? 60 : 4;
/** Transactions of a law at most that are all looked at for what is left; of others it is not asked whether any sees it. */
const ENUMERATED = 240;

/**
 * What the law answers to a case, whatever the facts are that it does not state; null where the oracle tries too few values of these
 * to say.
 */
function verdictOf(law: Program, given: CaseJson, question: Question): Verdict | "undetermined" | null {
  const { verdict } = interpret(law, given, question);
  if (verdict !== "undetermined") return verdict;
  const found = hull(law, given, question, { budget: 100_000 });
  if (found.kind !== "hull") throw new Error(`${JSON.stringify(given)} has too many completions`);
  return found.complete || found.verdict === "undetermined" ? found.verdict : null;
}

/** Sides by what a scenario that is offered for one of them is called. */
function sidesByTitle(program: Program): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { kind, of, detail, span, sides } of measureCoverage(program).points)
    sides.forEach(({ name }, i) => {
      const place = detail === "" ? of : detail.startsWith(of) ? detail : `${of} on ${detail}`;
      const title = `${place}: ${name}`;
      found.set(title, [...(found.get(title) ?? []), `${keyOf(kind, span, detail)}: ${i}`]);
    });
  return found;
}

test(`scenarios that are written for ${PROGRAMS} laws`, { timeout: 3_600_000 }, () => {
  const wrong: string[] = [];
  const count = { offered: 0, incomplete: 0, left: 0, impossible: 0, possible: 0 };
  for (let seed = START; seed < START + PROGRAMS; seed++) {
    const random = new Random(seed * 86_028_121);
    const measures = random.pick([1, 2]);
    const states = randomStates(random, { measures, open: false, today: true, entries: true });
    const { sources, names, acts } = states;
    const law = checked(sources);
    const days = daysOf(sources);
    const own = randomScenarios(law, states, random, { count: random.pick([1, 6, 12]), days });
    const program = checked({ ...sources, [SCENARIOS]: own });
    const seen = new Seen(law, sources);
    const say = (what: string): void => {
      wrong.push(`seed ${seed}: ${what}`);
    };
    const sidesOf = ({ given, expectations }: Scenario): readonly string[] =>
      expectations.flatMap(({ on, jurisdiction, practice }) => [
        ...seen.by({ given, jurisdiction: jurisdiction.name, view: practice ? "practice" : "text" }, on),
      ]);
    const known = new Set(program.scenarios.flatMap(sidesOf));

    let said = -1;
    const proposals = propose(program, {
      limit: 1000,
      isRequested: ({ file }) => file !== SCENARIOS,
      step: () => {},
      onSearched: ({ left }) => {
        said = left;
      },
    });
    const bundle = buildBundle(normalize(program), program);
    const text = scenariosText(program, proposals, answersOf(bundle), () => true) ?? "";
    const uses = ["words", ...names.map((name) => name.toLowerCase())].join(", ");
    const after = checked({
      ...sources,
      [SCENARIOS]: own,
      "more.cordon": `module more\nuse ${uses}\n${text}`,
    });
    const offered = after.scenarios.filter(({ module }) => module.path === "more");
    if (offered.length !== proposals.length) say(`${offered.length} of ${proposals.length} are written`);
    const titles = sidesByTitle(program);
    for (const scenario of offered) {
      const { title, given, expectations } = scenario;
      const found = sidesOf(scenario);
      const about = titles.get(title.replace(/ \(\d+\)$/, "")) ?? [];
      if (!about.some((side) => found.includes(side) && !known.has(side)))
        say(`${title}: ${JSON.stringify(given)} sees nothing of it that was not seen`);
      for (const side of found) known.add(side);
      for (const { on, jurisdiction, verdict, review } of expectations) {
        const question = { asOf: on, jurisdiction: jurisdiction.name };
        const came = verdictOf(law, given, question);
        if (came !== null && came !== verdict)
          say(`${title} on ${on} expects ${verdict} in place of ${came}`);
        const answer = interpret(law, given, question);
        if (answer.verdict === "undetermined") count.incomplete++;
        else if (review !== null && (answer.review.least !== review || answer.review.most !== review))
          say(`${title} on ${on} expects ${review} in place of ${answer.review.most}`);
      }
    }
    count.offered += offered.length;

    const left = new Set(
      missedSides(measureCoverage(after)).map(({ point, side }) => {
        const at = point.sides.findIndex(({ name }) => name === side);
        return `${keyOf(point.kind, point.span, point.detail)}: ${at}`;
      }),
    );
    for (const side of left) if (known.has(side)) say(`${side} is seen`);
    if (said !== left.size) say(`${said} are said to be left in place of ${left.size}`);
    count.left += left.size;
    if (acts.length > ENUMERATED) continue;
    const unseen = new Set(left);
    for (const given of acts)
      for (const jurisdiction of names)
        for (const day of days)
          for (const side of seen.by({ given, jurisdiction, view: "text" }, day)) unseen.delete(side);
    count.impossible += unseen.size;
    count.possible += left.size - unseen.size;
  }
  console.info(`${PROGRAMS} laws from seed ${START}: ${JSON.stringify(count)}`);
  expect(wrong.slice(0, 10)).toEqual([]);
  expect(count.offered).toBeGreaterThan(PROGRAMS * 4);
  expect(count.incomplete).toBeGreaterThan(0);
  expect(count.impossible).toBeGreaterThan(0);
  // where a law is small, hardly anything is passed over that a case could see
  expect(count.possible).toBeLessThan(count.offered / 8);
});
