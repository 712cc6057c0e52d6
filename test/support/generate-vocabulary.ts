/** The vocabulary of generated programs: as a model for the generator of cases, and as Cordon source. */
import type { Random } from "./generate-random.ts";

export type TypeModel =
  | { readonly kind: "truth" | "date" | "text" | "money" | "anyCode" }
  | { readonly kind: "number"; readonly unit: string }
  | {
      readonly kind: "enum";
      readonly name: string;
      readonly values: readonly string[];
      readonly ordered: boolean;
    }
  | { readonly kind: "code"; readonly scheme: "country" | "purpose" }
  | { readonly kind: "set"; readonly of: TypeModel }
  | { readonly kind: "list" | "record"; readonly record: string };

export interface FieldModel {
  readonly name: string;
  readonly type: TypeModel;
  readonly optional: boolean;
  /** written range, `> 0` */
  readonly range: string | null;
  /** the family for which the field applies */
  readonly family: string | null;
  readonly closedWhen: string | null;
  readonly formula: string | null;
}

export interface RecordModel {
  readonly name: string;
  readonly fields: readonly FieldModel[];
}

export type Vocabulary = ReadonlyMap<string, RecordModel>;

export const COUNTRIES = ["US", "CN", "HK", "RU", "DE", "FR", "JP"];
export const PURPOSES = ["wmd.nuclear", "wmd.missile", "military", "civil.research", "civil.other"];
const ACTS = ["shipment", "transmission", "service"];
const FAMILIES = ["circuit", "tool", "other"];
const ROLES = ["purchaser", "consignee", "end_user"];
const PRODUCTS = ["logic", "dram"];
const KNOWLEDGE = ["none", "suspects", "aware"];

const truth: TypeModel = { kind: "truth" };
const country: TypeModel = { kind: "code", scheme: "country" };
const number = (unit: string): TypeModel => ({ kind: "number", unit });
const setOf = (of: TypeModel): TypeModel => ({ kind: "set", of });
const enumOf = (name: string, values: readonly string[], ordered = false): TypeModel => ({
  kind: "enum",
  name,
  values,
  ordered,
});

function field(name: string, type: TypeModel, more: Partial<FieldModel> = {}): FieldModel {
  return { name, type, optional: false, range: null, family: null, closedWhen: null, formula: null, ...more };
}

/** Records whose shape varies a little: what may be not applicable, which lists may be open, which fields have formulas. */
export function makeVocabulary(random: Random): Vocabulary {
  const perhaps = <T>(value: T): T | null => (random.chance(0.5) ? value : null);
  const optional = { optional: random.chance(0.5) };
  /** most facts have no formula */
  const formula = (...texts: readonly string[]): { readonly formula: string | null } => ({
    formula: random.chance(0.2) ? random.pick(texts) : null,
  });
  const records: RecordModel[] = [
    {
      name: "transaction",
      fields: [
        field("act", enumOf("act", ACTS)),
        field("departure", country),
        field("destination", country),
        field("via", setOf(country), formula("{HK}", "{departure}")),
        field("item", { kind: "record", record: "item" }),
        field("actor", { kind: "record", record: "party" }),
        field(
          "parties",
          { kind: "list", record: "party" },
          { closedWhen: perhaps("any x in parties where end_user in x.roles") },
        ),
        field("end_uses", { kind: "list", record: "end_use" }),
        field("contract", { kind: "record", record: "contract" }),
        field("urgent", truth, formula("no", "yes", "destination in {CN, RU}")),
        field("temporary", truth, formula("no", "act = transmission or urgent")),
        field("work_begun", { kind: "date" }, { optional: true }),
      ],
    },
    {
      name: "contract",
      fields: [
        field("signed", { kind: "date" }, formula("2023-01-01", "2022-06-01")),
        field("worth", { kind: "money" }, formula("5000 USD")),
      ],
    },
    {
      name: "party",
      fields: [
        field("roles", setOf(enumOf("role", ROLES)), formula("{end_user}")),
        field("headquarters", country, { ...optional, ...formula("CN") }),
        field("parent", country, { optional: true }),
        field("owners", { kind: "list", record: "owner" }),
        field("employer", { kind: "record", record: "party" }, { optional: true }),
        field("state_run", truth, { ...optional, ...formula("no", "headquarters in {CN, RU}") }),
        field("screened", setOf({ kind: "text" })),
        field("entries", setOf({ kind: "text" })),
        field("possible_entries", setOf({ kind: "text" })),
      ],
    },
    {
      name: "owner",
      fields: [
        field("share", number("%"), { range: ">= 0 <= 100" }),
        field("headquarters", country),
        field("screened", setOf({ kind: "text" })),
        field("entries", setOf({ kind: "text" })),
        field("possible_entries", setOf({ kind: "text" })),
      ],
    },
    {
      name: "end_use",
      fields: [
        field("purpose", { kind: "code", scheme: "purpose" }),
        field("place", country),
        field("facility", { kind: "record", record: "facility" }, optional),
        field("knowledge", enumOf("knowledge", KNOWLEDGE, true), formula(...KNOWLEDGE)),
        field("informed_by", setOf(country)),
        field("harmless", truth, formula("yes", "knowledge = none")),
      ],
    },
    {
      name: "facility",
      fields: [
        field("country", country),
        field("node", number("nm"), { range: "> 0", optional: true }),
        field("makes", setOf(enumOf("product", PRODUCTS))),
      ],
    },
    {
      name: "item",
      fields: [
        field("family", setOf(enumOf("family", FAMILIES))),
        field("codes", setOf({ kind: "anyCode" })),
        field("origin", country, formula("US")),
        field("listed_in", setOf(country)),
        field("contains", { kind: "list", record: "item" }),
        field("modes", { kind: "list", record: "mode" }),
        field("tpp", number("TPP"), {
          range: perhaps(">= 0"),
          family: perhaps("circuit"),
          formula: perhaps("max of m.rate * m.bits for m in modes where m.dense"),
        }),
        field("area", number("mm2"), { range: "> 0", ...optional, ...formula("800 mm2") }),
        field("density", number("TPP/mm2"), { optional: true, formula: perhaps("tpp / area") }),
        field("bandwidth", number("GB/s"), { range: ">= 0", family: perhaps("circuit") }),
        field("wavelength", number("nm"), { range: perhaps("> 0"), family: perhaps("tool"), ...optional }),
        field("aperture", number("number"), { range: "> 0" }),
        field("data_center", truth, { family: perhaps("circuit"), ...formula("no", "bandwidth > 600 GB/s") }),
      ],
    },
    {
      name: "mode",
      fields: [
        field("rate", number("TOPS"), { range: ">= 0" }),
        field("bits", number("bit"), { range: "> 0" }),
        field("dense", truth, formula("yes", "bits >= 8 bit")),
      ],
    },
  ];
  return new Map(records.map((record) => [record.name, record]));
}

function typeText(type: TypeModel): string {
  switch (type.kind) {
    case "truth":
      return "yes or no";
    case "anyCode":
      return "code";
    case "number":
      return type.unit;
    case "enum":
      return type.name;
    case "code":
      return type.scheme;
    case "set":
      return `set of ${typeText(type.of)}`;
    case "list":
      return `list of ${type.record}`;
    case "record":
      return type.record;
    default:
      return type.kind;
  }
}

function fieldText(model: FieldModel): string {
  const parts = [`  ${model.name} : ${typeText(model.type)}`];
  if (model.range !== null) parts.push(model.range);
  if (model.optional) parts.push("or not applicable");
  if (model.family !== null) parts.push(`applies when ${model.family} in family`);
  if (model.closedWhen !== null) parts.push(`closed when ${model.closedWhen}`);
  if (model.formula !== null) parts.push(`= ${model.formula}`);
  return parts.join(" ");
}

/** The module `words`. */
export function vocabularyText(vocabulary: Vocabulary): string {
  const records = [...vocabulary.values()].map(
    (record) => `record ${record.name} {\n${record.fields.map(fieldText).join("\n")}\n}`,
  );
  return [
    "module words",
    "unit TPP = 1 TOPS*bit",
    `enum act = ${ACTS.join(", ")}`,
    `enum family = ${FAMILIES.join(", ")}`,
    `enum role = ${ROLES.join(", ")}`,
    `enum product = ${PRODUCTS.join(", ")}`,
    `enum knowledge = ${KNOWLEDGE.join(" < ")}`,
    'codes country "Countries" below by levels "UA|-43"',
    `codes purpose "Uses" below by dots = ${PURPOSES.join(", ")}`,
    ...records,
    "define feature(number k) of item = k * wavelength / aperture",
    "define of_place(countries C) of party = headquarters in C or parent in C",
    "",
  ].join("\n");
}
