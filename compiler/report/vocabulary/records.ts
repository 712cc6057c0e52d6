/** The records a case is made of, the transaction first, each with the facts a case may state. */
import type { Field, Program, RecordType, Type } from "../../check/tree.ts";
import { compare } from "../order.ts";

export interface Vocabulary {
  readonly transaction: RecordType;
  /** every record a case can hold, the transaction first, then by name */
  readonly records: readonly RecordType[];
  /** a name for each record, distinct even where modules share one */
  readonly nameOf: (record: RecordType) => string;
}

/** The vocabulary of a program, or null if it declares no transaction. */
export function vocabularyOf(program: Program): Vocabulary | null {
  const { transaction } = program;
  if (transaction === null) return null;
  const found = new Set<RecordType>([transaction]);
  // A set grows while it is walked; records may hold records of their own type.
  for (const record of found)
    for (const field of record.fields.values()) {
      const inner = recordOf(field.type);
      if (inner !== null) found.add(inner);
    }
  const [, ...others] = found;
  const records = [transaction, ...others.sort((a, b) => compare(a.id, b.id))];
  const names = new Map<string, number>();
  for (const record of records) names.set(record.name, (names.get(record.name) ?? 0) + 1);
  return {
    transaction,
    records,
    nameOf: (record) => (names.get(record.name)! > 1 ? record.id.replaceAll(".", "_") : record.name),
  };
}

/** The record a fact holds, alone or in a list. */
export function recordOf(type: Type): RecordType | null {
  if (type.kind === "record") return type.record;
  return type.kind === "list" ? type.of : null;
}

/** Whether a case may state that the fact does not apply. */
export function mayNotApply(field: Field): boolean {
  return field.optional || field.appliesWhen !== null;
}

export function isUnitless(type: Extract<Type, { kind: "number" }>): boolean {
  return type.unit.text === "" || type.unit.text === "1" || type.unit.text === "number";
}
