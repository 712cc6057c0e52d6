import type { IToken, TokenType } from "chevrotain";
import type {
  Arithmetic,
  CompareOperator,
  Comparison,
  Expression,
  Listed,
  Logical,
  Membership,
  Name,
} from "../ast.ts";
import { T } from "../lexer.ts";
import { CompareSign, ProductSign, SumSign } from "../tokens.ts";
import { OperandParser } from "./operands.ts";
import { flag, flagsOf, typeCount } from "./token-flags.ts";
import { atLeast, binding, infixWords } from "./values.ts";

type Mutable<N> = { -readonly [K in keyof N]: N[K] };

const bindings = new Uint8Array(typeCount);
for (const [type, strength] of [
  [T.Or, binding.or],
  [T.And, binding.and],
  [T.In, binding.test],
  [T.Not, binding.test],
  [T.Meets, binding.test],
  [T.Is, binding.test],
  [T.Listed, binding.test],
  ...[T.Less, T.LessEqual, T.Greater, T.GreaterEqual, T.Equal, T.NotEqual].map(
    (t) => [t, binding.test] as const,
  ),
  ...[T.Plus, T.Minus, T.Ampersand].map((t) => [t, binding.sum] as const),
  ...[T.Star, T.Slash].map((t) => [t, binding.product] as const),
  [T.DotDot, binding.range],
] as const) {
  bindings[type.tokenTypeIdx!] = strength;
}

/** Active calls of `expression`; deeper text is refused, which bounds the stack of parser and consumers alike. */
const maxDepth = 100;
/** Height of an expression's tree, in expressions: a chain of sums makes a tree as deep as it is long. */
const maxHeight = 500;

/** Operators: one rule for all of them, by how tightly they bind. */
export abstract class ExpressionParser extends OperandParser {
  private left: Expression = { kind: "ErrorExpression", start: 0, end: 0 };
  /** The greatest height among the expressions read since the enclosing one began. */
  private peak = 0;

  /** An expression whose operators bind at least as tightly as `minimum` (see `binding`). */
  override readonly expression = this.RULE("expression", (minimum = 0): Expression => {
    if (this.depth >= maxDepth) return this.tooDeep("this expression");
    this.depth++;
    const outer = this.peak;
    this.peak = 0;
    let left = this.SUBRULE(this.operand);
    let height = this.peak + 1;
    if (this.RECORDING_PHASE) this.MANY(() => this.OR(this.infix));
    else {
      // `continues` is the gate of that repetition; see `maybe` for why it is not given as one
      while (this.continues(minimum, left)) {
        this.left = left;
        const node = this.OR(this.infix);
        // a chain of `and` grows wide, not high
        if (node !== left) height = Math.max(height, this.peak) + 1;
        left = node;
        if (height > maxHeight) {
          left = this.tooDeep("this chain of operators", left.start);
          height = 1;
        }
      }
    }
    this.peak = Math.max(outer, height);
    this.depth--;
    return left;
  });

  /** Whether the operator ahead belongs to the expression being read. */
  private continues(minimum: number, left: Expression): boolean {
    const token = this.LA_FAST(1);
    const strength = bindings[token.tokenTypeIdx]!;
    if (strength === 0)
      return token.tokenTypeIdx === T.Identifier.tokenTypeIdx && this.mendOperator(minimum, left);
    if (strength < minimum) return false;
    if (strength <= binding.and) return true;
    switch (left.kind) {
      case "CodeRange":
        return strength !== binding.range;
      case "Logical":
      case "Comparison":
      case "Membership":
      case "Listed":
      case "Not":
      case "Knowledge":
      case "RequiredBy":
      case "Quantifier":
        return false;
    }
    return token.tokenTypeIdx !== T.Not.tokenTypeIdx || this.LA(2).tokenType === T.In;
  }

  /** A name behind a complete expression: reads it as an operator it resembles, unless a clause is more like it. */
  private mendOperator(minimum: number, left: Expression): boolean {
    const token = this.LA_FAST(1);
    const next = this.LA(2);
    if ((flagsOf(next) & flag.operand) === 0 || token.image === token.image.toUpperCase()) return false;
    const meant = this.resembles(token, [...this.block.words, ...infixWords]);
    return (
      meant !== undefined && infixWords.includes(meant) && this.mend([meant]) && this.continues(minimum, left)
    );
  }

  // Alternatives are made once: an array of closures for every operator would cost more than the parsing.
  private readonly infix = [
    {
      ALT: (): Expression =>
        this.logical(this.left, this.CONSUME(T.Or), this.SUBRULE1(this.expression, atLeast.and)),
    },
    { ALT: (): Expression => this.logicalAnd(this.left) },
    { ALT: (): Expression => this.comparison(this.left) },
    { ALT: (): Expression => this.sum(this.left) },
    { ALT: (): Expression => this.product(this.left) },
    { ALT: (): Expression => this.range(this.left) },
    { ALT: (): Expression => this.membership(this.left) },
    { ALT: (): Expression => this.negatedMembership(this.left) },
    { ALT: (): Expression => this.meets(this.left) },
    { ALT: (): Expression => this.is(this.left) },
    { ALT: (): Expression => this.listed(this.left) },
  ];

  private logical(left: Expression, operator: IToken, right: Expression): Expression {
    const word = operator.tokenType === T.Or ? "or" : "and";
    if (left.kind === "Logical" && left.operator === word) {
      const chain = left as Mutable<Logical>;
      (chain.operands as Expression[]).push(right);
      chain.end = this.endOf();
      return chain;
    }
    return { kind: "Logical", start: left.start, end: this.endOf(), operator: word, operands: [left, right] };
  }

  private logicalAnd(left: Expression): Expression {
    const operator = this.CONSUME(T.And);
    return this.logical(left, operator, this.SUBRULE2(this.expression, atLeast.test));
  }

  private comparison(left: Expression): Comparison {
    const operator = this.compareOperator(this.CONSUME(CompareSign));
    const operators = [operator];
    const operands = [left, this.SUBRULE3(this.expression, atLeast.sum)];
    // only orders chain, `1.6 <= x < 5.92`: behind any other comparison `=` starts a formula
    const more = () => {
      operators.push(this.compareOperator(this.CONSUME1(CompareSign)));
      operands.push(this.subrule(12, this.expression, atLeast.sum));
    };
    if (this.RECORDING_PHASE) this.MANY1(more);
    else while (isOrder(operator) && orderSigns.has(this.LA_FAST(1).tokenType)) more();
    return { kind: "Comparison", start: left.start, end: this.endOf(), operands, operators };
  }

  private arithmetic(left: Expression, operator: IToken, right: Expression): Arithmetic {
    return {
      kind: "Arithmetic",
      start: left.start,
      end: this.endOf(),
      operator: signOf(operator),
      left,
      right,
    };
  }

  private sum(left: Expression): Expression {
    const operator = this.CONSUME(SumSign);
    return this.arithmetic(left, operator, this.SUBRULE4(this.expression, atLeast.product));
  }

  private product(left: Expression): Expression {
    const operator = this.CONSUME(ProductSign);
    return this.arithmetic(left, operator, this.SUBRULE5(this.expression, atLeast.range));
  }

  private range(low: Expression): Expression {
    this.CONSUME(T.DotDot);
    const high = this.SUBRULE1(this.operand);
    return { kind: "CodeRange", start: low.start, end: this.endOf(), low, high };
  }

  private membershipNode(
    left: Expression,
    test: Membership["test"],
    negated: boolean,
    right: Expression | null,
  ): Membership {
    return { kind: "Membership", start: left.start, end: this.endOf(), test, negated, left, right };
  }

  private membership(left: Expression): Expression {
    this.CONSUME(T.In);
    return this.membershipNode(left, "in", false, this.SUBRULE6(this.expression, atLeast.sum));
  }

  private negatedMembership(left: Expression): Expression {
    this.CONSUME(T.Not);
    this.CONSUME1(T.In);
    return this.membershipNode(left, "in", true, this.SUBRULE7(this.expression, atLeast.sum));
  }

  private meets(left: Expression): Expression {
    this.CONSUME(T.Meets);
    return this.membershipNode(left, "meets", false, this.SUBRULE8(this.expression, atLeast.sum));
  }

  private is(left: Expression): Expression {
    this.CONSUME(T.Is);
    const negated = this.OPTION(() => this.CONSUME1(T.Not)) !== undefined;
    if (!this.RECORDING_PHASE && !this.nextIs(T.Unknown)) {
      return this.membershipNode(left, "is", negated, this.SUBRULE9(this.expression, atLeast.sum));
    }
    return this.OR1([
      {
        IGNORE_AMBIGUITIES: true,
        ALT: () => {
          this.CONSUME(T.Unknown);
          return this.membershipNode(left, "unknown", negated, null);
        },
      },
      {
        ALT: () => this.membershipNode(left, "is", negated, this.SUBRULE9(this.expression, atLeast.sum)),
      },
    ]);
  }

  private listed(subject: Expression): Expression {
    this.CONSUME(T.Listed);
    this.mend([T.In, T.By]);
    if (!this.RECORDING_PHASE && !this.nextIs(T.In) && !this.nextIs(T.By)) {
      this.expected("`in` or `by`");
      return this.listedNode(subject, "in", this.missingExpression(), null);
    }
    return this.OR2([
      {
        ALT: () => {
          this.CONSUME2(T.In);
          const target = this.subrule(10, this.expression, atLeast.sum);
          return this.listedNode(subject, "in", target, this.OPTION1(this.entryName) ?? null);
        },
      },
      {
        ALT: () => {
          this.CONSUME(T.By);
          return this.listedNode(subject, "by", this.subrule(11, this.expression, atLeast.sum), null);
        },
      },
    ]);
  }

  private listedNode(subject: Expression, test: Listed["test"], target: Expression, as: Name | null): Listed {
    return { kind: "Listed", start: subject.start, end: this.endOf(), subject, test, target, as };
  }

  private readonly entryName = (): Name => {
    this.CONSUME(T.As);
    return this.name(9, "a name for the entry");
  };
}

const orderSigns: ReadonlySet<TokenType> = new Set([T.Less, T.LessEqual, T.Greater, T.GreaterEqual]);

function isOrder(operator: CompareOperator): boolean {
  return operator !== "=" && operator !== "!=";
}

const signOf = (token: IToken): Arithmetic["operator"] => {
  switch (token.tokenType) {
    case T.Plus:
      return "+";
    case T.Minus:
      return "-";
    case T.Ampersand:
      return "&";
    case T.Star:
      return "*";
    default:
      return "/";
  }
};
