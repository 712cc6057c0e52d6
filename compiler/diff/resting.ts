/**
 * What a duty rests on: the words of an exception may stay as they are, and oblige in other cases, because a group or a definition
 * that its conditions name says something else.
 */
import type { Rectangle } from "../normal/timeline.ts";
import { type Dated, ItemIndex, type Sayings, targets } from "./slices.ts";

/** What every declaration says over time, and what it names. */
export class Resting {
  readonly #items: ItemIndex;
  readonly #parts = new Map<string, Dated[]>();
  readonly #said = new Map<string, string>();

  constructor({ items, dated }: Sayings) {
    this.#items = new ItemIndex(items);
    for (const part of dated) {
      const known = this.#parts.get(part.id);
      if (known === undefined) this.#parts.set(part.id, [part]);
      else known.push(part);
    }
  }

  /** Declarations behind names, directly or not. */
  behind(names: Iterable<string>): ReadonlySet<string> {
    const found = new Set<string>();
    const take = (all: Iterable<string>): void => {
      for (const name of all) for (const id of targets(name, this.#items)) found.add(id);
    };
    take(names);
    // what is found is gone through as well
    for (const id of found) for (const { says } of this.#parts.get(id) ?? []) take(says().names);
    return found;
  }

  /** All that a declaration says, on every day. */
  said(id: string): string {
    let said = this.#said.get(id);
    if (said === undefined) {
      const parts = this.#parts.get(id) ?? [];
      said = parts
        .map(({ effective, says }) => `${daysText(effective)} ${says().text}`)
        .sort()
        .join("\n");
      this.#said.set(id, said);
    }
    return said;
  }
}

function daysText({ from, until, knownFrom, knownUntil, view, state }: Rectangle): string {
  return [from, until, knownFrom, knownUntil, view, state].join(" ");
}

/** Declarations behind the names of a condition that say something else in one law than in the other, in order. */
export function editedBehind(names: ReadonlySet<string>, old: Resting, now: Resting): readonly string[] {
  const behind = new Set([...old.behind(names), ...now.behind(names)]);
  return [...behind].filter((id) => old.said(id) !== now.said(id)).sort();
}
