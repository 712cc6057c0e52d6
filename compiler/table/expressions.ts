/** Checked expressions in the published form: nested arrays, names for what is declared elsewhere. */
import type { Binder, Expr, Scheme, Value, Variable } from "../check/tree.ts";
import { exactText } from "../normal/words.ts";
import type { X, XBinder, XSet } from "../runtime/format.ts";

/** Compares texts by code unit: the same on every machine, in every locale. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** An expression; `it` is the receiver or record that the published form calls so, whatever its name. */
export function toX(expr: Expr, it: Variable | null = null): X {
  const x = (part: Expr): X => toX(part, it);
  switch (expr.kind) {
    case "const":
      return constantX(expr.value);
    case "transaction":
      return ["case"];
    case "variable":
      return ["var", expr.variable === it ? "it" : expr.variable.name];
    case "field":
      return ["get", x(expr.of), expr.field.name];
    case "column":
      return ["column", x(expr.of), expr.column];
    case "released":
      return ["released", expr.name];
    case "call":
      return [
        "call",
        expr.define.id,
        expr.receiver === null ? null : x(expr.receiver),
        ...expr.args.map((arg) => wordX(arg) ?? x(arg)),
      ];
    case "today":
      return ["today"];
    case "here":
      return ["here"];
    case "arithmetic":
      return [expr.op, x(expr.left), x(expr.right)];
    case "convert":
      return ["convert", x(expr.operand), exactText(expr.factor), exactText(expr.offset)];
    case "aggregate":
      return [expr.op, toBinder(expr.binder, it), x(expr.value)];
    case "and":
    case "or":
      return connective(expr.kind, expr.operands.map(x));
    case "not":
      return ["not", x(expr.operand)];
    case "limbs": {
      const limbs = expr.limbs.map((limb) =>
        limb.unless === null
          ? x(limb.condition)
          : connective("and", [x(limb.condition), ["not", x(limb.unless)]]),
      );
      const whole = connective(expr.quantifier === "all" ? "and" : "or", limbs);
      return expr.quantifier === "no" ? ["not", whole] : whole;
    }
    case "knowledge":
      return [expr.test, x(expr.operand)];
    case "isUnknown":
      return ["isUnknown", x(expr.operand)];
    case "compare":
      return [expr.op, besideX(expr.left, expr.right, it), besideX(expr.right, expr.left, it)];
    case "in":
      return ["in", x(expr.element), toSet(expr.set, it)];
    case "meets":
      return ["meets", toSet(expr.left, it), toSet(expr.right, it)];
    case "classified":
      return ["classified", x(expr.item), toSet(expr.codes, it)];
    case "listedIn":
      return ["listedIn", x(expr.subject), ...expr.lists.map((list) => list.id).sort(byText)];
    case "listedBy":
      return ["listedBy", x(expr.item), x(expr.country)];
    case "quantifier": {
      // `no` is the negation of `any`; the condition is the binder's `where`
      const quantified: X = [
        expr.quantifier === "all" ? "all" : "any",
        toBinder({ ...expr.binder, where: null }, it),
        expr.binder.where === null ? ["yes"] : x(expr.binder.where),
      ];
      return expr.quantifier === "no" ? ["not", quantified] : quantified;
    }
    case "reached":
      return ["reached", expr.reach.id];
    case "requiredBy":
      return ["required", ...expr.measures.map((measure) => measure.id).sort(byText)];
    case "entryCondition":
      return ["entryCondition", x(expr.column)];
    case "unencodable":
      return ["unencodable", expr.declaration.id];
    case "setLiteral":
    case "group":
    case "scheme":
    case "schemesOf":
    case "world":
    case "codeRange":
    case "union":
    case "minus":
    case "intersect":
      return toSet(expr, it);
  }
}

/** One side of a comparison: a fact says by which enum a word beside it is ordered, and nothing else does. */
function besideX(expr: Expr, other: Expr, it: Variable | null): X {
  return (other.kind === "field" ? null : wordX(expr)) ?? toX(expr, it);
}

/** A word with its enum, as several may have it, in another order; null: anything else. */
function wordX(expr: Expr): X | null {
  return expr.kind === "const" && expr.value.kind === "enum" && expr.type.kind === "enum"
    ? ["enum", expr.value.value, expr.type.enum.id]
    : null;
}

/** An expression where a set is asked for; a single value is the set of itself. */
export function toSet(expr: Expr, it: Variable | null = null): XSet {
  switch (expr.kind) {
    case "setLiteral":
      return literal(expr.members, it);
    case "group":
      return ["group", expr.group.id];
    case "scheme":
      return ["scheme", expr.scheme.id];
    case "schemesOf":
      return ["schemesOf", toX(expr.country, it)];
    case "world":
      return ["world"];
    case "codeRange":
      return ["range", expr.scheme.id, expr.low, expr.high];
    case "union":
      return plus(toSet(expr.left, it), toSet(expr.right, it));
    case "minus":
      return ["minus", toSet(expr.left, it), toSet(expr.right, it)];
    case "intersect":
      return ["both", toSet(expr.left, it), toSet(expr.right, it)];
    case "field":
    case "column":
    case "variable":
    case "released":
    case "call": {
      const x = toX(expr, it);
      return expr.type.kind === "set" ? (x as XSet) : ["set", x];
    }
    default:
      return literal([expr], it);
  }
}

export function toBinder(binder: Binder, it: Variable | null = null): XBinder {
  return {
    var: binder.variable.name,
    in: toX(binder.list, it),
    ...(binder.listedIn === null ? {} : { listedIn: binder.listedIn.map((list) => list.id).sort(byText) }),
    ...(binder.entry === null ? {} : { entry: binder.entry.name }),
    ...(binder.where === null ? {} : { where: toX(binder.where, it) }),
  };
}

export function constantX(value: Value): X {
  switch (value.kind) {
    case "truth":
      return [value.value ? "yes" : "no"];
    case "number":
      return ["number", exactText(value.value)];
    case "money":
      return ["money", exactText(value.amount), value.currency];
    case "code":
      return ["code", value.scheme.id, value.code];
    default:
      return [value.kind, value.value];
  }
}

/** A set of constants; codes of one scheme in their short form. */
export function constantSet(values: readonly Value[]): XSet {
  const schemes = new Map<Scheme, string[]>();
  const others: X[] = [];
  for (const value of values) {
    if (value.kind !== "code") others.push(constantX(value));
    else schemes.set(value.scheme, [...(schemes.get(value.scheme) ?? []), value.code]);
  }
  const sets: XSet[] = [...schemes]
    .sort(([a], [b]) => byText(a.id, b.id))
    .map(([scheme, codes]) => codesOf(scheme.id, codes));
  if (others.length > 0 || sets.length === 0) sets.push(["set", ...sortedX(others)]);
  return sets.reduce((a, b) => ["plus", a, b]);
}

function literal(members: readonly Expr[], it: Variable | null): XSet {
  const values: Value[] = [];
  const others: X[] = [];
  const sets: XSet[] = [];
  for (const member of members) {
    if (member.kind === "const") values.push(member.value);
    else if (member.type.kind === "set") sets.push(toSet(member, it));
    else others.push(toX(member, it));
  }
  if (others.length > 0) sets.push(["set", ...sortedX([...values.map(constantX), ...others])]);
  else if (values.length > 0 || sets.length === 0) sets.push(constantSet(values));
  return sets.reduce((a, b) => plus(a, b));
}

/** Codes of one scheme on both sides are one list of codes. */
function plus(left: XSet, right: XSet): XSet {
  if (left[0] === "codes" && right[0] === "codes" && left[1] === right[1]) {
    const [, scheme, ...codes] = left;
    return codesOf(scheme, [...codes, ...right.slice(2)] as string[]);
  }
  return ["plus", left, right];
}

function codesOf(scheme: string, codes: readonly string[]): XSet {
  return ["codes", scheme, ...[...new Set(codes)].sort(byText)];
}

function sortedX(values: readonly X[]): X[] {
  const texts = new Map(values.map((value) => [JSON.stringify(value), value]));
  return [...texts].sort(([a], [b]) => byText(a, b)).map(([, value]) => value);
}

function connective(op: "and" | "or", operands: readonly X[]): X {
  return operands.length === 1 ? operands[0]! : [op, ...operands];
}
