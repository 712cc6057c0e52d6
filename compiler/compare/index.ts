/**
 * Jurisdictions side by side on a day: where one requires a license (or forbids, or wants notice) and the other does not,
 * each time with a transaction that shows it. The same transaction is put to both.
 */

import {
  Analysis,
  type Outcome,
  severity,
  VERDICT_ONLY,
  VERDICTS,
  type View,
  type Witness,
} from "../analysis/index.ts";
import { type Lit, not } from "../analysis/sat/sat.ts";
import type { AnswerGates } from "../analysis/search/answers.ts";
import {
  type Asked,
  Differences,
  type Difference as Found,
  type Known,
  type Listed,
} from "../analysis/search/differences.ts";
import type { CaseJson, Expr, IsoDate, Program, Verdict } from "../check/tree.ts";
import { inOrder } from "../diff/boxes.ts";
import { sideOfAnswer, sideOfOutcome } from "../diff/direction.ts";
import type { AnswerSide } from "../diff/report.ts";
import { atHome, type Homes } from "./home.ts";
import { LawInForce, measureOf, onSide, reasonsOf, type Side } from "./law-in-force.ts";
import { homeNotes, notesOf } from "./notes.ts";
import { COMPARE_FORMAT, type CompareReport, type Difference, type PairReport } from "./report.ts";
import { meetsCondition } from "./where.ts";

/** Milder verdicts ask for nothing. */
const LEAST = severity("notification_required");
/** Verdicts by which differences are told apart: those that a measure gives. */
const TOLD = VERDICTS.slice(severity("authorized"));

export interface CompareOptions {
  readonly asOf: IsoDate;
  /** as written, and as checked */
  readonly where?: { readonly text: string; readonly condition: Expr } | null;
  readonly proposals?: readonly string[];
  /** each jurisdiction is asked about the act as done from its own territory, and abroad for both; see `home.ts` */
  readonly homes?: Homes;
  /**
   * What is told of a pair with many measures: `case`, each pair of answers with one case and the measures that govern in it,
   * which takes a fraction of the time; `kind` (default), with all measures behind it; `measure`, each of these by itself.
   */
  readonly by?: PairReport["by"];
  readonly onProgress?: (what: string) => void;
}

/** Of one pair: beyond it the list is cut, and said to be. */
const MOST_DIFFERENCES = 400;
/** Measures behind the differences of a pair, up to which each is told of by itself, with the transactions concerned. */
const MOST_DESCRIBED = 12;
const MOST_REGIONS = 3;

/** Compares each of the jurisdictions with each that comes after it. @throws {Error} for one that the program lacks */
export function compareJurisdictions(
  program: Program,
  jurisdictions: readonly string[],
  options: CompareOptions,
): CompareReport {
  const { asOf, where = null, proposals = [], homes = NO_HOMES, onProgress = () => undefined } = options;
  const sides = new Sides(program, jurisdictions, options, where?.condition ?? null);
  const pairs = jurisdictions.flatMap((left, i) =>
    jurisdictions.slice(i + 1).map((right): PairReport => {
      onProgress(`comparing ${left} with ${right}`);
      return sides.compare(left, right);
    }),
  );
  const notes = [...homeNotes(homes), ...notesOf(program, jurisdictions, proposals, asOf)];
  const home = [...homes].map(([name, { facts }]) => [name, Object.fromEntries(facts)] as const);
  return {
    format: COMPARE_FORMAT,
    asOf,
    where: where?.text ?? null,
    home: home.length === 0 ? null : Object.fromEntries(home),
    proposals,
    notes,
    pairs,
  };
}

const NO_HOMES: Homes = new Map();

/** The law as it stands, and with the proposals as part of it, in one analysis. */
class Sides {
  readonly #program: Program;
  readonly #asOf: IsoDate;
  readonly #condition: Expr | null;
  readonly #analysis: Analysis;
  readonly #search: Differences;
  /** the condition, as read in each jurisdiction */
  readonly #where = new Map<string, ReturnType<View["tell"]>>();
  readonly #homes: Homes;
  /** that what goes abroad does not go to a jurisdiction's territory */
  readonly #abroad = new Map<string, readonly ReturnType<View["tell"]>[]>();
  readonly #law: LawInForce;
  readonly #proposed: LawInForce | null;
  readonly #by: PairReport["by"];
  /** what a case states, so that it can be put to every pair */
  readonly #ground: readonly View[];

  constructor(
    program: Program,
    jurisdictions: readonly string[],
    { asOf, proposals = [], by = "kind", homes = NO_HOMES }: CompareOptions,
    where: Expr | null,
  ) {
    this.#by = by;
    this.#homes = homes;
    this.#analysis = new Analysis({ fixed: new Map([...homes].map(([name, { facts }]) => [name, facts])) });
    this.#program = program;
    this.#asOf = asOf;
    this.#condition = where;
    const lawWith = (proposed: readonly string[]): LawInForce =>
      new LawInForce(program, proposed, asOf, this.#analysis, jurisdictions, homes);
    this.#law = lawWith([]);
    this.#proposed = proposals.length === 0 ? null : lawWith(proposals);
    for (const view of this.#law.views) {
      const { jurisdiction } = view;
      if (where !== null) this.#where.set(jurisdiction, view.tell(where));
      const abroad = homes.get(jurisdiction)?.abroad ?? [];
      this.#abroad.set(
        jurisdiction,
        abroad.map(({ isOutside }) => view.tell(isOutside)),
      );
    }
    // the analysis wants to know of everything before the first question
    this.#ground = [...this.#law.views, ...(this.#proposed?.views ?? [])];
    this.#search = new Differences(this.#analysis);
  }

  compare(left: string, right: string): PairReport {
    const law = this.#proposed ?? this.#law;
    const pair = this.#pair(law, left, right);
    const { gates } = this.#search;
    const known = (expected: readonly Outcome[]): CaseJson | null =>
      law.cases.find(pair.views, expected, (facts) => this.#isWithin(facts, [left, right]));
    const isShown = (facts: CaseJson, expected: readonly Outcome[]): boolean => {
      const isSo = law.cases.isAnswered(facts, pair.views, expected);
      if (isSo) law.cases.keep(facts);
      return isSo;
    };
    const asked = {
      ...pair,
      claim: gates.and(pair.differ, pair.within),
      ground: this.#ground,
      isShown,
    };
    const list = (by: "kind" | "measure"): Listed => {
      // a case that shows the kind need not show a measure
      const own = by === "kind" ? { ...asked, kinds: pair.verdicts, known } : asked;
      return this.#search.list(own, VERDICT_ONLY, MOST_DIFFERENCES, by);
    };
    const cases = (): Listed =>
      this.#search.kinds(
        {
          ...asked,
          kinds: pair.verdicts,
          // what a case states besides is chosen for it anyway
          rounds: 1,
          besides: (own) => this.#besides(law, right, own.slice(TOLD.length)),
        },
        VERDICT_ONLY,
        MOST_DIFFERENCES,
        this.#known(law, pair.views),
      );
    // where few measures can be behind the differences, all of them are told of soon
    const wanted = this.#by === "case" && pair.measures.size <= MOST_DESCRIBED ? "kind" : this.#by;
    const first = wanted === "measure" ? null : wanted === "kind" ? list("kind") : cases();
    const count = first?.differences.reduce((sum, { measures }) => sum + measures.length, 0) ?? 0;
    const isLong = first !== null && (wanted === "case" || count > MOST_DESCRIBED);
    const by = isLong ? wanted : "measure";
    const listed = isLong ? first : list("measure");
    const isShort = !isLong && listed.differences.length <= MOST_DESCRIBED;
    const differences = listed.differences.map((one) =>
      isLong
        ? this.#toldByKind(one, law, [left, right], by)
        : this.#told(one, law, [left, right], { isShort, isShown: () => true }),
    );
    const closed = this.#proposed === null ? null : this.#closed(pair, left, right, isLong);
    const incomplete = [
      incompleteText(listed.open, left, right),
      ...(closed === null || closed.open === "none" ? [] : [CLOSED_INCOMPLETE]),
    ].filter((said) => said !== null);
    return {
      left,
      right,
      by,
      differences: differences.sort(byWeight),
      closed: closed?.gaps ?? [],
      incomplete: incomplete.length === 0 ? null : incomplete.join("; "),
      isEmpty:
        this.#condition !== null && differences.length === 0 && this.#search.someWay([pair.within]) === false,
    };
  }

  /** Kinds that cases found for other pairs show of this one. */
  #known(law: LawInForce, [left, right]: PairGates["views"]): readonly Known[] {
    const known = new Map<string, Known>();
    for (const { facts, verdicts } of law.cases.settledOtherwise(left, right)) {
      const kinds = verdicts.flatMap((verdict) => TOLD.map((one) => one === verdict));
      const key = kinds.join();
      const outcomes = verdicts.map((verdict) => this.#settled(verdict));
      const isShown = (): boolean =>
        law.cases.isAnswered(facts, [left, right], outcomes) &&
        this.#isWithin(facts, [left.jurisdiction, right.jurisdiction]);
      if (!known.has(key) && isShown()) known.set(key, { case: facts, outcomes, kinds });
    }
    return [...known.values()];
  }

  /** That jurisdictions of later pairs answer as this one does, so that a case shows the same of them. */
  #besides({ views }: LawInForce, name: string, told: readonly boolean[]): readonly Lit[] {
    const verdict = TOLD.find((_, i) => told[i]);
    if (verdict === undefined) return [];
    const rank = severity(verdict);
    const { gates } = this.#search;
    const others = views.slice(views.findIndex(({ jurisdiction }) => jurisdiction === name) + 1);
    return others
      .map((view) => {
        const { least, most } = this.#search.answer(view, VERDICT_ONLY);
        return gates.and(least.verdicts[rank]!, most.verdicts[rank]!);
      })
      .filter((lit) => lit !== gates.no);
  }

  #settled(verdict: Verdict): Outcome {
    const side = { verdict, policy: -1, routes: [], rules: [] };
    return this.#analysis.outcomes.of(side, side);
  }

  /** Gaps of the law as it stands that are none with the proposals: by the proposed measures that close them. */
  #closed(
    proposed: PairGates,
    left: string,
    right: string,
    isLong: boolean,
  ): { readonly gaps: readonly Difference[]; readonly open: Listed["open"] } {
    const { gates } = this.#search;
    const before = this.#pair(this.#law, left, right);
    const claim = gates.and(before.onlyOne, not(proposed.onlyOne), before.within);
    const settled = gates.and(before.settled, proposed.settled);
    const views = [...before.views, ...proposed.views];
    const closers = new Map([...proposed.measures].filter(([key]) => this.#isProposed(measureOf(key))));
    // a measure of today closes a gap where what is proposed makes it reach further
    const measures = this.#together([...before.measures, ...proposed.measures]);
    const { differences, open } = this.#search.list(
      {
        ...before,
        views,
        claim,
        ground: this.#ground,
        settled,
        kinds: [...before.kinds, ...closers.values()],
        measures,
        openFor: closers,
      },
      VERDICT_ONLY,
      MOST_DIFFERENCES,
      "kind",
    );
    const isShort = !isLong && differences.length <= MOST_DESCRIBED;
    // with fewer facts it may be a gap of today that what is proposed leaves open, or that other parts of it close
    const isClosed = (facts: CaseJson, by: readonly string[]): boolean => {
      const giving = this.#proposed?.governing(facts, [left, right]).filter((id) => closers.has(id)) ?? [];
      if (giving.length !== by.length || !by.every((id) => giving.includes(id))) return false;
      const [a, b] = this.#proposed?.cases.sides(facts, [left, right]) ?? [];
      if (a === undefined || b === undefined) return false;
      const isSettled = [a, b].every(({ verdict }) => verdict !== "undetermined");
      return isSettled && kindOf([left, right], a, b).kind !== "only_one_requires";
    };
    const gaps = differences
      .map((one) => {
        const by = one.measures.filter((id) => closers.has(id));
        const isShown = (facts: CaseJson): boolean => isClosed(facts, by);
        return {
          ...this.#told(one, this.#law, [left, right], { isShort, isShown }),
          reasons: this.#law.reasons(one.measures),
        };
      })
      .sort(byWeight);
    return { gaps, open };
  }

  #isProposed(id: string): boolean {
    return this.#program.measures.some((measure) => measure.id === id && measure.proposal !== null);
  }

  /** Of two at home, as it is put to each; of others it is read as the first reads it. */
  #isWithin(facts: CaseJson, names: readonly [string, string]): boolean {
    const asked = this.#homes.size === 0 ? names.slice(0, 1) : names;
    return asked.every((name) => {
      const home = this.#homes.get(name);
      const conditions = [
        ...(this.#condition === null ? [] : [this.#condition]),
        ...(home?.abroad ?? []).map(({ isOutside }) => isOutside),
      ];
      const put = atHome(facts, home);
      return conditions.every((one) => meetsCondition(this.#program, one, put, this.#asOf, name));
    });
  }

  #pair(law: LawInForce, left: string, right: string): PairGates {
    const { gates } = this.#search;
    const views = [law.view(left), law.view(right)] as const;
    const [a, b] = views.map((view) => this.#search.answer(view, VERDICT_ONLY)) as [AnswerGates, AnswerGates];
    const requires = ({ most }: AnswerGates): Lit => gates.or(...most.verdicts.slice(LEAST));
    const asked = this.#homes.size === 0 ? [left] : [left, right];
    const told = asked.flatMap((name) => [
      ...(this.#where.has(name) ? [this.#where.get(name)!] : []),
      ...(this.#abroad.get(name) ?? []),
    ]);
    const [first, second] = [requires(a), requires(b)];
    const stricter = gates.or(
      ...a.most.verdicts.map((lit, rank) => gates.and(lit, ...b.most.verdicts.slice(rank).map(not))),
    );
    const ofSide = (side: Side, { governs }: AnswerGates, here: Lit): [string, Lit][] =>
      [...governs].map(([id, lit]) => [onSide(side, id), gates.and(lit, here)]);
    return {
      views,
      kinds: [first, second, gates.and(first, second, stricter)],
      verdicts: [a, b].flatMap(({ most }) => TOLD.map((verdict) => most.verdicts[severity(verdict)]!)),
      measures: this.#together([...ofSide("left", a, first), ...ofSide("right", b, second)]),
      settled: gates.and(this.#search.isSettled(a), this.#search.isSettled(b)),
      onlyOne: gates.differ(first, second),
      differ: gates.or(
        ...(["least", "most"] as const).flatMap((side) =>
          a[side].verdicts.map((lit, rank) => gates.differ(lit, b[side].verdicts[rank]!)),
        ),
      ),
      within: gates.and(...told.map((one) => this.#search.holds(one))),
    };
  }

  /** By measure and side, with and without what is proposed. */
  #together(all: readonly (readonly [string, Lit])[]): ReadonlyMap<string, Lit> {
    const { gates } = this.#search;
    const measures = new Map<string, Lit>();
    for (const [key, lit] of all)
      if (lit !== gates.no) measures.set(key, gates.or(measures.get(key) ?? gates.no, lit));
    return measures;
  }

  /**
   * A kind of difference with all measures behind it, or those of its case. Its sides are the verdicts alone, as policies and
   * routes of the witness say nothing of the others.
   */
  #toldByKind(
    { outcomes, measures, witness }: Found,
    law: LawInForce,
    names: readonly [string, string],
    by: PairReport["by"],
  ): Difference {
    const expected = outcomes.map(sideOfOutcome);
    const facts = witness?.certain === true ? witness.case : null;
    const isSettled = expected.every(({ verdict }) => verdict !== "undetermined");
    // what is settled was answered so; what is open, completions may settle
    const answered = facts === null ? null : isSettled ? expected : law.cases.sides(facts, names);
    const isShown = answered?.every(({ verdict }, i) => verdict === expected[i]!.verdict) === true;
    const [left, right] = (isShown ? answered : null) ?? expected;
    return {
      ...kindOf(names, expected[0]!, expected[1]!),
      left: left!,
      right: right!,
      regions: [],
      regionsComplete: false,
      evidence: isShown ? "proved" : "possible",
      reasons: law.reasons(by === "case" && isShown ? law.governing(facts!, names) : measures),
      ...this.#put(
        isShown ? this.#caseOfKind(witness!, law, names, isSettled ? outcomes : null) : null,
        names,
      ),
    };
  }

  /** A case of a kind as a reader gets it: small where `--where` asked for small ones, and where no completions answered it. */
  #caseOfKind(
    { case: facts, needed }: Witness,
    law: LawInForce,
    names: readonly [string, string],
    outcomes: readonly Outcome[] | null,
  ): CaseJson {
    if (this.#condition === null || this.#by !== "kind" || outcomes === null) return facts;
    return law.smallestOfKind(
      facts,
      names.map((name) => law.view(name)),
      outcomes,
      (less) => this.#isWithin(less, names),
      needed === undefined ? {} : { needed },
    );
  }

  /** A case as `cordon eval` reproduces it for each of the two. */
  #put(
    facts: CaseJson | null,
    [left, right]: readonly [string, string],
  ): Pick<Difference, "witness" | "counterpart"> {
    const at = (name: string): CaseJson | null =>
      facts === null ? null : atHome(facts, this.#homes.get(name));
    return { witness: at(left), counterpart: this.#homes.size === 0 ? null : at(right) };
  }

  /** A difference in words; of a witness, what the tables say, which have to agree. */
  #told(
    { outcomes, measures, witness, boxes }: Found,
    law: LawInForce,
    names: readonly [string, string],
    told: Telling,
  ): Difference {
    const [left, right] = [sideOfOutcome(outcomes[0]!), sideOfOutcome(outcomes[1]!)];
    const facts = witness?.certain === true ? witness.case : null;
    const answers = facts === null ? null : law.answers(facts, names);
    const isShown =
      answers !== null &&
      answers[0].verdict === left.verdict &&
      answers[1].verdict === right.verdict &&
      told.isShown(facts!);
    const [a, b] = isShown ? answers.map((answer) => sideOfAnswer(answer, "text")) : [left, right];
    const described = told.isShort ? boxes(MOST_REGIONS) : { boxes: [], complete: false };
    return {
      ...kindOf(names, left, right),
      left: a!,
      right: b!,
      regions: described.boxes.map(inOrder),
      regionsComplete: described.complete,
      evidence: isShown ? "proved" : "possible",
      reasons: isShown ? reasonsOf(answers) : law.reasons(measures),
      ...this.#put(
        isShown && told.isShort
          ? law.smallest(facts!, names, (less) => this.#isWithin(less, names) && told.isShown(less))
          : isShown
            ? facts
            : null,
        names,
      ),
    };
  }
}

/** How much is told of a difference. */
interface Telling {
  readonly isShort: boolean;
  /** whether a case shows what it has to beside the answers */
  readonly isShown: (facts: CaseJson) => boolean;
}

interface PairGates extends Omit<Asked, "claim"> {
  readonly views: readonly [View, View];
  /** what each answers, as far as it says anything */
  readonly verdicts: readonly Lit[];
  readonly onlyOne: Lit;
  readonly differ: Lit;
  readonly within: Lit;
}

const CLOSED_INCOMPLETE = "what is proposed may close more gaps than are listed";

function incompleteText(open: Listed["open"], left: string, right: string): string | null {
  if (open === "none") return null;
  if (open === "many") return `there are more differences between ${left} and ${right} than are listed`;
  return (
    `the answers of ${left} and ${right} could not be compared to the end within the budget: some ` +
    "differences may be missing from the list"
  );
}

function kindOf(
  [first, second]: readonly [string, string],
  left: AnswerSide,
  right: AnswerSide,
): Pick<Difference, "kind" | "stricter"> {
  const [a, b] = [severity(left.atMost), severity(right.atMost)];
  const requiring = [a, b].filter((rank) => rank >= LEAST).length;
  const kind = requiring === 1 ? "only_one_requires" : requiring === 2 ? "both_require" : "neither_requires";
  return { kind, stricter: a === b ? null : a > b ? first : second };
}

const ORDER = ["only_one_requires", "both_require", "neither_requires"];

/** What one requires and the other does not comes first, then the strictest, then the shortest. */
function byWeight(a: Difference, b: Difference): number {
  const worst = (d: Difference): number => Math.max(severity(d.left.atMost), severity(d.right.atMost));
  return (
    ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) ||
    worst(b) - worst(a) ||
    size(a.witness) - size(b.witness) ||
    (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)
  );
}

function size(json: CaseJson): number {
  return JSON.stringify(json).length;
}
