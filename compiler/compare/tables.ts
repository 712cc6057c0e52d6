/** The matrix and the lags in words: for a terminal, as Markdown, as a page. */
import type { IsoDate } from "../check/tree.ts";
import { page } from "../diff/page.ts";
import { text } from "../report/html.ts";
import { markdownText } from "../report/markdown.ts";
import type { First, Lag } from "./lags.ts";
import type { Carrier, Cell, MatrixReport } from "./matrix.ts";
import type { ComparePaint } from "./render.ts";

/** Rows as texts, the head first. */
export type Grid = readonly (readonly string[])[];

export interface Sheet {
  readonly title: string;
  readonly grid: Grid;
  /** below the table: what carries its cells */
  readonly notes: readonly string[];
}

export function matrixSheet({ title, asOf, columns, notes, rows }: MatrixReport): Sheet {
  return {
    title: `${title}, on ${asOf}`,
    grid: [
      ["", ...columns],
      ...rows.map((row) => [`${row.id} ${row.title}`, ...row.cells.map(({ state }) => state)]),
    ],
    notes: [
      ...notes,
      ...rows.flatMap((row) => [
        ...impossibleNote(row.id, row.cells, asOf),
        ...row.cells.flatMap((cell) => cellNote(row.id, cell)),
      ]),
    ],
  };
}

/** What is the matter with a row that asks about nothing there can be, once for all its cells. */
function impossibleNote(row: string, cells: readonly Cell[], asOf: IsoDate): readonly string[] {
  const where = cells.flatMap(({ jurisdiction, state }) => (state === "impossible" ? [jurisdiction] : []));
  if (where.length === 0) return [];
  return [
    `${row} ${where.join(", ")}, impossible: no transaction meets the condition of this row on ${asOf}, so that it says nothing of powers`,
  ];
}

function cellNote(row: string, cell: Cell): readonly string[] {
  const remark = cell.remark === null ? "" : `; ${cell.remark}`;
  if (cell.state === "absent" || cell.state === "impossible" || cell.state === "not applicable")
    return cell.remark === null ? [] : [`${row} ${cell.jurisdiction}, ${cell.state}: ${cell.remark}`];
  const carriers = cell.state === "exercised" ? cell.measures : cell.authorities;
  const waits =
    cell.state === "conditional" && cell.condition !== null ? `; waits for ${cell.condition}` : "";
  return [
    `${row} ${cell.jurisdiction}, ${cell.state}: ${carriers.map(carrierText).join(", ")}${waits}${remark}`,
  ];
}

function carrierText({ id, citations }: Carrier): string {
  return citations.length === 0 ? id : `${id} (${citations.join("; ")})`;
}

/** @param notes what to know of the day, below the legend */
export function lagSheet(
  lags: readonly Lag[],
  jurisdictions: readonly string[],
  asOf: IsoDate,
  notes: readonly string[] = [],
): Sheet {
  return {
    title: `Items held in common: since when each state controls them, and how long after the first, on ${asOf}`,
    grid: [
      ["", ...jurisdictions],
      ...lags.map((lag) => [
        lag.title === null ? lag.item : `${lag.item} "${lag.title}"`,
        ...jurisdictions.map((name) => lagText(lag.firsts.find(({ jurisdiction }) => jurisdiction === name))),
      ]),
    ],
    notes: [
      ...(lags.length === 0
        ? [`on ${asOf} no list measure of ${jurisdictions.join(", ")} asks for an item held in common`]
        : legend(lags, jurisdictions)),
      ...notes,
      ...lags.flatMap(({ item, firsts }) =>
        firsts.map(
          ({ jurisdiction, measure, entries }) =>
            `${item}, ${jurisdiction}: ${measure}, ${entries.join(", ")}`,
        ),
      ),
    ],
  };
}

const NOT_NAMED = "not named";

/** `2024-12-01 (+131 days)`, `by 2019-01-01, until 2023-11-17`, `perhaps 2025-02-28`. */
function lagText(first: First | undefined): string {
  if (first === undefined) return NOT_NAMED;
  const since = `${first.open ? "perhaps " : ""}${first.before ? "by " : ""}${first.on}`;
  const days = first.lag === 1 ? "day" : "days";
  const after = first.lag === null || first.lag === 0 ? "" : ` (+${first.lag} ${days})`;
  return `${since}${after}${first.until === null ? "" : `, until ${first.until}`}`;
}

/** What a cell says that could be read as more than is known. */
function legend(lags: readonly Lag[], jurisdictions: readonly string[]): readonly string[] {
  const has = (name: string, { firsts }: Lag): boolean =>
    firsts.some(({ jurisdiction }) => jurisdiction === name);
  const isMissing = lags.some((lag) => jurisdictions.some((name) => !has(name, lag)));
  const firsts = lags.flatMap((lag) => lag.firsts);
  return [
    "a day: since then some measure asks for an entry that names the item, be it for some destinations alone",
    ...(isMissing
      ? [
          `${NOT_NAMED}: no entry that a measure asks for names the item; one in words of its own, or one that is known by its code alone, may still cover it`,
        ]
      : []),
    ...(firsts.some(({ before }) => before)
      ? ["by a day: already so on that day; when it began is not recorded"]
      : []),
    ...(firsts.some(({ open }) => open)
      ? ["perhaps: the entry that names it rests on text that could not be encoded, and may not hold it"]
      : []),
    ...(firsts.some(({ until }) => until !== null)
      ? [
          "until a day: no entry that is asked for has named it since; one in words of its own may still cover it",
        ]
      : []),
  ];
}

export function prettySheet({ title, grid, notes }: Sheet, paint: ComparePaint): string {
  const widths = (grid[0] ?? []).map((_, i) => Math.max(...grid.map((row) => row[i]!.length)));
  const lines = grid.map((row, i) => {
    const line = row
      .map((cell, at) => cell.padEnd(widths[at]!))
      .join("  ")
      .trimEnd();
    return i === 0 ? paint.strong(line) : line;
  });
  return `${[paint.strong(title), "", ...lines, "", ...notes.map(paint.soft)].join("\n").trimEnd()}\n`;
}

export function markdownSheet({ title, grid, notes }: Sheet): string {
  const row = (cells: readonly string[]): string => `| ${cells.map(markdownText).join(" | ")} |`;
  const [head = [], ...rest] = grid;
  const table = [row(head), `|${" --- |".repeat(head.length)}`, ...rest.map(row)];
  const below = notes.map((note) => `- ${markdownText(note)}`);
  return `${[`## ${markdownText(title)}`, "", ...table, "", ...below].join("\n").trimEnd()}\n`;
}

export function htmlSheet({ title, grid, notes }: Sheet): string {
  const [head = [], ...rest] = grid;
  const line = (cells: readonly string[], first: "th" | "td"): string =>
    `<tr>${cells.map((cell, i) => (i === 0 || first === "th" ? `<th scope="${first === "th" ? "col" : "row"}">${text(cell)}</th>` : `<td>${text(cell)}</td>`)).join("")}</tr>`;
  const body = `<main>
<h1>${text(title)}</h1>
<table>
<thead>${line(head, "th")}</thead>
<tbody>
${rest.map((cells) => line(cells, "td")).join("\n")}
</tbody>
</table>
<ul>
${notes.map((note) => `<li>${text(note)}</li>`).join("\n")}
</ul>
</main>`;
  return page(title, body);
}
