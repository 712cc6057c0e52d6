import Fraction from "fraction.js";
import type { Binder, Expr, Field, Group, List, ListRow, Scheme, Variable } from "../../check/tree.ts";
import type { Formula } from "../../normal/condition.ts";
import { walk } from "../../normal/walk.ts";
import { label as textOf } from "../../normal/words.ts";
import { mapChoices, overSets, plainSyms } from "../conditions/choices.ts";
import { type ConstSet, schemeSet } from "../conditions/const-set.ts";
import { bothGates, compareWithZero, explicitGate, gated, NO_GATE } from "../conditions/number-tests.ts";
import * as numbers from "../conditions/numbers.ts";
import type { PropId, Props } from "../conditions/prop.ts";
import { MISSING, NO, YES } from "../conditions/prop.ts";
import {
  type ListRef,
  listKey,
  ROOT,
  type Scope,
  type Subject,
  type Summand,
  type Test,
} from "../conditions/subject.ts";
import { type PlainSym, type Sym, type SymRecord, type SymSet, symKey } from "../conditions/symbol.ts";
import { byName, depthOf, type Env, isSelfContained, namesIn, ownEnv, withNames } from "./env.ts";
import { compareSyms, isStatedUnknown } from "./expand-compare.ts";
import { cellKey, columnSym, constantSym, dayIn, daySym, isFixed, recordOf } from "./expand-constants.ts";
import { classified, listedBy } from "./expand-items.ts";
import { asSet, isIn, meets, setOf } from "./expand-sets.ts";
import { type FixedFacts, readField } from "./facts.ts";
import type { Law } from "./law.ts";
import { onDay, type Point } from "./moment.ts";
import { holdsOnSomeBinding, reached } from "./rules.ts";
import { Kept, Readings } from "./stretch.ts";

const NONE: ReadonlySet<string> = new Set();
const NOTHING_FIXED: FixedFacts = new Map();

/** Reads one law for one jurisdiction; a result serves for all moments at which the law reads the same. */
export class Expander {
  readonly law: Law;
  readonly props: Props;
  readonly leftOut: ReadonlySet<string>;
  readonly fixed: FixedFacts;
  readonly here: Sym;
  /** the states of a union that is asked itself: `x = here` is then whether x is one of them */
  readonly #states: Group | null;
  readonly transaction: SymRecord;
  readonly readings = new Readings();
  readonly #values = new Kept<string, Sym>();
  readonly #conditions = new Kept<string, PropId>();
  /** conditions that look at no bound name */
  readonly #truths = new Kept<Expr, PropId>();
  readonly #sets = new Kept<Expr, Sym>();
  readonly #rows = new Kept<List, readonly ListRow[]>();
  readonly #classes = new Kept<List, readonly { readonly rows: readonly ListRow[] }[]>();

  /** `leftOut`: ids of facts that a case may leave out, so that a formula gives them, or nothing does */
  constructor(
    law: Law,
    props: Props,
    jurisdiction: string,
    leftOut: ReadonlySet<string> = NONE,
    fixed: FixedFacts = NOTHING_FIXED,
  ) {
    this.law = law;
    this.props = props;
    this.leftOut = leftOut;
    this.fixed = fixed;
    const record = law.program.transaction;
    if (record === null) throw new Error("the program has no record transaction");
    this.transaction = { kind: "record", record, scope: ROOT, path: "", gate: NO_GATE };
    this.here = law.countries?.members.includes(jurisdiction)
      ? { kind: "word", word: { kind: "code", scheme: law.countries, code: jurisdiction } }
      : { kind: "missing" };
    const asked = law.program.jurisdictions.find(({ name }) => name === jurisdiction);
    this.#states = this.here.kind === "missing" ? (asked?.states ?? null) : null;
  }

  /** A result that depends on the moment and the key alone. */
  remember(key: string, env: Env, make: () => PropId): PropId {
    return this.readings.recall(this.#conditions, key, env.point, make);
  }

  /** A formula in normal form. Atoms are read from the checked condition, not from the typed test made of it. */
  formula(formula: Formula, env: Env): PropId {
    switch (formula.kind) {
      case "constant":
        return formula.value ? YES : NO;
      case "atom": {
        const truth = this.truth(formula.expr, env);
        return formula.negated ? this.props.not(truth) : truth;
      }
      case "all":
        return this.props.and(...formula.parts.map((part) => this.formula(part, env)));
      case "any":
        return this.props.or(...formula.parts.map((part) => this.formula(part, env)));
    }
  }

  truth(expr: Expr, env: Env): PropId {
    if (env.names.size > 0 || env.released !== null) return this.asTruth(this.evaluate(expr, env));
    return this.readings.recall(this.#truths, expr, env.point, () => this.asTruth(this.evaluate(expr, env)));
  }

  asTruth(sym: Sym): PropId {
    if (sym.kind === "truth") return sym.prop;
    if (sym.kind === "absent") return NO;
    if (sym.kind === "missing") return MISSING;
    throw new Error(`${sym.kind} is no condition`);
  }

  #statesHere(expr: Expr, env: Env): SymSet | null {
    if (expr.kind !== "here" || this.#states === null) return null;
    return setOf({ ...expr, kind: "group", group: this.#states }, this, env);
  }

  /** Days of the law are compared with the day of the act, whatever `today` is to facts. */
  #compare(expr: Extract<Expr, { kind: "compare" }>, env: Env): PropId {
    const states = this.#statesHere(expr.left, env) ?? this.#statesHere(expr.right, env);
    if (states !== null && (expr.op === "=" || expr.op === "!=")) {
      const other = this.evaluate(expr.left.kind === "here" ? expr.right : expr.left, env);
      const inside = isIn(other, states, this.props);
      return expr.op === "=" ? inside : this.props.not(inside);
    }
    const byDay = this.#compareToday(expr, env);
    if (byDay !== null) return byDay;
    const [left, right] = [this.evaluate(expr.left, env), this.evaluate(expr.right, env)];
    if (env.point.today !== undefined && isFixed(left) && isFixed(right))
      return this.#compare(expr, { ...env, point: onDay(env.point, env.point.asOf) });
    return compareSyms(expr.op, left, right, expr, this);
  }

  /** `today` beside a day of the law: the same on all days on one side of it. Null: the other is no such day. */
  #compareToday(expr: Extract<Expr, { kind: "compare" }>, env: Env): PropId | null {
    const isLeft = expr.left.kind === "today";
    if (!isLeft && expr.right.kind !== "today") return null;
    const { value: other, during } = this.readings.watch(env.point, () =>
      this.evaluate(isLeft ? expr.right : expr.left, env),
    );
    if (!isFixed(other) || during.today !== null) return null;
    const day = dayIn(other);
    if (day === null) return null;
    this.readings.side(day, env.point);
    const today = daySym(env.point.asOf);
    return compareSyms(expr.op, isLeft ? today : other, isLeft ? other : today, expr, this);
  }

  evaluate(expr: Expr, env: Env): Sym {
    const { props } = this;
    const truth = (prop: PropId): Sym => ({ kind: "truth", prop });
    switch (expr.kind) {
      case "const":
        return constantSym(expr.value);
      case "transaction":
        return this.transaction;
      case "variable": {
        const found = env.names.get(expr.variable) ?? byName(env).get(expr.variable.name);
        if (found === undefined) throw new Error(`the name ${expr.variable.name} is not bound`);
        return found;
      }
      case "field":
        return this.field(recordOf(this.evaluate(expr.of, env)), expr.field, env);
      case "column":
        return columnSym(this.evaluate(expr.of, env), expr);
      case "released":
        return env.released?.get(expr.name) ?? { kind: "missing" };
      case "call":
        return this.#call(expr, env);
      case "today":
        return daySym(this.readings.today(env.point));
      case "here":
        return this.here;
      case "arithmetic":
        return this.#arithmetic(expr.op, this.evaluate(expr.left, env), this.evaluate(expr.right, env));
      case "convert": {
        return mapChoices(this.evaluate(expr.operand, env), props, (operand) => {
          if (operand.kind !== "number") return operand;
          const linear = numbers.scale(operand.linear, expr.factor);
          return { ...operand, linear: { ...linear, offset: linear.offset.add(expr.offset) } };
        });
      }
      case "aggregate":
        return this.#aggregate(expr, env);
      case "setLiteral":
      case "group":
      case "scheme":
      case "schemesOf":
      case "world":
      case "codeRange":
      case "union":
      case "minus":
      case "intersect":
        return this.#set(expr, env);
      case "and":
        return truth(props.and(...expr.operands.map((operand) => this.truth(operand, env))));
      case "or":
        return truth(props.or(...expr.operands.map((operand) => this.truth(operand, env))));
      case "not":
        return truth(props.not(this.truth(expr.operand, env)));
      case "limbs": {
        const limbs = expr.limbs.map(({ condition, unless }) =>
          props.and(this.truth(condition, env), unless === null ? YES : props.not(this.truth(unless, env))),
        );
        if (expr.quantifier === "all") return truth(props.and(...limbs));
        const any = props.or(...limbs);
        return truth(expr.quantifier === "any" ? any : props.not(any));
      }
      case "knowledge": {
        const operand = this.truth(expr.operand, env);
        return truth(expr.test === "known" ? props.known(operand) : props.whether(operand));
      }
      case "isUnknown":
        return truth(isStatedUnknown(this.evaluate(expr.operand, env), props));
      case "compare":
        return truth(this.#compare(expr, env));
      case "in": {
        const states = this.#statesHere(expr.element, env);
        const set = asSet(this.evaluate(expr.set, env));
        return truth(
          states === null ? isIn(this.evaluate(expr.element, env), set, props) : meets(states, set, props),
        );
      }
      case "meets":
        return truth(
          meets(asSet(this.evaluate(expr.left, env)), asSet(this.evaluate(expr.right, env)), props),
        );
      case "classified": {
        const item = recordOf(this.evaluate(expr.item, env));
        const codes = asSet(this.evaluate(expr.codes, env));
        return truth(overSets(codes, props, (plain) => classified(item, plain, this, env)));
      }
      case "listedIn": {
        const subject = recordOf(this.evaluate(expr.subject, env));
        return truth(props.or(...expr.lists.map((list) => this.#isListed(subject, list, env))));
      }
      case "listedBy": {
        const item = recordOf(this.evaluate(expr.item, env));
        return truth(listedBy(item, this.evaluate(expr.country, env), this, env));
      }
      case "quantifier": {
        const { binder, quantifier } = expr;
        const where = (own: Env): PropId => (binder.where === null ? YES : this.truth(binder.where, own));
        if (quantifier === "all") {
          return truth(props.not(this.some(binder, env, (own) => props.not(where(own)))));
        }
        const some = this.some(binder, env, where);
        return truth(quantifier === "any" ? some : props.not(some));
      }
      case "reached":
        return truth(reached(expr.reach, this, env));
      case "requiredBy":
        return truth(props.or(...expr.measures.map((measure) => holdsOnSomeBinding(measure, this, env))));
      case "entryCondition": {
        const named = this.evaluate(expr.column, env);
        if (named.kind === "missing") return named;
        if (named.kind !== "condition") throw new Error(`${named.kind} names no condition`);
        return named.define === null ? truth(YES) : truth(this.#define(named.define.id, ownEnv(env, [])));
      }
      case "unencodable":
        return truth(MISSING);
    }
  }

  /** A set that names nothing of its surroundings is made once. */
  #set(expr: Parameters<typeof setOf>[0], env: Env): Sym {
    const make = (): Sym => ({ kind: "set", set: setOf(expr, this, env) });
    return isSelfContained(expr) ? this.readings.recall(this.#sets, expr, env.point, make) : make();
  }

  field(record: SymRecord, field: Field, env: Env): Sym {
    const key = `f ${symKey(record)} ${field.name}`;
    return this.readings.recall(this.#values, key, env.point, () => readField(record, field, this, env));
  }

  isIn(element: Sym, set: Sym): PropId {
    return isIn(element, asSet(set), this.props);
  }

  wholeScheme(scheme: Scheme): ConstSet {
    return schemeSet(scheme);
  }

  // -------------------------------------------------------------------------------------------------------- calls

  #call(expr: Extract<Expr, { kind: "call" }>, env: Env): Sym {
    const { define } = expr;
    const names: [Variable, Sym][] = define.parameters.map((parameter, i) => {
      const value = this.evaluate(expr.args[i]!, env);
      return [parameter, parameter.type.kind === "set" ? { kind: "set", set: asSet(value) } : value];
    });
    if (define.it !== null && expr.receiver !== null) {
      names.push([define.it, this.evaluate(expr.receiver, env)]);
    }
    const own = ownEnv({ ...env, released: null }, names);
    const key = `d ${define.id}(${names.map(([, sym]) => symKey(sym)).join("; ")})`;
    return this.readings.recall(
      this.#values,
      key,
      env.point,
      (): Sym =>
        define.type.kind === "truth" || define.type.kind === "condition"
          ? { kind: "truth", prop: this.#define(define.id, own) }
          : this.#value(define.id, own),
    );
  }

  /** The truth of a defined condition: no where none is in force; unclear or unrecorded, unknown where it would hold. */
  #define(id: string, own: Env): PropId {
    const version = this.readings.versionAt(this.law.defines.get(id)?.versions ?? [], own.point);
    if (version === null) return NO;
    const holds =
      version.formula === null ? this.truth(version.value, own) : this.formula(version.formula, own);
    return version.effective.state === "in_force" ? holds : this.props.and(holds, MISSING);
  }

  #value(id: string, own: Env): Sym {
    const version = this.readings.versionAt(this.law.defines.get(id)?.versions ?? [], own.point);
    if (version === null || version.effective.state !== "in_force") return { kind: "missing" };
    return this.evaluate(version.value, own);
  }

  // --------------------------------------------------------------------------------------------------- quantifiers

  /** `or` over the bindings of a binder of what `body` makes of each. */
  some(binder: Binder, env: Env, body: (own: Env) => PropId): PropId {
    const list = this.evaluate(binder.list, env);
    if (list.kind !== "list") return list.kind === "absent" ? NO : MISSING;
    const { element, alternatives } = this.bindingsOf(binder, list.ref, env);
    const some = this.props.or(...alternatives.map(({ when, env: own }) => this.props.and(when, body(own))));
    return gated(this.props, list.gate, this.props.some(list.ref, element, some));
  }

  /** An element of a list, with what it may be bound together with: each class of entries it may match. */
  bindingsOf(
    binder: Binder,
    ref: ListRef,
    env: Env,
  ): {
    readonly element: Scope;
    readonly alternatives: readonly { readonly when: PropId; readonly env: Env }[];
  } {
    const depth = Math.max(depthOf(env), ref.owner.depth) + 1;
    const element: Scope = { list: listKey(ref), depth, parent: ref.owner };
    const record: SymRecord = {
      kind: "record",
      record: ref.record,
      scope: element,
      path: "",
      gate: NO_GATE,
    };
    const bound = withNames(env, [[binder.variable, record]]);
    if (binder.listedIn === null) return { element, alternatives: [{ when: YES, env: bound }] };
    const { entry } = binder;
    const alternatives = binder.listedIn.flatMap((list) => {
      if (entry === null) return [{ when: this.#isListed(record, list, env), env: bound }];
      return this.#rowClasses(list, env.point).map(({ rows }) => ({
        when: this.#matches(record, list, rows),
        env: withNames(bound, [[entry, { kind: "entry", list, row: rows[0]! }]]),
      }));
    });
    return { element, alternatives };
  }

  /** Entries in force that say the same in every column that is read: one stands for all. */
  #rowClasses(list: List, point: Point): readonly { readonly rows: readonly ListRow[] }[] {
    return this.readings.recall(this.#classes, list, point, () => this.#classesOf(this.#rowsOf(list, point)));
  }

  /** Entries in force and known. */
  #rowsOf(list: List, point: Point): readonly ListRow[] {
    const { readings } = this;
    return readings.recall(this.#rows, list, point, () =>
      list.rows.filter((row) => readings.isListed(row, point)),
    );
  }

  #classesOf(inForce: readonly ListRow[]): readonly { readonly rows: readonly ListRow[] }[] {
    const classes = new Map<string, ListRow[]>();
    for (const row of inForce) {
      const cells = [...row.cells]
        .filter(([name]) => this.law.columns.has(name))
        .map(([name, cell]) => `${name}=${cellKey(cell)}`)
        .sort()
        .join(";");
      const group = classes.get(cells);
      if (group === undefined) classes.set(cells, [row]);
      else group.push(row);
    }
    return [...classes.values()].map((rows) => ({ rows }));
  }

  #isListed(subject: SymRecord, list: List, env: Env): PropId {
    return this.#matches(subject, list, this.#rowsOf(list, env.point));
  }

  #matches(subject: SymRecord, list: List, rows: readonly ListRow[]): PropId {
    const path = subject.path === "" ? "entries" : `${subject.path}.entries`;
    const entries: Subject = {
      is: "entries",
      of: list,
      key: `${path} of ${list.id}`,
      scope: subject.scope,
      path,
      label: `${subject.scope.list === "" ? path : `${subject.scope.list}[].${path}`} (${list.name})`,
    };
    const literal = this.props.literal(entries, keysOf(rows));
    return gated(this.props, subject.gate, literal);
  }

  // ---------------------------------------------------------------------------------------------------- numbers

  #arithmetic(op: "+" | "-" | "*" | "/", left: Sym, right: Sym): Sym {
    return mapChoices(left, this.props, (a) =>
      mapChoices(right, this.props, (b) => this.#arithmeticOf(op, a, b)),
    );
  }

  #arithmeticOf(op: "+" | "-" | "*" | "/", left: PlainSym, right: PlainSym): Sym {
    if (left.kind === "absent" || right.kind === "absent") return { kind: "absent" };
    if (left.kind === "missing" || right.kind === "missing") return { kind: "missing" };
    // sums of amounts are of no known currency: every comparison of them is undetermined
    if (left.kind !== "number" || right.kind !== "number") return { kind: "missing" };
    const { props } = this;
    const gate = bothGates(
      props,
      explicitGate(props, left.linear, left.gate),
      explicitGate(props, right.linear, right.gate),
    );
    if (op === "+" || op === "-") {
      return { kind: "number", linear: numbers.add(left.linear, right.linear, op === "+" ? 1 : -1), gate };
    }
    const product = numbers.multiply(props, left.linear, right.linear, op === "*" ? 1 : -1);
    if (product === null) return { kind: "absent" };
    if (op === "*" || numbers.isConstant(right.linear)) return { kind: "number", linear: product, gate };
    const [only] = right.linear.terms;
    const field =
      right.linear.terms.length === 1 && only?.subject.is === "number" ? only.subject.field : null;
    const safe = right.linear.offset.n === 0n && field !== null && numbers.excludesZero(field.range);
    const byZero = safe ? NO : compareWithZero(props, "=", right.linear);
    return { kind: "number", linear: product, gate: { ...gate, absent: props.or(gate.absent, byZero) } };
  }

  #aggregate(expr: Extract<Expr, { kind: "aggregate" }>, outer: Env): Sym {
    const { props } = this;
    const env = namesIn(expr, outer);
    const isExtreme = expr.op === "max" || expr.op === "min";
    const list = this.evaluate(expr.binder.list, env);
    if (list.kind === "absent")
      return isExtreme ? list : { kind: "number", linear: numbers.constant(numbers.ZERO), gate: NO_GATE };
    if (list.kind !== "list") return { kind: "missing" };
    const { element, alternatives } = this.bindingsOf(expr.binder, list.ref, env);
    const { where } = expr.binder;
    const summands = alternatives.map(({ when, env: own }) => ({
      counted: props.and(when, where === null ? YES : this.truth(where, own)),
      value: expr.op === "count" ? COUNTED : this.evaluate(expr.value, own),
    }));
    const counted = props.or(...summands.map((summand) => summand.counted));
    const values = new Set(summands.map(({ value }) => symKey(value)));
    const value = values.size === 1 ? summands[0]!.value : null;
    const linear = value?.kind === "number" && value.linear.offset.n === 0n ? value.linear : null;
    const term = linear?.terms.length === 1 ? linear.terms[0]! : null;
    const key = summands.map((summand) => `${symKey(summand.value)} where ${summand.counted}`).join(" or ");
    const subject: Subject = {
      is: "aggregate",
      op: expr.op,
      list: list.ref,
      element,
      summands,
      where: counted,
      value: term === null ? null : { ...term, power: 1 },
      facts: factsIn(expr),
      key: `${expr.op}(${key} for ${listKey(list.ref)})`,
      scope: scopeAround(props, list.ref.owner, element, summands),
      path: `${expr.op} over ${list.ref.path}`,
      label: textOf(expr),
    };
    // of nothing there is no extreme, and a sum of none
    const gate = isExtreme ? list.gate : NO_GATE;
    return { kind: "number", linear: numbers.single(props.subject(subject)), gate };
  }
}

/** Names of the facts that an expression looks at. */
function factsIn(expr: Expr): readonly string[] {
  const names = new Set<string>();
  walk(expr, (part) => {
    if (part.kind === "field") names.add(part.field.name);
  });
  return [...names].sort();
}

/** What each element adds to a number of elements. */
const COUNTED: Sym = { kind: "number", linear: numbers.constant(new Fraction(1)), gate: NO_GATE };

/** An aggregate lives with its list, or deeper where a condition or value of it looks at another bound element. */
function scopeAround(props: Props, owner: Scope, element: Scope, summands: readonly Summand[]): Scope {
  const terms = summands
    .flatMap(({ value }) => plainSyms(value))
    .flatMap((plain) => (plain.kind === "number" ? plain.linear.terms : []));
  return [
    ...props.subjectsIn(...summands.map(({ counted }) => counted)),
    ...terms.map(({ subject }) => subject),
  ]
    .map((subject) => subject.scope)
    .filter((scope) => scope.depth < element.depth)
    .reduce((deepest, scope) => (scope.depth > deepest.depth ? scope : deepest), owner);
}

/** The rows of a list in force are the same from one question to the next. */
const keyTests = new WeakMap<readonly ListRow[], Extract<Test, { t: "keys" }>>();

function keysOf(rows: readonly ListRow[]): Extract<Test, { t: "keys" }> {
  let test = keyTests.get(rows);
  if (test === undefined) {
    const keys = [...new Set(rows.map((row) => row.key))].sort();
    test = { t: "keys", keys, key: keys.join("\n") };
    keyTests.set(rows, test);
  }
  return test;
}
