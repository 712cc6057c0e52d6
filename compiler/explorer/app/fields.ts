/** Which facts of a record are shown: what is stated, what the answers ask for, and what other facts hang on. */

import { readCase } from "../../runtime/cases/case.ts";
import { readField } from "../../runtime/cases/facts.ts";
import { RecordValue } from "../../runtime/cases/records.ts";
import { Context } from "../../runtime/expressions/context.ts";
import { hereOf } from "../../runtime/expressions/here.ts";
import type { Engine } from "../../runtime/index.ts";
import { NO } from "../../runtime/values/truth.ts";
import type { Value } from "../../runtime/values/values.ts";
import type { FieldInfo, RecordInfo } from "../../runtime/values/vocabulary.ts";
import { isRecord, type Json, type Path, type Step } from "./case.ts";
import type { Marks } from "./marks.ts";

/** Facts of a record that are offered before anything is stated. */
const FIRST = 4;

export interface ShownFields {
  readonly shown: readonly FieldInfo[];
  /** what may be added, most used by the law first */
  readonly more: readonly FieldInfo[];
}

export interface Wanted {
  /** paths in the form of the runtime */
  readonly asked: ReadonlySet<string>;
  /** what is asked for, and the records and lists that it lies in */
  readonly around: ReadonlySet<string>;
  /** facts that a reader wants to see, and the records and lists that they lie in */
  readonly pinned: ReadonlySet<string>;
  readonly marks: Marks;
  readonly applies: (record: Path, field: FieldInfo) => boolean;
}

export function fieldsOf(
  record: RecordInfo,
  json: Json | undefined,
  path: Path,
  text: string,
  { around, pinned, marks, applies }: Wanted,
): ShownFields {
  const { fields, guards, ranks, first } = standingOf(record, marks);
  const shown: FieldInfo[] = [];
  const more: FieldInfo[] = [];
  for (const field of fields) {
    const own = text === "" ? field.name : `${text}.${field.name}`;
    const isStated = isRecord(json) && Object.hasOwn(json, field.name);
    if (isStated || pinned.has(own)) shown.push(field);
    else if (!applies(path, field)) continue;
    else if (
      around.has(own) ||
      first.has(field) ||
      guards.has(field.name) ||
      (path.length === 0 && isNested(field))
    )
      shown.push(field);
    else more.push(field);
  }
  return { shown, more: more.toSorted((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0)) };
}

/** What of a record is the same for every case. */
interface Standing {
  readonly fields: readonly FieldInfo[];
  readonly guards: ReadonlySet<string>;
  /** place by how often the law reads it */
  readonly ranks: ReadonlyMap<FieldInfo, number>;
  readonly first: ReadonlySet<FieldInfo>;
}

const known = new WeakMap<RecordInfo, Standing>();

function standingOf(record: RecordInfo, marks: Marks): Standing {
  const before = known.get(record);
  if (before !== undefined) return before;
  const fields = [...record.fields.values()];
  const byUse = fields.toSorted((a, b) => marks.uses(b.name) - marks.uses(a.name) || a.index - b.index);
  const plain = byUse.filter((field) => field.appliesWhen === null && !isNested(field));
  const standing = {
    fields,
    guards: guardsOf(fields),
    ranks: new Map(byUse.map((field, rank) => [field, rank])),
    first: new Set(plain.slice(0, FIRST)),
  };
  known.set(record, standing);
  return standing;
}

function isNested({ type }: FieldInfo): boolean {
  return type.kind === "record" || type.kind === "list";
}

/** Facts by their paths, with the records and lists that they lie in, and those lists' elements. */
export function withAround(paths: ReadonlySet<string>): ReadonlySet<string> {
  const all = new Set<string>();
  for (const path of paths) {
    all.add(path);
    for (const { index } of path.matchAll(/[.[]/g)) all.add(path.slice(0, index));
  }
  return all;
}

/** Facts on which it depends whether others apply. */
function guardsOf(fields: readonly FieldInfo[]): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (expression: unknown): void => {
    if (!Array.isArray(expression)) return;
    if (expression[0] === "get" && typeof expression[2] === "string") found.add(expression[2]);
    for (const part of expression) visit(part);
  };
  for (const { appliesWhen } of fields) visit(appliesWhen);
  return found;
}

/** Tells of facts whether they apply, in a case that can be read; of any other case everything applies. */
export function applicability(engine: Engine, facts: Json, asOf: string): Wanted["applies"] {
  const { model } = engine;
  const read = readCase(facts, model.vocabulary, model.obligationIds);
  if (!read.ok) return () => true;
  const context = new Context(read.case, model.epoch(asOf, null, "text"), asOf, hereOf(model, ""), null);
  const env = { context, frame: [], released: null };
  const recordAt = (path: Path): RecordValue | null => {
    let at: Value = read.case.facts;
    for (const step of path) {
      const next = stepInto(at, step, (record, field) => readField(record, field, env));
      if (next === null) return null;
      at = next;
    }
    return at instanceof RecordValue ? at : null;
  };
  const records = new Map<string, RecordValue | null>();
  return (path, field) => {
    if (field.appliesWhen === null) return true;
    const key = path.join("\u0000");
    if (!records.has(key)) records.set(key, recordAt(path));
    const record = records.get(key) ?? null;
    if (record === null) return true;
    return model.appliesWhen(field)?.({ context, frame: [record], released: null }) !== NO;
  };
}

function stepInto(
  at: Value,
  step: Step,
  read: (record: RecordValue, field: FieldInfo) => Value,
): Value | null {
  if (at.kind === "list") return typeof step === "number" ? (at.elements[step] ?? null) : at;
  if (!(at instanceof RecordValue) || typeof step === "number") return null;
  const field = at.info.fields.get(step);
  return field === undefined ? null : read(at, field);
}
