/**
 * Jurisdictions side by side on a day: where one requires a license (or forbids, or wants notice) and the other does not,
 * each time with a transaction that shows it. The same transaction is put to both.
 */
import type { AnswerGates } from "../analysis/answers.ts";
import { type Asked, Differences, type Difference as Found, type Listed } from "../analysis/differences.ts";
import { Analysis, Law, type Outcome, severity, VERDICT_ONLY, type View } from "../analysis/index.ts";
import { type Lit, not } from "../analysis/sat.ts";
import type { CaseJson, Expr, IsoDate, Program } from "../check/tree.ts";
import { inOrder } from "../diff/boxes.ts";
import { sideKey, sideOfAnswer, sideOfOutcome } from "../diff/direction.ts";
import { judgeOf } from "../diff/judge.ts";
import type { AnswerSide, FactCondition } from "../diff/report.ts";
import { type Path, pathsOf, without } from "../diff/search.ts";
import { normalize } from "../normal/lower.ts";
import type { Determination } from "../runtime/answer.ts";
import { load } from "../runtime/index.ts";
import { buildBundle } from "../table/build.ts";
import { AnsweredCases } from "./answered.ts";
import { chainOf } from "./chain.ts";
import { meetsCondition } from "./where.ts";

/** Milder verdicts ask for nothing. */
const LEAST = severity("notification_required");

export const COMPARE_FORMAT = "cordon-compare/1";

export interface CompareReport {
  readonly format: typeof COMPARE_FORMAT;
  readonly asOf: IsoDate;
  readonly where: string | null;
  /** names of proposals that take part */
  readonly proposals: readonly string[];
  readonly pairs: readonly PairReport[];
}

export interface PairReport {
  readonly left: string;
  readonly right: string;
  /** `kind`: each pair of answers once, with all measures that give it in some transaction; `measure`: each of these by itself */
  readonly by: "kind" | "measure";
  readonly differences: readonly Difference[];
  /**
   * with proposals: what only one requires without them, and both or neither with them; by the proposed measures that make
   * it so, which stand among the reasons beside all measures that make such a gap
   */
  readonly closed: readonly Difference[];
  /** null: every difference is among them; else why not */
  readonly incomplete: string | null;
}

export interface Difference {
  /** which of the two is the stricter; null: neither */
  readonly stricter: string | null;
  /** `only_one_requires`: the other lets it go; `both_require`: in another way; `neither_requires` */
  readonly kind: "only_one_requires" | "both_require" | "neither_requires";
  readonly left: AnswerSide;
  readonly right: AnswerSide;
  readonly regions: readonly (readonly FactCondition[])[];
  readonly regionsComplete: boolean;
  /** `proved`: replayed; `possible`: no transaction that shows it was found */
  readonly evidence: "proved" | "possible";
  /**
   * measures that govern, with their citations, on each side: of the witness; where differences are told by kind, all that
   * govern in some transaction of the kind
   */
  readonly reasons: { readonly left: readonly Reason[]; readonly right: readonly Reason[] };
  /** as small as can be where the list is short */
  readonly witness: CaseJson | null;
}

export interface Reason {
  readonly measure: string;
  readonly title: string | null;
  readonly citations: readonly string[];
}

export interface CompareOptions {
  readonly asOf: IsoDate;
  /** as written, and as checked */
  readonly where?: { readonly text: string; readonly condition: Expr } | null;
  readonly proposals?: readonly string[];
  /** tells of each measure by itself, with a case for each, however many there are */
  readonly each?: boolean;
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
  const { asOf, where = null, proposals = [], onProgress = () => undefined } = options;
  const sides = new Sides(program, jurisdictions, options, where?.condition ?? null);
  const pairs = jurisdictions.flatMap((left, i) =>
    jurisdictions.slice(i + 1).map((right): PairReport => {
      onProgress(`comparing ${left} with ${right}`);
      return sides.compare(left, right);
    }),
  );
  return { format: COMPARE_FORMAT, asOf, where: where?.text ?? null, proposals, pairs };
}

/** The law as it stands, and with the proposals as part of it, in one analysis. */
class Sides {
  readonly #program: Program;
  readonly #asOf: IsoDate;
  readonly #condition: Expr | null;
  readonly #analysis = new Analysis();
  readonly #search: Differences;
  /** the condition, as read in each jurisdiction */
  readonly #where = new Map<string, ReturnType<View["tell"]>>();
  readonly #law: LawInForce;
  readonly #proposed: LawInForce | null;
  readonly #each: boolean;
  /** what a case states, so that it can be put to every pair */
  readonly #ground: readonly View[];

  constructor(
    program: Program,
    jurisdictions: readonly string[],
    { asOf, proposals = [], each = false }: CompareOptions,
    where: Expr | null,
  ) {
    this.#each = each;
    this.#program = program;
    this.#asOf = asOf;
    this.#condition = where;
    this.#law = new LawInForce(program, [], asOf, this.#analysis, jurisdictions);
    this.#proposed =
      proposals.length === 0 ? null : new LawInForce(program, proposals, asOf, this.#analysis, jurisdictions);
    if (where !== null)
      for (const view of this.#law.views) this.#where.set(view.jurisdiction, view.tell(where));
    // the analysis wants to know of everything before the first question
    this.#ground = [...this.#law.views, ...(this.#proposed?.views ?? [])];
    this.#search = new Differences(this.#analysis);
  }

  compare(left: string, right: string): PairReport {
    const law = this.#proposed ?? this.#law;
    const pair = this.#pair(law, left, right);
    const { gates } = this.#search;
    const { cases } = law;
    const known = (expected: readonly Outcome[]): CaseJson | null =>
      cases.find(pair.views, expected, (facts) => this.#isWithin(facts, left));
    const isShown = (facts: CaseJson, expected: readonly Outcome[]): boolean => {
      const isSo = cases.isAnswered(facts, pair.views, expected);
      if (isSo) cases.keep(facts);
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
    const kinds = this.#each ? null : list("kind");
    const count = kinds?.differences.reduce((sum, { measures }) => sum + measures.length, 0) ?? 0;
    const isByKind = kinds !== null && count > MOST_DESCRIBED;
    const listed = isByKind ? kinds : list("measure");
    const isShort = !isByKind && listed.differences.length <= MOST_DESCRIBED;
    const differences = listed.differences.map((one) =>
      isByKind ? this.#toldByKind(one, law, [left, right]) : this.#told(one, law, [left, right], isShort),
    );
    return {
      left,
      right,
      by: isByKind ? "kind" : "measure",
      differences: differences.sort(byWeight),
      closed: this.#proposed === null ? [] : this.#closed(pair, left, right),
      incomplete: incompleteText(listed.open, left, right),
    };
  }

  /** Gaps of the law as it stands that are none with the proposals: by the proposed measures that close them. */
  #closed(proposed: PairGates, left: string, right: string): readonly Difference[] {
    const { gates } = this.#search;
    const before = this.#pair(this.#law, left, right);
    const claim = gates.and(before.onlyOne, not(proposed.onlyOne), before.within);
    const settled = gates.and(before.settled, proposed.settled);
    const views = [...before.views, ...proposed.views];
    const closers = [...proposed.measures].flatMap(([id, lit]) => (this.#isProposed(id) ? [lit] : []));
    // a measure of today closes a gap where what is proposed makes it reach further
    const measures = new Map(before.measures);
    for (const [id, lit] of proposed.measures) measures.set(id, gates.or(measures.get(id) ?? gates.no, lit));
    const { differences } = this.#search.list(
      {
        ...before,
        views,
        claim,
        ground: this.#ground,
        settled,
        kinds: [...before.kinds, ...closers],
        measures,
      },
      VERDICT_ONLY,
      MOST_DIFFERENCES,
      "kind",
    );
    return differences
      .map((one) => ({
        ...this.#told(one, this.#law, [left, right], false),
        reasons: this.#law.reasons(one.measures, [left, right]),
      }))
      .sort(byWeight);
  }

  #isProposed(id: string): boolean {
    return this.#program.measures.some((measure) => measure.id === id && measure.proposal !== null);
  }

  #isWithin(facts: CaseJson, jurisdiction: string): boolean {
    return (
      this.#condition === null ||
      meetsCondition(this.#program, this.#condition, facts, this.#asOf, jurisdiction)
    );
  }

  #pair(law: LawInForce, left: string, right: string): PairGates {
    const { gates } = this.#search;
    const views = [law.view(left), law.view(right)] as const;
    const [a, b] = views.map((view) => this.#search.answer(view, VERDICT_ONLY)) as [AnswerGates, AnswerGates];
    const requires = ({ most }: AnswerGates): Lit => gates.or(...most.verdicts.slice(LEAST));
    const told = this.#where.get(left);
    const [first, second] = [requires(a), requires(b)];
    const stricter = gates.or(
      ...a.most.verdicts.map((lit, rank) => gates.and(lit, ...b.most.verdicts.slice(rank).map(not))),
    );
    const ofSide = ({ governs }: AnswerGates, here: Lit): [string, Lit][] =>
      [...governs].map(([id, lit]) => [id, gates.and(lit, here)]);
    return {
      views,
      kinds: [first, second, gates.and(first, second, stricter)],
      verdicts: [a, b].flatMap(({ most }) => most.verdicts.slice(severity("authorized"))),
      measures: new Map([...ofSide(a, first), ...ofSide(b, second)].filter(([, lit]) => lit !== gates.no)),
      settled: gates.and(this.#search.isSettled(a), this.#search.isSettled(b)),
      onlyOne: gates.differ(first, second),
      differ: gates.or(
        ...(["least", "most"] as const).flatMap((side) =>
          a[side].verdicts.map((lit, rank) => gates.differ(lit, b[side].verdicts[rank]!)),
        ),
      ),
      within: told === undefined ? gates.yes : this.#search.holds(told),
    };
  }

  /**
   * A kind of difference with all measures behind it. Its sides are the verdicts alone, as policies and routes of the witness
   * say nothing of the others.
   */
  #toldByKind(
    { outcomes, measures, witness }: Found,
    law: LawInForce,
    names: readonly [string, string],
  ): Difference {
    const expected = outcomes.map(sideOfOutcome);
    const facts = witness?.certain === true ? witness.case : null;
    const isSettled = expected.every(({ verdict }) => verdict !== "undetermined");
    // what is settled was answered so by tables and oracle; what is open, completions may settle
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
      reasons: law.reasons(measures, names),
      witness: isShown ? facts : null,
    };
  }

  /** A difference in words; of a witness, what the tables say, which have to agree. */
  #told(
    { outcomes, measures, witness, boxes }: Found,
    law: LawInForce,
    names: readonly [string, string],
    isShort: boolean,
  ): Difference {
    const [left, right] = [sideOfOutcome(outcomes[0]!), sideOfOutcome(outcomes[1]!)];
    const facts = witness?.certain === true ? witness.case : null;
    const answers = facts === null ? null : law.answers(facts, names);
    const isShown =
      answers !== null && answers[0].verdict === left.verdict && answers[1].verdict === right.verdict;
    const [a, b] = isShown ? answers.map((answer) => sideOfAnswer(answer, "text")) : [left, right];
    const described = isShort ? boxes(MOST_REGIONS) : { boxes: [], complete: false };
    return {
      ...kindOf(names, left, right),
      left: a!,
      right: b!,
      regions: described.boxes.map(inOrder),
      regionsComplete: described.complete,
      evidence: isShown ? "proved" : "possible",
      reasons: isShown ? reasonsOf(answers) : law.reasons(measures, names),
      witness: isShown
        ? isShort
          ? law.smallest(facts!, names, (less) => this.#isWithin(less, names[0]))
          : facts
        : null,
    };
  }
}

interface PairGates extends Omit<Asked, "claim"> {
  /** what each answers, as far as it says anything */
  readonly verdicts: readonly Lit[];
  readonly onlyOne: Lit;
  readonly differ: Lit;
  readonly within: Lit;
}

/** A law with or without proposals, on a day: for the analysis, and as tables. */
class LawInForce {
  readonly cases: AnsweredCases;
  readonly views: readonly View[];
  readonly #law: Law;

  constructor(
    program: Program,
    proposals: readonly string[],
    asOf: IsoDate,
    analysis: Analysis,
    jurisdictions: readonly string[],
  ) {
    const normal = normalize(program, { proposals });
    this.cases = new AnsweredCases(load(buildBundle(normal, program)), asOf, jurisdictions);
    // the oracle reads the law as it stands, and no proposal
    const judge = judgeOf((facts, _, jurisdiction) => this.cases.ask(facts, [jurisdiction], 0)?.[0] ?? null);
    this.#law = new Law(program, normal, proposals.length === 0 ? null : judge);
    this.views = jurisdictions.map((name) => analysis.view(this.#law, { asOf }, name));
  }

  /** @throws {Error} for a jurisdiction that was not named */
  view(name: string): View {
    const view = this.views.find(({ jurisdiction }) => jurisdiction === name);
    if (view === undefined) throw new Error(`no view of ${name}`);
    return view;
  }

  /** Both answers; null where the case does not fit the vocabulary. */
  answers(facts: CaseJson, names: readonly [string, string]): Pair | null {
    const [a, b] = names.map((name) => this.cases.answer(facts, name));
    return a == null || b == null ? null : [a, b];
  }

  /** Leaves out fact after fact, as long as both answer alike for the same reasons; no completions are worked out. */
  smallest(
    facts: CaseJson,
    names: readonly [string, string],
    isWithin: (facts: CaseJson) => boolean,
  ): CaseJson {
    const keyOf = (one: CaseJson): string | null => {
      const answers = this.cases.ask(one, names, 0);
      const [a, b] = names.map((name) => answers?.find((d) => d.jurisdiction === name));
      return a === undefined || b === undefined ? null : differenceKey([a, b]);
    };
    const key = keyOf(facts);
    let best = facts;
    // many at once first: most facts can go
    const drop = (paths: readonly Path[]): void => {
      const less = paths.reduce<CaseJson>(without, best);
      if (keyOf(less) === key && isWithin(less)) best = less;
      else if (paths.length > 1) {
        const middle = paths.length >> 1;
        drop(paths.slice(0, middle));
        drop(paths.slice(middle));
      }
    };
    drop(pathsOf(facts));
    return best;
  }

  /** Measures that apply in either jurisdiction, where no answer names them. */
  reasons(ids: readonly string[], names: readonly [string, string]): Difference["reasons"] {
    const { measures, jurisdictions } = this.#law.program;
    const of = (name: string): readonly Reason[] => {
      const chain = jurisdictions.filter((one) => one.name === name).flatMap(chainOf);
      return measures
        .filter(({ id, jurisdiction }) => ids.includes(id) && chain.includes(jurisdiction))
        .map(({ id, title, citations }) => ({
          measure: id,
          title,
          citations: citations.map(({ text }) => text),
        }));
    };
    return { left: of(names[0]), right: of(names[1]) };
  }
}

type Pair = readonly [Determination, Determination];

function incompleteText(open: Listed["open"], left: string, right: string): string | null {
  if (open === "none") return null;
  if (open === "many") return `there are more differences between ${left} and ${right} than are listed`;
  return (
    `the answers of ${left} and ${right} are too many-sided to be compared to the end: there may be ` +
    "differences that are not listed"
  );
}

function differenceKey(answers: Pair): string {
  const { left, right } = reasonsOf(answers);
  const names = (reasons: readonly Reason[]): string => reasons.map(({ measure }) => measure).join(",");
  const sides = answers.map((answer) => sideKey(sideOfAnswer(answer, "text")));
  return `${sides.join(" | ")} | ${names(left)} | ${names(right)}`;
}

function reasonsOf([left, right]: Pair): Difference["reasons"] {
  return { left: governing(left), right: governing(right) };
}

function governing({ requirements, verdict }: Determination): readonly Reason[] {
  const found = new Map<string, { readonly title: string | null; readonly citations: Set<string> }>();
  for (const r of requirements) {
    if ((r.releasedBy === null ? r.verdict : "authorized") !== verdict) continue;
    const reason = found.get(r.measure) ?? { title: r.title, citations: new Set<string>() };
    for (const basis of r.basis) reason.citations.add(basis);
    found.set(r.measure, reason);
  }
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([measure, { title, citations }]) => ({ measure, title, citations: [...citations] }));
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
