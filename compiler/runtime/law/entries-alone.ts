/**
 * Which entries of control lists ask of the item alone: of its facts, of constants and of other entries of that kind. Their truth is
 * then one for the item, whatever else the case says and whoever asks.
 */
import { schemesIn } from "../expressions/field-questions.ts";
import type { Cell, Input, X, XBinder } from "../format.ts";
import { UNKNOWN_MISSING } from "../values/values.ts";
import type { ItemInfo, Model } from "./model.ts";

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

/**
 * The entries that ask of the item alone. One that rests on others is among them where no entry of the schemes of these asks for
 * more: which of them it comes to, may follow from anything.
 */
export function entriesAlone(model: Model): ReadonlySet<ItemInfo> {
  const schemes = [...model.vocabulary.schemes.values()];
  const needs = new Map<ItemInfo, ReadonlySet<string> | null>();
  for (const scheme of schemes) for (const item of model.items(scheme)) needs.set(item, ofEntry(item, model));
  const whole = new Set(schemes.map(({ id }) => id));
  const isAlone = (item: ItemInfo): boolean => {
    const rests = needs.get(item)!;
    return rests !== null && [...rests].every((id) => whole.has(id));
  };
  // One that rests on a scheme that asks for more asks for more itself.
  for (let size = -1; size !== whole.size; ) {
    size = whole.size;
    for (const scheme of schemes) if (!model.items(scheme).every(isAlone)) whole.delete(scheme.id);
  }
  return new Set([...needs.keys()].filter(isAlone));
}

/** Ids of the schemes that an entry rests on, or null where it asks for more. */
function ofEntry({ rows }: ItemInfo, model: Model): ReadonlySet<string> | null {
  const schemes = new Set<string>();
  for (const { program, row } of rows)
    for (const [id, cell] of Object.entries(row.cells)) {
      const input = program.input(id);
      if (input === undefined) continue;
      for (const own of [ofColumn(input, model), ofCell(cell, model)]) {
        if (own === null) return null;
        for (const one of own) schemes.add(one);
      }
    }
  return schemes;
}

/** Columns are few, and the same in two laws with the same definitions. */
function ofColumn(input: Input, model: Model): ReadonlySet<string> | null {
  const { needs } = model.terms;
  let own = needs.get(input);
  if (own === undefined) {
    own = new Needs(model).of(input.value);
    needs.set(input, own);
  }
  return own;
}

const NOTHING: ReadonlySet<string> = new Set();

function ofCell(cell: Cell, model: Model): ReadonlySet<string> | null {
  const { in: values, meets, classified } = cell;
  if (values === undefined && meets === undefined && classified === undefined) return NOTHING;
  return new Needs(model).ofCell(cell);
}

/** Collects the schemes that a question of an entry rests on. */
class Needs {
  readonly #model: Model;
  readonly #schemes = new Set<string>();
  readonly #seen = new Set<unknown>();
  /** defines that classify by codes which a call of them gives */
  readonly #byGivenCodes = new Set<string>();
  /** the define that is being read */
  #reading: string | null = null;

  constructor(model: Model) {
    this.#model = model;
  }

  /** Ids of the schemes, or null where the value asks for more. */
  of(value: X): ReadonlySet<string> | null {
    return this.#isAlone(value) ? this.#schemes : null;
  }

  /** The same of what a cell asks of a value. */
  ofCell({ in: values, meets, classified }: Cell): ReadonlySet<string> | null {
    const isAlone =
      this.#isAlone(values) &&
      this.#isAlone(meets) &&
      this.#isAlone(classified) &&
      (classified === undefined || this.#classification(classified));
    return isAlone ? this.#schemes : null;
  }

  #isAlone(x: unknown): boolean {
    if (typeof x !== "object" || x === null) return true;
    if (!Array.isArray(x)) return this.#binder(x as XBinder);
    const [head, ...parts] = x as unknown as readonly [string, ...unknown[]];
    if (BEYOND.has(head)) return false;
    if (!parts.every((part) => this.#isAlone(part))) return false;
    if (head === "get") return this.#field(parts[1] as string);
    if (head === "call") return this.#call(parts[0] as string, parts.slice(2) as X[]);
    if (head === "group") return this.#group(parts[0] as string);
    return head !== "classified" || this.#classification(parts[1] as X);
  }

  #binder(binder: XBinder): boolean {
    return binder.listedIn === undefined && this.#isAlone(binder.in) && this.#isAlone(binder.where);
  }

  #classification(set: X): boolean {
    if (set[0] === "var" && this.#reading !== null) {
      this.#byGivenCodes.add(this.#reading);
      return true;
    }
    if (set[0] === "code") {
      this.#schemes.add(set[1]);
      return true;
    }
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

  #call(id: string, given: readonly X[]): boolean {
    if (!this.#define(id)) return false;
    return !this.#byGivenCodes.has(id) || given.every((codes) => this.#classification(codes));
  }

  #define(id: string): boolean {
    const define = this.#model.defines.get(id);
    if (define === undefined) return false;
    if (!this.#enter(define)) return true;
    const outer = this.#reading;
    this.#reading = id;
    const isAlone = define.versions.every(({ value }) => this.#isAlone(value));
    this.#reading = outer;
    return isAlone;
  }

  #group(id: string): boolean {
    const group = this.#model.groups.get(id);
    return (
      group !== undefined &&
      (!this.#enter(group) || group.versions.every(({ value }) => this.#isAlone(value)))
    );
  }
}
