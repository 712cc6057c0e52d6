/** The report of a build: pages in HTML and Markdown, and the sources they point into. */
import type { SourceFile } from "../../grammar/base/source-file.ts";
import type { Program } from "../check/tree.ts";
import { sourcePagePath, type Targets } from "./document.ts";
import { htmlPage, STYLE } from "./html.ts";
import { markdownPage } from "./markdown.ts";
import { compare, reportModel } from "./model.ts";
import { reportPages, type ScenarioOutcomes } from "./pages.ts";
import { sourcePage } from "./source-pages.ts";

export type { ScenarioOutcomes } from "./pages.ts";

export interface ReportOptions {
  /** the sources by path, for line numbers and source pages */
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
  const targets: Targets = {
    pageOf: (id) => homes.get(id) ?? null,
    lineOf: (span) => options.sources.get(span.file)?.position(span.start).line ?? null,
  };

  const styleHash = options.hash(STYLE);
  const files = pages.flatMap((page) => [
    { path: `report/${page.name}.html`, text: htmlPage(page, targets, styleHash) },
    { path: `report/${page.name}.md`, text: markdownPage(page, targets) },
  ]);
  for (const source of options.sources.values())
    files.push({ path: `report/${sourcePagePath(source.path)}`, text: sourcePage(source, styleHash) });
  return files.sort((a, b) => compare(a.path, b.path));
}
