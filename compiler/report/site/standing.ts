/**
 * How scenarios stand on one day, and since when. An answer that the truth values leave open is not sought further here: the
 * report shows what is settled, the explorer and `cordon eval` the rest.
 */
import { previousDay } from "../../check/days.ts";
import type { IsoDate, Jurisdiction, Measure, Program, Scenario } from "../../check/tree.ts";
import type { Answer, CaseProblem, Determination, RequirementAnswer } from "../../runtime/answer.ts";
import { MeasureDays } from "./measure-days.ts";

export interface Standing {
  readonly jurisdiction: Jurisdiction;
  readonly came: Determination;
  /**
   * First day from which a measure behind the answer has asked for the same without a break; null where nothing is asked for,
   * where it did so on every day that the law records, or where it was not sought.
   */
  readonly since: IsoDate | null;
  /** the day before it is open, as where the sources begin with what was in force already: it may be older */
  readonly isOlder: boolean;
}

/** Answers that may be asked for in all to find out since when: each costs milliseconds. */
const STEPS_BACK = 1000;

/** The part of an engine that is needed here; it need not say what is missing from an open answer. */
export interface Asked {
  evaluate(
    caseJson: unknown,
    options: { asOf: string; jurisdictions: string[] },
  ): Answer | { readonly problems: readonly CaseProblem[] };
}

/**
 * The settled answers of the jurisdictions that each scenario asks, on the day; a scenario without any is left out. Since when
 * is sought for the first ones.
 */
export function standings(
  program: Program,
  engine: Asked,
  scenarios: readonly Scenario[],
  day: IsoDate,
): ReadonlyMap<Scenario, readonly Standing[]> {
  const measures = new Map(program.measures.map((measure) => [measure.id, measure]));
  const days = new MeasureDays(program);
  let steps = STEPS_BACK;
  const answer = (scenario: Scenario, { name }: Jurisdiction, asOf: IsoDate): Determination | null => {
    const answered = engine.evaluate(scenario.given, { asOf, jurisdictions: [name] });
    return "problems" in answered ? null : (answered.determinations[0] ?? null);
  };
  /** Goes back from change to change of what the measure rests on, until it asked for something else. */
  const sinceWhen = (
    scenario: Scenario,
    jurisdiction: Jurisdiction,
    came: Determination,
  ): Pick<Standing, "since" | "isOlder"> => {
    const unsought = { since: null, isOlder: false };
    const reason = reasonOf(came);
    const measure: Measure | undefined = reason === null ? undefined : measures.get(reason.measure);
    if (reason === null || measure === undefined) return unsought;
    for (const change of days.of(measure).toReversed()) {
      if (change > day) continue;
      if (steps-- <= 0) return unsought;
      const before = answer(scenario, jurisdiction, previousDay(change));
      const same = before?.requirements.some(
        (other) =>
          other.measure === reason.measure &&
          other.holds === "yes" &&
          other.verdict === reason.verdict &&
          other.reviewPolicy === reason.reviewPolicy,
      );
      const isOlder = before?.requirements.some(
        ({ measure, holds }) => measure === reason.measure && holds === "unknown",
      );
      if (same !== true) return { since: change, isOlder: isOlder === true };
    }
    return unsought;
  };
  const found = new Map<Scenario, readonly Standing[]>();
  for (const scenario of scenarios) {
    const asked = [...new Set(scenario.expectations.map(({ jurisdiction }) => jurisdiction))];
    const all = asked.flatMap((jurisdiction): Standing[] => {
      const came = answer(scenario, jurisdiction, day);
      if (came === null || came.verdict === "undetermined") return [];
      return [{ jurisdiction, came, ...sinceWhen(scenario, jurisdiction, came) }];
    });
    if (all.length > 0) found.set(scenario, all);
  }
  return found;
}

/** The first requirement that gives the answer, with its policy where it has the one that governs. */
function reasonOf(came: Determination): RequirementAnswer | null {
  const governing = came.requirements.filter(
    ({ holds, verdict }) => holds === "yes" && verdict === came.verdict,
  );
  return governing.find(({ reviewPolicy }) => reviewPolicy === came.reviewPolicy) ?? governing[0] ?? null;
}
