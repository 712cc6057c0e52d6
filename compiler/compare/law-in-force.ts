/** One law on a day, as the analysis reads it and as tables that answer cases. */
import {
  type Analysis,
  Law,
  type LeastOptions,
  leastCase,
  type Outcome,
  type View,
} from "../analysis/index.ts";
import type { CaseJson, IsoDate, Program } from "../check/tree.ts";
import { sideKey, sideOfAnswer } from "../diff/direction.ts";
import { judgeOf } from "../diff/judge.ts";
import { normalize } from "../normal/lower.ts";
import type { Determination } from "../runtime/answer.ts";
import { load } from "../runtime/index.ts";
import { buildBundle } from "../table/build.ts";
import { AnsweredCases } from "./answered.ts";
import type { Homes } from "./home.ts";
import type { Difference, Reason } from "./report.ts";

/** A law with or without proposals, on a day: for the analysis, and as tables. */
export class LawInForce {
  readonly cases: AnsweredCases;
  readonly views: readonly View[];
  readonly #law: Law;

  constructor(
    program: Program,
    proposals: readonly string[],
    asOf: IsoDate,
    analysis: Analysis,
    jurisdictions: readonly string[],
    homes: Homes,
  ) {
    const normal = normalize(program, { proposals });
    this.cases = new AnsweredCases(load(buildBundle(normal, program)), asOf, homes);
    const judge = judgeOf((facts, _, jurisdiction) => this.cases.ask(facts, [jurisdiction], 0)?.[0] ?? null);
    this.#law = new Law(program, normal, judge);
    this.views = jurisdictions.map((name) => analysis.view(this.#law, { asOf }, name));
  }

  /** @throws {Error} for a jurisdiction that was not named */
  view(name: string): View {
    const view = this.views.find(({ jurisdiction }) => jurisdiction === name);
    if (view === undefined) throw new Error(`no view of ${name}`);
    return view;
  }

  /** Both answers; null where the case does not fit the vocabulary. */
  answers(facts: CaseJson, names: readonly [string, string]): Answers | null {
    const [a, b] = names.map((name) => this.cases.answer(facts, name));
    return a == null || b == null ? null : [a, b];
  }

  /** Leaves out what can go, as long as both answer alike for the same reasons; no completions are worked out. */
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
    return leastCase(facts, (less) => isWithin(less) && keyOf(less) === key);
  }

  /** The same with nothing but the verdicts kept, which costs a fraction of it. */
  smallestOfKind(
    facts: CaseJson,
    views: readonly View[],
    expected: readonly Outcome[],
    isWithin: (facts: CaseJson) => boolean,
    options: LeastOptions,
  ): CaseJson {
    return leastCase(
      facts,
      // most that is left out at once takes along what was asked about, which is soon seen
      (less) => isWithin(less) && this.cases.isAnswered(less, views, expected),
      options,
    );
  }

  /** Measures that give the answers to a case, each on its side. */
  governing(facts: CaseJson, [left, right]: readonly [string, string]): readonly string[] {
    return [
      ...this.cases.governing(facts, left).map((id) => onSide("left", id)),
      ...this.cases.governing(facts, right).map((id) => onSide("right", id)),
    ];
  }

  /** Measures that apply on a side, where no answer names them. @param found as `onSide` writes them */
  reasons(found: readonly string[]): Difference["reasons"] {
    const of = (side: Side): readonly Reason[] =>
      this.#law.program.measures
        .filter(({ id }) => found.includes(onSide(side, id)))
        .map(({ id, title, citations }) => ({
          measure: id,
          title,
          citations: citations.map(({ text }) => text),
        }));
    return { left: of("left"), right: of("right") };
  }
}

export type Side = "left" | "right";

/** A measure on one side of a pair: what is law of both, as that of the Union is, may be behind the answer of one alone. */
export function onSide(side: Side, measure: string): string {
  return `${side} ${measure}`;
}

export function measureOf(onSide: string): string {
  return onSide.slice(onSide.indexOf(" ") + 1);
}

type Answers = readonly [Determination, Determination];

function differenceKey(answers: Answers): string {
  const { left, right } = reasonsOf(answers);
  const names = (reasons: readonly Reason[]): string => reasons.map(({ measure }) => measure).join(",");
  const sides = answers.map((answer) => sideKey(sideOfAnswer(answer, "text")));
  return `${sides.join(" | ")} | ${names(left)} | ${names(right)}`;
}

/** The measures that govern on each side. */
export function reasonsOf([left, right]: Answers): Difference["reasons"] {
  return { left: governing(left), right: governing(right) };
}

/** Of an open answer, what may give the most of it. */
function governing({ requirements, verdict, atMost }: Determination): readonly Reason[] {
  const isSettled = verdict !== "undetermined";
  const found = new Map<string, { readonly title: string | null; readonly citations: Set<string> }>();
  for (const r of requirements) {
    if ((r.releasedBy === null ? r.verdict : "authorized") !== atMost) continue;
    if (isSettled && r.holds === "unknown") continue;
    const reason = found.get(r.measure) ?? { title: r.title, citations: new Set<string>() };
    for (const basis of r.basis) reason.citations.add(basis);
    found.set(r.measure, reason);
  }
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([measure, { title, citations }]) => ({ measure, title, citations: [...citations] }));
}
