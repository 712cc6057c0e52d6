/**
 * "Some element of a list ..." without the element. What a condition on an element leaves open once all outer facts are
 * fixed is a set of profiles; the list has an element with one of these profiles, or not: one variable for each such
 * set. Which combinations of these variables are possible follows from the sets alone: every wanted set needs a profile
 * that lies in none of the unwanted ones (H12).
 */

import type { PropId } from "../conditions/prop.ts";
import type { ListRef, Scope, Subject } from "../conditions/subject.ts";
import { listKey } from "../conditions/subject.ts";
import type { Truth } from "../conditions/truth.ts";
import type { Node, Operation } from "./diagram.ts";
import type { Space } from "./space.ts";
import { isSum, type Sum } from "./sums.ts";
import type { Variable } from "./variables.ts";

/** How the values at the leaves add up over elements: an operation that is a semilattice, and its neutral value. */
export interface Projection {
  readonly merge: Operation<never>;
  readonly neutral: unknown;
}

export function projection<T>(merge: Operation<T>, neutral: T): Projection {
  return { merge: merge as unknown as Operation<never>, neutral };
}

const NOT_NO = (value: unknown): Truth => (value === "no" ? "no" : "yes");

type Exists = Variable & { readonly is: "exists" };

export class Quantifiers {
  readonly #space: Space;
  readonly #is = new Map<unknown, (value: unknown) => Truth>();
  readonly #constraints = new Map<string, Node>();
  /** whether some lists make it yes, by the condition: what is left of a profile is asked at every question beside it */
  readonly #possible = new Map<Node, boolean>();
  readonly #without: Operation<Truth>;

  constructor(space: Space) {
    this.#space = space;
    const { no } = space.diagrams;
    this.#without = {
      name: "without",
      commutative: false,
      apply: (a, b) => (a === "yes" && b !== "yes" ? "yes" : "no"),
      shortcut: (a, b) => (a === b || a === no ? no : b === no ? a : undefined),
    };
  }

  /** The values over all elements of the list, added up; `body` is the value for one element. */
  project(body: Node, list: ListRef, element: Scope, how: Projection): Node {
    const { diagrams, variables } = this.#space;
    const memo = new Map<Node, Node>();
    const visit = (node: Node): Node => {
      const known = memo.get(node);
      if (known !== undefined) return known;
      const inside = diagrams.isLeaf(node) || variables.depthOf(diagrams.level(node)) >= element.depth;
      const result = inside
        ? this.#addUp(node, list, element, how)
        : this.#space.branch(
            diagrams.level(node),
            [...diagrams.runs(node)].map((x, i) => (i % 2 === 0 ? x : visit(x))),
          );
      memo.set(node, result);
      return result;
    };
    return visit(body);
  }

  #addUp(node: Node, list: ListRef, element: Scope, how: Projection): Node {
    const { diagrams } = this.#space;
    let total = diagrams.leaf(how.neutral);
    for (const value of diagrams.values(node)) {
      if (value === how.neutral) continue;
      const profile = diagrams.map(this.#equals(value), node);
      const exists = this.#exists(profile, list, element);
      const part = this.#space.choice(exists, diagrams.leaf(value), diagrams.leaf(how.neutral));
      total = diagrams.apply(how.merge, total, part);
    }
    return total;
  }

  #equals(value: unknown): (other: unknown) => Truth {
    let is = this.#is.get(value);
    if (is === undefined) {
      is = (other) => (other === value ? "yes" : "no");
      this.#is.set(value, is);
    }
    return is;
  }

  /** Whether the list has an element with one of these profiles, as a diagram of one variable. */
  #exists(profile: Node, list: ListRef, element: Scope): Node {
    const { diagrams, variables } = this.#space;
    if (!this.isPossible(profile)) return diagrams.no;
    const depth = depthOfList(element);
    const canonical = element.depth === depth ? element : { ...element, depth };
    const own = element.depth === depth ? profile : this.#moved(profile, element, canonical);
    const key = `e ${list.owner.list}@${list.owner.depth} ${listKey(list)} ${own}`;
    const variable = variables.of(key, () => ({
      is: "exists",
      list,
      element: canonical,
      profile: own,
      size: 2,
      scope: list.owner,
      label: `${list.path} has such an element`,
    }));
    return diagrams.variable(variable.level, ["no", "yes"]);
  }

  /** The same profiles over the variables of an element that stands at the usual depth of its list. */
  #moved(profile: Node, from: Scope, to: Scope): Node {
    const { diagrams, variables } = this.#space;
    const memo = new Map<Node, Node>();
    const visit = (node: Node): Node => {
      if (diagrams.isLeaf(node)) return node;
      const known = memo.get(node);
      if (known !== undefined) return known;
      const variable = this.#movedVariable(variables.at(diagrams.level(node)), from, to);
      const result = this.#space.branch(
        variable.level,
        [...diagrams.runs(node)].map((x, i) => (i % 2 === 0 ? x : visit(x))),
      );
      memo.set(node, result);
      return result;
    };
    return visit(profile);
  }

  #movedVariable(variable: Variable, from: Scope, to: Scope): Variable {
    const { variables } = this.#space;
    if (variable.scope.list !== from.list || variable.scope.depth !== from.depth) return variable;
    const moved = (subject: Subject): Subject => movedSubject(subject, to);
    switch (variable.is) {
      case "value":
        return this.#space.variable(this.#space.props.subject(moved(variable.subject)));
      case "member":
        return this.#space.memberVariable(
          this.#space.props.subject(moved(variable.subject)),
          variable.cls,
          variable.index,
        );
      case "state":
        return this.#space.stateVariable(this.#space.props.subject(moved(variable.subject)));
      case "exists": {
        const list = { ...variable.list, owner: to };
        return variables.of(`e ${to.list}@${to.depth} ${listKey(list)} ${variable.profile}`, () => ({
          ...variable,
          list,
          scope: to,
        }));
      }
    }
  }

  // ---------------------------------------------------------------------------------------------- what is possible

  /** Whether some lists make the condition yes. */
  isPossible(condition: Node): boolean {
    const { diagrams } = this.#space;
    if (condition === diagrams.no) return false;
    let is = this.#possible.get(condition);
    if (is === undefined) {
      is = this.possible(condition) !== diagrams.no;
      this.#possible.set(condition, is);
    }
    return is;
  }

  /** The condition where its questions about lists can all be answered so; leaves other than yes become no. */
  possible(condition: Node): Node {
    const { diagrams } = this.#space;
    const certain = diagrams.map(this.#equals("yes"), condition);
    return diagrams.apply(this.#space.and as Operation<Truth>, certain, this.constraint(certain));
  }

  /** Where the questions about lists that a diagram asks can be answered together, and its sums have such values. */
  constraint(node: Node): Node {
    const { diagrams, variables } = this.#space;
    const related = this.#sumsIn(node);
    const byList = new Map<string, Exists[]>();
    for (const level of diagrams.support(node, ...related)) {
      const variable = variables.at(level);
      if (variable.is !== "exists") continue;
      const key = `${variable.scope.list}@${variable.scope.depth} ${listKey(variable.list)}`;
      const questions = byList.get(key);
      if (questions === undefined) byList.set(key, [variable]);
      else questions.push(variable);
    }
    const together = [...byList.values()].map((questions) => this.#together(questions));
    return [...together, ...related].reduce(
      (all, one) => diagrams.apply(this.#space.and, all, one),
      diagrams.yes,
    );
  }

  /** What is true of sums beside each other. */
  #sumsIn(node: Node): readonly Node[] {
    const { diagrams, variables, sums } = this.#space;
    const found = [...diagrams.support(node)].flatMap((level): Sum[] => {
      const variable = variables.at(level);
      if (variable.is !== "value" || !isSum(variable.subject)) return [];
      // of an element that was moved to the usual depth of its list, the sum still names the list where it was
      return variable.subject.list.owner.depth <= variable.scope.depth ? [variable.subject] : [];
    });
    return found.flatMap((less) =>
      found.flatMap((more) =>
        sums.areRelated(less, more) ? sums.between(less, more).map((row) => this.#notAllNo(row)) : [],
      ),
    );
  }

  #notAllNo(row: readonly PropId[]): Node {
    const { diagrams, or } = this.#space;
    return row.reduce(
      (some, id) => diagrams.apply(or, some, diagrams.map(NOT_NO, this.#space.node(id))),
      diagrams.no,
    );
  }

  /** Every wanted set of profiles has one outside all unwanted sets. */
  #together(questions: readonly Exists[]): Node {
    const key = questions.map((q) => q.level).join(" ");
    const known = this.#constraints.get(key);
    if (known !== undefined) return known;
    const { diagrams } = this.#space;
    let all = diagrams.yes;
    for (const wanted of questions) {
      const served = this.#served(wanted, questions);
      const is = diagrams.variable(wanted.level, ["no", "yes"]);
      all = diagrams.apply(this.#space.and, all, this.#space.choice(is, served, diagrams.yes));
    }
    this.#constraints.set(key, all);
    return all;
  }

  /** Where the unwanted sets among the questions leave a profile of the wanted one. */
  #served(wanted: Exists, questions: readonly Exists[]): Node {
    const { diagrams } = this.#space;
    const others = questions.filter((q) => q !== wanted);
    // by index: the profiles of this question and of those after it
    const further = [diagrams.no];
    for (const other of others.toReversed())
      further.unshift(diagrams.apply(this.#space.or as Operation<Truth>, further[0]!, other.profile));
    const memo = new Map<string, Node>();
    const visit = (index: number, rest: Node): Node => {
      if (!this.isPossible(rest)) return diagrams.no;
      const other = others[index];
      if (other === undefined) return diagrams.yes;
      // where even all of them together leave a profile, it does not matter which of them are unwanted
      if (this.isPossible(diagrams.apply(this.#without, rest, further[index]!))) return diagrams.yes;
      const key = `${index} ${rest}`;
      const known = memo.get(key);
      if (known !== undefined) return known;
      const less = diagrams.apply(this.#without, rest, other.profile);
      const result =
        less === rest
          ? visit(index + 1, rest)
          : diagrams.node(other.level, [1, visit(index + 1, less), 2, visit(index + 1, rest)]);
      memo.set(key, result);
      return result;
    };
    return visit(0, wanted.profile);
  }
}

/** How many lists lead to the element: its depth where no other name is bound around it. */
export function depthOfList(element: Scope): number {
  return element.parent === null ? 0 : depthOfList(element.parent) + 1;
}

/** The same subject of an element at another depth. Parts of a computed subject move along. */
export function movedSubject(subject: Subject, to: Scope): Subject {
  const from = subject.scope;
  const inner = (other: Subject): Subject =>
    other.scope.list === from.list && other.scope.depth === from.depth ? movedSubject(other, to) : other;
  const key = subject.key.replaceAll(`${from.list}@${from.depth} `, `${to.list}@${to.depth} `);
  const base = { scope: to, key, path: subject.path, label: subject.label };
  switch (subject.is) {
    case "product":
    case "sum":
      return {
        ...base,
        is: subject.is,
        parts: subject.parts.map((part) => ({ ...part, subject: inner(part.subject) })),
      };
    case "same":
      return { ...base, is: "same", left: inner(subject.left), right: inner(subject.right) };
    case "opaque":
      return { ...base, is: "opaque", relation: subject.relation, about: subject.about.map(inner) };
    default:
      return { ...subject, ...base };
  }
}
