/** Checked expressions as text: what was resolved is shown, conversions included. */
import type Fraction from "fraction.js";
import type { Binder, Declared, Expr, LimbValue, Value } from "../check/tree.ts";

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

/** Writes expressions; `ExprPrinter` itself shows what was resolved. */
export class ExprPrinter {
  /** One line of text; `outer` is the binding strength of what stands around it. */
  print(expr: Expr, outer = LOOSEST): string {
    const own =
      expr.kind === "arithmetic" ? (expr.op === "+" || expr.op === "-" ? 5 : 6) : precedence[expr.kind];
    const text = this.bare(expr, own ?? 9);
    return own !== undefined && own <= outer ? `(${text})` : text;
  }

  /** Without brackets around it; `own` is how strongly it binds its parts. */
  protected bare(expr: Expr, own: number): string {
    switch (expr.kind) {
      case "const":
        return printValue(expr.value, expr.type.kind === "number" ? expr.type.unit.text : "");
      case "transaction":
        return "transaction";
      case "variable":
        return expr.variable.name;
      case "field":
        return expr.of.kind === "transaction"
          ? expr.field.name
          : `${this.print(expr.of, 9)}.${expr.field.name}`;
      case "column":
        return `${this.print(expr.of, 9)}[${expr.column}]`;
      case "released":
        return `released.${expr.name}`;
      case "call": {
        const receiver = expr.receiver === null ? "" : `${this.print(expr.receiver, 9)}.`;
        const args = expr.args.length === 0 ? "" : `(${expr.args.map((arg) => this.print(arg)).join(", ")})`;
        return `${receiver}<${expr.define.id}>${args}`;
      }
      case "today":
      case "here":
      case "world":
        return expr.kind;
      case "arithmetic":
        return `${this.print(expr.left, own - 1)} ${expr.op} ${this.print(expr.right, own)}`;
      case "convert": {
        const offset = expr.offset.equals(0) ? "" : ` + ${printNumber(expr.offset)}`;
        return `convert(${this.print(expr.operand)} * ${printNumber(expr.factor)}${offset})`;
      }
      case "aggregate":
        return `(${expr.op} of ${this.print(expr.value)} for ${this.binder(expr.binder)})`;
      case "and":
      case "or":
        return expr.operands.map((operand) => this.print(operand, own)).join(` ${expr.kind} `);
      case "not":
        return `not ${this.print(expr.operand, own)}`;
      case "limbs":
        return `${expr.quantifier} of { ${expr.limbs.map((limb) => this.#limb(limb)).join(", ")} }`;
      case "knowledge":
        return `${expr.test === "known" ? "known that" : "unknown whether"} (${this.print(expr.operand)})`;
      case "isUnknown":
        return `(${this.print(expr.operand)} is unknown)`;
      case "compare":
        return `${this.print(expr.left, own)} ${expr.op} ${this.print(expr.right, own)}`;
      case "in":
        return `${this.print(expr.element, own)} in ${this.print(expr.set, own)}`;
      case "meets":
        return `${this.print(expr.left, own)} meets ${this.print(expr.right, own)}`;
      case "classified":
        return `classified(${this.print(expr.item)}, ${this.print(expr.codes)})`;
      case "listedIn":
        return `listed(${this.print(expr.subject)}, ${expr.lists.map((list) => list.id).join(" + ")})`;
      case "listedBy":
        return `listedBy(${this.print(expr.item)}, ${this.print(expr.country)})`;
      case "quantifier":
        return `(${expr.quantifier} ${this.binder(expr.binder)})`;
      case "reached":
        return `reached(${expr.reach.id})`;
      case "requiredBy":
        return `required(${expr.measures.map((measure) => measure.id).join(" + ")})`;
      case "entryCondition":
        return `condition(${this.print(expr.column)})`;
      case "unencodable":
        return `unencodable(${expr.declaration.id})`;
      case "setLiteral":
        return `{${expr.members.map((member) => this.print(member)).join(", ")}}`;
      case "group":
        return `[${expr.group.id}]`;
      case "scheme":
        return `[${expr.scheme.id}]`;
      case "schemesOf":
        return `codesOf(${this.print(expr.country)})`;
      case "codeRange":
        return `${expr.scheme.name} ${expr.low}..${expr.high}`;
      case "union":
        return `${this.print(expr.left, own - 1)} + ${this.print(expr.right, own)}`;
      case "minus":
        return `${this.print(expr.left, own - 1)} - ${this.print(expr.right, own)}`;
      case "intersect":
        return `${this.print(expr.left, own - 1)} & ${this.print(expr.right, own)}`;
    }
  }

  binder(binder: Binder): string {
    const lists =
      binder.listedIn === null
        ? ""
        : ` listed in ${binder.listedIn.map((list) => this.named(list)).join(" + ")}`;
    const entry = binder.entry === null ? "" : ` as ${binder.entry.name}`;
    const where = binder.where === null ? "" : ` where ${this.print(binder.where)}`;
    return `${binder.variable.name} in ${this.print(binder.list)}${lists}${entry}${where}`;
  }

  /** A declaration as others refer to it. */
  protected named({ id }: Declared): string {
    return id;
  }

  #limb(limb: LimbValue): string {
    const label = limb.label === null ? "" : `${limb.label.text} `;
    const unless = limb.unless === null ? "" : ` unless ${this.print(limb.unless)}`;
    return `${label}${this.print(limb.condition)}${unless}`;
  }
}

const resolved = new ExprPrinter();

/** One line of text; `outer` is the binding strength of what stands around it. */
export function printExpr(expr: Expr, outer = LOOSEST): string {
  return resolved.print(expr, outer);
}

export function printBinder(binder: Binder): string {
  return resolved.binder(binder);
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
