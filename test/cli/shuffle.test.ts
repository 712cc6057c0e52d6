import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { build, compile, hasErrors, MemoryHost } from "../../compiler/index.ts";
import { parse } from "../../grammar/parse.ts";

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

function buildOf(files: Record<string, string>): Map<string, string> {
  const compilation = compile(new MemoryHost(files), []);
  const errors = compilation.diagnostics.filter((d) => d.severity === "error");
  expect(errors.map((d) => `${d.span.file}: ${d.message}`)).toEqual([]);
  expect(hasErrors(compilation.diagnostics)).toBe(false);
  return new Map(build(compilation).files.map((file) => [file.path, file.text]));
}

describe("a build of the examples", () => {
  it("has the same bytes when declarations and files are shuffled", () => {
    const files = examples();
    const once = buildOf(files);
    const other = shuffled(Object.entries(files), 7).map(([path, text], index): [string, string] => [
      path,
      path.endsWith(".cordon") ? shuffleDeclarations(path, text, index + 1) : text,
    ]);
    expect(other.some(([path, text]) => files[path] !== text)).toBe(true);
    const again = buildOf(Object.fromEntries(other));
    expect([...again.keys()]).toEqual([...once.keys()]);
    const changed = [...once].filter(([path, text]) => again.get(path) !== text).map(([path]) => path);
    expect(changed).toEqual([]);
  });
});
