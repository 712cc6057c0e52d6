/** Groups, defines, items, reaches and reviews. */
import type { PolicyName } from "../../../grammar/ast.ts";
import type { Span } from "../../../grammar/base/span.ts";
import type { Chronology } from "./dates.ts";
import type { Expr, Variable } from "./expressions.ts";
import type { Citation, Declared } from "./program.ts";
import type { RecordType, Scheme, Type } from "./types.ts";

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
