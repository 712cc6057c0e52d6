/**
 * The changes of a jurisdiction whose law is too large for diagrams, day after day: a search goes straight to
 * transactions that the two laws answer differently, and the end of its list is a proof that there are no others. All
 * days share one analysis: what does not change from one day to the next is opened and asked about once.
 */
import { type AnswerGates, differ } from "../analysis/answers.ts";
import { type Difference, Differences, type Listed } from "../analysis/differences.ts";
import { POLICIES, VERDICTS, type View, WITH_ROUTES } from "../analysis/index.ts";
import { type Lit, not } from "../analysis/sat.ts";
import type { CaseJson } from "../check/tree.ts";
import type { Moment } from "./behavior.ts";
import { inOrder } from "./boxes.ts";
import { sideOfOutcome } from "./direction.ts";
import { analysisOf, viewOf } from "./find.ts";
import { type Answers, isSameAnswer, type Pair } from "./pair.ts";
import type { AnswerSide, FactCondition } from "./report.ts";
import { smallest } from "./search.ts";

/** Kinds of change on one day: there are not many more pairs of verdicts. */
const MOST_KINDS = 60;
/** Kinds up to which the transactions concerned are described, and cases made as small as can be. */
const MOST_DESCRIBED = 8;
const MOST_REGIONS = 3;

/** A change of answers of one kind: from one verdict to another, or of the terms of one verdict. */
export interface Shown {
  /** equal for the same kind on another day */
  readonly key: string;
  readonly old: AnswerSide;
  readonly new: AnswerSide;
  readonly regions: readonly (readonly FactCondition[])[];
  readonly regionsComplete: boolean;
  /** replayed; null: none was found */
  readonly shown: { readonly case: CaseJson; readonly answers: Answers } | null;
}

export interface DayChanges {
  readonly changes: readonly Shown[];
  /** none: there are no kinds beside these and those known before */
  readonly open: Listed["open"];
}

interface DayGates {
  readonly views: readonly [View, View];
  readonly differ: Lit;
  readonly kinds: readonly Lit[];
  readonly settled: Lit;
  readonly measures: ReadonlyMap<string, Lit>;
}

export class DaySearch {
  readonly #pair: Pair;
  readonly #views = new Map<Moment, readonly [View, View]>();
  readonly #search: Differences;

  /** @param moments all that may be asked about: domains are cut by everything that is told, once */
  constructor(pair: Pair, moments: readonly Moment[]) {
    this.#pair = pair;
    const analysis = analysisOf(pair);
    for (const moment of moments) {
      this.#views.set(moment, [viewOf(analysis, pair.old, moment), viewOf(analysis, pair.new, moment)]);
    }
    this.#search = new Differences(analysis);
  }

  has(moment: Moment): boolean {
    return this.#views.has(moment);
  }

  /** Days opened, and questions and conflicts of the solver so far. */
  get effort(): { readonly days: number; readonly questions: number; readonly conflicts: number } {
    const { questions, conflicts } = this.#search;
    return { days: this.#views.size, questions, conflicts };
  }

  /** Kinds of change on the day beside those that are known to be there, by their keys. */
  changesAt(moment: Moment, known: readonly string[]): DayChanges {
    const { gates } = this.#search;
    const day = this.#gatesOf(moment);
    const claim = gates.and(day.differ, ...this.#untold(day, known));
    // most days bring nothing new, which is proved sooner than a list is made
    if (known.length > 0 && !this.#search.isPossible([claim])) return { changes: [], open: "none" };
    const { differences, open } = this.#search.list({ ...day, claim }, WITH_ROUTES, MOST_KINDS, "kind");
    const isShort = differences.length <= MOST_DESCRIBED;
    return { changes: differences.map((one) => this.#shown(moment, one, isShort)), open };
  }

  /** Whether some transaction may change so on the day; no is a proof. */
  isPossible(moment: Moment, key: string): boolean {
    const day = this.#gatesOf(moment);
    return this.#search.isPossible([day.differ, this.#isKind(day, key)]);
  }

  #isKind({ kinds, settled }: DayGates, key: string): Lit {
    return this.#search.gates.and(
      ...kinds.map((lit, i) => (key[i] === YES ? lit : not(lit))),
      isOfSettled(key) ? settled : not(settled),
    );
  }

  /** None of the kinds; and once a settled one was told of, no open answers (as `Differences` does within a day). */
  #untold(day: DayGates, known: readonly string[]): readonly Lit[] {
    const told = known.map((key) => not(this.#isKind(day, key)));
    return known.some(isOfSettled) ? [...told, day.settled] : told;
  }

  #gatesOf(moment: Moment): DayGates {
    const { gates } = this.#search;
    const views = this.#views.get(moment);
    if (views === undefined) throw new Error(`${moment.asOf} was not opened`);
    const [a, b] = views.map((view) => this.#search.answer(view, WITH_ROUTES)) as [AnswerGates, AnswerGates];
    const same = gates.or(...a.most.verdicts.map((lit, rank) => gates.and(lit, b.most.verdicts[rank]!)));
    const stricter = (x: AnswerGates, y: AnswerGates): Lit =>
      gates.and(
        same,
        x.most.policies[0]!,
        gates.or(...x.most.policies.map((lit, at) => gates.and(not(lit), y.most.policies[at]!))),
      );
    return {
      views,
      differ: differ(a, b, gates),
      kinds: [...a.most.verdicts, ...b.most.verdicts, stricter(a, b), stricter(b, a)],
      settled: gates.and(this.#search.isSettled(a), this.#search.isSettled(b)),
      // which measures decide is told of cases alone: nearly every measure of a law may be beside one that does
      measures: new Map(),
    };
  }

  #shown(moment: Moment, one: Difference, isShort: boolean): Shown {
    const [old, now] = one.outcomes.map(sideOfOutcome) as [AnswerSide, AnswerSide];
    const shown = this.#confirmed(moment, one, [old, now], isShort);
    const isSettled = [old, now].every(({ verdict }) => verdict !== "undetermined");
    const described = isShort ? one.boxes(MOST_REGIONS) : { boxes: [], complete: false };
    return {
      key: keyOf(one.kinds, isSettled),
      old: shown?.answers.oldSide ?? old,
      new: shown?.answers.newSide ?? now,
      regions: described.boxes.map(inOrder),
      regionsComplete: described.complete,
      shown,
    };
  }

  /** The transaction, if the tables answer it as the search says. */
  #confirmed(
    moment: Moment,
    { witness }: Difference,
    [old, now]: readonly [AnswerSide, AnswerSide],
    isShort: boolean,
  ): Shown["shown"] {
    if (witness === null) return null;
    const { asOf, jurisdiction, view } = moment;
    const answers = this.#pair.ask(witness.case, asOf, jurisdiction, view);
    if (answers === null || isSameAnswer(answers)) return null;
    if (answers.oldSide.verdict !== old.verdict || answers.newSide.verdict !== now.verdict) return null;
    const shown = { case: witness.case, answers };
    return isShort ? smallest(this.#pair, moment, shown) : shown;
  }
}

const YES = "1";
const SETTLED = "settled";

function keyOf(kinds: readonly boolean[], isSettled: boolean): string {
  return `${kinds.map((is) => (is ? YES : "0")).join("")} ${isSettled ? SETTLED : "open"}`;
}

function isOfSettled(key: string): boolean {
  return key.endsWith(SETTLED);
}

/** The key of the kind that a case shows. */
export function kindOf({ oldSide, newSide }: Answers): string {
  const verdicts = [oldSide, newSide].flatMap(({ atMost }) => VERDICTS.map((verdict) => verdict === atMost));
  const policy = ({ reviewPolicy }: AnswerSide): number =>
    (POLICIES as readonly (string | null)[]).indexOf(reviewPolicy);
  const [before, after] = [policy(oldSide), policy(newSide)];
  const isSame = oldSide.atMost === newSide.atMost && before >= 0 && after >= 0;
  const isSettled = [oldSide, newSide].every(({ verdict }) => verdict !== "undetermined");
  return keyOf([...verdicts, isSame && after > before, isSame && after < before], isSettled);
}
