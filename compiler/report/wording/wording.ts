/**
 * The words of one report: a language, and the titles and words that a catalog of the sources has in it. What no catalog
 * translates stays as the source has it, is marked as another language, and is noted as missing.
 */
import type { EnumType, Field, Scheme } from "../../check/tree.ts";
import { literal, type Phrase, type Piece, term, words } from "../phrase.ts";
import type { LanguageName } from "./glossary.ts";
import type { Grammar } from "./grammar.ts";
import { type Language, languages } from "./language.ts";

/** Titles and words in one language, by the id of what they name. README.md of the examples shows a catalog. */
export interface Translations {
  /** titles of declarations, questions of fields */
  readonly titles: ReadonlyMap<string, string>;
  /** names as words: fields, values, records, conditions; of free names also `topic:`, `route:`, `duty:`, `agency:` */
  readonly words: ReadonlyMap<string, string>;
  /** what authors write in sentences (remarks, reasons), by the text itself with single blanks */
  readonly texts: ReadonlyMap<string, string>;
}

export const NO_TRANSLATIONS: Translations = { titles: new Map(), words: new Map(), texts: new Map() };

/** Kinds of names that are not declared anywhere. */
export type FreeName = "topic" | "route" | "duty" | "agency";

export interface Titled {
  readonly id: string;
  readonly name: string;
  readonly title: string | null;
}

export class Wording {
  readonly language: Language;
  readonly grammar: Grammar;
  readonly #translations: Translations;
  readonly #missing = new Map<string, string>();

  constructor(language: LanguageName, translations: Translations = NO_TRANSLATIONS) {
    this.language = languages[language];
    this.grammar = this.language.grammar;
    this.#translations = translations;
  }

  /**
   * What was said so far and has no translation: the text of the source by where a catalog would hold its translation
   * (`titles us.base.ecra`, `words trade.item`), sorted.
   */
  get missing(): ReadonlyMap<string, string> {
    return new Map([...this.#missing].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** The title of a declaration, or null if it has none. */
  title(declared: Titled): Piece | null {
    const { id, title } = declared;
    const translated = this.#translations.titles.get(id);
    if (translated !== undefined) return translated;
    return title === null ? null : this.#untranslated("titles", id, title);
  }

  /** Its title as bare text, for places that hold no markup; else its name. */
  titleText(declared: Titled): string {
    const { id, title } = declared;
    const translated = this.#translations.titles.get(id);
    if (translated === undefined && title !== null) this.#untranslated("titles", id, title);
    return translated ?? title ?? declared.name;
  }

  /** Its title, or else its name, linking to where it is described. */
  titleTerm(declared: Titled): Piece {
    const said = this.title(declared) ?? declared.name;
    return this.#linked(said, declared.id);
  }

  /**
   * As an index of places of the law names it, linking to where it is described: by its title, unless that only cites such a
   * place; an item by its code, and then its title.
   */
  indexed(declared: Titled & { readonly scheme?: unknown }): Phrase {
    if (declared.scheme === undefined) {
      const saysMore = declared.title !== null && !isCitation(declared.title);
      return [saysMore ? this.titleTerm(declared) : this.name(declared)];
    }
    const title = this.title(declared);
    return [term(declared.name, declared.id), ...(title === null ? [] : [" ", title])];
  }

  /**
   * Its name as it is written (`ac_a`), linking to where it is described. Another language than that of the name says what a
   * catalog calls it.
   */
  name({ id, name }: { readonly id: string; readonly name: string }): Piece {
    const { words: said, titles } = this.#translations;
    return term(said.get(id) ?? (this.language.name === "en" ? name : (titles.get(id) ?? name)), id);
  }

  /** What a declared name says in words (`based in`), linking to where it is described. */
  wordsTerm(declared: Titled): Piece {
    return this.#linked(this.wordsOf(declared), declared.id);
  }

  /** A declared name in words, without a link. Another language than that of the name may use the title instead. */
  wordsOf(declared: Pick<Titled, "id" | "name">): Piece {
    const { id, name } = declared;
    const translated = this.#translations.words.get(id);
    if (translated !== undefined) return translated;
    if (this.language.name === "en") return words(name);
    return this.#translations.titles.get(id) ?? this.#untranslated("words", id, words(name));
  }

  /** A field in words; one named after its unit is written as the unit is (`TPP`). */
  field(field: Pick<Field, "id" | "name" | "type">): Piece {
    const { id, name, type } = field;
    const translated = this.#translations.words.get(id);
    if (translated !== undefined) return translated;
    const unit = type.kind === "number" ? type.unit.text : "";
    if (unit.toLowerCase() === name.toLowerCase()) return unit;
    return this.#word(id, name);
  }

  /** A column of a data list, by the name it has there. */
  column(name: string): Piece {
    return this.#word(`column:${name}`, name);
  }

  /** The question of a field, or null. */
  question(field: Pick<Field, "id" | "question">): Piece | null {
    const { id, question } = field;
    const translated = this.#translations.titles.get(id);
    if (translated !== undefined) return translated;
    return question === null ? null : this.#untranslated("titles", id, question);
  }

  /** A value of an enumeration. */
  value(of: EnumType, value: string): Piece {
    const said = this.#word(`${of.id}.${value}`, value);
    return typeof said === "string" ? literal(said) : said;
  }

  /** A list of codes as it stands before its codes: what a catalog calls it, else its name. */
  scheme({ id, name }: Scheme): string {
    return this.#translations.words.get(id) ?? name;
  }

  /** A code with the list in front of it. */
  code(scheme: Scheme, code: string): string {
    return `${this.scheme(scheme)} ${code}`;
  }

  /** What a code is called, where a catalog names it; the code itself is said beside it. */
  codeName(scheme: Scheme, code: string): string | null {
    return this.#translations.words.get(`${scheme.id}.${code}`) ?? null;
  }

  /** A name that no declaration explains: a topic, a type of license, a duty. */
  free(kind: FreeName, name: string): Piece {
    return this.#word(`${kind}:${name}`, name);
  }

  /** The name of an agency, which is a name in every language. */
  agency(name: string): string {
    return this.#translations.words.get(`agency:${name}`) ?? name;
  }

  /** What an author writes in sentences: a remark, a reason. */
  sentence(text: string): Piece {
    const id = text.replaceAll(/\s+/g, " ").trim();
    return this.#translations.texts.get(id) ?? this.#untranslated("texts", id, text);
  }

  /** A text of a source, marked where it is in another language than the report. */
  foreign(text: string): Piece {
    const tag = languageOf(text);
    return tag === this.language.name ? text : { kind: "foreign", text, lang: tag };
  }

  #word(id: string, name: string): Piece {
    return this.#translations.words.get(id) ?? this.#untranslated("words", id, words(name));
  }

  #untranslated(section: "titles" | "words" | "texts", id: string, text: string): Piece {
    const said = this.foreign(text);
    // What only cites a place of the law is the same in every language.
    if (typeof said !== "string" && !isCitation(text) && this.language.name !== "en")
      this.#missing.set(`${section} ${id}`, text);
    return said;
  }

  #linked(said: Piece, id: string): Piece {
    if (typeof said === "string") return term(said, id);
    return said.kind === "foreign" ? { kind: "term", text: said.text, id, lang: said.lang } : said;
  }
}

/** Which language a text of a source is in, as far as its letters tell. */
export function languageOf(text: string): "en" | "zh" | "ja" | "ko" {
  if (/[\u3040-\u30ff]/.test(text)) return "ja";
  if (/[\uac00-\ud7af]/.test(text)) return "ko";
  return /\p{Script=Han}/u.test(text) ? "zh" : "en";
}

/** A report in English says what the sources say, as they say it. */
export const ENGLISH = new Wording("en");

/** Whether a text only cites a place of the law: it has no words. */
function isCitation(text: string): boolean {
  return !/\p{Ll}{4}/u.test(text.replaceAll(/supp\b|note\b/g, ""));
}
