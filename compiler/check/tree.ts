/**
 * The checked program: every name resolved, every expression typed, every date and citation parsed. It is what
 * the law says and nothing else: no precedence is applied, no versions are merged, no sets are computed. The
 * oracle interprets it literally; `normal/` turns it into measures in normal form.
 *
 * Invariant: only declarations without errors stand here; a declaration that refers to a faulty one is faulty.
 * Invariant: numbers are relative to the unit of their type; where two units of one dimension meet, the checker
 * has inserted a `convert` node, so evaluation never looks at units.
 */
export * from "./tree/dates.ts";
export * from "./tree/declarations.ts";
export * from "./tree/expressions.ts";
export * from "./tree/measures.ts";
export * from "./tree/program.ts";
export * from "./tree/scenarios.ts";
export * from "./tree/types.ts";
