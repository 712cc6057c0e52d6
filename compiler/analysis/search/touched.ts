/**
 * Where two versions of a condition can differ: they have the same shape for the most part, so that they differ only where
 * one of the places differs at which they are not the same. Said to a search beside the question itself, this leads it to
 * the few transactions that a small edit concerns.
 */

import type { Prop, PropId, Props } from "../conditions/prop.ts";
import { listKey } from "../conditions/subject.ts";
import type { Opened } from "../opening/opening.ts";
import type { OpenedReview } from "../opening/review.ts";
import type { View } from "../opening/view.ts";
import type { Lit } from "../sat/sat.ts";
import type { Aspect, Clauses } from "./clauses.ts";
import { NOWHERE, type Places } from "./gates.ts";

type Pair = readonly [PropId, PropId];

const ASPECTS: readonly Aspect[] = ["yes", "possible", "missing"];

export class Touched {
  readonly #clauses: Clauses;
  readonly #props: Props;
  readonly #known = new Map<string, Lit>();

  constructor(clauses: Clauses, props: Props) {
    this.#clauses = clauses;
    this.#props = props;
  }

  /** What follows where the answers of two views differ; yes where their rules cannot be put side by side. */
  between(from: View, to: View): Lit {
    const { gates } = this.#clauses;
    const before = new Map(from.rules.map((one) => [one.rule.id, one]));
    if (from.rules.length !== to.rules.length || before.size !== from.rules.length) return gates.yes;
    const places: Lit[] = [this.#of(from.reached, to.reached, NOWHERE)];
    for (const after of to.rules) {
      const one = before.get(after.rule.id);
      const isAlike =
        one !== undefined &&
        one.rule.effect.verdict === after.rule.effect.verdict &&
        one.rule.of.id === after.rule.of.id;
      if (!isAlike) return gates.yes;
      places.push(this.#opened(one.opened, after.opened, NOWHERE));
    }
    return gates.or(...places);
  }

  #opened(a: Opened, b: Opened, places: Places): Lit {
    const { gates } = this.#clauses;
    if (a.is === "leaf" && b.is === "leaf") {
      const routes = (opened: typeof a): string => opened.routes.map(({ route }) => route).join();
      if (routes(a) !== routes(b)) return gates.yes;
      return gates.or(
        this.#of(a.holds, b.holds, places),
        this.#of(a.released, b.released, places),
        this.#review(a.review, b.review, places),
        ...a.routes.map(({ when }, i) => this.#of(when, b.routes[i]!.when, places)),
      );
    }
    if (a.is === "leaf" || b.is === "leaf") return gates.yes;
    const isAlike =
      listKey(a.list) === listKey(b.list) &&
      a.list.owner.depth === b.list.owner.depth &&
      a.element.depth === b.element.depth &&
      a.alternatives.length === b.alternatives.length;
    if (!isAlike) return gates.yes;
    return gates.some(a.list, a.element, places, (inner) =>
      gates.or(...a.alternatives.map((one, i) => this.#opened(one, b.alternatives[i]!, inner))),
    );
  }

  #review(a: OpenedReview, b: OpenedReview, places: Places): Lit {
    const { gates } = this.#clauses;
    if (a.is === "fixed" && b.is === "fixed") return a.range === b.range ? gates.no : gates.yes;
    if (a.is === "fixed" || b.is === "fixed") return gates.yes;
    if (a.limbs.length !== b.limbs.length || a.covers !== b.covers) return gates.yes;
    return gates.or(
      ...a.limbs.flatMap((limb, i) => [
        this.#of(limb.holds, b.limbs[i]!.holds, places),
        this.#review(limb.policy, b.limbs[i]!.policy, places),
      ]),
    );
  }

  #of(a: PropId, b: PropId, places: Places): Lit {
    if (a === b) return this.#clauses.gates.no;
    const key = `${a} ${b} ${[...places].join(" ")}`;
    let lit = this.#known.get(key);
    if (lit === undefined) {
      lit = this.#build(a, b, places);
      this.#known.set(key, lit);
    }
    return lit;
  }

  #build(a: PropId, b: PropId, places: Places): Lit {
    const { gates } = this.#clauses;
    const [one, other] = [this.#props.get(a), this.#props.get(b)];
    const pairs = pairsOf(one, other);
    if (pairs !== null) return gates.or(...pairs.map(([x, y]) => this.#of(x, y, places)));
    if (one.kind === "some" && other.kind === "some" && isSameList(one, other)) {
      return gates.some(one.list, one.element, places, (inner) => this.#of(one.body, other.body, inner));
    }
    return gates.or(
      ...ASPECTS.map((aspect) =>
        gates.differ(this.#clauses.of(a, aspect, places), this.#clauses.of(b, aspect, places)),
      ),
    );
  }
}

/** Parts of two conditions of one kind of which some pair differs where the conditions do; null: no such pairs. */
function pairsOf(a: Prop, b: Prop): readonly Pair[] | null {
  if (a.kind !== b.kind) return null;
  if ((a.kind === "and" || a.kind === "or") && "parts" in b) {
    const [inA, inB] = [new Set(a.parts), new Set(b.parts)];
    const onlyA = a.parts.filter((part) => !inB.has(part));
    const onlyB = b.parts.filter((part) => !inA.has(part));
    return onlyA.length === onlyB.length ? onlyA.map((part, i) => [part, onlyB[i]!]) : null;
  }
  if (a.kind === "choice" && b.kind === "choice")
    return [
      [a.condition, b.condition],
      [a.yes, b.yes],
      [a.no, b.no],
    ];
  return "of" in a && "of" in b ? [[a.of, b.of]] : null;
}

type Some = Extract<Prop, { kind: "some" }>;

function isSameList(a: Some, b: Some): boolean {
  return (
    listKey(a.list) === listKey(b.list) &&
    a.list.owner.depth === b.list.owner.depth &&
    a.element.depth === b.element.depth
  );
}
