/** Transactions like those that the scenarios are about, to put a product or another fact into. */
import type { CaseJson, ExpectationValue, Program } from "../check/tree.ts";

/** Situations of one jurisdiction that are tried. */
const SITUATIONS = 12;

export interface Seed {
  readonly given: CaseJson;
  readonly expectation: ExpectationValue;
}

type Facts = { readonly [key: string]: CaseJson };

/** One expectation for each different situation of a jurisdiction, in the order of the sources. */
export function seedsOf(program: Program): ReadonlyMap<string, readonly Seed[]> {
  const seeds = new Map<string, Seed[]>();
  const seen = new Set<string>();
  for (const { proposal, given, expectations } of program.scenarios) {
    if (proposal !== null) continue;
    for (const expectation of expectations) {
      const { name } = expectation.jurisdiction;
      const { item: _, ...situation } = given as Facts;
      const key = `${name} ${JSON.stringify(situation)}`;
      const own = seeds.get(name) ?? [];
      if (seen.has(key) || own.length >= SITUATIONS) continue;
      seen.add(key);
      seeds.set(name, [...own, { given, expectation }]);
    }
  }
  return seeds;
}

/**
 * The situation with other facts: what the facts state stands in place of what the situation states. Of a record in both,
 * the product among them, nothing of the situation's is left: parameters of two products make no product.
 */
export function withFacts(given: CaseJson, facts: CaseJson): CaseJson {
  const { item: _, ...situation } = given as Facts;
  const stated = Object.fromEntries(Object.entries(facts as Facts).filter(([, value]) => value !== null));
  return { ...("item" in stated ? situation : (given as Facts)), ...stated };
}
