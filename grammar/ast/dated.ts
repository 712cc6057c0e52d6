/** Dated declarations: groups, defines, reaches, reviews and items. */
import type { Expression } from "./expressions.ts";
import type { CodePath } from "./facts.ts";
import type { ErrorClause } from "./measures.ts";
import type { Cite, DateLiteral, LabelPath, Name, Node, Text } from "./node.ts";

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
