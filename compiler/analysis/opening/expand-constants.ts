/** What is written out, and what it stands for: constants, days, and the cells of list entries. */
import Fraction from "fraction.js";
import { dayNumber, dayOfNumber } from "../../check/days.ts";
import type { Expr, IsoDate, ListCell } from "../../check/tree.ts";
import { membersSet, type Word } from "../conditions/const-set.ts";
import { NO_GATE } from "../conditions/number-tests.ts";
import * as numbers from "../conditions/numbers.ts";
import { NO, YES } from "../conditions/prop.ts";
import { type Linear, type Sym, type SymRecord, symKey } from "../conditions/symbol.ts";
import { numberWord } from "./expand-sets.ts";

export function number(linear: Linear): Sym {
  return { kind: "number", linear, gate: NO_GATE };
}

export function recordOf(sym: Sym): SymRecord {
  if (sym.kind === "record") return sym;
  throw new Error(`${sym.kind} is no record`);
}

export function constantSym(value: Extract<Expr, { kind: "const" }>["value"]): Sym {
  switch (value.kind) {
    case "truth":
      return { kind: "truth", prop: value.value ? YES : NO };
    case "number":
      return number(numbers.constant(value.value));
    case "date":
      return number(numbers.constant(new Fraction(dayNumber(value.value))));
    case "money":
      return {
        kind: "money",
        subject: null,
        amount: value.amount,
        currency: value.currency,
        gate: NO_GATE,
      };
    case "code":
      return { kind: "word", word: { kind: "code", scheme: value.scheme, code: value.code } };
    default:
      return { kind: "word", word: { kind: "word", text: value.value } };
  }
}

export function columnSym(entry: Sym, expr: Extract<Expr, { kind: "column" }>): Sym {
  if (entry.kind === "missing") return entry;
  if (entry.kind !== "entry") throw new Error(`${entry.kind} has no columns`);
  const cell = entry.row.cells.get(expr.column) ?? { kind: "blank" };
  switch (cell.kind) {
    case "blank":
      if (expr.type.kind === "set") return { kind: "set", set: { is: "const", set: membersSet([]) } };
      if (expr.type.kind === "review") return { kind: "policy", policy: null };
      return expr.type.kind === "condition" ? { kind: "condition", define: null } : { kind: "absent" };
    case "value":
      return constantSym(cell.value);
    case "values": {
      const words = cell.values.map((value) => wordOf(constantSym(value)));
      return { kind: "set", set: { is: "const", set: membersSet(words) } };
    }
    case "condition":
      return { kind: "condition", define: cell.define };
    case "review":
      return { kind: "policy", policy: cell.policy };
    case "exceptions": {
      const words = cell.exceptions.map((exception): Word => ({ kind: "word", text: exception.id }));
      return { kind: "set", set: { is: "const", set: membersSet(words) } };
    }
  }
}

/** A constant as a member of a set; numbers count by their value. */
export function wordOf(sym: Sym): Word {
  if (sym.kind === "word") return sym.word;
  if (sym.kind === "number" && numbers.isConstant(sym.linear)) {
    return numberWord(sym.linear.offset);
  }
  throw new Error(`${sym.kind} is no member of a set`);
}

export function cellKey(cell: ListCell): string {
  switch (cell.kind) {
    case "blank":
      return "";
    case "value":
      return symKey(constantSym(cell.value));
    case "values":
      return cell.values.map((value) => symKey(constantSym(value))).join(",");
    case "condition":
      return cell.define.id;
    case "review":
      return symKey({ kind: "policy", policy: cell.policy });
    case "exceptions":
      return cell.exceptions.map((exception) => exception.id).join(",");
  }
}

export function daySym(day: IsoDate): Sym {
  return number(numbers.constant(new Fraction(dayNumber(day))));
}

/** The day that a number without facts stands for; null where it is none of the calendar. */
export function dayIn(sym: Sym): IsoDate | null {
  if (sym.kind !== "number") return null;
  const count = sym.linear.offset.valueOf();
  const isDay = Number.isInteger(count) && count > dayNumber("0001-01-01") && count < dayNumber("9999-12-31");
  return isDay ? dayOfNumber(count) : null;
}

/** A number that depends on no fact. */
export function isFixed(sym: Sym): boolean {
  return sym.kind === "number" && sym.linear.terms.length === 0;
}
