/** Dated versions and statuses in words, and the events they make. */
import type { Chronology, Citation, DatedStatus, DatedVersion, Instrument } from "../check/tree.ts";
import type { Phrase } from "./phrase.ts";
import type { EventKind } from "./wording/grammar.ts";
import { ENGLISH, type Wording } from "./wording/wording.ts";

/** `Rule of October 2022 (87 FR 62186)`. */
export function instrumentPhrase(instrument: Instrument, w: Wording = ENGLISH): Phrase {
  const { citation } = instrument;
  return w.grammar.instrument(w.titleTerm(instrument), citation === null ? null : w.foreign(citation.text));
}

/** When a version holds: `From 21 October 2022 until 17 November 2023, by Rule of October 2022 (87 FR 62186)`. */
export function periodPhrase<T>(chronology: Chronology<T>, index: number, w: Wording = ENGLISH): Phrase {
  const version = chronology.versions[index]!;
  const next = chronology.versions[index + 1];
  const end = chronology.statuses.find(
    (status) => status.word === "ended" && inVersion(status, version, next),
  );
  return w.grammar.period({
    from: version.from,
    before: version.before,
    by: version.by === null ? null : instrumentPhrase(version.by, w),
    ended: end?.from ?? null,
    replaced: next?.from ?? null,
  });
}

function inVersion<T>(
  status: DatedStatus,
  version: DatedVersion<T>,
  next: DatedVersion<T> | undefined,
): boolean {
  return (
    (version.from === null || status.from >= version.from) && (next?.from == null || status.from < next.from)
  );
}

/** `Suspended from 10 November 2025, until 10 November 2026, by ..., because ...`. */
export function statusPhrase(status: DatedStatus, w: Wording = ENGLISH): Phrase {
  return w.grammar.status(
    status,
    status.by === null ? null : instrumentPhrase(status.by, w),
    status.because === null ? null : w.sentence(status.because),
  );
}

/** One line of a timeline. */
export interface Event {
  readonly day: string;
  readonly kind: EventKind;
  readonly what: Phrase;
  readonly by: Phrase;
}

const AGAIN: Readonly<Record<DatedStatus["word"], EventKind>> = {
  suspended: "again",
  unenforced: "again",
  unclear: "clearAgain",
  ended: "returns",
};

/** The days on which a declaration changes, in order. */
export function events<T>(chronology: Chronology<T>, subject: Phrase, w: Wording = ENGLISH): Event[] {
  const found: Event[] = [];
  const add = (day: string, kind: EventKind, by: Instrument | null): void => {
    const instrument = by === null ? [] : instrumentPhrase(by, w);
    found.push({ day, kind, what: w.grammar.event(subject, kind), by: instrument });
  };
  chronology.versions.forEach((version, index) => {
    if (version.from === null) return;
    add(version.from, index > 0 ? "changes" : version.before ? "unrecordedBeginning" : "begins", version.by);
  });
  for (const status of chronology.statuses) {
    add(status.from, status.word, status.by);
    if (status.until !== null) add(status.until, AGAIN[status.word], status.by);
  }
  return found;
}

/** Citations as one phrase. */
export function citationsText(citations: readonly Citation[]): string {
  return citations.map((citation) => citation.text).join("; ");
}
