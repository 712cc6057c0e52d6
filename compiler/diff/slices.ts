/**
 * A law cut by moments: what each declaration says at one. Two laws can differ in their answers only where some
 * declaration that a rule rests on says something else, so everything else is left alone.
 */

import type { Law, Point } from "../analysis/index.ts";
import type { Declared, IsoDate, ListRow } from "../check/tree.ts";
import type { Rectangle } from "../normal/timeline.ts";
import { structureOf } from "./structure.ts";

/** A declaration at a moment. */
export interface Said {
  readonly text: string;
  readonly names: ReadonlySet<string>;
}

export type Slice = ReadonlyMap<string, Said>;

interface Dated {
  readonly id: string;
  readonly effective: Rectangle;
  readonly value: object;
}

export class Slices {
  readonly law: Law;
  readonly #dated: readonly Dated[];
  readonly #fixed: Slice;
  readonly #items: ItemIndex;
  readonly #memo = new Map<string, Slice>();

  constructor(law: Law) {
    this.law = law;
    this.#items = new ItemIndex(law);
    this.#dated = datedParts(law);
    this.#fixed = fixedParts(law);
  }

  /** What every declaration says at the point; declarations that say nothing there are left out. */
  at(point: Point): Slice {
    const key = `${point.asOf} ${point.view}`;
    const known = this.#memo.get(key);
    if (known !== undefined) return known;
    const texts = new Map<string, { texts: string[]; names: Set<string> }>();
    const say = (id: string, text: string, names: Iterable<string>): void => {
      let said = texts.get(id);
      if (said === undefined) {
        said = { texts: [], names: new Set() };
        texts.set(id, said);
      }
      said.texts.push(text);
      for (const name of names) said.names.add(name);
    };
    for (const [id, { text, names }] of this.#fixed) say(id, text, names);
    for (const { id, effective, value } of this.#dated) {
      if (!isInForce(effective, point)) continue;
      const { text, names } = structureOf(value);
      say(id, `${effective.state} ${text}`, names);
    }
    for (const list of this.law.program.lists) {
      for (const row of list.rows) {
        if (isListed(row, point.asOf)) {
          const { text, names } = structureOf(row.cells);
          say(list.id, `${row.key} ${text}`, names);
        }
      }
    }
    const plain = new Map(
      [...texts].map(([id, said]) => [id, { text: said.texts.sort().join("\n"), names: said.names }]),
    );
    this.#memo.set(key, plain);
    const slice = this.#withSavings(plain, point);
    this.#memo.set(key, slice);
    return slice;
  }

  /** A measure that is read on another day for some acts (H15) says what it and all it rests on said then. */
  #withSavings(slice: Slice, point: Point): Slice {
    const saving = this.law.program.measures.filter((m) => m.saves.length > 0 && slice.has(m.id));
    if (saving.length === 0) return slice;
    const changed = new Map(slice);
    for (const measure of saving) {
      const own = slice.get(measure.id)!;
      const texts = [own.text];
      const names = new Set(own.names);
      for (const { asOf } of measure.saves) {
        const then = this.at({ ...point, asOf });
        for (const id of [...restsOn(then, [measure.id], this.#items)].sort()) {
          texts.push(`${id} ${then.get(id)?.text ?? ""}`);
          names.add(id);
        }
      }
      changed.set(measure.id, { text: texts.join("\n"), names });
    }
    return changed;
  }

  /** What a declaration says on any day at all: equal sets with other dates are the same law, moved. */
  everSaid(id: string): ReadonlySet<string> {
    const parts = this.#dated.filter((part) => part.id === id).map((part) => structureOf(part.value).text);
    const rows = this.law.program.lists
      .filter((list) => list.id === id)
      .flatMap((list) => list.rows.map((row) => `${row.key} ${structureOf(row.cells).text}`));
    const fixed = this.#fixed.get(id);
    return new Set([...parts, ...rows, ...(fixed === undefined ? [] : [fixed.text])]);
  }

  /** Ids of what answers for a jurisdiction: its measures, exceptions and reach, and those it lies within. */
  roots(jurisdiction: string): readonly string[] {
    const own = this.law.program.jurisdictions.find((j) => j.name === jurisdiction);
    if (own === undefined) return [];
    const chain = new Set<string>();
    for (let at: typeof own | null = own; at !== null; at = at.within) chain.add(at.id);
    const { measures, exceptions } = this.law.program;
    return [
      ...chain,
      ...[...measures, ...exceptions].filter((d) => chain.has(d.jurisdiction.id)).map((d) => d.id),
    ];
  }
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
  readonly #items: readonly { readonly id: string; readonly scheme: string; readonly code: string }[];
  readonly #memo = new Map<string, readonly string[]>();

  constructor(...laws: readonly Law[]) {
    const items = laws.flatMap((law) => law.program.items);
    this.#items = items.map(({ id, scheme, code }) => ({ id, scheme: scheme.id, code }));
  }

  /** Ids of the entries at, below or above a code; of all entries of a scheme, or of any. */
  of(name: string): readonly string[] {
    let found = this.#memo.get(name);
    if (found === undefined) {
      const [word, scheme, ...rest] = name.split(" ");
      const code = rest.join(" ");
      found = this.#items
        .filter((item) => scheme === "*" || item.scheme === scheme)
        .filter((item) => word === "codes" || item.code.startsWith(code) || code.startsWith(item.code))
        .map((item) => item.id);
      this.#memo.set(name, found);
    }
    return found;
  }
}

/** What rests, directly or not, on one of these declarations; themselves included. */
export function restingOn(slice: Slice, edited: Iterable<string>, items: ItemIndex): ReadonlySet<string> {
  const users = new Map<string, string[]>();
  for (const [id, { names }] of slice) {
    for (const name of names) {
      for (const target of targets(name, items)) {
        const known = users.get(target);
        if (known === undefined) users.set(target, [id]);
        else known.push(id);
      }
    }
  }
  const found = new Set(edited);
  const stack = [...found];
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    for (const user of users.get(id) ?? []) {
      if (found.has(user)) continue;
      found.add(user);
      stack.push(user);
    }
  }
  return found;
}

/** Names of codes stand for the entries that may define them. */
function targets(name: string, items: ItemIndex): readonly string[] {
  return name.includes(" ") ? items.of(name) : [name];
}

/** Ids that say something else in one slice than in the other. */
export function editedBetween(old: Slice, now: Slice): ReadonlySet<string> {
  const edited = new Set<string>();
  for (const [id, { text }] of old) if (now.get(id)?.text !== text) edited.add(id);
  for (const id of now.keys()) if (!old.has(id)) edited.add(id);
  return edited;
}

function isInForce({ from, until, knownUntil, view }: Rectangle, point: Point): boolean {
  if (view !== "both" && view !== point.view) return false;
  if (knownUntil !== null) return false;
  return (from === null || from <= point.asOf) && (until === null || point.asOf < until);
}

function isListed({ from, until }: ListRow, day: IsoDate): boolean {
  return (from === null || from <= day) && (until === null || day < until);
}

function datedParts({ normal }: Law): readonly Dated[] {
  const rules = [
    ...normal.requirements,
    ...normal.grounds,
    ...normal.classifications,
    ...normal.releases,
  ].map(({ of, limbs, effective, binders, parts, effect }) => ({
    id: of.id,
    effective,
    value: { limbs, binders, parts, effect },
  }));
  const versions = <D extends Declared>(
    id: D,
    all: readonly { readonly effective: Rectangle; readonly value: object }[],
  ): readonly Dated[] => all.map(({ effective, value }) => ({ id: id.id, effective, value }));
  return [
    ...rules,
    ...normal.defines.flatMap(({ define, versions: all }) =>
      versions(
        define,
        all.map(({ effective, value }) => ({ effective, value: { value, parameters: define.parameters } })),
      ),
    ),
    ...normal.groups.flatMap(({ group, versions: all }) =>
      versions(
        group,
        all.map(({ effective, value }) => ({ effective, value: { value, open: group.open } })),
      ),
    ),
    ...normal.reviews.flatMap(({ review, versions: all }) =>
      versions(
        review,
        all.map(({ effective, grid }) => ({ effective, value: grid })),
      ),
    ),
  ];
}

/** What has no date: the vocabulary and the jurisdictions. */
function fixedParts({ program }: Law): Slice {
  const fixed = new Map<string, Said>();
  for (const declared of [...program.jurisdictions, ...program.schemes, ...program.enums]) {
    fixed.set(declared.id, structureOf(declared));
  }
  for (const record of program.records) {
    const names = new Set<string>([...record.fields.values()].map((field) => field.id));
    fixed.set(record.id, { text: "record", names });
    for (const field of record.fields.values()) fixed.set(field.id, structureOf(field));
  }
  return fixed;
}
