/** Changes of conditions from one version to the next, and the matching they rest on. */
import type { Expr, LimbValue } from "../check/tree.ts";
import { key } from "../normal/words.ts";
import { alternatives, noun, withSchemeOnce } from "./nouns.ts";
import { literal, type Phrase, type Statement, statement } from "./phrase.ts";
import { aboutSubject, condition, inlineCondition, limbStatement } from "./sentences.ts";
import type { Role } from "./wording/grammar.ts";
import type { Wording } from "./wording/wording.ts";

type Kind<K extends Expr["kind"]> = Extract<Expr, { readonly kind: K }>;

// -------------------------------------------------------------------------------------------------- matching

export interface Matched<T> {
  readonly pairs: readonly (readonly [before: T, after: T])[];
  readonly added: readonly T[];
  readonly dropped: readonly T[];
}

/**
 * What became of what: equal ones go with each other first and are left out; then, by each further name in turn, the first
 * that has the same.
 */
export function match<T>(
  before: readonly T[],
  after: readonly T[],
  content: (one: T) => string,
  names: readonly ((one: T) => string | null)[],
): Matched<T> {
  const left = [...before];
  const right = [...after];
  const pairs: [T, T][] = [];
  const take = (name: (one: T) => string | null, keep: boolean): void => {
    for (const old of [...left]) {
      const wanted = name(old);
      const found = wanted === null ? -1 : right.findIndex((one) => name(one) === wanted);
      if (found < 0) continue;
      if (keep) pairs.push([old, right[found]!]);
      left.splice(left.indexOf(old), 1);
      right.splice(found, 1);
    }
  };
  take(content, false);
  for (const name of names) take(name, true);
  return { pairs, added: right, dropped: left };
}

// ------------------------------------------------------------------------------------------------ conditions

/** Changes of a condition; empty if it means the same as it is written. */
export function conditionChanges(before: Expr, after: Expr, w: Wording): Statement[] {
  if (key(before) === key(after)) return [];
  const span = after.span;
  if (before.kind === "compare" && after.kind === "compare") {
    const [old, now] = [aboutSubject(before), aboutSubject(after)];
    if (key(old.subject) === key(now.subject)) {
      const limit = ({ op, bound, subject }: typeof old): Phrase =>
        w.grammar.bound(op, subject.type.kind === "date", noun(bound, w));
      return [statement(w.grammar.threshold(noun(now.subject, w), limit(old), limit(now)), [], { span })];
    }
  }
  const [oldSet, newSet] = [setTest(before), setTest(after)];
  if (oldSet !== null && newSet !== null && oldSet.head === newSet.head)
    return setChanges(newSet.subject, oldSet.set, newSet.set, after, w);
  const [oldLimbs, newLimbs] = asLimbs(before, after);
  if (oldLimbs !== null && newLimbs !== null) return limbChanges(oldLimbs, newLimbs, w);
  if (isLimbOf(before, after) || isLimbOf(after, before) || (before.kind === "or" && after.kind === "or"))
    return operandChanges(disjuncts(before), disjuncts(after), "alternative", w);
  if (before.kind === "and" || after.kind === "and")
    return operandChanges(conjuncts(before), conjuncts(after), "condition", w);
  if (before.kind === "quantifier" && after.kind === "quantifier" && head(before) === head(after)) {
    const [old, now] = [before.binder.where, after.binder.where];
    if (old !== null && now !== null) return conditionChanges(old, now, w);
  }
  return [statement(w.grammar.replaced(inlineCondition(before, w), inlineCondition(after, w)), [], { span })];
}

function conjuncts(e: Expr): readonly Expr[] {
  return e.kind === "and" ? e.operands.flatMap(conjuncts) : [e];
}

function disjuncts(e: Expr): readonly Expr[] {
  return e.kind === "or" ? e.operands.flatMap(disjuncts) : [e];
}

/** What a condition is about: two with one head are versions of each other. */
export function head(e: Expr): string {
  switch (e.kind) {
    case "compare":
      return `compare ${key(aboutSubject(e).subject)}`;
    case "in":
    case "meets":
    case "classified":
      return setTest(e)!.head;
    case "limbs":
      return `limbs ${e.quantifier}`;
    case "quantifier":
      return `${e.quantifier} ${e.binder.variable.name} ${key(e.binder.list)} ${(e.binder.listedIn ?? []).map((list) => list.id).join()}`;
    case "not":
      return `not ${head(e.operand)}`;
    case "and":
    case "or":
      return e.kind;
    default:
      return key(e);
  }
}

/** A test of a value against a set. */
function setTest(e: Expr): { readonly head: string; readonly subject: Expr; readonly set: Expr } | null {
  switch (e.kind) {
    case "in":
      return { head: `in ${key(e.element)}`, subject: e.element, set: e.set };
    case "meets":
      return { head: `meets ${key(e.left)}`, subject: e.left, set: e.right };
    case "classified":
      return { head: `classified ${key(e.item)}`, subject: e.item, set: e.codes };
    default:
      return null;
  }
}

function setChanges(subject: Expr, before: Expr, after: Expr, e: Expr, w: Wording): Statement[] {
  return memberChanges(noun(subject, w), before, after, w).map((change) => ({ ...change, span: e.span }));
}

/** Which members, as they are written, a set gains and loses. */
export function memberChanges(subject: Phrase, before: Expr, after: Expr, w: Wording): Statement[] {
  const { added, dropped } = match(alternatives(before), alternatives(after), key, []);
  const named = (members: readonly Expr[]): Phrase | null =>
    members.length === 0 ? null : w.grammar.series(withSchemeOnce(members, w), "and");
  if (added.length === 0 && dropped.length === 0) return [];
  return [statement(w.grammar.membership(subject, named(added), named(dropped)))];
}

function operandChanges(
  before: readonly Expr[],
  after: readonly Expr[],
  as: "condition" | "alternative",
  w: Wording,
): Statement[] {
  const matched = match(before, after, key, [head]);
  const { pairs, added, dropped } = as === "condition" ? withGrown(matched, (e) => e) : matched;
  return [
    ...pairs.flatMap(([old, now]) => conditionChanges(old, now, w)),
    ...added.map((e) => addition(condition(e, w), e, w, as)),
    ...dropped.map((e) => dropping(condition(e, w), e, w, as)),
  ];
}

/** `destinations D` that becomes `any of { (1) destination in D, (2) ... }` is one condition that grew, and the reverse. */
export function withGrown<T>(matched: Matched<T>, conditionOf: (one: T) => Expr): Matched<T> {
  const pairs = [...matched.pairs];
  const added = [...matched.added];
  const dropped = matched.dropped.filter((old) => {
    const e = conditionOf(old);
    const other = added.findIndex((one) => isLimbOf(e, conditionOf(one)) || isLimbOf(conditionOf(one), e));
    if (other < 0) return true;
    pairs.push([old, added[other]!]);
    added.splice(other, 1);
    return false;
  });
  return { pairs, added, dropped };
}

/** Whether a condition is one of several of which one suffices. */
function isLimbOf(e: Expr, list: Expr): boolean {
  if (list.kind === "or") return list.operands.some((operand) => key(operand) === key(e));
  if (list.kind !== "limbs" || list.quantifier !== "any") return false;
  return list.limbs.some((limb) => limb.unless === null && key(limb.condition) === key(e));
}

export function addition(what: Statement, at: Pick<Expr, "span">, w: Wording, as: Role = "other"): Statement {
  return statement(w.grammar.added(w.grammar.inline(what), as), [], { span: at.span });
}

export function dropping(what: Statement, at: Pick<Expr, "span">, w: Wording, as: Role = "other"): Statement {
  return statement(w.grammar.dropped(w.grammar.inline(what), as), [], { span: at.span });
}

/** Two lists of limbs that work alike; one condition beside a list that holds it is a list of itself. */
function asLimbs(before: Expr, after: Expr): readonly [Kind<"limbs"> | null, Kind<"limbs"> | null] {
  if (before.kind === "limbs" && after.kind === "limbs")
    return before.quantifier === after.quantifier ? [before, after] : [null, null];
  if (after.kind === "limbs") return [alone(before, after), after];
  if (before.kind === "limbs") return [before, alone(after, before)];
  return [null, null];
}

function alone(e: Expr, among: Kind<"limbs">): Kind<"limbs"> | null {
  const limb = among.limbs.find(({ condition: one, unless }) => unless === null && key(one) === key(e));
  if (limb === undefined || among.quantifier === "no") return null;
  return { ...among, limbs: [limb] };
}

function limbChanges(before: Kind<"limbs">, after: Kind<"limbs">, w: Wording): Statement[] {
  const content = ({ condition: e, unless }: LimbValue): string =>
    `${key(e)} unless ${unless === null ? "" : key(unless)}`;
  const names = [
    ({ label, condition: e }: LimbValue): string | null =>
      label === null ? null : `${label.text} ${head(e)}`,
    ({ label }: LimbValue): string | null => label?.text ?? null,
    ({ condition: e }: LimbValue): string => head(e),
  ];
  const { pairs, added, dropped } = match(before.limbs, after.limbs, content, names);
  const role = { any: "alternative", all: "condition", no: "other" } as const;
  const as = role[after.quantifier];
  return [
    ...pairs.flatMap(([old, now]) =>
      labelled(now.label?.text ?? null, w, [
        ...conditionChanges(old.condition, now.condition, w),
        ...unlessChanges(old.unless, now.unless, w),
      ]),
    ),
    ...added.map((limb) => addition(limbStatement(limb, w), limb, w, as)),
    ...dropped.map((limb) => dropping(limbStatement(limb, w), limb, w, as)),
  ];
}

export function labelled(label: string | null, w: Wording, changes: readonly Statement[]): Statement[] {
  if (label === null) return [...changes];
  return changes.map((change) =>
    statement(w.grammar.at(literal(label), change.phrase), change.parts, { span: change.span }),
  );
}

export function unlessChanges(before: Expr | null, after: Expr | null, w: Wording): Statement[] {
  if (before !== null && after !== null) return inExclusion(conditionChanges(before, after, w), w);
  const excluded = (e: Expr): Statement => statement(w.grammar.inline(exclusion(condition(e, w), w)));
  return [
    ...(after === null ? [] : [addition(excluded(after), after, w)]),
    ...(before === null ? [] : [dropping(excluded(before), before, w)]),
  ];
}

export function exclusion(held: Statement, w: Wording): Statement {
  const { phrase, parts } = w.grammar.exclusion(held);
  return statement(phrase, parts, held);
}

export function inExclusion(changes: readonly Statement[], w: Wording): Statement[] {
  return changes.map((change) =>
    statement(w.grammar.inExclusion(change.phrase), change.parts, { span: change.span }),
  );
}
