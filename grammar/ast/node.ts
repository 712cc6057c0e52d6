import type {
  AuthorityClause,
  AuthorityDeclaration,
  CaseDeclaration,
  CaseEntry,
  CaseFacts,
  CaseValue,
  Expectation,
  ExpectedOutcome,
  FindingClause,
  FindingDeclaration,
  IntendedGap,
  OmittedDeclaration,
  Permit,
  ProposalDeclaration,
  ScenarioDeclaration,
  Treats,
  UnencodableClause,
  UnencodableDeclaration,
  UniverseClause,
  UniverseDeclaration,
} from "./cases.ts";
import type {
  DefineDeclaration,
  GroupDeclaration,
  ItemDeclaration,
  Parameter,
  PolicyGrid,
  PolicyLimb,
  PolicyWords,
  ReachDeclaration,
  ReviewDeclaration,
  Status,
  ValueList,
  Version,
} from "./dated.ts";
import type {
  Cell,
  ConditionLimb,
  Expression,
  PathSegment,
  TableRow,
  UnitExpression,
} from "./expressions.ts";
import type {
  CodeLevels,
  CodePath,
  CodesDeclaration,
  EnumDeclaration,
  FactDeclaration,
  Field,
  FieldModifier,
  ListClause,
  ListDeclaration,
  RecordDeclaration,
  TypeExpression,
  UnitDeclaration,
} from "./facts.ts";
import type {
  Binder,
  ErrorClause,
  ExceptionDeclaration,
  MeasureClause,
  MeasureDeclaration,
  Outcome,
  OutcomeLimb,
  ReleaseTarget,
  RouteLimb,
} from "./measures.ts";

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
  | UniverseClause
  | IntendedGap
  | CaseFacts
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
  | OmittedDeclaration
  | UniverseDeclaration
  | CaseDeclaration
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
