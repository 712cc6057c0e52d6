import { existsSync } from "node:fs";
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

/** Refuses jurisdictions that stand where files and folders do: `cordon compare US NL` has them there, and other commands do not. */
export function requireNoJurisdictions(paths: readonly string[]): void {
  const names = paths.filter((path) => /^[A-Z]{2,4}$/.test(path) && !existsSync(path));
  if (names.length === 0) return;
  throw new Unusable(
    `there is no file or folder ${names.join(" or ")}`,
    `if jurisdictions are meant, write --jurisdiction ${names.join(",")}`,
  );
}
