/** Missing facts of a case, filled in as plainly as the vocabulary allows. */
import type { CaseJson, Field, RecordType, Type } from "../check/tree.ts";

/**
 * The case with a fact added where the path leads through records and list elements that it has, or through records that
 * it may have: an empty list or set, `no`, not applicable, the first of a few words, the country of destination. Facts that
 * have no plain value, as numbers, stay missing; so do those with an id among `leave`.
 */
export function filledIn(
  facts: CaseJson,
  path: string,
  record: RecordType | null,
  leave: ReadonlySet<string>,
): CaseJson {
  if (record === null) return facts;
  const destination = isRecord(facts) ? facts.destination : undefined;
  const field = record.fields.get("destination");
  const country =
    typeof destination === "string" && field !== undefined ? { destination, type: field.type } : null;
  return filled(facts, path.split("."), record, { country, leave });
}

/** The fact at a path of a case, with or without positions in lists; null where there is none. */
export function fieldAt(record: RecordType | null, path: string): Field | null {
  let inner = record;
  let field: Field | null = null;
  for (const step of path.split(".")) {
    field = inner?.fields.get(STEP.exec(step)?.[1] ?? "") ?? null;
    const type = field?.type;
    inner = type?.kind === "record" ? type.record : type?.kind === "list" ? type.of : null;
  }
  return field;
}

const STEP = /^(\w+)(?:\[(\d+)\])?$/;

interface Filling {
  readonly country: Country | null;
  readonly leave: ReadonlySet<string>;
}

interface Country {
  readonly destination: string;
  readonly type: Type;
}

function filled(facts: CaseJson, steps: readonly string[], record: RecordType, filling: Filling): CaseJson {
  const [step, ...rest] = steps;
  const [, name, index] = STEP.exec(step ?? "") ?? [];
  const field = name === undefined ? undefined : record.fields.get(name);
  if (field === undefined || !isRecord(facts)) return facts;
  const inner = facts[field.name];
  if (rest.length > 0) {
    if (index !== undefined) {
      const { type } = field;
      if (type.kind !== "list") return facts;
      const element = type.of;
      const within = (value: CaseJson): CaseJson => filled(value, rest, element, filling);
      return { ...facts, [field.name]: changedAt(inner, Number(index), within) };
    }
    if (field.type.kind !== "record") return facts;
    const changed = filled(inner ?? {}, rest, field.type.record, filling);
    return changed === inner ? facts : { ...facts, [field.name]: changed };
  }
  const isFilled = inner === undefined && !filling.leave.has(field.id);
  const value = isFilled ? plainValue(field.type, field.optional, filling.country) : null;
  return value === null ? facts : { ...facts, [field.name]: value };
}

/** A list with one of its elements changed, whether it is written as closed or not. */
function changedAt(
  list: CaseJson | undefined,
  index: number,
  change: (value: CaseJson) => CaseJson,
): CaseJson {
  if (Array.isArray(list)) return list.map((value, at) => (at === index ? change(value) : value));
  if (list === undefined || !isRecord(list)) return list ?? [];
  return Object.fromEntries(
    Object.entries(list).map(([key, value]) => [
      key,
      Array.isArray(value) ? changedAt(value, index, change) : value,
    ]),
  );
}

function plainValue(type: Type, optional: boolean, country: Country | null): CaseJson {
  if (type.kind === "list" || type.kind === "set") return [];
  if (type.kind === "truth") return false;
  if (optional) return { notApplicable: true };
  if (type.kind === "enum") return type.enum.values[0] ?? null;
  const isCountry =
    type.kind === "code" && country?.type.kind === "code" && type.scheme === country.type.scheme;
  return isCountry ? country.destination : null;
}

function isRecord(json: CaseJson): json is { readonly [key: string]: CaseJson } {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}
