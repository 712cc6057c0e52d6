/**
 * The changes of a jurisdiction whose law is too large for diagrams. A search is asked, day by day, in which ways the whole
 * law answers otherwise; the end of its list is a proof that there are no others. Answers differ only where the edited rules
 * of some measure, taken alone, come to something else: said beside the question, this leads the search to what an edit is
 * about. Which measures may be behind a kind of change they are asked alone, once for all days on which they say the same.
 */

import { type Analysis, type Part, VERDICTS, type View, WITH_ROUTES } from "../analysis/index.ts";
import { type Lit, not } from "../analysis/sat/sat.ts";
import { Differences, type Listed } from "../analysis/search/differences.ts";
import type { CaseJson } from "../check/tree.ts";
import type { Box } from "../regions/condition.ts";
import type { Moment } from "./behavior.ts";
import { inOrder } from "./boxes.ts";
import { sideOfOutcome } from "./direction.ts";
import { analysisOf } from "./find.ts";
import { Hiding } from "./hiding.ts";
import {
  byVerdicts,
  fromList,
  isOfFree,
  isOfSettled,
  isReachAlone,
  keyOf,
  listOf,
  ranksOf,
  sideOf,
  type Traits,
  traitsIn,
} from "./kinds.ts";
import { editsOf, type MeasureEdit, REACH, viewsOf } from "./measure-edits.ts";
import type { Pair } from "./pair.ts";
import { areReached, isKind, isLikeKind, mayMake, type Question, questionOf } from "./question.ts";
import type { AnswerSide } from "./report.ts";
import type { Trial } from "./trial.ts";

/** Ways in which answers may change on a day. */
const MOST_KINDS = 120;
const MOST_REGIONS = 3;
/**
 * Conflicts in asking in which ways answers change, of which an edit that most of American law rests on needs 40,000. A note
 * names the measures that were not asked about to the end.
 */
const MOST_CONFLICTS = 100_000;
/** The same for what the law leaves open, beyond which only what is known of it is followed; another note says so. */
const MOST_FOR_OPEN = 12_000;
/** Conflicts after which a measure may be behind a kind of change; the same for all measures and kinds together. */
const MOST_FOR_MEASURE = 100;
const MOST_FOR_MEASURES = 2_000;
/** Conflicts after which no further transactions of a change are described. */
const MOST_FOR_REGIONS = 30_000;
/** How often measures that hide a change are taken in. */
const MOST_ROUNDS = 4;

/** Measures of which it is not known in which ways they may change answers, by whether these are settled. */
export interface Unsearched {
  readonly settled: ReadonlySet<string>;
  readonly open: ReadonlySet<string>;
}

/** A change of one kind for which no case was found. */
export interface Unshown {
  readonly old: AnswerSide;
  readonly new: AnswerSide;
}

export interface Regions {
  readonly boxes: readonly Box[];
  readonly complete: boolean;
}

/** What is asked about a day; the same for all days on which the same is said. */
interface Asked extends Question {
  readonly edits: readonly MeasureEdit[];
  /** true wherever the answers differ */
  readonly lead: Lit;
  /** the edited rules alone */
  readonly own: Question;
  /** kinds of change that there may be, as far as they were asked for */
  readonly found: Set<string>;
}

interface Own extends Question {
  /** true wherever the measure differs */
  readonly touched: Lit;
  /** by the verdicts of a kind of change, whether the measure may be behind it */
  readonly isBehind: Map<string, boolean>;
}

interface Views {
  readonly all: ReturnType<typeof viewsOf>;
  /** the edited rules alone */
  readonly edited: ReturnType<typeof viewsOf>;
}

export class LawSearch {
  readonly #pair: Pair;
  readonly #hiding: Hiding;
  /** opens the law for all who ask */
  readonly #opened: Analysis;
  readonly #edits = new Map<Moment, readonly MeasureEdit[]>();
  readonly #keys = new Map<Moment, string>();
  /** by what a day says */
  readonly #views = new Map<string, Views>();
  readonly #asked = new Map<string, Asked>();
  /** by edit */
  readonly #ownViews = new Map<string, ReturnType<typeof viewsOf>>();
  readonly #own = new Map<string, Own>();
  readonly #search: Differences;
  readonly #unsearched = { settled: new Set<string>(), open: new Set<string>() };
  readonly #most: { readonly settled: number; readonly open: number };
  /** kinds of change on any day */
  readonly #found = new Set<string>();
  /** conflicts in asking in which ways answers change, by whether they are settled, and which measures may be behind them */
  readonly #spent = { settled: 0, open: 0 };
  #spentOnMeasures = 0;
  /** what searches that are no longer held have cost */
  readonly #small = { questions: 0, conflicts: 0 };

  /**
   * @param moments all that may be asked about: domains are cut by everything that is told, once
   * @param mostForOpen conflicts in asking about what the law leaves open
   */
  constructor(pair: Pair, moments: readonly Moment[], mostForOpen = MOST_FOR_OPEN) {
    this.#pair = pair;
    this.#most = { settled: MOST_CONFLICTS, open: mostForOpen };
    this.#hiding = new Hiding(pair);
    this.#opened = analysisOf(pair);
    // days that read alike are opened once
    const distinct = new Map(moments.map((moment) => [moment.reads, moment]));
    const part = this.#hiding.isNone ? null : { measures: restingOn([...distinct.values()]) };
    const read = new Map(
      [...distinct].map(([reads, moment]) => {
        const views = viewsOf(this.#opened, pair, moment, part);
        const edits = editsOf(views, moment);
        const key = this.#hiding.isNone ? saidBy(views) : reads;
        return [reads, { edits, key, moment }] as const;
      }),
    );
    for (const moment of moments) {
      const { edits, key } = read.get(moment.reads)!;
      this.#edits.set(moment, edits);
      this.#keys.set(moment, key);
    }
    const analysis = analysisOf(pair, this.#opened);
    for (const { edits, key, moment } of read.values()) {
      if (edits.length === 0 || this.#views.has(key)) continue;
      for (const edit of edits) {
        if (!this.#ownViews.has(edit.key))
          this.#ownViews.set(edit.key, viewsOf(analysis, pair, moment, edit.part));
      }
      this.#views.set(key, {
        all: viewsOf(analysis, pair, moment, this.#hiding.part(edits)),
        edited: viewsOf(analysis, pair, moment, together(edits)),
      });
    }
    this.#search = new Differences(analysis);
  }

  /** Questions, and what it took the solver to answer them. */
  get effort(): { readonly questions: number; readonly conflicts: number } {
    const { questions, conflicts } = this.#search;
    return { questions: questions + this.#small.questions, conflicts: conflicts + this.#small.conflicts };
  }

  get unsearched(): Unsearched {
    return this.#unsearched;
  }

  /** Whether the rules of both laws come to the same on the day, whatever they are called and however they are put. */
  isAlike(moment: Moment): boolean {
    return this.#editsAt(moment).length === 0;
  }

  /** What the day says; equal texts are the same question. */
  keyOf(moment: Moment): string {
    return this.#keys.get(moment)!;
  }

  /**
   * Kinds of change that there may be on the day, settled ones first, besides those that are known by the time each is asked
   * for; the end is a proof that there are no others. Open ones are listed where an edit itself leaves something open, or
   * nothing is settled, and not with the verdicts of a settled one.
   */
  *others(moment: Moment, known: () => readonly string[]): Iterable<string> {
    const asked = this.#askedAt(moment);
    yield* [...asked.found].sort(byVerdicts);
    for (const phase of ["settled", "open"] as const) {
      for (;;) {
        const told = [...new Set([...known(), ...asked.found])];
        const question = phase === "settled" || !told.some(isOfSettled) ? asked : asked.own;
        const is = this.#someWay(question, this.#isOther(question, asked.lead, phase, told), phase);
        if (is === false) break;
        if (is === null || asked.found.size === MOST_KINDS) {
          for (const { measure } of asked.edits) this.#unsearched[phase].add(measure);
          // what is known of other days goes on where a case shows that it does
          const isKnown = (kind: string): boolean => isOfSettled(kind) === (phase === "settled");
          yield* [...this.#found].filter((kind) => isKnown(kind) && !told.includes(kind)).sort(byVerdicts);
          break;
        }
        const kind = keyOf(is, phase === "settled");
        asked.found.add(kind);
        this.#found.add(kind);
        yield kind;
      }
    }
  }

  /**
   * Puts cases of one kind of change to the trial; null: a proof that there is none. Where measures that were left out hide
   * it, they are taken in.
   */
  show(moment: Moment, kind: string, trial: Trial): Unshown | null {
    const asked = this.#askedAt(moment);
    let search = this.#search;
    let question: Question = asked;
    let lead = asked.lead;
    const beside = new Set<string>();
    for (let round = 0; ; round++) {
      const { gates } = search;
      const claim = gates.and(lead, isKind(search, question, kind));
      const list = (asked: Lit): Listed => {
        trial.again();
        const { views, traits, settled } = question;
        const kinds = listOf(traits);
        const isShown = (facts: CaseJson): boolean => trial.isShown(facts);
        return search.list(
          { views, settled, kinds, claim: asked, measures: new Map(), isShown },
          WITH_ROUTES,
          1,
          "kind",
        );
      };
      // what is beyond the reach of a law counts as free, but a case that both reach tells more of what they ask for
      const reached = isOfFree(kind) ? list(gates.and(claim, areReached(search, question))) : null;
      const { differences, open } = reached !== null && trial.found !== null ? reached : list(claim);
      if (search !== this.#search) {
        this.#small.questions += search.questions;
        this.#small.conflicts += search.conflicts;
      }
      const [difference] = differences;
      if (difference === undefined && open === "none") return null;
      const [old, now] = difference?.outcomes.map(sideOfOutcome) ?? [];
      const [before, after] = ranksOf(kind).map((rank) => sideOf(VERDICTS[rank]!)) as [
        AnswerSide,
        AnswerSide,
      ];
      const unshown = { old: old ?? before, new: now ?? after };
      const fresh = [...trial.others].filter((id) => !beside.has(id));
      if (trial.found !== null || this.#hiding.isNone || fresh.length === 0 || round === MOST_ROUNDS)
        return unshown;
      for (const id of fresh) beside.add(id);
      const analysis = analysisOf(this.#pair, this.#opened);
      const views = viewsOf(analysis, this.#pair, moment, this.#hiding.part(asked.edits, beside));
      search = new Differences(analysis);
      question = questionOf(search, views);
      lead = search.touched(views);
    }
  }

  /** Of each kind of change, the measures that may be behind it, nearest to the edits first. */
  behind(moment: Moment, kinds: readonly string[]): ReadonlyMap<string, readonly string[]> {
    const edits = this.#editsAt(moment);
    for (const edit of edits.length === 1 ? [] : edits) this.#learnBehind(edit, kinds);
    const isBehind = (edit: MeasureEdit, kind: string): boolean =>
      edits.length === 1 ||
      (edit.measure === REACH || isReachAlone(kind)
        ? edit.measure === REACH && isReachAlone(kind)
        : this.#ownOf(edit).isBehind.get(verdictsOf(kind))!);
    return new Map(
      kinds.map((kind) => [kind, edits.filter((edit) => isBehind(edit, kind)).map(({ measure }) => measure)]),
    );
  }

  /**
   * Transactions of a change by one of its measures, around a case that shows it, if there is one; outside them the measure,
   * asked alone, changes in no such way.
   */
  regions(moment: Moment, measures: readonly string[], kind: string, shown: CaseJson | null): Regions {
    const edits = this.#editsAt(moment).filter(({ measure }) => measures.includes(measure));
    const claims = (edit: MeasureEdit): readonly Lit[] => {
      const own = this.#ownOf(edit);
      const { gates } = this.#search;
      return [
        isKind(this.#search, own, kind),
        // others make the kind of it
        gates.and(own.differ, own.touched, mayMake(this.#search, own, kind)),
      ];
    };
    const byMeasure = measures.flatMap((id) => edits.filter(({ measure }) => measure === id)).map(claims);
    const { program } = this.#pair.new.law;
    const near = shown === null ? null : { program, facts: shown };
    for (const claim of [0, 1].flatMap((at) => byMeasure.map((own) => own[at]!))) {
      const { boxes, complete } = this.#search.boxes(claim, MOST_REGIONS, MOST_FOR_REGIONS, near);
      if (boxes.length > 0) return { boxes: boxes.map(inOrder), complete };
    }
    return { boxes: [], complete: false };
  }

  // --------------------------------------------------------------------------------------------------- questions

  /** Which traits answers have where a claim is true; false: it cannot be, null: given up. */
  #someWay({ traits }: Question, claim: Lit, phase: "settled" | "open"): Traits<boolean> | false | null {
    const before = this.#search.conflicts;
    const left = this.#most[phase] - this.#spent[phase];
    const all = listOf(traits);
    let found = left <= 0 ? null : this.#search.someWay([claim, this.#isDecided(traits)], all, left);
    // of answers that are given whatever else is so nothing has to be asked, and then nothing is said of which they are
    if (found && !saysBoth(fromList(found))) found = this.#search.wholeWay([claim], all, left);
    this.#spent[phase] += this.#search.conflicts - before;
    return found && fromList(found);
  }

  /** True of every answer: said beside a claim, it makes an assignment say of which kind it is. */
  #isDecided({ old, new: now, stricter, milder }: Traits<Lit>): Lit {
    const { gates } = this.#search;
    return gates.and(
      gates.or(...old),
      gates.or(...now),
      gates.or(stricter, milder, gates.and(not(stricter), not(milder))),
    );
  }

  /** That answers differ in another way than those that were told of; an open one has no verdicts of a settled one. */
  #isOther(question: Question, lead: Lit, phase: "settled" | "open", told: readonly string[]): Lit {
    const { gates } = this.#search;
    const { differ, settled } = question;
    const closed = phase === "settled" ? [] : told.filter(isOfSettled);
    const like = [...new Set(closed.map(traitsIn))].map((key) => isLikeKind(this.#search, question, key));
    const own = told.filter((kind) => isOfSettled(kind) === (phase === "settled"));
    return gates.and(
      ...[differ, lead, phase === "settled" ? settled : not(settled)],
      ...own.map((kind) => not(isKind(this.#search, question, kind))),
      ...like.map(not),
    );
  }

  #editsAt(moment: Moment): readonly MeasureEdit[] {
    const edits = this.#edits.get(moment);
    if (edits === undefined) throw new Error(`${moment.asOf} was not opened`);
    return edits;
  }

  #askedAt(moment: Moment): Asked {
    const key = this.keyOf(moment);
    let asked = this.#asked.get(key);
    if (asked === undefined) {
      const { all, edited } = this.#views.get(key)!;
      const edits = this.#editsAt(moment);
      const { gates } = this.#search;
      const lead = edits.map((edit) => {
        const { differ, touched } = this.#ownOf(edit);
        return gates.and(differ, touched);
      });
      asked = {
        ...questionOf(this.#search, all),
        edits,
        lead: gates.or(...lead),
        own: questionOf(this.#search, edited),
        found: new Set(),
      };
      this.#asked.set(key, asked);
    }
    return asked;
  }

  #ownOf({ key }: MeasureEdit): Own {
    let own = this.#own.get(key);
    if (own === undefined) {
      const views = this.#ownViews.get(key)!;
      const question = questionOf(this.#search, views);
      own = { ...question, touched: this.#search.touched(views), isBehind: new Map() };
      this.#own.set(key, own);
    }
    return own;
  }

  /** Which kinds of change a measure may be behind. */
  #learnBehind(edit: MeasureEdit, kinds: readonly string[]): void {
    if (edit.measure === REACH) return;
    const own = this.#ownOf(edit);
    const untold = new Map(
      kinds.filter((kind) => !own.isBehind.has(verdictsOf(kind))).map((kind) => [verdictsOf(kind), kind]),
    );
    const { no } = this.#search.gates;
    const claims = [...untold.values()].map((kind) => mayMake(this.#search, own, kind));
    const isAsked = claims.some((claim) => claim !== no) && this.#spentOnMeasures < MOST_FOR_MEASURES;
    const before = this.#search.conflicts;
    const found = isAsked
      ? this.#search.whichPossible([own.differ, own.touched], claims, MOST_FOR_MEASURE)
      : claims.map((claim) => claim !== no);
    this.#spentOnMeasures += this.#search.conflicts - before;
    [...untold.keys()].forEach((verdicts, i) => {
      own.isBehind.set(verdicts, found[i]!);
    });
  }
}

/** An exception says what is asked for of the measures that it releases. */
function restingOn(moments: readonly Moment[]): ReadonlySet<string> {
  return new Set(moments.flatMap((moment) => [...moment.restsOn(moment.affected)]));
}

function verdictsOf(kind: string): string {
  return ranksOf(kind).join();
}

function saidBy(views: readonly View[]): string {
  return views
    .map(({ rules, reached }) => [reached, ...new Set(rules.map(({ meaning }) => meaning))].sort().join())
    .join(" > ");
}

/** The edited rules of all measures, and nothing else. */
function together(edits: readonly MeasureEdit[]): Part {
  const asked = edits.map(({ part }) => part);
  return {
    measures: new Set(edits.map(({ measure }) => measure)),
    isAsked: (rule) =>
      asked.some((part) => part.measures.has(rule.rule.of.id) && part.isAsked?.(rule) === true),
  };
}

/** Whether an old and a new verdict are named. */
function saysBoth({ old, new: now }: Traits<boolean>): boolean {
  return old.includes(true) && now.includes(true);
}
