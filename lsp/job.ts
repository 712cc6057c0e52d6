/** The thread in which one piece of long work on the whole law is done. */
import { parentPort, workerData } from "node:worker_threads";
import { NodeHost } from "../compiler/host/node-host.ts";
import { MemoryHost } from "../compiler/index.ts";
import type { JobMessage, JobOrder } from "./job-threads.ts";
import { runJob } from "./service/jobs.ts";

const { root, kind, task, changes } = workerData as JobOrder;
const tell = (message: JobMessage): void => parentPort?.postMessage(message);
const host = root === null ? new MemoryHost({}) : new NodeHost(root);
tell({ result: runJob(host, kind, task, changes, (progress) => tell({ progress })) });
