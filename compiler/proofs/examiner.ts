/**
 * Asks the analysis engine small questions about one rule at one moment. Each question has a space of its own, cut by
 * nothing but what it asks about, and a budget of nodes: over budget there is no answer, and no finding.
 */
import type { Diagnostic } from "../../grammar/base/diagnostic.ts";
import { type PropId, Props } from "../analysis/conditions/prop.ts";
import { Analysis, epochs, Law, lawOf, type Node, type Point } from "../analysis/index.ts";
import type { Env } from "../analysis/opening/env.ts";
import { Expander } from "../analysis/opening/expand.ts";
import { dayNumber, dayOfNumber } from "../check/days.ts";
import type { Declared, IsoDate, Jurisdiction, Program } from "../check/tree.ts";
import { withProposals } from "../normal/lower.ts";
import type { Rectangle } from "../normal/timeline.ts";
import type { Keeping } from "./limits.ts";
import { isOpen, type Outline, outline } from "./outline.ts";

/** A condition over transactions, read from the law at the moment of `env`. */
export type Claim = (reader: Expander, env: Env) => PropId;

/** Whether a declaration is to be reported on. */
export type Concern = (declared: Declared) => boolean;

/** Nodes of one question; a few milliseconds of work. */
const QUESTION = 4_000;
/** Nodes of a search for one plain contradiction. */
const OUTLINE = 3_000;
/** Nodes of all questions of one rule together: what keeps a check quick on any program. */
const SHARE = 100_000;

/**
 * What was opened and asked of one program, with and without its proposals. Equal conditions are one, on whatever day they
 * stand, so that what was proved of one of them is proved of all.
 */
export class Known {
  readonly props = new Props();
  readonly outlines = new Map<PropId, Outline>();
  /** whether some transaction brings a condition to yes, or to what cannot be determined; true where it is not known */
  readonly possible = new Map<PropId, boolean>();
  /** whether one condition keeps within another, by both */
  readonly limits = new Map<string, Keeping>();
  readonly implied = new Map<string, boolean>();
}

export interface ExaminerOptions {
  /** ids or names of proposals to be looked at as if they were law */
  readonly proposals?: readonly string[];
  /** whether anybody is told of a finding; default: of every one */
  readonly isTold?: (finding: Diagnostic) => boolean;
  /** the examiner of the same program without proposals: what it opened and normalized is not done again */
  readonly before?: Examiner | null;
}

export class Examiner {
  readonly law: Law;
  readonly program: Program;
  /** those that are looked at as if they were law, by id and by name */
  readonly proposals: readonly string[];
  /** the program with its proposals as law, for the oracle, which knows no others */
  readonly enacted: Program;
  /** days on which anything begins or ends */
  readonly days: readonly IsoDate[];
  readonly known: Known;
  /** whether anybody is told of a finding: others go without their cases */
  readonly isTold: (finding: Diagnostic) => boolean;
  readonly #readers = new Map<string, Expander>();
  #left = SHARE;

  /** Gives the next rule its share of nodes, whatever the one before it used up. */
  allot(): void {
    this.#left = SHARE;
  }

  constructor(program: Program, options: ExaminerOptions = {}) {
    const { proposals = [], before = null, isTold = before?.isTold ?? (() => true) } = options;
    this.known = before?.known ?? new Known();
    this.isTold = isTold;
    this.program = program;
    this.proposals = program.proposals
      .filter(({ id, name }) => proposals.includes(id) || proposals.includes(name))
      .flatMap(({ id, name }) => [id, name]);
    this.enacted = enacted(program, this.proposals);
    this.law =
      before === null
        ? lawOf(program, { proposals })
        : new Law(program, withProposals(before.law.normal, program, proposals));
    this.days = epochs(this.law);
  }

  /** Opens the claims at a moment and looks at their diagrams; null where that grew past a budget. */
  ask<T>(
    jurisdiction: Jurisdiction,
    point: Point,
    claims: readonly Claim[],
    look: (analysis: Analysis, nodes: readonly Node[]) => T,
  ): T | null {
    return this.look(this.open(jurisdiction, point, claims), look);
  }

  /** Looks at the diagrams of conditions; null where they grew past a budget. */
  look<T>(
    props: readonly PropId[],
    look: (analysis: Analysis, nodes: readonly Node[]) => T,
    budget = QUESTION,
  ): T | null {
    if (this.#left <= 0) return null;
    const analysis = new Analysis({ budget, props: this.known.props });
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
    const budget = QUESTION * Math.max(1, claims.length / 4);
    const analysis = new Analysis({ budget, props: this.known.props });
    const props = choose(this.open(jurisdiction, point, claims), this.known.props);
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

  /** The same for many claims at one moment. */
  impossibleOf(jurisdiction: Jurisdiction, point: Point, claims: readonly Claim[]): readonly boolean[] {
    return this.open(jurisdiction, point, claims).map((prop) => !this.#mayHold(prop));
  }

  /** The claims as conditions, read at a moment. */
  open(jurisdiction: Jurisdiction, point: Point, claims: readonly Claim[]): readonly PropId[] {
    let reader = this.#readers.get(jurisdiction.id);
    if (reader === undefined) {
      reader = new Expander(this.law, this.known.props, jurisdiction.name);
      this.#readers.set(jurisdiction.id, reader);
    }
    const env: Env = { point, names: new Map(), released: null };
    return claims.map((claim) => claim(reader, env));
  }

  #mayHold(prop: PropId): boolean {
    const { outlines, props } = this.known;
    let plan = outlines.get(prop);
    if (plan === undefined) {
      plan = outline(prop, props);
      outlines.set(prop, plan);
    }
    return isOpen(plan, (part) => this.#isPossible(part));
  }

  /** One that grows past the budget counts as possible. */
  #isPossible(prop: PropId): boolean {
    const { possible, props } = this.known;
    const known = possible.get(prop);
    if (known !== undefined) return known;
    if (this.#left <= 0) return true;
    const analysis = new Analysis({ budget: OUTLINE, props });
    analysis.space.tell(prop);
    const asked = analysis.attempt(() =>
      analysis.isPossible(analysis.where(analysis.condition(prop), isNotExcluded)),
    );
    this.#left -= analysis.space.diagrams.size;
    const found = asked.kind !== "done" || asked.value;
    possible.set(prop, found);
    return found;
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

/** Declarations of the proposals stand as if they were law. */
function enacted(program: Program, proposals: readonly string[]): Program {
  if (proposals.length === 0) return program;
  const wanted = new Set(proposals);
  const enact = <T extends Declared>(declared: readonly T[]): readonly T[] =>
    declared.map((one) =>
      one.proposal !== null && wanted.has(one.proposal) ? { ...one, proposal: null } : one,
    );
  const { measures, exceptions, items } = program;
  return { ...program, measures: enact(measures), exceptions: enact(exceptions), items: enact(items) };
}

/** For a law without any date, where one day is as good as another. */
const SOME_DAY = "2000-01-02";

function before(day: IsoDate): IsoDate {
  return dayOfNumber(dayNumber(day) - 1);
}

const isNotExcluded = (truth: unknown): boolean => truth === "yes" || truth === "missing";
