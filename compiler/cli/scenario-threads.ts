/**
 * Scenarios by several threads at once, on the same tables. This one waits for none of them: what another has taken and not
 * answered when nothing is left to be taken is answered here as well, so that one which does not come back costs no more than that.
 */
import { MessageChannel, type MessagePort, receiveMessageOnPort } from "node:worker_threads";
import { load } from "../runtime/index.ts";
import type { Evaluator, EvaluatorOf, Question, Reply } from "../scenario/run.ts";
import { answerShare, type ScenarioOrder, type Shared } from "./scenario-share.ts";
import type { Progress } from "./terminal.ts";
import { startThread, threadsFor } from "./threads.ts";

export interface ScenarioThreads {
  /** how many threads, this one included; null: as many as the machine has use for */
  readonly jobs: number | null;
  readonly progress: Progress;
}

/** A thread reads the runtime and the tables first: fewer questions than this are answered sooner here. */
const WORTH_A_THREAD = 250;

/** Answers all that will be asked, before it is. */
export function evaluatorInThreads({ jobs, progress }: ScenarioThreads): EvaluatorOf {
  return (bundle, questions) => {
    const engine = load(bundle);
    const threads = jobs ?? threadsFor(questions.length, WORTH_A_THREAD);
    if (threads <= 1) return engine;
    const next = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    const shared = { questions, threads, next };
    const others = Array.from({ length: threads - 1 }, () => startScenarios({ bundle, ...shared }));
    const replies = answersOf(shared, engine, others, (count) =>
      progress.step(`running scenarios: ${count} of ${questions.length} expectations`),
    );
    for (const other of others) other.close();
    return answered(questions, replies);
  };
}

/** A thread that takes its share; on the port come its answers. It holds up no command that ends. */
export function startScenarios(order: Omit<ScenarioOrder, "answers">): MessagePort {
  const { port1, port2: answers } = new MessageChannel();
  const thread = startThread("scenario", { ...order, answers }, [answers]);
  // It fails alone: what it has not answered is answered by the first thread.
  thread.on("error", () => {});
  thread.unref();
  return port1;
}

/** The answer to every question, by its place, in whatever threads it was found. */
export function answersOf(
  shared: Shared,
  engine: Evaluator,
  others: readonly MessagePort[],
  step: (count: number) => void,
): ReadonlyMap<number, Reply> {
  const replies = new Map<number, Reply>();
  const receive = (): void => {
    for (const port of others)
      for (let came = receiveMessageOnPort(port); came !== undefined; came = receiveMessageOnPort(port)) {
        const [at, reply] = came.message as [number, Reply];
        replies.set(at, reply);
      }
  };
  answerShare(shared, engine, (at, reply) => {
    replies.set(at, reply);
    step(at + 1);
  });
  // from the end, towards a thread that goes on from the beginning
  for (let at = shared.questions.length - 1; at >= 0; at--) {
    if (!replies.has(at)) receive();
    const { given, options } = shared.questions[at]!;
    if (!replies.has(at)) replies.set(at, engine.evaluate(given, options));
  }
  return replies;
}

/** Gives each reply to whoever asks the same of the same case. */
function answered(questions: readonly Question[], replies: ReadonlyMap<number, Reply>): Evaluator {
  const byCase = new Map<unknown, Map<string, Reply>>();
  questions.forEach(({ given, options }, at) => {
    const known = byCase.get(given) ?? new Map<string, Reply>();
    byCase.set(given, known.set(JSON.stringify(options), replies.get(at)!));
  });
  return { evaluate: (given, options) => byCase.get(given)!.get(JSON.stringify(options))! };
}
