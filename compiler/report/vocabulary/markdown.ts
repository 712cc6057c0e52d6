/** The vocabulary as a page for people: every fact with its question, its kind and when it applies. */
import type { Field, Program, Type } from "../../check/tree.ts";
import { markdownText } from "../markdown.ts";
import { numberText } from "../nouns.ts";
import { plain, words } from "../phrase.ts";
import { inlineCondition } from "../sentences.ts";
import { isUnitless, type Vocabulary, vocabularyOf } from "./records.ts";

/** The facts of a case in Markdown, or null if the program declares no transaction. */
export function caseMarkdown(program: Program): string | null {
  const vocabulary = vocabularyOf(program);
  if (vocabulary === null) return null;
  const lines = ["# The facts of a case", ""];
  for (const record of vocabulary.records) {
    const title = record.title === null ? "" : `: ${markdownText(record.title)}`;
    lines.push(`## ${words(vocabulary.nameOf(record))}${title}`, "");
    lines.push("| Fact | Question | Kind | Notes |", "| --- | --- | --- | --- |");
    for (const field of record.fields.values())
      lines.push(
        `| \`${field.name}\` | ${markdownText(field.question ?? "")} | ${markdownText(kindText(field.type, vocabulary))} | ${markdownText(notes(field))} |`,
      );
    lines.push("");
  }
  return `${lines.join("\n").trimEnd()}\n`;
}

function kindText(type: Type, vocabulary: Vocabulary): string {
  switch (type.kind) {
    case "truth":
      return "yes or no";
    case "number":
      return isUnitless(type) ? "a number" : `a quantity in ${type.unit.text}`;
    case "money":
      return "an amount with its currency";
    case "date":
      return "a day";
    case "enum":
      return type.enum.values.map(words).join(type.enum.ordered ? " < " : ", ");
    case "code":
      if (type.scheme === null) return "a code, with its scheme";
      return type.scheme.isCountry ? "a country" : `a code of ${type.scheme.title ?? type.scheme.name}`;
    case "set":
      return `any number of: ${kindText(type.of, vocabulary)}`;
    case "list":
      return `a list of ${words(vocabulary.nameOf(type.of))}`;
    case "record":
      return words(vocabulary.nameOf(type.record));
    default:
      return "text";
  }
}

function notes(field: Field): string {
  const found: string[] = [];
  if (field.asserted) found.push("a human judgment");
  if (field.appliesWhen !== null) found.push(`applies where ${plain(inlineCondition(field.appliesWhen))}`);
  else if (field.optional) found.push("may not apply");
  if (field.formula !== null) found.push("computed where it is not stated");
  const { range } = field;
  if (range?.min != null) found.push(`${range.minOpen ? "more than" : "at least"} ${numberText(range.min)}`);
  if (range?.max != null) found.push(`${range.maxOpen ? "less than" : "at most"} ${numberText(range.max)}`);
  return found.join("; ");
}
