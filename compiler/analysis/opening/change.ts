/**
 * Where two views answer differently, without putting either determination together as a whole: the answers can only
 * differ where some rule does, so everything else is looked at there and nowhere else.
 */
import type { Node, Operation } from "../diagrams/diagram.ts";
import type { Space } from "../diagrams/space.ts";
import type { OpenedRule } from "./opening.ts";
import type { Detail, Outcome, Outcomes } from "./outcome.ts";
import type { View } from "./view.ts";

/** What was answered, and what is. */
export interface Change {
  readonly from: Outcome;
  readonly to: Outcome;
}

/** The leaf where both answer alike. */
export const SAME = "same";

type Leaf = Change | typeof SAME;

export class Changes {
  readonly #space: Space;
  readonly #outcomes: Outcomes;
  readonly #known = new Map<string, Change>();
  /** one `Change` per pair of outcomes, equal ones included */
  readonly #pair: Operation<Outcome, Outcome, Change>;
  /** both rules of a pair of pairs hold: the stricter of each side; outside the region in question nothing changes */
  readonly #merge: Operation<Leaf, Change, Leaf>;
  readonly #differs: Operation<Outcome, Outcome, "yes" | "no">;

  constructor(space: Space, outcomes: Outcomes) {
    this.#space = space;
    this.#outcomes = outcomes;
    const { diagrams } = space;
    const outside = diagrams.leaf(SAME);
    const neutral = diagrams.leaf(this.#change(outcomes.neutral, outcomes.neutral));
    this.#pair = { name: "pair", commutative: false, apply: (from, to) => this.#change(from, to) };
    this.#merge = {
      name: "merge changes",
      commutative: false,
      apply: (a, b) =>
        a === SAME
          ? SAME
          : this.#change(outcomes.merge.apply(a.from, b.from), outcomes.merge.apply(a.to, b.to)),
      shortcut: (a, b) => (a === outside ? outside : b === neutral ? a : undefined),
    };
    this.#differs = {
      name: "differs",
      commutative: false,
      apply: (a, b) => (a === b ? "no" : "yes"),
      shortcut: (a, b) => (a === b ? diagrams.no : undefined),
    };
  }

  #change(from: Outcome, to: Outcome): Change {
    const key = `${from.key} -> ${to.key}`;
    let change = this.#known.get(key);
    if (change === undefined) {
      change = { from, to };
      this.#known.set(key, change);
    }
    return change;
  }

  /**
   * `Change` or `SAME` at each leaf. Rules are alike where they say the same of the same facts, whatever their names
   * and places; with `detail.rules` their ids count too.
   */
  between(from: View, to: View, detail: Detail): Node {
    const { diagrams } = this.#space;
    const pairs = [
      [from.floor(), to.floor()] as const,
      ...paired(from.rules, to.rules, detail).map(([a, b]) => {
        const neutral = diagrams.leaf(this.#outcomes.neutral);
        return [
          a === null ? neutral : from.outcome(a, detail),
          b === null ? neutral : to.outcome(b, detail),
        ] as const;
      }),
    ];
    const differing = pairs.filter(([a, b]) => a !== b).map(([a, b]) => diagrams.apply(this.#differs, a, b));
    if (differing.length === 0) return diagrams.leaf(SAME);
    const region = this.#space.quantifiers.possible(this.#space.combine(this.#space.or, differing));
    const nothing = diagrams.leaf(this.#change(this.#outcomes.neutral, this.#outcomes.neutral));
    let changes = this.#space.choice(region, nothing, diagrams.leaf(SAME));
    for (const [a, b] of pairs) {
      changes = diagrams.apply(this.#merge, changes, diagrams.apply(this.#pair, a, b));
    }
    return diagrams.map(this.#settle, changes);
  }

  readonly #settle = (leaf: Leaf): Leaf => (leaf !== SAME && leaf.from === leaf.to ? SAME : leaf);
}

/** Rules that say the same go together, then those of one measure and limb; the others stand alone. */
function paired(
  from: readonly OpenedRule[],
  to: readonly OpenedRule[],
  detail: Detail,
): readonly (readonly [OpenedRule | null, OpenedRule | null])[] {
  const pairs: [OpenedRule | null, OpenedRule | null][] = [];
  let left = [...from];
  let right = [...to];
  const byMeaning = (rule: OpenedRule): string => `${rule.meaning}${detail.rules ? ` ${rule.rule.id}` : ""}`;
  const byPlace = (rule: OpenedRule): string => `${rule.rule.of.id} ${rule.rule.limbs.join("")}`;
  for (const key of [byMeaning, byPlace]) {
    const open = new Map<string, OpenedRule[]>();
    for (const rule of right) open.set(key(rule), [...(open.get(key(rule)) ?? []), rule]);
    const rest: OpenedRule[] = [];
    for (const rule of left) {
      const other = open.get(key(rule))?.shift();
      if (other === undefined) rest.push(rule);
      else pairs.push([rule, other]);
    }
    left = rest;
    right = [...open.values()].flat();
  }
  return [...pairs, ...left.map((r) => [r, null] as const), ...right.map((r) => [null, r] as const)];
}
