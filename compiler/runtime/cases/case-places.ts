/** Places in a case, and the same case with something stated there. */
import type { Context, Env } from "../expressions/context.ts";
import type { Plain, Value } from "../values/values.ts";
import { getField } from "./facts.ts";
import { RecordValue, type Statement } from "./records.ts";

export type Step = string | number;

/** `parties[0].headquarters` as steps. */
export function stepsOf(path: string): readonly Step[] {
  return [...path.matchAll(/\[(\d+)\]|[^.[\]]+/g)].map((found) =>
    found[1] === undefined ? found[0] : Number(found[1]),
  );
}

/** The single values that a record states, and the records in it. */
export function valuesGiven(record: RecordValue): Plain[] {
  const values: Plain[] = [];
  for (const field of record.info.fields.values()) {
    const statement = record.statement(field);
    if (statement === undefined || statement === "unknown") continue;
    switch (statement.kind) {
      case "record":
        values.push(...valuesGiven(statement));
        break;
      case "list":
        values.push(...statement.elements.flatMap(valuesGiven));
        break;
      case "set":
        values.push(...(statement.members ?? []));
        break;
      case "number":
      case "money":
      case "enum":
      case "code":
      case "date":
      case "text":
        values.push(statement);
    }
  }
  return values;
}

/** The record with a statement at a place in it. */
export function stated(record: RecordValue, steps: readonly Step[], statement: Statement): RecordValue {
  const [name, ...rest] = steps;
  const field = typeof name === "string" ? record.info.fields.get(name) : undefined;
  if (field === undefined) return record;
  if (rest.length === 0) return record.with(field, statement);
  const current = record.statement(field);
  if (current !== undefined && current !== "unknown" && current.kind === "list") {
    const [index, ...within] = rest;
    const elements = current.elements.map((element, i) =>
      i === index ? stated(element, within, statement) : element,
    );
    return record.with(field, { ...current, elements });
  }
  if (field.type.kind !== "record") return record;
  const inner =
    current !== undefined && current !== "unknown" && current.kind === "record"
      ? current
      : RecordValue.blank(field.type.record, record.pathOf(field));
  return record.with(field, stated(inner, rest, statement));
}

/** The record at a place, as a case has it or as it is where nothing is stated; null where there is none. */
export function recordAt(path: string, context: Context): RecordValue | null {
  let at: Value = context.case.facts;
  const env: Env = { context, frame: [], released: null };
  for (const step of path === "" ? [] : stepsOf(path)) {
    if (typeof step === "string") at = getField(at, step, env);
    else {
      const element: RecordValue | undefined = at.kind === "list" ? at.elements[step] : undefined;
      if (element === undefined) return null;
      at = element;
    }
  }
  return at.kind === "record" ? at : null;
}
