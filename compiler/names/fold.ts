/** How a name is read before it is compared: every way of writing it that means nothing is taken out. */
import anyAscii from "any-ascii";
import { FORM_PHRASES, legalForms, otherScripts, sameWords, smallWords } from "./legal-forms.ts";

/** A name, or a part of one that stands for the whole, as it is compared. */
export interface FoldedName {
  /** as written */
  readonly text: string;
  /** its words: lower case, Latin letters, without forms and small words; in the order of the name */
  readonly words: readonly string[];
  /** all its letters without spaces: names differ in where they are parted */
  readonly joined: string;
  /** whether something in brackets was left out: two such names are not compared, they may differ in just that */
  readonly cut: boolean;
}

const LONGEST_FORM = Math.max(...[...otherScripts.keys()].map((form) => form.length));
/** Names are short; what is longer is cut, so that no text can hold up a screening. */
const MAX_NAME = 400;
const BRACKETED = /[([{]([^()[\]{}]*)[)\]}]/g;

/**
 * The ways a name may be meant: as a whole, without what stands in brackets, and what stands in brackets at its end if that can
 * be a name of its own (another script, or an abbreviation): `Semiconductor Manufacturing International Corporation (SMIC)`.
 */
export function foldName(text: string): readonly FoldedName[] {
  const plain = text.normalize("NFKC").slice(0, MAX_NAME);
  const found = new Map<string, FoldedName>();
  const add = (part: string, cut = false): void => {
    const folded = foldText(part);
    const id = folded.words.join(" ");
    if (id !== "" && !found.has(id)) found.set(id, { text, cut, ...folded });
  };
  add(plain);
  if (/[([{]/.test(plain)) {
    add(plain.replaceAll(BRACKETED, " "), true);
    for (const [, inner = ""] of plain.matchAll(BRACKETED)) if (isNameOfItsOwn(inner, plain)) add(inner);
  }
  return [...found.values()];
}

/** Another script than the rest of the name, or an abbreviation in capitals. */
function isNameOfItsOwn(inner: string, whole: string): boolean {
  const trimmed = inner.trim();
  const isLatin = (part: string): boolean => /\p{Script=Latin}/u.test(part);
  if (trimmed.length > 1 && /\p{L}/u.test(trimmed) && isLatin(whole.replace(inner, "")) && !isLatin(trimmed))
    return true;
  const isAbbreviation = /^[A-Z][A-Z0-9&.-]{2,11}$/.test(trimmed) && /\p{Ll}/u.test(whole);
  return isAbbreviation && !legalForms.has(trimmed.toLowerCase().replaceAll(".", ""));
}

function foldText(text: string): Pick<FoldedName, "words" | "joined"> {
  const lower = text.toLowerCase();
  const telling = wordsOf(plainLatin(readOtherScripts(lower)).replaceAll(FORM_PHRASES, " ")).filter(
    (word) => !legalForms.has(word) && !smallWords.has(word),
  );
  // A name of nothing but forms and small words is compared as it is: it would be equal to any other such name.
  const words = telling.length === 0 ? wordsOf(plainLatin(lower)) : telling;
  return { words, joined: words.join("") };
}

/** Latin letters without accents; points and apostrophes join what they part: `S.A.`, `Qa'ida`. */
function plainLatin(lower: string): string {
  return anyAscii(lower).toLowerCase().replaceAll(/['`.]/g, "");
}

function wordsOf(latin: string): readonly string[] {
  return latin
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "")
    .map((word) => word.replace(/^(\d+)(?:st|nd|rd|th)$/, "$1"))
    .map((word) => sameWords.get(word) ?? word);
}

const HAN_OR_SPOKEN = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const OTHER = /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u;

/**
 * Takes legal forms of other scripts out and puts the English word for common ones. Scripts that part words are read word by
 * word; the others from left to right.
 */
function readOtherScripts(text: string): string {
  if (!OTHER.test(text)) return text;
  let read = text;
  // Forms of several words first.
  for (const [form, english] of otherScripts)
    if (form.includes(" ") && read.includes(form)) read = read.replaceAll(form, ` ${english} `);
  let out = "";
  let at = 0;
  while (at < read.length) {
    const found = formAt(read, at);
    if (found === null) {
      const point = String.fromCodePoint(read.codePointAt(at)!);
      out += point;
      at += point.length;
    } else {
      out += ` ${otherScripts.get(found)!} `;
      at += found.length;
    }
  }
  return out;
}

function formAt(text: string, at: number): string | null {
  const first = text[at]!;
  if (!OTHER.test(first)) return null;
  const runsOn = HAN_OR_SPOKEN.test(first);
  // In a script that parts its words, a form is a whole word.
  if (!runsOn && at > 0 && /\p{L}/u.test(text[at - 1]!)) return null;
  for (let length = Math.min(LONGEST_FORM, text.length - at); length >= 2; length--) {
    const piece = text.slice(at, at + length);
    if (!otherScripts.has(piece)) continue;
    if (runsOn || !/\p{L}/u.test(text[at + length] ?? " ")) return piece;
  }
  return null;
}

/**
 * What is left of a word when the spellings of one sound are made one: vowels but a first one go, letters that are
 * written for one another are made the same. `mohammad`, `muhammed` and `mhmd` have one skeleton, and so have
 * `Pouyan` and `Pooyan`.
 */
export function skeleton(word: string): string {
  const same = word
    .replaceAll("ph", "f")
    .replaceAll(/tch|ch|zh|dj/g, "j")
    .replaceAll(/sch|sh/g, "x")
    .replaceAll(/kh|gh|ck|q/g, "k")
    .replaceAll("th", "t")
    .replaceAll("dh", "d")
    .replaceAll(/c(?=[eiy])/g, "s")
    .replaceAll("c", "k")
    .replaceAll("w", "v")
    .replaceAll("z", "s");
  const first = /^[aeiouy]/.test(same) ? "a" : "";
  return first + same.replaceAll(/[aeiouy]/g, "").replaceAll(/(.)\1+/g, "$1");
}
