/** What a bound name stands for: the elements of a list, with the entries they match, and what may still be in it. */

import { RecordValue } from "../cases/records.ts";
import type { XBinder } from "../format.ts";
import type { ListRow } from "../values/lists.ts";
import { and, isUnknown, MISSING, NO, type Truth, type Unknown, YES } from "../values/truth.ts";
import { ABSENT, type EntryValue, type ListValue, stateOf, type Value } from "../values/values.ts";
import type { RecordInfo } from "../values/vocabulary.ts";
import type { Evaluation, Scope, Test } from "./compile.ts";
import type { Env } from "./context.ts";
import { listing, matches } from "./listing.ts";
import type { Note } from "./trace.ts";

export interface BinderProgram {
  readonly source: XBinder;
  readonly list: Evaluation;
  readonly place: number;
  readonly entryPlace: number | null;
  readonly lists: readonly string[] | null;
  readonly where: Test | null;
  readonly inside: Scope;
}

export function bindingNames(binder: XBinder): readonly string[] {
  return binder.entry === undefined ? [binder.var] : [binder.var, binder.entry];
}

const NO_FIELDS: RecordInfo = { id: "", title: null, fields: new Map() };

/** The list of a binder; of a value about which nothing is known, an open empty one. */
export function listOf(binder: BinderProgram, env: Env): ListValue {
  const value = binder.list(env);
  if (value.kind === "list") return value;
  const open = value.kind === "absent" ? null : (stateOf(value) ?? MISSING);
  return { kind: "list", path: "", record: NO_FIELDS, elements: [], open, closed: false };
}

/**
 * Visits each binding with the names set in the frame: `exists` says whether there is such an element and entry and its
 * `where` holds, `mark` is where the notes of the trace on it begin. An open list has one more, unknown, element. The
 * visit ends when it answers false.
 */
export function forEachBinding(
  binder: BinderProgram,
  env: Env,
  visit: (exists: Truth, mark: number, element: RecordValue, entry: EntryValue | null) => boolean,
): void {
  const { trace } = env.context;
  const start = trace?.notes.length ?? 0;
  const list = listOf(binder, env);
  // Why the list is not wholly known concerns the further element, not the known ones.
  const notes = trace?.since(start) ?? [];
  trace?.drop(start);
  for (const element of list.elements) if (!visitElement(binder, element, env, visit)) return;
  if (list.open !== null) visitFurther(binder, list, list.open, notes, env, visit);
}

type Visit = Parameters<typeof forEachBinding>[2];

export function visitElement(binder: BinderProgram, element: RecordValue, env: Env, visit: Visit): boolean {
  const mark = env.context.trace?.notes.length ?? 0;
  if (binder.lists === null) return bind(binder, element, null, YES, mark, env, visit);
  let matched = false;
  for (const id of binder.lists) {
    const list = env.context.epoch.model.lists.get(id);
    if (list === undefined) continue;
    for (const row of matches(element, list, env)) {
      matched = true;
      const entry: EntryValue = { kind: "entry", list, row, state: MISSING };
      if (!bind(binder, element, entry, YES, mark, env, visit)) return false;
    }
  }
  if (matched) return true;
  const listed = listing(element, binder.lists, env);
  return isUnknown(listed) ? bind(binder, element, unknownEntry(listed), listed, mark, env, visit) : true;
}

function visitFurther(
  binder: BinderProgram,
  list: ListValue,
  open: Unknown,
  notes: readonly Note[],
  env: Env,
  visit: Visit,
): void {
  const element = RecordValue.blank(list.record, `${list.path}[?]`, open);
  const entry = binder.lists === null ? null : unknownEntry(open);
  const mark = env.context.trace?.notes.length ?? 0;
  env.context.trace?.addAll(notes);
  bind(binder, element, entry, open, mark, env, visit);
}

function unknownEntry(state: Unknown): EntryValue {
  return { kind: "entry", list: null, row: null, state };
}

function bind(
  binder: BinderProgram,
  element: RecordValue,
  entry: EntryValue | null,
  exists: Truth,
  mark: number,
  env: Env,
  visit: Visit,
): boolean {
  env.frame[binder.place] = element;
  if (binder.entryPlace !== null) env.frame[binder.entryPlace] = (entry as Value | null) ?? ABSENT;
  let truth = exists;
  if (truth !== NO && binder.where !== null) truth = and(truth, binder.where(env));
  return visit(truth, mark, element, entry);
}

/** `p=parties[0],e=KEY`: how a requirement names its binding. */
export function bindingLabel(binder: BinderProgram, element: RecordValue, entry: EntryValue | null): string {
  const row: ListRow | null = entry?.row ?? null;
  const of = row === null ? "" : `,${binder.source.entry ?? "entry"}=${row.key}`;
  return `${binder.source.var}=${element.path}${of}`;
}
