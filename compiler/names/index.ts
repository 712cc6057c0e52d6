/**
 * Matching of names against party lists. It finds entries that a name may mean and says why; it never decides that a party is an
 * entry. It does no IO and runs in a browser.
 */
import { compareNames, LEAST_SHORTENED, SHORTENED, total } from "./compare.ts";
import { type FoldedName, foldName, skeleton } from "./fold.ts";
import { wordSimilarity } from "./similar.ts";
import { weightOf } from "./weights.ts";

/** An entry of a list in one period. */
export interface PartyEntry {
  readonly key: string;
  readonly name: string;
  readonly aliases: readonly string[];
  /** country codes; empty where the list tells none */
  readonly countries: readonly string[];
  /** first day, or null for always */
  readonly from: string | null;
  /** first day on which it is no longer listed, or null */
  readonly until: string | null;
}

export interface PartyList {
  readonly id: string;
  readonly title: string | null;
  readonly entries: readonly PartyEntry[];
}

/** An entry that the name may mean. */
export interface PossibleMatch {
  /** id of the list */
  readonly list: string;
  readonly key: string;
  /** name of the entry */
  readonly name: string;
  /** the name or alias of the entry that is most like the one asked for */
  readonly matched: string;
  readonly alias: boolean;
  readonly countries: readonly string[];
  /** whether the entry stands for other countries than those asked for */
  readonly elsewhere: boolean;
  /** whole percent: 100 for names that are the same but for what the rule overlooks */
  readonly score: number;
  /** what had to be overlooked, in words */
  readonly why: readonly string[];
}

export interface MatchOptions {
  /** where the party is: entries of other countries are found all the same, and marked */
  readonly countries?: readonly string[];
  /** least score in percent; 80 by default */
  readonly least?: number;
}

/** What scores less is not shown: measured so that few invented persons match (README). */
export const LEAST_SCORE = 80;

/** Words of the lists with how alike they are to a word asked for. */
type Alike = ReadonlyMap<string, number>;

interface Variant {
  readonly entry: PartyEntry;
  readonly list: PartyList;
  readonly folded: FoldedName;
  readonly alias: boolean;
  readonly weight: number;
}

/** Party lists prepared for many questions. */
export class PartyIndex {
  readonly #variants: Variant[] = [];
  /** names by the words in them */
  readonly #byWord = new Map<string, number[]>();
  /** words by what is left of them without one letter */
  readonly #byShortened = new Map<string, string[]>();
  readonly #bySkeleton = new Map<string, string[]>();
  readonly #byInitial = new Map<string, string[]>();
  /** names by the skeleton of all their letters */
  readonly #byWholeSkeleton = new Map<string, number[]>();

  constructor(lists: readonly PartyList[]) {
    for (const list of lists)
      for (const entry of list.entries) {
        this.#addName(list, entry, entry.name, false);
        for (const alias of entry.aliases) this.#addName(list, entry, alias, true);
      }
    for (const word of this.#byWord.keys()) {
      for (const shortened of shortenings(word)) push(this.#byShortened, shortened, word);
      if (word.length >= 4) push(this.#bySkeleton, skeleton(word), word);
      if (word.length === 1) push(this.#byInitial, word, word);
    }
  }

  #addName(list: PartyList, entry: PartyEntry, text: string, alias: boolean): void {
    for (const folded of foldName(text)) {
      const index = this.#variants.length;
      this.#variants.push({ entry, list, folded, alias, weight: total(folded.words) });
      for (const word of new Set(folded.words)) push(this.#byWord, word, index);
      push(this.#byWholeSkeleton, skeleton(folded.joined), index);
    }
  }

  /** Entries in force on the day that the name may mean, the most alike first. Throws nothing, whatever the text. */
  match(name: string, asOf: string, options: MatchOptions = {}): readonly PossibleMatch[] {
    const least = options.least ?? LEAST_SCORE;
    const best = new Map<PartyEntry, PossibleMatch>();
    for (const asked of foldName(name)) {
      const alike = new Map(asked.words.map((word) => [word, this.#alike(word)]));
      const likeness = (a: string, b: string): number =>
        a.length === 1 ? wordSimilarity(a, b) : (alike.get(a)!.get(b) ?? 0);
      for (const index of this.#candidates(asked, alike, least)) {
        const { entry, list, folded, alias } = this.#variants[index]!;
        if (asked.cut && folded.cut) continue;
        if ((entry.from !== null && asOf < entry.from) || (entry.until !== null && asOf >= entry.until))
          continue;
        const { score, why } = compareNames(asked, folded, likeness);
        const known = best.get(entry);
        if (score < least || (known !== undefined && known.score >= score)) continue;
        best.set(entry, {
          list: list.id,
          key: entry.key,
          name: entry.name,
          matched: folded.text,
          alias,
          countries: entry.countries,
          elsewhere: isElsewhere(entry, options.countries ?? []),
          score,
          why,
        });
      }
    }
    return [...best.values()].sort(
      (a, b) =>
        b.score - a.score ||
        Number(a.elsewhere) - Number(b.elsewhere) ||
        order(a.list, b.list) ||
        order(a.key, b.key) ||
        order(a.matched, b.matched),
    );
  }

  /**
   * Names that can reach the score. Words are taken in order of how rare they are; once those left cannot make up a score by
   * themselves, names that hold none of the words before are out of reach.
   */
  #candidates(asked: FoldedName, alike: ReadonlyMap<string, Alike>, least: number): Iterable<number> {
    const found = new Set<number>(this.#byWholeSkeleton.get(skeleton(asked.joined)) ?? []);
    const words = [...alike]
      .map(([word, others]) => ({
        weight: weightOf(word) * asked.words.filter((w) => w === word).length,
        others,
        names: [...others.keys()].reduce((sum, other) => sum + this.#byWord.get(other)!.length, 0),
      }))
      .sort((a, b) => a.names - b.names);
    const all = total(asked.words);
    const needed = (all * (least / 100)) / (2 - least / 100);
    let left = all;
    for (const { weight, others } of words) {
      if (left < needed) break;
      for (const other of others.keys())
        for (const index of this.#byWord.get(other)!)
          if (canReach(this.#variants[index]!.weight, all, least)) found.add(index);
      left -= weight;
    }
    return found;
  }

  /** Words of the lists that count as spellings of the word, and how alike they are. */
  #alike(word: string): Alike {
    const found = new Set<string>();
    if (this.#byWord.has(word)) found.add(word);
    for (const shortened of shortenings(word))
      for (const other of this.#byShortened.get(shortened) ?? []) found.add(other);
    if (word.length >= 4) for (const other of this.#bySkeleton.get(skeleton(word)) ?? []) found.add(other);
    for (const other of this.#byInitial.get(word[0]!) ?? []) found.add(other);
    const alike = new Map<string, number>();
    for (const other of found) {
      const like = wordSimilarity(word, other);
      if (like > 0) alike.set(other, like);
    }
    return alike;
  }
}

/**
 * Possible matches of a name among the entries of some lists in force on a day. For more than one name, make a `PartyIndex` of the
 * lists once and pass it. No match does not mean that the party is not listed, and a match does not mean that it is.
 */
export function matchParty(
  name: string,
  lists: PartyIndex | readonly PartyList[],
  asOf: string,
  options: MatchOptions = {},
): readonly PossibleMatch[] {
  return (lists instanceof PartyIndex ? lists : new PartyIndex(lists)).match(name, asOf, options);
}

/** A name of much more or much less weight cannot reach the score, whatever its words. */
function canReach(listed: number, asked: number, least: number): boolean {
  if (listed > asked && asked >= LEAST_SHORTENED && SHORTENED * 100 >= least) return true;
  return (2 * Math.min(listed, asked)) / (listed + asked) >= least / 100;
}

function isElsewhere(entry: PartyEntry, countries: readonly string[]): boolean {
  return (
    countries.length > 0 && entry.countries.length > 0 && !entry.countries.some((c) => countries.includes(c))
  );
}

/** The word and what is left without one of its letters: two words that share one differ by a letter or by a swap. */
function shortenings(word: string): ReadonlySet<string> {
  const found = new Set<string>();
  if (word.length < 4 || word.length > 24 || /\d/.test(word)) return found;
  found.add(word);
  for (let i = 0; i < word.length; i++) found.add(word.slice(0, i) + word.slice(i + 1));
  return found;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
