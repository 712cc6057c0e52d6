/**
 * What a source declares, told by its tokens alone: a fraction of what parsing it costs, for those who can do without some
 * kinds of declaration.
 */
import type { IToken } from "chevrotain";
import { T, tokenize } from "./lexer.ts";
import { type WordName, words } from "./tokens.ts";

const HEAD: readonly WordName[] = ["Module", "Use"];
const declaring: ReadonlyMap<number, WordName> = new Map(
  (Object.keys(words) as WordName[])
    .filter((name) => words[name].category === "declaration" || words[name].category === "kind")
    .map((name) => [T[name].tokenTypeIdx!, name]),
);
const closers: ReadonlySet<number> = new Set(
  [T.RightBrace, T.RightParen, T.RightBracket].map(({ tokenTypeIdx }) => tokenTypeIdx!),
);

/**
 * Whether a source certainly declares nothing but such things, besides its module and what it uses. False also where that
 * cannot be told without parsing: where braces do not match, where something is written that the language does not know, or
 * where a line begins with anything else, as a misplaced brace could hide a declaration there.
 */
export function declaresOnly(text: string, kinds: readonly WordName[]): boolean {
  const { tokens, problems, unclosed, end } = tokenize(text);
  if (problems.length > 0 || unclosed !== 0 || end < text.length) return false;
  let depth = 0;
  for (const token of tokens) {
    const type = token.tokenTypeIdx;
    if (type === T.LeftBrace.tokenTypeIdx) depth++;
    else if (type === T.RightBrace.tokenTypeIdx) depth--;
    if (depth < 0) return false;
    const word = declaring.get(type);
    const isMeant = word !== undefined && (HEAD.includes(word) || kinds.includes(word));
    if (
      opensLine(text, token) ? !isMeant && !closers.has(type) : depth === 0 && word !== undefined && !isMeant
    )
      return false;
  }
  return true;
}

function opensLine(text: string, { startOffset }: IToken): boolean {
  return startOffset === 0 || text[startOffset - 1] === "\n";
}
