/**
 * Random laws with dates, savings, statuses, groups and conditions on the day: the dates of `cordon calendar` are those on which
 * the oracle answers some transaction otherwise than the day before, with the same directions.
 * `CORDON_LONG=1` looks at 200 laws, `CORDON_SEED` starts elsewhere.
 */
import { expect, test } from "vitest";
import { type CalendarEntry, calendar } from "../../../compiler/calendar/calendar.ts";
import { addDays, previousDay } from "../../../compiler/check/days.ts";
import type { CaseJson, IsoDate, Program } from "../../../compiler/check/tree.ts";
import { interpret, rank, severity } from "../../../compiler/oracle/index.ts";
import { Random } from "../../support/generate-random.ts";
import { checkSources, compileProgram } from "../compile.ts";
import { randomStates, type States } from "./states-world.ts";

const LONG = process.env.CORDON_LONG === "1";
const START = Number(process.env.CORDON_SEED ?? 1);
const PROGRAMS = LONG ? 200 : 8;

/** With days on which practice alone changes, and on which an answer changes that is neither tighter nor looser. */
const SHOWING = [12, 116];
const SEEDS = [...SHOWING, ...Array.from({ length: PROGRAMS }, (_, i) => START + i)];

type Answer = ReturnType<typeof interpret>;
type View = "text" | "practice";
type Step = "tighter" | "looser" | "changed";

/** Stricter first: the verdict, then the policy, then the license types; null: the same. */
function stepBetween(a: Answer, b: Answer): Step | null {
  const verdicts = [severity(b.atLeast) - severity(a.atLeast), severity(b.atMost) - severity(a.atMost)];
  if (verdicts.some((by) => by !== 0)) return oneOf(verdicts);
  const policies = (["least", "most"] as const).filter((side) => a.review[side] !== b.review[side]);
  if (policies.length > 0) {
    const isStated = policies.every((side) => a.review[side] !== null && b.review[side] !== null);
    return isStated ? oneOf(policies.map((side) => rank(b.review[side]) - rank(a.review[side]))) : "changed";
  }
  const [from, to] = [a.routes.possible, b.routes.possible];
  if (from.join() === to.join()) return null;
  if (from.length === 0 || to.length === 0) return "changed";
  const [gained, lost] = [
    to.some((route) => !from.includes(route)),
    from.some((route) => !to.includes(route)),
  ];
  return gained && lost ? "changed" : gained ? "looser" : "tighter";
}

function oneOf(differences: readonly number[]): Step {
  const signs = new Set(differences.filter((by) => by !== 0).map(Math.sign));
  return signs.size > 1 ? "changed" : signs.has(1) ? "tighter" : "looser";
}

/** The steps of all transactions on a day. */
function stepsOn(law: Law, day: IsoDate, jurisdiction: string, view: View): ReadonlySet<Step> {
  const [before, after] = [previousDay(day), day].map((asOf) => law.answers(asOf, jurisdiction, view));
  const steps = before!.map((answer, i) => stepBetween(answer, after![i]!));
  return new Set(steps.filter((step) => step !== null));
}

function wordOf(steps: ReadonlySet<Step>): string {
  if (steps.has("tighter")) return steps.has("looser") ? "both" : "tighter";
  return steps.has("looser") ? "looser" : "changed";
}

/** A law with what the oracle answers to all transactions. */
class Law {
  readonly program: Program;
  readonly #acts: readonly CaseJson[];
  readonly #answers = new Map<string, readonly Answer[]>();

  constructor({ sources, acts }: States) {
    const { program, errors } = checkSources(sources);
    if (errors.length > 0) throw new Error(errors.join("\n"));
    this.program = program;
    this.#acts = acts;
  }

  answers(asOf: IsoDate, jurisdiction: string, view: View): readonly Answer[] {
    const key = `${asOf} ${jurisdiction} ${view}`;
    let known = this.#answers.get(key);
    known ??= this.#acts.map((facts) => this.answer(facts, asOf, jurisdiction, view));
    this.#answers.set(key, known);
    return known;
  }

  answer(facts: CaseJson, asOf: IsoDate, jurisdiction: string, view: View): Answer {
    return interpret(this.program, facts, { asOf, jurisdiction, view, onlyAnswer: true });
  }

  /** Each day that stands in the sources, and the day after. */
  static days({ sources }: States): readonly IsoDate[] {
    const written = Object.values(sources).flatMap((text) => text.match(/\d{4}-\d\d-\d\d/g) ?? []);
    return [...new Set(written.flatMap((day) => [day, addDays(day, 1)]))].sort();
  }
}

/** What is wrong about an entry of a day, or about there being none. */
function* problemsOf(
  law: Law,
  day: IsoDate,
  jurisdiction: string,
  entry: CalendarEntry | undefined,
): Iterable<string> {
  const text = stepsOn(law, day, jurisdiction, "text");
  const steps = text.size > 0 ? text : stepsOn(law, day, jurisdiction, "practice");
  if (entry === undefined) {
    if (steps.size > 0) yield `not told, ${wordOf(steps)}`;
    return;
  }
  const { certainty, complete, direction, unshown, practiceOnly, witness } = entry;
  if (steps.size === 0) yield `told, ${direction}, and nothing changes`;
  else if (direction !== wordOf(steps)) yield `told as ${direction} in place of ${wordOf(steps)}`;
  if (certainty !== "certain" || !complete || unshown.length > 0) yield `${certainty}, complete: ${complete}`;
  if (practiceOnly !== (text.size === 0)) yield `practice alone: ${practiceOnly}`;
  if (witness === null) return;
  const view = practiceOnly ? "practice" : "text";
  const [before, after] = [previousDay(day), day].map((asOf) =>
    law.answer(witness.case, asOf, jurisdiction, view),
  );
  const step = stepBetween(before!, after!);
  if (step === null || !steps.has(step)) yield `${JSON.stringify(witness.case)} is answered ${step}`;
  if (
    view === "text" &&
    (before!.verdict !== witness.before.verdict || after!.verdict !== witness.after.verdict)
  )
    yield `${JSON.stringify(witness.case)} is not answered ${witness.before.verdict}, then ${witness.after.verdict}`;
}

test(`the dates of ${SEEDS.length} laws`, { timeout: 3_600_000 }, () => {
  const wrong: string[] = [];
  const count = { tighter: 0, looser: 0, both: 0, changed: 0, practice: 0, none: 0 };
  for (const seed of SEEDS) {
    const random = new Random(seed * 32_452_843);
    const states = randomStates(random, { measures: random.pick([2, 4]), open: false, today: true });
    const law = new Law(states);
    const { engine } = compileProgram(law.program);
    const jurisdiction = random.pick(states.names);
    const { entries, candidates } = calendar(law.program, engine, { jurisdictions: [jurisdiction] });
    const byDay = new Map(entries.map((entry) => [entry.day, entry]));
    for (const day of new Set([...Law.days(states), ...candidates])) {
      const entry = byDay.get(day);
      for (const problem of problemsOf(law, day, jurisdiction, entry))
        wrong.push(`seed ${seed}, ${jurisdiction} on ${day}: ${problem}`);
      if (entry === undefined) count.none++;
      else {
        if (entry.direction !== null) count[entry.direction]++;
        if (entry.practiceOnly) count.practice++;
      }
    }
  }
  console.info(`${SEEDS.length} laws from seed ${START}: ${JSON.stringify(count)}`);
  expect(wrong.slice(0, 10)).toEqual([]);
  for (const [what, found] of Object.entries(count)) expect(found, what).toBeGreaterThan(0);
});
