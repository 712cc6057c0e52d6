/**
 * Makes the page quick before a reader changes anything: what the tables ask is compiled when it is first asked, and the browser
 * compiles what is run often. While nothing else is to be done, a few cases of the scenarios are answered, and nothing is shown.
 */
import type { Engine } from "../../runtime/index.ts";
import { type Question, QuickAnswer } from "./quick.ts";

/** How many cases are answered: more of them made no change quicker. */
const CASES = 24;

/** Some of many cases, evenly. */
export function samplesOf(count: number): readonly number[] {
  const chosen = Math.min(CASES, count);
  return Array.from({ length: chosen }, (_, at) => Math.floor((at * count) / chosen));
}

/** Answers question after question, jurisdiction by jurisdiction; between two of them another task may run. */
export function* warm(engine: Engine, questions: Iterable<Question>): Generator<null> {
  let before: QuickAnswer | null = null;
  for (const question of questions) {
    const answer: QuickAnswer = new QuickAnswer(engine, question, before);
    while (!answer.isComplete) {
      yield null;
      answer.next();
    }
    before = answer;
  }
}

/** Runs steps while the page has nothing else to do. */
export function whenIdle(steps: Iterator<unknown>): void {
  const run = (more: () => boolean): void => {
    do if (steps.next().done === true) return;
    while (more());
    later();
  };
  const later = (): void => {
    if (typeof requestIdleCallback === "function")
      requestIdleCallback((deadline) => run(() => deadline.timeRemaining() > STEP));
    else setTimeout(() => run(() => false), PAUSE);
  };
  later();
}

/** Milliseconds that one step may take. */
const STEP = 5;
/** Milliseconds between two steps where the browser does not say when it is idle. */
const PAUSE = 30;
