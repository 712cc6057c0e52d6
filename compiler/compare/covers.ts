/**
 * What of an item a list takes in, decided by the engine over all items that are described by their parameters and state no
 * code. An entry that takes some of them in for another reason, as it lists any processor of that performance, whether it works in the
 * cold or not, does not count: it has to take them in for what makes them the item.
 */
import type { PropId, Props } from "../analysis/conditions/prop.ts";
import { Analysis, type Law, type Questions, type Wish } from "../analysis/index.ts";
import type { CaseJson, Expr, Field, Item, Jurisdiction, Program } from "../check/tree.ts";
import { confirming, TRUTH, withoutReach } from "../proofs/case-of.ts";
import type { Asked } from "./asked.ts";
import { isOtherSort, marksOf, Rewritten, sortsOf } from "./marks.ts";

/**
 * `wholly`: every one of them. `in part`: some, and others not, or perhaps not. `perhaps`: some, if at all, for text that could
 * not be encoded, or it could not be decided. `not`: none for what makes it one.
 */
export type Extent = "wholly" | "in part" | "perhaps" | "not";

export interface Cover {
  readonly extent: Extent;
  /** the entries that take it in: each by itself, or, where none does, all that it takes together */
  readonly by: readonly Asked[];
}

/** Two items that show that a list takes in a part: one that it takes in, one that it does not; null: that is not known of any. */
export interface Parted {
  readonly within: CaseJson;
  readonly beyond: CaseJson | null;
}

export class Covers {
  readonly #law: Law;
  readonly #questions: Questions;
  readonly #item: Field;
  /** the program without anything that is asked for: the oracle answers whether conditions hold, and nothing else */
  readonly #bare: Program;
  /** by item and entry; none: the entry asks for nothing that makes it the item */
  readonly #aims = new Map<string, Aim>();
  readonly #alone = new Map<string, Extent>();
  readonly #together = new Map<string, Cover>();

  /** @param items conditions that will be asked about, and `entries` those that may cover them */
  constructor(law: Law, props: Props, item: Field, items: Iterable<PropId>, entries: Iterable<PropId>) {
    this.#law = law;
    this.#item = item;
    const jurisdictions = law.program.jurisdictions.map(withoutReach);
    this.#bare = { ...law.program, measures: [], exceptions: [], jurisdictions };
    const analysis = new Analysis({ props, byParameters: true });
    const own = new Set(entries);
    const seen = new Map([...own].map((entry) => [entry, new Set(props.subjectsIn(entry))]));
    const sorts = sortsOf(item);
    for (const prop of new Set(items)) {
      analysis.space.tell(prop);
      const marks = marksOf(prop, sorts, props);
      const lacking = marks.map((mark) => new Rewritten(props, mark.isLacking, mark.of));
      const plain = new Rewritten(props, isOtherSort(prop, sorts, props));
      for (const [entry, looked] of seen) {
        if (!marks.every(({ subjects }) => [...subjects].some((one) => looked.has(one)))) continue;
        const aim = { plain: plain.of(entry), without: lacking.map((of) => of.of(entry)) };
        this.#aims.set(`${prop} ${entry}`, aim);
        for (const each of [aim.plain, ...aim.without]) analysis.space.tell(each);
      }
    }
    for (const entry of own) analysis.space.tell(entry);
    this.#questions = analysis.questions();
  }

  /** Whether there is such an item at all. */
  isPossible(item: PropId): boolean {
    return this.#questions.canBe([{ prop: item, is: "yes" }]) !== false;
  }

  /** What a list takes in of an item. */
  of(item: PropId, list: readonly Asked[]): Cover {
    const key = `${item}:${list
      .map(({ prop, open }) => `${prop}${open ? "?" : ""}`)
      .sort()
      .join()}`;
    const known = this.#together.get(key);
    // the same conditions may be those of other entries
    if (known?.by.every((asked) => list.includes(asked))) return known;
    const cover = this.#of(item, list);
    this.#together.set(key, cover);
    return cover;
  }

  #of(item: PropId, list: readonly Asked[]): Cover {
    const extents = new Map(list.map((asked) => [asked, this.#byOne(item, asked)]));
    const by = (extent: Extent): readonly Asked[] => list.filter((asked) => extents.get(asked) === extent);
    const whole = by("wholly");
    if (whole.length > 0) return { extent: "wholly", by: whole };
    const sure = list.filter(({ open }) => !open);
    const wishes: readonly Wish[] = [
      { prop: item, is: "yes" },
      ...[...new Set(sure.map(({ prop }) => prop))].map((prop): Wish => ({ prop, is: "not yes" })),
    ];
    if (sure.length > 0 && this.#questions.canBe(wishes) === false) {
      const needed = new Set(this.#questions.core(wishes).map(({ prop }) => prop));
      return { extent: "wholly", by: sure.filter(({ prop }) => needed.has(prop)) };
    }
    const part = by("in part");
    if (part.length > 0) return { extent: "in part", by: part };
    const perhaps = by("perhaps");
    return { extent: perhaps.length > 0 ? "perhaps" : "not", by: perhaps };
  }

  /** Whether an entry certainly takes in such an item, or some, for what makes it one. */
  aims(item: PropId, asked: Asked): boolean {
    const extent = this.#byOne(item, asked);
    return extent === "wholly" || extent === "in part";
  }

  #byOne(item: PropId, { prop, open }: Asked): Extent {
    const key = `${item} ${prop}`;
    let extent = this.#alone.get(key);
    if (extent === undefined) {
      extent = this.#decide(item, prop);
      this.#alone.set(key, extent);
    }
    return open && extent !== "not" ? "perhaps" : extent;
  }

  #decide(item: PropId, entry: PropId): Extent {
    const aim = this.#aims.get(`${item} ${entry}`);
    // what looks at nothing of it may take it in with all else, which is asked of the whole list
    if (aim === undefined) return "not";
    const is: Wish = { prop: item, is: "yes" };
    if (this.#questions.canBe([is, { prop: entry, is: "not yes" }]) === false) return "wholly";
    const some = this.#questions.canBe([is, ...aimedAt(entry, aim)]);
    if (some === true) return "in part";
    const perhaps = this.#questions.canBe([
      is,
      { prop: entry, is: "possible" },
      { prop: aim.plain, is: "possible" },
      ...aim.without.map((prop): Wish => ({ prop, is: "no" })),
    ]);
    return some === false && perhaps === false ? "not" : "perhaps";
  }

  /**
   * Two items that show that a list takes in an item in part, as the oracle confirms on a day. Null: it confirms none that is
   * taken in.
   */
  parted(
    item: { readonly of: Item; readonly prop: PropId },
    { by }: Cover,
    list: readonly Asked[],
    jurisdiction: Jurisdiction,
    asOf: string,
  ): Parted | null {
    const point = { asOf, knownAt: null, view: "text" } as const;
    const is = this.#isOneOf([item.of]);
    const stating = (props: readonly PropId[]) => [{ told: [item.prop, ...props], law: this.#law }];
    const confirms = (holding: readonly Expr[], failing: readonly Expr[]) =>
      confirming(this.#bare, { of: item.of, jurisdiction, holding, failing }, point);
    const within = by.flatMap(({ prop, entry }) => {
      const aim = this.#aims.get(`${item.prop} ${prop}`)!;
      const wishes: readonly Wish[] = [{ prop: item.prop, is: "yes" }, ...aimedAt(prop, aim)];
      const facts = this.#questions.caseFor(wishes, stating([prop]));
      return facts !== null && confirms([is, this.#isOneOf([entry])], [])(facts) ? [facts] : [];
    })[0];
    if (within === undefined) return null;
    const about = list.filter(({ prop }) => this.#aims.has(`${item.prop} ${prop}`));
    const beyond = this.#questions.caseFor(
      [
        { prop: item.prop, is: "yes" },
        ...list.map((one): Wish => ({ prop: one.prop, is: about.includes(one) ? "no" : "not yes" })),
      ],
      stating(list.map(({ prop }) => prop)),
    );
    const others = list.filter((one) => !about.includes(one));
    const isBeyond = confirms([is], [this.#isOneOf(about.map(({ entry }) => entry))]);
    const isCovered =
      others.length === 0 ? () => false : confirms([this.#isOneOf(others.map(({ entry }) => entry))], []);
    const isShown = beyond !== null && isBeyond(beyond) && !isCovered(beyond);
    return { within, beyond: isShown ? beyond : null };
  }

  /** That the item of the transaction is under one of the entries. */
  #isOneOf(entries: readonly Item[]): Expr {
    const { transaction } = this.#law.program;
    const { span } = entries[0]!;
    const of: Expr = { kind: "transaction", type: { kind: "record", record: transaction! }, span };
    const item: Expr = { kind: "field", type: this.#item.type, span, of, field: this.#item };
    const members = entries.map(
      ({ scheme, code }): Expr => ({
        kind: "const",
        type: { kind: "code", scheme },
        span,
        value: { kind: "code", scheme, code },
      }),
    );
    const type = { kind: "set", of: { kind: "code", scheme: null } } as const;
    const codes: Expr = { kind: "setLiteral", type, span, members };
    return { kind: "classified", type: TRUTH, span, item, codes };
  }
}

/** What an entry asks for of an item: */
interface Aim {
  /** of one that is of no other sort besides */
  readonly plain: PropId;
  /** of one that lacks this or that of what makes it the item */
  readonly without: readonly PropId[];
}

/** An entry takes something in for what makes it the item. */
function aimedAt(entry: PropId, { plain, without }: Aim): readonly Wish[] {
  return [
    { prop: entry, is: "yes" },
    { prop: plain, is: "yes" },
    ...without.map((prop): Wish => ({ prop, is: "not yes" })),
  ];
}
