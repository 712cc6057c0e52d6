/**
 * Transactions that were answered before by the tables, each at most once for a jurisdiction. One that shows how two
 * jurisdictions differ mostly shows something of every other pair as well.
 */
import { type Outcome, type View, verdictOf } from "../analysis/index.ts";
import type { CaseJson, IsoDate, Verdict } from "../check/tree.ts";
import type { AnswerSide } from "../diff/report.ts";
import type { Determination } from "../runtime/answer.ts";
import { type Case, readCase } from "../runtime/cases/case.ts";
import type { Engine, GoverningVerdict } from "../runtime/index.ts";
import { atHome, type Homes } from "./home.ts";

interface Settled {
  readonly facts: CaseJson;
  readonly verdicts: readonly [Verdict, Verdict];
}

/** What one law answers on a day. */
export class AnsweredCases {
  readonly #engine: Engine;
  readonly #asOf: IsoDate;
  readonly #homes: Homes;
  readonly #kept: CaseJson[] = [];
  /** by jurisdiction, where each is at home; else one reading for all of them; null: refused */
  readonly #read = new Map<string, Map<CaseJson, Case | null>>();
  /** by jurisdiction: verdicts by truth values, a fraction of what a full answer costs; null: refused */
  readonly #verdicts = new Map<string, Map<CaseJson, GoverningVerdict | null>>();

  /** @param homes empty: every jurisdiction is asked about a case as it stands */
  constructor(engine: Engine, asOf: IsoDate, homes: Homes) {
    this.#engine = engine;
    this.#asOf = asOf;
    this.#homes = homes;
  }

  /** A case found before that is answered so in all views, and that `isMeant`. */
  find(
    views: readonly View[],
    expected: readonly Outcome[],
    isMeant: (facts: CaseJson) => boolean,
  ): CaseJson | null {
    return this.#kept.find((facts) => this.isAnswered(facts, views, expected) && isMeant(facts)) ?? null;
  }

  /** Cases found before that both settle, and otherwise. */
  settledOtherwise(left: View, right: View): readonly Settled[] {
    return this.#kept.flatMap((facts): Settled[] => {
      const [a, b] = [this.#settled(facts, left), this.#settled(facts, right)];
      return a !== null && b !== null && a !== b ? [{ facts, verdicts: [a, b] }] : [];
    });
  }

  /** The case may serve again. */
  keep(facts: CaseJson): void {
    this.#kept.push(facts);
  }

  /** Whether the tables, which share nothing with the analysis but the law's normal form, answer as it expects. */
  isAnswered(facts: CaseJson, views: readonly View[], expected: readonly Outcome[]): boolean {
    return views.every(({ jurisdiction }, i) => isSo(this.#verdictOf(facts, jurisdiction), expected[i]!));
  }

  /** Measures that give a view's answer to a case that was shown: of an open one, all that may. */
  governing(facts: CaseJson, jurisdiction: string): readonly string[] {
    return this.#verdictOf(facts, jurisdiction)?.measures ?? [];
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
    return allOf(jurisdictions, (name): AnswerSide | null => {
      const verdicts = this.#engine.verdict(this.#atHome(facts, name), {
        asOf: this.#asOf,
        jurisdictions: [name],
      });
      if ("problems" in verdicts) return null;
      const { verdict, atLeast, atMost } = verdicts[0]!;
      return { verdict, atLeast, atMost, reviewPolicy: null, reviewRange: null, routes: [] };
    });
  }

  /** Answers of the tables, which are not remembered. @param completions as in the options of evaluation */
  ask(
    facts: CaseJson,
    jurisdictions: readonly string[],
    completions?: number,
  ): readonly Determination[] | null {
    const limit = completions === undefined ? {} : { completions, missing: completions > 0 };
    return allOf(jurisdictions, (name) => {
      const answer = this.#engine.evaluate(this.#atHome(facts, name), {
        asOf: this.#asOf,
        jurisdictions: [name],
        onlyAnswer: true,
        ...limit,
      });
      return "problems" in answer ? null : answer.determinations[0]!;
    });
  }

  #atHome(facts: CaseJson, jurisdiction: string): CaseJson {
    return atHome(facts, this.#homes.get(jurisdiction));
  }

  /** The verdict by the tables where they settle it. */
  #settled(facts: CaseJson, { jurisdiction }: View): Verdict | null {
    const verdict = this.#verdictOf(facts, jurisdiction)?.verdict ?? null;
    return verdict === "undetermined" ? null : verdict;
  }

  #verdictOf(facts: CaseJson, jurisdiction: string): GoverningVerdict | null {
    return remembered(this.#verdicts, jurisdiction, facts, () => {
      const read = this.#readCase(facts, jurisdiction);
      return read === null
        ? null
        : this.#engine.governing(read, jurisdiction, { asOf: this.#asOf, onlyAnswer: true });
    });
  }

  /** Null where it does not fit the vocabulary. */
  #readCase(facts: CaseJson, jurisdiction: string): Case | null {
    return remembered(this.#read, this.#homes.has(jurisdiction) ? jurisdiction : "", facts, () => {
      const { vocabulary, obligationIds } = this.#engine.model;
      const read = readCase(this.#atHome(facts, jurisdiction), vocabulary, obligationIds);
      return read.ok ? read.case : null;
    });
  }
}

/** Null where it is null for one of them. */
function allOf<T>(names: readonly string[], ask: (name: string) => T | null): readonly T[] | null {
  const found: T[] = [];
  for (const name of names) {
    const one = ask(name);
    if (one === null) return null;
    found.push(one);
  }
  return found;
}

function remembered<T>(
  known: Map<string, Map<CaseJson, T>>,
  jurisdiction: string,
  facts: CaseJson,
  ask: () => T,
): T {
  let own = known.get(jurisdiction);
  if (own === undefined) {
    own = new Map();
    known.set(jurisdiction, own);
  }
  let found = own.get(facts);
  if (found === undefined) {
    found = ask();
    own.set(facts, found);
  }
  return found;
}

function isSo(answer: GoverningVerdict | null, expected: Outcome): boolean {
  return (
    answer !== null &&
    answer.verdict === verdictOf(expected) &&
    answer.atLeast === expected.least.verdict &&
    answer.atMost === expected.most.verdict
  );
}
