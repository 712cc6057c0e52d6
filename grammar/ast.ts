/**
 * The syntax tree: one interface per construct, discriminated by `kind`, with offsets into the file.
 *
 * Invariant: children lie inside their parent, siblings are ordered and disjoint, and `childKeys` names exactly
 * the properties that hold nodes. The formatter and the editor rely on it; `test/support/check-tree.ts` checks it.
 * Invariant: a missing piece is a node with `missing: true` (zero width), a skipped piece an `Error*` node; the
 * tree has no other holes, so consumers never test for absent required children.
 */
export interface Node {
  readonly kind: NodeKind;
  readonly start: number;
  readonly end: number;
}

export type NodeKind = AnyNode["kind"];

export type AnyNode =
  | File
  | Declaration
  | Name
  | ModulePath
  | Text
  | DateLiteral
  | UnitExpression
  | LabelPath
  | JurisdictionClause
  | InstrumentClause
  | Field
  | FieldModifier
  | TypeExpression
  | CodeLevels
  | CodePath
  | ListClause
  | Parameter
  | Version
  | Status
  | Cite
  | ValueList
  | PolicyGrid
  | PolicyLimb
  | PolicyWords
  | MeasureClause
  | Binder
  | Outcome
  | OutcomeLimb
  | RouteLimb
  | ReleaseTarget
  | AuthorityClause
  | Permit
  | FindingClause
  | Treats
  | UnencodableClause
  | CaseValue
  | CaseEntry
  | Expectation
  | ExpectedOutcome
  | Expression
  | ConditionLimb
  | TableRow
  | Cell
  | PathSegment;

// ---------------------------------------------------------------------------------------------------- file

export interface File extends Node {
  readonly kind: "File";
  readonly declarations: readonly Declaration[];
}

export type Declaration =
  | ModuleDeclaration
  | UseDeclaration
  | JurisdictionDeclaration
  | InstrumentDeclaration
  | UnitDeclaration
  | EnumDeclaration
  | RecordDeclaration
  | FactDeclaration
  | CodesDeclaration
  | GroupDeclaration
  | ListDeclaration
  | DefineDeclaration
  | ReachDeclaration
  | ReviewDeclaration
  | ItemDeclaration
  | MeasureDeclaration
  | ExceptionDeclaration
  | AuthorityDeclaration
  | FindingDeclaration
  | UnencodableDeclaration
  | ScenarioDeclaration
  | ProposalDeclaration
  | ErrorDeclaration;

/** Text between declarations that starts no declaration; a balanced `{ }` block is swallowed whole. */
export interface ErrorDeclaration extends Node {
  readonly kind: "ErrorDeclaration";
}

export interface Name extends Node {
  readonly kind: "Name";
  readonly text: string;
  readonly missing: boolean;
}

/** `us.advanced_computing` */
export interface ModulePath extends Node {
  readonly kind: "ModulePath";
  readonly parts: readonly Name[];
}

/** A string in double quotes; `value` has its escapes resolved. */
export interface Text extends Node {
  readonly kind: "Text";
  readonly value: string;
  readonly missing: boolean;
}

export interface DateLiteral extends Node {
  readonly kind: "DateLiteral";
  /** As written; the checker reports a day that is not in the calendar. */
  readonly text: string;
  readonly missing: boolean;
}

/** `(a)(3)`, `('17-2 ho')`: the law's own paragraph label. */
export interface LabelPath extends Node {
  readonly kind: "LabelPath";
  readonly parts: readonly string[];
}

// -------------------------------------------------------------------------------------- modules, institutions

/** `module us.advanced_computing of US current to 2026-09-24` */
export interface ModuleDeclaration extends Node {
  readonly kind: "ModuleDeclaration";
  readonly path: ModulePath;
  readonly jurisdiction: Name | null;
  readonly currentTo: DateLiteral | null;
}

export interface UseDeclaration extends Node {
  readonly kind: "UseDeclaration";
  readonly paths: readonly ModulePath[];
}

export interface JurisdictionDeclaration extends Node {
  readonly kind: "JurisdictionDeclaration";
  readonly name: Name;
  readonly title: Text | null;
  readonly within: Name | null;
  readonly clauses: readonly (JurisdictionClause | ErrorClause)[];
}

/** `reach R` (one name), `codes A, B`, `agency A, B`, `states G`, `members G` */
export interface JurisdictionClause extends Node {
  readonly kind: "JurisdictionClause";
  readonly word: "reach" | "codes" | "agency" | "states" | "members";
  readonly names: readonly Name[];
}

export interface InstrumentDeclaration extends Node {
  readonly kind: "InstrumentDeclaration";
  readonly name: Name;
  readonly title: Text | null;
  readonly clauses: readonly (Cite | InstrumentClause | ErrorClause)[];
}

export interface InstrumentClause extends Node {
  readonly kind: "InstrumentClause";
  readonly word: "announced" | "published" | "from";
  readonly date: DateLiteral;
}

export interface Cite extends Node {
  readonly kind: "Cite";
  readonly citation: Text;
}

// -------------------------------------------------------------------------------------------- facts and types

/** `unit TPP = 1 TOPS*bit`; without a definition a unit of its own dimension */
export interface UnitDeclaration extends Node {
  readonly kind: "UnitDeclaration";
  readonly name: Name;
  readonly title: Text | null;
  readonly factor: NumberLiteral | null;
}

/** `enum act = shipment, release` or, ordered, `enum k = none < suspects < aware` */
export interface EnumDeclaration extends Node {
  readonly kind: "EnumDeclaration";
  readonly name: Name;
  readonly title: Text | null;
  readonly values: readonly Name[];
  readonly ordered: boolean;
}

export interface RecordDeclaration extends Node {
  readonly kind: "RecordDeclaration";
  readonly name: Name;
  readonly title: Text | null;
  readonly fields: readonly (Field | ErrorClause)[];
}

/** `fact smallest_pitch, cell_height of item : nm "Smallest metal pitch?"`: fields added to a record elsewhere */
export interface FactDeclaration extends Node {
  readonly kind: "FactDeclaration";
  readonly names: readonly Name[];
  readonly record: Name;
  readonly type: TypeExpression;
  readonly modifiers: readonly FieldModifier[];
}

export interface Field extends Node {
  readonly kind: "Field";
  readonly names: readonly Name[];
  readonly type: TypeExpression;
  readonly modifiers: readonly FieldModifier[];
}

export type TypeExpression = TruthType | NamedType | UnitType | CollectionType | InlineEnumType;

/** `yes or no` */
export interface TruthType extends Node {
  readonly kind: "TruthType";
}

/** `number`, `money`, `date`, `text`, `code`, an enum, a record, a code scheme, or a single unit (`nm`, `TPP`) */
export interface NamedType extends Node {
  readonly kind: "NamedType";
  readonly name: Name;
}

/** `GB/s/mm2`, `%` */
export interface UnitType extends Node {
  readonly kind: "UnitType";
  readonly unit: UnitExpression;
}

export interface CollectionType extends Node {
  readonly kind: "CollectionType";
  readonly collection: "set" | "list";
  readonly of: TypeExpression;
}

/** `{none < suspects < aware}` or `{low, high}` */
export interface InlineEnumType extends Node {
  readonly kind: "InlineEnumType";
  readonly values: readonly Name[];
  readonly ordered: boolean;
}

export type FieldModifier =
  | OptionalModifier
  | AssertedModifier
  | RangeModifier
  | AppliesModifier
  | ClosedModifier
  | FormulaModifier
  | QuestionModifier;

/** `or not applicable` */
export interface OptionalModifier extends Node {
  readonly kind: "OptionalModifier";
}
/** `asserted`: a human judgement, recorded as such */
export interface AssertedModifier extends Node {
  readonly kind: "AssertedModifier";
}
/** `> 0`, `>= 0`, `<= 100 %`; the unit of the field where none is written */
export interface RangeModifier extends Node {
  readonly kind: "RangeModifier";
  readonly operator: CompareOperator;
  readonly bound: NumberLiteral;
}
/** `applies when circuit in family`: otherwise not applicable by itself */
export interface AppliesModifier extends Node {
  readonly kind: "AppliesModifier";
  readonly condition: Expression;
}
/** `closed when C`: a list given in a case may have further members until C holds (rule H18) */
export interface ClosedModifier extends Node {
  readonly kind: "ClosedModifier";
  readonly condition: Expression;
}
/** `= tpp / die_area`: stated, or computed where it is not */
export interface FormulaModifier extends Node {
  readonly kind: "FormulaModifier";
  readonly value: Expression;
}
export interface QuestionModifier extends Node {
  readonly kind: "QuestionModifier";
  readonly text: Text;
}

/** `codes AT1 "Appended table 1" below by brackets [= wmd.nuclear, civil]` */
export interface CodesDeclaration extends Node {
  readonly kind: "CodesDeclaration";
  readonly name: Name;
  readonly title: Text | null;
  readonly levels: CodeLevels | null;
  readonly members: readonly CodePath[];
}

export interface CodeLevels extends Node {
  readonly kind: "CodeLevels";
  readonly by: "dots" | "brackets" | "digits" | "levels";
  /** the pattern of `below by levels "3|B|001|.a|.1"` */
  readonly pattern: Text | null;
}

/** A member of a scheme: `wmd.nuclear`, `3A090.a` or `'7(16)'`; `text` is without quotes. */
export interface CodePath extends Node {
  readonly kind: "CodePath";
  readonly text: string;
}

export interface ListDeclaration extends Node {
  readonly kind: "ListDeclaration";
  readonly name: Name;
  readonly title: Text | null;
  readonly record: Name;
  readonly file: Text;
  readonly clauses: readonly ListClause[];
}

export type ListClause = Cite | KeyClause | ColumnClause | DatedClause | ErrorClause;

export interface KeyClause extends Node {
  readonly kind: "KeyClause";
  readonly column: Name;
}
/** `column footnotes : set of integer`; types `condition`, `review`, `exception` hold names of declarations */
export interface ColumnClause extends Node {
  readonly kind: "ColumnClause";
  readonly name: Name;
  readonly type: TypeExpression;
}
/** `dated from added until removed` */
export interface DatedClause extends Node {
  readonly kind: "DatedClause";
  readonly from: Name;
  readonly until: Name | null;
}

// ----------------------------------------------------------------------------------------- dated declarations

/** `= value [unless C]`, or a block of dated versions and statuses. */
export interface Dated {
  readonly value: DatedValue | null;
  readonly unless: Expression | null;
  readonly versions: readonly (Version | Status | Cite | ErrorClause)[];
}

/** Several members form a set; a policy grid stands only in a `review`. */
export type DatedValue = ValueList | PolicyGrid;

export interface ValueList extends Node {
  readonly kind: "ValueList";
  readonly members: readonly Expression[];
}

/** `from [before] D [by I] (= value [unless C] | add set | remove set)` */
export interface Version extends Node {
  readonly kind: "Version";
  readonly before: boolean;
  readonly date: DateLiteral;
  readonly by: Name | null;
  readonly operation: "set" | "add" | "remove";
  readonly value: DatedValue;
  readonly unless: Expression | null;
}

/**
 * `suspended|unenforced|unclear from D [until D|through D] [by I] [because "..."]`, or `until D` / `through D`
 * alone, which ends the declaration.
 */
export interface Status extends Node {
  readonly kind: "Status";
  readonly word: "suspended" | "unenforced" | "unclear" | "ended";
  readonly from: DateLiteral | null;
  readonly until: DateLiteral | null;
  /** `through D` names the last day, `until D` the first day after */
  readonly inclusive: boolean;
  readonly by: Name | null;
  readonly because: Text | null;
}

export interface GroupDeclaration extends Node, Dated {
  readonly kind: "GroupDeclaration";
  readonly name: Name;
  /** `of codes`, `of lists`, `of measures`, or a scheme; without it a group of countries */
  readonly of: Name | null;
  readonly open: boolean;
  readonly title: Text | null;
}

export interface Parameter extends Node {
  readonly kind: "Parameter";
  readonly type: Name;
  readonly name: Name;
}

export interface DefineDeclaration extends Node, Dated {
  readonly kind: "DefineDeclaration";
  readonly name: Name;
  readonly parameters: readonly Parameter[];
  readonly of: Name | null;
  readonly title: Text | null;
}

export interface ReachDeclaration extends Node, Dated {
  readonly kind: "ReachDeclaration";
  readonly name: Name;
  readonly title: Text | null;
}

export interface ReviewDeclaration extends Node, Dated {
  readonly kind: "ReviewDeclaration";
  readonly name: Name;
  readonly title: Text | null;
}

export interface ItemDeclaration extends Node, Dated {
  readonly kind: "ItemDeclaration";
  readonly scheme: Name | null;
  /** without quotes */
  readonly code: CodePath;
  readonly title: Text | null;
}

/** `{ (1) presumption of denial when C except (2), ... }` */
export interface PolicyGrid extends Node {
  readonly kind: "PolicyGrid";
  readonly limbs: readonly PolicyLimb[];
}

export interface PolicyLimb extends Node {
  readonly kind: "PolicyLimb";
  readonly label: LabelPath | null;
  readonly policy: Policy;
  readonly when: Expression | null;
  readonly otherwise: boolean;
  readonly except: readonly LabelPath[];
  readonly cite: Cite | null;
}

export type Policy = PolicyWords | Expression;

/** `presumption of denial` and its like. */
export interface PolicyWords extends Node {
  readonly kind: "PolicyWords";
  readonly policy: PolicyName;
}

export type PolicyName =
  | "policy_of_denial"
  | "presumption_of_denial"
  | "case_by_case"
  | "presumption_of_approval"
  | "entitlement";

// ------------------------------------------------------------------------------------- measures and exceptions

export type MeasureKind = "list" | "end-user" | "end-use" | "service" | "extraterritorial";

export interface MeasureDeclaration extends Node {
  readonly kind: "MeasureDeclaration";
  readonly measureKind: MeasureKind;
  readonly name: Name;
  readonly title: Text | null;
  readonly clauses: readonly MeasureClause[];
}

export interface ExceptionDeclaration extends Node {
  readonly kind: "ExceptionDeclaration";
  readonly name: Name;
  readonly title: Text | null;
  readonly clauses: readonly MeasureClause[];
}

export type MeasureClause =
  | NamesClause
  | OriginClause
  | Cite
  | FromClause
  | Status
  | ItemsClause
  | DestinationsClause
  | ForClause
  | WhenClause
  | UnlessClause
  | RequiresClause
  | ProhibitsClause
  | ReviewClause
  | RoutesClause
  | ReleasesClause
  | ObligesClause
  | SavesClause
  | ErrorClause;

/** Clauses that name declarations: `authority A`, `topic T, U`, `reach R`, `extends R`, `activities C, D` */
export interface NamesClause extends Node {
  readonly kind: "NamesClause";
  readonly word: "authority" | "topic" | "reach" | "extends" | "activities";
  readonly names: readonly Name[];
}

export interface OriginClause extends Node {
  readonly kind: "OriginClause";
  readonly origin: "unilateral" | "coordinated" | "regime" | null;
}

/** `from [before] D [by I] [{ clauses }]` */
export interface FromClause extends Node {
  readonly kind: "FromClause";
  readonly before: boolean;
  readonly date: DateLiteral;
  readonly by: Name | null;
  /** null without a block */
  readonly clauses: readonly MeasureClause[] | null;
}

export interface ItemsClause extends Node {
  readonly kind: "ItemsClause";
  readonly members: readonly Expression[];
}

export interface DestinationsClause extends Node {
  readonly kind: "DestinationsClause";
  readonly members: readonly Expression[];
}

/** `for any p in parties, o in p.owners listed in L as e [where C]` */
export interface ForClause extends Node {
  readonly kind: "ForClause";
  readonly binders: readonly Binder[];
  readonly where: Expression | null;
}

/** `x in LIST [listed in L as e]` */
export interface Binder extends Node {
  readonly kind: "Binder";
  readonly name: Name;
  readonly list: Expression;
  readonly listedIn: Expression | null;
  readonly as: Name | null;
}

export interface WhenClause extends Node {
  readonly kind: "WhenClause";
  readonly condition: Expression;
}

export interface UnlessClause extends Node {
  readonly kind: "UnlessClause";
  readonly label: LabelPath | null;
  readonly condition: Expression;
  readonly cite: Cite | null;
}

export interface RequiresClause extends Node {
  readonly kind: "RequiresClause";
  /** one outcome, or labelled outcomes */
  readonly outcome: Outcome | null;
  readonly limbs: readonly OutcomeLimb[];
}

/** `license` or `notice to A [awaiting decision]` */
export interface Outcome extends Node {
  readonly kind: "Outcome";
  readonly outcome: "license" | "notice";
  readonly to: Name | null;
  readonly awaitingDecision: boolean;
}

export interface OutcomeLimb extends Node {
  readonly kind: "OutcomeLimb";
  readonly label: LabelPath | null;
  readonly outcome: Outcome;
  readonly when: Expression | null;
  readonly otherwise: boolean;
  readonly except: readonly LabelPath[];
  readonly cite: Cite | null;
}

export interface ProhibitsClause extends Node {
  readonly kind: "ProhibitsClause";
}

export interface ReviewClause extends Node {
  readonly kind: "ReviewClause";
  readonly policy: Policy | PolicyGrid;
}

export interface RoutesClause extends Node {
  readonly kind: "RoutesClause";
  readonly limbs: readonly RouteLimb[];
}

export interface RouteLimb extends Node {
  readonly kind: "RouteLimb";
  readonly label: LabelPath | null;
  readonly route: Name;
  readonly when: Expression | null;
}

export interface ReleasesClause extends Node {
  readonly kind: "ReleasesClause";
  readonly targets: readonly ReleaseTarget[];
}

/** `ac_a` or one limb of it, `ac_a(ii)` */
export interface ReleaseTarget extends Node {
  readonly kind: "ReleaseTarget";
  readonly measure: ModulePath;
  readonly limb: LabelPath | null;
}

/** `obliges notice to BIS before 25 days "SNAP-R" when C` */
export interface ObligesClause extends Node {
  readonly kind: "ObligesClause";
  readonly duty: Name;
  readonly preposition: "to" | "with";
  readonly to: Name;
  readonly timing: "before" | "within" | "every" | null;
  readonly days: NumberLiteral | null;
  readonly text: Text | null;
  readonly when: Expression | null;
}

/** `saves C [until D] as of D` */
export interface SavesClause extends Node {
  readonly kind: "SavesClause";
  readonly condition: Expression;
  readonly until: DateLiteral | null;
  readonly asOf: DateLiteral;
}

/** A clause that could not be read: from its first token to the next clause word. */
export interface ErrorClause extends Node {
  readonly kind: "ErrorClause";
}

// -------------------------------------------------------------------------- powers, gaps, scenarios, proposals

export interface AuthorityDeclaration extends Node {
  readonly kind: "AuthorityDeclaration";
  readonly name: Name;
  readonly title: Text | null;
  readonly of: Name;
  readonly clauses: readonly (Cite | AuthorityClause | Permit | Status | ErrorClause)[];
}

/** `held by BIS` or `from [before] D` */
export interface AuthorityClause extends Node {
  readonly kind: "AuthorityClause";
  readonly word: "held" | "from";
  readonly names: readonly Name[];
  readonly before: boolean;
  readonly date: DateLiteral | null;
}

/** `permits KIND [limited to C] [provided C] [from D [by I]] [until D]` */
export interface Permit extends Node {
  readonly kind: "Permit";
  readonly measureKind: MeasureKind;
  readonly limitedTo: Expression | null;
  readonly provided: Expression | null;
  readonly from: DateLiteral | null;
  readonly by: Name | null;
  readonly until: DateLiteral | null;
}

export interface FindingDeclaration extends Node {
  readonly kind: "FindingDeclaration";
  readonly name: Name;
  readonly title: Text | null;
  readonly by: Name;
  readonly clauses: readonly (Cite | FindingClause | Treats | Status | ErrorClause)[];
}
/** `from D [by I]` */
export interface FindingClause extends Node {
  readonly kind: "FindingClause";
  readonly date: DateLiteral;
  readonly by: Name | null;
}
/** `treats C as C` */
export interface Treats extends Node {
  readonly kind: "Treats";
  readonly condition: Expression;
  readonly as: Expression;
}

export interface UnencodableDeclaration extends Node {
  readonly kind: "UnencodableDeclaration";
  readonly name: Name;
  readonly title: Text | null;
  readonly clauses: readonly (Cite | UnencodableClause | ErrorClause)[];
}
export interface UnencodableClause extends Node {
  readonly kind: "UnencodableClause";
  readonly because: Text;
}

export interface ScenarioDeclaration extends Node {
  readonly kind: "ScenarioDeclaration";
  readonly title: Text;
  readonly given: CaseRecord | null;
  readonly expectations: readonly (Expectation | Cite | ErrorClause)[];
}

export type CaseValue = CaseRecord | CaseList | CaseOpen | CaseState | CaseScalar;

/** `{ act: shipment, item: { ... } }` */
export interface CaseRecord extends Node {
  readonly kind: "CaseRecord";
  readonly entries: readonly CaseEntry[];
}
export interface CaseEntry extends Node {
  readonly kind: "CaseEntry";
  readonly name: Name;
  readonly value: CaseValue;
}
/** `[ {...}, {...} ]` */
export interface CaseList extends Node {
  readonly kind: "CaseList";
  readonly members: readonly CaseValue[];
}
/** `open [ ... ]`: further members are possible */
export interface CaseOpen extends Node {
  readonly kind: "CaseOpen";
  readonly list: CaseList;
}
/** `unknown` or `not applicable` */
export interface CaseState extends Node {
  readonly kind: "CaseState";
  readonly state: "unknown" | "not_applicable";
}
/** a literal, a code, a name or a set of them: `5000 EUR`, `CN`, `{circuit}`, `yes` */
export interface CaseScalar extends Node {
  readonly kind: "CaseScalar";
  readonly value: Expression;
}

/** `expect on D [known at D] [in practice] US OUTCOME` */
export interface Expectation extends Node {
  readonly kind: "Expectation";
  readonly on: DateLiteral;
  readonly knownAt: DateLiteral | null;
  readonly practice: boolean;
  readonly jurisdiction: Name;
  readonly outcome: ExpectedOutcome;
}

/**
 * `license`, `notice`, `prohibited`, `authorized` [by M, N] [review P] [routes { A, B }], `no requirement`,
 * `not reached`, `undetermined [missing path, path]`
 */
export interface ExpectedOutcome extends Node {
  readonly kind: "ExpectedOutcome";
  readonly verdict:
    | "license_required"
    | "notification_required"
    | "prohibited"
    | "authorized"
    | "no_requirement"
    | "not_reached"
    | "undetermined";
  readonly by: readonly ReleaseTarget[];
  readonly review: PolicyWords | null;
  readonly routes: readonly Name[] | null;
  readonly missing: readonly PathExpression[];
}

export interface ProposalDeclaration extends Node {
  readonly kind: "ProposalDeclaration";
  readonly name: Name;
  readonly title: Text | null;
  readonly declarations: readonly Declaration[];
}

// -------------------------------------------------------------------------------------------------- expressions

export type Expression =
  | Logical
  | Not
  | Knowledge
  | RequiredBy
  | Comparison
  | Membership
  | Listed
  | Quantifier
  | LimbBlock
  | TableBlock
  | Arithmetic
  | CodeRange
  | Aggregate
  | NumberLiteral
  | DateLiteral
  | Text
  | TruthLiteral
  | CodeLiteral
  | SetLiteral
  | Parenthesized
  | PathExpression
  | ErrorExpression;

/** A chain of one operator. `and` beside `or` nests without parentheses and is reported by the checker. */
export interface Logical extends Node {
  readonly kind: "Logical";
  readonly operator: "and" | "or";
  readonly operands: readonly Expression[];
}

export interface Not extends Node {
  readonly kind: "Not";
  readonly operand: Expression;
}

/** `known that C`, `unknown whether C` */
export interface Knowledge extends Node {
  readonly kind: "Knowledge";
  readonly test: "known" | "unknown";
  readonly operand: Expression;
}

/** `required by us.part744 - hq_rule` */
export interface RequiredBy extends Node {
  readonly kind: "RequiredBy";
  readonly measures: Expression;
}

export type CompareOperator = "=" | "!=" | "<" | "<=" | ">" | ">=";

/** `2400 <= tpp < 4800 TPP`: operands one more than operators */
export interface Comparison extends Node {
  readonly kind: "Comparison";
  readonly operands: readonly Expression[];
  readonly operators: readonly CompareOperator[];
}

/** `x [not] in S`, `S meets T`, `x is [not] CODES`, `x is [not] unknown` (right is then null) */
export interface Membership extends Node {
  readonly kind: "Membership";
  readonly test: "in" | "meets" | "is" | "unknown";
  readonly negated: boolean;
  readonly left: Expression;
  readonly right: Expression | null;
}

/** `p listed in LIST [as e]`, `item listed by COUNTRY` */
export interface Listed extends Node {
  readonly kind: "Listed";
  readonly subject: Expression;
  readonly test: "in" | "by";
  readonly target: Expression;
  readonly as: Name | null;
}

export type Quant = "any" | "all" | "no";

export interface Quantifier extends Node {
  readonly kind: "Quantifier";
  readonly quantifier: Quant;
  readonly binder: Binder;
  readonly where: Expression | null;
}

/** `any of { (1) C unless D, (2) E }` */
export interface LimbBlock extends Node {
  readonly kind: "LimbBlock";
  readonly quantifier: Quant;
  readonly limbs: readonly ConditionLimb[];
}

export interface ConditionLimb extends Node {
  readonly kind: "ConditionLimb";
  readonly label: LabelPath | null;
  readonly condition: Expression;
  readonly unless: Expression | null;
  readonly cite: Cite | null;
}

/** `any of table destination | u.purpose { (1) world - A | wmd, ... }` */
export interface TableBlock extends Node {
  readonly kind: "TableBlock";
  readonly quantifier: Quant;
  readonly headers: readonly Expression[];
  readonly rows: readonly TableRow[];
}

export interface TableRow extends Node {
  readonly kind: "TableRow";
  readonly label: LabelPath | null;
  readonly cells: readonly Cell[];
  readonly cite: Cite | null;
}

/** `*` any, `yes`, `no`, `>= 5 nm`, or a set or value */
export interface Cell extends Node {
  readonly kind: "Cell";
  readonly test: "any" | "yes" | "no" | "compare" | "value";
  readonly operator: CompareOperator | null;
  readonly value: Expression | null;
}

export interface Arithmetic extends Node {
  readonly kind: "Arithmetic";
  readonly operator: "+" | "-" | "&" | "*" | "/";
  readonly left: Expression;
  readonly right: Expression;
}

/** `3D991..3D994`, `34..99` */
export interface CodeRange extends Node {
  readonly kind: "CodeRange";
  readonly low: Expression;
  readonly high: Expression;
}

/** `sum of x.share for x in p.owners where C` */
export interface Aggregate extends Node {
  readonly kind: "Aggregate";
  readonly operation: "sum" | "max" | "min" | "count";
  readonly value: Expression;
  readonly binder: Binder;
  readonly where: Expression | null;
}

export interface NumberLiteral extends Node {
  readonly kind: "NumberLiteral";
  /** as written, with `_` and exponent: `21_000`, `1e-4` */
  readonly text: string;
  readonly unit: UnitExpression | null;
  readonly missing: boolean;
}

/** `GB/s/mm2`, `TOPS*bit`, `%`, `EUR`; `text` is without blanks */
export interface UnitExpression extends Node {
  readonly kind: "UnitExpression";
  readonly text: string;
}

export interface TruthLiteral extends Node {
  readonly kind: "TruthLiteral";
  readonly value: boolean;
}

/** `3A090.a`, `'7(16)'`, `annex_i 3B501`, `HS '8542'` */
export interface CodeLiteral extends Node {
  readonly kind: "CodeLiteral";
  readonly scheme: Name | null;
  /** without quotes */
  readonly text: string;
  readonly quoted: boolean;
}

export interface SetLiteral extends Node {
  readonly kind: "SetLiteral";
  readonly members: readonly Expression[];
}

/** Kept, so that the formatter prints what was written and the checker sees where brackets stand. */
export interface Parenthesized extends Node {
  readonly kind: "Parenthesized";
  readonly inner: Expression;
}

/** `item.us_made(inputs_3)`, `u.facility.country`; the first segment may be `it`, `here`, `today`, `world`, `released` */
export interface PathExpression extends Node {
  readonly kind: "PathExpression";
  readonly segments: readonly PathSegment[];
}

export interface PathSegment extends Node {
  readonly kind: "PathSegment";
  readonly name: Name;
  /** null without brackets */
  readonly args: readonly Expression[] | null;
}

/** Where an expression should stand and none could be read; may cover skipped text. */
export interface ErrorExpression extends Node {
  readonly kind: "ErrorExpression";
}

// ------------------------------------------------------------------------------------------------------ traversal

/** Properties that hold child nodes, per kind, in source order as far as the syntax fixes it. */
export const childKeys: { readonly [K in NodeKind]: readonly string[] } = {
  File: ["declarations"],
  ErrorDeclaration: [],
  Name: [],
  ModulePath: ["parts"],
  Text: [],
  DateLiteral: [],
  LabelPath: [],
  ModuleDeclaration: ["path", "jurisdiction", "currentTo"],
  UseDeclaration: ["paths"],
  JurisdictionDeclaration: ["name", "title", "within", "clauses"],
  JurisdictionClause: ["names"],
  InstrumentDeclaration: ["name", "title", "clauses"],
  InstrumentClause: ["date"],
  Cite: ["citation"],
  UnitDeclaration: ["name", "title", "factor"],
  EnumDeclaration: ["name", "title", "values"],
  RecordDeclaration: ["name", "title", "fields"],
  FactDeclaration: ["names", "record", "type", "modifiers"],
  Field: ["names", "type", "modifiers"],
  TruthType: [],
  NamedType: ["name"],
  UnitType: ["unit"],
  CollectionType: ["of"],
  InlineEnumType: ["values"],
  OptionalModifier: [],
  AssertedModifier: [],
  RangeModifier: ["bound"],
  AppliesModifier: ["condition"],
  ClosedModifier: ["condition"],
  FormulaModifier: ["value"],
  QuestionModifier: ["text"],
  CodesDeclaration: ["name", "title", "levels", "members"],
  CodeLevels: ["pattern"],
  CodePath: [],
  ListDeclaration: ["name", "title", "record", "file", "clauses"],
  KeyClause: ["column"],
  ColumnClause: ["name", "type"],
  DatedClause: ["from", "until"],
  ValueList: ["members"],
  Version: ["date", "by", "value", "unless"],
  Status: ["from", "until", "by", "because"],
  GroupDeclaration: ["name", "of", "title", "value", "unless", "versions"],
  Parameter: ["type", "name"],
  DefineDeclaration: ["name", "parameters", "of", "title", "value", "unless", "versions"],
  ReachDeclaration: ["name", "title", "value", "unless", "versions"],
  ReviewDeclaration: ["name", "title", "value", "unless", "versions"],
  ItemDeclaration: ["scheme", "code", "title", "value", "unless", "versions"],
  PolicyGrid: ["limbs"],
  PolicyLimb: ["label", "policy", "when", "except", "cite"],
  PolicyWords: [],
  MeasureDeclaration: ["name", "title", "clauses"],
  ExceptionDeclaration: ["name", "title", "clauses"],
  NamesClause: ["names"],
  OriginClause: [],
  FromClause: ["date", "by", "clauses"],
  ItemsClause: ["members"],
  DestinationsClause: ["members"],
  ForClause: ["binders", "where"],
  Binder: ["name", "list", "listedIn", "as"],
  WhenClause: ["condition"],
  UnlessClause: ["label", "condition", "cite"],
  RequiresClause: ["outcome", "limbs"],
  Outcome: ["to"],
  OutcomeLimb: ["label", "outcome", "when", "except", "cite"],
  ProhibitsClause: [],
  ReviewClause: ["policy"],
  RoutesClause: ["limbs"],
  RouteLimb: ["label", "route", "when"],
  ReleasesClause: ["targets"],
  ReleaseTarget: ["measure", "limb"],
  ObligesClause: ["duty", "to", "days", "text", "when"],
  SavesClause: ["condition", "until", "asOf"],
  ErrorClause: [],
  AuthorityDeclaration: ["name", "title", "of", "clauses"],
  AuthorityClause: ["names", "date"],
  Permit: ["limitedTo", "provided", "from", "by", "until"],
  FindingDeclaration: ["name", "title", "by", "clauses"],
  FindingClause: ["date", "by"],
  Treats: ["condition", "as"],
  UnencodableDeclaration: ["name", "title", "clauses"],
  UnencodableClause: ["because"],
  ScenarioDeclaration: ["title", "given", "expectations"],
  CaseRecord: ["entries"],
  CaseEntry: ["name", "value"],
  CaseList: ["members"],
  CaseOpen: ["list"],
  CaseState: [],
  CaseScalar: ["value"],
  Expectation: ["on", "knownAt", "jurisdiction", "outcome"],
  ExpectedOutcome: ["by", "review", "routes", "missing"],
  ProposalDeclaration: ["name", "title", "declarations"],
  Logical: ["operands"],
  Not: ["operand"],
  Knowledge: ["operand"],
  RequiredBy: ["measures"],
  Comparison: ["operands"],
  Membership: ["left", "right"],
  Listed: ["subject", "target", "as"],
  Quantifier: ["binder", "where"],
  LimbBlock: ["limbs"],
  ConditionLimb: ["label", "condition", "unless", "cite"],
  TableBlock: ["headers", "rows"],
  TableRow: ["label", "cells", "cite"],
  Cell: ["value"],
  Arithmetic: ["left", "right"],
  CodeRange: ["low", "high"],
  Aggregate: ["value", "binder", "where"],
  NumberLiteral: ["unit"],
  UnitExpression: [],
  TruthLiteral: [],
  CodeLiteral: ["scheme"],
  SetLiteral: ["members"],
  Parenthesized: ["inner"],
  PathExpression: ["segments"],
  PathSegment: ["name", "args"],
  ErrorExpression: [],
};
