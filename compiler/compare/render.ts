/** A comparison for a terminal, as Markdown, as a page. */
import { sideText } from "../diff/direction.ts";
import { page } from "../diff/page.ts";
import { boxText } from "../diff/words.ts";
import { text } from "../report/html.ts";
import { markdownText } from "../report/markdown.ts";
import type { CompareReport, Difference, PairReport, Reason } from "./report.ts";

export interface ComparePaint {
  readonly strong: (text: string) => string;
  readonly soft: (text: string) => string;
}

export function prettyCompare(report: CompareReport, paint: ComparePaint): string {
  const blocks = report.pairs.flatMap((pair) => [
    `${paint.strong(pairTitle(pair, report))}: ${summary(pair)}`,
    ...pair.closed.map((gap) => closedBlock(pair, gap, report, paint)),
    ...pair.differences.map((difference) => block(pair, difference, report.asOf, paint)),
    ...[noteOf(pair), pair.incomplete].flatMap((note) =>
      note === null ? [] : [`${paint.strong("note:")} ${note}`],
    ),
  ]);
  return `${blocks.join("\n\n")}\n`;
}

export function markdownCompare(report: CompareReport): string {
  const blocks = report.pairs.flatMap((pair) => [
    `## ${markdownText(pairTitle(pair, report))}`,
    `**${markdownText(summary(pair))}**`,
    ...[noteOf(pair), pair.incomplete].flatMap((note) => (note === null ? [] : [`> ${markdownText(note)}`])),
    ...pair.closed.map((gap) => details(pair, gap, report.asOf, "closed: ")),
    ...pair.differences.map((difference) => details(pair, difference, report.asOf)),
  ]);
  return `${blocks.join("\n\n")}\n`;
}

/** Lists of which the cases are left to the JSON. */
function isLong({ by, differences }: PairReport): boolean {
  return (
    by !== "measure" || (differences.length > 0 && differences.every(({ regions }) => regions.length === 0))
  );
}

/** What a list does not say, and how to ask for it. */
function noteOf(pair: PairReport): string | null {
  if (pair.by === "case") return BY_CASE;
  if (pair.by === "kind") return BY_KIND;
  return isLong(pair) ? LONG : null;
}

const BY_CASE =
  "each pair of answers once, with the measures that give it in one case, beside which others may give it too: ask with --measures for all of them, with --where for the transactions concerned and for small cases, with --each for every measure by itself; --format json has a case for each line";

const BY_KIND =
  "each pair of answers once, with every measure that gives it in some transaction: ask with --where for the transactions concerned and for small cases, with --each for every measure by itself; --format json has a case for each line";

const LONG =
  "the list is long: ask with --where for the transactions concerned and for small cases; --format json has a case for each line";

function pairTitle({ left, right }: PairReport, { asOf, where, proposals }: CompareReport): string {
  const limits = [
    `on ${asOf}`,
    ...(where === null ? [] : [`where ${where}`]),
    ...(proposals.length === 0 ? [] : [`with ${proposals.join(", ")}`]),
  ];
  return `${left} and ${right} ${limits.join(", ")}`;
}

function summary({ left, right, differences, closed, incomplete, isEmpty }: PairReport): string {
  if (isEmpty) return "no transaction meets this condition, so that nothing was compared";
  const only = (name: string): number =>
    differences.filter((d) => d.kind === "only_one_requires" && d.stricter === name).length;
  const both = differences.filter((d) => d.kind === "both_require").length;
  const neither = differences.filter((d) => d.kind === "neither_requires").length;
  const parts = [
    ...(closed.length === 0
      ? []
      : [`${closed.length} ${closed.length === 1 ? "gap" : "gaps"} closed by what is proposed`]),
    ...counted(only(left), `where only ${left} requires something`),
    ...counted(only(right), `where only ${right} does`),
    ...counted(both, "where both do, each in its own way"),
    ...counted(neither, "where neither does, for other reasons"),
  ];
  return parts.length === 0
    ? incomplete === null
      ? "no difference, of all transactions"
      : "no difference found"
    : parts.join("; ");
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

/** In a terminal, which is read from line to line, long lists of measures are cut. */
function fewReasons(reasons: readonly Reason[]): readonly string[] {
  const rest = reasons.length - MOST_REASONS;
  // a line that says that there is one more is as long as that one
  if (rest <= 1) return reasons.map(reasonText);
  return [
    ...reasons.slice(0, MOST_REASONS).map(reasonText),
    `and ${rest} more, which --format html, md and json name`,
  ];
}

const MOST_REASONS = 8;

function evidence({ evidence, regions, regionsComplete }: Difference): string | null {
  if (evidence === "possible") return "possible: no transaction that shows it was found";
  if (regions.length === 0) return null;
  return regionsComplete ? null : `more transactions are concerned than these ${regions.length} lines say`;
}

/** What is said under a label, one to a line. */
type Line = readonly [label: string, texts: readonly string[]];

function lines(
  { left, right }: PairReport,
  difference: Difference,
  named: (reasons: readonly Reason[]) => readonly string[] = (reasons) => reasons.map(reasonText),
): readonly Line[] {
  const { reasons, regions } = difference;
  const note = evidence(difference);
  const all: readonly Line[] = [
    ...regions.map((box, i): Line => [i === 0 ? "where" : "or", [boxText(box)]]),
    [left, named(reasons.left)],
    [right, named(reasons.right)],
    ["note", note === null ? [] : [note]],
  ];
  return all.filter(([, texts]) => texts.length > 0);
}

/** Labels and what they are about, in two columns. */
function columns(all: readonly Line[], paint: ComparePaint): readonly string[] {
  return all.flatMap(([label, texts]) =>
    texts.map((what, i) => `  ${paint.soft((i === 0 ? label : "").padEnd(8))} ${what}`),
  );
}

function block(pair: PairReport, difference: Difference, asOf: string, paint: ComparePaint): string {
  const { witness } = difference;
  const shown: readonly Line[] =
    witness === null || isLong(pair) ? [] : [["witness", [`${JSON.stringify(witness)} as of ${asOf}`]]];
  return [
    paint.strong(headline(pair, difference)),
    ...columns([...lines(pair, difference, fewReasons), ...shown], paint),
  ].join("\n");
}

/** A gap that proposals close: in short, since it is no more. */
function closedBlock(
  pair: PairReport,
  gap: Difference,
  { proposals }: CompareReport,
  paint: ComparePaint,
): string {
  const { left, right } = gap.reasons;
  return [
    `${paint.strong(`closed by ${proposals.join(", ")}`)}: without it ${headline(pair, gap)}`,
    ...columns(
      [
        [pair.left, fewReasons(left)],
        [pair.right, fewReasons(right)],
      ],
      paint,
    ),
  ].join("\n");
}

function details(pair: PairReport, difference: Difference, asOf: string, before = ""): string {
  const { witness } = difference;
  return [
    `<details><summary>${text(`${before}${headline(pair, difference)}`)}</summary>`,
    "",
    ...lines(pair, difference).flatMap(([label, texts]) =>
      texts.length === 1
        ? [`- ${markdownText(label)}: ${markdownText(texts[0]!)}`]
        : [`- ${markdownText(label)}:`, ...texts.map((what) => `  - ${markdownText(what)}`)],
    ),
    ...(witness === null
      ? []
      : [`- a case that shows it, as of ${asOf}: \`${JSON.stringify(witness).replaceAll("`", "ˋ")}\``]),
    "",
    "</details>",
  ].join("\n");
}

export function htmlCompare(report: CompareReport): string {
  const title = report.pairs.map(({ left, right }) => `${left} and ${right}`).join("; ");
  const body = report.pairs.map((pair) => pairSection(pair, report)).join("\n");
  return page(
    `${title} on ${report.asOf}`,
    `<main>\n<h1>${text(title)}, ${text(report.asOf)}</h1>\n${body}\n</main>`,
  );
}

function pairSection(pair: PairReport, report: CompareReport): string {
  const section = (difference: Difference, before = ""): string => {
    const rows = lines(pair, difference).map(
      ([label, texts]) => `<dt>${text(label)}</dt>${texts.map((what) => `<dd>${text(what)}</dd>`).join("")}`,
    );
    const { witness } = difference;
    const shown =
      witness === null
        ? ""
        : `<details><summary>A case that shows it, as of ${report.asOf}</summary>\n<pre>${text(JSON.stringify(witness, null, 2))}</pre></details>`;
    return `<section>\n<h3>${text(`${before}${headline(pair, difference)}`)}</h3>\n<dl>\n${rows.join("\n")}\n</dl>\n${shown}\n</section>`;
  };
  const note = [noteOf(pair), pair.incomplete]
    .flatMap((one) => (one === null ? [] : [`<p class="remark">${text(one)}</p>`]))
    .join("\n");
  return [
    `<h2>${text(pairTitle(pair, report))}</h2>`,
    `<p>${text(summary(pair))}.</p>`,
    note,
    ...pair.closed.map((gap) => section(gap, "closed: ")),
    ...pair.differences.map((difference) => section(difference)),
  ].join("\n");
}
