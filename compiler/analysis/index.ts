/**
 * One exact engine over measures: what holds for all transactions, with a witness for every claim. README.md says what is
 * exact and what is not.
 *
 *     const analysis = new Analysis();
 *     const law = lawOf(program);
 *     const before = analysis.view(law, { asOf: "2023-06-01" }, "US");
 *     const after = analysis.view(law, { asOf: "2023-12-01" }, "US");
 *     const found = analysis.attempt(() => analysis.changes(before, after));
 *
 * All views and conditions are to be made before the first diagram is asked for: domains are cut by everything that is
 * told, once.
 */
import type { CaseJson, Expr, IsoDate, Program } from "../check/tree.ts";
import { type NormalizeOptions, normalize } from "../normal/lower.ts";
import { type Witness, type WitnessOptions, witnessOf } from "./cases/witness.ts";
import type { Props } from "./conditions/prop.ts";
import type { Truth } from "./conditions/truth.ts";
import { type Attempt, attempt } from "./diagrams/attempt.ts";
import type { Node } from "./diagrams/diagram.ts";
import { givenBy } from "./diagrams/given.ts";
import { type Region, type Regions, regionsOf } from "./diagrams/regions.ts";
import { Space } from "./diagrams/space.ts";
import { type Change, Changes, SAME } from "./opening/change.ts";
import type { FixedFacts } from "./opening/facts.ts";
import { Law } from "./opening/law.ts";
import { type OpenedRule, Opening, type Part } from "./opening/opening.ts";
import { type Detail, type Outcome, Outcomes, VERDICT_ONLY } from "./opening/outcome.ts";
import { View } from "./opening/view.ts";
import { Clauses } from "./search/clauses.ts";
import { Comparison } from "./search/comparison.ts";
import { Gates } from "./search/gates.ts";
import { Questions } from "./search/questions.ts";

export {
  analyzeBoxes,
  type Box,
  type BoxAnalysis,
  type BoxOptions,
  type BoxTable,
  type Gap,
  type Overlap,
  type Stretches,
} from "./boxes.ts";
export { type LeastOptions, leastCase } from "./cases/least.ts";
export { written } from "./cases/realize-numbers.ts";
export {
  policyName,
  replay,
  type Witness,
  type WitnessOptions,
} from "./cases/witness.ts";
export type { PropId } from "./conditions/prop.ts";
export type { Truth } from "./conditions/truth.ts";
export type { Attempt, BudgetExceeded } from "./diagrams/attempt.ts";
export type { Node } from "./diagrams/diagram.ts";
export { type Region, type Regions, regionText } from "./diagrams/regions.ts";
export { type Change, SAME } from "./opening/change.ts";
export { epochs, knowledgeEpochs } from "./opening/epochs.ts";
export type { FixedFacts } from "./opening/facts.ts";
export { expressionsOf, type Judge, Law } from "./opening/law.ts";
export type { Point } from "./opening/moment.ts";
export { type OpenedRule, Opening, type Part } from "./opening/opening.ts";
export {
  type Detail,
  type Outcome,
  POLICIES,
  type Policy,
  type Side,
  severity,
  VERDICT_ONLY,
  VERDICTS,
  verdictOf,
  WITH_REVIEW,
  WITH_ROUTES,
} from "./opening/outcome.ts";
export type { View } from "./opening/view.ts";
export type { Comparison, Kind } from "./search/comparison.ts";
export type { Looked } from "./search/model.ts";
export type { Questions, Wish } from "./search/questions.ts";
export { requireFaithful } from "./translation/faithful.ts";
export { type Fault, translationFaults } from "./translation/translation.ts";

/** A program, normalized and indexed. */
export function lawOf(program: Program, options: NormalizeOptions = {}): Law {
  return new Law(program, normalize(program, options));
}

export interface AnalysisOptions {
  /** nodes after which to give up; default four million, with all that goes with them some 2 GB */
  readonly budget?: number;
  /**
   * Look only at items that are described by their parameters, none of which has a stated code. Far cheaper where many
   * entries are told apart; what is proved is then proved of those items.
   */
  readonly byParameters?: boolean;
  /**
   * Look only at transactions with these facts, in the form of a case: facts of the transaction and its records, not of
   * elements of lists. All other facts stay open.
   */
  readonly given?: { readonly law: Law; readonly facts: CaseJson };
  /**
   * Ids of facts that transactions may leave out: then a fact is what its formula makes of it, not applicable where its
   * declaration says so, or unknown. All others count as stated. Lists and records are always stated.
   */
  readonly leftOut?: ReadonlySet<string>;
  /**
   * By jurisdiction, facts that are a country whatever a transaction states, in its views alone: the same goods from each
   * jurisdiction's own territory. Cases then leave these facts out. No `applies when` may look at them.
   */
  readonly fixed?: ReadonlyMap<string, FixedFacts>;
  /** conditions opened before, some of them to be asked about here, without witnesses; several spaces may share them */
  readonly props?: Props;
  /** an analysis whose opened law is taken over: its conditions and what may be left out, and no domains or diagrams */
  readonly after?: Analysis;
}

/** A shared space of diagrams; see the head of this file. */
export class Analysis {
  readonly space: Space;
  readonly outcomes = new Outcomes();
  readonly #changes: Changes;
  #clauses: Clauses | null = null;
  readonly #openings: Map<Law, Map<string, Opening>>;
  readonly #leftOut: ReadonlySet<string>;
  readonly #fixed: ReadonlyMap<string, FixedFacts>;
  readonly #is = new Map<unknown, (value: unknown) => Truth>();

  constructor(options: AnalysisOptions = {}) {
    const given = options.given ?? null;
    this.space = new Space(
      options.budget,
      options.byParameters,
      given === null ? null : givenBy(given.law.program, given.facts),
      given?.facts,
      options.props ?? options.after?.space.props,
    );
    const { after } = options;
    this.#openings = after === undefined ? new Map() : after.#openings;
    this.#leftOut = (after === undefined ? options.leftOut : after.#leftOut) ?? new Set();
    this.#fixed = (after === undefined ? options.fixed : after.#fixed) ?? new Map();
    this.#changes = new Changes(this.space, this.outcomes);
  }

  /**
   * A law as read for a jurisdiction on a day; or a part of it, whose witnesses the whole law may answer otherwise.
   * @throws {Error} for a jurisdiction that the law does not have
   */
  view(
    law: Law,
    point: {
      readonly asOf: IsoDate;
      readonly knownAt?: IsoDate | null;
      readonly view?: "text" | "practice";
      readonly today?: IsoDate;
    },
    jurisdiction: string,
    part: Part | null = null,
  ): View {
    const { asOf, knownAt = null, view = "text", today } = point;
    const moment = { asOf, knownAt, view, ...(today === undefined ? {} : { today }) };
    return new View(this.space, this.outcomes, this.#openingOf(law, jurisdiction), moment, part);
  }

  /** One for all moments, which share what they read alike. */
  #openingOf(law: Law, jurisdiction: string): Opening {
    let openings = this.#openings.get(law);
    if (openings === undefined) {
      openings = new Map();
      this.#openings.set(law, openings);
    }
    let opening = openings.get(jurisdiction);
    if (opening === undefined) {
      opening = new Opening(
        law,
        this.space.props,
        jurisdiction,
        this.#leftOut,
        this.#fixed.get(jurisdiction),
      );
      openings.set(jurisdiction, opening);
    }
    return opening;
  }

  /** Runs what may grow past the budget. Nothing is lost by a failure: smaller questions may still be asked. */
  attempt<T>(run: () => T): Attempt<T> {
    return attempt(run);
  }

  // ------------------------------------------------------------------------------------------------- conditions

  get never(): Node {
    return this.space.diagrams.no;
  }

  get always(): Node {
    return this.space.diagrams.yes;
  }

  /** A condition told by `view.tell`, as a diagram over the four truth values. */
  condition(told: ReturnType<View["tell"]>): Node {
    return this.space.node(told);
  }

  /** `yes` exactly where the diagram has this value (a truth, an outcome, a change), and `no` elsewhere. */
  where(diagram: Node, test: (value: never) => boolean): Node {
    return this.space.diagrams.map((value: unknown) => (test(value as never) ? "yes" : "no"), diagram);
  }

  /** The same for one value, remembered. */
  is(diagram: Node, value: unknown): Node {
    let is = this.#is.get(value);
    if (is === undefined) {
      is = (other) => (other === value ? "yes" : "no");
      this.#is.set(value, is);
    }
    return this.space.diagrams.map(is, diagram);
  }

  and(...nodes: readonly Node[]): Node {
    return nodes.length === 0 ? this.always : this.space.combine(this.space.and, nodes);
  }

  or(...nodes: readonly Node[]): Node {
    return nodes.length === 0 ? this.never : this.space.combine(this.space.or, nodes);
  }

  not(node: Node): Node {
    return this.is(node, "no");
  }

  /** Values at the leaves that some transaction reaches. */
  values(diagram: Node): readonly unknown[] {
    return this.space.diagrams.values(diagram).filter((value) => this.isPossible(this.is(diagram, value)));
  }

  /** Whether some transaction makes the condition yes; "no" is a proof, "yes" wants a witness. */
  isPossible(node: Node): boolean {
    return this.space.quantifiers.isPossible(node);
  }

  /** Whether `a` is never yes without `b` being yes. */
  implies(a: Node, b: Node): boolean {
    return !this.isPossible(this.and(this.is(a, "yes"), this.not(this.is(b, "yes"))));
  }

  /** Whether two diagrams have the same values for every transaction that is possible. */
  isSame(a: Node, b: Node): boolean {
    if (a === b) return true;
    const differ = this.space.diagrams.apply(DIFFER, a, b);
    return !this.isPossible(differ);
  }

  // ------------------------------------------------------------------------------------------------------ questions

  /** What a rule comes to, after exceptions. */
  outcome(view: View, rule: OpenedRule, detail: Detail = VERDICT_ONLY): Node {
    return view.outcome(rule, detail);
  }

  /** The answers of a view: an `Outcome` at each leaf. */
  determination(view: View, detail: Detail = VERDICT_ONLY): Node {
    return view.determination(detail);
  }

  /** Where two views differ: a `Change` at each leaf, or `SAME`. Cheaper than two determinations. */
  changes(from: View, to: View, detail: Detail = VERDICT_ONLY): Node {
    return this.#changes.between(from, to, detail);
  }

  /** Where two views differ, by search: for laws whose diagrams do not fit. `limit`: conflicts after which to give up. */
  compare(from: View, to: View, detail: Detail = VERDICT_ONLY, limit?: number): Comparison {
    this.space.isSearched = true;
    this.#clauses ??= new Clauses(this.space, new Gates(this.space));
    return new Comparison(this.space, this.outcomes, this.#clauses, [from, to], detail, limit);
  }

  /** Questions about conditions that were told, by search; nothing can be told after. */
  questions(): Questions {
    return new Questions(this.space);
  }

  /** Changes by what they are, each with the condition under which it happens; only those that are possible. */
  listChanges(diagram: Node): readonly { readonly change: Change; readonly where: Node }[] {
    return this.space.diagrams.values(diagram).flatMap((value) => {
      if (value === SAME) return [];
      const where = this.is(diagram, value);
      return this.isPossible(where) ? [{ change: value as Change, where }] : [];
    });
  }

  /** Answers by what they are, each with the condition under which it is given; only those that are possible. */
  listOutcomes(diagram: Node): readonly { readonly outcome: Outcome; readonly where: Node }[] {
    return this.space.diagrams.values(diagram).flatMap((value) => {
      const where = this.is(diagram, value);
      return this.isPossible(where) ? [{ outcome: value as Outcome, where }] : [];
    });
  }

  /** A condition as a short table of boxes. */
  regions(condition: Node, limit?: number): Regions {
    return regionsOf(this.space, condition, limit);
  }

  /** The smallest transaction for a condition, replayed by the oracle in the given views. */
  witness(condition: Node, views: readonly View[], options?: WitnessOptions): Witness | null {
    return witnessOf(this.space, condition, views, options);
  }

  /** A witness inside one box of a region. */
  witnessOf(
    region: Region,
    condition: Node,
    views: readonly View[],
    options?: WitnessOptions,
  ): Witness | null {
    return this.witness(this.and(condition, region.node), views, options);
  }

  /** A condition over the transaction for `--where` and the like, opened at the view's point. */
  tell(view: View, condition: Expr): ReturnType<View["tell"]> {
    return view.tell(condition);
  }
}

const DIFFER = {
  name: "differ",
  commutative: true,
  apply: (a: unknown, b: unknown): Truth => (a === b ? "no" : "yes"),
};
