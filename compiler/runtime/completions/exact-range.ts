/**
 * The exact answer to an incomplete case (H1, section 5 of the meaning): the hull of the answers of its completions.
 *
 * Truth values leave more open than the completions do, where unknown conditions depend on one another. First completions
 * are aimed at the ends of the range (`witnesses.ts`): where both are found, the range is exact, and that is that. Else
 * the search takes a fact that is not given, completes it with one value for each class that the law tells apart, and
 * decides each of the cases so made by truth values again; what is then determined, or within what was found already,
 * needs no more. Where the values tried do not stand for all (an open list, a calculation, a comparison of two facts),
 * they show what is possible, and the truth values what is not; between the two the range is said to be inexact.
 */
import type { Case } from "../cases/case.ts";
import { stated } from "../cases/case-places.ts";
import { RecordValue } from "../cases/records.ts";
import { type Decision, decide, narrowed, reviewOf } from "../determination/determine.ts";
import { type OpenFact, openFacts } from "../determination/missing.ts";
import { Context } from "../expressions/context.ts";
import { Trace } from "../expressions/trace.ts";
import type { Epoch } from "../law/epoch.ts";
import { inForce } from "../values/time.ts";
import { Choices, envOf } from "./choices.ts";
import { LawOfDay } from "./completions.ts";
import { lawEver } from "./law-ever.ts";
import { Questions } from "./questions.ts";
import { Found, isPoint, isWithin, type Range, rangeOf, union } from "./range.ts";
import { type Decided, Witnesses } from "./witnesses.ts";

export interface ExactRange extends Range {
  /** false: some of it may be impossible */
  readonly exact: boolean;
  /** paths of the facts on which it turns */
  readonly matters: ReadonlySet<string>;
  /** completions that attain its ends */
  readonly cases: readonly Case[];
}

/** With so few facts open all completions are tried first. */
const FEW_FACTS = 4;
/** The part of the work that may go into that. */
const FOR_FEW = 1 / 20;

/** What a search may cost. */
export interface Budget {
  /** completions, whole or partial, that may be decided; 0: no search */
  readonly completions: number;
  /** facts read and cells tested for all of them together */
  readonly work: number;
}

/**
 * Narrows the range of a decision that was made with a trace. Where the budget does not suffice, the rest of the range is
 * that of the truth values. The policy is looked into where the verdict is one; while that is open, the range of policies
 * is the one of the truth values. `reviews` false: of the verdict alone. `hints`: completions that may attain its ends, such as those
 * that attained the ends of another decision on the case.
 */
export function exactRange(
  decision: Decision,
  jurisdiction: string,
  context: Context,
  budget: Budget,
  reviews: boolean,
  hints: readonly Case[] = [],
): ExactRange {
  const { work } = context.epoch.model;
  const end = work.done + budget.work;
  const root = { decision, context };
  const isOpen = decision.atLeast !== decision.atMost;
  if (!isOpen) return new Search(jurisdiction, context, budget, true).run(root, hints);
  const verdicts = new Search(jurisdiction, context, budget, false).run(root, hints);
  if (!reviews) return verdicts;
  const { atLeast, atMost } = verdicts;
  if (atLeast !== atMost) return { ...verdicts, review: decision.review };
  // The verdict is one after all: its policy may be, too. Requirements with other verdicts have no part in it.
  const review = reviewOf(decision.outcomes, atLeast, atMost);
  const rest = { ...budget, work: Math.max(0, end - work.done) };
  const one = { decision: narrowed(decision, { atLeast, atMost, review }), context };
  return new Search(jurisdiction, context, rest, true).run(one, verdicts.cases);
}

class Search {
  readonly #jurisdiction: string;
  readonly #root: Context;
  readonly #reviews: boolean;
  readonly #choices: Choices;
  readonly #matters = new Set<string>();
  readonly #found = new Found();
  readonly #work: number;
  #lastWork: number;
  #left: number;
  /** the hull of what could not be searched */
  #unsearched: Range | null = null;

  constructor(jurisdiction: string, context: Context, budget: Budget, reviews: boolean) {
    this.#jurisdiction = jurisdiction;
    this.#root = context;
    this.#reviews = reviews;
    this.#left = budget.completions;
    this.#work = budget.work;
    this.#lastWork = context.epoch.model.work.done + budget.work;
    this.#choices = new Choices(() => lawOf(jurisdiction, context));
  }

  run(root: Decided, hints: readonly Case[]): ExactRange {
    const { decision, context } = root;
    const range = rangeOf(decision, this.#reviews);
    const open = openFacts(decision);
    if (open.length > FEW_FACTS || !this.#settle(root)) {
      const decided = (facts: Case): Decided => this.#decide(facts, new Trace());
      new Witnesses(this.#choices, this.#found, this.#reviews, this.#lastWork, decided).seek(root, hints);
      if (this.#found.covers(range)) this.#note(open);
      else this.#explore(context.case, root);
    }
    return {
      ...this.#found.with(this.#unsearched, range),
      matters: this.#matters,
      cases: this.#found.cases,
    };
  }

  /** Searches all completions where they are few: that tells also which facts do not matter. False: they are many. */
  #settle(root: Decided): boolean {
    const { work } = root.context.epoch.model;
    const last = this.#lastWork;
    this.#lastWork = Math.min(last, work.done + this.#work * FOR_FEW);
    this.#explore(root.context.case, root);
    const settled = !this.#isSpent;
    this.#lastWork = last;
    if (settled) return true;
    this.#unsearched = null;
    this.#matters.clear();
    return false;
  }

  get #isSpent(): boolean {
    return this.#left <= 0 || this.#root.epoch.model.work.done >= this.#lastWork;
  }

  /** Finds the answers of the completions of a case, and returns their hull. */
  #explore(facts: Case, traced: Decided): Range {
    const range = rangeOf(traced.decision, this.#reviews);
    const open = openFacts(traced.decision);
    const split = this.#choices.first(
      open.map(({ note }) => note),
      traced.context,
    );
    if (split === null) {
      // Nothing that is not given can be completed: this is the answer.
      this.#found.addAll(range, facts);
      if (!isPoint(range)) this.#note(open);
      return range;
    }
    const { statements, complete } = split;
    const hulls: Range[] = [];
    const later: Child[] = [];
    let i = 0;
    for (; i < statements.length && !this.#isSpent && !this.#found.covers(range); i++) {
      const completed: Case = { ...facts, facts: stated(facts.facts, split.steps, statements[i]) };
      const child = { completed, range: rangeOf(this.#decide(completed, null).decision, this.#reviews) };
      this.#found.add(child.range, completed);
      if (isPoint(child.range)) hulls.push(child.range);
      else if (this.#found.gain(child.range) >= this.#found.gain(range))
        hulls.push(this.#follow(child, open));
      else later.push(child);
    }
    while (later.length > 0 && !this.#found.covers(range))
      hulls.push(this.#follow(later.splice(this.#best(later), 1)[0]!, open));
    if (i < statements.length || later.length > 0) {
      // Nothing new can come of the rest, or there is no time for it.
      if (this.#found.covers(range)) this.#note(open);
      else this.#leave(range, open);
      return range;
    }
    const hull = hulls.reduce(union);
    if (hulls.some((one) => !isWithin(hull, one))) for (const path of split.paths) this.#matters.add(path);
    if (complete) return hull;
    this.#leave(range, open);
    return range;
  }

  #follow({ completed, range }: Child, open: readonly OpenFact[]): Range {
    if (this.#found.covers(range)) {
      this.#note(open);
      return range;
    }
    if (!this.#isSpent) return this.#explore(completed, this.#decide(completed, new Trace()));
    this.#leave(range, open);
    return range;
  }

  #decide(facts: Case, trace: Trace | null): Decided {
    this.#left--;
    const { epoch, day, here } = this.#root;
    const context = new Context(facts, epoch, day, here, trace);
    return { decision: decide(this.#jurisdiction, context), context };
  }

  #leave(range: Range, open: readonly OpenFact[]): void {
    this.#unsearched = this.#unsearched === null ? range : union(this.#unsearched, range);
    this.#note(open);
  }

  #note(open: readonly OpenFact[]): void {
    for (const { path } of open) this.#matters.add(path);
  }

  /** The range that may add most to what was found: first to its upper end, then to its lower one. */
  #best(children: readonly Child[]): number {
    let best = 0;
    for (let i = 1; i < children.length; i++) {
      if (this.#found.gain(children[i]!.range) > this.#found.gain(children[best]!.range)) best = i;
    }
    return best;
  }
}

/** A case with one more fact, and the range that the truth values leave it. */
interface Child {
  readonly completed: Case;
  readonly range: Range;
}

interface KnownLaw {
  readonly day: string;
  readonly law: LawOfDay;
}

const laws = new WeakMap<Epoch, Map<string, KnownLaw>>();

/** The questions of a jurisdiction's law; those of one day are those of another unless the law looks at the day itself. */
function lawOf(jurisdiction: string, { epoch, day, here }: Context): LawOfDay {
  const byName = laws.get(epoch) ?? new Map<string, KnownLaw>();
  laws.set(epoch, byName);
  const known = byName.get(jurisdiction);
  if (known !== undefined && (known.day === day || !known.law.questions.asksForToday)) return known.law;
  const { model } = epoch;
  // Nothing here depends on a case.
  const nothing: Case = {
    name: null,
    facts: new RecordValue(model.vocabulary.transaction, "", []),
    obligations: new Map(),
  };
  const context = new Context(nothing, epoch, day, here, null);
  const days = [...new Set([day, ...model.savingDays])];
  const contexts = days.map((other) => context.on(other));
  const questions = new Questions(
    model,
    jurisdiction,
    (effective) => contexts.some((one) => inForce(effective, { ...one.epoch.moment, day: one.day })),
    here,
    days,
  );
  const law = new LawOfDay(
    questions,
    lawEver(model, jurisdiction).questions,
    contexts.map((one) => envOf(one)),
  );
  byName.set(jurisdiction, { day, law });
  return law;
}
