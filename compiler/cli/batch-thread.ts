/** The thread that answers blocks of cases, one after another. */
import { parentPort, workerData } from "node:worker_threads";
import { type Block, BlockAsker, type BlockAsking } from "./batch/block.ts";

const asker = new BlockAsker(workerData as BlockAsking);
parentPort?.on("message", (block: Block) => parentPort?.postMessage(asker.answer(block)));
