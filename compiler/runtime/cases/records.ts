/** Records of a case: what was stated, field by field, and what an unstated field may still be. */

import type { EntryReadings } from "../expressions/entry-readings.ts";
import type { CodesNote, FactNote } from "../expressions/trace.ts";
import type { Epoch } from "../law/epoch.ts";
import type { Code } from "../values/codes.ts";
import { MISSING, UNSTATED, type Unknown } from "../values/truth.ts";
import { perhaps, type SetValue, truthValue, unknownValue, type Value, worse } from "../values/values.ts";
import type { FieldInfo, RecordInfo } from "../values/vocabulary.ts";

/** What a case says about one field; undefined: nothing. */
export type Statement = Value | "unknown" | undefined;

/** Places of one kind of record that are remembered. */
const MAX_BLANKS = 2_000;

const NOTHING = (): void => undefined;

const blanks = new WeakMap<RecordInfo, Map<string, RecordValue>>();

export class RecordValue {
  readonly kind = "record";
  readonly info: RecordInfo;
  /** where the case states it: `item`, `parties[0]`; the transaction is the empty path */
  readonly path: string;
  /** null: the record is given, though its fields may not be */
  readonly state: Unknown | null;
  /** set where the whole record may turn out to be not applicable */
  readonly perhapsAbsent: Unknown | null;
  /** entries of control lists that were read on it */
  readonly readings = new Map<Epoch, EntryReadings>();
  readonly #statements: readonly Statement[];
  readonly #values: (Value | undefined)[] = [];
  readonly #paths: (string | undefined)[] = [];
  /** by field and state */
  readonly #factNotes: (FactNote | undefined)[] = [];
  readonly #codesNotes: (CodesNote | undefined)[] = [];

  constructor(
    info: RecordInfo,
    path: string,
    statements: readonly Statement[],
    state: Unknown | null = null,
    perhapsAbsent: Unknown | null = null,
  ) {
    this.info = info;
    this.path = path;
    this.state = state;
    this.perhapsAbsent = perhapsAbsent;
    this.#statements = statements;
  }

  /**
   * A record of which nothing is stated. Two at one place are one: what was read of it holds for every case that is
   * silent there.
   */
  static blank(
    info: RecordInfo,
    path: string,
    state: Unknown | null = null,
    perhapsAbsent: Unknown | null = null,
  ): RecordValue {
    let known = blanks.get(info);
    if (known === undefined) {
      known = new Map();
      blanks.set(info, known);
    }
    const key = `${state} ${perhapsAbsent} ${path}`;
    let blank = known.get(key);
    if (blank === undefined) {
      if (known.size >= MAX_BLANKS) known.clear();
      blank = new RecordValue(info, path, [], state, perhapsAbsent);
      known.set(key, blank);
    }
    return blank;
  }

  /** Whether the case says nothing about it but that it is there. */
  get isBlank(): boolean {
    return this.#statements.length === 0;
  }

  statement(field: FieldInfo): Statement {
    return this.#statements[field.index] ?? (this.state === UNSTATED ? "unknown" : undefined);
  }

  /** The same record, given, with another statement about one field. */
  with(field: FieldInfo, statement: Statement): RecordValue {
    const statements = [...this.info.fields.values()].map(({ index }) => this.#statements[index]);
    statements[field.index] = statement;
    return new RecordValue(this.info, this.path, statements);
  }

  /** The value by the statement alone: formulas and conditions of the field are applied by the reader. */
  plain(field: FieldInfo): Value {
    let value = this.#values[field.index];
    if (value === undefined) {
      const statement = this.statement(field);
      const stated = statement === undefined || statement === "unknown" ? null : statement;
      value = stated ?? this.unknown(field, statement === "unknown" ? UNSTATED : MISSING);
      this.#values[field.index] = value;
    }
    return value;
  }

  /** What an unstated field may be: anything in its range, and not applicable where that may still be stated. */
  unknown(field: FieldInfo, state: Unknown): Value {
    const absent = worse(field.optional ? state : null, this.perhapsAbsent);
    return unknownOf(field, this.pathOf(field), state, absent);
  }

  /** The note that a fact is not known. */
  factNote(field: FieldInfo, state: Unknown): FactNote {
    const at = 2 * field.index + (state === MISSING ? 1 : 0);
    let note = this.#factNotes[at];
    if (note === undefined) {
      note = { kind: "fact", record: this, field, state, collected: 0 };
      this.#factNotes[at] = note;
    }
    return note;
  }

  /** The note that a fact is given in codes; `value`, how it was read: a formula may give it otherwise on another day. */
  codesNote(field: FieldInfo, value: Value, codes: readonly Code[]): CodesNote {
    const isOwn = value === this.plain(field);
    let note = isOwn ? this.#codesNotes[field.index] : undefined;
    if (note === undefined) {
      note = { kind: "codes", record: this, field, codes, collected: 0 };
      if (isOwn) this.#codesNotes[field.index] = note;
    }
    return note;
  }

  /** Whether it notes what is read of it. */
  get isWatched(): boolean {
    return false;
  }

  /**
   * Finds out something about the record that will be used again instead of being found out again, and gives what is to be called
   * then: a record that notes what is read of it notes it for every use.
   */
  watched<T>(find: () => T): { readonly found: T; readonly again: () => void } {
    return { found: find(), again: NOTHING };
  }

  pathOf(field: FieldInfo): string {
    if (this.path === "") return field.name;
    let path = this.#paths[field.index];
    if (path === undefined) {
      path = `${this.path}.${field.name}`;
      this.#paths[field.index] = path;
    }
    return path;
  }
}

function unknownOf(field: FieldInfo, path: string, state: Unknown, perhapsAbsent: Unknown | null): Value {
  const type = field.type;
  switch (type.kind) {
    case "truth":
      return truthValue(state);
    case "number":
      return { kind: "interval", ...field.range, state, perhapsAbsent };
    case "set":
      return perhaps(unknownSet(state), perhapsAbsent);
    case "list":
      return { kind: "list", path, record: type.record, elements: [], open: state, closed: false };
    case "record":
      return RecordValue.blank(type.record, path, state, perhapsAbsent);
    default:
      return unknownValue(state, perhapsAbsent);
  }
}

/** A set of which no member is known. */
export function unknownSet(state: Unknown): SetValue {
  return {
    kind: "set",
    contains: () => state,
    members: [],
    open: state,
    schemes: [],
    demands: [],
    openGroups: [],
  };
}
