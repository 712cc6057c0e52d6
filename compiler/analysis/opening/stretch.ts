/**
 * What is remembered of a law from one day to another. Whoever reads a version, an entry of a list or the day itself says
 * so here; what is made from them then holds on every day on which the same would be read, and is made once for all of
 * these days.
 */
import { addDays } from "../../check/days.ts";
import type { IsoDate, ListRow } from "../../check/tree.ts";
import type { Rectangle } from "../../normal/timeline.ts";
import { isListed, isSeen, isWithin, type Point } from "./moment.ts";

/** Days of the act, half-open, null unbounded; `today` where facts were compared with that day, else null. */
export interface Stretch {
  readonly from: IsoDate | null;
  readonly until: IsoDate | null;
  readonly today: IsoDate | null;
}

/** Whether the point lies in the stretch. States of knowledge and views are told apart by who asks. */
export function isDuring({ from, until, today }: Stretch, point: Point): boolean {
  if (from !== null && point.asOf < from) return false;
  if (until !== null && point.asOf >= until) return false;
  return today === null || today === todayAt(point);
}

function todayAt({ asOf, today }: Point): IsoDate {
  return today ?? asOf;
}

/** Results by key, each with the stretches it was made for; of one state of knowledge and one view. */
type Made<K, T> = Map<K, { readonly during: Stretch; readonly value: T }[]>;

/** Results of one kind, kept apart by what is known and by view. */
export class Kept<K, T> {
  readonly #made = new Map<string, Made<K, T>>();
  /** the point asked for last: most questions are about one and the same */
  #last: { readonly point: Point; readonly made: Made<K, T> } | null = null;

  at(point: Point): Made<K, T> {
    if (this.#last?.point === point) return this.#last.made;
    const clock = `${point.knownAt ?? "all"} ${point.view}`;
    let made = this.#made.get(clock);
    if (made === undefined) {
      made = new Map();
      this.#made.set(clock, made);
    }
    this.#last = { point, made };
    return made;
  }
}

/**
 * The readings of one law. What is being made at a moment is open until it is done; a reading on another day, as under a
 * saving, is that of a fixed day and binds nothing to the day of the act.
 */
export class Readings {
  #point: Point | null = null;
  #from: IsoDate | null = null;
  #until: IsoDate | null = null;
  #today: IsoDate | null = null;

  isWithin(rectangle: Rectangle, point: Point): boolean {
    // what is not known, or of another view, is out on every day
    if (!isSeen(rectangle, point)) return false;
    this.#between(rectangle.from, rectangle.until, point);
    return isWithin(rectangle, point);
  }

  isListed(row: ListRow, point: Point): boolean {
    const { knownAt } = point;
    if (row.from === null || knownAt === null || row.from <= knownAt)
      this.#between(row.from, row.until, point);
    return isListed(row, point);
  }

  /** The version in force at the point; null where none is. */
  versionAt<V extends { readonly effective: Rectangle }>(versions: readonly V[], point: Point): V | null {
    return versions.find((version) => this.isWithin(version.effective, point)) ?? null;
  }

  /** Whether the day of the act comes before the bound of a saving. */
  isBefore(until: IsoDate, point: Point): boolean {
    this.#between(null, until, point);
    return point.asOf < until;
  }

  /** The day that facts are compared with. */
  today(point: Point): IsoDate {
    const day = todayAt(point);
    if (this.#isHere(point)) {
      // read as the day of the act, it is another on every day
      if (point.today === undefined) this.#narrow(day, addDays(day, 1));
      if (todayAt(this.#point!) === day) this.#today = day;
    }
    return day;
  }

  /** Notes on which side of a day of its own the law finds the day of the act. */
  side(day: IsoDate, point: Point): void {
    const next = addDays(day, 1);
    this.#between(day, next, point);
  }

  /** A result made before, on a day that reads the same; or made, and kept. */
  recall<K, T>(kept: Kept<K, T>, key: K, point: Point, make: () => T): T {
    const made = kept.at(point);
    const before = made.get(key);
    // days are mostly asked in order: the last is the likeliest
    const known = before?.findLast(({ during }) => isDuring(during, point));
    if (known !== undefined) {
      this.#bind(known.during, point);
      return known.value;
    }
    const { value, during } = this.watch(point, make);
    if (before === undefined) made.set(key, [{ during, value }]);
    else before.push({ during, value });
    return value;
  }

  /** What is made, and the days on which it would be made of the same. */
  watch<T>(point: Point, make: () => T): { readonly value: T; readonly during: Stretch } {
    const outer = [this.#point, this.#from, this.#until, this.#today] as const;
    [this.#point, this.#from, this.#until, this.#today] = [point, null, null, null];
    let value: T;
    let during: Stretch;
    try {
      value = make();
    } finally {
      during = { from: this.#from, until: this.#until, today: this.#today };
      [this.#point, this.#from, this.#until, this.#today] = outer;
    }
    this.#bind(during, point);
    return { value, during };
  }

  /** Whether the point lies on the day at which something is being made, and not on one to which a saving leads. */
  #isHere(point: Point): boolean {
    return this.#point !== null && this.#point.asOf === point.asOf;
  }

  /** The day of the act lies before, between or after two days. */
  #between(from: IsoDate | null, until: IsoDate | null, point: Point): void {
    if (!this.#isHere(point)) return;
    if (from !== null && point.asOf < from) this.#narrow(null, from);
    else if (until !== null && point.asOf >= until) this.#narrow(until, null);
    else this.#narrow(from, until);
  }

  /** What was made of a result holds no longer than the result. */
  #bind({ from, until, today }: Stretch, point: Point): void {
    if (!this.#isHere(point)) return;
    this.#narrow(from, until);
    if (today !== null) this.today(point);
  }

  #narrow(from: IsoDate | null, until: IsoDate | null): void {
    if (from !== null && (this.#from === null || from > this.#from)) this.#from = from;
    if (until !== null && (this.#until === null || until < this.#until)) this.#until = until;
  }
}
