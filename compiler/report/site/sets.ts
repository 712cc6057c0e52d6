/** Sets of destinations on one day, as far as the law alone tells them. */
import { countryCodes } from "../../check/countries.ts";
import type { Expr, Group, IsoDate } from "../../check/tree.ts";

/** Codes of countries and territories; null: it depends on the transaction, or on what is not recorded. */
export type Places = ReadonlySet<string> | null;

export class Sets {
  readonly #day: IsoDate;
  readonly #groups = new Map<Group, Places>();

  constructor(day: IsoDate) {
    this.#day = day;
  }

  /** Members of a set of countries on the day. */
  placesIn(set: Expr): Places {
    switch (set.kind) {
      case "world":
        return new Set(countryCodes);
      case "const":
        return set.value.kind === "code" && set.value.scheme.isCountry ? new Set([set.value.code]) : null;
      case "setLiteral":
        return set.members.map((member) => this.placesIn(member)).reduce(union, new Set());
      case "group":
        return this.#group(set.group);
      case "union":
        return union(this.placesIn(set.left), this.placesIn(set.right));
      case "minus":
        return combined(this.placesIn(set.left), this.placesIn(set.right), minus);
      case "intersect":
        return combined(this.placesIn(set.left), this.placesIn(set.right), both);
      case "convert":
        return this.placesIn(set.operand);
      default:
        return null;
    }
  }

  /** The destinations for which a condition on the destination holds. */
  placesWhere(condition: Expr): Places {
    switch (condition.kind) {
      case "in":
        return isDestination(condition.element) ? this.placesIn(condition.set) : null;
      case "compare":
        if (!isDestination(condition.left) || (condition.op !== "=" && condition.op !== "!=")) return null;
        return condition.op === "="
          ? this.placesIn(condition.right)
          : combined(new Set(countryCodes), this.placesIn(condition.right), minus);
      case "not":
        return combined(new Set(countryCodes), this.placesWhere(condition.operand), minus);
      case "or":
        return condition.operands.map((operand) => this.placesWhere(operand)).reduce(union, new Set());
      case "and":
        return condition.operands
          .map((operand) => this.placesWhere(operand))
          .reduce((a, b) => combined(a, b, both), new Set(countryCodes));
      default:
        return null;
    }
  }

  #group(group: Group): Places {
    const known = this.#groups.get(group);
    if (known !== undefined) return known;
    this.#groups.set(group, null);
    let found: Places = new Set();
    for (const { from, value } of group.chronology.versions) {
      if (from !== null && from > this.#day) break;
      const places = this.placesIn(value.value);
      found =
        value.operation === "set"
          ? places
          : value.operation === "add"
            ? union(found, places)
            : combined(found, places, minus);
    }
    const result = group.open ? null : found;
    this.#groups.set(group, result);
    return result;
  }
}

function isDestination(expr: Expr): boolean {
  return expr.kind === "field" && expr.of.kind === "transaction" && expr.field.name === "destination";
}

function union(a: Places, b: Places): Places {
  return combined(a, b, (x, y) => new Set([...x, ...y]));
}

function minus(a: ReadonlySet<string>, b: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...a].filter((place) => !b.has(place)));
}

/** What lies in both. */
function both(a: ReadonlySet<string>, b: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...a].filter((place) => b.has(place)));
}

/** What lies in all of them; null where one is not known. */
export function inAll(all: readonly Places[]): Places {
  return all.reduce((a, b) => combined(a, b, both));
}

function combined(
  a: Places,
  b: Places,
  f: (a: ReadonlySet<string>, b: ReadonlySet<string>) => ReadonlySet<string>,
): Places {
  return a === null || b === null ? null : f(a, b);
}
