/**
 * Whether a piece of a build speaks of facts, words and codes alone. What names other declarations is read with the law: those
 * that nothing names are no part of it.
 */

/** Operators that name a declaration. */
const NAMING: ReadonlySet<unknown> = new Set([
  "call",
  "group",
  "listedIn",
  "reached",
  "required",
  "unencodable",
]);

export function namesNoDeclaration(x: unknown): boolean {
  if (typeof x !== "object" || x === null) return true;
  if (Array.isArray(x)) return !NAMING.has(x[0]) && x.every(namesNoDeclaration);
  // a binder over a data list names it
  return !("listedIn" in x) && Object.values(x).every(namesNoDeclaration);
}
