/**
 * The law of one jurisdiction with all names opened, at any moment: what is made for one day is kept for every day on
 * which the same would be read.
 */
import type { Binder, Jurisdiction } from "../../check/tree.ts";
import { gated } from "../conditions/number-tests.ts";
import type { PropId, Props } from "../conditions/prop.ts";
import { MISSING, NO, YES } from "../conditions/prop.ts";
import { type ListRef, listKey, type Scope } from "../conditions/subject.ts";
import { byName, type Env } from "./env.ts";
import { Expander } from "./expand.ts";
import type { FixedFacts } from "./facts.ts";
import type { Law, RequirementRule } from "./law.ts";
import type { Point } from "./moment.ts";
import { NONE_STATED, type OpenedReview, openReview, reviewProps } from "./review.ts";
import { holdsSomewhere, reached, standingRequirements } from "./rules.ts";
import { Kept } from "./stretch.ts";

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

/** All of it at a moment. */
export interface OpenedLaw {
  readonly rules: readonly OpenedRule[];
  /** whether the act is within the reach of the jurisdiction */
  readonly reached: PropId;
  /** every condition of these */
  readonly told: readonly PropId[];
}

/** Some of the rules, for questions that the others cannot concern. */
export interface Part {
  readonly measures: ReadonlySet<string>;
  /** which of their rules; absent: all */
  readonly isAsked?: (rule: OpenedRule) => boolean;
  /** as if every act were reached; absent: what the whole law reaches is */
  readonly isReached?: true;
}

export class Opening {
  readonly jurisdiction: string;
  readonly expander: Expander;
  readonly #chain: readonly Jurisdiction[];
  /** the requirements of the jurisdiction and of those it lies within, by measure */
  readonly #governing: ReadonlyMap<string, readonly RequirementRule[]>;
  /** places of their measures in the law */
  #places: ReadonlyMap<string, number> | null = null;
  /** ids of the jurisdiction and of those it lies within */
  readonly #governed: ReadonlySet<string>;
  readonly #laws = new Kept<"law", OpenedLaw>();
  readonly #rules = new Kept<string, readonly OpenedRule[]>();

  /** @throws {Error} for a jurisdiction that the law does not have */
  constructor(
    law: Law,
    props: Props,
    jurisdiction: string,
    leftOut: ReadonlySet<string>,
    fixed?: FixedFacts,
  ) {
    this.jurisdiction = jurisdiction;
    this.expander = new Expander(law, props, jurisdiction, leftOut, fixed);
    const own = law.program.jurisdictions.find((j) => j.name === jurisdiction);
    if (own === undefined) throw new Error(`no jurisdiction ${jurisdiction}`);
    this.#chain = chainOf(own);
    this.#governed = new Set(this.#chain.map((j) => j.id));
    this.#governing = new Map(
      [...law.requirementsOf].filter(([, rules]) => this.#governed.has(rules[0]!.of.jurisdiction.id)),
    );
  }

  at(point: Point): OpenedLaw {
    return this.expander.readings.recall(this.#laws, "law", point, () =>
      this.#together(
        [...this.#governing.values()].flatMap((own) => this.#open(own, point)),
        this.#reached(point),
      ),
    );
  }

  /** A part of it; the other measures are not opened. */
  partAt(point: Point, { measures, isAsked = () => true, isReached }: Part): OpenedLaw {
    return this.#together(
      this.#rulesOf(measures)
        .flatMap((own) => this.#open(own, point))
        .filter(isAsked),
      isReached ? YES : this.#reached(point),
    );
  }

  /** The rules of some measures, in the order of the law: mostly of one of very many. */
  #rulesOf(measures: ReadonlySet<string>): readonly (readonly RequirementRule[])[] {
    this.#places ??= new Map([...this.#governing.keys()].map((id, place) => [id, place]));
    const places = this.#places;
    const own = [...measures].filter((id) => places.has(id));
    return own.sort((a, b) => places.get(a)! - places.get(b)!).map((id) => this.#governing.get(id)!);
  }

  #together(rules: readonly OpenedRule[], isReached: PropId): OpenedLaw {
    const told = rules.flatMap(({ holds, opened }) => [holds, ...propsOf(opened)]);
    return { rules, reached: isReached, told: [...new Set([...told, isReached])] };
  }

  #open(rules: readonly RequirementRule[], point: Point): readonly OpenedRule[] {
    const { expander } = this;
    return expander.readings.recall(this.#rules, rules[0]!.of.id, point, () =>
      standingRequirements(rules, expander, envAt(point)).flatMap(({ rule, reading, base }) => {
        const holds = holdsSomewhere(rule, base, expander, reading.env);
        if (holds === NO) return [];
        const opened = this.#openRule(rule, rule.binders, base, reading.env, point);
        const { verdict, to, awaitingDecision } = rule.effect;
        const meaning = JSON.stringify([verdict, to, awaitingDecision, meaningOf(opened)]);
        return [{ rule, holds, opened, meaning }];
      }),
    );
  }

  #openRule(rule: RequirementRule, binders: readonly Binder[], base: PropId, env: Env, point: Point): Opened {
    const { expander } = this;
    const { props } = expander;
    const [binder, ...rest] = binders;
    if (binder === undefined) {
      const { review, routes } = rule.effect;
      return {
        is: "leaf",
        holds: props.and(...rule.parts.map((part) => expander.formula(part, env)), base),
        released: this.#released(rule, env, point),
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
        this.#openRule(rule, rest, gated(props, list.gate, props.and(base, when)), own, point),
      ),
    };
  }

  /** Whether an exception releases the requirement; exceptions are never read on another day (H15). */
  #released(rule: RequirementRule, env: Env, point: Point): PropId {
    const { expander } = this;
    const { props } = expander;
    const inside: Env = { ...envAt(point), released: byName(env) };
    const holding = (expander.law.releasesOf.get(rule.of.id) ?? [])
      .filter(
        ({ of, effect }) =>
          this.#governed.has(of.jurisdiction.id) &&
          effect.releases.some(
            ({ measure, limb }) =>
              measure.id === rule.of.id && (limb === null || rule.limbs.includes(limb.text)),
          ),
      )
      .filter(({ effective }) => expander.readings.isWithin(effective, point))
      .map((release) =>
        props.and(
          release.effective.state === "in_force" ? YES : MISSING,
          ...release.parts.map((part) => expander.formula(part, inside)),
        ),
      );
    return props.or(...holding);
  }

  #reached(point: Point): PropId {
    const { expander } = this;
    const env = envAt(point);
    const ground = this.#chain.find((j) => j.reach !== null)?.reach ?? null;
    const grounds = new Set<RequirementRule["effect"]["reach"]>();
    for (const rules of this.#governing.values()) {
      const { reach } = rules[0]!.effect;
      if (grounds.has(reach) || !rules.some((rule) => expander.readings.isWithin(rule.effective, point)))
        continue;
      grounds.add(reach);
    }
    return expander.props.or(
      ground === null ? NO : reached(ground, expander, env),
      ...[...grounds].map((reach) => (reach === null ? YES : reached(reach, expander, env))),
    );
  }
}

/** Nothing bound and nothing to release. */
export function envAt(point: Point): Env {
  return { point, names: new Map(), released: null };
}

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
