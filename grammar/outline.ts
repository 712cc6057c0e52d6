/**
 * What a source declares, told by its braces and its words outside of them: a small fraction of what its tokens cost, for
 * those who can do without some kinds of declaration.
 */
import { maxWords } from "./lexer.ts";
import { type WordName, words } from "./tokens.ts";

const HEAD: readonly WordName[] = ["Module", "Use"];
const declaring = (Object.keys(words) as WordName[]).filter(
  (name) => words[name].category === "declaration" || words[name].category === "kind",
);
/** of `end-use` and the like the words that it is written with */
const declaringWords: ReadonlySet<string> = new Set(declaring.flatMap((name) => words[name].word.split("-")));

const LINE = 10;
const isWordStart = (c: number): boolean => (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95;
/** What a text of the language consists of outside of words, quotes and comments. */
const PLAIN: readonly boolean[] = Array.from({ length: 127 }, (_, c) =>
  " \t\r\n0123456789,:.()[]|<>=!+-&*%{}".includes(String.fromCharCode(c)),
);

/** what says nothing inside of braces; without ends of lines, as what begins one does */
const INSIDE = /[A-Za-z0-9_ \t\r,:.()[\]|<>=!+&*%-]+/y;
const WORD = /[A-Za-z0-9_]+/y;
const TEXT = /"[^"\\\n\r]*(?:\\[^\n\r][^"\\\n\r]*)*"/y;
const QUOTED = /'[^'\n\r]*'/y;
const COMMENT = /\/\/[^\n\r]*/y;

/**
 * Whether a source certainly declares nothing but such things, besides its module and what it uses. False also where that
 * cannot be told without parsing: where braces do not match, where a character stands that the language does not know, or
 * where a line begins with anything else, as a misplaced brace could hide a declaration there.
 */
export function declaresOnly(text: string, kinds: readonly WordName[]): boolean {
  if (text.length > maxWords) return false;
  const meant = new Set([...HEAD, ...kinds].map((name) => words[name].word));
  let depth = 0;
  for (let i = 0; i < text.length; ) {
    const c = text.charCodeAt(i);
    const opensLine = i === 0 || text.charCodeAt(i - 1) === LINE;
    const inside = opensLine || depth === 0 ? -1 : endOf(INSIDE, text, i);
    if (inside > i) {
      i = inside;
      continue;
    }
    if (isWordStart(c)) {
      const end = endOf(WORD, text, i);
      if (opensLine || depth === 0) {
        const word = text.slice(i, end);
        const isMeant = meant.has(word) && text[end] === " ";
        // what stands behind a dot is a name
        const declares = declaringWords.has(word) && text[i - 1] !== ".";
        if (opensLine ? !isMeant : declares) return false;
      }
      i = end;
      continue;
    }
    const sign = text[i]!;
    const longer = sign === '"' ? TEXT : sign === "'" ? QUOTED : sign === "/" ? COMMENT : null;
    if (longer !== null) {
      const end = endOf(longer, text, i);
      if (end < 0) {
        // a fraction
        if (sign !== "/" || opensLine || text[i + 1] === "*") return false;
        i++;
        continue;
      }
      if (opensLine && sign !== "/") return false;
      i = end;
      continue;
    }
    if (PLAIN[c] !== true || (opensLine && !" \t\r\n})]".includes(sign))) return false;
    if (sign === "{") depth++;
    else if (sign === "}" && --depth < 0) return false;
    i++;
  }
  return depth === 0;
}

/** Where the pattern ends that begins at an offset; -1: it does not. */
function endOf(pattern: RegExp, text: string, start: number): number {
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : -1;
}
