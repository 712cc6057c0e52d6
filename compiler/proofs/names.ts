/** How findings name rules and periods. */
import type { Declared, IsoDate } from "../check/tree.ts";
import type { Rectangle } from "../normal/timeline.ts";

interface NamedRule {
  readonly of: Declared;
  readonly version: IsoDate | null;
  readonly limbs: readonly string[];
}

/** `limb (1)(ii) of the version of 2023-11-17 of ac_a`, in backticks where the source has it. */
export function ruleName(rule: NamedRule): string {
  const limb = rule.limbs.length === 0 ? "" : `limb \`${rule.limbs.join("")}\` of `;
  return `${limb}${versionName(rule)}`;
}

export function versionName({ of, version }: NamedRule): string {
  const name = `\`${shownName(of)}\``;
  return version === null ? name : `the version of ${version} of ${name}`;
}

/** The code of an item, the name of anything else. */
export function shownName(of: Declared & { readonly code?: string }): string {
  return of.code ?? of.name;
}

/** `in force from 2022-10-21 until 2023-11-17, and from 2024-04-04`. */
export function periods(rectangles: readonly Pick<Rectangle, "from" | "until">[]): string {
  const words = rectangles.map(({ from, until }) => {
    if (from === null) return until === null ? "always" : `until ${until}`;
    return until === null ? `from ${from}` : `from ${from} until ${until}`;
  });
  return words.length === 0 ? "never in force" : `in force ${[...new Set(words)].join(", and ")}`;
}

/** `(1)`, `(1) and (2)`, `(1), (2) and (3)`. */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
