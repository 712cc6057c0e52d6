/** Where an answer changes: what is told of the regions, each fact in words. */
import { countryName } from "../../check/countries.ts";
import type { Field, RecordType } from "../../check/tree.ts";
import type { AnswerChange } from "../../diff/report.ts";
import type { Asked, Condition } from "../../regions/condition.ts";
import { toldRegions } from "../../regions/told.ts";
import { type ConditionWords, saidCondition } from "../../regions/words.ts";
import { literal, type Phrase, plain } from "../phrase.ts";
import { languageOf, type Site } from "./context.ts";

/**
 * Lines of a cell: the conditions of a region below one another, then those of the next, and last what is known of the whole:
 * whether more conditions belong to it, and what stands behind it.
 */
export function regionLines(site: Site, change: AnswerChange): readonly Phrase[] {
  const { words } = site;
  const { boxes, rest, leftOut } = toldRegions(change);
  const said = pageWords(site);
  const last = [
    ...(leftOut === "none" ? [] : [words.regions.leftOut[leftOut]]),
    words.evidence[change.evidence],
  ];
  return [
    ...boxes.flatMap((box, at): readonly Phrase[] => {
      const lines = box.map((condition) => conditionPhrase(site, condition, said));
      const whole = lines.length === 0 ? [[words.regions.everything]] : lines;
      return at === 0 ? whole : [[words.regions.or], ...whole];
    }),
    ...(rest > 0 ? [[words.notes.truncated(rest)]] : []),
    [last.join(languageOf(site).semicolon)],
  ];
}

function conditionPhrase(site: Site, condition: Condition, words: ConditionWords): Phrase {
  const { fact, values } = saidCondition(condition, words);
  const path = condition.is === "fact" ? condition.asked.path : condition.path;
  const isKnown = path !== null && factAt(site, path) !== null;
  return [isKnown ? fact : literal(fact), languageOf(site).colon, literal(values)];
}

/** Conditions in the language of the page: facts by their names, countries and words of enumerations as they are called. */
function pageWords(site: Site): ConditionWords {
  const { words, wording } = site;
  const base = words.regions.conditions;
  return {
    ...base,
    fact: (asked) => {
      const known = asked.path === null ? null : factAt(site, asked.path);
      return known === null ? asked.label : `${known.said}${schemeText(asked)}`;
    },
    list: ({ path, list }) => factAt(site, path)?.said ?? list,
    words: (asked, said) => {
      const type = asked.path === null ? undefined : factAt(site, asked.path)?.field.type;
      const of = type?.kind === "set" ? type.of : type;
      return said.map((word) => {
        if (word === null) return base.anotherCode;
        // a part of a country keeps its code
        if (of?.kind === "code" && of.scheme?.isCountry === true)
          return countryName(word, wording.language.name) ?? word;
        return of?.kind === "enum" && of.enum.values.includes(word)
          ? plain([wording.value(of.enum, word)])
          : word;
      });
    },
    comma: languageOf(site).comma,
  };
}

/** A scheme, or a list, behind the name of a fact that has codes, or entries, of several. */
function schemeText({ is, of }: Asked): string {
  if (of === null) return "";
  return ` (${is === "entries" ? of.slice(of.lastIndexOf(".") + 1) : of})`;
}

/** A fact by the words of its path, of an element by those within it; null for what the vocabulary does not have. */
function factAt(
  site: Site,
  path: readonly string[],
): { readonly said: string; readonly field: Field } | null {
  let record: RecordType | null = site.model.program.transaction;
  let field: Field | null = null;
  let said: string[] = [];
  for (const step of path) {
    if (field?.type.kind === "list") said = [];
    field = record?.fields.get(step) ?? null;
    if (field === null) return null;
    said.push(plain([site.wording.field(field)]));
    const { type } = field;
    record = type.kind === "record" ? type.record : type.kind === "list" ? type.of : null;
  }
  return field === null ? null : { said: said.join(site.words.regions.within), field };
}
