/**
 * The oracle: a second, literal interpreter of the checked program, by `grammar/MEANING.md`. It shares no code with
 * the normal form, the tables and the runtime; property tests hold the two together. It is slow and plain on purpose.
 *
 * Invariant: this folder imports only `compiler/check` and fraction.js.
 */
export { RefusedCase } from "./case-values.ts";
export type { OracleDetermination, OracleRequirement } from "./determination.ts";
export { severity } from "./determination.ts";
export { truthOf as evaluateTruth } from "./expressions.ts";
export { type Hull, type HullOptions, hull, type TooMany } from "./hull.ts";
export { type Inquiry, inquire, interpret, type Question } from "./interpret.ts";
export { without } from "./memory.ts";
export { type PolicyName, type PolicyRange, rank } from "./review.ts";
export type { Observe, Scene } from "./scene.ts";
