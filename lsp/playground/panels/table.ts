/** The decision tables that the shown file compiles to. A row leads to its clause, and the cursor lights its rows. */
import { h, type JSX } from "preact";
import type { Column, Place, Row, Table, Tables } from "../requests.ts";

export interface TableProps {
  /** null: not known yet */
  readonly tables: Tables | null;
  /** address of the shown file */
  readonly uri: string;
  /** line of the cursor in it, from 1 */
  readonly line: number;
  readonly onGo: (place: Place) => void;
}

export function TablePanel({ tables, uri, line, onGo }: TableProps): JSX.Element {
  if (tables === null) return h("p", { class: "hint" }, "The tables are being made.");
  if (tables.tables.length === 0)
    return h(
      "p",
      { class: "hint" },
      tables.complete
        ? "This file declares nothing that has rows: no measure, exception, item or reach. Choose another file."
        : "There are no rows while what this file declares has errors.",
    );
  return h(
    "div",
    null,
    tables.complete
      ? null
      : h("p", { class: "warning" }, "What has errors is left out: these tables would not be built yet."),
    tables.tables.map((table) => h(OneTable, { key: table.id, table, uri, line, onGo })),
  );
}

interface OneTableProps extends Omit<TableProps, "tables"> {
  readonly table: Table;
}

function OneTable({ table, uri, line, onGo }: OneTableProps): JSX.Element {
  const title = `${table.title}`;
  return h(
    "section",
    { class: "table", "aria-label": title },
    h("h3", null, title),
    h(
      "div",
      { class: "scroll", role: "group", tabIndex: 0, "aria-label": `${title}, scrolls sideways` },
      h(
        "table",
        null,
        h("thead", null, h("tr", null, h("th", { scope: "col" }, "clause"), table.columns.map(Heading))),
        h(
          "tbody",
          null,
          table.rows.map((row) => OneRow(row, table.columns, isAt(row, uri, line), onGo)),
        ),
      ),
    ),
  );
}

function Heading({ id, title, question, unit }: Column): JSX.Element {
  return h(
    "th",
    { key: id, scope: "col", title: question ?? undefined },
    title,
    unit === null || title.includes(unit) ? null : h("span", { class: "unit" }, ` ${unit}`),
  );
}

function OneRow(row: Row, columns: readonly Column[], isLit: boolean, onGo: TableProps["onGo"]): JSX.Element {
  const { id, uri, range, name, limb, title, citations, cells } = row;
  const label = `${name}${limb}`;
  return h(
    "tr",
    { key: id, class: isLit ? "lit" : undefined, "aria-current": isLit ? "true" : undefined },
    h(
      "th",
      { scope: "row" },
      range === null
        ? label
        : h("button", { type: "button", title: title ?? id, onClick: () => onGo({ uri, range }) }, label),
      h("span", { class: "cite" }, citations.join(", ")),
    ),
    cells.map(({ text, range: at }, index) =>
      h(
        "td",
        { key: columns[index]!.id },
        text === ""
          ? h("span", { class: "any", title: "any value" }, "–")
          : at === null
            ? text
            : h("button", { type: "button", onClick: () => onGo({ uri, range: at }) }, text),
      ),
    ),
  );
}

/** Whether the cursor is in the clause of the row, or of one of its cells. */
function isAt({ uri, range, cells }: Row, shown: string, line: number): boolean {
  return (
    uri === shown &&
    [range, ...cells.map((cell) => cell.range)].some(
      (at) => at !== null && at.start.line < line && line <= at.end.line + 1,
    )
  );
}
