/** Entries of lists as a reviewer knows them: by key and name, with their days and what else the row says. */
import type { List, ListCell, PolicyValue, Value } from "../check/tree.ts";
import type { ListDocument } from "../runtime/format.ts";
import { structureOf } from "./structure.ts";

/** A row of a list, for a comparison. */
export interface Entry {
  /** by column; what is blank is left out */
  readonly cells: ReadonlyMap<string, string>;
  readonly from: string | null;
  readonly until: string | null;
}

/** Rows by key. */
export type Entries = ReadonlyMap<string, Entry>;

/** The column by which entries are known (`cordon names` matches it, too). */
const NAME = "name";

export function entriesOf({ rows }: List): Entries {
  return new Map(
    rows.map(({ key, from, until, cells }) => [
      key,
      {
        from,
        until,
        cells: new Map(
          [...cells]
            .filter(([, { kind }]) => kind !== "blank")
            .map(([column, cell]) => [column, cellText(cell)]),
        ),
      },
    ]),
  );
}

function cellText(cell: ListCell): string {
  switch (cell.kind) {
    case "blank":
      return "";
    case "value":
      return valueText(cell.value);
    case "values":
      return cell.values.map(valueText).join("; ");
    case "condition":
      return cell.define.name;
    case "review":
      return policyText(cell.policy);
    case "exceptions":
      return cell.exceptions.map(({ name }) => name).join("; ");
  }
}

function valueText(value: Value): string {
  switch (value.kind) {
    case "truth":
      return value.value ? "yes" : "no";
    case "number":
      return value.value.toFraction();
    case "money":
      return `${value.amount.toFraction()} ${value.currency}`;
    case "code":
      return value.code;
    default:
      return value.value;
  }
}

function policyText(value: PolicyValue): string {
  if (value.kind === "policy") return value.policy.replaceAll("_", " ");
  return value.kind === "review" ? value.review.name : structureOf(value).text;
}

export function entriesOfDocument({ rows }: ListDocument): Entries {
  return new Map(
    rows.map(({ key, from, until, cells }) => [
      key,
      {
        from: from ?? null,
        until: until ?? null,
        cells: new Map(Object.entries(cells).map(([column, cell]) => [column, plainText(cell)])),
      },
    ]),
  );
}

/** Cells of a build begin with the kind of what they hold, codes and amounts with their scheme or unit. */
function plainText(cell: unknown): string {
  if (!Array.isArray(cell)) return typeof cell === "string" ? cell : JSON.stringify(cell);
  const [kind, ...rest] = cell;
  if (kind === "set") return rest.map(plainText).join("; ");
  if (kind === "codes" || kind === "code") return rest.slice(1).join("; ");
  if (kind === "enums") return rest.join("; ");
  return rest.length === 0 ? String(kind) : rest.map(plainText).join(kind === "money" ? " " : "; ");
}

/** The name of an entry, where its list has any. */
export function nameOf(entry: Entry | undefined): string | null {
  return entry?.cells.get(NAME) ?? null;
}

/** Entries that only one law has, or that say something else in the other: a line for each side. */
export function entryChanges(old: Entries, now: Entries): { readonly old: string[]; readonly new: string[] } {
  const lines = { old: [] as string[], new: [] as string[] };
  for (const key of [...new Set([...old.keys(), ...now.keys()])].sort()) {
    const [before, after] = [old.get(key), now.get(key)];
    const columns = [...new Set([...(before?.cells.keys() ?? []), ...(after?.cells.keys() ?? [])])]
      .filter((column) => column !== NAME && before?.cells.get(column) !== after?.cells.get(column))
      .sort();
    const isOne = before === undefined || after === undefined;
    const isSame =
      columns.length === 0 &&
      nameOf(before) === nameOf(after) &&
      before?.from === after?.from &&
      before?.until === after?.until;
    if (isSame) continue;
    if (before !== undefined) lines.old.push(entryText(key, before, isOne ? [] : columns));
    if (after !== undefined) lines.new.push(entryText(key, after, isOne ? [] : columns));
  }
  return lines;
}

/** `EL-05 Volga Precision, from 2025-06-01, footnotes 1; 2` */
function entryText(key: string, entry: Entry, columns: readonly string[]): string {
  const { from, until, cells } = entry;
  const name = nameOf(entry);
  const days = [...(from === null ? [] : [`from ${from}`]), ...(until === null ? [] : [`until ${until}`])];
  return [
    name === null ? key : `${key} ${name}`,
    ...(days.length === 0 ? [] : [days.join(" ")]),
    ...columns.map((column) => `${column} ${cells.get(column) ?? "blank"}`),
  ].join(", ");
}
