/** What every part of the page works with. */
import type { Language } from "../../report/wording/language.ts";
import type { XObligation } from "../../runtime/format.ts";
import type { Engine } from "../../runtime/index.ts";
import type { Scheme } from "../../runtime/values/codes.ts";
import type { FieldInfo, RecordInfo } from "../../runtime/values/vocabulary.ts";
import type { ExplorerData } from "../data.ts";
import type { ExplorerTexts } from "../texts.ts";
import { fieldAt, type Json, type Path, pathOf } from "./case.ts";
import type { Choice } from "./combobox.ts";
import type { Marks } from "./marks.ts";
import { spaced, type Words } from "./words.ts";

export interface Kit {
  readonly engine: Engine;
  readonly marks: Marks;
  readonly data: ExplorerData;
  readonly language: Language;
  readonly texts: ExplorerTexts;
  /** what names, titles and questions of the sources say in the language of the page */
  readonly said: Words;
  readonly codes: Codes;
  /** by id */
  readonly obligations: ReadonlyMap<string, XObligation>;
}

/** What a reader does to the case. */
export interface Doing {
  /** the newest facts: verdicts are drawn before the form is */
  readonly facts: () => Json;
  readonly set: (path: Path, value: Json) => void;
  readonly remove: (path: Path) => void;
  /** shows a fact of which nothing is stated; a path as the runtime writes it */
  readonly pin: (text: string) => void;
}

/** Codes of a scheme to choose from, with names where they have some. */
export class Codes {
  readonly #engine: Engine;
  readonly #data: ExplorerData;
  readonly #said: Words;
  readonly #known = new Map<string, readonly Choice[]>();

  constructor(engine: Engine, data: ExplorerData, said: Words) {
    this.#engine = engine;
    this.#data = data;
    this.#said = said;
  }

  /** null: codes of any scheme, each with its scheme in front */
  of(scheme: Scheme | null): readonly Choice[] {
    const key = scheme?.id ?? "";
    let choices = this.#known.get(key);
    if (choices === undefined) {
      choices = scheme === null ? this.#all() : this.#ofScheme(scheme);
      this.#known.set(key, choices);
    }
    return choices;
  }

  #all(): readonly Choice[] {
    const schemes = [...this.#engine.model.vocabulary.schemes.values()].filter(({ country }) => !country);
    return schemes
      .filter((scheme) => this.#engine.model.items(scheme).length > 0)
      .flatMap((scheme) =>
        this.#ofScheme(scheme).map(({ value, label, hint }) => ({
          value: `${scheme.name} ${value}`,
          label: `${this.#said.scheme(scheme)} ${label}`,
          ...(hint === undefined ? {} : { hint }),
        })),
      );
  }

  #ofScheme(scheme: Scheme): readonly Choice[] {
    if (scheme.country) {
      return scheme.members
        .map(({ text }) => ({ value: text, label: this.#data.countries[text] ?? text, hint: text }))
        .sort((a, b) => (a.label < b.label ? -1 : 1));
    }
    const { model } = this.#engine;
    const titles = new Map(scheme.members.map(({ text }) => [text, null as string | null]));
    for (const { id, code } of model.items(scheme))
      titles.set(
        code.text,
        titles.get(code.text) ?? this.#said.title(id, model.declarations.get(id)?.title ?? null),
      );
    return [...titles].map(([value, title]) => ({
      value,
      label: value,
      ...(title === null ? {} : { hint: title }),
    }));
  }
}

/** A value of a fact, as a reader reads it. */
export function valueText(kit: Kit, field: FieldInfo | null, json: Json | undefined): string {
  const states = kit.language.terms.factState;
  if (json === undefined) return states.not_stated;
  if (json === null) return "null";
  if (typeof json === "boolean") return json ? states.yes : states.no;
  if (typeof json === "number") return String(json);
  if (typeof json === "string") {
    const type = field?.type.kind === "set" ? field.type.of : field?.type;
    if (type?.kind === "code" && type.scheme?.country === true) return kit.data.countries[json] ?? json;
    if (type?.kind === "truth") return json === "yes" ? states.yes : json === "no" ? states.no : json;
    return type?.kind === "enum" ? kit.said.value(type.enum, json) : json;
  }
  if (Array.isArray(json)) {
    const members = (json as readonly Json[]).map((part) => valueText(kit, field, part));
    return members.length === 0 ? kit.texts.nothing : kit.language.list(members, "and");
  }
  const record = json as { readonly [name: string]: Json };
  if (record.unknown === true) return states.unknown;
  if (record.notApplicable === true) return states.not_applicable;
  if (Array.isArray(record.open)) return `${valueText(kit, field, record.open)} …`;
  if (Array.isArray(record.closed)) return valueText(kit, field, record.closed);
  return JSON.stringify(json);
}

/** Name of a fact by its path as the runtime writes it: `parties 1, headquarters`. */
export function factName(kit: Kit, text: string): string {
  let record: RecordInfo | null = kit.engine.model.vocabulary.transaction;
  const names = text.split(".").map((step) => {
    const [, name = step, at] = /^(.*?)(?:\[(\d+)\])?$/.exec(step) ?? [];
    const field: FieldInfo | null = record?.fields.get(name) ?? null;
    const isNested = field?.type.kind === "record" || field?.type.kind === "list";
    record = isNested ? field.type.record : null;
    const said = field === null ? spaced(name) : kit.said.field(field);
    return at === undefined ? said : `${said} ${Number(at) + 1}`;
  });
  return names.join(kit.texts.within);
}

/** The field that a path of the runtime names, with the path into the case as it is written. */
export function fieldOf(kit: Kit, text: string, facts: Json): { field: FieldInfo; path: Path } | null {
  const path = pathOf(text, facts);
  const field = path === null ? null : fieldAt(kit.engine.model.vocabulary, path);
  return path === null || field === null ? null : { field, path };
}

/** The id of the control of a fact. */
export function controlId(path: string): string {
  return `fact-${path.replace(/[^A-Za-z0-9_]/g, "-")}`;
}
