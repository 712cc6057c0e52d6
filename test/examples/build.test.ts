/** A whole build of the examples: what its scenarios come to, and that the order of what it reads is not seen in it. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { type BuildResult, build, compile, hasErrors, MemoryHost } from "../../compiler/index.ts";
import { parse } from "../../grammar/parse.ts";

/**
 * A build asks its tables five thousand scenarios. Tables that are the same to the last letter, in the same order, are the same to
 * the runtime, which reads nothing else: what it was asked of them before is not worked out again. Tables that are not the same are
 * asked anew.
 */
vi.mock("../../compiler/runtime/index.ts", async (original) => {
  const real = await original<typeof import("../../compiler/runtime/index.ts")>();
  const engines = new Map<string, ReturnType<typeof real.load>>();
  const load = (bundle: Parameters<typeof real.load>[0]): ReturnType<typeof real.load> => {
    const text = JSON.stringify(bundle);
    const known = engines.get(text) ?? remembering(real.load(bundle));
    engines.set(text, known);
    return known;
  };
  return { ...real, load };
});

function remembering<E extends { evaluate(given: unknown, options: object): unknown }>(engine: E): E {
  const answers = new Map<string, unknown>();
  const evaluate = (given: unknown, options: object): unknown => {
    const asked = JSON.stringify([given, options]);
    if (!answers.has(asked)) answers.set(asked, engine.evaluate(given, options));
    return answers.get(asked);
  };
  return new Proxy(engine, {
    get(of, name) {
      if (name === "evaluate") return evaluate;
      const value: unknown = Reflect.get(of, name, of);
      return typeof value === "function" ? value.bind(of) : value;
    },
  });
}

const root = join(import.meta.dirname, "../../examples");

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

function buildOf(files: Record<string, string>): BuildResult {
  const compilation = compile(new MemoryHost(files), []);
  const errors = compilation.diagnostics.filter((d) => d.severity === "error");
  expect(errors.map((d) => `${d.span.file}: ${d.message}`)).toEqual([]);
  expect(hasErrors(compilation.diagnostics)).toBe(false);
  return build(compilation);
}

describe("a build of the examples", () => {
  const files = examples();
  let once: BuildResult;
  beforeAll(() => {
    once = buildOf(files);
  }, 300_000);

  it("answers their scenarios as written", () => {
    const failures = once.scenarios
      .filter((result) => !result.passed)
      .map((result) => [
        result.scenario.title,
        ...result.problems.map((problem) => problem.message),
        ...result.expectations.flatMap((e) =>
          e.mismatches.map((m) => `${e.expectation.on}: expected ${m.expected}, came ${m.came}`),
        ),
      ]);
    expect(failures).toEqual([]);
    expect(once.scenarios.length).toBeGreaterThan(5000);
  });

  it("has the same bytes when declarations and files are shuffled", () => {
    const other = shuffled(Object.entries(files), 7).map(([path, text], index): [string, string] => [
      path,
      path.endsWith(".cordon") ? shuffleDeclarations(path, text, index + 1) : text,
    ]);
    expect(other.some(([path, text]) => files[path] !== text)).toBe(true);
    const again = new Map(buildOf(Object.fromEntries(other)).files.map(({ path, text }) => [path, text]));
    expect([...again.keys()]).toEqual(once.files.map(({ path }) => path));
    const changed = once.files.filter(({ path, text }) => again.get(path) !== text).map(({ path }) => path);
    expect(changed).toEqual([]);
  });
});
