/** Which countries a set holds on a day, as far as set algebra tells: a reader of a dated group wants names, not formulas. */
import { countryCodes } from "../check/countries.ts";
import type { Expr, Group, IsoDate } from "../check/tree.ts";

/**
 * The country codes in a set on a day, or null where more than countries and groups of them is in play, or a part of a
 * country that is named beside the whole.
 */
export function countriesOn(set: Expr, day: IsoDate): ReadonlySet<string> | null {
  switch (set.kind) {
    case "const":
      return set.value.kind === "code" && set.value.scheme.isCountry ? new Set([set.value.code]) : null;
    case "world":
      return new Set(countryCodes);
    case "setLiteral":
      return set.members.reduce<ReadonlySet<string> | null>(
        (all, member) => combined("union", all, countriesOn(member, day)),
        new Set(),
      );
    case "group":
      return groupOn(set.group, day);
    case "union":
    case "minus":
    case "intersect":
      return combined(set.kind, countriesOn(set.left, day), countriesOn(set.right, day));
    default:
      return null;
  }
}

/** Members of a group on a day; null also where a status makes it more than its versions say. */
export function groupOn(group: Group, day: IsoDate): ReadonlySet<string> | null {
  if (group.chronology.statuses.length > 0) return null;
  let members: ReadonlySet<string> | null = new Set();
  for (const { from, value } of group.chronology.versions) {
    if (from !== null && from > day) break;
    const stated = countriesOn(value.value, day);
    const how = ({ set: "set", add: "union", remove: "minus" } as const)[value.operation];
    members = how === "set" ? stated : combined(how, members, stated);
  }
  return members;
}

function combined(
  how: "union" | "minus" | "intersect",
  left: ReadonlySet<string> | null,
  right: ReadonlySet<string> | null,
): ReadonlySet<string> | null {
  if (left === null || right === null || partsMeetWholes(left, right)) return null;
  if (how === "union") return new Set([...left, ...right]);
  return new Set([...left].filter((code) => right.has(code) === (how === "intersect")));
}

/** `UA` beside `UA-43`: what one does to the other is more than a name can say. */
function partsMeetWholes(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  const meets = (parts: ReadonlySet<string>, wholes: ReadonlySet<string>): boolean =>
    [...parts].some((code) => code.includes("-") && wholes.has(code.slice(0, 2)));
  return meets(left, right) || meets(right, left);
}
