/**
 * The answer between two keystrokes: what the truth values give by the text of the law, decided once. The exact range, and what
 * practice answers otherwise, come with the research. A jurisdiction that read none of the facts that changed is not asked again,
 * and those that are to be asked can be asked one by one, so that a frame can be drawn between two of them.
 */
import type { CaseProblem, Determination } from "../../runtime/answer.ts";
import { answerOf } from "../../runtime/answers.ts";
import { type Case, readCase } from "../../runtime/case.ts";
import { Context } from "../../runtime/context.ts";
import { decide } from "../../runtime/determine.ts";
import { hereOf } from "../../runtime/here.ts";
import type { Engine } from "../../runtime/index.ts";
import { Trace } from "../../runtime/trace.ts";
import { changedPaths, WatchedCase } from "./reads.ts";
import { optionsOf, type Question } from "./research.ts";

/** What a jurisdiction answered when it was asked last. */
interface Kept {
  /** then; what it did not read may have changed since */
  readonly question: Question;
  readonly determination: Determination;
  /** the case as it read it */
  readonly watched: WatchedCase;
}

/** The answers of all jurisdictions to a question; or what is wrong with the case or its days. */
export class QuickAnswer {
  readonly question: Question;
  readonly problems: readonly CaseProblem[];
  /** jurisdictions that had to be asked: all others have read nothing of what changed */
  readonly asked: readonly string[];
  readonly #engine: Engine;
  readonly #case: Case | null;
  readonly #kept: Map<string, Kept>;
  readonly #waiting: string[];

  /** `before`: the answers to another question, though some may still have waited. */
  constructor(engine: Engine, question: Question, before: QuickAnswer | null = null) {
    this.#engine = engine;
    this.question = question;
    const { model } = engine;
    const options = engine.evaluate({}, { ...optionsOf(question), jurisdictions: [] });
    const read = readCase(question.facts, model.vocabulary, model.obligationIds);
    this.problems = "problems" in options ? options.problems : read.ok ? [] : read.problems;
    this.#case = read.ok && this.problems.length === 0 ? read.case : null;
    this.#kept = new Map(before === null || this.#case === null ? [] : before.#kept);
    const differences = new Map<Question, readonly string[] | null>();
    this.asked =
      this.#case === null
        ? []
        : engine.jurisdictions.filter((jurisdiction) => {
            const kept = this.#kept.get(jurisdiction);
            if (kept === undefined) return true;
            if (!differences.has(kept.question)) differences.set(kept.question, this.#changedSince(kept));
            const changed = differences.get(kept.question)!;
            return changed === null || changed.some((path) => kept.watched.reads.has(path));
          });
    this.#waiting = [...this.asked];
  }

  /** Jurisdictions that are still to be asked. */
  get waiting(): ReadonlySet<string> {
    return new Set(this.#waiting);
  }

  get isComplete(): boolean {
    return this.#waiting.length === 0;
  }

  /** Of each jurisdiction; of one that waits, what it answered to the question before, where it was asked one. */
  get determinations(): readonly Determination[] {
    return this.#engine.jurisdictions.flatMap((name) => this.#kept.get(name)?.determination ?? []);
  }

  /**
   * Asks one jurisdiction that waits. An answer that is the same as the one before is that very object, so that what shows it
   * can stay as it is.
   */
  next(): void {
    const jurisdiction = this.#waiting.shift();
    if (jurisdiction === undefined || this.#case === null) return;
    const { question } = this;
    const { model } = this.#engine;
    const known = this.#kept.get(jurisdiction);
    const changed = known === undefined ? null : this.#changedSince(known);
    const isAsBefore = (fact: string): boolean =>
      changed !== null && !changed.some((path) => isWithin(path, fact));
    // of its own for each: what one has read is remembered, and is not read again for another
    const watched = new WatchedCase(this.#case, known?.watched ?? null, isAsBefore);
    const epoch = model.epoch(question.asOf, question.knownAt, "text");
    const context = new Context(watched.case, epoch, question.asOf, hereOf(model, jurisdiction), new Trace());
    const result = answerOf(jurisdiction, decide(jurisdiction, context), null, context, null);
    const isSame = known !== undefined && JSON.stringify(known.determination) === JSON.stringify(result);
    this.#kept.set(jurisdiction, {
      question,
      determination: isSame ? known.determination : result,
      watched,
    });
  }

  /** Paths of what has changed since; null where nothing of the answer holds again. */
  #changedSince({ question: { facts, asOf, knownAt } }: Kept): readonly string[] | null {
    if (asOf !== this.question.asOf || knownAt !== this.question.knownAt) return null;
    return changedPaths(facts, this.question.facts, this.#engine.model.vocabulary);
  }
}

/** The answers of all jurisdictions at once. */
export function quickAnswer(
  engine: Engine,
  question: Question,
  before: QuickAnswer | null = null,
): QuickAnswer {
  const answer = new QuickAnswer(engine, question, before);
  while (!answer.isComplete) answer.next();
  return answer;
}

function isWithin(path: string, fact: string): boolean {
  return path === fact || path.startsWith(`${fact}.`);
}
