/** The thread in which a share of the scenarios is put to the law. */
import { parentPort, workerData } from "node:worker_threads";
import { type CoverageOrder, measuredShare } from "./coverage-threads.ts";
import { openWorkspace } from "./workspace.ts";

const order = workerData as CoverageOrder;
parentPort?.postMessage(measuredShare(openWorkspace(order.paths).compilation, order));
