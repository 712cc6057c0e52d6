/** Evaluates cases against the tables of a build. */
import type { Answer, CaseProblem, Determination, Verdict } from "./answer.ts";
import { type Case, readCase } from "./cases/case.ts";
import { RecordValue } from "./cases/records.ts";
import { type ExactRange, exactRange } from "./completions/exact-range.ts";
import { mayDifferInPractice, maySayOtherwiseInPractice } from "./completions/law-ever.ts";
import { isPoint, rangeOf } from "./completions/range.ts";
import { answerOf } from "./determination/answers.ts";
import { type Decision, decide, isOpen, narrowed } from "./determination/determine.ts";
import { Context, Remarks } from "./expressions/context.ts";
import { hereOf } from "./expressions/here.ts";
import { Trace } from "./expressions/trace.ts";
import type { Bundle } from "./format.ts";
import { Model } from "./law/model.ts";
import { COMPLETIONS, type EvaluateOptions, optionProblems, WORK_PER_COMPLETION } from "./options.ts";
import { PlainPlan } from "./plain/plan.ts";
import { Prepared } from "./prepared.ts";
import type { View } from "./values/time.ts";
import { YES } from "./values/truth.ts";
import { UNKNOWN_MISSING } from "./values/values.ts";

export interface Refusal {
  readonly problems: readonly CaseProblem[];
}

/** The verdict of one jurisdiction alone. */
export interface QuickVerdict {
  readonly jurisdiction: string;
  readonly verdict: Verdict | "undetermined";
  readonly atLeast: Verdict;
  readonly atMost: Verdict;
}

/** A verdict by truth values alone, with the measures that may give the most of it. */
export interface GoverningVerdict extends QuickVerdict {
  readonly measures: readonly string[];
}

export class Engine {
  readonly model: Model;

  constructor(bundle: Bundle) {
    this.model = new Model(bundle);
  }

  /** Names of the jurisdictions that are asked where none is named. */
  get jurisdictions(): readonly string[] {
    const { model } = this;
    const only = model.bundle.definitions.only?.jurisdictions;
    if (only !== undefined) return only;
    return [...model.jurisdictions.keys()].filter(
      (name) =>
        model.defaultGround(name) !== null ||
        model.chain(name).some((link) => model.requirementPrograms(link).length > 0),
    );
  }

  /** How many facts were read and cells tested since the build was loaded: the same number on every machine. */
  get work(): number {
    return this.model.work.done;
  }

  /**
   * Every day from which something of the law is different, ascending. An answer that rests on `today` beside a date may change
   * on that date, too.
   */
  get days(): readonly string[] {
    return this.model.days;
  }

  /** The full answer with reasons; or, where the case or an option cannot be read, one problem for each mistake. */
  evaluate(caseJson: unknown, options: EvaluateOptions): Answer | Refusal {
    const problems = optionProblems(options, this.model);
    if (problems.length > 0) return { problems };
    const read = readCase(caseJson, this.model.vocabulary, this.model.obligationIds);
    if (!read.ok) return { problems: read.problems };
    const names = options.jurisdictions ?? this.jurisdictions;
    return {
      case: read.case.name,
      asOf: options.asOf,
      knownAt: options.knownAt ?? null,
      determinations: names.map((name) => this.determine(read.case, name, options)),
    };
  }

  /** Verdicts without reasons. */
  verdict(caseJson: unknown, options: EvaluateOptions): readonly QuickVerdict[] | Refusal {
    const problems = optionProblems(options, this.model);
    if (problems.length > 0) return { problems };
    const read = readCase(caseJson, this.model.vocabulary, this.model.obligationIds);
    if (!read.ok) return { problems: read.problems };
    const names = options.jurisdictions ?? this.jurisdictions;
    return names.map((jurisdiction) => this.quickVerdict(read.case, jurisdiction, options));
  }

  /** The verdict of one jurisdiction for a case that was read. */
  quickVerdict(facts: Case, jurisdiction: string, options: EvaluateOptions): QuickVerdict {
    let { decision } = this.#decide(facts, jurisdiction, options, "text", null);
    const { completions = COMPLETIONS } = options;
    if (decision.atLeast !== decision.atMost && completions > 0)
      decision = this.#exactly(facts, jurisdiction, options, "text", false).decision;
    const { atLeast, atMost } = decision;
    return { jurisdiction, verdict: atLeast === atMost ? atLeast : "undetermined", atLeast, atMost };
  }

  /** By truth values alone: the verdict of one jurisdiction for a case that was read, and what may give it. */
  governing(facts: Case, jurisdiction: string, options: EvaluateOptions): GoverningVerdict {
    const { decision } = this.#decide(facts, jurisdiction, options, "text", null);
    const { atLeast, atMost, outcomes } = decision;
    const isSettled = atLeast === atMost;
    const giving = outcomes.filter(
      ({ most, requirement }) => most === atMost && (requirement.holds === YES || !isSettled),
    );
    const measures = new Set(giving.map(({ requirement }) => requirement.measure.id));
    return {
      jurisdiction,
      verdict: isSettled ? atLeast : "undetermined",
      atLeast,
      atMost,
      measures: [...measures],
    };
  }

  /** The fast way to the answers of a jurisdiction, where its law has one. */
  plan(jurisdiction: string, options: EvaluateOptions): PlainPlan | null {
    const nothing = new RecordValue(this.model.vocabulary.transaction, "", []);
    const facts: Case = { name: null, facts: nothing, obligations: new Map() };
    const epoch = this.model.epoch(options.asOf, options.knownAt ?? null, "text");
    const context = new Context(facts, epoch, options.asOf, UNKNOWN_MISSING, null);
    return PlainPlan.of(this.model, epoch, jurisdiction, options.asOf, {
      context,
      frame: [],
      released: null,
    });
  }

  /** Everything that does not depend on the case, made ready for many cases. Throws a RangeError on bad options. */
  prepare(options: EvaluateOptions): Prepared {
    const [problem] = optionProblems(options, this.model);
    if (problem !== undefined) throw new RangeError(`${problem.path}: ${problem.message}`);
    return new Prepared(this, options);
  }

  /** The determination of one jurisdiction for a case that was read. */
  determine(facts: Case, jurisdiction: string, options: EvaluateOptions): Determination {
    const { decision, context } = this.#decide(facts, jurisdiction, options, "text", null);
    const text =
      isOpen(decision) && !isBrief(options)
        ? this.#exactly(facts, jurisdiction, options, "text")
        : { decision, context, exactness: null };
    const practice =
      options.practice !== false &&
      mayDifferInPractice(this.model, jurisdiction, options.asOf, options.knownAt ?? null) &&
      maySayOtherwiseInPractice(jurisdiction, context)
        ? this.#practice(facts, jurisdiction, options, text.exactness?.cases ?? [])
        : null;
    return answerOf(jurisdiction, text.decision, practice, text.context, text.exactness);
  }

  #practice(facts: Case, jurisdiction: string, options: EvaluateOptions, hints: readonly Case[]): Decision {
    const { decision } = this.#decide(facts, jurisdiction, options, "practice", null);
    return isPoint(decision) || isBrief(options)
      ? decision
      : this.#exactly(facts, jurisdiction, options, "practice", true, hints).decision;
  }

  /**
   * A decision with something unknown, made with a trace, and its range as narrow as the completions allow. `reviews`
   * false: the verdict alone is wanted.
   */
  #exactly(
    facts: Case,
    jurisdiction: string,
    options: EvaluateOptions,
    view: View,
    reviews = true,
    hints: readonly Case[] = [],
  ): { decision: Decision; context: Context; exactness: ExactRange | null } {
    const { decision, context } = this.#decide(facts, jurisdiction, options, view, new Trace());
    const budget = options.completions ?? COMPLETIONS;
    if (budget === 0 || isPoint(rangeOf(decision, reviews))) return { decision, context, exactness: null };
    const exactness = exactRange(
      decision,
      jurisdiction,
      context,
      { completions: budget, work: budget * WORK_PER_COMPLETION },
      reviews,
      hints,
    );
    return { decision: narrowed(decision, exactness), context, exactness };
  }

  #decide(
    facts: Case,
    jurisdiction: string,
    options: EvaluateOptions,
    view: View,
    trace: Trace | null,
  ): { decision: Decision; context: Context } {
    const epoch = this.model.epoch(options.asOf, options.knownAt ?? null, view);
    const here = hereOf(this.model, jurisdiction);
    const remarks = new Remarks(options.onlyAnswer !== true);
    const context = new Context(facts, epoch, options.asOf, here, trace, remarks);
    return { decision: decide(jurisdiction, context), context };
  }
}

/** Whether the truth values are all that is asked for. */
function isBrief({ completions, missing }: EvaluateOptions): boolean {
  return completions === 0 && missing === false;
}
