/** Numbers, codes and days read back out of sentences. */
import Fraction from "fraction.js";
import type { Phrase, Statement } from "../../../compiler/report/phrase.ts";
import type { LanguageName } from "../../../compiler/report/wording/glossary.ts";

export type Units = ReadonlyMap<string, { readonly factor: Fraction; readonly offset: Fraction }>;

const MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December";
const DAYS = {
  en: new RegExp(`(?:(on or before|on or after|before|after) )?(\\d{1,2}) (${MONTHS}) (\\d{4})`, "g"),
  zh: /(不晚于|不早于|早于|晚于)?(\d{4})年(\d{1,2})月(\d{1,2})日/g,
} as const;
const BOUNDS = {
  en: /(at least |at most |less than |more than )?⟦([^⟧]*)⟧(?! [×+−/] )/g,
  zh: /(不低于|不超过|低于|超过)?⟦([^⟧]*)⟧(?! [×+−/] )/g,
} as const;

const SIDES: Readonly<Record<string, string>> = {
  "at least ": ">=",
  "at most ": "<=",
  "less than ": "<",
  "more than ": ">",
  不低于: ">=",
  不超过: "<=",
  低于: "<",
  超过: ">",
  "on or before": "<=",
  "on or after": ">=",
  before: "<",
  after: ">",
  不晚于: "<=",
  不早于: ">=",
  早于: "<",
  晚于: ">",
};

/** All phrases of statements, limbs included. */
export function phrasesOf(statements: readonly Statement[]): Phrase[] {
  return statements.flatMap(({ phrase, parts }) => [phrase, ...phrasesOf(parts)]);
}

/** A phrase as text in which values stand in brackets and names of the law are left out. */
export function marked(phrase: Phrase): string {
  return phrase
    .map((piece) => {
      if (typeof piece === "string") return piece;
      if (piece.kind === "literal") return `⟦${piece.text}⟧`;
      return piece.kind === "strong" ? piece.text : "¤";
    })
    .join("");
}

/**
 * What a sentence states, in a form that rows can be compared with: `number>=4800` in base units, `number=3`, `code=CN`,
 * `day<2024-01-01`. A value that limits nothing by itself has `=`.
 */
export function tokensOf(phrase: Phrase, language: LanguageName, units: Units): string[] {
  const text = marked(phrase);
  const found: string[] = [];
  for (const [, side, value] of text.matchAll(BOUNDS[language]))
    for (const token of valueTokens(value!, SIDES[side ?? ""] ?? "=", units)) found.push(token);
  // A value that is calculated with limits nothing by itself.
  for (const [, value] of text.matchAll(/⟦([^⟧]*)⟧(?= [×+−/] )/g))
    found.push(...valueTokens(value!, "=", units));
  for (const match of text.matchAll(DAYS[language])) found.push(dayToken(match, language));
  return found;
}

function dayToken(match: RegExpMatchArray, language: LanguageName): string {
  const side = SIDES[match[1] ?? ""] ?? "=";
  const [year, month, day] =
    language === "zh"
      ? [match[2]!, match[3]!, match[4]!]
      : [match[4]!, String(MONTHS.split("|").indexOf(match[3]!) + 1), match[2]!];
  return `day${side}${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

/** A value as a reader sees it: a number with its unit, money, a code; words and bound names state nothing. */
function valueTokens(text: string, side: string, units: Units): string[] {
  const range = /^(?:\S+ )?(\S+?)(?: to |至)(\S+)$/.exec(text);
  if (range !== null) return [`code=${range[1]!}`, `code=${range[2]!}`];
  const number = /^(-?(?:0|[1-9]\d*)(?:\.\d+|\/\d+)?)(?: (.+))?$/.exec(text);
  if (number !== null) {
    const unit = number[2] ?? "";
    const known = units.get(unit);
    const value = new Fraction(number[1]!);
    if (known !== undefined) return [`number${side}${baseText(value, known)}`];
    if (/^[A-Z]{3}$/.test(unit)) return [`money${side}${value.toFraction()} ${unit}`];
    throw new Error(`no unit is written ${unit}`);
  }
  const quoted = /^“(.*)”$/s.exec(text);
  if (quoted !== null) return [`text=${quoted[1]!}`];
  // Labels of limbs are no values.
  if (text.startsWith("(")) return [];
  const named = / \(([^()]+)\)$/.exec(text) ?? /（([^（）]+)）$/.exec(text);
  if (named !== null) return [`code=${named[1]!}`];
  return [`code=${text}`];
}

/** A number in the base of its unit, exact. */
export function baseText(
  value: Fraction,
  { factor, offset }: { readonly factor: Fraction; readonly offset: Fraction },
): string {
  return value.mul(factor).add(offset).toFraction();
}
