import type {
  CaseEntry,
  CaseFacts,
  CaseList,
  CaseRecord,
  CaseState,
  CaseValue,
  Expectation,
  ExpectedOutcome,
  Name,
  PathExpression,
  PolicyWords,
  ReleaseTarget,
} from "../ast.ts";
import { T } from "../lexer.ts";
import { DatedParser } from "./dated.ts";
import { policyHeads } from "./outcomes.ts";
import { flag, flagsOf } from "./token-flags.ts";

/** Cases and expectations of scenarios. */
export abstract class CaseParser extends DatedParser {
  /** `{ ... }`, `to_china with h100 with { ... }` */
  readonly caseFacts = this.RULE("caseFacts", (): CaseFacts => {
    const parts = [this.SUBRULE(this.factsPart)];
    this.mend([T.With]);
    this.MANY(() => {
      this.CONSUME(T.With);
      parts.push(this.SUBRULE1(this.factsPart));
      this.mend([T.With]);
    });
    if (this.nextIs(T.LeftBrace)) {
      this.need(0, T.With);
      parts.push(this.SUBRULE2(this.factsPart));
    }
    return { kind: "CaseFacts", start: parts[0]!.start, end: this.endOf(), parts };
  });

  readonly factsPart = this.RULE("factsPart", (): Name | CaseRecord =>
    this.namedCaseAhead() ? this.name(0, "the name of a case") : this.SUBRULE(this.caseRecord),
  );

  /** A name that is no fact's: `h100`, but not the `act:` of a record whose brace is missing. */
  protected namedCaseAhead(): boolean {
    if (this.RECORDING_PHASE || this.nextIs(T.With)) return false;
    return this.nameAhead() && this.LA(2).tokenType !== T.Colon;
  }

  /** `{ act: shipment, item: { ... } }` */
  readonly caseRecord = this.RULE("caseRecord", (): CaseRecord => {
    // where the brace is missing, the record stands behind what was read
    const start = this.nextIs(T.LeftBrace) ? this.startOf() : this.endOf();
    const entries = this.braced(0, "the facts of the case", () => this.SUBRULE(this.caseEntry), true);
    return { kind: "CaseRecord", start, end: Math.max(start, this.endOf()), entries };
  });

  readonly caseEntry = this.RULE("caseEntry", (): CaseEntry => {
    const name = this.caseKey();
    this.need(0, T.Colon);
    const value = this.SUBRULE(this.caseValue);
    return { kind: "CaseEntry", start: name.start, end: this.endOf(), name, value };
  });

  private caseKey(): Name {
    if (this.RECORDING_PHASE) return this.name(0);
    if (this.nextIs(T.Text)) {
      const text = this.makeText(this.takeWord());
      return { kind: "Name", start: text.start, end: text.end, text: text.value, missing: false };
    }
    if ((flagsOf(this.LA_FAST(1)) & flag.word) !== 0 && this.LA(2).tokenType === T.Colon)
      return this.nameNode(this.takeWord());
    return this.name(0, "the name of a fact");
  }

  readonly caseValue = this.RULE("caseValue", (): CaseValue => {
    if (!this.mayNest("this case")) {
      const at = this.endOf();
      return { kind: "CaseScalar", start: at, end: at, value: this.missingExpression() };
    }
    const value = this.caseValueAhead() ? this.OR(this.caseValues) : this.noCaseValue();
    this.nesting--;
    return value;
  });

  // the words of the first alternatives start expressions, too, but none that can be a value
  private readonly caseValues: { ALT: () => CaseValue; IGNORE_AMBIGUITIES?: true }[] = [
    { IGNORE_AMBIGUITIES: true, ALT: () => this.SUBRULE(this.caseBraces) },
    { ALT: () => this.SUBRULE(this.caseList) },
    {
      ALT: () => {
        const start = this.startOf();
        this.CONSUME(T.OpenList);
        const list = this.SUBRULE1(this.caseList);
        return { kind: "CaseOpen", start, end: this.endOf(), list };
      },
    },
    {
      IGNORE_AMBIGUITIES: true,
      ALT: () => {
        const token = this.CONSUME(T.Unknown);
        return { kind: "CaseState", start: token.startOffset, end: this.endOf(), state: "unknown" };
      },
    },
    {
      IGNORE_AMBIGUITIES: true,
      ALT: () => {
        const token = this.CONSUME(T.Not);
        this.mend([T.Applicable, T.Given]);
        let state: CaseState["state"] = "not_applicable";
        if (this.nextIs(T.Given)) {
          this.takeWord();
          state = "not_given";
        } else if (this.nextIs(T.Identifier) && !this.onNewLine() && this.LA(2).tokenType !== T.Colon) {
          this.expected("`applicable` or `given`");
          this.SKIP_TOKEN();
        } else this.need(0, T.Applicable);
        return { kind: "CaseState", start: token.startOffset, end: this.endOf(), state };
      },
    },
    {
      ALT: () => {
        const value = this.SUBRULE(this.expression);
        return { kind: "CaseScalar", start: value.start, end: value.end, value };
      },
    },
  ];

  private caseValueAhead(): boolean {
    if (this.RECORDING_PHASE) return true;
    // the next fact of the record
    if (this.LA(2).tokenType === T.Colon && this.onNewLine()) return false;
    if (this.operandAhead()) return true;
    const type = this.LA_FAST(1).tokenType;
    return type === T.LeftBracket || type === T.OpenList;
  }

  private noCaseValue(): CaseValue {
    this.expected("a value");
    const value = this.missingExpression();
    return { kind: "CaseScalar", start: value.start, end: value.end, value };
  }

  /** A record has a fact's name and a colon behind its brace; `{}` is the empty set. */
  readonly caseBraces = this.RULE("caseBraces", (): CaseValue => {
    const isRecord = this.LA(3).tokenType === T.Colon;
    if (this.RECORDING_PHASE || isRecord) return this.SUBRULE(this.caseRecord);
    const value = this.SUBRULE(this.set);
    return { kind: "CaseScalar", start: value.start, end: value.end, value };
  });

  readonly caseList = this.RULE("caseList", (): CaseList => {
    const opener = this.CONSUME(T.LeftBracket);
    const members: CaseValue[] = [];
    if (this.RECORDING_PHASE) {
      this.MANY(() => {
        members.push(this.SUBRULE(this.caseValue));
        this.OPTION(() => this.CONSUME(T.Comma));
      });
    } else this.members(members, () => this.SUBRULE(this.caseValue), T.RightBracket);
    if (this.RECORDING_PHASE || this.nextIs(T.RightBracket)) this.CONSUME(T.RightBracket);
    else this.missingCloser("]", opener);
    return { kind: "CaseList", start: opener.startOffset, end: this.endOf(), members };
  });

  /** `expect on D [known at D] [in practice] US OUTCOME` */
  readonly expectation = this.RULE("expectation", (): Expectation => {
    const start = this.startOf();
    this.CONSUME(T.Expect);
    this.need(0, T.On);
    const on = this.date(0);
    const second = this.LA(2).tokenType;
    if (second === T.At || second === T.Practice) this.mend([T.Known, T.In]);
    const knownAt =
      this.OPTION(() => {
        this.CONSUME(T.Known);
        this.need(0, T.At);
        return this.date(1);
      }) ?? null;
    const practice =
      this.OPTION1(() => {
        this.CONSUME(T.In);
        this.need(0, T.Practice);
        return true;
      }) ?? false;
    const jurisdiction = this.name(2, "the name of a jurisdiction");
    const outcome = this.SUBRULE(this.expectedOutcome);
    return { kind: "Expectation", start, end: this.endOf(), on, knownAt, practice, jurisdiction, outcome };
  });

  /** `license by ac_a review presumption of denial`, `no requirement`, `undetermined missing item.tpp` */
  readonly expectedOutcome = this.RULE("expectedOutcome", (): ExpectedOutcome => {
    const start = this.startOf();
    this.mend([T.License, T.Notice, T.Prohibited, T.Authorized, T.No, T.Not, T.Undetermined]);
    let verdict: ExpectedOutcome["verdict"] = "undetermined";
    let by: ReleaseTarget[] = [];
    let review: PolicyWords | null = null;
    let routes: Name[] | null = null;
    let missing: PathExpression[] = [];
    if (!this.RECORDING_PHASE && !outcomeHeads.has(this.LA_FAST(1).tokenType)) {
      this.expected("an answer such as `license`, `no requirement` or `undetermined`");
    } else {
      this.OR([
        { ALT: () => this.verdictIs(this.CONSUME(T.License), () => (verdict = "license_required")) },
        { ALT: () => this.verdictIs(this.CONSUME(T.Notice), () => (verdict = "notification_required")) },
        { ALT: () => this.verdictIs(this.CONSUME(T.Prohibited), () => (verdict = "prohibited")) },
        { ALT: () => this.verdictIs(this.CONSUME(T.Authorized), () => (verdict = "authorized")) },
        {
          ALT: () => {
            this.CONSUME(T.No);
            this.need(0, T.Requirement);
            verdict = "no_requirement";
          },
        },
        {
          ALT: () => {
            this.CONSUME(T.Not);
            this.need(0, T.Reached);
            verdict = "not_reached";
          },
        },
        {
          ALT: () => {
            this.CONSUME(T.Undetermined);
            this.mend([T.Missing]);
            this.OPTION(() => {
              this.CONSUME(T.Missing);
              missing = this.paths();
            });
          },
        },
      ]);
    }
    this.mend([T.By, T.Review, T.Routes]);
    this.OPTION1(() => {
      this.CONSUME(T.By);
      by = this.releaseTargets(3);
    });
    this.mend([T.Review, T.Routes]);
    this.OPTION2(() => {
      this.CONSUME(T.Review);
      this.mend([...policyHeads]);
      const isPolicy = this.RECORDING_PHASE || policyHeads.has(this.LA_FAST(1).tokenType);
      if (!isPolicy) this.expected("a review policy such as `presumption of denial`");
      else review = this.SUBRULE(this.policy) as PolicyWords;
    });
    this.mend([T.Routes]);
    this.OPTION3(() => {
      this.CONSUME(T.Routes);
      routes = this.braced(4, "the types of license", () => this.name(4, "a type of license"));
    });
    const from = Math.min(start, this.endOf());
    return { kind: "ExpectedOutcome", start: from, end: this.endOf(), verdict, by, review, routes, missing };
  });

  private verdictIs(_word: unknown, set: () => void): void {
    set();
  }

  private paths(): PathExpression[] {
    const paths = [this.SUBRULE(this.path)];
    this.MANY(() => {
      this.CONSUME(T.Comma);
      paths.push(this.SUBRULE1(this.path));
    });
    return paths;
  }
}

const outcomeHeads = new Set([T.License, T.Notice, T.Prohibited, T.Authorized, T.No, T.Not, T.Undetermined]);
