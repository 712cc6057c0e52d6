/** What is in force on a day, by what was known (section 2 of the meaning), read off the chronology directly. */
import type { Chronology, DatedStatus, DatedVersion, IsoDate, ListRow } from "../check/tree.ts";

/** The point from which the law is looked at: the day of the act, the state of knowledge, the view. */
export interface Moment {
  readonly day: IsoDate;
  /** null: everything that is known by now */
  readonly knownAt: IsoDate | null;
  readonly view: "text" | "practice";
}

export type InForce<T> =
  /** before the first version, suspended or ended */
  | { readonly state: "none" }
  /** before a first version that says `from before` */
  | { readonly state: "unrecorded"; readonly version: DatedVersion<T> }
  | { readonly state: "unclear"; readonly version: DatedVersion<T> }
  | { readonly state: "inForce"; readonly version: DatedVersion<T> };

function isKnown(known: IsoDate | null, moment: Moment): boolean {
  return moment.knownAt === null || known === null || known <= moment.knownAt;
}

function knownVersions<T>(chronology: Chronology<T>, moment: Moment): readonly DatedVersion<T>[] {
  return chronology.versions.filter((version) => isKnown(version.known, moment));
}

function hasBegun(from: IsoDate | null, moment: Moment): boolean {
  return from === null || from <= moment.day;
}

function statusApplies(status: DatedStatus, moment: Moment): boolean {
  return (
    isKnown(status.known, moment) &&
    status.from <= moment.day &&
    (status.until === null || moment.day < status.until)
  );
}

/** The versions that have begun and are known, oldest first: what a group adds up. */
export function begunVersions<T>(chronology: Chronology<T>, moment: Moment): readonly DatedVersion<T>[] {
  return knownVersions(chronology, moment).filter((version) => hasBegun(version.from, moment));
}

/** The version in force at a moment, and in what state. */
export function inForce<T>(chronology: Chronology<T>, moment: Moment): InForce<T> {
  const is = (word: DatedStatus["word"]): boolean =>
    chronology.statuses.some((status) => status.word === word && statusApplies(status, moment));
  if (is("suspended") || is("ended")) return { state: "none" };
  if (moment.view === "practice" && is("unenforced")) return { state: "none" };
  const version = chronology.versions.findLast(
    ({ known, from }) => isKnown(known, moment) && hasBegun(from, moment),
  );
  if (version !== undefined) {
    return is("unclear") ? { state: "unclear", version } : { state: "inForce", version };
  }
  const first = knownVersions(chronology, moment)[0];
  return first?.before ? { state: "unrecorded", version: first } : { state: "none" };
}

/** Whether an entry of a data list is listed on the day and known. */
export function isListed(row: ListRow, moment: Moment): boolean {
  const isInForce = hasBegun(row.from, moment) && (row.until === null || moment.day < row.until);
  return isInForce && isKnown(row.from, moment);
}
