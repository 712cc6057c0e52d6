/** Data lists as documents of their own: who is listed, from when until when, and what the entry says. */
import type { Column, List, ListCell, ListRow } from "../check/tree.ts";
import type { ListDocument, XListRow } from "../runtime/format.ts";
import { record, typeOf } from "./definitions.ts";
import { byText, constantSet, constantX } from "./expressions.ts";
import { LIST_FORMAT } from "./formats.ts";
import { toPolicy } from "./policies.ts";

export function listDocument(list: List): ListDocument {
  const rows = list.rows.map(rowOf);
  return {
    format: LIST_FORMAT,
    id: list.id,
    names: [...new Set([list.name, fileStem(list.file)])],
    title: list.title,
    citation: list.citation?.text ?? null,
    columns: record(list.columns.values(), (column) => [column.name, columnType(column)]),
    rows: rows
      .map((row) => ({ row, text: JSON.stringify([row.key, row.from ?? "", row.until ?? "", row.cells]) }))
      .sort((a, b) => byText(a.text, b.text))
      .map(({ row }) => row),
  };
}

/** `lists/us-entity-list.csv` is screened as `us-entity-list`. */
function fileStem(file: string): string {
  const name = file.slice(file.lastIndexOf("/") + 1);
  const dot = name.lastIndexOf(".");
  return dot <= 0 ? name : name.slice(0, dot);
}

function columnType({ type }: Column): ListDocument["columns"][string] {
  const member = type.kind === "set" ? type.of : type;
  if (member.kind === "condition" || member.kind === "review" || member.kind === "exception") {
    return { kind: member.kind };
  }
  return typeOf(type);
}

function rowOf(row: ListRow): XListRow {
  const cells = [...row.cells].flatMap(([name, cell]): [string, XListRow["cells"][string]][] => {
    const value = cellOf(cell);
    return value === null ? [] : [[name, value]];
  });
  return {
    key: row.key,
    ...(row.from === null ? {} : { from: row.from }),
    ...(row.until === null ? {} : { until: row.until }),
    cells: record(cells, (entry) => entry),
  };
}

function cellOf(cell: ListCell): XListRow["cells"][string] | null {
  switch (cell.kind) {
    case "blank":
      return null;
    case "value":
      return constantX(cell.value);
    case "values":
      return constantSet(cell.values);
    case "condition":
      return cell.define.id;
    case "review":
      return toPolicy(cell.policy);
    case "exceptions":
      return cell.exceptions.map((exception) => exception.id).sort(byText);
  }
}
