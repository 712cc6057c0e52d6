/** The facts of a case as a reader reads them: each in words, with its path for those who state it. */
import type { CaseJson, Field, RecordType } from "../../check/tree.ts";
import type { Table } from "../document.ts";
import { codeText } from "../nouns.ts";
import { literal, type Phrase, plain } from "../phrase.ts";
import { languageOf, type Site } from "./context.ts";

/** One row for each stated fact, in the order of their paths. */
export function factTable(site: Site, given: CaseJson): Table {
  const { heads, sections } = site.words;
  const rows: Phrase[][] = [];
  const visit = (path: string, names: readonly string[], json: CaseJson, record: RecordType | null): void => {
    if (!isRecord(json) || isQuantity(json)) return;
    for (const name of Object.keys(json).sort()) {
      const field = record?.fields.get(name) ?? null;
      const own = path === "" ? name : `${path}.${name}`;
      const said = [...names, field === null ? name : plain([site.wording.field(field)])];
      const value = json[name] ?? null;
      if (isRecord(value) && !isQuantity(value)) visit(own, said, value, recordOf(field));
      else
        rows.push([[`${said.join(languageOf(site).colon)} `, literal(own)], valuePhrase(site, value, field)]);
    }
  };
  visit("", [], given, site.model.program.transaction);
  return { kind: "table", caption: sections.facts, head: [heads.fact, heads.value], rows, rowHeads: true };
}

function recordOf(field: Field | null): RecordType | null {
  return field?.type.kind === "record" ? field.type.record : null;
}

function isRecord(json: CaseJson): json is { readonly [key: string]: CaseJson } {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

function isQuantity(json: { readonly [key: string]: CaseJson }): boolean {
  const keys = Object.keys(json);
  return keys.length > 0 && keys.every((key) => ["value", "unit", "unknown", "notApplicable"].includes(key));
}

function valuePhrase(site: Site, json: CaseJson, field: Field | null): Phrase {
  const { factState } = languageOf(site).terms;
  if (Array.isArray(json)) {
    const members = json.map((one: CaseJson) => valuePhrase(site, one, field));
    return members.length === 0 ? [literal("{}")] : site.wording.grammar.series(members, "and");
  }
  if (isRecord(json)) {
    const { value, unit, unknown, notApplicable } = json;
    if (value !== undefined && unit !== undefined) return [literal(`${String(value)} ${String(unit)}`)];
    if (unknown === true) return [factState.unknown];
    if (notApplicable === true) return [factState.not_applicable];
    return [literal(JSON.stringify(json))];
  }
  const type = field?.type.kind === "set" ? field.type.of : field?.type;
  if (typeof json === "boolean") return [json ? factState.yes : factState.no];
  if (typeof json !== "string") return [literal(String(json))];
  if (type?.kind === "truth" && (json === "yes" || json === "no")) return [factState[json]];
  if (type?.kind === "enum") return [site.wording.value(type.enum, json)];
  if (type?.kind === "code" && type.scheme !== null)
    return [literal(codeText(type.scheme, json, site.wording))];
  return [literal(json)];
}
