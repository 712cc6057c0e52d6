/** Changes of one fact that can matter: the other side of a limit, another word, a country of another kind. */

import { isOutside, isUnitless } from "../../runtime/cases/case-values.ts";
import { RecordValue } from "../../runtime/cases/records.ts";
import { Context } from "../../runtime/expressions/context.ts";
import { hereOf } from "../../runtime/expressions/here.ts";
import type { Engine } from "../../runtime/index.ts";
import {
  add,
  compare,
  type Exact,
  exactText,
  parseExact,
  subtract,
  toNumber,
} from "../../runtime/values/exact.ts";
import type { SetValue } from "../../runtime/values/values.ts";
import type { FieldInfo, FieldType, RecordInfo } from "../../runtime/values/vocabulary.ts";
import {
  elementPath,
  factAt,
  fieldAt,
  isRecord,
  type Json,
  membersOf,
  type Path,
  stateOf,
  withMembers,
} from "./case.ts";
import { addDays } from "./days.ts";
import type { Marks } from "./marks.ts";

export interface Change {
  readonly path: Path;
  readonly to: Json;
  /** how far: relative for numbers, 1 for words; what was not stated is further */
  readonly size: number;
}

/** Changes of the stated facts, and values for the facts at `open`, which are not stated. */
export function changesOf(
  engine: Engine,
  marks: Marks,
  facts: Json,
  open: readonly Path[],
  countries: readonly string[],
): readonly Change[] {
  const { vocabulary } = engine.model;
  const makers = { marks, countries };
  const stated = ofRecord(vocabulary.transaction, facts, [], makers);
  const missing = open.flatMap((path) => {
    const field = fieldAt(vocabulary, path);
    return field === null || factAt(facts, path) !== undefined ? [] : ofFact(field, undefined, path, makers);
  });
  return [...stated, ...missing];
}

interface Makers {
  readonly marks: Marks;
  readonly countries: readonly string[];
}

/** One country of each kind that the groups of the law tell apart on a day, and every jurisdiction. */
export function countryKinds(engine: Engine, asOf: string, knownAt: string | null): readonly string[] {
  const { model } = engine;
  const { country } = model.vocabulary;
  if (country === null) return [];
  const groups = groupsOn(engine, asOf, knownAt);
  const kinds = new Map<string, string>();
  for (const code of country.members) {
    const kind = groups.map((group) => group.contains(code)).join("");
    if (!kinds.has(kind)) kinds.set(kind, code.text);
  }
  const members = new Set(country.members.map(({ text }) => text));
  return [...new Set([...kinds.values(), ...model.jurisdictions.keys()])].filter((text) => members.has(text));
}

/** Every group of the law as it is on a day. */
export function groupsOn({ model }: Engine, asOf: string, knownAt: string | null): readonly SetValue[] {
  const epoch = model.epoch(asOf, knownAt, "text");
  const nothing = new RecordValue(model.vocabulary.transaction, "", []);
  const facts = { name: null, facts: nothing, obligations: new Map() };
  const context = new Context(facts, epoch, asOf, hereOf(model, ""), null);
  return [...model.groups.keys()].map((id) => epoch.group(id, context));
}

function ofRecord(record: RecordInfo, json: Json | undefined, path: Path, makers: Makers): Change[] {
  if (!isRecord(json) || stateOf(json) !== "stated") return [];
  const found: Change[] = [];
  for (const field of record.fields.values()) {
    const value = Object.hasOwn(json, field.name) ? json[field.name] : undefined;
    if (value === undefined) continue;
    const at = [...path, field.name];
    const { type } = field;
    if (type.kind === "record") found.push(...ofRecord(type.record, value, at, makers));
    else if (type.kind === "list") {
      const members = membersOf(value);
      members.values.forEach((element, i) => {
        found.push(...ofRecord(type.record, element, elementPath(at, members, i), makers));
      });
    } else found.push(...ofFact(field, value, at, makers));
  }
  return found;
}

function ofFact(field: FieldInfo, value: Json | undefined, path: Path, makers: Makers): Change[] {
  const isStated = value !== undefined;
  const to = (json: Json, size = 1): Change => ({ path, to: json, size: isStated ? size : size + 1 });
  const { type } = field;
  switch (type.kind) {
    case "truth": {
      const now = value === true || value === "yes" ? true : value === false || value === "no" ? false : null;
      return now === null ? [to(true), to(false)] : [to(!now)];
    }
    case "enum":
    case "code":
      return wordsOf(field, type, makers)
        .filter((word) => word !== value)
        .map((word) => to(word));
    case "number":
      return ofNumber(field, value, makers.marks.limits(field.name), to);
    case "date":
      return makers.marks
        .days(field.name)
        .flatMap((day) => [addDays(day, -1), day])
        .filter((day) => day !== value)
        .map((day) => to(day));
    case "set": {
      const members = membersOf(value);
      const less = members.values.map((_, i) =>
        to(
          withMembers(
            members,
            members.values.filter((_member, at) => at !== i),
          ),
        ),
      );
      const more = wordsOf(field, type.of, makers)
        .filter((word) => !members.values.includes(word))
        .map((word) => to(withMembers(members, [...members.values, word])));
      return isStated ? [...less, ...more] : [to([]), ...more];
    }
    default:
      return [];
  }
}

function wordsOf(field: FieldInfo, type: FieldType, { marks, countries }: Makers): readonly string[] {
  if (type.kind === "enum") return type.enum.values;
  if (type.kind === "code" && type.scheme?.country === true) return countries;
  // a classification is evidence of its own: it is not made up here
  return type.kind === "code" && type.scheme === null ? [] : marks.words(field.name);
}

function ofNumber(
  field: FieldInfo,
  value: Json | undefined,
  limits: readonly Exact[],
  to: (json: Json, size?: number) => Change,
): Change[] {
  if (field.type.kind !== "number") return [];
  const { unit } = field.type;
  const now = quantityOf(value, unit);
  const found: Change[] = [];
  for (const limit of now === null ? limits : nearest(now, limits)) {
    for (const side of [limit, beside(limit, -1), beside(limit, 1)]) {
      if (isOutside(side, field.range) || (now !== null && compare(side, now) === 0)) continue;
      found.push(to(quantityText(side, unit), now === null ? 1 : distance(now, side)));
    }
  }
  return found;
}

/** A stated number in the unit of its field; null where it is not stated, or stated in another one. */
export function quantityOf(value: Json | undefined, unit: string): Exact | null {
  if (typeof value === "number") return parseExact(String(value));
  if (typeof value !== "string") return null;
  const [, number, own] = /^([+-]?[\d_.]+(?:[eE][+-]?\d+)?)\s*(.*)$/.exec(value.trim()) ?? [];
  if (number === undefined || (own !== "" && own !== unit)) return null;
  return parseExact(number.replaceAll("_", ""));
}

/** As a case states it. */
export function quantityText(value: Exact, unit: string): Json {
  const text = exactText(value);
  if (isUnitless(unit)) return text.includes("/") ? toNumber(value) : Number(text);
  return `${text} ${unit}`;
}

/** The limits next below, at and next above. */
function nearest(now: Exact, limits: readonly Exact[]): readonly Exact[] {
  const below = limits.filter((limit) => compare(limit, now) < 0).slice(-2);
  const at = limits.filter((limit) => compare(limit, now) === 0);
  const above = limits.filter((limit) => compare(limit, now) > 0).slice(0, 2);
  return [...below, ...at, ...above];
}

/** A number a person would write next to a limit: one more or less, or a small decimal. */
function beside(limit: Exact, sign: 1 | -1): Exact {
  const size = Math.abs(toNumber(limit));
  const step = size > 20 && Number.isInteger(toNumber(limit)) ? 1 : size > 1 ? 0.01 : 0.0001;
  return sign === 1 ? add(limit, step) : subtract(limit, step);
}

function distance(from: Exact, to: Exact): number {
  const [a, b] = [toNumber(from), toNumber(to)];
  const scale = Math.max(Math.abs(a), Math.abs(b));
  return scale === 0 ? 0 : Math.abs(a - b) / scale;
}
