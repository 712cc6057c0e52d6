/** Records of a case: what was stated, field by field, and what an unstated field may still be. */
import { MISSING, UNSTATED, type Unknown } from "./truth.ts";
import { perhaps, type SetValue, truthValue, unknownValue, type Value, worse } from "./values.ts";
import type { FieldInfo, RecordInfo } from "./vocabulary.ts";

/** What a case says about one field; undefined: nothing. */
export type Statement = Value | "unknown" | undefined;

export class RecordValue {
  readonly kind = "record";
  readonly info: RecordInfo;
  /** where the case states it: `item`, `parties[0]`; the transaction is the empty path */
  readonly path: string;
  /** null: the record is given, though its fields may not be */
  readonly state: Unknown | null;
  /** set where the whole record may turn out to be not applicable */
  readonly perhapsAbsent: Unknown | null;
  readonly #statements: readonly Statement[];
  readonly #values: (Value | undefined)[] = [];
  readonly #paths: (string | undefined)[] = [];

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
      return new RecordValue(type.record, path, [], state, perhapsAbsent);
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

/** An element about which nothing is known: a further member of an open list. */
export function unknownElement(info: RecordInfo, path: string, state: Unknown): RecordValue {
  return new RecordValue(info, path, [], state);
}
