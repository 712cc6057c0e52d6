/** Threads that share the work of a command: how many, and the program of one. */
import { availableParallelism } from "node:os";
import { type TransferListItem, Worker } from "node:worker_threads";

/** bytes that a thread with a large law in it may need */
const MEMORY = 1.5e9;

/** As many as the machine has cores and memory for, where each is left `worth` pieces of the work; this one is among them. */
export function threadsFor(pieces: number, worth: number): number {
  const most = Math.min(availableParallelism(), Math.floor(process.availableMemory() / MEMORY));
  return Math.max(1, Math.min(most, Math.floor(pieces / worth)));
}

/** Starts the program `NAME-thread` of this folder. */
export function startThread(
  name: "batch" | "coverage" | "scenario",
  workerData: unknown,
  transferList: TransferListItem[] = [],
): Worker {
  const here = import.meta.url;
  // From source this file stands beside the thread's; in a build it is a chunk, and the thread's stands above it.
  const entry = here.endsWith(".ts") ? `./${name}-thread.ts` : `../${name}-thread.js`;
  return new Worker(new URL(entry, here), { workerData, transferList });
}
