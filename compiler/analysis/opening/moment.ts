/** A point in the two clocks and a view, and what of a law is in force there. */
import type { IsoDate, ListRow } from "../../check/tree.ts";
import type { Rectangle } from "../../normal/timeline.ts";

export interface Point {
  /** the day of the act */
  readonly asOf: IsoDate;
  /** null: everything is known */
  readonly knownAt: IsoDate | null;
  readonly view: "text" | "practice";
  /**
   * The day that facts are compared with where the law says `today`; absent: the day of the act. Two days of the law can
   * so be told apart without the license that expires between them. What the law compares with days of its own stays
   * with the day of the act.
   */
  readonly today?: IsoDate;
}

/** The point moved to another day of the act, its own `today` included. */
export function onDay({ knownAt, view }: Point, asOf: IsoDate): Point {
  return { asOf, knownAt, view };
}

export function isWithin(rectangle: Rectangle, point: Point): boolean {
  const { from, until } = rectangle;
  if (from !== null && point.asOf < from) return false;
  if (until !== null && point.asOf >= until) return false;
  return isSeen(rectangle, point);
}

/** Whether a rectangle has the view and the day of knowledge, whatever the day of the act. */
export function isSeen({ knownFrom, knownUntil, view }: Rectangle, point: Point): boolean {
  if (view !== "both" && view !== point.view) return false;
  if (point.knownAt === null) return knownUntil === null;
  if (knownFrom !== null && point.knownAt < knownFrom) return false;
  return knownUntil === null || point.knownAt < knownUntil;
}

/** The version in force at the point: its rectangle and value; null where none is. */
export function versionAt<V extends { readonly effective: Rectangle }>(
  versions: readonly V[],
  point: Point,
): V | null {
  return versions.find((version) => isWithin(version.effective, point)) ?? null;
}

/** Whether a row of a data list is in force and known. */
export function isListed(row: ListRow, { asOf, knownAt }: Point): boolean {
  if (row.from !== null && (row.from > asOf || (knownAt !== null && row.from > knownAt))) return false;
  return row.until === null || asOf < row.until;
}

export function pointKey({ asOf, knownAt, view, today }: Point): string {
  return `${asOf} ${knownAt ?? "all"} ${view}${today === undefined ? "" : ` ${today}`}`;
}
