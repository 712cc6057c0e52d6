/**
 * Parts of a rule as cells. A part that tests one subject against constants becomes a typed cell in the subject's
 * column; any other becomes a yes/no cell in a column that holds its expression.
 */
import type { Expr, Type, Value, Variable } from "../check/tree.ts";
import type { Formula, Test } from "../normal/condition.ts";
import type { Bound, Interval } from "../normal/quantity.ts";
import { some } from "../normal/walk.ts";
import { exactText, label } from "../normal/words.ts";
import type { Cell, Input, InputType } from "../runtime/format.ts";
import { toSet, toX } from "./expressions.ts";

/** A column without its id: equal for parts that look at the same value in the same way. */
export type Column = Omit<Input, "id">;

/** What a cell asks, without its place. */
export type Question = Omit<Cell, "at">;

export interface Placed {
  readonly column: Column;
  readonly question: Question;
}

/** Column and question of one part of a rule; `it` is the record of a rule about items. */
export function cellOf(part: Formula, it: Variable | null): Placed {
  if (part.kind === "constant") {
    return { column: truthColumn(part.expr, it, part.value ? ["yes"] : ["no"]), question: { is: "yes" } };
  }
  const typed = part.kind === "atom" ? typedCell(part.test, it) : null;
  if (typed === null) {
    return { column: truthColumn(part.expr, it), question: { is: part.negated ? "no" : "yes" } };
  }
  return part.negated ? { ...typed, question: { ...typed.question, not: true } } : typed;
}

function truthColumn(expr: Expr, it: Variable | null, value = toX(expr, it)): Column {
  return { type: "truth", label: label(expr), ...factOf(expr), value };
}

function typedCell(test: Test, it: Variable | null): Placed | null {
  switch (test.kind) {
    case "bounds":
      return { column: columnOf(test.subject, it), question: boundsQuestion(test.interval) };
    case "member":
      if (!isClosed(test.set)) return null;
      return { column: columnOf(test.subject, it), question: { in: toSet(test.set, it) } };
    case "meets":
      if (!isClosed(test.set)) return null;
      return { column: columnOf(test.subject, it), question: { meets: toSet(test.set, it) } };
    case "classified":
      if (!isClosed(test.set)) return null;
      return { column: columnOf(test.subject, it), question: { classified: toSet(test.set, it) } };
    case "equals":
      return equalsCell(test.subject, test.value, it);
    case "unstated":
      return { column: columnOf(test.subject, it), question: { is: "unknown" } };
    case "truth":
      return null;
  }
}

/** Equality with a word; a code needs a column of its own scheme, since the cell states the code alone. */
function equalsCell(subject: Expr, value: Value, it: Variable | null): Placed | null {
  if (value.kind === "text") return { column: columnOf(subject, it), question: { eq: value.value } };
  if (value.kind !== "code" || subject.type.kind !== "code" || subject.type.scheme !== value.scheme)
    return null;
  return { column: columnOf(subject, it), question: { eq: value.code } };
}

/** Whether a set is the same in every row of a table: it depends on no bound name and on no fact. */
function isClosed(set: Expr): boolean {
  return !some(set, (part) =>
    ["variable", "field", "column", "released", "call", "transaction"].includes(part.kind),
  );
}

function columnOf(subject: Expr, it: Variable | null): Column {
  const { type } = subject;
  return {
    type: inputType(type),
    label: label(subject),
    ...(type.kind === "number" && type.unit.text !== "" ? { unit: type.unit.text } : {}),
    ...schemeOf(type),
    ...factOf(subject),
    value: toX(subject, it),
  };
}

function schemeOf(type: Type): { scheme?: string } {
  const member = type.kind === "set" ? type.of : type;
  return member.kind === "code" && member.scheme !== null ? { scheme: member.scheme.id } : {};
}

function inputType(type: Type): InputType {
  switch (type.kind) {
    case "condition":
      return "truth";
    case "list":
    case "record":
    case "entry":
      return "item";
    case "review":
    case "exception":
      return "text";
    default:
      return type.kind;
  }
}

/** Path and question, where the subject is a fact of the case and not computed in place. */
function factOf(subject: Expr): { path?: string; question?: string } {
  const path = pathOf(subject);
  if (path === null || subject.kind !== "field") return {};
  return { path, ...(subject.field.question === null ? {} : { question: subject.field.question }) };
}

/** `item.tpp`, `u.facility.node`; a field of `it` stands alone. Null where a step is not a field. */
export function pathOf(expr: Expr): string | null {
  if (expr.kind === "transaction") return "";
  if (expr.kind === "variable") return expr.variable.name === "it" ? "" : expr.variable.name;
  if (expr.kind !== "field") return null;
  const owner = pathOf(expr.of);
  return owner === null ? null : owner === "" ? expr.field.name : `${owner}.${expr.field.name}`;
}

function boundsQuestion({ low, high }: Interval): Question {
  const currency = (low ?? high)?.at;
  const money = currency?.kind === "money" ? { currency: currency.currency } : {};
  if (low !== null && high !== null && !low.open && !high.open && boundText(low) === boundText(high)) {
    return { eq: boundText(low), ...money };
  }
  return {
    ...(low === null ? {} : low.open ? { gt: boundText(low) } : { ge: boundText(low) }),
    ...(high === null ? {} : high.open ? { lt: boundText(high) } : { le: boundText(high) }),
    ...money,
  };
}

function boundText({ at }: Bound): string {
  return at.kind === "date" ? at.value : exactText(at.value);
}
