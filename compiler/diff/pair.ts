/** Two laws side by side: everything that is asked of both. */
import { type Law, lawOf } from "../analysis/index.ts";
import type { CaseJson, IsoDate, Program } from "../check/tree.ts";
import type { Determination } from "../runtime/answer.ts";
import type { Bundle } from "../runtime/format.ts";
import { load } from "../runtime/index.ts";
import { NO_SOURCES, type Places, rowPlaces } from "../scenario/places.ts";
import { buildBundle } from "../table/build.ts";
import { sideKey, sideOfAnswer } from "./direction.ts";
import type { AnswerSide } from "./report.ts";

type Engine = ReturnType<typeof load>;
export type ViewName = "text" | "practice";

/** One law with the tables that answer for it, which are built when first asked. */
export class Answering {
  readonly law: Law;
  #engine: Engine | null = null;
  #places: Places | null = null;

  constructor(program: Program) {
    this.law = lawOf(program);
  }

  /** The answer for a case; null where the case does not fit the vocabulary of this law. */
  answer(facts: CaseJson, asOf: IsoDate, jurisdiction: string, knownAt?: IsoDate): Determination | null {
    this.#engine ??= load(this.#bundle());
    const jurisdictions = [jurisdiction];
    const answer = this.#engine.evaluate(facts, {
      asOf,
      jurisdictions,
      ...(knownAt === undefined ? {} : { knownAt }),
    });
    return "problems" in answer ? null : (answer.determinations[0] ?? null);
  }

  /** The rows behind the answers. */
  get places(): Places {
    this.#places ??= rowPlaces(this.#bundle(), NO_SOURCES);
    return this.#places;
  }

  #built: Bundle | null = null;

  #bundle(): Bundle {
    this.#built ??= buildBundle(this.law.normal, this.law.program);
    return this.#built;
  }
}

/** One case under both laws. */
export interface Answers {
  readonly old: Determination;
  readonly new: Determination;
  readonly oldSide: AnswerSide;
  readonly newSide: AnswerSide;
}

export class Pair {
  readonly old: Answering;
  readonly new: Answering;

  constructor(old: Program, now: Program) {
    this.old = new Answering(old);
    this.new = new Answering(now);
  }

  /** Null where either law refuses the case. */
  ask(facts: CaseJson, asOf: IsoDate, jurisdiction: string, view: ViewName): Answers | null {
    const old = this.old.answer(facts, asOf, jurisdiction);
    const now = old === null ? null : this.new.answer(facts, asOf, jurisdiction);
    if (old === null || now === null) return null;
    return { old, new: now, oldSide: sideOfAnswer(old, view), newSide: sideOfAnswer(now, view) };
  }
}

/** Whether the two laws answer the same. */
export function isSameAnswer({ oldSide, newSide }: Answers): boolean {
  return sideKey(oldSide) === sideKey(newSide);
}
