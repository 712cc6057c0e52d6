/**
 * Every date on which some answer changes, and no other. A date is left out only with a proof that no transaction at all
 * is answered differently the day before; it is *certain* with a transaction that the runtime answers differently, and
 * *possible* where neither was found within the budget.
 *
 * What moves with the facts alone (a license that runs out) is no date of the law: both days are asked with the same
 * `today` for facts.
 */
import {
  Analysis,
  type Comparison,
  type Law,
  lawOf,
  leastCase,
  severity,
  type View,
  WITH_ROUTES,
} from "../analysis/index.ts";
import { previousDay } from "../check/days.ts";
import type { CaseJson, IsoDate, Jurisdiction, Program } from "../check/tree.ts";
import { mayDifferInPractice } from "../runtime/completions/law-ever.ts";
import type { Engine } from "../runtime/index.ts";
import { candidateDays, saysToday } from "./candidates.ts";
import { type Direction, directionOf, type Step, stepBetween } from "./direction.ts";
import { addedOn, type CalendarEvent, eventsOn, isEndAlone } from "./events.ts";
import { casesOfDay, type KnownCase, knownCases, speaksOf } from "./known-cases.ts";
import { type LineOf, namedDays } from "./named-days.ts";
import { type Habits, habitsOf, ordinaryCase } from "./ordinary.ts";
import { type Brief, type BriefOptions, briefOf, restsOnTheSame, saysTheSame } from "./replay.ts";
import { type Unrecorded, unrecordedOn } from "./unrecorded.ts";
import { Verdicts } from "./verdicts.ts";

export interface CalendarOptions {
  /** the first and the last day to look at, both included; null: unbounded */
  readonly from?: IsoDate | null;
  readonly until?: IsoDate | null;
  /** null: all that answer */
  readonly jurisdictions?: readonly string[] | null;
  /** conflicts of the search after which a question is given up; default some seconds' worth */
  readonly budget?: number;
  readonly onProgress?: (jurisdiction: string, day: IsoDate) => void;
  /** lines of the sources, for conditions that turn on a day by themselves; without it their files are named alone */
  readonly lineOf?: LineOf;
}

export interface CalendarEntry {
  readonly day: IsoDate;
  readonly jurisdiction: string;
  /** `possible`: neither a transaction that shows it nor a proof against it was found */
  readonly certainty: "certain" | "possible";
  /** null: not known */
  readonly direction: Direction | null;
  /** all changes were looked at; otherwise the direction is that of the changes found */
  readonly complete: boolean;
  /** directions that the proof could not rule out, and that no transaction shows */
  readonly unshown: readonly Direction[];
  /** the answer changes in practice only, not by the text */
  readonly practiceOnly: boolean;
  readonly events: readonly CalendarEvent[];
  readonly witness: CalendarWitness | null;
  /** measures that leave the answer to the witness open, as the sources do not record what they asked for on that day */
  readonly unrecorded: readonly Unrecorded[];
  /** measures that made the proof too large; empty where it was made */
  readonly tooLarge: readonly string[];
}

export interface CalendarWitness {
  /** title of the scenario it is, or null: found by the proof */
  readonly scenario: string | null;
  /** as `cordon eval` reads it */
  readonly case: CaseJson;
  readonly before: Brief;
  readonly after: Brief;
}

export interface Calendar {
  readonly entries: readonly CalendarEntry[];
  /** days that were looked at */
  readonly candidates: readonly IsoDate[];
}

/** `engine`: the tables of the program, which every witness is replayed on. */
export function calendar(program: Program, engine: Engine, options: CalendarOptions = {}): Calendar {
  const law = lawOf(program);
  const { from = null, until = null } = options;
  const all = candidateDays(law);
  const candidates = all.filter((day) => (from === null || day >= from) && (until === null || day <= until));
  const names = options.jurisdictions ?? engine.jurisdictions;
  const chosen = program.jurisdictions.filter((j) => names.includes(j.name));
  const sides = chosen.map(
    (jurisdiction) => new Days(law, jurisdiction, candidates, new Verdicts(engine, jurisdiction.name, all)),
  );
  const entries: CalendarEntry[] = [];
  for (const day of candidates) {
    for (const days of sides) {
      options.onProgress?.(days.jurisdiction.name, day);
      const entry = new Eve(law, engine, days, day, options).entry();
      if (entry !== null) entries.push(entry);
    }
  }
  return { entries, candidates };
}

type ViewName = "text" | "practice";

/**
 * One jurisdiction on all days. What a law says on a day is opened once, for the day and the eve of the next, unless it
 * looks at `today`: then both days of each pair are opened with the later one for it. Either way one analysis serves all.
 */
class Days {
  readonly jurisdiction: Jurisdiction;
  /** cases that were answered differently on some day, the last first */
  readonly shown: CaseJson[] = [];
  readonly verdicts: Verdicts;
  /** how scenarios put such cases */
  readonly habits: Habits;
  readonly #law: Law;
  readonly #isToday: boolean;
  readonly #days: readonly IsoDate[];
  readonly #opened = new Map<
    ViewName,
    { readonly analysis: Analysis; readonly views: ReadonlyMap<IsoDate, readonly [View, View]> }
  >();

  constructor(law: Law, jurisdiction: Jurisdiction, days: readonly IsoDate[], verdicts: Verdicts) {
    this.#law = law;
    this.verdicts = verdicts;
    this.habits = habitsOf(law.program, jurisdiction);
    this.jurisdiction = jurisdiction;
    this.#isToday = saysToday(law);
    this.#days = days;
  }

  /** The day before against the day. */
  compare(day: IsoDate, view: ViewName, budget: number | undefined): Comparison {
    const { analysis, views } = this.#all(view);
    const [from, to] = views.get(day)!;
    return analysis.compare(from, to, WITH_ROUTES, budget);
  }

  #all(view: ViewName): {
    readonly analysis: Analysis;
    readonly views: ReadonlyMap<IsoDate, readonly [View, View]>;
  } {
    const known = this.#opened.get(view);
    if (known !== undefined) return known;
    const analysis = new Analysis();
    const open = (asOf: IsoDate, today?: IsoDate): View =>
      analysis.view(
        this.#law,
        { asOf, view, ...(today === undefined ? {} : { today }) },
        this.jurisdiction.name,
      );
    const views = new Map<IsoDate, readonly [View, View]>();
    let last: View | null = null;
    for (const day of this.#days) {
      const eve = previousDay(day);
      // nothing begins or ends between a day and the one before the next
      const from: View = this.#isToday ? open(eve, day) : (last ?? open(eve));
      last = open(day, this.#isToday ? day : undefined);
      views.set(day, [from, last]);
    }
    const opened = { analysis, views };
    this.#opened.set(view, opened);
    return opened;
  }
}

interface Proof {
  /** false: given up, and nothing follows from what was not found */
  readonly whole: boolean;
  readonly steps: readonly Step[];
  readonly unshown: readonly Step[];
  readonly witness: CalendarWitness | null;
  readonly tooLarge: readonly string[];
}

interface Replayed {
  readonly before: Brief;
  readonly after: Brief;
}

/** By truth values alone: what they settle, completions do not open again. */
const BY_TRUTH: BriefOptions = { completions: 0, missing: false, onlyAnswer: true };

/** A day, the day before, and one jurisdiction. */
class Eve {
  readonly #law: Law;
  readonly #engine: Engine;
  readonly #jurisdiction: Jurisdiction;
  readonly #days: Days;
  readonly #day: IsoDate;
  readonly #before: IsoDate;
  readonly #budget: number | undefined;
  readonly #lineOf: LineOf;
  readonly #events: readonly CalendarEvent[];
  /** keys of the entries that come onto lists on the day */
  readonly #added: readonly string[];
  /** the direction that an example shows where answers go both ways: what ends or is suspended lets go */
  readonly #wanted: "tighter" | "looser";

  constructor(
    law: Law,
    engine: Engine,
    days: Days,
    day: IsoDate,
    { budget, lineOf = () => null }: CalendarOptions,
  ) {
    this.#law = law;
    this.#engine = engine;
    this.#days = days;
    this.#jurisdiction = days.jurisdiction;
    this.#day = day;
    this.#before = previousDay(day);
    this.#budget = budget;
    this.#lineOf = lineOf;
    this.#events = eventsOn(law.program, days.jurisdiction, day);
    this.#added = addedOn(law.program, days.jurisdiction, day);
    this.#wanted = isEndAlone(this.#events) ? "looser" : "tighter";
  }

  /** Null: proved that nothing changes. */
  entry(): CalendarEntry | null {
    const text = this.#prove("text");
    const isSame = isUnchanged(text);
    const practice = isSame && this.#viewsDiffer() ? this.#prove("practice") : null;
    if (isSame && (practice === null || isUnchanged(practice))) return null;
    const proof = practice ?? text;
    const complete = proof.whole;
    const known = proof.witness === null || !complete ? this.#tryKnown(complete) : [];
    const found = proof.witness ?? this.#easiest(known);
    const witness = found === null || found.scenario !== null ? found : this.#ordinary(found);
    const steps = [...proof.steps, ...known.map(({ before, after }) => stepBetween(before, after))];
    const unshown = proof.unshown.filter((step) => !steps.includes(step));
    return {
      day: this.#day,
      jurisdiction: this.#jurisdiction.name,
      certainty: witness === null ? "possible" : "certain",
      direction: steps.length === 0 ? null : directionOf(steps),
      complete,
      unshown,
      practiceOnly: practice !== null,
      events: this.#events.length > 0 ? this.#events : this.#namedDays(),
      witness,
      unrecorded: witness === null ? [] : this.#unrecorded(witness),
      tooLarge: proof.tooLarge,
    };
  }

  #unrecorded({ case: facts, after }: CalendarWitness): readonly Unrecorded[] {
    if (after.verdict !== "undetermined") return [];
    return unrecordedOn(this.#law.program, this.#engine, facts, this.#day, this.#jurisdiction.name);
  }

  #namedDays(): readonly CalendarEvent[] {
    return namedDays(this.#law.program, this.#jurisdiction, this.#day, this.#lineOf);
  }

  /** Whether text and practice may part on one of the two days. */
  #viewsDiffer(): boolean {
    const { model } = this.#engine;
    return [this.#before, this.#day].some((day) =>
      mayDifferInPractice(model, this.#jurisdiction.name, day, null),
    );
  }

  #prove(view: ViewName): Proof {
    const comparison = this.#days.compare(this.#day, view, this.#budget);
    const differs = comparison.differs();
    const nothing = { steps: [], unshown: [], witness: null, tooLarge: [] };
    if (differs === false) return { ...nothing, whole: true };
    if (differs === null) return { ...nothing, whole: false, tooLarge: comparison.differing };
    const ofDay = this.#ofDay();
    let witness = isSettled(ofDay) ? ofDay : (this.#witness(comparison) ?? ofDay);
    const step = witness === null ? null : stepBetween(witness.before, witness.after);
    const directed = (["tighter", "looser"] as const).map((kind) =>
      kind === step ? { kind, is: true, isDoubtful: false } : this.#directed(comparison, kind),
    );
    const whole = directed.every(({ is }) => is !== null);
    const found = directed.filter(({ is }) => is === true);
    const steps: Step[] = [];
    for (const { kind, isDoubtful } of found) {
      const facts = isDoubtful || witness === null ? this.#showing(comparison, kind) : null;
      if (!isDoubtful || facts !== null) steps.push(kind);
      if (facts !== null) witness ??= this.#lessened(facts, null);
    }
    const isAuthors = witness !== null && witness.scenario !== null && isSettled(witness);
    if (steps.includes(this.#wanted) && !(isAuthors && this.#namesNewcomer(witness!.case)))
      witness = this.#plainest(comparison, witness);
    const unshown = found.map(({ kind }) => kind).filter((kind) => !steps.includes(kind));
    return {
      whole,
      steps: found.length === 0 && whole ? ["changed"] : steps,
      unshown,
      witness,
      tooLarge: whole ? [] : comparison.differing,
    };
  }

  /** Whether some answer changes so; `isDoubtful`: only a transaction would show it. */
  #directed(
    comparison: Comparison,
    kind: "tighter" | "looser",
  ): { readonly kind: "tighter" | "looser"; readonly is: boolean | null; readonly isDoubtful: boolean } {
    let is = comparison.differs(kind, EASY);
    if (is === null) {
      // the cases of other days are cheaper than a long search
      if (this.#days.shown.some((facts) => this.#steps(facts) === kind))
        return { kind, is: true, isDoubtful: false };
      is = comparison.differs(kind);
    }
    return { kind, is, isDoubtful: is === true && comparison.restsOnTotals };
  }

  /** What the tables say of a case on the two days; null: the same, or nothing of these two days alone. */
  #steps(facts: CaseJson): Step | null {
    if (speaksOf(facts, [this.#before, this.#day]) || !this.#verdictMoves(facts)) return null;
    const replayed = this.#replayed(facts, BY_TRUTH);
    return replayed === null ? null : stepBetween(replayed.before, replayed.after);
  }

  /** A transaction that is answered so much tighter or looser by the tables. */
  #showing(
    comparison: Comparison,
    kind: "tighter" | "looser",
    isWanted: (replayed: Replayed) => boolean = () => true,
  ): CaseJson | null {
    const isShown = (facts: CaseJson): boolean => {
      const replayed = this.#replayed(facts, BY_TRUTH);
      return replayed !== null && stepBetween(replayed.before, replayed.after) === kind && isWanted(replayed);
    };
    const found = comparison.witness(kind, { smallest: false, tries: FEW, isShown });
    return found?.certain === true ? found.case : null;
  }

  /** The shortest scenario about the day that shows its change: of those on a list, if anybody came onto one, and in the wanted direction. */
  #ofDay(): CalendarWitness | null {
    const rank = (facts: CaseJson): number => {
      if (speaksOf(facts, [this.#before, this.#day])) return UNSHOWN;
      const replayed = this.#replayed(facts, BY_TRUTH);
      const step = replayed === null ? null : stepBetween(replayed.before, replayed.after);
      if (step !== "tighter" && step !== "looser") return UNSHOWN;
      const failed = [
        isSettled(replayed),
        step === this.#wanted,
        asksFor(step === "tighter" ? replayed!.after : replayed!.before),
        this.#namesNewcomer(facts),
      ];
      return failed.reduce((sum, holds) => 2 * sum + (holds ? 0 : 1), 0);
    };
    let best: { readonly known: KnownCase; readonly rank: number } | null = null;
    for (const known of casesOfDay(this.#law, this.#day, this.#jurisdiction).slice(0, OF_DAY)) {
      const ranked = rank(known.facts);
      if (ranked < (best?.rank ?? UNSHOWN)) best = { known, rank: ranked };
      if (ranked === 0) break;
    }
    return best === null ? null : this.#lessened(best.known.facts, best.known.title);
  }

  /**
   * A witness of what most want to know: with somebody who came onto a list on that day, if anybody did, else any to which something is
   * asked for from that day on that was not, or not so strictly. Where all that happens is an end, one that is let go.
   */
  #plainest(comparison: Comparison, witness: CalendarWitness | null): CalendarWitness | null {
    if (this.#wanted === "looser") return this.#letGo(comparison, witness);
    const names = (facts: CaseJson): boolean => this.#namesNewcomer(facts);
    if (isStricter(witness) && names(witness!.case)) return witness;
    if (this.#added.length > 0) {
      const known = knownCases(this.#law, this.#day, this.#days.shown).filter(({ facts }) => names(facts));
      for (const { facts, title } of known.slice(0, LISTED)) {
        const isMoved = !speaksOf(facts, [this.#before, this.#day]) && this.#steps(facts) === "tighter";
        const found = isMoved ? this.#lessened(facts, title) : null;
        if (found !== null && isStricter(found) && names(found.case)) return found;
      }
    }
    if (isStricter(witness)) return witness;
    const facts = this.#showing(comparison, "tighter", ({ after }) => asksFor(after));
    return (facts === null ? null : this.#lessened(facts, null)) ?? witness;
  }

  /** With somebody who came onto a list on the day, if anybody did. */
  #namesNewcomer(facts: CaseJson): boolean {
    const text = JSON.stringify(facts);
    return this.#added.length === 0 || this.#added.some((key) => text.includes(`"${key}"`));
  }

  /** One from which something is asked no longer, or less. */
  #letGo(comparison: Comparison, witness: CalendarWitness | null): CalendarWitness | null {
    if (witness !== null && stepBetween(witness.before, witness.after) === "looser") return witness;
    const facts = this.#showing(comparison, "looser", ({ before }) => asksFor(before));
    return (facts === null ? null : this.#lessened(facts, null)) ?? witness;
  }

  /** A witness that the runtime confirms, without the facts that both of its answers do without. */
  #witness(comparison: Comparison): CalendarWitness | null {
    // an assignment may leave out what a sum or a policy rests on: then the next one is tried
    const isShown = (facts: CaseJson): boolean =>
      this.#verdictMoves(facts) || this.#replayed(facts, BY_TRUTH) !== null;
    const found = comparison.witness("any", { smallest: false, isShown });
    return found === null ? null : this.#lessened(found.case, null, found.needed);
  }

  #lessened(facts: CaseJson, scenario: string | null, needed?: ReadonlySet<string>): CalendarWitness | null {
    const whole = this.#replayed(facts);
    if (whole === null) return null;
    const isPlain = whole.before.practice === null && whole.after.practice === null;
    let least = this.#least(facts, whole, isPlain, needed);
    let shown = this.#replayed(least);
    // practice may part from the text where facts are missing
    if (isPlain && shown !== null && (shown.before.practice !== null || shown.after.practice !== null)) {
      least = this.#least(facts, whole, false, needed);
      shown = this.#replayed(least);
    }
    // with all of its elements: on another day another one of them may count
    this.#days.shown.unshift(facts);
    if (shown === null) return { scenario, case: facts, ...whole };
    return { scenario, case: least, ...shown };
  }

  /** The same with values that scenarios state, where both answers stay what they are. */
  #ordinary(witness: CalendarWitness): CalendarWitness {
    const isEnough = this.#isEnough(witness, false);
    const serves = (facts: CaseJson): boolean =>
      !speaksOf(facts, [this.#before, this.#day]) && isEnough(facts);
    const facts = leastCase(ordinaryCase(witness.case, this.#days.habits, serves), serves);
    const shown = this.#replayed(facts);
    const isSame =
      shown !== null && saysTheSame(shown.before, witness.before) && saysTheSame(shown.after, witness.after);
    return isSame ? { scenario: null, case: facts, ...shown } : witness;
  }

  /** The case without the facts that both of its answers do without. `isPlain`: practice answers as the text does. */
  #least(
    facts: CaseJson,
    whole: Replayed,
    isPlain: boolean,
    needed: ReadonlySet<string> | undefined,
  ): CaseJson {
    return leastCase(facts, this.#isEnough(whole, isPlain), needed === undefined ? {} : { needed });
  }

  /** Whether a case is answered as another one on both days, by the same rows. */
  #isEnough(whole: Replayed, isPlain: boolean): (facts: CaseJson) => boolean {
    const isOn = (day: IsoDate, fewer: CaseJson, as: Brief): boolean => {
      const brief = this.#briefOn(day, fewer, isPlain ? { ...BY_TRUTH, practice: false } : BY_TRUTH);
      return brief !== null && restsOnTheSame(brief, as);
    };
    return (fewer) => isOn(this.#before, fewer, whole.before) && isOn(this.#day, fewer, whole.after);
  }

  /** What the runtime answers on the two days; null where it answers alike. */
  #replayed(facts: CaseJson, more: BriefOptions = {}): Replayed | null {
    const [before, after] = [this.#before, this.#day].map((day) => this.#briefOn(day, facts, more)) as [
      Brief | null,
      Brief | null,
    ];
    return before === null || after === null || saysTheSame(before, after) ? null : { before, after };
  }

  #briefOn(day: IsoDate, facts: CaseJson, more: BriefOptions): Brief | null {
    return briefOf(this.#engine, facts, day, this.#jurisdiction.name, more);
  }

  /**
   * Known cases that are answered differently. The verdict by truth values costs a tenth of an answer, so those that it
   * tells apart come first. `isProved`: a settled one is enough, as the proof says all the rest.
   */
  #tryKnown(isProved: boolean): readonly CalendarWitness[] {
    const shown: CalendarWitness[] = [];
    const later: KnownCase[] = [];
    const isEnough = (known: KnownCase): boolean => {
      const found = this.#lessened(known.facts, known.title);
      if (found !== null) shown.push(found);
      return isProved && found !== null;
    };
    for (const known of knownCases(this.#law, this.#day, this.#days.shown)) {
      if (speaksOf(known.facts, [this.#before, this.#day])) continue;
      if (!this.#verdictMoves(known.facts)) later.push(known);
      else if (isEnough(known)) return shown;
    }
    for (const known of later.slice(0, TERMS)) if (isEnough(known)) return shown;
    return shown;
  }

  /** Whether the verdict of a case is settled on both days, and another one, by truth values. */
  #verdictMoves(facts: CaseJson): boolean {
    return this.#days.verdicts.moves(facts, this.#before, this.#day);
  }

  /** Settled answers are easier to read than open ones, and changes of the verdict than those of its terms. */
  #easiest(shown: readonly CalendarWitness[]): CalendarWitness | null {
    const size = ({ before, after, case: facts }: CalendarWitness): number => {
      const open = [before, after].filter(({ verdict }) => verdict === "undetermined").length;
      return JSON.stringify(facts).length + open * 200_000 + (after.verdict === before.verdict ? 100_000 : 0);
    };
    return shown.reduce<CalendarWitness | null>(
      (best, next) => (best === null || size(next) < size(best) ? next : best),
      null,
    );
  }
}

function isStricter(witness: CalendarWitness | null): boolean {
  return (
    witness !== null && stepBetween(witness.before, witness.after) === "tighter" && asksFor(witness.after)
  );
}

function isSettled(shown: Replayed | null): boolean {
  return shown !== null && [shown.before, shown.after].every(({ verdict }) => verdict !== "undetermined");
}

/** Whether an answer is sure to ask for something. */
function asksFor({ verdict }: Brief): boolean {
  return verdict !== "undetermined" && severity(verdict) > severity("authorized");
}

/** Scenarios about a day that are tried. */
const OF_DAY = 200;
/** The rank of a case that shows no direction. */
const UNSHOWN = 16;
/** Known cases that are tried with those who came onto a list. */
const LISTED = 400;
/** Conflicts of a search after which cases at hand are tried. */
const EASY = 300;
/** Assignments that are tried for a direction that may be none. */
const FEW = 4;
/** Known cases of a day that are answered in full, where no verdict changes: the terms of a license may. */
const TERMS = 40;

function isUnchanged({ steps, unshown, whole }: Proof): boolean {
  return whole && steps.length === 0 && unshown.length === 0;
}
