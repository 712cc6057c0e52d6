import type { Effective } from "../format.ts";

export type View = "text" | "practice";

/** Two clocks and a view. `knownAt` null: everything that is known. */
export interface Moment {
  readonly day: string;
  readonly knownAt: string | null;
  readonly view: View;
}

/** `from <= day < until`, and the same of the day of knowledge. */
export function inForce(effective: Effective, { day, knownAt, view }: Moment): boolean {
  if (effective.from !== null && day < effective.from) return false;
  if (effective.until !== null && day >= effective.until) return false;
  if (effective.view !== undefined && effective.view !== view) return false;
  if (effective.knownFrom !== undefined && knownAt !== null && knownAt < effective.knownFrom) return false;
  return effective.knownUntil === undefined || (knownAt !== null && knownAt < effective.knownUntil);
}

/** The days on which something starts or stops: between two of them nothing changes. */
export class Boundaries {
  readonly #days: readonly string[];

  constructor(days: Iterable<string>) {
    this.#days = [...new Set(days)].sort();
  }

  get days(): readonly string[] {
    return this.#days;
  }

  /** How many boundaries lie at or before the day: equal numbers, equal law. */
  period(day: string): number {
    let low = 0;
    let high = this.#days.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#days[middle]! <= day) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
