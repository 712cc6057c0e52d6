/** Conditions, sets and formulas, every name resolved. */
import type Fraction from "fraction.js";
import type { Span } from "../../../grammar/base/span.ts";
import type { Define, Group, Label, Reach } from "./declarations.ts";
import type { Measure, Unencodable } from "./measures.ts";
import type { Citation } from "./program.ts";
import type { Field, List, Scheme, Type, Value } from "./types.ts";

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
