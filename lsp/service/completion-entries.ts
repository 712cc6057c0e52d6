/** What a case states of lists: the keys of entries, by which nobody knows a firm, are offered with the names beside them. */
import type { Completion } from "./completion.ts";
import type { Snapshot } from "./snapshot.ts";

const ENTRIES = /\b(?:possible_)?entries\s*:\s*(?:open\s*)?\{[^{}]*$/;
const SCREENED = /\bscreened\s*:\s*(?:open\s*)?\{[^{}]*$/;

/** Entries, or lists, for a place in the braces of `entries`, `possible_entries` or `screened`; null: no such place. */
export function listedAt(
  snapshot: Snapshot,
  path: string,
  before: string,
  isQuoted: boolean,
): Completion[] | null {
  const isEntry = ENTRIES.test(before);
  if (!isEntry && !SCREENED.test(before)) return null;
  const { lists } = snapshot.focus(path).compilation.program;
  const offered = (label: string, detail: string): Completion => ({
    label,
    kind: "value",
    detail,
    documentation: null,
    insertText: isQuoted ? label : JSON.stringify(label),
    rank: 0,
  });
  if (!isEntry) return lists.map(({ name, title }) => offered(name, title ?? "list"));
  return lists.flatMap(({ name, rows }) =>
    rows.map(({ key, cells }) => {
      const cell = cells.get("name");
      const isNamed = cell?.kind === "value" && cell.value.kind === "text";
      return offered(key, isNamed ? `${cell.value.value}, ${name}` : name);
    }),
  );
}
