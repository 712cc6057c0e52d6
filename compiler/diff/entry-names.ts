/** Names of the entries of edited lists, put behind their keys: `includes EL-05 (Volga Precision)`. */
import { type Entries, nameOf } from "./listed.ts";
import type { AnswerChange } from "./report.ts";
import type { Titles } from "./titles.ts";

/** Of more entries together the keys alone are told: a reader looks for the one that is edited, not for the whole list. */
const MOST_NAMED = 3;

export function entriesNamed(
  { edited }: Pick<AnswerChange, "edited">,
  titles: Titles,
): (text: string) => string {
  const lists = edited.flatMap((id): (readonly [opening: string, entries: Entries])[] => {
    const entries = titles(id)?.entries;
    return entries === undefined
      ? []
      : [[`entries (${id.slice(id.lastIndexOf(".") + 1)}) includes `, entries]];
  });
  return (text) => lists.reduce((told, [opening, entries]) => namedBehind(told, opening, entries), text);
}

function namedBehind(text: string, opening: string, entries: Entries): string {
  return text
    .split(opening)
    .map((piece, at) => (at === 0 ? piece : namedAtStart(piece, entries)))
    .join(opening);
}

/** `EL-05; departure GB`: the keys with which a text begins. */
function namedAtStart(text: string, entries: Entries): string {
  const keys: string[] = [];
  let end = 0;
  for (const [whole, between, key] of text.matchAll(/(, |)([^,;]+?)(?=,|;| and | or |$)/gy)) {
    if ((between === "") !== (keys.length === 0) || !entries.has(key!)) break;
    keys.push(key!);
    end += whole.length;
  }
  if (keys.length === 0 || keys.length > MOST_NAMED) return text;
  const named = keys.map((key) => {
    const name = nameOf(entries.get(key));
    return name === null ? key : `${key} (${name})`;
  });
  return `${named.join(", ")}${text.slice(end)}`;
}
