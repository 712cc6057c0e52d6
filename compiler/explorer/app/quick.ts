/**
 * The answer between two keystrokes: what the truth values give by the text of the law, decided once. The exact range, and what
 * practice answers otherwise, come with the research. A jurisdiction that read none of the facts that changed is not asked again.
 * Of those that are asked, first each says its verdict, which takes half as long as to say what it rests on; then each says that.
 * Every step is one jurisdiction's, so that a frame can be drawn between two of them.
 */
import type { CaseProblem, Determination } from "../../runtime/answer.ts";
import { readCase } from "../../runtime/cases/case.ts";
import { answerOf } from "../../runtime/determination/answers.ts";
import { decide, isOpen } from "../../runtime/determination/determine.ts";
import type { QuickVerdict } from "../../runtime/engine.ts";
import { Context } from "../../runtime/expressions/context.ts";
import { hereOf } from "../../runtime/expressions/here.ts";
import { Trace } from "../../runtime/expressions/trace.ts";
import type { Engine } from "../../runtime/index.ts";
import type { EvaluateOptions } from "../../runtime/options.ts";
import type { Json } from "./case.ts";
import { changedPaths, WatchedCase } from "./reads.ts";

export interface Question {
  readonly facts: Json;
  readonly asOf: string;
  readonly knownAt: string | null;
}

export function optionsOf({ asOf, knownAt }: Question): EvaluateOptions {
  return knownAt === null ? { asOf } : { asOf, knownAt };
}

/** What a jurisdiction answered when it was last asked for all. */
interface Kept {
  /** then; what it did not read may have changed since */
  readonly question: Question;
  readonly determination: Determination;
  /** paths of the facts that it read */
  readonly reads: ReadonlySet<string>;
}

/** A verdict, and the bounds between which it lies. */
export type Verdicts = Pick<QuickVerdict, "verdict" | "atLeast" | "atMost">;

/** The answers of all jurisdictions to a question; or what is wrong with the case or its days. */
export class QuickAnswer {
  readonly question: Question;
  readonly problems: readonly CaseProblem[];
  /** jurisdictions that had to be asked: all others have read nothing of what changed */
  readonly asked: readonly string[];
  readonly #engine: Engine;
  /** the case as it is read; of a question that cannot be read, the last one that could */
  readonly #watched: WatchedCase | null;
  /** the facts of that case */
  readonly #facts: Question["facts"] | null;
  readonly #kept: Map<string, Kept>;
  /** of those that have said no more yet */
  readonly #verdicts = new Map<string, Verdicts>();
  readonly #waiting: string[];
  readonly #unexplained: string[] = [];

  /** `before`: the answers to another question, though some may still have waited. */
  constructor(engine: Engine, question: Question, before: QuickAnswer | null = null) {
    this.#engine = engine;
    this.question = question;
    const { model } = engine;
    const options = engine.evaluate({}, { ...optionsOf(question), jurisdictions: [] });
    const read = readCase(question.facts, model.vocabulary, model.obligationIds);
    this.problems = "problems" in options ? options.problems : read.ok ? [] : read.problems;
    if (!read.ok || this.problems.length > 0) {
      this.#watched = before === null ? null : before.#watched;
      this.#facts = before === null ? null : before.#facts;
      this.#kept = new Map();
      this.asked = [];
    } else {
      this.#watched = new WatchedCase(
        read.case,
        before === null ? null : before.#watched,
        this.#staysAfter(before),
      );
      this.#facts = question.facts;
      this.#kept = new Map(before === null ? [] : before.#kept);
      const differences = new Map<Question, readonly string[] | null>();
      this.asked = engine.jurisdictions.filter((jurisdiction) => {
        const kept = this.#kept.get(jurisdiction);
        if (kept === undefined) return true;
        if (!differences.has(kept.question)) differences.set(kept.question, this.#changedSince(kept));
        const changed = differences.get(kept.question)!;
        return changed === null || changed.some((path) => kept.reads.has(path));
      });
    }
    this.#waiting = [...this.asked];
  }

  /** Jurisdictions that have yet to say their verdict. */
  get waiting(): ReadonlySet<string> {
    return new Set(this.#waiting);
  }

  /** Whether all have said their verdict. */
  get isDecided(): boolean {
    return this.#waiting.length === 0;
  }

  /** Whether all have said everything. */
  get isComplete(): boolean {
    return this.isDecided && this.#unexplained.length === 0;
  }

  /** The verdicts of those that have yet to say what they rest on. */
  get verdicts(): ReadonlyMap<string, Verdicts> {
    return new Map(this.#verdicts);
  }

  /** The verdict of each jurisdiction that has said one. */
  get said(): ReadonlyMap<string, QuickVerdict["verdict"]> {
    return new Map(
      this.#engine.jurisdictions.flatMap((name) => {
        const verdict = this.#verdicts.get(name)?.verdict ?? this.#kept.get(name)?.determination.verdict;
        return verdict === undefined ? [] : [[name, verdict] as const];
      }),
    );
  }

  /** Of each jurisdiction; of one that has not said all, what it answered to the question before, where it was asked one. */
  get determinations(): readonly Determination[] {
    return this.#engine.jurisdictions.flatMap((name) => this.#kept.get(name)?.determination ?? []);
  }

  /** Asks one jurisdiction that waits for its verdict; where none does, one for what its verdict rests on. */
  next(): void {
    const watched = this.#watched;
    if (watched === null) return;
    const waiting = this.#waiting.shift();
    if (waiting !== undefined) {
      // a trace would say what is missing; where nothing is, the decision without one says all
      const { found, reads } = watched.reading(() => this.#answer(waiting, watched, null));
      if ("determination" in found) this.#keep(waiting, found.determination, reads);
      else {
        this.#verdicts.set(waiting, found);
        this.#unexplained.push(waiting);
      }
      return;
    }
    const unexplained = this.#unexplained.shift();
    if (unexplained === undefined) return;
    const { found, reads } = watched.reading(() => this.#answer(unexplained, watched, new Trace()));
    if ("determination" in found) this.#keep(unexplained, found.determination, reads);
  }

  /** All that a jurisdiction answers; without a trace only its verdict where that leaves something open. */
  #answer(
    jurisdiction: string,
    watched: WatchedCase,
    trace: Trace | null,
  ): { readonly determination: Determination } | Verdicts {
    const { asOf, knownAt } = this.question;
    const { model } = this.#engine;
    const epoch = model.epoch(asOf, knownAt, "text");
    const context = new Context(watched.case, epoch, asOf, hereOf(model, jurisdiction), trace);
    const decision = decide(jurisdiction, context);
    if (trace === null && isOpen(decision)) {
      const { atLeast, atMost } = decision;
      return { verdict: atLeast === atMost ? atLeast : "undetermined", atLeast, atMost };
    }
    // what is said of a verdict (its routes) reads facts too
    return { determination: answerOf(jurisdiction, decision, null, context, null) };
  }

  /** An answer that is the same as the one before is that very object, so that what shows it can stay as it is. */
  #keep(jurisdiction: string, result: Determination, reads: ReadonlySet<string>): void {
    const known = this.#kept.get(jurisdiction);
    const isSame = known !== undefined && JSON.stringify(known.determination) === JSON.stringify(result);
    const determination = isSame ? known.determination : result;
    this.#kept.set(jurisdiction, { question: this.question, determination, reads });
    this.#verdicts.delete(jurisdiction);
  }

  /** Paths of what has changed since; null where nothing of the answer holds again. */
  #changedSince({ question: { facts, asOf, knownAt } }: Kept): readonly string[] | null {
    if (asOf !== this.question.asOf || knownAt !== this.question.knownAt) return null;
    return changedPaths(facts, this.question.facts, this.#engine.model.vocabulary);
  }

  /** Tells of the facts of the transaction whether they are stated as in the case before. */
  #staysAfter(before: QuickAnswer | null): (fact: string) => boolean {
    if (before === null || before.#facts === null) return () => false;
    const changed = changedPaths(before.#facts, this.question.facts, this.#engine.model.vocabulary);
    return (fact) => changed !== null && !changed.some((path) => isWithin(path, fact));
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
