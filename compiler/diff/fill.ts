/** Missing facts of a case, filled in as plainly as the vocabulary allows. */
import type { CaseJson, RecordType, Type } from "../check/tree.ts";

/**
 * The case with a fact added where the path leads through records that it has, or may have: an empty list or set, `no`,
 * not applicable. Facts that have no plain value (a number, a country) stay missing, and facts of list elements too.
 */
export function filledIn(facts: CaseJson, path: string, record: RecordType | null): CaseJson {
  return record === null || path.includes("[") ? facts : filled(facts, path.split("."), record);
}

function filled(facts: CaseJson, steps: readonly string[], record: RecordType): CaseJson {
  const [step, ...rest] = steps;
  const field = step === undefined ? undefined : record.fields.get(step);
  if (field === undefined || !isRecord(facts)) return facts;
  const inner = facts[field.name];
  if (rest.length > 0) {
    if (field.type.kind !== "record") return facts;
    const changed = filled(inner ?? {}, rest, field.type.record);
    return changed === inner ? facts : { ...facts, [field.name]: changed };
  }
  const value = inner === undefined ? plainValue(field.type, field.optional) : null;
  return value === null ? facts : { ...facts, [field.name]: value };
}

function plainValue(type: Type, optional: boolean): CaseJson {
  if (type.kind === "list" || type.kind === "set") return [];
  if (type.kind === "truth") return false;
  return optional ? { notApplicable: true } : null;
}

function isRecord(json: CaseJson): json is { readonly [key: string]: CaseJson } {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}
