/** Many cases, one in each line: answered by several threads, in order, and each for itself. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import { type Block, BlockAsker, type BlockAsking } from "../../compiler/cli/batch/block.ts";
import { openCases } from "../../compiler/cli/batch/lines.ts";
import { answeredBlocks } from "../../compiler/cli/batch/threads.ts";
import { openWorkspace } from "../../compiler/cli/workspace.ts";
import { build } from "../../compiler/index.ts";
import { cordon, workspace } from "./run-cli.ts";
import { smallLaw } from "./small-law.ts";

const DAY = "2026-03-01";
const WHOLE = { act: "shipment", departure: "NL", destination: "BR", item: { family: ["circuit"] } };
const NDJSON = ["--as-of", DAY, "--format", "ndjson"];

function caseOf(i: number): object {
  return { case: `c${i}`, ...WHOLE, item: { ...WHOLE.item, tpp: `${4000 + i} TPP` } };
}

function text(cases: readonly (object | string)[]): string {
  return cases.map((one) => `${typeof one === "string" ? one : JSON.stringify(one)}\n`).join("");
}

function asking(cwd: string, path: string): BlockAsking {
  const { bundle } = build(openWorkspace([cwd]).compilation, { tablesOnly: true });
  return { path, bundle, jurisdictions: null, asOf: DAY, format: "ndjson" };
}

async function* blocks(count: number): AsyncGenerator<Block> {
  for (let i = 0; i < count; i++)
    yield { first: 2 * i + 1, lines: [JSON.stringify(caseOf(2 * i)), JSON.stringify(caseOf(2 * i + 1))] };
}

async function all<T>(values: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const value of values) found.push(value);
  return found;
}

describe("cases told apart by lines", () => {
  it("are answered by threads as by one, in order", () => {
    const cwd = workspace(smallLaw());
    const input = text(Array.from({ length: 1_250 }, (_, i) => caseOf(i)));
    const by = (jobs: string) => cordon(["eval", "-", ...NDJSON, "--jobs", jobs], { cwd, input });
    const one = by("1");
    expect(one).toMatchObject({ code: 0, stderr: "" });
    const answers = one.stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(answers.map((answer) => answer.case)).toEqual(Array.from({ length: 1_250 }, (_, i) => `c${i}`));
    // the threshold lies among them
    const verdicts = new Set(answers.map(({ determinations }) => determinations[0].verdict));
    expect(verdicts.size).toBe(2);
    expect(by("3")).toEqual(one);
  });

  it("keep their answers where another line is none", () => {
    const cwd = workspace(smallLaw());
    const lines = [caseOf(1), "no case {", "", { case: "bad", act: 7 }, { ...caseOf(2), asOf: "2026-3-1" }];
    const input = text([...lines, '{"case":"two"} {}', caseOf(3)]);
    const run = cordon(["eval", "-", ...NDJSON], { cwd, input });
    expect(run.code).toBe(2);
    const told = run.stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(told.map((one) => [one.case, one.line, one.problems?.[0].code])).toEqual([
      ["c1", undefined, undefined],
      [null, 2, "case/unusable"],
      ["bad", 4, "case/wrong-type"],
      [null, 5, "case/unusable"],
      [null, 6, "case/unusable"],
      ["c3", undefined, undefined],
    ]);
    const places = run.stderr.match(/^error\S+ standard input:\d+(?=:)/gm);
    expect(places).toEqual([
      "error[case/unusable] standard input:2",
      "error[case/wrong-type] standard input:4",
      "error[case/unusable] standard input:5",
      "error[case/unusable] standard input:6",
    ]);
  });

  it("are told of one by one only as far as that can be read", () => {
    const cwd = workspace(smallLaw());
    const input = text([caseOf(1), ...Array.from({ length: 130 }, () => "{")]);
    const run = cordon(["eval", "-", ...NDJSON], { cwd, input });
    expect(run.code).toBe(2);
    expect(run.stderr.match(/^error\[/gm)).toHaveLength(20);
    expect(run.stderr).toMatch(/\nerror: 110 more cases are refused; the answers say why\n$/);
    expect(run.stdout.match(/\n/g)).toHaveLength(131);
  });

  it("say which of them state a day of their own, in all blocks", () => {
    const cwd = workspace(smallLaw());
    const cases = Array.from({ length: 250 }, (_, i) =>
      i % 100 === 50 ? { ...caseOf(i), asOf: "2026-02-01" } : caseOf(i),
    );
    const { stderr } = cordon(["eval", "-", ...NDJSON], { cwd, input: text(cases) });
    expect(stderr).toBe(
      `note: 2 of 250 cases state a day of their own as \`asOf\`, such as standard input:51 2026-02-01, and that counts; \`--as-of ${DAY}\` is for cases that state none\n`,
    );
  });

  it("are whole where the first line is", async () => {
    const path = join(workspace({}), "cases.json");
    const kind = async (lines: string, mayBeLines = true) => {
      writeFileSync(path, lines);
      const found = await openCases(path, mayBeLines);
      return found.kind === "whole" ? found.text : (await all(found.blocks)).map((b) => b.lines);
    };
    expect(await kind('\n{"a":1}\r\n{"a":2}')).toEqual([["", '{"a":1}\r', '{"a":2}']]);
    expect(await kind('{"a":1}\n', false)).toBe('{"a":1}\n');
    for (const whole of ['[{"a":1},{"a":2}]\n', '{"a":\n1}\n{"a":2}', "", "{}{}\n{}"])
      expect(await kind(whole)).toBe(whole);
  });

  it("may be of any script, wherever a chunk of the file ends", async () => {
    const path = join(workspace({}), "cases.ndjson");
    const lines = Array.from({ length: 20_000 }, (_, i) => `{"case":"出口管制 ${i}"}`);
    writeFileSync(path, lines.join("\n"));
    const found = await openCases(path, true);
    if (found.kind !== "lines") throw new Error("not told apart by lines");
    const read = await all(found.blocks);
    expect(read.flatMap((block) => block.lines)).toEqual(lines);
    expect(read.map(({ first }) => first).slice(0, 3)).toEqual([1, 101, 201]);
    writeFileSync(path, Buffer.concat([Buffer.from(`${lines.join("\n")}\n`), Buffer.from([0xff])]));
    const broken = await openCases(path, true);
    if (broken.kind !== "lines") throw new Error("not told apart by lines");
    await expect(all(broken.blocks)).rejects.toThrow(/is not UTF-8 text$/);
  });

  it("are answered here where a thread fails", async () => {
    const cwd = workspace(smallLaw());
    const asked = asking(cwd, "cases.ndjson");
    const expected = (await all(blocks(30))).map((block) => new BlockAsker(asked).answer(block));
    const fails = {
      "at once": "throw new Error('no thread')",
      "when it is asked": `require("node:worker_threads").parentPort.on("message", () => process.exit(1));`,
    };
    const start = (body: string) => () => new Worker(body, { eval: true });
    for (const body of Object.values(fails))
      expect(await all(answeredBlocks(asked, blocks(30), 2, start(body)))).toEqual(expected);
    expect(await all(answeredBlocks(asked, blocks(30), 2))).toEqual(expected);
  });
});

describe("answers as a sheet", () => {
  const sheet = (cases: readonly object[], args: readonly string[] = []) => {
    const cwd = workspace(smallLaw());
    return cordon(["eval", "-", "--as-of", DAY, "--format", "csv", ...args], { cwd, input: text(cases) });
  };

  it("have a row for each case and jurisdiction", () => {
    const run = sheet([caseOf(1_000), { case: "open" }, { case: "bad", act: 7 }]);
    expect(run.code).toBe(2);
    expect(run.stdout).toMatchSnapshot();
  });

  it("run no formula in the name of a case", () => {
    const [, row] = sheet([{ ...caseOf(1), case: '=HYPERLINK("http://x")' }]).stdout.split("\n");
    expect(row).toMatch(/^1,"'=HYPERLINK\(""http:\/\/x""\)",/);
  });
});
