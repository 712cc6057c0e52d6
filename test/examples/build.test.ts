/**
 * What `npm run examples` does: nothing is found in the law, its scenarios are answered as written, tables and report are built; and
 * the order of what is read is not seen in what is written.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import { parse } from "../../grammar/parse.ts";
import type { Run } from "../cli/run-cli.ts";
import { cordonHere } from "../cli/run-here.ts";

/**
 * Its commands ask their tables five thousand scenarios, one after another. Tables that are the same to the last letter, in the same
 * order, are the same to the runtime, which reads nothing else: what it was asked of them before is not worked out again. Tables that
 * are not the same are asked anew.
 */
vi.mock("../../compiler/runtime/index.ts", async (original) => {
  const real = await original<typeof import("../../compiler/runtime/index.ts")>();
  const engines = new Map<string, ReturnType<typeof real.load>>();
  const load = (bundle: Parameters<typeof real.load>[0]): ReturnType<typeof real.load> => {
    // a manifest says of what the tables were made, and no answer rests on it
    const text = JSON.stringify({ ...bundle, manifest: null });
    const known = engines.get(text) ?? remembering(real.load(bundle));
    engines.set(text, known);
    return known;
  };
  return { ...real, load };
});

/** Questions that are answered by a value that nobody changes. */
const ASKED = new Set<PropertyKey>(["evaluate", "verdict"]);

function remembering<E extends object>(engine: E): E {
  const answers = new Map<string, unknown>();
  return new Proxy(engine, {
    get(of, name) {
      const value: unknown = Reflect.get(of, name, of);
      if (typeof value !== "function") return value;
      if (!ASKED.has(name)) return value.bind(of);
      return (...question: readonly unknown[]): unknown => {
        const asked = JSON.stringify([name, ...question]);
        if (!answers.has(asked)) answers.set(asked, value.apply(of, question));
        return answers.get(asked);
      };
    },
  });
}

const repository = resolve(import.meta.dirname, "../..");
const root = join(repository, "examples");
const folder = mkdtempSync(join(tmpdir(), "cordon-examples-build-"));
const out = join(folder, "out");

/** The command lines of `npm run examples`, but for the folder that is written. */
const lines: readonly (readonly string[])[] = (
  JSON.parse(readFileSync(join(repository, "package.json"), "utf8")).scripts.examples as string
)
  .split(" && ")
  .map((line) => line.split(" "))
  .map(([node, program, ...args]) => {
    expect([node, program]).toEqual(["node", "dist/cordon.js"]);
    return args.map((word) => (word === "examples" ? root : word === "out" ? out : word));
  });

/** In this thread alone, where answers are remembered. */
const HERE = ["--jobs", "1"] as const;

const ran = new Map<string, Promise<Run>>();

/** The command of that name, run once for all tests. */
function commandOf(name: string): Promise<Run> {
  const line = lines.find(([first]) => first === name)!;
  const known = ran.get(name) ?? cordonHere(name === "check" ? line : [...line, ...HERE]);
  ran.set(name, known);
  return known;
}

function examples(): Record<string, string> {
  const found: Record<string, string> = {};
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(cordon|csv|json)$/.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    found[path.slice(root.length + 1)] = readFileSync(path, "utf8");
  }
  return found;
}

/** A small linear generator: the same order in every run. */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  const result = [...items];
  let state = seed;
  for (let i = result.length - 1; i > 0; i--) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    const j = state % (i + 1);
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result;
}

/** The same declarations in another order, each with the comments above it; the module stays first. */
function shuffleDeclarations(path: string, text: string, seed: number): string {
  const { file } = parse(path, text);
  let end = 0;
  const head: string[] = [];
  const rest: string[] = [];
  for (const declaration of file.declarations) {
    const part = text.slice(end, declaration.end);
    const first = declaration.kind === "ModuleDeclaration" || declaration.kind === "UseDeclaration";
    (first ? head : rest).push(part);
    end = declaration.end;
  }
  // A comment behind a declaration on its line would go with the next one.
  return `${[...head, ...shuffled(rest, seed)].join("\n\n")}\n${text.slice(end)}`;
}

/** Files below a folder by their path in it. */
function written(below: string): Map<string, string> {
  const found = readdirSync(below, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = found.map((entry) => join(entry.parentPath, entry.name).slice(below.length + 1)).sort();
  return new Map(paths.map((path) => [path, readFileSync(join(below, path), "utf8")]));
}

describe("npm run examples", () => {
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("checks, proves, tests and builds", () => {
    expect(lines.map(([name, ...rest]) => [name, ...rest.filter((word) => word.startsWith("-"))])).toEqual([
      ["check", "--proofs"],
      ["test"],
      ["build", "-o"],
    ]);
  });

  it("finds nothing in the law, and proves all that it claims", async () => {
    const { code, stdout, stderr } = await commandOf("check");
    expect(`${stdout}${stderr}`.trim()).toBe("no findings");
    expect(code).toBe(0);
  }, 300_000);

  it("has its scenarios answered as written", async () => {
    const { code, stdout, stderr } = await commandOf("test");
    const [, asked, passed] =
      /^(\d+) scenarios, \d+ expectations: (\d+) passed, 0 failed$/.exec(stdout.trim()) ?? [];
    expect([passed, stderr], stdout).toEqual([asked, ""]);
    expect(Number(asked)).toBeGreaterThan(5000);
    expect(code).toBe(0);
  }, 300_000);

  it("writes tables and a report, whose scenarios all pass", async () => {
    const { code, stdout, stderr } = await commandOf("build");
    expect(`${stdout}${stderr}`.trim()).toMatch(/^built .*: \d+ table documents with \d+ rows, report .*$/);
    expect(code).toBe(0);
    const pages = [...written(out).keys()];
    for (const page of ["index", "explorer", "timeline", "matrix", "comparison", "KR/scenarios"])
      expect(pages).toContain(`report/${page}.html`);
    expect(pages).toContain("manifest.json");
  }, 300_000);

  it("writes the same bytes when declarations and files are shuffled", async () => {
    expect((await commandOf("build")).code).toBe(0);
    const files = examples();
    const other = shuffled(Object.entries(files), 7).map(([path, text], index): [string, string] => [
      path,
      path.endsWith(".cordon") ? shuffleDeclarations(path, text, index + 1) : text,
    ]);
    expect(other.some(([path, text]) => files[path] !== text)).toBe(true);
    for (const [path, text] of other) {
      mkdirSync(dirname(join(folder, "other", path)), { recursive: true });
      writeFileSync(join(folder, "other", path), text);
    }
    const { code } = await cordonHere([
      "build",
      join(folder, "other"),
      "-o",
      join(folder, "other-out"),
      ...HERE,
    ]);
    expect(code).toBe(0);
    const [once, again] = [written(out), written(join(folder, "other-out"))];
    expect([...again.keys()]).toEqual([...once.keys()]);
    expect([...once].filter(([path, text]) => again.get(path) !== text).map(([path]) => path)).toEqual([]);
  }, 300_000);
});
