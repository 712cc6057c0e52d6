import type {
  DateLiteral,
  ForClause,
  FromClause,
  MeasureClause,
  NamesClause,
  ObligesClause,
  OriginClause,
  Outcome,
  OutcomeLimb,
  Policy,
  PolicyGrid,
  RequiresClause,
  UnlessClause,
} from "../ast.ts";
import { span } from "../base/span.ts";
import { T } from "../lexer.ts";
import { reportSyntax } from "../messages.ts";
import { NamesWord } from "../tokens.ts";
import { OutcomeParser } from "./outcomes.ts";
import { type Block, blocks, flag, flagsOf } from "./token-flags.ts";

/** The clauses of measures and exceptions. */
export abstract class ClauseParser extends OutcomeParser {
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
      this.OR([
        { ALT: (): OriginClause => this.after(this.CONSUME(T.Unilateral), () => node("unilateral")) },
        { ALT: (): OriginClause => this.after(this.CONSUME(T.Coordinated), () => node("coordinated")) },
        { ALT: (): OriginClause => this.after(this.CONSUME(T.Regime), () => node("regime")) },
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
    return this.OR([
      {
        ALT: (): MeasureClause => {
          this.CONSUME(T.Items);
          const members = this.expressions(0);
          return { kind: "ItemsClause", start, end: this.endOf(), members };
        },
      },
      {
        ALT: (): MeasureClause => {
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
    if (!this.RECORDING_PHASE && !this.nextIs(T.To) && !this.nextIs(T.With)) {
      this.expected("`to` or `with`");
      this.skipSubstitute();
    } else {
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
      const timing = this.OR1([
        { ALT: (): ObligesClause["timing"] => this.after(this.CONSUME(T.Before), () => "before") },
        { ALT: (): ObligesClause["timing"] => this.after(this.CONSUME(T.Within), () => "within") },
        { ALT: (): ObligesClause["timing"] => this.after(this.CONSUME(T.Every), () => "every") },
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
    if (this.LA(1).tokenType === T.Identifier && this.LA(2).tokenType === T.Date) {
      this.expected("`until` or `as of`");
      this.takeWord();
      this.SKIP_TOKEN();
    }
    const until =
      this.OPTION(() => {
        this.CONSUME(T.Until);
        return this.date(0);
      }) ?? null;
    const asOfStart = this.startOf();
    this.need(0, T.AsOf);
    this.need(0, T.Of);
    const asOf = this.date(1);
    const meant = until ?? this.untilBehind(asOfStart);
    return { kind: "SavesClause", start, end: this.endOf(), condition, until: meant, asOf };
  });

  /**
   * `as of D until E` on one line: read for itself, `until E` would end the measure, where the writer ends the saving. It is
   * reported and read as he means it.
   */
  private untilBehind(asOfStart: number): DateLiteral | null {
    if (this.RECORDING_PHASE || !this.nextIs(T.Until) || this.onNewLine()) return null;
    const [until, date] = [this.LA(1), this.LA(2)];
    if (date.tokenType !== T.Date) return null;
    const asOf = this.text.slice(asOfStart, this.endOf());
    const at = span(this.sourcePath, asOfStart, date.startOffset + date.image.length);
    const newText = `${this.text.slice(until.startOffset, at.end)} ${asOf}`;
    this.report(() =>
      reportSyntax(
        "syntax/other-writing",
        at,
        {
          found: this.text.slice(at.start, at.end),
          what: "savings are written",
          meant: [newText],
          advice: null,
        },
        { fixes: [{ title: `write \`${newText}\``, safe: false, edits: [{ span: at, newText }] }] },
      ),
    );
    this.SKIP_TOKEN();
    this.SKIP_TOKEN();
    return { kind: "DateLiteral", start: date.startOffset, end: at.end, text: date.image, missing: false };
  }
}

const namesWords = new Map([
  [T.Authority, "authority"],
  [T.Topic, "topic"],
  [T.Reach, "reach"],
  [T.Extends, "extends"],
  [T.Activities, "activities"],
] as const);
