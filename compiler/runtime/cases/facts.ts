/** Reading a fact: what is stated, else what a formula gives, else what it may still be. */

import type { Context, Env } from "../expressions/context.ts";
import { remark } from "../remarks.ts";
import { compareValues } from "../values/compare.ts";
import { isUnknown, MISSING, NO, UNSTATED, type Unknown, YES } from "../values/truth.ts";
import {
  ABSENT,
  type ListValue,
  type Plain,
  perhaps,
  stateOf,
  truthValue,
  unknownValue,
  type Value,
  worse,
} from "../values/values.ts";
import type { FieldInfo } from "../values/vocabulary.ts";
import { RecordValue } from "./records.ts";

/** `x.field` */
export function getField(target: Value, name: string, env: Env): Value {
  switch (target.kind) {
    case "record": {
      const field = target.info.fields.get(name);
      return field === undefined ? unknownValue(MISSING) : readField(target, field, env);
    }
    case "absent":
      return ABSENT;
    case "unknown":
      return unknownValue(target.state, target.perhapsAbsent);
    default:
      return unknownValue(MISSING);
  }
}

export function readField(record: RecordValue, field: FieldInfo, env: Env): Value {
  const { context } = env;
  context.epoch.model.work.done++;
  if (!field.computed) {
    const value = record.plain(field);
    if (context.trace !== null) note(record, field, value, env);
    if (field.asserted && record.statement(field) !== undefined) noteAssertion(record, field, env);
    return absentAs(value, field, record);
  }
  return context.once(record, field, record.unknown(field, MISSING), () => computed(record, field, context));
}

/** Of a field that is not applicable: truth is no, a list is empty, a record has no applicable field. */
function absentAs(value: Value, field: FieldInfo, record: RecordValue): Value {
  if (value.kind !== "absent") return value;
  switch (field.type.kind) {
    case "truth":
      return truthValue(NO);
    case "list":
      return {
        kind: "list",
        path: record.pathOf(field),
        record: field.type.record,
        elements: [],
        open: null,
        closed: true,
      };
    default:
      return value;
  }
}

function computed(record: RecordValue, field: FieldInfo, context: Context): Value {
  const statement = record.statement(field);
  const own: Env = { context, frame: [record], released: null };
  if (statement === undefined) return notGiven(record, field, own);
  if (statement === "unknown") {
    const formula = context.epoch.model.formula(field);
    const value = formula === null ? record.plain(field) : withDoubt(formula(own), record.perhapsAbsent);
    if (context.trace !== null) note(record, field, value, own);
    return value;
  }
  const value = record.plain(field);
  if (field.asserted) noteAssertion(record, field, own);
  if (value.kind === "absent") return absentAs(value, field, record);
  if (value.kind === "interval") {
    // A completion that says no more than between which bounds the number lies.
    if (context.trace !== null) note(record, field, value, own);
    return value;
  }
  noteContradictions(record, field, value, own);
  return value.kind === "list" ? closed(record, field, value, own) : value;
}

function notGiven(record: RecordValue, field: FieldInfo, own: Env): Value {
  const { context } = own;
  const { model } = context.epoch;
  const mark = context.trace?.notes.length ?? 0;
  const applies = model.appliesWhen(field)?.(own) ?? YES;
  if (applies === NO) {
    context.trace?.drop(mark);
    return absentAs(ABSENT, field, record);
  }
  const formula = model.formula(field);
  const afterApplies = context.trace?.notes.length ?? 0;
  if (formula !== null) {
    const value = formula(own);
    const state = stateOf(value);
    if (state === null) {
      context.trace?.drop(afterApplies);
      return withDoubt(value, worse(isUnknown(applies) ? applies : null, record.perhapsAbsent));
    }
    // The fact itself settles more than its parts do: it is asked for first.
    context.trace?.notes.splice(afterApplies, 0, record.factNote(field, MISSING));
    return withDoubt(asMissing(value), worse(isUnknown(applies) ? applies : null, record.perhapsAbsent));
  }
  const value = withDoubt(record.plain(field), isUnknown(applies) ? applies : null);
  if (context.trace !== null) note(record, field, value, own);
  return value;
}

/** Not given is the stronger unknown, whatever the formula lacks. */
function asMissing(value: Value): Value {
  switch (value.kind) {
    case "interval":
    case "unknown": {
      const perhapsAbsent = value.perhapsAbsent === null ? null : MISSING;
      return { ...value, state: MISSING, perhapsAbsent };
    }
    case "truth":
      return isUnknown(value.truth) ? truthValue(MISSING) : value;
    default:
      return value;
  }
}

/** A list may be empty anyway; a truth that is not applicable is no. */
function withDoubt(value: Value, doubt: Unknown | null): Value {
  if (doubt === null || value.kind === "list") return value;
  if (value.kind === "truth")
    return value.truth === NO
      ? value
      : truthValue(isUnknown(value.truth) ? worse(value.truth, doubt) : doubt);
  if (value.kind === "record")
    return RecordValue.blank(value.info, value.path, value.state, worse(value.perhapsAbsent, doubt));
  return perhaps(value, doubt);
}

/** A list that is given is closed unless it says otherwise, or its field names when it is and that does not hold. */
function closed(record: RecordValue, field: FieldInfo, list: ListValue, own: Env): ListValue {
  const { context } = own;
  const test = context.epoch.model.closedWhen(field);
  let { open } = list;
  if (open === null && !list.closed && test !== null) {
    // The condition looks at the very list: while it is asked, the list counts as open.
    const asking = context.fork();
    asking.once(record, field, null, () => ({ ...list, open: MISSING }));
    if (test({ ...own, context: asking }) !== YES) open = MISSING;
  }
  const value = open === list.open ? list : { ...list, open };
  if (context.trace !== null) note(record, field, value, own);
  return value;
}

/**
 * An amount may be of another currency than the one it is compared with, and a code coarser: they are noted, and a decided
 * comparison drops them.
 */
function note(record: RecordValue, field: FieldInfo, value: Value, env: Env): void {
  if (value.kind === "record") return;
  const given = value.kind === "code" ? [value] : value.kind === "set" ? (value.members ?? []) : [];
  if (given.some((member) => member.kind === "code")) {
    const codes = given.filter((member) => member.kind === "code");
    env.context.trace?.add(record.codesNote(field, value, codes));
  }
  const state = stateOf(value) ?? (value.kind === "money" ? MISSING : null);
  if (state === null) return;
  const stated = record.statement(field) === "unknown" ? UNSTATED : state;
  env.context.trace?.add(record.factNote(field, stated));
}

function noteAssertion(record: RecordValue, field: FieldInfo, env: Env): void {
  const statement = record.statement(field);
  if (statement !== "unknown") env.context.remarks.add("assertion", record.pathOf(field));
}

/** Stated although it does not apply, or other than the formula says: what is stated counts, and is reported. */
function noteContradictions(record: RecordValue, field: FieldInfo, value: Value, own: Env): void {
  const { context } = own;
  const { model } = context.epoch;
  const mark = context.trace?.notes.length ?? 0;
  const path = record.pathOf(field);
  if (model.appliesWhen(field)?.(own) === NO) {
    context.remarks.add("contradiction", remark("notApplicable", { fact: path }));
  }
  const computedValue = model.formula(field)?.(own);
  if (
    computedValue !== undefined &&
    isPlain(value) &&
    compareValues("=", value, computedValue) === NO &&
    computedValue.kind !== "absent"
  ) {
    context.remarks.add("contradiction", remark("otherThanFormula", { fact: path }));
  }
  context.trace?.drop(mark);
}

function isPlain(value: Value): value is Plain {
  return (
    value.kind === "number" ||
    value.kind === "money" ||
    value.kind === "enum" ||
    value.kind === "truth" ||
    value.kind === "code" ||
    value.kind === "date" ||
    value.kind === "text"
  );
}
