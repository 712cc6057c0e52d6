/**
 * Sets that depend on the law alone, one object on all days on which the groups in them are the same: what was derived from it, as
 * which items lie in it, is found again.
 */
import type { X, XSet } from "../format.ts";
import type { SetValue } from "../values/values.ts";

/** A set made of groups, by these groups in turn. */
interface Made {
  set: SetValue | null;
  readonly by: WeakMap<SetValue, Made>;
}

export class KeptSets {
  readonly #made = new Map<XSet, Made>();

  /** `groups`: what the groups in the set are now, in the order of `groupsIn`. */
  of(x: XSet, groups: readonly SetValue[], build: () => SetValue): SetValue {
    let made: Made = this.#made.get(x) ?? nothingMade();
    this.#made.set(x, made);
    for (const group of groups) {
      const next: Made = made.by.get(group) ?? nothingMade();
      made.by.set(group, next);
      made = next;
    }
    made.set ??= build();
    return made.set;
  }
}

function nothingMade(): Made {
  return { set: null, by: new WeakMap() };
}

/** Ids of the groups that a set which is the same for every case is made of; a set without any is the same on every day. */
export function groupsIn(x: XSet | X): readonly string[] {
  switch (x[0]) {
    case "group":
      return [x[1]];
    case "set": {
      const [, ...members] = x;
      return members.flatMap(groupsIn);
    }
    case "plus":
    case "minus":
    case "both":
      return [...groupsIn(x[1]), ...groupsIn(x[2])];
    default:
      return [];
  }
}
