/**
 * A law cut by moments: what each declaration says at one. Two laws can differ in their answers only where some
 * declaration that a rule rests on says something else, so everything else is left alone.
 */

import type { Point } from "../analysis/index.ts";
import type { IsoDate } from "../check/tree.ts";
import type { Rectangle } from "../normal/timeline.ts";
import type { Said, Structure } from "./structure.ts";

export type Slice = ReadonlyMap<string, Structure>;

/** What a declaration says within a rectangle; several parts of one declaration count together. */
export interface Dated {
  readonly id: string;
  readonly effective: Rectangle;
  readonly says: () => Structure;
}

/** A whole law as texts: what a comparison looks at before it looks at meaning. */
export interface Sayings {
  readonly dated: readonly Dated[];
  /** what has no date: the vocabulary and the jurisdictions */
  readonly fixed: Slice;
  /** the facts that a case may state, by id; their declarations are among what is fixed */
  readonly facts: ReadonlyMap<string, FactSaying>;
  /** measures with savings, and the days on which they may be read */
  readonly saves: ReadonlyMap<string, readonly IsoDate[]>;
  /** entries of control lists */
  readonly items: readonly Entry[];
  /** measures and exceptions by the id of their jurisdiction */
  readonly owned: ReadonlyMap<string, readonly string[]>;
  /** jurisdictions by name: their id, and the one they lie within */
  readonly jurisdictions: ReadonlyMap<string, { readonly id: string; readonly within: string | null }>;
  /** days on which anything begins or ends, ascending */
  readonly days: readonly IsoDate[];
}

/** Of the declaration of a fact. */
export interface FactSaying {
  /** a formula gives it where a case leaves it out, or it does not apply to everything */
  readonly mayBeLeftOut: boolean;
  /** all that is said besides, as text: which values it may have, when a list is complete */
  readonly rest: string;
}

export interface Entry {
  readonly id: string;
  readonly scheme: string;
  readonly code: string;
}

export class Slices {
  readonly sayings: Sayings;
  /** something is read otherwise in practice than in the text */
  readonly hasViews: boolean;
  readonly #items: ItemIndex;
  readonly #memo = new Map<string, Slice>();
  /** by measure with savings: what it said last, which is as long as much of a law and mostly the same from day to day */
  readonly #saved = new Map<string, Structure>();
  readonly #parts: readonly Parts[];

  constructor(sayings: Sayings) {
    this.sayings = sayings;
    this.hasViews = sayings.dated.some(({ effective }) => effective.view !== "both");
    this.#items = new ItemIndex(sayings.items);
    const byId = new Map<string, Dated[]>();
    for (const part of sayings.dated) {
      const known = byId.get(part.id);
      if (known === undefined) byId.set(part.id, [part]);
      else known.push(part);
    }
    this.#parts = [...byId].map(([id, parts]) => new Parts(id, parts));
  }

  /** What every declaration says at the point; declarations that say nothing there are left out. */
  at(point: Point): Slice {
    const key = `${point.asOf} ${point.view}`;
    const known = this.#memo.get(key);
    if (known !== undefined) return known;
    const plain = new Map<string, Structure>(this.sayings.fixed);
    for (const parts of this.#parts) {
      const said = parts.at(point);
      if (said !== null) plain.set(parts.id, said);
    }
    this.#memo.set(key, plain);
    const slice = this.#withSavings(plain, point);
    this.#memo.set(key, slice);
    return slice;
  }

  /** A measure that is read on another day for some acts (H15) says what it and all it rests on said then. */
  #withSavings(slice: Slice, point: Point): Slice {
    const saving = [...this.sayings.saves].filter(([id]) => slice.has(id));
    if (saving.length === 0) return slice;
    const changed = new Map(slice);
    for (const [measure, days] of saving) {
      const own = slice.get(measure)!;
      const texts = [own.text];
      const names = new Set(own.names);
      const before = new Map<string, Said>();
      for (const asOf of days) {
        const then = this.at({ ...point, asOf });
        for (const id of [...restsOn(then, [measure], this.#items)].sort()) {
          const says = then.get(id);
          texts.push(`${id} ${says?.text ?? ""}`);
          names.add(id);
          if (says !== undefined) before.set(`${asOf} ${id}`, { id, says });
        }
      }
      changed.set(measure, this.#asLast(measure, { text: texts.join("\n"), names, saved: { own, before } }));
    }
    return changed;
  }

  #asLast(measure: string, said: Structure): Structure {
    const last = this.#saved.get(measure);
    if (last?.text === said.text) return last;
    this.#saved.set(measure, said);
    return said;
  }

  /** What a declaration says on any day at all: equal sets with other dates are the same law, moved. */
  everSaid(id: string): ReadonlySet<string> {
    const parts = this.sayings.dated.filter((part) => part.id === id).map((part) => part.says().text);
    const fixed = this.sayings.fixed.get(id);
    return new Set([...parts, ...(fixed === undefined ? [] : [fixed.text])]);
  }

  /** Ids of what answers for a jurisdiction: its measures, exceptions and reach, and those it lies within. */
  roots(jurisdiction: string): readonly string[] {
    const found: string[] = [];
    const { jurisdictions, owned } = this.sayings;
    for (let name: string | null = jurisdiction; name !== null; ) {
      const at = jurisdictions.get(name);
      if (at === undefined) break;
      found.push(at.id, ...(owned.get(at.id) ?? []));
      name = at.within;
    }
    return found;
  }
}

/** The parts of one declaration: what it says is put together once for all days between two of its own. */
class Parts {
  readonly id: string;
  readonly #parts: readonly Dated[];
  readonly #days: readonly IsoDate[];
  /** by view and by how many of its days have come */
  readonly #memo: Readonly<Record<Point["view"], (Structure | null)[]>> = { text: [], practice: [] };

  constructor(id: string, parts: readonly Dated[]) {
    this.id = id;
    this.#parts = parts;
    const days = new Set<IsoDate>();
    for (const { effective } of parts) {
      for (const day of [effective.from, effective.until]) if (day !== null) days.add(day);
    }
    this.#days = [...days].sort();
  }

  /** Null where it says nothing. */
  at(point: Point): Structure | null {
    let [low, high] = [0, this.#days.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#days[middle]! <= point.asOf) low = middle + 1;
      else high = middle;
    }
    const memo = this.#memo[point.view];
    const known = memo[low];
    if (known !== undefined) return known;
    const said = this.#put(point);
    memo[low] = said;
    return said;
  }

  #put(point: Point): Structure | null {
    const standing = this.#parts
      .filter(({ effective }) => isInForce(effective, point))
      .map(({ effective, says }) => ({ state: effective.state, said: says() }));
    if (standing.length === 0) return null;
    const [only] = standing;
    // most declarations have one part at a time, which two laws mostly have in common
    if (standing.length === 1 && only!.state === "in_force") return only!.said;
    const texts = standing.map(({ state, said }) => `\n${state} ${said.text}`);
    return { text: texts.sort().join(""), names: namesOf(standing) };
  }
}

function namesOf(parts: readonly { readonly said: Structure }[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { said } of parts) for (const name of said.names) names.add(name);
  return names;
}

/** Everything a declaration rests on at a moment, itself included. */
export function restsOn(slice: Slice, start: Iterable<string>, items: ItemIndex): ReadonlySet<string> {
  const found = new Set<string>(start);
  const stack = [...found];
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    for (const name of slice.get(id)?.names ?? []) {
      for (const target of targets(name, items)) {
        if (found.has(target)) continue;
        found.add(target);
        stack.push(target);
      }
    }
  }
  return found;
}

/** Entries of control lists by the codes that may concern them. */
export class ItemIndex {
  readonly #all: readonly Entry[];
  readonly #byScheme: ReadonlyMap<string, SchemeIndex>;
  readonly #memo = new Map<string, readonly string[]>();

  constructor(...laws: readonly (readonly Entry[])[]) {
    this.#all = laws.flat();
    const schemes = new Map<string, Entry[]>();
    for (const entry of this.#all) {
      const known = schemes.get(entry.scheme);
      if (known === undefined) schemes.set(entry.scheme, [entry]);
      else known.push(entry);
    }
    this.#byScheme = new Map([...schemes].map(([scheme, entries]) => [scheme, new SchemeIndex(entries)]));
  }

  /** Ids of the entries at, below or above a code; of all entries of a scheme, or of any. */
  of(name: string): readonly string[] {
    let found = this.#memo.get(name);
    if (found === undefined) {
      const [word, scheme, ...rest] = name.split(" ");
      const index = this.#byScheme.get(scheme!);
      if (scheme === "*") found = this.#all.map(({ id }) => id);
      else if (index === undefined) found = [];
      else found = word === "codes" ? index.all : index.around(rest.join(" "));
      this.#memo.set(name, found);
    }
    return found;
  }
}

/** Entries of one scheme in the order of their codes. */
class SchemeIndex {
  readonly #sorted: readonly Entry[];
  readonly #byCode = new Map<string, string[]>();

  constructor(entries: readonly Entry[]) {
    this.#sorted = [...entries].sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
    for (const { code, id } of entries) {
      const known = this.#byCode.get(code);
      if (known === undefined) this.#byCode.set(code, [id]);
      else known.push(id);
    }
  }

  get all(): readonly string[] {
    return this.#sorted.map(({ id }) => id);
  }

  /** Entries whose code begins with this one, or this one with theirs. */
  around(code: string): readonly string[] {
    const found: string[] = [];
    for (let end = 1; end < code.length; end++) found.push(...(this.#byCode.get(code.slice(0, end)) ?? []));
    let [low, high] = [0, this.#sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#sorted[middle]!.code < code) low = middle + 1;
      else high = middle;
    }
    for (let i = low; i < this.#sorted.length && this.#sorted[i]!.code.startsWith(code); i++)
      found.push(this.#sorted[i]!.id);
    return found;
  }
}

/** Names of codes stand for the entries that may define them. */
export function targets(name: string, items: ItemIndex): readonly string[] {
  return name.includes(" ") ? items.of(name) : [name];
}

/** Ids that say something else in one slice than in the other. */
export function editedBetween(old: Slice, now: Slice): ReadonlySet<string> {
  const edited = new Set<string>();
  for (const [id, said] of old) {
    const other = now.get(id);
    if (other !== said && other?.text !== said.text) edited.add(id);
  }
  for (const id of now.keys()) if (!old.has(id)) edited.add(id);
  return edited;
}

function isInForce({ from, until, knownUntil, view }: Rectangle, point: Point): boolean {
  if (view !== "both" && view !== point.view) return false;
  if (knownUntil !== null) return false;
  return (from === null || from <= point.asOf) && (until === null || point.asOf < until);
}
