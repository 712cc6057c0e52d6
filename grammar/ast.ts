/**
 * The syntax tree, as one name to import: one interface per construct, discriminated by `kind`. Read `ast/node.ts` first.
 */
export * from "./ast/cases.ts";
export { childKeys } from "./ast/child-keys.ts";
export * from "./ast/dated.ts";
export * from "./ast/expressions.ts";
export * from "./ast/facts.ts";
export * from "./ast/measures.ts";
export * from "./ast/node.ts";
