/** `p listed in L`: which entries of a data list a party or owner matches, as the case itself states. */

import type { RecordValue } from "../cases/records.ts";
import { type ListInfo, type ListRow, rowInForce, screeningCovers } from "../values/lists.ts";
import { isUnknown, MISSING, NO, or, type Truth, UNSTATED, YES } from "../values/truth.ts";
import { type Value, worse } from "../values/values.ts";
import type { Env } from "./context.ts";

export function listedIn(subject: Value, lists: readonly string[], env: Env): Truth {
  switch (subject.kind) {
    case "record":
      return listing(subject, lists, env);
    case "absent":
      return NO;
    case "unknown":
      return subject.state;
    default:
      return MISSING;
  }
}

/** Whether the element is on one of the lists. */
export function listing(subject: RecordValue, lists: readonly string[], env: Env): Truth {
  let result: Truth = NO;
  for (const id of lists) {
    const list = env.context.epoch.model.lists.get(id);
    result = or(result, list === undefined ? MISSING : listedInOne(subject, list, env));
  }
  if (subject.perhapsAbsent === null || result === NO) return result;
  return isUnknown(result) ? worse(result, subject.perhapsAbsent) : subject.perhapsAbsent;
}

function listedInOne(subject: RecordValue, list: ListInfo, env: Env): Truth {
  if (matches(subject, list, env).length > 0) return YES;
  const possible = texts(subject, "possible_entries");
  if (possible.some((key) => rowsInForce(list, key, env).length > 0)) {
    note(subject, "possible_entries", env);
    return MISSING;
  }
  if (texts(subject, "screened").some((statement) => screeningCovers(list, statement, env.context.day)))
    return NO;
  note(subject, "screened", env);
  return isStatedUnknown(subject, "screened") || isStatedUnknown(subject, "entries") ? UNSTATED : MISSING;
}

/** The entries in force that the subject's confirmed entries name. */
export function matches(subject: RecordValue, list: ListInfo, env: Env): readonly ListRow[] {
  const keys = new Set(texts(subject, "entries"));
  return [...keys].flatMap((key) => rowsInForce(list, key, env));
}

function rowsInForce(list: ListInfo, key: string, { context }: Env): readonly ListRow[] {
  const rows = list.byKey.get(key) ?? [];
  return rows.filter((row) => rowInForce(row, context.day, context.epoch.moment.knownAt));
}

/** The members of a set of texts, as the case states them. */
function texts(subject: RecordValue, name: string): readonly string[] {
  const field = subject.info.fields.get(name);
  const statement = field === undefined ? undefined : subject.statement(field);
  if (statement === undefined || statement === "unknown" || statement.kind !== "set") return [];
  return (statement.members ?? []).flatMap((member) => (member.kind === "text" ? [member.text] : []));
}

function isStatedUnknown(subject: RecordValue, name: string): boolean {
  const field = subject.info.fields.get(name);
  return field !== undefined && subject.statement(field) === "unknown";
}

function note(subject: RecordValue, name: string, env: Env): void {
  const field = subject.info.fields.get(name);
  if (field === undefined || env.context.trace === null) return;
  const state = isStatedUnknown(subject, name) ? UNSTATED : MISSING;
  env.context.trace.add(subject.factNote(field, state));
}
