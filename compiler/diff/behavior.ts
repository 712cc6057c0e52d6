/**
 * Which answers of a jurisdiction are other answers, and from when until when. Days on which nothing that a rule rests on
 * says anything else are never looked at; days on which the same edited law meets the same case again are replayed.
 */

import { nextDay, previousDay } from "../check/days.ts";
import type { IsoDate } from "../check/tree.ts";
import { directionOf, sideKey } from "./direction.ts";
import { type Found, findChanges, type Trail } from "./find.ts";
import type { Pair, ViewName } from "./pair.ts";
import type { AnswerChange, Note } from "./report.ts";
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
  readonly #trail: Trail = { notes: this.notes, large: new Set(), outgrown: new Map() };
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

  #inView(
    jurisdiction: string,
    days: readonly IsoDate[],
    view: ViewName,
    onlyDay: boolean,
  ): readonly AnswerChange[] {
    const closed: AnswerChange[] = [];
    let open: Run[] = [];
    let cone = "";
    const close = (runs: readonly Run[], until: IsoDate | null): void => {
      for (const run of runs) closed.push(this.#change(run, until));
    };
    days.forEach((asOf, i) => {
      const moment = this.#moment(jurisdiction, asOf, view);
      if (moment === null) {
        close(open, asOf);
        open = [];
        cone = "";
        return;
      }
      const own = this.#cone(moment);
      const from = i === 0 && !onlyDay ? null : asOf;
      if (own === cone && open.every((run) => this.#isSameToday(run, asOf))) return;
      cone = own;
      const found = findChanges(this.#pair, moment, this.#trail);
      if (this.#trail.outgrown.has(jurisdiction)) cone = this.#cone(moment);
      const kept = open.filter((run) => found.some((one) => one.key === run.found.key));
      close(
        open.filter((run) => !kept.includes(run)),
        asOf,
      );
      const fresh = found.filter((one) => !kept.some((run) => run.found.key === one.key));
      open = [...kept, ...fresh.map((one) => ({ found: one, from, asOf, moment }))];
    });
    const last = days.at(-1);
    close(open, onlyDay && last !== undefined ? nextDay(last) : null);
    return closed;
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

  /**
   * Everything the affected rules rest on, in both laws; equal keys are the same comparison. Where cases are tried, only
   * what was edited counts: the rest is left to the replay of the witnesses.
   */
  #cone({ oldSlice, newSlice, affected, edited, jurisdiction }: Moment): string {
    const isOutgrown = this.#trail.outgrown.has(jurisdiction);
    const key = (slice: Slice): string =>
      [...(isOutgrown ? [...affected, ...edited] : restsOn(slice, affected, this.#items))]
        .sort()
        .map((id) =>
          this.#number(`${id} ${isOutgrown && !edited.has(id) ? "" : (slice.get(id)?.text ?? "")}`),
        )
        .join(",");
    return `${key(oldSlice)} | ${key(newSlice)}`;
  }

  #number(text: string): number {
    const known = this.#texts.get(text) ?? this.#texts.size;
    this.#texts.set(text, known);
    return known;
  }

  /** Whether the witness of a change still shows it: another law may hide it by now. */
  #isSameToday({ found }: Run, asOf: IsoDate): boolean {
    if (found.witness === null) return true;
    const { jurisdiction, view } = found.moment;
    const answers = this.#pair.ask(found.witness, asOf, jurisdiction, view);
    return (
      answers !== null &&
      sideKey(answers.oldSide) === sideKey(found.old) &&
      sideKey(answers.newSide) === sideKey(found.new)
    );
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
