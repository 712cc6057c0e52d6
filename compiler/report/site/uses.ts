/** Who names what: the measures that name an item, and those that use a group, a term or a list. */
import { levelsOf } from "../../check/codes.ts";
import type { Declared, Expr, Item, Measure, Program, Scheme } from "../../check/tree.ts";
import { expressionsOf } from "../../dependents/parts.ts";
import { mapChildren, walk } from "../../normal/walk.ts";
import { compare } from "../order.ts";

/** Codes that expressions name, by scheme. */
export type NamedCodes = ReadonlyMap<Scheme, ReadonlySet<string>>;

export class Uses {
  readonly #namedIn = new Map<string, Measure[]>();
  readonly #namedBelow = new Map<string, Measure[]>();
  readonly #users = new Map<string, Measure[]>();
  readonly #codes = new WeakMap<object, NamedCodes>();

  constructor(program: Program) {
    const law = program.measures.filter((measure) => measure.proposal === null);
    for (const measure of [...law].sort((a, b) => compare(a.id, b.id))) {
      for (const { id } of this.usedBy(measure)) push(this.#users, id, measure);
      const codes = this.codesOf(measure);
      for (const [scheme, all] of codes) for (const code of all) this.#name(measure, scheme, code);
    }
  }

  /** Measures that name the item, something it lies within, or something within it; by id. */
  measuresNaming(item: Item): readonly Measure[] {
    const levels = levelsOf(item.scheme, item.code);
    const found = new Set<Measure>();
    for (let n = 1; n <= levels.length; n++)
      for (const measure of this.#namedIn.get(pathKey(item.scheme, levels.slice(0, n))) ?? [])
        found.add(measure);
    for (const measure of this.#namedBelow.get(pathKey(item.scheme, levels)) ?? []) found.add(measure);
    return [...found].sort((a, b) => compare(a.id, b.id));
  }

  /** Measures in which a group, a term, a list or a ground of reach is named; by id. */
  measuresUsing(id: string): readonly Measure[] {
    return this.#users.get(id) ?? [];
  }

  /** What a measure names in its own text, by id. */
  usedBy(measure: Measure): readonly Declared[] {
    const found = new Map<string, Declared>();
    const add = (declared: Declared): void => {
      if (declared.id !== measure.id) found.set(declared.id, declared);
    };
    for (const expr of textOf(measure)) walk(expr, (part) => referred(part).forEach(add));
    for (const { value } of measure.chronology.versions)
      if (value.review?.kind === "review") add(value.review.review);
    return [...found.values()].sort((a, b) => compare(a.id, b.id));
  }

  /** Codes of items that a measure names to catch them, through groups and terms too. */
  codesOf(measure: Measure): NamedCodes {
    const found = new Map<Scheme, Set<string>>();
    for (const version of measure.chronology.versions) {
      const { conditions, outcomes } = version.value;
      const items = conditions.filter(({ clause }) => clause === "items");
      const catching = items.length > 0 ? items : conditions;
      for (const { condition } of catching) this.#collect(condition, found);
      if (items.length === 0) for (const { when } of outcomes) if (when !== null) this.#collect(when, found);
    }
    return found;
  }

  #collect(expr: Expr, found: Map<Scheme, Set<string>>): void {
    for (const [scheme, codes] of this.#codesIn(expr)) {
      const known = found.get(scheme) ?? new Set();
      for (const code of codes) known.add(code);
      found.set(scheme, known);
    }
  }

  /** Sets are read once, however many measures share them. What is taken off a set is not named. */
  #codesIn(expr: Expr): NamedCodes {
    const known = this.#codes.get(expr);
    if (known !== undefined) return known;
    const found = new Map<Scheme, Set<string>>();
    this.#codes.set(expr, found);
    const visit = (part: Expr): void => {
      switch (part.kind) {
        case "const":
          if (part.value.kind === "code" && !part.value.scheme.isCountry)
            add(found, part.value.scheme, part.value.code);
          return;
        case "codeRange":
          add(found, part.scheme, part.low);
          add(found, part.scheme, part.high);
          return;
        case "minus":
          visit(part.left);
          return;
        case "not":
          return;
        case "limbs":
          if (part.quantifier !== "no") for (const limb of part.limbs) visit(limb.condition);
          return;
        case "group":
          for (const { value } of part.group.chronology.versions) this.#collect(value.value, found);
          return;
        case "call":
          for (const { value } of part.define.chronology.versions) this.#collect(value.value, found);
          return;
        default:
          for (const child of childrenOf(part)) visit(child);
      }
    };
    visit(expr);
    return found;
  }

  #name(measure: Measure, scheme: Scheme, code: string): void {
    const levels = levelsOf(scheme, code);
    push(this.#namedIn, pathKey(scheme, levels), measure);
    for (let n = 1; n < levels.length; n++)
      push(this.#namedBelow, pathKey(scheme, levels.slice(0, n)), measure);
  }
}

/** The expressions of all versions; what is common to them is one object. */
function textOf(measure: Measure): ReadonlySet<Expr> {
  const dated = { kind: "measure", declared: measure, chronology: measure.chronology } as const;
  return new Set(measure.chronology.versions.flatMap((version) => expressionsOf(dated, version)));
}

function referred(part: Expr): readonly Declared[] {
  switch (part.kind) {
    case "call":
      return [part.define];
    case "group":
      return [part.group];
    case "listedIn":
      return part.lists;
    case "reached":
      return [part.reach];
    case "requiredBy":
      return part.measures;
    case "unencodable":
      return [part.declaration];
    case "quantifier":
      return part.binder.listedIn ?? [];
    default:
      return [];
  }
}

/** The operands of an expression, one level down. */
function childrenOf(expr: Expr): readonly Expr[] {
  const found: Expr[] = [];
  mapChildren(expr, (child) => {
    found.push(child);
    return child;
  });
  return found;
}

function pathKey(scheme: Scheme, levels: readonly string[]): string {
  return JSON.stringify([scheme.id, ...levels]);
}

function add(found: Map<Scheme, Set<string>>, scheme: Scheme, code: string): void {
  const known = found.get(scheme);
  if (known === undefined) found.set(scheme, new Set([code]));
  else known.add(code);
}

function push(map: Map<string, Measure[]>, key: string, measure: Measure): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [measure]);
  else if (known.at(-1) !== measure) known.push(measure);
}
