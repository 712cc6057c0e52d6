/** An engine bound to a day and some jurisdictions: for many cases one after another. */
import type { Answer, Determination, Verdict } from "./answer.ts";
import { type Case, readCase } from "./cases/case.ts";
import { mayDifferInPractice } from "./completions/law-ever.ts";
import type { Engine, Refusal } from "./engine.ts";
import type { EvaluateOptions } from "./options.ts";
import type { PlainPlan } from "./plain/plan.ts";

export type QuickResult = Verdict | "undetermined" | "refused";

export class Prepared {
  readonly jurisdictions: readonly string[];
  readonly #engine: Engine;
  readonly #options: EvaluateOptions;
  readonly #plans: readonly (PlainPlan | null)[];
  /** of each jurisdiction, whether a plan tells all of its answer: plans know the text alone; found when first asked for */
  #areWhole: readonly boolean[] | null = null;

  constructor(engine: Engine, options: EvaluateOptions) {
    this.#engine = engine;
    this.#options = options;
    this.jurisdictions = options.jurisdictions ?? engine.jurisdictions;
    this.#plans = this.jurisdictions.map((jurisdiction) => engine.plan(jurisdiction, options));
  }

  /** The verdict of each jurisdiction in turn, by the text of the law; `refused` where the case cannot be read. */
  decide(caseJson: unknown): readonly QuickResult[] {
    const plans = this.#plans;
    if (plans.length === 1) return plans[0]?.decide(caseJson) ?? this.#decideAll(caseJson);
    const results: QuickResult[] = [];
    for (let i = 0; i < plans.length; i++) {
      const verdict = plans[i]?.decide(caseJson) ?? null;
      if (verdict === null) return this.#decideAll(caseJson);
      results.push(verdict[0]);
    }
    return results;
  }

  #decideAll(caseJson: unknown): readonly QuickResult[] {
    const read = this.#read(caseJson);
    if ("problems" in read) return this.jurisdictions.map(() => "refused");
    return this.jurisdictions.map(
      (jurisdiction) => this.#engine.quickVerdict(read, jurisdiction, this.#options).verdict,
    );
  }

  /** The full answer with reasons, as `Engine.evaluate` gives it. */
  evaluate(caseJson: unknown): Answer | Refusal {
    let read: Case | null = null;
    const determinations: Determination[] = [];
    this.#areWhole ??= this.#plans.map((_, i) => this.#isWhole(this.jurisdictions[i]!));
    for (const [i, jurisdiction] of this.jurisdictions.entries()) {
      let determination = this.#areWhole[i] ? (this.#plans[i]?.determine(caseJson) ?? null) : null;
      if (determination === null) {
        if (read === null) {
          const result = this.#read(caseJson);
          if ("problems" in result) return result;
          read = result;
        }
        determination = this.#engine.determine(read, jurisdiction, this.#options);
      }
      determinations.push(determination);
    }
    const name = (caseJson as { case?: unknown } | null)?.case;
    const { asOf, knownAt = null } = this.#options;
    return {
      case: read !== null ? read.name : typeof name === "string" ? name : null,
      asOf,
      knownAt,
      determinations,
    };
  }

  #isWhole(jurisdiction: string): boolean {
    const { asOf, knownAt = null } = this.#options;
    return !mayDifferInPractice(this.#engine.model, jurisdiction, asOf, knownAt);
  }

  #read(caseJson: unknown): Case | Refusal {
    const { model } = this.#engine;
    const read = readCase(caseJson, model.vocabulary, model.obligationIds);
    return read.ok ? read.case : { problems: read.problems };
  }
}
