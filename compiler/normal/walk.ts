/** Going over checked expressions: their parts, rebuilt copies, and everything a condition refers to. */
import type { Binder, Expr, Variable } from "../check/tree.ts";

/** A copy with each direct part replaced; the same node where nothing changed. */
export function mapChildren(expr: Expr, f: (part: Expr) => Expr): Expr {
  switch (expr.kind) {
    case "const":
    case "transaction":
    case "variable":
    case "released":
    case "today":
    case "here":
    case "reached":
    case "requiredBy":
    case "unencodable":
    case "group":
    case "scheme":
    case "world":
    case "codeRange":
      return expr;
    case "field":
    case "column":
      return { ...expr, of: f(expr.of) };
    case "call":
      return {
        ...expr,
        receiver: expr.receiver === null ? null : f(expr.receiver),
        args: expr.args.map(f),
      };
    case "arithmetic":
    case "compare":
    case "meets":
    case "union":
    case "minus":
    case "intersect":
      return { ...expr, left: f(expr.left), right: f(expr.right) };
    case "convert":
    case "not":
    case "knowledge":
    case "isUnknown":
      return { ...expr, operand: f(expr.operand) };
    case "aggregate":
      return { ...expr, binder: mapBinder(expr.binder, f), value: f(expr.value) };
    case "quantifier":
      return { ...expr, binder: mapBinder(expr.binder, f) };
    case "and":
    case "or":
      return { ...expr, operands: expr.operands.map(f) };
    case "limbs":
      return {
        ...expr,
        limbs: expr.limbs.map((limb) => ({
          ...limb,
          condition: f(limb.condition),
          unless: limb.unless === null ? null : f(limb.unless),
        })),
      };
    case "in":
      return { ...expr, element: f(expr.element), set: f(expr.set) };
    case "classified":
      return { ...expr, item: f(expr.item), codes: f(expr.codes) };
    case "listedIn":
      return { ...expr, subject: f(expr.subject) };
    case "listedBy":
      return { ...expr, item: f(expr.item), country: f(expr.country) };
    case "entryCondition":
      return { ...expr, column: f(expr.column) };
    case "setLiteral":
      return { ...expr, members: expr.members.map(f) };
    case "schemesOf":
      return { ...expr, country: f(expr.country) };
  }
}

function mapBinder(binder: Binder, f: (part: Expr) => Expr): Binder {
  return { ...binder, list: f(binder.list), where: binder.where === null ? null : f(binder.where) };
}

/** Visits the expression and everything below it, the parent first. */
export function walk(expr: Expr, visit: (part: Expr) => void): void {
  visit(expr);
  for (const part of partsOf(expr)) walk(part, visit);
}

const NONE: readonly Expr[] = [];

/** The direct parts, in the order of `mapChildren`. */
function partsOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case "const":
    case "transaction":
    case "variable":
    case "released":
    case "today":
    case "here":
    case "reached":
    case "requiredBy":
    case "unencodable":
    case "group":
    case "scheme":
    case "world":
    case "codeRange":
      return NONE;
    case "field":
    case "column":
      return [expr.of];
    case "call":
      return expr.receiver === null ? expr.args : [expr.receiver, ...expr.args];
    case "arithmetic":
    case "compare":
    case "meets":
    case "union":
    case "minus":
    case "intersect":
      return [expr.left, expr.right];
    case "convert":
    case "not":
    case "knowledge":
    case "isUnknown":
      return [expr.operand];
    case "aggregate":
      return [...partsOfBinder(expr.binder), expr.value];
    case "quantifier":
      return partsOfBinder(expr.binder);
    case "and":
    case "or":
      return expr.operands;
    case "limbs":
      return expr.limbs.flatMap(({ condition, unless }) =>
        unless === null ? [condition] : [condition, unless],
      );
    case "in":
      return [expr.element, expr.set];
    case "classified":
      return [expr.item, expr.codes];
    case "listedIn":
      return [expr.subject];
    case "listedBy":
      return [expr.item, expr.country];
    case "entryCondition":
      return [expr.column];
    case "setLiteral":
      return expr.members;
    case "schemesOf":
      return [expr.country];
  }
}

function partsOfBinder({ list, where }: Binder): readonly Expr[] {
  return where === null ? [list] : [list, where];
}

/** Whether the expression or something below it satisfies the test. */
export function some(expr: Expr, test: (part: Expr) => boolean): boolean {
  let found = false;
  walk(expr, (part) => {
    found ||= test(part);
  });
  return found;
}

/** The expression with variables replaced by expressions. Variables are compared by identity, so nothing is captured. */
export function substitute(expr: Expr, values: ReadonlyMap<Variable, Expr>): Expr {
  if (expr.kind === "variable") return values.get(expr.variable) ?? expr;
  return mapChildren(expr, (part) => substitute(part, values));
}
