import { calendar as calendarOf } from "../../calendar/calendar.ts";
import { jsonCalendar, markdownCalendar, prettyCalendar } from "../../calendar/render.ts";
import { addDays } from "../../check/days.ts";
import { build, sourceLines } from "../../index.ts";
import { load } from "../../runtime/index.ts";
import { EXIT, type ExitCode, Unusable } from "../exit-codes.ts";
import { requireNoErrors } from "../findings.ts";
import { chooseJurisdictions, requireNoJurisdictions } from "../jurisdictions.ts";
import { out, Progress, print } from "../terminal.ts";
import { openWorkspace } from "../workspace.ts";

export interface CalendarCommand {
  readonly jurisdiction?: readonly string[];
  readonly from?: string;
  readonly until?: string;
  /** days after `asOf` */
  readonly next?: number;
  readonly asOf?: string;
  readonly format: "pretty" | "json" | "md";
}

/** Lists every date on which some answer changes. */
export async function calendar(paths: readonly string[], options: CalendarCommand): Promise<ExitCode> {
  requireNoJurisdictions(paths);
  const { from, until } = period(options);
  const opened = openWorkspace(paths);
  const blocked = requireNoErrors(opened, "errors only");
  if (blocked !== null) return blocked;
  const engine = load(build(opened.compilation, { tablesOnly: true }).bundle);
  const jurisdictions = chooseJurisdictions(options.jurisdiction ?? null, engine.jurisdictions);
  const progress = new Progress();
  const found = calendarOf(opened.compilation.program, engine, {
    from,
    until,
    jurisdictions,
    lineOf: sourceLines(opened.compilation).lineOf,
    onProgress: (jurisdiction, day) =>
      progress.step(`comparing ${jurisdiction} on ${day} with the day before`),
  });
  progress.done();
  if (options.format === "json") print(jsonCalendar(found));
  else if (options.format === "md") print(markdownCalendar(found));
  else
    print(prettyCalendar(found, { strong: out.bold, soft: out.dim, tighter: out.yellow, looser: out.green }));
  return EXIT.clean;
}

/** The days asked about. No clock is read: what comes next comes after a day that is named. */
function period({ from, until, next, asOf }: CalendarCommand): {
  readonly from: string | null;
  readonly until: string | null;
} {
  if (next !== undefined) {
    if (asOf === undefined)
      throw new Unusable("--next counts from a day that is not named", "add --as-of DATE");
    if (from !== undefined || until !== undefined)
      throw new Unusable("--next names the days already", "leave out --from and --until, or --next");
    return { from: addDays(asOf, 1), until: addDays(asOf, next) };
  }
  if (asOf !== undefined)
    throw new Unusable("--as-of is the day that --next counts from", "add --next 90d, or use --from DATE");
  if (from !== undefined && until !== undefined && until < from)
    throw new Unusable(`--until ${until} lies before --from ${from}`);
  return { from: from ?? null, until: until ?? null };
}
