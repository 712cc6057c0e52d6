/**
 * A case as JSON Schema (2020-12), for editors and forms. The schema admits what `cordon eval` reads; units, currencies
 * and codes it checks by form only, the evaluation checks them against the law.
 */
import type { Field, Program, RecordType, Type } from "../../check/tree.ts";
import { isUnitless, mayNotApply, type Vocabulary, vocabularyOf } from "./records.ts";

type Schema = { readonly [key: string]: unknown };

/** The JSON Schema of a case as text, or null if the program declares no transaction. */
export function caseJsonSchema(program: Program): string | null {
  const vocabulary = vocabularyOf(program);
  if (vocabulary === null) return null;
  const { transaction, records, nameOf } = vocabulary;
  const top = recordSchema(transaction, vocabulary);
  const extra: Record<string, Schema> = {
    case: { type: "string", description: "A name for the case, repeated in the answer." },
    asOf: { type: "string", format: "date", description: "The day of the act." },
    knownAt: { type: "string", format: "date", description: "Leave out what was published later." },
    obligations: {
      type: "object",
      description: "Whether an obligation was fulfilled, by its id.",
      additionalProperties: { type: "boolean" },
    },
  };
  for (const name of transaction.fields.keys()) delete extra[name];
  const schema = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "A case",
    ...top,
    properties: { ...extra, ...top.properties },
    $defs: {
      unknown: state("unknown", "Stated to be unknown."),
      notApplicable: state("notApplicable", "Does not apply."),
      ...Object.fromEntries(
        records.slice(1).map((record) => [nameOf(record), recordSchema(record, vocabulary)]),
      ),
    },
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

function state(name: string, description: string): Schema {
  return {
    description,
    type: "object",
    properties: { [name]: { const: true } },
    required: [name],
    additionalProperties: false,
  };
}

function recordSchema(record: RecordType, vocabulary: Vocabulary) {
  return {
    ...(record.title === null ? {} : { description: record.title }),
    type: "object",
    properties: Object.fromEntries(
      [...record.fields.values()].map((field) => [field.name, fieldSchema(field, record, vocabulary)]),
    ),
    additionalProperties: false,
  };
}

function fieldSchema(field: Field, record: RecordType, vocabulary: Vocabulary): Schema {
  const value = typeSchema(field.type, vocabulary);
  const description = [field.question ?? "", field.asserted ? "A human judgment." : ""]
    .filter((t) => t !== "")
    .join(" ");
  return {
    ...(description === "" ? {} : { description }),
    anyOf: [
      value,
      // A fact whose record has a fact of that name would be mistaken for the state.
      ...(record.fields.has("unknown") ? [] : [{ $ref: "#/$defs/unknown" }]),
      ...(mayNotApply(field) ? [{ $ref: "#/$defs/notApplicable" }] : []),
    ],
  };
}

function typeSchema(type: Type, vocabulary: Vocabulary): Schema {
  switch (type.kind) {
    case "truth":
      return { enum: [true, false, "yes", "no"] };
    case "number":
      return quantity(isUnitless(type) ? null : type.unit.text);
    case "money":
      return {
        anyOf: [
          { type: "string", pattern: `^${NUMBER}\\s*[A-Z]{3}$`, examples: ["5000 EUR"] },
          amountObject({ type: "string", pattern: "^[A-Z]{3}$" }),
        ],
      };
    case "date":
      return { type: "string", format: "date", pattern: "^\\d{4}-\\d{2}-\\d{2}$" };
    case "enum":
      return { enum: [...type.enum.values] };
    case "code":
      if (type.scheme === null)
        return {
          type: "string",
          pattern: "^\\S+ .+$",
          description: "Scheme and code, such as `ECCN 3A090.a`.",
        };
      if (type.scheme.isCountry) return { type: "string", pattern: "^[A-Z]{2}(-[A-Z0-9]{1,3})?$" };
      return {
        type: "string",
        minLength: 1,
        ...(type.scheme.members.length > 0 ? { examples: [...type.scheme.members] } : {}),
      };
    case "set":
      return { type: "array", items: typeSchema(type.of, vocabulary) };
    case "list": {
      const list = { type: "array", items: { $ref: `#/$defs/${vocabulary.nameOf(type.of)}` } };
      return {
        anyOf: [
          list,
          { type: "object", properties: { open: list }, required: ["open"], additionalProperties: false },
        ],
      };
    }
    case "record":
      return type.record === vocabulary.transaction
        ? { $ref: "#" }
        : { $ref: `#/$defs/${vocabulary.nameOf(type.record)}` };
    default:
      return { type: "string" };
  }
}

const NUMBER = "[+-]?\\d[\\d_]*(\\.\\d+)?([eE][+-]?\\d+)?";

/** A quantity: a bare number in the declared unit, or a number with a unit. */
function quantity(unit: string | null): Schema {
  if (unit === null) return { type: "number" };
  return {
    anyOf: [
      { type: "number", description: `In ${unit}.` },
      { type: "string", pattern: `^${NUMBER}\\s*[^\\s\\d_.+-].*$`, examples: [`1 ${unit}`] },
      amountObject({ type: "string" }),
    ],
  };
}

function amountObject(unit: Schema): Schema {
  return {
    type: "object",
    properties: { value: { type: "number" }, unit },
    required: ["value", "unit"],
    additionalProperties: false,
  };
}
