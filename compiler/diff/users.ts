/**
 * Which declarations name which, in all slices that were asked about: of two laws that are compared most says the same in both, and
 * from day to day, and is gone through once.
 */
import { type ItemIndex, type Slice, targets } from "./slices.ts";
import type { Structure } from "./structure.ts";

/** A declaration, and what it says where it names another. */
interface User {
  readonly id: string;
  readonly said: Structure;
}

export class Users {
  readonly #items: ItemIndex;
  readonly #users = new Map<string, User[]>();
  /** by declaration: what it says in the slices that were gone through */
  readonly #said = new Map<string, Structure[]>();
  readonly #slices = new WeakSet<Slice>();

  constructor(items: ItemIndex) {
    this.#items = items;
  }

  /** What rests, directly or not, on one of these declarations, and over how many others; themselves included, at none. */
  restingOn(slice: Slice, edited: Iterable<string>): ReadonlyMap<string, number> {
    this.#goThrough(slice);
    const found = new Map<string, number>();
    for (const id of edited) found.set(id, 0);
    // what is found is gone through as well, the nearest first
    for (const [id, steps] of found) {
      for (const user of this.#users.get(id) ?? []) {
        if (!found.has(user.id) && slice.get(user.id) === user.said) found.set(user.id, steps + 1);
      }
    }
    return found;
  }

  #goThrough(slice: Slice): void {
    if (this.#slices.has(slice)) return;
    this.#slices.add(slice);
    for (const [id, said] of slice) {
      const known = this.#said.get(id);
      if (known === undefined) this.#said.set(id, [said]);
      else if (known.includes(said)) continue;
      else known.push(said);
      for (const name of said.names)
        for (const target of targets(name, this.#items)) this.#add(target, { id, said });
    }
  }

  #add(target: string, user: User): void {
    const known = this.#users.get(target);
    if (known === undefined) this.#users.set(target, [user]);
    else known.push(user);
  }
}
