/** The value of every kind of expression: one case each, in the order of the checked tree. */
import type { Chronology, Define, Expr, Guarded, LimbValue } from "../check/tree.ts";
import { aggregate, bindings } from "./bindings.ts";
import { classified } from "./classify.ts";
import { compare } from "./compare.ts";
import { readField, unknownOfType } from "./facts.ts";
import { groupValue } from "./groups.ts";
import { listedIn } from "./listing.ts";
import { remember } from "./memory.ts";
import * as numbers from "./numbers.ts";
import { reached } from "./reach.ts";
import { someRequirementHolds } from "./requirements.ts";
import { decided, deciding, every, lookUp, ownScene, type Scene, some } from "./scene.ts";
import { asSet, isIn, meets } from "./sets.ts";
import { inForce } from "./time.ts";
import { and, either, knownThat, not, or, strongest, type Truth, unknownWhether } from "./truth.ts";
import {
  constantValue,
  EMPTY_SET,
  maybe,
  members,
  NOT_APPLICABLE,
  type NumberValue,
  type RecordValue,
  type SetValue,
  truthValue,
  unknownSet,
  type Value,
} from "./values.ts";

/** The truth of a condition; one that is not applicable is `no`. */
export function truthOf(expr: Expr, scene: Scene): Truth {
  const { world } = scene;
  const mark = world.reads.length;
  const truth = asTruth(evaluate(expr, scene));
  // Other conditions are told of where they are evaluated.
  if (isNamed(expr)) world.observe?.(expr, truth, scene);
  return decided(world, mark, truth);
}

/** A fact or a definition that stands as a condition by itself. */
function isNamed({ kind }: Expr): boolean {
  return kind === "field" || kind === "call" || kind === "column" || kind === "released";
}

function asTruth(value: Value): Truth {
  switch (value.kind) {
    case "truth":
      return value.truth;
    case "notApplicable":
      return "no";
    case "maybe":
      return either(asTruth(value.value), "no", value.unknown);
    case "unknown":
      return value.unknown;
    default:
      throw new Error(`${value.kind} is no condition`);
  }
}

/**
 * The truth of a dated condition at the scene's moment: `no` before its first version; where its text is unclear or not
 * recorded, unknown where it would hold.
 */
export function guardedTruth(chronology: Chronology<Guarded>, scene: Scene): Truth {
  return datedTruth(chronology, scene, ({ value, unless }) => holdsUnless(value, unless, scene));
}

function holdsUnless(condition: Expr, unless: Expr | null, scene: Scene): Truth {
  const holds = truthOf(condition, scene);
  if (unless === null || (holds === "no" && scene.world.onlyAnswer)) return holds;
  return and(holds, not(truthOf(unless, scene)));
}

/** The same of an item or a reach, which holds by the limb: its `unless` counts for each of its outermost limbs. */
export function limbwiseTruth(chronology: Chronology<Guarded>, scene: Scene): Truth {
  return datedTruth(chronology, scene, ({ value, unless }) => {
    const permitted = unless === null ? "yes" : not(truthOf(unless, scene));
    if (value.kind !== "limbs" || value.quantifier !== "any") return and(truthOf(value, scene), permitted);
    return some(value.limbs, (limb) => and(limbTruth(limb, scene), permitted), scene.world);
  });
}

function datedTruth(chronology: Chronology<Guarded>, scene: Scene, read: (guarded: Guarded) => Truth): Truth {
  const found = inForce(chronology, scene.moment);
  if (found.state === "none") return "no";
  const holds = deciding(scene.world, () => read(found.version.value));
  const truth = found.state === "inForce" ? holds : and(holds, "missing");
  scene.world.observe?.(found.version, truth, scene);
  return truth;
}

export function evaluate(expr: Expr, scene: Scene): Value {
  switch (expr.kind) {
    case "const":
      return constantValue(expr.value);
    case "transaction":
      return scene.world.transaction;
    case "variable":
      return lookUp(scene, expr.variable);
    case "field": {
      const owner = evaluate(expr.of, scene);
      return readField(recordOf(owner), expr.field, scene);
    }
    case "column":
      return columnValue(evaluate(expr.of, scene), expr);
    case "released": {
      const value = scene.released?.get(expr.name);
      if (value === undefined) return unknownOfType(expr.type, "missing");
      return value;
    }
    case "call":
      return call(expr, scene);
    case "today":
      return { kind: "date", value: scene.moment.day };
    case "here":
      return scene.world.here;
    case "arithmetic":
      return arithmetic(expr.op, evaluate(expr.left, scene), evaluate(expr.right, scene));
    case "convert": {
      const { factor, offset } = expr;
      return mapNumber(evaluate(expr.operand, scene), (x) => ({
        ...x,
        interval: numbers.convert(x.interval, factor, offset),
      }));
    }
    case "aggregate":
      return aggregate(expr, scene);
    case "setLiteral":
      return (
        constantSet(expr) ??
        expr.members.map((member) => asSet(evaluate(member, scene))).reduce(union, EMPTY_SET)
      );
    case "group":
      return groupValue(expr.group, scene);
    case "scheme":
      return { kind: "set", is: "scheme", scheme: expr.scheme };
    case "schemesOf":
      return schemesOf(evaluate(expr.country, scene), scene);
    case "world": {
      const scheme = scene.world.program.schemes.find((s) => s.isCountry);
      return scheme === undefined ? unknownSet("missing") : { kind: "set", is: "scheme", scheme };
    }
    case "codeRange":
      return { kind: "set", is: "range", scheme: expr.scheme, low: expr.low, high: expr.high };
    case "union":
      return union(asSet(evaluate(expr.left, scene)), asSet(evaluate(expr.right, scene)));
    case "minus":
    case "intersect": {
      const left = asSet(evaluate(expr.left, scene));
      const right = asSet(evaluate(expr.right, scene));
      return { kind: "set", is: expr.kind, left, right };
    }
    default: {
      const truth = condition(expr, scene);
      scene.world.observe?.(expr, truth, scene);
      return truthValue(truth);
    }
  }
}

type Condition = Extract<
  Expr,
  {
    kind:
      | "and"
      | "or"
      | "not"
      | "limbs"
      | "knowledge"
      | "isUnknown"
      | "compare"
      | "in"
      | "meets"
      | "classified"
      | "listedIn"
      | "listedBy"
      | "quantifier"
      | "reached"
      | "requiredBy"
      | "entryCondition"
      | "unencodable";
  }
>;

function condition(expr: Condition, scene: Scene): Truth {
  switch (expr.kind) {
    case "and":
      return every(expr.operands, (operand) => truthOf(operand, scene), scene.world);
    case "or":
      return some(expr.operands, (operand) => truthOf(operand, scene), scene.world);
    case "not":
      return not(truthOf(expr.operand, scene));
    case "limbs": {
      const limb = (one: LimbValue): Truth => limbTruth(one, scene);
      if (expr.quantifier === "all") return every(expr.limbs, limb, scene.world);
      const any = some(expr.limbs, limb, scene.world);
      return expr.quantifier === "any" ? any : not(any);
    }
    case "knowledge": {
      const operand = truthOf(expr.operand, scene);
      return expr.test === "known" ? knownThat(operand) : unknownWhether(operand);
    }
    case "isUnknown":
      return isStatedUnknown(evaluate(expr.operand, scene));
    case "compare": {
      const states = expr.left.kind === "here" || expr.right.kind === "here" ? statesHere(scene) : null;
      if (states !== null && (expr.op === "=" || expr.op === "!=")) {
        const other = evaluate(expr.left.kind === "here" ? expr.right : expr.left, scene);
        const inside = isIn(other, states, expr.left.type);
        return expr.op === "=" ? inside : not(inside);
      }
      return compare(expr.op, evaluate(expr.left, scene), evaluate(expr.right, scene), expr.left.type);
    }
    case "in": {
      const states = expr.element.kind === "here" ? statesHere(scene) : null;
      if (states !== null) return meets(states, asSet(evaluate(expr.set, scene)), expr.element.type);
      const element = evaluate(expr.element, scene);
      const set = asSet(evaluate(expr.set, scene));
      if (element.kind === "set") return meets(element, set, expr.element.type);
      return isIn(element, set, expr.element.type);
    }
    case "meets":
      return meets(
        asSet(evaluate(expr.left, scene)),
        asSet(evaluate(expr.right, scene)),
        expr.left.type.kind === "set" ? expr.left.type.of : expr.left.type,
      );
    case "classified":
      return classified(recordOf(evaluate(expr.item, scene)), asSet(evaluate(expr.codes, scene)), scene);
    case "listedIn":
      return listedIn(recordOf(evaluate(expr.subject, scene)), expr.lists, scene);
    case "listedBy":
      return listedBy(recordOf(evaluate(expr.item, scene)), evaluate(expr.country, scene), scene);
    case "quantifier":
      return quantified(expr, scene);
    case "reached":
      return reached(expr.reach, scene);
    case "requiredBy":
      return some(expr.measures, (measure) => someRequirementHolds(measure, scene), scene.world);
    case "entryCondition": {
      const named = evaluate(expr.column, scene);
      if (named.kind === "unknown") return named.unknown;
      if (named.kind !== "condition") throw new Error(`${named.kind} names no condition`);
      return named.define === null ? "yes" : guardedTruth(named.define.chronology, ownScene(scene, []));
    }
    case "unencodable":
      return "missing";
  }
}

/** The states of a union, where it is asked itself: `x = here` is then whether x is one of them. */
function statesHere(scene: Scene): SetValue | null {
  const { here, jurisdiction } = scene.world;
  return here.kind === "unknown" && jurisdiction.states !== null
    ? groupValue(jurisdiction.states, scene)
    : null;
}

export function limbTruth(limb: LimbValue, scene: Scene): Truth {
  const holds = deciding(scene.world, () => holdsUnless(limb.condition, limb.unless, scene));
  scene.world.observe?.(limb, holds, scene);
  return holds;
}

function recordOf(value: Value): RecordValue {
  if (value.kind === "record") return value;
  throw new Error(`${value.kind} is no record`);
}

type SetLiteral = Extract<Expr, { kind: "setLiteral" }>;

/** By the members as written, which a mutant has other ones of. */
const constantSets = new WeakMap<readonly Expr[], SetValue | null>();

/** A set of constants, made once; null for one that looks at anything. */
function constantSet({ members: written }: SetLiteral): SetValue | null {
  let set = constantSets.get(written);
  if (set === undefined) {
    const values = written.flatMap((member) =>
      member.kind === "const" ? [constantValue(member.value)] : [],
    );
    set = values.length === written.length ? members(values) : null;
    constantSets.set(written, set);
  }
  return set;
}

function union(left: SetValue, right: SetValue): SetValue {
  if (left.is === "members" && right.is === "members") {
    return members([...left.members, ...right.members], strongest(left.open, right.open));
  }
  return { kind: "set", is: "union", left, right };
}

/** `x is unknown`: stated unknown, and no formula gives it. */
function isStatedUnknown(value: Value): Truth {
  switch (value.kind) {
    case "maybe":
      return isStatedUnknown(value.value);
    case "truth":
      return unknownWhether(value.truth);
    case "unknown":
    case "number":
    case "money":
      return unknownWhether(value.unknown ?? "no");
    case "set":
      return unknownWhether(value.is === "members" ? (value.open ?? "no") : "no");
    case "list":
      return unknownWhether(value.open ?? "no");
    case "record":
      return unknownWhether(value.state === "missing" || value.state === "unstated" ? value.state : "no");
    default:
      return "no";
  }
}

// --------------------------------------------------------------------------------------------------------- calls

function call(expr: Extract<Expr, { kind: "call" }>, scene: Scene): Value {
  const { define } = expr;
  const own = new Map(define.parameters.map((parameter, i) => [parameter, argument(expr.args[i]!, scene)]));
  const receiver = expr.receiver === null ? null : evaluate(expr.receiver, scene);
  if (define.it !== null && receiver !== null) own.set(define.it, receiver);
  const called = (): Value => defined(define, ownScene(scene, own));
  if (define.parameters.length > 0 || (receiver !== null && receiver.kind !== "record")) return called();
  return remember(scene, "call", define, receiver, called);
}

function defined(define: Define, scene: Scene): Value {
  if (define.type.kind === "truth") return truthValue(guardedTruth(define.chronology, scene));
  const found = inForce(define.chronology, scene.moment);
  if (found.state !== "inForce") return unknownOfType(define.type, "missing");
  return evaluate(found.version.value.value, scene);
}

function argument(expr: Expr, scene: Scene): Value {
  const value = evaluate(expr, scene);
  return expr.type.kind === "set" ? asSet(value) : value;
}

// ---------------------------------------------------------------------------------------------------- quantifiers

function quantified(expr: Extract<Expr, { kind: "quantifier" }>, scene: Scene): Truth {
  const { binder, quantifier } = expr;
  const found = bindings(binder, scene);
  const where = (own: Scene): Truth => (binder.where === null ? "yes" : truthOf(binder.where, own));
  const all = (): Truth => every(found, ({ exists, scene: own }) => or(not(exists), where(own)), scene.world);
  if (quantifier === "all" && scene.world.onlyAnswer) return all();
  const any = some(found, ({ exists, scene: own }) => and(exists, where(own)), scene.world);
  if (quantifier === "any") return any;
  return quantifier === "no" ? not(any) : all();
}

// ----------------------------------------------------------------------------------------------------- arithmetic

function mapNumber(value: Value, change: (x: NumberValue) => Value): Value {
  if (value.kind === "maybe") return maybe(mapNumber(value.value, change), value.unknown);
  if (value.kind === "notApplicable") return value;
  if (value.kind === "money") {
    const changed = change({ kind: "number", interval: value.amount, unknown: value.unknown });
    return changed.kind === "number" ? { ...value, amount: changed.interval } : changed;
  }
  if (value.kind !== "number") throw new Error(`${value.kind} is no number`);
  return change(value);
}

function arithmetic(op: "+" | "-" | "*" | "/", left: Value, right: Value): Value {
  if (left.kind === "maybe") return maybe(arithmetic(op, left.value, right), left.unknown);
  if (right.kind === "maybe") return maybe(arithmetic(op, left, right.value), right.unknown);
  if (left.kind === "notApplicable" || right.kind === "notApplicable") return NOT_APPLICABLE;
  if (left.kind === "money" && right.kind === "money") return moneySum(op, left, right);
  if (left.kind === "money" && right.kind === "number") {
    return mapNumber(left, (amount) => calculate(op, amount, right));
  }
  if (right.kind === "money" && left.kind === "number") {
    return mapNumber(right, (amount) => calculate(op, left, amount));
  }
  if (left.kind !== "number" || right.kind !== "number") throw new Error(`${left.kind} ${op} ${right.kind}`);
  return calculate(op, left, right);
}

function calculate(op: "+" | "-" | "*" | "/", left: NumberValue, right: NumberValue): Value {
  const unknown = strongest(left.unknown, right.unknown);
  const number = (interval: numbers.Interval): Value => ({ kind: "number", interval, unknown });
  switch (op) {
    case "+":
      return number(numbers.add(left.interval, right.interval));
    case "-":
      return number(numbers.add(left.interval, numbers.negate(right.interval)));
    case "*":
      return number(numbers.multiply(left.interval, right.interval));
    case "/": {
      const divisor = right.interval;
      if (numbers.onlyNumber(divisor)?.equals(numbers.zero)) return NOT_APPLICABLE;
      if (!numbers.containsZero(divisor)) return number(numbers.divide(left.interval, divisor));
      return maybe(number(numbers.ANY_NUMBER), unknown ?? "missing");
    }
  }
}

function moneySum(
  op: "+" | "-" | "*" | "/",
  left: Extract<Value, { kind: "money" }>,
  right: Extract<Value, { kind: "money" }>,
): Value {
  if (op !== "+" && op !== "-") throw new Error(`money ${op} money`);
  const unknown = strongest(left.unknown, right.unknown);
  if (left.currency === null || right.currency === null || left.currency !== right.currency) {
    return { kind: "money", amount: numbers.ANY_NUMBER, currency: null, unknown: unknown ?? "missing" };
  }
  const sum = calculate(
    op,
    { kind: "number", interval: left.amount, unknown: left.unknown },
    { kind: "number", interval: right.amount, unknown: right.unknown },
  );
  if (sum.kind !== "number") return sum;
  return { kind: "money", amount: sum.interval, currency: left.currency, unknown };
}

// ------------------------------------------------------------------------------------------------ lists and states

function columnValue(entry: Value, expr: Extract<Expr, { kind: "column" }>): Value {
  if (entry.kind !== "entry") throw new Error(`${entry.kind} has no columns`);
  if (entry.row === null) return unknownOfType(expr.type, entry.unknown);
  const cell = entry.row.cells.get(expr.column) ?? { kind: "blank" };
  switch (cell.kind) {
    case "blank":
      if (expr.type.kind === "set") return EMPTY_SET;
      if (expr.type.kind === "review") return { kind: "policy", policy: null };
      return expr.type.kind === "condition" ? { kind: "condition", define: null } : NOT_APPLICABLE;
    case "value":
      return constantValue(cell.value);
    case "values":
      return members(cell.values.map(constantValue));
    case "condition":
      return { kind: "condition", define: cell.define };
    case "review":
      return { kind: "policy", policy: cell.policy };
    case "exceptions":
      return members(cell.exceptions.map((exception) => ({ kind: "text", value: exception.id })));
  }
}

/** The codes of a country's own schemes. */
function schemesOf(country: Value, scene: Scene): Value {
  if (country.kind === "maybe") return unknownSet(country.unknown);
  if (country.kind === "unknown") return unknownSet(country.unknown);
  if (country.kind !== "code") return EMPTY_SET;
  const jurisdiction = scene.world.program.jurisdictions.find((j) => j.name === country.code);
  if (jurisdiction === undefined || jurisdiction.schemes.length === 0) return unknownSet("missing");
  return jurisdiction.schemes
    .map((scheme): SetValue => ({ kind: "set", is: "scheme", scheme }))
    .reduce(union, EMPTY_SET);
}

function listedBy(item: RecordValue, country: Value, scene: Scene): Truth {
  if (item.state === "notApplicable" || country.kind === "notApplicable") return "no";
  if (country.kind === "maybe") return either(listedBy(item, country.value, scene), "no", country.unknown);
  if (country.kind === "unknown") return country.unknown;
  const field = item.record.fields.get("listed_in");
  const stated = field === undefined ? null : asSet(readField(item, field, scene));
  const inField = stated === null ? "missing" : isIn(country, stated, { kind: "code", scheme: null });
  if (inField === "yes") return "yes";
  const codes = schemesOf(country, scene);
  const jurisdiction =
    country.kind === "code"
      ? scene.world.program.jurisdictions.find((j) => j.name === country.code)
      : undefined;
  if (jurisdiction === undefined || jurisdiction.schemes.length === 0 || codes.kind !== "set") return inField;
  return classified(item, codes, scene);
}
