/** The matrix and the lags in words: for a terminal, as Markdown, as a page. */
import type { CaseJson, IsoDate } from "../check/tree.ts";
import { page } from "../diff/page.ts";
import { text } from "../report/html.ts";
import { markdownText } from "../report/markdown.ts";
import type { First, Lag, Partly } from "./lags.ts";
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
      ...lags.flatMap(lagNotes),
    ],
  };
}

/** A law may name a code of a list of which the sources do not have the words. */
const NONE = "none written out";
const OWN_WORDS = "in its own words";

/** `2024-12-01 (+131 days)`, `by 2019-01-01, until 2023-11-17, since then in part`, `perhaps 2025-02-28`. */
function lagText(first: First | undefined): string {
  if (first === undefined) return NONE;
  const { covered, on, until, now, lag, named, partly } = first;
  const extent = covered === "wholly" ? "" : `${covered} `;
  const after = lag === null || lag === 0 ? "" : ` (+${lag} ${lag === 1 ? "day" : "days"})`;
  const words = named || covered === "perhaps" ? "" : `, ${OWN_WORDS}`;
  const ended = until === null ? "" : `, until ${until}${now === "not" ? "" : `, since then ${now}`}`;
  // a part that no entry was made for is told below
  const part = covered === "wholly" ? partly.find((one) => one.named && one.on < on) : undefined;
  const whole = part === undefined ? extent : `in part ${since(part)}, wholly `;
  return `${whole}${since(first)}${after}${words}${ended}`;
}

function since({ before, on }: Pick<Partly, "before" | "on">): string {
  return `${before ? "by " : ""}${on}`;
}

/** What a cell says that could be read as more than is known. */
function legend(lags: readonly Lag[], jurisdictions: readonly string[]): readonly string[] {
  const firsts = lags.flatMap((lag) => lag.firsts);
  const isMissing = lags.some((lag) => lag.firsts.length < jurisdictions.length);
  const cells = firsts.map(lagText);
  const said = (text: string, note: string): readonly string[] =>
    cells.some((cell) => cell.includes(text)) ? [note] : [];
  return [
    "a day: since then the entries that measures ask for cover every such item, be it for some destinations alone; what a measure or an exception leaves out of an entry is not looked at",
    ...(isMissing
      ? [
          `${NONE}: no entry whose words are in the sources covers such an item for what makes it one; one that is known by its code alone may`,
        ]
      : []),
    ...said(
      "in part",
      "in part: they cover some such items for what makes them one, and not others; below stands one of each",
    ),
    ...said(OWN_WORDS, `${OWN_WORDS}: none of the entries that cover it names it`),
    ...said("by ", "by a day: already so on that day; when it began is not recorded"),
    ...said(
      "perhaps",
      "perhaps: the entry that would cover it rests on text that could not be encoded, or it could not be decided whether it does",
    ),
    ...said("until ", "until a day: since then it is so no longer"),
  ];
}

/** What carries a cell, and, where a list covered a part only, items that show it. */
function lagNotes({ item, firsts }: Lag): readonly string[] {
  return firsts.flatMap((first) => {
    const { jurisdiction, measure, entries, partly } = first;
    return [
      `${item}, ${jurisdiction}: ${measure}, ${entries.join(", ")}`,
      ...partly.map(
        (part) =>
          `${item}, ${jurisdiction}, in part ${since(part)}${part.until === null ? "" : ` to ${part.until}`}: ${part.entries.join(", ")} ${part.entries.length === 1 ? "covers" : "cover"} one with ${factsText(part.within)}; ${beyondText(part)}`,
      ),
    ];
  });
}

function beyondText({ within, beyond }: Partly): string {
  if (beyond === null) return "whether the list leaves out another is not known";
  const [own, other] = [factsOf(within), factsOf(beyond)];
  const differing = [...other].filter(([name, value]) => own.has(name) && own.get(name) !== value);
  const shown = differing.length > 0 ? differing : [...other].filter(([name]) => !own.has(name));
  return `the list does not cover one with ${shown.map(([name, value]) => `${name} ${value}`).join(", ")}`;
}

function factsText(facts: CaseJson): string {
  return [...factsOf(facts)].map(([name, value]) => `${name} ${value}`).join(", ");
}

/** Facts of the item of a case by name, what it leaves empty aside. */
function factsOf(facts: CaseJson): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const visit = (json: CaseJson, path: string): void => {
    if (Array.isArray(json) && json.length === 0) return;
    if (typeof json !== "object" || json === null) found.set(path, valueText(json));
    else if (Array.isArray(json)) found.set(path, json.map(valueText).join(" + "));
    else
      for (const [name, value] of Object.entries(json))
        visit(value, path === "" || path === "item" ? name : `${path}.${name}`);
  };
  visit(facts, "");
  return found;
}

function valueText(json: CaseJson): string {
  if (typeof json === "boolean") return json ? "yes" : "no";
  return typeof json === "object" ? JSON.stringify(json) : String(json);
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
