/** Cases put to a law, one after another. */
import type { Answer, CaseProblem } from "../../runtime/answer.ts";
import type { Bundle } from "../../runtime/format.ts";
import { type Engine, load, type Prepared } from "../../runtime/index.ts";
import type { CaseInput } from "../case-file.ts";
import { Unusable } from "../exit-codes.ts";
import type { AskedDays } from "../own-days.ts";

/** What is asked of every case. Plain data: threads are started with it. */
export interface Asking extends AskedDays {
  /** what cases are read from, for messages */
  readonly path: string;
  readonly bundle: Bundle;
  /** null: all that answer */
  readonly jurisdictions: readonly string[] | null;
}

export type Result =
  | { readonly input: CaseInput; readonly answer: Answer }
  | { readonly input: CaseInput; readonly problems: readonly CaseProblem[] };

/** Days for which the law is kept ready: cases of many days come in any order. */
const KEPT_DAYS = 64;

export class Asker {
  readonly factNames: ReadonlySet<string>;
  readonly #asking: Asking;
  readonly #engine: Engine;
  /** by the two days */
  readonly #prepared = new Map<string, Prepared>();

  constructor(asking: Asking) {
    const { definitions } = asking.bundle;
    const transaction = definitions.records[definitions.transaction];
    this.factNames = new Set(Object.keys(transaction?.fields ?? {}));
    this.#asking = asking;
    this.#engine = load(asking.bundle);
  }

  /** Throws `Unusable` where no day is stated, nor asked about. */
  ask(input: CaseInput): Result {
    const { bundle, asOf: asked, knownAt = null } = this.#asking;
    const asOf = input.asOf ?? asked ?? bundle.definitions.only?.asOf;
    if (asOf === undefined)
      throw new Unusable(
        `${input.place}: the day of the act is not stated`,
        'add --as-of DATE, or "asOf" to the case',
      );
    const answer = this.#evaluate(input.facts, asOf, input.knownAt ?? knownAt);
    return "problems" in answer ? { input, problems: answer.problems } : { input, answer };
  }

  #evaluate(facts: unknown, asOf: string, knownAt: string | null): ReturnType<Engine["evaluate"]> {
    const { jurisdictions } = this.#asking;
    const options = {
      asOf,
      ...(knownAt === null ? {} : { knownAt }),
      ...(jurisdictions === null ? {} : { jurisdictions }),
    };
    const key = `${asOf} ${knownAt}`;
    const prepared = this.#prepared.get(key);
    if (prepared === undefined) {
      // a day that is none is told of as every other problem of the case, and makes nothing ready
      const answer = this.#engine.evaluate(facts, options);
      if ("problems" in answer) return answer;
      if (this.#prepared.size >= KEPT_DAYS) this.#prepared.clear();
      this.#prepared.set(key, this.#engine.prepare(options));
      return answer;
    }
    return prepared.evaluate(facts);
  }
}
