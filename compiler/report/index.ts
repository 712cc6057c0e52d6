/** The report of a build: pages in HTML and Markdown, and the sources they point into. */
import type { SourceFile } from "../../grammar/base/source-file.ts";
import type { Program } from "../check/tree.ts";
import { sourcePagePath, type Targets } from "./document.ts";
import { htmlPage, STYLE } from "./html.ts";
import { markdownPage } from "./markdown.ts";
import { reportModel } from "./model.ts";
import { compare } from "./order.ts";
import { reportPages, type ScenarioOutcomes } from "./pages.ts";
import { Sources } from "./source-pages.ts";

export type { ScenarioOutcomes } from "./pages.ts";

export interface ReportOptions {
  /** the sources by path: the report quotes them */
  readonly sources: ReadonlyMap<string, SourceFile>;
  /** SHA-256 of a text in base64: the report folder has no hash function of its own */
  readonly hash: (text: string) => string;
  /** only these jurisdictions; null: all */
  readonly jurisdictions?: readonly string[] | null;
  /** whether each scenario held; null: not run */
  readonly outcomes?: ScenarioOutcomes | null;
}

/**
 * Writes the report of a checked program: `report/index.html`, `report/<J>.html`, the same in Markdown, and
 * `report/source/...`. The same program and sources give the same bytes.
 */
export function report(program: Program, options: ReportOptions): { path: string; text: string }[] {
  const pages = reportPages(reportModel(program, options.jurisdictions ?? null), options.outcomes ?? null);
  const homes = new Map<string, string>();
  for (const page of pages)
    for (const block of page.blocks)
      if (block.kind === "heading" && block.id !== null) homes.set(block.id, page.name);
  const sources = new Sources(program, options.sources);
  const targets: Targets = {
    pageOf: (id) => homes.get(id) ?? null,
    placeOf: (span) => sources.placeOf(span),
  };

  const styleHash = options.hash(STYLE);
  const files = pages.flatMap((page) => [
    { path: `report/${page.name}.html`, text: htmlPage(page, targets, styleHash) },
    { path: `report/${page.name}.md`, text: markdownPage(page, targets) },
  ]);
  for (const page of sources.pages(styleHash))
    files.push({ path: `report/${sourcePagePath(page.path)}`, text: page.text });
  return files.sort((a, b) => compare(a.path, b.path));
}
