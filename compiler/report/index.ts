/** The report of a build: a site in HTML and the same in Markdown, in one language or several, and the sources it points into. */
import type { SourceFile } from "../../grammar/base/source-file.ts";
import type { Program, Scenario } from "../check/tree.ts";
import type { Coverage } from "../coverage/measure.ts";
import type { DiffReport } from "../diff/report.ts";
import { beginGathered, type Output } from "../output.ts";
import type { ScenarioResult } from "../scenario/outcome.ts";
import { anchor, type Page, pageAddress, sourcePagePath, type Targets } from "./document.ts";
import { type Frame, type Hash, HtmlPage } from "./html.ts";
import { MarkdownPage } from "./markdown.ts";
import { reportDay, reportModel } from "./model.ts";
import type { Findings } from "./site/context.ts";
import { FIXED_PAGES, groundwork, type Pages, sitePages } from "./site/site.ts";
import type { Standing } from "./site/standing.ts";
import { Sources } from "./source-pages.ts";
import { LANGUAGE_NAMES, type LanguageName } from "./wording/glossary.ts";
import { languages } from "./wording/language.ts";
import { type Translations, Wording } from "./wording/wording.ts";

export interface ReportOptions {
  /** the sources by path: the report quotes them */
  readonly sources: ReadonlyMap<string, SourceFile>;
  /** SHA-256 of a text in base64: the report folder has no hash function of its own */
  readonly hash: Hash;
  /** only these jurisdictions; null: all */
  readonly jurisdictions?: readonly string[] | null;
  /** jurisdictions that every page names first, in this order; the others follow by name */
  readonly first?: readonly string[];
  /** the day the report is about; null: the last day to which its law was read */
  readonly asOf?: string | null;
  /** languages, English if none is named; the first has the folder of the report, the others one within it */
  readonly languages?: readonly LanguageName[];
  /** titles and words of the sources in other languages */
  readonly translations?: Readonly<Partial<Record<LanguageName, Translations>>>;
  /** what running the scenarios found; null: not run */
  readonly results?: readonly ScenarioResult[] | null;
  /** how scenarios about products stand on the day of the report */
  readonly standings?: ReadonlyMap<Scenario, readonly Standing[]>;
  /** what the scenarios exercise; null: not measured */
  readonly coverage?: Coverage | null;
  /** what changes against an earlier law; null: not compared */
  readonly changes?: DiffReport | null;
  /** pages over all jurisdictions that are made elsewhere, each of which the navigation leads to */
  readonly surveys?: (site: Site) => readonly Survey[];
  /** told how far the writing is */
  readonly onPage?: (written: number) => void;
}

/** What a page that is made elsewhere may know of the others. */
export interface Site {
  readonly language: LanguageName;
  /** its words, with the titles that a catalog translates */
  readonly wording: Wording;
  /** the day the report is about; null: no source says to which day its law was read */
  readonly day: string | null;
  /** address of the place that describes a declaration, relative to the pages' folder; null: none does */
  readonly addressOf: (id: string) => string | null;
}

/** A page over all jurisdictions. */
export interface Survey {
  readonly page: Page;
  /** its name in the navigation */
  readonly name: string;
  /** what it answers, for the first page */
  readonly purpose: string;
}

/** What was said in a language that no catalog translates: the text of the source by id. */
export type MissingTranslations = Readonly<Partial<Record<LanguageName, ReadonlyMap<string, string>>>>;

/** Names that no jurisdiction's page takes, in lower case: other pages, and folders of pages. */
const TAKEN: readonly string[] = [
  ...FIXED_PAGES,
  ...LANGUAGE_NAMES,
  "measure",
  "product",
  "shared",
  "source",
  "timeline",
  "powers",
  "matrix",
  "comparison",
  "explorer",
];

/**
 * Writes the report of a checked program: `report/index.html`, a page for each jurisdiction, measure and product, the same
 * in Markdown, and `report/source/...`. The same program and sources give the same bytes.
 */
export function report(program: Program, options: ReportOptions, output: Output): MissingTranslations {
  const only = options.jurisdictions ?? null;
  const ground = groundwork(reportModel(program, only, TAKEN, options.first), TAKEN);
  const day = reportDay(program, options.asOf ?? null, only);
  const findings: Findings = {
    results: options.results ?? null,
    standings: options.standings ?? new Map(),
    coverage: options.coverage ?? null,
  };
  const sources = new Sources(program, options.sources);
  const targets: Targets = {
    pageOf: (id) => ground.homes.pageOf(id),
    placeOf: (span) => sources.placeOf(span),
  };
  const chosen = options.languages ?? ["en"];
  const missing: Partial<Record<LanguageName, ReadonlyMap<string, string>>> = {};
  let written = 0;
  const write = (page: Page, frame: Frame, folder: string): void => {
    writePage(page, targets, frame, options.hash, output, folder);
    options.onPage?.(++written);
  };
  for (const language of chosen) {
    const wording = new Wording(language, options.translations?.[language]);
    const made = sitePages(ground, wording, day, findings, options.changes ?? null);
    const addressOf = (id: string): string | null => {
      const home = ground.homes.pageOf(id);
      return home === null ? null : `${pageAddress(home, "html")}#${anchor(id)}`;
    };
    const surveys = options.surveys?.({ language, wording, day, addressOf }) ?? [];
    const frame = frameOf(made, surveys, chosen);
    const folder = folderOf(language, chosen);
    const ways = surveys.map(({ page, purpose }) => ({
      page: page.name,
      title: page.title,
      text: [purpose],
    }));
    for (const page of made.pages(ways)) write(page, frame, folder);
    for (const { page } of surveys) write(page, frame, folder);
    missing[language] = wording.missing;
    if (language === chosen[0])
      for (const { path, page } of sources.pages(made.site.words.notes.sourceOf)) {
        const html = beginGathered(output, `report/${sourcePagePath(path)}`);
        writeParts(
          page,
          new HtmlPage(page, targets, { ...frame, languages: [] }, options.hash, (text) => html.write(text)),
        );
        html.end();
        options.onPage?.(++written);
      }
  }
  return missing;
}

/** Where the pages of a language stand, relative to the report. */
function folderOf(language: LanguageName, chosen: readonly LanguageName[]): string {
  return language === chosen[0] ? "" : `${language}/`;
}

function frameOf({ site, nav }: Pages, surveys: readonly Survey[], chosen: readonly LanguageName[]): Frame {
  const { language } = site.wording;
  const { frame } = language.texts;
  const home = folderOf(language.name, chosen) === "" ? "" : "../";
  return {
    lang: language.tag,
    title: frame.title,
    nav: [
      ...nav.slice(0, -1),
      ...surveys.map(({ page, name }) => ({ page: page.name, text: name })),
      ...nav.slice(-1),
    ],
    languages: chosen
      .filter((name) => name !== language.name)
      .map((name) => ({
        lang: languages[name].tag,
        text: languages[name].endonym,
        folder: home + folderOf(name, chosen),
      })),
    home,
    foot: [site.words.foot],
    words: {
      skip: frame.skip,
      site: frame.pages,
      trail: frame.breadcrumbs,
      contents: frame.contents,
      languages: frame.language,
      data: site.words.data,
    },
  };
}

/** Writes both forms of a page side by side: what they show is made once. */
function writePage(
  page: Page,
  targets: Targets,
  frame: Frame,
  hash: Hash,
  output: Output,
  folder: string,
): void {
  const html = beginGathered(output, `report/${folder}${page.name}.html`);
  const markdown = beginGathered(output, `report/${folder}${page.name}.md`);
  writeParts(
    page,
    new HtmlPage(page, targets, frame, hash, (text) => html.write(text)),
    new MarkdownPage(page, targets, frame.home, (text) => markdown.write(text)),
  );
  html.end();
  markdown.end();
}

function writeParts(page: Page, ...writers: readonly (HtmlPage | MarkdownPage)[]): void {
  for (const part of page.parts) {
    for (const writer of writers) writer.part(part);
    for (const block of part.blocks()) for (const writer of writers) writer.block(block);
  }
  for (const writer of writers) writer.end();
}
