/**
 * Who reads what when a case is put to the law: for a declaration that is changed, everything whose meaning may change with it.
 * What is remembered of all else of an unchanged law holds for the changed one (`Inquiry.again` of the oracle).
 */
import type { Declared, Expr, Field, Item, List, Measure, Program, Scheme } from "../check/tree.ts";
import { itemsByScheme, itemsTouched } from "../dependents/dependents.ts";
import { datedDeclarations, expressionsOf } from "../dependents/parts.ts";
import { walk } from "../normal/walk.ts";
import type { Mutant } from "./mutant.ts";

/** A dated declaration, or a field with its rules. */
type Part = Declared | Field;

export class Readers {
  readonly #program: Program;
  readonly #readers = new Map<Part, Set<Part>>();
  /** who asks whether a stated code of a scheme exists on the day, which hangs on the dates of its entries; null: of any scheme */
  readonly #existence = new Map<Scheme | null, Set<Part>>();
  readonly #items: ReadonlyMap<string, readonly Item[]>;
  readonly #byId: ReadonlyMap<string, Declared>;
  readonly #found = new Map<string, ReadonlySet<object>>();

  constructor(program: Program) {
    this.#program = program;
    const all = datedDeclarations(program);
    this.#items = itemsByScheme(program);
    this.#byId = new Map(all.map(({ declared }) => [declared.id, declared]));
    const pending: Field[] = [];
    const entered = new Set<Field>();
    const reads = (reader: Part, expr: Expr): void => {
      for (const part of this.#readIn(expr, reader)) {
        this.#add(reader, part);
        if (!isField(part) || entered.has(part)) continue;
        entered.add(part);
        pending.push(part);
      }
    };
    for (const dated of all) {
      const { declared } = dated;
      for (const version of dated.chronology.versions)
        for (const expr of expressionsOf(dated, version)) reads(declared, expr);
      if (dated.kind === "measure") {
        const { reach, kind, extends: extended, chronology } = declared as Measure;
        for (const { where } of chronology.versions.flatMap(({ value }) => value.binders))
          if (where !== null) reads(declared, where);
        if (reach !== null) this.#add(declared, reach);
        if (kind === "extraterritorial") for (const ground of extended) this.#add(ground, declared);
      }
    }
    for (let field = pending.pop(); field !== undefined; field = pending.pop())
      for (const rule of [field.formula, field.appliesWhen, field.closedWhen])
        if (rule !== null) reads(field, rule);
  }

  /** What the mutant changes and all that reads it, or something that reads it. */
  of({ of: id, kind }: Pick<Mutant, "of" | "kind">): ReadonlySet<object> {
    const changed = this.#byId.get(id);
    if (changed === undefined) return new Set();
    const isDated = kind === "date" && "scheme" in changed;
    const key = `${isDated} ${id}`;
    const known = this.#found.get(key);
    if (known !== undefined) return known;
    const { scheme } = changed as Item;
    const pending: Part[] = [changed];
    if (isDated) for (const any of [scheme, null]) pending.push(...(this.#existence.get(any) ?? []));
    const found = new Set<Part>();
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (found.has(next)) continue;
      found.add(next);
      pending.push(...(this.#readers.get(next) ?? []));
    }
    this.#found.set(key, found);
    return found;
  }

  #add(reader: Part, read: Part): void {
    enter(this.#readers, read, reader);
  }

  /** What an expression names, whatever the case is. */
  #readIn(expr: Expr, reader: Part): ReadonlySet<Part> {
    const found = new Set<Part>();
    const program = this.#program;
    walk(expr, (part) => {
      switch (part.kind) {
        case "field":
          found.add(part.field);
          break;
        case "call":
          found.add(part.define);
          break;
        case "group":
          found.add(part.group);
          break;
        case "reached":
          found.add(part.reach);
          break;
        case "requiredBy":
          for (const measure of part.measures) found.add(measure);
          break;
        case "here":
          for (const { states } of program.jurisdictions) if (states !== null) found.add(states);
          break;
        case "classified":
          for (const item of itemsTouched(part.codes, this.#items)) found.add(item);
          for (const scheme of schemesIn(part.codes) ?? [null]) enter(this.#existence, scheme, reader);
          break;
        case "listedBy":
          for (const item of program.items) found.add(item);
          enter(this.#existence, null, reader);
          break;
        case "entryCondition":
          for (const define of program.lists.flatMap(conditionsNamed)) found.add(define);
          break;
        default:
      }
    });
    return found;
  }
}

function isField(part: Part): part is Field {
  return "appliesWhen" in part;
}

/** Conditions that entries of a list name. */
function conditionsNamed({ rows }: List): readonly Declared[] {
  return rows.flatMap(({ cells }) =>
    [...cells.values()].flatMap((cell) => (cell.kind === "condition" ? [cell.define] : [])),
  );
}

function enter<K>(map: Map<K, Set<Part>>, key: K, reader: Part): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, new Set([reader]));
  else known.add(reader);
}

/** The schemes of which a set may hold codes; null: every one of them. */
function schemesIn(codes: Expr): ReadonlySet<Scheme> | null {
  const found = new Set<Scheme>();
  let isAny = false;
  const seen = new Set<object>();
  const collect = (set: Expr): void =>
    walk(set, (part) => {
      if (part.kind === "const" && part.value.kind === "code") found.add(part.value.scheme);
      else if (part.kind === "codeRange" || part.kind === "scheme") found.add(part.scheme);
      else if (part.kind === "group") {
        if (seen.has(part.group)) return;
        seen.add(part.group);
        for (const version of part.group.chronology.versions) collect(version.value.value);
      } else if (
        part.kind !== "setLiteral" &&
        part.kind !== "union" &&
        part.kind !== "minus" &&
        part.kind !== "intersect"
      )
        isAny = true;
    });
  collect(codes);
  return isAny ? null : found;
}
