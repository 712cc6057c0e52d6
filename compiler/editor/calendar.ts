/** The days on which some answer changes, as a page that an editor shows. */
import { calendar } from "../calendar/calendar.ts";
import { markdownCalendar } from "../calendar/render.ts";
import { type Compilation, hasErrors, sourceLines } from "../index.ts";
import { load } from "../runtime/index.ts";
import { jurisdictionOf } from "./pages.ts";
import { tablesOf } from "./tables.ts";

export interface CalendarPage {
  /** why there is none; null: there is */
  readonly blocked: string | null;
  readonly markdown: string;
}

/** The calendar of the jurisdiction whose law a file is; of a file of no jurisdiction, that of all. */
export function calendarPage(
  compilation: Compilation,
  file: string,
  onProgress: (what: string) => void = () => undefined,
): CalendarPage {
  if (hasErrors(compilation.diagnostics)) return { blocked: "the law has errors", markdown: "" };
  const jurisdiction = jurisdictionOf(compilation, file);
  const found = calendar(compilation.program, load(tablesOf(compilation)), {
    jurisdictions: jurisdiction === null ? null : [jurisdiction],
    lineOf: sourceLines(compilation).lineOf,
    onProgress: (name, day) => onProgress(`comparing ${name} on ${day} with the day before`),
  });
  return { blocked: null, markdown: markdownCalendar(found) };
}
