/**
 * Which entries of control lists ask of the item alone: of its facts, of constants and of other entries of that kind. Their truth is
 * then one for the item, whatever else the case says and whoever asks.
 */
import { codesIn } from "../expressions/field-questions.ts";
import type { Cell, Input, X, XBinder } from "../format.ts";
import { codeOf, type Scheme } from "../values/codes.ts";
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

/** What a question rests on: by the id of a scheme the codes of it, or null for all of them. */
export type Rests = ReadonlyMap<string, ReadonlySet<string> | null>;

/** Entries to which some codes may lead, and the entries that rest on them. */
interface Ground {
  readonly entries: readonly ItemInfo[];
  readonly resting: ItemInfo[];
}

/** The entries that ask of the item alone. One that rests on others is among them where all that it may come to are. */
export function entriesAlone(model: Model): ReadonlySet<ItemInfo> {
  const alone = new Set<ItemInfo>();
  const others: ItemInfo[] = [];
  const grounds = new Map<string, Ground>();
  for (const scheme of model.vocabulary.schemes.values())
    for (const item of model.items(scheme)) {
      const rests = ofEntry(item, model);
      if (rests === null) others.push(item);
      else alone.add(item);
      for (const [id, codes] of rests ?? []) groundOf(id, codes, grounds, model).resting.push(item);
    }
  const over = new Map<ItemInfo, Ground[]>();
  for (const ground of grounds.values())
    for (const item of ground.entries) {
      const known = over.get(item);
      if (known === undefined) over.set(item, [ground]);
      else known.push(ground);
    }
  // One that rests on an entry that asks for more asks for more itself. The list grows while it is walked.
  for (const item of others)
    for (const { resting } of over.get(item) ?? []) {
      for (const one of resting) if (alone.delete(one)) others.push(one);
      resting.length = 0;
    }
  return alone;
}

function groundOf(
  id: string,
  codes: ReadonlySet<string> | null,
  grounds: Map<string, Ground>,
  model: Model,
): Ground {
  const key = codes === null ? id : JSON.stringify([id, ...[...codes].sort()]);
  let ground = grounds.get(key);
  if (ground === undefined) {
    const scheme = model.vocabulary.schemes.get(id);
    const entries = scheme === undefined ? [] : entriesNear(scheme, codes, model);
    ground = { entries, resting: [] };
    grounds.set(key, ground);
  }
  return ground;
}

function entriesNear(scheme: Scheme, codes: ReadonlySet<string> | null, model: Model): readonly ItemInfo[] {
  if (codes === null) return model.items(scheme);
  return model.itemsNear(
    scheme,
    [...codes].map((text) => codeOf(scheme, text)),
  );
}

/** What an entry rests on, or null where it asks for more. */
function ofEntry({ rows }: ItemInfo, model: Model): Rests | null {
  const rests = new Map<string, ReadonlySet<string> | null>();
  for (const { program, row } of rows)
    for (const [id, cell] of Object.entries(row.cells)) {
      const input = program.input(id);
      if (input === undefined) continue;
      for (const own of [ofColumn(input, model), ofCell(cell, model)]) {
        if (own === null) return null;
        for (const [scheme, codes] of own) addCodes(rests, scheme, codes);
      }
    }
  return rests;
}

function addCodes(
  to: Map<string, ReadonlySet<string> | null>,
  scheme: string,
  codes: ReadonlySet<string> | null,
): void {
  const known = to.get(scheme);
  if (known === undefined || codes === null) to.set(scheme, codes);
  else if (known !== null) to.set(scheme, new Set([...known, ...codes]));
}

/** Columns are few, and the same in two laws with the same definitions. */
function ofColumn(input: Input, model: Model): Rests | null {
  const { needs } = model.terms;
  let own = needs.get(input);
  if (own === undefined) {
    own = new Needs(model).of(input.value);
    needs.set(input, own);
  }
  return own;
}

const NOTHING: Rests = new Map();

function ofCell(cell: Cell, model: Model): Rests | null {
  const { in: values, meets, classified } = cell;
  if (values === undefined && meets === undefined && classified === undefined) return NOTHING;
  return new Needs(model).ofCell(cell);
}

/** Collects the codes that a question of an entry rests on. */
class Needs {
  readonly #model: Model;
  readonly #codes = new Map<string, ReadonlySet<string> | null>();
  readonly #seen = new Set<unknown>();
  /** defines that classify by codes which a call of them gives */
  readonly #byGivenCodes = new Set<string>();
  /** the define that is being read */
  #reading: string | null = null;

  constructor(model: Model) {
    this.#model = model;
  }

  /** The codes, or null where the value asks for more. */
  of(value: X): Rests | null {
    return this.#isAlone(value) ? this.#codes : null;
  }

  /** The same of what a cell asks of a value. */
  ofCell({ in: values, meets, classified }: Cell): Rests | null {
    const isAlone =
      this.#isAlone(values) &&
      this.#isAlone(meets) &&
      this.#isAlone(classified) &&
      (classified === undefined || this.#classification(classified));
    return isAlone ? this.#codes : null;
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
    const tell = (scheme: string, codes: readonly string[] | null): void =>
      addCodes(this.#codes, scheme, codes === null ? null : new Set(codes));
    if (set[0] === "code") {
      tell(set[1], [set[2]]);
      return true;
    }
    return codesIn(set as Parameters<typeof codesIn>[0], this.#model, UNKNOWN_MISSING, tell);
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
