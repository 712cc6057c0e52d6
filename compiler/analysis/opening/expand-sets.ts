/** Sets and membership: constant sets whole, as one test; facts where they must be. */
import Fraction from "fraction.js";
import type { Expr } from "../../check/tree.ts";
import { overChoices, overSets } from "../conditions/choices.ts";
import {
  above,
  allNamed,
  type ConstSet,
  combineSets,
  contains,
  EMPTY,
  membersSet,
  rangeSet,
  schemeSet,
  UNKNOWN_SET,
  type Word,
} from "../conditions/const-set.ts";
import { compareWithZero, gated } from "../conditions/number-tests.ts";
import { add, isConstant } from "../conditions/numbers.ts";
import type { PropId, Props } from "../conditions/prop.ts";
import { MISSING, NO } from "../conditions/prop.ts";
import type { Scope, Subject } from "../conditions/subject.ts";
import {
  type Gate,
  type PlainSet,
  type PlainSym,
  type Sym,
  type SymSet,
  symKey,
} from "../conditions/symbol.ts";
import type { Env } from "./env.ts";
import { ownEnv } from "./env.ts";
import type { Expander } from "./expand.ts";

const constant = (set: ConstSet): PlainSet => ({ is: "const", set });

/** A value where a set is expected is the set of it. */
export function asSet(sym: Sym): SymSet {
  switch (sym.kind) {
    case "set":
      return sym.set;
    case "word":
      return constant(membersSet([sym.word]));
    case "number":
      if (!isConstant(sym.linear)) throw new Error("a number fact where a set is expected");
      return constant(membersSet([numberWord(sym.linear.offset)]));
    case "fact":
      return { is: "single", subject: sym.subject, gate: sym.gate };
    case "absent":
      return constant(EMPTY);
    case "missing":
      return constant(UNKNOWN_SET);
    case "choice":
      return { is: "choice", when: sym.when, yes: asSet(sym.yes), no: asSet(sym.no) };
    default:
      throw new Error(`${sym.kind} is no set`);
  }
}

export function combine(is: "union" | "minus" | "both", left: SymSet, right: SymSet): SymSet {
  if (left.is === "choice")
    return { ...left, yes: combine(is, left.yes, right), no: combine(is, left.no, right) };
  if (right.is === "choice")
    return { ...right, yes: combine(is, left, right.yes), no: combine(is, left, right.no) };
  return combinePlain(is, left, right);
}

function combinePlain(is: "union" | "minus" | "both", left: PlainSet, right: PlainSet): PlainSet {
  if (left.is === "const" && right.is === "const") return constant(combineSets(is, left.set, right.set));
  return { is, left, right };
}

type SetExpr = Extract<
  Expr,
  {
    kind:
      | "setLiteral"
      | "group"
      | "scheme"
      | "schemesOf"
      | "world"
      | "codeRange"
      | "union"
      | "minus"
      | "intersect";
  }
>;

export function setOf(expr: SetExpr, expander: Expander, env: Env): SymSet {
  const of = (part: Expr): SymSet => asSet(expander.evaluate(part, env));
  switch (expr.kind) {
    case "setLiteral": {
      const constants = expr.members.flatMap((m): Word[] => {
        const sym = expander.evaluate(m, env);
        if (sym.kind === "number" && isConstant(sym.linear)) return [numberWord(sym.linear.offset)];
        return sym.kind === "word" ? [sym.word] : [];
      });
      if (constants.length === expr.members.length) return constant(membersSet(constants));
      return expr.members.map(of).reduce((a, b) => combine("union", a, b), constant(EMPTY));
    }
    case "group":
      return groupOf(expr, expander, env);
    case "scheme":
      return constant(schemeSet(expr.scheme));
    case "schemesOf":
      return schemesOf(expander.evaluate(expr.country, env), expander);
    case "world": {
      const { countries } = expander.law;
      return constant(countries === null ? UNKNOWN_SET : schemeSet(countries));
    }
    case "codeRange":
      return constant(rangeSet(expr.scheme, expr.low, expr.high));
    case "union":
      return combine("union", of(expr.left), of(expr.right));
    case "minus":
      return combine("minus", of(expr.left), of(expr.right));
    case "intersect":
      return combine("both", of(expr.left), of(expr.right));
  }
}

function groupOf(expr: Extract<Expr, { kind: "group" }>, expander: Expander, env: Env): SymSet {
  const version = expander.readings.versionAt(expander.law.group(expr.group)?.versions ?? [], env.point);
  if (version !== null && version.effective.state !== "in_force") return constant(UNKNOWN_SET);
  const stated =
    version === null
      ? constant(EMPTY)
      : asSet(expander.evaluate(version.value, ownEnv({ ...env, released: null }, [])));
  return expr.group.open ? combine("union", stated, constant(UNKNOWN_SET)) : stated;
}

/** The codes of a country's own schemes; of a country that is a fact: unknown. */
function schemesOf(country: Sym, expander: Expander): SymSet {
  if (country.kind !== "word" || country.word.kind !== "code") return constant(UNKNOWN_SET);
  const { code } = country.word;
  const found = expander.law.program.jurisdictions.find((j) => j.name === code);
  if (found === undefined || found.schemes.length === 0) return constant(UNKNOWN_SET);
  return constant(found.schemes.map(schemeSet).reduce((a, b) => combineSets("union", a, b)));
}

// ------------------------------------------------------------------------------------------------------ membership

export function isIn(element: Sym, set: SymSet, props: Props): PropId {
  return overChoices(element, props, (one) => overSets(set, props, (all) => isPlainIn(one, all, props)));
}

function isPlainIn(element: PlainSym, set: PlainSet, props: Props): PropId {
  switch (element.kind) {
    case "absent":
      return NO;
    case "missing":
      return MISSING;
    case "set":
      return meets(element.set, set, props);
    case "word":
      return wordIn(element.word, set, props);
    case "fact":
      return factIn(element.subject, element.gate, set, props);
    case "number":
      return isConstant(element.linear)
        ? wordIn(numberWord(element.linear.offset), set, props)
        : numberIn(element, set, props);
    default:
      throw new Error(`${element.kind} is no member of a set`);
  }
}

/** A number as a member of a set, where it counts by its value. */
export function numberWord(value: Fraction): Word {
  return { kind: "word", text: value.toFraction() };
}

function numberIn(element: Extract<Sym, { kind: "number" }>, set: PlainSet, props: Props): PropId {
  switch (set.is) {
    case "const": {
      const named = allNamed(set.set);
      if (named === null) return MISSING;
      const equal = named.map((word) => {
        if (word.kind !== "word") return NO;
        const difference = add(element.linear, { terms: [], offset: new Fraction(word.text) }, -1);
        return props.and(
          props.constant(contains(set.set, word)),
          gated(props, element.gate, compareWithZero(props, "=", difference)),
        );
      });
      return props.or(...equal);
    }
    case "fact":
    case "single":
      throw new Error("a number fact in a set fact");
    default:
      return connect(set.is, numberIn(element, set.left, props), numberIn(element, set.right, props), props);
  }
}

function wordIn(word: Word, set: PlainSet, props: Props): PropId {
  switch (set.is) {
    case "const":
      return props.constant(contains(set.set, word));
    case "fact":
    case "single":
      return gated(props, set.gate, props.literal(set.subject, { t: "in", set: above(word) }));
    default:
      return connect(set.is, wordIn(word, set.left, props), wordIn(word, set.right, props), props);
  }
}

function factIn(subject: Subject, gate: Gate, set: PlainSet, props: Props): PropId {
  switch (set.is) {
    case "const":
      return gated(props, gate, props.literal(subject, { t: "in", set: set.set }));
    case "single":
      return sameWord(subject, gate, set.subject, set.gate, props);
    case "fact":
      return gated(props, gate, gated(props, set.gate, pair("in", subject, set.subject, props)));
    default:
      return connect(
        set.is,
        factIn(subject, gate, set.left, props),
        factIn(subject, gate, set.right, props),
        props,
      );
  }
}

function connect(is: "union" | "minus" | "both", left: PropId, right: PropId, props: Props): PropId {
  if (is === "union") return props.or(left, right);
  return props.and(left, is === "minus" ? props.not(right) : right);
}

/** Whether two words that are facts are the same. Codes below another count as other codes here. */
export function sameWord(a: Subject, gateA: Gate, b: Subject, gateB: Gate, props: Props): PropId {
  const [left, right] = orderKey(a) < orderKey(b) ? [a, b] : [b, a];
  // a fact is the same as itself where it is there
  if (left === right) {
    const absent = props.literal(left, { t: "notApplicable" });
    const unstated = props.literal(left, { t: "unknown", asked: false });
    return gated(props, gateA, gated(props, { absent, unstated }, props.constant("yes")));
  }
  const scope = deeper(left.scope, right.scope);
  const subject = {
    is: "same",
    left,
    right,
    key: `same(${orderKey(left)} = ${orderKey(right)})`,
    scope,
    path: `${left.path} = ${right.path}`,
    label: `${left.label} = ${right.label}`,
  } as const;
  return gated(props, gateA, gated(props, gateB, props.same(subject)));
}

/** A relation of two facts that is not modeled further. */
function pair(relation: "in" | "meets", a: Subject, b: Subject, props: Props): PropId {
  const subject: Subject = {
    is: "opaque",
    about: [a, b],
    relation,
    key: `${relation}(${orderKey(a)}, ${orderKey(b)})`,
    scope: deeper(a.scope, b.scope),
    path: `${a.path} ${relation} ${b.path}`,
    label: `${a.label} ${relation} ${b.label}`,
  };
  return props.literal(subject, { t: "yes" });
}

function orderKey(subject: Subject): string {
  return `${subject.scope.list}@${subject.scope.depth} ${subject.key}`;
}

export function deeper(a: Scope, b: Scope): Scope {
  return b.depth > a.depth ? b : a;
}

/** Two set facts share a member: one by one, where the words are few and known. */
function shareMember(left: FactSet, right: FactSet, props: Props): PropId {
  const words = enumWords(left.subject);
  const shared =
    words === null
      ? pair("meets", left.subject, right.subject, props)
      : props.or(...words.map((word) => props.and(wordIn(word, left, props), wordIn(word, right, props))));
  return gated(props, left.gate, gated(props, right.gate, shared));
}

type FactSet = PlainSet & { readonly is: "fact" | "single" };

function enumWords(subject: Subject): readonly Word[] | null {
  if (subject.is !== "set") return null;
  const { type } = subject.field;
  if (type.kind !== "set" || type.of.kind !== "enum") return null;
  return type.of.enum.values.map((text) => ({ kind: "word", text }));
}

/** `S meets T`: a member of the set that names all of its members, the left one first, lies in the other. */
export function meets(left: SymSet, right: SymSet, props: Props): PropId {
  return overSets(left, props, (one) => overSets(right, props, (other) => meetsPlain(one, other, props)));
}

function meetsPlain(left: PlainSet, right: PlainSet, props: Props): PropId {
  if (left.is === "union")
    return props.or(meetsPlain(left.left, right, props), meetsPlain(left.right, right, props));
  if (left.is === "const") {
    const named = allNamed(left.set);
    if (named !== null) {
      return props.or(
        ...named.map((word) =>
          props.and(props.constant(contains(left.set, word)), wordIn(word, right, props)),
        ),
      );
    }
    if (right.is === "union")
      return props.or(meetsPlain(left, right.left, props), meetsPlain(left, right.right, props));
    if (right.is === "const") {
      const others = allNamed(right.set);
      if (others === null) return MISSING;
      return props.or(...others.map((word) => wordIn(word, combinePlain("both", left, right), props)));
    }
    // a member of the fact that lies in the constant; an open set may share others
    if (right.is === "fact" || right.is === "single") {
      return gated(props, right.gate, props.literal(right.subject, { t: "in", set: left.set }));
    }
    return filtered(right, left.set, props);
  }
  if (left.is === "fact" || left.is === "single") {
    if (right.is === "const") {
      return gated(props, left.gate, props.literal(left.subject, { t: "in", set: right.set }));
    }
    if (left.is === "single") return factIn(left.subject, left.gate, right, props);
    if (right.is === "union")
      return props.or(meetsPlain(left, right.left, props), meetsPlain(left, right.right, props));
    if (right.is === "fact" || right.is === "single") return shareMember(left, right, props);
    return unmodeled(left, right, props);
  }
  return right.is === "const" ? filtered(left, right.set, props) : unmodeled(left, right, props);
}

/** `(F - C) meets D` for a fact F: some member of F lies in D and not in C. */
function filtered(set: PlainSet, within: ConstSet, props: Props): PropId {
  if (set.is === "const") return meetsPlain(set, constant(within), props);
  if (set.is === "fact" || set.is === "single") {
    return gated(props, set.gate, props.literal(set.subject, { t: "in", set: within }));
  }
  if (set.is === "union")
    return props.or(filtered(set.left, within, props), filtered(set.right, within, props));
  if (set.right.is === "const") {
    return filtered(
      set.left,
      combineSets(set.is === "minus" ? "minus" : "both", within, set.right.set),
      props,
    );
  }
  if (set.is === "both" && set.left.is === "const") {
    return filtered(set.right, combineSets("both", within, set.left.set), props);
  }
  return unmodeled(set, constant(within), props);
}

function unmodeled(left: PlainSet, right: PlainSet, props: Props): PropId {
  const subjects = [...subjectsOf(left), ...subjectsOf(right)];
  const key = `meets(${symKey({ kind: "set", set: left })}, ${symKey({ kind: "set", set: right })})`;
  const subject: Subject = {
    is: "opaque",
    about: subjects,
    relation: "other",
    key,
    scope: subjects.map((s) => s.scope).reduce(deeper),
    path: key,
    label: `${subjects.map((s) => s.label).join(" and ")} share a member`,
  };
  return props.literal(subject, { t: "yes" });
}

function subjectsOf(set: PlainSet): readonly Subject[] {
  if (set.is === "const") return [];
  if (set.is === "fact" || set.is === "single") return [set.subject];
  return [...subjectsOf(set.left), ...subjectsOf(set.right)];
}
