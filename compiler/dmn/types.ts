/** Types of columns: the built-in names, and the item definitions that give them allowed values. */
import type { ColumnType, Place } from "./model.ts";
import { attribute, child, children, type Element, placeOf, textOf } from "./xml.ts";

const BUILT_IN: ReadonlyMap<string, ColumnType> = new Map<string, ColumnType>([
  ["string", "string"],
  ["boolean", "boolean"],
  ["number", "number"],
  ["double", "number"],
  ["decimal", "number"],
  ["integer", "integer"],
  ["long", "integer"],
  ["date", "date"],
  ["time", "time"],
  ["date and time", "date and time"],
  ["dateTime", "date and time"],
  ["days and time duration", "days and time duration"],
  ["dayTimeDuration", "days and time duration"],
  ["years and months duration", "years and months duration"],
  ["yearMonthDuration", "years and months duration"],
]);

export interface ResolvedType {
  readonly type: ColumnType | null;
  readonly allowed: { readonly text: string; readonly place: Place } | null;
  /** the name that leads nowhere, for example to another file */
  readonly unknown: string | null;
}

const NOTHING: ResolvedType = { type: null, allowed: null, unknown: null };

/** The item definitions of a model by name. */
export class Types {
  readonly #definitions: ReadonlyMap<string, Element>;

  constructor(root: Element) {
    this.#definitions = new Map(
      children(root, "itemDefinition").map((element) => [attribute(element, "name") ?? "", element]),
    );
  }

  /** What a type reference says. The nearest allowed values win; a type that refers to itself ends the search. */
  resolve(reference: string | null, seen: readonly string[] = []): ResolvedType {
    if (reference === null) return NOTHING;
    const definition = this.#definitions.get(reference);
    const name = reference.replace(/^feel:/, "");
    if (definition === undefined) {
      const type = BUILT_IN.get(name) ?? null;
      return { type, allowed: null, unknown: type === null && name !== "Any" ? reference : null };
    }
    if (seen.includes(reference)) return NOTHING;
    const base = this.resolve(child(definition, "typeRef")?.textContent?.trim() ?? null, [
      ...seen,
      reference,
    ]);
    const values = child(definition, "allowedValues");
    if (values === undefined) return base;
    return { ...base, allowed: { text: textOf(values), place: placeOf(values) } };
  }

  /** Names of components, which paths such as `Person.Date of birth` use. */
  componentNames(): string[] {
    const names: string[] = [];
    const visit = (element: Element): void => {
      for (const component of children(element, "itemComponent")) {
        const name = attribute(component, "name");
        if (name !== null) names.push(name);
        visit(component);
      }
    };
    for (const definition of this.#definitions.values()) visit(definition);
    return names;
  }
}
