/** Reads the JSON of a case: quantities with units, money, codes, sets. What does not fit its type is refused. */
import Fraction from "fraction.js";
import type { CaseJson, Program, Scheme, Type, Unit } from "../check/tree.ts";
import { conversion, parseUnit } from "../check/units.ts";
import { exactly } from "./numbers.ts";
import { members, numberValue, truthValue, type Value } from "./values.ts";

/** The case cannot be evaluated: a fact has the wrong type, unit or range. */
export class RefusedCase extends Error {}

export type JsonRecord = Readonly<Record<string, CaseJson>>;

export function isJsonRecord(json: CaseJson | undefined): json is JsonRecord {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

/** `unknown`, `notApplicable`, or null for a value. */
export function statedState(json: CaseJson): "unknown" | "notApplicable" | null {
  if (!isJsonRecord(json)) return null;
  if (json.unknown === true) return "unknown";
  return json.notApplicable === true ? "notApplicable" : null;
}

/** The members of `[...]`, of `{"open": [...]}`, and whether it is open. */
export function membersOf(json: CaseJson): { items: readonly CaseJson[]; open: boolean } {
  if (isJsonRecord(json) && Array.isArray(json.open)) return { items: json.open, open: true };
  if (isJsonRecord(json) && Array.isArray(json.closed)) return { items: json.closed, open: false };
  return { items: Array.isArray(json) ? json : [json], open: false };
}

const decimal = /^([+-]?\d+(?:\.\d+)?)(?:[eE]([+-]?\d+))?$/;

/** Numbers that a completion states and no case can: a cut point need not be a decimal. */
const quotients = new WeakMap<object, Fraction>();

/** A fact of a completion that is no decimal, in the unit of its field. */
export function quotient(number: Fraction): CaseJson {
  const json = { quotient: number.toFraction() };
  quotients.set(json, number);
  return json;
}

function exactNumber(text: string): Fraction {
  const found = decimal.exec(text);
  if (found === null) throw new RefusedCase(`${text} is not a number`);
  return new Fraction(found[1]!).mul(new Fraction(10).pow(Number(found[2] ?? 0)) ?? 1);
}

function amountAndUnit(json: CaseJson): { amount: Fraction; unit: string | null } {
  if (typeof json === "number") return { amount: exactNumber(String(json)), unit: null };
  if (typeof json === "string") {
    const [number, ...unit] = json.trim().split(/\s+/);
    return { amount: exactNumber(number ?? ""), unit: unit.join(" ") || null };
  }
  const stated = typeof json === "object" && json !== null ? quotients.get(json) : undefined;
  if (stated !== undefined) return { amount: stated, unit: null };
  if (isJsonRecord(json) && (typeof json.value === "number" || typeof json.value === "string")) {
    const unit = json.unit;
    return { amount: exactNumber(String(json.value)), unit: typeof unit === "string" ? unit : null };
  }
  throw new RefusedCase(`${JSON.stringify(json)} is not a quantity`);
}

function inUnit(json: CaseJson, unit: Unit, program: Program): Fraction {
  const written = amountAndUnit(json);
  if (written.unit === null) return written.amount;
  const from = parseUnit(written.unit, new Map(program.units.map((u) => [u.text, u])));
  const steps = from === null ? null : conversion(from, unit);
  if (steps === null) throw new RefusedCase(`${written.unit} is not a unit of ${unit.text}`);
  return written.amount.mul(steps.factor).add(steps.offset);
}

function codeValue(text: string, scheme: Scheme | null, program: Program): Value {
  const space = text.indexOf(" ");
  const named = program.schemes.find((s) => s.name === text.slice(0, Math.max(space, 0)));
  if (scheme !== null) {
    return { kind: "code", scheme, code: named === scheme ? text.slice(space + 1) : text };
  }
  if (named === undefined) throw new RefusedCase(`${text} names no scheme`);
  return { kind: "code", scheme: named, code: text.slice(space + 1) };
}

/** A stated value of a type other than list or record. */
export function readValue(json: CaseJson, type: Type, program: Program): Value {
  const state = statedState(json);
  if (state === "notApplicable") return { kind: "notApplicable" };
  if (state === "unknown") return { kind: "unknown", unknown: "unstated" };
  switch (type.kind) {
    case "truth":
      if (json !== true && json !== false && json !== "yes" && json !== "no") break;
      return truthValue(json === true || json === "yes" ? "yes" : "no");
    case "number":
      return numberValue(inUnit(json, type.unit, program));
    case "money": {
      const { amount, unit } = amountAndUnit(json);
      return { kind: "money", amount: exactly(amount), currency: unit, unknown: null };
    }
    case "set": {
      const { items, open } = membersOf(json);
      return members(
        items.map((item) => readValue(item, type.of, program)),
        open ? "missing" : null,
      );
    }
    case "code":
      if (typeof json === "string") return codeValue(json, type.scheme, program);
      break;
    case "date":
    case "text":
    case "enum":
      if (typeof json === "string") return { kind: type.kind, value: json };
      break;
  }
  throw new RefusedCase(`${JSON.stringify(json)} is not a value of type ${type.kind}`);
}
