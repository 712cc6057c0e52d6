/** Types, units, records, schemes and jurisdictions as a build states them. */
import Fraction from "fraction.js";
import type {
  Declared,
  EnumType,
  Field,
  Group,
  Jurisdiction,
  Module,
  Reach,
  RecordType,
  Scheme,
  Type,
  Unit,
} from "../../check/tree.ts";
import type { DefinitionsDocument, X, XField, XScheme, XType } from "../../runtime/format.ts";
import { Remembered } from "./remembered.ts";

/** What stands for a place: a build names places, but nothing here shows them. */
export const NOWHERE = { file: "", start: 0, end: 0 };

const NO_VERSIONS = { versions: [], statuses: [] };
export const NO_CHRONOLOGY: { readonly versions: readonly never[]; readonly statuses: readonly never[] } =
  NO_VERSIONS;

/** A declaration known by its id alone; unless it is given, its name is what follows the last dot. */
export function declared(
  id: string,
  title: string | null,
  module: Module,
  name = id.slice(id.lastIndexOf(".") + 1),
): Declared {
  return {
    id,
    name,
    module,
    title,
    doc: null,
    confidence: null,
    span: NOWHERE,
    nameSpan: NOWHERE,
    proposal: null,
  };
}

const PLAIN_NUMBER: Unit = { text: "", dimension: {}, factor: new Fraction(1), offset: new Fraction(0) };

/** A build does not say of what a module its declarations are. */
const MODULE: Module = { path: "", jurisdiction: null, currentTo: null, span: NOWHERE };

/** Two builds with one scheme have its codes cut into levels once. */
const schemes = new Remembered<XScheme, Scheme>();

/** Everything that expressions of a build may speak of, but for definitions. */
export class Vocabulary {
  readonly module = MODULE;
  readonly units: ReadonlyMap<string, Unit>;
  readonly enums: ReadonlyMap<string, EnumType>;
  readonly schemes: ReadonlyMap<string, Scheme>;
  readonly records: ReadonlyMap<string, RecordType>;
  readonly jurisdictions: ReadonlyMap<string, Jurisdiction>;
  readonly countries: Scheme | null;
  readonly transaction: RecordType;

  /**
   * `read` turns a condition on a field into an expression, `group` finds a group by its id; they are called when a field or
   * a union is first asked for it.
   */
  constructor(
    document: DefinitionsDocument,
    read: (x: X, field: Field) => NonNullable<Field["formula"]>,
    group: (id: string) => Group,
  ) {
    this.units = new Map(
      Object.entries(document.units).map(([text, { dimension, factor, offset }]) => [
        text,
        { text, dimension, factor: new Fraction(factor), offset: new Fraction(offset ?? 0) },
      ]),
    );
    this.enums = new Map(
      Object.entries(document.enums).map(([id, { values, ordered }]) => [
        id,
        { id, name: id.slice(id.lastIndexOf(".") + 1), values, ordered, span: NOWHERE },
      ]),
    );
    this.schemes = new Map(Object.keys(document.schemes).map((id) => [id, this.#scheme(id, document)]));
    this.countries = [...this.schemes.values()].find((scheme) => scheme.isCountry) ?? null;
    this.records = this.#records(document, read);
    const transaction = this.records.get(document.transaction);
    if (transaction === undefined) throw new Error("the build has no record of a transaction");
    this.transaction = transaction;
    const known = new Map<string, Jurisdiction>();
    const reaches = new Map<string, Reach>();
    const jurisdiction = (name: string): Jurisdiction => {
      let found = known.get(name);
      if (found === undefined) {
        const { title, within, reach, schemes, states } = document.jurisdictions[name]!;
        found = {
          ...declared(name, title, this.module),
          within: within === undefined ? null : jurisdiction(within),
          reach: reach === undefined ? null : this.reach(reach, reaches),
          schemes: schemes.flatMap((id) => this.schemes.get(id) ?? []),
          agencies: [],
          get states() {
            return states === undefined ? null : group(states);
          },
          members: null,
        };
        known.set(name, found);
      }
      return found;
    };
    for (const name of Object.keys(document.jurisdictions)) jurisdiction(name);
    this.jurisdictions = known;
  }

  /** A ground of reach by its id; what makes it stands in the rows. */
  reach(id: string, known: Map<string, Reach>): Reach {
    const found = known.get(id) ?? { ...declared(id, null, this.module), chronology: NO_CHRONOLOGY };
    known.set(id, found);
    return found;
  }

  type(x: XType): Type {
    switch (x.kind) {
      case "number":
        return this.number(x.unit);
      case "enum":
        return { kind: "enum", enum: this.enums.get(x.enum)! };
      case "code":
        return {
          kind: "code",
          scheme: x.scheme === undefined ? null : (this.schemes.get(x.scheme) ?? null),
        };
      case "set":
        return { kind: "set", of: this.type(x.of) };
      case "list":
        return { kind: "list", of: this.records.get(x.record)! };
      case "record":
        return { kind: "record", record: this.records.get(x.record)! };
      default:
        return { kind: x.kind };
    }
  }

  number(unit = ""): Type {
    return { kind: "number", unit: this.units.get(unit) ?? PLAIN_NUMBER };
  }

  #scheme(id: string, document: DefinitionsDocument): Scheme {
    const x = document.schemes[id]!;
    return schemes.of(x, [id], () => {
      const { name, title, below, pattern, members, country } = x;
      return {
        ...declared(id, title, MODULE, name),
        below,
        pattern: pattern ?? null,
        members: members ?? [],
        isCountry: country === true,
        jurisdiction: null,
      };
    });
  }

  #records(
    document: DefinitionsDocument,
    read: (x: X, field: Field) => NonNullable<Field["formula"]>,
  ): ReadonlyMap<string, RecordType> {
    const fields = new Map<string, Map<string, Field>>();
    const records = new Map<string, RecordType>();
    for (const [id, { title }] of Object.entries(document.records)) {
      const own = new Map<string, Field>();
      fields.set(id, own);
      records.set(id, { ...declared(id, title, this.module), fields: own });
    }
    for (const [id, { fields: all }] of Object.entries(document.records)) {
      for (const [name, x] of Object.entries(all)) {
        fields.get(id)!.set(name, this.#field(records, records.get(id)!, name, x, read));
      }
    }
    return records;
  }

  #field(
    records: ReadonlyMap<string, RecordType>,
    record: RecordType,
    name: string,
    x: XField,
    read: (x: X, field: Field) => NonNullable<Field["formula"]>,
  ): Field {
    const typeOf = (of: XType): Type => {
      if (of.kind === "list") return { kind: "list", of: records.get(of.record)! };
      if (of.kind === "record") return { kind: "record", record: records.get(of.record)! };
      return of.kind === "set" ? { kind: "set", of: typeOf(of.of) } : this.type(of);
    };
    const { min, max } = x;
    const bound = (text: string | undefined): Fraction | null =>
      text === undefined ? null : new Fraction(text);
    const later = (part: X | undefined): (() => NonNullable<Field["formula"]> | null) => {
      let made: NonNullable<Field["formula"]> | null = null;
      return () => {
        if (part === undefined) return null;
        made ??= read(part, field);
        return made;
      };
    };
    const [appliesWhen, closedWhen, formula] = [x.appliesWhen, x.closedWhen, x.formula].map(later);
    const field: Field = {
      id: `${record.id}.${name}`,
      name,
      record,
      type: typeOf(x.type),
      optional: x.optional === true,
      asserted: x.asserted === true,
      question: x.question ?? null,
      range:
        min === undefined && max === undefined
          ? null
          : {
              min: bound(min),
              minOpen: x.minOpen === true,
              max: bound(max),
              maxOpen: x.maxOpen === true,
            },
      get appliesWhen() {
        return appliesWhen!();
      },
      get closedWhen() {
        return closedWhen!();
      },
      get formula() {
        return formula!();
      },
      it: { name: "it", type: { kind: "record", record }, span: NOWHERE },
      span: NOWHERE,
    };
    return field;
  }
}
