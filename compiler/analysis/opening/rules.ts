/** Rules at a moment: savings, bindings, grounds. */
import type { Binder, Measure, Reach, Saving } from "../../check/tree.ts";
import type { Formula } from "../../normal/condition.ts";
import type { Rectangle } from "../../normal/timeline.ts";
import type { PropId } from "../conditions/prop.ts";
import { MISSING, NO, YES } from "../conditions/prop.ts";
import type { Env } from "./env.ts";
import { ownEnv } from "./env.ts";
import type { Expander } from "./expand.ts";
import type { GroundRule, RequirementRule } from "./law.ts";
import { onDay } from "./moment.ts";

/** On which day a measure is read, and when. */
export interface Reading {
  readonly env: Env;
  readonly applies: PropId;
}

/** The day itself, unless a saving holds (H15). */
export function readings(saves: readonly Saving[], expander: Expander, env: Env): readonly Reading[] {
  const { props } = expander;
  const own = ownEnv({ ...env, released: null }, []);
  const saved: Reading[] = [];
  let unsaved: PropId = YES;
  for (const saving of saves) {
    const runs = saving.until === null || expander.readings.isBefore(saving.until, env.point);
    const holds = runs ? expander.truth(saving.condition, own) : NO;
    if (holds === NO) continue;
    const shifted = { ...own, point: onDay(env.point, saving.asOf) };
    saved.push({ env: shifted, applies: props.and(unsaved, holds) });
    unsaved = props.and(unsaved, props.not(holds));
  }
  return [...saved, { env: own, applies: unsaved }];
}

/** A rule where it is in force, with the names it is read under. */
export interface Standing<R> {
  readonly rule: R;
  readonly reading: Reading;
  /** what must hold beside its parts: the reading, the ground, and that its text is clear */
  readonly base: PropId;
}

interface AnyRule {
  readonly effective: Rectangle;
  readonly binders: readonly Binder[];
  readonly parts: readonly Formula[];
}

export function standingRequirements(
  rules: readonly RequirementRule[],
  expander: Expander,
  env: Env,
): readonly Standing<RequirementRule>[] {
  const [first] = rules;
  if (first === undefined) return [];
  const { saves, reach } = first.effect;
  return readings(saves, expander, env).flatMap((reading) =>
    rules
      .filter((rule) => expander.readings.isWithin(rule.effective, reading.env.point))
      .map((rule) => ({
        rule,
        reading,
        base: expander.props.and(
          reading.applies,
          clear(rule),
          reach === null ? YES : reached(reach, expander, reading.env),
        ),
      })),
  );
}

function clear(rule: AnyRule): PropId {
  return rule.effective.state === "in_force" ? YES : MISSING;
}

/** Whether some binding of the rule's names meets its parts. */
export function holdsSomewhere(rule: AnyRule, base: PropId, expander: Expander, env: Env): PropId {
  return holdsBound(rule, rule.binders, base, expander, env);
}

/** The same, where only these names are still to be bound. */
function holdsBound(
  rule: AnyRule,
  binders: readonly Binder[],
  base: PropId,
  expander: Expander,
  env: Env,
): PropId {
  const { props } = expander;
  const [binder, ...rest] = binders;
  if (binder === undefined) {
    // the ground last: rules that share one then share what is left of it below their own facts
    return props.and(...rule.parts.map((part) => expander.formula(part, env)), base);
  }
  return expander.some(binder, env, (own) => holdsBound(rule, rest, base, expander, own));
}

/** Whether a measure arises before any release; for an extraterritorial one, whether its ground is given. */
export function holdsOnSomeBinding(measure: Measure, expander: Expander, env: Env): PropId {
  return expander.remember(`measure ${measure.id}`, env, () => {
    const { props } = expander;
    if (measure.kind === "extraterritorial") {
      return props.or(...groundProps(expander.law.groundRulesOf.get(measure.id) ?? [], expander, env));
    }
    const rules = expander.law.requirementsOf.get(measure.id) ?? [];
    return props.or(
      ...standingRequirements(rules, expander, env).map(({ rule, reading, base }) =>
        holdsSomewhere(rule, base, expander, reading.env),
      ),
    );
  });
}

/** Whether the act is within a ground: declared, or extended by an extraterritorial measure. */
export function reached(ground: Reach | Measure, expander: Expander, env: Env): PropId {
  return expander.remember(`ground ${ground.id}`, env, () => {
    const rules = expander.law.groundsOf.get(ground.id) ?? [];
    return expander.props.or(...groundProps(rules, expander, env));
  });
}

function groundProps(rules: readonly GroundRule[], expander: Expander, env: Env): readonly PropId[] {
  return rules.flatMap((rule) =>
    readings(rule.effect.saves, expander, env)
      .filter((reading) => expander.readings.isWithin(rule.effective, reading.env.point))
      .map((reading) =>
        holdsSomewhere(rule, expander.props.and(reading.applies, clear(rule)), expander, reading.env),
      ),
  );
}
