/**
 * Differences between answers as a list that a reader can go through: for each kind of difference every measure that may
 * be behind it, each with a transaction. By search (see `comparison.ts`), so that the end of the list is a proof.
 */
import type { CaseJson, Program } from "../../check/tree.ts";
import type { Witness } from "../cases/witness.ts";
import { attempt } from "../diagrams/attempt.ts";
import { givenBy } from "../diagrams/given.ts";
import type { Space } from "../diagrams/space.ts";
import type { Detail, Outcome, Outcomes } from "../opening/outcome.ts";
import type { View } from "../opening/view.ts";
import { type Lit, not } from "../sat/sat.ts";
import { type AnswerGates, answerGates, isOutcome, literalsOf, outcomeIn } from "./answers.ts";
import { Clauses } from "./clauses.ts";
import { Gates } from "./gates.ts";
import { type Boxes, BoxFinder } from "./implicants.ts";
import { caseIn } from "./model.ts";
import { Search, SearchInTurn } from "./search.ts";
import { statedIn } from "./stated.ts";
import { Touched } from "./touched.ts";

/** Conflicts after which a question is given up: some seconds. */
const LIMIT = 30_000;
/** Circuits that questions one after another have rested on. */
const MOST_CIRCUITS = 150_000;
/** Assignments tried for one witness. */
const TRIES = 6;
/** Conflicts after which a wish is given up. */
const WISHING = 50;
/** Further assignments of a kind that a witness is sought for. */
const RETRIES = 12;

interface Group {
  /** its place in the list */
  readonly at: number;
  readonly measures: string[];
  tries: number;
}

export interface Asked {
  /** the views that a witness is replayed in */
  readonly views: readonly View[];
  readonly claim: Lit;
  /** differences that differ in one of these are told apart */
  readonly kinds: readonly Lit[];
  /** what may be behind a difference, by measure */
  readonly measures: ReadonlyMap<string, Lit>;
  /** all answers are settled; an open difference by measures that were told of is not told again */
  readonly settled: Lit;
  /** those of the measures for which an open difference is told; absent: all */
  readonly openFor?: ReadonlyMap<string, Lit>;
  /** says of a case whether it shows a difference; absent: where the views answer it as expected */
  readonly isShown?: (facts: CaseJson, expected: readonly Outcome[]) => boolean;
  /** a case found before that the views answer so, if there is one */
  readonly known?: (expected: readonly Outcome[]) => CaseJson | null;
  /** what a case of certain kinds is to show besides, if it can */
  readonly besides?: (kinds: readonly boolean[]) => readonly Lit[];
  /** views whose facts a case states besides; absent: those of `views` */
  readonly ground?: readonly View[];
  /** as in the options of a witness */
  readonly rounds?: number;
}

export interface Difference {
  /** the answers of the views */
  readonly outcomes: readonly Outcome[];
  /** which of the kinds are true of it */
  readonly kinds: readonly boolean[];
  /** measures behind it, as few as can be for one that was not told of before */
  readonly measures: readonly string[];
  readonly witness: Witness | null;
  /** transactions that differ so by the first of the measures; at most so many boxes */
  readonly boxes: (most: number) => Boxes;
}

/** A transaction found before, with the answers of the views. */
export interface Known {
  readonly case: CaseJson;
  readonly outcomes: readonly Outcome[];
  /** which of the kinds are true of it */
  readonly kinds: readonly boolean[];
}

export interface Listed {
  readonly differences: readonly Difference[];
  /** none: there are no others; `many`: the list was cut; `budget`: the search was given up */
  readonly open: "none" | "many" | "budget";
}

export class Differences {
  readonly #space: Space;
  readonly #outcomes: Outcomes;
  readonly #clauses: Clauses;
  readonly #touched: Touched;
  readonly #prover: Search;
  readonly #inTurn: SearchInTurn;
  readonly #boxes: BoxFinder;
  readonly #answers = new Map<View, Map<Detail, AnswerGates>>();
  /** what the lists have cost so far: questions to the solver, and the conflicts in answering them */
  questions = 0;
  conflicts = 0;

  /** The views that are asked about are those of the analysis. */
  constructor({ space, outcomes }: { readonly space: Space; readonly outcomes: Outcomes }) {
    this.#space = space;
    this.#outcomes = outcomes;
    space.isSearched = true;
    this.#clauses = new Clauses(space, new Gates(space));
    this.#touched = new Touched(this.#clauses, space.props);
    this.#prover = new Search(this.gates);
    this.#inTurn = new SearchInTurn(this.gates, MOST_CIRCUITS);
    this.#boxes = new BoxFinder(space, this.gates);
  }

  get gates(): Gates {
    return this.#clauses.gates;
  }

  /** A condition told by `view.tell`: that it is certainly so. */
  holds(told: ReturnType<View["tell"]>): Lit {
    return this.#clauses.of(told, "yes");
  }

  answer(view: View, detail: Detail): AnswerGates {
    let byDetail = this.#answers.get(view);
    if (byDetail === undefined) {
      byDetail = new Map();
      this.#answers.set(view, byDetail);
    }
    let answer = byDetail.get(detail);
    if (answer === undefined) {
      answer = answerGates(view, this.#clauses, detail);
      byDetail.set(detail, answer);
    }
    return answer;
  }

  /** What is true wherever the two views answer differently: said beside a question, it leads to what an edit concerns. */
  touched([from, to]: readonly [View, View]): Lit {
    return this.#touched.between(from, to);
  }

  /** The law leaves nothing open about the verdict. */
  isSettled({ least, most }: AnswerGates): Lit {
    const { gates } = this;
    return gates.and(...least.verdicts.map((lit, rank) => not(gates.differ(lit, most.verdicts[rank]!))));
  }

  /**
   * Which of the literals are true where all claims are: in one way in which they may be. False: a proof that they cannot,
   * null: given up after so many conflicts. Asked of one question after another; what was learned from one helps with the next.
   */
  someWay(
    claims: readonly Lit[],
    literals: readonly Lit[] = [],
    limit = LIMIT,
  ): readonly boolean[] | false | null {
    return this.#wayIn(this.#inTurn.search, claims, literals, limit);
  }

  /** The same by an assignment that says of each literal whether it is true, also where nothing that is claimed rests on it. */
  wholeWay(
    claims: readonly Lit[],
    literals: readonly Lit[],
    limit: number,
  ): readonly boolean[] | false | null {
    const search = new Search(this.gates);
    search.watch(literals);
    return this.#wayIn(search, claims, literals, limit);
  }

  #wayIn(
    search: Search,
    claims: readonly Lit[],
    literals: readonly Lit[],
    limit: number,
  ): readonly boolean[] | false | null {
    if (claims.includes(this.gates.no)) return false;
    const { conflicts } = search;
    const found = search.solve(claims, limit);
    this.questions++;
    this.conflicts += search.conflicts - conflicts;
    return found ? literals.map((lit) => search.isTrue(lit)) : found;
  }

  /**
   * Of each claim, whether it may be so together with all that is demanded, as far as so many conflicts a question tell;
   * asked apart. Those that are found are asked no more, so that what is left is mostly ruled out at once.
   */
  whichPossible(demanded: readonly Lit[], claims: readonly Lit[], limit: number): readonly boolean[] {
    const { gates } = this;
    const search = new Search(gates);
    const ask = (claim: Lit): boolean | null => {
      this.questions++;
      return search.solve([claim], limit);
    };
    for (const lit of demanded) search.clause(lit);
    const possible = new Set<Lit>();
    for (let rest = claims.filter((claim) => claim !== gates.no); rest.length > 0; ) {
      const found = ask(gates.or(...rest));
      if (found === false) break;
      const shown = rest.filter((claim) => (found === null ? ask(claim) !== false : search.isTrue(claim)));
      for (const claim of shown) possible.add(claim);
      if (found === null || shown.length === 0) break;
      rest = rest.filter((claim) => !possible.has(claim));
    }
    this.conflicts += search.conflicts;
    return claims.map((claim) => possible.has(claim));
  }

  /** Boxes of transactions that meet a claim, at most so many; the first around a case, as far as the claim goes along. */
  boxes(
    claim: Lit,
    most: number,
    limit: number,
    near: { readonly program: Program; readonly facts: CaseJson } | null = null,
  ): Boxes {
    const stated = near === null ? [] : statedIn(this.gates, givenBy(near.program, near.facts));
    return this.#boxes.of(claim, most, limit, stated);
  }

  /**
   * Every kind of difference with every measure that may be behind it, at most so many; settled answers first. `by`
   * measure: each on its own, with a transaction for each; `kind`: each kind once, with all measures.
   */
  list(asked: Asked, detail: Detail, most: number, by: "measure" | "kind" = "measure"): Listed {
    const { gates } = this;
    const { claim, kinds, settled } = asked;
    const differences: Difference[] = [];
    if (claim === gates.no) return { differences, open: "none" };
    const search = this.#reading(asked, detail);
    search.clause(claim);
    // by kind, and of settled differences by kind alone: measures that were told of
    const told = new Map<string, Set<string>>();
    let folded: ReadonlySet<string> = new Set();
    for (const phase of [settled, not(settled)]) {
      if (phase === gates.no) continue;
      if (phase !== settled) folded = this.#fold(search, asked, told);
      const groups = new Map<string, Group>();
      let wished: readonly Lit[] = [];
      for (;;) {
        const conflicts = search.conflicts;
        const found = search.solve([phase], LIMIT, wished);
        this.questions++;
        this.conflicts += search.conflicts - conflicts;
        if (found === false) break;
        if (found === null) return { differences, open: "budget" };
        if (differences.length === most) return { differences, open: "many" };
        const own = kinds.map((lit) => (search.isTrue(lit) ? lit : not(lit)));
        const key = own.join();
        const before = told.get(key) ?? new Set<string>();
        const behind = [...asked.measures].flatMap(([id, lit]) =>
          !before.has(id) && search.isTrue(lit) ? [id] : [],
        );
        const group = groups.get(key);
        if (group === undefined) {
          const first = by === "measure" ? behind[0] : undefined;
          const fixed = [phase, ...own, ...(first === undefined ? [] : [asked.measures.get(first)!])];
          if (first !== undefined) this.#alone(search, asked, first, fixed);
          const measures = [...asked.measures].flatMap(([id, lit]) => (search.isTrue(lit) ? [id] : []));
          const around = gates.and(claim, ...fixed.slice(1));
          // what counts as told has to show in the transaction, of which the measures are told then
          const behindIt = by === "measure" ? measures.map((id) => asked.measures.get(id)!) : [];
          differences.push({
            ...this.#shown(search, asked, detail, [claim, ...fixed, ...behindIt]),
            kinds: own.map((lit, i) => lit === kinds[i]),
            measures,
            boxes: (count) => this.#boxes.of(around, count, LIMIT),
          });
          for (const id of measures) before.add(id);
          if (by === "kind") groups.set(key, { at: differences.length - 1, measures, tries: RETRIES });
        } else {
          group.measures.push(...behind);
          for (const id of behind) before.add(id);
          const known = differences[group.at]!;
          if (known.witness?.certain !== true && group.tries-- > 0) {
            const shown = this.#shown(search, asked, detail, [claim, phase, ...own]);
            if (shown.witness?.certain === true) differences[group.at] = { ...known, ...shown };
          }
        }
        told.set(key, before);
        const untold = this.#untold(asked, before);
        search.clause(...own.map(not), ...untold);
        // as many as go together at once: where each is found by itself, most questions are about one measure
        const wanted = this.#untold(asked, new Set([...before, ...folded]));
        if (by === "kind") wished = wanted.length === 0 ? [] : [...own, ...wanted];
      }
    }
    return { differences, open: "none" };
  }

  /**
   * Every kind of difference once, at most so many, with a transaction for each; measures are named where none was found.
   * Settled answers first; an open one where one of its kinds is not among those of the settled ones. `known`: settled ones
   * that need no search, each of another kind.
   */
  kinds(asked: Asked, detail: Detail, most: number, known: readonly Known[]): Listed {
    const { gates } = this;
    const { claim, kinds, settled } = asked;
    const differences: Difference[] = [];
    if (claim === gates.no) return { differences, open: "none" };
    const search = this.#reading({ ...asked, measures: new Map() }, detail);
    search.clause(claim);
    const told = new Set<Lit>();
    const tell = (own: readonly Lit[], shown: Pick<Difference, "outcomes" | "witness">): void => {
      const measures = shown.witness?.certain === true ? [] : this.#behind(asked, detail, [claim, ...own]);
      differences.push({
        ...shown,
        kinds: own.map((lit, i) => lit === kinds[i]),
        measures,
        boxes: (count) => this.#boxes.of(gates.and(claim, ...own), count, LIMIT),
      });
      search.clause(...own.map(not));
      for (const lit of own) told.add(lit);
    };
    for (const { case: facts, outcomes, kinds: own } of known) {
      const witness = { case: facts, certain: true, answers: [], expected: outcomes };
      tell(
        kinds.map((lit, i) => (own[i] === true ? lit : not(lit))),
        { outcomes, witness },
      );
    }
    for (const phase of [settled, not(settled)]) {
      if (phase === gates.no) continue;
      if (phase !== settled && told.size > 0)
        search.clause(settled, ...kinds.flatMap((lit) => [lit, not(lit)]).filter((lit) => !told.has(lit)));
      for (;;) {
        const { conflicts } = search;
        const found = search.solve([phase], LIMIT);
        this.questions++;
        this.conflicts += search.conflicts - conflicts;
        if (found === false) break;
        if (found === null) return { differences, open: "budget" };
        if (differences.length >= most) return { differences, open: "many" };
        const own = kinds.map((lit) => (search.isTrue(lit) ? lit : not(lit)));
        const more = this.#granted(
          search,
          [phase, ...own],
          asked.besides?.(own.map((lit, i) => lit === kinds[i])) ?? [],
        );
        if (more === null) return { differences, open: "budget" };
        tell(own, this.#shown(search, asked, detail, [claim, phase, ...own, ...more]));
      }
    }
    return { differences, open: "none" };
  }

  /** Those of the wishes that an assignment can grant together, the first first, without much ado; it is the one found last. Null: given up. */
  #granted(search: Search, fixed: readonly Lit[], wishes: readonly Lit[]): readonly Lit[] | null {
    let granted: readonly Lit[] = [];
    let isLast = true;
    for (const wish of wishes) {
      const { conflicts } = search;
      isLast = search.solve([...fixed, ...granted, wish], WISHING) === true;
      this.questions++;
      this.conflicts += search.conflicts - conflicts;
      if (isLast) granted = [...granted, wish];
    }
    if (isLast) return granted;
    return search.solve([...fixed, ...granted], LIMIT) === true ? granted : null;
  }

  /** The measures behind one of the assignments that make claims true. */
  #behind(asked: Asked, detail: Detail, claims: readonly Lit[]): readonly string[] {
    const search = this.#reading(asked, detail);
    if (search.solve(claims, LIMIT) !== true) return [];
    return [...asked.measures].flatMap(([id, lit]) => (search.isTrue(lit) ? [id] : []));
  }

  /** The answers of the assignment found last, and a transaction that is answered so. */
  #shown(
    search: Search,
    asked: Asked,
    detail: Detail,
    claims: readonly Lit[],
  ): Pick<Difference, "outcomes" | "witness"> {
    const outcomes = this.#answersIn(asked, search, detail);
    const known = asked.known?.(outcomes) ?? null;
    const witness =
      known === null
        ? this.#witness(search, asked, detail, claims)
        : { case: known, certain: true, answers: [], expected: outcomes };
    // another assignment may have been taken for it, which is answered otherwise
    return { outcomes: outcomes.map((outcome, i) => witness?.expected[i] ?? outcome), witness };
  }

  /** Looks for the same with one measure alone behind it, where that may be. */
  #alone(search: Search, { measures }: Asked, id: string, fixed: readonly Lit[]): void {
    const others = [...measures].flatMap(([other, lit]) => (other === id ? [] : [not(lit)]));
    if (search.solve([...fixed, ...others], LIMIT) !== true) search.solve(fixed, LIMIT);
  }

  #untold({ measures }: Pick<Asked, "measures">, told: ReadonlySet<string>): readonly Lit[] {
    return [...measures].flatMap(([id, lit]) => (told.has(id) ? [] : [lit]));
  }

  /** An open difference is told of only where a measure is behind it that no settled one has: these are given back. */
  #fold(search: Search, asked: Asked, told: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
    const all = new Set([...told.values()].flatMap((ids) => [...ids]));
    const measures = asked.openFor ?? asked.measures;
    if (told.size > 0) search.clause(asked.settled, ...this.#untold({ measures }, all));
    return all;
  }

  #reading({ views, kinds, measures, settled }: Asked, detail: Detail): Search {
    const search = new Search(this.gates);
    search.watch([
      ...views.flatMap((view) => literalsOf(this.answer(view, detail))),
      ...kinds,
      ...measures.values(),
      settled,
    ]);
    return search;
  }

  #answersIn({ views }: Asked, search: Search, detail: Detail): readonly Outcome[] {
    return views.map((view) => outcomeIn(this.answer(view, detail), search, this.#outcomes));
  }

  /** A transaction for the assignment found last, or for another one that is answered so. */
  #witness(search: Search, asked: Asked, detail: Detail, claims: readonly Lit[]): Witness | null {
    const { gates } = this;
    const space = this.#space;
    const { views } = asked;
    const claimOf = (outcomes: readonly Outcome[]): Lit =>
      gates.and(
        ...claims,
        ...views.map((view, i) => isOutcome(this.answer(view, detail), outcomes[i]!, gates)),
      );
    const { isShown, ground, rounds } = asked;
    const options = {
      smallest: false,
      ...(rounds === undefined ? {} : { rounds }),
      ...(isShown === undefined ? {} : { isShown }),
      ...(ground === undefined ? {} : { ground }),
    };
    let best: Witness | null = null;
    let at = search;
    for (let tries = 0; tries < TRIES; tries++) {
      const outcomes = this.#answersIn(asked, at, detail);
      // sums over lists are worked out by diagrams, which may grow too large
      const made = attempt(() =>
        caseIn(at, claimOf(outcomes), space, views, outcomes, options, this.#prover),
      );
      if (made.kind === "budget") break;
      const { found, core } = made.value;
      if (found?.certain === true) return found;
      best ??= found;
      // what is ruled out here may not be ruled out of the list
      if (at === search) at = this.#reading(asked, detail);
      // a sum that no parts come to is tried no more, whatever the other facts are
      const computed = found === null ? core.filter((lit) => this.#isComputed(lit)) : [];
      at.clause(...(computed.length > 0 ? computed : core).map(not));
      if (at.solve(claims, LIMIT) !== true) break;
    }
    return best;
  }

  #isComputed(lit: Lit): boolean {
    const gate = this.gates.gate(lit);
    return gate.is === "bit" && COMPUTED.has(gate.fact.about.subject.is);
  }
}

/** Subjects whose values follow from those of others. */
const COMPUTED: ReadonlySet<string> = new Set(["product", "sum", "same", "aggregate"]);
