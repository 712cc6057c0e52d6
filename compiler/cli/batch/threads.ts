/** Blocks of cases answered by several threads at once, in the order in which they were read. */
import type { Worker } from "node:worker_threads";
import { startThread, threadsFor } from "../threads.ts";
import { type AnsweredBlock, type Block, BlockAsker, type BlockAsking } from "./block.ts";

/** Blocks before which no thread is worth its start. */
const WORTH_THREADS = 4;
/** Blocks that each thread has before it, so that none waits for this one to read. */
const AHEAD = 2;

/**
 * @param jobs how many threads; null: as many as there are cores, if there is much to answer
 * @param start starts one of them
 */
export async function* answeredBlocks(
  asking: BlockAsking,
  blocks: AsyncIterable<Block>,
  jobs: number | null,
  start: (asking: BlockAsking) => Worker = (order) => startThread("batch", order),
): AsyncGenerator<AnsweredBlock> {
  const here = new Here(asking);
  const reader = blocks[Symbol.asyncIterator]();
  const first: Block[] = [];
  while (first.length < WORTH_THREADS) {
    const next = await reader.next();
    if (next.done === true) break;
    first.push(next.value);
  }
  const count = jobs ?? (first.length < WORTH_THREADS ? 1 : threadsFor(Number.POSITIVE_INFINITY, 1));
  const rest = chained(first, reader);
  if (count === 1) {
    for await (const block of rest) yield here.answer(block);
    return;
  }
  const pool = new Pool(asking, count, start);
  try {
    const waiting: { readonly block: Block; readonly answered: Promise<AnsweredBlock | null> }[] = [];
    const oldest = async (): Promise<AnsweredBlock> => {
      const { block, answered } = waiting.shift()!;
      // what a thread did not answer is answered here
      return (await answered) ?? here.answer(block);
    };
    for await (const block of rest) {
      waiting.push({ block, answered: pool.answer(block) });
      if (waiting.length >= count * AHEAD) yield await oldest();
    }
    while (waiting.length > 0) yield await oldest();
  } finally {
    pool.close();
  }
}

async function* chained(first: readonly Block[], rest: AsyncIterator<Block>): AsyncGenerator<Block> {
  yield* first;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

/** Answers in this thread; the law is made ready when it is first asked. */
class Here {
  readonly #asking: BlockAsking;
  #asker: BlockAsker | null = null;

  constructor(asking: BlockAsking) {
    this.#asking = asking;
  }

  answer(block: Block): AnsweredBlock {
    this.#asker ??= new BlockAsker(this.#asking);
    return this.#asker.answer(block);
  }
}

/** A thread, and who waits for its answers, in the order in which it was asked. */
interface Hand {
  readonly worker: Worker;
  readonly waiting: ((answered: AnsweredBlock | null) => void)[];
}

class Pool {
  readonly #hands: Hand[] = [];

  constructor(asking: BlockAsking, count: number, start: (asking: BlockAsking) => Worker) {
    for (let i = 0; i < count; i++) {
      const hand: Hand = { worker: start(asking), waiting: [] };
      hand.worker.on("message", (answered: AnsweredBlock) => hand.waiting.shift()?.(answered));
      hand.worker.once("error", () => this.#lose(hand));
      hand.worker.once("exit", () => this.#lose(hand));
      this.#hands.push(hand);
    }
  }

  /** Null: the thread ended without an answer. */
  answer(block: Block): Promise<AnsweredBlock | null> {
    const [idlest] = this.#hands.toSorted((a, b) => a.waiting.length - b.waiting.length);
    if (idlest === undefined) return Promise.resolve(null);
    return new Promise((resolve) => {
      idlest.waiting.push(resolve);
      idlest.worker.postMessage(block);
    });
  }

  close(): void {
    for (const { worker } of this.#hands.splice(0)) void worker.terminate();
  }

  #lose(hand: Hand): void {
    const at = this.#hands.indexOf(hand);
    if (at >= 0) this.#hands.splice(at, 1);
    for (const resolve of hand.waiting.splice(0)) resolve(null);
  }
}
