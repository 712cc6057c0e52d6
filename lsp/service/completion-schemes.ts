/** Which scheme a code is of: the one whose name stands before it, else that of the module. */
import type { Program } from "../../compiler/index.ts";

type Scheme = Program["schemes"][number];

/** By id. */
export function schemesAt({ schemes }: Program): ReadonlyMap<string, Scheme> {
  return new Map(schemes.map((scheme) => [scheme.id, scheme]));
}

/**
 * The id of the scheme of codes that a module writes without one: the first of its jurisdiction or of one it lies within; in a
 * module without, the only one that it declares.
 */
export function ownScheme({ modules, schemes }: Program, module: string | null): string | null {
  let jurisdiction = modules.find(({ path }) => path === module)?.jurisdiction ?? null;
  for (let depth = 0; jurisdiction !== null && depth < 16; depth++) {
    const [first] = jurisdiction.schemes;
    if (first !== undefined) return first.id;
    jurisdiction = jurisdiction.within;
  }
  const own = schemes.filter((scheme) => scheme.module.path === module && !scheme.isCountry);
  return own.length === 1 ? own[0]!.id : null;
}

/** Where a code may follow the name of its scheme. */
const BEHIND_SCHEME = /(?:\b(?:is|not|in|meets|items|item)\s|[,{+&=(-])\s*([A-Za-z]\w*)\s+$/;

/** The id of the scheme whose name ends the text before a place; null: none does. */
export function schemeBefore({ schemes }: Program, before: string): string | null {
  const name = BEHIND_SCHEME.exec(before)?.[1];
  if (name === undefined) return null;
  return schemes.find((scheme) => scheme.name === name && !scheme.isCountry)?.id ?? null;
}
