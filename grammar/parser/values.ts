import type { IToken, ParserMethod } from "chevrotain";
import type {
  CodeLiteral,
  Expression,
  Name,
  NumberLiteral,
  PathExpression,
  PathSegment,
  SetLiteral,
  UnitExpression,
} from "../ast.ts";
import { exact } from "../base/exact.ts";
import { T } from "../lexer.ts";
import { CodeToken, NameWord, ProductSign } from "../tokens.ts";
import { BlockParser } from "./blocks.ts";
import { flag, flagsOf } from "./token-flags.ts";

/** How tightly an operator binds; a test may not be the operand of what binds tighter than `and`. */
export const binding = { or: 1, and: 2, test: 3, sum: 4, product: 5, range: 6 } as const;

/** Arguments of the expression rule, made once. */
export const atLeast = {
  and: { ARGS: [binding.and] as [number] },
  test: { ARGS: [binding.test] as [number] },
  sum: { ARGS: [binding.sum] as [number] },
  product: { ARGS: [binding.product] as [number] },
  range: { ARGS: [binding.range] as [number] },
};

/** The words that join operands. */
export const infixWords = [T.And, T.Or, T.In, T.Is, T.Not, T.Meets, T.Listed];

/** Literals, codes, paths, units, sets and brackets. */
export abstract class ValueParser extends BlockParser {
  /** An expression whose operators bind at least as tightly as `minimum`, see `binding`. */
  abstract readonly expression: ParserMethod<[minimum?: number], Expression>;

  protected truth(token: IToken, value: boolean): Expression {
    const start = token.startOffset;
    return { kind: "TruthLiteral", start, end: start + token.image.length, value };
  }

  protected code(scheme: Name | null, token: IToken): CodeLiteral {
    const quoted = token.tokenType === T.Quoted;
    return {
      kind: "CodeLiteral",
      start: scheme === null ? token.startOffset : scheme.start,
      end: token.startOffset + token.image.length,
      scheme,
      text: quoted ? this.textValue(token) : token.image,
      quoted,
    };
  }

  /** `item.us_made(inputs_3)`, or a code with its scheme, `annex_i 3B501`. */
  protected pathOrCode(): Expression {
    const name = this.nameNode(this.CONSUME(NameWord));
    const next = this.LA(1).tokenType;
    const isCode = next === T.Code || next === T.Quoted;
    const code = this.maybe(0, isCode, this.codeToken);
    if (isCode && code !== undefined) return this.code(name, code);
    return this.pathFrom(name);
  }

  private readonly codeToken = (): IToken => this.CONSUME1(CodeToken);

  private pathFrom(first: Name): PathExpression {
    const one = [this.segment(first)];
    const segments = this.RECORDING_PHASE || this.nextIs(T.Dot) ? this.moreSegments(one) : one;
    return { kind: "PathExpression", start: first.start, end: this.endOf(), segments };
  }

  private moreSegments(segments: PathSegment[]): PathSegment[] {
    if (this.RECORDING_PHASE) this.MANY(() => this.nextSegment());
    else while (this.LA_FAST(1).tokenTypeIdx === T.Dot.tokenTypeIdx) segments.push(this.nextSegment());
    return exact(segments);
  }

  private nextSegment(): PathSegment {
    this.CONSUME(T.Dot);
    return this.segment(this.name(2), 2);
  }

  /** Brackets belong to the name they touch; behind a blank they start the next limb or a condition. */
  private segment(name: Name, index = 1): PathSegment {
    const isCall = this.LA(1).tokenType === T.LeftParen && this.touches();
    const args = this.maybe(index, isCall, index === 1 ? this.args1 : this.args2) ?? null;
    return { kind: "PathSegment", start: name.start, end: this.endOf(), name, args };
  }

  private readonly args1 = (): Expression[] => this.SUBRULE1(this.args);
  private readonly args2 = (): Expression[] => this.SUBRULE2(this.args);

  readonly args = this.RULE("args", (): Expression[] => {
    const args: Expression[] = [];
    const opener = this.CONSUME(T.LeftParen);
    this.OPTION({
      GATE: () => !this.nextIs(T.RightParen),
      DEF: () => {
        args.push(this.SUBRULE(this.expression));
        this.MANY(() => {
          this.CONSUME(T.Comma);
          args.push(this.SUBRULE1(this.expression));
        });
      },
    });
    this.closeParen(opener);
    return exact(args);
  });

  private closeParen(opener: IToken): void {
    if (
      !this.RECORDING_PHASE &&
      !this.nextIs(T.RightParen) &&
      !this.listEnds() &&
      !this.limbAhead() &&
      !this.nextIs(T.Comma)
    ) {
      this.expectedInstead("an operator or `)`");
      this.skip((token) => token.tokenType === T.Comma || this.clauseAhead());
    }
    if (this.RECORDING_PHASE || this.nextIs(T.RightParen)) this.CONSUME(T.RightParen);
    else this.missingCloser(")", opener);
  }

  readonly path = this.RULE(
    "path",
    (): PathExpression => this.pathFrom(this.name(0, "a path such as `item.tpp`")),
  );

  /** `21_000`, `5.92 TPP/mm2`, `-54 C`; the sign touches its number. */
  readonly number = this.RULE("number", (): NumberLiteral => {
    const start = this.startOf();
    const sign = this.maybe(1, this.nextIs(T.Minus), this.readSign);
    const digits = this.CONSUME(T.NumberLiteral).image;
    const unit = this.maybe(0, !this.RECORDING_PHASE && this.unitAhead(), this.readUnit) ?? null;
    const text = sign === undefined ? digits : `-${digits}`;
    return { kind: "NumberLiteral", start, end: this.endOf(), text, unit, missing: false };
  });

  private readonly readSign = (): IToken => this.CONSUME(T.Minus);

  /** Whether a number stands next, with its sign or without. */
  protected numberAhead(): boolean {
    if (this.nextIs(T.NumberLiteral)) return true;
    return this.nextIs(T.Minus) && this.LA(2).tokenType === T.NumberLiteral && this.secondTouches();
  }

  private secondTouches(): boolean {
    const first = this.LA(1);
    return first.startOffset + first.image.length === this.LA(2).startOffset;
  }

  /** A number where one must stand, such as the days of a duty; it takes no unit. */
  protected plainNumber(index: number): NumberLiteral {
    const isNumber = this.RECORDING_PHASE || this.nextIs(T.NumberLiteral);
    if (!isNumber) this.expected("a number");
    const token = isNumber ? this.consume(index, T.NumberLiteral) : null;
    const start = token?.startOffset ?? this.endOf();
    return {
      kind: "NumberLiteral",
      start,
      end: this.endOf(),
      text: token?.image ?? "",
      unit: null,
      missing: !isNumber,
    };
  }

  private readonly readUnit = (): UnitExpression => this.SUBRULE(this.unit);

  /** Whether the word ahead is the unit of the number just read: it stands on the number's line. */
  private unitAhead(): boolean {
    const token = this.LA_FAST(1);
    if (token.tokenType === T.Percent) return true;
    if (token.tokenType !== T.Identifier) return (flagsOf(token) & flag.name) !== 0 && this.touches();
    if (this.onNewLine()) return false;
    const next = this.LA(2);
    if (next.tokenType === T.Colon) return false;
    // `tpp >= 4800 adn x`: a word that something follows which nothing joins to it is no unit but a misspelling
    const flags = flagsOf(next);
    if ((flags & flag.operand) === 0 || (flags & (flag.declaration | flag.clause)) !== 0) return true;
    if (this.block.starts[next.tokenTypeIdx] === 1 || this.indentationOf(next) >= 0) return true;
    if (this.LA(3).tokenType === T.Colon || this.LA(3).tokenType === T.Comma) return true;
    return this.resembles(token, [...infixWords, ...this.block.words]) === undefined;
  }

  /** `GB/s/mm2`: no blanks inside, as `a / b` is a division. */
  readonly unit = this.RULE("unit", (): UnitExpression => {
    const start = this.startOf();
    let text = this.OR(this.unitHeads).image;
    const more = () => {
      text += this.CONSUME(ProductSign).image + this.CONSUME1(NameWord).image;
    };
    if (this.RECORDING_PHASE) this.MANY(more);
    else while (this.productAhead()) more();
    return { kind: "UnitExpression", start, end: this.endOf(), text };
  });

  private readonly unitHeads = [
    { ALT: () => this.CONSUME(T.Percent) },
    { ALT: () => this.CONSUME(NameWord) },
  ];

  /** Whether `/s` or `*bit` follows without a blank. */
  private productAhead(): boolean {
    const sign = this.LA_FAST(1);
    if (sign.tokenType !== T.Slash && sign.tokenType !== T.Star) return false;
    const next = this.LA(2);
    return this.touches() && (flagsOf(next) & flag.name) !== 0 && sign.startOffset + 1 === next.startOffset;
  }

  readonly set = this.RULE("set", (): SetLiteral => {
    const start = this.startOf();
    const members = this.braced(0, "the members of a set", () => this.SUBRULE(this.expression, atLeast.sum));
    return { kind: "SetLiteral", start, end: this.endOf(), members };
  });

  readonly parenthesized = this.RULE("parenthesized", (): Expression => {
    const opener = this.CONSUME(T.LeftParen);
    const inner = this.SUBRULE(this.expression);
    this.closeParen(opener);
    return { kind: "Parenthesized", start: opener.startOffset, end: this.endOf(), inner };
  });
}
