/** `p listed in L`: which entries of a data list a party matches, as the case itself states. */
import type { IsoDate, List, ListRow } from "../check/tree.ts";
import { statedMembers } from "./facts.ts";
import type { Scene } from "./scene.ts";
import { isListed } from "./time.ts";
import { anyOf, either, type Truth } from "./truth.ts";
import type { RecordValue, Value } from "./values.ts";

export function listedIn(subject: RecordValue, lists: readonly List[], scene: Scene): Truth {
  const found = anyOf(lists.map((list) => listedInOne(subject, list, scene)));
  return subject.perhapsNone === null ? found : either(found, "no", subject.perhapsNone);
}

function listedInOne(subject: RecordValue, list: List, scene: Scene): Truth {
  if (subject.state === "notApplicable") return "no";
  if (matchedRows(subject, list, scene).length > 0) return "yes";
  const possible = texts(statedMembers(subject, "possible_entries", scene).members);
  if (listedRows(list, possible, scene).length > 0) return "missing";
  const screened = statedMembers(subject, "screened", scene);
  if (texts(screened.members).some((screening) => covers(screening, list, scene.moment.day))) return "no";
  const entries = statedMembers(subject, "entries", scene);
  return screened.state === "unstated" || entries.state === "unstated" ? "unstated" : "missing";
}

/** The entries in force that the subject's confirmed entries name. */
export function matchedRows(subject: RecordValue, list: List, scene: Scene): readonly ListRow[] {
  const entries = texts(statedMembers(subject, "entries", scene).members);
  return listedRows(list, entries, scene);
}

const rowsByKey = new WeakMap<List, ReadonlyMap<string, readonly ListRow[]>>();

/** The entries in force of some keys, in the order of the list; found by their keys, as real lists have thousands of others. */
function listedRows(list: List, keys: readonly string[], scene: Scene): readonly ListRow[] {
  const ofList = rowsByKey.get(list) ?? byKey(list.rows);
  rowsByKey.set(list, ofList);
  const named = keys.filter((key) => ofList.has(key));
  const rows =
    named.length > 1
      ? list.rows.filter(({ key }) => named.includes(key))
      : (ofList.get(named[0] ?? "") ?? []);
  return rows.filter((row) => isListed(row, scene.moment));
}

function texts(values: readonly Value[]): readonly string[] {
  return values.flatMap((value) => (value.kind === "text" ? [value.value] : []));
}

function byKey(rows: readonly ListRow[]): ReadonlyMap<string, readonly ListRow[]> {
  const found = new Map<string, ListRow[]>();
  for (const row of rows) {
    const ofKey = found.get(row.key);
    if (ofKey === undefined) found.set(row.key, [row]);
    else ofKey.push(row);
  }
  return found;
}

/**
 * Whether a screening `NAME` or `NAME@DAY` speaks for the list on a day: it does, if no entry was added or removed
 * between the two days.
 */
function covers(screening: string, list: List, day: IsoDate): boolean {
  const [name, on] = screening.split("@");
  const stem = list.file.replace(/^.*\//, "").replace(/\.[^.]*$/, "");
  if (name !== list.name && name !== stem) return false;
  if (on === undefined) return true;
  const [earlier, later] = on < day ? [on, day] : [day, on];
  const changes = list.rows.flatMap((row) => [row.from, row.until]);
  return !changes.some((change) => change !== null && earlier < change && change <= later);
}
