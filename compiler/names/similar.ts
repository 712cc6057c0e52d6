/** When two words, or two whole names written as one word, count as spellings of each other. */
import { distance } from "fastest-levenshtein";
import { skeleton } from "./fold.ts";

/** Words that sound alike count as much as this. */
const SOUNDS_ALIKE = 0.88;
/** A whole name may differ in this part of its letters where its words are parted differently. */
const WHOLE_NAME = 0.9;

/** How alike words of up to five letters are that differ in one: in short words a letter is much. */
const ONE_OF_FEW: Readonly<Record<number, number>> = { 4: 0.7, 5: 0.8 };

/**
 * From 0 (another word) to 1 (the same). Words with digits, and words of up to three letters, are the same or not. Longer ones may
 * differ by one letter or by two that changed places, from eight letters on by two; or they have the same skeleton of consonants.
 */
export function wordSimilarity(a: string, b: string): number {
  if (a === b) return 1;
  const longer = Math.max(a.length, b.length);
  const shorter = Math.min(a.length, b.length);
  if (shorter < 4 || /\d/.test(a) || /\d/.test(b)) return initial(a, b);
  const apart = isSwap(a, b) ? 1 : distance(a, b);
  const near = apart <= (longer >= 8 ? 2 : 1) ? (ONE_OF_FEW[longer] ?? 1 - apart / longer) : 0;
  const isClose = apart * 2 <= longer || !hasVowels(a) || !hasVowels(b);
  return isClose && soundsAlike(a, b) ? Math.max(near, SOUNDS_ALIKE) : near;
}

/** `N.` may stand for `Nursultan`. */
function initial(a: string, b: string): number {
  const short = a.length === 1 ? a : b.length === 1 ? b : null;
  return short !== null && /[a-z]/.test(short) && a[0] === b[0] && a.length !== b.length ? 0.6 : 0;
}

/** Two letters side by side changed places: one slip of the hand. */
function isSwap(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  const at = [...a].findIndex((letter, i) => letter !== b[i]);
  return at !== -1 && a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}

/** Words from scripts that write no vowels have none. */
function hasVowels(word: string): boolean {
  return /[aeiou]/.test(word);
}

/** Skeletons of fewer consonants are shared by too many words. */
function soundsAlike(a: string, b: string): boolean {
  const bones = skeleton(a);
  return bones.replace(/^a/, "").length >= 3 && bones === skeleton(b);
}

/** The same for all letters of two names; 0 unless they are nearly the same. */
export function wholeSimilarity(a: string, b: string): number {
  if (a === b) return 1;
  const longer = Math.max(a.length, b.length);
  if (longer < 6 || Math.min(a.length, b.length) < longer * WHOLE_NAME) return 0;
  const like = 1 - distance(a, b) / longer;
  return like >= WHOLE_NAME ? like : 0;
}
