/** From an assignment of circuits to a case: first with the facts that matter alone, then with all that were assigned. */
import type { CaseJson } from "../../check/tree.ts";
import { Realizer } from "../cases/realize.ts";
import type { Realized, RealizedList } from "../cases/realized.ts";
import {
  agrees,
  CaseMaker,
  merged,
  placesOf,
  replay,
  shrink,
  type Witness,
  type WitnessOptions,
} from "../cases/witness.ts";
import { type ListRef, ROOT, type Scope } from "../conditions/subject.ts";
import type { Node } from "../diagrams/diagram.ts";
import type { Assignment } from "../diagrams/paths.ts";
import { depthOfList } from "../diagrams/quantifiers.ts";
import type { Space } from "../diagrams/space.ts";
import type { Variable } from "../diagrams/variables.ts";
import type { Outcome } from "../opening/outcome.ts";
import type { View } from "../opening/view.ts";
import { type Lit, not } from "../sat/sat.ts";
import type { Fact, Gates, Question, Universe } from "./gates.ts";
import { profileOf, variableOf } from "./profiles.ts";
import type { Search } from "./search.ts";

export interface Assigned {
  readonly fact: Fact;
  readonly cls: number;
}

/** What an assignment says of facts, and which elements of lists are there. It outlives the search for the next one. */
export interface Found {
  readonly assigned: readonly Assigned[];
  readonly elements: readonly Present[];
  readonly absent: readonly Absent[];
}

/** An element that is there, by the question that it answers. */
interface Present {
  readonly universe: Universe;
  readonly slot: string;
  readonly answer: Lit;
}

/** There is no element of which the question is answered with yes. */
interface Absent {
  readonly universe: Universe;
  readonly question: Question;
}

/** What the assignment that `search` found last says. */
export function foundBy(search: Search): Found {
  return {
    assigned: [...search.facts].map((fact) => ({ fact, cls: search.classOf(fact) })),
    elements: [...search.universes].flatMap(([universe, questions]) =>
      questions.flatMap(({ answer, slot }) =>
        slot !== null && search.isTrue(answer) ? [{ universe, slot, answer }] : [],
      ),
    ),
    absent: [...search.universes].flatMap(([universe, questions]) =>
      questions.flatMap((question) => (search.isTrue(question.answer) ? [] : [{ universe, question }])),
    ),
  };
}

/**
 * A case for the assignment that `search` found, with the answers expected of the views; and the literals that make
 * `claim` true in it. Null: the computed facts among those assigned cannot be met.
 */
export function caseIn(
  search: Search,
  claim: Lit,
  space: Space,
  views: readonly View[],
  expected: readonly Outcome[],
  options: WitnessOptions,
  /** tells which literals matter; one of which nothing is demanded finds all of them */
  prover: Search = search,
): { readonly found: Witness | null; readonly core: readonly Lit[] } {
  const all = foundBy(search);
  const answers = [...search.universes.values()].flatMap((questions) =>
    questions.map(({ answer }) => (search.isTrue(answer) ? answer : not(answer))),
  );
  const core = coreOf(prover, claim, [...answers, ...all.assigned.flatMap(literals)], options.rounds);
  const kept = new Set(core);
  const isKept = (one: Assigned): boolean =>
    one.fact.places.size > 0 || literals(one).some((lit) => kept.has(lit));
  const ground = options.ground ?? views;
  const least: Found = {
    assigned: all.assigned.filter(isKept),
    elements: all.elements.filter(({ answer }) => kept.has(answer)),
    absent: all.absent.filter(({ question }) => kept.has(not(question.answer))),
  };
  const needed = new Set([
    ...least.assigned.flatMap(({ fact }) => placesOf(fact.about.subject)),
    ...least.elements.map(({ universe }) => universe.element.list),
  ]);
  let best: Witness | null = null;
  for (const part of [least, all]) {
    const json = caseOf(part, search.gates, ground);
    if (json === null) continue;
    const { isShown } = options;
    if (isShown !== undefined) {
      const shown = { case: json, certain: isShown(json, expected), answers: [], expected, needed };
      if (shown.certain) return { found: shown, core };
      best ??= shown;
      continue;
    }
    const replies = views.map((view) => replay(view, json));
    const certain = replies.every((answer, i) => answer !== null && agrees(answer, expected[i]!));
    const witness = { case: json, certain, answers: replies, expected, needed };
    if (certain) {
      return { found: options.smallest === false ? witness : shrink(witness, views, space.givenFacts), core };
    }
    best ??= witness;
  }
  return { found: best, core };
}

/** A case with these facts, that states all that the views look at. Null: computed facts among them cannot be met. */
export function caseOf(
  { assigned, elements, absent }: Found,
  gates: Gates,
  views: readonly Looked[],
): CaseJson | null {
  const { space } = gates;
  const { variables, lists: known, maker } = groundOf(space, views);
  const realizer = new Realizer(space, variables);
  const realize = (scope: Scope, slot: string, around: Realized | null): Realized | null => {
    const own = assigned.filter(({ fact }) => isOf(fact, slot));
    const self = realizer.realize(scope, pathOf(space, own), around, (beside) => presentIn(slot, beside));
    if (self === null) return null;
    const lists = new Map(
      known
        .filter(({ owner }) => owner.list === scope.list && depthOfList(owner) === depthOfList(scope))
        .map((list): [string, RealizedList] => [list.path, { list, elements: [] }]),
    );
    for (const one of self.lists) lists.set(one.list.path, one);
    return { ...self, lists: [...lists.values()] };
  };
  const presentIn = (slot: string, self: Realized): readonly RealizedList[] | null => {
    const lists = new Map<string, RealizedList>();
    // several totals of one list have the same elements
    for (const list of addedUp(slot))
      if (!lists.has(list.path)) lists.set(list.path, { list, elements: [], without: unwanted(slot, list) });
    for (const { universe, slot: element } of elements) {
      if (universe.owner !== slot) continue;
      const inner = { ...universe.element, depth: depthOfList(universe.element) };
      const realized = realize(inner, element, self);
      if (realized === null) return null;
      const { list } = universe;
      const before = lists.get(list.path) ?? { list, elements: [] };
      lists.set(list.path, { ...before, elements: [...before.elements, realized] });
    }
    return [...lists.values()];
  };
  /** Lists to which elements may be added for the sake of a total. */
  const addedUp = (slot: string): readonly ListRef[] =>
    assigned.flatMap(({ fact }) => {
      const { subject } = fact.about;
      return subject.is === "aggregate" && isOf(fact, slot) ? [subject.list] : [];
    });
  const unwanted = (slot: string, list: ListRef): readonly Node[] =>
    absent
      .filter(({ universe }) => universe.owner === slot && universe.list.path === list.path)
      .map(({ universe, question }) => profileOf(question, universe, gates))
      .filter((profile) => profile !== null);
  const whole = realize(ROOT, "", null);
  return whole === null ? null : merged(maker.record(whole), space.givenFacts);
}

interface Ground {
  readonly variables: readonly Variable[];
  readonly lists: readonly ListRef[];
  readonly maker: CaseMaker;
}

/** What a case has to state: all that these conditions look at, with the law that they are of. */
export type Looked = Pick<View, "told" | "law">;

const GROUNDS = new WeakMap<readonly Looked[], Ground>();

/** What the views look at: a complete case states all of it, and lists without elements as empty. */
function groundOf(space: Space, views: readonly Looked[]): Ground {
  let ground = GROUNDS.get(views);
  if (ground === undefined) {
    const told = views.flatMap((view) => view.told);
    const subjects = space.subjectsOf(told);
    const variables = subjects.flatMap((subject) => space.variablesOf(subject));
    const maker = new CaseMaker(space, subjects, views);
    ground = { variables, lists: space.props.listsIn(...told), maker };
    GROUNDS.set(views, ground);
  }
  return ground;
}

/** Literals that are enough for the claim. */
export function coreOf(
  search: Search,
  claim: Lit,
  literals: readonly Lit[],
  rounds = ROUNDS,
): readonly Lit[] {
  let core = literals;
  for (let round = 0; round < rounds; round++) {
    if (search.solve([not(claim), ...core]) !== false) return core;
    const next = search.core.filter((lit) => lit !== not(claim));
    const isShorter = next.length < core.length;
    core = next;
    if (!isShorter) break;
  }
  return core;
}

const ROUNDS = 3;

/** That a fact has its class. */
export function literals({ fact, cls }: Assigned): readonly Lit[] {
  const low = fact.bits[cls - 1];
  const high = fact.bits[cls];
  return [...(low === undefined ? [] : [not(low)]), ...(high === undefined ? [] : [high])];
}

/** Whether a fact is one of the element in a slot alone; of the transaction, where the slot is empty. */
function isOf(fact: Fact, slot: string): boolean {
  const places = [...fact.places.values()];
  return slot === "" ? places.length === 0 : places.length === 1 && places[0] === slot;
}

function pathOf(space: Space, assigned: readonly Assigned[]): Assignment {
  const path = new Map<number, number>();
  for (const { fact, cls } of assigned) {
    path.set(variableOf(space, fact).level, cls);
  }
  return path;
}
