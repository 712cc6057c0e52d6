import { nearNames } from "../../grammar/base/suggest.ts";
import { Unusable } from "./exit-codes.ts";

/** The jurisdictions asked for, each of which must exist; null stays null: all. */
export function chooseJurisdictions(
  asked: readonly string[] | null,
  known: readonly string[],
): string[] | null {
  if (asked === null) return null;
  for (const name of asked) {
    if (known.includes(name)) continue;
    const [near] = nearNames(name, known);
    const list = [...known].sort().join(", ");
    throw new Unusable(
      `there is no jurisdiction ${name}`,
      near === undefined ? `the jurisdictions are ${list === "" ? "none" : list}` : `did you mean ${near}?`,
    );
  }
  return [...asked];
}
