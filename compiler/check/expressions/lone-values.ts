/** A value that stands alone as if it were a condition: `limited to military`. What is meant is known, of which fact is not. */
import { atOrBelow } from "../codes.ts";
import type { FieldSymbol } from "../symbols.ts";
import type { Type } from "../tree.ts";
import type { Scope } from "./scope.ts";

/** Facts of which a word can be the value, or a member. */
function factsWithValue(scope: Scope, word: string): readonly FieldSymbol[] {
  scope.file.asksAll = true;
  const takes = (type: Type | undefined): boolean => {
    if (type?.kind === "set") return takes(type.of);
    if (type?.kind === "enum") return type.enum.values.includes(word);
    if (type?.kind !== "code" || type.scheme === null || type.scheme.isCountry) return false;
    const { scheme } = type;
    return scheme.members.some((member) => atOrBelow(scheme, member, word));
  };
  return scope.context.files.flatMap(({ fields }) => fields).filter(({ draft }) => takes(draft.type));
}

/** How to ask for a word that stands alone where a condition is expected; null where no fact can have it. */
export function hintOnValue(scope: Scope, word: string): string | null {
  const facts = factsWithValue(scope, word);
  const [first] = facts;
  if (first === undefined) return null;
  const names = facts.slice(0, 3).map(({ draft }) => `\`${draft.id.split(".").slice(-2).join(".")}\``);
  const { type, name } = first.draft;
  const verb = type?.kind === "code" ? "is" : "=";
  const asks = type?.kind === "set" ? `${word} in ${name}` : `${name} ${verb} ${word}`;
  return `it is a value of ${names.join(", ")}: say of which fact it is asked, as in \`${asks}\``;
}
