/**
 * The published shape of a build: what `cordon build` writes and what an engine reads. `FORMAT.md` beside this file
 * explains it with a small evaluator; `schema/` holds the JSON Schemas, which a test keeps equal to these types.
 *
 * Invariant: nothing here or in this folder imports anything else: the runtime is copied into services and pages.
 * Invariant: plain JSON. Numbers that decide are exact decimals or fractions in text (`"4800"`, `"900/7"`).
 */

export const TABLE_FORMAT = "cordon/table@1";
export const DEFINITIONS_FORMAT = "cordon/definitions@1";
export const LIST_FORMAT = "cordon/list@1";
export const MANIFEST_FORMAT = "cordon/manifest@1";

/** An exact number: a decimal (`"-12.5"`) or a fraction (`"900/7"`). */
export type Exact = string;
/** `YYYY-MM-DD` */
export type Day = string;
/**
 * Where a thing was written: index into `sources` of the document (files), start and end offset (UTF-16, half-open).
 * Offsets count from the first character of the declaration the place belongs to (the `of` of a row, the key of a
 * definition), so that moving it or editing another declaration changes no byte.
 */
export type At = readonly [source: number, start: number, end: number];

// ------------------------------------------------------------------------------------------------------------ time

/**
 * A rectangle of two clocks, half-open, null unbounded: `from <= asOf < until` and `knownFrom <= knownAt <
 * knownUntil`. Absent `known...` means unbounded.
 */
export interface Effective {
  readonly from: Day | null;
  readonly until: Day | null;
  readonly knownFrom?: Day;
  readonly knownUntil?: Day;
  /** absent: in both views. `text` ignores statements of non-enforcement, `practice` follows them (H14). */
  readonly view?: "text" | "practice";
  /**
   * absent: in force. `unclear` and `unrecorded` (before a `from before`): a condition in force then is unknown
   * where it would be true or the value is unknown.
   */
  readonly state?: "unclear" | "unrecorded";
}

// ----------------------------------------------------------------------------------------------------- expressions

/**
 * Expressions as nested arrays, operator first. Truth is four-valued: yes, no, unknown because a fact is stated
 * unknown, unknown because a fact is not given; connectives are Kleene's with the last as the stronger unknown.
 */
export type X =
  // values
  | readonly ["yes"]
  | readonly ["no"]
  | readonly ["number", Exact]
  | readonly ["money", Exact, string]
  | readonly ["date", Day]
  | readonly ["text", string]
  /** with its enum where no fact beside it tells which it is: in an argument of a call, beside anything but a fact */
  | readonly ["enum", word: string, of?: string]
  | readonly ["code", scheme: string, code: string]
  | readonly ["today"]
  | readonly ["here"]
  /** the transaction */
  | readonly ["case"]
  /** a binder's element or entry, a parameter, or `it` (the receiver of a define, the record of an item) */
  | readonly ["var", string]
  | readonly ["get", X, field: string]
  /** a column of a bound list entry */
  | readonly ["column", X, column: string]
  /** a name bound by the requirement to be released */
  | readonly ["released", string]
  | readonly ["call", define: string, receiver: X | null, ...args: X[]]
  | readonly ["+" | "-" | "*" | "/", X, X]
  /** value * factor + offset */
  | readonly ["convert", X, factor: Exact, offset: Exact]
  | readonly ["sum" | "max" | "min" | "count", XBinder, X]
  // conditions
  | readonly ["and" | "or", ...X[]]
  | readonly ["not", X]
  | readonly ["known", X]
  | readonly ["unknown", X]
  | readonly ["isUnknown", X]
  | readonly ["=" | "!=" | "<" | "<=" | ">" | ">=", X, X]
  | readonly ["in", X, XSet]
  | readonly ["meets", XSet, XSet]
  | readonly ["classified", item: X, XSet]
  | readonly ["listedIn", X, ...lists: string[]]
  | readonly ["listedBy", item: X, country: X]
  | readonly ["any" | "all", XBinder, X]
  | readonly ["reached", ground: string]
  | readonly ["required", ...measures: string[]]
  | readonly ["entryCondition", X]
  | readonly ["unencodable", id: string]
  | XSet;

export type XSet =
  | readonly ["set", ...X[]]
  | readonly ["codes", scheme: string, ...codes: string[]]
  | readonly ["group", id: string]
  | readonly ["scheme", id: string]
  | readonly ["schemesOf", X]
  | readonly ["world"]
  | readonly ["range", scheme: string, low: string, high: string]
  | readonly ["plus" | "minus" | "both", XSet, XSet]
  /** a set-valued fact, column, variable or call */
  | readonly ["get", X, field: string]
  | readonly ["column", X, column: string]
  | readonly ["var", string]
  | readonly ["released", string]
  | readonly ["call", define: string, receiver: X | null, ...args: X[]];

export interface XBinder {
  readonly var: string;
  /** an expression of a list type */
  readonly in: X;
  /** lists one of whose entries the element must match; one binding per matching entry */
  readonly listedIn?: readonly string[];
  readonly entry?: string;
  readonly where?: X;
}

// ---------------------------------------------------------------------------------------------------------- tables

export type TableKind =
  | "list"
  | "end-user"
  | "end-use"
  | "service"
  | "extraterritorial"
  | "reach"
  | "classification"
  | "exception"
  | "universe";

export interface TableDocument {
  readonly format: typeof TABLE_FORMAT;
  readonly jurisdiction: string;
  readonly kind: TableKind;
  /** every row whose cells hold counts; the most restrictive governs */
  readonly hitPolicy: "collect";
  readonly sources: readonly string[];
  readonly measures: Readonly<Record<string, MeasureInfo>>;
  readonly tables: readonly Table[];
}

/** The legal declaration behind rows: a measure, an exception, a reach or an item. */
export interface MeasureInfo {
  readonly title: string | null;
  readonly module: string;
  readonly citations: readonly string[];
  readonly authority?: string;
  readonly topics?: readonly string[];
  readonly origin?: string;
  readonly confidence?: string;
  /** the ground of reach its requirements need; absent: reaches everything */
  readonly reach?: string;
  readonly at: At;
}

export interface Table {
  readonly id: string;
  /** one evaluation per binding of these names; empty: one evaluation */
  readonly each: readonly XBinder[];
  /** `item`: evaluated on an item record `it`; `released`: on a requirement to be released */
  readonly scope?: "item" | "released";
  /** set where all rows belong to one measure with savings (H15) */
  readonly saves?: readonly XSaving[];
  readonly inputs: readonly Input[];
  readonly rows: readonly Row[];
}

export interface XSaving {
  readonly when: X;
  readonly until: Day | null;
  readonly asOf: Day;
}

export type InputType = "truth" | "number" | "money" | "date" | "text" | "enum" | "code" | "set" | "item";

export interface Input {
  /** the key of the cells: the fact (`item.tpp`), a short label, or `x` and a hash of the expression */
  readonly id: string;
  readonly type: InputType;
  /** in the words of the source */
  readonly label: string;
  readonly unit?: string;
  readonly scheme?: string;
  /** the path of the fact, where the input is one (`item.tpp`) */
  readonly path?: string;
  readonly question?: string;
  readonly value: X;
}

/** What a cell asks of its input. Several bounds hold together; `not` negates the whole. */
export interface Cell {
  readonly is?: "yes" | "no" | "unknown";
  readonly eq?: Exact;
  readonly gt?: Exact;
  readonly ge?: Exact;
  readonly lt?: Exact;
  readonly le?: Exact;
  /** currency of the bounds of a money input */
  readonly currency?: string;
  readonly in?: XSet;
  readonly meets?: XSet;
  readonly classified?: XSet;
  readonly not?: true;
  readonly at: At;
}

export interface Row {
  /** legal identity, stable under edits: `us.advanced_computing.ac_a/2023-11-17/(1)` */
  readonly id: string;
  /** id of the measure, exception, reach or item */
  readonly of: string;
  /** labels of the outermost limbs, in order: `["(1)"]` */
  readonly limbs: readonly string[];
  readonly effective: Effective;
  readonly citations: readonly string[];
  readonly cells: Readonly<Record<string, Cell>>;
  readonly then: Effect;
  readonly at: At;
}

export type Effect = RequirementEffect | ReachEffect | ClassificationEffect | ReleaseEffect | GapEffect;

export interface RequirementEffect {
  readonly verdict: "prohibited" | "license_required" | "notification_required";
  readonly to?: string;
  readonly awaitingDecision?: true;
  readonly review?: XPolicy;
  readonly routes?: readonly { readonly route: string; readonly when?: X }[];
}

/** The act is within these grounds: a reach and, for an extraterritorial measure, its own id too. */
export interface ReachEffect {
  readonly grounds: readonly string[];
}

export interface ClassificationEffect {
  readonly scheme: string;
  readonly code: string;
}

export interface ReleaseEffect {
  readonly releases: readonly { readonly measure: string; readonly limb?: string }[];
  readonly obligations: readonly XObligation[];
}

/** A gap that is meant: the reason why nothing is required here. Read by people; no answer rests on it. */
export interface GapEffect {
  readonly gap: string;
}

export interface XObligation {
  readonly id: string;
  readonly duty: string;
  readonly to: string;
  readonly timing?: "before" | "within" | "every";
  readonly days?: number;
  readonly text?: string;
  readonly when?: X;
}

export type ReviewPolicy =
  | "policy_of_denial"
  | "presumption_of_denial"
  | "case_by_case"
  | "presumption_of_approval"
  | "entitlement";

export type XPolicy =
  | { readonly policy: ReviewPolicy }
  /** a named, dated grid of the definitions */
  | { readonly review: string }
  /** a column of type review */
  | { readonly column: X }
  | { readonly grid: readonly XPolicyLimb[] };

export interface XPolicyLimb {
  readonly label?: string;
  readonly policy: XPolicy;
  /** absent with `otherwise`, or always */
  readonly when?: X;
  readonly otherwise?: true;
  /** labels of limbs that displace this one while they hold */
  readonly except?: readonly string[];
}

// ----------------------------------------------------------------------------------------------------- definitions

/** What the tables of a build refer to. One document for the build: facts, names and sets are shared. */
export interface DefinitionsDocument {
  readonly format: typeof DEFINITIONS_FORMAT;
  /**
   * What the build was cut down to: it answers for these jurisdictions and for this day only. An engine refuses other
   * questions, because what was left out would read as "no requirement".
   */
  readonly only?: { readonly jurisdictions?: readonly string[]; readonly asOf?: Day };
  readonly sources: readonly string[];
  /** id of the record of a case */
  readonly transaction: string;
  readonly records: Readonly<Record<string, XRecord>>;
  readonly enums: Readonly<Record<string, XEnum>>;
  readonly units: Readonly<Record<string, XUnit>>;
  readonly schemes: Readonly<Record<string, XScheme>>;
  readonly jurisdictions: Readonly<Record<string, XJurisdiction>>;
  readonly groups: Readonly<Record<string, XGroup>>;
  readonly defines: Readonly<Record<string, XDefine>>;
  readonly reviews: Readonly<Record<string, XReview>>;
  readonly unencodable: Readonly<Record<string, { readonly title: string | null; readonly because: string }>>;
}

export interface XRecord {
  readonly title: string | null;
  readonly fields: Readonly<Record<string, XField>>;
}

export interface XField {
  readonly type: XType;
  readonly optional?: true;
  readonly asserted?: true;
  readonly question?: string;
  readonly min?: Exact;
  readonly minOpen?: true;
  readonly max?: Exact;
  readonly maxOpen?: true;
  /** over `["var", "it"]` */
  readonly appliesWhen?: X;
  readonly closedWhen?: X;
  readonly formula?: X;
}

export type XType =
  | { readonly kind: "truth" | "money" | "date" | "text" }
  | { readonly kind: "number"; readonly unit: string }
  | { readonly kind: "enum"; readonly enum: string }
  /** without a scheme: a code of any scheme, written `SCHEME CODE` */
  | { readonly kind: "code"; readonly scheme?: string }
  | { readonly kind: "set"; readonly of: XType }
  | { readonly kind: "list"; readonly record: string }
  | { readonly kind: "record"; readonly record: string };

export interface XEnum {
  readonly values: readonly string[];
  readonly ordered: boolean;
}

/** `base = value * factor + offset`; units of one dimension convert into each other. */
export interface XUnit {
  readonly dimension: Readonly<Record<string, number>>;
  readonly factor: Exact;
  readonly offset?: Exact;
}

export interface XScheme {
  /** the name by which a case writes it */
  readonly name: string;
  readonly title: string | null;
  readonly below: "dots" | "brackets" | "digits" | "levels";
  readonly pattern?: string;
  /** the closed list of top-level members, where there is one (countries, declared codes) */
  readonly members?: readonly string[];
  readonly country?: true;
  readonly jurisdiction?: string;
}

export interface XJurisdiction {
  readonly title: string | null;
  readonly within?: string;
  /** default ground of reach */
  readonly reach?: string;
  /** of a union: the group of its states, which are `here` when the union itself is asked */
  readonly states?: string;
  readonly schemes: readonly string[];
  /** the earliest `current to` of its modules */
  readonly currentTo?: Day;
}

/** Membership by rectangle; outside every rectangle the group is empty. */
export interface XGroup {
  readonly title: string | null;
  /** members may be missing: a value that is not listed is unknown */
  readonly open?: true;
  readonly versions: readonly { readonly effective: Effective; readonly value: XSet; readonly at: At }[];
}

export interface XDefine {
  readonly title: string | null;
  /** `it` first, where it is a property of a record */
  readonly parameters: readonly string[];
  readonly truth: boolean;
  /** outside every rectangle a condition is no, a value unknown */
  readonly versions: readonly { readonly effective: Effective; readonly value: X; readonly at: At }[];
}

export interface XReview {
  readonly title: string | null;
  readonly versions: readonly {
    readonly effective: Effective;
    readonly limbs: readonly XPolicyLimb[];
    readonly at: At;
  }[];
}

// ------------------------------------------------------------------------------------------------ lists, manifest

/** A data list as checked: one row per entry, dated. */
export interface ListDocument {
  readonly format: typeof LIST_FORMAT;
  readonly id: string;
  /** other names under which a screening may state it: the declared name and the data file's stem */
  readonly names: readonly string[];
  readonly title: string | null;
  readonly citation: string | null;
  readonly columns: Readonly<Record<string, XType | { readonly kind: "condition" | "review" | "exception" }>>;
  readonly rows: readonly XListRow[];
}

export interface XListRow {
  readonly key: string;
  readonly from?: Day;
  readonly until?: Day;
  /**
   * by column, blank ones left out: a constant, a set of constants, a define's id (condition), a policy (review) or
   * exception ids
   */
  readonly cells: Readonly<Record<string, X | XPolicy | readonly string[] | string>>;
}

export interface Manifest {
  readonly format: typeof MANIFEST_FORMAT;
  readonly cordon: string;
  /** hash of all that follows, `sha256-<hex>` of the canonical text */
  readonly build: string;
  readonly files: readonly ManifestFile[];
  /** data files and foreign sources the tables rest on */
  readonly inputs: readonly { readonly path: string; readonly hash: string }[];
}

export interface ManifestFile {
  readonly path: string;
  readonly hash: string;
  readonly kind: TableKind | "definitions" | "data";
  readonly jurisdiction?: string;
  readonly rows?: number;
}

/** A build held in memory: what the runtime loads. */
export interface Bundle {
  readonly manifest: Manifest | null;
  readonly definitions: DefinitionsDocument;
  readonly tables: readonly TableDocument[];
  readonly lists: readonly ListDocument[];
}
