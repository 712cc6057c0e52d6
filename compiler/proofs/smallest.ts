/** A case without the facts that do not matter. */
import type { CaseJson } from "../check/tree.ts";

type Path = readonly string[];
type Json = { readonly [key: string]: CaseJson };

/** Leaves out fact after fact, whole records first, as long as the case stays good. */
export function smallest(facts: CaseJson, isGood: (facts: CaseJson) => boolean): CaseJson {
  let best = facts;
  for (const path of pathsOf(facts)) {
    const less = without(best, path);
    if (less !== best && isGood(less)) best = less;
  }
  return best;
}

/** Every fact, those around others first; the members of lists count as one. */
function pathsOf(json: CaseJson, path: Path = []): readonly Path[] {
  const here = path.length === 0 ? [] : [path];
  if (!isRecord(json)) return here;
  return [...here, ...Object.entries(json).flatMap(([name, value]) => pathsOf(value, [...path, name]))];
}

/** The same object where there is nothing at the path. */
function without(json: CaseJson, [step, ...rest]: Path): CaseJson {
  if (!isRecord(json) || step === undefined || !Object.hasOwn(json, step)) return json;
  const { [step]: inner, ...others } = json;
  if (rest.length === 0) return others;
  const less = without(inner!, rest);
  return less === inner ? json : { ...json, [step]: less };
}

function isRecord(json: CaseJson): json is Json {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}
