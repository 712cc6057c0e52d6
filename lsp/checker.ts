/** The thread in which a whole workspace is checked, so that typing never waits for it. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { parentPort, workerData } from "node:worker_threads";
import { NodeHost } from "../compiler/host/node-host.ts";
import { type Change, LocalCheck } from "./service/whole.ts";

// A check leaves garbage several times the size of what is kept, and then the thread sleeps: nothing would ever collect it.
setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

const check = new LocalCheck(new NodeHost(workerData as string));
parentPort?.on("message", async (changes: readonly Change[]) => {
  parentPort?.postMessage(await check.check(changes));
  collect();
});
