/**
 * Whether the entries of a scheme ask of the item alone: of its facts, of constants and of other entries of that kind. Their truth is then one for the item, whatever else the case says and whoever asks.
 */
import type { Scheme } from "./codes.ts";
import { schemesIn } from "./field-questions.ts";
import type { X, XBinder } from "./format.ts";
import type { Model } from "./model.ts";
import type { TableProgram } from "./table-program.ts";
import { UNKNOWN_MISSING } from "./values.ts";

/** What asks for more than the record it stands over. */
const BEYOND: ReadonlySet<string> = new Set([
  "case",
  "today",
  "here",
  "column",
  "released",
  "listedIn",
  "listedBy",
  "reached",
  "required",
  "entryCondition",
  "schemesOf",
]);

/** The schemes whose entries ask of the item alone. */
export function schemesAlone(model: Model): ReadonlySet<Scheme> {
  const schemes = [...model.vocabulary.schemes.values()];
  const needs = new Map<Scheme, ReadonlySet<string> | null>();
  for (const scheme of schemes) needs.set(scheme, new Needs(model).ofEntries(scheme));
  const alone = new Set(schemes.filter((scheme) => needs.get(scheme) !== null));
  // One that rests on a scheme that asks for more asks for more itself.
  for (let size = -1; size !== alone.size; ) {
    size = alone.size;
    const ids = new Set([...alone].map(({ id }) => id));
    for (const scheme of alone) if (![...needs.get(scheme)!].every((id) => ids.has(id))) alone.delete(scheme);
  }
  return alone;
}

/** Collects the schemes that entries rest on. */
class Needs {
  readonly #model: Model;
  readonly #schemes = new Set<string>();
  readonly #seen = new Set<unknown>();

  constructor(model: Model) {
    this.#model = model;
  }

  /** Ids of the schemes, or null where the entries ask for more. */
  ofEntries(scheme: Scheme): ReadonlySet<string> | null {
    const rows = this.#model.items(scheme).flatMap((item) => item.rows);
    return rows.every(({ program, index }) => this.#row(program, index)) ? this.#schemes : null;
  }

  #row(program: TableProgram, index: number): boolean {
    return program
      .cells(index)
      .every(
        ({ cell, column }) =>
          this.#isAlone(program.table.inputs[column]!.value) &&
          this.#isAlone(cell.in) &&
          this.#isAlone(cell.meets) &&
          this.#isAlone(cell.classified) &&
          (cell.classified === undefined || this.#classification(cell.classified)),
      );
  }

  #isAlone(x: unknown): boolean {
    if (typeof x !== "object" || x === null) return true;
    if (!Array.isArray(x)) return this.#binder(x as XBinder);
    const [head, ...parts] = x as unknown as readonly [string, ...unknown[]];
    if (BEYOND.has(head)) return false;
    if (!parts.every((part) => this.#isAlone(part))) return false;
    if (head === "get") return this.#field(parts[1] as string);
    if (head === "call") return this.#define(parts[0] as string);
    if (head === "group") return this.#group(parts[0] as string);
    return head !== "classified" || this.#classification(parts[1] as X);
  }

  #binder(binder: XBinder): boolean {
    return binder.listedIn === undefined && this.#isAlone(binder.in) && this.#isAlone(binder.where);
  }

  #classification(set: X): boolean {
    return schemesIn(set as Parameters<typeof schemesIn>[0], this.#model, UNKNOWN_MISSING, this.#schemes);
  }

  #enter(what: unknown): boolean {
    if (this.#seen.has(what)) return false;
    this.#seen.add(what);
    return true;
  }

  /** The rules of every field with the name. */
  #field(name: string): boolean {
    if (!this.#enter(`field ${name}`)) return true;
    for (const { fields } of this.#model.vocabulary.records.values()) {
      const field = fields.get(name);
      if (field === undefined) continue;
      const { appliesWhen, closedWhen, formula } = field;
      if (![appliesWhen, closedWhen, formula].every((rule) => this.#isAlone(rule))) return false;
    }
    return true;
  }

  #define(id: string): boolean {
    const define = this.#model.defines.get(id);
    return (
      define !== undefined &&
      (!this.#enter(define) || define.versions.every(({ value }) => this.#isAlone(value)))
    );
  }

  #group(id: string): boolean {
    const group = this.#model.groups.get(id);
    return (
      group !== undefined &&
      (!this.#enter(group) || group.versions.every(({ value }) => this.#isAlone(value)))
    );
  }
}
