/**
 * From classes to values: an assignment of the variables of one scope becomes facts, where the computed ones among them
 * (products, sums, equal words, elements of lists) have to come out as assigned.
 */
import type { ListRef, Scope } from "../conditions/subject.ts";
import { listKey } from "../conditions/subject.ts";
import type { Node } from "../diagrams/diagram.ts";
import { type Assignment, cheapestPaths, defaultClass, valueAt } from "../diagrams/paths.ts";
import type { Space } from "../diagrams/space.ts";
import type { Variable } from "../diagrams/variables.ts";
import { chooseNumbers } from "./realize-numbers.ts";
import { chooseWords } from "./realize-words.ts";
import type { Realized, RealizedList } from "./realized.ts";
import { isTotal, type Total, Totals } from "./totals.ts";

type Exists = Variable & { readonly is: "exists" };

const TRIES = 24;

/** Values of the variables of one scope; `around` is what is chosen already of the scopes around it. */
export class Realizer {
  readonly #space: Space;
  readonly #variables: readonly Variable[];
  readonly #totals: Totals;

  constructor(space: Space, variables: readonly Variable[]) {
    this.#space = space;
    this.#variables = variables;
    this.#totals = new Totals(space, variables, (element, profile, self) =>
      this.#elementOf(element, profile, self),
    );
  }

  /**
   * Null where no values were found; that is no proof that there are none.
   * @param present elements that are there already, once the facts beside them are chosen; null where they cannot be made
   */
  realize(
    scope: Scope,
    path: Assignment,
    around: Realized | null = null,
    present: (self: Realized) => readonly RealizedList[] | null = () => [],
  ): Realized | null {
    const space = this.#space;
    const own = this.#variables.filter((v) => v.scope.list === scope.list && v.scope.depth === scope.depth);
    const assignment = new Map([...(around?.assignment ?? []), ...path]);
    for (const variable of own) {
      if (!path.has(variable.level) && variable.is !== "exists") {
        const known = space.isMember(variable);
        assignment.set(variable.level, known === null ? defaultClass(space, variable) : known ? 1 : 0);
      }
    }
    const values = own.filter((v) => v.is === "value");
    const words = chooseWords(values, assignment, path, around);
    if (words === null) return null;
    const numbers = chooseNumbers(values, assignment, path, around);
    if (numbers === null) return null;
    const self: Realized = { scope, assignment, numbers, words, lists: [] };
    const before = present(self);
    if (before === null) return null;
    const lists = this.#chooseElements(own, path, assignment, self, before);
    return lists === null ? null : { ...self, lists };
  }

  /** Elements for every wanted kind, none of an unwanted one; as few as do. */
  #chooseElements(
    own: readonly Variable[],
    path: Assignment,
    assignment: Map<number, number>,
    self: Realized,
    present: readonly RealizedList[],
  ): Realized["lists"] | null {
    const space = this.#space;
    const lists = new Map(present.map((one) => [listKey(one.list), one]));
    for (const { list, questions, totals } of byList(own)) {
      const asked = this.#elementsFor(questions, path, self);
      if (asked === null) return null;
      const known = lists.get(listKey(list));
      const before = [...(known?.elements ?? []), ...asked];
      const allowed = this.#without(known?.without ?? [], this.#allowed(questions, path));
      const elements = this.#totals.fit(totals, before, allowed, path, self);
      if (elements === null) return null;
      for (const question of questions) {
        const found = elements.some((e) => valueAt(space, question.profile, e.assignment) === "yes");
        const asked = path.get(question.level);
        if (asked !== undefined && (asked === 1) !== found) return null;
        assignment.set(question.level, found ? 1 : 0);
      }
      for (const total of totals) {
        const cls = this.#totals.classOf(total, elements);
        if (cls === null || (path.has(total.level) && path.get(total.level) !== cls)) {
          if (path.has(total.level)) return null;
          continue;
        }
        assignment.set(total.level, cls);
      }
      lists.set(listKey(list), { list, elements });
    }
    return [...lists.values()];
  }

  #allowed(questions: readonly Exists[], path: Assignment): Node {
    const { diagrams } = this.#space;
    const none = questions.filter((q) => path.get(q.level) === 0);
    return this.#without(
      none.map(({ profile }) => profile),
      diagrams.yes,
    );
  }

  #without(profiles: readonly Node[], from: Node): Node {
    const { diagrams, and } = this.#space;
    return profiles.reduce(
      (rest: Node, profile) => diagrams.apply(and, rest, diagrams.map(NOT_YES, profile)),
      from,
    );
  }

  #elementsFor(questions: readonly Exists[], path: Assignment, self: Realized): readonly Realized[] | null {
    const { diagrams, quantifiers } = this.#space;
    const wanted = questions.filter((q) => path.get(q.level) === 1);
    const allowed = this.#allowed(questions, path);
    const elements: Realized[] = [];
    for (const question of wanted) {
      if (elements.some((e) => valueAt(this.#space, question.profile, e.assignment) === "yes")) continue;
      let profile = diagrams.apply(this.#space.and, question.profile, allowed);
      // one element for several wants, where one can serve them
      for (const other of wanted) {
        const both = diagrams.apply(this.#space.and, profile, other.profile);
        if (quantifiers.isPossible(both)) profile = both;
      }
      const element = this.#elementOf(question.element, profile, self);
      if (element === null) return null;
      elements.push(element);
    }
    return elements;
  }

  #elementOf(scope: Scope, profile: Node, around: Realized): Realized | null {
    const possible = this.#space.quantifiers.possible(profile);
    let tries = 0;
    for (const path of cheapestPaths(this.#space, possible)) {
      const realized = this.realize(scope, path, around);
      if (realized !== null && valueAt(this.#space, possible, realized.assignment) === "yes") return realized;
      if (++tries >= TRIES) return null;
    }
    return null;
  }
}

/** The lists of a scope, with what is asked about each. */
function byList(
  own: readonly Variable[],
): readonly { list: ListRef; questions: Exists[]; totals: Total[] }[] {
  const lists = new Map<string, { list: ListRef; questions: Exists[]; totals: Total[] }>();
  const of = (list: ListRef): { questions: Exists[]; totals: Total[] } => {
    let entry = lists.get(listKey(list));
    if (entry === undefined) {
      entry = { list, questions: [], totals: [] };
      lists.set(listKey(list), entry);
    }
    return entry;
  };
  for (const variable of own) {
    if (variable.is === "exists") of(variable.list).questions.push(variable);
    else if (isTotal(variable) && variable.subject.list.owner.list === variable.scope.list)
      of(variable.subject.list).totals.push(variable);
  }
  return [...lists.values()];
}

const NOT_YES = (value: unknown): "yes" | "no" => (value === "yes" ? "no" : "yes");
