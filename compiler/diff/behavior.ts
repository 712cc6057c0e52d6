/**
 * Which answers of a jurisdiction are other answers, and from when until when. Days on which nothing that a rule rests on
 * says anything else are never looked at; days on which the same edited law meets the same case again are replayed.
 */

import type { Analysis } from "../analysis/index.ts";
import { nextDay, previousDay } from "../check/days.ts";
import type { IsoDate } from "../check/tree.ts";
import { Cones } from "./cones.ts";
import { directionOf } from "./direction.ts";
import { editedUnder, editedWords, factsOf, fewWords } from "./edited.ts";
import { analysisOf, changesByDiagrams, type Found, MOST_RULES, saysTheSame, viewOf } from "./find.ts";
import { Followed } from "./followed.ts";
import { LawSearch, type Unsearched } from "./law-search.ts";
import type { LawSide } from "./law-side.ts";
import type { Pair, ViewName } from "./pair.ts";
import type { AnswerChange, Note } from "./report.ts";
import { editedBetween, ItemIndex, restsOn, type Slice, type Slices } from "./slices.ts";
import { Users } from "./users.ts";

/** One moment of both laws, as far as a jurisdiction is concerned. */
export interface Moment {
  readonly asOf: IsoDate;
  readonly view: ViewName;
  readonly jurisdiction: string;
  readonly oldSlice: Slice;
  readonly newSlice: Slice;
  /** declarations that say something else */
  readonly edited: ReadonlySet<string>;
  /** measures, exceptions and jurisdictions that rest on them */
  readonly affected: readonly string[];
  /** over how many declarations these rest on an edited one */
  readonly steps: ReadonlyMap<string, number>;
  /** what everything that decides for the jurisdiction says, in both laws: equal for moments that read alike */
  readonly reads: string;
  /** everything that these ids rest on, in both laws */
  readonly restsOn: (ids: Iterable<string>) => ReadonlySet<string>;
}

/** Measures and exceptions that rest on an edit, beyond which diagrams are not tried. */
const MOST_AFFECTED = 25;
/** Those of a jurisdiction, beyond which no diagrams are tried of a law that can be read as a whole. */
const MOST_OWNED = 60;
/** Measures that a note names. */
const MOST_NAMED = 5;
/** Edited entries of a list whose places are named beside those of the rules. */
const MOST_ENTRIES = 6;

/** What changes on a day, and whether a change of an earlier day is still the same one. */
interface Finder {
  /** null: too large to be answered in this way. Keys of changes: `running` since the day before, `told` in another view */
  readonly at: (
    moment: Moment,
    running: ReadonlySet<string>,
    told: ReadonlySet<string>,
  ) => readonly Found[] | null;
  /** whether the rules of both laws, opened, are the same; false says nothing */
  readonly isAlike: (moment: Moment) => boolean;
  readonly unsearched: () => Unsearched;
  /** what was asked of the solver, and conflicts in answering it */
  readonly effort: () => LawSearch["effort"];
}

const NO_EFFORT: LawSearch["effort"] = { questions: 0, conflicts: 0 };

/** Of a jurisdiction that was compared: on which of the days the two laws do not come to the same, as far as is known. */
interface Compared {
  readonly days: readonly IsoDate[];
  readonly text: readonly boolean[];
  readonly practice: readonly boolean[];
}

/** Keys of the changes of each day. */
type Told = Map<IsoDate, ReadonlySet<string>>;

const NONE: ReadonlySet<string> = new Set();
const NONE_UNSEARCHED: Unsearched = { settled: NONE, open: NONE };

/** Both laws on a day. */
interface Day {
  readonly oldSlice: Slice;
  readonly newSlice: Slice;
  readonly edited: ReadonlySet<string>;
  /** what rests on that, and over how many declarations; in either law, or nothing where nothing is edited */
  readonly resting: readonly ReadonlyMap<string, number>[];
}

interface Run {
  readonly found: Found;
  readonly from: IsoDate | null;
  readonly asOf: IsoDate;
  readonly moment: Moment;
}

export interface BehaviorOptions {
  /** the one day is all that is asked about: what holds there ends with it */
  readonly onlyDay?: boolean;
  /** no diagrams are tried */
  readonly bySearch?: boolean;
  /** conflicts in asking about what the law leaves open */
  readonly mostForOpen?: number | undefined;
  /** told of each day that is asked about, of which the first may take a minute in a large law, and others seconds */
  readonly onDay?: (jurisdiction: string, day: IsoDate) => void;
}

export class Behavior {
  readonly #pair: Pair;
  readonly #asked: readonly IsoDate[];
  readonly #onlyDay: boolean;
  readonly #bySearch: boolean;
  readonly #mostForOpen: number | undefined;
  readonly #onDay: (jurisdiction: string, day: IsoDate) => void;
  readonly #old: Slices;
  readonly #new: Slices;
  readonly #items: ItemIndex;
  /** ids of all facts */
  readonly #facts: ReadonlySet<string>;
  readonly notes: Note[] = [];
  /** jurisdictions whose whole law outgrew the diagrams */
  readonly #large = new Set<string>();
  /** those of which what the edits concern outgrew them too */
  readonly #outgrown = new Set<string>();
  #effort = NO_EFFORT;
  readonly #cones: Cones;
  readonly #users: Users;
  readonly #days = new Map<string, Day>();
  readonly #compared = new Map<string, Compared>();
  /** opens both laws for all who only ask whether they say the same */
  #opened: Analysis | null = null;
  readonly #rootsOf = new Map<string, readonly string[]>();

  /** `days`: ascending; each stands for the days until the next */
  constructor(
    pair: Pair,
    days: readonly IsoDate[],
    { onlyDay = false, bySearch = false, mostForOpen, onDay = () => undefined }: BehaviorOptions = {},
  ) {
    this.#pair = pair;
    this.#asked = days;
    this.#onlyDay = onlyDay;
    this.#bySearch = bySearch;
    this.#mostForOpen = mostForOpen;
    this.#onDay = onDay;
    this.#old = pair.old.slices;
    this.#new = pair.new.slices;
    this.#items = new ItemIndex(this.#old.sayings.items, this.#new.sayings.items);
    this.#facts = new Set([...this.#old.sayings.facts.keys(), ...this.#new.sayings.facts.keys()]);
    this.#cones = new Cones(this.#items);
    this.#users = new Users(this.#items);
    this.#pair = pair.leavingOut(this.#factsLeftOut());
  }

  /** Changes of one jurisdiction over the days. */
  changesOf(jurisdiction: string): readonly AnswerChange[] {
    const days = this.#asked;
    const text = days.map((asOf) => this.#moment(jurisdiction, asOf, "text"));
    const practice = days.map((asOf, i) => this.#practice(jurisdiction, asOf, text[i]!));
    const moments = [...text, ...practice].filter((moment) => moment !== null);
    // kept of each jurisdiction to the end, so that it is no more than this: a search of a large law is hundreds of megabytes
    const compared = ({ isAlike, effort }: Pick<Finder, "isAlike" | "effort">): void => {
      const differs = (moment: Moment | null): boolean => moment !== null && !isAlike(moment);
      const inText = text.map(differs);
      const inPractice = practice.map((moment, i) => (moment === null ? inText[i]! : differs(moment)));
      this.#compared.set(jurisdiction, { days, text: inText, practice: inPractice });
      const { questions, conflicts } = effort();
      this.#effort = {
        questions: this.#effort.questions + questions,
        conflicts: this.#effort.conflicts + conflicts,
      };
    };
    this.#noteFacts(jurisdiction, moments);
    if (moments.length === 0) {
      compared({ isAlike: () => true, effort: () => NO_EFFORT });
      return [];
    }
    const isHeavy =
      this.#bySearch ||
      (this.#roots(jurisdiction).length > MOST_OWNED && this.#isReadWhole) ||
      moments.some((moment) => moment.affected.length > MOST_AFFECTED);
    const inBoth = (finder: Finder): readonly AnswerChange[] | null => {
      const told: Told = new Map();
      const inText = this.#over(text, finder, told);
      const inPractice = inText && this.#over(practice, finder, new Map(), told);
      return inPractice && [...inText!, ...inPractice];
    };
    const diagrams = this.#diagrams();
    const proved = isHeavy || this.#outgrown.has(jurisdiction) ? null : inBoth(diagrams);
    if (proved !== null) {
      compared(diagrams);
      return proved;
    }
    // what outgrew the diagrams on one day is asked about in one way on all
    this.#outgrown.add(jurisdiction);
    const finder = this.#finder(moments);
    const found = inBoth(finder) ?? [];
    compared(finder);
    this.#noteBudget(jurisdiction, finder.unsearched());
    return found;
  }

  /** The day on which both laws are read before anything recorded begins, and every day on which something changes. */
  static moments(days: readonly IsoDate[]): readonly IsoDate[] {
    const [first] = days;
    return first === undefined ? [] : [previousDay(first), ...days];
  }

  /** What the searches have cost: questions to the solver, and conflicts in answering them. */
  get effort(): LawSearch["effort"] {
    return this.#effort;
  }

  /** Neither law is so large that only what edits concern is read of it. */
  get #isReadWhole(): boolean {
    return Math.max(this.#pair.old.size, this.#pair.new.size) <= MOST_RULES;
  }

  /** Changes with their first and last day; null where one of the days is too large. */
  #over(
    moments: readonly (Moment | null)[],
    finder: Finder,
    told: Told,
    before: Told = new Map(),
  ): readonly AnswerChange[] | null {
    const days = this.#asked;
    const closed: AnswerChange[] = [];
    let open: readonly Run[] = [];
    let read = "";
    const close = (runs: readonly Run[], until: IsoDate | null): void => {
      for (const run of runs) closed.push(this.#change(run, until));
    };
    for (const [i, asOf] of days.entries()) {
      const moment = moments[i] ?? null;
      if (moment === null) {
        close(open, asOf);
        open = [];
        read = "";
        continue;
      }
      // other rules may hide a change, or no longer hide it
      const from = i === 0 && !this.#onlyDay ? null : asOf;
      const others = before.get(asOf) ?? NONE;
      const own = `${moment.reads} ${[...others].join()}`;
      const running = new Set(open.map((run) => run.found.key));
      if (own === read) {
        told.set(asOf, running);
        continue;
      }
      read = own;
      this.#onDay(moment.jurisdiction, asOf);
      const found = finder.at(moment, running, others);
      if (found === null) return null;
      told.set(asOf, new Set(found.map(({ key }) => key)));
      const kept = open.filter((run) => found.some((one) => goesOn(run.found, one)));
      close(
        open.filter((run) => !kept.includes(run)),
        asOf,
      );
      const fresh = found.filter((one) => !kept.some((run) => goesOn(run.found, one)));
      const again = (run: Run): Found => found.find((one) => one.key === run.found.key) ?? run.found;
      open = [
        ...kept.map((run) => ({ ...run, found: again(run) })),
        ...fresh.map((one) => ({ found: one, from, asOf, moment })),
      ];
    }
    const last = days.at(-1);
    close(open, this.#onlyDay && last !== undefined ? nextDay(last) : null);
    return closed;
  }

  /** Asks diagrams, of each day that is not alike in both laws. */
  #diagrams(): Finder {
    const byReading = new Map<string, boolean>();
    const isAlike = (moment: Moment): boolean => {
      // one case is answered sooner than a law is opened
      if (this.#pair.given !== null) return false;
      let known = byReading.get(moment.reads);
      if (known === undefined) {
        known = this.#isOpenedAlike(moment);
        byReading.set(moment.reads, known);
      }
      return known;
    };
    return {
      at: (moment, _, told) =>
        isAlike(moment)
          ? []
          : (changesByDiagrams(this.#pair, moment, this.#large)?.filter(({ key }) => !told.has(key)) ?? null),
      isAlike,
      unsearched: () => NONE_UNSEARCHED,
      effort: () => NO_EFFORT,
    };
  }

  #isOpenedAlike(moment: Moment): boolean {
    this.#opened ??= analysisOf(this.#pair);
    const part = { measures: moment.restsOn(moment.affected) };
    const view = (side: LawSide) => viewOf(this.#opened!, side, moment, part);
    return saysTheSame(view(this.#pair.old), view(this.#pair.new));
  }

  /** Asks the search, of all days together. */
  #finder(moments: readonly Moment[]): Finder {
    let opened: LawSearch | null = null;
    const open = (): LawSearch => {
      opened ??= new LawSearch(this.#pair, moments, this.#mostForOpen);
      return opened;
    };
    const followed = new Followed(this.#pair, open);
    return {
      at: (moment, running, told) => followed.at(moment, running, told),
      isAlike: (moment) => opened?.isAlike(moment) ?? false,
      unsearched: () => opened?.unsearched ?? NONE_UNSEARCHED,
      effort: () => opened?.effort ?? NO_EFFORT,
    };
  }

  /** Names measures whose changes were not searched to the end. */
  #noteBudget(jurisdiction: string, { settled, open }: Unsearched): void {
    const named = (measures: readonly string[]): string =>
      fewNamed(measures.map((id) => (id === "" ? `the reach of ${jurisdiction}` : id)));
    if (settled.size > 0)
      this.notes.push({
        code: "budget",
        jurisdiction,
        message: `how ${named([...settled])} may change answers on all days could not be searched to the end within the budget: some kinds of change may be missing from the list`,
      });
    const only = [...open].filter((id) => !settled.has(id));
    if (only.length > 0)
      this.notes.push({
        code: "open-answers",
        jurisdiction,
        message: `how ${named(only)} may change answers that the law leaves open could not be searched to the end within the budget: every kind of change between settled answers is listed, other kinds may be missing`,
      });
  }

  /** Names facts of which more is edited than what they come to where they are left out, and which rules rest on. */
  #noteFacts(jurisdiction: string, moments: readonly Moment[]): void {
    const [old, now] = [this.#old.sayings.facts, this.#new.sayings.facts];
    const found = new Set<string>();
    for (const { edited, affected, restsOn: rests } of moments) {
      const isBeyond = (id: string): boolean => {
        const [before, after] = [old.get(id), now.get(id)];
        return before !== undefined && after !== undefined && before.rest !== after.rest;
      };
      const facts = [...edited].filter((id) => !found.has(id) && isBeyond(id));
      if (facts.length === 0) continue;
      const asked = rests(affected);
      for (const id of facts) if (asked.has(id)) found.add(id);
    }
    if (found.size === 0) return;
    this.notes.push({
      code: "facts",
      jurisdiction,
      message: `the declaration of ${fewNamed([...found])} was edited: which values may be stated and when a list is complete is not compared, and answers may change by it without being listed, but where a scenario shows it`,
    });
  }

  /**
   * Facts that may come to something else where a case leaves them out: their declarations are edited, or what these rest on.
   * All others are the same to both laws whether stated or not, so that nothing is missed where they count as stated.
   */
  #factsLeftOut(): ReadonlySet<string> {
    const facts = [this.#old.sayings.facts, this.#new.sayings.facts];
    const some = [...new Set(facts.flatMap((all) => [...all.keys()]))].filter((id) =>
      facts.some((all) => all.get(id)?.mayBeLeftOut === true),
    );
    const found = new Set<string>();
    for (const asOf of some.length === 0 ? [] : this.#asked) {
      for (const view of ["text", "practice"] as const) {
        const { resting } = this.#day(asOf, view);
        for (const id of some) if (resting.some((ids) => ids.has(id))) found.add(id);
      }
    }
    return found;
  }

  /** Null where nothing that concerns the jurisdiction says anything else on that day. */
  #moment(jurisdiction: string, asOf: IsoDate, view: ViewName): Moment | null {
    const day = this.#day(asOf, view);
    const { oldSlice, newSlice, edited, resting } = day;
    const roots = this.#roots(jurisdiction);
    const affected = roots.filter((id) => resting.some((found) => found.has(id))).sort();
    if (affected.length === 0) return null;
    const nearest = (id: string): number =>
      Math.min(...resting.map((found) => found.get(id) ?? Number.POSITIVE_INFINITY));
    const steps = new Map(affected.map((id) => [id, nearest(id)]));
    const rests = (ids: Iterable<string>): ReadonlySet<string> => {
      const all = [...ids];
      return new Set([...restsOn(oldSlice, all, this.#items), ...restsOn(newSlice, all, this.#items)]);
    };
    return {
      ...{ asOf, view, jurisdiction, oldSlice, newSlice, edited },
      ...{ affected, steps, reads: this.#cones.reads(day, jurisdiction, roots), restsOn: rests },
    };
  }

  /** Both laws on a day, for all jurisdictions: what is edited, and what rests on that in either. */
  #day(asOf: IsoDate, view: ViewName): Day {
    const read = this.#old.hasViews || this.#new.hasViews ? view : "text";
    const key = `${asOf} ${read}`;
    let day = this.#days.get(key);
    if (day === undefined) {
      const point = { asOf, knownAt: null, view: read };
      const oldSlice = this.#old.at({ ...point, asOf: this.#pair.old.on(asOf) });
      const newSlice = this.#new.at({ ...point, asOf: this.#pair.new.on(asOf) });
      const edited = editedBetween(oldSlice, newSlice);
      const slices = edited.size === 0 ? [] : [oldSlice, newSlice];
      const resting = slices.map((slice) => this.#users.restingOn(slice, edited));
      day = { oldSlice, newSlice, edited, resting };
      this.#days.set(key, day);
    }
    return day;
  }

  /** Whether answers of a jurisdiction that was compared, or which cases it can be asked about, may have changed on a day. */
  mayConcern(jurisdiction: string, asOf: IsoDate, view: ViewName): boolean {
    const compared = this.#compared.get(jurisdiction);
    if (compared === undefined) return true;
    // what is before the first of the days reads as on that day
    const at = Math.max(
      compared.days.findLastIndex((day) => day <= asOf),
      0,
    );
    const day = compared.days[at];
    if (day === undefined) return true;
    const words = [this.#old.sayings.fixed, this.#new.sayings.fixed];
    const { edited } = this.#day(day, view);
    if ([...edited].some((id) => words.some((fixed) => fixed.has(id)))) return true;
    return compared[view][at]!;
  }

  /** The moment in practice; null also where practice is what the text says: rules that are not enforced may hide a change. */
  #practice(jurisdiction: string, asOf: IsoDate, text: Moment | null): Moment | null {
    const moment = this.#moment(jurisdiction, asOf, "practice");
    if (moment === null || text === null) return moment;
    return text.reads === moment.reads ? null : moment;
  }

  /** Ids of what answers for a jurisdiction, in either law. */
  #roots(jurisdiction: string): readonly string[] {
    let roots = this.#rootsOf.get(jurisdiction);
    if (roots === undefined) {
      roots = [...new Set([...this.#old.roots(jurisdiction), ...this.#new.roots(jurisdiction)])];
      this.#rootsOf.set(jurisdiction, roots);
    }
    return roots;
  }

  #change({ found, from, asOf, moment }: Run, until: IsoDate | null): AnswerChange {
    const edited = editedUnder(moment, found.reasons);
    return {
      jurisdiction: moment.jurisdiction,
      view: moment.view,
      direction: directionOf(found.old, found.new),
      redated: edited.length > 0 && edited.every((id) => this.isMoved(id)),
      from,
      until,
      old: found.old,
      new: found.new,
      termsUntil: found.termsUntil,
      regions: found.regions,
      regionsComplete: found.regionsComplete,
      evidence: found.evidence,
      plain: found.plain,
      reasons: found.reasons,
      edited,
      about: factsOf(moment, edited, this.#facts),
      words: fewWords(editedWords(moment, edited)),
      citations: this.#citations(found, edited, moment, asOf),
      witness: found.witness === null ? null : { case: found.witness, asOf },
      later: [],
    };
  }

  /**
   * Those of the rules that decide, and of edited entries of their own lists, as long as these are few: on each side of the
   * entries on which what decides there rests. Where nothing is asked for any more, the act that made it so is named.
   */
  #citations(
    found: Found,
    edited: readonly string[],
    moment: Moment,
    asOf: IsoDate,
  ): AnswerChange["citations"] {
    const { citations, carriers } = found;
    const roots = new Set(found.reasons.map((id) => id.split(".")[0]));
    const entries = edited.filter((id) => id.includes(" ") && roots.has(id.split(".")[0]));
    if (entries.length === 0 || entries.length > MOST_ENTRIES) return citations;
    const under = (ids: readonly string[]): ReadonlySet<string> => {
      const cone = moment.restsOn(ids);
      return new Set(entries.filter((id) => cone.has(id)));
    };
    const joined = (own: readonly string[], more: readonly string[]): readonly string[] =>
      [...new Set([...own, ...more])].sort();
    const [before, after] = [this.#pair.old, this.#pair.new];
    const ofOld = isFree(found.old) ? [] : before.entryCitations(under(carriers.old), asOf);
    const old = joined(citations.old, ofOld);
    const ofNew = isFree(found.new)
      ? after.entryCitations(under(carriers.old), asOf).filter((text) => !old.includes(text))
      : after.entryCitations(under(carriers.new), asOf);
    return { old, new: joined(citations.new, ofNew) };
  }

  /** Whether a declaration says the same as before, on other days. */
  isMoved(id: string): boolean {
    const [old, now] = [this.#old.everSaid(id), this.#new.everSaid(id)];
    return old.size > 0 && old.size === now.size && [...old].every((text) => now.has(text));
  }
}

/** Whether nothing is asked for. */
function isFree({ verdict }: AnswerChange["old"]): boolean {
  return verdict === "no_requirement" || verdict === "not_reached";
}

/** Whether it is the same change still; what a case showed is one of its own beside what is only possible. */
function goesOn(before: Found, found: Found): boolean {
  return before.key === found.key && (before.witness === null) === (found.witness === null);
}

/** A long list is cut. */
function fewNamed(ids: readonly string[]): string {
  const names = [...ids].sort();
  const more = names.length - MOST_NAMED;
  return more > 0 ? `${names.slice(0, MOST_NAMED).join(", ")} and ${more} more` : names.join(", ");
}
