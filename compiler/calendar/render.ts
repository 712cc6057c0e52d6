/** A calendar as text for people, as Markdown and as JSON. */
import { factsInWords } from "../explain/facts.ts";
import { plainText } from "../render/text.ts";
import type { Calendar, CalendarEntry, CalendarWitness } from "./calendar.ts";
import type { CalendarEvent } from "./events.ts";
import type { Brief } from "./replay.ts";
import type { Unrecorded } from "./unrecorded.ts";

/** Colors of the terminal; the identity in a pipe. */
export interface CalendarPaint {
  readonly strong: (text: string) => string;
  readonly soft: (text: string) => string;
  readonly tighter: (text: string) => string;
  readonly looser: (text: string) => string;
}

export function prettyCalendar(found: Calendar, paint: CalendarPaint): string {
  if (found.entries.length === 0) return `${NOTHING}\n`;
  const lines: string[] = [];
  let day = "";
  for (const entry of found.entries) {
    if (entry.day !== day) {
      if (day !== "") lines.push("");
      lines.push(paint.strong(entry.day));
    }
    day = entry.day;
    lines.push(`  ${paint.strong(entry.jurisdiction)}  ${painted(entry, paint)}`);
    for (const event of shownEvents(entry.events)) lines.push(`      ${plainText(event)}`);
    for (const text of witnessLines(entry)) lines.push(`      ${paint.soft(plainText(text))}`);
  }
  return `${lines.join("\n")}\n`;
}

const NOTHING = "No answer changes on any day that was asked about.";

function painted(entry: CalendarEntry, paint: CalendarPaint): string {
  const text = headline(entry);
  if (isRecordAlone(entry)) return text;
  if (entry.direction === "tighter") return paint.tighter(text);
  return entry.direction === "looser" ? paint.looser(text) : text;
}

/** `tighter`, `possible change (the search was given up over us.entity_list and 2 more: not all cases were compared)`. */
function headline(entry: CalendarEntry): string {
  if (isRecordAlone(entry)) return RECORD_BEGINS;
  const where = entry.practiceOnly ? ", in practice only" : "";
  const over = entry.tooLarge.length === 0 ? "" : ` over ${namedMeasures(entry.tooLarge)}`;
  const limit = entry.complete ? "" : ` (the search was given up${over}: not all cases were compared)`;
  const perhaps =
    entry.unshown.length === 0
      ? ""
      : ` (perhaps ${alsoIf(entry.direction)}${entry.unshown.join(" and ")} for some: no transaction shows it)`;
  if (entry.certainty === "possible") return `possible change${where}${limit}${perhaps}`;
  const words = {
    tighter: "tighter",
    looser: "looser",
    both: "tighter for some, looser for others",
    changed: "changed, neither tighter nor looser",
  };
  const direction = entry.direction === null ? "changed" : words[entry.direction];
  return `${direction}${where}${limit}${perhaps}`;
}

/** The law of the day before is not recorded, so that neither a direction is told nor what was answered then. */
function isRecordAlone({ events }: CalendarEntry): boolean {
  return events.length > 0 && events.every(({ before }) => before);
}

const RECORD_BEGINS = "the sources begin with what was in force already: no change of the law is known";

function alsoIf(direction: CalendarEntry["direction"]): string {
  return direction === null ? "" : "also ";
}

const MEASURES = 3;

/** Measures whose changes made the search too large. */
function namedMeasures(ids: readonly string[]): string {
  const shown = ids.slice(0, MEASURES).join(", ");
  return ids.length <= MEASURES ? shown : `${shown} and ${ids.length - MEASURES} more`;
}

const EVENTS = 12;

/** A comparison of `today` with a day that the law names, directly or by way of other facts. */
const NAMED_DAY = "nothing begins or ends on this day: a condition of the law turns on the date";
const ELSEWHERE = "nothing of it begins or ends on this day: it asks what other states list, and there";

function shownEvents(events: readonly CalendarEvent[]): readonly string[] {
  if (events.length === 0) return [NAMED_DAY];
  const { elsewhere, named } = events[0]!;
  const heading = elsewhere ? [ELSEWHERE] : named ? [NAMED_DAY] : [];
  const lines = [...heading, ...events.map(eventText)];
  return lines.length <= EVENTS ? lines : [...lines.slice(0, EVENTS), `and ${lines.length - EVENTS} more`];
}

/** `us.base.ac_zone "Zone" changes, by Rule of October 2023 (88 FR 73458) [15 CFR 742.6]`. */
function eventText({ of, title, what, instrument, citations }: CalendarEvent): string {
  const by = instrument === null ? "" : `, by ${instrumentText(instrument)}`;
  const own = citations.filter((text) => text !== instrument?.citation);
  const cited = own.length === 0 ? "" : ` [${own.join("; ")}]`;
  return `${of}${title === null ? "" : ` "${title}"`} ${what}${by}${cited}`;
}

function instrumentText({ title, citation }: NonNullable<CalendarEvent["instrument"]>): string {
  return citation === null || citation === title ? title : `${title} (${citation})`;
}

function witnessLines(entry: CalendarEntry): readonly string[] {
  const { witness } = entry;
  if (witness === null || isRecordAlone(entry)) return [];
  return [
    `${witnessTitle(witness)}: ${factsInWords(witness.case)}`,
    `  ${answerChange(witness)}`,
    ...entry.unrecorded.map((one) => `  ${unrecordedText(one)}`),
  ];
}

/** `what us.list.rule "Parties" asked for before 2018-08-13 is not recorded [15 CFR 744.11(a)]`. */
function unrecordedText({ measure, title, citations, since }: Unrecorded): string {
  const cited = citations.length === 0 ? "" : ` [${citations.join("; ")}]`;
  return `what ${measure}${title === null ? "" : ` "${title}"`} asked for before ${since} is not recorded${cited}`;
}

function witnessTitle({ scenario }: CalendarWitness): string {
  return scenario === null ? "for example" : `for example "${scenario}"`;
}

function answerChange({ before, after }: CalendarWitness): string {
  return `the day before ${briefText(before)}; from this day ${briefText(after)}`;
}

/** `license required, review presumption of denial`. */
export function briefText(brief: Brief): string {
  const words = (text: string): string => text.replaceAll("_", " ");
  const [least, most] = brief.review;
  const policy = (p: typeof least): string => (p === null ? "not stated" : words(p));
  const verdict =
    brief.verdict === "undetermined"
      ? `undetermined (at least ${words(brief.atLeast)}, at most ${words(brief.atMost)})`
      : words(brief.verdict);
  const review =
    least === null && most === null
      ? ""
      : least === most
        ? `, review ${policy(least)}`
        : `, review between ${policy(least)} and ${policy(most)}`;
  const routes = brief.routes.length === 0 ? "" : `, license types ${brief.routes.map(words).join(", ")}`;
  const practice = brief.practice === null ? "" : `, in practice ${words(brief.practice)}`;
  return `${verdict}${review}${routes}${practice}`;
}

// ------------------------------------------------------------------------------------------------------- documents

export function markdownCalendar(found: Calendar): string {
  if (found.entries.length === 0) return `# Calendar\n\n${NOTHING}\n`;
  const lines = ["# Calendar"];
  let day = "";
  for (const entry of found.entries) {
    if (entry.day !== day) lines.push("", `## ${entry.day}`);
    day = entry.day;
    lines.push("", `**${escaped(entry.jurisdiction)}**: ${escaped(headline(entry))}`, "");
    for (const event of shownEvents(entry.events)) lines.push(`- ${escaped(event)}`);
    if (entry.witness !== null && !isRecordAlone(entry)) {
      lines.push(
        `- ${escaped(`${witnessTitle(entry.witness)}: ${factsInWords(entry.witness.case)}`)}`,
        `  - ${escaped(answerChange(entry.witness))}`,
        ...entry.unrecorded.map((one) => `  - ${escaped(unrecordedText(one))}`),
      );
    }
  }
  return `${lines.join("\n")}\n`;
}

/** Sources and cases are no Markdown: their marks are taken literally. */
function escaped(text: string): string {
  return plainText(text).replaceAll(/[\\`*_[\]<>|#]/g, "\\$&");
}

export function jsonCalendar(found: Calendar): string {
  return `${JSON.stringify({ format: "cordon/calendar@1", ...found }, null, 2)}\n`;
}
