/**
 * One law, one jurisdiction, one point in time: its rules with all names opened, and their diagrams. Several views share
 * one space, so that their diagrams can be compared.
 */
import type { Expr } from "../../check/tree.ts";
import type { PropId } from "../conditions/prop.ts";
import type { Truth } from "../conditions/truth.ts";
import type { Node, Operation } from "../diagrams/diagram.ts";
import { projection } from "../diagrams/quantifiers.ts";
import type { Space } from "../diagrams/space.ts";
import type { Env } from "./env.ts";
import type { Expander } from "./expand.ts";
import type { Law, RequirementRule } from "./law.ts";
import type { Point } from "./moment.ts";
import { envAt, type Opened, type OpenedLaw, type OpenedRule, type Opening, type Part } from "./opening.ts";
import type { Detail, Outcome, Outcomes, Side } from "./outcome.ts";
import { NONE_STATED, type PolicyRange, reviewNode } from "./review.ts";

const ALL: Detail = { review: true, routes: true, rules: true };

export class View {
  readonly point: Point;
  readonly space: Space;
  readonly #opening: Opening;
  readonly #opened: OpenedLaw;
  readonly #outcomes: Outcomes;
  /** every condition the view has told the space */
  readonly #told: PropId[];
  readonly #memo = new Map<string, Node>();

  /** Opens every rule and tells the space. */
  constructor(space: Space, outcomes: Outcomes, opening: Opening, point: Point, part: Part | null = null) {
    this.point = point;
    this.space = space;
    this.#opening = opening;
    this.#outcomes = outcomes;
    this.#opened = part === null ? opening.at(point) : opening.partAt(point, part);
    this.#told = [...this.#opened.told];
    for (const prop of this.#told) space.tell(prop);
  }

  get law(): Law {
    return this.expander.law;
  }

  get jurisdiction(): string {
    return this.#opening.jurisdiction;
  }

  get expander(): Expander {
    return this.#opening.expander;
  }

  /** The rules in force; one object for all moments at which they say the same for the same reasons. */
  get rules(): readonly OpenedRule[] {
    return this.#opened.rules;
  }

  get reached(): PropId {
    return this.#opened.reached;
  }

  get told(): readonly PropId[] {
    return this.#told;
  }

  get env(): Env {
    return envAt(this.point);
  }

  /** A condition over the transaction, opened at this point; call before any diagram is asked for. */
  tell(condition: Expr): PropId {
    const prop = this.expander.truth(condition, this.env);
    this.#told.push(prop);
    this.space.tell(prop);
    return prop;
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
