/** Numbers, codes and days of rows in normal form, as `said.ts` reads them out of sentences. */
import Fraction from "fraction.js";
import type { Expr, PolicyValue, Program, Value } from "../../../compiler/check/tree.ts";
import type { Formula } from "../../../compiler/normal/condition.ts";
import type { Bound } from "../../../compiler/normal/quantity.ts";
import { walk } from "../../../compiler/normal/walk.ts";
import { baseText, type Units } from "./said.ts";

/** What a sentence must state, and what it may. */
export interface Tokens {
  readonly required: ReadonlySet<string>;
  readonly allowed: ReadonlySet<string>;
}

/** Every unit that numbers of the program have. */
export function unitsOf(program: Program, conditions: readonly Expr[]): Units {
  const found = new Map<string, { readonly factor: Fraction; readonly offset: Fraction }>();
  found.set("", { factor: new Fraction(1), offset: new Fraction(0) });
  const add = (type: Expr["type"]): void => {
    if (type.kind === "number" && type.unit.text !== "") found.set(type.unit.text, type.unit);
  };
  for (const record of program.records) for (const field of record.fields.values()) add(field.type);
  for (const condition of conditions) walk(condition, (part) => add(part.type));
  return found;
}

/** Conditions that grids of review policies ask for. */
export function policyConditions(policy: PolicyValue | null): Expr[] {
  if (policy?.kind !== "grid") return [];
  return policy.grid.limbs.flatMap((limb) => [
    ...(limb.when === null ? [] : [limb.when]),
    ...policyConditions(limb.policy),
  ]);
}

/** What the rows of one version state. */
export function tokensOfRows(
  rows: readonly { readonly parts: readonly Formula[] }[],
  more: readonly Expr[],
): Tokens {
  const required = new Set<string>();
  const allowed = new Set<string>();
  for (const row of rows)
    for (const part of row.parts) {
      addFormula(part, required);
      addExpression(part.expr, allowed);
      addNames(part.expr, allowed);
    }
  for (const expr of more) {
    addExpression(expr, required);
    addExpression(expr, allowed);
    addNames(expr, allowed);
  }
  for (const token of required) allowed.add(token);
  return { required, allowed };
}

/** Words of enumerations, truth values and bound names stand like codes and limit nothing. */
function addNames(expr: Expr, into: Set<string>): void {
  walk(expr, (part) => {
    if (part.kind === "variable") into.add(`code=${part.variable.name}`);
    if (part.kind === "quantifier" || part.kind === "aggregate") {
      const { variable, entry } = part.binder;
      into.add(`code=${variable.name}`);
      if (entry !== null) into.add(`code=${entry.name}`);
    }
    if (part.kind === "const" && part.value.kind === "enum")
      into.add(`code=${part.value.value.replaceAll("_", " ")}`);
    if (part.kind === "const" && part.value.kind === "truth")
      for (const word of part.value.value ? ["yes", "是"] : ["no", "否"]) into.add(`code=${word}`);
  });
}

function addFormula(formula: Formula, into: Set<string>): void {
  if (formula.kind === "constant") return;
  if (formula.kind !== "atom") {
    for (const part of formula.parts) addFormula(part, into);
    return;
  }
  const { test } = formula;
  switch (test.kind) {
    case "bounds": {
      const { low, high } = test.interval;
      const written = constantsOf(formula.expr);
      // A limit that is calculated stands in the sentence as it was written.
      if (!isPlain(formula.expr)) {
        for (const token of written) into.add(token);
        return;
      }
      const equal = formula.expr.kind === "compare" && ["=", "!="].includes(formula.expr.op);
      if (low !== null) into.add(boundToken(low, equal ? "=" : low.open ? ">" : ">=", test.subject));
      if (high !== null) into.add(boundToken(high, equal ? "=" : high.open ? "<" : "<=", test.subject));
      return;
    }
    case "equals":
      into.add(valueToken(test.value, "=", test.subject.type));
      return;
    case "member":
    case "meets":
    case "classified":
      addExpression(test.subject, into);
      addExpression(test.set, into);
      return;
    case "unstated":
    case "truth":
      addExpression(test.subject, into);
  }
}

function boundToken({ at }: Bound, side: string, subject: Expr): string {
  switch (at.kind) {
    case "date":
      return `day${side}${at.value}`;
    case "money":
      return `money${side}${at.value.toFraction()} ${at.currency}`;
    case "number":
      return numberToken(at.value, side, subject.type);
  }
}

function numberToken(value: Fraction, side: string, type: Expr["type"]): string {
  const text =
    type.kind === "number" && type.unit.text !== "" ? baseText(value, type.unit) : value.toFraction();
  return `number${side}${text}`;
}

/** Empty for what is said in words. */
function valueToken(value: Value, side: string, type: Expr["type"]): string {
  switch (value.kind) {
    case "number":
      return numberToken(value.value, side, type);
    case "money":
      return `money${side}${value.amount.toFraction()} ${value.currency}`;
    case "date":
      return `day${side}${value.value}`;
    case "code":
      return `code=${value.code}`;
    case "text":
      return type.kind === "exception" ? "" : `text=${value.value}`;
    default:
      return "";
  }
}

/** Whether every limit in a comparison is written as one value. */
function isPlain(expr: Expr): boolean {
  let plain = true;
  walk(expr, (part) => {
    if (part.kind !== "compare") return;
    const sides = [withoutConversion(part.left), withoutConversion(part.right)];
    if (sides.filter((side) => side.kind === "const").length !== 1) plain = false;
    if (sides.some((side) => side.kind === "arithmetic" && constantsOf(side).length > 0)) plain = false;
  });
  return plain;
}

function withoutConversion(expr: Expr): Expr {
  return expr.kind === "convert" ? withoutConversion(expr.operand) : expr;
}

const TURNED: Readonly<Record<string, string>> = { "<": ">", "<=": ">=", ">": "<", ">=": "<=" };

function constantsOf(expr: Expr): string[] {
  const found = new Set<string>();
  addExpression(expr, found);
  return [...found];
}

/** Every constant of an expression, with the side it limits where it is a limit by itself. */
function addExpression(expr: Expr, into: Set<string>): void {
  const limits = new Map<Expr, string>();
  walk(expr, (part) => {
    if (part.kind !== "compare" || part.op === "=" || part.op === "!=") return;
    const [left, right] = [withoutConversion(part.left), withoutConversion(part.right)];
    if (right.kind === "const") limits.set(right, part.op);
    else if (left.kind === "const") limits.set(left, TURNED[part.op]!);
  });
  walk(expr, (part) => {
    if (part.kind === "const") {
      const token = valueToken(part.value, limits.get(part) ?? "=", part.type);
      if (token !== "") into.add(token);
    }
    if (part.kind === "codeRange") into.add(`code=${part.low}`).add(`code=${part.high}`);
  });
}
