import type { CompareOp } from "./tree.ts";

/** What is asked of `a` and `b` by an operator is asked of `b` and `a` by this one. */
export const MIRRORED: Readonly<Record<CompareOp, CompareOp>> = {
  "=": "=",
  "!=": "!=",
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
};
