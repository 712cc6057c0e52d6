/**
 * Verdicts of cases by truth values, on candidate days and their eves. Nothing of the law begins or ends between a candidate
 * day and the eve of the next, so that a case is asked once for both, unless dates of its own tell them apart.
 */
import { previousDay } from "../check/days.ts";
import type { CaseJson, IsoDate } from "../check/tree.ts";
import type { Engine, Prepared } from "../runtime/index.ts";
import type { QuickResult } from "../runtime/prepared.ts";

const DATE = /"\d{4}-\d\d-\d\d/;

/** Of one jurisdiction. */
export class Verdicts {
  readonly #engine: Engine;
  readonly #jurisdiction: string;
  /** by eve: the candidate day before it */
  readonly #before: ReadonlyMap<IsoDate, IsoDate>;
  /** the two days asked about last */
  readonly #prepared = new Map<IsoDate, Prepared>();
  readonly #known = new WeakMap<object, Map<IsoDate, QuickResult>>();

  /** `days`: all candidate days of the law, ascending */
  constructor(engine: Engine, jurisdiction: string, days: readonly IsoDate[]) {
    this.#engine = engine;
    this.#jurisdiction = jurisdiction;
    this.#before = new Map(days.slice(1).map((day, i) => [previousDay(day), days[i]!]));
  }

  /** Whether the verdict of a case is settled on both days, and another one. */
  moves(facts: CaseJson, eve: IsoDate, day: IsoDate): boolean {
    const from = this.on(eve, facts);
    if (from === "undetermined" || from === "refused") return false;
    const to = this.on(day, facts);
    return to !== "undetermined" && to !== from;
  }

  /** The verdict on a candidate day or its eve. */
  on(day: IsoDate, facts: CaseJson): QuickResult {
    if (typeof facts !== "object" || facts === null) return this.#ask(day, facts);
    let known = this.#known.get(facts);
    if (known === undefined) {
      known = new Map();
      this.#known.set(facts, known);
    }
    const alike = this.#before.get(day);
    const key = alike === undefined || DATE.test(JSON.stringify(facts)) ? day : alike;
    let verdict = known.get(key);
    if (verdict === undefined) {
      verdict = this.#ask(day, facts);
      known.set(key, verdict);
    }
    return verdict;
  }

  #ask(day: IsoDate, facts: CaseJson): QuickResult {
    let prepared = this.#prepared.get(day);
    if (prepared === undefined) {
      prepared = this.#engine.prepare({ asOf: day, jurisdictions: [this.#jurisdiction], completions: 0 });
      for (const other of this.#prepared.keys()) if (this.#prepared.size > 1) this.#prepared.delete(other);
      this.#prepared.set(day, prepared);
    }
    return prepared.decide(facts)[0]!;
  }
}
