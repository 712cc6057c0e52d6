/** Where an answer changes: what is told of the regions, each fact in words. */
import { countryName } from "../../check/countries.ts";
import type { Field, RecordType } from "../../check/tree.ts";
import type { AnswerChange, FactCondition } from "../../diff/report.ts";
import { literal, type Phrase, plain } from "../phrase.ts";
import { toldRegions } from "../told-regions.ts";
import { languageOf, type Site } from "./context.ts";

/** A country where values name one; a part of a country keeps its code. */
const COUNTRY = /\b[A-Z]{2}\b(?!-)/g;

/**
 * Lines of a cell: the conditions of a region below one another, then those of the next, and last what is known of the whole:
 * whether more conditions belong to it, and what stands behind it.
 */
export function regionLines(site: Site, change: AnswerChange): readonly Phrase[] {
  const { words } = site;
  const { boxes, rest, leftOut } = toldRegions(change);
  const last = [
    ...(leftOut === "none" ? [] : [words.regions.leftOut[leftOut]]),
    words.evidence[change.evidence],
  ];
  return [
    ...boxes.flatMap((box, at): readonly Phrase[] => {
      const said = box.map((condition) => conditionPhrase(site, condition));
      const whole = said.length === 0 ? [[words.regions.everything]] : said;
      return at === 0 ? whole : [[words.regions.or], ...whole];
    }),
    ...(rest > 0 ? [[words.notes.truncated(rest)]] : []),
    [last.join(languageOf(site).semicolon)],
  ];
}

function conditionPhrase(site: Site, { fact, values }: FactCondition): Phrase {
  const { colon } = languageOf(site);
  const known = factAt(site, fact);
  const name: Phrase = known === null ? [literal(fact)] : [known.said];
  return [...name, colon, literal(valuesText(site, values, known?.field ?? null))];
}

/** A fact by the words of its path; null for what is no plain fact (a formula, a question about two facts). */
function factAt(site: Site, fact: string): { readonly said: string; readonly field: Field } | null {
  const [, path = "", scheme = ""] = /^([\w.[\]]+)( \(.*\))?$/.exec(fact) ?? [];
  let record: RecordType | null = site.model.program.transaction;
  let field: Field | null = null;
  const said: string[] = [];
  for (const step of path.split(".")) {
    field = record?.fields.get(step.replace("[]", "")) ?? null;
    if (field === null) return null;
    said.push(plain([site.wording.field(field)]));
    const { type } = field;
    record = type.kind === "record" ? type.record : type.kind === "list" ? type.of : null;
  }
  return field === null ? null : { said: said.join(site.words.regions.within) + scheme, field };
}

/** Values of an enumeration in words; all others as the analysis writes them, with its small words in the language of the page. */
function valuesText(site: Site, values: string, field: Field | null): string {
  const { words, wording } = site;
  const type = field?.type.kind === "set" ? field.type.of : field?.type;
  if (type?.kind === "code" && type.scheme?.isCountry === true)
    return words.regions
      .values(values)
      .replaceAll(COUNTRY, (code) => countryName(code, wording.language.name) ?? code)
      .replaceAll(", ", languageOf(site).comma);
  if (type?.kind !== "enum") return words.regions.values(values);
  const [, small = "", rest = ""] = /^(includes |not )?(.*)$/.exec(values) ?? [];
  const members = rest.split(", ");
  if (!members.every((member) => type.enum.values.includes(member))) return words.regions.values(values);
  const said = members.map((member) => plain([wording.value(type.enum, member)]));
  return words.regions.values(small) + said.join(languageOf(site).comma);
}
