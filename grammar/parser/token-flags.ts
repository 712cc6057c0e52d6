import type { IToken, TokenType } from "chevrotain";
import { T, vocabulary } from "../lexer.ts";
import { AnyWord, CompareSign, NameWord, ProductSign, SumSign, type WordName, words } from "../tokens.ts";

/** What the parser wants to know of a token at a glance; one lookup in a table, as it asks for every token. */
export const flag = {
  /** may be a name */
  name: 1,
  /** any word at all */
  word: 2,
  /** opens a part of a limb or clause wherever conditions stand: `when`, `unless`, `cite`, `otherwise`, `except` */
  clause: 4,
  /** starts a declaration */
  declaration: 8,
  /** can stand behind a name within an expression or list, but not behind a clause's word */
  followsName: 16,
  /** goes on with a declaration after its name */
  followsDeclaredName: 32,
  /** may stand in the brackets of a label */
  labelPart: 64,
  opener: 128,
  closer: 256,
  /** can start a value or condition */
  operand: 512,
  /** a name that is no keyword, or a literal */
  plain: 2048,
  /** never a name */
  hard: 4096,
  /** both a declaration and a clause: `reach`, `review`, `authority`, `codes` */
  dual: 1024,
  /** no declaration may have it as its name: a condition that uses the name would read as a clause */
  reserved: 8192,
} as const;

/** One more than the greatest index of a token type: the length of tables by token type. */
export const typeCount = Math.max(...vocabulary.map((type) => type.tokenTypeIdx!)) + 1;

const table = new Uint16Array(typeCount);

function mark(bits: number, types: Iterable<TokenType>): void {
  for (const type of types) table[type.tokenTypeIdx!]! |= bits;
}

function members(category: TokenType): TokenType[] {
  return vocabulary.filter((type) => type.CATEGORIES?.includes(category));
}

function wordsOf(...categories: string[]): TokenType[] {
  return (Object.keys(words) as WordName[])
    .filter((name) => categories.includes(words[name].category))
    .map((name) => T[name]);
}

mark(flag.name | flag.operand, members(NameWord));
mark(flag.word | flag.labelPart, members(AnyWord));
mark(flag.labelPart, [T.NumberLiteral, T.Quoted, T.Code, T.Date]);
mark(
  flag.hard,
  (Object.keys(words) as WordName[]).filter((name) => words[name].hard).map((name) => T[name]),
);
mark(flag.plain, [T.Identifier, T.NumberLiteral, T.Quoted, T.Code, T.Date, T.Text]);
mark(flag.clause, [T.When, T.Unless, T.Cite, T.Otherwise, T.Except]);
mark(flag.reserved, [
  ...[T.When, T.Unless, T.Cite, T.Otherwise, T.Except, T.Requires, T.Prohibits, T.Releases, T.Obliges],
  ...[T.Saves, T.From, T.Until, T.Through],
  ...(Object.keys(words) as WordName[]).filter((name) => words[name].hard).map((name) => T[name]),
]);
mark(flag.declaration, wordsOf("declaration", "kind"));
mark(flag.dual, [T.Reach, T.Review, T.Authority, T.Codes]);
mark(flag.followsName, [
  T.Comma,
  T.RightBrace,
  T.RightParen,
  T.RightBracket,
  T.Bar,
  T.DotDot,
  T.Dot,
  T.In,
  T.Is,
  T.Meets,
  T.Listed,
  T.And,
  T.Or,
  ...members(CompareSign),
  ...members(SumSign),
  ...members(ProductSign),
]);
mark(flag.followsDeclaredName, [T.Text, T.Equal, T.LeftBrace, T.Of, T.Below, T.LeftParen]);
mark(flag.opener, [T.LeftBrace, T.LeftParen, T.LeftBracket]);
mark(flag.closer, [T.RightBrace, T.RightParen, T.RightBracket]);
mark(flag.operand, [
  T.NumberLiteral,
  T.Date,
  T.Text,
  T.Code,
  T.Quoted,
  T.LeftBrace,
  T.LeftParen,
  T.Any,
  T.All,
  T.No,
  T.Not,
  T.Unknown,
  T.Known,
  T.Required,
  T.Sum,
  T.Max,
  T.Min,
  T.Count,
  T.Yes,
]);

export function flagsOf(token: IToken): number {
  return table[token.tokenTypeIdx] ?? 0;
}

/** A block in braces whose parts each start with one of its words. */
export interface Block {
  /** in messages: `a measure` */
  readonly label: string;
  readonly words: readonly TokenType[];
  /** by token type: 1 where the word starts a part of this block */
  readonly starts: Uint8Array;
}

function block(label: string, types: readonly TokenType[]): Block {
  const starts = new Uint8Array(table.length);
  for (const type of types) starts[type.tokenTypeIdx!] = 1;
  return { label, words: types, starts };
}

const status = [T.Suspended, T.Unenforced, T.Unclear, T.Until, T.Through];
const measureWords = [
  T.Authority,
  T.Topic,
  T.Origin,
  T.Cite,
  T.From,
  ...status,
  T.Reach,
  T.Extends,
  T.Activities,
  T.Items,
  T.Destinations,
  T.For,
  T.When,
  T.Unless,
  T.Requires,
  T.Prohibits,
  T.Review,
  T.Routes,
  T.Releases,
  T.Obliges,
  T.Saves,
];

/** The words a day follows. */
export const dateWords: readonly TokenType[] = [T.From, T.Until, T.Through, T.Announced, T.Published];

export const blocks = {
  none: block("a file", []),
  jurisdiction: block("a jurisdiction", [T.Reach, T.Codes, T.Agency, T.States, T.Members]),
  instrument: block("an instrument", [T.Cite, T.Announced, T.Published, T.From]),
  list: block("a list", [T.Cite, T.Key, T.Column, T.Dated]),
  dated: block("a dated declaration", [T.From, ...status, T.Cite]),
  measure: block("a measure", measureWords),
  exception: block("an exception", measureWords),
  authority: block("an authority", [T.Cite, T.Held, T.From, T.Permits, ...status]),
  finding: block("a finding", [T.Cite, T.From, T.Treats, ...status]),
  unencodable: block("an unencodable text", [T.Cite, T.Because]),
  omitted: block("what is left out", [T.Cite, T.Because]),
  universe: block("a universe", [T.Cite, T.From, T.When, T.Unless, T.Covered, T.Gaps, ...status]),
  scenario: block("a scenario", [T.Given, T.Expect, T.Cite]),
} as const;
