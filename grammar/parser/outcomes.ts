import type { IToken, TokenType } from "chevrotain";
import type {
  DateLiteral,
  Expression,
  LabelPath,
  ModulePath,
  Name,
  Outcome,
  OutcomeLimb,
  Policy,
  PolicyGrid,
  PolicyLimb,
  PolicyName,
  PolicyWords,
  ReleaseTarget,
  RouteLimb,
  Status,
} from "../ast.ts";
import { exact } from "../base/exact.ts";
import { T } from "../lexer.ts";
import { EndWord, StatusWord } from "../tokens.ts";
import { ExpressionParser } from "./expressions.ts";

/** What clauses are made of: names, dates, statuses, policies, outcomes, routes. */
export abstract class OutcomeParser extends ExpressionParser {
  // ------------------------------------------------------------------------------------------------ small parts

  /** `us.advanced_computing` */
  readonly modulePath = this.RULE("modulePath", (): ModulePath => {
    const parts = [this.reservedModule() ?? this.name(0, "the name of a module or measure")];
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
    return exact(members);
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
    this.mend([T.By, T.Because]);
    const by = this.optionalBy(index);
    this.mend([T.Because]);
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
    const second = this.LA(2).tokenType;
    if (second === T.Of || second === T.By) this.mend([T.Policy, T.Presumption, T.Case]);
    const isExpression = !this.RECORDING_PHASE && !policyHeads.has(this.LA_FAST(1).tokenType);
    if (isExpression) return this.SUBRULE1(this.operand);
    return this.OR([
      {
        ALT: (): Policy => {
          this.CONSUME(T.Policy);
          this.need(0, T.Of);
          this.need(0, T.Denial);
          return words("policy_of_denial");
        },
      },
      {
        ALT: (): Policy => {
          this.CONSUME(T.Presumption);
          this.need(1, T.Of);
          this.mend([T.Denial, T.Approval]);
          if (!this.RECORDING_PHASE && !this.nextIs(T.Denial) && !this.nextIs(T.Approval)) {
            this.expected("`denial` or `approval`");
            return words("presumption_of_denial");
          }
          return this.OR1([
            { ALT: (): Policy => this.after(this.CONSUME1(T.Denial), () => words("presumption_of_denial")) },
            {
              ALT: (): Policy => this.after(this.CONSUME(T.Approval), () => words("presumption_of_approval")),
            },
          ]);
        },
      },
      {
        ALT: (): Policy => {
          this.CONSUME(T.Case);
          this.need(0, T.By);
          this.need(0, T.CaseWord);
          return words("case_by_case");
        },
      },
      {
        IGNORE_AMBIGUITIES: true,
        ALT: (): Policy => this.after(this.CONSUME(T.Entitlement), () => words("entitlement")),
      },
      { ALT: (): Policy => this.SUBRULE(this.operand) },
    ]);
  });

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
}

/** The words a review policy starts with. */
export const policyHeads: ReadonlySet<TokenType> = new Set([T.Policy, T.Presumption, T.Case, T.Entitlement]);
