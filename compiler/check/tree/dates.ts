/** Days, and the dated versions of a declaration. */
import type { Span } from "../../../grammar/base/span.ts";
import type { Instrument } from "./program.ts";

/** `YYYY-MM-DD`, a day of the calendar; compares as text. */
export type IsoDate = string;

/**
 * The dated versions of a declaration and what happened to them. Undated declarations (`= value`) have one version
 * with `from: null`, in force always.
 */
export interface Chronology<T> {
  /** ascending by `from`, which are distinct */
  readonly versions: readonly DatedVersion<T>[];
  readonly statuses: readonly DatedStatus[];
}

export interface DatedVersion<T> {
  readonly from: IsoDate | null;
  /** `from before D`: already in force on D, beginning not recorded; before D nothing is known (H20) */
  readonly before: boolean;
  readonly by: Instrument | null;
  /** the day from which this version was known (H13): published, else announced, else `from`; null: always known */
  readonly known: IsoDate | null;
  readonly value: T;
  readonly span: Span;
}

export interface DatedStatus {
  /** `ended`: no effect from `from` on, for good */
  readonly word: "suspended" | "unenforced" | "unclear" | "ended";
  readonly from: IsoDate;
  /** first day it no longer holds, or null */
  readonly until: IsoDate | null;
  readonly by: Instrument | null;
  readonly known: IsoDate | null;
  readonly because: string | null;
  readonly span: Span;
}
