/** Which edits a change is about: declarations, the facts that they look at, and words that one of the laws alone says. */
import type { Moment } from "./behavior.ts";
import { wordsOf } from "./structure.ts";

/** Edited words that say what a change is about; a declaration that is new has many. */
const MOST_WORDS = 8;

/** Edited declarations that rules rest on; else those that what names the rules rests on, as an exception those that it releases. */
export function editedUnder(moment: Moment, reasons: readonly string[]): readonly string[] {
  const { affected, oldSlice, newSlice, restsOn: rests } = moment;
  const under = (ids: Iterable<string>): readonly string[] => {
    const cone = rests(ids);
    return [...moment.edited].filter((id) => cone.has(id)).sort();
  };
  const own = under(reasons);
  if (own.length > 0) return own;
  const names = (id: string): boolean =>
    [oldSlice, newSlice].some((slice) => reasons.some((reason) => slice.get(id)?.names.has(reason) === true));
  return under(affected.filter(names));
}

/** Names of facts in the texts of these declarations, old and new; of facts among them their own. */
export function factsOf(
  { oldSlice, newSlice }: Moment,
  ids: readonly string[],
  facts: ReadonlySet<string>,
): readonly string[] {
  const names = new Set<string>();
  const take = (id: string): void => {
    if (facts.has(id)) names.add(id.slice(id.lastIndexOf(".") + 1));
    // a build names facts without their records, as `.tpp`
    else if (id.startsWith(".")) names.add(id.slice(1));
  };
  for (const id of ids) {
    take(id);
    for (const slice of [oldSlice, newSlice]) for (const name of slice.get(id)?.names ?? []) take(name);
  }
  return [...names].sort();
}

/** Words that edited declarations say in one of the laws alone. */
export function editedWords({
  edited,
  oldSlice,
  newSlice,
}: Pick<Moment, "oldSlice" | "newSlice"> & { readonly edited: Iterable<string> }): ReadonlySet<string> {
  const words = new Set<string>();
  for (const id of edited) {
    const old = wordsOf(oldSlice.get(id)?.text ?? "");
    const now = wordsOf(newSlice.get(id)?.text ?? "");
    for (const word of [...old, ...now]) if (old.has(word) !== now.has(word)) words.add(word);
  }
  return words;
}

/** In order; none where they are many. */
export function fewWords(words: ReadonlySet<string>): readonly string[] {
  return words.size > MOST_WORDS ? [] : [...words].sort();
}
