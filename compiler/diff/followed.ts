/**
 * Changes of a law too large for diagrams, from day to day. What was seen on one day is used on others: a case that shows a
 * kind of change is put to the law of each day, which is cheap; a proof that nothing is left to see of a kind holds as long
 * as the measures that it rests on say the same. The search is asked for what neither settles.
 */
import type { CaseJson, IsoDate } from "../check/tree.ts";
import type { Moment } from "./behavior.ts";
import { changeOfCase, citationsOf, type Found, plainCases, plainest } from "./find.ts";
import { freeKindOf, isOfSettled, kindOf, shows } from "./kinds.ts";
import type { Answers, Pair, Sides, ViewName } from "./pair.ts";
import type { OwnChange, PartSearch, Proof } from "./part-search.ts";
import { differingMeasures, type Tried } from "./search.ts";
import { Trial } from "./trial.ts";

/** Measures that are asked for a case of one kind of change. */
const MOST_TRIED = 5;
/** Days on which a kind of change is asked about in vain. */
const MOST_UNDECIDED = 3;
/** Cases kept for one kind of change. */
const MOST_CASES = 3;

/** What is known of a kind of change. */
interface Kind {
  /** cases that showed it on some day */
  readonly cases: CaseJson[];
  readonly proofs: Proof[];
  /** what was asked without a case or a proof, by what the measures say; null: told as a change of another kind */
  readonly undecided: Map<string, Found | null>;
  /** the same on the last of these days */
  last: Found | null;
  /** as it was told first */
  told: Found | null;
}

export class Followed {
  readonly #pair: Pair;
  readonly #open: () => PartSearch;
  readonly #kinds = new Map<string, Kind>();
  readonly #answers = new Map<CaseJson, Map<string, Sides | null>>();
  /** cases that come from scenarios */
  readonly #plain = new WeakSet<object>();
  #isLookedAt = false;

  /** @param open opens the law, once anything has to be searched for */
  constructor(pair: Pair, open: () => PartSearch) {
    this.#pair = pair;
    this.#open = open;
  }

  /** Changes on a day. Keys of changes: `running` since the day before, `told` in another view, which are left out. */
  at(moment: Moment, running: ReadonlySet<string>, told: ReadonlySet<string>): readonly Found[] {
    const settled = changeOfCase(this.#pair, moment);
    if (settled !== null) return settled.filter(({ key }) => !told.has(key));
    const search = this.#open();
    const measuresOf = search.kindsAt(moment);
    if (measuresOf.size === 0) return [];
    this.#look(moment);
    const found = new Map<string, Found>();
    const waiting: [string, readonly string[]][] = [];
    for (const [kind, measures] of measuresOf) {
      if (told.has(kind)) continue;
      const shown = this.#stillShown(moment, kind, measures, running);
      if (shown === null) waiting.push([kind, measures]);
      else found.set(kind, shown);
    }
    for (const [kind, measures] of waiting) {
      const sought = this.#sought(search, moment, kind, measures, running);
      if (sought !== null) found.set(kind, sought);
    }
    // what other measures make of a change, as far as it was seen
    for (const kind of [...this.#kinds.keys()].sort()) {
      if (found.has(kind) || told.has(kind) || !isOfSettled(kind)) continue;
      const shown = this.#stillShown(moment, kind, [], running);
      if (shown !== null) found.set(kind, shown);
    }
    return [...found.values()];
  }

  #kind(kind: string): Kind {
    let known = this.#kinds.get(kind);
    if (known === undefined) {
      known = { cases: [], proofs: [], undecided: new Map(), last: null, told: null };
      this.#kinds.set(kind, known);
    }
    return known;
  }

  #keep({ case: facts, answers }: Tried, kind = shownBy(answers)): void {
    const { cases } = this.#kind(kind);
    // what showed it last is the likeliest to show it again
    cases.unshift(facts);
    if (cases.length > MOST_CASES) cases.pop();
  }

  /** Plain cases are the best witnesses: they are tried before anything is searched for, on the first day with a change. */
  #look(moment: Moment): void {
    if (this.#isLookedAt) return;
    this.#isLookedAt = true;
    const byKind = new Map<string, Tried[]>();
    for (const tried of plainCases(this.#pair, moment)) {
      const kind = shownBy(tried.answers);
      byKind.set(kind, [...(byKind.get(kind) ?? []), tried]);
    }
    for (const cases of byKind.values()) {
      // a case that both laws reach tells more
      const reached = cases.filter(({ answers: { oldSide, newSide } }) =>
        [oldSide, newSide].every(({ verdict }) => verdict !== "not_reached"),
      );
      const tried = plainest(this.#pair, moment, reached.length > 0 ? reached : cases);
      if (typeof tried.case === "object" && tried.case !== null) this.#plain.add(tried.case);
      this.#keep(tried);
    }
  }

  /** The change as a case of before shows it on this day; null: none does. */
  #stillShown(
    moment: Moment,
    kind: string,
    measures: readonly string[],
    running: ReadonlySet<string>,
  ): Found | null {
    const known = this.#kinds.get(kind);
    const facts = known?.cases.find((one) => this.#isShownBy(one, moment, kind));
    if (known === undefined || facts === undefined) return null;
    const again = this.#goesOn(kind, measures, running);
    if (again !== null) return again;
    const answers = this.#pair.ask(facts, moment.asOf, moment.jurisdiction, moment.view, 0)!;
    return this.#tell(moment, kind, measures, { case: facts, answers });
  }

  /** A change that was shown before and goes on is told as on its first day; null: it was not. */
  #goesOn(kind: string, measures: readonly string[], running: ReadonlySet<string>): Found | null {
    const { told } = this.#kind(kind);
    if (told === null || told.witness === null || !running.has(kind)) return null;
    const again = joined(told, measures);
    this.#kind(kind).told = again;
    return again;
  }

  /** Tells of a kind that a case shows, with the transactions around it. */
  #tell(moment: Moment, kind: string, measures: readonly string[], tried: Tried): Found {
    const own = differingMeasures(tried.answers).filter((id) => measures.includes(id));
    const search = this.#open();
    for (const measure of [...own, ...measures.filter((id) => !own.includes(id))].slice(0, MOST_TRIED)) {
      const change = search.show(moment, measure, kind, new Trial(this.#pair, moment, kind, tried));
      if (change !== null) return this.#found(kind, measures, change, tried);
    }
    return this.#found(kind, measures, null, tried);
  }

  /** Asks the search for a case, and for a proof that there is none. */
  #sought(
    search: PartSearch,
    moment: Moment,
    kind: string,
    measures: readonly string[],
    running: ReadonlySet<string>,
  ): Found | null {
    const known = this.#kind(kind);
    if (known.proofs.some((proof) => search.isProved(moment, proof))) return null;
    // another kind's search may have come upon it
    const shown = this.#stillShown(moment, kind, measures, running);
    if (shown !== null) return shown;
    const asked = measures.map((measure) => search.questionKey(moment, measure)).join();
    const before = known.undecided.get(asked);
    if (before !== undefined) return before;
    // what the search could not settle on some days is not asked of it on all others
    if (known.undecided.size >= (isOfSettled(kind) ? MOST_UNDECIDED : 1)) return known.last;
    const trial = new Trial(this.#pair, moment, kind, null);
    const told = (tried: Tried, change: OwnChange): Found => {
      const again = this.#goesOn(kind, measures, running);
      const least = again === null ? trial.smallest(tried) : tried;
      this.#keep(least, kind);
      return again ?? this.#found(kind, measures, change, least);
    };
    const own: string[] = [];
    let first: OwnChange | null = null;
    for (const measure of measures) {
      const change = search.show(moment, measure, kind, trial);
      if (change === null) continue;
      own.push(measure);
      if (trial.found !== null) return told(trial.found, change);
      first ??= change;
      if (own.length === MOST_TRIED) break;
    }
    if (first === null) return null;
    const proof = search.hidden(moment, measures, kind, trial);
    const [second] = trial.seconds;
    // what the rest of the law makes of the change, each kind by its first case
    const seconds = new Map(trial.seconds.toReversed().map((one) => [shownBy(one.answers), one]));
    for (const one of seconds.values()) this.#keep(trial.smallest(one));
    if (proof !== null) {
      known.proofs.push(proof);
      return null;
    }
    if (trial.found !== null) return told(trial.found, first);
    // what one measure frees, another may still forbid
    const possible = second === undefined ? this.#found(kind, measures, first, null) : null;
    known.undecided.set(asked, possible);
    known.last = possible;
    return possible;
  }

  #found(kind: string, behind: readonly string[], change: OwnChange | null, shown: Tried | null): Found {
    const answers = shown?.answers ?? null;
    const own = answers === null ? [] : differingMeasures(answers);
    const reasons = [...new Set([...own, ...behind.filter((id) => id !== "")])].sort();
    const { boxes: regions, complete } = change === null ? { boxes: [], complete: false } : change.regions();
    const found: Found = {
      key: kind,
      behind,
      old: answers?.oldSide ?? change!.old,
      new: answers?.newSide ?? change!.new,
      regions,
      regionsComplete: complete,
      evidence: shown === null ? "possible" : regions.length === 0 ? "found" : "bounded",
      plain: this.#isPlain(shown),
      reasons,
      citations: citationsOf(this.#pair, reasons, answers === null ? [] : [answers]),
      witness: shown?.case ?? null,
    };
    this.#kind(kind).told = found;
    return found;
  }

  #isPlain(shown: Tried | null): boolean {
    const facts = shown?.case;
    return typeof facts === "object" && facts !== null && this.#plain.has(facts);
  }

  #isShownBy(facts: CaseJson, { asOf, jurisdiction, view }: Moment, kind: string): boolean {
    const sides = this.#sidesOf(facts, asOf, jurisdiction, view);
    return sides !== null && shows(sides, kind);
  }

  /** The answers of both laws, remembered. */
  #sidesOf(facts: CaseJson, asOf: IsoDate, jurisdiction: string, view: ViewName): Sides | null {
    let byDay = this.#answers.get(facts);
    if (byDay === undefined) {
      byDay = new Map();
      this.#answers.set(facts, byDay);
    }
    const key = `${asOf} ${view}`;
    if (!byDay.has(key)) {
      const both = this.#pair.askBoth(facts, asOf, jurisdiction, 0);
      for (const name of ["text", "practice"] as const) byDay.set(`${asOf} ${name}`, sidesOf(both[name]));
    }
    return byDay.get(key) ?? null;
  }
}

/** The kind that a case stands for. What only the reach changes is a kind of its own. */
function shownBy(answers: Answers): string {
  const { oldSide, newSide } = answers;
  const isReachAlone = [oldSide, newSide].every(
    ({ verdict }) => verdict === "not_reached" || verdict === "no_requirement",
  );
  return isReachAlone ? kindOf(answers) : freeKindOf(answers);
}

function sidesOf(answers: Answers | null): Sides | null {
  if (answers === null) return null;
  const { oldSide, newSide, areTermsOpen } = answers;
  return { oldSide, newSide, areTermsOpen };
}

/** The same change, with the measures from which it may come by now. */
function joined(found: Found, measures: readonly string[]): Found {
  const behind = [...new Set([...found.behind, ...measures])];
  if (behind.length === found.behind.length) return found;
  const reasons = [...new Set([...found.reasons, ...behind.filter((id) => id !== "")])].sort();
  return { ...found, behind, reasons };
}
