/** Names of the entries of edited lists, put behind their keys: `includes EL-05 (Volga Precision)`. */
import { type ConditionWords, ENGLISH } from "../regions/words.ts";
import { type Entries, nameOf } from "./listed.ts";
import type { AnswerChange } from "./report.ts";
import type { Titles } from "./titles.ts";

/** Of more entries together the keys alone are told: a reader looks for the one that is edited, not for the whole list. */
const MOST_NAMED = 3;

/** How conditions say words where entries of the edited lists have their names. */
export function entriesNamed(
  { edited }: Pick<AnswerChange, "edited">,
  titles: Titles,
): ConditionWords["words"] {
  const lists = new Map<string, Entries>();
  for (const id of edited) {
    const entries = titles(id)?.entries;
    if (entries !== undefined) lists.set(id, entries);
  }
  return (asked, words) => {
    const entries = asked.is === "entries" && words.length <= MOST_NAMED ? lists.get(asked.of!) : undefined;
    const said = ENGLISH.words(asked, words);
    if (entries === undefined) return said;
    return said.map((key) => {
      const name = nameOf(entries.get(key));
      return name === null ? key : `${key} (${name})`;
    });
  };
}
