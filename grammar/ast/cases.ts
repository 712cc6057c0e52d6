/** Powers, gaps in the law, scenarios and proposals. */
import type { PolicyWords, Status } from "./dated.ts";
import type { Expression, PathExpression } from "./expressions.ts";
import type { ErrorClause, MeasureKind, ReleaseTarget, UnlessClause, WhenClause } from "./measures.ts";
import type { Cite, DateLiteral, Declaration, LabelPath, Name, Node, Text } from "./node.ts";

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
/** A place in the law that is left out: with a reason on purpose, without one not yet encoded. */
export interface OmittedDeclaration extends Node {
  readonly kind: "OmittedDeclaration";
  readonly name: Name;
  readonly title: Text | null;
  readonly clauses: readonly (Cite | UnencodableClause | ErrorClause)[];
}
export interface UnencodableClause extends Node {
  readonly kind: "UnencodableClause";
  readonly because: Text;
}

/** `case NAME ["title"] { ... }` or `case NAME ["title"] = OTHER with { ... }`: facts that scenarios build on */
export interface CaseDeclaration extends Node {
  readonly kind: "CaseDeclaration";
  readonly name: Name;
  readonly title: Text | null;
  readonly facts: CaseFacts;
}

export interface UniverseDeclaration extends Node {
  readonly kind: "UniverseDeclaration";
  readonly name: Name;
  readonly title: Text | null;
  readonly clauses: readonly (Cite | UniverseClause | WhenClause | UnlessClause | Status | ErrorClause)[];
}
export type UniverseClause = UniverseStart | CoveredClause | GapsClause;
/** `from D` */
export interface UniverseStart extends Node {
  readonly kind: "UniverseStart";
  readonly date: DateLiteral;
}
/** `covered by M + N` */
export interface CoveredClause extends Node {
  readonly kind: "CoveredClause";
  readonly measures: Expression;
}
/** `gaps { (1) C because "..." [cite "..."] }` */
export interface GapsClause extends Node {
  readonly kind: "GapsClause";
  readonly gaps: readonly IntendedGap[];
}
export interface IntendedGap extends Node {
  readonly kind: "IntendedGap";
  readonly label: LabelPath | null;
  readonly condition: Expression;
  readonly because: Text;
  readonly cite: Cite | null;
}

export interface ScenarioDeclaration extends Node {
  readonly kind: "ScenarioDeclaration";
  readonly title: Text;
  readonly given: CaseFacts | null;
  readonly expectations: readonly (Expectation | Cite | ErrorClause)[];
}

/** `{ ... }`, `h100`, `to_china with h100 with { ... }`: each part is put over those before it */
export interface CaseFacts extends Node {
  readonly kind: "CaseFacts";
  readonly parts: readonly (Name | CaseRecord)[];
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
/** `unknown`, `not applicable`, or `not given`: a fact of the case before is taken back */
export interface CaseState extends Node {
  readonly kind: "CaseState";
  readonly state: "unknown" | "not_applicable" | "not_given";
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
