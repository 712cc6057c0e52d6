/** What a cell says: unary tests over one input, or an expression. */
import type { Value } from "./value.ts";

export type Expression =
  | { readonly kind: "literal"; readonly value: Value }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "path"; readonly of: Expression; readonly name: string }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | { readonly kind: "negate"; readonly of: Expression }
  | {
      readonly kind: "arithmetic";
      readonly operator: "+" | "-" | "*" | "/" | "**";
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Expression[] };

export type Comparison = "<" | "<=" | ">" | ">=";

export type Test =
  | { readonly kind: "equals"; readonly to: Expression }
  | { readonly kind: "compare"; readonly operator: Comparison; readonly to: Expression }
  | {
      readonly kind: "interval";
      readonly low: Expression;
      readonly lowClosed: boolean;
      readonly high: Expression;
      readonly highClosed: boolean;
    };

/** `-`, or tests joined by "or" and then possibly negated as a whole. */
export type Tests =
  | { readonly kind: "any" }
  | { readonly kind: "tests"; readonly negated: boolean; readonly tests: readonly Test[] };

/** Text that is not S-FEEL, or not of the part of it that is read here. `offset` counts from the start of the text. */
export class Unreadable extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.name = "Unreadable";
    this.offset = offset;
  }
}
