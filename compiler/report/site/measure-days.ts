/** The days on which what a measure asks of a given case may change: its own, and those of everything it refers to. */
import type {
  Chronology,
  Declared,
  Exception,
  Expr,
  IsoDate,
  List,
  Measure,
  Program,
} from "../../check/tree.ts";
import { type Dated, datedDeclarations, everyExpression } from "../../dependents/parts.ts";
import { walk } from "../../normal/walk.ts";

export class MeasureDays {
  readonly #program: Program;
  readonly #dated: ReadonlyMap<string, Dated>;
  readonly #releasing = new Map<string, Exception[]>();
  readonly #known = new Map<string, readonly IsoDate[]>();

  constructor(program: Program) {
    this.#program = program;
    this.#dated = new Map(datedDeclarations(program).map((dated) => [dated.declared.id, dated]));
    for (const exception of program.exceptions) {
      if (exception.proposal !== null) continue;
      const released = exception.chronology.versions.flatMap(({ value }) => value.releases);
      for (const id of new Set(released.map(({ measure }) => measure.id)))
        this.#releasing.set(id, [...(this.#releasing.get(id) ?? []), exception]);
    }
  }

  /** Ascending. */
  of(measure: Measure): readonly IsoDate[] {
    const known = this.#known.get(measure.id);
    if (known !== undefined) return known;
    const days = new Set<IsoDate>();
    // A set grows while it is walked.
    const reached = new Set<Declared>([measure, ...(this.#releasing.get(measure.id) ?? [])]);
    const fields = new Set<object>();
    const visit = (expr: Expr): void =>
      walk(expr, (part) => {
        for (const declared of this.#referred(part)) reached.add(declared);
        for (const list of part.kind === "listedIn" ? part.lists : listsOf(part)) addRows(days, list);
        if (part.kind !== "field" || fields.has(part.field)) return;
        fields.add(part.field);
        for (const inner of [part.field.formula, part.field.appliesWhen, part.field.closedWhen])
          if (inner !== null) visit(inner);
      });
    for (const declared of reached) {
      const dated = this.#dated.get(declared.id);
      if (dated === undefined) continue;
      addDays(days, dated.chronology);
      for (const version of dated.chronology.versions)
        for (const expr of everyExpression(dated, version)) visit(expr);
      if (dated.kind !== "measure") continue;
      const asked = declared as Measure;
      if (asked.reach !== null) reached.add(asked.reach);
      for (const { value } of asked.chronology.versions)
        if (value.review?.kind === "review") reached.add(value.review.review);
    }
    const sorted = [...days].sort();
    this.#known.set(measure.id, sorted);
    return sorted;
  }

  #referred(part: Expr): readonly Declared[] {
    switch (part.kind) {
      case "group":
        return [part.group];
      case "call":
        return [part.define];
      case "reached":
        return [part.reach];
      case "requiredBy":
        return part.measures;
      case "const":
        return part.value.kind === "code" && !part.value.scheme.isCountry
          ? this.#itemsOf(part.value.scheme.id)
          : [];
      case "codeRange":
      case "scheme":
        return this.#itemsOf(part.scheme.id);
      case "listedBy":
      case "schemesOf":
        return this.#program.items;
      default:
        return [];
    }
  }

  /** Which items of a scheme a code lies within is told by all of them. */
  #itemsOf(scheme: string): readonly Declared[] {
    return this.#program.items.filter((item) => item.scheme.id === scheme);
  }
}

function listsOf(part: Expr): readonly List[] {
  return part.kind === "quantifier" || part.kind === "aggregate" ? (part.binder.listedIn ?? []) : [];
}

function addRows(days: Set<IsoDate>, { rows }: List): void {
  for (const { from, until } of rows) for (const day of [from, until]) if (day !== null) days.add(day);
}

function addDays(days: Set<IsoDate>, { versions, statuses }: Chronology<unknown>): void {
  for (const { from } of versions) if (from !== null) days.add(from);
  for (const { from, until } of statuses) for (const day of [from, until]) if (day !== null) days.add(day);
}
