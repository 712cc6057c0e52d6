/** Decision tables of DMN: reading, evaluation and exact analysis. */

export { type Analysis, analyze, type Overlap, type Refused } from "./analyze.ts";
export { evaluateTable, type TableAnswer } from "./evaluate.ts";
export type { Scope } from "./evaluate-expression.ts";
export { type Finding, findingsOf } from "./findings.ts";
export { type Json, modelJson } from "./json.ts";
export type { DecisionTable, DmnModel, Problem } from "./model.ts";
export { readDmn } from "./read.ts";
