/** What a declaration says on a day, in the sentences of the report, as plain text. */
import type { Chronology, DatedVersion, Expr, IsoDate, Program } from "../check/tree.ts";
import { bodyStatements, exceptionBody } from "../report/measures.ts";
import { statusPhrase } from "../report/periods.ts";
import { plain, type Statement } from "../report/phrase.ts";
import { condition, guarded } from "../report/sentences.ts";
import { ENGLISH } from "../report/wording/wording.ts";

export interface Sentences {
  /** first day of the version that is told; null: it has none */
  readonly from: IsoDate | null;
  readonly text: string;
  /** why that is not simply the law on the day, as `Suspended from 1 May 2025`, or `A proposal, not law`; null: it is */
  readonly reserve: string | null;
}

/** Letters at most; a law in one sentence is read in the report. */
const MOST = 700;

/**
 * The version in force on a day, or the last one where no day is named, of the measure, exception, entry, ground or condition
 * whose name stands at a place. Null for other declarations, for those with errors, and where nothing is in force.
 */
export function sentencesOf(
  program: Program,
  name: { readonly file: string; readonly start: number },
  asOf: IsoDate | null,
): Sentences | null {
  const isHere = ({ nameSpan }: { nameSpan: { file: string; start: number } }): boolean =>
    nameSpan.file === name.file && nameSpan.start === name.start;
  const measure = program.measures.find(isHere);
  if (measure !== undefined) return told(measure, asOf, (body) => bodyStatements(measure, body, ENGLISH));
  const exception = program.exceptions.find(isHere);
  if (exception !== undefined) return told(exception, asOf, (body) => exceptionBody(body, ENGLISH));
  const define = program.defines.find(isHere);
  if (define !== undefined && define.type.kind !== "truth" && define.type.kind !== "condition") return null;
  const held = define ?? [program.items, program.reaches].flat().find(isHere);
  if (held === undefined) return null;
  return told(held, asOf, ({ value, unless }) => [holds(value, unless)]);
}

function holds(value: Expr, unless: Expr | null): Statement {
  const held = guarded(condition(value, ENGLISH), unless, ENGLISH);
  return { ...held, phrase: ["Holds where ", ...held.phrase] };
}

function told<T>(
  { chronology, proposal }: { readonly chronology: Chronology<T>; readonly proposal: unknown },
  asOf: IsoDate | null,
  say: (body: T) => readonly Statement[],
): Sentences | null {
  const { versions } = chronology;
  const version: DatedVersion<T> | undefined =
    asOf === null ? versions.at(-1) : versions.findLast(({ from }) => from === null || from <= asOf);
  if (version === undefined) return null;
  const sentences = say(version.value).map((statement) => sentence(plain(ENGLISH.grammar.inline(statement))));
  const text = sentences.join(" ");
  return {
    from: version.from,
    text: text.length <= MOST ? text : `${text.slice(0, MOST).trimEnd()} ...`,
    reserve: proposal === null ? statusOn(chronology, asOf) : "A proposal, not law",
  };
}

function statusOn({ statuses }: Chronology<unknown>, day: IsoDate | null): string | null {
  const status = statuses.find(
    ({ from, until }) => day !== null && from <= day && (until === null || day < until),
  );
  return status === undefined ? null : plain(statusPhrase(status));
}

function sentence(text: string): string {
  const trimmed = text.trim();
  const first = trimmed.charAt(0).toUpperCase() + trimmed.slice(1);
  return /[.:]$/.test(first) ? first : `${first}.`;
}
