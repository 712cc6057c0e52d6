/** Pages of a report that look at all jurisdictions at once: the explorer, the timeline, powers, the comparison. */
import type { IsoDate, Jurisdiction, Program } from "../check/tree.ts";
import { explorerPage } from "../explorer/page.ts";
import { explorerTexts } from "../explorer/texts.ts";
import type { Site, Survey } from "../report/index.ts";
import { languages } from "../report/wording/language.ts";
import type { Bundle } from "../runtime/format.ts";
import { surveyTexts } from "./texts.ts";
import { timelinePage } from "./timeline.ts";

export interface SurveySource {
  readonly program: Program;
  /** the tables of the build */
  readonly bundle: Bundle;
  /** only these jurisdictions; null: all */
  readonly jurisdictions: readonly string[] | null;
  /** the explorer's program, as `build.mjs` makes it; null: the report has no explorer */
  readonly explorer: string | null;
}

/** The pages, in the order in which the navigation names them. */
export function surveysOf(source: SurveySource, site: Site): readonly Survey[] {
  const { program, bundle, explorer } = source;
  const { language, wording, addressOf } = site;
  const { texts } = languages[language];
  const own = surveyTexts[language];
  const day = site.day ?? lastDay(program);
  if (day === null) return [];
  const trail = [{ page: "index", text: texts.frame.overview }];
  const jurisdictions = surveyed(source);
  const timeline = timelinePage({ program, jurisdictions, asOf: day, wording }, trail);
  return [
    ...(explorer === null
      ? []
      : [
          {
            page: explorerPage({ program, bundle, language, asOf: day, addressOf }, explorer, trail),
            name: texts.headings.explorer,
            purpose: explorerTexts[language].purpose,
          },
        ]),
    ...(timeline === null
      ? []
      : [{ page: timeline, name: texts.headings.timeline, purpose: own.timeline.purpose }]),
  ];
}

/** Jurisdictions with measures of their own, by name. */
function surveyed({ program, jurisdictions }: SurveySource): readonly Jurisdiction[] {
  return program.jurisdictions
    .filter(({ name }) => jurisdictions === null || jurisdictions.includes(name))
    .filter((one) => program.measures.some((m) => m.proposal === null && m.jurisdiction === one))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** Where no module says to which day it was read: the last day on which some measure begins. */
function lastDay({ measures }: Program): IsoDate | null {
  const begun = measures.flatMap(({ chronology }) =>
    chronology.versions.flatMap(({ from }) => (from === null ? [] : [from])),
  );
  return begun.toSorted().at(-1) ?? null;
}
