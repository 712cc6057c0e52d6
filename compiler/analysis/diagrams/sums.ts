/**
 * What is known of sums and counts of one list beside each other: where each element that one of them may count is counted by
 * the other as well, the other is no less. Beyond that a sum is a value of which nothing is known but what it is compared with.
 */
import { isNeverNegative } from "../conditions/numbers.ts";
import { type PropId, type Props, YES } from "../conditions/prop.ts";
import { listKey, type Range, type Subject } from "../conditions/subject.ts";
import type { Space } from "./space.ts";

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
  const added = value === null ? "" : `${value.coefficient.toFraction()} ${value.subject.key}`;
  return `${op} ${added} ${listKey(list)} ${element.depth}`;
}

export class Sums {
  readonly #space: Space;
  readonly #asks = new Map<PropId, ReadonlySet<PropId | Subject>>();
  readonly #between = new Map<Sum, Map<Sum, readonly (readonly PropId[])[]>>();

  constructor(space: Space) {
    this.#space = space;
  }

  /** Conditions that ask about nothing in common are mostly those of rules that have nothing to do with each other. */
  areRelated(a: Sum, b: Sum): boolean {
    if (a === b || sumKey(a) !== sumKey(b)) return false;
    if (a.where === YES || b.where === YES) return true;
    const theirs = this.#asksIn(b.where);
    return [...this.#asksIn(a.where)].some((asked) => theirs.has(asked));
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
    const mayCount = props.not(props.isNo(less.where));
    const mayNotCount = props.not(props.isNo(props.not(more.where)));
    const alone = props.some(less.list, less.element, props.and(mayCount, mayNotCount));
    const { classes } = this.#space.domain(less);
    const reaching = this.#rangesOf(less).flatMap((range) => {
      const from = this.#lastFrom(more, range);
      return from === null
        ? []
        : [[props.not(atLeast(props, less, range)), reaches(props, more, from), alone]];
    });
    if (!classes.some(({ state }) => state === "unknown")) return reaching;
    // what is unknown of the one is unknown of the other, where that still matters
    const unknown = [less, more].map((sum) => props.literal(sum, { t: "unknown", asked: false }));
    const settled = this.#settledFrom(more);
    const isSettled = settled === null ? [] : [reaches(props, more, settled)];
    return [...reaching, [props.not(unknown[0]!), unknown[1]!, ...isSettled, alone]];
  }

  /** The greatest limit of a sum that is reached where the range begins; null: none above zero. */
  #lastFrom(sum: Sum, { low, lowOpen }: Range): Range | null {
    const before = this.#rangesOf(sum).findLast((range) => {
      const order = range.low!.compare(low!);
      return order < 0 || (order === 0 && (lowOpen || !range.lowOpen));
    });
    return before ?? null;
  }

  /** From where on it does not matter what else is added, by the classes of what is partly unknown. */
  #settledFrom(sum: Sum): Range | null {
    const { classes } = this.#space.domain(sum);
    const open = classes.filter(({ state }) => state === "unknown").length;
    return classes[open]?.range ?? null;
  }

  #rangesOf(sum: Sum): readonly Range[] {
    return this.#space.domain(sum).classes.flatMap(({ range }) => {
      const isLimit = range !== null && range.low !== null && range.low.s > 0n && range.low.n !== 0n;
      return isLimit ? [range] : [];
    });
  }

  /** What a condition asks about: limits, groups of countries and entries of lists are others in other rules and on other days. */
  #asksIn(root: PropId): ReadonlySet<PropId | Subject> {
    return remembered(this.#asks, root, () => {
      const { props } = this.#space;
      const asks = [...props.literalsIn(root)].map((id) => {
        const prop = props.get(id);
        return prop.kind === "literal" ? prop.subject : id;
      });
      return new Set(asks);
    });
  }
}

/** A sum is in the range or above it. */
function atLeast(props: Props, sum: Sum, { low, lowOpen }: Range): PropId {
  return props.literal(sum, {
    t: "within",
    range: { low, lowOpen, high: null, highOpen: true },
    currency: null,
  });
}

/** The same for certain, or it is left open what counts, of which a sum has no limits. */
function reaches(props: Props, sum: Sum, range: Range): PropId {
  return props.known(atLeast(props, sum, range));
}

export function remembered<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  let found = known.get(key);
  if (found === undefined) {
    found = make();
    known.set(key, found);
  }
  return found;
}
