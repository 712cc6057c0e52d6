import type {
  Cite,
  DatedValue,
  Declaration,
  DefineDeclaration,
  ErrorClause,
  Expression,
  GroupDeclaration,
  ItemDeclaration,
  Parameter,
  PolicyGrid,
  ReviewDeclaration,
  Status,
  ValueList,
  Version,
} from "../ast.ts";
import { T } from "../lexer.ts";
import { DataParser } from "./data.ts";
import { blocks, flag, flagsOf } from "./token-flags.ts";

interface DatedBody {
  readonly value: DatedValue | null;
  readonly unless: Expression | null;
  readonly versions: (Version | Status | Cite | ErrorClause)[];
}

/** Declarations with dated versions: groups, definitions, grounds, policies and items. */
export abstract class DatedParser extends DataParser {
  // ------------------------------------------------------------------------------------------------ dated values

  /** `= value [unless C]`, or a block of dated versions */
  readonly dated = this.RULE("dated", (isReview = false): DatedBody => {
    this.mend([T.Of]);
    if (!this.RECORDING_PHASE && !this.nextIs(T.Equal) && !this.nextIs(T.LeftBrace)) {
      this.expected("`=` or `{` with dated versions");
      this.skipHeader();
      if (blocks.dated.starts[this.LA_FAST(1).tokenTypeIdx] === 1) return this.versions(isReview);
      if (!this.nextIs(T.Equal) && !this.nextIs(T.LeftBrace)) {
        const isValue = this.operandAhead() && !this.onNewLine();
        const value = isValue ? this.SUBRULE2(this.datedValue, { ARGS: [isReview] }) : null;
        return { value, unless: null, versions: [] };
      }
    }
    return this.OR([
      {
        ALT: (): DatedBody => {
          this.CONSUME(T.Equal);
          const value = this.SUBRULE(this.datedValue, { ARGS: [isReview] });
          return { value, unless: this.optionalUnless(1), versions: [] };
        },
      },
      { ALT: (): DatedBody => this.versions(isReview) },
    ]);
  });

  private versions(isReview: boolean): DatedBody {
    const versions = this.clauseBlock<DatedBody["versions"][number]>(blocks.dated, () =>
      this.OR1([
        { ALT: (): DatedBody["versions"][number] => this.SUBRULE(this.version, { ARGS: [isReview] }) },
        { ALT: (): DatedBody["versions"][number] => this.SUBRULE(this.status) },
        { ALT: (): DatedBody["versions"][number] => this.SUBRULE(this.cite) },
      ]),
    );
    return { value: null, unless: null, versions };
  }

  /** Leaves out what stands between a declaration's name and its body, if a body follows on the line. */
  private skipHeader(): void {
    let ahead = 1;
    while ((flagsOf(this.LA(ahead)) & flag.plain) !== 0) ahead++;
    const body = this.LA(ahead).tokenType;
    if (body !== T.Equal && body !== T.LeftBrace) return;
    for (; ahead > 1; ahead--) this.SKIP_TOKEN();
  }

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
  readonly datedValue = this.RULE("datedValue", (isReview = false): DatedValue => {
    if (!this.RECORDING_PHASE) return isReview ? this.policies() : this.valueList();
    return this.OR([
      { IGNORE_AMBIGUITIES: true, ALT: (): DatedValue => this.policies() },
      { ALT: (): DatedValue => this.valueList() },
    ]);
  });

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
      this.skipSubstitute();
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
    return this.OR([
      {
        ALT: (): Version => {
          this.CONSUME(T.Equal);
          const value = this.SUBRULE(this.datedValue, { ARGS: [isReview] });
          return version("set", value, this.optionalUnless(3));
        },
      },
      {
        ALT: (): Version => {
          this.CONSUME(T.Add);
          return version("add", this.SUBRULE1(this.datedValue), null);
        },
      },
      {
        ALT: (): Version => {
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
      { ALT: () => this.after(this.CONSUME(T.Reach), () => false) },
      { ALT: () => this.after(this.CONSUME(T.Review), () => true) },
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
}
