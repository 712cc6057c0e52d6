import type { IToken, TokenType } from "chevrotain";
import type {
  DateLiteral,
  Expression,
  ForClause,
  FromClause,
  LabelPath,
  MeasureClause,
  ModulePath,
  Name,
  NamesClause,
  ObligesClause,
  OriginClause,
  Outcome,
  OutcomeLimb,
  Policy,
  PolicyGrid,
  PolicyLimb,
  PolicyName,
  PolicyWords,
  ReleaseTarget,
  RequiresClause,
  RouteLimb,
  Status,
  UnlessClause,
} from "../ast.ts";
import { T } from "../lexer.ts";
import { EndWord, NamesWord, StatusWord } from "../tokens.ts";
import { ExpressionParser } from "./expressions.ts";
import { type Block, blocks, flag, flagsOf } from "./token-flags.ts";

/** The clauses of measures and exceptions, and the parts they share with other declarations. */
export abstract class ClauseParser extends ExpressionParser {
  // ------------------------------------------------------------------------------------------------ small parts

  /** `us.advanced_computing` */
  readonly modulePath = this.RULE("modulePath", (): ModulePath => {
    const parts = [this.name(0, "the name of a module or measure")];
    this.MANY(() => {
      this.CONSUME(T.Dot);
      parts.push(this.name(1));
    });
    return { kind: "ModulePath", start: parts[0]!.start, end: this.endOf(), parts };
  });

  /** Names parted by commas. */
  protected names(index: number, what: string): Name[] {
    const names = [this.name(index, what)];
    this.many(index, () => {
      this.consume(index, T.Comma);
      names.push(this.name(index + 1, what));
    });
    return names;
  }

  /** Expressions parted by commas; a last comma is allowed. */
  protected expressions(index: number): Expression[] {
    const members = [this.subrule(index, this.expression)];
    this.many(index, () => {
      this.consume(index, T.Comma);
      if (this.RECORDING_PHASE || this.operandAhead()) members.push(this.subrule(index + 1, this.expression));
    });
    return members;
  }

  protected optionalBy(index: number): Name | null {
    this.mend([T.By]);
    return (
      this.option(index, () => {
        this.consume(index, T.By);
        return this.name(index + 40, "the name of an instrument");
      }) ?? null
    );
  }

  /** `[before] D` */
  protected start(index: number): { before: boolean; date: DateLiteral } {
    this.mend([T.Before]);
    const before = this.option(index, () => this.consume(index, T.Before)) !== undefined;
    return { before, date: this.date(index) };
  }

  // ------------------------------------------------------------------------------------------------ status

  /** `suspended from D [until D] [by I] [because "..."]`, or `until D` alone */
  readonly status = this.RULE("status", (): Status => {
    const start = this.startOf();
    return this.OR([
      {
        ALT: (): Status => {
          const token = this.CONSUME(StatusWord);
          const word =
            token.tokenType === T.Suspended
              ? "suspended"
              : token.tokenType === T.Unclear
                ? "unclear"
                : "unenforced";
          this.need(0, T.From);
          const from = this.date(0);
          this.mend([T.Until, T.Through, T.By, T.Because]);
          const end = this.OPTION(() => this.ending(this.CONSUME(EndWord), this.date(1)));
          return this.statusEnd(start, word, from, end);
        },
      },
      {
        ALT: (): Status => {
          const word = this.CONSUME1(EndWord);
          return this.statusEnd(start, "ended", null, this.ending(word, this.date(2)));
        },
      },
    ]);
  });

  private ending(word: IToken, date: DateLiteral): { inclusive: boolean; date: DateLiteral } {
    return { inclusive: word.tokenType === T.Through, date };
  }

  private statusEnd(
    start: number,
    word: Status["word"],
    from: DateLiteral | null,
    end: { inclusive: boolean; date: DateLiteral } | undefined,
  ): Status {
    // both alternatives of the rule end alike, so that a reason may stand behind an end, too
    const index = word === "ended" ? 5 : 3;
    const by = this.optionalBy(index);
    const because =
      this.option(index + 1, () => {
        this.consume(index + 1, T.Because);
        return this.textNode(index + 1, "the reason in double quotes");
      }) ?? null;
    return {
      kind: "Status",
      start,
      end: this.endOf(),
      word,
      from,
      until: end?.date ?? null,
      inclusive: end?.inclusive ?? false,
      by,
      because,
    };
  }

  // ------------------------------------------------------------------------------------------------ policies

  /** `presumption of denial`, or the name of a `review`, or a column of a list entry */
  readonly policy = this.RULE("policy", (): Policy => {
    const start = this.startOf();
    const words = (policy: PolicyName): PolicyWords => ({
      kind: "PolicyWords",
      start,
      end: this.endOf(),
      policy,
    });
    this.mend([T.Policy, T.Presumption, T.Case, T.Entitlement]);
    const isExpression = !this.RECORDING_PHASE && !policyHeads.has(this.LA_FAST(1).tokenType);
    if (isExpression) return this.SUBRULE1(this.operand);
    return this.OR<Policy>([
      {
        ALT: () => {
          this.CONSUME(T.Policy);
          this.need(0, T.Of);
          this.need(0, T.Denial);
          return words("policy_of_denial");
        },
      },
      {
        ALT: () => {
          this.CONSUME(T.Presumption);
          this.need(1, T.Of);
          this.mend([T.Denial, T.Approval]);
          if (!this.RECORDING_PHASE && !this.nextIs(T.Denial) && !this.nextIs(T.Approval)) {
            this.expected("`denial` or `approval`");
            return words("presumption_of_denial");
          }
          return this.OR1<Policy>([
            { ALT: () => this.after(this.CONSUME1(T.Denial), () => words("presumption_of_denial")) },
            { ALT: () => this.after(this.CONSUME(T.Approval), () => words("presumption_of_approval")) },
          ]);
        },
      },
      {
        ALT: () => {
          this.CONSUME(T.Case);
          this.need(0, T.By);
          this.need(0, T.CaseEnd);
          return words("case_by_case");
        },
      },
      {
        IGNORE_AMBIGUITIES: true,
        ALT: () => this.after(this.CONSUME(T.Entitlement), () => words("entitlement")),
      },
      { ALT: () => this.SUBRULE(this.operand) },
    ]);
  });

  private after<R>(_consumed: IToken, make: () => R): R {
    return make();
  }

  /** `{ (1) presumption of denial when C except (2), (3) case by case otherwise }` */
  readonly policyGrid = this.RULE("policyGrid", (): PolicyGrid => {
    const start = this.startOf();
    const limbs = this.braced(0, "the limbs of a review policy", () => this.SUBRULE(this.policyLimb));
    return { kind: "PolicyGrid", start, end: this.endOf(), limbs };
  });

  readonly policyLimb = this.RULE("policyLimb", (): PolicyLimb => {
    const label = this.optionalLabels();
    const policy = this.SUBRULE(this.policy);
    const { when, otherwise, except } = this.limbEnd();
    const cite = this.optionalCite(1);
    return {
      kind: "PolicyLimb",
      start: (label ?? policy).start,
      end: this.endOf(),
      label,
      policy,
      when,
      otherwise,
      except,
      cite,
    };
  });

  /** `[when C | otherwise] [except (2) and (4)]`; once in a rule */
  private limbEnd(): { when: Expression | null; otherwise: boolean; except: LabelPath[] } {
    let when: Expression | null = null;
    let otherwise = false;
    const except: LabelPath[] = [];
    this.mend([T.When, T.Otherwise, T.Except, T.Cite]);
    this.OPTION3(() => {
      this.OR3([
        {
          ALT: () => {
            this.CONSUME3(T.When);
            when = this.SUBRULE3(this.expression);
          },
        },
        {
          ALT: () => {
            this.CONSUME3(T.Otherwise);
            otherwise = true;
          },
        },
      ]);
    });
    this.mend([T.Except, T.Cite]);
    this.OPTION4(() => {
      this.CONSUME4(T.Except);
      this.exceptLabel(except, 4);
      this.MANY4(() => {
        this.CONSUME4(T.And);
        this.exceptLabel(except, 5);
      });
    });
    return { when, otherwise, except };
  }

  private exceptLabel(except: LabelPath[], index: number): void {
    if (this.RECORDING_PHASE || this.labelAhead()) except.push(this.subrule(index, this.labels));
    else this.expected("the label of a limb, such as `(2)`");
  }

  // ------------------------------------------------------------------------------------------------ outcomes

  /** `license` or `notice to A [awaiting decision]` */
  readonly outcome = this.RULE("outcome", (): Outcome => {
    const start = this.startOf();
    const node = (outcome: Outcome["outcome"], to: Name | null, awaitingDecision: boolean): Outcome => ({
      kind: "Outcome",
      start: Math.min(start, this.endOf()),
      end: this.endOf(),
      outcome,
      to,
      awaitingDecision,
    });
    this.mend([T.License, T.Notice]);
    if (!this.RECORDING_PHASE && !this.nextIs(T.License) && !this.nextIs(T.Notice)) {
      this.expected("`license` or `notice to`");
      return node("license", null, false);
    }
    return this.OR([
      { ALT: () => this.after(this.CONSUME(T.License), () => node("license", null, false)) },
      {
        ALT: () => {
          this.CONSUME(T.Notice);
          this.need(0, T.To);
          const to = this.name(0, "the agency that is notified");
          this.mend([T.Awaiting]);
          const awaiting = this.OPTION(() => {
            this.CONSUME(T.Awaiting);
            this.need(0, T.Decision);
            return true;
          });
          return node("notice", to, awaiting !== undefined);
        },
      },
    ]);
  });

  readonly outcomeLimb = this.RULE("outcomeLimb", (): OutcomeLimb => {
    const label = this.optionalLabels();
    const outcome = this.SUBRULE(this.outcome);
    const { when, otherwise, except } = this.limbEnd();
    const cite = this.optionalCite(1);
    return {
      kind: "OutcomeLimb",
      start: (label ?? outcome).start,
      end: this.endOf(),
      label,
      outcome,
      when,
      otherwise,
      except,
      cite,
    };
  });

  readonly routeLimb = this.RULE("routeLimb", (): RouteLimb => {
    const label = this.optionalLabels();
    const route = this.name(0, "a type of license");
    this.mend([T.When]);
    const when =
      this.OPTION(() => {
        this.CONSUME(T.When);
        return this.SUBRULE(this.expression);
      }) ?? null;
    return { kind: "RouteLimb", start: (label ?? route).start, end: this.endOf(), label, route, when };
  });

  /** `ac_a`, or one limb of it, `ac_a(ii)` */
  readonly releaseTarget = this.RULE("releaseTarget", (): ReleaseTarget => {
    const measure = this.SUBRULE(this.modulePath);
    const limb =
      this.OPTION({
        GATE: () => this.touches() && this.labelAhead(),
        DEF: () => this.SUBRULE(this.labels),
      }) ?? null;
    return { kind: "ReleaseTarget", start: measure.start, end: this.endOf(), measure, limb };
  });

  protected releaseTargets(index: number): ReleaseTarget[] {
    const targets = [this.subrule(index, this.releaseTarget)];
    this.many(index, () => {
      this.consume(index, T.Comma);
      targets.push(this.subrule(index + 1, this.releaseTarget));
    });
    return targets;
  }

  // ------------------------------------------------------------------------------------------------ clauses

  readonly measureBody = this.RULE("measureBody", (block: Block = blocks.measure): MeasureClause[] =>
    this.clauseBlock<MeasureClause>(block, () => this.OR(this.measureClauses)),
  );

  private readonly measureClauses: { ALT: () => MeasureClause }[] = [
    { ALT: () => this.SUBRULE(this.namesClause) },
    { ALT: () => this.SUBRULE(this.originClause) },
    { ALT: () => this.SUBRULE(this.cite) },
    { ALT: () => this.SUBRULE(this.fromClause) },
    { ALT: () => this.SUBRULE(this.status) },
    { ALT: () => this.SUBRULE(this.membersClause) },
    { ALT: () => this.SUBRULE(this.forClause) },
    { ALT: () => this.SUBRULE(this.whenClause) },
    { ALT: () => this.SUBRULE(this.unlessClause) },
    { ALT: () => this.SUBRULE(this.requiresClause) },
    { ALT: () => this.SUBRULE(this.prohibitsClause) },
    { ALT: () => this.SUBRULE(this.reviewClause) },
    { ALT: () => this.SUBRULE(this.routesClause) },
    { ALT: () => this.SUBRULE(this.releasesClause) },
    { ALT: () => this.SUBRULE(this.obligesClause) },
    { ALT: () => this.SUBRULE(this.savesClause) },
  ];

  readonly namesClause = this.RULE("namesClause", (): NamesClause => {
    const token = this.CONSUME(NamesWord);
    const names = this.names(0, "a name");
    const word = token.image as NamesClause["word"];
    return {
      kind: "NamesClause",
      start: token.startOffset,
      end: this.endOf(),
      word: namesWords.get(token.tokenType) ?? word,
      names,
    };
  });

  readonly originClause = this.RULE("originClause", (): OriginClause => {
    const start = this.startOf();
    this.CONSUME(T.Origin);
    this.mend([T.Unilateral, T.Coordinated, T.Regime]);
    const node = (origin: OriginClause["origin"]): OriginClause => ({
      kind: "OriginClause",
      start,
      end: this.endOf(),
      origin,
    });
    const origin = this.OPTION(() =>
      this.OR<OriginClause>([
        { ALT: () => this.after(this.CONSUME(T.Unilateral), () => node("unilateral")) },
        { ALT: () => this.after(this.CONSUME(T.Coordinated), () => node("coordinated")) },
        { ALT: () => this.after(this.CONSUME(T.Regime), () => node("regime")) },
      ]),
    );
    if (origin !== undefined) return origin;
    this.expected("`unilateral`, `coordinated` or `regime`");
    return node(null);
  });

  readonly fromClause = this.RULE("fromClause", (): FromClause => {
    const start = this.startOf();
    this.CONSUME(T.From);
    const { before, date } = this.start(0);
    const by = this.optionalBy(1);
    if (!this.mayNest("this block"))
      return { kind: "FromClause", start, end: this.endOf(), before, date, by, clauses: null };
    const clauses = this.OPTION2(() => this.SUBRULE(this.measureBody, { ARGS: [this.block] })) ?? null;
    this.nesting--;
    return { kind: "FromClause", start, end: this.endOf(), before, date, by, clauses };
  });

  /** `items S, T` and `destinations S, T` */
  readonly membersClause = this.RULE("membersClause", (): MeasureClause => {
    const start = this.startOf();
    return this.OR<MeasureClause>([
      {
        ALT: () => {
          this.CONSUME(T.Items);
          const members = this.expressions(0);
          return { kind: "ItemsClause", start, end: this.endOf(), members };
        },
      },
      {
        ALT: () => {
          this.CONSUME(T.Destinations);
          const members = this.expressions(2);
          return { kind: "DestinationsClause", start, end: this.endOf(), members };
        },
      },
    ]);
  });

  readonly forClause = this.RULE("forClause", (): ForClause => {
    const start = this.startOf();
    this.CONSUME(T.For);
    this.need(0, T.Any);
    const binders = [this.SUBRULE(this.binder)];
    this.MANY(() => {
      this.CONSUME(T.Comma);
      binders.push(this.SUBRULE1(this.binder));
    });
    const where = this.optionalWhere(0);
    return { kind: "ForClause", start, end: this.endOf(), binders, where };
  });

  readonly whenClause = this.RULE("whenClause", (): MeasureClause => {
    const start = this.startOf();
    this.CONSUME(T.When);
    const condition = this.SUBRULE(this.expression);
    return { kind: "WhenClause", start, end: this.endOf(), condition };
  });

  /** A citation right behind the condition belongs to the exclusion. */
  readonly unlessClause = this.RULE("unlessClause", (): UnlessClause => {
    const start = this.startOf();
    this.CONSUME(T.Unless);
    const label =
      this.OPTION({ GATE: () => this.labelledCondition(), DEF: () => this.SUBRULE(this.labels) }) ?? null;
    const condition = this.SUBRULE(this.expression);
    const cite = this.optionalCite(1);
    return { kind: "UnlessClause", start, end: this.endOf(), label, condition, cite };
  });

  /** `unless (i) C` has a label, `unless (C)` and `unless (a) and b` have none. */
  private labelledCondition(): boolean {
    if (!this.labelAhead()) return false;
    let next = 4;
    if (this.LA(3).tokenType !== T.RightParen) next = 5;
    const flags = flagsOf(this.LA(next));
    return (flags & flag.operand) !== 0 && this.block.starts[this.LA(next).tokenTypeIdx] !== 1;
  }

  readonly requiresClause = this.RULE("requiresClause", (): RequiresClause => {
    const start = this.startOf();
    this.CONSUME(T.Requires);
    let outcome: Outcome | null = null;
    let limbs: OutcomeLimb[] = [];
    if (!this.RECORDING_PHASE && !this.nextIs(T.LeftBrace)) outcome = this.SUBRULE1(this.outcome);
    else {
      this.OR([
        {
          ALT: () => {
            limbs = this.braced(0, "the limbs of a requirement", () => this.SUBRULE(this.outcomeLimb));
          },
        },
        {
          ALT: () => {
            outcome = this.SUBRULE(this.outcome);
          },
        },
      ]);
    }
    return { kind: "RequiresClause", start, end: this.endOf(), outcome, limbs };
  });

  readonly prohibitsClause = this.RULE("prohibitsClause", (): MeasureClause => {
    const start = this.startOf();
    this.CONSUME(T.Prohibits);
    return { kind: "ProhibitsClause", start, end: this.endOf() };
  });

  readonly reviewClause = this.RULE("reviewClause", (): MeasureClause => {
    const start = this.startOf();
    this.CONSUME(T.Review);
    const policy = this.policyValue(0);
    return { kind: "ReviewClause", start, end: this.endOf(), policy };
  });

  /** A grid in braces, or one policy. */
  protected policyValue(index: number): Policy | PolicyGrid {
    if (!this.RECORDING_PHASE && !this.nextIs(T.LeftBrace)) return this.subrule(index, this.policy);
    return this.or(index, [
      { IGNORE_AMBIGUITIES: true, ALT: (): Policy | PolicyGrid => this.subrule(index, this.policyGrid) },
      { ALT: (): Policy | PolicyGrid => this.subrule(index + 1, this.policy) },
    ]);
  }

  readonly routesClause = this.RULE("routesClause", (): MeasureClause => {
    const start = this.startOf();
    this.CONSUME(T.Routes);
    const limbs = this.braced(0, "the types of license", () => this.SUBRULE(this.routeLimb));
    return { kind: "RoutesClause", start, end: this.endOf(), limbs };
  });

  readonly releasesClause = this.RULE("releasesClause", (): MeasureClause => {
    const start = this.startOf();
    this.CONSUME(T.Releases);
    const targets = this.releaseTargets(0);
    return { kind: "ReleasesClause", start, end: this.endOf(), targets };
  });

  readonly obligesClause = this.RULE("obligesClause", (): ObligesClause => {
    const start = this.startOf();
    this.CONSUME(T.Obliges);
    const duty = this.name(0, "a duty such as `notice`");
    this.mend([T.To, T.With]);
    let preposition: ObligesClause["preposition"] = "to";
    if (!this.RECORDING_PHASE && !this.nextIs(T.To) && !this.nextIs(T.With)) this.expected("`to` or `with`");
    else {
      this.OR([
        { ALT: () => this.CONSUME(T.To) },
        {
          ALT: () => {
            this.CONSUME(T.With);
            preposition = "with";
          },
        },
      ]);
    }
    const to = this.name(1, "the agency the duty is owed to");
    this.mend([T.Before, T.Within, T.Every, T.When]);
    const due = this.OPTION(() => {
      const timing = this.OR1<ObligesClause["timing"]>([
        { ALT: () => this.after(this.CONSUME(T.Before), () => "before") },
        { ALT: () => this.after(this.CONSUME(T.Within), () => "within") },
        { ALT: () => this.after(this.CONSUME(T.Every), () => "every") },
      ]);
      const days = this.plainNumber(2);
      this.need(0, T.Days);
      return { timing, days };
    });
    const text = this.OPTION1(() => this.textNode(3, "text")) ?? null;
    this.mend([T.When]);
    const when =
      this.OPTION2(() => {
        this.CONSUME(T.When);
        return this.SUBRULE(this.expression);
      }) ?? null;
    return {
      kind: "ObligesClause",
      start,
      end: this.endOf(),
      duty,
      preposition,
      to,
      timing: due?.timing ?? null,
      days: due?.days ?? null,
      text,
      when,
    };
  });

  readonly savesClause = this.RULE("savesClause", (): MeasureClause => {
    const start = this.startOf();
    this.CONSUME(T.Saves);
    const condition = this.SUBRULE(this.expression);
    this.mend([T.Until, T.AsOf]);
    const until =
      this.OPTION(() => {
        this.CONSUME(T.Until);
        return this.date(0);
      }) ?? null;
    this.need(0, T.AsOf);
    this.need(0, T.Of);
    const asOf = this.date(1);
    return { kind: "SavesClause", start, end: this.endOf(), condition, until, asOf };
  });
}

/** The words a review policy starts with. */
export const policyHeads: ReadonlySet<TokenType> = new Set([T.Policy, T.Presumption, T.Case, T.Entitlement]);

const namesWords = new Map([
  [T.Authority, "authority"],
  [T.Topic, "topic"],
  [T.Reach, "reach"],
  [T.Extends, "extends"],
  [T.Activities, "activities"],
] as const);
