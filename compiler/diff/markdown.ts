/**
 * The report as a comment on a pull request: a summary that always fits, then changes for as long as there is room, then
 * how many were left out.
 */
import { text } from "../report/html.ts";
import { markdownText } from "../report/markdown.ts";
import { flipLine, textLine } from "./pretty.ts";
import type { AnswerChange, DiffReport } from "./report.ts";
import { shortRegions } from "./short-regions.ts";
import { namesText, type Titles, UNTITLED } from "./titles.ts";
import { APART, byPlainness, citationsText, evidenceText, sentenceText, summaryText } from "./words.ts";

/** Characters: what common forges take in one comment, with room for a footer. */
export const COMMENT_LIMIT = 60_000;

const APART_KIND = APART[0]!.toLowerCase() + APART.slice(1);
const SIGNS = { tighter: "▲", looser: "▼", changed: "◆" } as const;

export function markdownDiff(
  report: DiffReport,
  titles: Titles = UNTITLED,
  limit: number = COMMENT_LIMIT,
): string {
  const day = report.asOf === null ? "" : ` on ${report.asOf}`;
  const head = [
    `## ${markdownText(report.old)} → ${markdownText(report.new)}${day}`,
    "",
    `**${markdownText(summaryText(report))}**`,
    ...report.notes.map((note) => `\n> ${markdownText(note.message)}`),
  ].join("\n");
  const { plain, apart } = byPlainness(report);
  const pieces: { readonly kind: string; readonly piece: string }[] = [
    ...plain.map((change) => ({ kind: "changes of answers", piece: changeText(change, report, titles) })),
    ...report.scenarios.map((flip) => ({ kind: "scenarios", piece: `- ${markdownText(flipLine(flip))}` })),
    ...report.texts.map((change) => ({
      kind: "changes of texts",
      piece: `- ${markdownText(textLine(change, titles))}`,
    })),
    ...apart.map((change) => ({ kind: APART_KIND, piece: changeText(change, report, titles) })),
  ];
  const reserve = 400;
  let result = head;
  let title = "";
  for (const [i, { kind, piece }] of pieces.entries()) {
    const heading = kind === title ? "" : `\n\n### ${kind[0]!.toUpperCase()}${kind.slice(1)}\n`;
    if (result.length + heading.length + piece.length + reserve > limit)
      return `${result}\n\n${cut(pieces.slice(i))}\n`;
    result += `${heading}\n${piece}`;
    title = kind;
  }
  return `${result}\n`;
}

/** What there was no room for, by kind. */
function cut(left: readonly { readonly kind: string }[]): string {
  const kinds = [...new Set(left.map(({ kind }) => kind))];
  const counts = kinds.map((kind) => {
    const n = left.filter((piece) => piece.kind === kind).length;
    return `${n} ${n === 1 ? kind.replace(/^(change|scenario|answer)s/, "$1") : kind}`;
  });
  return `**Not shown, for want of room: ${counts.join(", ")}.** \`cordon diff\` prints all of them.`;
}

function changeText(change: AnswerChange, report: DiffReport, titles: Titles): string {
  const { direction, reasons, edited, witness } = change;
  const item = (label: string, texts: readonly string[]): string[] => {
    const [only, ...rest] = texts.map(markdownText);
    if (only === undefined) return [];
    if (rest.length === 0) return [`- ${label}: ${only}`];
    return [`- ${label}:`, ...[only, ...rest].map((text) => `  - ${text}`)];
  };
  const note = evidenceText(change);
  return [
    `<details><summary>${SIGNS[direction]} ${text(sentenceText(change, report))}</summary>`,
    "",
    ...shortRegions(change, titles).flatMap(({ label, texts }) => item(label, texts)),
    ...item("by", namesText(reasons, change, titles)),
    ...item("citations", citationsText(change)),
    ...item("edited", namesText(edited, change, titles)),
    ...item("note", note === null ? [] : [note]),
    ...(witness === null
      ? []
      : [
          `- a case that shows it, as of ${witness.asOf}:`,
          "",
          fenced(JSON.stringify(witness.case, null, 2)),
        ]),
    "",
    "</details>",
    "",
  ].join("\n");
}

/** A block that no text inside can end. */
function fenced(json: string): string {
  const longest = Math.max(2, ...[...json.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}json\n${json}\n${fence}`;
}
