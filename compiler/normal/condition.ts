/**
 * Conditions in normal form. A checked condition becomes a formula: negation only at the leaves, every leaf one typed
 * atom (a test of one subject), chains of comparisons merged into intervals, constants folded.
 *
 * Invariant: each step keeps the truth value exactly, with both kinds of unknown. Negation is a mark on the atom and
 * never a turned operator: `not (x < 5)` is yes where x is not applicable, `x >= 5` is no. Nothing is distributed: over
 * `unstated` and `missing` that would change which of the two comes out.
 */

import type { Span } from "../../grammar/base/span.ts";
import { cover } from "../../grammar/base/span.ts";
import { MIRRORED } from "../check/mirrored.ts";
import type { CompareOp, ConditionClause, Expr, Value } from "../check/tree.ts";
import type { Interval, Product } from "./quantity.ts";
import { constantOf, intervalOf, join, productOf, unscale, withoutConversion, ZERO } from "./quantity.ts";
import { key, valueText } from "./words.ts";

/** Where a part of a condition stands. */
export type ClauseKind = ConditionClause["clause"] | "limb" | "outcome" | "value";

export interface Provenance {
  readonly clause: ClauseKind;
  readonly span: Span;
  /** of the clause or limb, where it has its own */
  readonly citation: string | null;
}

interface Leaf extends Provenance {
  readonly negated: boolean;
  /** the condition as checked, before negation: what to evaluate where a typed test is not wanted */
  readonly expr: Expr;
}

export type Atom = Leaf & { readonly kind: "atom"; readonly test: Test };

/** What an atom asks of its subject. */
export type Test =
  /** a number, amount of money or date between constants */
  | {
      readonly kind: "bounds";
      readonly subject: Expr;
      readonly interval: Interval;
      /** numbers only: the shared axis behind the subject, and the same interval on it */
      readonly axis: { readonly product: Product; readonly interval: Interval } | null;
    }
  /** a code, text, enum value or number in a set; comparisons of ordered words are sets of words */
  | { readonly kind: "member"; readonly subject: Expr; readonly set: Expr }
  /** one exact code or text; unlike `member`, codes below it do not count */
  | { readonly kind: "equals"; readonly subject: Expr; readonly value: Value }
  | { readonly kind: "meets"; readonly subject: Expr; readonly set: Expr }
  | { readonly kind: "classified"; readonly subject: Expr; readonly set: Expr }
  | { readonly kind: "unstated"; readonly subject: Expr }
  /** anything else that is yes or no */
  | { readonly kind: "truth"; readonly subject: Expr };

export type Formula =
  | Atom
  | (Leaf & { readonly kind: "constant"; readonly value: boolean })
  /** `expr` (negated, if so marked) is the whole; `parts` are what it is made of */
  | (Leaf & { readonly kind: "all"; readonly parts: readonly Formula[] })
  | (Leaf & { readonly kind: "any"; readonly parts: readonly Formula[] });

/**
 * The parts that must all hold for a condition (or, negated, for its contrary) to hold. A part that is a choice stays
 * whole, as a formula of kind `any`.
 */
export function conjunction(
  expr: Expr,
  negated: boolean,
  from: Omit<Provenance, "span">,
): readonly Formula[] {
  return partsOf(formula(expr, negated, from));
}

/** What must all hold for a formula to hold; nothing for one that always does. */
export function partsOf(whole: Formula): readonly Formula[] {
  return whole.kind === "all" ? whole.parts : isYes(whole) ? [] : [whole];
}

/** The normal form of one condition. */
export function formula(expr: Expr, negated: boolean, from: Omit<Provenance, "span">): Formula {
  const leaf: Leaf = { ...from, span: expr.span, negated, expr };
  const group = (kind: "all" | "any", parts: readonly Formula[]): Formula =>
    combine(leaf, negated ? (kind === "all" ? "any" : "all") : kind, parts);
  switch (expr.kind) {
    case "const":
      if (expr.value.kind !== "truth") break;
      return { ...leaf, kind: "constant", value: expr.value.value !== negated };
    case "not":
      return formula(expr.operand, !negated, from);
    case "and":
    case "or":
      return group(
        expr.kind === "and" ? "all" : "any",
        expr.operands.map((operand) => formula(operand, negated, from)),
      );
    case "limbs": {
      const flipped = expr.quantifier === "no" ? !negated : negated;
      const parts = expr.limbs.map((limb) => {
        const own = limb.citation === null ? from : { ...from, citation: limb.citation.text };
        return limbFormula(limb.condition, limb.unless, flipped, own, limb.span);
      });
      const kind = expr.quantifier === "all" ? "all" : "any";
      return combine(leaf, flipped ? (kind === "all" ? "any" : "all") : kind, parts);
    }
    case "quantifier":
      if (expr.quantifier !== "no") break;
      return atom(
        { ...leaf, negated: !negated, expr: { ...expr, quantifier: "any" } },
        { kind: "truth", subject: { ...expr, quantifier: "any" } },
      );
    case "compare":
      return comparison(leaf, expr.op, expr.left, expr.right);
    case "in":
      return atom(
        leaf,
        wordInFact(expr.element, expr.set) ?? { kind: "member", subject: expr.element, set: expr.set },
      );
    case "meets":
      return atom(leaf, { kind: "meets", subject: expr.left, set: expr.right });
    case "classified":
      return atom(leaf, { kind: "classified", subject: expr.item, set: expr.codes });
    case "isUnknown":
      return atom(leaf, { kind: "unstated", subject: expr.operand });
    default:
      break;
  }
  return atom(leaf, { kind: "truth", subject: expr });
}

/**
 * `circuit in family` tests the fact, not the word: the fact meets the set of that word. Only for values without levels:
 * of two sets of codes, which one's members must lie at or below the other's depends on the side.
 */
function wordInFact(element: Expr, set: Expr): Test | null {
  const flat = element.kind === "const" && ["enum", "text", "number"].includes(element.value.kind);
  if (!flat || (set.kind !== "field" && set.kind !== "column")) return null;
  const word: Expr = { kind: "setLiteral", type: set.type, span: element.span, members: [element] };
  return { kind: "meets", subject: set, set: word };
}

/** A condition with its `unless`: the condition and not the exclusion, as one formula. */
export function limbFormula(
  condition: Expr,
  unless: Expr | null,
  negated: boolean,
  from: Omit<Provenance, "span">,
  span: Span,
): Formula {
  const main = formula(condition, negated, from);
  if (unless === null) return main;
  const expr = guarded(condition, unless, span);
  const leaf: Leaf = { ...from, span, negated, expr };
  return combine(leaf, negated ? "any" : "all", [main, formula(unless, !negated, from)]);
}

/** `condition and not unless` as one expression. */
export function guarded(condition: Expr, unless: Expr | null, span: Span): Expr {
  if (unless === null) return condition;
  const not: Expr = { kind: "not", type: unless.type, span: unless.span, operand: unless };
  return { kind: "and", type: condition.type, span, operands: [condition, not] };
}

function atom(leaf: Leaf, test: Test): Atom {
  return { ...leaf, kind: "atom", test };
}

function isYes(part: Formula): boolean {
  return part.kind === "constant" && part.value;
}

/** Flattens, folds constants and merges the bounds of one subject. */
function combine(leaf: Leaf, kind: "all" | "any", parts: readonly Formula[]): Formula {
  const flat = parts.flatMap((part) => (part.kind === kind ? part.parts : [part]));
  const decisive = kind === "any";
  if (flat.some((part) => part.kind === "constant" && part.value === decisive)) {
    return { ...leaf, kind: "constant", value: decisive };
  }
  const open = flat.filter((part) => part.kind !== "constant");
  if (open.length === 0) return { ...leaf, kind: "constant", value: !decisive };
  const merged = kind === "all" ? mergeBounds(open) : open;
  if (merged.length === 1) return merged[0]!;
  return { ...leaf, kind, parts: merged };
}

/** A lower and an upper bound on one subject in one clause are one interval: `1600 <= tpp < 4800`. */
function mergeBounds(parts: readonly Formula[]): readonly Formula[] {
  const merged: Formula[] = [];
  const last = new Map<string, number>();
  for (const part of parts) {
    if (part.kind !== "atom" || part.test.kind !== "bounds" || part.negated) {
      merged.push(part);
      continue;
    }
    const name = key(part.test.subject);
    const index = last.get(name);
    const earlier = index === undefined ? undefined : merged[index];
    const both = earlier === undefined ? null : mergedAtom(earlier, part);
    if (index !== undefined && both !== null) merged[index] = both;
    else {
      last.set(name, merged.length);
      merged.push(part);
    }
  }
  return merged;
}

function mergedAtom(a: Formula, b: Formula): Atom | null {
  if (a.kind !== "atom" || b.kind !== "atom" || a.test.kind !== "bounds" || b.test.kind !== "bounds")
    return null;
  if (a.clause !== b.clause || a.span.file !== b.span.file) return null;
  const interval = join(a.test.interval, b.test.interval);
  if (interval === null) return null;
  const span = cover(a.span, b.span);
  const expr: Expr = { kind: "and", type: a.expr.type, span, operands: [a.expr, b.expr] };
  return { ...a, span, expr, test: bounds(a.test.subject, interval) };
}

function bounds(subject: Expr, interval: Interval): Test {
  const number = (interval.low ?? interval.high)?.at.kind === "number";
  const product = number ? productOf(subject) : null;
  const axis =
    product === null || product.factors.length === 0
      ? null
      : { product, interval: unscale(interval, product.coefficient, ZERO) };
  return { kind: "bounds", subject, interval, axis };
}

function comparison(leaf: Leaf, op: CompareOp, left: Expr, right: Expr): Formula {
  if (op === "!=") {
    // `!=` is `not (=)`, also where a side is not applicable
    const equal: Expr = { kind: "compare", op: "=", type: leaf.expr.type, span: leaf.span, left, right };
    return comparison({ ...leaf, negated: !leaf.negated, expr: equal }, "=", left, right);
  }
  const low = constantOf(left);
  const high = constantOf(right);
  if (low !== null && high !== null) {
    const holds = compareConstants(op, low, high);
    if (holds !== null) return { ...leaf, kind: "constant", value: holds !== leaf.negated };
  }
  if (low !== null && high === null) return comparison(leaf, MIRRORED[op], right, left);
  if (high !== null) {
    const free = withoutConversion(left, intervalOf(op, high)!);
    return atom(leaf, bounds(free.subject, free.interval));
  }
  return wordComparison(leaf, op, left, right) ?? atom(leaf, { kind: "truth", subject: leaf.expr });
}

/** Comparisons of codes, texts and enum words with a constant; null where no side is one. */
function wordComparison(leaf: Leaf, op: CompareOp, left: Expr, right: Expr): Atom | null {
  if (right.kind !== "const")
    return left.kind === "const" ? wordComparison(leaf, MIRRORED[op], right, left) : null;
  const { value } = right;
  if (value.kind === "enum" && right.type.kind === "enum") {
    const { values } = right.type.enum;
    const at = values.indexOf(value.value);
    const wanted = values.filter((_, i) => holdsOrder(op, i - at));
    const members: Expr[] = wanted.map((word) => ({
      kind: "const",
      type: right.type,
      span: right.span,
      value: { kind: "enum", value: word },
    }));
    const type = { kind: "set", of: right.type } as const;
    const set: Expr = { kind: "setLiteral", type, span: right.span, members };
    return atom(leaf, { kind: "member", subject: left, set });
  }
  if (op !== "=") return null;
  if (value.kind === "code" || value.kind === "text")
    return atom(leaf, { kind: "equals", subject: left, value });
  return null;
}

function compareConstants(op: CompareOp, a: Scalar, b: Scalar): boolean | null {
  if (a.kind === "date" && b.kind === "date") {
    return holdsOrder(op, a.value < b.value ? -1 : a.value > b.value ? 1 : 0);
  }
  if (a.kind === "number" && b.kind === "number") return holdsOrder(op, a.value.compare(b.value));
  return null;
}

type Scalar = NonNullable<ReturnType<typeof constantOf>>;

function holdsOrder(op: CompareOp, sign: number): boolean {
  if (op === "=") return sign === 0;
  if (op === "!=") return sign !== 0;
  if (op === "<") return sign < 0;
  if (op === "<=") return sign <= 0;
  if (op === ">") return sign > 0;
  return sign >= 0;
}

/** Every atom of a formula, from left to right. */
export function atoms(part: Formula): readonly Atom[] {
  if (part.kind === "atom") return [part];
  if (part.kind === "constant") return [];
  return part.parts.flatMap(atoms);
}

/** `>= 1600 and < 4800`: an interval in words, for listings. */
export function intervalText(interval: Interval): string {
  const { low, high } = interval;
  const show = (bound: NonNullable<Interval["low"]>): string =>
    bound.at.kind === "money"
      ? valueText({ kind: "money", amount: bound.at.value, currency: bound.at.currency })
      : valueText(bound.at);
  if (low !== null && high !== null && !low.open && !high.open && show(low) === show(high))
    return `= ${show(low)}`;
  return [
    low === null ? null : `${low.open ? ">" : ">="} ${show(low)}`,
    high === null ? null : `${high.open ? "<" : "<="} ${show(high)}`,
  ]
    .filter((text) => text !== null)
    .join(" and ");
}
