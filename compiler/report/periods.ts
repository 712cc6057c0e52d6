/** Dated versions and statuses in words, and the events they make. */
import type { Chronology, Citation, DatedStatus, DatedVersion, Instrument } from "../check/tree.ts";
import { literal, type Phrase, type Piece, strong, term } from "./phrase.ts";

/** `Rule of October 2022 (87 FR 62186)`. */
export function instrumentPhrase(instrument: Instrument): Phrase {
  const pieces: Piece[] = [term(instrument.title ?? instrument.name, instrument.id)];
  if (instrument.citation !== null) pieces.push(` (${instrument.citation.text})`);
  return pieces;
}

/** When a version holds: `From 2022-10-21, by Rule of October 2022 (87 FR 62186); replaced on 2023-11-17`. */
export function periodPhrase<T>(chronology: Chronology<T>, index: number): Phrase {
  const version = chronology.versions[index]!;
  const pieces: Piece[] = [...beginning(version)];
  if (version.by !== null) pieces.push(", by ", ...instrumentPhrase(version.by));
  const next = chronology.versions[index + 1];
  const end = chronology.statuses.find(
    (status) => status.word === "ended" && inVersion(status, version, next),
  );
  if (end !== undefined) pieces.push("; ended on ", literal(end.from));
  else if (next?.from != null) pieces.push("; replaced on ", literal(next.from));
  return pieces;
}

function beginning<T>(version: DatedVersion<T>): Phrase {
  if (version.from === null) return ["Not dated: always"];
  if (version.before) return ["Since before ", literal(version.from)];
  return ["From ", literal(version.from)];
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

const STATUS_WORDS: Readonly<Record<DatedStatus["word"], string>> = {
  suspended: "Suspended",
  unenforced: "In force but not enforced",
  unclear: "Unclear whether in force",
  ended: "Ended",
};

/** `Suspended from 2025-11-10 until 2026-11-10, by ... because ...`. */
export function statusPhrase(status: DatedStatus): Phrase {
  const pieces: Piece[] = [strong(STATUS_WORDS[status.word]), status.word === "ended" ? " on " : " from "];
  pieces.push(literal(status.from));
  if (status.until !== null) pieces.push(", until ", literal(status.until));
  if (status.by !== null) pieces.push(", by ", ...instrumentPhrase(status.by));
  if (status.because !== null) pieces.push(`, because ${status.because}`);
  return pieces;
}

/** One line of a timeline. */
export interface Event {
  readonly day: string;
  readonly what: Phrase;
  readonly by: Phrase;
}

/** The days on which a declaration changes, in order. */
export function events<T>(chronology: Chronology<T>, subject: Phrase): Event[] {
  const found: Event[] = [];
  chronology.versions.forEach((version, index) => {
    if (version.from === null) return;
    const verb =
      index > 0 ? " changes" : version.before ? " is in force (beginning not recorded)" : " comes into force";
    found.push({ day: version.from, what: [...subject, verb], by: byPhrase(version.by) });
  });
  for (const status of chronology.statuses) {
    const verbs = {
      suspended: " is suspended",
      unenforced: " is no longer enforced",
      unclear: " becomes unclear",
      ended: " ends",
    } as const;
    found.push({ day: status.from, what: [...subject, verbs[status.word]], by: byPhrase(status.by) });
    if (status.until !== null)
      found.push({
        day: status.until,
        what: [
          ...subject,
          status.word === "unclear"
            ? " is clear again"
            : status.word === "ended"
              ? " returns"
              : " applies again",
        ],
        by: byPhrase(status.by),
      });
  }
  return found;
}

function byPhrase(instrument: Instrument | null): Phrase {
  return instrument === null ? [] : instrumentPhrase(instrument);
}

/** Citations as one phrase. */
export function citationsText(citations: readonly Citation[]): string {
  return citations.map((citation) => citation.text).join("; ");
}
