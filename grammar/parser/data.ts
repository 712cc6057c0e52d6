import type {
  CodeLevels,
  CodesDeclaration,
  Declaration,
  EnumDeclaration,
  ErrorClause,
  Field,
  ListClause,
  ListDeclaration,
  Name,
  RecordDeclaration,
  Text,
  UnitDeclaration,
} from "../ast.ts";
import { T } from "../lexer.ts";
import { blocks } from "./token-flags.ts";
import { TypeParser } from "./types.ts";

/** Facts, units, enums, records, code schemes and lists. */
export abstract class DataParser extends TypeParser {
  protected optionalTitle(index: number): Text | null {
    return this.option(index, () => this.makeText(this.consume(index, T.Text))) ?? null;
  }

  protected optionalOf(index: number): Name | null {
    return (
      this.option(index, () => {
        this.consume(index, T.Of);
        return this.name(index + 10);
      }) ?? null
    );
  }

  // ------------------------------------------------------------------------------------------------ facts

  readonly unitDeclaration = this.RULE("unitDeclaration", (): UnitDeclaration => {
    const start = this.startOf();
    this.CONSUME(T.Unit);
    const name = this.newName(0, "the name of the unit");
    const title = this.optionalTitle(1);
    const factor =
      this.OPTION2(() => {
        this.CONSUME(T.Equal);
        if (this.RECORDING_PHASE || this.numberAhead()) return this.SUBRULE(this.number);
        return this.plainNumber(1);
      }) ?? null;
    return { kind: "UnitDeclaration", start, end: this.endOf(), name, title, factor };
  });

  readonly enumDeclaration = this.RULE("enumDeclaration", (): EnumDeclaration => {
    const start = this.startOf();
    this.CONSUME(T.Enum);
    const name = this.newName(0, "the name of the enum");
    const title = this.optionalTitle(1);
    this.need(0, T.Equal);
    const { values, ordered } = this.values(4);
    return { kind: "EnumDeclaration", start, end: this.endOf(), name, title, values, ordered };
  });

  readonly recordDeclaration = this.RULE("recordDeclaration", (): RecordDeclaration => {
    const start = this.startOf();
    this.CONSUME(T.Record);
    const name = this.newName(0, "the name of the record");
    const title = this.optionalTitle(1);
    const fields = this.fields();
    return { kind: "RecordDeclaration", start, end: this.endOf(), name, title, fields };
  });

  private fields(): (Field | ErrorClause)[] {
    const fields: (Field | ErrorClause)[] = [];
    const opener = this.openBrace(0, "the facts of the record");
    if (this.RECORDING_PHASE) this.MANY(() => fields.push(this.SUBRULE(this.field)));
    else if (opener !== null || this.fieldAhead()) {
      while (!this.nextIs(T.RightBrace) && !this.atEnd()) {
        if (this.fieldAhead()) fields.push(this.SUBRULE(this.field));
        else if (this.declarationAhead()) break;
        else fields.push(this.noField());
      }
    }
    this.closeBrace(0, opener);
    return fields;
  }

  private noField(): Field | ErrorClause {
    const start = this.startOf();
    const token = this.LA(1);
    // a name at the start of a line is a fact whose type is still to be written
    const isField = this.indentationOf(token) >= 0 || this.LA(2).tokenType === T.Equal;
    if (this.nameAhead() && isField) return this.SUBRULE(this.field);
    this.expectedInstead("the name of a fact and `:`");
    this.skip(() => this.fieldAhead());
    return { kind: "ErrorClause", start, end: this.endOf() };
  }

  readonly factDeclaration = this.RULE("factDeclaration", (): Declaration => {
    const start = this.startOf();
    this.CONSUME(T.Fact);
    const names = [this.newName(0, "the name of the fact", true)];
    this.MANY(() => {
      this.CONSUME(T.Comma);
      names.push(this.name(1, "the name of a fact"));
    });
    this.need(0, T.Of);
    const record = this.name(2, "the name of a record");
    this.need(0, T.Colon);
    const type = this.SUBRULE(this.type);
    const modifiers = this.modifiers();
    return { kind: "FactDeclaration", start, end: this.endOf(), names, record, type, modifiers };
  });

  // ------------------------------------------------------------------------------------------------ codes, lists

  readonly codesDeclaration = this.RULE("codesDeclaration", (): CodesDeclaration => {
    const start = this.startOf();
    this.CONSUME(T.Codes);
    const name = this.newName(0, "the name of the code scheme");
    const title = this.optionalTitle(1);
    this.mend([T.Below]);
    const levels = this.OPTION2(() => this.SUBRULE(this.codeLevels)) ?? null;
    const members = this.OPTION3(() => {
      this.CONSUME(T.Equal);
      const paths = [this.SUBRULE(this.codePath)];
      this.MANY(() => {
        this.CONSUME(T.Comma);
        if (this.RECORDING_PHASE || this.codeAhead()) paths.push(this.SUBRULE1(this.codePath));
      });
      return paths;
    });
    return {
      kind: "CodesDeclaration",
      start,
      end: this.endOf(),
      name,
      title,
      levels,
      members: members ?? [],
    };
  });

  readonly codeLevels = this.RULE("codeLevels", (): CodeLevels => {
    const start = this.startOf();
    this.CONSUME(T.Below);
    this.need(0, T.By);
    this.mend([T.Dots, T.Brackets, T.Digits, T.Levels]);
    const levels = (by: CodeLevels["by"], pattern: Text | null): CodeLevels => ({
      kind: "CodeLevels",
      start,
      end: this.endOf(),
      by,
      pattern,
    });
    const found = this.OPTION(() =>
      this.OR([
        { ALT: (): CodeLevels => this.after(this.CONSUME(T.Dots), () => levels("dots", null)) },
        { ALT: (): CodeLevels => this.after(this.CONSUME(T.Brackets), () => levels("brackets", null)) },
        { ALT: (): CodeLevels => this.after(this.CONSUME(T.Digits), () => levels("digits", null)) },
        {
          ALT: (): CodeLevels =>
            this.after(this.CONSUME(T.Levels), () =>
              levels("levels", this.textNode(0, "the pattern of the levels in double quotes")),
            ),
        },
      ]),
    );
    if (found !== undefined) return found;
    this.expected("`dots`, `brackets`, `digits` or `levels`");
    return levels("dots", null);
  });

  readonly listDeclaration = this.RULE("listDeclaration", (): ListDeclaration => {
    const start = this.startOf();
    this.CONSUME(T.List);
    const name = this.newName(0, "the name of the list");
    const title = this.optionalTitle(1);
    this.need(0, T.Of);
    const record = this.name(1, "the name of a record");
    this.need(0, T.From);
    const file = this.textNode(2, "the path of a data file in double quotes");
    const clauses = this.clauseBlock<ListClause>(blocks.list, () => this.SUBRULE(this.listClause));
    return { kind: "ListDeclaration", start, end: this.endOf(), name, title, record, file, clauses };
  });

  readonly listClause = this.RULE("listClause", (): ListClause => {
    const start = this.startOf();
    return this.OR([
      { ALT: (): ListClause => this.SUBRULE(this.cite) },
      {
        ALT: (): ListClause => {
          this.CONSUME(T.Key);
          const column = this.name(0, "the name of a column");
          return { kind: "KeyClause", start, end: this.endOf(), column };
        },
      },
      {
        ALT: (): ListClause => {
          this.CONSUME(T.Column);
          const name = this.name(1, "the name of a column");
          this.need(0, T.Colon);
          const type = this.SUBRULE(this.type);
          return { kind: "ColumnClause", start, end: this.endOf(), name, type };
        },
      },
      {
        ALT: (): ListClause => {
          this.CONSUME(T.Dated);
          this.need(0, T.From);
          const from = this.name(2, "the name of a column");
          this.mend([T.Until]);
          const until =
            this.OPTION(() => {
              this.CONSUME(T.Until);
              return this.name(3, "the name of a column");
            }) ?? null;
          return { kind: "DatedClause", start, end: this.endOf(), from, until };
        },
      },
    ]);
  });
}
