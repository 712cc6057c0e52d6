/**
 * Where two views differ, by search instead of diagrams: nothing is put together as a whole, so that the law of a country
 * over two dates takes a fraction of a second. What is not found is proved not to be.
 */

import type { Witness, WitnessOptions } from "../cases/witness.ts";
import type { Space } from "../diagrams/space.ts";
import type { Change } from "../opening/change.ts";
import { type Detail, type Outcomes, POLICIES } from "../opening/outcome.ts";
import type { View } from "../opening/view.ts";
import { type Lit, not } from "../sat/sat.ts";
import {
  type AnswerGates,
  type AnswerSide,
  answerGates,
  differ,
  isOutcome,
  literalsOf,
  outcomeIn,
  ruleKey,
} from "./answers.ts";
import type { Clauses } from "./clauses.ts";
import { caseIn } from "./model.ts";
import { Search } from "./search.ts";

/** A kind of difference: one of whatever kind, to a stricter answer, to a milder one (verdict first, then policy, then routes). */
export type Kind = "any" | "tighter" | "looser";

/** Conflicts after which a question is given up: some seconds. */
const LIMIT = 30_000;

export class Comparison {
  readonly #space: Space;
  readonly #outcomes: Outcomes;
  readonly #views: readonly [View, View];
  readonly #clauses: Clauses;
  readonly #from: AnswerGates;
  readonly #to: AnswerGates;
  readonly #limit: number;
  readonly #search: Search;
  #changed: Lit | null = null;
  /** for witnesses */
  #read: Search | null = null;

  constructor(
    space: Space,
    outcomes: Outcomes,
    clauses: Clauses,
    views: readonly [View, View],
    detail: Detail,
    limit = LIMIT,
  ) {
    this.#space = space;
    this.#outcomes = outcomes;
    this.#views = views;
    this.#clauses = clauses;
    this.#from = answersOf(views[0], clauses, detail);
    this.#to = answersOf(views[1], clauses, detail);
    this.#limit = limit;
    this.#search = new Search(clauses.gates);
  }

  /**
   * Whether some transaction is answered so differently; "no" is a proof, null: given up, after `limit` conflicts where that
   * is less. To ask again goes on from what was learned.
   */
  differs(kind: Kind = "any", limit = this.#limit): boolean | null {
    const claim = this.#claim(kind);
    if (claim === this.#clauses.gates.no) return false;
    const most = Math.min(limit, this.#limit);
    // some difference is found at once, one of a direction is not
    if (kind === "any") return this.#search.solve([claim], most);
    this.#changed ??= this.#whatChanged();
    return this.#search.solve([this.#changed, claim], most);
  }

  /** What follows where the answers differ, and leads to it: a rule that only one of the views has may hold, or they reach otherwise. */
  #whatChanged(): Lit {
    const { gates } = this.#clauses;
    const [from, to] = [this.#from, this.#to];
    const only = (here: AnswerGates, there: AnswerGates): readonly Lit[] =>
      [...here.rules].flatMap(([key, lits]) => (there.rules.has(key) ? [] : lits));
    const reach = from.reached.map((lit, i) => gates.differ(lit, to.reached[i]!));
    return gates.or(...only(from, to), ...only(to, from), ...reach);
  }

  /**
   * Whether the difference found last rests on a sum or a count over a list. The search knows little of what these come to,
   * so that it may be none: only a witness shows it.
   */
  get restsOnTotals(): boolean {
    const search = this.#search;
    return [...search.facts].some(
      (fact) => fact.about.subject.is === "aggregate" && search.classOf(fact) !== fact.usual,
    );
  }

  /** Changes by what they are, at most so many; `complete`: there are no others. */
  changes(most: number): { readonly changes: readonly Change[]; readonly complete: boolean } {
    const { gates } = this.#clauses;
    const claim = this.#claim("any");
    const changes: Change[] = [];
    const search = this.#reading();
    while (claim !== gates.no && changes.length < most) {
      const found = search.solve([claim], this.#limit);
      if (found === null) return { changes, complete: false };
      if (!found) return { changes, complete: true };
      const change = this.#changeIn(search);
      changes.push(change);
      search.clause(not(this.#is(change)));
    }
    return { changes, complete: claim === gates.no };
  }

  /**
   * A transaction that is answered so differently (or changes so), replayed by the oracle in both views; a settled answer
   * rather than an open one, a change of the verdict rather than of its terms. Null: none was found.
   */
  witness(of: Kind | Change, options: WitnessOptions = {}): Witness | null {
    const claims = typeof of === "string" ? this.#preferred(of) : [this.#is(of)];
    let best: Witness | null = null;
    for (const claim of claims) {
      const found = this.#witness(claim, options);
      if (found?.certain === true) return found;
      best ??= found;
    }
    return best;
  }

  #witness(claim: Lit, options: WitnessOptions): Witness | null {
    this.#read ??= this.#reading();
    const search = this.#read;
    // what was tried for one claim may do for another
    const tried = this.#clauses.gates.toggle();
    let best: Witness | null = null;
    for (let tries = options.tries ?? 12; tries > 0; tries--) {
      if (search.solve([tried, claim], this.#limit) !== true) break;
      const { from, to } = this.#changeIn(search);
      const is = this.#is({ from, to });
      const { found, core } = caseIn(search, is, this.#space, this.#views, [from, to], options);
      if (found?.certain === true) return found;
      best ??= found;
      search.clause(not(tried), ...core.map(not));
    }
    return best;
  }

  /** The measures whose rules are not the same in both views: what makes the comparison large. */
  get differing(): readonly string[] {
    const [from, to] = this.#views.map((view) => new Set(view.rules.map((rule) => rule.meaning)));
    const changed = [
      ...this.#views[0].rules.filter((rule) => !to!.has(rule.meaning)),
      ...this.#views[1].rules.filter((rule) => !from!.has(rule.meaning)),
    ];
    return [...new Set(changed.map(({ rule }) => rule.of.id))].sort();
  }

  // ------------------------------------------------------------------------------------------------------- claims

  #is({ from, to }: Change): Lit {
    const { gates } = this.#clauses;
    return gates.and(isOutcome(this.#from, from, gates), isOutcome(this.#to, to, gates));
  }

  /** A search whose assignments say what both views answer. */
  #reading(): Search {
    const search = new Search(this.#clauses.gates);
    search.watch([...literalsOf(this.#from), ...literalsOf(this.#to)]);
    return search;
  }

  #changeIn(search: Search): Change {
    return {
      from: outcomeIn(this.#from, search, this.#outcomes),
      to: outcomeIn(this.#to, search, this.#outcomes),
    };
  }

  #claim(kind: Kind): Lit {
    const { gates } = this.#clauses;
    if (kind === "any") return differ(this.#from, this.#to, gates);
    const [from, to] = kind === "tighter" ? [this.#from, this.#to] : [this.#to, this.#from];
    return this.#stricter(from, to);
  }

  /** The claim, and before it the same of settled answers whose verdict changes, and of settled answers. */
  #preferred(kind: Kind): readonly Lit[] {
    const { gates } = this.#clauses;
    const claim = this.#claim(kind);
    const settled = gates.and(
      claim,
      ...[this.#from, this.#to].flatMap(({ least, most }) =>
        least.verdicts.map((lit, rank) => not(gates.differ(lit, most.verdicts[rank]!))),
      ),
    );
    const moved = gates.or(
      ...this.#from.least.verdicts.map((lit, rank) => gates.differ(lit, this.#to.least.verdicts[rank]!)),
    );
    return [gates.and(settled, moved), settled, claim].filter((lit) => lit !== gates.no);
  }

  /** The second answer is stricter and in nothing of the same weight milder. */
  #stricter(from: AnswerGates, to: AnswerGates): Lit {
    const { gates } = this.#clauses;
    const pairs = (["least", "most"] as const).map((side) => [from[side], to[side]] as const);
    const up = (a: readonly Lit[], b: readonly Lit[]): Lit =>
      gates.or(...a.map((lit, i) => gates.and(lit, gates.or(...b.slice(i + 1)))));
    const verdict = joined(
      gates,
      pairs.map(([a, b]) => ({
        up: up(a.verdicts, b.verdicts),
        down: up(b.verdicts, a.verdicts),
        odd: gates.no,
      })),
    );
    const policy = joined(
      gates,
      pairs.map(([a, b]) => policyStep(gates, a, b)),
    );
    const routes = joined(
      gates,
      pairs.map(([a, b]) => routeStep(gates, a, b)),
    );
    return gates.or(
      verdict.up,
      gates.and(verdict.same, policy.up),
      gates.and(verdict.same, policy.same, routes.up),
    );
  }
}

/** Answers built before, by everything they rest on. */
const BUILT = new WeakMap<Clauses, Map<string, AnswerGates>>();

/** The answers of a view; those of another that says the same, which then differ in nothing. */
function answersOf(view: View, clauses: Clauses, detail: Detail): AnswerGates {
  const rules = view.rules.map(ruleKey).sort();
  const key = JSON.stringify([detail, view.reached, rules]);
  const built = BUILT.get(clauses) ?? new Map<string, AnswerGates>();
  BUILT.set(clauses, built);
  let answers = built.get(key);
  if (answers === undefined) {
    answers = answerGates(view, clauses, detail);
    built.set(key, answers);
  }
  return answers;
}

type Gates = Clauses["gates"];

/** How one part of one side changes; `odd`: it differs, and neither is stricter. */
interface Step {
  readonly up: Lit;
  readonly down: Lit;
  readonly odd: Lit;
}

function joined(gates: Gates, steps: readonly Step[]): { readonly up: Lit; readonly same: Lit } {
  const up = gates.or(...steps.map((step) => step.up));
  const against = gates.or(...steps.flatMap((step) => [step.down, step.odd]));
  return { up: gates.and(up, not(against)), same: gates.and(not(up), not(against)) };
}

function policyStep(gates: Gates, a: AnswerSide, b: AnswerSide): Step {
  const [stated, other] = [a.policies[0]!, b.policies[0]!];
  const both = gates.and(stated, other);
  const above = (x: AnswerSide, y: AnswerSide): Lit =>
    gates.and(both, gates.or(...POLICIES.map((_, at) => gates.and(not(x.policies[at]!), y.policies[at]!))));
  return { up: above(a, b), down: above(b, a), odd: gates.differ(stated, other) };
}

/** Fewer ways to a license are tighter; none stated says nothing about their number. */
function routeStep(gates: Gates, a: AnswerSide, b: AnswerSide): Step {
  const names = [...new Set([...a.routes.keys(), ...b.routes.keys()])];
  const has = (side: AnswerSide, name: string): Lit => side.routes.get(name) ?? gates.no;
  const some = (side: AnswerSide): Lit => gates.or(...side.routes.values());
  const lost = gates.or(...names.map((name) => gates.and(has(a, name), not(has(b, name)))));
  const gained = gates.or(...names.map((name) => gates.and(not(has(a, name)), has(b, name))));
  const both = gates.and(some(a), some(b));
  return {
    up: gates.and(both, lost, not(gained)),
    down: gates.and(both, gained, not(lost)),
    odd: gates.or(gates.differ(some(a), some(b)), gates.and(both, lost, gained)),
  };
}
