/**
 * The checked program: every name resolved, every expression typed, every date and citation parsed. It is what
 * the law says and nothing else: no precedence is applied, no versions are merged, no sets are computed. The
 * oracle interprets it literally; `normal/` turns it into measures in normal form.
 *
 * Invariant: only declarations without errors stand here; a declaration that refers to a faulty one is faulty.
 * Invariant: numbers are relative to the unit of their type; where two units of one dimension meet, the checker
 * has inserted a `convert` node, so evaluation never looks at units.
 */
import type Fraction from "fraction.js";
import type { MeasureKind, PolicyName } from "../../grammar/ast.ts";
import type { Span } from "../../grammar/base/span.ts";

/** `YYYY-MM-DD`, a day of the calendar; compares as text. */
export type IsoDate = string;

// ------------------------------------------------------------------------------------------------------- program

export interface Program {
  readonly modules: readonly Module[];
  readonly jurisdictions: readonly Jurisdiction[];
  readonly instruments: readonly Instrument[];
  readonly units: readonly Unit[];
  readonly enums: readonly EnumType[];
  readonly records: readonly RecordType[];
  readonly schemes: readonly Scheme[];
  readonly groups: readonly Group[];
  readonly lists: readonly List[];
  readonly defines: readonly Define[];
  readonly items: readonly Item[];
  readonly reaches: readonly Reach[];
  readonly reviews: readonly Review[];
  readonly measures: readonly Measure[];
  readonly exceptions: readonly Exception[];
  readonly authorities: readonly Authority[];
  readonly findings: readonly Finding[];
  readonly unencodables: readonly Unencodable[];
  readonly scenarios: readonly Scenario[];
  readonly proposals: readonly Proposal[];
  /** The record `transaction`: the facts of a case. Null in a program without one (then nothing is evaluated). */
  readonly transaction: RecordType | null;
}

/** What every declaration carries. `id` is the module path and the name (`us.base.ac_zone`), unique in a program. */
export interface Declared {
  readonly id: string;
  readonly name: string;
  readonly module: Module;
  readonly title: string | null;
  /** text of the `///` lines above, without markers */
  readonly doc: string | null;
  /** value of `/// @confidence sure|likely|unsure` */
  readonly confidence: string | null;
  /** the whole declaration */
  readonly span: Span;
  readonly nameSpan: Span;
  /** the proposal it stands in; a proposal's declarations take part only when asked for (`--with`) */
  readonly proposal: string | null;
}

export interface Module {
  readonly path: string;
  readonly jurisdiction: Jurisdiction | null;
  /** the day to which the author read the law (H14) */
  readonly currentTo: IsoDate | null;
  readonly span: Span;
}

export interface Jurisdiction extends Declared {
  readonly within: Jurisdiction | null;
  /** its own default ground of reach, or null; `within` is asked next */
  readonly reach: Reach | null;
  readonly schemes: readonly Scheme[];
  readonly agencies: readonly string[];
  readonly states: Group | null;
  readonly members: Group | null;
}

export interface Instrument extends Declared {
  readonly citation: Citation | null;
  readonly announced: IsoDate | null;
  readonly published: IsoDate | null;
  readonly from: IsoDate | null;
}

/** A citation parsed by its legal system; `kind: "free"` is the last resort. */
export interface Citation {
  readonly text: string;
  readonly kind:
    | "cfr"
    | "usc"
    | "fr"
    | "eu"
    | "oj"
    | "staatscourant"
    | "bwb"
    | "bgbl"
    | "awg"
    | "japan"
    | "korea"
    | "free";
  readonly span: Span;
}

// --------------------------------------------------------------------------------------------------------- dates

/**
 * The dated versions of a declaration and what happened to them. Undated declarations (`= value`) have one version
 * with `from: null`, in force always.
 */
export interface Chronology<T> {
  /** ascending by `from`, which are distinct */
  readonly versions: readonly DatedVersion<T>[];
  readonly statuses: readonly DatedStatus[];
}

export interface DatedVersion<T> {
  readonly from: IsoDate | null;
  /** `from before D`: already in force on D, beginning not recorded; before D nothing is known (H20) */
  readonly before: boolean;
  readonly by: Instrument | null;
  /** the day from which this version was known (H13): published, else announced, else `from`; null: always known */
  readonly known: IsoDate | null;
  readonly value: T;
  readonly span: Span;
}

export interface DatedStatus {
  /** `ended`: no effect from `from` on, for good */
  readonly word: "suspended" | "unenforced" | "unclear" | "ended";
  readonly from: IsoDate;
  /** first day it no longer holds, or null */
  readonly until: IsoDate | null;
  readonly by: Instrument | null;
  readonly known: IsoDate | null;
  readonly because: string | null;
  readonly span: Span;
}

// --------------------------------------------------------------------------------------------------------- types

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

// -------------------------------------------------------------------------------------------- named declarations

/** A set by version: each version sets, adds to or removes from the one before. */
export interface Group extends Declared {
  /** places in the law, where the declaration cites any */
  readonly citations?: readonly Citation[];
  /** type of its members */
  readonly of: Type;
  readonly open: boolean;
  readonly chronology: Chronology<GroupChange>;
}
export interface GroupChange {
  readonly operation: "set" | "add" | "remove";
  readonly value: Expr;
  readonly unless: null;
}

/** A named condition, derived fact or formula; `of` makes it a property of a record. */
export interface Define extends Declared {
  /** places in the law, where the declaration cites any */
  readonly citations?: readonly Citation[];
  readonly of: RecordType | null;
  /** the receiver, where `of` is set */
  readonly it: Variable | null;
  readonly parameters: readonly Variable[];
  readonly type: Type;
  readonly chronology: Chronology<Guarded>;
}
/** A value that counts unless a condition holds (conditions only). */
export interface Guarded {
  readonly value: Expr;
  readonly unless: Expr | null;
}

/** An entry of a scheme: a predicate over any item record. */
export interface Item extends Declared {
  /** places in the law, where the declaration cites any */
  readonly citations?: readonly Citation[];
  readonly scheme: Scheme;
  readonly code: string;
  readonly it: Variable;
  readonly chronology: Chronology<Guarded>;
}

/** A ground on which a jurisdiction's law reaches an act; extraterritorial measures extend it. */
export interface Reach extends Declared {
  /** places in the law, where the declaration cites any */
  readonly citations?: readonly Citation[];
  readonly chronology: Chronology<Guarded>;
}

export interface Review extends Declared {
  /** places in the law, where the declaration cites any */
  readonly citations?: readonly Citation[];
  /** names bound by the measure that uses the grid, e.g. `u`; every user binds them to these types */
  readonly captures: readonly Variable[];
  readonly chronology: Chronology<PolicyGridValue>;
}

export type PolicyValue =
  | { readonly kind: "policy"; readonly policy: PolicyName }
  | { readonly kind: "review"; readonly review: Review }
  /** a column of type review of a bound list entry */
  | { readonly kind: "column"; readonly column: Expr }
  | { readonly kind: "grid"; readonly grid: PolicyGridValue };

export interface PolicyGridValue {
  readonly limbs: readonly PolicyLimbValue[];
  readonly span: Span;
}
export interface PolicyLimbValue {
  readonly label: Label | null;
  readonly policy: PolicyValue;
  /** null with `otherwise`, or always */
  readonly when: Expr | null;
  readonly otherwise: boolean;
  /** limbs that displace this one while they hold */
  readonly except: readonly Label[];
  readonly citation: Citation | null;
  readonly span: Span;
}

/** A paragraph label; `text` is `(a)(3)`. */
export interface Label {
  readonly parts: readonly string[];
  readonly text: string;
}

// ------------------------------------------------------------------------------------- measures and exceptions

export type Verdict =
  | "prohibited"
  | "license_required"
  | "notification_required"
  | "authorized"
  | "no_requirement"
  | "not_reached";

export interface Measure extends Declared {
  readonly kind: MeasureKind;
  readonly jurisdiction: Jurisdiction;
  readonly authority: Authority | null;
  readonly citations: readonly Citation[];
  readonly topics: readonly string[];
  readonly origin: "unilateral" | "coordinated" | "regime" | null;
  /** the declared ground (a reach or an extraterritorial measure), or the jurisdiction's; null: none anywhere */
  readonly reach: Reach | Measure | null;
  /** extraterritorial measures only: the grounds it adds to */
  readonly extends: readonly Reach[];
  /** common clauses are repeated in each version */
  readonly chronology: Chronology<MeasureBody>;
  readonly saves: readonly Saving[];
}

export interface MeasureBody {
  /** their `where` is null: the condition of a `for any` is a condition of the requirement (clause `for`) */
  readonly binders: readonly Binder[];
  /** all of these hold ... */
  readonly conditions: readonly ConditionClause[];
  /** ... and none of these (a clause `unless`) */
  readonly exclusions: readonly ConditionClause[];
  /** empty in an extraterritorial measure */
  readonly outcomes: readonly OutcomeValue[];
  readonly review: PolicyValue | null;
  readonly routes: readonly RouteValue[];
}

export interface ConditionClause {
  /** which clause it came from; `items`, `activities` and `destinations` become columns of their own */
  readonly clause: "items" | "activities" | "destinations" | "for" | "when" | "unless";
  readonly condition: Expr;
  readonly label: Label | null;
  readonly citation: Citation | null;
  readonly span: Span;
}

export interface OutcomeValue {
  readonly label: Label | null;
  readonly verdict: "prohibited" | "license_required" | "notification_required";
  /** agency of a notice */
  readonly to: string | null;
  readonly awaitingDecision: boolean;
  readonly when: Expr | null;
  readonly otherwise: boolean;
  readonly except: readonly Label[];
  readonly citation: Citation | null;
  readonly span: Span;
}

export interface RouteValue {
  readonly label: Label | null;
  readonly route: string;
  readonly when: Expr | null;
  readonly span: Span;
}

/** H15: where `condition` holds (and the day is before `until`), the measure and all it refers to is read at `asOf`. */
export interface Saving {
  readonly condition: Expr;
  readonly until: IsoDate | null;
  readonly asOf: IsoDate;
  readonly span: Span;
}

export interface Exception extends Declared {
  readonly jurisdiction: Jurisdiction;
  readonly citations: readonly Citation[];
  readonly chronology: Chronology<ExceptionBody>;
}

export interface ExceptionBody {
  readonly releases: readonly Release[];
  readonly conditions: readonly ConditionClause[];
  readonly exclusions: readonly ConditionClause[];
  readonly obligations: readonly Obligation[];
}

export interface Release {
  readonly measure: Measure;
  /** one limb of it, or all */
  readonly limb: Label | null;
  readonly span: Span;
}

export interface Obligation {
  /** `<exception id>/<version from>/<n>`: the name under which a case states whether it was fulfilled (H22) */
  readonly id: string;
  readonly duty: string;
  readonly to: string;
  readonly timing: "before" | "within" | "every" | null;
  readonly days: number | null;
  readonly text: string | null;
  readonly when: Expr | null;
  readonly span: Span;
}

export interface Authority extends Declared {
  readonly jurisdiction: Jurisdiction;
  readonly citations: readonly Citation[];
  readonly heldBy: readonly string[];
  readonly from: IsoDate | null;
  readonly until: IsoDate | null;
  readonly permits: readonly PermitValue[];
}
export interface PermitValue {
  readonly kind: MeasureKind;
  /** over transactions; binds variables freely */
  readonly limitedTo: Expr | null;
  /** over the measure itself */
  readonly provided: { readonly origins: readonly string[] } | null;
  readonly from: IsoDate | null;
  readonly until: IsoDate | null;
  readonly span: Span;
}

export interface Finding extends Declared {
  readonly by: string;
  readonly citations: readonly Citation[];
  readonly from: IsoDate | null;
  /** variables of the two conditions that stand for any element of a list, by name (`u`: an end use) */
  readonly captures: readonly Variable[];
  readonly treats: readonly { readonly condition: Expr; readonly as: Expr }[];
}

export interface Unencodable extends Declared {
  readonly citations: readonly Citation[];
  readonly because: string;
}

export interface Proposal extends Declared {
  readonly measures: readonly Measure[];
}

// ------------------------------------------------------------------------------------------------------ scenarios

export interface Scenario {
  readonly title: string;
  readonly module: Module;
  readonly span: Span;
  readonly proposal: string | null;
  /** the case in its JSON form, as `cordon eval` reads it: scenario and case file mean the same */
  readonly given: CaseJson;
  readonly expectations: readonly ExpectationValue[];
}

export type CaseJson =
  | null
  | boolean
  | number
  | string
  | readonly CaseJson[]
  | { readonly [key: string]: CaseJson };

export interface ExpectationValue {
  readonly on: IsoDate;
  readonly knownAt: IsoDate | null;
  readonly practice: boolean;
  readonly jurisdiction: Jurisdiction;
  readonly verdict: Verdict | "undetermined";
  /** ids of measures (with limb text) or exceptions that must be among the reasons */
  readonly by: readonly { readonly id: string; readonly limb: string | null }[];
  readonly review: PolicyName | null;
  readonly routes: readonly string[] | null;
  /** paths that must be among the missing facts */
  readonly missing: readonly string[];
  readonly span: Span;
}

// ----------------------------------------------------------------------------------------------------- expressions

/** A bound name: a receiver, a parameter, a quantifier's element or a list entry. Compared by identity. */
export interface Variable {
  readonly name: string;
  readonly type: Type;
  readonly span: Span;
}

/** `x in LIST [listed in L as e] [where C]` */
export interface Binder {
  readonly variable: Variable;
  /** an expression of a list type */
  readonly list: Expr;
  /** with `listed in`: one binding per pair of element and matching entry */
  readonly listedIn: readonly List[] | null;
  readonly entry: Variable | null;
  readonly where: Expr | null;
  readonly span: Span;
}

export interface LimbValue {
  readonly label: Label | null;
  readonly condition: Expr;
  readonly unless: Expr | null;
  readonly citation: Citation | null;
  readonly span: Span;
}

interface ExprBase {
  readonly type: Type;
  readonly span: Span;
}

export type CompareOp = "=" | "!=" | "<" | "<=" | ">" | ">=";

export type Expr =
  // values
  /** of type exception: the text is the id of the exception */
  | (ExprBase & { readonly kind: "const"; readonly value: Value })
  | (ExprBase & { readonly kind: "transaction" })
  | (ExprBase & { readonly kind: "variable"; readonly variable: Variable })
  | (ExprBase & { readonly kind: "field"; readonly of: Expr; readonly field: Field })
  | (ExprBase & { readonly kind: "column"; readonly of: Expr; readonly column: string })
  /** an element of the requirement an exception would release */
  | (ExprBase & { readonly kind: "released"; readonly name: string })
  | (ExprBase & {
      readonly kind: "call";
      readonly define: Define;
      readonly receiver: Expr | null;
      readonly args: readonly Expr[];
    })
  | (ExprBase & { readonly kind: "today" })
  /** the state whose determination is made, a country code; unknown for a union without a state */
  | (ExprBase & { readonly kind: "here" })
  | (ExprBase & {
      readonly kind: "arithmetic";
      readonly op: "+" | "-" | "*" | "/";
      readonly left: Expr;
      readonly right: Expr;
    })
  /** `value * factor + offset`, from the unit of `operand` to the unit of this node */
  | (ExprBase & {
      readonly kind: "convert";
      readonly operand: Expr;
      readonly factor: Fraction;
      readonly offset: Fraction;
    })
  | (ExprBase & {
      readonly kind: "aggregate";
      readonly op: "sum" | "max" | "min" | "count";
      readonly binder: Binder;
      readonly value: Expr;
    })
  // conditions
  | (ExprBase & { readonly kind: "and" | "or"; readonly operands: readonly Expr[] })
  | (ExprBase & { readonly kind: "not"; readonly operand: Expr })
  /** limbs of a block or rows of a table; `no` is the negation of `any` */
  | (ExprBase & {
      readonly kind: "limbs";
      readonly quantifier: "any" | "all" | "no";
      readonly limbs: readonly LimbValue[];
    })
  /** `known that C`, `unknown whether C` (H2) */
  | (ExprBase & { readonly kind: "knowledge"; readonly test: "known" | "unknown"; readonly operand: Expr })
  /** `x is unknown`: true where x is stated unknown */
  | (ExprBase & { readonly kind: "isUnknown"; readonly operand: Expr })
  | (ExprBase & {
      readonly kind: "compare";
      readonly op: CompareOp;
      readonly left: Expr;
      readonly right: Expr;
    })
  /** a value in a set; codes at or below a member count, codes above one are unknown */
  | (ExprBase & { readonly kind: "in"; readonly element: Expr; readonly set: Expr })
  /** the sets share a member; codes as for `in` */
  | (ExprBase & { readonly kind: "meets"; readonly left: Expr; readonly right: Expr })
  /** an item record falls under one of the codes, by stated code or parameters (H9) */
  | (ExprBase & { readonly kind: "classified"; readonly item: Expr; readonly codes: Expr })
  | (ExprBase & { readonly kind: "listedIn"; readonly subject: Expr; readonly lists: readonly List[] })
  /** under some control list of that country in force on the day (H11) */
  | (ExprBase & { readonly kind: "listedBy"; readonly item: Expr; readonly country: Expr })
  | (ExprBase & {
      readonly kind: "quantifier";
      readonly quantifier: "any" | "all" | "no";
      readonly binder: Binder;
    })
  | (ExprBase & { readonly kind: "reached"; readonly reach: Reach | Measure })
  /** some requirement of these measures arises, before release (H10) */
  | (ExprBase & { readonly kind: "requiredBy"; readonly measures: readonly Measure[] })
  /** the condition a list entry names in a column of type condition; blank is true */
  | (ExprBase & { readonly kind: "entryCondition"; readonly column: Expr })
  | (ExprBase & { readonly kind: "unencodable"; readonly declaration: Unencodable })
  // sets
  | (ExprBase & { readonly kind: "setLiteral"; readonly members: readonly Expr[] })
  | (ExprBase & { readonly kind: "group"; readonly group: Group })
  /** every code of a scheme that an `item` defines or a case states */
  | (ExprBase & { readonly kind: "scheme"; readonly scheme: Scheme })
  /** the codes of a state's own schemes (`here.codes`) */
  | (ExprBase & { readonly kind: "schemesOf"; readonly country: Expr })
  | (ExprBase & { readonly kind: "world" })
  /** siblings from low to high, with all below them; or numbers from low to high */
  | (ExprBase & {
      readonly kind: "codeRange";
      readonly scheme: Scheme;
      readonly low: string;
      readonly high: string;
    })
  | (ExprBase & {
      readonly kind: "union" | "minus" | "intersect";
      readonly left: Expr;
      readonly right: Expr;
    });
