/** The facts of a case in their four states: given, stated unknown, not applicable, not given. */
import type { CaseJson, Field, RecordType, Type } from "../check/tree.ts";
import { isJsonRecord, membersOf, RefusedCase, readValue, statedState } from "./case-values.ts";
import { compare, unknownIn } from "./compare.ts";
import { evaluate, truthOf } from "./expressions.ts";
import { remember } from "./memory.ts";
import { ANY_NUMBER, holds, ofRange, onlyNumber } from "./numbers.ts";
import { ownScene, type Scene } from "./scene.ts";
import { strongest, type Unknown } from "./truth.ts";
import {
  type ListValue,
  maybe,
  NOT_APPLICABLE,
  type RecordValue,
  truthValue,
  unknownSet,
  type Value,
} from "./values.ts";

/** A record as the case states it: `undefined` where it does not. */
export function recordValue(
  record: RecordType,
  json: CaseJson | undefined,
  path: string,
  perhapsNone: Unknown | null = null,
): RecordValue {
  const state = json === undefined ? null : statedState(json);
  const base = { kind: "record", record, fields: {}, perhapsNone, path } as const;
  if (json === undefined) return { ...base, state: "missing" };
  if (state === "unknown") return { ...base, state: "unstated" };
  if (state === "notApplicable") return { ...base, state: "notApplicable" };
  if (!isJsonRecord(json)) throw new RefusedCase(`${path} is not a record`);
  return { ...base, state: "given", fields: json };
}

/** A record about which nothing is known: the further element an open list may have. */
export function unknownRecord(record: RecordType, unknown: Unknown, path: string): RecordValue {
  return { kind: "record", record, state: unknown, fields: {}, perhapsNone: null, path };
}

type Stated =
  | { readonly state: "given"; readonly json: CaseJson }
  | { readonly state: "unstated" | "notApplicable" | "notGiven" };

/** What the case says of a field, before anything is computed. */
export function stated(record: RecordValue, field: Field): Stated {
  if (record.state === "notApplicable" || record.state === "unstated") return { state: record.state };
  const json = Object.hasOwn(record.fields, field.name) ? record.fields[field.name] : undefined;
  if (json === undefined) return { state: "notGiven" };
  const state = statedState(json);
  if (state === "unknown") return { state: "unstated" };
  if (state === "notApplicable") return { state: "notApplicable" };
  return { state: "given", json };
}

/** The value of a field of a record: stated, computed, not applicable or unknown. */
export function readField(record: RecordValue, field: Field, scene: Scene): Value {
  const value = remember(scene, "field", field, record, () => readOwn(record, field, scene));
  if (record.perhapsNone === null || value.kind === "list") return value;
  if (value.kind === "record") {
    return { ...value, perhapsNone: strongest(value.perhapsNone, record.perhapsNone) };
  }
  return maybe(value, record.perhapsNone);
}

function readOwn(record: RecordValue, field: Field, scene: Scene): Value {
  const path = record.path === "" ? field.name : `${record.path}.${field.name}`;
  const own = ownScene(scene, [[field.it, record]]);
  const fact = stated(record, field);
  switch (fact.state) {
    case "notApplicable":
      return notApplicableOf(field, path);
    case "given": {
      const value = readGiven(fact.json, record, field, path, own);
      if (scene.world.onlyAnswer) return value;
      const mark = scene.world.reads.length;
      noteContradictions(value, field, path, own);
      scene.world.reads.length = mark;
      return value;
    }
    case "unstated": {
      if (field.formula !== null) return evaluate(field.formula, own);
      const value = unknownOf(field, "unstated", path);
      return perhapsNone(value, field.optional ? "unstated" : null);
    }
    case "notGiven": {
      const applies = field.appliesWhen === null ? "yes" : truthOf(field.appliesWhen, own);
      if (applies === "no") return notApplicableOf(field, path);
      const doubt = applies === "yes" ? null : applies;
      if (field.formula !== null) {
        const computed = evaluate(field.formula, own);
        const open = unknownIn(computed) !== null;
        if (open) scene.world.reads.push({ owner: record, field, path, mayLack: false, within: computed });
        // To state the fact itself would settle it, whatever its parts lack: it is missing.
        return perhapsNone(open ? asMissing(computed) : computed, doubt);
      }
      const mayLack = field.optional || doubt !== null;
      // A record that cannot be lacking is no fact of its own; its fields are.
      if (field.type.kind !== "record" || mayLack) {
        scene.world.reads.push({ owner: record, field, path, mayLack, within: null });
      }
      const value = unknownOf(field, "missing", path);
      return perhapsNone(value, field.optional ? "missing" : doubt);
    }
  }
}

/** The same range, with `missing` as the reason why it is not known. */
function asMissing(value: Value): Value {
  switch (value.kind) {
    case "truth":
      return truthValue("missing");
    case "number":
    case "money":
    case "unknown":
      return { ...value, unknown: "missing" };
    case "maybe":
      return maybe(asMissing(value.value), "missing");
    default:
      return value;
  }
}

/** The value, or not applicable, where there is doubt. */
function perhapsNone(value: Value, doubt: Unknown | null): Value {
  // A list that is not given may already be empty, which is what a list that is not applicable amounts to.
  if (doubt === null || value.kind === "list") return value;
  return value.kind === "record" ? { ...value, perhapsNone: doubt } : maybe(value, doubt);
}

function notApplicableOf(field: Field, path: string): Value {
  switch (field.type.kind) {
    case "truth":
      return truthValue("no");
    case "list":
      return { kind: "list", elements: [], open: null, record: field.type.of, path };
    case "record":
      return recordValue(field.type.record, { notApplicable: true }, path);
    default:
      return NOT_APPLICABLE;
  }
}

function unknownOf(field: Field, unknown: Unknown, path: string): Value {
  if (field.type.kind === "number") return { kind: "number", interval: ofRange(field.range), unknown };
  return unknownOfType(field.type, unknown, path);
}

/** A value of a type about which nothing is known. */
export function unknownOfType(type: Type, unknown: Unknown, path = "?"): Value {
  switch (type.kind) {
    case "truth":
      return truthValue(unknown);
    case "number":
      return { kind: "number", interval: ANY_NUMBER, unknown };
    case "money":
      return { kind: "money", amount: ANY_NUMBER, currency: null, unknown };
    case "set":
      return unknownSet(unknown);
    case "list":
      return { kind: "list", elements: [], open: unknown, record: type.of, path };
    case "record":
      return unknownRecord(type.record, unknown, path);
    default:
      return { kind: "unknown", unknown };
  }
}

function readGiven(json: CaseJson, record: RecordValue, field: Field, path: string, own: Scene): Value {
  const { type } = field;
  if (type.kind === "record") return recordValue(type.record, json, path);
  if (type.kind === "list") return readList(json, record, field, type.of, path, own);
  const value = readValue(json, type, own.world.program);
  if (value.kind === "number") {
    const number = onlyNumber(value.interval);
    if (number !== null && !holds(ofRange(field.range), number))
      throw new RefusedCase(`${path} is out of range`);
  }
  return value;
}

function readList(
  json: CaseJson,
  record: RecordValue,
  field: Field,
  element: RecordType,
  path: string,
  own: Scene,
): ListValue {
  const { items, open } = membersOf(json);
  const elements = items.map((item, i) => recordValue(element, item, `${path}[${i}]`));
  const list: ListValue = { kind: "list", elements, open: open ? "missing" : null, record: element, path };
  const declaredClosed = isJsonRecord(json) && Array.isArray(json.closed);
  if (open || declaredClosed || field.closedWhen === null) return list;
  // The condition looks at the very list: while it is asked, the list counts as open.
  const { [field.name]: _, ...others } = record.fields;
  const asked: RecordValue = { ...record, fields: { ...others, [field.name]: { open: items } } };
  const closed = truthOf(field.closedWhen, ownScene(own, [[field.it, asked]]));
  if (closed === "yes") return list;
  own.world.reads.push({ owner: record, field, path, mayLack: false, within: null });
  return { ...list, open: "missing" };
}

/** Stated although it does not apply, or other than the formula says: what is stated counts, and is noted. */
function noteContradictions(value: Value, field: Field, path: string, own: Scene): void {
  if (field.appliesWhen !== null && truthOf(field.appliesWhen, own) === "no")
    own.world.contradictions.add(path);
  if (field.formula === null) return;
  const computed = evaluate(field.formula, own);
  if (value.kind === "set" || computed.kind === "set") return;
  if (compare("=", value, computed, field.type) === "no" && computed.kind !== "notApplicable") {
    own.world.contradictions.add(path);
  }
}

/** The members of a set-valued field, read without computing or asking: what the case itself states. */
export function statedMembers(
  record: RecordValue,
  name: string,
  scene: Scene,
): { readonly members: readonly Value[]; readonly state: Stated["state"]; readonly open: boolean } {
  const field = record.record.fields.get(name);
  const nothing = { members: [], open: false } as const;
  if (field === undefined) return { ...nothing, state: "notGiven" };
  const fact = stated(record, field);
  if (fact.state !== "given") return { ...nothing, state: fact.state };
  const value = readValue(fact.json, field.type, scene.world.program);
  if (value.kind !== "set" || value.is !== "members") return { ...nothing, state: "given" };
  return { members: value.members, state: "given", open: value.open !== null };
}
