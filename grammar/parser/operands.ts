import type { IToken, TokenType } from "chevrotain";
import type {
  Binder,
  Cell,
  CompareOperator,
  ConditionLimb,
  Expression,
  Name,
  Quant,
  TableRow,
} from "../ast.ts";
import { span } from "../base/span.ts";
import { T } from "../lexer.ts";
import { reportSyntax } from "../messages.ts";
import { AggregateWord, CodeToken, CompareSign, QuantWord } from "../tokens.ts";
import { flag, flagsOf } from "./token-flags.ts";
import { atLeast, ValueParser } from "./values.ts";
/** Operands: what stands between operators, with quantifiers, blocks of limbs and tables. */
export abstract class OperandParser extends ValueParser {
  /** A value, a condition in brackets or blocks, or one with a prefix such as `not`. */
  readonly operand = this.RULE("operand", (): Expression => {
    if (!this.RECORDING_PHASE) {
      if (!this.operandAhead() || (this.stuck() && this.limbAhead())) {
        this.expected("a value or condition");
        return this.missingExpression();
      }
      if (this.nextIs(T.Identifier)) this.mendPrefix();
    }
    return this.OR(this.operands);
  });

  /** A name in front of a word that no name stands in front of: `ayn of {`, `konwn that x`, `nto deemed`. */
  private mendPrefix(): void {
    const next = this.LA(2);
    switch (next.tokenType) {
      case T.Of:
        this.mend([T.Any, T.All, T.No, T.Sum, T.Max, T.Min, T.Count]);
        return;
      case T.By:
        this.mend([T.Required]);
        return;
      case T.That:
        this.mend([T.Known]);
        return;
      case T.Whether:
        this.mend([T.Unknown]);
        return;
      case T.Identifier:
        // the next field of a record, `= size   depth : nm`
        if (this.LA(3).tokenType === T.Colon || this.LA(3).tokenType === T.Comma) return;
        if (this.LA(3).tokenType === T.In) this.mend([T.Any, T.All, T.No]);
        else if (beforeNot.has(this.LA(0).tokenType) && this.indentationOf(next) < 0) this.mend([T.Not]);
    }
  }

  protected operandAhead(): boolean {
    const flags = flagsOf(this.LA_FAST(1));
    if ((flags & flag.operand) === 0) return this.numberAhead();
    return (flags & flag.name) === 0 || this.nameAhead();
  }

  private readonly operands = [
    { ALT: (): Expression => this.pathOrCode() },
    { ALT: (): Expression => this.SUBRULE(this.number) },
    { ALT: (): Expression => this.code(null, this.CONSUME(CodeToken)) },
    { ALT: (): Expression => this.date(0) },
    { ALT: (): Expression => this.makeText(this.CONSUME(T.Text)) },
    { ALT: (): Expression => this.truth(this.CONSUME(T.Yes), true) },
    { ALT: (): Expression => this.SUBRULE(this.set) },
    { ALT: (): Expression => this.SUBRULE(this.parenthesized) },
    { ALT: (): Expression => this.SUBRULE(this.quantified) },
    { ALT: (): Expression => this.SUBRULE(this.aggregate) },
    { ALT: (): Expression => this.SUBRULE(this.prefixed) },
  ];
  /** `not C`, `known that C`, `unknown whether C`, `required by M` */
  readonly prefixed = this.RULE("prefixed", (): Expression => {
    const start = this.startOf();
    return this.OR([
      {
        ALT: () => {
          this.CONSUME(T.Not);
          const operand = this.SUBRULE(this.expression, atLeast.test);
          return { kind: "Not", start, end: this.endOf(), operand };
        },
      },
      {
        ALT: () => {
          this.CONSUME(T.Known);
          this.need(0, T.That);
          const operand = this.SUBRULE1(this.expression, atLeast.test);
          return { kind: "Knowledge", start, end: this.endOf(), test: "known", operand };
        },
      },
      {
        ALT: () => {
          this.CONSUME(T.Unknown);
          this.need(0, T.Whether);
          const operand = this.SUBRULE2(this.expression, atLeast.test);
          return { kind: "Knowledge", start, end: this.endOf(), test: "unknown", operand };
        },
      },
      {
        ALT: () => {
          this.CONSUME(T.Required);
          this.need(0, T.By);
          const measures = this.SUBRULE3(this.expression, atLeast.sum);
          return { kind: "RequiredBy", start, end: this.endOf(), measures };
        },
      },
    ] as { ALT: () => Expression }[]);
  });

  /** `sum of x.share for x in p.owners where C` */
  readonly aggregate = this.RULE("aggregate", (): Expression => {
    const word = this.CONSUME(AggregateWord);
    this.need(0, T.Of);
    const value = this.SUBRULE(this.expression, atLeast.sum);
    this.need(0, T.For);
    const binder = this.SUBRULE(this.binder);
    const where = this.optionalWhere(0);
    return {
      kind: "Aggregate",
      start: word.startOffset,
      end: this.endOf(),
      operation: aggregations.get(word.tokenType) ?? "sum",
      value,
      binder,
      where,
    };
  });

  /** Behind a formula the word may also be the first name of a record's next field, `a, b : nm`. */
  private mendJoint(types: readonly TokenType[]): void {
    if (this.LA(2).tokenType !== T.Comma) this.mend(types);
  }

  protected optionalWhere(index: number): Expression | null {
    this.mendJoint([T.Where]);
    return (
      this.option(index, () => {
        this.consume(index, T.Where);
        return this.subrule(index + 30, this.expression);
      }) ?? null
    );
  }

  /** `x in LIST [listed in L as e]` */
  readonly binder = this.RULE("binder", (): Binder => {
    const name = this.name(0, "a name for the element");
    this.need(0, T.In);
    const list = this.SUBRULE(this.expression, atLeast.sum);
    this.mendJoint([T.Listed, T.Where]);
    let listedIn: Expression | null = null;
    let as: Name | null = null;
    this.OPTION(() => {
      this.CONSUME(T.Listed);
      this.need(1, T.In);
      listedIn = this.SUBRULE1(this.expression, atLeast.sum);
      as =
        this.OPTION1(() => {
          this.CONSUME(T.As);
          return this.name(1, "a name for the entry");
        }) ?? null;
    });
    return { kind: "Binder", start: name.start, end: this.endOf(), name, list, listedIn, as };
  });

  /** `any x in L where C`, `any of { limbs }`, `any of table ...`; `no` alone is a truth value. */
  readonly quantified = this.RULE("quantified", (): Expression => {
    const word = this.CONSUME(QuantWord);
    const start = word.startOffset;
    const quantifier: Quant = word.tokenType === T.All ? "all" : word.tokenType === T.No ? "no" : "any";
    if (!this.RECORDING_PHASE && !this.quantifierAhead()) {
      if (quantifier === "no") return this.truth(word, false);
      this.expected(`\`of\` or \`x in LIST\` behind \`${quantifier}\``);
      return { kind: "ErrorExpression", start, end: this.endOf() };
    }
    return this.OR([
      {
        ALT: () => {
          this.CONSUME(T.Of);
          return this.limbs(start, quantifier);
        },
      },
      {
        ALT: () => {
          const binder = this.SUBRULE(this.binder);
          const where = this.optionalWhere(0);
          if (where === null && this.nextIs(T.Is))
            this.expected(`\`where\` and a condition on \`${binder.name.text}\``);
          return { kind: "Quantifier", start, end: this.endOf(), quantifier, binder, where };
        },
      },
    ] as { ALT: () => Expression }[]);
  });

  private quantifierAhead(): boolean {
    if (this.nextIs(T.Of)) return true;
    return (flagsOf(this.LA_FAST(1)) & flag.name) !== 0 && this.LA(2).tokenType === T.In;
  }

  private limbs(start: number, quantifier: Quant): Expression {
    this.mend([T.Table]);
    if (!this.RECORDING_PHASE && !this.nextIs(T.Table)) {
      const limbs = this.braced(0, "limbs", () => this.SUBRULE(this.conditionLimb));
      return { kind: "LimbBlock", start, end: this.endOf(), quantifier, limbs };
    }
    return this.OR1([
      {
        ALT: (): Expression => {
          const limbs = this.braced(1, "limbs", () => this.SUBRULE1(this.conditionLimb));
          return { kind: "LimbBlock", start, end: this.endOf(), quantifier, limbs };
        },
      },
      {
        ALT: (): Expression => {
          this.CONSUME(T.Table);
          const headers = [this.SUBRULE(this.expression)];
          this.MANY(() => {
            this.CONSUME(T.Bar);
            headers.push(this.SUBRULE1(this.expression));
          });
          const rows = this.braced(2, "the rows of the table", () => this.SUBRULE(this.tableRow));
          return { kind: "TableBlock", start, end: this.endOf(), quantifier, headers, rows };
        },
      },
    ]);
  }

  /** `(1) C unless D cite "..."` */
  readonly conditionLimb = this.RULE("conditionLimb", (): ConditionLimb => {
    const label = this.optionalLabels();
    const condition = this.SUBRULE(this.expression);
    this.mend([T.Unless, T.Cite]);
    const unless =
      this.OPTION(() => {
        this.CONSUME(T.Unless);
        return this.SUBRULE1(this.expression);
      }) ?? null;
    const cite = this.optionalCite(1);
    return {
      kind: "ConditionLimb",
      start: (label ?? condition).start,
      end: this.endOf(),
      label,
      condition,
      unless,
      cite,
    };
  });

  readonly tableRow = this.RULE("tableRow", (): TableRow => {
    const label = this.optionalLabels();
    const cells = [this.SUBRULE(this.cell)];
    this.MANY(() => {
      this.CONSUME(T.Bar);
      cells.push(this.SUBRULE1(this.cell));
    });
    const cite = this.optionalCite(1);
    return { kind: "TableRow", start: (label ?? cells[0]!).start, end: this.endOf(), label, cells, cite };
  });

  readonly cell = this.RULE("cell", (): Cell => {
    const start = this.startOf();
    const node = (test: Cell["test"], operator: CompareOperator | null, value: Expression | null): Cell => ({
      kind: "Cell",
      start: value !== null && test === "value" ? value.start : start,
      end: this.endOf(),
      test,
      operator,
      value,
    });
    if (!this.RECORDING_PHASE && !this.cellAhead())
      return node("value", null, this.SUBRULE2(this.expression));
    return this.OR([
      {
        ALT: () => {
          this.CONSUME(T.Star);
          return node("any", null, null);
        },
      },
      {
        IGNORE_AMBIGUITIES: true,
        ALT: () => {
          this.CONSUME(T.Yes);
          return node("yes", null, null);
        },
      },
      {
        GATE: () =>
          this.LA(2).tokenType === T.Bar || this.LA(2).tokenType === T.Comma || !this.noQuantifier(),
        ALT: () => {
          this.CONSUME(T.No);
          return node("no", null, null);
        },
      },
      {
        ALT: () => {
          const operator = this.compareOperator(this.CONSUME(CompareSign));
          return node("compare", operator, this.SUBRULE(this.expression, atLeast.sum));
        },
      },
      { ALT: () => node("value", null, this.SUBRULE1(this.expression, atLeast.sum)) },
    ]);
  });

  private noQuantifier(): boolean {
    return this.LA(2).tokenType === T.Of || this.LA(3).tokenType === T.In;
  }

  private cellAhead(): boolean {
    const type = this.LA_FAST(1).tokenType;
    return type === T.Star || (type.CATEGORIES ?? []).includes(CompareSign) || this.operandAhead();
  }

  /** Refuses what would make the tree too deep: skips it and leaves one error node. */
  protected tooDeep(what: string, from = this.startOf()): Expression {
    const at = this.startOf();
    this.report(() => reportSyntax("syntax/too-deep", span(this.sourcePath, at, at), { what }));
    if (!this.atEnd() && !this.listEnds() && !this.nextIs(T.Comma)) {
      this.skip((token) => token.tokenType === T.Comma || this.clauseAhead());
    }
    return { kind: "ErrorExpression", start: from, end: Math.max(from, this.endOf()) };
  }

  protected compareOperator(token: IToken): CompareOperator {
    switch (token.tokenType) {
      case T.Less:
        return "<";
      case T.LessEqual:
        return "<=";
      case T.Greater:
        return ">";
      case T.GreaterEqual:
        return ">=";
      case T.NotEqual:
        return "!=";
      default:
        return "=";
    }
  }
}

/** Behind these a condition starts, so that two names in a row may be a misspelt `not` and its operand. */
const beforeNot: ReadonlySet<TokenType> = new Set([
  T.And,
  T.Or,
  T.When,
  T.Unless,
  T.Where,
  T.Equal,
  T.LeftParen,
  T.RightParen,
]);

const aggregations = new Map([
  [T.Sum, "sum"],
  [T.Max, "max"],
  [T.Min, "min"],
  [T.Count, "count"],
] as const);
