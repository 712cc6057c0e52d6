/**
 * Changes of a law too large for diagrams, from day to day. A case that showed a kind of change on one day is put to the law
 * of the next, which is cheap; the search is asked for what no case shows any more, and whether there is anything else.
 */
import type { CaseJson, IsoDate } from "../check/tree.ts";
import type { Moment } from "./behavior.ts";
import { sideKey } from "./direction.ts";
import { changeOfCase, type Found, groundsOf, plainCases, plainest } from "./find.ts";
import { byVerdicts, isOfSettled, isReachAlone, shownBy, shows } from "./kinds.ts";
import type { LawSearch, Unshown } from "./law-search.ts";
import type { Answers, Pair, Sides, ViewName } from "./pair.ts";
import { differingMeasures, smallest, type Tried } from "./search.ts";
import { Trial } from "./trial.ts";

/** Measures whose transactions are described for one kind of change. */
const MOST_TRIED = 5;
/** Days on which a kind of change is asked about in vain. */
const MOST_UNDECIDED = 3;
/** Cases kept for one kind of change. */
const MOST_CASES = 3;

/** A case that shows a kind of change. */
interface Kept {
  readonly case: CaseJson;
  /** a case with the facts that it may do without; null: it is told as it is */
  readonly among: CaseJson | null;
}

/** What is known of a kind of change. */
interface Kind {
  readonly cases: Kept[];
  /** what was asked without a case, by what is said on the day; null: there is none */
  readonly undecided: Map<string, Unshown | null>;
  /** as it was told first */
  told: Found | null;
  /** it was searched for, so that a case which only one of the laws reaches is the best there is */
  isSought: boolean;
}

export class Followed {
  readonly #pair: Pair;
  readonly #open: () => LawSearch;
  readonly #kinds = new Map<string, Kind>();
  readonly #answers = new Map<CaseJson, Map<string, Sides | null>>();
  /** cases that come from scenarios */
  readonly #plain = new WeakSet<object>();
  #isLookedAt = false;

  /** @param open opens the law, once anything has to be searched for */
  constructor(pair: Pair, open: () => LawSearch) {
    this.#pair = pair;
    this.#open = open;
  }

  /** Changes on a day. Keys of changes: `running` since the day before, `told` in another view, which are left out. */
  at(moment: Moment, running: ReadonlySet<string>, told: ReadonlySet<string>): readonly Found[] {
    const settled = changeOfCase(this.#pair, moment);
    if (settled !== null) return settled.filter(({ key }) => !told.has(key));
    const search = this.#open();
    if (search.isAlike(moment)) return [];
    this.#look(moment);
    const cases = new Map<string, Kept>();
    const look = (): void => {
      for (const [kind, known] of this.#kinds) {
        if (told.has(kind) || cases.has(kind)) continue;
        const shown = known.cases.find((one) => this.#isShownBy(one.case, moment, kind, known.isSought));
        if (shown !== undefined) cases.set(kind, shown);
      }
    };
    look();
    const unshown = new Map<string, Unshown>();
    const known = { has: (kind: string) => told.has(kind) || cases.has(kind) };
    for (const kind of search.others(moment, () => [...told, ...cases.keys(), ...unshown.keys()])) {
      if (known.has(kind)) continue;
      const possible = this.#sought(search, moment, kind);
      // the search for one kind may have come upon others
      look();
      if (possible !== null && !known.has(kind)) unshown.set(kind, possible);
    }
    // a case may have been come upon after its kind was sought in vain
    const kinds = [...new Set([...cases.keys(), ...unshown.keys()])].sort(byVerdicts);
    const behind = search.behind(moment, kinds);
    return kinds.map((kind) => {
      const measures = behind.get(kind)!;
      const shown = cases.get(kind);
      return shown === undefined
        ? this.#unshown(moment, kind, measures, unshown.get(kind)!, running)
        : this.#shown(moment, kind, measures, shown, running);
    });
  }

  #kind(kind: string): Kind {
    let known = this.#kinds.get(kind);
    if (known === undefined) {
      known = { cases: [], undecided: new Map(), told: null, isSought: false };
      this.#kinds.set(kind, known);
    }
    return known;
  }

  #keep(shown: Kept, kind: string): void {
    const { cases } = this.#kind(kind);
    // what showed it last is the likeliest to show it again
    cases.unshift(shown);
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
    for (const [kind, cases] of byKind) {
      // a case that both laws reach tells more
      const reached = cases.filter(({ answers }) => isReachedByBoth(answers));
      const tried = plainest(this.#pair, moment, reached.length > 0 ? reached : cases);
      if (typeof tried.case === "object" && tried.case !== null) this.#plain.add(tried.case);
      this.#keep({ case: tried.case, among: null }, kind);
    }
  }

  /** A change that goes on is told as on its first day; null: it was not told of, or it was otherwise. */
  #goesOn(
    moment: Moment,
    kind: string,
    measures: readonly string[],
    isShown: boolean,
    running: ReadonlySet<string>,
  ): Found | null {
    const { told } = this.#kind(kind);
    if (told === null || (told.witness !== null) !== isShown || !running.has(kind)) return null;
    const isOther = told.termsUntil === null && isShown && this.#hasOtherTerms(told, moment);
    const again = { ...joined(told, measures), termsUntil: isOther ? moment.asOf : told.termsUntil };
    this.#kind(kind).told = again;
    return again;
  }

  #unshown(
    moment: Moment,
    kind: string,
    measures: readonly string[],
    sides: Unshown,
    running: ReadonlySet<string>,
  ): Found {
    return (
      this.#goesOn(moment, kind, measures, false, running) ?? this.#found(moment, kind, measures, sides, null)
    );
  }

  /** Whether the case that was told of still shows the change, but with another policy or other routes. */
  #hasOtherTerms({ key, old, new: now, witness }: Found, { asOf, jurisdiction, view }: Moment): boolean {
    const sides = this.#sidesOf(witness!, asOf, jurisdiction, view);
    if (sides === null || !isOfSettled(key) || !shows(sides, key)) return false;
    return sideKey(sides.oldSide) !== sideKey(old) || sideKey(sides.newSide) !== sideKey(now);
  }

  /** Tells of a kind that a case shows. */
  #shown(
    moment: Moment,
    kind: string,
    measures: readonly string[],
    { case: facts, among }: Kept,
    running: ReadonlySet<string>,
  ): Found {
    const again = this.#goesOn(moment, kind, measures, true, running);
    if (again !== null) return again;
    const answers = this.#pair.ask(facts, moment.asOf, moment.jurisdiction, moment.view, 0)!;
    const whole = { case: facts, answers };
    const shown = among === null ? whole : smallest(this.#pair, moment, whole, { among });
    return this.#found(moment, kind, measures, shown.answers, shown);
  }

  /** Asks the search for a case, which is kept; what is left is possible. Null: shown, or a proof that there is none. */
  #sought(search: LawSearch, moment: Moment, kind: string): Unshown | null {
    const known = this.#kind(kind);
    known.isSought = true;
    const { undecided } = known;
    const key = search.keyOf(moment);
    const before = undecided.get(key);
    if (before !== undefined) return before;
    // what the search could not settle on some days is not asked of it on all others
    const last = [...undecided.values()].findLast((one) => one !== null);
    const most = isOfSettled(kind) ? MOST_UNDECIDED : 1;
    if (last !== undefined && last !== null && undecided.size >= most) return last;
    const trial = new Trial(this.#pair, moment, kind);
    const possible = search.show(moment, kind, trial);
    // of what else was come upon, each kind by its first case
    const seconds = new Map(trial.seconds.toReversed().map((one) => [shownBy(one.answers), one]));
    const kept = (tried: Tried): Kept => ({ case: tried.case, among: trial.askedFor(tried) });
    for (const [other, one] of seconds) this.#keep(kept(one), other);
    if (trial.found !== null) {
      this.#keep(kept(trial.found), kind);
      return null;
    }
    undecided.set(key, possible);
    return possible;
  }

  #found(
    moment: Moment,
    kind: string,
    behind: readonly string[],
    sides: Unshown | Answers,
    shown: Tried | null,
  ): Found {
    const answers = shown?.answers ?? null;
    const own = answers === null ? [] : differingMeasures(answers);
    const reasons = [...new Set([...own, ...behind.filter((id) => id !== "")])].sort();
    // the measures that decide the case are the nearest to it
    const nearest = [...behind.filter((id) => own.includes(id)), ...behind.filter((id) => !own.includes(id))];
    const { boxes: regions, complete } = this.#open().regions(
      moment,
      nearest.slice(0, MOST_TRIED),
      kind,
      shown?.case ?? null,
    );
    const found: Found = {
      key: kind,
      behind,
      old: "oldSide" in sides ? sides.oldSide : sides.old,
      new: "newSide" in sides ? sides.newSide : sides.new,
      termsUntil: null,
      regions,
      regionsComplete: complete,
      evidence: shown === null ? "possible" : regions.length === 0 ? "found" : "bounded",
      plain: this.#isPlain(shown),
      reasons,
      ...groundsOf(this.#pair, reasons, answers),
      witness: shown?.case ?? null,
    };
    this.#kind(kind).told = found;
    return found;
  }

  #isPlain(shown: Tried | null): boolean {
    const facts = shown?.case;
    return typeof facts === "object" && facts !== null && this.#plain.has(facts);
  }

  /** What is beyond the reach of a law counts as free, but a case that both laws reach tells more of what they ask for. */
  #isShownBy(
    facts: CaseJson,
    { asOf, jurisdiction, view }: Moment,
    kind: string,
    isAnyReach: boolean,
  ): boolean {
    const sides = this.#sidesOf(facts, asOf, jurisdiction, view);
    if (sides === null || !shows(sides, kind)) return false;
    return isAnyReach || isReachAlone(kind) || isReachedByBoth(sides);
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

function isReachedByBoth({ oldSide, newSide }: Pick<Sides, "oldSide" | "newSide">): boolean {
  return [oldSide, newSide].every(({ verdict }) => verdict !== "not_reached");
}

function sidesOf(answers: Answers | null): Sides | null {
  if (answers === null) return null;
  const { oldSide, newSide, restsOnMissing } = answers;
  return { oldSide, newSide, restsOnMissing };
}

/** The same change, with the measures from which it may come by now. */
function joined(found: Found, measures: readonly string[]): Found {
  const behind = [...new Set([...found.behind, ...measures])];
  if (behind.length === found.behind.length) return found;
  const reasons = [...new Set([...found.reasons, ...behind.filter((id) => id !== "")])].sort();
  return { ...found, behind, reasons };
}
