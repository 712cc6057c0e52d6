/**
 * Where two views answer differently, without putting either determination together as a whole: rules that both have
 * alike can only hide a difference, so they are looked at where the others differ and nowhere else.
 */
import type { Node, Operation } from "./diagram.ts";
import type { Detail, Outcome, Outcomes } from "./outcome.ts";
import type { Space } from "./space.ts";
import type { OpenedRule, View } from "./view.ts";

/** What was answered, and what is. */
export interface Change {
  readonly from: Outcome;
  readonly to: Outcome;
}

/** The leaf where both answer alike. */
export const SAME = "same";

export class Changes {
  readonly #space: Space;
  readonly #known = new Map<string, Change>();
  readonly #pair: Operation<Outcome, Outcome, Change | typeof SAME>;
  readonly #hide: Operation<Change | typeof SAME, Outcome, Change | typeof SAME>;
  readonly #outcomes: Outcomes;

  constructor(space: Space, outcomes: Outcomes) {
    this.#space = space;
    this.#outcomes = outcomes;
    const same = space.diagrams.leaf(SAME);
    const neutral = space.diagrams.leaf(outcomes.neutral);
    this.#pair = {
      name: "pair",
      commutative: false,
      apply: (from, to) => this.#change(from, to),
      shortcut: (a, b) => (a === b ? same : undefined),
    };
    this.#hide = {
      name: "hide",
      commutative: false,
      apply: (change, both) =>
        change === SAME
          ? SAME
          : this.#change(outcomes.merge.apply(change.from, both), outcomes.merge.apply(change.to, both)),
      shortcut: (a, b) => (a === same ? same : b === neutral ? a : undefined),
    };
  }

  #change(from: Outcome, to: Outcome): Change | typeof SAME {
    if (from === to) return SAME;
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
    const left = groups(from.rules, detail);
    const right = groups(to.rules, detail);
    const onlyLeft = [...left].filter(([key]) => !right.has(key)).map(([, rule]) => rule);
    const onlyRight = [...right].filter(([key]) => !left.has(key)).map(([, rule]) => rule);
    const both = [...left].filter(([key]) => right.has(key)).map(([, rule]) => rule);
    const sum = (view: View, rules: readonly OpenedRule[]): Node[] =>
      rules.map((r) => view.outcome(r, detail));
    const sameFloor = from.reached === to.reached;
    const floor = (view: View): Node[] => (sameFloor ? [] : [view.floor()]);
    const nothing = diagrams.leaf(this.#outcomes.neutral);
    const { merge } = this.#outcomes;
    const old = this.#space.combine(merge, [nothing, ...floor(from), ...sum(from, onlyLeft)]);
    const now = this.#space.combine(merge, [nothing, ...floor(to), ...sum(to, onlyRight)]);
    let changes = diagrams.apply(this.#pair, old, now);
    const hiding = [...(sameFloor ? [from.floor()] : []), ...sum(from, both)];
    for (const node of hiding) {
      if (changes === diagrams.leaf(SAME)) break;
      changes = diagrams.apply(this.#hide, changes, node);
    }
    return changes;
  }
}

/** Rules by what they say. */
function groups(rules: readonly OpenedRule[], detail: Detail): ReadonlyMap<string, OpenedRule> {
  return new Map(rules.map((rule) => [`${rule.meaning}${detail.rules ? ` ${rule.rule.id}` : ""}`, rule]));
}
