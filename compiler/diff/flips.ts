/** Scenarios whose answer is another one. */
import type { CaseJson, ExpectationValue, IsoDate, Scenario } from "../check/tree.ts";
import type { Determination } from "../runtime/answer.ts";
import { compareAnswer } from "../scenario/compare.ts";
import { sideKey, sideOfAnswer } from "./direction.ts";
import type { LawSide } from "./law-side.ts";
import type { Pair, ViewName } from "./pair.ts";
import type { AnswerSide, ScenarioFlip } from "./report.ts";

/**
 * Expectations of all scenarios, old and new, whose answer differs. A scenario that both have is read as it is now. Those
 * of days on which nothing that concerns their jurisdiction was edited are not asked about.
 */
export function scenarioFlips(
  pair: Pair,
  jurisdictions: ReadonlySet<string>,
  asOf: string | null,
  mayConcern: (jurisdiction: string, asOf: IsoDate, view: ViewName) => boolean,
): readonly ScenarioFlip[] {
  const isAsked = ({ given }: Scenario, { on, knownAt, jurisdiction, practice }: ExpectationValue): boolean =>
    // what was known before, and which obligations there are, is not followed from day to day
    knownAt !== null ||
    statesObligations(given) ||
    mayConcern(jurisdiction.name, on, practice ? "practice" : "text");
  const asked = scenariosOf(pair.old, pair.new).flatMap((scenario) =>
    scenario.expectations
      .filter(({ on, jurisdiction }) => jurisdictions.has(jurisdiction.name) && (asOf ?? on) === on)
      .filter((expectation) => isAsked(scenario, expectation))
      .map((expectation) => ({ scenario, expectation })),
  );
  // what is in force on a day is worked out once, where all that is asked of the day is asked together
  const flips = new Map<object, readonly ScenarioFlip[]>();
  const byDay = asked.toSorted((a, b) => compareTexts(a.expectation.on, b.expectation.on));
  for (const one of byDay) flips.set(one, flip(pair, one.scenario, one.expectation));
  return asked.flatMap((one) => flips.get(one) ?? []);
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function statesObligations(given: CaseJson): boolean {
  return typeof given === "object" && given !== null && "obligations" in given;
}

function scenariosOf(old: LawSide, now: LawSide): readonly Scenario[] {
  const scenarios = new Map<string, Scenario>();
  for (const scenario of [...old.scenarios, ...now.scenarios]) {
    if (scenario.proposal === null) scenarios.set(`${scenario.module.path} ${scenario.title}`, scenario);
  }
  return [...scenarios].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, scenario]) => scenario);
}

function flip(pair: Pair, scenario: Scenario, expectation: ExpectationValue): readonly ScenarioFlip[] {
  const { on, knownAt, jurisdiction, practice, verdict, review, routes } = expectation;
  const view = practice ? "practice" : "text";
  const ask = (law: LawSide, how: "soon" | "fully"): Determination | null =>
    law.answer(scenario.given, on, jurisdiction.name, {
      knownAt,
      practice,
      ...(how === "soon" ? { completions: 0, missing: false } : {}),
    });
  const side = (answer: Determination | null): AnswerSide | null =>
    answer === null ? null : sideOfAnswer(answer, view);
  // most scenarios are settled by truth values alone, and then neither completions nor missing facts have a say
  const soon = [ask(pair.old, "soon"), ask(pair.new, "soon")] as const;
  if (soon.every((answer) => isFinal(answer, view)) && isSame(side(soon[0]), side(soon[1]))) return [];
  const [old, now] = [ask(pair.old, "fully"), ask(pair.new, "fully")];
  const [oldSide, newSide] = [side(old), side(now)];
  if (isSame(oldSide, newSide)) return [];
  const meets = (answer: Determination | null, law: LawSide): boolean =>
    answer !== null && compareAnswer(expectation, answer, law.places).length === 0;
  const [first, second] = [meets(old, pair.old), meets(now, pair.new)];
  return [
    {
      title: scenario.title,
      module: scenario.module.path,
      jurisdiction: jurisdiction.name,
      on,
      knownAt,
      view,
      old: oldSide,
      new: newSide,
      expected: { verdict, review, routes },
      meets: first ? (second ? "both" : "old") : second ? "new" : "neither",
    },
  ];
}

/** Whether an answer that truth values give is the answer, whatever is missing; where it is not, completions may narrow it. */
function isFinal(answer: Determination | null, view: ViewName): boolean {
  if (answer === null) return true;
  const { verdict, reviewRange, practice } = answer;
  if (verdict === "undetermined" || reviewRange !== null) return false;
  // where practice answers otherwise, a policy that is not stated is not told from one that is open
  return (
    view === "text" ||
    practice === null ||
    (practice.verdict !== "undetermined" && practice.reviewPolicy !== null)
  );
}

function isSame(old: AnswerSide | null, now: AnswerSide | null): boolean {
  if (old === null || now === null) return old === now;
  return old.verdict === now.verdict && sideKey(old) === sideKey(now);
}
