import type { IToken } from "chevrotain";
import type {
  AuthorityClause,
  AuthorityDeclaration,
  Cite,
  CodeLevels,
  CodesDeclaration,
  DatedValue,
  Declaration,
  DefineDeclaration,
  EnumDeclaration,
  ErrorClause,
  ExceptionDeclaration,
  Expectation,
  Expression,
  Field,
  FindingDeclaration,
  GroupDeclaration,
  InstrumentDeclaration,
  ItemDeclaration,
  JurisdictionClause,
  JurisdictionDeclaration,
  ListClause,
  ListDeclaration,
  MeasureDeclaration,
  MeasureKind,
  ModuleDeclaration,
  Name,
  Parameter,
  Permit,
  PolicyGrid,
  ProposalDeclaration,
  RecordDeclaration,
  ReviewDeclaration,
  ScenarioDeclaration,
  Status,
  Text,
  Treats,
  UnencodableDeclaration,
  UnitDeclaration,
  UseDeclaration,
  ValueList,
  Version,
} from "../ast.ts";
import { T } from "../lexer.ts";
import { KindWord } from "../tokens.ts";
import { CaseParser } from "./cases.ts";
import { blocks } from "./token-flags.ts";

interface DatedBody {
  readonly value: DatedValue | null;
  readonly unless: Expression | null;
  readonly versions: (Version | Status | Cite | ErrorClause)[];
}

const kinds = new Map([
  [T.KindList, "list"],
  [T.List, "list"],
  [T.EndUser, "end-user"],
  [T.EndUse, "end-use"],
  [T.Service, "service"],
  [T.Extraterritorial, "extraterritorial"],
] as const);

const jurisdictionWords = new Map([
  [T.Reach, "reach"],
  [T.Codes, "codes"],
  [T.Agency, "agency"],
  [T.States, "states"],
  [T.Members, "members"],
] as const);

/** The declarations, each a rule that starts with its own word. */
export abstract class DeclarationParser extends CaseParser {
  protected optionalTitle(index: number): Text | null {
    return this.option(index, () => this.makeText(this.consume(index, T.Text))) ?? null;
  }

  private optionalOf(index: number): Name | null {
    return (
      this.option(index, () => {
        this.consume(index, T.Of);
        return this.name(index + 10);
      }) ?? null
    );
  }

  // ------------------------------------------------------------------------------------------------ modules

  readonly moduleDeclaration = this.RULE("moduleDeclaration", (): ModuleDeclaration => {
    const start = this.startOf();
    this.CONSUME(T.Module);
    const path = this.SUBRULE(this.modulePath);
    this.mend([T.Of, T.Current]);
    const jurisdiction = this.optionalOf(1);
    this.mend([T.Current]);
    const currentTo =
      this.OPTION2(() => {
        this.CONSUME(T.Current);
        this.need(0, T.To);
        return this.date(0);
      }) ?? null;
    return { kind: "ModuleDeclaration", start, end: this.endOf(), path, jurisdiction, currentTo };
  });

  readonly useDeclaration = this.RULE("useDeclaration", (): UseDeclaration => {
    const start = this.startOf();
    this.CONSUME(T.Use);
    const paths = [this.SUBRULE(this.modulePath)];
    this.MANY(() => {
      this.CONSUME(T.Comma);
      paths.push(this.SUBRULE1(this.modulePath));
    });
    return { kind: "UseDeclaration", start, end: this.endOf(), paths };
  });

  // ------------------------------------------------------------------------------------------------ institutions

  readonly jurisdictionDeclaration = this.RULE("jurisdictionDeclaration", (): JurisdictionDeclaration => {
    const start = this.startOf();
    this.CONSUME(T.Jurisdiction);
    const name = this.newName(0, "the name of the jurisdiction");
    const title = this.optionalTitle(1);
    this.mend([T.Within]);
    const within =
      this.OPTION2(() => {
        this.CONSUME(T.Within);
        return this.name(1, "the name of a jurisdiction");
      }) ?? null;
    const clauses = this.clauseBlock(blocks.jurisdiction, () => this.SUBRULE(this.jurisdictionClause));
    return { kind: "JurisdictionDeclaration", start, end: this.endOf(), name, title, within, clauses };
  });

  readonly jurisdictionClause = this.RULE("jurisdictionClause", (): JurisdictionClause => {
    const start = this.startOf();
    const word = this.OR([
      { ALT: () => this.CONSUME(T.Reach) },
      { ALT: () => this.CONSUME(T.Codes) },
      { ALT: () => this.CONSUME(T.Agency) },
      { ALT: () => this.CONSUME(T.States) },
      { ALT: () => this.CONSUME(T.Members) },
    ]);
    const names = this.names(0, "a name");
    const text = jurisdictionWords.get(word.tokenType) ?? "reach";
    return { kind: "JurisdictionClause", start, end: this.endOf(), word: text, names };
  });

  readonly instrumentDeclaration = this.RULE("instrumentDeclaration", (): InstrumentDeclaration => {
    const start = this.startOf();
    this.CONSUME(T.Instrument);
    const name = this.newName(0, "the name of the instrument");
    const title = this.optionalTitle(1);
    const clauses = this.clauseBlock<InstrumentDeclaration["clauses"][number]>(blocks.instrument, () =>
      this.SUBRULE(this.instrumentClause),
    );
    return { kind: "InstrumentDeclaration", start, end: this.endOf(), name, title, clauses };
  });

  readonly instrumentClause = this.RULE("instrumentClause", (): InstrumentDeclaration["clauses"][number] => {
    const start = this.startOf();
    const clause = (word: "announced" | "published" | "from", index: number) =>
      ({ kind: "InstrumentClause", start, word, date: this.date(index), end: this.endOf() }) as const;
    return this.OR<InstrumentDeclaration["clauses"][number]>([
      { ALT: () => this.SUBRULE(this.cite) },
      { ALT: () => this.behind(this.CONSUME(T.Announced), () => clause("announced", 0)) },
      { ALT: () => this.behind(this.CONSUME(T.Published), () => clause("published", 1)) },
      { ALT: () => this.behind(this.CONSUME(T.From), () => clause("from", 2)) },
    ]);
  });

  private behind<R>(_consumed: IToken, make: () => R): R {
    return make();
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
        if (this.RECORDING_PHASE || this.nextIs(T.NumberLiteral)) return this.SUBRULE(this.number);
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
    if (this.nameAhead() && this.indentationOf(token) >= 0) return this.SUBRULE(this.field);
    this.expected("the name of a fact and `:`");
    this.skip(() => this.fieldAhead());
    return { kind: "ErrorClause", start, end: this.endOf() };
  }

  readonly factDeclaration = this.RULE("factDeclaration", (): Declaration => {
    const start = this.startOf();
    this.CONSUME(T.Fact);
    const names = [this.newName(0, "the name of the fact")];
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
      this.OR<CodeLevels>([
        { ALT: () => this.behind(this.CONSUME(T.Dots), () => levels("dots", null)) },
        { ALT: () => this.behind(this.CONSUME(T.Brackets), () => levels("brackets", null)) },
        { ALT: () => this.behind(this.CONSUME(T.Digits), () => levels("digits", null)) },
        {
          ALT: () =>
            this.behind(this.CONSUME(T.Levels), () =>
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
    return this.OR<ListClause>([
      { ALT: () => this.SUBRULE(this.cite) },
      {
        ALT: () => {
          this.CONSUME(T.Key);
          const column = this.name(0, "the name of a column");
          return { kind: "KeyClause", start, end: this.endOf(), column };
        },
      },
      {
        ALT: () => {
          this.CONSUME(T.Column);
          const name = this.name(1, "the name of a column");
          this.need(0, T.Colon);
          const type = this.SUBRULE(this.type);
          return { kind: "ColumnClause", start, end: this.endOf(), name, type };
        },
      },
      {
        ALT: () => {
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

  // ------------------------------------------------------------------------------------------------ dated values

  /** `= value [unless C]`, or a block of dated versions */
  readonly dated = this.RULE("dated", (isReview = false): DatedBody => {
    this.mend([T.Of]);
    if (!this.RECORDING_PHASE && !this.nextIs(T.Equal) && !this.nextIs(T.LeftBrace)) {
      this.expected("`=` or `{` with dated versions");
      if (!this.operandAhead() || this.onNewLine()) return { value: null, unless: null, versions: [] };
      return { value: this.SUBRULE2(this.datedValue, { ARGS: [isReview] }), unless: null, versions: [] };
    }
    return this.OR<DatedBody>([
      {
        ALT: () => {
          this.CONSUME(T.Equal);
          const value = this.SUBRULE(this.datedValue, { ARGS: [isReview] });
          return { value, unless: this.optionalUnless(1), versions: [] };
        },
      },
      {
        ALT: () => {
          const versions = this.clauseBlock<DatedBody["versions"][number]>(blocks.dated, () =>
            this.OR1<DatedBody["versions"][number]>([
              { ALT: () => this.SUBRULE(this.version, { ARGS: [isReview] }) },
              { ALT: () => this.SUBRULE(this.status) },
              { ALT: () => this.SUBRULE(this.cite) },
            ]),
          );
          return { value: null, unless: null, versions };
        },
      },
    ]);
  });

  private optionalUnless(index: number): Expression | null {
    this.mend([T.Unless]);
    return (
      this.option(index, () => {
        this.consume(index, T.Unless);
        return this.subrule(index + 50, this.expression);
      }) ?? null
    );
  }

  /** Members parted by commas; in a `review`, one policy or a grid of them. */
  readonly datedValue = this.RULE(
    "datedValue",
    (isReview = false): DatedValue =>
      this.OR<DatedValue>([
        { GATE: () => isReview, ALT: () => this.policies() },
        { ALT: () => this.valueList() },
      ]),
  );

  private policies(): PolicyGrid {
    if (this.RECORDING_PHASE || this.nextIs(T.LeftBrace)) return this.SUBRULE(this.policyGrid);
    const limb = this.SUBRULE(this.policyLimb);
    return { kind: "PolicyGrid", start: limb.start, end: limb.end, limbs: [limb] };
  }

  private valueList(): ValueList {
    const members = this.expressions(1);
    return { kind: "ValueList", start: members[0]!.start, end: this.endOf(), members };
  }

  /** `from [before] D [by I] (= value [unless C] | add set | remove set)` */
  readonly version = this.RULE("version", (isReview = false): Version => {
    const start = this.startOf();
    this.CONSUME(T.From);
    const { before, date } = this.start(0);
    const by = this.optionalBy(1);
    this.mend([T.Add, T.Remove]);
    const version = (
      operation: Version["operation"],
      value: DatedValue,
      unless: Expression | null,
    ): Version => ({
      kind: "Version",
      start,
      end: this.endOf(),
      before,
      date,
      by,
      operation,
      value,
      unless,
    });
    if (!this.RECORDING_PHASE && !this.nextIs(T.Equal) && !this.nextIs(T.Add) && !this.nextIs(T.Remove)) {
      this.expected("`=`, `add` or `remove`");
      if (this.operandAhead() && !this.onNewLine()) {
        return version("set", this.SUBRULE4(this.datedValue, { ARGS: [isReview] }), this.optionalUnless(3));
      }
      const at = this.endOf();
      return version(
        "set",
        { kind: "ValueList", start: at, end: at, members: [this.missingExpression()] },
        null,
      );
    }
    return this.OR<Version>([
      {
        ALT: () => {
          this.CONSUME(T.Equal);
          const value = this.SUBRULE(this.datedValue, { ARGS: [isReview] });
          return version("set", value, this.optionalUnless(3));
        },
      },
      {
        ALT: () => {
          this.CONSUME(T.Add);
          return version("add", this.SUBRULE1(this.datedValue), null);
        },
      },
      {
        ALT: () => {
          this.CONSUME(T.Remove);
          return version("remove", this.SUBRULE2(this.datedValue), null);
        },
      },
    ]);
  });

  readonly groupDeclaration = this.RULE("groupDeclaration", (): GroupDeclaration => {
    const start = this.startOf();
    this.CONSUME(T.Group);
    const name = this.newName(0, "the name of the group");
    this.mend([T.Of, T.Open]);
    const of = this.optionalOf(1);
    this.mend([T.Open]);
    const open = this.OPTION2(() => this.CONSUME(T.Open)) !== undefined;
    const title = this.optionalTitle(3);
    const body = this.SUBRULE(this.dated);
    return { kind: "GroupDeclaration", start, end: this.endOf(), name, of, open, title, ...body };
  });

  readonly defineDeclaration = this.RULE("defineDeclaration", (): DefineDeclaration => {
    const start = this.startOf();
    this.CONSUME(T.Define);
    const name = this.newName(0, "the name of the definition");
    const parameters = this.OPTION(() => this.SUBRULE(this.parameters)) ?? [];
    this.mend([T.Of]);
    const of = this.optionalOf(1);
    const title = this.optionalTitle(2);
    const body = this.SUBRULE(this.dated);
    return { kind: "DefineDeclaration", start, end: this.endOf(), name, parameters, of, title, ...body };
  });

  /** `(countries C, number k)` */
  readonly parameters = this.RULE("parameters", (): Parameter[] => {
    const parameters: Parameter[] = [];
    const opener = this.CONSUME(T.LeftParen);
    parameters.push(this.parameter(0));
    this.MANY(() => {
      this.CONSUME(T.Comma);
      parameters.push(this.parameter(2));
    });
    if (this.RECORDING_PHASE || this.nextIs(T.RightParen)) this.CONSUME(T.RightParen);
    else this.missingCloser(")", opener);
    return parameters;
  });

  private parameter(index: number): Parameter {
    const type = this.name(index, "the type of the parameter");
    const name = this.name(index + 1, "the name of the parameter");
    return { kind: "Parameter", start: type.start, end: this.endOf(), type, name };
  }

  /** `reach` and `review` */
  readonly namedDeclaration = this.RULE("namedDeclaration", (): Declaration => {
    const start = this.startOf();
    const isReview = this.OR([
      { ALT: () => this.behind(this.CONSUME(T.Reach), () => false) },
      { ALT: () => this.behind(this.CONSUME(T.Review), () => true) },
    ]);
    const name = this.newName(0, isReview ? "the name of the policy" : "the name of the ground");
    const title = this.optionalTitle(1);
    const body = this.SUBRULE(this.dated, { ARGS: [isReview] });
    const kind: ReviewDeclaration["kind"] | "ReachDeclaration" = isReview
      ? "ReviewDeclaration"
      : "ReachDeclaration";
    return { kind, start, end: this.endOf(), name, title, ...body };
  });

  readonly itemDeclaration = this.RULE("itemDeclaration", (): ItemDeclaration => {
    const start = this.startOf();
    this.CONSUME(T.Item);
    const scheme =
      this.OPTION({ GATE: () => this.schemeAhead(), DEF: () => this.name(0, "a code scheme") }) ?? null;
    const code = this.SUBRULE(this.codePath);
    const title = this.optionalTitle(1);
    const body = this.SUBRULE(this.dated);
    return { kind: "ItemDeclaration", start, end: this.endOf(), scheme, code, title, ...body };
  });

  /** Whether a name stands in front of the code, as in `annex_i 3B001` or `ECCN EAR99`. */
  private schemeAhead(): boolean {
    const code = this.LA(2).tokenType;
    return code === T.Code || code === T.Quoted || code === T.Identifier;
  }

  // ------------------------------------------------------------------------------------------------ measures

  readonly measureDeclaration = this.RULE("measureDeclaration", (): MeasureDeclaration => {
    const start = this.startOf();
    const kind = this.OR([
      { ALT: () => this.CONSUME(T.KindList) },
      { ALT: () => this.CONSUME(T.EndUser) },
      { ALT: () => this.CONSUME(T.EndUse) },
      { ALT: () => this.CONSUME(T.Service) },
      { ALT: () => this.CONSUME(T.Extraterritorial) },
    ]);
    const measureKind = this.kindOf(kind);
    this.need(0, T.Measure);
    const name = this.newName(0, "the name of the measure");
    const title = this.optionalTitle(1);
    const clauses = this.SUBRULE(this.measureBody, { ARGS: [blocks.measure] });
    return { kind: "MeasureDeclaration", start, end: this.endOf(), measureKind, name, title, clauses };
  });

  private kindOf(token: IToken): MeasureKind {
    return kinds.get(token.tokenType) ?? "list";
  }

  readonly exceptionDeclaration = this.RULE("exceptionDeclaration", (): ExceptionDeclaration => {
    const start = this.startOf();
    this.CONSUME(T.Exception);
    const name = this.newName(0, "the name of the exception");
    const title = this.optionalTitle(1);
    const clauses = this.SUBRULE(this.measureBody, { ARGS: [blocks.exception] });
    return { kind: "ExceptionDeclaration", start, end: this.endOf(), name, title, clauses };
  });

  // ------------------------------------------------------------------------------------------------ powers

  readonly authorityDeclaration = this.RULE("authorityDeclaration", (): AuthorityDeclaration => {
    const start = this.startOf();
    this.CONSUME(T.Authority);
    const name = this.newName(0, "the name of the authority");
    const title = this.optionalTitle(1);
    this.need(0, T.Of);
    const of = this.name(1, "the name of a jurisdiction");
    const clauses = this.clauseBlock<AuthorityDeclaration["clauses"][number]>(blocks.authority, () =>
      this.OR<AuthorityDeclaration["clauses"][number]>([
        { ALT: () => this.SUBRULE(this.cite) },
        { ALT: () => this.SUBRULE(this.authorityClause) },
        { ALT: () => this.SUBRULE(this.permit) },
        { ALT: () => this.SUBRULE(this.status) },
      ]),
    );
    return { kind: "AuthorityDeclaration", start, end: this.endOf(), name, title, of, clauses };
  });

  readonly authorityClause = this.RULE("authorityClause", (): AuthorityClause => {
    const start = this.startOf();
    return this.OR<AuthorityClause>([
      {
        ALT: () => {
          this.CONSUME(T.Held);
          this.need(0, T.By);
          const names = this.names(0, "the name of an agency");
          return {
            kind: "AuthorityClause",
            start,
            end: this.endOf(),
            word: "held",
            names,
            before: false,
            date: null,
          };
        },
      },
      {
        ALT: () => {
          this.CONSUME(T.From);
          const { before, date } = this.start(2);
          return { kind: "AuthorityClause", start, end: this.endOf(), word: "from", names: [], before, date };
        },
      },
    ]);
  });

  /** `permits KIND [limited to C] [provided C] [from D [by I]] [until D]` */
  readonly permit = this.RULE("permit", (): Permit => {
    const start = this.startOf();
    this.CONSUME(T.Permits);
    this.mend([T.List, T.EndUser, T.EndUse, T.Service, T.Extraterritorial]);
    let measureKind: MeasureKind = "list";
    if (this.RECORDING_PHASE || kinds.has(this.LA_FAST(1).tokenType as never))
      measureKind = this.kindOf(this.CONSUME(KindWord));
    else this.expected("a kind of measure: `list`, `end-user`, `end-use`, `service` or `extraterritorial`");
    this.mend([T.Limited, T.Provided]);
    const limitedTo =
      this.OPTION(() => {
        this.CONSUME(T.Limited);
        this.need(0, T.To);
        return this.SUBRULE(this.expression);
      }) ?? null;
    this.mend([T.Provided]);
    const provided =
      this.OPTION1(() => {
        this.CONSUME(T.Provided);
        return this.SUBRULE1(this.expression);
      }) ?? null;
    const from = this.OPTION2(() => {
      this.CONSUME(T.From);
      return { date: this.date(0), by: this.optionalBy(5) };
    });
    const until =
      this.OPTION3(() => {
        this.CONSUME(T.Until);
        return this.date(1);
      }) ?? null;
    return {
      kind: "Permit",
      start,
      end: this.endOf(),
      measureKind,
      limitedTo,
      provided,
      from: from?.date ?? null,
      by: from?.by ?? null,
      until,
    };
  });

  readonly findingDeclaration = this.RULE("findingDeclaration", (): FindingDeclaration => {
    const start = this.startOf();
    this.CONSUME(T.Finding);
    const name = this.newName(0, "the name of the finding");
    const title = this.optionalTitle(1);
    this.need(0, T.By);
    const by = this.name(1, "the name of an agency");
    const clauses = this.clauseBlock<FindingDeclaration["clauses"][number]>(blocks.finding, () =>
      this.OR<FindingDeclaration["clauses"][number]>([
        { ALT: () => this.SUBRULE(this.cite) },
        { ALT: () => this.SUBRULE(this.findingClause) },
        { ALT: () => this.SUBRULE(this.treats) },
        { ALT: () => this.SUBRULE(this.status) },
      ]),
    );
    return { kind: "FindingDeclaration", start, end: this.endOf(), name, title, by, clauses };
  });

  readonly findingClause = this.RULE("findingClause", (): FindingDeclaration["clauses"][number] => {
    const start = this.startOf();
    this.CONSUME(T.From);
    const date = this.date(0);
    const by = this.optionalBy(1);
    return { kind: "FindingClause", start, end: this.endOf(), date, by };
  });

  readonly treats = this.RULE("treats", (): Treats => {
    const start = this.startOf();
    this.CONSUME(T.Treats);
    const condition = this.SUBRULE(this.expression);
    this.need(0, T.As);
    const as = this.SUBRULE1(this.expression);
    return { kind: "Treats", start, end: this.endOf(), condition, as };
  });

  readonly unencodableDeclaration = this.RULE("unencodableDeclaration", (): UnencodableDeclaration => {
    const start = this.startOf();
    this.CONSUME(T.Unencodable);
    const name = this.newName(0, "the name of the text");
    const title = this.optionalTitle(1);
    const clauses = this.clauseBlock<UnencodableDeclaration["clauses"][number]>(blocks.unencodable, () =>
      this.OR<UnencodableDeclaration["clauses"][number]>([
        { ALT: () => this.SUBRULE(this.cite) },
        {
          ALT: () => {
            const at = this.startOf();
            this.CONSUME(T.Because);
            const because = this.textNode(3, "the reason in double quotes");
            return { kind: "UnencodableClause", start: at, end: this.endOf(), because };
          },
        },
      ]),
    );
    return { kind: "UnencodableDeclaration", start, end: this.endOf(), name, title, clauses };
  });

  // ------------------------------------------------------------------------------------------------ scenarios

  readonly scenarioDeclaration = this.RULE("scenarioDeclaration", (): ScenarioDeclaration => {
    const start = this.startOf();
    this.CONSUME(T.Scenario);
    const title = this.textNode(0, "the title of the scenario in double quotes");
    let given: ScenarioDeclaration["given"] = null;
    type Part = Expectation | Cite | ErrorClause;
    const parts = this.clauseBlock<Part | null>(blocks.scenario, () =>
      this.OR<Part | null>([
        {
          ALT: () => {
            this.CONSUME(T.Given);
            const record = this.SUBRULE(this.caseRecord);
            if (given !== null) return { kind: "ErrorClause", start: record.start, end: record.end };
            given = record;
            return null;
          },
        },
        { ALT: () => this.SUBRULE(this.expectation) },
        { ALT: () => this.SUBRULE(this.cite) },
      ]),
    );
    const expectations = parts.filter((part) => part !== null);
    return { kind: "ScenarioDeclaration", start, end: this.endOf(), title, given, expectations };
  });

  abstract declarationList(open: IToken | null): Declaration[];

  readonly proposalDeclaration = this.RULE("proposalDeclaration", (): ProposalDeclaration => {
    const start = this.startOf();
    this.CONSUME(T.Proposal);
    const name = this.newName(0, "the name of the proposal");
    const title = this.optionalTitle(1);
    const declarations: Declaration[] = [];
    const opener = this.openBrace(0, "the declarations of the proposal");
    if (this.RECORDING_PHASE || opener !== null) declarations.push(...this.declarationList(opener));
    this.closeBrace(0, opener);
    return { kind: "ProposalDeclaration", start, end: this.endOf(), name, title, declarations };
  });
}
