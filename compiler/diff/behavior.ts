/**
 * Which answers of a jurisdiction are other answers, and from when until when. Days on which nothing that a rule rests on
 * says anything else are never looked at; days on which the same edited law meets the same case again are replayed.
 */

import { nextDay, previousDay } from "../check/days.ts";
import type { IsoDate } from "../check/tree.ts";
import { directionOf, sideKey } from "./direction.ts";
import {
  changeOfCase,
  changesByDiagrams,
  citationsOf,
  type Found,
  MOST_RULES,
  plainCases,
  plainest,
} from "./find.ts";
import type { Pair, ViewName } from "./pair.ts";
import { freeKindOf, PartSearch, type Shown } from "./part-search.ts";
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
  /** over how many declarations these rest on an edited one */
  readonly steps: ReadonlyMap<string, number>;
  /** everything that these ids rest on, in both laws */
  readonly restsOn: (ids: Iterable<string>) => ReadonlySet<string>;
}

/** Measures and exceptions that rest on an edit, beyond which diagrams are not tried. */
const MOST_AFFECTED = 25;
/** Those of a jurisdiction, beyond which no diagrams are tried of a law that can be read as a whole. */
const MOST_OWNED = 60;
/** Changes up to which each is shown anew on days on which its case shows it no longer, or what hid it may have ended. */
const MOST_FOLLOWED = 4;
/** Measures that are asked for a case of one kind of change. */
const MOST_TRIED = 5;
/** Edited entries of a list whose places are named beside those of the rules. */
const MOST_ENTRIES = 6;

/** What changes on a day, and whether a change of an earlier day is still the same one. */
interface Finder {
  /** null: too large to be answered in this way */
  readonly at: (moment: Moment, open: readonly Run[]) => readonly Found[] | null;
  readonly isStill: (found: Found, moment: Moment) => boolean;
  /** whether other rules may have hidden a change on the day that was looked at last */
  readonly mayHide: () => boolean;
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
  readonly #searches: PartSearch[] = [];
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

  /** What the searches have cost: questions to the solver, and conflicts in answering them. */
  get effort(): PartSearch["effort"] {
    const sum = (of: (effort: PartSearch["effort"]) => number): number =>
      this.#searches.reduce((total, { effort }) => total + of(effort), 0);
    return { questions: sum((e) => e.questions), conflicts: sum((e) => e.conflicts) };
  }

  /** Neither law is so large that only what edits concern is read of it. */
  get #isReadWhole(): boolean {
    return Math.max(this.#pair.old.size, this.#pair.new.size) <= MOST_RULES;
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
      isStill: (found, moment) => this.#isSameToday(found, moment),
      mayHide: () => true,
    };
    const isHeavy =
      (this.#roots(jurisdiction).length > MOST_OWNED && this.#isReadWhole) ||
      moments.some((moment) => moment !== null && moment.affected.length > MOST_AFFECTED);
    const proved =
      isHeavy || this.#outgrown.has(jurisdiction) ? null : this.#over(days, moments, onlyDay, diagrams);
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
    let beside = "";
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
      const own = this.#cone(moment, moment.affected);
      const all = this.#cone(moment, this.#roots(moment.jurisdiction));
      const from = i === 0 && !onlyDay ? null : asOf;
      const isHidingOther = all !== beside && finder.mayHide();
      beside = all;
      if (own === cone && !isHidingOther && open.every((run) => finder.isStill(run.found, moment))) continue;
      cone = own;
      const found = finder.at(moment, open);
      if (found === null) return null;
      const kept = open.filter((run) => found.some((one) => one.key === run.found.key));
      close(
        open.filter((run) => !kept.includes(run)),
        asOf,
      );
      const fresh = found.filter((one) => !kept.some((run) => run.found.key === one.key));
      const again = (run: Run): Found => found.find((one) => one.key === run.found.key) ?? run.found;
      open = [
        ...kept.map((run) => ({ ...run, found: again(run) })),
        ...fresh.map((one) => ({ found: one, from, asOf, moment })),
      ];
    }
    const last = days.at(-1);
    close(open, onlyDay && last !== undefined ? nextDay(last) : null);
    return closed;
  }

  /** Asks the search, of all days together. */
  #finder(moments: readonly (Moment | null)[]): Finder {
    let opened: PartSearch | null = null;
    let hidden = 0;
    return {
      mayHide: () => hidden > 0 && hidden <= MOST_FOLLOWED,
      isStill: (found, moment) => this.#isShownBy(found, moment),
      at: (moment, open) => {
        const settled = changeOfCase(this.#pair, moment);
        if (settled !== null) {
          // other rules may decide the case by now
          hidden = 1;
          return settled;
        }
        opened ??= this.#opened(moments.filter((one) => one !== null));
        const search = opened;
        const measuresOf = search.kindsAt(moment);
        for (const measure of search.open) this.#noteBudget(moment.jurisdiction, measure);
        const kept = open.flatMap(({ found }): Found[] => {
          const behind = measuresOf.get(found.kind);
          if (behind === undefined) return [];
          // the case of another day may be answered alike by now where others are not
          if (found.witness === null || !this.#isShownBy(found, moment)) {
            if (!search.isPossible(moment, found.kind)) return [];
            const isAsked = found.witness !== null && open.length <= MOST_FOLLOWED;
            if (isAsked && this.#shownAt(search, moment, found.kind, behind, []) === null) return [];
          }
          return [joined(found, behind)];
        });
        const fresh = [...measuresOf].filter(([kind]) => !kept.some((found) => found.kind === kind));
        // plain cases are the best witnesses; on later days little is new
        const plain = fresh.length > 0 && open.length === 0 ? plainCases(this.#pair, moment) : [];
        const shown = fresh.flatMap(([kind, measures]) => {
          const own = plain.filter(({ answers }) => freeKindOf(answers) === kind);
          return this.#shownAt(search, moment, kind, measures, own) ?? [];
        });
        hidden = measuresOf.size - new Set([...kept, ...shown].map(({ kind }) => kind)).size;
        return merged([...kept, ...shown]);
      },
    };
  }

  #opened(moments: readonly Moment[]): PartSearch {
    const search = new PartSearch(this.#pair, moments);
    this.#searches.push(search);
    return search;
  }

  /** A kind of change by these measures, as the first shows it of which a case is found; null: none is left to see. */
  #shownAt(
    search: PartSearch,
    moment: Moment,
    kind: string,
    measures: readonly string[],
    plain: readonly Tried[],
  ): Found | null {
    let possible: readonly [string, Shown] | null = null;
    const hidden = new Set<string>();
    const ownPlain = (measure: string): readonly Tried[] =>
      plain.filter(({ answers }) => differingMeasures(answers).includes(measure));
    const inOrder = [
      ...measures.filter((measure) => ownPlain(measure).length > 0),
      ...measures.filter((measure) => ownPlain(measure).length === 0),
    ];
    for (const measure of inOrder.slice(0, MOST_TRIED)) {
      const own = ownPlain(measure);
      const known = own.length === 0 ? null : plainest(this.#pair, moment, own);
      const shown = search.show(moment, measure, kind, known);
      if (shown.shown !== null) {
        const behind = measures.filter((id) => !hidden.has(id));
        return this.#found(moment, kind, behind, shown, plain);
      }
      if (shown.isPossible) possible ??= [measure, shown];
      else hidden.add(measure);
    }
    if (possible === null) return null;
    const behind = measures.filter((id) => !hidden.has(id));
    return this.#found(moment, kind, behind, possible[1], []);
  }

  #found(
    moment: Moment,
    kind: string,
    behind: readonly string[],
    { shown, regions, regionsComplete, ...part }: Shown,
    plain: readonly Tried[],
  ): Found {
    const answers = shown?.answers ?? null;
    const own = answers === null ? [] : differingMeasures(answers);
    const reasons = [...new Set([...own, ...behind.filter((id) => id !== "")])].sort();
    return {
      key: kind,
      kind,
      behind,
      old: answers?.oldSide ?? part.old,
      new: answers?.newSide ?? part.new,
      regions,
      regionsComplete,
      moment,
      evidence: shown === null ? "possible" : regions.length === 0 ? "found" : "bounded",
      reasons,
      citations: citationsOf(
        this.#pair,
        reasons,
        shown === null ? [] : [shown, ...plain].map((one) => one.answers),
      ),
      witness: shown?.case ?? null,
    };
  }

  #noteBudget(jurisdiction: string, measure: string): void {
    const message = `how ${measure === "" ? `the reach of ${jurisdiction}` : measure} may change answers is too many-sided to be searched to the end: there may be changes that are not listed`;
    if (this.notes.some((note) => note.message === message)) return;
    this.notes.push({ code: "budget", jurisdiction, message });
  }

  /** Null where nothing that concerns the jurisdiction says anything else on that day. */
  #moment(jurisdiction: string, asOf: IsoDate, view: ViewName): Moment | null {
    const point = { asOf, knownAt: null, view };
    const oldSlice = this.#old.at({ ...point, asOf: this.#pair.old.on(asOf) });
    const newSlice = this.#new.at({ ...point, asOf: this.#pair.new.on(asOf) });
    const edited = editedBetween(oldSlice, newSlice);
    if (edited.size === 0) return null;
    const resting = [oldSlice, newSlice].map((slice) => restingOn(slice, edited, this.#items));
    const affected = this.#roots(jurisdiction)
      .filter((id) => resting.some((found) => found.has(id)))
      .sort();
    const nearest = (id: string): number =>
      Math.min(...resting.map((found) => found.get(id) ?? Number.POSITIVE_INFINITY));
    const steps = new Map(affected.map((id) => [id, nearest(id)]));
    if (affected.length === 0) return null;
    const rests = (ids: Iterable<string>): ReadonlySet<string> => {
      const all = [...ids];
      return new Set([...restsOn(oldSlice, all, this.#items), ...restsOn(newSlice, all, this.#items)]);
    };
    const moment = {
      ...{ asOf, view, jurisdiction, oldSlice, newSlice, edited },
      ...{ affected, steps, restsOn: rests },
    };
    if (view === "practice") {
      // The text view has told what both views share.
      const text = this.#moment(jurisdiction, asOf, "text");
      if (text !== null && this.#cone(text, text.affected) === this.#cone(moment, affected)) return null;
    }
    return moment;
  }

  /** Ids of what answers for a jurisdiction, in either law. */
  #roots(jurisdiction: string): readonly string[] {
    return [...new Set([...this.#old.roots(jurisdiction), ...this.#new.roots(jurisdiction)])];
  }

  /** Everything these rules rest on, in both laws; equal keys are the same comparison of them. */
  #cone({ oldSlice, newSlice }: Moment, rules: readonly string[]): string {
    const key = (slice: Slice): string =>
      [...restsOn(slice, rules, this.#items)]
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
  #isSameToday({ witness, old, new: now }: Found, { asOf, jurisdiction, view }: Moment): boolean {
    if (witness === null) return true;
    const answers = this.#pair.ask(witness, asOf, jurisdiction, view);
    return (
      answers !== null &&
      sideKey(answers.oldSide) === sideKey(old) &&
      sideKey(answers.newSide) === sideKey(now)
    );
  }

  /** Whether the case that showed a kind of change shows it on this day too. */
  #isShownBy({ witness, old, new: now }: Found, { asOf, jurisdiction, view }: Moment): boolean {
    if (witness === null) return true;
    const answers = this.#pair.ask(witness, asOf, jurisdiction, view, 0);
    return answers !== null && freeKindOf({ oldSide: old, newSide: now }) === freeKindOf(answers);
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

/**
 * Two kinds are one change where the whole law answers their cases alike: what one measure frees, another may still forbid.
 * The kind stays that is what its case shows.
 */
function merged(all: readonly Found[]): readonly Found[] {
  const shownBy = ({ witness, old, new: now }: Found): string | null =>
    witness === null ? null : freeKindOf({ oldSide: old, newSide: now });
  const isOwn = (found: Found): boolean => shownBy(found) === found.kind;
  const kept: Found[] = [];
  for (const found of [...all.filter(isOwn), ...all.filter((found) => !isOwn(found))]) {
    const same = kept.findIndex((other) => shownBy(other) !== null && shownBy(other) === shownBy(found));
    if (same < 0) kept.push(found);
    else kept[same] = joined(kept[same]!, found.behind);
  }
  return kept;
}

/** The same change, with the measures from which it may come by now. */
function joined(found: Found, measures: readonly string[]): Found {
  const behind = [...new Set([...found.behind, ...measures])];
  const reasons = [...new Set([...found.reasons, ...behind.filter((id) => id !== "")])].sort();
  return { ...found, behind, reasons };
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
