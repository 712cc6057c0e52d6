/** The thread in which scenarios are put to the tables. */
import { workerData } from "node:worker_threads";
import { load } from "../runtime/index.ts";
import { answerShare, type ScenarioOrder } from "./scenario-share.ts";

const order = workerData as ScenarioOrder;
const engine = load(order.bundle);
answerShare(order, engine, (at, reply) => order.answers.postMessage([at, reply]));
order.answers.close();
