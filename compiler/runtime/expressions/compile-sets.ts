/** Compiles set expressions. Sets that depend on the law alone are built once for all epochs with the same groups. */

import { unknownSet } from "../cases/records.ts";
import type { X, XSet } from "../format.ts";
import type { Code } from "../values/codes.ts";
import { codeSet, factSet, intersection, minus, rangeSet, schemeSet, union } from "../values/sets.ts";
import { MISSING, type Unknown } from "../values/truth.ts";
import { type Plain, perhaps, type SetValue, stateOf, type Value, worse } from "../values/values.ts";
import { compileValue, type Evaluation, type Scope } from "./compile.ts";
import type { Env } from "./context.ts";

export type SetEvaluation = (env: Env) => SetValue;

export const EMPTY_SET: SetValue = factSet([]);

export function compileSet(x: XSet, scope: Scope): SetEvaluation {
  const set = compileBareSet(x, scope);
  if (!isFixed(x)) return set;
  let serial = -1;
  let found = EMPTY_SET;
  return (env) => {
    const { epoch } = env.context;
    // mostly it is asked for in the epoch of the last time
    if (epoch.serial !== serial) {
      found = epoch.set(x, env.context, () => set(env));
      serial = epoch.serial;
    }
    return found;
  };
}

/** Whether a set is the same for every case of an epoch. */
export function isFixed(x: XSet | X): boolean {
  switch (x[0]) {
    case "yes":
    case "no":
    case "number":
    case "money":
    case "date":
    case "text":
    case "enum":
    case "code":
    case "codes":
    case "scheme":
    case "world":
    case "range":
    case "group":
      return true;
    case "set": {
      const [, ...members] = x;
      return members.every(isFixed);
    }
    case "plus":
    case "minus":
    case "both":
      return isFixed(x[1]) && isFixed(x[2]);
    default:
      return false;
  }
}

function compileBareSet(x: XSet, scope: Scope): SetEvaluation {
  const { vocabulary } = scope.terms;
  switch (x[0]) {
    case "set": {
      const [, ...members] = x;
      const values = members.map((member) => compileValue(member, scope));
      return (env) => setOf(values.map((value) => value(env)));
    }
    case "codes": {
      const [, id, ...codes] = x;
      const scheme = vocabulary.schemes.get(id);
      const set = scheme === undefined ? unknownSet(MISSING) : codeSet(scheme, codes);
      return () => set;
    }
    case "group": {
      const id = x[1];
      return (env) => env.context.epoch.group(id, env.context);
    }
    case "scheme": {
      const scheme = vocabulary.schemes.get(x[1]);
      const set = scheme === undefined ? unknownSet(MISSING) : schemeSet(scheme);
      return () => set;
    }
    case "world": {
      const set = vocabulary.country === null ? unknownSet(MISSING) : schemeSet(vocabulary.country);
      return () => set;
    }
    case "range": {
      const scheme = vocabulary.schemes.get(x[1]);
      const set = scheme === undefined ? unknownSet(MISSING) : rangeSet(scheme, x[2], x[3]);
      return () => set;
    }
    case "schemesOf":
      return schemesOf(compileValue(x[1], scope));
    case "plus":
    case "minus":
    case "both": {
      const left = compileSet(x[1], scope);
      const right = compileSet(x[2], scope);
      const combine = x[0] === "plus" ? union : x[0] === "minus" ? minus : intersection;
      return (env) => combine(left(env), right(env));
    }
    default: {
      const value = compileValue(x, scope);
      return (env) => asSet(value(env));
    }
  }
}

/** The codes of a state's own schemes; of a state without any, or an unknown one: unknown. */
function schemesOf(country: Evaluation): SetEvaluation {
  return (env) => {
    const value = country(env);
    if (value.kind !== "code") return unknownSet(stateOf(value) ?? MISSING);
    const schemes = env.context.epoch.model.schemesOf(value.text);
    return schemes.length === 0 ? unknownSet(MISSING) : schemes.map(schemeSet).reduce(union);
  };
}

/** A value where a set is expected: itself, or the set of it. */
export function asSet(value: Value): SetValue {
  switch (value.kind) {
    case "set":
      return value;
    case "absent":
      return EMPTY_SET;
    case "unknown":
    case "interval":
      return unknownSet(worse(value.perhapsAbsent, value.state));
    case "perhaps":
      return perhaps(factSet([value.value]), value.state) as SetValue;
    case "list":
    case "record":
    case "entry":
      return unknownSet(MISSING);
    case "code":
      return setOfCode(value);
    default:
      return factSet([value]);
  }
}

/** One object for each code, so that what was derived from it is found again. */
function setOfCode(code: Code): SetValue {
  let set = setsOfCodes.get(code);
  if (set === undefined) {
    set = factSet([code]);
    setsOfCodes.set(code, set);
  }
  return set;
}

const setsOfCodes = new WeakMap<Code, SetValue>();

/** A set of the values of expressions: unknown ones leave it open. */
function setOf(values: readonly Value[]): SetValue {
  const plain: Plain[] = [];
  const others: SetValue[] = [];
  let open: Unknown | null = null;
  for (const value of values) {
    if (value.kind === "set") others.push(value);
    else if (value.kind === "perhaps" || value.kind === "unknown" || value.kind === "interval")
      open = worse(open, stateOf(value));
    else if (value.kind === "truth" && stateOf(value) !== null) open = worse(open, stateOf(value));
    else if (
      value.kind !== "absent" &&
      value.kind !== "list" &&
      value.kind !== "record" &&
      value.kind !== "entry"
    )
      plain.push(value);
  }
  return others.reduce(union, factSet(plain, open));
}
