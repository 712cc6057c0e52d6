/** The party lists of a program, as names are matched against them. */
import type { List, ListCell, ListRow, Program } from "../check/tree.ts";
import type { PartyEntry, PartyList } from "./index.ts";

export interface PartyLists {
  readonly lists: readonly PartyList[];
  /** lists of parties without a column `name : text`: no name can be matched against them */
  readonly nameless: readonly List[];
  /** lists with entries whose name is blank, and how many: these are found by their aliases alone */
  readonly blank: readonly { readonly list: List; readonly entries: number }[];
}

/**
 * Every list of a record that can be an entry (it has a field `entries`), outside proposals. By convention the column `name`
 * holds the name of an entry, `aliases` its other names, `country` where it is.
 */
export function partyLists(program: Program): PartyLists {
  const ofParties = program.lists.filter(
    (list) => list.proposal === null && list.record.fields.has("entries"),
  );
  const hasNames = (list: List): boolean => list.columns.get("name")?.type.kind === "text";
  return {
    lists: ofParties.filter(hasNames).map((list) => ({
      id: list.id,
      title: list.title,
      entries: list.rows.map(entryOf),
    })),
    nameless: ofParties.filter((list) => !hasNames(list)),
    blank: ofParties
      .filter(hasNames)
      .map((list) => ({
        list,
        entries: list.rows.filter((row) => texts(row.cells.get("name")).length === 0).length,
      }))
      .filter(({ entries }) => entries > 0),
  };
}

function entryOf(row: ListRow): PartyEntry {
  const { key, from, until, cells } = row;
  return {
    key,
    from,
    until,
    name: texts(cells.get("name"))[0] ?? "",
    aliases: texts(cells.get("aliases")),
    countries: texts(cells.get("country")),
  };
}

/** Texts and codes of a cell. */
function texts(cell: ListCell | undefined): readonly string[] {
  if (cell === undefined) return [];
  const values = cell.kind === "value" ? [cell.value] : cell.kind === "values" ? cell.values : [];
  return values.flatMap((value) =>
    value.kind === "text" || value.kind === "enum"
      ? [value.value]
      : value.kind === "code"
        ? [value.code]
        : [],
  );
}
