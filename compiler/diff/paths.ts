/** Places of facts in a case, and cases with one of them changed. */
import type { CaseJson } from "../check/tree.ts";

export type Path = readonly (string | number)[];

/** Every fact, records after what they hold; a member of a set has no place of its own. */
export function pathsOf(json: CaseJson, path: Path = []): readonly Path[] {
  if (Array.isArray(json)) return json.flatMap((part, i) => pathsOf(part, [...path, i]));
  if (typeof json !== "object" || json === null) return typeof path.at(-1) === "string" ? [path] : [];
  const inner = Object.entries(json).flatMap(([name, value]) =>
    Array.isArray(value)
      ? [...pathsOf(value, [...path, name]), [...path, name]]
      : pathsOf(value, [...path, name]),
  );
  return path.length === 0 || typeof path.at(-1) === "number" ? inner : [...inner, path];
}

/** What a case states there. */
export function at(json: CaseJson, path: Path): CaseJson | undefined {
  return path.reduce<CaseJson | undefined>(
    (value, step) =>
      typeof value === "object" && value !== null
        ? (value as Readonly<Record<string | number, CaseJson>>)[step]
        : undefined,
    json,
  );
}

export function replaced(json: CaseJson, path: Path, value: CaseJson): CaseJson {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (Array.isArray(json)) return json.map((part, i) => (i === step ? replaced(part, rest, value) : part));
  if (typeof json !== "object" || json === null) return json;
  const entries = Object.entries(json).map(([name, part]): [string, CaseJson] =>
    name === step ? [name, replaced(part, rest, value)] : [name, part],
  );
  return Object.fromEntries(entries);
}

/** Whether a case states all the facts of another. */
export function holds(facts: CaseJson, wanted: CaseJson): boolean {
  if (typeof wanted !== "object" || wanted === null || Array.isArray(wanted))
    return JSON.stringify(facts) === JSON.stringify(wanted);
  if (typeof facts !== "object" || facts === null || Array.isArray(facts)) return false;
  const stated = facts as { readonly [key: string]: CaseJson };
  return Object.entries(wanted).every(([name, value]) => {
    const own = stated[name];
    return own !== undefined && holds(own, value as CaseJson);
  });
}

export function sizeOf(json: CaseJson): number {
  return JSON.stringify(json).length;
}

export function distinct(cases: readonly CaseJson[]): CaseJson[] {
  return [...new Map(cases.map((facts) => [JSON.stringify(facts), facts])).values()];
}
