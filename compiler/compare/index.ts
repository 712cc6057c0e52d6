/**
 * Jurisdictions side by side on a day: where one requires a license (or forbids, or wants notice) and the other does not,
 * each time with a transaction that shows it. The same transaction is put to both.
 */
import {
  Analysis,
  type Change,
  Law,
  type Node,
  severity,
  VERDICT_ONLY,
  type View,
} from "../analysis/index.ts";
import type { CaseJson, Expr, IsoDate, Program } from "../check/tree.ts";
import { boxesOf } from "../diff/boxes.ts";
import { sideKey, sideOfAnswer, sideOfOutcome } from "../diff/direction.ts";
import type { AnswerSide, FactCondition } from "../diff/report.ts";
import { candidates, pathsOf, without } from "../diff/search.ts";
import { normalize } from "../normal/lower.ts";
import type { Determination } from "../runtime/answer.ts";
import { load } from "../runtime/index.ts";
import { buildBundle } from "../table/build.ts";
import { meetsCondition } from "./where.ts";

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
  readonly differences: readonly Difference[];
  /**
   * with proposals: differences there are without them, whose transaction is now answered alike in that both require
   * something or neither does
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
  /** as in a diff: `proved` by diagrams and replay, `possible` without a witness, `found` by trying cases */
  readonly evidence: "proved" | "possible" | "found";
  /** measures that govern, with their citations, on each side */
  readonly reasons: { readonly left: readonly Reason[]; readonly right: readonly Reason[] };
  readonly witness: CaseJson | null;
}

export interface Reason {
  readonly measure: string;
  readonly citations: readonly string[];
}

export interface CompareOptions {
  readonly asOf: IsoDate;
  /** as written, and as checked */
  readonly where?: { readonly text: string; readonly condition: Expr } | null;
  readonly proposals?: readonly string[];
  readonly onProgress?: (what: string) => void;
}

/** Nodes of the diagrams: some seconds. */
const BUDGET = 600_000;
const MOST_REGIONS = 4;
const MOST_CASES = 1200;

/** Compares each of the jurisdictions with each that comes after it. @throws {Error} for one that the program lacks */
export function compareJurisdictions(
  program: Program,
  jurisdictions: readonly string[],
  options: CompareOptions,
): CompareReport {
  const { asOf, where = null, proposals = [], onProgress = () => undefined } = options;
  const condition = where?.condition ?? null;
  const side = new Side(program, asOf, proposals, condition);
  const before = proposals.length === 0 ? null : new Side(program, asOf, [], condition);
  const pairs = jurisdictions.flatMap((left, i) =>
    jurisdictions.slice(i + 1).map((right): PairReport => {
      onProgress(`comparing ${left} with ${right}`);
      const report = side.compare(left, right);
      if (before === null) return report;
      const gaps = before.compare(left, right).differences.filter((d) => d.kind === "only_one_requires");
      return { ...report, closed: gaps.filter((gap) => side.isClosed(gap, left, right)) };
    }),
  );
  return { format: COMPARE_FORMAT, asOf, where: where?.text ?? null, proposals, pairs };
}

class Side {
  readonly #law: Law;
  readonly #asOf: IsoDate;
  readonly #where: Expr | null;
  readonly #engine: ReturnType<typeof load>;
  /** cases to try, where diagrams grow too large; found when first needed */
  #cases: readonly CaseJson[] | null = null;

  constructor(program: Program, asOf: IsoDate, proposals: readonly string[], where: Expr | null) {
    const normal = normalize(program, { proposals });
    this.#law = new Law(program, normal);
    this.#asOf = asOf;
    this.#where = where;
    this.#engine = load(buildBundle(normal, program));
  }

  compare(left: string, right: string): PairReport {
    const analysis = new Analysis({ budget: BUDGET });
    const views = [left, right].map((name) => analysis.view(this.#law, { asOf: this.#asOf }, name));
    const [first, second] = views as [View, View];
    const told = this.#where === null ? null : first.tell(this.#where);
    const exact = analysis.attempt(() => {
      const within = told === null ? analysis.always : analysis.is(analysis.condition(told), "yes");
      return analysis
        .listChanges(analysis.changes(first, second, VERDICT_ONLY))
        .map(({ change, where }) => ({ change, where: analysis.and(where, within) }))
        .filter(({ where }) => analysis.isPossible(where))
        .map((listed) => this.#proved(analysis, [first, second], listed));
    });
    const report = (differences: readonly Difference[], incomplete: string | null): PairReport => ({
      left,
      right,
      differences: [...differences].sort(byWeight),
      closed: [],
      incomplete,
    });
    if (exact.kind === "done") return report(exact.value, null);
    const { found, tried } = this.#search(left, right);
    return report(
      found,
      `the answers of ${left} and ${right} are too many-sided to be compared as a whole` +
        `${exact.measures.length === 0 ? "" : ` (${exact.measures.join(", ")})`}; ${tried} cases were tried instead, and there may be differences that none of ` +
        "them shows",
    );
  }

  /** Whether the transaction of a gap is no gap here; one without a transaction cannot be looked up. */
  isClosed({ witness }: Difference, left: string, right: string): boolean {
    const answers = witness === null ? null : this.#ask(witness, left, right);
    if (answers === null) return false;
    const sides = answers.map((answer) => sideOfAnswer(answer, "text"));
    return kindOf([left, right], sides[0]!, sides[1]!).kind !== "only_one_requires";
  }

  #proved(
    analysis: Analysis,
    views: readonly [View, View],
    { change, where }: { readonly change: Change; readonly where: Node },
  ): Difference {
    const all = analysis.regions(where, MOST_REGIONS);
    const [left, right] = [sideOfOutcome(change.from), sideOfOutcome(change.to)];
    const names = [views[0].jurisdiction, views[1].jurisdiction] as const;
    const tried = analysis.attempt(() => analysis.witness(where, views, { tries: 12 }));
    const facts = tried.kind === "done" && tried.value !== null ? tried.value.case : null;
    const answers = facts === null ? null : this.#ask(facts, names[0], names[1]);
    const shown =
      answers !== null && answers[0].verdict === left.verdict && answers[1].verdict === right.verdict;
    return {
      ...kindOf(names, left, right),
      left,
      right,
      regions: boxesOf(all),
      regionsComplete: all.complete,
      evidence: shown ? "proved" : "possible",
      reasons: shown ? reasonsOf(answers) : { left: [], right: [] },
      witness: shown ? facts : null,
    };
  }

  /** Both answers; null where the case does not fit the vocabulary. */
  #ask(facts: CaseJson, left: string, right: string): readonly [Determination, Determination] | null {
    const answer = this.#engine.evaluate(facts, { asOf: this.#asOf, jurisdictions: [left, right] });
    if ("problems" in answer) return null;
    const of = (name: string): Determination | undefined =>
      answer.determinations.find((d) => d.jurisdiction === name);
    const [a, b] = [of(left), of(right)];
    return a === undefined || b === undefined ? null : [a, b];
  }

  #isWithin(facts: CaseJson, jurisdiction: string): boolean {
    return (
      this.#where === null || meetsCondition(this.#law.program, this.#where, facts, this.#asOf, jurisdiction)
    );
  }

  #search(left: string, right: string): { readonly found: readonly Difference[]; readonly tried: number } {
    const { program } = this.#law;
    this.#cases ??= candidates(
      program.scenarios.map(({ given }) => given),
      program.items,
      MOST_CASES,
    ).filter((facts) => this.#isWithin(facts, left));
    const found = new Map<string, { facts: CaseJson; key: string }>();
    for (const facts of this.#cases) {
      const answers = this.#ask(facts, left, right);
      if (answers === null || answers.some(({ verdict }) => verdict === "undetermined")) continue;
      if (answers[0].verdict === answers[1].verdict) continue;
      const key = differenceKey(answers);
      const known = found.get(key);
      if (known === undefined || size(facts) < size(known.facts)) found.set(key, { facts, key });
    }
    const differences = [...found.values()].map(({ facts, key }): Difference => {
      const witness = this.#smallest(facts, key, left, right);
      const answers = this.#ask(witness, left, right)!;
      const [a, b] = [sideOfAnswer(answers[0], "text"), sideOfAnswer(answers[1], "text")];
      return {
        ...kindOf([left, right], a, b),
        left: a,
        right: b,
        regions: [],
        regionsComplete: false,
        evidence: "found",
        reasons: reasonsOf(answers),
        witness,
      };
    });
    return { found: differences, tried: this.#cases.length };
  }

  /** Leaves out fact after fact, as long as both answer alike for the same reasons and the condition holds. */
  #smallest(facts: CaseJson, key: string, left: string, right: string): CaseJson {
    let best = facts;
    for (const path of pathsOf(facts)) {
      const less = without(best, path);
      const answers = this.#ask(less, left, right);
      if (answers === null || differenceKey(answers) !== key || !this.#isWithin(less, left)) continue;
      best = less;
    }
    return best;
  }
}

function differenceKey(answers: readonly [Determination, Determination]): string {
  const { left, right } = reasonsOf(answers);
  const names = (reasons: readonly Reason[]): string => reasons.map(({ measure }) => measure).join(",");
  const sides = answers.map((answer) => sideKey(sideOfAnswer(answer, "text")));
  return `${sides.join(" | ")} | ${names(left)} | ${names(right)}`;
}

function reasonsOf([left, right]: readonly [Determination, Determination]): Difference["reasons"] {
  return { left: governing(left), right: governing(right) };
}

function governing({ requirements, verdict }: Determination): readonly Reason[] {
  const found = new Map<string, Set<string>>();
  for (const r of requirements) {
    if ((r.releasedBy === null ? r.verdict : "authorized") !== verdict) continue;
    const citations = found.get(r.measure) ?? new Set<string>();
    for (const basis of r.basis) citations.add(basis);
    found.set(r.measure, citations);
  }
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([measure, citations]) => ({ measure, citations: [...citations] }));
}

const LEAST = severity("notification_required");

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
