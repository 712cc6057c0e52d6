/**
 * Transactions that were answered before, by the tables and by the oracle, each at most once for a jurisdiction. One that
 * shows how two jurisdictions differ mostly shows something of every other pair as well.
 */
import { type Outcome, replay, type View, verdictOf } from "../analysis/index.ts";
import type { CaseJson, IsoDate } from "../check/tree.ts";
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
  readonly #kept: CaseJson[] = [];
  /** by truth values */
  readonly #answers = new Map<CaseJson, Map<string, Determination | null>>();
  readonly #confirmed = new Map<CaseJson, Map<string, Brief | null>>();

  constructor(engine: Engine, asOf: IsoDate) {
    this.#engine = engine;
    this.#asOf = asOf;
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
    return (
      views.every(({ jurisdiction }, i) => isSo(this.#byTruth(facts, jurisdiction), expected[i]!)) &&
      views.every((view, i) => view.law.judge !== null || isSo(this.#confirm(facts, view), expected[i]!))
    );
  }

  /** The answer as `cordon eval` gives it; null where the case does not fit the vocabulary. */
  answer(facts: CaseJson, jurisdiction: string): Determination | null {
    const answer = this.#byTruth(facts, jurisdiction);
    // completions may settle what truth values leave open, and do not change what they settle
    const isOpen = answer !== null && (answer.verdict === "undetermined" || answer.reviewRange !== null);
    return isOpen ? (this.ask(facts, [jurisdiction])?.[0] ?? null) : answer;
  }

  /** Answers of the tables, which are not remembered. @param completions as in the options of evaluation */
  ask(
    facts: CaseJson,
    jurisdictions: readonly string[],
    completions?: number,
  ): readonly Determination[] | null {
    const limit = completions === undefined ? {} : { completions };
    const answer = this.#engine.evaluate(facts, { asOf: this.#asOf, jurisdictions, ...limit });
    return "problems" in answer ? null : answer.determinations;
  }

  #byTruth(facts: CaseJson, jurisdiction: string): Determination | null {
    return recalled(
      this.#answers,
      facts,
      jurisdiction,
      () => this.ask(facts, [jurisdiction], 0)?.[0] ?? null,
    );
  }

  #confirm(facts: CaseJson, view: View): Brief | null {
    return recalled(this.#confirmed, facts, view.jurisdiction, () => replay(view, facts));
  }
}

function recalled<T>(
  memory: Map<CaseJson, Map<string, T>>,
  facts: CaseJson,
  jurisdiction: string,
  make: () => T,
): T {
  let known = memory.get(facts);
  if (known === undefined) {
    known = new Map();
    memory.set(facts, known);
  }
  let found = known.get(jurisdiction);
  if (found === undefined) {
    found = make();
    known.set(jurisdiction, found);
  }
  return found;
}

function isSo(answer: Brief | null, expected: Outcome): boolean {
  return (
    answer !== null &&
    answer.verdict === verdictOf(expected) &&
    answer.atLeast === expected.least.verdict &&
    answer.atMost === expected.most.verdict
  );
}
