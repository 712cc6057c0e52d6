/**
 * One law, one jurisdiction, one point in time: its rules with all names opened, and their diagrams. Several views share
 * one space, so that their diagrams can be compared.
 */
import type { Binder, Expr, Jurisdiction } from "../check/tree.ts";
import type { Node, Operation } from "./diagram.ts";
import { byName, type Env, ownEnv } from "./env.ts";
import { Expander } from "./expand.ts";
import type { Law, RequirementRule } from "./law.ts";
import { isWithin, type Point } from "./moment.ts";
import { gated } from "./numbers.ts";
import type { Detail, Outcome, Outcomes, Side } from "./outcome.ts";
import type { PropId } from "./prop.ts";
import { MISSING, NO, YES } from "./prop.ts";
import { projection } from "./quantifiers.ts";
import {
  NONE_STATED,
  type OpenedReview,
  openReview,
  type PolicyRange,
  reviewNode,
  reviewProps,
} from "./review.ts";
import { holdsSomewhere, reached, standingRequirements } from "./rules.ts";
import type { Space } from "./space.ts";
import { type ListRef, listKey, type Scope } from "./subject.ts";
import type { Truth } from "./truth.ts";

/** A requirement for one binding of its names, or a choice of bindings. */
export type Opened =
  | {
      readonly is: "leaf";
      readonly holds: PropId;
      readonly released: PropId;
      readonly review: OpenedReview;
      readonly routes: readonly { readonly route: string; readonly when: PropId }[];
    }
  | {
      readonly is: "each";
      readonly list: ListRef;
      readonly element: Scope;
      readonly alternatives: readonly Opened[];
    };

/** A rule in force, opened. */
export interface OpenedRule {
  readonly rule: RequirementRule;
  /** whether it holds for some binding, before release */
  readonly holds: PropId;
  readonly opened: Opened;
  /** equal for rules of one space that say the same of the same facts */
  readonly meaning: string;
}

const ALL: Detail = { review: true, routes: true, rules: true };

export class View {
  readonly law: Law;
  readonly point: Point;
  readonly jurisdiction: string;
  readonly space: Space;
  readonly rules: readonly OpenedRule[];
  readonly reached: PropId;
  readonly expander: Expander;
  readonly #outcomes: Outcomes;
  /** every condition the view has told the space */
  readonly #told: PropId[] = [];
  readonly #memo = new Map<string, Node>();

  /** Opens every rule and tells the space. @throws {Error} for a jurisdiction that the law does not have */
  constructor(space: Space, outcomes: Outcomes, law: Law, point: Point, jurisdiction: string) {
    this.law = law;
    this.point = point;
    this.jurisdiction = jurisdiction;
    this.space = space;
    this.#outcomes = outcomes;
    this.expander = new Expander(law, space.props, jurisdiction);
    const own = law.program.jurisdictions.find((j) => j.name === jurisdiction);
    if (own === undefined) throw new Error(`no jurisdiction ${jurisdiction}`);
    const chain = chainOf(own);
    this.rules = this.#open(new Set(chain.map((j) => j.id)));
    this.reached = this.#reached(chain);
    for (const { holds, opened } of this.rules) this.#told.push(holds, ...propsOf(opened));
    this.#told.push(this.reached);
    for (const prop of this.#told) space.tell(prop);
  }

  get told(): readonly PropId[] {
    return this.#told;
  }

  get env(): Env {
    return { point: this.point, names: new Map(), released: null };
  }

  /** A condition over the transaction, opened at this point; call before any diagram is asked for. */
  tell(condition: Expr): PropId {
    const prop = this.expander.truth(condition, this.env);
    this.#told.push(prop);
    this.space.tell(prop);
    return prop;
  }

  // ------------------------------------------------------------------------------------------------------ opening

  #open(governed: ReadonlySet<string>): readonly OpenedRule[] {
    const found: OpenedRule[] = [];
    for (const rules of this.law.requirementsOf.values()) {
      if (!governed.has(rules[0]!.of.jurisdiction.id)) continue;
      for (const { rule, reading, base } of standingRequirements(rules, this.expander, this.env)) {
        const holds = holdsSomewhere(rule, base, this.expander, reading.env);
        if (holds === NO) continue;
        const opened = this.#openRule(rule, rule.binders, base, reading.env, governed);
        const { verdict, to, awaitingDecision } = rule.effect;
        const meaning = JSON.stringify([verdict, to, awaitingDecision, meaningOf(opened)]);
        found.push({ rule, holds, opened, meaning });
      }
    }
    return found;
  }

  #openRule(
    rule: RequirementRule,
    binders: readonly Binder[],
    base: PropId,
    env: Env,
    governed: ReadonlySet<string>,
  ): Opened {
    const { expander } = this;
    const { props } = expander;
    const [binder, ...rest] = binders;
    if (binder === undefined) {
      const { review, routes } = rule.effect;
      return {
        is: "leaf",
        holds: props.and(...rule.parts.map((part) => expander.formula(part, env)), base),
        released: this.#released(rule, env, governed),
        review: review === null ? { is: "fixed", range: NONE_STATED } : openReview(review, expander, env),
        routes: routes.map(({ route, when }) => ({
          route,
          when: when === null ? YES : expander.truth(when, env),
        })),
      };
    }
    const list = expander.evaluate(binder.list, env);
    if (list.kind !== "list") throw new Error(`${list.kind} is no list`);
    const { element, alternatives } = expander.bindingsOf(binder, list.ref, env);
    return {
      is: "each",
      list: list.ref,
      element,
      alternatives: alternatives.map(({ when, env: own }) =>
        this.#openRule(rule, rest, gated(props, list.gate, props.and(base, when)), own, governed),
      ),
    };
  }

  /** Whether an exception releases the requirement; exceptions are never read on another day (H15). */
  #released(rule: RequirementRule, env: Env, governed: ReadonlySet<string>): PropId {
    const { expander } = this;
    const { props } = expander;
    const inside: Env = { ...ownEnv(this.env, []), released: byName(env) };
    const holding = this.law.normal.releases
      .filter(
        (release) => governed.has(release.of.jurisdiction.id) && isWithin(release.effective, this.point),
      )
      .filter((release) =>
        release.effect.releases.some(
          ({ measure, limb }) =>
            measure.id === rule.of.id && (limb === null || rule.limbs.includes(limb.text)),
        ),
      )
      .map((release) =>
        props.and(
          release.effective.state === "in_force" ? YES : MISSING,
          ...release.parts.map((part) => expander.formula(part, inside)),
        ),
      );
    return props.or(...holding);
  }

  #reached(chain: readonly Jurisdiction[]): PropId {
    const { expander, env } = this;
    const { props } = expander;
    const ground = chain.find((j) => j.reach !== null)?.reach ?? null;
    const governed = new Set(chain.map((j) => j.id));
    const grounds = new Set<PropId>([ground === null ? NO : reached(ground, expander, env)]);
    for (const rules of this.law.requirementsOf.values()) {
      if (!governed.has(rules[0]!.of.jurisdiction.id)) continue;
      if (!rules.some((rule) => isWithin(rule.effective, this.point))) continue;
      const { reach } = rules[0]!.effect;
      grounds.add(reach === null ? YES : reached(reach, expander, env));
    }
    return props.or(...grounds);
  }

  // ----------------------------------------------------------------------------------------------------- diagrams

  /** Where a rule holds, before release: truth values at the leaves. */
  holds(rule: OpenedRule): Node {
    return this.space.diagrams.charge(rule.rule.of.id, () => this.space.node(rule.holds));
  }

  /** What one rule comes to after exceptions: outcomes at the leaves. */
  outcome(rule: OpenedRule, detail: Detail = ALL): Node {
    return this.#remember(`rule ${rule.rule.id} ${rule.holds} ${JSON.stringify(detail)}`, () =>
      this.space.diagrams.charge(rule.rule.of.id, () => this.#outcomeOf(rule.opened, rule.rule, detail)),
    );
  }

  /** The determination: outcomes at the leaves. */
  determination(detail: Detail = ALL): Node {
    return this.#remember(`all ${JSON.stringify(detail)}`, () => {
      const { diagrams } = this.space;
      const outcomes = this.rules.map((rule) => this.outcome(rule, detail));
      return diagrams.charge(`the determination of ${this.jurisdiction}`, () =>
        this.space.combine(this.#outcomes.merge, [this.floor(), ...outcomes]),
      );
    });
  }

  /** What an act comes to that no requirement touches. */
  floor(): Node {
    return this.space.diagrams.map(this.#floor, this.space.node(this.reached));
  }

  #remember(key: string, make: () => Node): Node {
    const known = this.#memo.get(key);
    if (known !== undefined) return known;
    const node = make();
    this.#memo.set(key, node);
    return node;
  }

  readonly #floor = (reachedBy: Truth): Outcome => this.#outcomes.floor(reachedBy);

  #outcomeOf(opened: Opened, rule: RequirementRule, detail: Detail): Node {
    const { space } = this;
    const { diagrams } = space;
    if (opened.is === "each") {
      const body = opened.alternatives.map((alternative) => this.#outcomeOf(alternative, rule, detail));
      const together =
        body.length === 0 ? diagrams.leaf(this.#outcomes.neutral) : space.combine(this.#outcomes.merge, body);
      const how = projection(this.#outcomes.merge, this.#outcomes.neutral);
      return space.quantifiers.project(together, opened.list, opened.element, how);
    }
    const { verdict } = rule.effect;
    const status = diagrams.apply(STATUS, space.node(opened.holds), space.node(opened.released));
    const review = detail.review ? reviewNode(opened.review, space) : diagrams.leaf(NONE_STATED);
    const routes = detail.routes
      ? opened.routes.reduce(
          (all, { route, when }) => diagrams.apply(this.#addRoute(route), space.node(when), all),
          diagrams.leaf("|"),
        )
      : diagrams.leaf("|");
    const rules = detail.rules ? [rule.id] : [];
    const reviewed = diagrams.apply(PAIR, review, routes);
    return diagrams.apply(this.#conclude(verdict, rules), status, reviewed);
  }

  readonly #routeOperations = new Map<string, Operation<Truth, string, string>>();

  /** Certain and possible routes as `a,b|a,b,c`. */
  #addRoute(route: string): Operation<Truth, string, string> {
    let operation = this.#routeOperations.get(route);
    if (operation === undefined) {
      operation = {
        name: `route ${route}`,
        commutative: false,
        apply: (when, all) => {
          if (when === "no") return all;
          const [certain, possible] = all.split("|") as [string, string];
          const added = (list: string): string =>
            [...list.split(",").filter(Boolean), route].sort().join(",");
          return `${when === "yes" ? added(certain) : certain}|${added(possible)}`;
        },
      };
      this.#routeOperations.set(route, operation);
    }
    return operation;
  }

  readonly #conclusions = new Map<string, Operation<Status, string, Outcome>>();

  #conclude(
    verdict: RequirementRule["effect"]["verdict"],
    rules: readonly string[],
  ): Operation<Status, string, Outcome> {
    const key = `${verdict} ${rules.join(",")}`;
    let operation = this.#conclusions.get(key);
    if (operation === undefined) {
      operation = {
        name: "conclude",
        commutative: false,
        apply: (status, reviewed) => {
          const [range, routes] = reviewed.split(";") as [PolicyRange, string];
          const [least, most] = range.split(",").map(Number) as [number, number];
          const [certain, possible] = routes.split("|").map((list) => list.split(",").filter(Boolean));
          const side = (what: "nothing" | "authorized" | "full", policy: number, list: string[]): Side => {
            if (what === "nothing") return this.#outcomes.neutral.least;
            if (what === "authorized") return { verdict: "authorized", policy: -1, routes: [], rules };
            return { verdict, policy, routes: list, rules };
          };
          const [leastIs, mostIs] = SIDES[status];
          return this.#outcomes.of(side(leastIs, least, certain!), side(mostIs, most, possible!));
        },
      };
      this.#conclusions.set(key, operation);
    }
    return operation;
  }
}

/** Whether a requirement holds, and whether an exception lifts it. */
type Status = "none" | "certain" | "lifted" | "perhaps lifted" | "open" | "open, lifted";

const STATUS: Operation<Truth, Truth, Status> = {
  name: "status",
  commutative: false,
  apply: (holds, released) => {
    if (holds === "no") return "none";
    if (holds === "yes") {
      return released === "yes" ? "lifted" : released === "no" ? "certain" : "perhaps lifted";
    }
    return released === "yes" ? "open, lifted" : "open";
  },
};

type SideIs = "nothing" | "authorized" | "full";

const SIDES: Readonly<Record<Status, readonly [least: SideIs, most: SideIs]>> = {
  none: ["nothing", "nothing"],
  certain: ["full", "full"],
  lifted: ["authorized", "authorized"],
  "perhaps lifted": ["authorized", "full"],
  open: ["nothing", "full"],
  "open, lifted": ["nothing", "authorized"],
};

const PAIR: Operation<string> = { name: "pair", commutative: false, apply: (a, b) => `${a};${b}` };

/** An opened rule by its conditions alone, which are numbers of one space. */
function meaningOf(opened: Opened): unknown {
  if (opened.is === "each") {
    const { list, element, alternatives } = opened;
    return [listKey(list), list.owner.depth, element.depth, alternatives.map(meaningOf)];
  }
  return [opened.holds, opened.released, opened.review, opened.routes];
}

/** Every condition that an opened rule looks at. */
function propsOf(opened: Opened): readonly PropId[] {
  if (opened.is === "each") return opened.alternatives.flatMap(propsOf);
  const { holds, released, review, routes } = opened;
  return [holds, released, ...reviewProps(review), ...routes.map(({ when }) => when)];
}

/** The jurisdiction and those it lies within, innermost first. */
export function chainOf(jurisdiction: Jurisdiction): readonly Jurisdiction[] {
  return [jurisdiction, ...(jurisdiction.within === null ? [] : chainOf(jurisdiction.within))];
}
