/** What a case states of an order: a fact that is not given may be compared with it. */
import type { CaseJson, Program, RecordType } from "../check/tree.ts";
import { isJsonRecord, membersOf, readValue, statedState } from "./case-values.ts";
import type { Landmark } from "./completions.ts";
import { onlyNumber } from "./numbers.ts";

/** Its numbers, amounts of money and dates. */
export function landmarksGiven(facts: CaseJson, program: Program): readonly Landmark[] {
  return program.transaction === null ? [] : givenIn(facts, program.transaction, program);
}

function givenIn(json: CaseJson, record: RecordType, program: Program): readonly Landmark[] {
  if (!isJsonRecord(json) || statedState(json) !== null) return [];
  return [...record.fields.values()].flatMap((field): readonly Landmark[] => {
    const value = json[field.name];
    const { type } = field;
    if (value === undefined || statedState(value) !== null) return [];
    if (type.kind === "record") return givenIn(value, type.record, program);
    if (type.kind === "list") {
      const element = type.of;
      return membersOf(value).items.flatMap((item) => givenIn(item, element, program));
    }
    if (type.kind !== "number" && type.kind !== "money" && type.kind !== "date") return [];
    const read = readValue(value, type, program);
    if (read.kind === "date" && typeof read.value === "string")
      return [{ value: { kind: "date", value: read.value }, type }];
    if (read.kind === "money") {
      const amount = onlyNumber(read.amount);
      const { currency } = read;
      return amount === null || currency === null
        ? []
        : [{ value: { kind: "money", amount, currency }, type }];
    }
    const number = read.kind === "number" ? onlyNumber(read.interval) : null;
    return number === null ? [] : [{ value: { kind: "number", value: number }, type }];
  });
}
