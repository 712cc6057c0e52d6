/**
 * Which answers of a jurisdiction are other answers, and from when until when. Days on which nothing that a rule rests on
 * says anything else are never looked at; days on which the same edited law meets the same case again are replayed.
 */

import { nextDay, previousDay } from "../check/days.ts";
import type { IsoDate } from "../check/tree.ts";
import { DaySearch, kindOf, type Shown } from "./days.ts";
import { directionOf, sideKey } from "./direction.ts";
import { changeOfCase, changesByDiagrams, citationsOf, type Found, foundBy, plainCases } from "./find.ts";
import type { Answers, Pair, ViewName } from "./pair.ts";
import type { AnswerChange, Note } from "./report.ts";
import { differingMeasures, type Tried } from "./search.ts";
import { editedBetween, ItemIndex, restingOn, restsOn, type Slice, type Slices } from "./slices.ts";

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
  /** everything that these ids rest on, in both laws */
  readonly restsOn: (ids: Iterable<string>) => ReadonlySet<string>;
}

/** Edited entries of a list whose places are named beside those of the rules. */
const MOST_ENTRIES = 6;

/** What changes on a day, and whether a change of an earlier day is still the same one. */
interface Finder {
  /** null: too large to be answered in this way */
  readonly at: (moment: Moment, open: readonly Run[]) => readonly Found[] | null;
  readonly isSame: (found: Found, answers: Answers) => boolean;
}

interface Run {
  readonly found: Found;
  readonly from: IsoDate | null;
  readonly asOf: IsoDate;
  readonly moment: Moment;
}

export class Behavior {
  readonly #pair: Pair;
  readonly #old: Slices;
  readonly #new: Slices;
  readonly #items: ItemIndex;
  readonly notes: Note[] = [];
  /** jurisdictions whose whole law outgrew the diagrams */
  readonly #large = new Set<string>();
  /** those of which what the edits concern outgrew them too */
  readonly #outgrown = new Set<string>();
  readonly #searches: DaySearch[] = [];
  readonly #texts = new Map<string, number>();

  constructor(pair: Pair) {
    this.#pair = pair;
    this.#old = pair.old.slices;
    this.#new = pair.new.slices;
    this.#items = new ItemIndex(this.#old.sayings.items, this.#new.sayings.items);
  }

  /** Changes of one jurisdiction over these days (ascending; each stands for the days until the next). */
  changesOf(jurisdiction: string, days: readonly IsoDate[], onlyDay: boolean): readonly AnswerChange[] {
    return (["text", "practice"] as const).flatMap((view) => this.#inView(jurisdiction, days, view, onlyDay));
  }

  /** The day on which both laws are read before anything recorded begins, and every day on which something changes. */
  static moments(days: readonly IsoDate[]): readonly IsoDate[] {
    const [first] = days;
    return first === undefined ? [] : [previousDay(first), ...days];
  }

  /** What the searches have cost: days opened, questions to the solver, and conflicts in answering them. */
  get effort(): DaySearch["effort"] {
    const sum = (of: (effort: DaySearch["effort"]) => number): number =>
      this.#searches.reduce((total, { effort }) => total + of(effort), 0);
    return {
      days: sum((e) => e.days),
      questions: sum((e) => e.questions),
      conflicts: sum((e) => e.conflicts),
    };
  }

  #inView(
    jurisdiction: string,
    days: readonly IsoDate[],
    view: ViewName,
    onlyDay: boolean,
  ): readonly AnswerChange[] {
    const moments = days.map((asOf) => this.#moment(jurisdiction, asOf, view));
    if (moments.every((moment) => moment === null)) return [];
    const diagrams: Finder = {
      at: (moment) => changesByDiagrams(this.#pair, moment, this.#large),
      isSame: (found, answers) =>
        sideKey(answers.oldSide) === sideKey(found.old) && sideKey(answers.newSide) === sideKey(found.new),
    };
    const proved = this.#outgrown.has(jurisdiction) ? null : this.#over(days, moments, onlyDay, diagrams);
    if (proved !== null) return proved;
    // what outgrew the diagrams on one day is asked about in one way on all
    this.#outgrown.add(jurisdiction);
    return this.#over(days, moments, onlyDay, this.#finder(moments)) ?? [];
  }

  /** Changes with their first and last day; null where one of the days is too large. */
  #over(
    days: readonly IsoDate[],
    moments: readonly (Moment | null)[],
    onlyDay: boolean,
    finder: Finder,
  ): readonly AnswerChange[] | null {
    const closed: AnswerChange[] = [];
    let open: readonly Run[] = [];
    let cone = "";
    const close = (runs: readonly Run[], until: IsoDate | null): void => {
      for (const run of runs) closed.push(this.#change(run, until));
    };
    for (const [i, asOf] of days.entries()) {
      const moment = moments[i] ?? null;
      if (moment === null) {
        close(open, asOf);
        open = [];
        cone = "";
        continue;
      }
      const own = this.#cone(moment);
      const from = i === 0 && !onlyDay ? null : asOf;
      if (own === cone && open.every((run) => this.#isSameToday(run, asOf, finder))) continue;
      cone = own;
      const found = finder.at(moment, open);
      if (found === null) return null;
      const kept = open.filter((run) => found.some((one) => one.key === run.found.key));
      close(
        open.filter((run) => !kept.includes(run)),
        asOf,
      );
      const fresh = found.filter((one) => !kept.some((run) => run.found.key === one.key));
      open = [...kept, ...fresh.map((one) => ({ found: one, from, asOf, moment }))];
    }
    const last = days.at(-1);
    close(open, onlyDay && last !== undefined ? nextDay(last) : null);
    return closed;
  }

  /** Asks the search, of all days together. */
  #finder(moments: readonly (Moment | null)[]): Finder {
    const asked: Moment[] = [];
    let cone = "";
    for (const moment of moments) {
      const own = moment === null ? "" : this.#cone(moment);
      if (moment !== null && own !== cone) asked.push(moment);
      cone = own;
    }
    let shared: DaySearch | null = null;
    const searchOf = (moment: Moment): DaySearch => {
      shared ??= this.#opened(asked);
      return shared.has(moment) ? shared : this.#opened([moment]);
    };
    const finder: Finder = {
      isSame: (found, answers) => kindOf(answers) === found.key,
      at: (moment, open) => {
        const settled = changeOfCase(this.#pair, moment);
        if (settled !== null) return settled;
        const search = searchOf(moment);
        // the case of another day may be answered alike by now where others are not
        const known = open
          .filter(
            (run) =>
              (run.found.witness !== null && this.#isSameToday(run, moment.asOf, finder)) ||
              search.isPossible(moment, run.found.key),
          )
          .map((run) => run.found);
        // plain cases are the best witnesses; the search has to find what they do not show
        const plain = open.length > 0 ? [] : this.#byKind(moment);
        const told = [...known, ...plain];
        const keys = told.map(({ key }) => key);
        const { changes, open: left } = search.changesAt(moment, keys);
        const found = [...told, ...changes.map((shown) => this.#found(moment, shown))];
        if (left !== "none") this.#note(moment.jurisdiction, left);
        return found;
      },
    };
    return finder;
  }

  #opened(moments: readonly Moment[]): DaySearch {
    const search = new DaySearch(this.#pair, moments);
    this.#searches.push(search);
    return search;
  }

  /** Changes that plain cases show: the smallest of each kind, with all measures that decide in one of them. */
  #byKind(moment: Moment): readonly Found[] {
    const kinds = new Map<string, Tried[]>();
    for (const one of plainCases(this.#pair, moment)) {
      const key = kindOf(one.answers);
      kinds.set(key, [...(kinds.get(key) ?? []), one]);
    }
    return [...kinds].map(([key, cases]) => ({ ...foundBy(this.#pair, moment, cases), key }));
  }

  #found(moment: Moment, { shown, ...kind }: Shown): Found {
    const answers = shown?.answers ?? null;
    const reasons = answers === null ? moment.affected : differingMeasures(answers);
    return {
      ...kind,
      moment,
      evidence: shown === null ? "possible" : kind.regions.length === 0 ? "found" : "proved",
      reasons,
      citations: citationsOf(this.#pair, reasons, answers),
      witness: shown?.case ?? null,
    };
  }

  #note(jurisdiction: string, left: "many" | "budget"): void {
    if (this.notes.some((note) => note.jurisdiction === jurisdiction)) return;
    const message =
      left === "many"
        ? `there are more changes in the answers of ${jurisdiction} than are listed`
        : `the answers of ${jurisdiction} are too many-sided to be searched to the end: there may be changes that are not listed`;
    this.notes.push({ code: "budget", jurisdiction, message });
  }

  /** Null where nothing that concerns the jurisdiction says anything else on that day. */
  #moment(jurisdiction: string, asOf: IsoDate, view: ViewName): Moment | null {
    const point = { asOf, knownAt: null, view };
    const oldSlice = this.#old.at({ ...point, asOf: this.#pair.old.on(asOf) });
    const newSlice = this.#new.at({ ...point, asOf: this.#pair.new.on(asOf) });
    const edited = editedBetween(oldSlice, newSlice);
    if (edited.size === 0) return null;
    const resting = new Set([
      ...restingOn(oldSlice, edited, this.#items),
      ...restingOn(newSlice, edited, this.#items),
    ]);
    const roots = [...this.#old.roots(jurisdiction), ...this.#new.roots(jurisdiction)];
    const affected = [...new Set(roots)].filter((id) => resting.has(id)).sort();
    if (affected.length === 0) return null;
    const rests = (ids: Iterable<string>): ReadonlySet<string> => {
      const all = [...ids];
      return new Set([...restsOn(oldSlice, all, this.#items), ...restsOn(newSlice, all, this.#items)]);
    };
    const moment = { asOf, view, jurisdiction, oldSlice, newSlice, edited, affected, restsOn: rests };
    if (view === "practice") {
      // The text view has told what both views share.
      const text = this.#moment(jurisdiction, asOf, "text");
      if (text !== null && this.#cone(text) === this.#cone(moment)) return null;
    }
    return moment;
  }

  /** Everything the affected rules rest on, in both laws; equal keys are the same comparison. */
  #cone({ oldSlice, newSlice, affected }: Moment): string {
    const key = (slice: Slice): string =>
      [...restsOn(slice, affected, this.#items)]
        .sort()
        .map((id) => this.#number(`${id} ${slice.get(id)?.text ?? ""}`))
        .join(",");
    return `${key(oldSlice)} | ${key(newSlice)}`;
  }

  #number(text: string): number {
    const known = this.#texts.get(text) ?? this.#texts.size;
    this.#texts.set(text, known);
    return known;
  }

  /** Whether the witness of a change still shows it: another law may hide it by now. */
  #isSameToday({ found }: Run, asOf: IsoDate, { isSame }: Finder): boolean {
    if (found.witness === null) return true;
    const { jurisdiction, view } = found.moment;
    const answers = this.#pair.ask(found.witness, asOf, jurisdiction, view);
    return answers !== null && isSame(found, answers);
  }

  #change({ found, from, asOf, moment }: Run, until: IsoDate | null): AnswerChange {
    const cone = moment.restsOn(found.reasons);
    const edited = [...moment.edited].filter((id) => cone.has(id)).sort();
    return {
      jurisdiction: moment.jurisdiction,
      view: moment.view,
      direction: directionOf(found.old, found.new),
      redated: edited.length > 0 && edited.every((id) => this.isMoved(id)),
      from,
      until,
      old: found.old,
      new: found.new,
      regions: found.regions,
      regionsComplete: found.regionsComplete,
      evidence: found.evidence,
      reasons: found.reasons,
      edited,
      about: factsOf(moment, edited),
      citations: this.#citations(found, edited, asOf),
      witness: found.witness === null ? null : { case: found.witness, asOf },
    };
  }

  /** Those of the rules that decide, and of edited entries of their own lists, as long as these are few. */
  #citations(found: Found, edited: readonly string[], asOf: IsoDate): AnswerChange["citations"] {
    const roots = new Set(found.reasons.map((id) => id.split(".")[0]));
    const entries = new Set(edited.filter((id) => id.includes(" ") && roots.has(id.split(".")[0])));
    if (entries.size === 0 || entries.size > MOST_ENTRIES) return found.citations;
    const joined = (own: readonly string[], more: readonly string[]): readonly string[] =>
      [...new Set([...own, ...more])].sort();
    return {
      old: joined(found.citations.old, this.#pair.old.entryCitations(entries, asOf)),
      new: joined(found.citations.new, this.#pair.new.entryCitations(entries, asOf)),
    };
  }

  /** Whether a declaration says the same as before, on other days. */
  isMoved(id: string): boolean {
    const [old, now] = [this.#old.everSaid(id), this.#new.everSaid(id)];
    return old.size > 0 && old.size === now.size && [...old].every((text) => now.has(text));
  }
}

/** Names of facts in the texts of these declarations, old and new. */
function factsOf({ oldSlice, newSlice }: Moment, ids: readonly string[]): readonly string[] {
  const names = new Set<string>();
  for (const id of ids) {
    for (const slice of [oldSlice, newSlice]) {
      for (const name of slice.get(id)?.names ?? []) {
        const record = name.slice(0, name.lastIndexOf("."));
        // a build names facts without their records, as `.tpp`
        const isFact = record === "" ? name.startsWith(".") : slice.get(record)?.names.has(name) === true;
        if (isFact) names.add(name.slice(record.length + 1));
      }
    }
  }
  return [...names].sort();
}
