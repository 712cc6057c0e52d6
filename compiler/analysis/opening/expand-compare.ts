/** Comparisons of opened values. */
import Fraction from "fraction.js";
import type { CompareOp, Expr } from "../../check/tree.ts";
import { overChoices } from "../conditions/choices.ts";
import { exactly, membersSet, wordKey } from "../conditions/const-set.ts";
import {
  bothGates,
  compareWithZero,
  explicitGate,
  gated,
  isUnknown,
  rangeOf,
  TURNED,
} from "../conditions/number-tests.ts";
import * as numbers from "../conditions/numbers.ts";
import type { PropId, Props } from "../conditions/prop.ts";
import { MISSING, NO } from "../conditions/prop.ts";
import type { PlainSym, Sym } from "../conditions/symbol.ts";
import type { Expander } from "./expand.ts";
import { sameWord } from "./expand-sets.ts";

type Compare = Extract<Expr, { kind: "compare" }>;

export function compareSyms(op: CompareOp, left: Sym, right: Sym, expr: Compare, expander: Expander): PropId {
  const { props } = expander;
  if (op === "!=") return props.not(compareSyms("=", left, right, expr, expander));
  return overChoices(left, props, (a) =>
    overChoices(right, props, (b) => comparePlain(op, a, b, expr, expander)),
  );
}

function comparePlain(
  op: Exclude<CompareOp, "!=">,
  left: PlainSym,
  right: PlainSym,
  expr: Compare,
  expander: Expander,
): PropId {
  const { props } = expander;
  if (left.kind === "absent" || right.kind === "absent") return NO;
  if (left.kind === "missing" || right.kind === "missing") return MISSING;
  if (left.kind === "number" && right.kind === "number") {
    const difference = numbers.add(left.linear, right.linear, -1);
    const calculates = left.linear.terms.length > 0 && right.linear.terms.length > 0;
    const open = (sym: typeof left) => (calculates ? explicitGate(props, sym.linear, sym.gate) : sym.gate);
    const gate = bothGates(props, open(left), open(right));
    return gated(props, gate, compareWithZero(props, op, difference));
  }
  if (left.kind === "money" && right.kind === "money") return compareMoney(op, left, right, props);
  if (left.kind === "truth" && right.kind === "truth") {
    const same = props.choice(props.isNo(props.not(left.prop)), right.prop, props.not(right.prop));
    const unknown = props.and(left.prop, props.not(left.prop));
    return props.choice(props.isNo(unknown), same, unknown);
  }
  return compareWords(op, left, right, expr, expander);
}

function compareMoney(
  op: Exclude<CompareOp, "!=">,
  left: Extract<Sym, { kind: "money" }>,
  right: Extract<Sym, { kind: "money" }>,
  props: Props,
): PropId {
  if (left.subject === null && right.subject !== null) {
    return compareMoney(TURNED[op], right, left, props);
  }
  if (left.subject === null || right.amount === null) {
    if (left.amount === null || right.amount === null || left.currency !== right.currency) return MISSING;
    return compareWithZero(props, op, numbers.constant(left.amount.sub(right.amount)));
  }
  const range = rangeOf(op, right.amount);
  const literal = props.literal(left.subject, { t: "within", range, currency: right.currency });
  return gated(props, left.gate, literal);
}

function compareWords(
  op: Exclude<CompareOp, "!=">,
  left: PlainSym,
  right: PlainSym,
  expr: Compare,
  expander: Expander,
): PropId {
  const { props } = expander;
  if (left.kind === "word" && right.kind === "fact") {
    return compareWords(TURNED[op], right, left, expr, expander);
  }
  const ordered = expr.left.type.kind === "enum" ? expr.left.type.enum.values : null;
  const text = (sym: PlainSym): string | null => (sym.kind === "word" ? wordKey(sym.word) : null);
  if (left.kind === "word" && right.kind === "word") {
    if (op === "=") return text(left) === text(right) ? props.constant("yes") : NO;
    if (ordered === null) return MISSING;
    const distance = ordered.indexOf(text(left)!) - ordered.indexOf(text(right)!);
    return compareWithZero(props, op, numbers.constant(new Fraction(distance)));
  }
  if (left.kind === "fact" && right.kind === "word") {
    if (op === "=") {
      const set = exactly(right.word);
      return gated(props, left.gate, props.literal(left.subject, { t: "in", set }));
    }
    if (ordered === null) return MISSING;
    const at = ordered.indexOf(text(right)!);
    const wanted = ordered.filter((_, i) => {
      if (op === "<") return i < at;
      if (op === "<=") return i <= at;
      return op === ">" ? i > at : i >= at;
    });
    const set = membersSet(wanted.map((word) => ({ kind: "word", text: word })));
    return gated(props, left.gate, props.literal(left.subject, { t: "in", set }));
  }
  if (left.kind === "fact" && right.kind === "fact") {
    if (op === "=") return sameWord(left.subject, left.gate, right.subject, right.gate, props);
    if (ordered === null) return MISSING;
    // one by one: the right word is w, and the left one stands in the order to it
    const cases = ordered.map((word) => {
      const is = exactly({ kind: "word", text: word });
      const other: PlainSym = { kind: "word", word: { kind: "word", text: word } };
      return props.and(
        gated(props, right.gate, props.literal(right.subject, { t: "in", set: is })),
        compareWords(op, left, other, expr, expander),
      );
    });
    return props.or(...cases);
  }
  throw new Error(`cannot compare ${left.kind} with ${right.kind}`);
}

/** `x is unknown`: stated unknown, and not absent. */
export function isStatedUnknown(sym: Sym, props: Props): PropId {
  return overChoices(sym, props, (plain) => isPlainUnknown(plain, props));
}

function isPlainUnknown(sym: PlainSym, props: Props): PropId {
  const gate = (absent: PropId, unstated: PropId, own: PropId): PropId =>
    props.choice(absent, NO, props.choice(unstated, props.constant("yes"), own));
  switch (sym.kind) {
    case "truth":
      return props.whether(sym.prop);
    case "number":
      return gate(
        sym.gate.absent,
        sym.gate.unstated,
        props.or(...sym.linear.terms.map(({ subject }) => isUnknown(props, subject, true))),
      );
    case "money":
      if (sym.subject === null) return NO;
      return gate(
        sym.gate.absent,
        sym.gate.unstated,
        props.literal(sym.subject, { t: "unknown", asked: true }),
      );
    case "fact":
      return gate(
        sym.gate.absent,
        sym.gate.unstated,
        props.literal(sym.subject, { t: "unknown", asked: true }),
      );
    case "set":
      if (sym.set.is !== "fact") return NO;
      return gate(
        sym.set.gate.absent,
        sym.set.gate.unstated,
        props.literal(sym.set.subject, { t: "unknown", asked: true }),
      );
    case "record":
      return gate(sym.gate.absent, sym.gate.unstated, NO);
    case "missing":
      return MISSING;
    default:
      return NO;
  }
}
