/** A case as TypeScript types, for services that build cases. */
import type { Field, Program, Type } from "../../check/tree.ts";
import { isUnitless, mayNotApply, type Vocabulary, vocabularyOf } from "./records.ts";

/** A module of type declarations as text, or null if the program declares no transaction. */
export function caseTypes(program: Program): string | null {
  const vocabulary = vocabularyOf(program);
  if (vocabulary === null) return null;
  const lines = [
    "/** Stated to be unknown. */",
    "export type Unknown = { readonly unknown: true };",
    "/** Does not apply. */",
    "export type NotApplicable = { readonly notApplicable: true };",
    'export type Truth = boolean | "yes" | "no";',
    "/** A number in the declared unit, or a number with its unit: `4992 TPP`. */",
    "export type Quantity = number | string | { readonly value: number; readonly unit: string };",
    "/** An amount with its currency: `5000 EUR`. */",
    "export type Money = string | { readonly value: number; readonly unit: string };",
    "/** `YYYY-MM-DD` */",
    "export type Day = string;",
    "/** ISO 3166-1 alpha-2, or a subdivision below it. */",
    "export type Country = string;",
    "/** A list that may have further members. */",
    "export type Open<T> = { readonly open: readonly T[] };",
    "",
  ];
  for (const record of vocabulary.records) {
    const isCase = record === vocabulary.transaction;
    if (record.title !== null) lines.push(comment(record.title, ""));
    lines.push(`export interface ${isCase ? "Case" : typeName(vocabulary.nameOf(record))} {`);
    if (isCase) lines.push(...caseMembers(new Set(record.fields.keys())));
    for (const field of record.fields.values()) {
      const said = [field.question ?? "", unitNote(field)].filter((t) => t !== "").join(" ");
      if (said !== "") lines.push(comment(said, "  "));
      lines.push(`  readonly ${field.name}?: ${fieldType(field, vocabulary)};`);
    }
    lines.push("}", "");
  }
  return lines.join("\n");
}

function caseMembers(facts: ReadonlySet<string>): string[] {
  const members: readonly (readonly [name: string, note: string, type: string])[] = [
    ["case", "A name for the case, repeated in the answer.", "string"],
    ["obligations", "Whether an obligation was fulfilled, by its id.", "{ readonly [id: string]: boolean }"],
  ];
  return members
    .filter(([name]) => !facts.has(name))
    .flatMap(([name, note, type]) => [comment(note, "  "), `  readonly ${name}?: ${type};`]);
}

/** Text of a source inside a comment: it must not end the comment. */
function comment(text: string, indent: string): string {
  return `${indent}/** ${text.replace(/\s+/g, " ").replaceAll("*/", "*\\/")} */`;
}

function unitNote(field: Field): string {
  return field.type.kind === "number" && !isUnitless(field.type) ? `In ${field.type.unit.text}.` : "";
}

function fieldType(field: Field, vocabulary: Vocabulary): string {
  return [typeText(field.type, vocabulary), "Unknown", ...(mayNotApply(field) ? ["NotApplicable"] : [])].join(
    " | ",
  );
}

function typeText(type: Type, vocabulary: Vocabulary): string {
  switch (type.kind) {
    case "truth":
      return "Truth";
    case "number":
      return isUnitless(type) ? "number" : "Quantity";
    case "money":
      return "Money";
    case "date":
      return "Day";
    case "enum":
      return type.enum.values.map((value) => JSON.stringify(value)).join(" | ");
    case "code":
      return type.scheme?.isCountry === true ? "Country" : "string";
    case "set": {
      const inner = typeText(type.of, vocabulary);
      return `readonly ${inner.includes("|") ? `(${inner})` : inner}[]`;
    }
    case "list": {
      const inner = typeName(vocabulary.nameOf(type.of));
      return `readonly ${inner}[] | Open<${inner}>`;
    }
    case "record":
      return type.record === vocabulary.transaction ? "Case" : typeName(vocabulary.nameOf(type.record));
    default:
      return "string";
  }
}

const OWN_NAMES = new Set([
  "Case",
  "Unknown",
  "NotApplicable",
  "Truth",
  "Quantity",
  "Money",
  "Day",
  "Country",
  "Open",
]);

/** `end_use` as `EndUse`; one that would hide a type of this file gets a tail. */
function typeName(name: string): string {
  const pascal = name
    .split("_")
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join("");
  return OWN_NAMES.has(pascal) ? `${pascal}Record` : pascal;
}
