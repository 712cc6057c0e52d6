/** The facts a case may state: records, fields and enums of a build, with names resolved. */

import type { DefinitionsDocument, X, XField, XType } from "../format.ts";
import { makeScheme, type Scheme } from "./codes.ts";
import { type Exact, parseExact } from "./exact.ts";
import { UnitTable } from "./units.ts";

export interface EnumInfo {
  readonly id: string;
  /** ascending, where the enum is ordered */
  readonly values: readonly string[];
  readonly rank: ReadonlyMap<string, number>;
}

export interface RecordInfo {
  readonly id: string;
  readonly title: string | null;
  readonly fields: ReadonlyMap<string, FieldInfo>;
}

export type FieldType =
  | { readonly kind: "truth" | "money" | "date" | "text" }
  | { readonly kind: "number"; readonly unit: string }
  | { readonly kind: "enum"; readonly enum: EnumInfo }
  | { readonly kind: "code"; readonly scheme: Scheme | null }
  | { readonly kind: "set"; readonly of: FieldType }
  | { readonly kind: "list" | "record"; readonly record: RecordInfo };

export interface Range {
  readonly low: Exact | null;
  readonly lowOpen: boolean;
  readonly high: Exact | null;
  readonly highOpen: boolean;
}

export interface FieldInfo {
  readonly name: string;
  /** position among the fields of its record */
  readonly index: number;
  readonly type: FieldType;
  readonly optional: boolean;
  readonly asserted: boolean;
  readonly question: string | null;
  readonly range: Range;
  readonly appliesWhen: X | null;
  readonly closedWhen: X | null;
  readonly formula: X | null;
  /** its value depends on other facts, not only on what the case states */
  readonly computed: boolean;
}

export interface Vocabulary {
  readonly transaction: RecordInfo;
  readonly records: ReadonlyMap<string, RecordInfo>;
  readonly enums: ReadonlyMap<string, EnumInfo>;
  /** by word, the only enum that has it; null: several have */
  readonly enumOf: ReadonlyMap<string, EnumInfo | null>;
  readonly schemes: ReadonlyMap<string, Scheme>;
  /** schemes by the name a case writes */
  readonly schemeNames: ReadonlyMap<string, Scheme>;
  readonly country: Scheme | null;
  readonly units: UnitTable;
}

export function readVocabulary(definitions: DefinitionsDocument): Vocabulary {
  const schemes = new Map(
    Object.entries(definitions.schemes).map(([id, scheme]) => [id, makeScheme(id, scheme)]),
  );
  const enums = new Map(
    Object.entries(definitions.enums).map(([id, source]) => [
      id,
      { id, values: source.values, rank: new Map(source.values.map((value, rank) => [value, rank])) },
    ]),
  );
  const fieldMaps = new Map<string, Map<string, FieldInfo>>();
  const records = new Map<string, RecordInfo>();
  for (const [id, source] of Object.entries(definitions.records)) {
    const fields = new Map<string, FieldInfo>();
    fieldMaps.set(id, fields);
    records.set(id, { id, title: source.title, fields });
  }
  const emptyRecord: RecordInfo = { id: "", title: null, fields: new Map() };
  const typeOf = (type: XType): FieldType => {
    switch (type.kind) {
      case "number":
        return { kind: "number", unit: type.unit };
      case "enum":
        return { kind: "enum", enum: enums.get(type.enum) ?? { id: type.enum, values: [], rank: new Map() } };
      case "code":
        return {
          kind: "code",
          scheme: type.scheme === undefined ? null : (schemes.get(type.scheme) ?? null),
        };
      case "set":
        return { kind: "set", of: typeOf(type.of) };
      case "list":
      case "record":
        return { kind: type.kind, record: records.get(type.record) ?? emptyRecord };
      default:
        return { kind: type.kind };
    }
  };
  for (const [id, source] of Object.entries(definitions.records)) {
    const fields = fieldMaps.get(id)!;
    for (const [name, field] of Object.entries(source.fields)) {
      fields.set(name, readField(name, fields.size, field, typeOf(field.type)));
    }
  }
  const all = [...schemes.values()];
  return {
    transaction: records.get(definitions.transaction) ?? emptyRecord,
    records,
    enums,
    enumOf: enumByWord(enums.values()),
    schemes,
    schemeNames: new Map([...all.map((s) => [s.id, s] as const), ...all.map((s) => [s.name, s] as const)]),
    country: all.find((scheme) => scheme.country) ?? null,
    units: new UnitTable(definitions.units),
  };
}

/** The enum of a word that stands alone: the one named beside it, or the only one that has it; null: several have. */
export function enumOfWord(
  { enums, enumOf }: Pick<Vocabulary, "enums" | "enumOf">,
  word: string,
  of?: string,
): EnumInfo | null {
  return (of === undefined ? enumOf.get(word) : enums.get(of)) ?? null;
}

function enumByWord(enums: Iterable<EnumInfo>): ReadonlyMap<string, EnumInfo | null> {
  const found = new Map<string, EnumInfo | null>();
  for (const one of enums) for (const word of one.values) found.set(word, found.has(word) ? null : one);
  return found;
}

function readField(name: string, index: number, field: XField, type: FieldType): FieldInfo {
  const bound = (text: string | undefined): Exact | null => (text === undefined ? null : parseExact(text));
  return {
    name,
    index,
    type,
    optional: field.optional === true,
    asserted: field.asserted === true,
    question: field.question ?? null,
    range: {
      low: bound(field.min),
      lowOpen: field.minOpen === true,
      high: bound(field.max),
      highOpen: field.maxOpen === true,
    },
    appliesWhen: field.appliesWhen ?? null,
    closedWhen: field.closedWhen ?? null,
    formula: field.formula ?? null,
    computed:
      field.appliesWhen !== undefined || field.closedWhen !== undefined || field.formula !== undefined,
  };
}

/** In words, for a question: `a quantity in nm`, `yes or no`. */
export function expectation(type: FieldType): string {
  switch (type.kind) {
    case "truth":
      return "yes or no";
    case "money":
      return "an amount of money, such as 5000 EUR";
    case "date":
      return "a date, such as 2026-01-31";
    case "text":
      return "a text";
    case "number":
      return type.unit === "" || type.unit === "number" || type.unit === "1"
        ? "a number"
        : `a quantity in ${type.unit}`;
    case "enum":
      return type.enum.values.length > 8
        ? `one of ${type.enum.values.slice(0, 8).join(", ")} and ${type.enum.values.length - 8} more`
        : `one of ${type.enum.values.join(", ")}`;
    case "code":
      if (type.scheme === null) return "a code with its scheme in front, such as ECCN 3A090.a";
      return type.scheme.country ? "a country code, such as NL" : `a code of ${type.scheme.name}`;
    case "set":
      return `an array; each member ${expectation(type.of)}`;
    case "list":
      return `an array of ${shortName(type.record.id)} objects`;
    case "record":
      return `an object that describes the ${shortName(type.record.id)}`;
  }
}

/** The last part of a qualified name: `trade.end_use` is an end use. */
function shortName(id: string): string {
  return (id.split(".").at(-1) ?? id).replaceAll("_", " ");
}
