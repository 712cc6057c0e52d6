/**
 * Compiles expressions to functions. Names become places in a frame; dated things (groups, defines, lists) are looked up in
 * the epoch of the evaluation, so that one function serves every day and every bundle with the same definitions.
 */

import { getField } from "../cases/facts.ts";
import type { X, XBinder, XSet } from "../format.ts";
import type { Terms } from "../tables/terms.ts";
import { codeOf } from "../values/codes.ts";
import { compareValues, isIn, isInNoted } from "../values/compare.ts";
import { parseExact } from "../values/exact.ts";
import { arithmetic, convert } from "../values/intervals.ts";
import { meets } from "../values/sets.ts";
import { and, known, MISSING, NO, not, or, type Truth, unknownWhether, YES } from "../values/truth.ts";
import {
  numberValue,
  statedUnknown,
  truthOfValue,
  truthValue,
  UNKNOWN_MISSING,
  type Value,
} from "../values/values.ts";
import { enumOfWord } from "../values/vocabulary.ts";
import { aggregate } from "./aggregates.ts";
import { type BinderProgram, bindingNames, forEachBinding } from "./binders.ts";
import { callDefine, cellValue, entryTruth } from "./calls.ts";
import { classified, listedBy } from "./classify.ts";
import { compileSet } from "./compile-sets.ts";
import type { Env } from "./context.ts";
import { placeHere, statesHere } from "./here.ts";
import { listedIn } from "./listing.ts";

export type Evaluation = (env: Env) => Value;
export type Test = (env: Env) => Truth;

/** The names that are bound where an expression stands, and their places in the frame. */
export class Scope {
  readonly terms: Terms;
  readonly #places: ReadonlyMap<string, number>;
  readonly size: number;

  private constructor(terms: Terms, places: ReadonlyMap<string, number>, size: number) {
    this.terms = terms;
    this.#places = places;
    this.size = size;
  }

  static of(terms: Terms, names: readonly string[]): Scope {
    return new Scope(terms, new Map(names.map((name, i) => [name, i])), names.length);
  }

  with(names: readonly string[]): Scope {
    const places = new Map(this.#places);
    names.forEach((name, i) => {
      places.set(name, this.size + i);
    });
    return new Scope(this.terms, places, this.size + names.length);
  }

  place(name: string): number | undefined {
    return this.#places.get(name);
  }
}

const SETS = new Set([
  "set",
  "codes",
  "group",
  "scheme",
  "schemesOf",
  "world",
  "range",
  "plus",
  "minus",
  "both",
]);

export function isSetExpression(x: X): x is XSet {
  return SETS.has(x[0]);
}

// ---------------------------------------------------------------------------------------------------------- values

export function compileValue(x: X, scope: Scope): Evaluation {
  const constant = constantOf(x, scope.terms);
  if (constant !== null) return () => constant;
  switch (x[0]) {
    case "today":
      return (env) => ({ kind: "date", day: env.context.day });
    case "here":
      return placeHere;
    case "case":
      return (env) => env.context.case.facts;
    case "var": {
      const place = scope.place(x[1]);
      return place === undefined ? () => UNKNOWN_MISSING : (env) => env.frame[place] ?? UNKNOWN_MISSING;
    }
    case "released": {
      const name = x[1];
      return (env) => env.released?.get(name) ?? UNKNOWN_MISSING;
    }
    case "get": {
      const target = compileValue(x[1], scope);
      const field = x[2];
      return (env) => getField(target(env), field, env);
    }
    case "column": {
      const target = compileValue(x[1], scope);
      const column = x[2];
      return (env) => cellValue(target(env), column, env);
    }
    case "call":
      return compileCall(x, scope, false) as Evaluation;
    case "+":
    case "-":
    case "*":
    case "/": {
      const [operator, a, b] = x;
      const left = compileValue(a, scope);
      const right = compileValue(b, scope);
      return (env) => arithmetic(operator, left(env), right(env));
    }
    case "convert": {
      const inner = compileValue(x[1], scope);
      const factor = parseExact(x[2]) ?? 1;
      const offset = parseExact(x[3]) ?? 0;
      return (env) => convert(inner(env), factor, offset);
    }
    case "sum":
    case "max":
    case "min":
    case "count": {
      const binder = compileBinder(x[1], scope);
      const value = compileValue(x[2], binder.inside);
      const operator = x[0];
      return (env) => aggregate(operator, binder, value, env);
    }
    default: {
      if (isSetExpression(x)) return compileSet(x, scope);
      const test = compileTest(x, scope);
      return (env) => truthValue(test(env));
    }
  }
}

function constantOf(x: X, { vocabulary }: Terms): Value | null {
  switch (x[0]) {
    case "yes":
      return truthValue(YES);
    case "no":
      return truthValue(NO);
    case "number":
      return numberValue(parseExact(x[1]) ?? 0);
    case "money":
      return { kind: "money", amount: parseExact(x[1]) ?? 0, currency: x[2] };
    case "date":
      return { kind: "date", day: x[1] };
    case "text":
      return { kind: "text", text: x[1] };
    case "enum":
      return { kind: "enum", name: x[1], enum: enumOfWord(vocabulary, x[1], x[2]) };
    case "code": {
      const scheme = vocabulary.schemes.get(x[1]);
      return scheme === undefined ? null : codeOf(scheme, x[2]);
    }
    default:
      return null;
  }
}

function compileCall(
  x: Extract<X, readonly ["call", ...unknown[]]>,
  scope: Scope,
  asTest: boolean,
): Evaluation | Test {
  const [, id, receiver, ...args] = x;
  const values = [...(receiver === null ? [] : [receiver]), ...args].map((arg) => compileValue(arg, scope));
  const define = scope.terms.defines.get(id);
  if (define === undefined) return asTest ? () => MISSING : () => UNKNOWN_MISSING;
  const evaluate = (env: Env): Value =>
    callDefine(
      define,
      values.map((value) => value(env)),
      env,
    );
  return asTest ? (env) => truthOfValue(evaluate(env)) : evaluate;
}

// ------------------------------------------------------------------------------------------------------ conditions

/** A condition. When facts are traced, a decided result drops the notes of its parts. */
export function compileTest(x: X, scope: Scope): Test {
  const test = compileBareTest(x, scope);
  return (env) => {
    const { trace } = env.context;
    if (trace === null) return test(env);
    const mark = trace.notes.length;
    const truth = test(env);
    if (truth === YES || truth === NO) trace.drop(mark);
    return truth;
  };
}

function compileBareTest(x: X, scope: Scope): Test {
  switch (x[0]) {
    case "yes":
      return () => YES;
    case "no":
      return () => NO;
    case "and":
    case "or": {
      const [operator, ...operands] = x;
      const tests = operands.map((operand) => compileTest(operand, scope));
      return operator === "and" ? every(tests) : some(tests);
    }
    case "not": {
      const inner = compileTest(x[1], scope);
      return (env) => not(inner(env));
    }
    case "known": {
      const inner = compileTest(x[1], scope);
      return (env) => known(inner(env));
    }
    case "unknown": {
      const inner = compileTest(x[1], scope);
      return (env) => unknownWhether(inner(env));
    }
    case "isUnknown": {
      const inner = compileValue(x[1], scope);
      return (env) => statedUnknown(inner(env));
    }
    case "=":
    case "!=":
    case "<":
    case "<=":
    case ">":
    case ">=": {
      const [operator, a, b] = x;
      const left = compileValue(a, scope);
      const right = compileValue(b, scope);
      const compare: Test = (env) => compareValues(operator, left(env), right(env));
      if (a[0] !== "here" && b[0] !== "here") return compare;
      if (operator !== "=" && operator !== "!=") return compare;
      const other = a[0] === "here" ? right : left;
      return (env) => {
        const states = statesHere(env);
        if (states === null) return compare(env);
        const inside = isIn(other(env), states);
        return operator === "=" ? inside : not(inside);
      };
    }
    case "in": {
      const element = compileValue(x[1], scope);
      const set = compileSet(x[2], scope);
      if (x[1][0] === "here") return (env) => isInNoted(statesHere(env) ?? element(env), set(env), env);
      return (env) => isInNoted(element(env), set(env), env);
    }
    case "meets": {
      const left = compileSet(x[1], scope);
      const right = compileSet(x[2], scope);
      return (env) => meets(left(env), right(env));
    }
    case "classified": {
      const item = compileValue(x[1], scope);
      const set = compileSet(x[2], scope);
      return (env) => classified(item(env), set(env), env);
    }
    case "listedIn": {
      const [, inner, ...lists] = x;
      const subject = compileValue(inner, scope);
      return (env) => listedIn(subject(env), lists, env);
    }
    case "listedBy": {
      const item = compileValue(x[1], scope);
      const country = compileValue(x[2], scope);
      return (env) => listedBy(item(env), country(env), env);
    }
    case "any":
    case "all": {
      const binder = compileBinder(x[1], scope);
      const body = compileTest(x[2], binder.inside);
      return x[0] === "any" ? someBinding(binder, body) : everyBinding(binder, body);
    }
    case "reached": {
      const ground = x[1];
      return (env) => env.context.epoch.grounds.reached(ground, env.context);
    }
    case "required": {
      const [, ...measures] = x;
      return (env) => env.context.epoch.grounds.required(measures, env.context);
    }
    case "entryCondition": {
      const column = x[1];
      const target = column[0] === "column" ? compileValue(column[1], scope) : null;
      if (target === null || column[0] !== "column") return () => MISSING;
      const name = column[2];
      return (env) => entryTruth(target(env), name, env);
    }
    case "unencodable": {
      const id = x[1];
      return (env) => {
        env.context.trace?.add({ kind: "unencodable", id });
        return MISSING;
      };
    }
    case "call":
      return compileCall(x, scope, true) as Test;
    default: {
      const value = compileValue(x, scope);
      return (env) => truthOfValue(value(env));
    }
  }
}

function every(tests: readonly Test[]): Test {
  return (env) => {
    let result: Truth = YES;
    for (const test of tests) {
      result = and(result, test(env));
      if (result === NO) return NO;
    }
    return result;
  };
}

function some(tests: readonly Test[]): Test {
  return (env) => {
    let result: Truth = NO;
    for (const test of tests) {
      result = or(result, test(env));
      if (result === YES) return YES;
    }
    return result;
  };
}

// --------------------------------------------------------------------------------------------------------- binders

export function compileBinder(binder: XBinder, scope: Scope): BinderProgram {
  const names = bindingNames(binder);
  const inside = scope.with(names);
  return {
    source: binder,
    list: compileValue(binder.in, scope),
    place: scope.size,
    entryPlace: binder.entry === undefined ? null : scope.size + 1,
    lists: binder.listedIn ?? null,
    where: binder.where === undefined ? null : compileTest(binder.where, inside),
    inside,
  };
}

function someBinding(binder: BinderProgram, body: Test): Test {
  return (env) => {
    let result: Truth = NO;
    forEachBinding(binder, env, (holds, mark) => {
      const truth = holds === NO ? NO : and(holds, body(env));
      if (truth === NO) env.context.trace?.drop(mark);
      result = or(result, truth);
      return result !== YES;
    });
    return result;
  };
}

function everyBinding(binder: BinderProgram, body: Test): Test {
  return (env) => {
    let result: Truth = YES;
    forEachBinding(binder, env, (holds, mark) => {
      const truth = holds === NO ? YES : or(not(holds), body(env));
      if (truth === YES) env.context.trace?.drop(mark);
      result = and(result, truth);
      return result !== NO;
    });
    return result;
  };
}
