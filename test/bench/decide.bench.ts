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
console.log(`decide: ${machine()}, seed ${seed}`);

/** The least CPU time of a request, in nanoseconds: what other processes take is not counted. */
class Meter {
  best = Number.POSITIVE_INFINITY;
  readonly #call: (request: Request) => unknown;

  constructor(call: (request: Request) => unknown) {
    this.#call = call;
  }

  run(requests: readonly Request[]): void {
    const start = process.cpuUsage();
    for (const request of requests) this.#call(request);
    const { user, system } = process.cpuUsage(start);
    this.best = Math.min(this.best, ((user + system) * 1000) / requests.length);
  }
}

/** CPU time of a request of an engine that may be slow or asynchronous, over at most two seconds. */
async function nanoseconds(evaluate: Evaluator, requests: readonly Request[]): Promise<number> {
  const end = performance.now() + 2000;
  const start = process.cpuUsage();
  let count = 0;
  while (count < requests.length && performance.now() < end) await evaluate(requests[count++]!);
  const { user, system } = process.cpuUsage(start);
  return ((user + system) * 1000) / count;
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

  const rows: string[][] = [["engine", "decisions per CPU second", "CPU time, the bare evaluator is 1"]];
  const row = (name: string, ns: number): void => {
    rows.push([name, perSecond(ns), (ns / meters.bare.best).toFixed(2)]);
  };
  row("bare bitmap evaluator, verdict only", meters.bare.best);
  row("Cordon, verdict only", meters.decide.best);
  row("Cordon, all reasons and citations", meters.evaluate.best);
  const peers: [string, (rules: readonly Rule[]) => Evaluator, limit: number][] = [
    ["zen-engine, one after another", zen, 10_000],
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
