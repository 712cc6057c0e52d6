/** Titles, questions and names of the sources in the language of the page, as far as a catalog has them. */
import { languageOf } from "../../report/wording/wording.ts";
import type { Engine } from "../../runtime/index.ts";
import type { Scheme } from "../../runtime/values/codes.ts";
import type { EnumInfo, FieldInfo } from "../../runtime/values/vocabulary.ts";
import type { ExplorerData } from "../data.ts";

/** `die_area` as words. */
export function spaced(name: string): string {
  return name.replaceAll("_", " ");
}

export class Words {
  readonly #data: Pick<ExplorerData, "language" | "said">;
  readonly #ids = new Map<FieldInfo, string>();

  constructor(engine: Engine, data: Pick<ExplorerData, "language" | "said">) {
    this.#data = data;
    for (const { id, fields } of engine.model.vocabulary.records.values())
      for (const field of fields.values()) this.#ids.set(field, `${id}.${field.name}`);
  }

  /** The language of a text, for the attribute, where it is not that of the page. */
  langOf(text: string): string | undefined {
    const lang = languageOf(text);
    return lang === this.#data.language ? undefined : lang;
  }

  /** The title of a declaration by its id, or of a jurisdiction by its name; null where it has none. */
  title(id: string, own: string | null): string | null {
    return this.#in("titles", id) ?? own;
  }

  /** A fact in words. */
  field(field: FieldInfo): string {
    return this.#in("words", this.#ids.get(field) ?? "") ?? spaced(field.name);
  }

  /** What is asked by a fact: its question; where only its name is in the language of the page, or it has none, its name in words. */
  question(field: FieldInfo): string {
    const id = this.#ids.get(field) ?? "";
    const asked = this.#in("titles", id);
    if (asked !== undefined) return asked;
    const named = this.#data.language === "en" ? undefined : this.#in("words", id);
    return named ?? field.question ?? this.field(field);
  }

  value({ id }: EnumInfo, value: string): string {
    return this.#in("words", `${id}.${value}`) ?? spaced(value);
  }

  /** A list of codes as it stands before its codes. */
  scheme({ id, name }: Pick<Scheme, "id" | "name">): string {
    return this.#in("words", id) ?? name;
  }

  /** A name that no declaration explains. */
  free(kind: "route" | "duty" | "agency", name: string): string {
    return this.#in("words", `${kind}:${name}`) ?? name;
  }

  #in(section: "titles" | "words", id: string): string | undefined {
    const said = this.#data.said[section];
    return Object.hasOwn(said, id) ? said[id] : undefined;
  }
}
