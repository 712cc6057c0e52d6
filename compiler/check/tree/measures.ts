/** Measures, exceptions and powers. */
import type { MeasureKind } from "../../../grammar/ast.ts";
import type { Span } from "../../../grammar/base/span.ts";
import type { Chronology, IsoDate } from "./dates.ts";
import type { Label, PolicyValue, Reach } from "./declarations.ts";
import type { Binder, Expr, Variable } from "./expressions.ts";
import type { Citation, Declared, Jurisdiction } from "./program.ts";

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
  /** `from before D`: already held on D, beginning not recorded */
  readonly before: boolean;
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

/** A place in the law that no declaration encodes. It changes no answer; the map of the law shows it. */
export interface Omitted extends Declared {
  readonly citations: readonly Citation[];
  /** why it is left out on purpose; null: not encoded yet */
  readonly because: string | null;
}

/** Transactions of which none may escape the measures that cover them; law is not changed by it. */
export interface Universe extends Declared {
  readonly jurisdiction: Jurisdiction;
  readonly citations: readonly Citation[];
  readonly from: IsoDate | null;
  readonly until: IsoDate | null;
  /** all of these hold ... */
  readonly conditions: readonly ConditionClause[];
  /** ... and none of these */
  readonly exclusions: readonly ConditionClause[];
  readonly covering: readonly Measure[];
  readonly gaps: readonly IntendedGap[];
}
/** Transactions of a universe that are left free on purpose. */
export interface IntendedGap {
  readonly label: Label | null;
  readonly condition: Expr;
  readonly because: string;
  readonly citation: Citation | null;
  readonly span: Span;
}

export interface Proposal extends Declared {
  readonly measures: readonly Measure[];
}
