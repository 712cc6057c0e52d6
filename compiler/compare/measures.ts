/** What a measure looks at on a day, read from its text. */
import type {
  Chronology,
  Expr,
  IsoDate,
  Measure,
  MeasureBody,
  PolicyGridValue,
  PolicyValue,
} from "../check/tree.ts";
import { walk } from "../normal/walk.ts";

/**
 * The version in force on a day, everything known; null where none is, or it is suspended or over. What was in force before
 * the first recorded day counts as exercised on earlier days too: the text may have been another, the exercise was not.
 */
export function versionOn<T>({ versions, statuses }: Chronology<T>, day: IsoDate): T | null {
  const [first] = versions;
  const version =
    versions.findLast(({ from }) => from === null || from <= day) ??
    (first?.before === true ? first : undefined);
  const isStopped = statuses.some(
    ({ word, from, until }) =>
      (word === "suspended" || word === "ended") && from <= day && (until === null || day < until),
  );
  return version === undefined || isStopped ? null : version.value;
}

export function isInForce(measure: Measure, day: IsoDate): boolean {
  return versionOn(measure.chronology, day) !== null;
}

/** Whether some limb of the review has one of these policies. */
export function hasPolicy(measure: Measure, policies: readonly string[], day: IsoDate): boolean {
  const review = versionOn(measure.chronology, day)?.review ?? null;
  const ofGrid = ({ limbs }: PolicyGridValue): boolean => limbs.some((limb) => ofPolicy(limb.policy));
  const ofPolicy = (policy: PolicyValue): boolean => {
    if (policy.kind === "policy") return policies.includes(policy.policy);
    if (policy.kind === "grid") return ofGrid(policy.grid);
    if (policy.kind === "column") return false;
    const grid = versionOn(policy.review.chronology, day);
    return grid !== null && ofGrid(grid);
  };
  return review !== null && ofPolicy(review);
}

/** Whether some condition of the measure names one of these facts, or something defined under such a name. */
export function namesFact(measure: Measure, facts: readonly string[], day: IsoDate): boolean {
  let found = false;
  for (const { condition } of versionOn(measure.chronology, day)?.conditions ?? []) {
    walk(condition, (part) => {
      if (part.kind === "field" && facts.includes(part.field.name)) found = true;
      if (part.kind === "call" && facts.includes(part.define.name)) found = true;
    });
  }
  return found;
}

/** Facts that say where a thing goes, or whose it is. */
const WHERETO = new Set([
  "destination",
  "headquarters",
  "parent_headquarters",
  "owner_headquarters",
  "place",
]);

/**
 * Whether the measure holds of some states only: a condition, not an exclusion, asks whether one of these facts is among
 * states that are named. That an act leaves a territory is a matter of reach, and singles out nobody.
 */
export function singlesOut(measure: Measure, day: IsoDate): boolean {
  const body: MeasureBody | null = versionOn(measure.chronology, day);
  return body?.conditions.some(({ condition }) => asksForStates(condition, false, day)) ?? false;
}

function asksForStates(expr: Expr, negated: boolean, day: IsoDate): boolean {
  const ask = (part: Expr, not = negated): boolean => asksForStates(part, not, day);
  switch (expr.kind) {
    case "and":
    case "or":
      return expr.operands.some((operand) => ask(operand));
    case "not":
      return ask(expr.operand, !negated);
    case "limbs":
      return expr.limbs.some((limb) => ask(limb.condition, (expr.quantifier === "no") !== negated));
    case "quantifier":
      return expr.binder.where !== null && ask(expr.binder.where, (expr.quantifier === "no") !== negated);
    case "call": {
      const body = versionOn(expr.define.chronology, day);
      return !negated && (expr.args.some(isNamedSet) || (body !== null && ask(body.value)));
    }
    case "in":
      return !negated && asksWhereto(expr.element) && isNamedSet(expr.set);
    case "compare":
      return !negated && expr.op === "=" && [expr.left, expr.right].some(asksWhereto);
    default:
      return false;
  }
}

function asksWhereto(expr: Expr): boolean {
  return expr.kind === "field" && WHERETO.has(expr.field.name);
}

/** A set of states by name; all states but some, and sets that come from facts, are none. */
function isNamedSet(expr: Expr): boolean {
  let named = false;
  walk(expr, (part) => {
    if (part.kind === "group" || (part.kind === "const" && part.value.kind === "code")) named = true;
  });
  return named && expr.type.kind === "set" && !holdsWorld(expr);
}

function holdsWorld(expr: Expr): boolean {
  let found = false;
  walk(expr, (part) => {
    if (part.kind === "world") found = true;
    if (part.kind === "group" && part !== expr) found ||= holdsWorld(part);
  });
  if (expr.kind === "group")
    found ||= expr.group.chronology.versions.some(({ value }) => holdsWorld(value.value));
  return found;
}
