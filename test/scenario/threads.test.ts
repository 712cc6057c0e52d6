import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { MessageChannel } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import { answersOf, evaluatorInThreads, startScenarios } from "../../compiler/cli/scenario-threads.ts";
import { Progress } from "../../compiler/cli/terminal.ts";
import { load } from "../../compiler/runtime/index.ts";
import { type Question, questionsOf } from "../../compiler/scenario/run.ts";
import { cordon, workspace } from "../cli/run-cli.ts";
import { smallLaw } from "../cli/small-law.ts";
import { examples } from "../support/examples.ts";

/** Some questions of the examples, to several jurisdictions, and one that is no case. */
function asked(): readonly Question[] {
  const all = questionsOf(examples().program);
  const chosen = all.filter((_, at) => at % Math.ceil(all.length / 60) === 0);
  expect(new Set(chosen.flatMap(({ options }) => options.jurisdictions)).size).toBeGreaterThan(4);
  return [...chosen, { ...chosen[0]!, given: { destination: "Atlantis" } }];
}

function shared(questions: readonly Question[], threads: number) {
  return { questions, threads, next: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) };
}

describe("scenarios by several threads", () => {
  it("are answered and reported as by one", () => {
    const cwd = workspace(withFailure(smallLaw()));
    const by = (jobs: string) => cordon(["test", "--reporter", "json", "--jobs", jobs], { cwd });
    const one = by("1");
    expect(one).toMatchObject({ code: 1, stderr: "" });
    // more threads than there are questions, too
    for (const jobs of ["2", "5"]) expect(by(jobs)).toEqual(one);
    expect(by("0").code).toBe(2);
  });

  it("make the same report", () => {
    const cwd = workspace(withFailure(smallLaw()));
    const pages = (jobs: string): string[] => {
      expect(cordon(["build", "-o", `out${jobs}`, "--jobs", jobs], { cwd }).code).toBe(0);
      const report = join(cwd, `out${jobs}/report`);
      const names = readdirSync(report, { recursive: true, encoding: "utf8" }).sort();
      return names
        .filter((name) => name.endsWith(".md"))
        .map((name) => readFileSync(join(report, name), "utf8"));
    };
    expect(pages("3")).toEqual(pages("1"));
  });

  it("are answered in each thread as the tables do", async () => {
    const { bundle } = examples();
    const questions = asked();
    const port = startScenarios({ bundle, ...shared(questions, 2) });
    const came = new Map<number, unknown>();
    await new Promise<void>((resolve) => {
      port.on("message", ([at, reply]) => came.set(at, reply));
      port.once("close", resolve);
    });
    const engine = load(bundle);
    expect(came).toEqual(
      new Map(questions.map(({ given, options }, at) => [at, engine.evaluate(given, options)])),
    );
  });

  it("are answered here where a thread took them and does not come back", () => {
    const questions = asked();
    const engine = load(examples().bundle);
    const order = shared(questions, 2);
    const silent = new MessageChannel();
    Atomics.store(order.next, 0, 20);
    silent.port2.postMessage([3, "what came"]);
    const replies = answersOf(order, engine, [silent.port1], () => {});
    silent.port1.close();
    expect(replies.size).toBe(questions.length);
    expect(replies.get(3)).toBe("what came");
    const { given, options } = questions[0]!;
    expect(replies.get(0)).toEqual(engine.evaluate(given, options));
  });

  it("give their answers to whoever asks again", () => {
    const { bundle } = examples();
    const questions = asked();
    const evaluator = evaluatorInThreads({ jobs: 2, progress: new Progress() })(bundle, questions);
    const engine = load(bundle);
    for (const { given, options } of questions.toReversed())
      expect(evaluator.evaluate(given, { ...options })).toEqual(engine.evaluate(given, options));
  });
});

/** The law with one more scenario, which expects another answer than it gives. */
function withFailure(law: Readonly<Record<string, string>>): Record<string, string> {
  const path = "measures.cordon";
  const text = law[path]!;
  const scenario = text.slice(text.indexOf("scenario "));
  expect(scenario).toContain("no requirement");
  const wrong = scenario.replace('"', '"Wrong: ').replace("no requirement", "license");
  return { ...law, [path]: `${text}\n${wrong}` };
}
