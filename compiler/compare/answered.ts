/**
 * Transactions that were answered before, by the tables and by the oracle, each at most once for a jurisdiction. One that
 * shows how two jurisdictions differ mostly shows something of every other pair as well.
 */
import { type Outcome, replay, type View, verdictOf } from "../analysis/index.ts";
import type { CaseJson, IsoDate } from "../check/tree.ts";
import type { AnswerSide } from "../diff/report.ts";
import type { Determination } from "../runtime/answer.ts";
import type { Engine } from "../runtime/index.ts";

interface Brief {
  readonly verdict: string;
  readonly atLeast: string;
  readonly atMost: string;
}

/** What one law answers on a day. */
export class AnsweredCases {
  readonly #engine: Engine;
  readonly #asOf: IsoDate;
  readonly #jurisdictions: readonly string[];
  readonly #kept: CaseJson[] = [];
  /** the verdicts of all jurisdictions by truth values, a fraction of what a full answer costs; none: refused */
  readonly #verdicts = new Map<CaseJson, ReadonlyMap<string, Brief>>();
  readonly #confirmed = new Map<CaseJson, Map<string, Brief | null>>();

  /** @param jurisdictions those that cases are put to */
  constructor(engine: Engine, asOf: IsoDate, jurisdictions: readonly string[]) {
    this.#engine = engine;
    this.#asOf = asOf;
    this.#jurisdictions = jurisdictions;
  }

  /** A case found before that is answered so in all views, and that `isMeant`. */
  find(
    views: readonly View[],
    expected: readonly Outcome[],
    isMeant: (facts: CaseJson) => boolean,
  ): CaseJson | null {
    return this.#kept.find((facts) => this.isAnswered(facts, views, expected) && isMeant(facts)) ?? null;
  }

  /** The case may serve again. */
  keep(facts: CaseJson): void {
    this.#kept.push(facts);
  }

  /** Whether the tables answer as expected and, where the law is one that the oracle reads, so does the oracle. */
  isAnswered(facts: CaseJson, views: readonly View[], expected: readonly Outcome[]): boolean {
    const verdicts = this.#verdictsOf(facts);
    return (
      views.every(({ jurisdiction }, i) => isSo(verdicts.get(jurisdiction) ?? null, expected[i]!)) &&
      views.every((view, i) => view.law.judge !== null || isSo(this.#confirm(facts, view), expected[i]!))
    );
  }

  /** The answer as `cordon eval` gives it; null where the case does not fit the vocabulary. */
  answer(facts: CaseJson, jurisdiction: string): Determination | null {
    const answer = this.ask(facts, [jurisdiction], 0)?.[0] ?? null;
    // completions may settle what truth values leave open, and do not change what they settle
    const isOpen = answer !== null && (answer.verdict === "undetermined" || answer.reviewRange !== null);
    return isOpen ? (this.ask(facts, [jurisdiction])?.[0] ?? null) : answer;
  }

  /** Verdicts alone, as far as completions narrow them; null where the case does not fit the vocabulary. */
  sides(facts: CaseJson, jurisdictions: readonly string[]): readonly AnswerSide[] | null {
    const verdicts = this.#engine.verdict(facts, { asOf: this.#asOf, jurisdictions });
    if ("problems" in verdicts) return null;
    return verdicts.map(({ verdict, atLeast, atMost }) => ({
      verdict,
      atLeast,
      atMost,
      reviewPolicy: null,
      routes: [],
    }));
  }

  /** Answers of the tables, which are not remembered. @param completions as in the options of evaluation */
  ask(
    facts: CaseJson,
    jurisdictions: readonly string[],
    completions?: number,
  ): readonly Determination[] | null {
    const limit = completions === undefined ? {} : { completions, missing: completions > 0 };
    const answer = this.#engine.evaluate(facts, { asOf: this.#asOf, jurisdictions, ...limit });
    return "problems" in answer ? null : answer.determinations;
  }

  #verdictsOf(facts: CaseJson): ReadonlyMap<string, Brief> {
    let known = this.#verdicts.get(facts);
    if (known === undefined) {
      const options = { asOf: this.#asOf, jurisdictions: this.#jurisdictions, completions: 0 };
      const verdicts = this.#engine.verdict(facts, options);
      known = new Map("problems" in verdicts ? [] : verdicts.map((one) => [one.jurisdiction, one]));
      this.#verdicts.set(facts, known);
    }
    return known;
  }

  #confirm(facts: CaseJson, view: View): Brief | null {
    let known = this.#confirmed.get(facts);
    if (known === undefined) {
      known = new Map();
      this.#confirmed.set(facts, known);
    }
    let found = known.get(view.jurisdiction);
    if (found === undefined) {
      found = replay(view, facts);
      known.set(view.jurisdiction, found);
    }
    return found;
  }
}

function isSo(answer: Brief | null, expected: Outcome): boolean {
  return (
    answer !== null &&
    answer.verdict === verdictOf(expected) &&
    answer.atLeast === expected.least.verdict &&
    answer.atMost === expected.most.verdict
  );
}
