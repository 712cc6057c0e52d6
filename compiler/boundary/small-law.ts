/**
 * Cases for places that the situations of the scenarios do not get to, in a law small enough for each measure that rests on a place to
 * be asked for all of its answers: where a condition comes to a side, and on the two days between which something changes.
 */
import { Analysis, type Law, lawOf, type Node, type Outcome, type View } from "../analysis/index.ts";
import { dayNumber, dayOfNumber } from "../check/days.ts";
import type { CaseJson, Expr, IsoDate, Jurisdiction, Measure, Program } from "../check/tree.ts";
import type { Dependents } from "../dependents/dependents.ts";
import { datedDeclarations, everyExpression } from "../dependents/parts.ts";
import { groupsUnder } from "../mutate/expressions.ts";
import { overTransaction } from "../mutate/local.ts";
import { asking } from "../proofs/witness.ts";

export interface Found {
  readonly facts: CaseJson;
  readonly jurisdiction: Jurisdiction;
}

/** Measures of a law that is asked so. */
const SMALL_LAW = 40;
/** Nodes for one question about one measure on one day. */
const BUDGET = 40_000;
/** Answers of a measure of which a case is looked for. */
const ANSWERS = 8;
/** Tests that look into a group which are asked by themselves. */
const TESTS = 6;
/** What tells answers apart: whatever a scenario can see of them. */
const DETAIL = { review: true, routes: true, rules: true };

export class SmallLaw {
  readonly #program: Program;
  readonly #dependents: Dependents;
  readonly #laws = new Map<string, Law>();

  private constructor(program: Program, dependents: Dependents) {
    this.#program = program;
    this.#dependents = dependents;
  }

  /** Null for a law that is not small. */
  static of(program: Program, dependents: Dependents): SmallLaw | null {
    return program.measures.length <= SMALL_LAW ? new SmallLaw(program, dependents) : null;
  }

  /** Cases that measures which rest on the declaration answer otherwise on the day than on the day before. */
  *changing(id: string, day: IsoDate): Generator<Found> {
    const eve = dayOfNumber(dayNumber(day) - 1);
    const tests = this.#testsOf(id);
    for (const { law, jurisdiction } of [...this.#asked(id), ...this.#about(id, tests)])
      yield* this.#cases(jurisdiction, (analysis) => {
        const views = [eve, day].map((asOf) => analysis.view(law, { asOf }, jurisdiction.name));
        const changes = analysis.listChanges(analysis.changes(views[0]!, views[1]!, DETAIL));
        return { views, regions: changes.map(({ where }) => where) };
      });
  }

  /**
   * A case of each answer that such a measure gives where the condition holds, what requires something first; without a condition
   * whatever case there is.
   */
  *answered(id: string, condition: Expr | null, day: IsoDate): Generator<Found> {
    for (const { law, jurisdiction } of this.#asked(id))
      yield* this.#cases(jurisdiction, (analysis) => {
        const view = analysis.view(law, { asOf: day }, jurisdiction.name);
        const told = condition === null ? null : view.tell(condition);
        const answers = [...analysis.listOutcomes(analysis.determination(view, DETAIL))].sort(
          (a, b) => weight(b.outcome) - weight(a.outcome),
        );
        const holds = told === null ? analysis.always : analysis.condition(told);
        const regions = answers.map(({ where }) => analysis.and(holds, where));
        return { views: [view], regions: regions.filter((region) => analysis.isPossible(region)) };
      });
  }

  /** Each measure that rests on a declaration by itself, with those who may be asked about it; of a ground, the law without any. */
  *#asked(id: string): Generator<{ readonly law: Law; readonly jurisdiction: Jurisdiction }> {
    for (const measure of this.#dependents.measuresOn(id))
      for (const jurisdiction of this.#program.jurisdictions)
        if (liesWithin(jurisdiction, measure.jurisdiction)) yield { law: this.#lawOf(measure), jurisdiction };
    for (const jurisdiction of this.#program.jurisdictions)
      if (jurisdiction.reach?.id === id)
        yield { law: lawOf({ ...this.#program, measures: [], exceptions: [], scenarios: [] }), jurisdiction };
  }

  /** Tests that look into a group, each as a law by itself: it may change where no answer does. */
  *#about(
    id: string,
    tests: readonly Expr[],
  ): Generator<{ readonly law: Law; readonly jurisdiction: Jurisdiction }> {
    const [first] = this.#dependents.measuresOn(id);
    if (first === undefined) return;
    for (const test of tests) {
      const measures = [asking(first, test)];
      const law = lawOf({ ...this.#program, measures, exceptions: [], scenarios: [] });
      for (const { jurisdiction } of this.#asked(id)) yield { law, jurisdiction };
    }
  }

  #testsOf(group: string): readonly Expr[] {
    const found = datedDeclarations(this.#program).flatMap((dated) =>
      dated.chronology.versions.flatMap((version) =>
        everyExpression(dated, version)
          .filter((expr) => [...groupsUnder(expr)].some(({ id }) => id === group))
          .map((expr) => overTransaction(this.#program, dated, expr)),
      ),
    );
    return found.filter((test) => test !== null).slice(0, TESTS);
  }

  #lawOf({ id }: Measure): Law {
    const law = this.#laws.get(id) ?? lawOf(this.#dependents.alone(this.#program, id));
    this.#laws.set(id, law);
    return law;
  }

  *#cases(
    jurisdiction: Jurisdiction,
    look: (analysis: Analysis) => { readonly views: readonly View[]; readonly regions: readonly Node[] },
  ): Generator<Found> {
    const analysis = new Analysis({ budget: BUDGET });
    const found = analysis.attempt(() => {
      const { views, regions } = look(analysis);
      // a fact that leaves the answer as it is may be what the condition is about
      const options = { tries: 10, smallest: false };
      return regions
        .slice(0, ANSWERS)
        .map((region) => analysis.witness(region, views, options)?.case ?? null);
    });
    if (found.kind !== "done") return;
    for (const facts of found.value) if (facts !== null) yield { facts, jurisdiction };
  }
}

/** Answers of a measure that arises come first. */
function weight({ most }: Outcome): number {
  return most.verdict === null || most.verdict === "no_requirement" || most.verdict === "not_reached" ? 0 : 1;
}

function liesWithin(jurisdiction: Jurisdiction | null, other: Jurisdiction): boolean {
  return jurisdiction !== null && (jurisdiction.id === other.id || liesWithin(jurisdiction.within, other));
}
