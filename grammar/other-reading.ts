/** Reading tokens for what is written otherwise: looking ahead, replacing, reporting. */
import type { IToken, TokenType } from "chevrotain";
import { isMonth } from "./other-months.ts";

/** Something written in another way than the language has it. */
export interface OtherWriting {
  readonly kind: "writing";
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** what is written otherwise, as in `numbers are written` */
  readonly what: string;
  /** what to write instead; several where it is not certain which of them is meant, and none to leave it out */
  readonly meant: readonly string[];
  /** what to do where no text can be offered */
  readonly advice?: string;
  /** where the same is written again, in the same list or condition; what is offered mends it, too */
  again?: { readonly start: number; readonly end: number }[];
}

/** The payload of a token that stands for words of which nothing can be read. */
export const UNREAD = { unread: true } as const;

/** Where the end of a text to be shown is left out. */
const SHOWN = 60;

/** A text on one line, and no longer than one takes in. */
export function shown(text: string): string {
  const line = text.replaceAll(/\s+/g, " ");
  return line.length <= SHOWN ? line : `${line.slice(0, SHOWN - 3).trimEnd()}...`;
}

/** Types of token that are told apart or made here; those of the lexer. */
export type TypesOfOtherWays = Readonly<
  Record<
    | "Identifier"
    | "NumberLiteral"
    | "Date"
    | "Text"
    | "Quoted"
    | "Comma"
    | "Dot"
    | "DotDot"
    | "Colon"
    | "Slash"
    | "Plus"
    | "Minus"
    | "LeftBrace"
    | "RightBrace"
    | "LeftParen"
    | "RightParen"
    | "LeftBracket"
    | "RightBracket"
    | "Code"
    | "Less"
    | "LessEqual"
    | "Greater"
    | "GreaterEqual"
    | "Equal"
    | "NotEqual"
    | "Percent"
    | "CurrencySign",
    TokenType
  >
>;

/** The offset behind a token. */
export const endOf = (token: IToken): number => token.startOffset + token.image.length;

/** Signs of space that are looked through for the beginning of a line. */
const MOST_SPACE = 200;

/** Tokens that are read once, some of them joined or replaced. */
export abstract class Reading {
  protected readonly text: string;
  protected readonly tokens: readonly IToken[];
  protected readonly types: TypesOfOtherWays;
  protected index = 0;
  readonly #problems: { push(problem: OtherWriting): unknown };
  /** what was read so far; null while it is what stands there */
  #out: IToken[] | null = null;

  constructor(
    text: string,
    tokens: readonly IToken[],
    types: TypesOfOtherWays,
    problems: { push(problem: OtherWriting): unknown },
  ) {
    this.text = text;
    this.tokens = tokens;
    this.types = types;
    this.#problems = problems;
  }

  /** What is read, to the end. */
  protected get result(): readonly IToken[] {
    return this.#out ?? this.tokens;
  }

  /** Takes the next token as it stands. */
  protected keep(): void {
    this.#out?.push(this.tokens[this.index]!);
    this.index++;
  }

  /** What was read so far, to be added to. */
  protected soFar(): IToken[] {
    this.#out ??= this.tokens.slice(0, this.index);
    return this.#out;
  }

  /** The token read last. */
  protected before(): IToken | undefined {
    return this.#out === null ? this.tokens[this.index - 1] : this.#out.at(-1);
  }

  protected is(token: IToken | undefined, name: keyof TypesOfOtherWays): boolean {
    return token !== undefined && token.tokenTypeIdx === this.types[name].tokenTypeIdx;
  }

  protected isOne(token: IToken | undefined, names: readonly (keyof TypesOfOtherWays)[]): boolean {
    if (token === undefined) return false;
    for (const name of names) if (token.tokenTypeIdx === this.types[name].tokenTypeIdx) return true;
    return false;
  }

  protected at(ahead: number): IToken | undefined {
    return this.tokens[this.index + ahead];
  }

  /** Whether a day in words begins with a token: `1 June`, `1st June`, `June` */
  protected startsDay(token: IToken | undefined, next: IToken | undefined): boolean {
    if (this.is(token, "Identifier")) return isMonth(token!.image);
    return (
      this.is(token, "NumberLiteral") &&
      /^\d{1,2}$/.test(token!.image) &&
      (isMonth(next?.image ?? "") || /^(?:st|nd|rd|th)$/.test(next?.image ?? ""))
    );
  }

  /** Whether each of the next tokens touches the one before it. */
  protected touching(count: number): boolean {
    for (let i = 1; i < count; i++) if (endOf(this.at(i - 1)!) !== this.at(i)?.startOffset) return false;
    return true;
  }

  /** Whether blanks that can be seen stand between the next tokens, and nothing else. */
  protected apart(count: number): boolean {
    for (let i = 1; i < count; i++) {
      const between = this.text.slice(endOf(this.at(i - 1)!), this.at(i)!.startOffset);
      if (!/^[ \t\u00a0]+$/.test(between)) return false;
    }
    return true;
  }

  /** Asked of many tokens, so without a pattern; more space than a line has opens one, too. */
  protected opensLine({ startOffset }: IToken): boolean {
    for (let at = startOffset - 1; at >= Math.max(0, startOffset - MOST_SPACE); at--) {
      const sign = this.text[at]!;
      if (sign === "\n" || sign === "\r") return true;
      if (sign !== " " && !/\s/.test(sign)) return false;
    }
    return true;
  }

  /** The type of a token, as fields of one. */
  protected typed(name: keyof TypesOfOtherWays): Pick<IToken, "tokenType" | "tokenTypeIdx"> {
    const tokenType = this.types[name];
    return { tokenType, tokenTypeIdx: tokenType.tokenTypeIdx! };
  }

  /** Puts one token in the place of the next `count`; what it is to be read as is its payload. */
  protected replace(
    count: number,
    type: keyof TypesOfOtherWays,
    image: string | null,
    payload?: string | typeof UNREAD,
  ): void {
    const first = this.at(0)!;
    const start = first.startOffset;
    const whole = this.text.slice(start, endOf(this.at(count - 1)!));
    const tokenType = this.types[type];
    this.soFar().push({
      ...first,
      image: image ?? whole,
      tokenType,
      tokenTypeIdx: tokenType.tokenTypeIdx!,
      payload,
    });
    this.index += count;
  }

  /** Leaves out the next `count` tokens, or puts others in their place. */
  protected leaveOut(count: number, others: readonly IToken[] = []): void {
    this.soFar().push(...others);
    this.index += count;
  }

  protected report(
    count: number,
    what: string,
    meant: readonly string[],
    advice?: string,
    again?: OtherWriting["again"],
  ): void {
    const start = this.at(0)!.startOffset;
    const end = endOf(this.at(count - 1)!);
    this.#problems.push({
      kind: "writing",
      start,
      end,
      text: this.text.slice(start, end),
      what,
      meant,
      ...(advice === undefined ? {} : { advice }),
      ...(again === undefined ? {} : { again }),
    });
  }
}
