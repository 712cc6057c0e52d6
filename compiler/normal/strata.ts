/**
 * The order among measures that ask about each other by `required by` (H10): a measure stands above those it asks about.
 * The checker has made sure there is no cycle.
 */
import type { Expr, Measure, Program } from "../check/tree.ts";
import { walk } from "./walk.ts";

/** The stratum of each measure: 0, or one more than the highest of those it asks about, itself or through a name. */
export function strataOf(program: Program, measures: readonly Measure[]): ReadonlyMap<Measure, number> {
  const asks = new AskedMeasures(program);
  const strata = new Map<Measure, number>();
  const visiting = new Set<Measure>();
  const stratum = (measure: Measure): number => {
    const known = strata.get(measure);
    if (known !== undefined) return known;
    if (visiting.has(measure)) return 0;
    visiting.add(measure);
    let highest = -1;
    for (const asked of asks.of(measure)) highest = Math.max(highest, stratum(asked));
    visiting.delete(measure);
    strata.set(measure, highest + 1);
    return highest + 1;
  };
  for (const measure of measures) stratum(measure);
  return strata;
}

/** Conditions of a measure, in all its versions. */
export function measureExpressions(measure: Measure): readonly Expr[] {
  const found: Expr[] = measure.saves.map((saving) => saving.condition);
  for (const { value } of measure.chronology.versions) {
    for (const binder of value.binders)
      found.push(binder.list, ...(binder.where === null ? [] : [binder.where]));
    for (const clause of [...value.conditions, ...value.exclusions]) found.push(clause.condition);
    for (const outcome of value.outcomes) if (outcome.when !== null) found.push(outcome.when);
  }
  return found;
}

/** Which measures an expression asks about, through calls, grounds, item definitions and conditions of list entries. */
class AskedMeasures {
  readonly #program: Program;
  readonly #memo = new Map<object, ReadonlySet<Measure>>();
  #entryConditions: ReadonlySet<Measure> | null = null;
  #itemDefinitions: ReadonlySet<Measure> | null = null;

  constructor(program: Program) {
    this.#program = program;
  }

  of(measure: Measure): ReadonlySet<Measure> {
    return this.#named(measure, measureExpressions(measure));
  }

  #named(name: object, expressions: readonly Expr[]): ReadonlySet<Measure> {
    const known = this.#memo.get(name);
    if (known !== undefined) return known;
    const found = new Set<Measure>();
    // set before the search: a name met again on the way adds nothing
    this.#memo.set(name, found);
    for (const expr of expressions) this.#collect(expr, found);
    return found;
  }

  #collect(expr: Expr, found: Set<Measure>): void {
    const take = (measures: ReadonlySet<Measure>): void => {
      for (const measure of measures) found.add(measure);
    };
    walk(expr, (part) => {
      if (part.kind === "requiredBy") take(new Set(part.measures));
      else if (part.kind === "call") take(this.#named(part.define, valuesOf(part.define)));
      else if (part.kind === "reached") {
        take(
          this.#named(
            part.reach,
            "kind" in part.reach ? measureExpressions(part.reach) : valuesOf(part.reach),
          ),
        );
      } else if (part.kind === "entryCondition") take(this.#entries());
      else if (part.kind === "classified" || part.kind === "listedBy") take(this.#items());
    });
  }

  #entries(): ReadonlySet<Measure> {
    if (this.#entryConditions !== null) return this.#entryConditions;
    const found = new Set<Measure>();
    this.#entryConditions = found;
    for (const list of this.#program.lists)
      for (const row of list.rows)
        for (const cell of row.cells.values())
          if (cell.kind === "condition")
            for (const measure of this.#named(cell.define, valuesOf(cell.define))) found.add(measure);
    return found;
  }

  #items(): ReadonlySet<Measure> {
    if (this.#itemDefinitions !== null) return this.#itemDefinitions;
    const found = new Set<Measure>();
    this.#itemDefinitions = found;
    for (const item of this.#program.items)
      for (const measure of this.#named(item, valuesOf(item))) found.add(measure);
    return found;
  }
}

function valuesOf(declaration: {
  readonly chronology: {
    readonly versions: readonly { readonly value: { readonly value: Expr; readonly unless: Expr | null } }[];
  };
}): readonly Expr[] {
  return declaration.chronology.versions.flatMap(({ value }) =>
    value.unless === null ? [value.value] : [value.value, value.unless],
  );
}
