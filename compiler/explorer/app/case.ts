/** Editing a case: facts by path, without ever changing a case in place. */
import type { FieldInfo, RecordInfo, Vocabulary } from "../../runtime/values/vocabulary.ts";

export type Json = null | boolean | number | string | readonly Json[] | JsonRecord;
export interface JsonRecord {
  readonly [name: string]: Json;
}

export type Step = string | number;
export type Path = readonly Step[];

/** How a fact stands, whatever its type. */
export type FactState = "stated" | "unknown" | "not_applicable" | "not_stated";

export const UNKNOWN: JsonRecord = { unknown: true };
export const NOT_APPLICABLE: JsonRecord = { notApplicable: true };

export function isRecord(json: Json | undefined): json is JsonRecord {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

export function stateOf(json: Json | undefined): FactState {
  if (json === undefined) return "not_stated";
  if (isRecord(json) && Object.keys(json).length === 1) {
    if (json.unknown === true) return "unknown";
    if (json.notApplicable === true) return "not_applicable";
  }
  return "stated";
}

export function factAt(json: Json | undefined, path: Path): Json | undefined {
  let at = json;
  for (const step of path) {
    if (Array.isArray(at)) at = at[step as number] as Json | undefined;
    else if (isRecord(at) && Object.hasOwn(at, step)) at = at[step];
    else return undefined;
  }
  return at;
}

/** The case with a fact stated; records on the way to it are made. */
export function withFact(json: Json | undefined, path: Path, value: Json): Json {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (typeof step === "number") {
    const elements = Array.isArray(json) ? [...(json as readonly Json[])] : [];
    elements[step] = withFact(elements[step], rest, value);
    return elements;
  }
  const record = isRecord(json) && stateOf(json) === "stated" ? json : {};
  return { ...record, [step]: withFact(Object.hasOwn(record, step) ? record[step] : undefined, rest, value) };
}

/** The case without a fact, or without an element of a list; a record that states nothing any more goes with it. */
export function withoutFact(json: Json, path: Path): Json {
  const [step, ...rest] = path;
  if (step === undefined) return json;
  if (Array.isArray(json)) {
    const elements = json as readonly Json[];
    return rest.length === 0
      ? elements.filter((_, at) => at !== step)
      : elements.map((element, at) => (at === step ? withoutFact(element, rest) : element));
  }
  if (!isRecord(json) || !Object.hasOwn(json, step)) return json;
  const { [step]: own, ...others } = json;
  if (rest.length === 0 || own === undefined) return others;
  const less = withoutFact(own, rest);
  const isEmpty = isRecord(less) && Object.keys(less).length === 0 && typeof rest[0] === "string";
  return isEmpty ? others : { ...json, [step]: less };
}

/** Facts put over others as `A with B` does: records field by field, everything else replaced. */
export function merged(under: Json | undefined, over: Json): Json {
  if (!isRecord(under) || !isRecord(over)) return over;
  if (stateOf(under) !== "stated" || stateOf(over) !== "stated") return over;
  const result: Record<string, Json> = { ...under };
  for (const [name, value] of Object.entries(over))
    result[name] = merged(Object.hasOwn(under, name) ? under[name] : undefined, value);
  return result;
}

/** Members of a list or set in any of its forms: `[...]`, `{ "open": [...] }`, `{ "closed": [...] }`. */
export interface Members {
  readonly values: readonly Json[];
  readonly form: "given" | "open" | "closed";
}

export function membersOf(json: Json | undefined): Members {
  if (Array.isArray(json)) return { values: json as readonly Json[], form: "given" };
  if (isRecord(json) && Object.keys(json).length === 1) {
    if (Array.isArray(json.open)) return { values: json.open as readonly Json[], form: "open" };
    if (Array.isArray(json.closed)) return { values: json.closed as readonly Json[], form: "closed" };
  }
  return { values: [], form: "given" };
}

/** The same form with other members. */
export function withMembers({ form }: Members, values: readonly Json[]): Json {
  return form === "given" ? values : { [form]: values };
}

/** Path of an element of a list that stands at `path`. */
export function elementPath(path: Path, members: Members, at: number): Path {
  return members.form === "given" ? [...path, at] : [...path, members.form, at];
}

/** `parties[0].headquarters` as the runtime writes it, as a path into this case; null where the case has no such place. */
export function pathOf(text: string, facts: Json): Path | null {
  const path: Step[] = [];
  for (const [, name, index] of text.matchAll(/([^.[\]]+)|\[(\d+)\]/g)) {
    if (name !== undefined) path.push(name);
    else {
      const members = membersOf(factAt(facts, path));
      const at = Number(index);
      if (at >= members.values.length) return null;
      path.splice(0, path.length, ...elementPath(path, members, at));
    }
  }
  return path;
}

/** `parties[0].headquarters`, however its list is written. */
export function textOf(path: Path): string {
  let text = "";
  path.forEach((step, at) => {
    if (typeof step === "number") text += `[${step}]`;
    else if (typeof path[at + 1] === "number" && (step === "open" || step === "closed") && at > 0) return;
    else text += text === "" ? step : `.${step}`;
  });
  return text;
}

/** The declared field at a path; null where there is none. */
export function fieldAt(vocabulary: Vocabulary, path: Path): FieldInfo | null {
  let record: RecordInfo = vocabulary.transaction;
  let field: FieldInfo | null = null;
  for (const step of path) {
    if (typeof step === "number" || (field !== null && isListForm(field, step))) continue;
    const found = record.fields.get(step);
    if (found === undefined) return null;
    field = found;
    if (found.type.kind === "record" || found.type.kind === "list") record = found.type.record;
  }
  return field;
}

function isListForm({ type }: FieldInfo, step: Step): boolean {
  return type.kind === "list" && (step === "open" || step === "closed");
}
