/** Codes that a case states too coarsely: the law asks for one that lies below. */

import type { Bundle } from "../format.ts";
import type { Model } from "../law/model.ts";
import { type Code, codeKey, codeOf } from "../values/codes.ts";

const aboveOf = new WeakMap<Model, ReadonlySet<string>>();

/** Whether the law writes a code that lies below this one, so that a finer one could decide what this one leaves open. */
export function isCoarse(code: Code, model: Model): boolean {
  let above = aboveOf.get(model);
  if (above === undefined) {
    above = codesAbove(model.bundle, model);
    aboveOf.set(model, above);
  }
  return above.has(codeKey(code));
}

/** The keys of all codes that lie above one the law writes. */
function codesAbove({ tables, definitions, lists }: Bundle, model: Model): ReadonlySet<string> {
  const above = new Set<string>();
  const add = (schemeId: unknown, codes: readonly unknown[]): void => {
    const scheme = model.vocabulary.schemes.get(String(schemeId));
    if (scheme === undefined) return;
    for (const text of codes) {
      const { path } = codeOf(scheme, String(text));
      for (const key of path.slice(0, -1)) above.add(key);
    }
  };
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if (Array.isArray(value)) {
      const [operator, scheme, ...codes] = value;
      if (operator === "codes" || operator === "code" || operator === "range") add(scheme, codes);
      else value.forEach(visit);
    } else Object.values(value).forEach(visit);
  };
  visit([tables, definitions.groups, definitions.defines, definitions.reviews, definitions.records, lists]);
  return above;
}
