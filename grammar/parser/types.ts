import type { CodePath, Field, FieldModifier, Name, NumberLiteral, TypeExpression } from "../ast.ts";
import { closed, T } from "../lexer.ts";
import { CodeToken, CompareSign, NameWord } from "../tokens.ts";
import { ClauseParser } from "./clauses.ts";
import { flag, flagsOf } from "./token-flags.ts";

/** Fields of records, their types and modifiers; enum values and code paths. */
export abstract class TypeParser extends ClauseParser {
  readonly type = this.RULE("type", (): TypeExpression => {
    const start = this.startOf();
    if (this.LA(2).tokenType === T.Of) this.mend([T.Set, T.ListOf]);
    if (!this.RECORDING_PHASE && !this.typeAhead()) {
      const name = this.typeName();
      return { kind: "NamedType", start: name.start, end: name.end, name };
    }
    return this.OR([
      {
        ALT: (): TypeExpression => {
          this.CONSUME(T.Yes);
          this.need(0, T.Or);
          this.need(0, T.No);
          return { kind: "TruthType", start, end: this.endOf() };
        },
      },
      {
        ALT: (): TypeExpression => {
          this.CONSUME(T.Set);
          return this.collection(start, "set", 0);
        },
      },
      {
        ALT: (): TypeExpression => {
          this.CONSUME(T.ListOf);
          return this.collection(start, "list", 1);
        },
      },
      {
        ALT: (): TypeExpression => {
          const { values, ordered } = this.inlineValues();
          return { kind: "InlineEnumType", start, end: this.endOf(), values, ordered };
        },
      },
      {
        ALT: (): TypeExpression => {
          const unit = this.SUBRULE2(this.unit);
          return { kind: "UnitType", start, end: this.endOf(), unit };
        },
      },
    ]);
  });

  private typeName(): Name {
    const what = "a type such as `number`, `nm`, `yes or no` or `set of country`";
    return this.onNewLine() && this.fieldAhead() ? this.missingName(what) : this.name(1, what);
  }

  private typeAhead(): boolean {
    const token = this.LA_FAST(1);
    const type = token.tokenType;
    if (type === T.Yes || type === T.Set || type === T.ListOf || type === T.LeftBrace || type === T.Percent)
      return true;
    if (this.onNewLine() && this.fieldAhead()) return false;
    // a single word is a named type, even where it names a unit; `GB/s` is a unit
    const sign = this.LA(2);
    const isProduct = sign.tokenType === T.Slash || sign.tokenType === T.Star;
    return (
      (flagsOf(token) & flag.name) !== 0 &&
      isProduct &&
      token.startOffset + token.image.length === sign.startOffset
    );
  }

  private collection(start: number, collection: "set" | "list", index: number): TypeExpression {
    this.need(index, T.Of);
    if (!this.mayNest("this type")) {
      const of = this.missingExpressionType();
      return { kind: "CollectionType", start, end: this.endOf(), collection, of };
    }
    const of = this.subrule(index, this.type);
    this.nesting--;
    return { kind: "CollectionType", start, end: this.endOf(), collection, of };
  }

  private missingExpressionType(): TypeExpression {
    const at = this.endOf();
    return {
      kind: "NamedType",
      start: at,
      end: at,
      name: { kind: "Name", start: at, end: at, text: "", missing: true },
    };
  }

  private inlineValues(): { values: Name[]; ordered: boolean } {
    const opener = this.openBrace(0, "the values");
    const result = this.values(3);
    this.closeBrace(0, opener);
    return result;
  }

  /** `a, b, c`, or in order, `a < b < c`; once in a rule for each index */
  protected values(index: number): { values: Name[]; ordered: boolean } {
    const values = [this.value(index)];
    let ordered = false;
    this.many(index, () => {
      this.or(index, [
        { ALT: () => this.consume(index, T.Comma) },
        {
          ALT: () => {
            this.consume(index, T.Less);
            ordered = true;
          },
        },
      ]);
      if (this.RECORDING_PHASE || this.valueAhead()) values.push(this.value(index + 1));
    });
    return { values, ordered };
  }

  /** Any word may name a value; at the start of a line, a word of the language only where a list goes on. */
  private valueAhead(): boolean {
    const token = this.LA_FAST(1);
    const flags = flagsOf(token);
    if ((flags & flag.word) === 0) return false;
    return this.indentationOf(token) < 0 || (flags & flag.name) === 0 || this.nameAhead();
  }

  private value(index: number): Name {
    if (this.RECORDING_PHASE) return this.nameNode(this.consume(index, NameWord));
    if (this.valueAhead()) return this.nameNode(this.takeWord());
    return this.name(index + 60, "a value");
  }

  // ---------------------------------------------------------------------------------------------------- fields

  /** `smallest_pitch, cell_height : nm > 0 "Smallest pitch?"` */
  readonly field = this.RULE("field", (): Field => {
    const names = [this.fieldName(0)];
    this.MANY(() => {
      this.CONSUME(T.Comma);
      names.push(this.fieldName(1));
    });
    this.need(0, T.Colon);
    if (!this.RECORDING_PHASE && this.nextIs(T.Equal)) this.SKIP_TOKEN();
    const type = this.SUBRULE(this.type);
    const modifiers = this.modifiers();
    return { kind: "Field", start: names[0]!.start, end: this.endOf(), names, type, modifiers };
  });

  protected fieldName(index: number): Name {
    if (!this.RECORDING_PHASE && this.fieldAhead()) return this.nameNode(this.takeWord());
    return this.name(index, "the name of a fact");
  }

  /** Whether a field starts next: a word, also a keyword, in front of `:` or `,`. */
  protected fieldAhead(): boolean {
    const next = this.LA(2).tokenType;
    return (flagsOf(this.LA_FAST(1)) & flag.word) !== 0 && (next === T.Colon || next === T.Comma);
  }

  /** Modifiers of a field, in any order; once in a rule. */
  protected modifiers(): FieldModifier[] {
    const modifiers: FieldModifier[] = [];
    this.mendModifier();
    this.MANY9({
      GATE: () => !this.fieldAhead(),
      DEF: () => {
        modifiers.push(this.SUBRULE9(this.modifier));
        this.mendModifier();
      },
    });
    return modifiers;
  }

  private mendModifier(): void {
    const token = this.LA(1);
    if (token.tokenType !== T.Identifier || this.fieldAhead()) return;
    this.mend(this.LA(2).tokenType === T.When ? [T.Applies, T.Closed] : [T.Asserted]);
  }

  readonly modifier = this.RULE("modifier", (): FieldModifier => {
    const start = this.startOf();
    return this.OR([
      {
        ALT: (): FieldModifier => {
          this.CONSUME(T.OrNot);
          this.CONSUME(T.Not);
          this.CONSUME(T.Applicable);
          return { kind: "OptionalModifier", start, end: this.endOf() };
        },
      },
      {
        ALT: (): FieldModifier => {
          this.CONSUME(T.Asserted);
          return { kind: "AssertedModifier", start, end: this.endOf() };
        },
      },
      {
        ALT: (): FieldModifier => {
          this.CONSUME(T.Equal);
          const value = this.SUBRULE(this.expression);
          return { kind: "FormulaModifier", start, end: this.endOf(), value };
        },
      },
      {
        IGNORE_AMBIGUITIES: true,
        ALT: (): FieldModifier => {
          const operator = this.compareOperator(this.CONSUME(CompareSign));
          const bound = this.bound();
          return { kind: "RangeModifier", start, end: this.endOf(), operator, bound };
        },
      },
      {
        ALT: (): FieldModifier => {
          this.CONSUME(T.Applies);
          this.need(0, T.When);
          const condition = this.SUBRULE1(this.expression);
          return { kind: "AppliesModifier", start, end: this.endOf(), condition };
        },
      },
      {
        ALT: (): FieldModifier => {
          this.CONSUME(T.Closed);
          this.need(1, T.When);
          const condition = this.SUBRULE2(this.expression);
          return { kind: "ClosedModifier", start, end: this.endOf(), condition };
        },
      },
      {
        ALT: (): FieldModifier => {
          const text = this.makeText(this.CONSUME(T.Text));
          return { kind: "QuestionModifier", start, end: this.endOf(), text };
        },
      },
    ]);
  });

  private bound(): NumberLiteral {
    if (this.RECORDING_PHASE || this.numberAhead()) {
      // `a : mm2 > 0   b, c : nm`: what starts a field is no unit
      const word = this.LA(2).tokenType;
      const after = this.LA(3).tokenType;
      const isField = word !== T.Percent && (after === T.Colon || after === T.Comma);
      return this.RECORDING_PHASE || this.nextIs(T.Minus) || !isField
        ? this.SUBRULE(this.number)
        : this.plainNumber(0);
    }
    return this.plainNumber(0);
  }

  // ---------------------------------------------------------------------------------------------------- codes

  /** `3A090.a`, `'7(16)'`, `wmd.nuclear` */
  readonly codePath = this.RULE("codePath", (): CodePath => {
    const start = this.startOf();
    if (!this.RECORDING_PHASE && !this.codeAhead()) {
      this.expected("a code such as `3A090.a` or `'7(16)'`");
      return { kind: "CodePath", start: this.endOf(), end: this.endOf(), text: "" };
    }
    return this.OR([
      {
        ALT: (): CodePath => {
          const token = this.CONSUME(CodeToken);
          const text =
            token.tokenType === T.Quoted
              ? token.image.slice(1, closed(token.image, "'") ? -1 : undefined)
              : token.image;
          return { kind: "CodePath", start, end: this.endOf(), text };
        },
      },
      {
        ALT: (): CodePath => {
          let text = this.CONSUME(NameWord).image;
          this.MANY(() => {
            this.CONSUME(T.Dot);
            const part = this.name(1);
            text += `.${part.text}`;
          });
          return { kind: "CodePath", start, end: this.endOf(), text };
        },
      },
    ]);
  });

  protected codeAhead(): boolean {
    const type = this.LA_FAST(1).tokenType;
    if (type === T.Code || type === T.Quoted || type === T.Identifier) return true;
    return this.nameAhead() && !this.onNewLine();
  }
}
