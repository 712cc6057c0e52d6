/**
 * What is known of sums and counts of one list beside each other: where each element that one of them may count is counted by
 * the other as well, the other is no less. Beyond that a sum is a value of which nothing is known but what it is compared with.
 */
import { isNeverNegative } from "./numbers.ts";
import { type PropId, YES } from "./prop.ts";
import type { Space } from "./space.ts";
import { listKey, type Range, type Subject } from "./subject.ts";

export type Sum = Subject & { readonly is: "aggregate" };

/** A sum or count that grows with what it counts. */
export function isSum(subject: Subject): subject is Sum {
  if (subject.is !== "aggregate") return false;
  if (subject.op === "count") return true;
  if (subject.op !== "sum" || subject.value === null) return false;
  return subject.value.coefficient.s > 0n && isNeverNegative(subject.value.subject);
}

/** Equal for sums of the same values of the same list. */
export function sumKey({ op, value, list, element }: Sum): string {
  return `${op} ${value?.subject.key ?? ""} ${listKey(list)} ${element.depth}`;
}

export class Sums {
  readonly #space: Space;
  readonly #literals = new Map<PropId, ReadonlySet<PropId>>();
  readonly #between = new Map<Sum, Map<Sum, readonly (readonly PropId[])[]>>();

  constructor(space: Space) {
    this.#space = space;
  }

  /** Conditions that have nothing in common are mostly those of rules that have nothing to do with each other. */
  areRelated(a: Sum, b: Sum): boolean {
    if (a === b || sumKey(a) !== sumKey(b)) return false;
    if (a.where === YES || b.where === YES) return true;
    const theirs = this.#literalsIn(b.where);
    return [...this.#literalsIn(a.where)].some((id) => theirs.has(id));
  }

  /**
   * That `more` is no less than `less`, unless some element may be counted by the latter alone: of each of these rows of
   * conditions, one is not no.
   */
  between(less: Sum, more: Sum): readonly (readonly PropId[])[] {
    const known = remembered(this.#between, less, () => new Map<Sum, readonly (readonly PropId[])[]>());
    return remembered(known, more, () => this.#rowsFor(less, more));
  }

  #rowsFor(less: Sum, more: Sum): readonly (readonly PropId[])[] {
    const { props } = this.#space;
    const within = (sum: Sum, range: Range): PropId =>
      props.literal(sum, { t: "within", range, currency: null });
    const mayCount = props.not(props.isNo(less.where));
    const mayNotCount = props.not(props.isNo(props.not(more.where)));
    const alone = props.some(less.list, less.element, props.and(mayCount, mayNotCount));
    return this.#space.domain(less).classes.flatMap(({ range }) => {
      if (range === null || range.low === null || range.low.s <= 0n || range.low.n === 0n) return [];
      const { low, lowOpen } = range;
      const isLess = within(less, { low, lowOpen, high: null, highOpen: true });
      const isBelow = within(more, { low: null, lowOpen: true, high: low, highOpen: !lowOpen });
      return [[props.not(isLess), props.not(isBelow), alone]];
    });
  }

  #literalsIn(root: PropId): ReadonlySet<PropId> {
    return remembered(this.#literals, root, () => this.#space.props.literalsIn(root));
  }
}

export function remembered<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  let found = known.get(key);
  if (found === undefined) {
    found = make();
    known.set(key, found);
  }
  return found;
}
