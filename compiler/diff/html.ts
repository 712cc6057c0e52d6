/** The report as one page that opens from disk. */
import { text } from "../report/html.ts";
import { page } from "./page.ts";
import { flipLine, textLine } from "./pretty.ts";
import type { AnswerChange, DiffReport } from "./report.ts";
import { shortRegions } from "./short-regions.ts";
import { fewIds, moreText, type Titles, UNTITLED } from "./titles.ts";
import { APART, byPlainness, citationsText, evidenceText, sentenceText, summaryText } from "./words.ts";

export function htmlDiff(report: DiffReport, titles: Titles = UNTITLED): string {
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
      : `<h2>${heading}</h2>\n${changes.map((change) => changeSection(change, report, titles)).join("\n")}\n`;
  const notes = report.notes.map((note) => `<p class="remark">${text(note.message)}</p>`).join("\n");
  const texts = report.texts.map((change) => textLine(change, titles));
  const body = `<main>
<h1>${text(title)}</h1>
<p>${text(summaryText(report))}.</p>
${notes}
${answers("Answers", plain)}${list("Scenarios", report.scenarios.map(flipLine))}${list("Texts", texts)}${answers(APART, apart)}</main>`;
  return page(title, body);
}

function changeSection(change: AnswerChange, report: DiffReport, titles: Titles): string {
  const { reasons, edited, witness } = change;
  const row = (label: string, contents: readonly string[]): string =>
    contents.length === 0
      ? ""
      : `<dt>${label}</dt>${contents.map((content) => `<dd>${content}</dd>`).join("")}\n`;
  const names = (ids: readonly string[]): readonly string[] => {
    const { shown, rest } = fewIds(ids, change, titles);
    return [...shown.map((id) => named(id, titles)), ...moreText(rest)];
  };
  const note = evidenceText(change);
  const rows = [
    ...shortRegions(change, titles).map((line) => row(line.label, line.texts.map(text))),
    row("by", names(reasons)),
    row("citations", citationsText(change).map(text)),
    row("edited", names(edited)),
    row("note", note === null ? [] : [text(note)]),
  ];
  return `<section>
<h3>${text(sentenceText(change, report))}</h3>
<dl>
${rows.join("")}</dl>
${witness === null ? "" : `<details><summary>A case that shows it, as of ${witness.asOf}</summary>\n<pre>${text(JSON.stringify(witness.case, null, 2))}</pre></details>`}
</section>`;
}

/** As markup: an id is set apart from the title before it. */
function named(id: string, titles: Titles): string {
  const title = titles(id)?.title ?? null;
  return `${title === null ? "" : `${text(title)} `}<code>${text(id)}</code>`;
}
