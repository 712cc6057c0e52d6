/** Conditions, sets and formulas. */
import type { Binder } from "./measures.ts";
import type { Cite, DateLiteral, LabelPath, Name, Node, Text } from "./node.ts";

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
  /** as written, with sign, `_` and exponent: `21_000`, `1e-4`, `-54` */
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
