/** Types of values: units, enums, records, schemes, lists. */
import type Fraction from "fraction.js";
import type { Span } from "../../../grammar/base/span.ts";
import type { IsoDate } from "./dates.ts";
import type { Define, PolicyValue } from "./declarations.ts";
import type { Expr, Variable } from "./expressions.ts";
import type { Exception } from "./measures.ts";
import type { Citation, Declared, Jurisdiction } from "./program.ts";

export type Type =
  | { readonly kind: "truth" }
  | { readonly kind: "number"; readonly unit: Unit }
  | { readonly kind: "money" }
  | { readonly kind: "date" }
  | { readonly kind: "text" }
  | { readonly kind: "enum"; readonly enum: EnumType }
  /** a code; scheme null: of any scheme (an item's classification) */
  | { readonly kind: "code"; readonly scheme: Scheme | null }
  | { readonly kind: "set"; readonly of: Type }
  | { readonly kind: "list"; readonly of: RecordType }
  | { readonly kind: "record"; readonly record: RecordType }
  /** a row of a data list */
  | { readonly kind: "entry"; readonly lists: readonly List[] }
  /** names held in data columns */
  | { readonly kind: "condition" }
  | { readonly kind: "review" }
  | { readonly kind: "exception" };

/** A unit of measure: `value_in_base = value * factor + offset` (the offset only for temperatures). */
export interface Unit {
  readonly text: string;
  /** powers of base dimensions, by name, without zeros: { length: -2, bit: 1 } */
  readonly dimension: Readonly<Record<string, number>>;
  readonly factor: Fraction;
  readonly offset: Fraction;
}

export interface EnumType {
  /** module-qualified; `record.field` for an inline enum */
  readonly id: string;
  readonly name: string;
  readonly values: readonly string[];
  /** values stand in ascending order */
  readonly ordered: boolean;
  readonly span: Span;
}

export interface RecordType extends Declared {
  readonly fields: ReadonlyMap<string, Field>;
}

export interface Field {
  /** `record.field` with the record's id */
  readonly id: string;
  readonly name: string;
  readonly record: RecordType;
  readonly type: Type;
  /** may be stated not applicable */
  readonly optional: boolean;
  readonly asserted: boolean;
  readonly question: string | null;
  /** declared range in the field's unit; null is unbounded */
  readonly range: NumericRange | null;
  /** over `it` = the record; false: not applicable by itself (H2) */
  readonly appliesWhen: Expr | null;
  /** over `it`; a list given in a case is open until this holds (H18) */
  readonly closedWhen: Expr | null;
  /** over `it`; used where the fact is not stated */
  readonly formula: Expr | null;
  readonly it: Variable;
  readonly span: Span;
}

export interface NumericRange {
  readonly min: Fraction | null;
  readonly minOpen: boolean;
  readonly max: Fraction | null;
  readonly maxOpen: boolean;
}

/** A classification scheme: how codes are cut into levels (2.2 of the language study). */
export interface Scheme extends Declared {
  readonly below: "dots" | "brackets" | "digits" | "levels";
  readonly pattern: string | null;
  /** declared members, or empty where the scheme is only known by use */
  readonly members: readonly string[];
  /** the country scheme: members are ISO 3166-1, subdivisions lie below */
  readonly isCountry: boolean;
  /** the jurisdiction whose `codes` clause names it */
  readonly jurisdiction: Jurisdiction | null;
}

export interface List extends Declared {
  readonly record: RecordType;
  readonly file: string;
  readonly citation: Citation | null;
  readonly key: string;
  readonly columns: ReadonlyMap<string, Column>;
  readonly rows: readonly ListRow[];
  /** hash of the data file's bytes, `sha256-<hex>` */
  readonly contentHash: string;
}

export interface Column {
  readonly name: string;
  readonly type: Type;
  readonly span: Span;
}

export interface ListRow {
  readonly key: string;
  readonly from: IsoDate | null;
  /** first day it is no longer listed, or null */
  readonly until: IsoDate | null;
  readonly cells: ReadonlyMap<string, ListCell>;
  /** the row in the data file */
  readonly span: Span;
}

/** A checked data cell; `blank` is an empty field. */
export type ListCell =
  | { readonly kind: "blank" }
  | { readonly kind: "value"; readonly value: Value }
  | { readonly kind: "values"; readonly values: readonly Value[] }
  | { readonly kind: "condition"; readonly define: Define }
  | { readonly kind: "review"; readonly policy: PolicyValue }
  | { readonly kind: "exceptions"; readonly exceptions: readonly Exception[] };

export type Value =
  | { readonly kind: "truth"; readonly value: boolean }
  | { readonly kind: "number"; readonly value: Fraction }
  | { readonly kind: "money"; readonly amount: Fraction; readonly currency: string }
  | { readonly kind: "date"; readonly value: IsoDate }
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "enum"; readonly value: string }
  | { readonly kind: "code"; readonly scheme: Scheme; readonly code: string };
