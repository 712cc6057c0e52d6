import { createToken, type IToken, Lexer, type TokenType } from "chevrotain";
import { isHidden } from "./hidden.ts";
import { CURRENCY_SIGNS } from "./other-phrases.ts";
import type { OtherWriting } from "./other-reading.ts";
import { dashOfRange, isSameList, listEnd } from "./other-signs.ts";
import { limbEnd, readOtherWays } from "./other-ways.ts";
import {
  abstractTypes,
  categoriesOf,
  type LiteralName,
  literals,
  type SignName,
  signs,
  W,
  words,
  wordsBySpelling,
} from "./tokens.ts";

/**
 * Text to tokens. Every word is lexed by one pattern; a second pass over the tokens turns words into keywords, where
 * their neighbors do not make them names, and clears away characters the language does not know.
 */

/** Something wrong with single characters; the parser's report function turns it into a diagnostic. */
export interface LexicalProblem {
  readonly kind: "character" | "unterminated";
  readonly start: number;
  end: number;
  text: string;
  /** what to write instead; for an unterminated text, its quote */
  readonly meant: string | null;
}

export interface Tokens {
  readonly tokens: IToken[];
  readonly comments: readonly IToken[];
  readonly problems: readonly (LexicalProblem | OtherWriting)[];
  /** how many more braces are opened than closed */
  readonly unclosed: number;
  /** where reading ended: the end of the text, or the first of more words and signs than `maxWords` */
  readonly end: number;
}

/** Words and signs of one source that are read; a token more costs time and memory, and no law has so many. */
export const maxWords = 2_500_000;

const signTexts: Readonly<Record<SignName, string>> = {
  LeftBrace: "{",
  RightBrace: "}",
  LeftParen: "(",
  RightParen: ")",
  LeftBracket: "[",
  RightBracket: "]",
  Comma: ",",
  Colon: ":",
  DotDot: "..",
  Dot: ".",
  Bar: "|",
  LessEqual: "<=",
  GreaterEqual: ">=",
  NotEqual: "!=",
  Less: "<",
  Greater: ">",
  Equal: "=",
  Plus: "+",
  Minus: "-",
  Ampersand: "&",
  Star: "*",
  Slash: "/",
  Percent: "%",
};

const literalPatterns: Readonly<Record<LiteralName, RegExp>> = {
  Identifier: /end-use(?:r(?![A-Za-z0-9_])|(?![A-Za-z0-9_]))|[A-Za-z_][A-Za-z0-9_]*/,
  Date: /\d{4}-\d{1,2}-\d{1,2}/,
  Code: /\d[A-Z]\d+(?:\.[A-Za-z0-9]+)*/,
  NumberLiteral: /\d[\d_]*(?:\.\d[\d_]*)?(?:e[+-]?\d+)?/,
  // a text or code that is not closed ends with its line; escapes are resolved by the parser
  Quoted: /'[^'\n\r]*'?/,
  Text: /"[^"\\\n\r]*(?:\\[^\n\r]?[^"\\\n\r]*)*"?/,
};

function literalToken(name: LiteralName): TokenType {
  return createToken({
    name,
    label: literals[name].label,
    pattern: literalPatterns[name],
    categories: categoriesOf(name),
  });
}

function signToken(name: SignName): TokenType {
  return createToken({
    name,
    label: signs[name].label,
    pattern: signTexts[name],
    categories: categoriesOf(name),
  });
}

const literalTypes = Object.fromEntries(
  (Object.keys(literals) as LiteralName[]).map((name) => [name, literalToken(name)]),
) as Record<LiteralName, TokenType>;

const signTypes = Object.fromEntries(
  (Object.keys(signs) as SignName[]).map((name) => [name, signToken(name)]),
) as Record<SignName, TokenType>;

/** All token types by name: keywords, signs and literals. */
export const T = { ...W, ...signTypes, ...literalTypes };

const Blank = createToken({
  name: "Blank",
  pattern: /[ \t\r\n\f\v\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff]+/,
  group: Lexer.SKIPPED,
});
const BlockComment = createToken({ name: "BlockComment", pattern: /\/\*/ });
const Comment = createToken({ name: "Comment", pattern: /\/\/[^\n\r]*/, group: "comments" });
const TypographicText = createToken({ name: "TypographicText", pattern: /[“”„«»][^“”„«»"\n\r]*[“”«»"]?/ });
const TypographicQuoted = createToken({ name: "TypographicQuoted", pattern: /[‘’‚][^‘’‚'\n\r]*[‘’']?/ });
const Stray = createToken({
  name: "Stray",
  pattern:
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what the pattern is to find
    /[\x00-\x08\x0e-\x1f!#$;?@\\^`~\x7f-\x9f\u00a1-\u167f\u1681-\u1fff\u200c-\u2017\u201b\u201f-\u2027\u202a-\u202e\u2030-\u205e\u2060-\u2fff\u3001-\ufefe\uff00-\uffff]/,
});

/** The sign of a currency beside a number; the reader of what is written otherwise leaves none. */
const CurrencySign = createToken({ name: "CurrencySign", pattern: Lexer.NA });

/** Signs a text processor puts in place of the language's own. */
const lookalikes: ReadonlyMap<string, SignName> = new Map<string, SignName>([
  ["≥", "GreaterEqual"],
  ["≤", "LessEqual"],
  ["≠", "NotEqual"],
  ["×", "Star"],
  ["·", "Star"],
  ["÷", "Slash"],
  ["−", "Minus"],
  ["–", "Minus"],
  ["—", "Minus"],
  ["，", "Comma"],
  ["：", "Colon"],
  ["（", "LeftParen"],
  ["）", "RightParen"],
]);

const DASHES = new Set(["–", "—"]);

/** Signs of logic, for which the language has words. */
const signsOfLogic: ReadonlyMap<string, { readonly type: TokenType; readonly meant: string }> = new Map([
  ["∈", { type: W.In, meant: "in" }],
  ["∧", { type: W.And, meant: "and" }],
  ["∨", { type: W.Or, meant: "or" }],
  ["¬", { type: W.Not, meant: "not" }],
]);

/** The patterns in the order in which they are tried. */
export const lexerDefinition: TokenType[] = [
  Blank,
  literalTypes.Identifier,
  signTypes.Comma,
  signTypes.DotDot,
  signTypes.Dot,
  literalTypes.Date,
  literalTypes.Code,
  literalTypes.NumberLiteral,
  literalTypes.Text,
  literalTypes.Quoted,
  signTypes.LeftBrace,
  signTypes.RightBrace,
  signTypes.LeftParen,
  signTypes.RightParen,
  signTypes.LessEqual,
  signTypes.GreaterEqual,
  signTypes.NotEqual,
  signTypes.Less,
  signTypes.Greater,
  signTypes.Equal,
  signTypes.Colon,
  Comment,
  BlockComment,
  signTypes.Plus,
  signTypes.Minus,
  signTypes.Ampersand,
  signTypes.Star,
  signTypes.Slash,
  signTypes.Bar,
  signTypes.Percent,
  signTypes.LeftBracket,
  signTypes.RightBracket,
  TypographicText,
  TypographicQuoted,
  Stray,
];

const lexer = new Lexer(lexerDefinition, {
  ensureOptimizations: true,
  positionTracking: "onlyOffset",
  // a test builds the lexer once with validations
  skipValidations: true,
});

/** All token types in one list, for the parser's constructor. */
export const vocabulary: readonly TokenType[] = [...Object.values(T), ...abstractTypes];

interface Keyword {
  readonly type: TokenType;
  readonly before: ReadonlySet<string> | null;
}

const keywords: ReadonlyMap<string, readonly Keyword[]> = new Map(
  [...wordsBySpelling].map(([spelling, names]) => [
    spelling,
    names.map((name) => ({
      type: W[name],
      before: words[name].before === null ? null : new Set(words[name].before),
    })),
  ]),
);

/** Gives a token another type, as if it had been lexed so. */
export function retype(token: IToken, type: TokenType): void {
  token.tokenType = type;
  token.tokenTypeIdx = type.tokenTypeIdx!;
}

function isType(token: IToken | undefined, type: TokenType): boolean {
  return token !== undefined && token.tokenTypeIdx === type.tokenTypeIdx;
}

function endOf(token: IToken): number {
  return token.startOffset + token.image.length;
}

/** The token type a word has between its neighbors; undefined where it is a name. */
function keywordType(
  spelling: readonly Keyword[],
  tokens: readonly IToken[],
  index: number,
): TokenType | undefined {
  const next = tokens[index + 1];
  const before = tokens[index - 1];
  const token = tokens[index]!;
  // `e.review`, `item.tpp` and `value : money` are names, whatever the word means elsewhere
  if (isType(next, T.Colon)) return undefined;
  if (isType(next, T.Dot) && endOf(token) === next!.startOffset) return undefined;
  if (isType(before, T.Dot) && before!.startOffset + 1 === token.startOffset) return undefined;
  for (const { type, before } of spelling) {
    if (type === W.OrNot) {
      if (next?.image === "not" && tokens[index + 2]?.image === "applicable") return type;
    } else if (before === null || (next !== undefined && before.has(next.image))) return type;
  }
  return undefined;
}

/** Whether a quoted token has its closing quote. */
export function closed(image: string, quote: string): boolean {
  if (image.length < 2 || !image.endsWith(quote)) return false;
  if (quote === "'") return true;
  let backslashes = 0;
  for (let i = image.length - 2; i > 0 && image.charCodeAt(i) === 92; i--) backslashes++;
  return backslashes % 2 === 0;
}

/** Makes a foreign character the sign it stands for, if any; reports it. False if the token is to be dropped. */
function replace(token: IToken, problems: (LexicalProblem | OtherWriting)[]): boolean {
  const start = token.startOffset;
  const end = endOf(token);
  const original = token.image;
  const character = (meant: string | null) =>
    problems.push({ kind: "character", start, end, text: original, meant });
  if (token.tokenType === TypographicText || token.tokenType === TypographicQuoted) {
    const isText = token.tokenType === TypographicText;
    const quote = isText ? '"' : "'";
    const last = token.image.length > 1 && /[“”«»"‘’']$/.test(token.image);
    // as long as it was: positions must stay
    token.image = quote + token.image.slice(1, last ? -1 : undefined) + (last ? quote : "");
    retype(token, isText ? T.Text : T.Quoted);
    character(quote);
    return true;
  }
  const sign = lookalikes.get(token.image);
  if (sign !== undefined) {
    retype(token, T[sign]);
    character(signTexts[sign]);
    return true;
  }
  const word = signsOfLogic.get(token.image);
  if (word !== undefined) {
    retype(token, word.type);
    character(word.meant);
    return true;
  }
  if (isHidden(original)) return false;
  const before = problems.at(-1);
  if (before?.kind === "character" && before.end === start && before.meant === null) {
    before.end = end;
    if (before.text.length < 40) before.text += original;
  } else character(null);
  return false;
}

/** `edn-use measure`: a misspelt kind was lexed as a subtraction; joins it to one word before `measure`. */
function joinHyphenated(tokens: IToken[], kept: number): number {
  const left = tokens[kept - 3];
  const minus = tokens[kept - 2];
  const right = tokens[kept - 1];
  if (left === undefined || minus === undefined || right === undefined || !isType(minus, T.Minus))
    return kept;
  if (!/^[A-Za-z]/.test(left.image) || !/^[A-Za-z]/.test(right.image)) return kept;
  if (endOf(left) !== minus.startOffset || endOf(minus) !== right.startOffset) return kept;
  left.image = `${left.image}-${right.image}`;
  retype(left, T.Identifier);
  return kept - 2;
}

/** Signs that other languages write for what is a word or another sign here. */
const foreignPairs: ReadonlyMap<string, { readonly type: TokenType; readonly meant: string }> = new Map([
  ["&&", { type: W.And, meant: "and" }],
  ["||", { type: W.Or, meant: "or" }],
  ["==", { type: T.Equal, meant: "=" }],
  ["=>", { type: T.GreaterEqual, meant: ">=" }],
  ["=<", { type: T.LessEqual, meant: "<=" }],
  ["<>", { type: T.NotEqual, meant: "!=" }],
]);

/** A comment as other languages write it: reports it and returns the offset at which it ends. */
function foreignComment(
  text: string,
  token: IToken,
  problems: (LexicalProblem | OtherWriting)[],
): number | undefined {
  const start = token.startOffset;
  const isBlock = token.tokenType === BlockComment;
  if (!isBlock && !(token.image === "#" && opensLine(text, start))) return undefined;
  problems.push({ kind: "character", start, end: endOf(token), text: token.image, meant: "//" });
  const end = text.indexOf(isBlock ? "*/" : "\n", start + token.image.length);
  if (end === -1) return text.length;
  return isBlock ? end + 2 : end;
}

function opensLine(text: string, offset: number): boolean {
  let i = offset - 1;
  while (i >= 0 && (text.charCodeAt(i) === 32 || text.charCodeAt(i) === 9)) i--;
  return i < 0 || text.charCodeAt(i) === 10;
}

function isBesideNumber(text: string, token: IToken): boolean {
  const { startOffset } = token;
  return (
    /\d\s?$/.test(text.slice(Math.max(0, startOffset - 2), startOffset)) ||
    /^\s?\d/.test(text.slice(endOf(token), endOf(token) + 2))
  );
}

/** Clears away or replaces what the language does not know; the tokens are changed in place. */
function clean(text: string, tokens: IToken[], problems: (LexicalProblem | OtherWriting)[]): void {
  let kept = 0;
  let skipped = 0;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index]!;
    if (token.startOffset < skipped) continue;
    switch (token.tokenType) {
      case Stray:
      case BlockComment: {
        const limb = token.image === ";" ? limbEnd(text, token.startOffset) : null;
        if (limb !== null) {
          problems.push(limb);
          token.image = limb.text;
          retype(token, T.Comma);
          skipped = limb.end;
          break;
        }
        const part = token.image === ";" ? listEnd(text, tokens, kept, index, T) : null;
        if (part !== null) {
          const last = problems.at(-1);
          if (last?.kind === "writing" && isSameList(text, last, part)) {
            last.again ??= [];
            last.again.push(part);
          } else problems.push(part);
          retype(token, T.Comma);
          break;
        }
        const range = DASHES.has(token.image) ? dashOfRange(text, tokens, kept, index, T) : null;
        if (range !== null) {
          problems.push(range);
          token.image = text.slice(range.start, range.end);
          retype(token, T.DotDot);
          skipped = range.end;
          break;
        }
        if (CURRENCY_SIGNS.has(token.image) && isBesideNumber(text, token)) {
          retype(token, CurrencySign);
          break;
        }
        const end = foreignComment(text, token, problems);
        if (end !== undefined) skipped = end;
        if (end !== undefined || !replace(token, problems)) continue;
        break;
      }
      case TypographicText:
      case TypographicQuoted:
        replace(token, problems);
        break;
      case T.Quoted:
      case T.Text: {
        const quote = token.tokenType === T.Text ? '"' : "'";
        if (!closed(token.image, quote)) {
          problems.push({
            kind: "unterminated",
            start: token.startOffset,
            end: endOf(token),
            text: token.image,
            meant: quote,
          });
        }
        break;
      }
      case T.Ampersand:
      case T.Bar:
      case T.Equal:
      case T.Less: {
        const next = tokens[index + 1];
        if (next === undefined || next.startOffset !== token.startOffset + 1) break;
        const pair = foreignPairs.get(token.image + next.image);
        if (pair === undefined) break;
        token.image += next.image;
        retype(token, pair.type);
        const start = token.startOffset;
        problems.push({ kind: "character", start, end: start + 2, text: token.image, meant: pair.meant });
        index++;
      }
    }
    tokens[kept++] = token;
  }
  tokens.length = kept;
}

/** Turns words into keywords where their neighbors do not make them names; returns the balance of braces. */
function findKeywords(tokens: IToken[]): number {
  const leftBrace = T.LeftBrace.tokenTypeIdx;
  const rightBrace = T.RightBrace.tokenTypeIdx;
  let unclosed = 0;
  const identifier = T.Identifier.tokenTypeIdx;
  let kept = 0;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index]!;
    if (token.tokenTypeIdx === identifier) {
      const spelling = keywords.get(token.image);
      if (spelling !== undefined) {
        const type = keywordType(spelling, tokens, index);
        if (type !== undefined) retype(token, type);
        if (type === W.Measure) kept = joinHyphenated(tokens, kept);
      }
    } else if (token.tokenTypeIdx === leftBrace) unclosed++;
    else if (token.tokenTypeIdx === rightBrace) unclosed--;
    tokens[kept++] = token;
  }
  tokens.length = kept;
  return unclosed;
}

/** The offset at which a text has had `maxWords` words and signs, or its end. Counts without lexing. */
function readableEnd(text: string): number {
  if (text.length <= maxWords) return text.length;
  let count = 0;
  let inWord = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    const isWord = (c >= 97 && c <= 122) || (c >= 48 && c <= 57) || (c >= 65 && c <= 90) || c === 95;
    const isBlank = c === 32 || (c >= 9 && c <= 13);
    if (!isBlank && !(isWord && inWord) && ++count > maxWords) return i;
    inWord = isWord;
  }
  return text.length;
}

/**
 * Splits a text into tokens, comments and problems. Never fails; total over every string, of which it reads no more than
 * `maxWords` words and signs.
 */
export function tokenize(whole: string): Tokens {
  const end = readableEnd(whole);
  const text = end === whole.length ? whole : whole.slice(0, end);
  const result = lexer.tokenize(text);
  const problems: (LexicalProblem | OtherWriting)[] = [];
  clean(text, result.tokens, problems);
  const tokens = readOtherWays(text, result.tokens, { ...T, CurrencySign }, problems) as IToken[];
  const unclosed = findKeywords(tokens);
  return { tokens, comments: result.groups.comments ?? [], problems, unclosed, end };
}
