/** Checked expressions as text: what was resolved is shown, conversions included. */
import type Fraction from "fraction.js";
import type { Binder, Expr, LimbValue, Value } from "../check/tree.ts";

const LOOSEST = 0;
const precedence: Partial<Record<Expr["kind"], number>> = {
  or: 1,
  and: 2,
  not: 3,
  compare: 4,
  in: 4,
  meets: 4,
  union: 5,
  minus: 5,
  intersect: 5,
};

/** One line of text; `outer` is the binding strength of what stands around it. */
export function printExpr(expr: Expr, outer = LOOSEST): string {
  const own =
    expr.kind === "arithmetic" ? (expr.op === "+" || expr.op === "-" ? 5 : 6) : precedence[expr.kind];
  const text = bare(expr, own ?? 9);
  return own !== undefined && own <= outer ? `(${text})` : text;
}

function bare(expr: Expr, own: number): string {
  switch (expr.kind) {
    case "const":
      return printValue(expr.value, expr.type.kind === "number" ? expr.type.unit.text : "");
    case "transaction":
      return "transaction";
    case "variable":
      return expr.variable.name;
    case "field":
      return expr.of.kind === "transaction" ? expr.field.name : `${printExpr(expr.of, 9)}.${expr.field.name}`;
    case "column":
      return `${printExpr(expr.of, 9)}[${expr.column}]`;
    case "released":
      return `released.${expr.name}`;
    case "call": {
      const receiver = expr.receiver === null ? "" : `${printExpr(expr.receiver, 9)}.`;
      const args = expr.args.length === 0 ? "" : `(${expr.args.map((arg) => printExpr(arg)).join(", ")})`;
      return `${receiver}<${expr.define.id}>${args}`;
    }
    case "today":
    case "here":
    case "world":
      return expr.kind;
    case "arithmetic":
      return `${printExpr(expr.left, own - 1)} ${expr.op} ${printExpr(expr.right, own)}`;
    case "convert": {
      const offset = expr.offset.equals(0) ? "" : ` + ${printNumber(expr.offset)}`;
      return `convert(${printExpr(expr.operand)} * ${printNumber(expr.factor)}${offset})`;
    }
    case "aggregate":
      return `(${expr.op} of ${printExpr(expr.value)} for ${printBinder(expr.binder)})`;
    case "and":
    case "or":
      return expr.operands.map((operand) => printExpr(operand, own)).join(` ${expr.kind} `);
    case "not":
      return `not ${printExpr(expr.operand, own)}`;
    case "limbs":
      return `${expr.quantifier} of { ${expr.limbs.map(printLimb).join(", ")} }`;
    case "knowledge":
      return `${expr.test === "known" ? "known that" : "unknown whether"} (${printExpr(expr.operand)})`;
    case "isUnknown":
      return `(${printExpr(expr.operand)} is unknown)`;
    case "compare":
      return `${printExpr(expr.left, own)} ${expr.op} ${printExpr(expr.right, own)}`;
    case "in":
      return `${printExpr(expr.element, own)} in ${printExpr(expr.set, own)}`;
    case "meets":
      return `${printExpr(expr.left, own)} meets ${printExpr(expr.right, own)}`;
    case "classified":
      return `classified(${printExpr(expr.item)}, ${printExpr(expr.codes)})`;
    case "listedIn":
      return `listed(${printExpr(expr.subject)}, ${expr.lists.map((list) => list.id).join(" + ")})`;
    case "listedBy":
      return `listedBy(${printExpr(expr.item)}, ${printExpr(expr.country)})`;
    case "quantifier":
      return `(${expr.quantifier} ${printBinder(expr.binder)})`;
    case "reached":
      return `reached(${expr.reach.id})`;
    case "requiredBy":
      return `required(${expr.measures.map((measure) => measure.id).join(" + ")})`;
    case "entryCondition":
      return `condition(${printExpr(expr.column)})`;
    case "unencodable":
      return `unencodable(${expr.declaration.id})`;
    case "setLiteral":
      return `{${expr.members.map((member) => printExpr(member)).join(", ")}}`;
    case "group":
      return `[${expr.group.id}]`;
    case "scheme":
      return `[${expr.scheme.id}]`;
    case "schemesOf":
      return `codesOf(${printExpr(expr.country)})`;
    case "codeRange":
      return `${expr.scheme.name} ${expr.low}..${expr.high}`;
    case "union":
      return `${printExpr(expr.left, own - 1)} + ${printExpr(expr.right, own)}`;
    case "minus":
      return `${printExpr(expr.left, own - 1)} - ${printExpr(expr.right, own)}`;
    case "intersect":
      return `${printExpr(expr.left, own - 1)} & ${printExpr(expr.right, own)}`;
  }
}

export function printBinder(binder: Binder): string {
  const lists =
    binder.listedIn === null ? "" : ` listed in ${binder.listedIn.map((list) => list.id).join(" + ")}`;
  const entry = binder.entry === null ? "" : ` as ${binder.entry.name}`;
  const where = binder.where === null ? "" : ` where ${printExpr(binder.where)}`;
  return `${binder.variable.name} in ${printExpr(binder.list)}${lists}${entry}${where}`;
}

function printLimb(limb: LimbValue): string {
  const label = limb.label === null ? "" : `${limb.label.text} `;
  const unless = limb.unless === null ? "" : ` unless ${printExpr(limb.unless)}`;
  return `${label}${printExpr(limb.condition)}${unless}`;
}

function printValue(value: Value, unit: string): string {
  switch (value.kind) {
    case "truth":
      return value.value ? "yes" : "no";
    case "number":
      return `${printNumber(value.value)}${unit === "" ? "" : ` ${unit}`}`;
    case "money":
      return `${printNumber(value.amount)} ${value.currency}`;
    case "date":
    case "enum":
      return value.value;
    case "text":
      return JSON.stringify(value.value);
    case "code":
      return value.scheme.isCountry ? value.code : `${value.scheme.name} ${value.code}`;
  }
}

/** An exact number: a decimal where it ends, a fraction where it does not. */
export function printNumber(value: Fraction): string {
  let rest = value.d;
  while (rest % 2n === 0n) rest /= 2n;
  while (rest % 5n === 0n) rest /= 5n;
  return rest === 1n ? value.toString() : value.toFraction();
}
