/** The runtime: loads the tables of a build and evaluates cases against them. It imports nothing outside this folder. */
import { Engine } from "./engine.ts";
import type { Bundle } from "./format.ts";

export type * from "./answer.ts";
export { POLICIES, VERDICTS } from "./answer.ts";
export type { GoverningVerdict, QuickVerdict, Refusal } from "./engine.ts";
export { Engine } from "./engine.ts";
export type * from "./format.ts";
export type { EvaluateOptions } from "./options.ts";
export type { Prepared } from "./prepared.ts";

/** Makes a build ready. Expressions are compiled when a case first needs them; the bundle must not change afterwards. */
export function load(bundle: Bundle): Engine {
  return new Engine(bundle);
}
