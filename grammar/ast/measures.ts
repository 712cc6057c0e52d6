/** Measures, exceptions and their clauses. */
import type { Policy, PolicyGrid, Status } from "./dated.ts";
import type { Expression, NumberLiteral } from "./expressions.ts";
import type { Cite, DateLiteral, LabelPath, ModulePath, Name, Node, Text } from "./node.ts";

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
