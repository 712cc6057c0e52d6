/**
 * The changes of a jurisdiction whose law is too large for diagrams, measure by measure, those nearest to an edit first.
 * Where no rule comes to anything else, no answer does; so a search is asked of each measure, with those of its rules alone
 * that say something else, in which ways its answers may change. The end of its list is a proof that there are no others.
 * A transaction for each way is shown by the whole law; where that answers alike on both sides, the measures that do so are
 * taken in, and the question is asked again. What a measure says on many days is asked about once.
 */
import { type AnswerGates, differ } from "../analysis/answers.ts";
import { Differences } from "../analysis/differences.ts";
import { type Analysis, type OpenedRule, type Part, type View, WITH_ROUTES } from "../analysis/index.ts";
import { type Lit, not } from "../analysis/sat.ts";
import type { CaseJson } from "../check/tree.ts";
import type { Moment } from "./behavior.ts";
import { inOrder } from "./boxes.ts";
import { sideOfOutcome } from "./direction.ts";
import { analysisOf, viewOf } from "./find.ts";
import { byVerdicts, isOfSettled, isVerdictOf, keyOf, sideOf, verdictsIn, verdictsOf, YES } from "./kinds.ts";
import type { Pair } from "./pair.ts";
import type { AnswerSide, FactCondition } from "./report.ts";
import type { Trial } from "./trial.ts";

/** Ways in which the answers of one measure may change. */
const MOST_KINDS = 60;
const MOST_REGIONS = 3;
/**
 * Conflicts in asking whether days after the first bring anything new, of which an edit that most of American law rests on
 * needs 22,000; what needs more has needed more than 150,000. A note names the measures that were not asked about.
 */
const MOST_CONFLICTS = 40_000;
/** The same in telling whether a measure that is edited later makes a known kind of change; beyond it, it may. */
const MOST_FOR_KIND = 300;
/** How often measures that decide beside a measure are taken in. */
const MOST_ROUNDS = 4;
/** Kinds of which a case is looked for where the one that was asked about is hidden by the rest of the law. */
const MOST_BESIDES = 4;

/** A change of one kind by a measure, as the measure alone answers. */
export interface OwnChange {
  readonly old: AnswerSide;
  readonly new: AnswerSide;
  /** worked out where it is asked for, which costs more than to know that there is such a change */
  readonly regions: () => {
    readonly boxes: readonly (readonly FactCondition[])[];
    readonly complete: boolean;
  };
}

/** A proof that answers do not change in one way. It holds wherever these measures say the same. */
export interface Proof {
  /** what they say, in both laws */
  readonly key: string;
  /** measures that make such a change by themselves */
  readonly measures: readonly string[];
  /** measures that decide where they do */
  readonly beside: readonly string[];
}

/** Reach alone, for acts that no measure asks anything of. */
const REACH = "";

/** What a measure says otherwise on some days. */
interface MeasureEdit {
  readonly measure: string;
  /** the rules, old and new, by what they say */
  readonly key: string;
  /** one of the days */
  readonly moment: Moment;
  readonly part: Part;
}

interface Question {
  readonly views: readonly [View, View];
  readonly differ: Lit;
  readonly kinds: readonly Lit[];
  readonly settled: Lit;
  /** true wherever the answers differ */
  readonly touched: Lit;
}

export class PartSearch {
  readonly #pair: Pair;
  /** opens the law for all who ask */
  readonly #opened: Analysis;
  readonly #edits = new Map<Moment, readonly MeasureEdit[]>();
  readonly #search: Differences;
  readonly #views = new Map<string, readonly [View, View]>();
  readonly #questions = new Map<string, Question>();
  /** every kind of change that some measure may make on a day asked about so far */
  readonly #known = new Set<string>();
  /** measures that were asked, for some edit, which of these they make */
  readonly #seen = new Set<string>();
  /** by measure: on any of the days asked about so far */
  readonly #kinds = new Map<string, Set<string>>();
  readonly #asked = new Set<string>();
  /** by what is edited: on most days the same is */
  readonly #kindsBySignature = new Map<string, ReadonlyMap<string, readonly string[]>>();
  readonly #open = new Set<string>();
  /** what searches that are no longer held have cost */
  readonly #small = { questions: 0, conflicts: 0 };
  /** conflicts in asking for what is new on days after the first */
  #later = 0;

  /** @param moments all that may be asked about: domains are cut by everything that is told, once */
  constructor(pair: Pair, moments: readonly Moment[]) {
    this.#pair = pair;
    this.#opened = analysisOf(pair);
    // days that read alike are opened once
    const distinct = new Map(moments.map((moment) => [moment.reads, moment]));
    // an exception says what is asked for of the measures that it releases
    const affected = new Set(
      [...distinct.values()].flatMap((moment) => [...moment.restsOn(moment.affected)]),
    );
    const read = new Map([...distinct].map(([reads, moment]) => [reads, this.#editsOf(moment, affected)]));
    for (const moment of moments) this.#edits.set(moment, read.get(moment.reads)!);
    const analysis = analysisOf(pair, this.#opened);
    for (const { key, moment, part } of [...read.values()].flat()) {
      if (!this.#views.has(key)) this.#views.set(key, viewsOf(analysis, pair, moment, part));
    }
    this.#search = new Differences(analysis);
  }

  /** Questions about measures, and what it took the solver to answer them. */
  get effort(): { readonly questions: number; readonly conflicts: number } {
    const { questions, conflicts } = this.#search;
    return { questions: questions + this.#small.questions, conflicts: conflicts + this.#small.conflicts };
  }

  /**
   * Kinds of change on the day, settled ones first, each with the measures that it may come from, nearest to the edits
   * first. Open ones that are the edge of a settled one are left out.
   */
  kindsAt(moment: Moment): ReadonlyMap<string, readonly string[]> {
    const edits = this.#editsAt(moment);
    const signature = edits.map(({ key }) => key).join();
    let kinds = this.#kindsBySignature.get(signature);
    if (kinds === undefined) {
      kinds = this.#kindsOfEdits(edits);
      this.#kindsBySignature.set(signature, kinds);
    }
    return kinds;
  }

  /** Whether the rules of both laws come to the same on the day, whatever they are called and however they are put. */
  isAlike(moment: Moment): boolean {
    return this.#editsAt(moment).length === 0;
  }

  #kindsOfEdits(edits: readonly MeasureEdit[]): ReadonlyMap<string, readonly string[]> {
    this.#learn(edits);
    const found = new Map<string, string[]>();
    const all = new Set(edits.flatMap(({ measure }) => [...this.#kindsOf(measure)]));
    for (const kind of [...all].sort(byVerdicts)) {
      const measures = edits.map(({ measure }) => measure).filter((id) => this.#kindsOf(id).has(kind));
      found.set(kind, measures);
    }
    const settled = [...found].filter(([kind]) => isOfSettled(kind));
    const known = new Set(settled.map(([kind]) => verdictsIn(kind)));
    const open = [...found].filter(([kind]) => !isOfSettled(kind) && !known.has(verdictsIn(kind)));
    return new Map([...settled, ...open]);
  }

  /** Measures of which it is not known in which ways they may change answers. */
  get open(): ReadonlySet<string> {
    return this.#open;
  }

  /** A kind of change of a measure alone, cases of which are put to the trial; null: a proof that there is none. */
  show(moment: Moment, measure: string, kind: string, trial: Trial): OwnChange | null {
    const question = this.#questionOf(this.#edit(moment, measure));
    const claim = this.#search.gates.and(question.differ, this.#isKind(question, kind));
    trial.again();
    const { differences, open } = this.#list(this.#search, { ...question, claim }, trial, 1);
    const [difference] = differences;
    if (difference === undefined && open === "none") return null;
    const [old, now] = difference?.outcomes.map(sideOfOutcome) ?? [];
    const verdicts = verdictsOf(kind);
    return {
      old: old ?? sideOf(verdicts[0]),
      new: now ?? sideOf(verdicts[1]),
      regions: () => {
        const { boxes, complete } = difference?.boxes(MOST_REGIONS) ?? { boxes: [], complete: false };
        return { boxes: boxes.map(inOrder), complete };
      },
    };
  }

  /**
   * Takes in measures that decide the cases tried, until a case shows the kind, or none is left: then a proof that the
   * whole law answers in no such way. Null: shown by the trial, or not settled.
   */
  hidden(moment: Moment, measures: readonly string[], kind: string, trial: Trial): Proof | null {
    const beside = new Set<string>();
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const fresh = [...trial.others].filter((id) => !beside.has(id));
      if (fresh.length === 0) return null;
      for (const id of fresh) beside.add(id);
      const analysis = analysisOf(this.#pair, this.#opened);
      const views = viewsOf(analysis, this.#pair, moment, this.#together(moment, measures, beside));
      const search = new Differences(analysis);
      const question = questionOf(search, views);
      trial.again();
      const claim = search.gates.and(question.differ, isFreeKind(search, question, kind));
      const { differences, open } = this.#list(search, { ...question, claim }, trial, 1);
      this.#small.questions += search.questions;
      this.#small.conflicts += search.conflicts;
      if (trial.found !== null) return null;
      if (differences.length === 0) {
        if (open !== "none") return null;
        this.#lookBesides(search, question, trial);
        return this.#proof(moment, measures, [...beside].sort());
      }
    }
    return null;
  }

  /** Puts to a trial what a part of the law makes of a change, a case for each kind. */
  #lookBesides(search: Differences, question: Question, trial: Trial): void {
    trial.again();
    const { differ, touched } = question;
    const isShown = (facts: CaseJson): boolean => {
      trial.isShown(facts);
      return true;
    };
    const claim = search.gates.and(differ, touched);
    const asked = { ...question, claim, measures: new Map(), isShown };
    const before = search.conflicts;
    const searched = search.questions;
    search.list(asked, WITH_ROUTES, MOST_BESIDES, "kind");
    this.#small.questions += search.questions - searched;
    this.#small.conflicts += search.conflicts - before;
  }

  /** Whether a proof of another day holds on this one. */
  isProved(moment: Moment, { key, measures, beside }: Proof): boolean {
    return this.#proof(moment, measures, beside).key === key;
  }

  /** What a measure says otherwise on the day; equal texts are the same question. */
  questionKey(moment: Moment, measure: string): string {
    return this.#editsAt(moment).find((one) => one.measure === measure)?.key ?? "";
  }

  // ---------------------------------------------------------------------------------------------------- opening

  #editsOf(moment: Moment, measures: ReadonlySet<string>): readonly MeasureEdit[] {
    const [old, now] = viewsOf(this.#opened, this.#pair, moment, { measures });
    const before = new Set(old.rules.map(({ meaning }) => meaning));
    const after = new Set(now.rules.map(({ meaning }) => meaning));
    const said = new Map<string, readonly [Set<string>, Set<string>]>();
    const note = (rules: readonly OpenedRule[], other: ReadonlySet<string>, side: 0 | 1): void => {
      for (const { rule, meaning } of rules) {
        if (other.has(meaning)) continue;
        let own = said.get(rule.of.id);
        if (own === undefined) {
          own = [new Set(), new Set()];
          said.set(rule.of.id, own);
        }
        own[side].add(meaning);
      }
    };
    note(old.rules, after, 0);
    note(now.rules, before, 1);
    const edits = [...said].map(([measure, sides]): MeasureEdit => {
      const meanings = new Set([...sides[0], ...sides[1]]);
      const [a, b] = sides.map((side) => [...side].sort().join(","));
      return {
        measure,
        key: `${measure} ${a} > ${b}`,
        moment,
        part: {
          measures: new Set([measure]),
          isAsked: ({ meaning }) => meanings.has(meaning),
          isReached: true,
        },
      };
    });
    const steps = ({ measure }: MeasureEdit): number => moment.steps.get(measure) ?? Number.POSITIVE_INFINITY;
    edits.sort((a, b) => steps(a) - steps(b) || (a.measure < b.measure ? -1 : 1));
    if (old.reached === now.reached) return edits;
    const key = `${REACH} ${old.reached} > ${now.reached}`;
    return [...edits, { measure: REACH, key, moment, part: { measures: new Set() } }];
  }

  #edit(moment: Moment, measure: string): MeasureEdit {
    const edit = this.#editsAt(moment).find((one) => one.measure === measure);
    if (edit === undefined) throw new Error(`${measure} is not edited on ${moment.asOf}`);
    return edit;
  }

  #editsAt(moment: Moment): readonly MeasureEdit[] {
    const edits = this.#edits.get(moment);
    if (edits === undefined) throw new Error(`${moment.asOf} was not opened`);
    return edits;
  }

  // --------------------------------------------------------------------------------------------------- questions

  #questionOf({ key }: MeasureEdit): Question {
    let question = this.#questions.get(key);
    if (question === undefined) {
      question = questionOf(this.#search, this.#views.get(key)!);
      this.#questions.set(key, question);
    }
    return question;
  }

  /** Finds kinds that no day before had, and asks of measures that no day before edited so which kinds they have. */
  #learn(edits: readonly MeasureEdit[]): void {
    const { gates } = this.#search;
    const unasked = edits.filter(({ key }) => !this.#asked.has(key));
    if (unasked.length === 0) return;
    for (const { key } of unasked) this.#asked.add(key);
    const hinged = this.#hinged(edits);
    const isOtherThan = (edit: MeasureEdit, known: Iterable<string>): Lit => {
      const question = this.#questionOf(edit);
      return gates.and(question.differ, ...[...known].map((kind) => not(this.#isKind(question, kind))));
    };
    const isNew = (edit: MeasureEdit): Lit =>
      gates.and(isOtherThan(edit, this.#known), this.#questionOf(edit).touched);
    // what follows from the reach of the law alone, or from what else many measures turn on, is asked of none of them
    const isOpen = (edit: MeasureEdit, claim: Lit): boolean => {
      const { views, touched } = this.#questionOf(edit);
      return !hinged(edit, claim) && !this.#search.isExcluded(gates.and(claim, touched), views, WITH_ROUTES);
    };
    const learn = (edit: MeasureEdit): void => {
      const { kinds, settled } = this.#questionOf(edit);
      const ways = this.#search.ways(isNew(edit), [...kinds, settled], MOST_KINDS);
      if (ways === null) this.#open.add(edit.measure);
      for (const way of ways ?? []) {
        const kind = keyOf(way.slice(0, -1), way.at(-1)!);
        this.#known.add(kind);
        this.#kindsOf(edit.measure).add(kind);
      }
    };
    const isFirst = this.#known.size === 0;
    if (isFirst) {
      for (const edit of unasked) if (this.#search.isPossible([isNew(edit)])) learn(edit);
    } else {
      // most days bring nothing new, whatever the rest of a measure says; of what is left one question tells
      const open = unasked.filter((edit) => isOpen(edit, isOtherThan(edit, this.#known)));
      const before = this.#search.conflicts;
      for (let rest = open; rest.length > 0; ) {
        const at = this.#search.firstPossible(rest.map(isNew), this.#left);
        if (at === null) for (const { measure } of rest) this.#open.add(measure);
        const edit = at === null ? undefined : rest[at];
        if (edit === undefined) break;
        learn(edit);
        rest = rest.filter((one) => one !== edit);
      }
      this.#later += this.#search.conflicts - before;
    }
    for (const edit of unasked) {
      const question = this.#questionOf(edit);
      const own = this.#kindsOf(edit.measure);
      const others = [...this.#known].filter((kind) => !own.has(kind));
      const claims = others.map((kind) => this.#isKind(question, kind));
      const isSeen = this.#seen.has(edit.measure);
      this.#seen.add(edit.measure);
      // edited otherwise than on days before, it may bring what only others brought
      if (isSeen && !isOpen(edit, gates.and(question.differ, gates.or(...claims)))) continue;
      const demanded = [question.touched, question.differ];
      // on the first day one search learns from measure to measure; on others it would have to decide too much
      const found = isFirst
        ? this.#search.eachPossible(demanded, claims)
        : this.#search.whichPossible(demanded, claims, MOST_FOR_KIND);
      others.forEach((kind, i) => {
        if (found[i]) own.add(kind);
      });
    }
  }

  /** Whether what is known of the hinges of a day's edits rules out a claim about one of them. */
  #hinged(edits: readonly MeasureEdit[]): (edit: MeasureEdit, claim: Lit) => boolean {
    const views = edits.map(({ key }) => this.#views.get(key)!);
    const excluding = this.#search.hinged(views, WITH_ROUTES);
    const byEdit = new Map(edits.map((edit, i) => [edit, excluding[i]!]));
    return (edit, claim) => byEdit.get(edit)!(claim);
  }

  /** Conflicts that questions about later days may still cost. */
  get #left(): number {
    return Math.max(0, MOST_CONFLICTS - this.#later);
  }

  #kindsOf(measure: string): Set<string> {
    let kinds = this.#kinds.get(measure);
    if (kinds === undefined) {
      kinds = new Set();
      this.#kinds.set(measure, kinds);
    }
    return kinds;
  }

  #isKind({ kinds, settled }: Pick<Question, "kinds" | "settled">, key: string): Lit {
    return this.#search.gates.and(
      ...kinds.map((lit, i) => (key[i] === YES ? lit : not(lit))),
      isOfSettled(key) ? settled : not(settled),
    );
  }

  #list(
    search: Differences,
    question: Question & { readonly claim: Lit },
    trial: Trial,
    most: number,
  ): ReturnType<Differences["list"]> {
    const isShown = (facts: CaseJson): boolean => trial.isShown(facts);
    return search.list({ ...question, measures: new Map(), isShown }, WITH_ROUTES, most, "kind");
  }

  /** The edited rules of some measures, and all of others. */
  #together(moment: Moment, measures: readonly string[], beside: ReadonlySet<string>): Part {
    const asked = new Map(measures.map((id) => [id, this.#edit(moment, id).part.isAsked]));
    return {
      measures: new Set([...measures, ...beside]),
      isAsked: (rule) => beside.has(rule.rule.of.id) || asked.get(rule.rule.of.id)?.(rule) !== false,
    };
  }

  #proof(moment: Moment, measures: readonly string[], beside: readonly string[]): Proof {
    const views = viewsOf(this.#opened, this.#pair, moment, { measures: new Set(beside) });
    const says = views.map(({ rules, reached }) => [reached, ...rules.map(({ meaning }) => meaning)].join());
    const edits = measures.map((id) => this.questionKey(moment, id));
    return { key: [...edits, ...says].join("\n"), measures, beside };
  }
}

function viewsOf(analysis: Analysis, pair: Pair, moment: Moment, part: Part): readonly [View, View] {
  return [viewOf(analysis, pair.old, moment, part), viewOf(analysis, pair.new, moment, part)];
}

function questionOf(search: Differences, views: readonly [View, View]): Question {
  const { gates } = search;
  const [a, b] = views.map((view) => search.answer(view, WITH_ROUTES)) as [AnswerGates, AnswerGates];
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
    settled: gates.and(search.isSettled(a), search.isSettled(b)),
    touched: search.touched(views),
  };
}

/** That a part of the law, with what the whole law reaches, answers in this way. */
function isFreeKind({ gates }: Differences, { kinds, settled }: Question, kind: string): Lit {
  const ranks = (kinds.length - 2) / 2;
  const verdict = (side: 0 | 1): Lit =>
    gates.or(
      ...kinds.slice(side * ranks, (side + 1) * ranks).filter((_, rank) => isVerdictOf(kind, side, rank)),
    );
  const policies = kinds.slice(2 * ranks).map((lit, i) => (kind[2 * ranks + i] === YES ? lit : not(lit)));
  return gates.and(verdict(0), verdict(1), ...policies, isOfSettled(kind) ? settled : not(settled));
}
