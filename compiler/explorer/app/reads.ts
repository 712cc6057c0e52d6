/**
 * Which facts an answer read. What read no changed fact answers as before: nothing else of a case can reach it, as every fact
 * is read through the record that states it.
 */
import type { Case } from "../../runtime/case.ts";
import { RecordValue, type Statement } from "../../runtime/records.ts";
import type { Value } from "../../runtime/values.ts";
import type { FieldInfo, RecordInfo, Vocabulary } from "../../runtime/vocabulary.ts";
import { isRecord, type Json, membersOf, stateOf } from "./case.ts";

/** The facts of a case, which note what is read of them. */
export class WatchedCase {
  readonly case: Case;
  /** paths as the runtime writes them: `parties[0].headquarters` */
  readonly reads = new Set<string>();

  constructor(read: Case) {
    const note = (record: RecordValue, field: FieldInfo): void => {
      this.reads.add(record.pathOf(field));
    };
    this.case = { ...read, facts: watched(read.facts, note) };
  }
}

type Note = (record: RecordValue, field: FieldInfo) => void;

class WatchedRecord extends RecordValue {
  readonly #note: Note;

  constructor(record: RecordValue, statements: readonly Statement[], note: Note) {
    super(record.info, record.path, statements, record.state, record.perhapsAbsent);
    this.#note = note;
  }

  override statement(field: FieldInfo): Statement {
    this.#note(this, field);
    return super.statement(field);
  }

  override plain(field: FieldInfo): Value {
    this.#note(this, field);
    return super.plain(field);
  }
}

/** The same record; one whose state says what its fields are (unknown throughout) states nothing that could be read. */
function watched(record: RecordValue, note: Note): RecordValue {
  if (record.state !== null) return record;
  const statements = [...record.info.fields.values()].map((field): Statement => {
    const statement = record.statement(field);
    if (statement === undefined || statement === "unknown") return statement;
    if (statement.kind === "record") return watched(statement, note);
    return statement.kind === "list"
      ? { ...statement, elements: statement.elements.map((element) => watched(element, note)) }
      : statement;
  });
  return new WatchedRecord(record, statements, note);
}

/**
 * Paths at which two cases differ, each as far up as it has to be seen: of a record stated in both the facts in it, of a list
 * with as many elements those of its elements, else the fact itself. Null: in what is no fact.
 */
export function changedPaths(before: Json, after: Json, vocabulary: Vocabulary): readonly string[] | null {
  const found: string[] = [];
  return inRecord(before, after, vocabulary.transaction, "", found) ? found : null;
}

function inRecord(before: Json, after: Json, info: RecordInfo, path: string, found: string[]): boolean {
  if (before === after) return true;
  if (!isRecord(before) || !isRecord(after)) return false;
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const old = Object.hasOwn(before, name) ? before[name] : undefined;
    const now = Object.hasOwn(after, name) ? after[name] : undefined;
    if (old === now || JSON.stringify(old) === JSON.stringify(now)) continue;
    const field = info.fields.get(name);
    if (field === undefined) return false;
    const own = path === "" ? name : `${path}.${name}`;
    if (!inField(old, now, field, own, found)) found.push(own);
  }
  return true;
}

/** Whether the difference could be told further down. */
function inField(
  before: Json | undefined,
  after: Json | undefined,
  { type }: FieldInfo,
  path: string,
  found: string[],
): boolean {
  if (before === undefined || after === undefined) return false;
  if (stateOf(before) !== "stated" || stateOf(after) !== "stated") return false;
  if (type.kind === "record") return inRecord(before, after, type.record, path, found);
  if (type.kind !== "list") return false;
  const [old, now] = [membersOf(before), membersOf(after)];
  if (old.form !== now.form || old.values.length !== now.values.length) return false;
  const all = [...old.values, ...now.values];
  if (!all.every(isStated)) return false;
  const inner: string[] = [];
  const isTold = old.values.every((element, at) =>
    inRecord(element, now.values[at]!, type.record, `${path}[${at}]`, inner),
  );
  if (isTold) found.push(...inner);
  return isTold;
}

function isStated(json: Json): boolean {
  return isRecord(json) && stateOf(json) === "stated";
}
