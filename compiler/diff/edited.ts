/** Which edits a change is about: declarations, the facts that they look at, and words that one of the laws alone says. */
import type { Moment } from "./behavior.ts";
import { type Structure, wordsOf } from "./structure.ts";

/** Edited words that say what a change is about; a declaration that is new has many. */
const MOST_WORDS = 8;

/** A declaration that says something else, and what it says in each law; undefined: nothing. */
interface Edit {
  readonly id: string;
  readonly old: Structure | undefined;
  readonly now: Structure | undefined;
}

const known = new WeakMap<Moment["edited"], readonly Edit[]>();

/**
 * What is edited. A measure with savings says all that it rested on at an earlier day: where only that is edited, the edit is of what
 * it rests on, and of nothing else that the measure asks.
 */
function editsOf({ edited, oldSlice, newSlice }: Moment): readonly Edit[] {
  let found = known.get(edited);
  if (found === undefined) {
    found = [...edited].flatMap((id) => apart({ id, old: oldSlice.get(id), now: newSlice.get(id) }));
    known.set(edited, found);
  }
  return found;
}

function apart({ id, old, now }: Edit): readonly Edit[] {
  const own: Edit = { id, old: old?.saved?.own ?? old, now: now?.saved?.own ?? now };
  if (old?.saved === undefined || now?.saved === undefined || own.old!.text !== own.now!.text) return [own];
  const [before, after] = [old.saved.before, now.saved.before];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const [a, b] = [before.get(key), after.get(key)];
    if (a?.says.text === b?.says.text) return [];
    return apart({ id: (a ?? b)!.id, old: a?.says, now: b?.says });
  });
}

/** Ids of what is edited. */
export function editedIds(moment: Moment): ReadonlySet<string> {
  return new Set(editsOf(moment).map(({ id }) => id));
}

/** Edited declarations that rules rest on; else those that what names the rules rests on, as an exception those that it releases. */
export function editedUnder(moment: Moment, reasons: readonly string[]): readonly string[] {
  const { affected, jurisdiction, oldSlice, newSlice, restsOn: rests } = moment;
  const edited = editedIds(moment);
  const under = (ids: Iterable<string>): readonly string[] => {
    const cone = rests(ids);
    return [...edited].filter((id) => cone.has(id)).sort();
  };
  const own = under(reasons);
  if (own.length > 0) return own;
  // no measure gives either answer: what the law reaches is another matter
  if (reasons.length === 0)
    return under(affected.filter((id) => id.slice(id.lastIndexOf(".") + 1) === jurisdiction));
  const names = (id: string): boolean =>
    [oldSlice, newSlice].some((slice) => reasons.some((reason) => slice.get(id)?.names.has(reason) === true));
  return under(affected.filter(names));
}

/** Names of facts in the texts of these edited declarations, old and new; of facts among them their own. */
export function factsOf(
  moment: Moment,
  ids: readonly string[],
  facts: ReadonlySet<string>,
): readonly string[] {
  const names = new Set<string>();
  const take = (id: string): void => {
    if (facts.has(id)) names.add(id.slice(id.lastIndexOf(".") + 1));
    // a build names facts without their records, as `.tpp`
    else if (id.startsWith(".")) names.add(id.slice(1));
  };
  for (const id of ids) take(id);
  for (const { old, now } of editsOf(moment).filter(({ id }) => ids.includes(id))) {
    // what is new, or gone, is about all that it says: also what it leaves to definitions, which facts are not
    const isWhole = old === undefined || now === undefined;
    for (const says of [old, now])
      for (const name of says?.names ?? []) {
        take(name);
        const slice = old === undefined ? moment.newSlice : moment.oldSlice;
        if (isWhole && !facts.has(name)) for (const behind of slice.get(name)?.names ?? []) take(behind);
      }
  }
  return [...names].sort();
}

/** Words that these edited declarations say in one of the laws alone. */
export function editedWords(moment: Moment, ids: Iterable<string>): ReadonlySet<string> {
  const wanted = new Set(ids);
  const words = new Set<string>();
  for (const edit of editsOf(moment).filter(({ id }) => wanted.has(id))) {
    const old = wordsOf(edit.old?.text ?? "");
    const now = wordsOf(edit.now?.text ?? "");
    for (const word of [...old, ...now]) if (old.has(word) !== now.has(word)) words.add(word);
  }
  return words;
}

/** In order; none where they are many. */
export function fewWords(words: ReadonlySet<string>): readonly string[] {
  return words.size > MOST_WORDS ? [] : [...words].sort();
}
