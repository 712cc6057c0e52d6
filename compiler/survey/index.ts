/** Pages of a report that look at all jurisdictions at once: the explorer, the timeline, powers, the comparison. */
import type { IsoDate, Program } from "../check/tree.ts";
import { explorerPage } from "../explorer/page.ts";
import { explorerTexts } from "../explorer/texts.ts";
import type { Site, Survey } from "../report/index.ts";
import { languages } from "../report/wording/language.ts";
import type { Bundle } from "../runtime/format.ts";

export interface SurveySource {
  readonly program: Program;
  /** the tables of the build */
  readonly bundle: Bundle;
  /** the day of the report; null: the latest to which a module was read */
  readonly asOf: IsoDate | null;
  /** the explorer's program, as `build.mjs` makes it; null: the report has no explorer */
  readonly explorer: string | null;
}

/** The pages, in the order in which the navigation names them. */
export function surveysOf({ program, bundle, asOf, explorer }: SurveySource, site: Site): readonly Survey[] {
  const { texts } = languages[site.language];
  const day = asOf ?? dayOf(program);
  const trail = [{ page: "index", text: texts.frame.overview }];
  const pages: Survey[] = [];
  if (explorer !== null && day !== null) {
    const source = { program, bundle, language: site.language, asOf: day, addressOf: site.addressOf };
    pages.push({
      page: explorerPage(source, explorer, trail),
      name: texts.headings.explorer,
      purpose: explorerTexts[site.language].purpose,
    });
  }
  return pages;
}

/** The latest day to which a module was read; without one, the last day on which something begins. */
function dayOf({ modules, measures }: Program): IsoDate | null {
  const read = modules.flatMap(({ currentTo }) => (currentTo === null ? [] : [currentTo]));
  const begun = measures.flatMap(({ chronology }) =>
    chronology.versions.flatMap(({ from }) => (from === null ? [] : [from])),
  );
  return (read.length > 0 ? read : begun).toSorted().at(-1) ?? null;
}
