/** An engine bound to a day: for many cases one after another. */
import type { Answer, Verdict } from "./answer.ts";
import type { Engine, Refusal } from "./engine.ts";
import type { EvaluateOptions } from "./options.ts";

export type QuickResult = Verdict | "undetermined" | "refused";

export class Prepared {
  readonly #engine: Engine;
  readonly #options: EvaluateOptions;
  readonly jurisdictions: readonly string[];

  constructor(engine: Engine, options: EvaluateOptions) {
    this.#engine = engine;
    this.jurisdictions = options.jurisdictions ?? engine.jurisdictions;
    this.#options = { ...options, jurisdictions: this.jurisdictions };
  }

  /** The verdict of each jurisdiction in turn; `refused` where the case cannot be read. */
  decide(caseJson: unknown): readonly QuickResult[] {
    const verdicts = this.#engine.verdict(caseJson, this.#options);
    if ("problems" in verdicts) return this.jurisdictions.map(() => "refused");
    return verdicts.map(({ verdict }) => verdict);
  }

  evaluate(caseJson: unknown): Answer | Refusal {
    return this.#engine.evaluate(caseJson, this.#options);
  }
}
