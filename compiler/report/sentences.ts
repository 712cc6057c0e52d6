/**
 * Conditions in sentences: which phrases a checked expression is made of. A sentence never says more or less than the
 * condition; where plain words would be ambiguous the limbs become a list. A language says the phrases
 * (`wording/grammar.ts`).
 */
import { MIRRORED } from "../check/mirrored.ts";
import type { CompareOp, Expr, LimbValue } from "../check/tree.ts";
import { alternatives, boundName, callName, noun, setPhrase } from "./nouns.ts";
import { type Phrase, type Statement, statement } from "./phrase.ts";
import type { Comparison, Inner, Said } from "./wording/grammar.ts";
import { ENGLISH, type Wording } from "./wording/wording.ts";

type Kind<K extends Expr["kind"]> = Extract<Expr, { readonly kind: K }>;

/** A condition on one line. */
export function inlineCondition(e: Expr, w: Wording = ENGLISH): Phrase {
  return w.grammar.inline(condition(e, w));
}

/** A condition as a statement. */
export function condition(e: Expr, w: Wording = ENGLISH): Statement {
  return stated(e, false, w);
}

/** A condition, or its opposite. */
function stated(e: Expr, negated: boolean, w: Wording): Statement {
  const { grammar } = w;
  switch (e.kind) {
    case "and":
    case "or":
      return connective(e.kind, e.operands, negated, w);
    case "not":
      return stated(e.operand, !negated, w);
    case "limbs":
      return limbs(e, negated, w);
    case "knowledge": {
      const inner = within(e.operand, w);
      return of(
        e,
        e.test === "known" ? grammar.known(inner, negated) : grammar.unknownWhether(inner, negated),
      );
    }
    case "quantifier":
      return of(e, quantifier(e, negated, w));
    default:
      return statement(atom(e, negated, w), [], { span: e.span });
  }
}

/** A statement with limbs has none of its own place: each limb has. */
function of(e: Expr, { phrase, parts }: Said): Statement {
  return statement(phrase, parts, parts.length === 0 ? { span: e.span } : {});
}

/** A condition within another. */
function within(e: Expr, w: Wording): Inner {
  const { phrase, parts } = condition(e, w);
  const joins = e.kind === "or" || (e.kind === "and" && !isRange(e.operands));
  return { phrase, parts, isCompound: joins && parts.length === 0 };
}

function connective(kind: "and" | "or", operands: readonly Expr[], negated: boolean, w: Wording): Statement {
  const range = kind === "and" && !negated ? rangePhrase(operands, w) : null;
  if (range !== null) return statement(range, [], { span: operands[0]!.span });
  const parts = operands.map((operand) => condition(operand, w));
  const simple = operands.every(
    (operand) => operand.kind !== "or" && (operand.kind !== "and" || isRange(operand.operands)),
  );
  if (!negated && simple && parts.length === 2 && parts.every((part) => part.parts.length === 0))
    return statement(
      w.grammar.joined(
        parts.map((part) => part.phrase),
        kind,
      ),
    );
  const lead = kind === "and" ? (negated ? "notAll" : "all") : negated ? "none" : "any";
  return statement(w.grammar.lead(lead), parts);
}

function limbs(e: Kind<"limbs">, negated: boolean, w: Wording): Statement {
  const leads = {
    any: ["any", "none"],
    all: ["all", "notAll"],
    no: ["none", "any"],
  } as const;
  return statement(
    w.grammar.lead(leads[e.quantifier][negated ? 1 : 0]),
    e.limbs.map((limb) => limbStatement(limb, w)),
  );
}

/** One limb as the law labels it. */
export function limbStatement(limb: LimbValue, w: Wording): Statement {
  const more = {
    label: limb.label?.text ?? null,
    citation: limb.citation?.text ?? null,
    span: limb.span,
  };
  return guarded(condition(limb.condition, w), limb.unless, w, more);
}

/** A condition that does not count where another holds: `A, unless B`. */
export function guarded(
  held: Statement,
  unless: Expr | null,
  w: Wording,
  more: Partial<Pick<Statement, "label" | "citation" | "span">> = {},
): Statement {
  if (unless === null) return statement(held.phrase, held.parts, more);
  const { phrase, parts } = w.grammar.unless(held, condition(unless, w));
  return statement(phrase, parts, more);
}

function quantifier(e: Kind<"quantifier">, negated: boolean, w: Wording): Said {
  const { binder } = e;
  const who = boundName(binder, w);
  const inner = binder.where === null ? null : within(binder.where, w);
  if (e.quantifier === "all") return w.grammar.forEvery(who, inner, negated);
  return w.grammar.exists(who, inner, (e.quantifier === "no") !== negated);
}

// ------------------------------------------------------------------------------------------------------- atoms

function atom(e: Expr, not: boolean, w: Wording): Phrase {
  const { grammar } = w;
  switch (e.kind) {
    case "const":
      return grammar.constant(e.value.kind === "truth" && e.value.value !== not);
    case "compare":
      return grammar.compare(comparison(e, not, w));
    case "in":
      return membership(e, not, w);
    case "meets":
      return grammar.meets(noun(e.left, w), setPhrase(e.right, w), isSeveral(e.right), not);
    case "classified":
      return grammar.classified(noun(e.item, w), setPhrase(e.codes, w), not);
    case "isUnknown":
      return grammar.statedUnknown(noun(e.operand, w), not);
    case "listedIn": {
      const lists = e.lists.map((list): Phrase => [w.titleTerm(list)]);
      return grammar.listedIn(noun(e.subject, w), grammar.series(lists, "or"), not);
    }
    case "listedBy":
      return grammar.onControlListOf(noun(e.item, w), noun(e.country, w), not);
    case "reached":
      return grammar.withinReach(w.wordsTerm(e.reach), not);
    case "requiredBy": {
      const measures = e.measures.map((measure): Phrase => [w.titleTerm(measure)]);
      return grammar.requiredBy(grammar.series(measures, "or"), not);
    }
    case "entryCondition":
      return grammar.entryHolds(noun(e.column, w), not);
    case "unencodable":
      return grammar.unencodable(w.wordsTerm(e.declaration), not);
    case "field":
      return grammar.applies([w.field(e.field)], e.of.kind === "transaction" ? null : noun(e.of, w), not);
    case "call":
      return grammar.applies(callName(e, w), e.receiver === null ? null : noun(e.receiver, w), not);
    default:
      return grammar.holds(noun(e, w), not);
  }
}

/** A bound written first (`1.6 <= x`) is read as the bound of what is measured. */
export function aboutSubject(e: Kind<"compare">): {
  readonly subject: Expr;
  readonly op: CompareOp;
  readonly bound: Expr;
} {
  if (isConstant(e.left) && !isConstant(e.right))
    return { subject: e.right, op: MIRRORED[e.op], bound: e.left };
  return { subject: e.left, op: e.op, bound: e.right };
}

function isConstant(e: Expr): boolean {
  return e.kind === "const" || (e.kind === "convert" && isConstant(e.operand));
}

function comparison(e: Kind<"compare">, not: boolean, w: Wording): Comparison {
  const { subject, op, bound } = aboutSubject(e);
  return { subject: noun(subject, w), op, bound: noun(bound, w), isDate: subject.type.kind === "date", not };
}

/** `1.6 <= x < 5.92`: two limits of one thing, written once. */
function isRange(operands: readonly Expr[]): operands is readonly [Kind<"compare">, Kind<"compare">] {
  const [low, high] = operands;
  if (operands.length !== 2 || low?.kind !== "compare" || high?.kind !== "compare") return false;
  const [first, second] = [aboutSubject(low), aboutSubject(high)];
  const same =
    first.subject.span.start === second.subject.span.start &&
    first.subject.span.end === second.subject.span.end;
  return same && [first.op, second.op].every((op) => op !== "=" && op !== "!=");
}

function rangePhrase(operands: readonly Expr[], w: Wording): Phrase | null {
  if (!isRange(operands)) return null;
  const [low, high] = operands;
  return w.grammar.range(comparison(low, false, w), comparison(high, false, w));
}

function membership(e: Kind<"in">, not: boolean, w: Wording): Phrase {
  const { grammar } = w;
  // `circuit in family`: the set is a fact, so the sentence is about the set.
  if (
    e.set.kind === "field" ||
    e.set.kind === "column" ||
    e.set.kind === "variable" ||
    e.set.kind === "released"
  )
    return grammar.includes(noun(e.set, w), noun(e.element, w), not);
  const hierarchical =
    e.element.type.kind === "code" && e.element.type.scheme !== null && !e.element.type.scheme.isCountry;
  const how = hierarchical ? "under" : namesASet(e.set) ? "inSet" : "isOne";
  return grammar.isIn(noun(e.element, w), how, setPhrase(e.set, w), not);
}

function isSeveral(e: Expr): boolean {
  const members = alternatives(e);
  return members.length !== 1 || members[0]!.kind !== "const";
}

function namesASet(e: Expr): boolean {
  switch (e.kind) {
    case "setLiteral":
      return e.members.some(namesASet);
    case "union":
      return namesASet(e.left) || namesASet(e.right);
    case "const":
      return false;
    default:
      return true;
  }
}
