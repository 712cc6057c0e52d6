/** The thread in which a whole workspace is checked, so that typing never waits for it. */
import { parentPort, workerData } from "node:worker_threads";
import { NodeHost } from "../compiler/host/node-host.ts";
import { type Change, LocalCheck } from "./service/whole.ts";

const check = new LocalCheck(new NodeHost(workerData as string));
parentPort?.on("message", async (changes: readonly Change[]) => {
  parentPort?.postMessage(await check.check(changes));
});
