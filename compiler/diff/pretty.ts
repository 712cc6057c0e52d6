/** The report for a terminal. */
import { answerText, sideText } from "./direction.ts";
import type { AnswerChange, DiffReport, ScenarioFlip, TextChange } from "./report.ts";
import { shortRegions } from "./short-regions.ts";
import { moreText, namesText, nameText, type Titles, UNTITLED } from "./titles.ts";
import { APART, byPlainness, citationsText, evidenceText, sentenceText, summaryText } from "./words.ts";

/** How words are colored; plain where the caller returns them as they are. */
export interface DiffPaint {
  readonly tighter: (text: string) => string;
  readonly looser: (text: string) => string;
  readonly soft: (text: string) => string;
  readonly strong: (text: string) => string;
}

export const PLAIN: DiffPaint = {
  tighter: (text) => text,
  looser: (text) => text,
  soft: (text) => text,
  strong: (text) => text,
};

export interface PrettyOptions {
  readonly paint?: DiffPaint;
  /** in full those, too, that only transactions with more to them show */
  readonly each?: boolean;
  readonly titles?: Titles;
}

export function prettyDiff(
  report: DiffReport,
  { paint = PLAIN, each = false, titles = UNTITLED }: PrettyOptions = {},
): string {
  const day = report.asOf === null ? "" : ` on ${report.asOf}`;
  const head = `${paint.strong(`${report.old} → ${report.new}${day}`)}: ${summaryText(report)}`;
  const { plain, apart } = byPlainness(report);
  const blocks = [
    head,
    ...(each ? report.changes : plain).map((change) => changeBlock(change, report, paint, titles)),
    ...section(
      `${APART} (in full with --each)`,
      each ? [] : apart.map((c) => sentenceText(c, report)),
      paint,
    ),
    ...section(
      "Texts",
      report.texts.map((change) => textLine(change, titles)),
      paint,
    ),
    ...section("Scenarios", report.scenarios.map(flipLine), paint),
    ...report.notes.map((note) => `${paint.strong("note:")} ${note.message}`),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function changeBlock(change: AnswerChange, report: DiffReport, paint: DiffPaint, titles: Titles): string {
  const { direction, reasons, edited, witness } = change;
  const color = direction === "changed" ? paint.strong : paint[direction];
  const lines = (label: string, texts: readonly string[]): string[] =>
    texts.map((text, at) => `  ${paint.soft((at === 0 ? label : "").padEnd(8))} ${text}`);
  const note = evidenceText(change);
  return [
    color(sentenceText(change, report)),
    ...shortRegions(change, titles).flatMap(({ label, texts }) => lines(label, texts)),
    ...lines("by", namesText(reasons, change, titles)),
    ...lines("cite", citationsText(change)),
    ...lines("edited", namesText(edited, change, titles)),
    ...lines("case", witness === null ? [] : [`${JSON.stringify(witness.case)} as of ${witness.asOf}`]),
    ...lines("note", note === null ? [] : [note]),
  ].join("\n");
}

/** Of entries of a list, which may be many. */
const MOST_TEXTS = 12;

function section(title: string, lines: readonly string[], paint: DiffPaint): string[] {
  return lines.length === 0 ? [] : [[paint.strong(title), ...lines.map((line) => `  ${line}`)].join("\n")];
}

export function textLine({ kind, what, id, old, new: now }: TextChange, titles: Titles): string {
  const side = (texts: readonly string[]): string =>
    texts.length === 0
      ? "none"
      : [...texts.slice(0, MOST_TEXTS), ...moreText(texts.length - MOST_TEXTS)].join("; ");
  // what is reworded is the title: both follow
  const name = kind === "reworded" ? id : nameText(id, titles);
  return `${kind} ${what} ${name}: ${side(old)} → ${side(now)}`;
}

export function flipLine(flip: ScenarioFlip): string {
  const { title, jurisdiction, on, knownAt, view, old, new: now, expected, meets } = flip;
  const verdict = {
    old: "no longer meets what it expects",
    new: "now meets what it expects",
    both: "meets what it expects on both sides",
    neither: `does not meet what it expects on either side (${expectedText(expected)})`,
  }[meets];
  const known = knownAt === null ? "" : ` as known on ${knownAt}`;
  const day = `${on}${known}${view === "practice" ? " in practice" : ""}`;
  const side = (answer: typeof old): string =>
    answer === null ? "refused: the facts do not fit" : sideText(answer);
  return `"${title}", ${jurisdiction} on ${day}: ${side(old)} → ${side(now)}; ${verdict}`;
}

function expectedText({ verdict, review, routes }: ScenarioFlip["expected"]): string {
  return answerText(verdict, review, routes ?? []);
}
