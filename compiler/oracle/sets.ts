/** Membership and shared members. A set is kept as it is written; nothing is enumerated that need not be. */
import { type CodeRelation, relateToRange } from "../check/codes.ts";
import type { Type } from "../check/tree.ts";
import { relation } from "./codes.ts";
import { compare } from "./compare.ts";
import { and, anyOf, either, not, or, strongest, type Truth, truth, type Unknown } from "./truth.ts";
import { EMPTY_SET, members, type SetValue, unknownSet, type Value } from "./values.ts";

/** A value where a set is expected is the set of it. */
export function asSet(value: Value): SetValue {
  if (value.kind === "set") return value;
  if (value.kind === "notApplicable") return EMPTY_SET;
  if (value.kind === "maybe" && value.value.kind === "set") {
    // Either the set or none: its members are in doubt, what is no member stays out.
    return { kind: "set", is: "intersect", left: value.value, right: unknownSet(value.unknown) };
  }
  return members([value]);
}

/** `x in S`; `type` is that of `x`. */
export function isIn(x: Value, set: SetValue, type: Type): Truth {
  if (x.kind === "maybe") return either(isIn(x.value, set, type), "no", x.unknown);
  if (x.kind === "notApplicable") return "no";
  if (x.kind === "unknown") return strongest(x.unknown, unnamedPart(set)) ?? "missing";
  switch (set.is) {
    case "union":
      return or(isIn(x, set.left, type), isIn(x, set.right, type));
    case "minus":
      return and(isIn(x, set.left, type), not(isIn(x, set.right, type)));
    case "intersect":
      return and(isIn(x, set.left, type), isIn(x, set.right, type));
    case "members":
      return isAmong(x, set.members, type, set.open ?? "no");
    case "range": {
      if (x.kind !== "code" || x.scheme.id !== set.scheme.id) return "no";
      return placed(relateToRange(set.scheme, x.code, set.low, set.high));
    }
    case "scheme":
      return truth(x.kind === "code" && x.scheme.id === set.scheme.id);
  }
}

/** `or` over the members, and whether there may be others. */
function isAmong(x: Value, known: readonly Value[], type: Type, open: Truth): Truth {
  return or(isAmongNamed(x, known, type), open);
}

/** By the members as they stand in one set, and by what was asked about. */
const asked = new WeakMap<readonly Value[], Map<string, Truth>>();

/** Remembered for plain values: many rules ask about the same few in the same few sets. */
function isAmongNamed(x: Value, known: readonly Value[], type: Type): Truth {
  const plain = x.kind === "code" ? `${x.scheme.id} ${x.code}` : x.kind === "enum" ? x.value : null;
  if (plain === null) return isAmongAnew(x, known, type);
  let answers = asked.get(known);
  if (answers === undefined) {
    answers = new Map();
    asked.set(known, answers);
  }
  let found = answers.get(plain);
  if (found === undefined) {
    found = isAmongAnew(x, known, type);
    answers.set(plain, found);
  }
  return found;
}

function isAmongAnew(x: Value, known: readonly Value[], type: Type): Truth {
  let found: Truth = "no";
  for (const member of known) {
    if (found === "yes") break;
    found = or(found, isAtOrBelow(x, member, type));
  }
  return found;
}

/** A code above a member may be one of those below it. */
function placed(relation: CodeRelation): Truth {
  if (relation === "in") return "yes";
  return relation === "above" ? "missing" : "no";
}

/** Whether a value is the member or, for codes, lies below it; a code above it may be either. */
function isAtOrBelow(x: Value, member: Value, type: Type): Truth {
  if (x.kind === "code" && member.kind === "code") {
    if (x.scheme.id !== member.scheme.id) return "no";
    return placed(relation(x.scheme, x.code, member.code));
  }
  return compare("=", x, member, type);
}

/** Why a set may have members that it does not name, or null. */
export function unnamedPart(set: SetValue): Unknown | null {
  switch (set.is) {
    case "members":
      return set.members.reduce<Unknown | null>(
        (reason, member) => (member.kind === "unknown" ? strongest(reason, member.unknown) : reason),
        set.open,
      );
    case "range":
    case "scheme":
      return null;
    case "union":
      return strongest(unnamedPart(set.left), unnamedPart(set.right));
    case "minus":
      return unnamedPart(set.left);
    case "intersect": {
      const [left, right] = [unnamedPart(set.left), unnamedPart(set.right)];
      return left === null || right === null ? null : strongest(left, right);
    }
  }
}

/** The values that can be members of a set, where it names them all; else null. */
function allNamed(set: SetValue): readonly Value[] | null {
  switch (set.is) {
    case "members":
      return unnamedPart(set) === null ? set.members : null;
    case "union": {
      const left = allNamed(set.left);
      const right = allNamed(set.right);
      return left === null || right === null ? null : [...left, ...right];
    }
    case "minus":
      return allNamed(set.left);
    case "intersect":
      return allNamed(set.left) ?? allNamed(set.right);
    default:
      return null;
  }
}

/** `S meets T`: whether a member of the closed set on one side is in the other. */
export function meets(left: SetValue, right: SetValue, type: Type): Truth {
  const shared = (named: readonly Value[]): Truth =>
    anyOf(named.map((member) => and(isIn(member, left, type), isIn(member, right, type))));
  const named = allNamed(left) ?? allNamed(right);
  if (named !== null) return shared(named);
  // Neither names all: what is named on the left may be shared, and so may what is named on neither side.
  const further = strongest(unnamedPart(left), unnamedPart(right)) ?? "missing";
  return or(left.is === "members" ? shared(left.members) : "no", further);
}
