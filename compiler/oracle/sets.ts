/** Membership and shared members. A set is kept as it is written; nothing is enumerated that need not be. */
import { relateToCode, relateToRange } from "../check/codes.ts";
import type { Type } from "../check/tree.ts";
import { compare, unknownIn } from "./compare.ts";
import { and, either, not, or, type Truth, truth } from "./truth.ts";
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
  switch (set.is) {
    case "union":
      return or(isIn(x, set.left, type), isIn(x, set.right, type));
    case "minus":
      return and(isIn(x, set.left, type), not(isIn(x, set.right, type)));
    case "intersect":
      return and(isIn(x, set.left, type), isIn(x, set.right, type));
    case "members":
      return or(...set.members.map((member) => isAtOrBelow(x, member, type)), set.open ?? "no");
    case "range": {
      if (x.kind !== "code") return unknownIn(x) ?? "no";
      if (x.scheme.id !== set.scheme.id) return "no";
      const relation = relateToRange(set.scheme, x.code, set.low, set.high);
      return relation === "in" ? "yes" : relation === "above" ? "missing" : "no";
    }
    case "scheme":
      return x.kind === "code" ? truth(x.scheme.id === set.scheme.id) : (unknownIn(x) ?? "no");
  }
}

/** Whether a value is the member or, for codes, lies below it; a code above it may be either. */
function isAtOrBelow(x: Value, member: Value, type: Type): Truth {
  if (x.kind === "code" && member.kind === "code") {
    if (x.scheme.id !== member.scheme.id) return "no";
    const relation = relateToCode(x.scheme, x.code, member.code);
    return relation === "in" ? "yes" : relation === "above" ? "missing" : "no";
  }
  return compare("=", x, member, type);
}

/** The members of a set that names all of them, or null. */
function allMembers(set: SetValue): readonly Value[] | null {
  if (set.is === "members") return set.open === null ? set.members : null;
  if (set.is !== "union") return null;
  const left = allMembers(set.left);
  const right = allMembers(set.right);
  return left === null || right === null ? null : [...left, ...right];
}

/** `S meets T`: whether a member of the closed set on one side is in the other. */
export function meets(left: SetValue, right: SetValue, type: Type): Truth {
  const lefts = allMembers(left);
  if (lefts !== null) return or(...lefts.map((member) => isIn(member, right, type)));
  const rights = allMembers(right);
  if (rights !== null) return or(...rights.map((member) => isIn(member, left, type)));
  if (left.is === "members") {
    return or(...left.members.map((member) => isIn(member, right, type)), left.open ?? "no");
  }
  return "missing";
}
