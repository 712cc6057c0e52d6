/** `p listed in L`: which entries of a data list a party matches, as the case itself states. */
import type { IsoDate, List, ListRow } from "../check/tree.ts";
import { statedMembers } from "./facts.ts";
import type { Scene } from "./scene.ts";
import { isListed } from "./time.ts";
import { either, or, type Truth } from "./truth.ts";
import type { RecordValue, Value } from "./values.ts";

export function listedIn(subject: RecordValue, lists: readonly List[], scene: Scene): Truth {
  const found = or(...lists.map((list) => listedInOne(subject, list, scene)));
  return subject.perhapsNone === null ? found : either(found, "no", subject.perhapsNone);
}

function listedInOne(subject: RecordValue, list: List, scene: Scene): Truth {
  if (subject.state === "notApplicable") return "no";
  if (matchedRows(subject, list, scene).length > 0) return "yes";
  const possible = texts(statedMembers(subject, "possible_entries", scene).members);
  if (listedRows(list, scene).some((row) => possible.includes(row.key))) return "missing";
  const screened = statedMembers(subject, "screened", scene);
  if (texts(screened.members).some((screening) => covers(screening, list, scene.moment.day))) return "no";
  const entries = statedMembers(subject, "entries", scene);
  return screened.state === "unstated" || entries.state === "unstated" ? "unstated" : "missing";
}

/** The entries in force that the subject's confirmed entries name. */
export function matchedRows(subject: RecordValue, list: List, scene: Scene): readonly ListRow[] {
  const entries = texts(statedMembers(subject, "entries", scene).members);
  return listedRows(list, scene).filter((row) => entries.includes(row.key));
}

function listedRows(list: List, scene: Scene): readonly ListRow[] {
  return list.rows.filter((row) => isListed(row, scene.moment));
}

function texts(values: readonly Value[]): readonly string[] {
  return values.flatMap((value) => (value.kind === "text" ? [value.value] : []));
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
