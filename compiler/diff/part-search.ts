/**
 * The changes of a jurisdiction whose law is too large for diagrams, measure by measure, those nearest to an edit first.
 * Where no rule comes to anything else, no answer does; so a search is asked of each measure, with those of its rules alone
 * that say something else, in which ways its answers may change. The end of its list is a proof that there are no others.
 * A transaction for each way is shown by the whole law; where that answers alike on both sides, the measures that do so are
 * taken in, and the question is asked again. What a measure says on many days is asked about once.
 */
import { type AnswerGates, differ } from "../analysis/answers.ts";
import { Differences } from "../analysis/differences.ts";
import {
  type Analysis,
  type OpenedRule,
  type Part,
  POLICIES,
  VERDICTS,
  type View,
  WITH_ROUTES,
} from "../analysis/index.ts";
import { type Lit, not } from "../analysis/sat.ts";
import type { CaseJson, Verdict } from "../check/tree.ts";
import type { Moment } from "./behavior.ts";
import { inOrder } from "./boxes.ts";
import { sideOfOutcome } from "./direction.ts";
import { analysisOf, completed, viewOf } from "./find.ts";
import { type Answers, isSameAnswer, type Pair } from "./pair.ts";
import type { AnswerSide, FactCondition } from "./report.ts";
import { governing, pathsOf, smallest, type Tried } from "./search.ts";

/** Ways in which the answers of one measure may change. */
const MOST_KINDS = 60;
const MOST_REGIONS = 3;
/** How often measures that decide beside a measure are taken in. */
const MOST_ROUNDS = 4;
/** How often facts of a case are left out to see whether it still shows the change. */
const MOST_OMISSIONS = 24;
/** Cases tried for one kind of change. */
const MOST_TRIALS = 6;

/** A change of one kind by a measure, and what the measures beside it leave of it. */
export interface Shown {
  /** as the measure alone answers */
  readonly old: AnswerSide;
  readonly new: AnswerSide;
  /** null: the whole law was not seen to answer otherwise */
  readonly shown: Tried | null;
  /** no: a proof that the whole law answers alike */
  readonly isPossible: boolean;
  readonly regions: readonly (readonly FactCondition[])[];
  readonly regionsComplete: boolean;
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
  /** by measure, as of the first day on which it is edited, and what was found later */
  readonly #kinds = new Map<string, Set<string>>();
  readonly #asked = new Set<string>();
  readonly #open = new Set<string>();
  readonly #small: Differences[] = [];

  /** @param moments all that may be asked about: domains are cut by everything that is told, once */
  constructor(pair: Pair, moments: readonly Moment[]) {
    this.#pair = pair;
    this.#opened = analysisOf(pair);
    // an exception says what is asked for of the measures that it releases
    const affected = new Set(moments.flatMap((moment) => [...moment.restsOn(moment.affected)]));
    for (const moment of moments) this.#edits.set(moment, this.#editsOf(moment, affected));
    const analysis = analysisOf(pair, this.#opened);
    for (const { key, moment, part } of [...this.#edits.values()].flat()) {
      if (!this.#views.has(key)) this.#views.set(key, viewsOf(analysis, pair, moment, part));
    }
    this.#search = new Differences(analysis);
  }

  /** Questions about measures, and what it took the solver to answer them. */
  get effort(): { readonly questions: number; readonly conflicts: number } {
    const all = [this.#search, ...this.#small];
    const sum = (of: (search: Differences) => number): number => all.reduce((n, search) => n + of(search), 0);
    return { questions: sum((search) => search.questions), conflicts: sum((search) => search.conflicts) };
  }

  /**
   * Kinds of change on the day, settled ones first, each with the measures that it may come from, nearest to the edits
   * first. Open ones that are the edge of a settled one are left out.
   */
  kindsAt(moment: Moment): ReadonlyMap<string, readonly string[]> {
    const edits = this.#editsAt(moment);
    this.#learn(edits);
    const found = new Map<string, string[]>();
    for (const kind of [...this.#known].sort(byVerdicts)) {
      const measures = edits.map(({ measure }) => measure).filter((id) => this.#kinds.get(id)?.has(kind));
      if (measures.length > 0) found.set(kind, measures);
    }
    const settled = [...found].filter(([kind]) => isOfSettled(kind));
    const known = new Set(settled.map(([kind]) => verdictsIn(kind)));
    const open = [...found].filter(([kind]) => !isOfSettled(kind) && !known.has(verdictsIn(kind)));
    return new Map([...settled, ...open]);
  }

  /** Whether some measure may change answers so on the day; no is a proof. */
  isPossible(moment: Moment, kind: string): boolean {
    const { gates } = this.#search;
    const claims = this.#editsAt(moment).map((edit) => {
      const question = this.#questionOf(edit);
      return gates.and(question.differ, this.#isKind(question, kind));
    });
    return this.#search.isPossible([gates.or(...claims)]);
  }

  /** Measures of which it is not known in which ways they may change answers. */
  get open(): ReadonlySet<string> {
    return this.#open;
  }

  /** A kind of change of a measure in the whole law. `known`: a case that shows it. */
  show(moment: Moment, measure: string, kind: string, known: Tried | null): Shown {
    const edit = this.#editsAt(moment).find((one) => one.measure === measure);
    if (edit === undefined) throw new Error(`${measure} is not edited on ${moment.asOf}`);
    const question = this.#questionOf(edit);
    const claim = this.#search.gates.and(question.differ, this.#isKind(question, kind));
    const trial = new Trial(this.#pair, moment, kind, known);
    const [difference] = this.#list(this.#search, { ...question, claim }, trial, 1).differences;
    const boxes = difference?.boxes(MOST_REGIONS) ?? { boxes: [], complete: false };
    const { found } = trial;
    const [old, now] = difference?.outcomes.map(sideOfOutcome) ?? [];
    const verdicts = verdictsOf(kind);
    return {
      old: old ?? sideOf(verdicts[0]),
      new: now ?? sideOf(verdicts[1]),
      shown: trial.smallest(),
      isPossible: found !== null || this.#isVisible(edit, moment, trial),
      regions: boxes.boxes.map(inOrder),
      regionsComplete: boxes.complete,
    };
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

  /** Finds kinds that no day before had, and asks of measures that no day before edited which kinds they have. */
  #learn(edits: readonly MeasureEdit[]): void {
    const { gates } = this.#search;
    const isNew = (edit: MeasureEdit): Lit => {
      const question = this.#questionOf(edit);
      const known = [...this.#known].map((kind) => not(this.#isKind(question, kind)));
      return gates.and(question.differ, ...known);
    };
    // most days bring nothing new, which one question tells of all measures
    if (this.#known.size === 0 || this.#search.isPossible([gates.or(...edits.map(isNew))])) {
      for (const edit of edits) {
        const claim = isNew(edit);
        if (claim === gates.no || !this.#search.isPossible([claim])) continue;
        const { kinds, settled } = this.#questionOf(edit);
        const ways = this.#search.ways(claim, [...kinds, settled], MOST_KINDS);
        if (ways === null) this.#open.add(edit.measure);
        for (const way of ways ?? []) {
          const kind = keyOf(way.slice(0, -1), way.at(-1)!);
          this.#known.add(kind);
          this.#kindsOf(edit.measure).add(kind);
        }
      }
    }
    for (const edit of edits) {
      if (this.#asked.has(edit.measure)) continue;
      this.#asked.add(edit.measure);
      const question = this.#questionOf(edit);
      const own = this.#kindsOf(edit.measure);
      for (const kind of this.#known) {
        if (own.has(kind)) continue;
        if (this.#search.isPossible([question.differ, this.#isKind(question, kind)])) own.add(kind);
      }
    }
  }

  #kindsOf(measure: string): Set<string> {
    let kinds = this.#kinds.get(measure);
    if (kinds === undefined) {
      kinds = new Set();
      this.#kinds.set(measure, kinds);
    }
    return kinds;
  }

  #isKind({ kinds, settled }: Question, key: string): Lit {
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

  /** Whether the change is left to see where measures that answer alike on both sides are taken in; no is a proof. */
  #isVisible({ measure, part }: MeasureEdit, moment: Moment, trial: Trial): boolean {
    const beside = new Set<string>();
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const fresh = [...trial.others].filter((id) => !beside.has(id));
      if (fresh.length === 0) return true;
      for (const id of fresh) beside.add(id);
      const analysis = analysisOf(this.#pair, this.#opened);
      const views = viewsOf(analysis, this.#pair, moment, {
        measures: new Set([measure, ...beside]),
        isAsked: (rule) => beside.has(rule.rule.of.id) || part.isAsked?.(rule) !== false,
      });
      const search = new Differences(analysis);
      this.#small.push(search);
      const question = questionOf(search, views);
      trial.again();
      const { differences, open } = this.#list(
        search,
        { ...question, claim: question.differ },
        trial,
        MOST_KINDS,
      );
      if (trial.found !== null) return true;
      if (differences.length === 0) return open !== "none";
    }
    return true;
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
  };
}

/** Cases that are to show one kind of change in the whole law. */
class Trial {
  /** measures that answer alike on both sides */
  readonly others = new Set<string>();
  readonly #pair: Pair;
  readonly #moment: Moment;
  readonly #key: string;
  /** what the search asked for, before the rest was filled in */
  readonly #facts = new Map<Tried, CaseJson>();
  #best: Tried | null = null;
  #second: Tried | null = null;
  #left = MOST_TRIALS;

  /** @param known a case that shows it, after which none is tried */
  constructor(pair: Pair, moment: Moment, key: string, known: Tried | null) {
    this.#pair = pair;
    this.#moment = moment;
    this.#key = key;
    this.#best = known;
  }

  /** A case that shows the kind, or else one that shows what other measures make of it. */
  get found(): Tried | null {
    return this.#best ?? this.#second;
  }

  /** The same, without facts that it does not need; those that were filled in are needed. */
  smallest(): Tried | null {
    const { found } = this;
    if (found === null) return null;
    const facts = this.#facts.get(found);
    return facts === undefined
      ? found
      : smallest(this.#pair, this.#moment, found, { paths: pathsOf(facts), most: MOST_OMISSIONS });
  }

  again(): void {
    this.#left = MOST_TRIALS;
  }

  isShown(facts: CaseJson): boolean {
    if (this.#best !== null) return true;
    if (this.#left-- <= 0) return false;
    const { asOf, jurisdiction, view } = this.#moment;
    const full = completed(facts, this.#pair, this.#moment);
    const answers = this.#pair.ask(full, asOf, jurisdiction, view, 0);
    if (answers === null) return false;
    const isSettled = [answers.oldSide, answers.newSide].every(({ verdict }) => verdict !== "undetermined");
    if (isSettled !== isOfSettled(this.#key)) return false;
    if (isSameAnswer(answers)) {
      for (const id of [...governing(answers.old), ...governing(answers.new)]) this.others.add(id);
      return false;
    }
    const tried = { case: full, answers };
    this.#facts.set(tried, facts);
    if (kindOf(answers) === this.#key || freeKindOf(answers) === this.#key) this.#best = tried;
    else this.#second ??= tried;
    return this.#best !== null;
  }
}

const YES = "1";
const SETTLED = "settled";

function keyOf(kinds: readonly boolean[], isSettled: boolean): string {
  return `${kinds.map((is) => (is ? YES : "0")).join("")} ${isSettled ? SETTLED : "open"}`;
}

function isOfSettled(key: string): boolean {
  return key.endsWith(SETTLED);
}

/** What was free first, and of that what needs most by now: the same in whatever order kinds are found. */
function byVerdicts(a: string, b: string): number {
  const old = (key: string): string => key.slice(0, VERDICTS.length);
  const now = (key: string): string => key.slice(VERDICTS.length);
  if (old(a) !== old(b)) return old(a) < old(b) ? 1 : -1;
  return now(a) < now(b) ? -1 : now(a) > now(b) ? 1 : 0;
}

function verdictsIn(key: string): string {
  return key.slice(0, key.indexOf(" "));
}

/** The least restrictive and the most restrictive verdict of a kind that is settled. */
function verdictsOf(key: string): readonly [Verdict, Verdict] {
  const at = (from: number): Verdict => VERDICTS[key.indexOf(YES, from) - from]!;
  return [at(0), at(VERDICTS.length)];
}

function sideOf(verdict: Verdict): AnswerSide {
  return { verdict, atLeast: verdict, atMost: verdict, reviewPolicy: null, routes: [] };
}

/** The same, where what is not reached counts as free: measures are asked about as if every act were reached. */
export function freeKindOf({ oldSide, newSide }: Pick<Answers, "oldSide" | "newSide">): string {
  const free = (side: AnswerSide): AnswerSide =>
    side.verdict === "not_reached" ? sideOf("no_requirement") : side;
  return kindOf({ oldSide: free(oldSide), newSide: free(newSide) });
}

/** The key of the kind that a case shows. */
export function kindOf({ oldSide, newSide }: Pick<Answers, "oldSide" | "newSide">): string {
  const verdicts = [oldSide, newSide].flatMap(({ atMost }) => VERDICTS.map((verdict) => verdict === atMost));
  const policy = ({ reviewPolicy }: AnswerSide): number =>
    (POLICIES as readonly (string | null)[]).indexOf(reviewPolicy);
  const [before, after] = [policy(oldSide), policy(newSide)];
  const isSame = oldSide.atMost === newSide.atMost && before >= 0 && after >= 0;
  const isSettled = [oldSide, newSide].every(({ verdict }) => verdict !== "undetermined");
  return keyOf([...verdicts, isSame && after > before, isSame && after < before], isSettled);
}
