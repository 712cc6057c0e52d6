/**
 * Which facts a condition rests on, also through all that it names: defines, formulas, items, grounds, measures. Where
 * the law asks `known that` of a condition, these are the facts that a completion may state as unknown (section 5).
 */
import type {
  Chronology,
  Expr,
  Field,
  Guarded,
  Jurisdiction,
  Measure,
  Program,
  Reach,
  Scheme,
} from "../check/tree.ts";
import { inside, ofBinder } from "./walk.ts";

/** Adds the ids of the fields that a condition reads, whenever what it names is in force. */
export function addFieldsRead(expr: Expr, program: Program, found: Set<string>): void {
  new FieldsRead(program, found).of(expr);
}

class FieldsRead {
  readonly #program: Program;
  readonly #found: Set<string>;
  readonly #seen = new Set<object>();

  constructor(program: Program, found: Set<string>) {
    this.#program = program;
    this.#found = found;
  }

  of(expr: Expr): void {
    for (const part of inside(expr)) this.#part(part);
  }

  #part(part: Expr): void {
    switch (part.kind) {
      case "field":
        this.#field(part.field);
        return;
      case "call":
        this.#guarded(part.define);
        return;
      case "classified":
        this.#items(part.item, schemesIn(part.codes, this.#program));
        return;
      case "listedBy": {
        const listedIn = fieldOf(part.item, "listed_in");
        if (listedIn !== undefined) this.#field(listedIn);
        const schemes = ownSchemes(part.country, this.#program);
        if (schemes.length > 0) this.#items(part.item, schemes);
        return;
      }
      case "reached":
        this.#ground(part.reach);
        return;
      case "requiredBy":
        for (const measure of part.measures) this.#measure(measure);
        return;
      case "entryCondition":
        if (part.column.kind === "column") this.#entryConditions(part.column.column);
        return;
      default:
    }
  }

  /** Whether something is met for the first time. */
  #enter(what: object): boolean {
    if (this.#seen.has(what)) return false;
    this.#seen.add(what);
    return true;
  }

  #field(field: Field): void {
    this.#found.add(field.id);
    if (!this.#enter(field)) return;
    for (const more of [field.formula, field.appliesWhen, field.closedWhen]) if (more !== null) this.of(more);
  }

  #guarded(declared: { readonly chronology: Chronology<Guarded> }): void {
    if (!this.#enter(declared)) return;
    for (const { value } of declared.chronology.versions) {
      this.of(value.value);
      if (value.unless !== null) this.of(value.unless);
    }
  }

  #items(item: Expr, schemes: readonly Scheme[] | null): void {
    const codes = fieldOf(item, "codes");
    if (codes !== undefined) this.#field(codes);
    for (const declared of this.#program.items) {
      if (schemes === null || schemes.some(({ id }) => id === declared.scheme.id)) this.#guarded(declared);
    }
  }

  #ground(ground: Reach | Measure): void {
    if ("kind" in ground) {
      this.#measure(ground);
      return;
    }
    if (this.#seen.has(ground)) return;
    this.#guarded(ground);
    for (const measure of this.#program.measures) {
      if (measure.proposal === null && measure.extends.some(({ id }) => id === ground.id))
        this.#measure(measure);
    }
  }

  /** All on which it rests whether a measure arises: nothing of its exceptions, reviews and routes. */
  #measure(measure: Measure): void {
    if (!this.#enter(measure)) return;
    if (measure.kind !== "extraterritorial" && measure.reach !== null) this.#ground(measure.reach);
    for (const { condition } of measure.saves) this.of(condition);
    for (const { value: body } of measure.chronology.versions) {
      for (const expr of body.binders.flatMap(ofBinder)) this.of(expr);
      for (const { condition } of [...body.conditions, ...body.exclusions]) this.of(condition);
      for (const { when } of body.outcomes) if (when !== null) this.of(when);
    }
  }

  /** The conditions that entries of any list name in a column. */
  #entryConditions(column: string): void {
    for (const list of this.#program.lists) {
      for (const { cells } of list.rows) {
        const cell = cells.get(column);
        if (cell?.kind === "condition") this.#guarded(cell.define);
      }
    }
  }
}

function fieldOf(record: Expr, name: string): Field | undefined {
  return record.type.kind === "record" ? record.type.record.fields.get(name) : undefined;
}

/** The schemes of the state that an expression stands for; of a state that depends on the case or the question: of any. */
function ownSchemes(country: Expr, { jurisdictions }: Program): readonly Scheme[] {
  const isMeant = ({ name }: Jurisdiction): boolean =>
    country.kind !== "const" || (country.value.kind === "code" && country.value.code === name);
  return jurisdictions.filter(isMeant).flatMap(({ schemes }) => schemes);
}

/** The schemes that a set of codes touches (H9); null where they depend on the case. */
function schemesIn(codes: Expr, program: Program): readonly Scheme[] | null {
  switch (codes.kind) {
    case "const":
      return codes.value.kind === "code" ? [codes.value.scheme] : null;
    case "scheme":
    case "codeRange":
      return [codes.scheme];
    case "schemesOf":
      return ownSchemes(codes.country, program);
    case "setLiteral":
      return ofAll(codes.members, program);
    case "group":
      return ofAll(
        codes.group.chronology.versions.map(({ value }) => value.value),
        program,
      );
    case "union":
    case "intersect":
      return ofAll([codes.left, codes.right], program);
    case "minus":
      return schemesIn(codes.left, program);
    default:
      return null;
  }
}

function ofAll(parts: readonly Expr[], program: Program): readonly Scheme[] | null {
  const schemes: Scheme[] = [];
  for (const part of parts) {
    const own = schemesIn(part, program);
    if (own === null) return null;
    schemes.push(...own);
  }
  return schemes;
}
