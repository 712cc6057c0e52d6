/** The thread in which a whole workspace is checked, so that typing never waits for it. */
import { setTimeout as pause } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";
import { NodeHost } from "../compiler/host/node-host.ts";
import { Rest } from "./rest.ts";
import { type Change, LocalCheck, type WholeAnswer } from "./service/whole.ts";

/** A part of an answer: one that came at once would stop the thread which takes it in. */
export interface AnswerPart extends WholeAnswer {
  readonly isLast: boolean;
}

/** files in one part */
const PART = 50;

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
const rest = new Rest(5000);
let isFirst = true;
parentPort?.on("message", async (changes: readonly Change[]) => {
  rest.stir();
  await answerInParts(await check.check(changes));
  rest.stir();
  // The first check leaves by far the most.
  if (isFirst) rest.collect();
  isFirst = false;
});
