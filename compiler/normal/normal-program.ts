/**
 * Measures in normal form: what every later stage stands on. A rule is one row of law: it holds where its parts all
 * hold, within its rectangle of the two clocks, and then has one effect. README.md explains how to read it.
 *
 * Invariants are listed, and checked, in `invariants.ts`.
 */
import type { Span } from "../../grammar/base/span.ts";
import type {
  Binder,
  Declared,
  Define,
  Exception,
  Expr,
  Group,
  IsoDate,
  Item,
  Jurisdiction,
  Measure,
  Obligation,
  PolicyGridValue,
  PolicyValue,
  Reach,
  Release,
  Review,
  RouteValue,
  Saving,
  Scheme,
  Universe,
} from "../check/tree.ts";
import type { Formula } from "./condition.ts";
import type { Rectangle } from "./timeline.ts";

export interface NormalProgram {
  /** list, end-user, end-use and service measures: one rule for each limb and outcome */
  readonly requirements: readonly Rule<Measure, Requirement>[];
  /** reaches and extraterritorial measures */
  readonly grounds: readonly Rule<Reach | Measure, Ground>[];
  /** entries of classification schemes; their subject is an item record, the variable `it` */
  readonly classifications: readonly Rule<Item, Classification>[];
  readonly releases: readonly Rule<Exception, Releasing>[];
  /** gaps that universes leave on purpose: rows for readers, which change no answer */
  readonly gaps: readonly Rule<Universe, MeantGap>[];
  readonly defines: readonly NormalDefine[];
  readonly groups: readonly NormalGroup[];
  readonly reviews: readonly NormalReview[];
}

export interface Rule<D extends Declared, E> {
  /** `<declaration>/<version or "undated">/<limb or "-">`, with `@...` beyond the first rectangle; unique */
  readonly id: string;
  readonly of: D;
  /** jurisdiction whose documents the rule belongs to; null for neutral declarations */
  readonly jurisdiction: Jurisdiction | null;
  /** first day of the version it comes from; null: undated */
  readonly version: IsoDate | null;
  /** labels of the outermost limbs, the outcome's last */
  readonly limbs: readonly string[];
  readonly effective: Rectangle;
  /** one evaluation per binding; their `where` stands among the parts */
  readonly binders: readonly Binder[];
  /** all of these hold */
  readonly parts: readonly Formula[];
  readonly effect: E;
  readonly citations: readonly string[];
  readonly span: Span;
}

export interface Requirement {
  readonly verdict: "prohibited" | "license_required" | "notification_required";
  readonly to: string | null;
  readonly awaitingDecision: boolean;
  readonly review: PolicyValue | null;
  readonly routes: readonly RouteValue[];
  /** the ground that must reach the act; null: none needed */
  readonly reach: Reach | Measure | null;
  readonly saves: readonly Saving[];
  /** 0, or one more than the highest of the measures it asks about by `required by` */
  readonly stratum: number;
}

export interface Ground {
  /** ids of the grounds the act is then within */
  readonly grounds: readonly string[];
  readonly saves: readonly Saving[];
}

export interface Classification {
  readonly scheme: Scheme;
  readonly code: string;
}

export interface Releasing {
  readonly releases: readonly Release[];
  readonly obligations: readonly Obligation[];
  /** some condition looks at the requirement to be released */
  readonly looksAtReleased: boolean;
}

export interface MeantGap {
  readonly because: string;
}

export interface NormalDefine {
  readonly define: Define;
  readonly versions: readonly {
    readonly effective: Rectangle;
    readonly value: Expr;
    /** the value as a formula, where it is a condition */
    readonly formula: Formula | null;
    readonly span: Span;
  }[];
}

export interface NormalGroup {
  readonly group: Group;
  /** additions and removals are folded into one set expression */
  readonly versions: readonly { readonly effective: Rectangle; readonly value: Expr; readonly span: Span }[];
}

export interface NormalReview {
  readonly review: Review;
  readonly versions: readonly {
    readonly effective: Rectangle;
    readonly grid: PolicyGridValue;
    readonly span: Span;
  }[];
}
