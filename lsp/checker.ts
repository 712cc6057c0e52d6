/** The thread in which a whole workspace is checked, so that typing never waits for it. */
import { setTimeout as pause } from "node:timers/promises";
import { getHeapStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { parentPort, workerData } from "node:worker_threads";
import { NodeHost } from "../compiler/host/node-host.ts";
import { type Change, LocalCheck, type WholeAnswer } from "./service/whole.ts";

/** A part of an answer: one that came at once would stop the thread which takes it in. */
export interface AnswerPart extends WholeAnswer {
  readonly isLast: boolean;
}

/** files in one part */
const PART = 50;

// A check leaves garbage several times the size of what is kept, and then the thread sleeps: nothing would ever collect it.
setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as (how: object) => void;
/** bytes in use after garbage was last collected */
let kept = 0;

/** What is kept lies scattered: it is moved together, and the rest goes back to the system. Takes as long as a check or two. */
function collectGarbage(): void {
  if (getHeapStatistics().used_heap_size < kept * 1.3) return;
  setFlagsFromString("--compact-on-every-full-gc");
  collect({ type: "major", execution: "sync", flavor: "last-resort" });
  // The setting is one for all threads, and where one types there is no time for it.
  setFlagsFromString("--no-compact-on-every-full-gc");
  kept = getHeapStatistics().used_heap_size;
}

/** milliseconds without a check, until the garbage of the last ones is collected */
const REST = 5000;

async function answerInParts({ findings, indexes, removed }: WholeAnswer): Promise<void> {
  const most = Math.max(findings.length, indexes.length);
  for (let at = 0; at === 0 || at < most; at += PART) {
    if (at > 0) await pause(2);
    const part: AnswerPart = {
      findings: findings.slice(at, at + PART),
      indexes: indexes.slice(at, at + PART),
      removed: at === 0 ? removed : [],
      isLast: at + PART >= most,
    };
    parentPort?.postMessage(part);
  }
}

const check = new LocalCheck(new NodeHost(workerData as string));
let rest: NodeJS.Timeout | undefined;
parentPort?.on("message", async (changes: readonly Change[]) => {
  clearTimeout(rest);
  await answerInParts(await check.check(changes));
  // The first check leaves by far the most.
  if (kept === 0) collectGarbage();
  else rest = setTimeout(collectGarbage, REST);
});
