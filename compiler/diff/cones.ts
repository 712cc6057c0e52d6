/**
 * What everything that decides for a jurisdiction says, from day to day. Most days change nothing that it rests on, and then
 * it reads as on the day before.
 */
import { editedBetween, type ItemIndex, restsOn, type Slice } from "./slices.ts";
import type { Structure } from "./structure.ts";

/** Both laws at a moment. */
export interface BothLaws {
  readonly oldSlice: Slice;
  readonly newSlice: Slice;
}

interface Cone {
  readonly slice: Slice;
  readonly ids: ReadonlySet<string>;
  readonly reads: string;
}

export class Cones {
  readonly #items: ItemIndex;
  /** by jurisdiction and side: as asked for last */
  readonly #last = new Map<string, Cone>();
  readonly #joined = new Map<string, { readonly old: string; readonly now: string; readonly text: string }>();
  readonly #edits = new WeakMap<Slice, WeakMap<Slice, ReadonlySet<string>>>();
  /** by declaration: what it says, on any day and in either law */
  readonly #said = new Map<string, Structure[]>();

  constructor(items: ItemIndex) {
    this.#items = items;
  }

  /** What the rules of a jurisdiction and all they rest on say, in both laws: equal texts are the same comparison of them. */
  reads({ oldSlice, newSlice }: BothLaws, jurisdiction: string, rules: readonly string[]): string {
    const [old, now] = [
      this.#cone(`old ${jurisdiction}`, oldSlice, rules),
      this.#cone(`new ${jurisdiction}`, newSlice, rules),
    ];
    // one text for all days that read alike: there are as many as days, and each is long
    const last = this.#joined.get(jurisdiction);
    if (last?.old === old.reads && last.now === now.reads) return last.text;
    const text = `${old.reads} | ${now.reads}`;
    this.#joined.set(jurisdiction, { old: old.reads, now: now.reads, text });
    return text;
  }

  #cone(key: string, slice: Slice, rules: readonly string[]): Cone {
    const last = this.#last.get(key);
    // what is rested on follows from what is said by it
    const isAsBefore = last !== undefined && !meet(this.#editedSince(last.slice, slice), last.ids);
    const cone = isAsBefore ? { ...last, slice } : this.#read(slice, rules);
    this.#last.set(key, cone);
    return cone;
  }

  #read(slice: Slice, rules: readonly string[]): Cone {
    const ids = restsOn(slice, rules, this.#items);
    const reads = [...ids].sort().map((id) => `${id} ${this.#number(id, slice.get(id))}`);
    return { slice, ids, reads: reads.join(",") };
  }

  #editedSince(before: Slice, slice: Slice): ReadonlySet<string> {
    let known = this.#edits.get(slice);
    if (known === undefined) {
      known = new WeakMap();
      this.#edits.set(slice, known);
    }
    let edited = known.get(before);
    if (edited === undefined) {
      edited = editedBetween(before, slice);
      known.set(before, edited);
    }
    return edited;
  }

  /** Equal where the declaration says the same; nothing where it says nothing. */
  #number(id: string, said: Structure | undefined): number | "" {
    if (said === undefined) return "";
    const known = this.#said.get(id);
    if (known === undefined) {
      this.#said.set(id, [said]);
      return 0;
    }
    const same = known.indexOf(said);
    // mostly it is one object, whose text nobody needs
    const alike = same === -1 ? known.findIndex(({ text }) => text === said.text) : same;
    return alike === -1 ? known.push(said) - 1 : alike;
  }
}

function meet(few: ReadonlySet<string>, many: ReadonlySet<string>): boolean {
  for (const id of few) if (many.has(id)) return true;
  return false;
}
