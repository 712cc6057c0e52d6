/** A language in which a report is written: its fixed texts, its terms, and how it writes days and numbers. */
import { chineseDate, chineseGrammar } from "./chinese.ts";
import { englishDate, englishGrammar } from "./english.ts";
import {
  CONFIDENCE_TERMS,
  FACT_STATE_TERMS,
  KIND_HEADINGS,
  KIND_TERMS,
  type LanguageName,
  ORIGIN_TERMS,
  PLACE_STATE_TERMS,
  POLICY_TERMS,
  POWER_STATE_TERMS,
  STATUS_TERMS,
  TERMS,
  THING_TERMS,
  termsIn,
  VERDICT_TERMS,
} from "./glossary.ts";
import type { Grammar } from "./grammar.ts";
import { type Texts, texts } from "./texts.ts";

export interface Language {
  readonly name: LanguageName;
  /** for the `lang` attribute: `en`, `zh-Hans` */
  readonly tag: string;
  /** its own name for itself, for a switch between languages */
  readonly endonym: string;
  /** fixed texts of pages, by the place where they stand */
  readonly texts: Texts;
  /** terms of the law, each said the same everywhere */
  readonly terms: Terms;
  /** how it says conditions and provisions */
  readonly grammar: Grammar;
  /** `7 September 2024`, `2024年9月7日`; the days of a report never depend on a locale */
  readonly date: (day: string) => string;
  /** phrases with the last two joined by `and` or `or`, as text */
  readonly list: (words: readonly string[], last: "and" | "or") => string;
  /** between the members of a list that has no last one */
  readonly comma: string;
  /** `Title: what follows` */
  readonly colon: string;
  /** between independent remarks on one line */
  readonly semicolon: string;
  /** a remark put in brackets behind a text, with the space the language leaves before it */
  readonly inBrackets: (text: string) => string;
}

export type Terms = {
  readonly [K in keyof typeof TABLES]: Readonly<Record<keyof (typeof TABLES)[K], string>>;
};

const TABLES = {
  verdict: VERDICT_TERMS,
  policy: POLICY_TERMS,
  kind: KIND_TERMS,
  kinds: KIND_HEADINGS,
  status: STATUS_TERMS,
  origin: ORIGIN_TERMS,
  confidence: CONFIDENCE_TERMS,
  placeState: PLACE_STATE_TERMS,
  powerState: POWER_STATE_TERMS,
  factState: FACT_STATE_TERMS,
  thing: THING_TERMS,
  term: TERMS,
} as const;

function terms(language: LanguageName): Terms {
  return {
    verdict: termsIn(VERDICT_TERMS, language),
    policy: termsIn(POLICY_TERMS, language),
    kind: termsIn(KIND_TERMS, language),
    kinds: termsIn(KIND_HEADINGS, language),
    status: termsIn(STATUS_TERMS, language),
    origin: termsIn(ORIGIN_TERMS, language),
    confidence: termsIn(CONFIDENCE_TERMS, language),
    placeState: termsIn(PLACE_STATE_TERMS, language),
    powerState: termsIn(POWER_STATE_TERMS, language),
    factState: termsIn(FACT_STATE_TERMS, language),
    thing: termsIn(THING_TERMS, language),
    term: termsIn(TERMS, language),
  };
}

const english: Language = {
  name: "en",
  tag: "en",
  endonym: "English",
  texts: texts.en,
  terms: terms("en"),
  grammar: englishGrammar,
  date: englishDate,
  list: (words, last) =>
    words.map((word, i) => (i === 0 ? "" : i === words.length - 1 ? ` ${last} ` : ", ") + word).join(""),
  comma: ", ",
  colon: ": ",
  semicolon: "; ",
  inBrackets: (text) => ` (${text})`,
};

const chinese: Language = {
  name: "zh",
  tag: "zh-Hans",
  endonym: "中文",
  texts: texts.zh,
  terms: terms("zh"),
  grammar: chineseGrammar,
  date: chineseDate,
  list: (words, last) =>
    words
      .map(
        (word, i) => (i === 0 ? "" : i === words.length - 1 ? (last === "and" ? "和" : "或") : "、") + word,
      )
      .join(""),
  comma: "、",
  colon: "：",
  semicolon: "；",
  inBrackets: (text) => `（${text}）`,
};

export const languages: Readonly<Record<LanguageName, Language>> = { en: english, zh: chinese };
