/** The report of a build: pages in HTML and Markdown, and the sources they point into. */
import type { SourceFile } from "../../grammar/base/source-file.ts";
import type { Program } from "../check/tree.ts";
import { beginGathered, type Output, writeWhole } from "../output.ts";
import { anchor, type Page, pageAddress, sourcePagePath, type Targets } from "./document.ts";
import { type Frame, type Hash, HtmlPage } from "./html.ts";
import { MarkdownPage } from "./markdown.ts";
import { reportModel } from "./model.ts";
import { reportPages, type ScenarioOutcomes } from "./pages.ts";
import { Sources } from "./source-pages.ts";
import type { LanguageName } from "./wording/glossary.ts";
import { texts } from "./wording/texts.ts";

export type { ScenarioOutcomes } from "./pages.ts";

export interface ReportOptions {
  /** the sources by path: the report quotes them */
  readonly sources: ReadonlyMap<string, SourceFile>;
  /** SHA-256 of a text in base64: the report folder has no hash function of its own */
  readonly hash: Hash;
  /** only these jurisdictions; null: all */
  readonly jurisdictions?: readonly string[] | null;
  /** whether each scenario held; null: not run */
  readonly outcomes?: ScenarioOutcomes | null;
  /** pages over all jurisdictions that are made elsewhere, each of which the navigation leads to */
  readonly surveys?: (site: Site) => readonly Survey[];
}

/** What a page that is made elsewhere may know of the others. */
export interface Site {
  readonly language: LanguageName;
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

/**
 * Writes the report of a checked program: `report/index.html`, `report/<J>.html`, the same in Markdown, and
 * `report/source/...`. The same program and sources give the same bytes.
 */
export function report(program: Program, options: ReportOptions, output: Output): void {
  const pages = reportPages(reportModel(program, options.jurisdictions ?? null), options.outcomes ?? null);
  const homes = new Map<string, string>();
  for (const page of pages) for (const { ids } of page.parts) for (const id of ids) homes.set(id, page.name);
  const sources = new Sources(program, options.sources);
  const targets: Targets = {
    pageOf: (id) => homes.get(id) ?? null,
    placeOf: (span) => sources.placeOf(span),
  };
  const addressOf = (id: string): string | null => {
    const home = homes.get(id);
    return home === undefined ? null : `${pageAddress(home, "html")}#${anchor(id)}`;
  };
  const surveys = options.surveys?.({ language: "en", addressOf }) ?? [];
  const frame = frameOf(surveys);
  for (const page of [...pages, ...surveys.map((survey) => survey.page)])
    writePage(page, targets, frame, options.hash, output);
  for (const page of sources.pages(options.hash))
    writeWhole(output, `report/${sourcePagePath(page.path)}`, page.text);
}

function frameOf(surveys: readonly Survey[]): Frame {
  const { frame } = texts.en;
  return {
    lang: "en",
    title: frame.title,
    nav: [
      { page: "index", text: frame.overview },
      ...surveys.map(({ page, name }) => ({ page: page.name, text: name })),
    ],
    languages: [],
    home: "",
    foot: [frame.lead],
    words: {
      skip: frame.skip,
      site: frame.pages,
      trail: frame.breadcrumbs,
      contents: frame.contents,
      languages: frame.language,
      data: "The same data as a table",
    },
  };
}

/** Writes both forms of a page side by side: what they show is made once. */
function writePage(page: Page, targets: Targets, frame: Frame, hash: Hash, output: Output): void {
  const html = beginGathered(output, `report/${page.name}.html`);
  const markdown = beginGathered(output, `report/${page.name}.md`);
  const writers = [
    new HtmlPage(page, targets, frame, hash, (text) => html.write(text)),
    new MarkdownPage(page, targets, frame.home, (text) => markdown.write(text)),
  ];
  for (const part of page.parts) {
    for (const writer of writers) writer.part(part);
    for (const block of part.blocks()) for (const writer of writers) writer.block(block);
  }
  for (const writer of writers) writer.end();
  html.end();
  markdown.end();
}
