/** What the rules of a law say, as claims about transactions. */

import { type PropId, YES } from "../analysis/conditions/prop.ts";
import { ROOT } from "../analysis/conditions/subject.ts";
import { byName, type Env, ownEnv } from "../analysis/opening/env.ts";
import type { Expander } from "../analysis/opening/expand.ts";
import type { GroundRule, ItemRule, ReleaseRule, RequirementRule } from "../analysis/opening/law.ts";
import { openReview } from "../analysis/opening/review.ts";
import { standingRequirements } from "../analysis/opening/rules.ts";
import type { Binder, Expr, PolicyValue, RecordType, Variable } from "../check/tree.ts";
import type { Formula } from "../normal/condition.ts";
import type { Claim } from "./examiner.ts";

type BoundRule = RequirementRule | GroundRule;
/** A further condition on the same binding of a rule's names. */
export type Inside = (reader: Expander, own: Env) => PropId;

/** The conditions of a rule, whatever its ground and its savings are. */
export function textHolds(rule: BoundRule, inside: Inside = () => YES): Claim {
  return (reader, env) =>
    bound(reader, rule.binders, ownEnv(env, []), (own) => holds(reader, rule, own, inside));
}

/** A requirement arises: its conditions hold and the law reaches the act. */
export function requirementHolds(rule: RequirementRule, inside: Inside = () => YES): Claim {
  return (reader, env) =>
    reader.props.or(
      ...standingRequirements([rule], reader, env).map(({ base, reading }) =>
        bound(reader, rule.binders, reading.env, (own) =>
          reader.props.and(base, holds(reader, rule, own, inside)),
        ),
      ),
    );
}

/** The conditions of an exception, for the requirement whose names `released` gives. */
export function releaseHolds(release: ReleaseRule, released: Env | null): Claim {
  return (reader, env) => {
    const own: Env = { ...ownEnv(env, []), released: released === null ? null : byName(released) };
    return reader.props.and(...release.parts.map((part) => reader.formula(part, own)));
  };
}

/** An entry's definition, of the item of the transaction; null in a program whose transaction has no such item. */
export function itemHolds(rule: ItemRule, transaction: RecordType): Claim | null {
  const subject = ofTransaction(rule.of.it, transaction);
  if (subject === null) return null;
  return (reader, env) => {
    const own = ownEnv(env, [[rule.of.it, subject(reader, env)]]);
    return reader.props.and(...rule.parts.map((part) => reader.formula(part, own)));
  };
}

/** All of some parts of a rule hold, and one (unless null) does not. */
export type PartsClaim = (parts: readonly Formula[], failing: Formula | null) => Claim;

/** The parts of a rule of any kind, of the same binding; null where its subject is no part of a transaction. */
export function partsHold(
  rule: BoundRule | ReleaseRule | ItemRule,
  transaction: RecordType,
): PartsClaim | null {
  const of = rule.of;
  const it = "it" in of ? of.it : null;
  const subject = it === null ? null : ofTransaction(it, transaction);
  if (it !== null && subject === null) return null;
  return (parts, failing) => (reader, env) => {
    const names = it === null ? [] : [[it, subject!(reader, env)] as const];
    return bound(reader, rule.binders, ownEnv(env, names), (own) =>
      reader.props.and(
        ...parts.map((part) => reader.formula(part, own)),
        failing === null ? YES : reader.props.not(reader.formula(failing, own)),
      ),
    );
  };
}

/** A condition over the transaction. */
export function conditionHolds(expr: Expr): Claim {
  return (reader, env) => reader.truth(expr, ownEnv(env, []));
}

/** The limbs of a requirement's review that hold, displaced ones left out, in the order of the grid. */
export function policyLimbs(policy: PolicyValue, reader: Expander, own: Env): readonly PropId[] {
  const opened = openReview(policy, reader, own);
  return opened.is === "grid" ? opened.limbs.map((limb) => limb.holds) : [];
}

function holds(reader: Expander, rule: BoundRule, own: Env, inside: Inside): PropId {
  return reader.props.and(...rule.parts.map((part) => reader.formula(part, own)), inside(reader, own));
}

function bound(reader: Expander, binders: readonly Binder[], env: Env, body: (own: Env) => PropId): PropId {
  const [binder, ...rest] = binders;
  if (binder === undefined) return body(env);
  return reader.some(binder, env, (own) => bound(reader, rest, own, body));
}

/** The field of the transaction that holds a record of the variable's type. */
function ofTransaction(variable: Variable, transaction: RecordType) {
  const { type } = variable;
  if (type.kind !== "record") return null;
  const field = [...transaction.fields.values()].find(
    (f) => f.type.kind === "record" && f.type.record === type.record,
  );
  if (field === undefined) return null;
  return (reader: Expander, env: Env) => {
    const record = reader.transaction;
    if (record.scope !== ROOT) throw new Error("a transaction stands at the root");
    return reader.field(record, field, env);
  };
}
