/** The questions of scenarios, as threads share them: each takes the next few that none has taken. */
import type { MessagePort } from "node:worker_threads";
import type { Bundle } from "../runtime/format.ts";
import type { Evaluator, Question, Reply } from "../scenario/run.ts";

/** What all threads know. */
export interface Shared {
  readonly questions: readonly Question[];
  /** how many threads there are, the first one included */
  readonly threads: number;
  /** in memory that all threads share: the first question that none has taken */
  readonly next: Int32Array;
}

/** What another than the first is started with. */
export interface ScenarioOrder extends Shared {
  readonly bundle: Bundle;
  /** the way back for answers, each with the place of its question */
  readonly answers: MessagePort;
}

/** Questions taken at once, at least. */
const AT_ONCE = 16;

/** Takes questions and answers them, until none is left. */
export function answerShare(
  { questions, threads, next }: Shared,
  engine: Evaluator,
  tell: (at: number, reply: Reply) => void,
): void {
  for (;;) {
    const from = Atomics.load(next, 0);
    if (from >= questions.length) return;
    // Neighbors ask for the same days and parts of the law, which one thread then has at hand: large pieces first.
    const end = from + Math.max(AT_ONCE, Math.floor((questions.length - from) / (2 * threads)));
    if (Atomics.compareExchange(next, 0, from, end) !== from) continue;
    questions.slice(from, end).forEach(({ given, options }, i) => {
      tell(from + i, engine.evaluate(given, options));
    });
  }
}
