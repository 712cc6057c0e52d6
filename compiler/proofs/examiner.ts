/**
 * Asks the analysis engine small questions about one rule at one moment. Each question has a space of its own, cut by
 * nothing but what it asks about, and a budget of nodes: over budget there is no answer, and no finding.
 */

import type { Env } from "../analysis/env.ts";
import { Expander } from "../analysis/expand.ts";
import { Analysis, epochs, type Law, lawOf, type Node, type Point } from "../analysis/index.ts";
import type { PropId, Props } from "../analysis/prop.ts";
import { dayNumber, dayOfNumber } from "../check/days.ts";
import type { Declared, IsoDate, Jurisdiction, Program } from "../check/tree.ts";
import type { Rectangle } from "../normal/timeline.ts";
import { isOpen, outline, tellOutline } from "./outline.ts";

/** A condition over transactions, read from the law at the moment of `env`. */
export type Claim = (reader: Expander, env: Env) => PropId;

/** Whether a declaration is to be reported on. */
export type Concern = (declared: Declared) => boolean;

/** Nodes of one question; a few milliseconds of work. */
const QUESTION = 4_000;
/** Nodes of a search for plain contradictions. */
const OUTLINE = 1_500;
/** Nodes of all questions of one rule together: what keeps a check quick on any program. */
const SHARE = 100_000;

export class Examiner {
  readonly law: Law;
  readonly program: Program;
  readonly proposals: readonly string[];
  /** days on which anything begins or ends */
  readonly days: readonly IsoDate[];
  #left = SHARE;

  /** Gives the next rule its share of nodes, whatever the one before it used up. */
  allot(): void {
    this.#left = SHARE;
  }

  constructor(program: Program, proposals: readonly string[] = []) {
    this.program = program;
    this.proposals = proposals;
    this.law = lawOf(program, { proposals });
    this.days = epochs(this.law);
  }

  /** Opens the claims at a moment and looks at their diagrams; null where that grew past a budget. */
  ask<T>(
    jurisdiction: Jurisdiction,
    point: Point,
    claims: readonly Claim[],
    look: (analysis: Analysis, nodes: readonly Node[]) => T,
  ): T | null {
    if (this.#left <= 0) return null;
    const analysis = new Analysis({ budget: QUESTION });
    const reader = new Expander(this.law, analysis.space.props, jurisdiction.name);
    const env: Env = { point, names: new Map(), released: null };
    const props = claims.map((claim) => claim(reader, env));
    for (const prop of props) analysis.space.tell(prop);
    const found = analysis.attempt(() =>
      look(
        analysis,
        props.map((prop) => analysis.condition(prop)),
      ),
    );
    this.#left -= analysis.space.diagrams.size;
    return found.kind === "done" ? found.value : null;
  }

  /** Opens the claims, or what `choose` takes of them, and lets `look` build the diagrams it needs, up to the budget. */
  compare(
    jurisdiction: Jurisdiction,
    point: Point,
    claims: readonly Claim[],
    look: (analysis: Analysis, props: readonly PropId[], node: (prop: PropId) => Node) => void,
    choose: (props: readonly PropId[], store: Props) => readonly PropId[] = (all) => all,
  ): void {
    if (this.#left <= 0) return;
    const analysis = new Analysis({ budget: QUESTION * Math.max(1, claims.length / 4) });
    const reader = new Expander(this.law, analysis.space.props, jurisdiction.name);
    const env: Env = { point, names: new Map(), released: null };
    const opened = claims.map((claim) => claim(reader, env));
    const props = choose(opened, analysis.space.props);
    for (const prop of props) analysis.space.tell(prop);
    analysis.attempt(() => look(analysis, props, (prop) => analysis.condition(prop)));
    this.#left -= analysis.space.diagrams.size;
  }

  /** Whether some transaction brings the claim to one of the truth values; null: not known. */
  canBe(
    jurisdiction: Jurisdiction,
    point: Point,
    claim: Claim,
    wanted: readonly unknown[] = ["yes"],
  ): boolean | null {
    return this.ask(jurisdiction, point, [claim], (analysis, [node]) =>
      analysis.isPossible(analysis.where(node!, (value: unknown) => wanted.includes(value))),
    );
  }

  /**
   * Whether it is proved that no transaction brings the claim to yes, or to what cannot be determined. Only
   * contradictions between conditions that share facts are looked for.
   */
  cannotBe(jurisdiction: Jurisdiction, point: Point, claim: Claim): boolean {
    return this.impossibleOf(jurisdiction, point, [claim])[0]!;
  }

  /** The same for many claims at one moment, which together are opened in a fraction of the time. */
  impossibleOf(jurisdiction: Jurisdiction, point: Point, claims: readonly Claim[]): readonly boolean[] {
    const found: boolean[] = [];
    while (found.length < claims.length && this.#left > 0) {
      const rest = claims.slice(found.length);
      const analysis = new Analysis({ budget: OUTLINE * rest.length });
      const { space } = analysis;
      const reader = new Expander(this.law, space.props, jurisdiction.name);
      const env: Env = { point, names: new Map(), released: null };
      const plans = rest.map((claim) => outline(claim(reader, env), space.props));
      for (const plan of plans) tellOutline(plan, space);
      let within = true;
      const isPossible = (prop: PropId): boolean => {
        const asked = analysis.attempt(() =>
          analysis.isPossible(analysis.where(space.node(prop), isNotExcluded)),
        );
        within &&= asked.kind === "done";
        return asked.kind !== "done" || asked.value;
      };
      // one that grows past the budget counts as possible; those behind it are asked without it
      for (const plan of plans) {
        found.push(!isOpen(plan, isPossible));
        if (!within) break;
      }
      this.#left -= space.diagrams.size;
    }
    return claims.map((_, i) => found[i] ?? false);
  }

  /**
   * Moments within a rectangle between which nothing of the law changes, the latest first; empty where the present state
   * of knowledge does not see it. `days` instead of all days that matter: those on which what is asked about changes.
   */
  moments(rectangle: Rectangle, days: Iterable<IsoDate> = this.days): readonly Point[] {
    const { from, until, knownUntil, view, state } = rectangle;
    if (knownUntil !== null || state !== "in_force") return [];
    const sorted = [...days].sort();
    const start = from ?? before(sorted[0] ?? until ?? SOME_DAY);
    const inside = sorted.filter((day) => day > start && (until === null || day < until));
    return [start, ...inside]
      .reverse()
      .map((asOf) => ({ asOf, knownAt: null, view: view === "practice" ? "practice" : "text" }));
  }
}

/** For a law without any date, where one day is as good as another. */
const SOME_DAY = "2000-01-02";

function before(day: IsoDate): IsoDate {
  return dayOfNumber(dayNumber(day) - 1);
}

const isNotExcluded = (truth: unknown): boolean => truth === "yes" || truth === "missing";
