/**
 * Decisions per second on one table, against other engines and against the bar: a bare bitmap evaluator of the same table
 * that returns verdicts and nothing else. All engines answer the same requests; their answers are checked first.
 */
import { load } from "../../compiler/runtime/index.ts";
import { bareEvaluator } from "./decide/bare.ts";
import { cordonBuild } from "./decide/build.ts";
import { cedar, type Evaluator, jsonRulesEngine, zen } from "./decide/peers.ts";
import { generateRequests, generateRules, type Request, type Rule, strictest } from "./decide/rules.ts";
import { machine, table } from "./support.ts";

const seed = 20261125;
const sizes = (process.env.CORDON_BENCH_ROWS ?? "10,100,1000,10000").split(",").map(Number);
const REQUESTS = 20_000;
const CHECKED = 200;
/** Requests in a stretch: a fraction of a time slice of the machine. */
const STRETCH = 200;
console.log(`decide: ${machine()}, seed ${seed}`);

/**
 * The mean time of a request in nanoseconds, where each short stretch of requests counts with its quickest run: other
 * work on the machine slows most runs of a stretch, hardly all.
 */
class Meter {
  readonly #call: (request: Request) => unknown;
  readonly #best: number[] = [];

  constructor(call: (request: Request) => unknown) {
    this.#call = call;
  }

  run(requests: readonly Request[]): void {
    for (let i = 0; i * STRETCH < requests.length; i++) {
      const end = Math.min(requests.length, (i + 1) * STRETCH);
      const start = process.hrtime.bigint();
      for (let r = i * STRETCH; r < end; r++) this.#call(requests[r]!);
      const time = Number(process.hrtime.bigint() - start) / (end - i * STRETCH);
      this.#best[i] = Math.min(this.#best[i] ?? time, time);
    }
  }

  get mean(): number {
    return this.#best.reduce((sum, time) => sum + time, 0) / this.#best.length;
  }
}

/** The same of an engine that is slow or asynchronous: the quickest of some runs of each of a few requests. */
async function nanoseconds(evaluate: Evaluator, requests: readonly Request[]): Promise<number> {
  const end = performance.now() + 5000;
  const few = requests.slice(0, 40);
  const best: number[] = [];
  for (let round = 0; round < 2 || performance.now() < end; round++) {
    for (const [i, request] of few.entries()) {
      const start = process.hrtime.bigint();
      await evaluate(request);
      const time = Number(process.hrtime.bigint() - start);
      best[i] = Math.min(best[i] ?? time, time);
    }
  }
  return best.reduce((sum, time) => sum + time, 0) / best.length;
}

async function check(
  name: string,
  evaluate: Evaluator,
  rules: readonly Rule[],
  requests: readonly Request[],
): Promise<void> {
  for (const request of requests) {
    const expected = strictest(rules, request);
    const answer = await evaluate(request);
    if (answer !== expected)
      throw new Error(`${name}: ${answer} instead of ${expected} for ${JSON.stringify(request)}`);
  }
}

const perSecond = (ns: number): string => Math.round(1e9 / ns).toLocaleString("en-US");

for (const size of sizes) {
  const rules = generateRules(size, seed);
  const requests = generateRequests(rules, REQUESTS, seed + 1);
  const bare = bareEvaluator(rules);
  const prepared = load(cordonBuild(rules)).prepare({ asOf: "2026-01-01" });
  const decide: Evaluator = (request) => prepared.decide(request)[0] as Awaited<ReturnType<Evaluator>>;
  const evaluate: Evaluator = (request) => {
    const answer = prepared.evaluate(request);
    if ("problems" in answer) throw new Error(answer.problems[0]!.message);
    return answer.determinations[0]!.verdict as Awaited<ReturnType<Evaluator>>;
  };
  const sample = requests.slice(0, CHECKED);
  await check("bare", bare, rules, sample);
  await check("decide", decide, rules, sample);
  await check("evaluate", evaluate, rules, sample);
  const meters = {
    bare: new Meter(bare),
    decide: new Meter(prepared.decide.bind(prepared)),
    evaluate: new Meter(prepared.evaluate.bind(prepared)),
  };
  // In turns, so that a slow moment of the machine meets all of them.
  for (let i = 0; i < 40; i++) for (const meter of Object.values(meters)) meter.run(requests);

  const rows: string[][] = [
    ["engine", "decisions/s", "time, the bare evaluator is 1", "Cordon's verdict is so many times faster"],
  ];
  const row = (name: string, ns: number): void => {
    rows.push([
      name,
      perSecond(ns),
      (ns / meters.bare.mean).toFixed(2),
      (ns / meters.decide.mean).toFixed(1),
    ]);
  };
  row("bare bitmap evaluator, verdict only", meters.bare.mean);
  row("Cordon, verdict only", meters.decide.mean);
  row("Cordon, all reasons and citations", meters.evaluate.mean);
  const peers: [string, (rules: readonly Rule[]) => Evaluator, limit: number][] = [
    ["zen-engine, collect, one after another", (rules) => zen(rules, "collect"), 10_000],
    ["zen-engine, first, one after another", (rules) => zen(rules, "first"), 10_000],
    ["cedar-wasm, preparsed", cedar, 10_000],
    ["json-rules-engine", jsonRulesEngine, 1_000],
  ];
  for (const [name, make, limit] of peers) {
    if (size > limit) continue;
    const peer = make(rules);
    await check(name, peer, rules, sample.slice(0, size > 1000 ? 20 : CHECKED));
    row(name, await nanoseconds(peer, requests));
  }
  table(`${size.toLocaleString("en-US")} rows, 8 columns`, rows);
}
