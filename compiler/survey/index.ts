/** Pages of a report that look at all jurisdictions at once: the explorer, the timeline, powers, the comparison. */

import { countryName } from "../check/countries.ts";
import type { IsoDate, Jurisdiction, Program } from "../check/tree.ts";
import type { ComparisonPlan } from "../compare/matrix-file.ts";
import { explorerPage } from "../explorer/page.ts";
import { explorerTexts } from "../explorer/texts.ts";
import type { Page, PageLink } from "../report/document.ts";
import type { Site, Survey } from "../report/index.ts";
import { languages } from "../report/wording/language.ts";
import type { Bundle } from "../runtime/format.ts";
import { comparisonPage } from "./comparison.ts";
import { type BoundMatrix, type Powers, powersOf, powersPage } from "./powers.ts";
import { Questions } from "./questions.ts";
import { surveyTexts } from "./texts.ts";
import { timelinePage } from "./timeline.ts";

export interface SurveySource {
  readonly program: Program;
  /** the tables of the build; null: too large for pages that answer with them, which are left out */
  readonly bundle: Bundle | null;
  /** only these jurisdictions; null: all */
  readonly jurisdictions: readonly string[] | null;
  /** the explorer's program, as `build.mjs` makes it; null: the report has no explorer */
  readonly explorer: string | null;
  /** what the workspace asks of all jurisdictions; null: nothing */
  readonly matrix: BoundMatrix | null;
}

/** The pages, in the order in which the navigation names them. */
export function surveysOf(source: SurveySource, site: Site): readonly Survey[] {
  const { program, bundle, explorer, matrix } = source;
  const { language, wording, addressOf } = site;
  const { texts } = languages[language];
  const own = surveyTexts[language];
  const day = site.day ?? lastDay(program);
  if (day === null) return [];
  const trail = [{ page: "index", text: texts.frame.overview }];
  const jurisdictions = surveyed(source);
  const timeline = timelinePage({ program, jurisdictions, asOf: day, wording }, trail);
  const powers =
    matrix === null ? null : powersPage(powersIn(source, matrix, day), matrix.program, wording, trail);
  const comparison = comparisonOf(source, site, day, trail);
  return [
    ...(explorer === null || bundle === null
      ? []
      : [
          {
            page: explorerPage({ program, bundle, wording, asOf: day, addressOf }, explorer, trail),
            name: texts.headings.explorer,
            purpose: explorerTexts[language].purpose,
          },
        ]),
    ...(timeline === null
      ? []
      : [{ page: timeline, name: texts.headings.timeline, purpose: own.timeline.purpose }]),
    ...(powers === null ? [] : [{ page: powers, name: own.powers.name, purpose: own.powers.purpose }]),
    ...(comparison === null
      ? []
      : [{ page: comparison, name: texts.headings.comparison, purpose: own.comparison.purpose }]),
  ];
}

function comparisonOf(
  source: SurveySource,
  { wording }: Site,
  asOf: IsoDate,
  trail: readonly PageLink[],
): Page | null {
  const { program, bundle, matrix, explorer } = source;
  const plan = matrix?.file.comparison;
  if (matrix === null || plan === undefined || bundle === null) return null;
  return comparisonPage(
    {
      program,
      questions: questionsOf(source, bundle, plan, matrix.file.columns, asOf),
      destination: plan.destination,
      maps: plan.maps ?? MAPS,
      asOf,
      wording,
      countryName: (code) => countryName(code, wording.language.name) ?? code,
      hasExplorer: explorer !== null,
    },
    trail,
  );
}

/** What was asked for one language is not asked again for the next. */
const asked = new WeakMap<SurveySource, Questions>();
const powersAsked = new WeakMap<SurveySource, Powers>();

function powersIn(source: SurveySource, matrix: BoundMatrix, asOf: IsoDate): Powers {
  const powers = powersAsked.get(source) ?? powersOf(within(matrix, source), asOf);
  powersAsked.set(source, powers);
  return powers;
}

function questionsOf(
  source: SurveySource,
  bundle: Bundle,
  plan: ComparisonPlan,
  columns: readonly string[],
  asOf: IsoDate,
): Questions {
  const known = asked.get(source);
  if (known !== undefined) return known;
  const order = columns.filter((name) => source.jurisdictions?.includes(name) ?? true);
  const questions = new Questions(source.program, bundle, plan, asOf, order);
  asked.set(source, questions);
  return questions;
}

/** Products whose destinations are drawn, unless the workspace says otherwise. */
const MAPS = 3;

/** The matrix with the columns that the report is about. */
function within(matrix: BoundMatrix, { jurisdictions }: SurveySource): BoundMatrix {
  const known = new Set(matrix.program.jurisdictions.map(({ name }) => name));
  const columns = matrix.file.columns.filter(
    (name) => known.has(name) && (jurisdictions?.includes(name) ?? true),
  );
  return { ...matrix, file: { ...matrix.file, columns } };
}

/** Jurisdictions with measures of their own: in the order of the matrix, then by name. */
function surveyed({ program, jurisdictions, matrix }: SurveySource): readonly Jurisdiction[] {
  const first = matrix?.file.columns ?? [];
  const rankOf = ({ name }: Jurisdiction): number =>
    first.includes(name) ? first.indexOf(name) : first.length;
  return program.jurisdictions
    .filter(({ name }) => jurisdictions === null || jurisdictions.includes(name))
    .filter((one) => program.measures.some((m) => m.proposal === null && m.jurisdiction === one))
    .toSorted((a, b) => rankOf(a) - rankOf(b) || (a.name < b.name ? -1 : 1));
}

/** Where no module says to which day it was read: the last day on which some measure begins. */
function lastDay({ measures }: Program): IsoDate | null {
  const begun = measures.flatMap(({ chronology }) =>
    chronology.versions.flatMap(({ from }) => (from === null ? [] : [from])),
  );
  return begun.toSorted().at(-1) ?? null;
}
