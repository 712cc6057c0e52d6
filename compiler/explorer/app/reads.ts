/**
 * Which facts an answer read. What read no changed fact answers as before: nothing else of a case can reach it, as every fact
 * is read through the record that states it.
 */
import type { Case } from "../../runtime/cases/case.ts";
import { RecordValue, type Statement } from "../../runtime/cases/records.ts";
import type { Value } from "../../runtime/values/values.ts";
import type { FieldInfo, RecordInfo, Vocabulary } from "../../runtime/values/vocabulary.ts";
import { isRecord, type Json, membersOf, stateOf } from "./case.ts";

/** The facts of a case, which note what is read of them. */
export class WatchedCase {
  readonly case: Case;
  readonly #reader: Reader;

  /**
   * What was found out about a record that is stated as before (which entries an item meets) holds again: the record of `before`
   * stays, and notes what is read of it as before.
   */
  constructor(
    read: Case,
    before: WatchedCase | null = null,
    isAsBefore: (fact: string) => boolean = () => false,
  ) {
    this.#reader = before === null ? new Reader() : before.#reader;
    const old = before?.case.facts;
    const { facts } = read;
    const statements = [...facts.info.fields.values()].map((field): Statement => {
      const statement = facts.statement(field);
      const known =
        isRecordStatement(statement) && isAsBefore(field.name) ? old?.statement(field) : undefined;
      return isRecordStatement(known) ? known : watchedStatement(statement, this.#reader);
    });
    this.case = { ...read, facts: new WatchedRecord(facts, statements, this.#reader) };
  }

  /** What something gives, and the facts that it read: paths as the runtime writes them, `parties[0].headquarters`. */
  reading<T>(find: () => T): { readonly found: T; readonly reads: ReadonlySet<string> } {
    const reads = new Set<string>();
    return { found: this.#reader.into(reads, find), reads };
  }
}

/** Where records note what is read of them: a record that stays notes it for whoever reads now. */
class Reader {
  reads = new Set<string>();

  /** Notes what is read meanwhile elsewhere. */
  into<T>(reads: Set<string>, find: () => T): T {
    const before = this.reads;
    this.reads = reads;
    try {
      return find();
    } finally {
      this.reads = before;
    }
  }
}

class WatchedRecord extends RecordValue {
  readonly #reader: Reader;

  constructor(record: RecordValue, statements: readonly Statement[], reader: Reader) {
    super(record.info, record.path, statements, record.state, record.perhapsAbsent);
    this.#reader = reader;
  }

  override statement(field: FieldInfo): Statement {
    this.#reader.reads.add(this.pathOf(field));
    return super.statement(field);
  }

  override plain(field: FieldInfo): Value {
    this.#reader.reads.add(this.pathOf(field));
    return super.plain(field);
  }

  override get isWatched(): boolean {
    return true;
  }

  override watched<T>(find: () => T): { readonly found: T; readonly again: () => void } {
    const reader = this.#reader;
    const reads = new Set<string>();
    const found = reader.into(reads, find);
    /** those who were told last: whoever reads asks many times, and is told once */
    let told: Set<string> | null = null;
    const again = (): void => {
      if (told === reader.reads) return;
      told = reader.reads;
      for (const path of reads) told.add(path);
    };
    return { found, again };
  }
}

/** The same record; one whose state says what its fields are (unknown throughout) states nothing that could be read. */
function watched(record: RecordValue, reader: Reader): RecordValue {
  if (record.state !== null) return record;
  const fields = [...record.info.fields.values()];
  const statements = fields.map((field) => watchedStatement(record.statement(field), reader));
  return new WatchedRecord(record, statements, reader);
}

function watchedStatement(statement: Statement, reader: Reader): Statement {
  if (isRecordStatement(statement)) return watched(statement, reader);
  if (typeof statement !== "object" || statement.kind !== "list") return statement;
  return { ...statement, elements: statement.elements.map((element) => watched(element, reader)) };
}

function isRecordStatement(statement: Statement): statement is RecordValue {
  return typeof statement === "object" && statement.kind === "record";
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
