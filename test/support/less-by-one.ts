import type { CaseJson } from "../../compiler/check/tree.ts";

/** The cases with one fact, one element of a list or one member of a set less. */
export function lessByOne(json: CaseJson): CaseJson[] {
  if (Array.isArray(json))
    return json.flatMap((item: CaseJson, i) => [
      json.toSpliced(i, 1),
      ...lessByOne(item).map((less) => json.with(i, less)),
    ]);
  if (typeof json !== "object" || json === null || "unknown" in json || "notApplicable" in json) return [];
  return Object.entries(json).flatMap(([name, value]) => {
    const { [name]: _, ...others } = json as { readonly [key: string]: CaseJson };
    const isList = name === "closed" || name === "open";
    return [...(isList ? [] : [others]), ...lessByOne(value).map((less) => ({ ...json, [name]: less }))];
  });
}
