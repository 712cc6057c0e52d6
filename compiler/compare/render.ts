/** A comparison for a terminal, as Markdown, as a page. */
import { sideText } from "../diff/direction.ts";
import { page } from "../diff/page.ts";
import { boxText } from "../regions/words.ts";
import { text } from "../report/html.ts";
import { markdownText } from "../report/markdown.ts";
import type { CompareReport, Difference, PairReport, Reason } from "./report.ts";

export interface ComparePaint {
  readonly strong: (text: string) => string;
  readonly soft: (text: string) => string;
}

export function prettyCompare(report: CompareReport, paint: ComparePaint): string {
  const blocks = report.pairs.flatMap((pair) => [
    `${paint.strong(pairTitle(pair, report))}: ${summary(pair, report)}`,
    ...pair.closed.map((gap) => closedBlock(pair, gap, report, paint)),
    ...pair.differences.map((difference) => block(pair, difference, report, paint)),
    ...notesOf(pair, report).map((note) => noteLine(note, paint)),
  ]);
  return `${[...blocks, ...report.notes.map((note) => noteLine(note, paint))].join("\n\n")}\n`;
}

function noteLine(note: string, paint: ComparePaint): string {
  return `${paint.strong("note:")} ${note}`;
}

export function markdownCompare(report: CompareReport): string {
  const blocks = report.pairs.flatMap((pair) => [
    `## ${markdownText(pairTitle(pair, report))}`,
    `**${markdownText(summary(pair, report))}**`,
    ...notesOf(pair, report).map((note) => `> ${markdownText(note)}`),
    ...pair.closed.map((gap) => details(pair, gap, report, `closed: ${gapText(pair, gap)}`)),
    ...pair.differences.map((difference) => details(pair, difference, report)),
  ]);
  return `${[...report.notes.map((note) => `> ${markdownText(note)}`), ...blocks].join("\n\n")}\n`;
}

/** Lists of which the cases are left to the JSON, unless `--where` asked for small ones. */
function isLong({ by, differences }: PairReport): boolean {
  return (
    by !== "measure" || (differences.length > 0 && differences.every(({ regions }) => regions.length === 0))
  );
}

/** What a list does not say, and how to ask for it; what is not proved. */
function notesOf(pair: PairReport, { where }: CompareReport): readonly string[] {
  const what = WHAT_IS_LISTED[pair.by];
  const ways =
    where === null
      ? [
          ...(pair.by === "case" ? ["--measures to see all of them"] : []),
          "--where to see which transactions are concerned, with small cases",
        ]
      : ["a narrower --where to see which transactions are concerned"];
  const each = pair.by === "measure" ? [] : ["--each to see every measure by itself"];
  const json = where === null || pair.by === "measure" ? "; --format json has a case for each line" : "";
  const note = isLong(pair) ? `${what}. Use ${[...ways, ...each].join(", or ")}${json}` : null;
  return [note, pair.incomplete].filter((said) => said !== null);
}

const WHAT_IS_LISTED: Readonly<Record<PairReport["by"], string>> = {
  case: "each pair of answers is listed once, with the measures that give it in one case; other measures may give it too",
  kind: "each pair of answers is listed once, with every measure that gives it in some transaction",
  measure: "the list is long",
};

function pairTitle({ left, right }: PairReport, { asOf, where, home, proposals }: CompareReport): string {
  const limits = [
    `on ${asOf}`,
    ...(home === null ? [] : ["each from its own territory"]),
    ...(where === null ? [] : [`where ${where}`]),
    ...(proposals.length === 0 ? [] : [`with ${proposals.join(", ")}`]),
  ];
  return `${left} and ${right} ${limits.join(", ")}`;
}

function summary(
  { left, right, differences, closed, incomplete, isEmpty }: PairReport,
  { proposals }: CompareReport,
): string {
  if (isEmpty) return "no transaction meets this condition, so nothing was compared";
  const only = (name: string): number =>
    differences.filter((d) => d.kind === "only_one_requires" && d.stricter === name).length;
  const both = differences.filter((d) => d.kind === "both_require").length;
  const neither = differences.filter((d) => d.kind === "neither_requires").length;
  const parts = [
    ...(proposals.length === 0
      ? []
      : [
          `${closed.length === 0 ? "no" : closed.length} ${closed.length === 1 ? "gap" : "gaps"} closed by what is proposed`,
        ]),
    ...counted(only(left), `where only ${left} requires something`),
    ...counted(only(right), `where only ${right} does`),
    ...counted(both, "where both do, each in its own way"),
    ...counted(neither, "where neither does, but for different reasons"),
  ];
  if (differences.length === 0)
    parts.push(incomplete === null ? "no difference in any transaction" : "no difference found");
  return parts.join("; ");
}

function counted(n: number, what: string): string[] {
  return n === 0 ? [] : [`${n} ${n === 1 ? "difference" : "differences"} ${what}`];
}

function headline({ left, right }: PairReport, difference: Difference): string {
  return `${left} ${sideText(difference.left)}; ${right} ${sideText(difference.right)}`;
}

function reasonText({ measure, title, citations }: Reason): string {
  const basis = citations.length === 0 ? "" : ` [${citations.join("; ")}]`;
  return `${title === null ? "" : `${title}, `}${measure}${basis}`;
}

/** An id is set apart from the title before it. */
function reasonMarkup({ measure, title, citations }: Reason): string {
  const basis = citations.length === 0 ? "" : ` [${text(citations.join("; "))}]`;
  return `${title === null ? "" : `${text(title)} `}<code>${text(measure)}</code>${basis}`;
}

/** In a terminal, which is read from line to line, long lists of measures are cut. */
function fewReasons(reasons: readonly Reason[]): readonly string[] {
  const rest = reasons.length - MOST_REASONS;
  // a line that says that there is one more is as long as that one
  if (rest <= 1) return reasons.map(reasonText);
  return [
    ...reasons.slice(0, MOST_REASONS).map(reasonText),
    `and ${rest} more, named with --format html, md or json`,
  ];
}

const MOST_REASONS = 8;

function evidence({ evidence, regions, regionsComplete }: Difference): string | null {
  if (evidence === "possible") return "possible: no transaction that shows it was found";
  if (regions.length === 0) return null;
  return regionsComplete ? null : `these ${regions.length} lines do not cover every transaction concerned`;
}

/** What is said under a label, one to a line. */
type Line = readonly [label: string, texts: readonly string[]];

function lines(
  { left, right }: PairReport,
  difference: Difference,
  named: (reasons: readonly Reason[]) => readonly string[] = (reasons) => reasons.map(reasonText),
  written: (what: string) => string = (what) => what,
): readonly Line[] {
  const { reasons, regions } = difference;
  const note = evidence(difference);
  const all: readonly Line[] = [
    ...regions.map((box, i): Line => [i === 0 ? "where" : "or", [written(boxText(box))]]),
    [left, named(reasons.left)],
    [right, named(reasons.right)],
    ["note", note === null ? [] : [written(note)]],
  ];
  return all.filter(([, texts]) => texts.length > 0);
}

/** Labels and what they are about, in two columns. */
function columns(all: readonly Line[], paint: ComparePaint): readonly string[] {
  return all.flatMap(([label, texts]) =>
    texts.map((what, i) => `  ${paint.soft((i === 0 ? label : "").padEnd(8))} ${what}`),
  );
}

function block(pair: PairReport, difference: Difference, report: CompareReport, paint: ComparePaint): string {
  const isSmall = !isLong(pair) || (pair.by === "kind" && report.where !== null);
  const shown = isSmall ? witnessLines(pair, difference, report) : [];
  return [
    paint.strong(headline(pair, difference)),
    ...columns([...lines(pair, difference, fewReasons), ...shown], paint),
  ].join("\n");
}

/** Where they are shown they are small. */
function witnessLines(pair: PairReport, { witness }: Difference, report: CompareReport): readonly Line[] {
  if (witness === null) return [];
  const { asOf } = report;
  const other = counterpartText(pair, report);
  return [["witness", [`${JSON.stringify(witness)} as of ${asOf}`, ...(other === null ? [] : [other])]]];
}

/** How a case that was put to the left is put to the right, where each is at home. */
function counterpartText({ left, right }: PairReport, { home }: CompareReport): string | null {
  const own = home?.[right];
  if (own === undefined) return null;
  const facts = Object.entries(own).map(([path, country]) => `${path} = ${country}`);
  return `for ${left}; for ${right} with ${facts.join(" and ")}`;
}

/**
 * A gap stands for all pairs of answers of which one asks for something: what it is told with are the measures behind all of them, and
 * the answers are those of one case.
 */
function gapText(pair: PairReport, gap: Difference): string {
  return `only ${gap.stricter ?? `one of ${pair.left} and ${pair.right}`} requires something; in one case ${headline(pair, gap)}`;
}

/** A gap that proposals close. */
function closedBlock(pair: PairReport, gap: Difference, report: CompareReport, paint: ComparePaint): string {
  const shown = gap.regions.length === 0 ? [] : witnessLines(pair, gap, report);
  return [
    `${paint.strong(`closed by ${report.proposals.join(", ")}`)}: without it ${gapText(pair, gap)}`,
    ...columns([...lines(pair, gap, fewReasons), ...shown], paint),
  ].join("\n");
}

function details(
  pair: PairReport,
  difference: Difference,
  report: CompareReport,
  title = headline(pair, difference),
): string {
  const { witness } = difference;
  const other = counterpartText(pair, report);
  return [
    `<details><summary>${text(title)}</summary>`,
    "",
    ...lines(pair, difference).flatMap(([label, texts]) =>
      texts.length === 1
        ? [`- ${markdownText(label)}: ${markdownText(texts[0]!)}`]
        : [`- ${markdownText(label)}:`, ...texts.map((what) => `  - ${markdownText(what)}`)],
    ),
    ...(witness === null
      ? []
      : [
          `- a case that shows it, as of ${report.asOf}: \`${JSON.stringify(witness).replaceAll("`", "ˋ")}\`${other === null ? "" : `, ${markdownText(other)}`}`,
        ]),
    "",
    "</details>",
  ].join("\n");
}

export function htmlCompare(report: CompareReport): string {
  const title = report.pairs.map(({ left, right }) => `${left} and ${right}`).join("; ");
  const body = [...report.notes.map(remark), ...report.pairs.map((pair) => pairSection(pair, report))].join(
    "\n",
  );
  return page(
    `${title} on ${report.asOf}`,
    `<main>\n<h1>${text(title)}, ${text(report.asOf)}</h1>\n${body}\n</main>`,
  );
}

function remark(note: string): string {
  return `<p class="remark">${text(note)}</p>`;
}

function pairSection(pair: PairReport, report: CompareReport): string {
  const other = counterpartText(pair, report);
  const section = (difference: Difference, title = headline(pair, difference)): string => {
    const rows = lines(pair, difference, (reasons) => reasons.map(reasonMarkup), text).map(
      ([label, markup]) => `<dt>${text(label)}</dt>${markup.map((what) => `<dd>${what}</dd>`).join("")}`,
    );
    const { witness } = difference;
    const shown =
      witness === null
        ? ""
        : `<details><summary>A case that shows it, as of ${report.asOf}${other === null ? "" : `, ${text(other)}`}</summary>\n<pre>${text(JSON.stringify(witness, null, 2))}</pre></details>`;
    return `<section>\n<h3>${text(title)}</h3>\n<dl>\n${rows.join("\n")}\n</dl>\n${shown}\n</section>`;
  };
  const note = notesOf(pair, report).map(remark).join("\n");
  return [
    `<h2>${text(pairTitle(pair, report))}</h2>`,
    `<p>${text(summary(pair, report))}.</p>`,
    note,
    ...pair.closed.map((gap) => section(gap, `closed: ${gapText(pair, gap)}`)),
    ...pair.differences.map((difference) => section(difference)),
  ].join("\n");
}
