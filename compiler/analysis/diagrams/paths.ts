/** Ways through a diagram to `yes`, the cheapest first: the smallest deviation from an unremarkable transaction. */

import Fraction from "fraction.js";
import { type Class, holdsAt } from "../conditions/domain.ts";
import type { Subject } from "../conditions/subject.ts";
import type { Node } from "./diagram.ts";
import type { Space } from "./space.ts";
import type { Variable } from "./variables.ts";

/** Class by level; levels that are not named do not matter. */
export type Assignment = ReadonlyMap<number, number>;

/** What it costs a reader to hear that a variable has a class. */
export function costOf(space: Space, variable: Variable, cls: number): number {
  switch (variable.is) {
    case "value": {
      return classCost(variable.subject, variable.domain.classes[cls]!);
    }
    case "member":
      return cls === 0 ? 0 : 2;
    case "state":
      return cls === 0 ? 0 : 8;
    case "exists":
      return cls === 0 ? 0 : 4 + elementCost(space, variable.profile);
  }
}

const elementCosts = new WeakMap<Space, Map<Node, number>>();

/** What it costs to describe the plainest element of a kind. */
function elementCost(space: Space, profile: Node): number {
  let known = elementCosts.get(space);
  if (known === undefined) {
    known = new Map();
    elementCosts.set(space, known);
  }
  let cost = known.get(profile);
  if (cost === undefined) {
    cost = leastCost(space, profile, new Map());
    known.set(profile, cost);
  }
  return cost;
}

/** The cost of the cheapest way to `yes`; infinite where there is none. */
function leastCost(space: Space, node: Node, known: Map<Node, number>): number {
  const { diagrams, variables } = space;
  if (node === diagrams.yes) return 0;
  if (diagrams.isLeaf(node)) return Number.POSITIVE_INFINITY;
  const before = known.get(node);
  if (before !== undefined) return before;
  let best = Number.POSITIVE_INFINITY;
  for (const { cls, child } of edges(space, node)) {
    const own = costOf(space, variables.at(diagrams.level(node)), cls);
    best = Math.min(best, own + leastCost(space, child, known));
  }
  known.set(node, best);
  return best;
}

function classCost(subject: Subject, cls: Class): number {
  if (cls.state === "unknown" || cls.state === "undetermined") return 8;
  if (cls.state === "notApplicable") return 3;
  if (subject.is === "stated") return cls.state === "none" ? 0 : 6;
  if (subject.is === "opaque") return cls.value === true ? 12 : 0;
  if (subject.is === "given") return cls.value === true ? 0 : 1;
  if (subject.is === "same") return cls.value === true ? 3 : 0;
  if (subject.is === "aggregate") return isOfNothing(subject.op, cls) ? 0 : 4;
  if (subject.is === "product" || subject.is === "sum") return 4;
  if (subject.is === "truth") return cls.value === true ? 1 : 0;
  return cls.single ? 2 : 1;
}

const NOTHING = new Fraction(0);

/** Whether an empty list comes to this. */
function isOfNothing(op: "sum" | "max" | "min" | "count", { range }: Class): boolean {
  return (op === "sum" || op === "count") && range !== null && holdsAt(range, NOTHING);
}

const defaults = new WeakMap<Variable, number>();

/** The class a variable has where nothing is said about it. */
export function defaultClass(space: Space, variable: Variable): number {
  const known = defaults.get(variable);
  if (known !== undefined) return known;
  let best = 0;
  let least = costOf(space, variable, best);
  for (let cls = 1; cls < variable.size; cls++) {
    const cost = costOf(space, variable, cls);
    if (cost < least) [best, least] = [cls, cost];
  }
  defaults.set(variable, best);
  return best;
}

/** The same for a fact by its classes. */
export function defaultIndex(subject: Subject, classes: readonly Class[]): number {
  const costs = classes.map((cls) => classCost(subject, cls));
  return costs.indexOf(Math.min(...costs));
}

interface Open {
  readonly node: Node;
  readonly spent: number;
  readonly total: number;
  readonly path: readonly (readonly [level: number, cls: number])[];
}

/** Assignments that lead to `yes`, by rising cost. */
export function* cheapestPaths(space: Space, root: Node): Generator<Assignment> {
  const { diagrams, variables } = space;
  const rest = new Map<Node, number>();
  const least = (node: Node): number => leastCost(space, node, rest);
  const heap: Open[] = [];
  const push = (open: Open): void => {
    if (open.total === Number.POSITIVE_INFINITY) return;
    let at = heap.findLastIndex((other) => other.total > open.total);
    at = at < 0 ? 0 : at + 1;
    heap.splice(at, 0, open);
  };
  push({ node: root, spent: 0, total: least(root), path: [] });
  for (let open = heap.pop(); open !== undefined; open = heap.pop()) {
    if (open.node === diagrams.yes) {
      yield new Map(open.path);
      continue;
    }
    const level = diagrams.level(open.node);
    for (const { cls, child } of edges(space, open.node)) {
      const spent = open.spent + costOf(space, variables.at(level), cls);
      push({ node: child, spent, total: spent + least(child), path: [...open.path, [level, cls]] });
    }
  }
}

/** The cheapest class of each distinct child first; further classes of the same child after it. */
function edges(space: Space, node: Node): readonly { readonly cls: number; readonly child: Node }[] {
  const { diagrams, variables } = space;
  const variable = variables.at(diagrams.level(node));
  const runs = diagrams.runs(node);
  const found: { cls: number; child: Node }[] = [];
  for (let i = 0, start = 0; i < runs.length; i += 2) {
    const child = runs[i + 1]!;
    const end = runs[i]!;
    if (!(diagrams.isLeaf(child) && child !== diagrams.yes)) {
      for (let cls = start; cls < end; cls++) found.push({ cls, child });
    }
    start = end;
  }
  found.sort((a, b) => costOf(space, variable, a.cls) - costOf(space, variable, b.cls));
  // of many classes that lead to one place, a few are enough
  const taken = new Map<Node, number>();
  return found.filter(({ child }) => {
    const count = (taken.get(child) ?? 0) + 1;
    taken.set(child, count);
    return count <= PER_CHILD;
  });
}

const PER_CHILD = 4;

/** The value of a diagram under an assignment; variables it does not name have their default. */
export function valueAt(space: Space, root: Node, assignment: Assignment): unknown {
  const { diagrams, variables } = space;
  let node = root;
  while (!diagrams.isLeaf(node)) {
    const level = diagrams.level(node);
    node = diagrams.child(node, assignment.get(level) ?? defaultClass(space, variables.at(level)));
  }
  return diagrams.value(node);
}
