/** The report as one page that opens from disk. */
import { text } from "../report/html.ts";
import { page } from "./page.ts";
import { flipLine, textLine } from "./pretty.ts";
import type { AnswerChange, DiffReport } from "./report.ts";
import {
  APART,
  byPlainness,
  citationsText,
  evidenceText,
  idsText,
  regionLabel,
  sentenceText,
  shortRegions,
  summaryText,
} from "./words.ts";

export function htmlDiff(report: DiffReport): string {
  const day = report.asOf === null ? "" : ` on ${report.asOf}`;
  const title = `${report.old} → ${report.new}${day}`;
  const list = (heading: string, lines: readonly string[]): string =>
    lines.length === 0
      ? ""
      : `<h2>${heading}</h2>\n<ul>\n${lines.map((line) => `<li>${text(line)}</li>`).join("\n")}\n</ul>\n`;
  const { plain, apart } = byPlainness(report);
  const answers = (heading: string, changes: readonly AnswerChange[]): string =>
    changes.length === 0
      ? ""
      : `<h2>${heading}</h2>\n${changes.map((change) => changeSection(change, report)).join("\n")}\n`;
  const notes = report.notes.map((note) => `<p class="remark">${text(note.message)}</p>`).join("\n");
  const body = `<main>
<h1>${text(title)}</h1>
<p>${text(summaryText(report))}.</p>
${notes}
${answers("Answers", plain)}${list("Scenarios", report.scenarios.map(flipLine))}${list("Texts", report.texts.map(textLine))}${answers(APART, apart)}</main>`;
  return page(title, body);
}

function changeSection(change: AnswerChange, report: DiffReport): string {
  const row = (label: string, content: string | null): string =>
    content === null || content === "" ? "" : `<dt>${label}</dt><dd>${text(content)}</dd>\n`;
  const { witness } = change;
  return `<section>
<h3>${text(sentenceText(change, report))}</h3>
<dl>
${shortRegions(change)
  .map((box, i) => row(regionLabel(box, i), box))
  .join(
    "",
  )}${row("by", idsText(change.reasons, change.reasons))}${row("citations", citationsText(change))}${row("edited", idsText(change.edited, change.reasons))}${row("note", evidenceText(change))}</dl>
${witness === null ? "" : `<details><summary>A case that shows it, as of ${witness.asOf}</summary>\n<pre>${text(JSON.stringify(witness.case, null, 2))}</pre></details>`}
</section>`;
}
