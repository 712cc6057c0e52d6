/** Who rests on what: the measures that a change of a declaration may reach, and the days on which they change. */
import { relateToCode } from "../check/codes.ts";
import type { Declared, Expr, IsoDate, Item, Jurisdiction, Measure, Program, Scheme } from "../check/tree.ts";
import { some, walk } from "../normal/walk.ts";
import { type Dated, datedDeclarations, everyExpression } from "./parts.ts";
import { daysTogether, type Turns, turnsOf } from "./turns.ts";

export class Dependents {
  readonly #program: Program;
  readonly #needs: ReadonlyMap<string, ReadonlySet<string>>;
  /** of measures: what their own conditions need, without ground, reviews and exceptions */
  readonly #asked: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #dated: ReadonlyMap<string, Dated>;
  readonly #closures = new Map<string, ReadonlySet<string>>();
  readonly #turns = new Map<Dated, Turns>();
  readonly #days = new Map<string, readonly IsoDate[]>();

  constructor(program: Program) {
    this.#program = program;
    const all = datedDeclarations(program);
    this.#dated = new Map(all.map((dated) => [dated.declared.id, dated]));
    const items = itemsByScheme(program);
    this.#asked = new Map(all.map((dated) => [dated.declared.id, askedBy(dated, program, items)]));
    this.#needs = new Map(
      all.map(({ kind, declared }) => {
        const asked = this.#asked.get(declared.id)!;
        const more = kind === "measure" ? measureNeeds(declared as Measure, program) : [];
        return [declared.id, new Set([...asked, ...more.map(({ id }) => id)])];
      }),
    );
  }

  /** The measures whose requirements the declaration may decide, in the order of ids. */
  measuresOn(id: string): readonly Measure[] {
    return this.#program.measures.filter(
      (measure) =>
        measure.proposal === null && measure.kind !== "extraterritorial" && this.#closure(measure.id).has(id),
    );
  }

  /** Those of which the declaration may decide an answer: by a measure, or by the ground that is their own. */
  jurisdictionsOn(id: string): readonly Jurisdiction[] {
    const owners = new Set(this.measuresOn(id).map(({ jurisdiction }) => jurisdiction));
    return this.#program.jurisdictions.filter(
      (one) => owners.has(one) || (one.reach !== null && this.#closure(one.reach.id).has(id)),
    );
  }

  /** How many declarations the measure rests on. */
  weightOf(id: string): number {
    return this.#closure(id).size;
  }

  /** The days on which the measure, or anything it rests on, changes, or begins to compare otherwise with a day that it names. */
  daysOf(id: string): readonly IsoDate[] {
    const known = this.#days.get(id);
    if (known !== undefined) return known;
    const dated = [...this.#closure(id)]
      .map((need) => this.#dated.get(need))
      .filter((one) => one !== undefined);
    const days = daysTogether(dated.map((one) => this.#turnsOf(one)));
    this.#days.set(id, days);
    return days;
  }

  #turnsOf(dated: Dated): Turns {
    const known = this.#turns.get(dated) ?? turnsOf(dated);
    this.#turns.set(dated, known);
    return known;
  }

  /** Whether acts before the day may be answered by the law of that day or a later one, as a saving has it. */
  isReadAhead(id: string, day: IsoDate): boolean {
    return this.#program.measures.some(
      (measure) => this.#closure(id).has(measure.id) && measure.saves.some(({ asOf }) => asOf >= day),
    );
  }

  /** Whether the measure, or anything it rests on, was left unenforced: practice then answers apart from the text. */
  hasPractice(id: string): boolean {
    return [...this.#closure(id)].some((need) =>
      this.#dated.get(need)?.chronology.statuses.some(({ word }) => word === "unenforced"),
    );
  }

  /** The program with this measure and what it rests on, and without other measures, exceptions and items. */
  alone(program: Program, id: string): Program {
    return this.together(program, [id]);
  }

  /** The same with several measures. */
  together(program: Program, ids: readonly string[]): Program {
    const kept = new Set(ids.flatMap((id) => [...this.#closure(id)]));
    return {
      ...measuresOf(program, kept),
      items: program.items.filter((item) => kept.has(item.id)),
    };
  }

  /** The same with all measures that rest on any of the declarations, and with all items: by them a stated code is known as one. */
  restingOn(program: Program, declarations: ReadonlySet<string>): Program {
    const resting = program.measures.filter(({ id }) =>
      [...this.#closure(id)].some((need) => declarations.has(need)),
    );
    return measuresOf(program, new Set(resting.flatMap(({ id }) => [...this.#closure(id)])));
  }

  /**
   * The program with what the declaration rests on, and without measures, exceptions, other items and scenarios; null where
   * it rests on measures.
   */
  around(program: Program, id: string): Program | null {
    return this.#without(program, this.#closure(id));
  }

  #without(program: Program, kept: ReadonlySet<string>): Program | null {
    if (program.measures.some((measure) => kept.has(measure.id))) return null;
    return {
      ...program,
      measures: [],
      exceptions: [],
      items: program.items.filter((item) => kept.has(item.id)),
      scenarios: [],
    };
  }

  /** The same with what the conditions of a declaration rest on: of a measure, too, which a condition by itself does not need. */
  aroundConditions(program: Program, id: string): Program | null {
    const kept = new Set([...(this.#asked.get(id) ?? [])].flatMap((need) => [...this.#closure(need)]));
    return this.#without(program, kept);
  }

  #closure(id: string): ReadonlySet<string> {
    const known = this.#closures.get(id);
    if (known !== undefined) return known;
    const found = new Set([id]);
    const pending = [id];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      for (const need of this.#needs.get(next) ?? []) {
        if (found.has(need)) continue;
        found.add(need);
        pending.push(need);
      }
    }
    this.#closures.set(id, found);
    return found;
  }
}

/** Measures and exceptions that are kept, and all that can extend the reach of law. */
function measuresOf(program: Program, kept: ReadonlySet<string>): Program {
  return {
    ...program,
    measures: program.measures.filter(
      (measure) => measure.kind === "extraterritorial" || kept.has(measure.id),
    ),
    exceptions: program.exceptions.filter((exception) => kept.has(exception.id)),
    scenarios: [],
  };
}

export function itemsByScheme(program: Program): ReadonlyMap<string, readonly Item[]> {
  const found = new Map<string, Item[]>();
  for (const item of program.items) found.set(item.scheme.id, [...(found.get(item.scheme.id) ?? []), item]);
  return found;
}

function askedBy(
  dated: Dated,
  program: Program,
  items: ReadonlyMap<string, readonly Item[]>,
): ReadonlySet<string> {
  const needs = new Set<string>();
  const need = (declared: Declared): void => {
    needs.add(declared.id);
  };
  for (const version of dated.chronology.versions) {
    for (const expr of everyExpression(dated, version)) {
      if (expr.kind === "call") need(expr.define);
      else if (expr.kind === "group") need(expr.group);
      else if (expr.kind === "reached") need(expr.reach);
      // asked of a union, the state is each of its states
      else if (expr.kind === "here") statesIn(program).forEach(need);
      else if (expr.kind === "requiredBy") expr.measures.forEach(need);
      else if (expr.kind === "classified") itemsTouched(expr.codes, items).forEach(need);
      else if (expr.kind === "listedBy") program.items.forEach(need);
      else if (expr.kind === "entryCondition") program.defines.forEach(need);
      else if (expr.kind === "field") fieldNeeds(expr).forEach(need);
    }
  }
  return needs;
}

function statesIn({ jurisdictions }: Program): readonly Declared[] {
  return jurisdictions.map(({ states }) => states).filter((states) => states !== null);
}

/** What the rules of a fact rest on: when it applies, and its formula. */
function fieldNeeds(expr: Extract<Expr, { kind: "field" }>): readonly Declared[] {
  const found: Declared[] = [];
  for (const rule of [expr.field.appliesWhen, expr.field.formula, expr.field.closedWhen]) {
    if (rule === null) continue;
    walk(rule, (part) => {
      if (part.kind === "call") found.push(part.define);
      if (part.kind === "group") found.push(part.group);
    });
  }
  return found;
}

/** The ground, what extends it, the review grids, and the exceptions that lift it. */
function measureNeeds(measure: Measure, program: Program): readonly Declared[] {
  const grids = measure.chronology.versions.flatMap(({ value: { review } }) =>
    review?.kind === "review" ? [review.review] : [],
  );
  const ground = measure.reach;
  const extending = program.measures.filter(
    (other) => other.kind === "extraterritorial" && other.extends.some((reach) => reach.id === ground?.id),
  );
  const lifting = program.exceptions.filter((exception) =>
    exception.chronology.versions.some(({ value }) =>
      value.releases.some((release) => release.measure.id === measure.id),
    ),
  );
  return [...grids, ...(ground === null ? [] : [ground]), ...extending, ...lifting];
}

/** The entries at, above or below a code of the set; where the set is not written out, all of the schemes it may hold. */
export function itemsTouched(codes: Expr, items: ReadonlyMap<string, readonly Item[]>): readonly Item[] {
  const ofScheme = (scheme: Scheme): readonly Item[] => items.get(scheme.id) ?? [];
  if (
    some(
      codes,
      ({ kind }) => kind === "schemesOf" || kind === "field" || kind === "column" || kind === "call",
    )
  )
    return [...items.values()].flat();
  const found = new Set<Item>();
  const collect = (set: Expr, seen: ReadonlySet<string>): void =>
    walk(set, (part) => {
      if (part.kind === "const" && part.value.kind === "code") {
        const { scheme, code } = part.value;
        for (const item of ofScheme(scheme)) {
          const apart =
            relateToCode(scheme, item.code, code) === "out" &&
            relateToCode(scheme, code, item.code) === "out";
          if (!apart) found.add(item);
        }
      } else if (part.kind === "codeRange" || part.kind === "scheme")
        for (const item of ofScheme(part.scheme)) found.add(item);
      else if (part.kind === "group" && !seen.has(part.group.id)) {
        const within = new Set([...seen, part.group.id]);
        for (const version of part.group.chronology.versions) collect(version.value.value, within);
      }
    });
  collect(codes, new Set());
  return [...found];
}
